//! The figures for programs: report.json, version 1, frozen.

use serde::Serialize;

use crate::aggregate::Value;
use crate::catalogue::{Baseline, Field, Meaning};
use crate::country::Country;
use crate::quantity::{Decimal, PLAIN, Unit};
use crate::report::{BudgetPosition, Figure, InstallationReport, Report, Row, Text, Total};

/// Writes report.json.
///
/// # Errors
///
/// Fails only when the report cannot be serialised, which is a bug.
pub fn write(report: &Report<'_>) -> anyhow::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(&v1(report))?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[derive(Serialize)]
struct ReportV1<'a> {
    version: u32,
    project: ProjectV1<'a>,
    period: String,
    columns: Vec<String>,
    cumulative: String,
    installations: Vec<InstallationV1<'a>>,
    totals: Vec<TotalV1<'a>>,
    budgets: Vec<BudgetV1<'a>>,
}

#[derive(Serialize)]
struct ProjectV1<'a> {
    acronym: &'a str,
    programme: &'a str,
    grant_agreement: &'a str,
    work_package: &'a str,
    start: String,
    months: u16,
    time_zone: String,
    title: &'a str,
}

#[derive(Serialize)]
struct InstallationV1<'a> {
    id: &'a str,
    title: &'a str,
    task: Option<&'a str>,
    provider: &'a str,
    providers: Vec<&'a str>,
    fields: Fields<'a>,
    metrics: Vec<MetricV1<'a>>,
    assessment: AssessmentV1<'a>,
}

/// The description fields; one that is not given is null.
#[derive(Serialize)]
struct Fields<'a> {
    description: Option<&'a str>,
    url: Option<&'a str>,
    service_category: Option<&'a str>,
    service_catalogue_url: Option<&'a str>,
    location: Option<&'a str>,
    duration: Option<&'a str>,
    modality_of_access: Option<&'a str>,
    support_offered: Option<&'a str>,
    operational_since: Option<&'a str>,
    user_definition: Option<&'a str>,
}

#[derive(Serialize)]
struct MetricV1<'a> {
    metric: &'a str,
    name: &'a str,
    unit: &'a str,
    nature: &'a str,
    measured: &'a str,
    baseline: BaselineV1<'a>,
    values: Vec<ValueV1<'a>>,
    cumulative: ValueV1<'a>,
    progress: ProgressV1,
}

#[derive(Serialize)]
struct BaselineV1<'a> {
    as_written: &'a str,
    comparator: Option<&'static str>,
    amount: Option<String>,
    unit: Option<&'static str>,
    countries: Option<Vec<&'a str>>,
}

#[derive(Serialize)]
struct ValueV1<'a> {
    period: String,
    state: &'static str,
    amount: Option<String>,
    low: Option<String>,
    high: Option<String>,
    countries: Option<Vec<&'a str>>,
    partial: bool,
    text: &'a str,
}

#[derive(Serialize)]
struct ProgressV1 {
    baseline_percent: Option<String>,
}

#[derive(Serialize)]
struct AssessmentV1<'a> {
    status: &'static str,
    /// The text with its figures filled in.
    markdown: Option<String>,
    facts: &'a [String],
    questions: &'a [String],
}

#[derive(Serialize)]
struct TotalV1<'a> {
    metric: &'a str,
    unit: &'a str,
    installations: usize,
    values: Vec<ValueV1<'a>>,
    cumulative: ValueV1<'a>,
}

#[derive(Serialize)]
struct BudgetV1<'a> {
    id: &'a str,
    title: &'a str,
    unit: &'a str,
    total: String,
    used: String,
    used_percent: String,
    left: String,
    left_percent: String,
    planned: String,
    planned_percent: String,
    rate_per_month: String,
    required_rate_per_month: Option<String>,
    at_current_rate: String,
    at_current_rate_percent: String,
    partial: bool,
    provisional: bool,
}

fn v1<'a>(report: &'a Report<'_>) -> ReportV1<'a> {
    let catalogue = report.catalogue;
    let project = &catalogue.project;
    ReportV1 {
        version: 1,
        project: ProjectV1 {
            acronym: &project.acronym.value,
            programme: &project.programme.value,
            grant_agreement: &project.grant_agreement.value,
            work_package: &project.work_package.value,
            start: catalogue.calendar.start().to_string(),
            months: catalogue.calendar.months(),
            time_zone: catalogue.calendar.zone().to_string(),
            title: &catalogue.deliverable.title,
        },
        period: report.period.to_string(),
        columns: report.columns.iter().map(ToString::to_string).collect(),
        cumulative: report.cumulative.to_string(),
        installations: report
            .installations
            .iter()
            .map(|section| installation(report, section))
            .collect(),
        totals: report
            .totals
            .iter()
            .map(|each| total(report, each))
            .collect(),
        budgets: report.budgets.iter().map(budget).collect(),
    }
}

fn installation<'a>(
    report: &'a Report<'_>,
    section: &'a InstallationReport<'_>,
) -> InstallationV1<'a> {
    let installation = section.installation;
    let field = |field| installation.field(field);
    InstallationV1 {
        id: installation.id.as_str(),
        title: &installation.title.value,
        task: installation.task(),
        provider: installation.provider.as_str(),
        providers: installation
            .providers
            .iter()
            .map(crate::catalogue::ProviderId::as_str)
            .collect(),
        fields: Fields {
            description: field(Field::Description),
            url: field(Field::Url),
            service_category: field(Field::ServiceCategory),
            service_catalogue_url: field(Field::ServiceCatalogue),
            location: field(Field::Location),
            duration: field(Field::Duration),
            modality_of_access: field(Field::ModalityOfAccess),
            support_offered: field(Field::SupportOffered),
            operational_since: field(Field::OperationalSince),
            user_definition: field(Field::UserDefinition),
        },
        metrics: section.rows.iter().map(|row| metric(report, row)).collect(),
        assessment: match &section.assessment {
            Text::Written(written) => AssessmentV1 {
                status: "written",
                markdown: Some(report.filled(&written.markdown).markdown),
                facts: &[],
                questions: &[],
            },
            Text::Stub(stub) => AssessmentV1 {
                status: "stub",
                markdown: None,
                facts: &stub.facts,
                questions: &stub.questions,
            },
        },
    }
}

fn metric<'a>(report: &'a Report<'_>, row: &'a Row<'_>) -> MetricV1<'a> {
    let values = report.columns.iter().zip(&row.values);
    MetricV1 {
        metric: row.metric.id.as_str(),
        name: &row.printed.name.value,
        unit: row.metric.unit.symbol(),
        nature: row.metric.nature.name,
        measured: &row.printed.measured.value,
        baseline: baseline(&row.printed.baseline),
        values: values
            .map(|(period, figure)| value(period.to_string(), figure))
            .collect(),
        cumulative: value(report.cumulative.to_string(), &row.cumulative),
        progress: ProgressV1 {
            baseline_percent: row.share_of_baseline.map(|share| fixed(share, 1)),
        },
    }
}

fn baseline(baseline: &Baseline) -> BaselineV1<'_> {
    let nothing = BaselineV1 {
        as_written: &baseline.as_written,
        comparator: None,
        amount: None,
        unit: None,
        countries: None,
    };
    match &baseline.meaning {
        Meaning::Amount {
            comparator,
            amount,
            unit,
        } => BaselineV1 {
            comparator: Some(comparator.symbol()),
            amount: Some(amount.to_string()),
            unit: unit.map(Unit::symbol),
            ..nothing
        },
        Meaning::Countries(list) => BaselineV1 {
            countries: Some(codes(list)),
            ..nothing
        },
        Meaning::NotSet | Meaning::Unclear => nothing,
    }
}

fn codes(countries: &[Country]) -> Vec<&'static str> {
    countries.iter().map(Country::code).collect()
}

fn total<'a>(report: &'a Report<'_>, total: &'a Total<'_>) -> TotalV1<'a> {
    let values = report.columns.iter().zip(&total.values);
    TotalV1 {
        metric: total.metric.id.as_str(),
        unit: total.metric.unit.symbol(),
        installations: total.installations,
        values: values
            .map(|(period, figure)| value(period.to_string(), figure))
            .collect(),
        cumulative: value(report.cumulative.to_string(), &total.cumulative),
    }
}

fn value(period: String, figure: &Figure) -> ValueV1<'_> {
    let bounds = match &figure.tally.value {
        Value::Between(low, high) => Some((low.to_string(), high.to_string())),
        _ => None,
    };
    let countries = match &figure.tally.value {
        Value::Countries(list) => Some(codes(list)),
        _ => None,
    };
    let (low, high) = bounds.unzip();
    ValueV1 {
        period,
        state: figure.tally.state(),
        amount: figure.tally.value.amount().map(|amount| amount.to_string()),
        low,
        high,
        countries,
        partial: figure.tally.partial,
        text: &figure.text,
    }
}

fn budget<'a>(position: &'a BudgetPosition<'_>) -> BudgetV1<'a> {
    BudgetV1 {
        id: position.budget.id.as_str(),
        title: &position.budget.title,
        unit: position.budget.unit.symbol(),
        total: position.budget.total.to_string(),
        used: position.used.to_string(),
        used_percent: fixed(position.used_percent, 3),
        left: position.left.to_string(),
        left_percent: fixed(position.left_percent, 3),
        planned: rounded(position.planned, 0),
        planned_percent: fixed(position.planned_percent, 1),
        rate_per_month: rounded(position.rate, 1),
        required_rate_per_month: position.required_rate.map(|rate| rounded(rate, 1)),
        at_current_rate: rounded(position.at_current_rate, 0),
        at_current_rate_percent: fixed(position.at_current_rate_percent, 1),
        partial: position.partial,
        provisional: position.provisional,
    }
}

/// Returns a number with exactly `decimals` decimals and no grouping, rounded as it is printed.
fn fixed(value: Decimal, decimals: u32) -> String {
    plain(&PLAIN.fixed(value, decimals))
}

/// Returns a number with at most `decimals` decimals and no grouping, rounded as it is printed.
fn rounded(value: Decimal, decimals: u32) -> String {
    plain(&PLAIN.amount(value, decimals))
}

/// Returns a number with the minus sign that programs read.
fn plain(number: &str) -> String {
    number.replace('−', "-")
}
