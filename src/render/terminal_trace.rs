//! The rows behind a figure, for people: what each says as it is written, and what it gave.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::aggregate::{Tally, Value};
use crate::calendar::{Instant, Period, ProjectMonth};
use crate::catalogue::{Metric, Style};
use crate::diag::safe;
use crate::history::Stated;
use crate::layout::document::Align;
use crate::quantity::{Decimal, Unit};
use crate::report::{stated_text, value_text};
use crate::source::{Place, SourceId, Sources};
use crate::usage::engine::{Given, Superseded, Traced};
use crate::usage::import::Column;
use crate::usage::{Extent, Fact};

use super::terminal::{column, grid, plain};

/// Most decimals of what a row gave; more are said to be there.
const DECIMALS: u32 = 6;
/// Seconds of a day and of an hour.
const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;

/// A figure of a period, and what is known of where it comes from.
#[derive(Debug)]
pub struct Origin<'a> {
    /// The row, as `installation/metric`.
    pub row: &'a str,
    /// The metric.
    pub metric: &'a Metric,
    /// The period.
    pub period: Period,
    /// The value.
    pub tally: Tally,
    /// The row that it is taken from, when it is taken from one.
    pub derived_from: Option<String>,
    /// The records that made it.
    pub records: Vec<Traced<'a>>,
    /// Rows that others replaced.
    pub superseded: Vec<Superseded>,
    /// What was released otherwise.
    pub released: Vec<String>,
}

/// Writes where a figure comes from.
pub fn origin(origin: &Origin<'_>, sources: &Sources, style: &Style, width: u16) -> String {
    let metric = origin.metric;
    let stated = Stated::of(&origin.tally);
    let mut out = format!(
        "{}@{}: {}",
        origin.row,
        origin.period,
        stated_text(&stated, style)
    );
    if matches!(stated.value, Value::Amount(_) | Value::Between(..)) {
        write!(out, " {}", metric.unit.symbol()).expect("a String takes everything");
    }
    out.push('\n');
    if let Some(from) = &origin.derived_from {
        line(&format!("taken from {from}, which follows"), &mut out);
    }
    if origin.records.is_empty() && origin.derived_from.is_none() {
        line("no row of data gives it", &mut out);
    }
    if !origin.records.is_empty() {
        if origin.derived_from.is_some() {
            line("rows of its own are only compared with it:", &mut out);
        }
        table(origin, sources, style, width, &mut out);
    }
    for old in &origin.superseded {
        let (old, new) = (at(sources, old.place), at(sources, old.by));
        line(
            &format!("{old} is not used: {new} has the same record_id and replaces it"),
            &mut out,
        );
    }
    for sentence in &origin.released {
        line(sentence, &mut out);
    }
    out
}

/// Writes how a figure over several periods is folded.
pub fn folded(
    row: &str,
    metric: &Metric,
    (columns, tallies): (&[Period], &[Tally]),
    (span, whole): (Period, &Tally),
    style: &Style,
) -> String {
    let shown = |tally: &Tally| stated_text(&Stated::of(tally), style);
    let parts: Vec<String> = columns
        .iter()
        .zip(tallies)
        .map(|(column, tally)| format!("{column}: {}", shown(tally)))
        .collect();
    let nature = metric.nature;
    format!(
        "{row} over {span}: {}\n  {} ({}: {})\n",
        shown(whole),
        parts.join("; "),
        nature.name,
        nature.summary
    )
}

fn line(text: &str, out: &mut String) {
    writeln!(out, "  {}", plain(text)).expect("a String takes everything");
}

fn at(sources: &Sources, place: Place) -> String {
    let (name, position) = sources.locate(place);
    format!("{}:{}", plain(name), position.line)
}

fn table(origin: &Origin<'_>, sources: &Sources, style: &Style, width: u16, out: &mut String) {
    let heads = [
        column("Row", Align::Start, 0),
        column("About", Align::Start, 2),
        column("As written", Align::Start, 0),
        column("Used", Align::End, 0),
        column("How", Align::Start, 1),
    ];
    let mut rows = Vec::new();
    let mut columns = Written::default();
    let is_list = |traced: &&Traced<'_>| matches!(traced.given, Given::Countries(_));
    let lists = origin.records.iter().filter(is_list).count();
    for traced in &origin.records {
        if traced.given == Given::Member {
            continue;
        }
        let place = traced.record.place;
        let [value, unit] = columns.of(sources, place);
        let how = how(traced, origin.metric, unit, lists > 1);
        rows.push(vec![
            at(sources, place),
            about(traced.record.extent),
            plain(&safe(format!("{value} {unit}").trim())),
            used(&traced.given, style),
            how,
        ]);
    }
    for (name, members) in members(&origin.records, sources) {
        rows.push(vec![
            name,
            String::new(),
            number(members.count, "row of members", "rows of members"),
            number(members.identities.len(), "identity", "identities"),
            "each counted once in the figure".to_owned(),
        ]);
    }
    let table = grid(width, &heads, rows);
    writeln!(out, "{}", table.trim_fmt()).expect("a String takes everything");
}

fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The columns in which files write values and units, looked up once for each file.
#[derive(Default)]
struct Written<'s> {
    files: BTreeMap<SourceId, [Option<Column<'s>>; 2]>,
}

impl<'s> Written<'s> {
    /// Returns the value and the unit of a row as they are written; nothing else of the row is shown.
    fn of(&mut self, sources: &'s Sources, row: Place) -> [&'s str; 2] {
        let columns = self.files.entry(row.source).or_insert_with(|| {
            ["value", "unit"].map(|name| Column::find(sources, row.source, name))
        });
        let file = sources.get(row.source);
        let words = columns.each_ref().map(|column| {
            let column = column.as_ref();
            column.map(|column| file.slice(column.of(row).span).trim())
        });
        words.map(Option::unwrap_or_default)
    }
}

/// The rows of a file that name identities.
#[derive(Default)]
struct Members {
    count: usize,
    identities: std::collections::BTreeSet<crate::aggregate::Identity>,
    lines: Option<(usize, usize)>,
}

/// Returns the rows that name identities, counted for each file.
fn members(records: &[Traced<'_>], sources: &Sources) -> Vec<(String, Members)> {
    let mut files: BTreeMap<SourceId, Members> = BTreeMap::new();
    for traced in records {
        let Fact::Member(member) = &traced.record.fact else {
            continue;
        };
        let place = traced.record.place;
        let file = files.entry(place.source).or_default();
        let line = sources.locate(place).1.line;
        file.count += 1;
        file.identities.insert(member.identity);
        let (first, last) = file.lines.unwrap_or((line, line));
        file.lines = Some((first.min(line), last.max(line)));
    }
    let named = files.into_iter().map(|(source, rows)| {
        let name = plain(sources.get(source).name());
        let lines = match rows.lines.unwrap_or_default() {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}–{last}"),
        };
        (format!("{name}:{lines}"), rows)
    });
    named.collect()
}

fn about(extent: Extent) -> String {
    match extent {
        Extent::Months(period) => period.to_string(),
        Extent::Moment(at) => moment(at),
        Extent::Time(start, end) => format!("{} – {}", moment(start), moment(end)),
    }
}

/// Returns an instant, of which midnight is left out.
fn moment(at: Instant) -> String {
    let text = at.to_string();
    text.strip_suffix("T00:00:00Z")
        .map_or(text.clone(), str::to_owned)
}

fn used(given: &Given, style: &Style) -> String {
    match given {
        Given::Amount(amount) | Given::Sample(amount) | Given::Held { amount, .. } => {
            exact(*amount, style)
        }
        Given::Countries(countries) => value_text(&Value::Countries(countries.clone()), style),
        Given::Absent(absence) => absence.words().to_owned(),
        Given::EarlierSample(_) | Given::Member => "–".to_owned(),
    }
}

/// Returns an amount with all of its decimals, or with as many as can be read and a mark that there are more.
fn exact(amount: Decimal, style: &Style) -> String {
    let text = style.numbers.amount(amount, DECIMALS);
    if amount.normalize().scale() > DECIMALS {
        format!("{text}…")
    } else {
        text
    }
}

/// Says what was done with a row.
fn how(traced: &Traced<'_>, metric: &Metric, unit: &str, is_joined: bool) -> String {
    let mut steps = Vec::new();
    match &traced.given {
        Given::Held { held, months, .. } => {
            let unit = metric.unit.held().map_or("", |unit| unit.symbol());
            let hours = !matches!(metric.unit.symbol(), "TB-month" | "GB-month" | "PB-month");
            steps.push(format!(
                "{} {unit} × {}",
                held.normalize(),
                times(months, hours)
            ));
        }
        Given::EarlierSample(amount) => {
            steps.push(format!(
                "{} is not used: a later sample holds",
                amount.normalize()
            ));
        }
        Given::Sample(_) => steps.push("the latest sample".to_owned()),
        Given::Countries(_) if is_joined => steps.push("joined with the other lists".to_owned()),
        Given::Amount(_) => {
            let factor = Unit::parse(unit).and_then(|unit| unit.factor_to(metric.unit));
            if let Some(factor) = factor.filter(|factor| *factor != Decimal::ONE) {
                let (factor, symbol) = (factor.normalize(), metric.unit.symbol());
                steps.push(format!("× {factor} to stand in {symbol}"));
            }
        }
        Given::Countries(_) | Given::Member | Given::Absent(_) => {}
    }
    if traced.is_cut {
        steps.push("cut at the border of the period".to_owned());
    }
    if traced.record.provisional {
        steps.push("provisional".to_owned());
    }
    steps.join("; ")
}

/// Returns for how long something was held: in hours, or in parts of calendar months.
fn times(months: &[(ProjectMonth, i64, i64)], hours: bool) -> String {
    if hours {
        let seconds: i64 = months.iter().map(|(_, seconds, _)| seconds).sum();
        return format!("{} h", ratio(seconds, HOUR));
    }
    let whole: Vec<String> = months
        .iter()
        .filter(|(_, seconds, all)| seconds == all)
        .map(|(month, ..)| month.to_string())
        .collect();
    let mut parts = Vec::new();
    match whole.as_slice() {
        [] => {}
        [only] => parts.push(format!("all of {only}")),
        [first, .., last] => parts.push(format!("{} months ({first} … {last})", whole.len())),
    }
    for (month, seconds, all) in months.iter().filter(|(_, seconds, all)| seconds != all) {
        parts.push(format!(
            "{}/{} of {month}",
            ratio(*seconds, DAY),
            ratio(*all, DAY)
        ));
    }
    parts.join(" + ")
}

fn ratio(seconds: i64, unit: i64) -> String {
    let amount = Decimal::from(seconds).checked_div(Decimal::from(unit));
    let amount = amount.unwrap_or_default().round_dp(4).normalize();
    amount.to_string()
}
