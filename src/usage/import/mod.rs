//! Reads usage files into records.

mod cells;
mod columns;
mod extent;
mod fact;
mod field;
mod row;
mod table;
mod tidy;

pub use field::Column;
pub use tidy::{Import, Superseded, read};
