//! Reads a report.json that was built before, as far as reports are compared.
//!
//! The form is frozen but may have gained keys since, so what is not known is passed over.

use serde::Deserialize;

use crate::aggregate::{Absence, Value};
use crate::calendar::Period;
use crate::country::Country;
use crate::quantity::Decimal;

use super::comparison::{Side, Texts};
use super::snapshot::{Promise, Snapshot, Stated, Terms, text_hash};

#[derive(Deserialize)]
struct ReportV1 {
    version: u32,
    period: String,
    columns: Vec<String>,
    cumulative: String,
    installations: Vec<InstallationV1>,
    budgets: Vec<BudgetV1>,
}

#[derive(Deserialize)]
struct InstallationV1 {
    id: String,
    title: String,
    metrics: Vec<MetricV1>,
    assessment: AssessmentV1,
}

#[derive(Deserialize)]
struct MetricV1 {
    metric: String,
    name: String,
    unit: String,
    nature: String,
    measured: String,
    baseline: BaselineV1,
    values: Vec<ValueV1>,
    cumulative: ValueV1,
}

#[derive(Deserialize)]
struct BaselineV1 {
    as_written: String,
}

#[derive(Deserialize)]
struct ValueV1 {
    period: String,
    state: String,
    amount: Option<String>,
    low: Option<String>,
    high: Option<String>,
    countries: Option<Vec<String>>,
    partial: bool,
}

#[derive(Deserialize)]
struct AssessmentV1 {
    markdown: Option<String>,
}

#[derive(Deserialize)]
struct BudgetV1 {
    id: String,
    total: String,
    unit: String,
}

impl Side {
    /// Reads the text of a report.json.
    ///
    /// # Errors
    ///
    /// Says what of it cannot be understood.
    pub fn of_report(name: &str, text: &str) -> Result<Self, String> {
        let file: ReportV1 = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if file.version != 1 {
            return Err(format!("version {} is not known", file.version));
        }
        let columns: Result<Vec<Period>, String> =
            file.columns.iter().map(|text| period(text)).collect();
        let columns = columns?;
        let span = period(&file.cumulative)?;
        let mut taken = Snapshot {
            span: (columns.len() > 1).then_some(span),
            columns,
            ..Snapshot::default()
        };
        for budget in file.budgets {
            let total = number(&budget.total)?;
            let unit = budget.unit;
            taken.budgets.insert(budget.id, Promise { total, unit });
        }
        for installation in file.installations {
            take(installation, &mut taken)?;
        }
        Ok(Self {
            name: name.to_owned(),
            period: period(&file.period)?,
            snapshot: taken,
            texts: Texts::Printed,
        })
    }
}

fn take(installation: InstallationV1, taken: &mut Snapshot) -> Result<(), String> {
    let id = installation.id;
    if let Some(markdown) = &installation.assessment.markdown {
        taken.texts.insert(id.clone(), text_hash(markdown));
    }
    taken.installations.insert(id.clone(), installation.title);
    for metric in installation.metrics {
        let row = format!("{id}/{}", metric.metric);
        for value in &metric.values {
            let key = (row.clone(), period(&value.period)?);
            taken.figures.insert(key, stated(value)?);
        }
        if taken.span.is_some() {
            taken
                .cumulative
                .insert(row.clone(), stated(&metric.cumulative)?);
        }
        let terms = Terms {
            name: metric.name,
            unit: metric.unit,
            nature: metric.nature,
            baseline: metric.baseline.as_written,
            measured: metric.measured,
        };
        taken.rows.insert(row, terms);
    }
    Ok(())
}

fn stated(value: &ValueV1) -> Result<Stated, String> {
    let odd = || format!("a value of {} cannot be understood", value.period);
    let found = match (&value.amount, &value.low, &value.high, &value.countries) {
        (Some(amount), ..) => Value::Amount(number(amount)?),
        (None, Some(low), Some(high), _) => Value::Between(number(low)?, number(high)?),
        (None, None, None, Some(codes)) => {
            let countries: Option<Vec<Country>> =
                codes.iter().map(|code| Country::known(code)).collect();
            Value::Countries(countries.ok_or_else(odd)?)
        }
        _ => Value::Absent(match value.state.as_str() {
            "not-reported" => Absence::NotReported,
            "not-applicable" => Absence::NotApplicable,
            "not-started" => Absence::NotStarted,
            _ => return Err(odd()),
        }),
    };
    Ok(Stated {
        value: found,
        provisional: value.state == "provisional",
        partial: value.partial,
    })
}

fn period(text: &str) -> Result<Period, String> {
    Period::parse(text).map_err(|fault| format!("`{text}` {fault}"))
}

fn number(text: &str) -> Result<Decimal, String> {
    Decimal::from_str_exact(text).map_err(|_| format!("`{text}` is not a number"))
}
