//! Methods of measurement as they are printed, each once for a provider.

use crate::catalogue::Catalogue;

use super::metric_rows::{MetricRow, metric_rows};
use super::placeholder_text::is_placeholder;

/// A method and the rows of one provider that print it.
#[derive(Debug)]
pub(super) struct MeasuredText<'c> {
    /// What is printed.
    pub(super) text: &'c str,
    /// The rows, in the order of the report; never empty.
    pub(super) rows: Vec<MetricRow<'c>>,
}

/// Returns the methods that `wanted` picks, rows of a provider with the same text taken together; what is empty or only
/// holds the place of a text is left out.
pub(super) fn measured_texts<'c>(
    catalogue: &'c Catalogue,
    wanted: impl Fn(&MetricRow<'c>, &str) -> bool,
) -> Vec<MeasuredText<'c>> {
    let mut all: Vec<MeasuredText<'c>> = Vec::new();
    for row in metric_rows(catalogue) {
        let text = row.printed.measured.value.trim();
        if is_placeholder(text) || !wanted(&row, text) {
            continue;
        }
        let same = all.iter_mut().find(|known| {
            let provider = known.rows.first().map(|first| &first.installation.provider);
            known.text == text && provider == Some(&row.installation.provider)
        });
        match same {
            Some(known) => known.rows.push(row),
            None => all.push(MeasuredText {
                text,
                rows: vec![row],
            }),
        }
    }
    all
}
