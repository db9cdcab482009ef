//! A text gives the figure of one period for a span that has another: sixteen users in a half-year are not those of the year.

use std::ops::Range;

use crate::calendar::Period;
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::narrative::claims::{Commas, Counted, NumberClaim, numbers, spans};
use crate::report::amount_text;
use crate::source::Place;

use super::reading::about::about_text;
use super::reading::figures::{Known, Line, in_column, lines};
use super::reading::phrases::quoted;
use super::reading::scope::installations;
use super::reading::texts::{Statement, each_statement};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA506",
    name: "figure-of-another-span",
    severity: Severity::Warning,
    summary: "a text gives the figure of one period for a span that has another",
    page: include_str!("../../docs/rules/VA506.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    each_statement(evidence, Commas::Join, |statement| {
        if statement.clause.is_forward() {
            return;
        }
        for claim in numbers(&statement.clause, evidence.catalogue.style.marks) {
            if let Some(finding) = finding(evidence, statement, &claim) {
                sink.push(finding);
            }
        }
    });
}

/// Looks at texts that were written for the period before: a number that names no span is the figure of that period, and
/// no longer that of this one.
pub(super) fn look_for_old(evidence: &Evidence<'_>, sink: &mut Sink) {
    each_statement(evidence, Commas::Join, |statement| {
        if statement.clause.is_forward() {
            return;
        }
        for claim in numbers(&statement.clause, evidence.catalogue.style.marks) {
            if let Some(finding) = old(evidence, statement, &claim) {
                sink.push(finding);
            }
        }
    });
}

fn old(
    evidence: &Evidence<'_>,
    statement: &Statement<'_>,
    claim: &NumberClaim,
) -> Option<Diagnostic> {
    let Counted::Units(unit) = claim.counted else {
        return None;
    };
    let before = *evidence.columns().iter().rev().nth(1)?;
    let period = evidence.report.period;
    if !named_spans(evidence, statement, &claim.range).is_empty() {
        return None;
    }
    let report = evidence.report;
    let about = installations(evidence, statement);
    let fits = |known: &Known| known.fits(claim);
    let whole = lines(report, unit, &about);
    let whole = whole
        .iter()
        .filter_map(|line| of_span(line, report.cumulative));
    let then = in_column(report, unit, &about, before);
    let now = in_column(report, unit, &about, period);
    let holds = now.iter().flatten().any(fits)
        || whole
            .into_iter()
            .any(|known| known.low == known.high && fits(known));
    let at = then
        .iter()
        .position(|known| known.as_ref().is_some_and(fits))?;
    if holds {
        return None;
    }
    let instead = match now.get(at)? {
        Some(known) => format!("in {period} it is {}", told(evidence, known)),
        None => format!("there is none for {period}"),
    };
    let sentence = statement.clause.sentence;
    let message = format!(
        "{} is the figure of {before}; {instead}",
        quoted(sentence, &claim.range)
    );
    let finding = Diagnostic::new(&RULE, message)
        .at(sentence.place(&claim.range), "")
        .about(about_text(statement.owner, period));
    Some(finding)
}

fn finding(
    evidence: &Evidence<'_>,
    statement: &Statement<'_>,
    claim: &NumberClaim,
) -> Option<Diagnostic> {
    let Counted::Units(unit) = claim.counted else {
        return None;
    };
    let named = named_spans(evidence, statement, &claim.range);
    let (span, place) = named.first().copied()?;
    let about = installations(evidence, statement);
    let lines = lines(evidence.report, unit, &about);
    let right: Vec<(&Line, &Known)> = lines
        .iter()
        .filter_map(|line| Some((line, of_span(line, span)?)))
        .collect();
    let fits = |(span, _): &(Period, Place)| {
        let mut figures = lines.iter().filter_map(|line| of_span(line, *span));
        figures.any(|known| known.fits(claim))
    };
    if right.is_empty() || named.iter().any(fits) {
        return None;
    }
    let other = lines
        .iter()
        .find_map(|line| line.cells.iter().find(|(_, known)| known.fits(claim)))?;
    let (_, meant) = right.first()?;
    let sentence = statement.clause.sentence;
    let message = format!(
        "{} is the figure of {}, not of {span}",
        quoted(sentence, &claim.range),
        other.0
    );
    let finding = Diagnostic::new(&RULE, message)
        .at(sentence.place(&claim.range), format!("over {span} it is {}", told(evidence, meant)))
        .see(place, format!("the text speaks of {span}"))
        .help("give the figure of the span that the text speaks of, or name the period of this figure")
        .about(about_text(statement.owner, evidence.report.period));
    Some(finding)
}

/// Returns the span that a number speaks of: the last one named before it in its sentence, or the first one after it. A
/// sentence that names none goes on with one of those that stand before it in the paragraph, most likely the last.
fn named_spans(
    evidence: &Evidence<'_>,
    statement: &Statement<'_>,
    range: &Range<usize>,
) -> Vec<(Period, Place)> {
    let named = |sentence| {
        let (groups, whole) = (&evidence.catalogue.groups, evidence.report.cumulative);
        spans(sentence, groups, whole)
    };
    let sentence = statement.clause.sentence;
    let own = named(sentence);
    let before = own
        .iter()
        .rev()
        .find(|mention| mention.range.start < range.start);
    let after = own.iter().find(|mention| mention.range.start > range.start);
    if let Some(mention) = before.or(after) {
        return vec![(mention.period, sentence.place(&mention.range))];
    }
    let earlier = statement.before.iter().rev();
    earlier
        .flat_map(|one| {
            let mentions = named(one).into_iter().rev();
            mentions.map(move |mention| (mention.period, one.place(&mention.range)))
        })
        .collect()
}

/// Returns the figure of a line for a span: that of its column, or the cumulative one.
fn of_span(line: &Line, span: Period) -> Option<&Known> {
    let cell = line.cells.iter().rev().find(|(period, _)| *period == span);
    cell.map(|(_, known)| known)
}

fn told(evidence: &Evidence<'_>, known: &Known) -> String {
    let style = &evidence.catalogue.style;
    if known.low == known.high {
        amount_text(known.low, style)
    } else {
        format!(
            "between {} and {}",
            amount_text(known.low, style),
            amount_text(known.high, style)
        )
    }
}
