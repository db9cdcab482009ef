//! An installation.

use crate::calendar::ProjectMonth;
use crate::quantity::{Decimal, Unit};
use crate::source::{Place, Spanned};

use super::access::Access;
use super::baseline::Baseline;
use super::id::{InstallationId, MetricId, ProviderId};

/// A part or a service of a research infrastructure that can be used on its own.
#[derive(Debug, Clone)]
pub struct Installation {
    /// Id; also the name of its assessments.
    pub id: InstallationId,
    /// Printed title.
    pub title: Spanned<String>,
    /// The provider in charge.
    pub provider: ProviderId,
    /// All providers that run it; at least the one in charge.
    pub providers: Vec<ProviderId>,
    /// Task of the work package, such as `T4.3`.
    pub task: Option<Spanned<String>>,
    /// First month in which it served the project; before it, a missing figure is not started rather than not reported.
    pub integrated_from: Option<Spanned<ProjectMonth>>,
    /// The rows of the description table but task and providers, in the order of the published reports.
    pub fields: Vec<FieldText>,
    /// The rows of its metrics table, in the order in which they are printed.
    pub metrics: Vec<InstallationMetric>,
    /// The access to it as the grant agreement has it, where that is told.
    pub access: Option<Access>,
    /// Where it is defined.
    pub place: Place,
}

impl Installation {
    /// Returns the text of a field of its description.
    pub fn field(&self, wanted: Field) -> Option<&str> {
        self.fields
            .iter()
            .find(|given| given.field == wanted)
            .map(|given| given.text.as_str())
    }

    /// Returns the task of the work package.
    pub fn task(&self) -> Option<&str> {
        self.task.as_ref().map(|task| task.value.as_str())
    }

    /// Returns its row of that metric.
    pub fn metric(&self, id: &str) -> Option<&InstallationMetric> {
        self.metrics.iter().find(|row| row.metric.as_str() == id)
    }
}

/// A metric as an installation prints it.
#[derive(Debug, Clone)]
pub struct InstallationMetric {
    /// The metric.
    pub metric: MetricId,
    /// Name as printed.
    pub name: Spanned<String>,
    /// Baseline.
    pub baseline: Baseline,
    /// How the measurement is done, as printed; empty when it is not given.
    pub measured: Spanned<String>,
    /// What is installed to serve it, where that is said.
    pub capacity: Option<Capacity>,
    /// Where it is defined.
    pub place: Place,
}

/// What is installed: as many units as can be held at a time, such as 8 GPU or 300 TB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// How many.
    pub amount: Decimal,
    /// Of what.
    pub unit: Unit,
    /// Where it is written.
    pub place: Place,
}

/// A field of the description with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldText {
    /// Which one.
    pub field: Field,
    /// Its text, never blank.
    pub text: String,
    /// Where it is written.
    pub place: Place,
}

/// A row of the description table that holds free text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What it is.
    Description,
    /// Where it is found.
    Url,
    /// Category of service.
    ServiceCategory,
    /// Entry in a catalogue of services.
    ServiceCatalogue,
    /// Where it stands.
    Location,
    /// Months of access.
    Duration,
    /// How access is given.
    ModalityOfAccess,
    /// What support users get.
    SupportOffered,
    /// Year since when it runs.
    OperationalSince,
    /// Who counts as a user.
    UserDefinition,
}

impl Field {
    /// All fields, in the order of the file.
    pub const ALL: &[Self] = &[
        Self::Description,
        Self::Url,
        Self::ServiceCategory,
        Self::ServiceCatalogue,
        Self::Location,
        Self::Duration,
        Self::ModalityOfAccess,
        Self::SupportOffered,
        Self::OperationalSince,
        Self::UserDefinition,
    ];

    /// Returns the key in installations.toml.
    pub fn key(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Url => "url",
            Self::ServiceCategory => "service_category",
            Self::ServiceCatalogue => "service_catalogue_url",
            Self::Location => "location",
            Self::Duration => "duration",
            Self::ModalityOfAccess => "modality_of_access",
            Self::SupportOffered => "support_offered",
            Self::OperationalSince => "operational_since",
            Self::UserDefinition => "user_definition",
        }
    }

    /// Returns the label that is printed.
    pub fn label(self) -> &'static str {
        match self {
            Self::Description => "Description",
            Self::Url => "URL",
            Self::ServiceCategory => "Service category",
            Self::ServiceCatalogue => "Service catalogue",
            Self::Location => "Location",
            Self::Duration => "Duration",
            Self::ModalityOfAccess => "Modality of access",
            Self::SupportOffered => "Support offered",
            Self::OperationalSince => "Operational since",
            Self::UserDefinition => "User definition",
        }
    }
}
