//! House style, reconciliations, exports with settings of their own, and waivers.

use crate::aggregate::Kind;
use crate::catalogue::keys;
use crate::catalogue::{
    CountryStyle, ExportSource, Installation, Metric, MetricId, Reconciliation, SeriesRef, Style,
    Thing,
};
use crate::diag::{Diagnostic, nearest, safe};
use crate::quantity::{Decimal, Marks, NumberStyle};
use crate::source::Spanned;

use super::ids::reference;
use super::rules::UNKNOWN_REFERENCE;
use super::section::{Context, Section};

/// Reads the house style.
pub(super) fn style(root: &Section<'_>, context: &mut Context<'_>) -> Style {
    let section = root.table("style", "[style]", keys::STYLE, context);
    let section = section.as_ref();
    let marks = section
        .and_then(|section| marks(section, context))
        .unwrap_or_else(|| Style::default().marks);
    let countries = section.and_then(|section| section.text("countries", context));
    let countries = countries.map_or(CountryStyle::Iso, |text| match text.value.as_str() {
        "iso" => CountryStyle::Iso,
        "eu" => CountryStyle::Eu,
        _ => {
            context.unknown(&text, "style of country codes", ["iso", "eu"], || {
                "write \"iso\" (GR, GB) or \"eu\" (EL, UK)".to_owned()
            });
            CountryStyle::Iso
        }
    });
    Style {
        countries,
        numbers: NumberStyle {
            thousands: marks.thousands.map(String::from).unwrap_or_default(),
            decimal: marks.decimal,
        },
        marks,
        columns: section
            .and_then(|section| section.columns("columns", context))
            .map(|columns| columns.value),
    }
}

fn marks(section: &Section<'_>, context: &mut Context<'_>) -> Option<Marks> {
    let decimal = section.text("decimal", context);
    let thousands = section.text("thousands", context);
    if decimal.is_none() && thousands.is_none() {
        return None;
    }
    let place = decimal
        .as_ref()
        .or(thousands.as_ref())
        .map_or(section.place, |text| text.place);
    let decimal = match decimal.as_ref().map(|text| text.value.as_str()) {
        None | Some(".") => '.',
        Some(",") => ',',
        Some(other) => {
            let message = format!("`{}` is not a decimal mark", safe(other));
            context.reject(place, message, "write \".\" or \",\"");
            '.'
        }
    };
    let between = thousands.as_ref().map_or("", |text| text.value.as_str());
    let mark = between.chars().next();
    let allowed = keys::THOUSANDS.contains(&between);
    if !allowed || mark == Some(decimal) {
        context.reject(
            thousands.as_ref().map_or(place, |text| text.place),
            "the mark between thousands does not work",
            "write one of \",\", \".\", \" \", \"'\" or \"\"; it must differ from the decimal mark",
        );
        return None;
    }
    Some(Marks {
        decimal,
        thousands: mark,
    })
}

/// Reads the figures that must equal a sum of others.
pub(super) fn reconciliations(
    root: &Section<'_>,
    installations: &[Installation],
    context: &mut Context<'_>,
) -> Vec<Reconciliation> {
    let mut all = Vec::new();
    for entry in root.entries("reconcile", "[[reconcile]]", keys::RECONCILE, context) {
        let total = entry.need("total", "\"installation/metric\"", context);
        let total = total.and_then(|text| series(&text, installations, context));
        let parts = entry.texts("of", context);
        let of: Vec<SeriesRef> = parts
            .iter()
            .filter_map(|text| series(text, installations, context))
            .collect();
        if !entry.keys(context).iter().any(|key| key.value == "of") {
            entry.missing("of", "[\"installation/metric\", …]", context);
        }
        let tolerance = tolerance(&entry, context);
        if let Some(total) = total.filter(|_| of.len() == parts.len() && !of.is_empty()) {
            all.push(Reconciliation {
                total,
                of,
                tolerance,
                place: entry.place,
            });
        }
    }
    all
}

fn tolerance(entry: &Section<'_>, context: &mut Context<'_>) -> Decimal {
    let Some(number) = entry.decimal("tolerance", context) else {
        return Decimal::ZERO;
    };
    if number.value < Decimal::ZERO {
        context.reject(
            number.place,
            "a tolerance cannot be negative",
            "write the largest difference that is accepted, or leave it out",
        );
    }
    number.value.max(Decimal::ZERO)
}

fn series(
    text: &Spanned<String>,
    installations: &[Installation],
    context: &mut Context<'_>,
) -> Option<SeriesRef> {
    let rows = installations.iter().flat_map(|installation| {
        installation
            .metrics
            .iter()
            .map(move |row| (installation, row))
    });
    let (installation, metric) = text.value.split_once('/').unwrap_or((&text.value, ""));
    let found = rows
        .clone()
        .find(|(known, row)| known.id.as_str() == installation && row.metric.as_str() == metric);
    if let Some((known, row)) = found {
        return Some(SeriesRef {
            installation: known.id.clone(),
            metric: row.metric.clone(),
            place: text.place,
        });
    }
    let left_out = context.unusable.has(Thing::Installation, installation)
        || context.unusable.has(Thing::Metric, metric);
    if !context.broken && !left_out {
        let names: Vec<String> = rows
            .map(|(known, row)| format!("{}/{}", known.id, row.metric))
            .collect();
        let meant = nearest(&text.value, names.iter().map(String::as_str));
        let finding = Diagnostic::new(
            &UNKNOWN_REFERENCE,
            format!("unknown figure `{}`", safe(&text.value)),
        )
        .at(text.place, "")
        .did_you_mean(meant, || {
            "write `installation/metric` with ids of this file".to_owned()
        });
        context.sink.push(finding);
    }
    None
}

/// Reads the exports with settings of their own.
pub(super) fn exports(
    root: &Section<'_>,
    metrics: &[Metric],
    context: &mut Context<'_>,
) -> Vec<ExportSource> {
    let mut all = Vec::new();
    for entry in root.entries("sources", "[[sources]]", keys::SOURCE, context) {
        let path = entry.need("path", "\"data/incd/usage_*.csv\"", context);
        if let Some(profile) = entry
            .text("profile", context)
            .filter(|profile| profile.value != "tidy")
        {
            context.unknown(&profile, "profile", ["tidy"], || {
                "the only profile so far is \"tidy\": bring the export into the tidy form"
                    .to_owned()
            });
        }
        let marks = marks(&entry, context);
        let members = members(&entry, metrics, context);
        if let Some(path) = path {
            all.push(ExportSource {
                path: path.value,
                marks,
                members,
                place: path.place,
            });
        }
    }
    all
}

/// Reads the metric that counts whom the rows of an export name.
fn members(entry: &Section<'_>, metrics: &[Metric], context: &mut Context<'_>) -> Option<MetricId> {
    let text = entry.text("members", context)?;
    let ids = metrics.iter().map(|metric| &metric.id);
    let id = reference(&text, Thing::Metric, ids, context)?;
    let counts = |metric: &&Metric| metric.nature.kinds.contains(&Kind::Member);
    if metrics.iter().filter(counts).any(|metric| metric.id == id) {
        return Some(id);
    }
    let mut counting = metrics
        .iter()
        .filter(counts)
        .map(|metric| metric.id.as_str());
    let help = counting.next().map_or_else(
        || "define a metric whose nature is \"distinct\"".to_owned(),
        |first| {
            format!("name a metric whose nature is \"distinct\" or \"roster\", such as \"{first}\"")
        },
    );
    let message = format!("`{id}` does not count members");
    context.reject(text.place, message, help);
    None
}
