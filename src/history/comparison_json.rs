//! A comparison for programs: version 1, frozen.

use serde::Serialize;

use crate::aggregate::Value;
use crate::country::Country;
use crate::quantity::{Decimal, PLAIN};

use super::comparison::{Comparison, Course, Side, TextFates};
use super::difference::{Change, Difference, What};
use super::snapshot::{Promise, Stated};

#[derive(Serialize)]
struct ComparisonV1<'a> {
    version: u32,
    before: SideV1<'a>,
    after: SideV1<'a>,
    restated: Vec<CourseV1<'a>>,
    meanings: Vec<MeaningV1>,
    changed: Vec<CourseV1<'a>>,
    same: usize,
    texts: Option<TextsV1<'a>>,
    installations: InstallationsV1<'a>,
}

#[derive(Serialize)]
struct SideV1<'a> {
    name: &'a str,
    period: String,
}

#[derive(Serialize)]
struct CourseV1<'a> {
    row: &'a str,
    unit: &'a str,
    before: StatedV1,
    after: StatedV1,
    difference: Option<String>,
    percent: Option<String>,
    gained: Vec<&'static str>,
    lost: Vec<&'static str>,
}

#[derive(Serialize)]
struct StatedV1 {
    period: String,
    state: &'static str,
    amount: Option<String>,
    low: Option<String>,
    high: Option<String>,
    countries: Option<Vec<&'static str>>,
    partial: bool,
}

#[derive(Serialize)]
struct MeaningV1 {
    subject: String,
    what: &'static str,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Serialize)]
struct TextsV1<'a> {
    unchanged: &'a [String],
    edited: &'a [String],
    added: &'a [String],
    removed: &'a [String],
}

#[derive(Serialize)]
struct InstallationsV1<'a> {
    opened: &'a [String],
    closed: &'a [String],
}

impl Comparison {
    /// Returns the comparison as JSON.
    ///
    /// # Errors
    ///
    /// Fails only when it cannot be serialised, which is a bug.
    pub fn to_json(&self) -> anyhow::Result<Vec<u8>> {
        let form = ComparisonV1 {
            version: 1,
            before: side(&self.before),
            after: side(&self.now),
            restated: self.restated.iter().map(course).collect(),
            meanings: self.meanings.iter().map(meaning).collect(),
            changed: self.changed.iter().map(course).collect(),
            same: self.same,
            texts: self.texts.as_ref().map(texts),
            installations: InstallationsV1 {
                opened: &self.opened,
                closed: &self.closed,
            },
        };
        let mut bytes = serde_json::to_vec_pretty(&form)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

fn side(side: &Side) -> SideV1<'_> {
    SideV1 {
        name: &side.name,
        period: side.period.to_string(),
    }
}

fn course(course: &Course) -> CourseV1<'_> {
    let percent = |share: Decimal| PLAIN.fixed(share, 1).replace('−', "-");
    CourseV1 {
        row: &course.row,
        unit: &course.unit,
        before: stated(course.periods.0.to_string(), &course.before),
        after: stated(course.periods.1.to_string(), &course.now),
        difference: course.difference().map(|amount| amount.to_string()),
        percent: course.percent().map(percent),
        gained: codes(&course.gained()),
        lost: codes(&course.lost()),
    }
}

fn stated(period: String, stated: &Stated) -> StatedV1 {
    let exact = |amount: &Decimal| Some(amount.normalize().to_string());
    let (amount, low, high, countries) = match &stated.value {
        Value::Amount(amount) => (exact(amount), None, None, None),
        Value::Between(low, high) => (None, exact(low), exact(high), None),
        Value::Countries(list) => (None, None, None, Some(codes(list))),
        Value::Absent(_) => (None, None, None, None),
    };
    StatedV1 {
        period,
        state: stated.state(),
        amount,
        low,
        high,
        countries,
        partial: stated.partial,
    }
}

fn codes(countries: &[Country]) -> Vec<&'static str> {
    countries.iter().map(Country::code).collect()
}

fn meaning(difference: &Difference) -> MeaningV1 {
    let words = |change: &Change<String>| (Some(change.before.clone()), Some(change.now.clone()));
    let promised = |promise: &Promise| format!("{} {}", promise.total, promise.unit);
    let (what, (before, after)) = match &difference.what {
        What::InstallationGone { title } => ("installation", (Some(title.clone()), None)),
        What::RowGone { name } => ("row", (Some(name.clone()), None)),
        What::Unit(change) => ("unit", words(change)),
        What::Nature(change) => ("nature", words(change)),
        What::Baseline(change) => ("baseline", words(change)),
        What::Method(change) => ("method", words(change)),
        What::Budget { promise, .. } => {
            let before = promise.before.as_ref().map(promised);
            ("budget", (before, promise.now.as_ref().map(promised)))
        }
        What::PeriodGone => ("period", (None, None)),
        What::Text { .. } => ("text", (None, None)),
        What::Figure(_) | What::Cumulative(_) => ("figure", (None, None)),
    };
    MeaningV1 {
        subject: difference.address(),
        what,
        before,
        after,
    }
}

fn texts(fates: &TextFates) -> TextsV1<'_> {
    TextsV1 {
        unchanged: &fates.unchanged,
        edited: &fates.edited,
        added: &fates.added,
        removed: &fates.removed,
    }
}
