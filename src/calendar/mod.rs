//! Project months, periods, and the instants at which they begin and end.

mod dates;
mod instant;
mod month;
mod period;
mod span;

pub use chrono::NaiveDate;
pub use dates::Dates;
pub use instant::{Instant, InstantFault, Zone};
pub use month::ProjectMonth;
pub use period::{Period, PeriodFault};
pub use span::{Calendar, long};
