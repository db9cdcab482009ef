//! Each metric by period: amounts by installation or provider, people over all installations.

use crate::aggregate::Tally;
use crate::chart::{Body, Columns, Series};
use crate::quantity::Decimal;
use crate::report::{Figure, InstallationReport, Report, Row, Total, value_text};

use super::{Draft, is_seen, point};

/// Most series that are told apart by their looks.
const TOLD_APART: usize = 8;
/// Most series that have a small plot each.
const MOST: usize = 24;
/// Most periods that are drawn.
const WINDOW: usize = 12;
/// Fewest figures more than zero that are worth a chart; the table says less as well.
const FEWEST: usize = 3;

/// Returns one chart for each metric with something to compare.
pub(super) fn metrics(report: &Report<'_>) -> Vec<Draft> {
    let totals = report.totals.iter();
    totals
        .filter_map(|total| match total.metric.nature.name {
            "sum" | "level" => amounts(report, total),
            "distinct" => people(report, total),
            _ => None,
        })
        .collect()
}

/// A series before it is drawn: its name and its figures.
struct Line {
    name: String,
    tallies: Vec<Tally>,
    /// Its figure over all periods, by which series are ranked.
    whole: Decimal,
}

fn amounts(report: &Report<'_>, total: &Total<'_>) -> Option<Draft> {
    let lines = by_installation(report, total);
    let installations = lines.iter().filter(|line| seen(line) > 0).count();
    let figures: usize = lines.iter().map(seen).sum();
    if installations < 2 && figures < FEWEST {
        return None;
    }
    let (lines, by) = if lines.len() > TOLD_APART {
        (by_provider(report, total), "provider")
    } else {
        (lines, "installation")
    };
    let lines = largest(total, lines);
    Some(draft(report, total, &lines, by))
}

fn seen(line: &Line) -> usize {
    line.tallies
        .iter()
        .filter(|tally| is_seen(&point(tally)))
        .count()
}

fn line(name: &str, row: &Row<'_>) -> Line {
    Line {
        name: name.to_owned(),
        tallies: window(&row.values)
            .map(|value| value.tally.clone())
            .collect(),
        whole: point(&row.cumulative.tally).top().unwrap_or_default(),
    }
}

fn window(values: &[Figure]) -> impl Iterator<Item = &Figure> {
    values.iter().skip(values.len().saturating_sub(WINDOW))
}

fn rows<'r, 'c>(
    report: &'r Report<'c>,
    total: &'r Total<'_>,
) -> impl Iterator<Item = (&'r InstallationReport<'c>, &'r Row<'c>)> {
    report.installations.iter().flat_map(move |section| {
        let rows = section.rows.iter();
        rows.filter(move |row| row.metric.id == total.metric.id)
            .map(move |row| (section, row))
    })
}

fn by_installation(report: &Report<'_>, total: &Total<'_>) -> Vec<Line> {
    let rows = rows(report, total);
    rows.map(|(section, row)| line(&section.installation.title.value, row))
        .collect()
}

fn by_provider(report: &Report<'_>, total: &Total<'_>) -> Vec<Line> {
    let providers = report.catalogue.providers.iter();
    let lines = providers.filter_map(|provider| {
        let rows = rows(report, total);
        let own = rows.filter(|(section, _)| section.installation.provider == provider.id);
        let lines: Vec<Line> = own.map(|(_, row)| line("", row)).collect();
        folded(total, &provider.name.value, &lines)
    });
    lines.collect()
}

/// Folds lines into one, as the nature of the metric asks.
fn folded(total: &Total<'_>, name: &str, lines: &[Line]) -> Option<Line> {
    let periods = lines.first()?.tallies.len();
    let tally = |at: usize| {
        let tallies: Vec<&Tally> = lines
            .iter()
            .filter_map(|line| line.tallies.get(at))
            .collect();
        (total.metric.nature.over_installations)(&tallies, total.metric.population)
    };
    Some(Line {
        name: name.to_owned(),
        tallies: (0..periods).map(tally).collect(),
        whole: lines
            .iter()
            .fold(Decimal::ZERO, |sum, line| sum.saturating_add(line.whole)),
    })
}

/// Returns as many lines as can be drawn: the largest in their order, and the others as one.
fn largest(total: &Total<'_>, lines: Vec<Line>) -> Vec<Line> {
    if lines.len() <= TOLD_APART {
        return lines;
    }
    let mut ranks: Vec<(Decimal, usize)> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| (line.whole, at))
        .collect();
    ranks.sort_by(|(more, one), (less, other)| less.cmp(more).then(one.cmp(other)));
    let kept: Vec<usize> = ranks
        .iter()
        .filter(|(whole, _)| !whole.is_zero())
        .take(if lines.len() > MOST { MOST - 1 } else { MOST })
        .map(|(_, at)| *at)
        .collect();
    let (kept, others): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .enumerate()
        .partition(|(at, _)| kept.contains(at));
    let others: Vec<Line> = others.into_iter().map(|(_, line)| line).collect();
    let name = format!("{} others", others.len());
    let rest = folded(total, &name, &others).filter(|line| !line.tallies.is_empty());
    kept.into_iter().map(|(_, line)| line).chain(rest).collect()
}

fn people(report: &Report<'_>, total: &Total<'_>) -> Option<Draft> {
    let tallies: Vec<Tally> = window(&total.values)
        .map(|value| value.tally.clone())
        .collect();
    let line = Line {
        name: "all installations".to_owned(),
        tallies,
        whole: Decimal::ZERO,
    };
    let enough = seen(&line) > 1;
    enough.then(|| draft(report, total, &[line], "period"))
}

fn draft(report: &Report<'_>, total: &Total<'_>, lines: &[Line], by: &str) -> Draft {
    let style = &report.catalogue.style;
    let (name, unit) = (&total.metric.name, total.metric.unit.symbol());
    let skipped = report.columns.len().saturating_sub(WINDOW);
    let periods: Vec<String> = report
        .columns
        .iter()
        .skip(skipped)
        .map(ToString::to_string)
        .collect();
    let last = if skipped > 0 {
        format!(", the last {WINDOW} periods")
    } else {
        String::new()
    };
    let told = lines.iter().take(TOLD_APART).map(|line| {
        let figures = periods.iter().zip(&line.tallies).map(|(period, tally)| {
            let text = value_text(&tally.value, style);
            format!("{period} {text}")
        });
        let figures: Vec<String> = figures.collect();
        format!("{}: {}", line.name, figures.join(", "))
    });
    let told: Vec<String> = told.collect();
    let more = if lines.len() > TOLD_APART {
        " The tables of the installations have the other figures."
    } else {
        ""
    };
    let (caption, said) = if by == "period" {
        (
            format!("{name} of all installations by period{last}"),
            format!(" shows the {unit} of all installations in each period; each counts once."),
        )
    } else {
        (
            format!("{name} by {by} and period{last}"),
            format!(" shows {name} by {by} and period."),
        )
    };
    Draft {
        name: format!("metric-{}", total.metric.id),
        caption,
        said,
        alt: format!("Columns of {name} in {unit}. {}.{more}", told.join("; ")),
        unit: unit.to_owned(),
        body: Body::Columns(Columns {
            periods,
            series: lines
                .iter()
                .map(|line| Series {
                    name: line.name.clone(),
                    points: line.tallies.iter().map(point).collect(),
                })
                .collect(),
            counts: total.metric.unit.is_count(),
        }),
    }
}
