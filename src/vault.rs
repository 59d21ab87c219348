//! Drafts under a password: Argon2id makes a key of the password, XChaCha20-Poly1305 encrypts under it.
//!
//! Both come from the `RustCrypto` project and are used as they are meant to be: a salt and a nonce from the system for
//! every encryption, the parameters that RFC 9106 recommends where memory is scarce, and everything that stands beside
//! the secret authenticated with it. Whoever loses the password loses the draft.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};

/// Memory of Argon2id in KiB, passes and lanes: the second choice of RFC 9106, section 4.
const COST: [u32; 3] = [64 * 1024, 3, 4];
/// The most that a text may ask for, so that a forged one does not eat up the memory.
const HIGHEST_COST: [u32; 3] = [256 * 1024, 16, 16];

/// A draft under a password, as it is stored.
#[derive(Serialize, Deserialize)]
struct Sealed {
    app: String,
    locked: u32,
    /// What the list of drafts shows.
    name: String,
    /// Memory in KiB, passes, lanes.
    cost: [u32; 3],
    salt: String,
    nonce: String,
    data: String,
}

impl Sealed {
    /// What is authenticated, besides the secret.
    fn beside(&self) -> String {
        format!("{} {} {:?} {}", self.app, self.locked, self.cost, self.name)
    }

    fn cipher(&self, password: &str, salt: &[u8]) -> Option<XChaCha20Poly1305> {
        let [memory, passes, lanes] = self.cost;
        if self.cost.iter().zip(HIGHEST_COST).any(|(&cost, highest)| cost > highest) {
            return None;
        }
        let params = Params::new(memory, passes, lanes, Some(32)).ok()?;
        let mut key = [0; 32];
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon.hash_password_into(password.as_bytes(), salt, &mut key).ok()?;
        XChaCha20Poly1305::new_from_slice(&key).ok()
    }
}

/// The text of a draft under a password. `None` where the system gives no random numbers.
pub fn lock(name: &str, text: &str, password: &str) -> Option<String> {
    let (mut salt, mut nonce) = ([0; 16], [0; 24]);
    getrandom::fill(&mut salt).ok()?;
    getrandom::fill(&mut nonce).ok()?;
    let mut locked = Sealed {
        app: "nianbao".to_owned(),
        locked: 1,
        name: name.to_owned(),
        cost: COST,
        salt: STANDARD.encode(salt),
        nonce: STANDARD.encode(nonce),
        data: String::new(),
    };
    let beside = locked.beside();
    let payload = Payload { msg: text.as_bytes(), aad: beside.as_bytes() };
    let data = locked.cipher(password, &salt)?.encrypt(&XNonce::from(nonce), payload).ok()?;
    locked.data = STANDARD.encode(data);
    serde_json::to_string(&locked).ok()
}

/// The text under the password; `None` for a wrong password, and for a text that was changed since.
pub fn unlock(locked: &str, password: &str) -> Option<String> {
    let locked: Sealed = serde_json::from_str(locked).ok()?;
    let decode = |text: &str| STANDARD.decode(text).ok();
    let nonce: [u8; 24] = decode(&locked.nonce)?.try_into().ok()?;
    let (data, beside) = (decode(&locked.data)?, locked.beside());
    let payload = Payload { msg: &data, aad: beside.as_bytes() };
    let cipher = locked.cipher(password, &decode(&locked.salt)?)?;
    String::from_utf8(cipher.decrypt(&XNonce::from(nonce), payload).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::locked_name;

    #[test]
    fn the_password_and_nothing_else_opens_a_draft() {
        let locked = lock("甲镇2024年年报", "内容", "密码password").unwrap();
        assert_eq!(locked_name(&locked).as_deref(), Some("甲镇2024年年报"));
        assert_eq!(unlock(&locked, "密码password").as_deref(), Some("内容"));
        assert!(!locked.contains("内容") && !locked.contains("password"));
        for wrong in ["", "密码passwor", "密码Password"] {
            assert_eq!(unlock(&locked, wrong), None, "{wrong}");
        }
        // What stands beside the secret cannot be changed either.
        for (from, to) in [("甲镇", "乙镇"), ("65536,3,4", "65536,2,4"), ("65536,3,4", "99999999,3,4")] {
            assert_eq!(unlock(&locked.replace(from, to), "密码password"), None, "{to}");
        }
        assert_eq!(unlock(&locked[..locked.len() - 3], "密码password"), None);
        let again = lock("甲镇2024年年报", "内容", "密码password").unwrap();
        assert_ne!(locked, again, "salt and nonce are others every time");
    }

    #[test]
    fn drafts_locked_by_earlier_versions_open() {
        let locked = concat!(
            r#"{"app":"nianbao","locked":1,"name":"甲","cost":[64,1,1],"salt":"AAECAwQFBgcICQoLDA0ODw==","#,
            r#""nonce":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYX","data":"AQTFvEE+D8qGV2Q01lq0K1uoAeFPMw=="}"#
        );
        assert_eq!(unlock(locked, "password").as_deref(), Some("内容"));
    }
}
