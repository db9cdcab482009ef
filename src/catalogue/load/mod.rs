//! Loads installations.toml: reads all of it, reports every fault, and returns what could be made of it.

mod access;
mod budgets;
mod control;
mod deliverable;
mod glossary;
mod ids;
mod installations;
mod metrics;
mod project;
mod rules;
mod section;
mod settings;
mod syntax;
mod word;
mod wrong_type;

use std::mem;

use toml::de::DeTable;

use crate::diag::Sink;
use crate::source::{Place, SourceId, Sources, Span};

use super::{Catalogue, Unusable};
use section::{Context, Section};

pub use rules::RULES;

/// Loads the catalogue from the file `id`.
///
/// Returns `None` when the project's months are not known, because nothing can be said about a period then; every
/// other fault is a finding, and what is faulty is left out.
pub fn load(sources: &Sources, id: SourceId, sink: &mut Sink) -> Option<Catalogue> {
    let text = sources.get(id).text();
    let (document, faults) = DeTable::parse_recoverable(text);
    let mut context = Context {
        source: id,
        broken: !faults.is_empty(),
        broken_at: faults
            .iter()
            .filter_map(|fault| Some(fault.span()?.start))
            .collect(),
        unusable: Unusable::new((!faults.is_empty()).then_some(text)),
        sink,
    };
    syntax::report(&faults, text, &mut context);
    let place = context.place(0..0);
    let root = Section::new(
        document.get_ref(),
        "the file",
        place,
        super::keys::ROOT,
        &mut context,
    );
    if root.has_unread() {
        // Entries below a misspelt or misplaced name are written, yet not read.
        context.unusable = Unusable::new(Some(text));
    }
    read(&root, place, &mut context)
}

fn read(root: &Section<'_>, place: Place, context: &mut Context<'_>) -> Option<Catalogue> {
    let style = settings::style(root, context);
    let project = project::project(root, context);
    let word_styles = word::styles(root, context);
    let calendar = project.as_ref().map(|(_, calendar)| calendar.clone());
    let project::Periods {
        all: periods,
        place: periods_place,
        groups,
    } = project::periods(root, calendar.as_ref(), context);
    let budgets = budgets::budgets(root, context);
    let providers = budgets::providers(root, context);
    let partners = budgets::partners(root, context);
    let parties = deliverable::Parties {
        providers: &providers,
        partners: &partners,
    };
    let leading = project.as_ref().map(|(project, _)| project);
    let deliverable = deliverable::deliverable(root, leading, &parties, context);
    let glossary = glossary::glossary(root, context);
    let metrics = metrics::metrics(root, &budgets, context);
    let known = installations::Known {
        calendar: calendar.as_ref(),
        providers: &providers,
        metrics: &metrics,
        marks: style.marks,
    };
    let installations = installations::installations(root, &known, context);
    let reconciliations = settings::reconciliations(root, &installations, context);
    let exports = settings::exports(root, &metrics, context);
    let restatements = control::restatements(root, context);
    let levels = control::levels(root, context);
    let waivers = control::waivers(root, calendar.as_ref(), context);
    let (project, calendar) = project?;
    Some(Catalogue {
        project,
        calendar,
        periods,
        periods_place,
        groups,
        deliverable,
        style,
        word_styles,
        budgets,
        providers,
        partners,
        glossary,
        metrics,
        installations,
        reconciliations,
        exports,
        restatements,
        levels,
        waivers,
        unusable: mem::take(&mut context.unusable),
        source: context.source,
        place: Place {
            source: place.source,
            span: Span { start: 0, end: 0 },
        },
    })
}
