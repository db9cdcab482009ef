//! A number in a text is no figure of the report.

use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject, safe};
use crate::narrative::claims::{Clause, Counted, NumberClaim, clauses, numbers};
use crate::quantity::Decimal;
use crate::report::amount_text;

use super::text_figures::{Known, all};
use super::text_scope::{Read, texts};
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

/// Words that make a number one of its own: new users among all, other countries than those.
const PARTIAL: &[&str] = &[
    "new",
    "additional",
    "further",
    "other",
    "another",
    "each",
    "per",
    "every",
    "average",
    "up",
    "least",
    "most",
];
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
    for read in texts(evidence) {
        for sentence in &read.sentences {
            for clause in clauses(sentence, false) {
                if clause.is_forward() && !clause.has(SHARES) {
                    continue;
                }
                for claim in numbers(&clause, evidence.catalogue.style.marks) {
                    judge(evidence, &read, &clause, &claim, sink);
                }
            }
        }
    }
}

fn judge(
    evidence: &Evidence<'_>,
    read: &Read<'_>,
    clause: &Clause<'_>,
    claim: &NumberClaim,
    sink: &mut Sink,
) {
    if clause.has(PARTIAL) || (claim.counted == Counted::Percent && !clause.has(SHARES)) {
        return;
    }
    let figures = all(evidence.report, claim.counted);
    if figures.is_empty() || figures.iter().any(|figure| figure.fits(claim)) {
        return;
    }
    let Some(nearest) = figures.iter().min_by_key(|figure| figure.distance(claim)) else {
        return;
    };
    let sentence = clause.sentence;
    let words = sentence.text.get(claim.range.clone()).unwrap_or_default();
    let message = format!("`{}` is no figure of the report", safe(words));
    let finding = Diagnostic::new(&RULE, message)
        .at(
            sentence.place(&claim.range),
            format!("the nearest is {}", told(evidence, nearest, claim.counted)),
        )
        .help("correct the number, or the data behind the figure")
        .about(Subject {
            installation: read.owner.installation(),
            metric: None,
            period: Some(evidence.report.period.to_string()),
        });
    sink.push(finding);
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
