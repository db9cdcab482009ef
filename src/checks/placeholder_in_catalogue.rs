//! A text of installations.toml is still to come.

use crate::catalogue::{Catalogue, Deliverable, Installation, Meaning};
use crate::diag::{Diagnostic, Rule, Severity, Sink, Subject, safe};
use crate::narrative::placeholder;
use crate::source::{Place, Spanned};

use super::reading::about::about;
use super::reading::fields::field_name;
use super::reading::place_in_text::place_in_text;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA120",
    name: "placeholder-in-catalogue",
    severity: Severity::Warning,
    summary: "a text of installations.toml is still to come, and the placeholder would be printed",
    page: include_str!("../../docs/rules/VA120.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// A text that is printed.
struct Printed<'c> {
    /// What it is, as it stands after "the".
    what: String,
    text: &'c str,
    /// Where it is written, or the entry that it belongs to.
    place: Place,
    subject: Subject,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let catalogue = evidence.catalogue;
    let mut texts = of_the_project(catalogue);
    texts.extend(of_entries(catalogue));
    for installation in &catalogue.installations {
        texts.extend(of_installation(installation));
        texts.extend(of_rows(installation));
    }
    for printed in texts {
        let Some(range) = placeholder(printed.text) else {
            continue;
        };
        let piece = printed.text.get(range.clone()).unwrap_or_default();
        let message = format!(
            "the {} holds the placeholder `{}`",
            printed.what,
            safe(piece)
        );
        let place = place_in_text(evidence.sources, printed.place, printed.text, &range);
        let finding = Diagnostic::new(&RULE, message)
            .at(place, "still to be written")
            .help("write the text, or leave it out until it is known")
            .about(printed.subject);
        sink.push(finding);
    }
}

/// Returns the texts of the project and the deliverable.
fn of_the_project<'c>(catalogue: &'c Catalogue) -> Vec<Printed<'c>> {
    let project = &catalogue.project;
    let deliverable = &catalogue.deliverable;
    let whole = |what: &str, text, place| Printed {
        what: what.to_owned(),
        text,
        place,
        subject: Subject::default(),
    };
    let given = |what, text: &'c Spanned<String>| whole(what, text.value.as_str(), text.place);
    let mut texts = vec![
        given("acronym of the project", &project.acronym),
        given("programme of the project", &project.programme),
        given("grant agreement of the project", &project.grant_agreement),
        given("work package of the project", &project.work_package),
    ];
    // A title that nobody wrote is made of the texts above.
    if let Some(place) = deliverable.title_place {
        let title = deliverable.title.as_str();
        texts.push(whole("title of the deliverable", title, place));
    }
    if let Some((number, place)) = deliverable.number.as_ref().zip(deliverable.number_place) {
        texts.push(whole("number of the deliverable", number, place));
    }
    let authority = &project.granting_authority;
    texts.push(given("granting authority of the project", authority));
    texts.extend(of_the_cover(deliverable).map(|(what, text)| given(what, text)));
    let glossary = catalogue.glossary.iter();
    let terms = glossary.flat_map(|glossary| &glossary.terms);
    texts.extend(terms.map(|term| given("glossary", &term.meaning)));
    texts
}

/// Returns the texts of the cover and of the document log.
fn of_the_cover(
    deliverable: &Deliverable,
) -> impl Iterator<Item = (&'static str, &Spanned<String>)> {
    let single = [
        ("version of the deliverable", &deliverable.version),
        ("type of the deliverable", &deliverable.kind),
        ("status of the deliverable", &deliverable.status),
        ("link of the deliverable", &deliverable.link),
        ("contact of the deliverable", &deliverable.contact),
    ];
    let single = single.into_iter();
    let single = single.filter_map(|(what, text)| Some((what, text.as_ref()?)));
    let roles = [
        ("name of an author", &deliverable.authors),
        ("name of a reviewer", &deliverable.reviewers),
        ("name of an approver", &deliverable.approvers),
    ];
    let people = roles.into_iter();
    let people = people.flat_map(|(what, people)| people.iter().map(move |one| (what, &one.name)));
    let keywords = deliverable.keywords.iter();
    let keywords = keywords.map(|word| ("keywords of the deliverable", word));
    let log = deliverable.log.iter().flat_map(|entry| {
        let version = [("version in the document log", &entry.version)];
        let said = [
            ("author in the document log", &entry.author),
            ("comment in the document log", &entry.comment),
        ];
        let said = said.into_iter();
        version
            .into_iter()
            .chain(said.filter_map(|(what, text)| Some((what, text.as_ref()?))))
    });
    single.chain(people).chain(keywords).chain(log)
}

/// Returns the names of budgets, providers and metrics.
fn of_entries(catalogue: &Catalogue) -> Vec<Printed<'_>> {
    let entry = |what: String, text, place, metric| Printed {
        what,
        text,
        place,
        subject: Subject {
            installation: None,
            metric,
            period: None,
        },
    };
    let budgets = catalogue.budgets.iter().map(|budget| {
        let what = format!("title of the budget `{}`", budget.id);
        entry(what, budget.title.as_str(), budget.place, None)
    });
    let providers = catalogue.providers.iter().map(|provider| {
        let what = format!("name of the provider `{}`", provider.id);
        entry(
            what,
            provider.name.value.as_str(),
            provider.name.place,
            None,
        )
    });
    let metrics = catalogue.metrics.iter().map(|metric| {
        let id = metric.id.to_string();
        let what = format!("name of the metric `{id}`");
        entry(what, metric.name.as_str(), metric.place, Some(id))
    });
    budgets.chain(providers).chain(metrics).collect()
}

/// Returns the texts of an installation's description.
fn of_installation(installation: &Installation) -> Vec<Printed<'_>> {
    let id = &installation.id;
    let printed = |what: &str, text, place| Printed {
        what: format!("{what} of `{id}`"),
        text,
        place,
        subject: about(installation, None),
    };
    let Spanned { value, place } = &installation.title;
    let mut texts = vec![printed("title", value.as_str(), *place)];
    let task = installation.task.as_ref();
    texts.extend(task.map(|task| printed("task", task.value.as_str(), task.place)));
    let fields = installation.fields.iter();
    texts.extend(
        fields.map(|given| printed(&field_name(given.field), given.text.as_str(), given.place)),
    );
    texts
}

/// Returns the texts of an installation's metrics. A name that comes from the metric is looked at there, and a baseline
/// that cannot be read is another rule's finding.
fn of_rows(installation: &Installation) -> Vec<Printed<'_>> {
    let mut texts = Vec::new();
    for row in &installation.metrics {
        let mut add = |what: &str, text, place| {
            texts.push(Printed {
                what: format!("{what} of `{}/{}`", installation.id, row.metric),
                text,
                place,
                subject: Subject {
                    installation: Some(installation.id.to_string()),
                    metric: Some(row.metric.to_string()),
                    period: None,
                },
            });
        };
        let (name, measured) = (&row.name, &row.measured);
        let is_own = name.place != row.place;
        if is_own {
            add("name", name.value.as_str(), name.place);
        }
        add("measurement", measured.value.as_str(), measured.place);
        if row.baseline.meaning != Meaning::Unclear {
            add(
                "baseline",
                row.baseline.as_written.as_str(),
                row.baseline.place,
            );
        }
    }
    texts
}
