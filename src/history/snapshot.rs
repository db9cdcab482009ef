//! What a report states, as far as it can be restated: figures, what they mean, and fingerprints of the texts.
//!
//! Two reports are compared by their snapshots, wherever these come from: the project as it is, a release, report.json.

use std::collections::{BTreeMap, BTreeSet};

use crate::aggregate::{Tally, Value};
use crate::calendar::Period;
use crate::catalogue::{Catalogue, InstallationMetric, Metric};
use crate::country::Country;
use crate::narrative::{Narrative, Owner};
use crate::quantity::Decimal;
use crate::usage::{Ledger, Series};

use super::hash::sha256;

/// A figure as a report states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The value.
    pub value: Value,
    /// Whether it is still to be confirmed.
    pub provisional: bool,
    /// Whether a part of what it folds was not reported.
    pub partial: bool,
}

impl Stated {
    /// Returns what a tally states; the identities behind it stay out.
    pub fn of(tally: &Tally) -> Self {
        Self {
            value: tally.value.clone(),
            provisional: tally.provisional,
            partial: tally.partial,
        }
    }

    /// Returns the word of usage files and of report.json for what stands behind the figure.
    pub fn state(&self) -> &'static str {
        let tally = Tally {
            provisional: self.provisional,
            ..Tally::of(self.value.clone())
        };
        tally.state()
    }

    /// Returns whether it still says what `earlier` said. The order of countries does not count, and that a provisional
    /// figure was confirmed is what had been announced.
    pub fn upholds(&self, earlier: &Self) -> bool {
        let same = match (&self.value, &earlier.value) {
            (Value::Countries(now), Value::Countries(then)) => sorted(now) == sorted(then),
            (now, then) => now == then,
        };
        same && self.partial == earlier.partial && (earlier.provisional || !self.provisional)
    }

    /// Returns the figure in another unit.
    pub(super) fn multiplied(&self, factor: Decimal) -> Self {
        let times = |amount: Decimal| amount.saturating_mul(factor);
        let value = match &self.value {
            Value::Amount(amount) => Value::Amount(times(*amount)),
            Value::Between(low, high) => Value::Between(times(*low), times(*high)),
            other => other.clone(),
        };
        Self {
            value,
            ..self.clone()
        }
    }
}

/// Returns countries in the order of their codes.
pub(super) fn sorted(countries: &[Country]) -> BTreeSet<Country> {
    countries.iter().copied().collect()
}

/// What the figures of a metric of an installation mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Name as printed.
    pub name: String,
    /// Symbol of the unit.
    pub unit: String,
    /// Name of the nature.
    pub nature: String,
    /// Baseline as it was written.
    pub baseline: String,
    /// How the measurement is done.
    pub measured: String,
}

/// What a budget promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The amount.
    pub total: Decimal,
    /// Symbol of its unit.
    pub unit: String,
}

/// What a report states.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// The periods of which it states figures, in order.
    pub columns: Vec<Period>,
    /// The span of its cumulative figures, when it has more than one column.
    pub span: Option<Period>,
    /// Titles of the installations, by id.
    pub installations: BTreeMap<String, String>,
    /// What the rows mean, by `installation/metric`.
    pub rows: BTreeMap<String, Terms>,
    /// The figures, by `installation/metric` and period.
    pub figures: BTreeMap<(String, Period), Stated>,
    /// The cumulative figures, by `installation/metric`.
    pub cumulative: BTreeMap<String, Stated>,
    /// The budgets, by id.
    pub budgets: BTreeMap<String, Promise>,
    /// Fingerprints of the texts of the period that is reported: by id of the installation, or by name of the part.
    pub texts: BTreeMap<String, String>,
}

/// Takes the snapshot of the report of `period`, with the figures of those of its columns that `is_wanted` chooses.
pub fn snapshot(
    catalogue: &Catalogue,
    ledger: &Ledger,
    narrative: &Narrative,
    period: Period,
    is_wanted: impl Fn(Period) -> bool,
) -> Snapshot {
    let reported: Vec<Period> = catalogue
        .periods
        .iter()
        .copied()
        .filter(|column| column.last() <= period.last())
        .collect();
    let mut taken = Snapshot {
        columns: reported
            .iter()
            .copied()
            .filter(|column| is_wanted(*column))
            .collect(),
        span: span(&reported),
        texts: texts(narrative, period),
        ..Snapshot::default()
    };
    for budget in &catalogue.budgets {
        let promise = Promise {
            total: budget.total.normalize(),
            unit: budget.unit.symbol().to_owned(),
        };
        taken.budgets.insert(budget.id.to_string(), promise);
    }
    for (at, installation) in catalogue.installations.iter().enumerate() {
        let title = installation.title.value.clone();
        taken
            .installations
            .insert(installation.id.to_string(), title);
        for (row, printed) in installation.metrics.iter().enumerate() {
            let Some(metric) = catalogue.metric(printed.metric.as_str()) else {
                continue;
            };
            let address = format!("{}/{}", installation.id, printed.metric);
            let series = Series {
                installation: at,
                row,
            };
            for column in taken.columns.clone() {
                let stated = Stated::of(&ledger.tally(catalogue, series, column));
                taken.figures.insert((address.clone(), column), stated);
            }
            if taken.span.is_some() {
                let stated = Stated::of(&ledger.cumulative(catalogue, series, &reported));
                taken.cumulative.insert(address.clone(), stated);
            }
            taken.rows.insert(address, terms(printed, metric));
        }
    }
    taken
}

fn span(columns: &[Period]) -> Option<Period> {
    match columns {
        [first, .., last] => Period::new(first.first(), last.last()),
        _ => None,
    }
}

fn terms(printed: &InstallationMetric, metric: &Metric) -> Terms {
    Terms {
        name: printed.name.value.clone(),
        unit: metric.unit.symbol().to_owned(),
        nature: metric.nature.name.to_owned(),
        baseline: printed.baseline.as_written.clone(),
        measured: printed.measured.value.clone(),
    }
}

fn texts(narrative: &Narrative, period: Period) -> BTreeMap<String, String> {
    let all = narrative.iter().filter(|(of, ..)| *of == period);
    all.map(|(_, owner, text)| (owner_name(owner), text_hash(&text.markdown)))
        .collect()
}

/// Returns the name of the file of a text, without its ending.
pub(super) fn owner_name(owner: &Owner) -> String {
    match owner {
        Owner::Part(part) => part.name().to_owned(),
        Owner::Installation(id) => id.clone(),
    }
}

/// Returns the fingerprint of a text as it was written; line ends, and blanks at the ends of lines and of the text, do
/// not count, because programs change them.
pub fn text_hash(markdown: &str) -> String {
    let lines: Vec<&str> = markdown.trim().lines().map(str::trim_end).collect();
    sha256(lines.join("\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{Stated, text_hash};
    use crate::aggregate::{Absence, Value};
    use crate::country::Country;
    use crate::quantity::Decimal;

    fn stated(value: Value) -> Stated {
        Stated {
            value,
            provisional: false,
            partial: false,
        }
    }

    fn countries(codes: &str) -> Stated {
        let codes = codes.split(' ');
        let countries = codes.map(|code| Country::parse(code).unwrap());
        stated(Value::Countries(countries.collect()))
    }

    #[test]
    fn zero_and_not_reported_are_not_the_same_figure() {
        let zero = stated(Value::Amount(Decimal::ZERO));
        let silence = stated(Value::Absent(Absence::NotReported));
        assert!(zero.upholds(&zero));
        assert!(!silence.upholds(&zero));
        assert!(!zero.upholds(&silence));
    }

    #[test]
    fn the_order_of_countries_does_not_count() {
        assert!(countries("ES PT").upholds(&countries("PT ES")));
        assert!(!countries("ES").upholds(&countries("PT ES")));
    }

    #[test]
    fn a_figure_may_be_confirmed_but_not_called_in_doubt() {
        let firm = stated(Value::Amount(Decimal::ONE));
        let provisional = Stated {
            provisional: true,
            ..firm.clone()
        };
        assert!(firm.upholds(&provisional));
        assert!(!provisional.upholds(&firm));
    }

    #[test]
    fn line_ends_do_not_change_a_text() {
        assert_eq!(text_hash("A.\n\nB.\n"), text_hash("A. \r\n\r\nB.\r\n\r\n"));
        assert_ne!(text_hash("A."), text_hash("B."));
    }
}
