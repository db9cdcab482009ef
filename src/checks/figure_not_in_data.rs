//! A number in a text is no figure of the report.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::narrative::claims::{Commas, Counted, NumberClaim, numbers};
use crate::narrative::prose::Sentence;
use crate::quantity::Decimal;
use crate::report::amount_text;

use super::reading::about::about_text;
use super::reading::figures::{Known, all};
use super::reading::phrases::quoted;
use super::reading::scope::counts_a_part;
use super::reading::texts::each_statement;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA505",
    name: "figure-not-in-data",
    severity: Severity::Warning,
    summary: "a number in a text is no figure of the report",
    page: include_str!("../../docs/rules/VA505.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Words without which a percentage is about something that the report does not count.
const SHARES: &[&str] = &[
    "budget",
    "budgets",
    "budgeted",
    "baseline",
    "baselines",
    "plan",
    "planned",
    "remaining",
    "remains",
];

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    // With a metric or an installation left out, the report lacks figures that a text may rightly name.
    if !evidence.catalogue.unusable.is_empty() {
        return;
    }
    let mut known: BTreeMap<Counted, Vec<Known>> = BTreeMap::new();
    each_statement(evidence, Commas::Join, |statement| {
        let clause = &statement.clause;
        let of_plans = clause.has(SHARES);
        if counts_a_part(clause) || (clause.is_forward() && !of_plans) {
            return;
        }
        for claim in numbers(clause, evidence.catalogue.style.marks) {
            if claim.counted == Counted::Percent && !of_plans {
                continue;
            }
            let figures = known
                .entry(claim.counted)
                .or_insert_with(|| all(evidence.report, claim.counted));
            if let Some(nearest) = nearest(figures, &claim) {
                let about = about_text(statement.owner, evidence.report.period);
                sink.push(finding(evidence, clause.sentence, &claim, nearest).about(about));
            }
        }
    });
}

/// Returns the figure that comes nearest to a number, when none is meant by it.
fn nearest<'k>(figures: &'k [Known], claim: &NumberClaim) -> Option<&'k Known> {
    if figures.iter().any(|figure| figure.fits(claim)) {
        return None;
    }
    figures.iter().min_by_key(|figure| figure.distance(claim))
}

fn finding(
    evidence: &Evidence<'_>,
    sentence: &Sentence,
    claim: &NumberClaim,
    nearest: &Known,
) -> Diagnostic {
    let message = format!(
        "{} is no figure of the report",
        quoted(sentence, &claim.range)
    );
    Diagnostic::new(&RULE, message)
        .at(
            sentence.place(&claim.range),
            format!("the nearest is {}", told(evidence, nearest, claim.counted)),
        )
        .help("correct the number, or the data behind the figure")
}

fn told(evidence: &Evidence<'_>, figure: &Known, counted: Counted) -> String {
    let style = &evidence.catalogue.style;
    let number = |value: Decimal| match counted {
        Counted::Percent => style.numbers.percent(value, 1),
        _ => amount_text(value, style),
    };
    if figure.low == figure.high {
        format!("{} ({})", number(figure.low), figure.what)
    } else {
        format!(
            "{}–{} ({})",
            number(figure.low),
            number(figure.high),
            figure.what
        )
    }
}
