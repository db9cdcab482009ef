//! How a sentence speaks of a metric.

use crate::calendar::Period;
use crate::quantity::Unit;
use crate::report::row::Row;

use super::Ground;

/// How a sentence speaks of a metric: by a verb where the unit says what it is, else by the name that is printed.
pub(super) enum Subject<'a> {
    /// `The installation served 5 CPU-h in M7-M12`, with what follows the amount.
    Verb {
        verb: &'static str,
        after: &'static str,
    },
    /// `The number of models trained was 5 in M7-M12`.
    Number { of: &'a str, level: bool },
    /// `Under “Trained models” the installation reports 5 models for M7-M12`.
    Named { name: &'a str, level: bool },
}

/// How names begin that say what is counted.
const NUMBER_OF: &str = "number of ";
/// Words at the end of a name that the sentence says by its period.
const OF_THE_PERIOD: &[&str] = &[" over the period", " in the period", " during the period"];

impl<'a> Subject<'a> {
    /// Returns how a sentence speaks of a row.
    pub(super) fn of(row: &'a Row<'_>, ground: &Ground<'_>) -> Self {
        let (metric, name) = (row.metric, row.printed.name.value.as_str());
        let like = |other: &&Row<'_>| {
            other.metric.unit == metric.unit && other.metric.nature == metric.nature
        };
        let alone = ground.rows.iter().filter(like).count() == 1;
        if let Some(verb) = verb(metric.nature.name, metric.unit).filter(|_| alone) {
            return verb;
        }
        let level = metric.nature.name == "level";
        let counted = name
            .get(..NUMBER_OF.len())
            .filter(|start| start.eq_ignore_ascii_case(NUMBER_OF))
            .and_then(|start| name.get(start.len()..));
        match counted {
            Some(of) => Self::Number {
                of: without_period(of),
                level,
            },
            None => Self::Named { name, level },
        }
    }

    /// Returns the sentence as far as the period: `The installation served 5 CPU-h in M7-M12`; `number` is the figure
    /// without its unit, `measured` the one with it.
    pub(super) fn says(&self, measured: &str, number: &str, period: Period) -> String {
        let when = self.when(period);
        match self {
            Self::Verb { verb, after } => {
                format!("The installation {verb} {measured}{after} {when}")
            }
            Self::Number { of, .. } => format!("The number of {of} was {number} {when}"),
            Self::Named { name, .. } => {
                format!("Under “{name}” the installation reports {measured} {when}")
            }
        }
    }

    /// Returns when a figure of a period holds: a level only at its end.
    pub(super) fn when(&self, period: Period) -> String {
        match self {
            Self::Number { level: true, .. } | Self::Named { level: true, .. } => {
                format!("at the end of {period}")
            }
            _ => format!("in {period}"),
        }
    }
}

fn verb(nature: &str, unit: Unit) -> Option<Subject<'static>> {
    let plain = |verb| Subject::Verb { verb, after: "" };
    let subject = match (nature, unit) {
        ("sum", Unit::CpuHour | Unit::GpuHour | Unit::ComputeHour | Unit::NodeHour) => {
            plain("served")
        }
        ("sum", Unit::TbMonth | Unit::GbMonth | Unit::PbMonth) => Subject::Verb {
            verb: "provided",
            after: " of storage",
        },
        ("distinct", Unit::Users) => plain("had"),
        ("count", Unit::Countries) => plain("reached"),
        _ => return None,
    };
    Some(subject)
}

fn without_period(name: &str) -> &str {
    let mut endings = OF_THE_PERIOD.iter();
    endings
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name)
}
