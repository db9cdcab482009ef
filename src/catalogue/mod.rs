//! The catalogue: what a project promised and who provides it, as installations.toml says.
//!
//! [`load()`] reads the file and reports all its faults in one run. What it returns has real types; nothing of the file's
//! syntax goes further than this room.

mod access;
mod baseline;
mod budget;
mod deliverable;
mod dissemination;
mod export;
mod id;
mod installation;
pub mod keys;
mod load;
mod metric;
mod partner;
mod programme;
mod project;
mod reconciliation;
mod restatement;
mod template;
mod term;
mod unusable;
pub mod word_keys;

use std::collections::BTreeMap;

use crate::calendar::{Calendar, Period};
use crate::diag::{LevelSetting, Waiver};
use crate::source::{Place, SourceId};

pub use access::{Access, AccessKind};
pub use baseline::{Baseline, Meaning};
pub use budget::{Budget, Provider};
pub use deliverable::{Annex, Deliverable, Front, LogEntry, Person};
pub use dissemination::Dissemination;
pub use export::ExportSource;
pub use id::{BudgetId, InstallationId, LONGEST as LONGEST_ID, MetricId, PartnerId, ProviderId};
pub use installation::{Capacity, Field, FieldText, Installation, InstallationMetric};
pub use load::{RULES, load};
pub use metric::Metric;
pub use partner::Partner;
pub use programme::Programme;
pub use project::{CountryStyle, Project, Style};
pub use reconciliation::{Reconciliation, SeriesRef};
pub use restatement::Restatement;
pub use template::{
    CHAPTERS_LEFT_OUT, FIGURES_LEFT_OUT, MISPLACED_SLOT, STYLES_ADDED, StyleChoice, TEMPLATE_RULES,
    TEMPLATE_WITHOUT_SLOT, UNKNOWN_SLOT, UNKNOWN_STYLE, UNUSABLE_TEMPLATE,
};
pub use term::{Glossary, Term};
pub use unusable::{Thing, Unusable};

/// Everything that installations.toml says.
#[derive(Debug)]
pub struct Catalogue {
    /// The project.
    pub project: Project,
    /// Its months.
    pub calendar: Calendar,
    /// The reporting periods in order; they do not overlap.
    pub periods: Vec<Period>,
    /// Where the list of periods is written, when there is one.
    pub periods_place: Option<Place>,
    /// Named spans such as `PY1`.
    pub groups: BTreeMap<String, Period>,
    /// The deliverable.
    pub deliverable: Deliverable,
    /// How figures are printed.
    pub style: Style,
    /// Styles of the template of the Word file that stand for the report's.
    pub word_styles: Vec<StyleChoice>,
    /// The budgets, in the order of the file.
    pub budgets: Vec<Budget>,
    /// The providers, in the order of the file.
    pub providers: Vec<Provider>,
    /// The partners that run no installation, in the order of the file.
    pub partners: Vec<Partner>,
    /// What the project explains, when it has a glossary.
    pub glossary: Option<Glossary>,
    /// The metrics, in the order of the file.
    pub metrics: Vec<Metric>,
    /// The installations, in the order of the report.
    pub installations: Vec<Installation>,
    /// Figures that must equal a sum of others.
    pub reconciliations: Vec<Reconciliation>,
    /// Exports that are read with other settings than the tidy form's.
    pub exports: Vec<ExportSource>,
    /// Reasons for what was submitted otherwise.
    pub restatements: Vec<Restatement>,
    /// How grave the project takes rules.
    pub levels: Vec<LevelSetting>,
    /// Findings that are accepted, with reasons.
    pub waivers: Vec<Waiver>,
    /// Names that are written, but whose entries were left out for their faults.
    pub unusable: Unusable,
    /// The file itself.
    pub source: SourceId,
    /// The start of the file, for findings about what is missing from it.
    pub place: Place,
}

impl Catalogue {
    /// Returns the installation of that id.
    pub fn installation(&self, id: &str) -> Option<&Installation> {
        self.installations
            .iter()
            .find(|installation| installation.id.as_str() == id)
    }

    /// Returns the metric of that id.
    pub fn metric(&self, id: &str) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.id.as_str() == id)
    }

    /// Returns the provider of that id.
    pub fn provider(&self, id: &ProviderId) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == *id)
    }

    /// Returns the reporting period that a person means: `M7-M12`, or a group such as `PY1` that ends with a reporting
    /// period.
    pub fn period(&self, text: &str) -> Option<Period> {
        let group = self.groups.get(text).copied();
        let wanted = group.or_else(|| Period::parse(text).ok())?;
        let exact = self.periods.iter().find(|period| **period == wanted);
        let closing = self
            .periods
            .iter()
            .find(|period| period.last() == wanted.last() && group.is_some());
        exact.or(closing).copied()
    }
}
