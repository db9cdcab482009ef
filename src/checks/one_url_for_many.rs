//! The same address is given for several installations.

use crate::catalogue::{Field, FieldText, Installation};
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};

use super::reading::about::about;
use super::reading::fields::given_field;
use super::reading::web_address::is_address;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA127",
    name: "one-url-for-many",
    severity: Severity::Note,
    summary: "the same `url` is given for three or more installations",
    page: include_str!("../../docs/rules/VA127.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Fewest installations that are a finding; two parts of one service may share a page.
const FEWEST: usize = 3;
/// Most other places that a finding shows.
const SHOWN: usize = 2;

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let mut shared: Vec<(&str, Vec<(&Installation, &FieldText)>)> = Vec::new();
    for installation in &evidence.catalogue.installations {
        let Some(url) = given_field(installation, Field::Url) else {
            continue;
        };
        let address = url.text.trim_end_matches('/');
        if !is_address(&url.text) {
            continue;
        }
        match shared.iter_mut().find(|(known, _)| *known == address) {
            Some((_, uses)) => uses.push((installation, url)),
            None => shared.push((address, vec![(installation, url)])),
        }
    }
    for (_, uses) in shared.iter().filter(|(_, uses)| uses.len() >= FEWEST) {
        if let Some(((installation, url), others)) = uses.split_first() {
            sink.push(finding(installation, url, others));
        }
    }
}

fn finding(
    installation: &Installation,
    url: &FieldText,
    others: &[(&Installation, &FieldText)],
) -> Diagnostic {
    let message = format!(
        "`{}` is the URL of {} installations",
        safe(&url.text),
        others.len() + 1
    );
    let mut finding = Diagnostic::new(&RULE, message)
        .at(url.place, "first given here")
        .help("give each installation the page on which its own users begin")
        .about(about(installation, None));
    for (other, url) in others.iter().take(SHOWN) {
        finding = finding.see(url.place, format!("and of `{}`", other.id));
    }
    finding
}
