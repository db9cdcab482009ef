//! The access to an installation as the grant agreement has it: `[installations.access]`.

use crate::catalogue::keys;
use crate::catalogue::{Access, AccessKind};
use crate::quantity::Decimal;
use crate::source::Spanned;

use super::budgets::country;
use super::section::{Context, Section};

/// Reads the access to an installation, when it is told.
pub(super) fn access(entry: &Section<'_>, context: &mut Context<'_>) -> Option<Access> {
    let section = entry.table("access", "[installations.access]", keys::ACCESS, context)?;
    Some(Access {
        infrastructure: section.line("infrastructure", context),
        number: section.line("number", context),
        short_name: section.line("short_name", context),
        country: country(&section, context),
        kind: kind(&section, context),
        unit: section.line("unit", context),
        unit_cost: amount(&section, "unit_cost", context),
        quantity: amount(&section, "minimum_quantity", context),
        costs: amount(&section, "unit_costs", context),
        actual_costs: amount(&section, "actual_costs", context),
        users: amount(&section, "estimated_users", context),
        projects: amount(&section, "estimated_projects", context),
        place: section.place,
    })
}

fn kind(section: &Section<'_>, context: &mut Context<'_>) -> Option<AccessKind> {
    let text = section.text("type", context)?;
    let kind = AccessKind::parse(&text.value);
    if kind.is_none() {
        let codes = AccessKind::CODES;
        context.unknown(&text, "type of access", codes.iter().copied(), || {
            format!("write one of {}", codes.join(", "))
        });
    }
    kind
}

/// Reads an amount, which is not negative.
fn amount(
    section: &Section<'_>,
    key: &'static str,
    context: &mut Context<'_>,
) -> Option<Spanned<Decimal>> {
    let amount = section.decimal(key, context)?;
    if amount.value < Decimal::ZERO {
        let message = format!("`{key}` is negative");
        context.reject(
            amount.place,
            message,
            "write the amount of the grant agreement",
        );
        return None;
    }
    Some(amount)
}
