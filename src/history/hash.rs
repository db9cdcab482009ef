//! Fingerprints of files.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Returns the SHA-256 of bytes in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in digest(bytes) {
        write!(text, "{byte:02x}").expect("a String takes everything");
    }
    text
}

/// Returns the SHA-256 of bytes.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Returns a short fingerprint of words, for a comparison with one other.
pub fn fingerprint(words: &str) -> String {
    let mut hash = sha256(words.as_bytes());
    hash.truncate(16);
    hash
}

#[cfg(test)]
mod tests {
    use super::sha256;

    #[test]
    fn the_hash_of_nothing_is_the_known_one() {
        assert!(sha256(b"").starts_with("e3b0c44298fc1c149afbf4c8996fb924"));
    }
}
