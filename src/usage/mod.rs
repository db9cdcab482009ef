//! Usage: from exports to the ledger.
//!
//! [`import`] reads files into [`record`]s, one fact each; [`engine`] folds records into the [`ledger`], the values by
//! installation, metric and period. Every row is used, lies outside the project, or is a finding.

pub mod engine;
mod homes;
pub mod import;
pub mod ledger;
pub mod origins;
pub mod record;
mod refused;
mod rules;

pub use homes::Homes;
pub use ledger::{Entry, Ledger, Spelled};
pub use origins::Origins;
pub use record::{Extent, Fact, Series, UsageRecord};
pub use refused::Refused;
pub use rules::RULES;

use crate::catalogue::Catalogue;
use crate::diag::{Diagnostic, Sink, safe};

/// Reports that the folder of the usage files has none.
pub fn report_no_usage(catalogue: &Catalogue, folder: &str, sink: &mut Sink) {
    let finding = Diagnostic::new(
        &rules::NO_USAGE,
        format!("the folder `{}` has no usage files", safe(folder)),
    )
    .at(catalogue.place, "of this project")
    .help("put the providers' exports there as CSV, or name another folder with --data");
    sink.push(finding);
}
