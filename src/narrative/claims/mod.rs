//! Claims that a text makes about figures: trends, literal numbers, whether something was used, and of which span.
//!
//! The English of reports is small: a few dozen words say that use rose or fell. What these files do not understand they
//! leave alone, so that a claim that is found is nearly always one that was made. Whether it is true is for the checks.

mod clause;
mod number;
mod span;
mod trend;
mod usage;

pub use clause::{Clause, Commas, clauses};
pub use number::{Counted, Nearness, NumberClaim, numbers};
pub use span::{SpanMention, spans};
pub use trend::{Direction, TrendClaim, trends};
pub use usage::{UseClaim, UseKind, uses};
