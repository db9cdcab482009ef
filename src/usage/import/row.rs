//! One row of the tidy form: every fault of it is reported, not only the first.

use std::collections::BTreeMap;

use crate::aggregate::{Absence, Identity, Kind, Takes};
use crate::calendar::{Calendar, Instant, Period};
use crate::catalogue::{Catalogue, Metric};
use crate::country::{Country, parse_list};
use crate::diag::{Diagnostic, Rule, Sink, Subject, nearest, safe};
use crate::quantity::{Decimal, Marks, NumberFault, Unit, parse_number};
use crate::source::Place;
use crate::usage::record::{Extent, Fact, Series, UsageRecord};

use super::super::rules::{
    AMBIGUOUS_NUMBER, BAD_DATE, FRACTION_OF_COUNT, MISSING_VALUE, NEGATIVE_VALUE, NOT_A_NUMBER,
    SUPERFLUOUS_VALUE, UNFIT_KIND, UNFIT_UNIT, UNKNOWN_COUNTRY, UNKNOWN_INSTALLATION,
    UNKNOWN_METRIC, UNKNOWN_PERIOD, UNKNOWN_WORD,
};
use super::columns::Columns;
use super::table::TableRow;

/// The states a row can have.
const STATES: [&str; 5] = [
    "reported",
    "not-reported",
    "not-applicable",
    "not-started",
    "provisional",
];

/// What a row came to.
pub(super) enum Outcome {
    /// A record.
    Record(Box<UsageRecord>),
    /// It lies outside the project.
    Outside,
    /// Its faults were reported.
    Faulty,
}

/// Reads rows against a catalogue.
pub(super) struct Reader<'c> {
    catalogue: &'c Catalogue,
    installations: BTreeMap<&'c str, usize>,
    marks: Option<Marks>,
}

/// A row being read: its fields by name, and the findings about it.
struct Line<'a, 's> {
    row: &'a TableRow<'a>,
    columns: &'a Columns,
    sink: &'s mut Sink,
    subject: Subject,
    faulty: bool,
}

impl<'a> Line<'a, '_> {
    fn field(&self, name: &str) -> &'a str {
        self.columns
            .of(name)
            .map(|at| self.row.field(at))
            .unwrap_or_default()
    }

    fn place(&self, name: &str) -> Place {
        self.columns
            .of(name)
            .map_or_else(|| self.row.place(), |at| self.row.field_place(at))
    }

    fn reject(
        &mut self,
        rule: &'static Rule,
        column: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let finding = Diagnostic::new(rule, message)
            .at(self.place(column), "")
            .help(help)
            .about(self.subject.clone());
        self.sink.push(finding);
        self.faulty = true;
    }
}

impl<'c> Reader<'c> {
    pub(super) fn new(catalogue: &'c Catalogue, marks: Option<Marks>) -> Self {
        let ids = catalogue.installations.iter().enumerate();
        Self {
            catalogue,
            installations: ids
                .map(|(at, installation)| (installation.id.as_str(), at))
                .collect(),
            marks,
        }
    }

    /// Reads a row.
    pub(super) fn read(&self, row: &TableRow<'_>, columns: &Columns, sink: &mut Sink) -> Outcome {
        let mut line = Line {
            row,
            columns,
            sink,
            subject: Subject::default(),
            faulty: false,
        };
        let known = self.series(&mut line);
        let kind = kind(&mut line);
        let state = state(&mut line);
        let extent = self.extent(&mut line, kind);
        let fact = match (known, kind, state) {
            (Some((_, metric)), Some(kind), Some(state)) => {
                self.fact(&mut line, metric, kind, state)
            }
            _ => None,
        };
        let (Some((series, _)), Some(extent), Some(fact), false) =
            (known, extent, fact, line.faulty)
        else {
            return if line.faulty {
                Outcome::Faulty
            } else {
                Outcome::Outside
            };
        };
        let note = Some(line.field("note"))
            .filter(|note| !note.is_empty())
            .map(str::to_owned);
        Outcome::Record(Box::new(UsageRecord {
            series,
            extent,
            fact,
            provisional: state == Some("provisional"),
            note,
            place: row.place(),
        }))
    }

    fn series(&self, line: &mut Line<'_, '_>) -> Option<(Series, &'c Metric)> {
        let installation = line.field("installation");
        let metric = line.field("metric");
        let at = self.installations.get(installation).copied();
        if let Some(at) = at {
            line.subject.installation = self
                .catalogue
                .installations
                .get(at)
                .map(|known| known.id.to_string());
        } else {
            let meant = nearest(installation, self.installations.keys().copied());
            let help = meant.map_or_else(
                || "use an id of installations.toml".to_owned(),
                |name| format!("did you mean `{name}`?"),
            );
            let message = format!("unknown installation `{}`", safe(installation));
            line.reject(&UNKNOWN_INSTALLATION, "installation", message, help);
        }
        let known = self.catalogue.metric(metric);
        let Some(known) = known else {
            let names = self
                .catalogue
                .metrics
                .iter()
                .map(|metric| metric.id.as_str());
            let help = nearest(metric, names).map_or_else(
                || "use an id of installations.toml".to_owned(),
                |name| format!("did you mean `{name}`?"),
            );
            line.reject(
                &UNKNOWN_METRIC,
                "metric",
                format!("unknown metric `{}`", safe(metric)),
                help,
            );
            return None;
        };
        line.subject.metric = Some(known.id.to_string());
        let owner = self.catalogue.installations.get(at?)?;
        let row = owner.metrics.iter().position(|row| row.metric == known.id);
        let Some(row) = row else {
            let names: Vec<&str> = owner
                .metrics
                .iter()
                .map(|row| row.metric.as_str())
                .collect();
            let message = format!("`{}` does not report `{}`", owner.id, known.id);
            let help = format!(
                "it reports {}; or add the metric to it in installations.toml",
                names.join(", ")
            );
            line.reject(&UNKNOWN_METRIC, "metric", message, help);
            return None;
        };
        let series = Series {
            installation: at?,
            row,
        };
        Some((series, known))
    }

    /// Reads the time that the row is about; `None` without a fault when it lies outside the project.
    fn extent(&self, line: &mut Line<'_, '_>, kind: Option<Kind>) -> Option<Extent> {
        let calendar = &self.catalogue.calendar;
        let (period, start, end) = (line.field("period"), line.field("start"), line.field("end"));
        let dated = !start.is_empty() || !end.is_empty();
        if dated && !period.is_empty() {
            let help = "leave `start` and `end` empty, or leave `period` empty";
            line.reject(
                &UNKNOWN_PERIOD,
                "period",
                "the row gives a period and dates too",
                help,
            );
            return None;
        }
        if !period.is_empty() {
            let period = self.period(period, line)?;
            if kind == Some(Kind::Level) {
                let help = "a sample of kind `level` stands in `start`; for the value of a period use kind `total`";
                line.reject(
                    &UNKNOWN_PERIOD,
                    "period",
                    "a level has an instant, not a period",
                    help,
                );
                return None;
            }
            return Some(Extent::Months(period));
        }
        if start.is_empty() {
            let help = "write a period such as M7-M12, or dates in `start` and `end` (the end does not belong to it)";
            line.reject(&UNKNOWN_PERIOD, "period", "the row has no period", help);
            return None;
        }
        let start = instant(calendar, start, "start", line);
        let end = if end.is_empty() {
            None
        } else {
            Some(instant(calendar, end, "end", line)?)
        };
        let start = start?;
        let first = calendar.begin(crate::calendar::ProjectMonth::FIRST);
        let last = calendar.end(calendar.last_month());
        let Some(end) = end else {
            if matches!(kind, Some(Kind::Total | Kind::Interval)) {
                line.reject(
                    &BAD_DATE,
                    "end",
                    "the row has a start but no end",
                    "write the first instant after the span in `end`",
                );
                return None;
            }
            return (first <= start && start < last).then_some(Extent::Moment(start));
        };
        if kind == Some(Kind::Level) {
            line.reject(
                &BAD_DATE,
                "end",
                "a level is a sample at `start` and has no end",
                "leave `end` empty",
            );
            return None;
        }
        if end <= start {
            line.reject(
                &BAD_DATE,
                "end",
                "the end is not after the start",
                "the end is the first instant after the span",
            );
            return None;
        }
        (start < last && first < end).then_some(Extent::Time(start, end))
    }

    fn period(&self, text: &str, line: &mut Line<'_, '_>) -> Option<Period> {
        let group = self.catalogue.groups.get(text).copied();
        let period = match group.map_or_else(|| Period::parse(text), Ok) {
            Ok(period) => period,
            Err(fault) => {
                let message = format!("`{}`: {fault}", safe(text));
                line.reject(
                    &UNKNOWN_PERIOD,
                    "period",
                    message,
                    format!("write a period such as {}", self.some_period()),
                );
                return None;
            }
        };
        line.subject.period = Some(period.to_string());
        let calendar = &self.catalogue.calendar;
        if !calendar.within(period) {
            let message = format!(
                "{period} reaches outside the project, which has {} months",
                calendar.months()
            );
            line.reject(
                &UNKNOWN_PERIOD,
                "period",
                message,
                "check the period, or `months` of the project",
            );
            return None;
        }
        Some(period)
    }

    fn some_period(&self) -> String {
        self.catalogue
            .periods
            .first()
            .map_or_else(|| "M1-M6".to_owned(), ToString::to_string)
    }

    fn fact(
        &self,
        line: &mut Line<'_, '_>,
        metric: &Metric,
        kind: Kind,
        state: &str,
    ) -> Option<Fact> {
        let absence = match state {
            "not-reported" => Some(Absence::NotReported),
            "not-applicable" => Some(Absence::NotApplicable),
            "not-started" => Some(Absence::NotStarted),
            _ => None,
        };
        let value = line.field("value");
        if let Some(absence) = absence {
            if !value.is_empty() {
                let message = format!("the state is {state}, yet there is a value");
                line.reject(
                    &SUPERFLUOUS_VALUE,
                    "value",
                    message,
                    "empty the value, or write another state",
                );
                return None;
            }
            return Some(Fact::Absent(absence));
        }
        if !metric.nature.kinds.contains(&kind) {
            let known: Vec<&str> = metric.nature.kinds.iter().map(|kind| kind.word()).collect();
            let message = format!("a row of kind {} does not fit `{}`", kind.word(), metric.id);
            let help = format!(
                "its nature is {}, which is made of rows of kind {}",
                metric.nature.name,
                known.join(" or ")
            );
            line.reject(&UNFIT_KIND, "kind", message, help);
            return None;
        }
        if kind == Kind::Member {
            return member(line, value);
        }
        if value.is_empty() {
            let help = "write the value, or a state such as not-reported; zero is written 0";
            line.reject(&MISSING_VALUE, "value", "the row has no value", help);
            return None;
        }
        if metric.nature.takes == Takes::Countries {
            unit_factor(line, metric, metric.unit)?;
            return roster(line, value);
        }
        let wanted = wanted_unit(line, metric, kind)?;
        let factor = unit_factor(line, metric, wanted);
        let amount = self.amount(line, metric, value)?;
        let amount = amount.checked_mul(factor?)?.normalize();
        Some(match kind {
            Kind::Interval => Fact::Held(amount),
            Kind::Level => Fact::Level(amount),
            Kind::Total | Kind::Member => Fact::Total(amount),
        })
    }

    fn amount(&self, line: &mut Line<'_, '_>, metric: &Metric, value: &str) -> Option<Decimal> {
        let amount = match parse_number(value, self.marks) {
            Ok(amount) => amount,
            Err(fault) => {
                let rule = if matches!(fault, NumberFault::Ambiguous { .. }) {
                    &AMBIGUOUS_NUMBER
                } else {
                    &NOT_A_NUMBER
                };
                line.reject(
                    rule,
                    "value",
                    format!("`{}`: {fault}", safe(value)),
                    fault.help(),
                );
                return None;
            }
        };
        if amount.is_sign_negative() && !amount.is_zero() {
            line.reject(
                &NEGATIVE_VALUE,
                "value",
                format!("`{}` is negative", safe(value)),
                "correct the export",
            );
            return None;
        }
        if metric.nature.takes == Takes::Whole && !amount.fract().is_zero() {
            let message = format!(
                "`{}` is not a whole number of {}",
                safe(value),
                metric.unit.symbol()
            );
            line.reject(
                &FRACTION_OF_COUNT,
                "value",
                message,
                "a count has no fraction: correct the export",
            );
            return None;
        }
        Some(amount)
    }
}

fn instant(
    calendar: &Calendar,
    text: &str,
    column: &str,
    line: &mut Line<'_, '_>,
) -> Option<Instant> {
    match calendar.parse_instant(text) {
        Ok(instant) => Some(instant),
        Err(fault) => {
            let help =
                "write a date such as 2023-02-28, or a time such as 2023-02-28T23:30:00+01:00";
            line.reject(
                &BAD_DATE,
                column,
                format!("`{}`: {fault}", safe(text)),
                help,
            );
            None
        }
    }
}

fn kind(line: &mut Line<'_, '_>) -> Option<Kind> {
    let word = line.field("kind");
    if word.is_empty() {
        return Some(Kind::Total);
    }
    let found = Kind::ALL.iter().copied().find(|kind| kind.word() == word);
    if found.is_none() {
        let words = Kind::ALL.iter().map(|kind| kind.word());
        let help = nearest(word, words).map_or_else(
            || "known kinds are total, interval, level and member".to_owned(),
            |word| format!("did you mean `{word}`?"),
        );
        line.reject(
            &UNKNOWN_WORD,
            "kind",
            format!("unknown kind `{}`", safe(word)),
            help,
        );
    }
    found
}

fn state(line: &mut Line<'_, '_>) -> Option<&'static str> {
    let word = line.field("state");
    if word.is_empty() {
        return Some("reported");
    }
    let found = STATES.into_iter().find(|state| *state == word);
    if found.is_none() {
        let help = nearest(word, STATES).map_or_else(
            || format!("known states are {}", STATES.join(", ")),
            |word| format!("did you mean `{word}`?"),
        );
        line.reject(
            &UNKNOWN_WORD,
            "state",
            format!("unknown state `{}`", safe(word)),
            help,
        );
    }
    found
}

/// Returns the unit in which the row's value is kept.
fn wanted_unit(line: &mut Line<'_, '_>, metric: &Metric, kind: Kind) -> Option<Unit> {
    if kind != Kind::Interval {
        return Some(metric.unit);
    }
    let held = metric.unit.held();
    if held.is_none() {
        let message = format!("nothing is held over time to give {}", metric.unit.symbol());
        line.reject(
            &UNFIT_KIND,
            "kind",
            message,
            "give the amount of the span with kind `total`",
        );
    }
    held
}

/// Returns what the value is multiplied with to stand in `wanted`; the unit of the row may be left out.
fn unit_factor(line: &mut Line<'_, '_>, metric: &Metric, wanted: Unit) -> Option<Decimal> {
    let text = line.field("unit");
    if text.is_empty() {
        return Some(Decimal::ONE);
    }
    let unit = Unit::parse(text);
    if let Some(factor) = unit.and_then(|unit| unit.factor_to(wanted)) {
        return Some(factor);
    }
    let message = match unit {
        Some(unit) => format!(
            "`{}` cannot be converted to {}",
            unit.symbol(),
            wanted.symbol()
        ),
        None => format!("unknown unit `{}`", safe(text)),
    };
    let meant = if unit.is_none() {
        Unit::misread(text).or_else(|| Unit::nearest(text))
    } else {
        None
    };
    let help = match meant {
        Some(meant) if meant == wanted => format!("did you mean `{}`?", meant.symbol()),
        _ => format!(
            "`{}` is kept in {}: write `{}` here",
            metric.id,
            metric.unit.symbol(),
            wanted.symbol()
        ),
    };
    line.reject(&UNFIT_UNIT, "unit", message, help);
    None
}

fn member(line: &mut Line<'_, '_>, value: &str) -> Option<Fact> {
    if !value.is_empty() {
        line.reject(
            &SUPERFLUOUS_VALUE,
            "value",
            "a member has no value",
            "empty the value; the identity stands in `entity`",
        );
        return None;
    }
    if line.field("entity").is_empty() {
        line.reject(
            &MISSING_VALUE,
            "entity",
            "a member has no identity",
            "write who was seen in `entity`, as a hash",
        );
        return None;
    }
    let country = line.field("country");
    let country = if country.is_empty() {
        None
    } else {
        Some(one_country(line, "country", 0..country.len(), country)?)
    };
    Some(Fact::Member(Identity::new(line.field("entity")), country))
}

fn roster(line: &mut Line<'_, '_>, value: &str) -> Option<Fact> {
    if value == "0" {
        return Some(Fact::Roster(Vec::new()));
    }
    let mut countries = Vec::new();
    for (range, word) in parse_list(value) {
        let country = one_country(line, "value", range, word)?;
        if !countries.contains(&country) {
            countries.push(country);
        }
    }
    Some(Fact::Roster(countries))
}

fn one_country(
    line: &mut Line<'_, '_>,
    column: &str,
    range: std::ops::Range<usize>,
    word: &str,
) -> Option<Country> {
    let fault = match Country::parse(word) {
        Ok(country) => return Some(country),
        Err(fault) => fault,
    };
    let help = fault.meant.or(fault.nearest).map_or_else(
        || "write ISO 3166-1 codes of two letters".to_owned(),
        |meant| format!("did you mean `{}` ({})?", meant.code(), meant.name()),
    );
    let mut place = line.place(column);
    let end = place.span.end;
    place.span.start = (place.span.start + range.start).min(end);
    place.span.end = (place.span.start + range.len()).min(end);
    let finding = Diagnostic::new(&UNKNOWN_COUNTRY, format!("`{}` is no country", safe(word)))
        .at(place, "")
        .help(help)
        .about(line.subject.clone());
    line.sink.push(finding);
    line.faulty = true;
    None
}
