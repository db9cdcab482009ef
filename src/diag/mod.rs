//! Findings: what is wrong in the files that people write, where, and what to do.
//!
//! A room that reads or checks pushes [`Diagnostic`]s into a [`Sink`] and goes on; nothing here stops a run.
//! The forms in which findings are shown are in [`emit`].

mod diagnostic;
pub mod emit;
mod files;
mod level;
mod mend;
mod nearest;
mod policy;
mod rule;
mod safe;
mod sink;
mod waiver;

pub use diagnostic::{Diagnostic, Label, Subject, within};
pub use files::{
    FILE_RULES, report_broken_packing, report_linked_folder, report_not_plain_utf8,
    report_unfinished_merge, report_unread, report_unread_text, report_unreadable,
};
pub use level::{Level, LevelSetting};
pub use mend::{FileMend, Mend, MendFault, Replacement, mends};
pub use nearest::nearest;
pub use policy::{POLICY_RULES, Policy};
pub use rule::{Rule, Severity};
pub use safe::{covered, safe, visible};
pub use sink::{Counts, Findings, Sink};
pub use waiver::Waiver;
