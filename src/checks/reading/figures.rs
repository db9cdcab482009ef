//! The figures that a number in a text can be: of rows, totals, budgets and baselines.

use crate::aggregate::Value;
use crate::calendar::Period;
use crate::catalogue::Meaning;
use crate::narrative::claims::{Counted, NumberClaim};
use crate::quantity::{Decimal, Unit, share};
use crate::report::{Figure, InstallationReport, Report, Row};

/// A figure that a number can be.
#[derive(Debug, Clone)]
pub(in crate::checks) struct Known {
    /// The smallest value that it can have; the value, unless only bounds are known.
    pub(in crate::checks) low: Decimal,
    /// The largest value that it can have.
    pub(in crate::checks) high: Decimal,
    /// What it is, in words.
    pub(in crate::checks) what: String,
}

impl Known {
    fn exact(value: Decimal, what: impl Into<String>) -> Self {
        Self {
            low: value,
            high: value,
            what: what.into(),
        }
    }

    /// Returns whether a number can be this figure.
    pub(in crate::checks) fn fits(&self, claim: &NumberClaim) -> bool {
        let between =
            self.low != self.high && self.low <= claim.number && claim.number <= self.high;
        between || claim.fits(self.low) || claim.fits(self.high)
    }

    /// Returns how far a number is from it.
    pub(in crate::checks) fn distance(&self, claim: &NumberClaim) -> Decimal {
        (claim.number - self.low)
            .abs()
            .min((claim.number - self.high).abs())
    }
}

/// A figure by column, the cumulative one last.
#[derive(Debug)]
pub(in crate::checks) struct Line {
    /// One figure for each column, with its period; the cumulative one stands last.
    pub(in crate::checks) cells: Vec<(Period, Known)>,
}

/// Returns the lines that a number of that unit can be of: rows of the installations in question, else totals.
pub(in crate::checks) fn lines(report: &Report<'_>, unit: Unit, about: &[usize]) -> Vec<Line> {
    let rows = about.iter().filter_map(|at| report.installations.get(*at));
    let rows = rows.flat_map(|section| section.rows.iter().map(move |row| (section, row)));
    let of_rows: Vec<Line> = rows
        .filter(|(_, row)| comparable(row.metric.unit, unit))
        .filter_map(|(section, row)| {
            let name = format!(
                "{} of {}",
                row.metric.name, section.installation.title.value
            );
            line(
                report,
                &name,
                (row.metric.unit, unit),
                &row.values,
                &row.cumulative,
            )
        })
        .collect();
    if !of_rows.is_empty() {
        return of_rows;
    }
    let totals = report
        .totals
        .iter()
        .filter(|total| comparable(total.metric.unit, unit));
    let lines = totals.filter_map(|total| {
        line(
            report,
            &total.metric.name,
            (total.metric.unit, unit),
            &total.values,
            &total.cumulative,
        )
    });
    lines.collect()
}

/// Returns the figures of a period that a number of that unit can be, one for each row of the installations in question;
/// `None` for a row that has none.
pub(in crate::checks) fn in_column(
    report: &Report<'_>,
    unit: Unit,
    about: &[usize],
    period: Period,
) -> Vec<Option<Known>> {
    let column = report.columns.iter().position(|column| *column == period);
    let sections = about.iter().filter_map(|at| report.installations.get(*at));
    let rows = sections.flat_map(|section| &section.rows);
    rows.filter(|row| comparable(row.metric.unit, unit))
        .map(|row| {
            let figure = row.values.get(column?)?;
            known(figure, (row.metric.unit, unit), &row.metric.name)
        })
        .collect()
}

fn line(
    report: &Report<'_>,
    name: &str,
    units: (Unit, Unit),
    values: &[Figure],
    cumulative: &Figure,
) -> Option<Line> {
    let periods = report.columns.iter().copied().chain([report.cumulative]);
    let figures = values.iter().chain([cumulative]);
    let cells: Option<Vec<(Period, Known)>> = periods
        .zip(figures)
        .map(|(period, figure)| Some((period, known(figure, units, &format!("{name}, {period}"))?)))
        .collect();
    Some(Line { cells: cells? })
}

/// Returns whether figures of one unit can be named in another; hours of both kinds may be named as either.
fn comparable(kept: Unit, named: Unit) -> bool {
    kept.factor_to(named).is_some()
        || (kept == Unit::ComputeHour && matches!(named, Unit::CpuHour | Unit::GpuHour))
}

fn known(figure: &Figure, (kept, named): (Unit, Unit), what: &str) -> Option<Known> {
    let factor = kept.factor_to(named).unwrap_or(Decimal::ONE);
    let (low, high) = match &figure.tally.value {
        Value::Amount(amount) => (*amount, *amount),
        Value::Between(low, high) => (*low, *high),
        Value::Countries(countries) => (
            Decimal::from(countries.len()),
            Decimal::from(countries.len()),
        ),
        Value::Absent(_) => return None,
    };
    Some(Known {
        low: low.checked_mul(factor)?,
        high: high.checked_mul(factor)?,
        what: what.to_owned(),
    })
}

/// Returns all figures that a number can be.
pub(in crate::checks) fn all(report: &Report<'_>, counted: Counted) -> Vec<Known> {
    match counted {
        Counted::Units(unit) => of_unit(report, unit),
        Counted::Percent => percentages(report),
        Counted::Installations | Counted::Providers => Vec::new(),
    }
}

fn of_unit(report: &Report<'_>, unit: Unit) -> Vec<Known> {
    let mut figures = Vec::new();
    for total in report
        .totals
        .iter()
        .filter(|total| comparable(total.metric.unit, unit))
    {
        for (period, figure) in columns(report, &total.values, &total.cumulative) {
            figures.extend(known(
                figure,
                (total.metric.unit, unit),
                &format!("{}, {period}", total.metric.name),
            ));
        }
    }
    for section in &report.installations {
        let title = &section.installation.title.value;
        for row in section
            .rows
            .iter()
            .filter(|row| comparable(row.metric.unit, unit))
        {
            for (period, figure) in columns(report, &row.values, &row.cumulative) {
                let what = format!("{} of {title}, {period}", row.metric.name);
                figures.extend(known(figure, (row.metric.unit, unit), &what));
            }
            figures.extend(baseline(row, unit, title));
            let plan = planned(report, section, row, unit);
            figures
                .extend(plan.map(|plan| Known::exact(plan, format!("the linear plan of {title}"))));
        }
    }
    for position in report
        .budgets
        .iter()
        .filter(|position| position.budget.unit.factor_to(unit).is_some())
    {
        let title = &position.budget.title;
        let parts = [
            (position.budget.total, "the budget"),
            (position.left, "what is left"),
            (position.planned, "the linear plan"),
            (position.rate, "the rate a month"),
            (position.at_current_rate, "at the current rate"),
        ];
        let required = position
            .required_rate
            .map(|rate| (rate, "the rate that is needed"));
        for (value, what) in parts.into_iter().chain(required) {
            figures.push(Known::exact(value, format!("{title}, {what}")));
        }
    }
    figures
}

fn columns<'a>(
    report: &'a Report<'_>,
    values: &'a [Figure],
    cumulative: &'a Figure,
) -> impl Iterator<Item = (Period, &'a Figure)> {
    let periods = report.columns.iter().copied().chain([report.cumulative]);
    periods.zip(values.iter().chain([cumulative]))
}

fn baseline(row: &Row<'_>, unit: Unit, title: &str) -> Option<Known> {
    let what = format!("the baseline of {title}");
    match &row.printed.baseline.meaning {
        Meaning::Countries(countries) => Some(Known::exact(Decimal::from(countries.len()), what)),
        Meaning::Amount { amount, .. } => {
            let compared = row.printed.baseline.amount_in(unit);
            Some(Known::exact(compared.unwrap_or(*amount), what))
        }
        Meaning::NotSet | Meaning::Unclear => None,
    }
}

/// Returns what a linear plan towards the baseline of a row has at the end of the reported period; an installation that
/// joined later is planned from then on.
fn planned(
    report: &Report<'_>,
    section: &InstallationReport<'_>,
    row: &Row<'_>,
    unit: Unit,
) -> Option<Decimal> {
    let baseline = row.printed.baseline.amount_in(unit)?;
    let start = section.installation.integrated_from;
    let before = start.map_or(0, |month| month.value.number() - 1);
    let passed = report.period.last().number().checked_sub(before)?;
    let all = report.catalogue.calendar.months().checked_sub(before)?;
    let planned = baseline.checked_mul(Decimal::from(passed))?;
    planned.checked_div(Decimal::from(all))
}

fn percentages(report: &Report<'_>) -> Vec<Known> {
    let mut figures = Vec::new();
    for section in &report.installations {
        for row in &section.rows {
            let plan = planned(report, section, row, row.metric.unit);
            let used = row.cumulative.tally.value.amount();
            let share = plan.zip(used).and_then(|(plan, used)| share(used, plan));
            let title = &section.installation.title.value;
            figures.extend(
                share.map(|share| Known::exact(share, format!("of the linear plan of {title}"))),
            );
        }
    }
    for position in &report.budgets {
        let title = &position.budget.title;
        for (value, what) in [
            (position.used_percent, "used"),
            (position.left_percent, "left"),
            (position.planned_percent, "of the linear plan"),
            (position.at_current_rate_percent, "at the current rate"),
        ] {
            figures.push(Known::exact(value, format!("{title}, {what}")));
        }
        let parts = position
            .parts
            .iter()
            .filter_map(|(_, amount)| share(*amount, position.budget.total));
        figures.extend(parts.map(|part| Known::exact(part, format!("{title}, a part"))));
    }
    let totals = report
        .totals
        .iter()
        .map(|total| (&total.metric.name, &total.values));
    let rows = report
        .installations
        .iter()
        .flat_map(|section| &section.rows);
    for (name, values) in totals.chain(rows.clone().map(|row| (&row.metric.name, &row.values))) {
        for pair in values.windows(2) {
            let amounts: Vec<Decimal> = pair
                .iter()
                .filter_map(|figure| figure.tally.value.amount())
                .collect();
            if let [before, now] = amounts.as_slice()
                && let Some(change) = share(*now - *before, *before)
            {
                figures.push(Known::exact(change.abs(), format!("the change of {name}")));
            }
        }
    }
    figures.extend(rows.filter_map(|row| {
        let percent = row.share_of_baseline?;
        Some(Known::exact(
            percent,
            format!("the share of the baseline, {}", row.metric.name),
        ))
    }));
    figures
}
