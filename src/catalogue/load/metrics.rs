//! Metrics.

use crate::aggregate::{NATURES, Population, nature};
use crate::catalogue::keys;
use crate::catalogue::{Budget, Metric, Thing};
use crate::source::Spanned;

use super::budgets::need_unit;
use super::ids::{new_id, reference};
use super::section::{Context, Section};

/// Reads the metrics.
pub(super) fn metrics(
    root: &Section<'_>,
    budgets: &[Budget],
    context: &mut Context<'_>,
) -> Vec<Metric> {
    let mut metrics: Vec<Metric> = Vec::new();
    let mut derived: Vec<Option<Spanned<String>>> = Vec::new();
    for entry in root.entries("metrics", "[[metrics]]", keys::METRIC, context) {
        let known = metrics.iter().map(|metric| (&metric.id, metric.place));
        let Some(id) = new_id(&entry, Thing::Metric, known, context) else {
            continue;
        };
        let name = entry
            .line("name", context)
            .map_or_else(|| id.value.to_string(), |text| text.value);
        let nature = need_nature(&entry, context);
        let unit = need_unit(&entry, context);
        let draws_on = draws_on(&entry, unit, budgets, context);
        let source = entry.text("derived_from", context);
        let population = population(&entry, context);
        let (Some(nature), Some(unit)) = (nature, unit) else {
            context.unusable.add(Thing::Metric, id.value.as_str());
            continue;
        };
        metrics.push(Metric {
            id: id.value,
            name,
            nature,
            unit,
            draws_on,
            derived_from: None,
            population,
            place: id.place,
        });
        derived.push(source);
    }
    for (at, source) in derived.into_iter().enumerate() {
        if let Some(text) = source {
            derive(&mut metrics, at, &text, context);
        }
    }
    metrics
}

/// Sets the metric that another is taken from, when it can be: a count from a roster, a roster from identities.
fn derive(metrics: &mut [Metric], at: usize, text: &Spanned<String>, context: &mut Context<'_>) {
    let found = reference(
        text,
        Thing::Metric,
        metrics.iter().map(|metric| &metric.id),
        context,
    );
    let source = metrics
        .iter()
        .find(|metric| Some(&metric.id) == found.as_ref());
    let (Some(source), Some(metric)) = (source, metrics.get(at)) else {
        return;
    };
    let wanted = match metric.nature.name {
        "count" => "roster",
        "roster" => "distinct",
        nature => {
            let message = format!("a metric of nature {nature} cannot be taken from another");
            let help = "only a count (from a roster) and a roster (from a distinct metric) can: remove `derived_from`";
            return context.reject(text.place, message, help);
        }
    };
    if source.nature.name != wanted {
        let message = format!(
            "a {} cannot be taken from `{}`, whose nature is {}",
            metric.nature.name, source.id, source.nature.name
        );
        return context.reject(
            text.place,
            message,
            format!("name a metric of nature {wanted}"),
        );
    }
    if let Some(metric) = metrics.get_mut(at) {
        metric.derived_from = found;
    }
}

fn need_nature(
    entry: &Section<'_>,
    context: &mut Context<'_>,
) -> Option<&'static crate::aggregate::Nature> {
    let text = entry.need("nature", "\"sum\"", context)?;
    let found = nature(&text.value);
    if found.is_none() {
        let names = NATURES.iter().map(|nature| nature.name);
        context.unknown(&text, "nature", names, || {
            let lines = NATURES
                .iter()
                .map(|nature| format!("{} ({})", nature.name, nature.summary));
            format!("known natures are {}", lines.collect::<Vec<_>>().join("; "))
        });
    }
    found
}

fn draws_on(
    entry: &Section<'_>,
    unit: Option<crate::quantity::Unit>,
    budgets: &[Budget],
    context: &mut Context<'_>,
) -> Option<crate::catalogue::BudgetId> {
    let text = entry.text("draws_on", context)?;
    let id = reference(
        &text,
        Thing::Budget,
        budgets.iter().map(|budget| &budget.id),
        context,
    )?;
    let budget = budgets.iter().find(|budget| budget.id == id)?;
    let unit = unit?;
    if unit.factor_to(budget.unit).is_none() {
        context.reject(
            text.place,
            format!(
                "a metric in {} cannot draw on a budget in {}",
                unit.symbol(),
                budget.unit.symbol()
            ),
            "let the metric draw on a budget of its own unit, or remove `draws_on`",
        );
        return None;
    }
    Some(id)
}

fn population(entry: &Section<'_>, context: &mut Context<'_>) -> Population {
    let Some(text) = entry.text("population", context) else {
        return Population::Unknown;
    };
    match text.value.as_str() {
        "shared" => Population::Shared,
        "unknown" => Population::Unknown,
        _ => {
            context.unknown(&text, "population", ["shared", "unknown"], || {
                "write \"shared\" when every installation counts the same people, else \"unknown\"".to_owned()
            });
            Population::Unknown
        }
    }
}
