//! The document to be delivered: `[deliverable]` with its people and its versions.

use crate::catalogue::keys;
use crate::catalogue::{
    Annex, Deliverable, Dissemination, Front, LogEntry, Partner, Person, Project, Provider, Thing,
};
use crate::diag::{Diagnostic, nearest, safe};
use crate::source::Spanned;

use super::rules::UNKNOWN_REFERENCE;
use super::section::{Context, Section};

/// Folder of the texts that hold for all periods, unless the project names another.
const TEXTS: &str = "texts";

/// Who takes part in the project.
pub(super) struct Parties<'a> {
    pub(super) providers: &'a [Provider],
    pub(super) partners: &'a [Partner],
}

impl Parties<'_> {
    /// Returns ids and names.
    fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        let providers = self.providers.iter();
        let providers = providers.map(|one| (one.id.as_str(), one.name.value.as_str()));
        let partners = self.partners.iter();
        providers.chain(partners.map(|one| (one.id.as_str(), one.name.as_str())))
    }

    /// Returns the printed name of a partner by its id or name; one that nobody knows is reported.
    fn printed(&self, text: &Spanned<String>, context: &mut Context<'_>) -> Option<String> {
        let word = text.value.as_str();
        let mut names = self.names();
        let known = names.find(|(id, name)| *id == word || *name == word);
        if let Some((_, name)) = known {
            return Some(name.to_owned());
        }
        let left_out = [Thing::Provider, Thing::Partner];
        let left_out = left_out
            .iter()
            .any(|thing| context.unusable.has(*thing, word));
        if context.broken || left_out {
            return None;
        }
        let ids = self.names().map(|(id, _)| id);
        let finding = Diagnostic::new(
            &UNKNOWN_REFERENCE,
            format!("unknown partner `{}`", safe(word)),
        )
        .at(text.place, "")
        .did_you_mean(nearest(word, ids), || {
            "define it in an entry [[partners]], or [[providers]] where it runs an installation"
                .to_owned()
        });
        context.sink.push(finding);
        None
    }
}

/// Reads the deliverable; a title is made from the project's name when none is given.
pub(super) fn deliverable(
    root: &Section<'_>,
    project: Option<&Project>,
    parties: &Parties<'_>,
    context: &mut Context<'_>,
) -> Deliverable {
    let package = project
        .map(|project| project.work_package.value.as_str())
        .unwrap_or_default();
    let mut deliverable = plain(format!("Virtual Access to the {package} installations"));
    let section = root.table("deliverable", "[deliverable]", keys::DELIVERABLE, context);
    let Some(section) = section else {
        return deliverable;
    };
    if let Some(title) = section.line("title", context) {
        deliverable.title_place = Some(title.place);
        deliverable.title = title.value;
    }
    if let Some(number) = section.line("number", context) {
        deliverable.number_place = Some(number.place);
        deliverable.number = Some(number.value);
    }
    if let Some(language) = section.line("language", context) {
        deliverable.language = language.value;
    }
    deliverable.annexes = annexes(&section, context);
    let given = |text: &Spanned<String>| !text.value.is_empty();
    deliverable.version = section.line("version", context).filter(given);
    deliverable.date = section.date("date", context);
    deliverable.due = section.date("due", context);
    deliverable.dissemination = dissemination(&section, context);
    deliverable.kind = section.line("type", context).filter(given);
    deliverable.status = section.line("status", context).filter(given);
    deliverable.lead = section.line("lead", context).and_then(|text| {
        let value = parties.printed(&text, context)?;
        Some(Spanned {
            value,
            place: text.place,
        })
    });
    deliverable.authors = people(
        &section,
        "authors",
        "[[deliverable.authors]]",
        parties,
        context,
    );
    deliverable.reviewers = people(
        &section,
        "reviewers",
        "[[deliverable.reviewers]]",
        parties,
        context,
    );
    deliverable.approvers = people(
        &section,
        "approvers",
        "[[deliverable.approvers]]",
        parties,
        context,
    );
    deliverable.link = section.line("link", context).filter(given);
    deliverable.keywords = section.texts("keywords", context);
    deliverable.contact = section.line("contact", context).filter(given);
    deliverable.template = section.line("template", context).filter(given);
    deliverable.log = log(&section, context);
    deliverable.front = front(&section, context);
    if let Some(folder) = section
        .line("texts", context)
        .and_then(|text| folder(&text, context))
    {
        deliverable.texts = folder;
    }
    deliverable
}

/// Returns a deliverable of which nothing is said.
fn plain(title: String) -> Deliverable {
    Deliverable {
        title,
        title_place: None,
        number: None,
        number_place: None,
        language: "en-GB".to_owned(),
        annexes: Vec::new(),
        version: None,
        date: None,
        due: None,
        dissemination: None,
        kind: None,
        status: None,
        lead: None,
        authors: Vec::new(),
        reviewers: Vec::new(),
        approvers: Vec::new(),
        link: None,
        keywords: Vec::new(),
        contact: None,
        template: None,
        log: Vec::new(),
        front: Vec::new(),
        texts: TEXTS.to_owned(),
    }
}

/// Reads what is printed at the end besides.
fn annexes(section: &Section<'_>, context: &mut Context<'_>) -> Vec<Annex> {
    let mut annexes = Vec::new();
    for word in section.texts("annexes", context) {
        match Annex::parse(&word.value) {
            Some(annex) => annexes.push(annex),
            None => context.unknown(&word, "annex", Annex::WORDS.iter().copied(), || {
                format!("write one of {}", Annex::WORDS.join(", "))
            }),
        }
    }
    annexes
}

/// Reads the pieces of front matter that are asked for.
fn front(section: &Section<'_>, context: &mut Context<'_>) -> Vec<Spanned<Front>> {
    let mut front = Vec::new();
    for word in section.texts("front", context) {
        let Some(value) = Front::parse(&word.value) else {
            let words = Front::WORDS.iter().copied();
            context.unknown(&word, "piece of front matter", words, || {
                format!("write one of {}", Front::WORDS.join(", "))
            });
            continue;
        };
        front.push(Spanned {
            value,
            place: word.place,
        });
    }
    front
}

fn dissemination(
    section: &Section<'_>,
    context: &mut Context<'_>,
) -> Option<Spanned<Dissemination>> {
    let text = section.line("dissemination", context)?;
    let codes = Dissemination::CODES;
    let Some(value) = Dissemination::parse(&text.value) else {
        context.unknown(&text, "dissemination level", codes.iter().copied(), || {
            format!("write one of {}", codes.join(", "))
        });
        return None;
    };
    Some(Spanned {
        value,
        place: text.place,
    })
}

fn people(
    section: &Section<'_>,
    key: &str,
    name: &'static str,
    parties: &Parties<'_>,
    context: &mut Context<'_>,
) -> Vec<Person> {
    let mut people = Vec::new();
    for entry in section.entries(key, name, keys::PERSON, context) {
        let name = entry.need("name", "\"Ada Example\"", context);
        let partner = entry
            .line("partner", context)
            .and_then(|text| parties.printed(&text, context));
        people.extend(name.map(|name| Person { name, partner }));
    }
    people
}

fn log(section: &Section<'_>, context: &mut Context<'_>) -> Vec<LogEntry> {
    let mut log = Vec::new();
    for entry in section.entries("log", "[[deliverable.log]]", keys::LOG, context) {
        let version = entry.need("version", "\"0.1\"", context);
        let date = entry.date("date", context);
        let author = entry.line("author", context);
        let comment = entry.line("comment", context);
        log.extend(version.map(|version| LogEntry {
            version,
            date,
            author,
            comment,
        }));
    }
    log
}

/// Reads the name of a folder beside installations.toml; one that leads out of the project is reported.
fn folder(text: &Spanned<String>, context: &mut Context<'_>) -> Option<String> {
    let trimmed = text.value.trim_end_matches('/');
    let mut parts = trimmed.split('/');
    let taken = ["assessments", "data", "out", "releases"].contains(&trimmed);
    let inside =
        !taken && parts.all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']));
    if inside {
        return Some(trimmed.to_owned());
    }
    context.reject(
        text.place,
        format!("`{}` is no folder of the project", safe(&text.value)),
        "write the name of a folder beside installations.toml, such as \"texts\"",
    );
    None
}
