//! A release: what was submitted for a period, kept in `releases/<period>.json`.
//!
//! The file is JSON, because a program writes it and nobody edits it: one parser gives its text back exactly, and a
//! difference in version control is a line for each value. Lists are sorted, amounts are texts, so that no digit is lost,
//! and nothing of the clock, the machine or a person is in it.

use std::mem;

use serde::{Deserialize, Serialize};

use crate::aggregate::{Absence, Value};
use crate::calendar::Period;
use crate::country::Country;
use crate::quantity::Decimal;

use super::hash::sha256;
use super::snapshot::{Promise, Snapshot, Stated, Terms, sorted};

/// What was submitted for a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Version of the tool that made it.
    pub tool_version: String,
    /// The period.
    pub period: Period,
    /// What the report stated; its figures are those that no other release holds.
    pub snapshot: Snapshot,
    /// The earlier releases of the period that it replaced, the oldest first.
    pub again: Vec<Again>,
}

/// A release that was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Again {
    /// Why the period was released again.
    pub reason: String,
    /// The fingerprint of the release that was replaced.
    pub replaced: String,
}

/// Why a file is no release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReleaseFault {
    /// It does not have the form of one; line and column count from 1.
    Form {
        /// What is wrong.
        message: String,
        /// The line.
        line: usize,
    },
    /// Another version of the tool wrote it in a form that this one does not know.
    Version(u32),
    /// Its content is not what its fingerprint says.
    Edited,
}

/// Only the version, whatever else there is.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReleaseV1 {
    version: u32,
    tool_version: String,
    period: String,
    columns: Vec<String>,
    cumulative: Option<String>,
    again: Vec<Again>,
    installations: Vec<InstallationV1>,
    budgets: Vec<BudgetV1>,
    rows: Vec<RowV1>,
    figures: Vec<FigureV1>,
    texts: Vec<TextV1>,
    /// The fingerprint of all above; empty while it is made.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sha256: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct InstallationV1 {
    installation: String,
    title: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BudgetV1 {
    budget: String,
    total: String,
    unit: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RowV1 {
    row: String,
    name: String,
    unit: String,
    nature: String,
    baseline: String,
    measured: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureV1 {
    figure: String,
    state: String,
    value: String,
    partial: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextV1 {
    text: String,
    sha256: String,
}

impl Release {
    /// Returns the release as the text of its file.
    ///
    /// # Errors
    ///
    /// Fails only when it cannot be serialised, which is a bug.
    pub fn to_json(&self) -> anyhow::Result<Vec<u8>> {
        let mut file = v1(self);
        file.sha256 = fingerprint(&file)?;
        let mut bytes = serde_json::to_vec_pretty(&file)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Returns the fingerprint of its content.
    ///
    /// # Errors
    ///
    /// Fails only when it cannot be serialised, which is a bug.
    pub fn sha256(&self) -> anyhow::Result<String> {
        fingerprint(&v1(self))
    }

    /// Returns whether its file would state the same as that of another, whoever wrote it and why.
    pub fn states_the_same(&self, other: &Self) -> bool {
        let stated = |release: &Self| {
            fingerprint(&ReleaseV1 {
                tool_version: String::new(),
                again: Vec::new(),
                ..v1(release)
            })
        };
        // In a file countries stand in the order of their codes, in the project as people list them.
        matches!((stated(self), stated(other)), (Ok(one), Ok(two)) if one == two)
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// Says why the text is no release, or not one that can be trusted.
    pub fn parse(text: &str) -> Result<Self, ReleaseFault> {
        let form = |error: serde_json::Error| ReleaseFault::Form {
            line: error.line(),
            message: error.to_string(),
        };
        let versioned: Versioned = serde_json::from_str(text).map_err(form)?;
        if versioned.version != 1 {
            return Err(ReleaseFault::Version(versioned.version));
        }
        let mut file: ReleaseV1 = serde_json::from_str(text).map_err(form)?;
        let said = mem::take(&mut file.sha256);
        if fingerprint(&file).ok() != Some(said) {
            return Err(ReleaseFault::Edited);
        }
        let fault = |value: &str| ReleaseFault::Form {
            line: 1,
            message: format!("`{value}` cannot be understood"),
        };
        release(&file).map_err(|value| fault(&value))
    }
}

/// Returns the fingerprint of the content of a file that has none yet.
fn fingerprint(file: &ReleaseV1) -> anyhow::Result<String> {
    Ok(sha256(&serde_json::to_vec(file)?))
}

fn v1(release: &Release) -> ReleaseV1 {
    let taken = &release.snapshot;
    let column =
        |((row, period), stated): (&(String, Period), &Stated)| figure(row, *period, stated);
    let mut figures: Vec<FigureV1> = taken.figures.iter().map(column).collect();
    if let Some(span) = taken.span {
        let all = taken.cumulative.iter();
        figures.extend(all.map(|(row, stated)| figure(row, span, stated)));
    }
    ReleaseV1 {
        version: 1,
        tool_version: release.tool_version.clone(),
        period: release.period.to_string(),
        columns: taken.columns.iter().map(ToString::to_string).collect(),
        cumulative: taken.span.map(|span| span.to_string()),
        again: release.again.clone(),
        installations: taken.installations.iter().map(installation).collect(),
        budgets: taken.budgets.iter().map(budget).collect(),
        rows: taken.rows.iter().map(row).collect(),
        figures,
        texts: taken.texts.iter().map(text).collect(),
        sha256: String::new(),
    }
}

fn installation((id, title): (&String, &String)) -> InstallationV1 {
    InstallationV1 {
        installation: id.clone(),
        title: title.clone(),
    }
}

fn budget((id, promise): (&String, &Promise)) -> BudgetV1 {
    BudgetV1 {
        budget: id.clone(),
        total: promise.total.to_string(),
        unit: promise.unit.clone(),
    }
}

fn row((address, terms): (&String, &Terms)) -> RowV1 {
    RowV1 {
        row: address.clone(),
        name: terms.name.clone(),
        unit: terms.unit.clone(),
        nature: terms.nature.clone(),
        baseline: terms.baseline.clone(),
        measured: terms.measured.clone(),
    }
}

fn figure(row: &str, period: Period, stated: &Stated) -> FigureV1 {
    FigureV1 {
        figure: format!("{row}@{period}"),
        state: stated.state().to_owned(),
        value: exact(&stated.value),
        partial: stated.partial,
    }
}

fn text((owner, sha256): (&String, &String)) -> TextV1 {
    TextV1 {
        text: owner.clone(),
        sha256: sha256.clone(),
    }
}

/// Returns a value in exact form: `393888`, `20..36`, `BE DE`; nothing where there is none.
fn exact(value: &Value) -> String {
    match value {
        Value::Amount(amount) => amount.normalize().to_string(),
        Value::Between(low, high) => format!("{}..{}", low.normalize(), high.normalize()),
        Value::Countries(countries) => {
            let codes = sorted(countries);
            codes
                .iter()
                .map(Country::code)
                .collect::<Vec<_>>()
                .join(" ")
        }
        Value::Absent(_) => String::new(),
    }
}

/// Reads a value in exact form.
fn value(state: &str, text: &str) -> Option<Value> {
    match (state, text) {
        ("not-reported", "") => return Some(Value::Absent(Absence::NotReported)),
        ("not-applicable", "") => return Some(Value::Absent(Absence::NotApplicable)),
        ("not-started", "") => return Some(Value::Absent(Absence::NotStarted)),
        ("reported" | "provisional", _) => {}
        _ => return None,
    }
    let number = |text: &str| Decimal::from_str_exact(text).ok();
    if let Some((low, high)) = text.split_once("..") {
        return Some(Value::Between(number(low)?, number(high)?));
    }
    if let Some(amount) = number(text) {
        return Some(Value::Amount(amount));
    }
    let codes = text.split(' ').filter(|code| !code.is_empty());
    let countries: Option<Vec<Country>> = codes.map(Country::known).collect();
    Some(Value::Countries(countries?))
}

/// Makes a release of what a file says; fails with the value that cannot be understood.
fn release(file: &ReleaseV1) -> Result<Release, String> {
    let period = |text: &str| Period::parse(text).map_err(|_| text.to_owned());
    let columns: Result<Vec<Period>, String> =
        file.columns.iter().map(|text| period(text)).collect();
    let mut taken = Snapshot {
        columns: columns?,
        span: file.cumulative.as_deref().map(period).transpose()?,
        ..Snapshot::default()
    };
    for each in &file.installations {
        let (id, title) = (each.installation.clone(), each.title.clone());
        taken.installations.insert(id, title);
    }
    for each in &file.budgets {
        let total = Decimal::from_str_exact(&each.total).map_err(|_| each.total.clone())?;
        let unit = each.unit.clone();
        taken
            .budgets
            .insert(each.budget.clone(), Promise { total, unit });
    }
    for each in &file.rows {
        let terms = Terms {
            name: each.name.clone(),
            unit: each.unit.clone(),
            nature: each.nature.clone(),
            baseline: each.baseline.clone(),
            measured: each.measured.clone(),
        };
        taken.rows.insert(each.row.clone(), terms);
    }
    for each in &file.figures {
        let (row, of) = each
            .figure
            .split_once('@')
            .ok_or_else(|| each.figure.clone())?;
        let of = period(of)?;
        let stated = Stated {
            value: value(&each.state, &each.value).ok_or_else(|| each.value.clone())?,
            provisional: each.state == "provisional",
            partial: each.partial,
        };
        if taken.columns.contains(&of) {
            taken.figures.insert((row.to_owned(), of), stated);
        } else {
            taken.cumulative.insert(row.to_owned(), stated);
        }
    }
    for each in &file.texts {
        taken.texts.insert(each.text.clone(), each.sha256.clone());
    }
    Ok(Release {
        tool_version: file.tool_version.clone(),
        period: period(&file.period)?,
        snapshot: taken,
        again: file.again.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Again, Release, ReleaseFault, exact, value};
    use crate::aggregate::Value;
    use crate::calendar::Period;
    use crate::history::snapshot::{Snapshot, Stated};

    fn release() -> Release {
        let period = Period::parse("M1-M6").unwrap();
        let mut snapshot = Snapshot {
            columns: vec![period],
            ..Snapshot::default()
        };
        for (row, state, text) in [
            ("a/hours", "reported", "29433.6"),
            ("a/users", "provisional", "20..36"),
            ("a/names", "reported", "BE DE"),
            ("a/none", "reported", ""),
            ("a/silent", "not-reported", ""),
        ] {
            let stated = Stated {
                value: value(state, text).unwrap(),
                provisional: state == "provisional",
                partial: false,
            };
            snapshot.figures.insert((row.to_owned(), period), stated);
        }
        Release {
            tool_version: "0.1.0".to_owned(),
            period,
            snapshot,
            again: vec![Again {
                reason: "A comma was missing.".to_owned(),
                replaced: "00".to_owned(),
            }],
        }
    }

    fn text() -> String {
        String::from_utf8(release().to_json().unwrap()).unwrap()
    }

    #[test]
    fn what_is_written_is_read_back() {
        assert_eq!(Release::parse(&text()), Ok(release()));
    }

    #[test]
    fn line_ends_and_blanks_do_not_matter_but_the_content_does() {
        assert!(Release::parse(&text().replace('\n', "\r\n")).is_ok());
        assert!(Release::parse(&text().replace("  ", "\t")).is_ok());
        let edited = text().replace("29433.6", "29433.7");
        assert_eq!(Release::parse(&edited), Err(ReleaseFault::Edited));
    }

    #[test]
    fn what_is_no_release_is_told() {
        assert_eq!(
            Release::parse(&text().replace("\"version\": 1", "\"version\": 2")),
            Err(ReleaseFault::Version(2))
        );
        let fault = Release::parse("{\n  \"version\": 1,\n").unwrap_err();
        assert!(
            matches!(fault, ReleaseFault::Form { line: 3, .. }),
            "{fault:?}"
        );
    }

    #[test]
    fn exact_values_are_read_as_they_are_written() {
        for (state, text) in [
            ("reported", "0"),
            ("reported", "0.1"),
            ("reported", "20..36"),
        ] {
            assert_eq!(exact(&value(state, text).unwrap()), text);
        }
        assert_eq!(value("reported", ""), Some(Value::Countries(Vec::new())));
        for (state, text) in [("not-reported", "1"), ("odd", "1"), ("reported", "ten")] {
            assert_eq!(value(state, text), None, "{state} {text}");
        }
    }
}
