//! Countries: ISO 3166-1 codes, the spellings people use, and the groups that the Commission reports by.

mod code;
mod group;
mod list;
mod set;
mod suspect;
mod table;

pub use code::{Country, CountryFault};
pub use group::Group;
pub use list::parse_list;
pub use set::Countries;
pub use suspect::{Suspect, suspect};
