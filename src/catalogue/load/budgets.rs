//! Budgets and providers.

use crate::catalogue::keys;
use crate::catalogue::{Budget, Partner, Provider, Thing};
use crate::country::Country;
use crate::diag::safe;
use crate::quantity::{Decimal, Unit};
use crate::source::Spanned;

use super::ids::new_id;
use super::section::{Context, Section};

/// Reads the budgets.
pub(super) fn budgets(root: &Section<'_>, context: &mut Context<'_>) -> Vec<Budget> {
    let mut budgets: Vec<Budget> = Vec::new();
    for entry in root.entries("budgets", "[[budgets]]", keys::BUDGET, context) {
        let known = budgets.iter().map(|budget| (&budget.id, budget.place));
        let Some(id) = new_id(&entry, Thing::Budget, known, context) else {
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
        let (Some(total), Some(unit)) = (total, unit) else {
            context.unusable.add(Thing::Budget, id.value.as_str());
            continue;
        };
        budgets.push(Budget {
            id: id.value,
            title,
            total: total.value,
            unit,
            place: id.place,
        });
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
        let Some(id) = new_id(&entry, Thing::Provider, known, context) else {
            continue;
        };
        let name = entry.text("name", context).unwrap_or_else(|| Spanned {
            value: id.value.to_string(),
            place: id.place,
        });
        providers.push(Provider {
            name,
            country: country(&entry, context),
            place: id.place,
            id: id.value,
        });
    }
    providers
}

/// Reads the partners that run no installation.
pub(super) fn partners(root: &Section<'_>, context: &mut Context<'_>) -> Vec<Partner> {
    let mut partners: Vec<Partner> = Vec::new();
    for entry in root.entries("partners", "[[partners]]", keys::PARTNER, context) {
        let known = partners.iter().map(|partner| (&partner.id, partner.place));
        let Some(id) = new_id(&entry, Thing::Partner, known, context) else {
            continue;
        };
        let name = entry.line("name", context);
        partners.push(Partner {
            name: name.map_or_else(|| id.value.to_string(), |name| name.value),
            place: id.place,
            id: id.value,
        });
    }
    partners
}

/// Reads the country of an entry.
pub(super) fn country(entry: &Section<'_>, context: &mut Context<'_>) -> Option<Country> {
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
