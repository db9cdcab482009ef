//! What differs between two reports, by their snapshots.

use crate::calendar::Period;
use crate::quantity::Unit;

use super::snapshot::{Promise, Snapshot, Stated, Terms};

/// Something that one report states otherwise than another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Id of the installation.
    pub installation: Option<String>,
    /// Id of the metric.
    pub metric: Option<String>,
    /// The period.
    pub period: Option<Period>,
    /// What differs.
    pub what: What,
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A figure of a period.
    Figure(Change<Stated>),
    /// A cumulative figure, although none of the figures that it folds differs.
    Cumulative(Change<Stated>),
    /// An installation is no longer there.
    InstallationGone {
        /// Its title.
        title: String,
    },
    /// An installation no longer has a row.
    RowGone {
        /// Its name as it was printed.
        name: String,
    },
    /// A period is no reporting period any more.
    PeriodGone,
    /// The unit of a row, by its symbol.
    Unit(Change<String>),
    /// The nature of a row, by its name.
    Nature(Change<String>),
    /// The baseline of a row, as it is written.
    Baseline(Change<String>),
    /// How a row is measured.
    Method(Change<String>),
    /// What a budget promises.
    Budget {
        /// Its id.
        id: String,
        /// What it promised, and what it promises now, when it is still there.
        promise: Change<Option<Promise>>,
    },
    /// A text of the period that is reported.
    Text {
        /// Name of its file without the ending.
        name: String,
        /// What became of it.
        fate: Fate,
    },
}

/// What something was, and what it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<T> {
    /// What it was.
    pub before: T,
    /// What it is now.
    pub now: T,
}

/// What became of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It says something else.
    Edited,
    /// It is no longer there.
    Removed,
    /// It was not there before.
    Added,
}

impl Difference {
    /// Returns its address: `installation/metric@period` as far as its parts are known, or `budget.id`.
    pub fn address(&self) -> String {
        if let What::Budget { id, .. } = &self.what {
            return format!("budget.{id}");
        }
        let mut address = match (&self.installation, &self.what) {
            (Some(installation), _) => installation.clone(),
            (None, What::Text { name, .. }) => name.clone(),
            (None, _) => String::new(),
        };
        if let Some(metric) = &self.metric {
            address.push('/');
            address.push_str(metric);
        }
        if let Some(period) = self.period {
            address.push('@');
            address.push_str(&period.to_string());
        }
        address
    }

    /// Returns the address of its row.
    pub fn row(&self) -> Option<String> {
        Some(format!(
            "{}/{}",
            self.installation.as_ref()?,
            self.metric.as_ref()?
        ))
    }
}

/// Returns what `now` states otherwise than `before` did. What `now` has besides is none of it; only the texts are
/// compared both ways, when `of` says that both are of that period.
pub fn differences(before: &Snapshot, now: &Snapshot, of: Option<Period>) -> Vec<Difference> {
    let mut found = Vec::new();
    for column in &before.columns {
        if !now.columns.contains(column) {
            found.push(Difference {
                installation: None,
                metric: None,
                period: Some(*column),
                what: What::PeriodGone,
            });
        }
    }
    budgets(before, now, &mut found);
    for (id, title) in &before.installations {
        if !now.installations.contains_key(id) {
            found.push(Difference {
                installation: Some(id.clone()),
                metric: None,
                period: None,
                what: What::InstallationGone {
                    title: title.clone(),
                },
            });
        }
    }
    for (address, terms) in &before.rows {
        row(address, terms, (before, now), &mut found);
    }
    if let Some(period) = of {
        texts(before, now, period, &mut found);
    }
    found
}

fn budgets(before: &Snapshot, now: &Snapshot, found: &mut Vec<Difference>) {
    for (id, promise) in &before.budgets {
        let present = now.budgets.get(id);
        if present != Some(promise) {
            found.push(Difference {
                installation: None,
                metric: None,
                period: None,
                what: What::Budget {
                    id: id.clone(),
                    promise: Change {
                        before: Some(promise.clone()),
                        now: present.cloned(),
                    },
                },
            });
        }
    }
}

/// Compares a row and its figures.
fn row(
    address: &str,
    terms: &Terms,
    (before, now): (&Snapshot, &Snapshot),
    found: &mut Vec<Difference>,
) {
    let Some((installation, metric)) = address.split_once('/') else {
        return;
    };
    let mut push = |period, what| {
        found.push(Difference {
            installation: Some(installation.to_owned()),
            metric: Some(metric.to_owned()),
            period,
            what,
        });
    };
    if !now.installations.contains_key(installation) {
        return;
    }
    let Some(present) = now.rows.get(address) else {
        let name = terms.name.clone();
        return push(None, What::RowGone { name });
    };
    for (change, what) in [
        (change(&terms.unit, &present.unit), What::Unit as fn(_) -> _),
        (change(&terms.nature, &present.nature), What::Nature),
        (change(&terms.baseline, &present.baseline), What::Baseline),
        (change(&terms.measured, &present.measured), What::Method),
    ] {
        if let Some(change) = change {
            push(None, what(change));
        }
    }
    let Some(converted) = conversion(&terms.unit, &present.unit) else {
        return;
    };
    let mut same = true;
    for column in &before.columns {
        let key = (address.to_owned(), *column);
        let (Some(then), Some(stated)) = (before.figures.get(&key), now.figures.get(&key)) else {
            continue;
        };
        if !stated.upholds(&converted(then)) {
            same = false;
            push(Some(*column), What::Figure(of_both(then, stated)));
        }
    }
    let cumulative = before
        .cumulative
        .get(address)
        .zip(now.cumulative.get(address));
    if let Some((then, stated)) = cumulative.filter(|_| same && before.span == now.span)
        && !stated.upholds(&converted(then))
    {
        push(before.span, What::Cumulative(of_both(then, stated)));
    }
}

fn of_both(before: &Stated, now: &Stated) -> Change<Stated> {
    Change {
        before: before.clone(),
        now: now.clone(),
    }
}

/// Returns what changed; blanks at the ends are no change.
fn change(before: &str, now: &str) -> Option<Change<String>> {
    (before.trim() != now.trim()).then(|| Change {
        before: before.to_owned(),
        now: now.to_owned(),
    })
}

/// Returns what turns a figure in one unit into another; `None` when there is no way.
fn conversion(from: &str, to: &str) -> Option<impl Fn(&Stated) -> Stated> {
    let factor = if from == to {
        None
    } else {
        Some(Unit::parse(from)?.factor_to(Unit::parse(to)?)?)
    };
    Some(move |stated: &Stated| {
        factor.map_or_else(|| stated.clone(), |factor| stated.multiplied(factor))
    })
}

fn texts(before: &Snapshot, now: &Snapshot, period: Period, found: &mut Vec<Difference>) {
    let names = before.texts.keys().chain(now.texts.keys());
    let names: std::collections::BTreeSet<&String> = names.collect();
    for name in names {
        let fate = match (before.texts.get(name), now.texts.get(name)) {
            (Some(then), Some(hash)) if then == hash => continue,
            (Some(_), Some(_)) => Fate::Edited,
            (Some(_), None) => Fate::Removed,
            (None, _) => Fate::Added,
        };
        found.push(Difference {
            installation: before
                .installations
                .contains_key(name)
                .then(|| name.clone()),
            metric: None,
            period: Some(period),
            what: What::Text {
                name: name.clone(),
                fate,
            },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Difference, differences};
    use crate::aggregate::{Absence, Value};
    use crate::calendar::Period;
    use crate::history::snapshot::{Snapshot, Stated, Terms};
    use crate::quantity::Decimal;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    fn stated(value: Value) -> Stated {
        Stated {
            value,
            provisional: false,
            partial: false,
        }
    }

    /// Returns a snapshot with one row, 30 TB-month in M1-M6 and as much in all of M1-M12.
    fn one_row() -> Snapshot {
        let mut taken = Snapshot {
            columns: vec![period("M1-M6")],
            span: Some(period("M1-M12")),
            ..Snapshot::default()
        };
        taken.installations.insert("a".to_owned(), "A".to_owned());
        let terms = Terms {
            name: "Storage".to_owned(),
            unit: "TB-month".to_owned(),
            nature: "sum".to_owned(),
            baseline: "100".to_owned(),
            measured: "Read".to_owned(),
        };
        taken.rows.insert("a/storage".to_owned(), terms);
        let thirty = stated(Value::Amount(Decimal::from(30)));
        let key = ("a/storage".to_owned(), period("M1-M6"));
        taken.figures.insert(key, thirty.clone());
        taken.cumulative.insert("a/storage".to_owned(), thirty);
        taken
    }

    fn found(change: impl FnOnce(&mut Snapshot)) -> Vec<String> {
        let mut now = one_row();
        change(&mut now);
        let found = differences(&one_row(), &now, Some(period("M7-M12")));
        found.iter().map(shown).collect()
    }

    fn shown(difference: &Difference) -> String {
        let what = format!("{:?}", difference.what);
        let name = what.split(['(', ' ']).next().unwrap();
        format!("{name} {}", difference.address())
    }

    #[test]
    fn the_same_is_no_difference() {
        assert_eq!(found(|_| ()), [""; 0]);
    }

    #[test]
    fn a_row_whose_figures_were_taken_away_differs() {
        let silent = stated(Value::Absent(Absence::NotReported));
        assert_eq!(
            found(|now| {
                now.figures
                    .values_mut()
                    .for_each(|figure| *figure = silent.clone());
            }),
            ["Figure a/storage@M1-M6"]
        );
    }

    #[test]
    fn a_unit_that_can_be_converted_is_one_difference_when_the_figures_say_the_same() {
        let thousand = |now: &mut Snapshot, amount: i64| {
            now.rows.get_mut("a/storage").unwrap().unit = "GB-month".to_owned();
            let all = now.figures.values_mut().chain(now.cumulative.values_mut());
            all.for_each(|figure| figure.value = Value::Amount(Decimal::from(amount)));
        };
        assert_eq!(found(|now| thousand(now, 30_000)), ["Unit a/storage"]);
        assert_eq!(
            found(|now| thousand(now, 30)),
            ["Unit a/storage", "Figure a/storage@M1-M6"]
        );
    }

    #[test]
    fn a_cumulative_figure_differs_by_itself_only() {
        let more = stated(Value::Amount(Decimal::from(31)));
        assert_eq!(
            found(|now| {
                now.cumulative.insert("a/storage".to_owned(), more.clone());
            }),
            ["Cumulative a/storage@M1-M12"]
        );
        assert_eq!(
            found(|now| {
                now.cumulative.insert("a/storage".to_owned(), more.clone());
                now.figures
                    .values_mut()
                    .for_each(|figure| *figure = more.clone());
            }),
            ["Figure a/storage@M1-M6"]
        );
    }

    #[test]
    fn an_installation_that_is_gone_is_one_difference() {
        assert_eq!(
            found(|now| *now = Snapshot::default()),
            ["PeriodGone @M1-M6", "InstallationGone a"]
        );
    }

    #[test]
    fn texts_are_compared_both_ways() {
        assert_eq!(
            found(|now| {
                now.texts.insert("summary".to_owned(), "00".to_owned());
            }),
            ["Text summary@M7-M12"]
        );
    }
}
