//! Source files: their text, and places in it.
//!
//! Everything that a person wrote and the tool read is kept here, so that a finding can point at its line and column.
//! Bytes become text in one place, [`decode()`]; nothing is guessed there: what cannot be read for certain is refused.

mod conflict;
mod decode;
mod file;
mod packed;
mod read;

pub use conflict::{Conflict, conflicts, joined};
pub use decode::{DecodeFault, Encoding, decode, encoding, lossy, not_text};
pub use file::{KeptLine, Place, Position, Secrecy, SourceFile, SourceId, Sources, Span, Spanned};
pub use packed::{Extent, Packing, PackingFault, Unpacked, extent, is_table};
pub use read::{LARGEST, Opened, is_utf16, list, open, open_raw, read, read_through};
