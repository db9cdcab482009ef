//! Titles of installations separate their parts by different dashes.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diag::{Rule, Severity, Sink};

use super::reading::forms::forms;
use super::reading::place_in_text::place_in_text;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA126",
    name: "title-dashes-differ",
    severity: Severity::Note,
    summary: "titles of installations separate their parts by different dashes",
    page: include_str!("../../docs/rules/VA126.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Dashes and hyphens of all lengths.
const DASHES: [char; 7] = [
    '-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—', '\u{2212}',
];

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let installations = &evidence.catalogue.installations;
    let titles: Vec<&str> = installations
        .iter()
        .map(|installation| installation.title.value.as_str())
        .collect();
    let parts = parts(&titles);
    let written = installations.iter().flat_map(|installation| {
        let title = installation.title.value.as_str();
        separators(title, &parts).into_iter().map(move |range| {
            let place = place_in_text(evidence.sources, installation.title.place, title, &range);
            let form = title.get(range).unwrap_or_default();
            (form.replace('\u{a0}', " "), (installation, place))
        })
    });
    if let Some(forms) = forms(written) {
        sink.push(forms.finding(&RULE, "titles separate their parts", "in all titles"));
    }
}

/// Returns what stands first or last in a title whose parts are set apart by a dash with blanks, in lower case.
fn parts(titles: &[&str]) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    for title in titles {
        let spaced = dashes(title);
        let spaced: Vec<_> = spaced
            .into_iter()
            .filter(|dash| is_spaced(title, dash))
            .collect();
        if let Some(first) = spaced.first() {
            parts.extend(title.get(..first.start).map(str::to_lowercase));
        }
        if let Some(last) = spaced.last() {
            parts.extend(title.get(last.end..).map(str::to_lowercase));
        }
    }
    parts
}

/// Returns the separators of a title with the blanks around them: dashes with a blank, and dashes without where a part
/// stands before or after them that another title sets apart. Other hyphens belong to names.
fn separators(title: &str, parts: &BTreeSet<String>) -> Vec<Range<usize>> {
    let is_part =
        |text: Option<&str>| text.is_some_and(|text| parts.contains(&text.to_lowercase()));
    let all = dashes(title).into_iter();
    all.filter(|dash| {
        is_spaced(title, dash) || is_part(title.get(..dash.start)) || is_part(title.get(dash.end..))
    })
    .collect()
}

/// Returns the ranges of dashes within a title, with the blanks around them; dashes in a row are one.
fn dashes(title: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, dash) in title.match_indices(DASHES) {
        let before = title.get(..at).unwrap_or_default().trim_end();
        let after = title
            .get(at + dash.len()..)
            .unwrap_or_default()
            .trim_start();
        let range = before.len()..title.len() - after.len();
        match ranges.last_mut() {
            Some(last) if last.end >= at => last.end = range.end,
            _ => ranges.push(range),
        }
    }
    ranges.retain(|range| range.start > 0 && range.end < title.len());
    ranges
}

fn is_spaced(title: &str, dash: &Range<usize>) -> bool {
    let written = title.get(dash.clone()).unwrap_or_default();
    written.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{parts, separators};

    fn forms(titles: &[&str]) -> Vec<String> {
        let parts = parts(titles);
        let all = titles.iter().flat_map(|title| {
            let ranges = separators(title, &parts).into_iter();
            ranges.map(|range| title[range].to_owned())
        });
        all.collect()
    }

    #[test]
    fn a_dash_without_blanks_separates_what_other_titles_separate() {
        assert_eq!(forms(&["INCD – CPU", "INCD-GPU"]), [" – ", "-"]);
        assert_eq!(forms(&["Lab A – GPU", "LAB-B-GPU"]), [" – ", "-"]);
        assert_eq!(forms(&["Lab - A", "Lab -B"]), [" - ", " -"]);
        assert_eq!(forms(&["Lab -- A"]), [" -- "]);
    }

    #[test]
    fn a_hyphen_of_a_name_separates_nothing() {
        assert_eq!(forms(&["IFCA-CSIC Cloud – CPU", "TR-FC1-ULAKBIM"]), [" – "]);
        assert_eq!(forms(&["INCD-CPU", "INCD-GPU"]), Vec::<String>::new());
        assert_eq!(forms(&["- Lab A-B -"]), Vec::<String>::new());
    }
}
