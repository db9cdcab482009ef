//! The keys of installations.toml: what each takes and means.
//!
//! The loader knows the keys from here, and so does the schema that editors complete the file by; a key that is not here
//! is a finding.

mod deliverable;

pub use deliverable::{ACCESS, DELIVERABLE, LOG, PARTNER, PERSON};

/// A key of a table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// Whether it must be there.
    pub need: Need,
    /// What it means, in a sentence.
    pub doc: &'static str,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Always,
    /// It may be left out.
    Optional,
}

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A unit of access by its symbol or another spelling.
    Unit,
    /// The name of a nature.
    Nature,
    /// An id: letters, digits, `-` and `_`.
    Id,
    /// A project month such as `M16`.
    Month,
    /// A period such as `M7-M12`.
    Period,
    /// A list of texts.
    Texts,
    /// A list of these words.
    Words(&'static [&'static str]),
    /// A list of periods.
    Periods,
    /// An exact number.
    Number,
    /// A whole number of months.
    Months,
    /// A whole number of columns.
    Columns,
    /// A date without quotes.
    Date,
    /// A table.
    Table(&'static [Key]),
    /// Entries `[[…]]`.
    Entries(&'static [Key]),
    /// A table whose keys are free and whose values are periods.
    NamedPeriods,
    /// A table whose keys are free and whose values are texts.
    NamedTexts,
    /// A table whose keys are rules and whose values are levels.
    Levels,
}

const fn must(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        need: Need::Always,
        doc,
    }
}

pub(super) const fn may(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        need: Need::Optional,
        doc,
    }
}

/// The tables by the lines with which they begin, and the keys of each.
static TABLES: &[(&str, &[Key])] = &[
    ("[project]", PROJECT),
    ("[periods]", PERIODS),
    ("[deliverable]", DELIVERABLE),
    ("[[deliverable.log]]", LOG),
    ("[style]", STYLE),
    ("[docx.styles]", super::word_keys::STYLES),
    ("[[budgets]]", BUDGET),
    ("[[providers]]", PROVIDER),
    ("[[metrics]]", METRIC),
    ("[[installations]]", INSTALLATION),
    ("[installations.access]", ACCESS),
    ("[[installations.metrics]]", INSTALLATION_METRIC),
    ("[[reconcile]]", RECONCILE),
    ("[[sources]]", SOURCE),
    ("[[waive]]", WAIVE),
];

/// Returns the line with which the only table begins that knows a key; `None` when none or several do.
pub fn only_table_of(word: &str) -> Option<&'static str> {
    let mut tables = TABLES
        .iter()
        .filter(|(_, keys)| keys.iter().any(|key| key.name == word));
    let (name, _) = tables.next()?;
    tables.next().is_none().then_some(*name)
}

/// The keys of the file.
pub static ROOT: &[Key] = &[
    must(
        "project",
        Shape::Table(PROJECT),
        "The project that reports.",
    ),
    may(
        "periods",
        Shape::Table(PERIODS),
        "The reporting periods; every six months unless said otherwise.",
    ),
    may(
        "deliverable",
        Shape::Table(DELIVERABLE),
        "The document to be delivered.",
    ),
    may(
        "style",
        Shape::Table(STYLE),
        "How figures and countries are printed.",
    ),
    may(
        "docx",
        Shape::Table(super::word_keys::DOCX),
        "How the Word file looks.",
    ),
    may(
        "budgets",
        Shape::Entries(BUDGET),
        "What the project promised over its whole duration.",
    ),
    may(
        "providers",
        Shape::Entries(PROVIDER),
        "Who provides the installations.",
    ),
    may(
        "partners",
        Shape::Entries(PARTNER),
        "Partners of the project that run no installation.",
    ),
    may(
        "glossary",
        Shape::NamedTexts,
        "Acronyms with what they stand for; with it, an acronym that is used and not explained is a finding.",
    ),
    may(
        "metrics",
        Shape::Entries(METRIC),
        "What is counted; each metric is defined once.",
    ),
    must(
        "installations",
        Shape::Entries(INSTALLATION),
        "The installations, in the order of the report.",
    ),
    may(
        "reconcile",
        Shape::Entries(RECONCILE),
        "Figures that must equal a sum of others.",
    ),
    may(
        "sources",
        Shape::Entries(SOURCE),
        "Exports that are read with settings of their own.",
    ),
    may(
        "restate",
        Shape::Entries(RESTATE),
        "Figures that were submitted otherwise, each with its reason.",
    ),
    may(
        "levels",
        Shape::Levels,
        "How grave rules are taken: rule = \"allow\", \"note\", \"warning\" or \"error\".",
    ),
    may(
        "waive",
        Shape::Entries(WAIVE),
        "Findings that are accepted, each with its reason.",
    ),
];

/// The keys of `[project]`.
pub static PROJECT: &[Key] = &[
    must("acronym", Shape::Text, "Short name of the project."),
    may(
        "programme",
        Shape::Text,
        "Funding programme: Horizon Europe, Horizon 2020, FP7 or Digital Europe; it selects the funding statement.",
    ),
    may(
        "grant_agreement",
        Shape::Text,
        "Number of the grant agreement.",
    ),
    may(
        "granting_authority",
        Shape::Text,
        "Who granted the money, as the grant agreement names it in the funding statement.",
    ),
    must(
        "work_package",
        Shape::Text,
        "Work package that reports, such as WP4.",
    ),
    must(
        "start",
        Shape::Date,
        "First day of the project; it begins month M1.",
    ),
    must("months", Shape::Months, "How many months the project has."),
    may(
        "time_zone",
        Shape::Text,
        "Where months begin and end: UTC or an offset such as +01:00.",
    ),
];

/// The keys of `[periods]`.
pub static PERIODS: &[Key] = &[
    may(
        "every",
        Shape::Months,
        "Length of the periods in months, from M1 on.",
    ),
    may(
        "list",
        Shape::Periods,
        "The periods one by one, where they differ in length.",
    ),
    may(
        "groups",
        Shape::NamedPeriods,
        "Names for longer spans, such as PY1 = \"M1-M12\".",
    ),
];

/// Marks that can stand between thousands; none for the empty one.
pub static THOUSANDS: &[&str] = &[",", ".", " ", "'", "’", "\u{a0}", "\u{202f}", ""];
/// Marks that can stand before decimals.
static DECIMALS: &[&str] = &[".", ","];

/// The keys of `[style]`.
pub static STYLE: &[Key] = &[
    may(
        "countries",
        Shape::Word(&["iso", "eu"]),
        "Codes of countries: iso (GR, GB) or eu (EL, UK).",
    ),
    may(
        "thousands",
        Shape::Word(THOUSANDS),
        "Mark between thousands.",
    ),
    may("decimal", Shape::Word(DECIMALS), "Mark before decimals."),
    may(
        "columns",
        Shape::Columns,
        "Most periods with a column of their own: the last ones; as many as fit unless said otherwise.",
    ),
];

/// The keys of `[[budgets]]`.
pub static BUDGET: &[Key] = &[
    must("id", Shape::Id, "What the budget is referred to by."),
    may("title", Shape::Text, "Printed name."),
    must("total", Shape::Number, "The amount promised, in the unit."),
    must("unit", Shape::Unit, "Unit of access."),
];

/// The keys of `[[providers]]`.
pub static PROVIDER: &[Key] = &[
    must("id", Shape::Id, "What the provider is referred to by."),
    may("name", Shape::Text, "Printed name."),
    may(
        "country",
        Shape::Text,
        "Country of the provider, not of its users: an ISO 3166-1 code.",
    ),
];

/// The keys of `[[metrics]]`.
pub static METRIC: &[Key] = &[
    must("id", Shape::Id, "What the metric is referred to by."),
    may(
        "name",
        Shape::Text,
        "Short name, for tables over all installations.",
    ),
    must(
        "nature",
        Shape::Nature,
        "How it folds over periods and installations.",
    ),
    must("unit", Shape::Unit, "Unit in which it is kept and printed."),
    may("draws_on", Shape::Id, "The budget that it eats."),
    may(
        "derived_from",
        Shape::Id,
        "The metric that it is taken from: the roster of a count, the identities of a roster.",
    ),
    may(
        "population",
        Shape::Word(&["shared", "unknown"]),
        "shared: every installation counts the same people.",
    ),
];

/// The keys of `[[installations]]`.
pub static INSTALLATION: &[Key] = &[
    must(
        "id",
        Shape::Id,
        "What the installation is referred to by; also the name of its assessments.",
    ),
    must("title", Shape::Text, "Printed title."),
    must("provider", Shape::Id, "The provider in charge."),
    may(
        "providers",
        Shape::Texts,
        "All providers that run it; the one in charge unless said otherwise.",
    ),
    may(
        "task",
        Shape::Text,
        "Task of the work package, such as T4.3.",
    ),
    may("description", Shape::Text, "What it is."),
    may("url", Shape::Text, "Where it is found."),
    may("service_category", Shape::Text, "Category of service."),
    may(
        "service_catalogue_url",
        Shape::Text,
        "Its entry in a catalogue of services.",
    ),
    may(
        "location",
        Shape::Text,
        "Where it stands: a country, or a city and its country.",
    ),
    may("duration", Shape::Text, "Months of access, such as M1-M36."),
    may("modality_of_access", Shape::Text, "How access is given."),
    may("support_offered", Shape::Text, "What support users get."),
    may("operational_since", Shape::Text, "Year since when it runs."),
    may("user_definition", Shape::Text, "Who counts as a user."),
    may(
        "integrated_from",
        Shape::Month,
        "First month in which it served the project; figures before it have not started.",
    ),
    may(
        "access",
        Shape::Table(ACCESS),
        "The access to it as the grant agreement has it, for the table of access provision.",
    ),
    may(
        "metrics",
        Shape::Entries(INSTALLATION_METRIC),
        "The rows of its metrics table, in the order of the report.",
    ),
];

/// The keys of `[[installations.metrics]]`.
pub static INSTALLATION_METRIC: &[Key] = &[
    must("metric", Shape::Id, "The metric."),
    may("name", Shape::Text, "Name as this installation prints it."),
    may(
        "baseline",
        Shape::Text,
        "Baseline as it is printed: `3M`, `> 15,000`, `1 PB`, `N/A`, or a list of countries.",
    ),
    may("measured", Shape::Text, "How the measurement is done."),
    may(
        "capacity",
        Shape::Text,
        "What is installed, such as `40 GPU`; a figure beyond what it can deliver is a finding.",
    ),
];

/// The keys of `[[reconcile]]`.
pub static RECONCILE: &[Key] = &[
    must("total", Shape::Text, "The figure, as installation/metric."),
    must("of", Shape::Texts, "Its parts, as installation/metric."),
    may(
        "tolerance",
        Shape::Number,
        "Largest difference that is accepted.",
    ),
];

/// The keys of `[[sources]]`.
pub static SOURCE: &[Key] = &[
    must(
        "path",
        Shape::Text,
        "Files by their path; * stands for any characters but /.",
    ),
    may("profile", Shape::Word(&["tidy"]), "The form of the files."),
    may(
        "decimal",
        Shape::Word(DECIMALS),
        "Mark before decimals in these files.",
    ),
    may(
        "thousands",
        Shape::Word(THOUSANDS),
        "Mark between thousands in these files.",
    ),
    may(
        "members",
        Shape::Id,
        "The metric that counts whom the rows name: each row with an `entity` is a `member` of it too.",
    ),
];

/// The keys of `[[restate]]`.
pub static RESTATE: &[Key] = &[
    must(
        "where",
        Shape::Text,
        "What was released otherwise: installation/metric@M1-M6 for a figure, installation/metric for its unit or baseline, budget.cpu for a budget.",
    ),
    must(
        "reason",
        Shape::Text,
        "Why it changed after its release; the report prints it.",
    ),
];

/// The keys of `[[waive]]`.
pub static WAIVE: &[Key] = &[
    must("rule", Shape::Text, "Code or name of the rule."),
    may(
        "where",
        Shape::Text,
        "Address such as installation/metric@M7-M12, or the name of a file; all findings of the rule without it.",
    ),
    must("reason", Shape::Text, "Why the finding is accepted."),
    may("until", Shape::Month, "The last month for which it holds."),
];
