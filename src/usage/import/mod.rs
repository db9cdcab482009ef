//! Reads usage files into records.

mod columns;
mod row;
mod table;
mod tidy;

pub use tidy::{Import, read};
