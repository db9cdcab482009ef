//! A text counts installations or providers otherwise than the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, ProviderId};
use crate::diag::{Diagnostic, Rule, Severity, Sink};
use crate::narrative::claims::{Commas, Counted, NumberClaim, numbers};
use crate::quantity::Decimal;

use super::reading::about::about_text;
use super::reading::phrases::{counted, quoted};
use super::reading::scope::counts_a_part;
use super::reading::texts::{Statement, each_statement};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA507",
    name: "wrong-count",
    severity: Severity::Warning,
    summary: "a text counts installations or providers otherwise than the catalogue",
    page: include_str!("../../docs/rules/VA507.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// What can be counted, and the numbers by which it can be.
struct Countable {
    one: &'static str,
    all: usize,
    right: BTreeSet<usize>,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let catalogue = evidence.catalogue;
    let mut installations = installations(catalogue);
    installations.right.extend(serving(evidence));
    let providers = providers(catalogue);
    each_statement(evidence, Commas::Join, |statement| {
        if statement.clause.is_forward() || counts_a_part(&statement.clause) {
            return;
        }
        for claim in numbers(&statement.clause, catalogue.style.marks) {
            let countable = match claim.counted {
                Counted::Installations => &installations,
                Counted::Providers => &providers,
                Counted::Units(_) | Counted::Percent => continue,
            };
            let mut right = countable.right.iter();
            if !right.any(|count| claim.fits(Decimal::from(*count))) {
                let about = about_text(statement.owner, evidence.report.period);
                sink.push(finding(statement, &claim, countable).about(about));
            }
        }
    });
}

fn finding(statement: &Statement<'_>, claim: &NumberClaim, countable: &Countable) -> Diagnostic {
    let sentence = statement.clause.sentence;
    let message = format!(
        "{}, but the catalogue has {}",
        quoted(sentence, &claim.range),
        counted(countable.all, countable.one)
    );
    Diagnostic::new(&RULE, message)
        .at(sentence.place(&claim.range), "")
        .help(format!(
            "count the {}s of installations.toml, or say which of them are meant",
            countable.one
        ))
}

/// Returns the numbers that installations can be counted by: all, and those of each task and of each provider.
fn installations(catalogue: &Catalogue) -> Countable {
    let all = &catalogue.installations;
    let mut tasks: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut providers: BTreeMap<&ProviderId, usize> = BTreeMap::new();
    for installation in all {
        *tasks.entry(installation.task()).or_default() += 1;
        *providers.entry(&installation.provider).or_default() += 1;
    }
    let parts = tasks.into_values().chain(providers.into_values());
    Countable {
        one: "installation",
        all: all.len(),
        right: parts.chain([all.len()]).collect(),
    }
}

/// Returns how many installations were open in each period: those with a figure in it, be it zero.
fn serving<'e>(evidence: &'e Evidence<'_>) -> impl Iterator<Item = usize> + 'e {
    (0..evidence.columns().len()).map(|column| {
        let sections = evidence.report.installations.iter();
        let open = sections.filter(|section| {
            let mut cells = section.rows.iter().filter_map(|row| row.values.get(column));
            cells.any(|figure| figure.tally.value.is_present())
        });
        open.count()
    })
}

/// Returns the numbers that providers can be counted by: all, those in charge of an installation, and those of each one.
fn providers(catalogue: &Catalogue) -> Countable {
    let installations = || catalogue.installations.iter();
    let in_charge: BTreeSet<_> = installations().map(|one| &one.provider).collect();
    let each = installations().map(|one| one.providers.len());
    Countable {
        one: "provider",
        all: in_charge.len(),
        right: each
            .chain([catalogue.providers.len(), in_charge.len()])
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::tests::found;

    #[test]
    fn counts_that_the_catalogue_denies_are_found() {
        let text = "The 6 installations of five providers were used.";
        assert_eq!(
            found(&CHECK, &[("M7-M12/summary", text)]),
            [
                "M7-M12/summary.md:1:5: `6 installations`, but the catalogue has 3 installations",
                "M7-M12/summary.md:1:24: `five providers`, but the catalogue has 2 providers",
            ]
        );
    }

    #[test]
    fn all_those_of_a_provider_single_and_other_ones_are_right() {
        for text in [
            "The three installations of the 2 providers were used.",
            "The 2 installations of Lab were used.",
            "Only one installation was closed.",
            "Four other installations joined.",
            "There will be six installations.",
        ] {
            assert_eq!(
                found(&CHECK, &[("M7-M12/summary", text)]),
                Vec::<String>::new(),
                "{text}"
            );
        }
    }
}
