//! Installations and their metrics.

use crate::aggregate::Takes;
use crate::calendar::Calendar;
use crate::catalogue::keys;
use crate::catalogue::{
    Baseline, Capacity, Field, FieldText, Installation, InstallationMetric, Meaning, Metric,
    Provider, ProviderId, Thing,
};
use crate::country::{Country, parse_list};
use crate::diag::{Diagnostic, Subject, safe};
use crate::quantity::{Comparator, Decimal, Marks, WrittenFault, parse_written};
use crate::source::{Place, Spanned};

use super::access::access;
use super::ids::{new_id, reference};
use super::project::month;
use super::rules::{DUPLICATE_ID, UNCLEAR_BASELINE, UNFIT_ID};
use super::section::{Context, Section};

/// Names of texts that are no assessments.
const RESERVED: &[&str] = &[
    "abstract",
    "copyright",
    "funding",
    "application-area",
    "amendment-procedure",
    "terminology",
    "project-summary",
    "dissemination-levels",
    "summary",
    "introduction",
    "conclusions",
    "references",
];

/// What installations refer to.
pub(super) struct Known<'a> {
    pub(super) calendar: Option<&'a Calendar>,
    pub(super) providers: &'a [Provider],
    pub(super) metrics: &'a [Metric],
    pub(super) marks: Marks,
}

/// Reads the installations.
pub(super) fn installations(
    root: &Section<'_>,
    known: &Known<'_>,
    context: &mut Context<'_>,
) -> Vec<Installation> {
    let entries = root.entries(
        "installations",
        "[[installations]]",
        keys::INSTALLATION,
        context,
    );
    if entries.is_empty() && !root.has_unread() {
        root.missing("installations", "[[installations]] entries", context);
    }
    let mut installations: Vec<Installation> = Vec::new();
    for entry in entries {
        let earlier = installations
            .iter()
            .map(|installation| (&installation.id, installation.place));
        let Some(id) = new_id(&entry, Thing::Installation, earlier, context) else {
            continue;
        };
        if RESERVED.contains(&id.value.as_str()) {
            context.report(
                &UNFIT_ID,
                id.place,
                format!("`{}` is kept for a text of the report", id.value),
                "give the installation another id",
            );
            context.unusable.add(Thing::Installation, id.value.as_str());
            continue;
        }
        if entry.has_unread() {
            context.unusable.add(Thing::Installation, id.value.as_str());
        }
        let title = entry.need("title", "\"INCD – CPU\"", context);
        let provider = provider(&entry, known, context);
        let rows = metrics(&entry, id.value.as_str(), known, context);
        let providers = providers(&entry, provider.as_ref(), known, context);
        installations.push(Installation {
            title: title.unwrap_or_else(|| Spanned {
                value: id.value.to_string(),
                place: id.place,
            }),
            provider: provider.unwrap_or_else(|| ProviderId::parse("unknown").expect("a fit id")),
            providers,
            task: entry.text("task", context),
            integrated_from: entry
                .text("integrated_from", context)
                .and_then(|text| month(&text, known.calendar, "a month such as \"M16\"", context)),
            fields: fields(&entry, context),
            metrics: rows,
            access: access(&entry, context),
            place: id.place,
            id: id.value,
        });
    }
    installations
}

fn provider(
    entry: &Section<'_>,
    known: &Known<'_>,
    context: &mut Context<'_>,
) -> Option<ProviderId> {
    let text = entry.need("provider", "\"csic\"", context)?;
    reference(
        &text,
        Thing::Provider,
        known.providers.iter().map(|provider| &provider.id),
        context,
    )
}

fn providers(
    entry: &Section<'_>,
    provider: Option<&ProviderId>,
    known: &Known<'_>,
    context: &mut Context<'_>,
) -> Vec<ProviderId> {
    let mut all = Vec::new();
    for text in entry.texts("providers", context) {
        let ids = known.providers.iter().map(|provider| &provider.id);
        all.extend(reference(&text, Thing::Provider, ids, context));
    }
    if all.is_empty() {
        all.extend(provider.cloned());
    }
    all
}

fn fields(entry: &Section<'_>, context: &mut Context<'_>) -> Vec<FieldText> {
    let mut fields = Vec::new();
    for field in Field::ALL {
        if let Some(text) = entry.text(field.key(), context) {
            let tidy = text.value.trim().to_owned();
            if !tidy.is_empty() {
                fields.push(FieldText {
                    field: *field,
                    text: tidy,
                    place: text.place,
                });
            }
        }
    }
    fields
}

fn metrics(
    entry: &Section<'_>,
    installation: &str,
    known: &Known<'_>,
    context: &mut Context<'_>,
) -> Vec<InstallationMetric> {
    let mut rows: Vec<InstallationMetric> = Vec::new();
    for row in entry.entries(
        "metrics",
        "[[installations.metrics]]",
        keys::INSTALLATION_METRIC,
        context,
    ) {
        let text = row.need("metric", "\"cpu_hours\"", context);
        let ids = known.metrics.iter().map(|metric| &metric.id);
        let id = text
            .as_ref()
            .and_then(|text| reference(text, Thing::Metric, ids, context));
        let (Some(text), Some(id)) = (text, id) else {
            context.unusable.add(Thing::Installation, installation);
            continue;
        };
        if let Some(first) = rows.iter().find(|first| first.metric == id) {
            let finding = Diagnostic::new(
                &DUPLICATE_ID,
                format!("`{installation}` has the metric `{id}` twice"),
            )
            .at(text.place, "")
            .see(first.place, "first used here")
            .help("keep one of the two rows");
            context.sink.push(finding);
            continue;
        }
        let Some(metric) = known.metrics.iter().find(|metric| metric.id == id) else {
            continue;
        };
        let subject = Subject {
            installation: Some(installation.to_owned()),
            metric: Some(id.to_string()),
            period: None,
        };
        let written = row.text("baseline", context);
        let printed = |value: String| Spanned {
            value,
            place: text.place,
        };
        rows.push(InstallationMetric {
            name: row.text("name", context).map_or_else(
                || printed(metric.name.clone()),
                |text| printed_at(text.value.trim(), text.place),
            ),
            baseline: baseline(written, &row, metric, known.marks, subject, context),
            measured: row
                .text("measured", context)
                .unwrap_or_else(|| printed(String::new())),
            capacity: capacity(&row, metric, known.marks, context),
            place: text.place,
            metric: id,
        });
    }
    rows
}

/// Reads what is installed: an amount of what is held over time to give the metric's unit.
fn capacity(
    row: &Section<'_>,
    metric: &Metric,
    marks: Marks,
    context: &mut Context<'_>,
) -> Option<Capacity> {
    let text = row.text("capacity", context)?;
    let written = parse_written(&text.value, marks).ok();
    let held = metric.unit.held();
    let factor = written
        .and_then(|written| written.unit)
        .zip(held)
        .and_then(|(unit, held)| unit.factor_to(held));
    if let (Some(written), Some(held), Some(factor)) = (written, held, factor) {
        return Some(Capacity {
            amount: written.amount.checked_mul(factor)?,
            unit: held,
            place: text.place,
        });
    }
    let message = format!(
        "`{}` is not a capacity of `{}`",
        safe(&text.value),
        metric.id
    );
    let remedy = held.map_or_else(
        || {
            format!(
                "nothing is installed that gives {}: remove `capacity`",
                metric.unit.symbol()
            )
        },
        |held| {
            format!(
                "write how many are installed with their unit, such as \"40 {}\"",
                held.symbol()
            )
        },
    );
    context.reject(text.place, message, remedy);
    None
}

fn printed_at(value: &str, place: Place) -> Spanned<String> {
    Spanned {
        value: value.to_owned(),
        place,
    }
}

fn baseline(
    written: Option<Spanned<String>>,
    row: &Section<'_>,
    metric: &Metric,
    marks: Marks,
    subject: Subject,
    context: &mut Context<'_>,
) -> Baseline {
    let Some(text) = written else {
        return Baseline {
            as_written: String::new(),
            meaning: Meaning::NotSet,
            place: row.place,
        };
    };
    let as_written = text.value.trim().to_owned();
    let meaning = match metric.nature.takes {
        Takes::Countries => countries(&as_written),
        Takes::Amount | Takes::Whole => match parse_written(&as_written, marks) {
            Ok(written) => Meaning::Amount {
                comparator: written.comparator,
                amount: written.amount,
                unit: written.unit,
            },
            Err(WrittenFault::NotSet) => Meaning::NotSet,
            Err(fault) => {
                let finding = Diagnostic::new(&UNCLEAR_BASELINE, format!("the baseline `{}` {fault}", safe(&as_written)))
                    .at(text.place, "")
                    .help("write one number with its unit, such as \"> 15,000\"; leave `baseline` out when none was agreed")
                    .about(subject);
                context.sink.push(finding);
                Meaning::Unclear
            }
        },
    };
    Baseline {
        as_written,
        meaning,
        place: text.place,
    }
}

fn countries(written: &str) -> Meaning {
    match written {
        "0" => Meaning::Amount {
            comparator: Comparator::Exactly,
            amount: Decimal::ZERO,
            unit: None,
        },
        "" | "N/A" | "n/a" | "-" | "–" => Meaning::NotSet,
        list => Meaning::Countries(
            parse_list(list)
                .into_iter()
                .filter_map(|(_, code)| Country::parse(code).ok())
                .collect(),
        ),
    }
}
