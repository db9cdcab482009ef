//! Reads usage files into records.

mod cells;
mod columns;
mod extent;
mod fact;
mod field;
mod identities;
mod row;
mod table;
mod tidy;

pub use field::Column;
pub use tidy::Settings;

pub(in crate::usage) use identities::{Identities, Sought, hash};
pub(in crate::usage) use table::Stretch;
pub(in crate::usage) use tidy::{Row, Tidy};
