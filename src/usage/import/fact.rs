//! What a row says: its value, in the unit of its metric.

use crate::aggregate::{Absence, Kind, Takes};
use crate::catalogue::Metric;
use crate::country::{Country, parse_list, suspect};
use crate::diag::{Diagnostic, safe};
use crate::quantity::{Decimal, Marks, NumberFault, Unit, parse_number};
use crate::usage::ledger::Spelled;
use crate::usage::record::{Fact, Member};

use super::super::rules::{
    AMBIGUOUS_NUMBER, FRACTION_OF_COUNT, MISSING_VALUE, NEGATIVE_VALUE, NOT_A_NUMBER,
    SUPERFLUOUS_VALUE, UNFIT_KIND, UNFIT_UNIT, UNKNOWN_COUNTRY,
};
use super::cells::Cells;
use super::identities::Identities;

/// Most words of a list that are reported one by one: a text that has more is no list of countries.
const MOST_FAULTS: usize = 20;

/// Reads what the row says of `metric`; `marks` are those declared for its file.
pub(super) fn fact(
    cells: &mut Cells<'_, '_>,
    metric: &Metric,
    marks: Option<Marks>,
    (kind, state): (Kind, &str),
    identities: &mut Identities,
) -> Option<Fact> {
    let absence = match state {
        "not-reported" => Some(Absence::NotReported),
        "not-applicable" => Some(Absence::NotApplicable),
        "not-started" => Some(Absence::NotStarted),
        _ => None,
    };
    let value = cells.field("value");
    if let Some(absence) = absence {
        if !value.is_empty() {
            let message = format!("the state is {state}, yet the value is `{}`", safe(value));
            cells.reject(
                &SUPERFLUOUS_VALUE,
                "value",
                message,
                "empty the value when there is none; a value that was measured, zero too, has the state reported",
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
        cells.reject(&UNFIT_KIND, "kind", message, help);
        return None;
    }
    if kind == Kind::Member {
        if !value.is_empty() {
            cells.reject(
                &SUPERFLUOUS_VALUE,
                "value",
                "a member has no value",
                "empty the value; the identity stands in `entity`",
            );
            return None;
        }
        return member(cells, identities).map(Fact::Member);
    }
    if value.is_empty() {
        let help = "write the value, or a state such as not-reported; zero is written 0";
        cells.reject(&MISSING_VALUE, "value", "the row has no value", help);
        return None;
    }
    if metric.nature.takes == Takes::Countries {
        unit_factor(cells, metric, metric.unit)?;
        return Some(roster(cells, value));
    }
    let wanted = wanted_unit(cells, metric, kind)?;
    let factor = unit_factor(cells, metric, wanted);
    let amount = amount(cells, metric, value, marks)?;
    let amount = amount.checked_mul(factor?)?.normalize();
    Some(match kind {
        Kind::Interval => Fact::Held(amount),
        Kind::Level => Fact::Level(amount),
        Kind::Total | Kind::Member => Fact::Total(amount),
    })
}

fn amount(
    cells: &mut Cells<'_, '_>,
    metric: &Metric,
    value: &str,
    marks: Option<Marks>,
) -> Option<Decimal> {
    let amount = match parse_number(value, marks) {
        Ok(amount) => amount,
        Err(fault) => {
            let rule = if matches!(fault, NumberFault::Ambiguous { .. }) {
                &AMBIGUOUS_NUMBER
            } else {
                &NOT_A_NUMBER
            };
            let help = if value.contains(char::is_numeric) {
                fault.help()
            } else {
                "write a number; when there is none, leave the value empty and write not-reported, not-applicable or not-started in the column `state`".to_owned()
            };
            cells.reject(rule, "value", format!("`{}` {fault}", safe(value)), help);
            return None;
        }
    };
    if amount.is_sign_negative() && !amount.is_zero() {
        cells.reject(
            &NEGATIVE_VALUE,
            "value",
            format!("`{}` is negative", safe(value)),
            "correct the amount; a row that corrects an earlier one carries its `record_id` and the right amount, not the difference",
        );
        return None;
    }
    if metric.nature.takes == Takes::Whole && !amount.fract().is_zero() {
        let message = format!(
            "`{}` is not a whole number of {}",
            safe(value),
            metric.unit.symbol()
        );
        cells.reject(
            &FRACTION_OF_COUNT,
            "value",
            message,
            "write a whole number; a mean over months is no count",
        );
        return None;
    }
    Some(amount)
}

/// Returns the unit in which the row's value is kept.
fn wanted_unit(cells: &mut Cells<'_, '_>, metric: &Metric, kind: Kind) -> Option<Unit> {
    if kind != Kind::Interval {
        return Some(metric.unit);
    }
    let held = metric.unit.held();
    if held.is_none() {
        let message = format!("nothing is held over time to give {}", metric.unit.symbol());
        cells.reject(
            &UNFIT_KIND,
            "kind",
            message,
            "give the amount of the span with kind `total`",
        );
    }
    held
}

/// Returns what the value is multiplied with to stand in `wanted`; the unit of the row may be left out.
fn unit_factor(cells: &mut Cells<'_, '_>, metric: &Metric, wanted: Unit) -> Option<Decimal> {
    let text = cells.field("unit");
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
    cells.reject(&UNFIT_UNIT, "unit", message, help);
    None
}

/// Reads whom the row names.
pub(super) fn member(cells: &mut Cells<'_, '_>, identities: &mut Identities) -> Option<Member> {
    if cells.field("entity").is_empty() {
        cells.reject(
            &MISSING_VALUE,
            "entity",
            "a member has no identity",
            "write who was seen in `entity`, as a hash",
        );
        return None;
    }
    let word = cells.field("country");
    let country = if word.is_empty() {
        None
    } else {
        Some(one_country(cells, "country", 0..word.len(), word)?)
    };
    let spelled = suspect(word).map(|_| Spelled {
        word: word.to_owned(),
        place: cells.place("country"),
        rows: 1,
    });
    Some(Member {
        identity: identities.number(cells.field("entity").as_bytes()),
        country,
        spelled,
    })
}

fn roster(cells: &mut Cells<'_, '_>, value: &str) -> Fact {
    if value == "0" {
        return Fact::Roster(Vec::new());
    }
    let mut countries = Vec::new();
    let mut faults = 0;
    for (range, word) in parse_list(value) {
        match one_country(cells, "value", range, word) {
            Some(country) if !countries.contains(&country) => countries.push(country),
            Some(_) => {}
            None => faults += 1,
        }
        if faults == MOST_FAULTS {
            cells.reject(
                &UNKNOWN_COUNTRY,
                "value",
                format!("{MOST_FAULTS} words of the list are no country; the rest was not read"),
                "write the codes of the countries; another text belongs into the column `note`",
            );
            break;
        }
    }
    Fact::Roster(countries)
}

fn one_country(
    cells: &mut Cells<'_, '_>,
    column: &str,
    range: std::ops::Range<usize>,
    word: &str,
) -> Option<Country> {
    let fault = match Country::parse(word) {
        Ok(country) => return Some(country),
        Err(fault) => fault,
    };
    let meant = fault.meant.or(fault.nearest);
    // A member's country that resembles none may be the identity, in the wrong column.
    let message = if column == "country" && meant.is_none() && word.chars().nth(3).is_some() {
        "the country of this member is none".to_owned()
    } else {
        format!("`{}` is no country", safe(word))
    };
    let help = meant.map_or_else(
        || "write ISO 3166-1 codes of two letters".to_owned(),
        |meant| format!("did you mean `{}` ({})?", meant.code(), meant.name()),
    );
    let mut place = cells.place(column);
    let end = place.span.end;
    place.span.start = (place.span.start + range.start).min(end);
    place.span.end = (place.span.start + range.len()).min(end);
    let finding = Diagnostic::new(&UNKNOWN_COUNTRY, message)
        .at(place, "")
        .help(help)
        .about(cells.subject.clone());
    cells.sink.push(finding);
    cells.faulty = true;
    None
}
