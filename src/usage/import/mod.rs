//! Reads usage files into records.

mod cells;
mod columns;
mod extent;
mod fact;
mod row;
mod table;
mod tidy;

pub use tidy::{Import, read};
