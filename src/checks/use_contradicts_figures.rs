//! A text says that something was used although its figures are zero, or that it was not although they are not.

use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::narrative::claims::{Commas, UseClaim, UseKind, uses};
use crate::narrative::prose::Sentence;
use crate::quantity::Decimal;
use crate::report::{InstallationReport, Row, amount_text};

use super::reading::about::about_text;
use super::reading::named_span::named_spans;
use super::reading::scope::{facet, facets, installations};
use super::reading::texts::{Statement, each_statement};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA508",
    name: "use-contradicts-figures",
    severity: Severity::Warning,
    summary: "a text says that something was used although its figures are zero, or the other way round",
    page: include_str!("../../docs/rules/VA508.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    each_statement(evidence, Commas::Divide, |statement| {
        for claim in uses(&statement.clause) {
            judge(evidence, statement, &claim, sink);
        }
    });
}

fn judge(evidence: &Evidence<'_>, statement: &Statement<'_>, claim: &UseClaim, sink: &mut Sink) {
    let about = installations(evidence, statement);
    let sections = about
        .iter()
        .filter_map(|at| evidence.report.installations.get(*at));
    let sections: Vec<&InstallationReport<'_>> = sections.collect();
    let sentence = statement.clause.sentence;
    let why = match claim.kind {
        UseKind::NotUsed | UseKind::NoneUsed if speaks_of_earlier(evidence, sentence) => None,
        UseKind::NoneUsed => {
            let named = facets(&statement.clause);
            used_all_the_same(evidence, &sections, |row| {
                named.contains(&facet(row.metric.unit))
            })
        }
        kind => contradiction(evidence, &sections, kind),
    };
    let Some(why) = why else { return };
    let words = sentence.text.get(claim.range.clone()).unwrap_or_default();
    let mut finding = Diagnostic::new(&RULE, format!("`{}`, but {why}", safe(words)))
        .at(sentence.place(&claim.range), "")
        .help("say what the figures say, or correct the figures")
        .about(about_text(statement.owner, evidence.report.period));
    for section in sections.iter().take(3) {
        finding = finding.see(
            section.installation.place,
            section.installation.title.value.clone(),
        );
    }
    sink.push(finding);
}

/// Returns what the figures say against a claim about all of these installations.
fn contradiction(
    evidence: &Evidence<'_>,
    sections: &[&InstallationReport<'_>],
    kind: UseKind,
) -> Option<String> {
    let first = *evidence.columns().first()?;
    let last = evidence.report.period;
    let known: Vec<&&InstallationReport<'_>> = sections
        .iter()
        .filter(|section| is_known(section))
        .collect();
    if known.is_empty() || known.len() < sections.len() {
        return None;
    }
    let idle = |column: Option<usize>| known.iter().all(|section| used(section, column).is_zero());
    let names: Vec<&str> = known
        .iter()
        .map(|section| section.installation.title.value.as_str())
        .collect();
    match kind {
        UseKind::NotUsed => used_all_the_same(evidence, sections, |_| true),
        UseKind::Used if idle(None) => Some(format!(
            "all figures of {} up to {} are zero",
            names.join(", "),
            last.last()
        )),
        UseKind::UsedFromStart if idle(Some(0)) => Some(format!(
            "the figures of {} are zero in {first}",
            names.join(", ")
        )),
        UseKind::Used | UseKind::UsedFromStart | UseKind::NoneUsed => None,
    }
}

/// Returns whether a sentence names a time before the reported period, and none within it.
fn speaks_of_earlier(evidence: &Evidence<'_>, sentence: &Sentence) -> bool {
    let period = evidence.report.period;
    let spans = named_spans(sentence, evidence.catalogue);
    spans.iter().any(|span| span.is_earlier(period))
        && !spans.iter().any(|span| span.may_be(period))
}

/// Returns what was used in the reported period, as far as the rows are meant.
fn used_all_the_same(
    evidence: &Evidence<'_>,
    sections: &[&InstallationReport<'_>],
    is_meant: impl Fn(&Row<'_>) -> bool,
) -> Option<String> {
    let sections = sections.iter();
    let busy: Vec<String> = sections
        .filter_map(|section| busy(evidence, section, &is_meant))
        .collect();
    (!busy.is_empty()).then(|| busy.join("; "))
}

/// Returns whether the figures that show the use of an installation are all reported.
fn is_known(section: &InstallationReport<'_>) -> bool {
    let rows = section.main_rows();
    !rows.is_empty()
        && rows.iter().all(|row| {
            row.values
                .iter()
                .all(|value| value.tally.value.amount().is_some())
        })
}

/// Returns what was used in a column, or in all.
fn used(section: &InstallationReport<'_>, column: Option<usize>) -> Decimal {
    let rows = section.main_rows();
    let values = rows.iter().flat_map(|row| match column {
        Some(column) => row.values.get(column..=column).unwrap_or_default().iter(),
        None => row.values.iter(),
    });
    let amounts = values.filter_map(|value| value.tally.value.amount());
    amounts.fold(Decimal::ZERO, Decimal::saturating_add)
}

fn busy(
    evidence: &Evidence<'_>,
    section: &InstallationReport<'_>,
    is_meant: impl Fn(&Row<'_>) -> bool,
) -> Option<String> {
    let rows = section.main_rows();
    let (row, amount) = rows.into_iter().find_map(|row| {
        let amount = row.values.last()?.tally.value.amount()?;
        (is_meant(row) && !amount.is_zero()).then_some((row, amount))
    })?;
    Some(format!(
        "{} served {} {} in {}",
        section.installation.title.value,
        amount_text(amount, &evidence.catalogue.style),
        row.metric.unit.symbol(),
        evidence.report.period
    ))
}
