//! Source files: their text, and places in it.
//!
//! Everything that a person wrote and the tool read is kept here, so that a finding can point at its line and column.
//! Bytes become text in one place, [`decode()`]; nothing is guessed there: what cannot be read for certain is refused.

mod conflict;
mod decode;
mod file;
mod packed;
mod read;

pub use conflict::{Conflict, conflicts};
pub use decode::{DecodeFault, Encoding, decode, encoding, lossy};
pub use file::{Place, Position, Secrecy, SourceFile, SourceId, Sources, Span, Spanned};
pub use packed::{Packing, PackingFault, Unpacked, Unpacking, is_table, unpack};
pub use read::{LARGEST, list, open, read, read_through};
