//! A text calls an installation by a name that is close to its title, but not it.

use std::collections::BTreeSet;

use crate::catalogue::Catalogue;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::narrative::drift::Titles;
use crate::narrative::prose::sentences;
use crate::narrative::token::tokens;

use super::reading::about::about_text;
use super::reading::phrases::quoted;
use super::reading::texts::reported;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA513",
    name: "name-drift",
    severity: Severity::Warning,
    summary: "a text calls an installation by a name that is close to its title, but not it",
    page: include_str!("../../docs/rules/VA513.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let installations = &evidence.catalogue.installations;
    let names = installations
        .iter()
        .map(|installation| installation.title.value.as_str());
    let titles = Titles::new(names, optional(evidence.catalogue));
    for (owner, text) in reported(evidence) {
        let mut seen = BTreeSet::new();
        for sentence in sentences(&text.markdown, text.source) {
            for (range, at) in titles.drifts(&sentence.text) {
                let name = quoted(&sentence, &range);
                let Some(installation) = installations.get(at) else {
                    continue;
                };
                if !seen.insert(name.to_lowercase()) {
                    continue;
                }
                let title = safe(&installation.title.value);
                let finding = Diagnostic::new(
                    &RULE,
                    format!("{name} is close to the title `{title}`, but not it"),
                )
                .at(sentence.place(&range), "another name")
                .see(installation.title.place, "the title")
                .help(
                    "call the installation by its title, or by words of it that follow each other",
                )
                .about(about_text(owner, evidence.report.period));
                sink.push(finding);
            }
        }
    }
}

/// Returns the words that a name may leave out: those of the project's acronym and of the providers.
fn optional(catalogue: &Catalogue) -> BTreeSet<String> {
    let providers = catalogue.providers.iter();
    let names = providers.flat_map(|provider| [provider.name.value.as_str(), provider.id.as_str()]);
    let words = names
        .chain([catalogue.project.acronym.value.as_str()])
        .flat_map(tokens);
    words.map(|token| token.text.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::tests::found;

    #[test]
    fn a_wrong_name_is_found_once_in_a_text() {
        let text = "The Tideline Open Archive Service was used. The Open Archive Service grew.";
        assert_eq!(
            found(
                &CHECK,
                &[
                    ("M7-M12/archive", text),
                    ("M7-M12/summary", "The OPEN DATA SERVICE ran.")
                ]
            ),
            [
                "M7-M12/archive.md:1:14: `Open Archive Service` is close to the title `Tideline - Open Data Archive Service`, but not it",
                "M7-M12/summary.md:1:5: `OPEN DATA SERVICE` is close to the title `Tideline - Open Data Archive Service`, but not it",
            ]
        );
    }

    #[test]
    fn titles_and_their_parts_are_right() {
        let text = "The Open Data Archive Service, the Tideline Open Data Archive, the Lab Cloud, the open data service and \
            the Skerry Notebooks were used.";
        assert_eq!(
            found(&CHECK, &[("M7-M12/archive", text)]),
            Vec::<String>::new()
        );
    }
}
