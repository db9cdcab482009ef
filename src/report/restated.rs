//! Notes about what was submitted otherwise: a restated figure never stands in a report without one.

use crate::catalogue::Style;
use crate::history::{Change, Restated, Stated, What};

use super::figure::{Figure, PROVISIONAL, value_text};
use super::row::Row;
use super::{InstallationReport, Report};

/// Where in its row a note belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The name: what the row counts, and in which unit.
    Name,
    /// The baseline.
    Baseline,
    /// How it is measured.
    Method,
}

/// Returns a figure as it was or is stated: its text, and whether it is provisional or incomplete.
pub fn stated_text(stated: &Stated, style: &Style) -> String {
    let mut text = value_text(&stated.value, style);
    if stated.provisional {
        text.push_str(PROVISIONAL);
    }
    if stated.partial {
        text.push_str(" (incomplete)");
    }
    text
}

impl Report<'_> {
    /// Adds a note to all that a release up to the reported period states otherwise, with its reason.
    pub fn restate(&mut self, all: &[Restated]) {
        let (catalogue, period) = (self.catalogue, self.period);
        let columns = self.columns.clone();
        for restated in all.iter().filter(|restated| restated.released <= period) {
            let reason = because(restated.reason(catalogue));
            let difference = &restated.difference;
            let id = difference.installation.as_deref();
            let mut sections = self.installations.iter_mut();
            let Some(section) =
                sections.find(|section| Some(section.installation.id.as_str()) == id)
            else {
                continue;
            };
            if let What::RowGone { name } = &difference.what {
                let sentence = format!(
                    "{name} is reported no more; released for {}",
                    restated.released
                );
                section.notes.push(sentence + &reason);
                continue;
            }
            let Some(row) = row_of(section, difference.metric.as_deref()) else {
                continue;
            };
            match &difference.what {
                What::Figure(change) => {
                    let at = columns
                        .iter()
                        .position(|column| Some(*column) == difference.period);
                    let figure = at.and_then(|at| row.values.get_mut(at));
                    note(figure, change, &reason, &catalogue.style);
                }
                What::Cumulative(change) if difference.period == Some(self.cumulative) => {
                    note(Some(&mut row.cumulative), change, &reason, &catalogue.style);
                }
                what => row.notes.extend(about(what, restated, &reason)),
            }
        }
    }
}

fn row_of<'r, 'c>(
    section: &'r mut InstallationReport<'c>,
    metric: Option<&str>,
) -> Option<&'r mut Row<'c>> {
    let mut rows = section.rows.iter_mut();
    rows.find(|row| Some(row.metric.id.as_str()) == metric)
}

/// Returns the end of a note: the reason, as a sentence.
fn because(reason: Option<&str>) -> String {
    let Some(reason) = reason else {
        return "; no reason is given.".to_owned();
    };
    let stop = if reason.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!(": {reason}{stop}")
}

fn note(figure: Option<&mut Figure>, change: &Change<Stated>, reason: &str, style: &Style) {
    let Some(figure) = figure else { return };
    let sentence = format!(
        "{} instead of {} as released{reason}",
        stated_text(&change.now, style),
        stated_text(&change.before, style)
    );
    if !figure.notes.contains(&sentence) {
        figure.notes.push(sentence);
    }
}

/// Returns the note about what a row means, and where it belongs.
fn about(what: &What, restated: &Restated, reason: &str) -> Option<(About, String)> {
    let period = restated.released;
    let (about, sentence) = match what {
        What::Unit(change) => (
            About::Name,
            format!(
                "In {} instead of {} as released for {period}",
                change.now, change.before
            ),
        ),
        What::Nature(change) => (
            About::Name,
            format!(
                "Of nature {} instead of {} as released for {period}",
                change.now, change.before
            ),
        ),
        What::Baseline(change) => (
            About::Baseline,
            format!(
                "{} instead of {} as released for {period}",
                given(&change.now),
                given(&change.before)
            ),
        ),
        What::Method(change) => (
            About::Method,
            format!(
                "Measured otherwise than released for {period} ({})",
                given(&change.before)
            ),
        ),
        _ => return None,
    };
    Some((about, sentence + reason))
}

fn given(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}
