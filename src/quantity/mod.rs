//! Quantities: exact decimals, units of access, and how people write and read both.

mod grouped;
mod number;
mod print;
mod unit;
mod written;

pub use grouped::plain_digits;
pub use number::{Marks, NumberFault, parse_number};
pub use print::{NumberStyle, PLAIN, share};
pub use rust_decimal::Decimal;
pub use unit::Unit;
pub use written::{Comparator, Written, WrittenFault, parse_written};
