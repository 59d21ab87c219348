//! Reading of single values out of a JSON object.
//!
//! In place of a derived reader for every object: these few functions serve all of them, which keeps the
//! site small, and leave the values as text, so that each is understood only when its turn has come.

use super::{Place, ReadError};
use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// The name of a value in an object, and the text of it once it was found.
pub(super) type Slot<'s, 'a> = (&'static str, &'s mut Option<&'a str>);

/// Fills the slots from the object that `part`, a piece of `text`, consists of. Returns whether there are
/// values without a slot.
pub(super) fn pick<'a>(text: &str, part: &'a str, slots: &mut [Slot<'_, 'a>]) -> Result<bool, ReadError> {
    let mut reader = serde_json::Deserializer::from_str(part);
    let picked = reader.deserialize_map(Picker(slots)).and_then(|others| reader.end().map(|()| others));
    picked.map_err(|error| ReadError::parsing(&error, text, part))
}

struct Picker<'p, 's, 'a>(&'p mut [Slot<'s, 'a>]);

impl<'a> Visitor<'a> for Picker<'_, '_, 'a> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut others = false;
        while let Some(name) = map.next_key::<String>()? {
            let value = map.next_value::<&RawValue>()?.get();
            match self.0.iter_mut().find(|(known, _)| *known == name) {
                Some((_, slot)) => **slot = Some(value),
                None => others = true,
            }
        }
        Ok(others)
    }
}

/// The whole number, at most `max`, that was picked out of `text`.
pub(super) fn number(text: &str, value: Option<&str>, max: u64) -> Result<u64, ReadError> {
    let value = required(text, value)?;
    let number = value.parse().ok().filter(|&number| number <= max);
    number.ok_or_else(|| ReadError::Content { place: Place::of(value, text), reason: None })
}

/// A value that must be there.
pub(super) fn required<'a>(text: &str, value: Option<&'a str>) -> Result<&'a str, ReadError> {
    value.ok_or_else(|| misfit(text))
}

/// The error for values that are missing or must not be there; both are known at the end of the text.
pub(super) fn misfit(text: &str) -> ReadError {
    ReadError::Content { place: Place::at(text, text.trim_end().len()), reason: None }
}
