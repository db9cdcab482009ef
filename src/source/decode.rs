//! From bytes to text, without guessing.

use std::fmt;

/// Why bytes are not text that can be read for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeFault {
    /// There are no bytes, or nothing but a byte order mark and blanks.
    Empty,
    /// The byte at this offset does not belong to UTF-8; the file is probably Windows-1252 or Latin-1.
    NotUtf8 {
        /// Offset of the byte, behind a byte order mark.
        at: usize,
        /// The byte.
        byte: u8,
    },
    /// The file is UTF-16 by its byte order mark, but broken.
    BrokenUtf16,
    /// The file is not text: compressed, a spreadsheet, an image.
    Binary {
        /// What it looks like.
        looks_like: &'static str,
        /// Offset of the byte that shows it.
        at: usize,
    },
}

impl fmt::Display for DecodeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            // Windows-1252 and Latin-1 agree from here on, so the letter can be named.
            Self::NotUtf8 { byte, .. } if *byte >= 0xA1 => write!(
                f,
                "byte 0x{byte:02X} is not UTF-8; in Windows-1252 it is `{}`",
                char::from(*byte)
            ),
            Self::NotUtf8 { byte, .. } => write!(f, "byte 0x{byte:02X} is not UTF-8"),
            Self::BrokenUtf16 => f.write_str("the file begins like UTF-16 but is broken"),
            Self::Binary { looks_like, .. } => write!(f, "the file is {looks_like}, not text"),
        }
    }
}

impl DecodeFault {
    /// Returns what a person can do about it.
    pub fn help(self) -> &'static str {
        match self {
            Self::Empty => "fill the file or remove it",
            Self::NotUtf8 { .. } => {
                "the file is probably Windows-1252 or Latin-1: save it again as UTF-8 (in a spreadsheet: `CSV UTF-8`)"
            }
            Self::BrokenUtf16 => "save the file again as UTF-8",
            Self::Binary { looks_like, .. } if looks_like.starts_with(COMPRESSED) => {
                "a packed CSV is read when its name says so: let it end with .csv.gz or .csv.zst"
            }
            Self::Binary { .. } => "export the table as CSV in UTF-8",
        }
    }
}

/// How the kinds begin that are packed.
const COMPRESSED: &str = "compressed";

/// How the text of a file is kept in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 behind a byte order mark.
    MarkedUtf8,
    /// UTF-16 behind a byte order mark.
    Utf16,
}

/// Returns the encoding of bytes that [`decode()`] can read.
pub fn encoding(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Encoding::Utf16,
        [0xEF, 0xBB, 0xBF, ..] => Encoding::MarkedUtf8,
        _ => Encoding::Utf8,
    }
}

/// Returns the text of `bytes`: UTF-8 with or without a byte order mark, or UTF-16 with one.
///
/// # Errors
///
/// Says why the bytes cannot be read for certain; other encodings are refused, never guessed.
pub fn decode(bytes: &[u8]) -> Result<String, DecodeFault> {
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return utf16(rest, u16::from_be_bytes);
    }
    if let Some(looks_like) = known_binary(bytes) {
        let at = body_of(bytes)
            .iter()
            .position(|byte| *byte == 0)
            .unwrap_or(0);
        let at = if looks_like == NUL { at } else { 0 };
        return Err(DecodeFault::Binary { looks_like, at });
    }
    let body = body_of(bytes);
    match std::str::from_utf8(body) {
        Ok(text) if text.trim().is_empty() => Err(DecodeFault::Empty),
        Ok(text) => Ok(lines(text)),
        Err(error) => {
            let at = error.valid_up_to();
            let byte = body.get(at).copied().unwrap_or_default();
            Err(DecodeFault::NotUtf8 { at, byte })
        }
    }
}

/// Returns the text with line feeds where only carriage returns end the lines; offsets stay.
fn lines(text: &str) -> String {
    if text.contains('\r') && !text.contains('\n') {
        text.replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// What a file with zero bytes looks like.
const NUL: &str = "binary or UTF-16 without a byte order mark";

/// Returns the bytes behind a byte order mark of UTF-8.
fn body_of(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes)
}

/// Returns why bytes are no text when they begin like a known kind of file, or have a zero byte, which stands at `zero`.
pub fn not_text(begin: &[u8], zero: Option<usize>) -> Option<DecodeFault> {
    let begins_like = known_binary(begin).filter(|looks_like| *looks_like != NUL);
    let fault = |looks_like, at| DecodeFault::Binary { looks_like, at };
    begins_like
        .map(|looks_like| fault(looks_like, 0))
        .or_else(|| zero.map(|at| fault(NUL, at)))
}

/// Returns the text of a file that cannot be read for certain, to show where: what is no UTF-8 is replaced. The offset of
/// a [`DecodeFault`] is one of this text.
pub fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(body_of(bytes)).into_owned()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, DecodeFault> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(DecodeFault::BrokenUtf16);
    }
    let units = pairs.iter().copied().map(unit);
    let text = char::decode_utf16(units)
        .collect::<Result<String, _>>()
        .map_err(|_| DecodeFault::BrokenUtf16)?;
    if text.trim().is_empty() {
        return Err(DecodeFault::Empty);
    }
    Ok(text)
}

fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "a zip or an Office file"),
        (b"\xD0\xCF\x11\xE0", "an old Office file"),
        (b"\x1F\x8B", "compressed with gzip"),
        (b"\x28\xB5\x2F\xFD", "compressed with zstd"),
        (b"PAR1", "a Parquet file"),
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
    ];
    let known = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic));
    if let Some((_, name)) = known {
        return Some(name);
    }
    bytes.contains(&0).then_some(NUL)
}

#[cfg(test)]
mod tests {
    use super::{DecodeFault, decode};

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(decode(b"\xEF\xBB\xBFa,b").unwrap(), "a,b");
    }

    #[test]
    fn utf16_is_read_by_its_byte_order_mark() {
        assert_eq!(decode(b"\xFF\xFEa\0,\0\xE9\0").unwrap(), "a,é");
        assert_eq!(decode(b"\xFE\xFF\0a\0,\0\xE9").unwrap(), "a,é");
        assert_eq!(decode(b"\xFF\xFEa"), Err(DecodeFault::BrokenUtf16));
    }

    #[test]
    fn windows_1252_is_refused_at_its_byte() {
        let fault = decode(b"a,Espa\xF1a").unwrap_err();
        assert_eq!(fault, DecodeFault::NotUtf8 { at: 6, byte: 0xF1 });
    }

    #[test]
    fn blank_and_binary_files_are_refused() {
        assert_eq!(decode(b""), Err(DecodeFault::Empty));
        assert_eq!(decode(b"\xEF\xBB\xBF \n"), Err(DecodeFault::Empty));
        assert!(matches!(
            decode(b"PK\x03\x04"),
            Err(DecodeFault::Binary { .. })
        ));
        assert!(matches!(decode(b"a\0b\0"), Err(DecodeFault::Binary { .. })));
    }
}
