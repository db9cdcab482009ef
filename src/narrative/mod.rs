//! Narrative: the texts that people write, one file for each installation and period.
//!
//! `assessments/<period>/<installation>.md` is read here and never written, and so are the parts of a report, such as the
//! `summary` of a period, or a `project-summary` that holds for all of them. Its Markdown, footnotes included, becomes [`text`], which every format prints alike. What the
//! texts say for the rules to judge, such as trends, numbers and dates, is read here too.

pub mod acronym;
mod address;
pub mod apposition;
pub mod citation;
pub mod claims;
mod doubts;
pub mod drift;
mod footnote;
pub mod key;
pub mod likeness;
mod load;
mod markdown;
pub mod names;
pub mod normal;
pub mod ordinal;
pub mod paragraph;
mod part;
mod patch;
mod placeholder;
pub mod printed;
pub mod prose;
pub mod readiness;
pub mod reference;
pub mod restore;
pub mod rules;
mod table;
pub mod text;
pub mod time;
pub mod token;
pub mod typography;
mod unprintable;
pub mod wording;
mod write;

pub use address::is_address;
pub use load::{Assessment, Narrative, Owner, load, load_standing};
pub use markdown::doubted;
pub use part::Part;
pub use patch::patch;
pub use placeholder::placeholder;
pub use rules::RULES;
pub use write::write;
