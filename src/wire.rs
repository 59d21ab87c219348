//! Messages between the programs of the site as bytes.
//!
//! The encoding is one without names (postcard), since the program that reads it is a fraction of the size of
//! one that reads JSON. Nothing of it is stored, so messages may change with every version.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Turns a message into bytes.
pub fn encode(message: &impl Serialize) -> Vec<u8> {
    // Writing to memory fails for types whose length is not known beforehand only; no message has one.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// Reads a message; `None` where the bytes are none.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// What is stored as JSON goes as JSON too, which the programs can write and read already. For
/// `#[serde(with = "…")]`.
pub(crate) mod json {
    use serde::de::{DeserializeOwned, Error as _};
    use serde::ser::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<T: Serialize, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serde_json::to_string(value).map_err(S::Error::custom)?.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        serde_json::from_str(<&str>::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
