//! Budgets and providers.

use crate::catalogue::id::Id;
use crate::catalogue::keys;
use crate::catalogue::{Budget, Provider};
use crate::country::Country;
use crate::diag::{Diagnostic, nearest, safe};
use crate::quantity::{Decimal, Unit};
use crate::source::{Place, Spanned};

use super::rules::{DUPLICATE_ID, UNFIT_ID, UNKNOWN_REFERENCE};
use super::section::{Context, Section};

/// Reads the budgets.
pub(super) fn budgets(root: &Section<'_>, context: &mut Context<'_>) -> Vec<Budget> {
    let mut budgets: Vec<Budget> = Vec::new();
    for entry in root.entries("budgets", "[[budgets]]", keys::BUDGET, context) {
        let known = budgets.iter().map(|budget| (&budget.id, budget.place));
        let Some(id) = new_id(&entry, known, context) else {
            continue;
        };
        if !entry.keys(context).iter().any(|key| key.value == "total") {
            entry.missing("total", "132_000", context);
        }
        let title = entry
            .line("title", context)
            .map_or_else(|| id.value.to_string(), |text| text.value);
        let total = entry.decimal("total", context);
        if let Some(total) = total.filter(|total| total.value <= Decimal::ZERO) {
            context.reject(
                total.place,
                "a budget must be larger than zero",
                "write the amount that the grant promises",
            );
        }
        let unit = need_unit(&entry, context);
        if let (Some(total), Some(unit)) = (total, unit) {
            budgets.push(Budget {
                id: id.value,
                title,
                total: total.value,
                unit,
                place: id.place,
            });
        }
    }
    budgets
}

/// Reads the providers.
pub(super) fn providers(root: &Section<'_>, context: &mut Context<'_>) -> Vec<Provider> {
    let mut providers: Vec<Provider> = Vec::new();
    for entry in root.entries("providers", "[[providers]]", keys::PROVIDER, context) {
        let known = providers
            .iter()
            .map(|provider| (&provider.id, provider.place));
        let Some(id) = new_id(&entry, known, context) else {
            continue;
        };
        let name = entry
            .text("name", context)
            .map_or_else(|| id.value.to_string(), |text| text.value);
        providers.push(Provider {
            name,
            country: country(&entry, context),
            place: id.place,
            id: id.value,
        });
    }
    providers
}

fn country(entry: &Section<'_>, context: &mut Context<'_>) -> Option<Country> {
    let text = entry.text("country", context)?;
    match Country::parse(&text.value) {
        Ok(country) => Some(country),
        Err(fault) => {
            let meant = fault.meant.or(fault.nearest);
            let help = meant.map_or_else(
                || "write the ISO 3166-1 code of two letters".to_owned(),
                |meant| format!("did you mean `{}` ({})?", meant.code(), meant.name()),
            );
            context.reject(
                text.place,
                format!("`{}` is not a country code", safe(&text.value)),
                help,
            );
            None
        }
    }
}

/// Reads the unit of an entry, which must be there.
pub(super) fn need_unit(entry: &Section<'_>, context: &mut Context<'_>) -> Option<Unit> {
    let text = entry.need("unit", "\"CPU-h\"", context)?;
    let unit = Unit::parse(&text.value);
    if let Some(unit) = unit {
        context.respell(&text, unit.symbol());
    } else {
        let meant = Unit::misread(&text.value).or_else(|| Unit::nearest(&text.value));
        let help = meant.map_or_else(
            || {
                let known: Vec<&str> = Unit::all().map(Unit::symbol).collect();
                format!("known units are {}", known.join(", "))
            },
            |meant| format!("did you mean `{}`?", meant.symbol()),
        );
        context.reject(
            text.place,
            format!("unknown unit `{}`", safe(&text.value)),
            help,
        );
    }
    unit
}

/// Reads the id of an entry: fit, and not among `known`.
pub(super) fn new_id<'k, K: 'k>(
    entry: &Section<'_>,
    known: impl Iterator<Item = (&'k Id<K>, Place)>,
    context: &mut Context<'_>,
) -> Option<Spanned<Id<K>>> {
    let text = entry.need("id", "\"short-name\"", context)?;
    let Some(id) = Id::parse(&text.value) else {
        context.report(
            &UNFIT_ID,
            text.place,
            format!("`{}` cannot be an id", safe(&text.value)),
            "an id has letters, digits, `-` and `_`, begins with a letter or digit and is at most 64 long",
        );
        return None;
    };
    let twin = known
        .into_iter()
        .find(|(known, _)| known.as_str().eq_ignore_ascii_case(id.as_str()));
    if let Some((_, first)) = twin {
        let finding = Diagnostic::new(&DUPLICATE_ID, format!("the id `{id}` is used twice"))
            .at(text.place, "")
            .see(first, "first used here")
            .help("give one of the two another id; upper and lower case count as the same");
        context.sink.push(finding);
        return None;
    }
    Some(Spanned {
        value: id,
        place: text.place,
    })
}

/// Returns the id that a reference names, when it is defined; otherwise reports it with the closest known name.
pub(super) fn reference<'k, K: 'k>(
    text: &Spanned<String>,
    what: &str,
    known: impl Iterator<Item = &'k Id<K>>,
    context: &mut Context<'_>,
) -> Option<Id<K>> {
    let known: Vec<&Id<K>> = known.collect();
    if let Some(id) = known.iter().find(|id| id.as_str() == text.value) {
        return Some((*id).clone());
    }
    if !context.broken {
        let names: Vec<&str> = known.iter().map(|id| id.as_str()).collect();
        let finding = Diagnostic::new(
            &UNKNOWN_REFERENCE,
            format!("unknown {what} `{}`", safe(&text.value)),
        )
        .at(text.place, "")
        .did_you_mean(nearest(&text.value, names.iter().copied()), || {
            format!("known are {}", some_of(&names))
        });
        context.sink.push(finding);
    }
    None
}

fn some_of(names: &[&str]) -> String {
    match names {
        [] => "none".to_owned(),
        names if names.len() > 12 => format!(
            "{}, …",
            names
                .iter()
                .take(12)
                .copied()
                .collect::<Vec<_>>()
                .join(", ")
        ),
        names => names.join(", "),
    }
}
