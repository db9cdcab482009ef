//! What the project says of the findings themselves: how grave rules are, which findings are accepted, and why figures
//! that were submitted have changed.

use crate::calendar::{Calendar, Period};
use crate::catalogue::{Restatement, keys};
use crate::diag::{Level, LevelSetting, Waiver};
use crate::source::Spanned;

use super::project::{month, plain_period};
use super::section::{Context, Section};

/// Reads the levels of rules.
pub(super) fn levels(root: &Section<'_>, context: &mut Context<'_>) -> Vec<LevelSetting> {
    let Some(section) = root.free_table("levels", "[levels]", context) else {
        return Vec::new();
    };
    let mut levels = Vec::new();
    for key in section.keys(context) {
        let Some(text) = section.text(&key.value, context) else {
            continue;
        };
        match Level::parse(&text.value) {
            Some(level) => levels.push(LevelSetting { rule: key, level }),
            None => context.unknown(&text, "level", Level::WORDS, || {
                format!("write one of {}", Level::WORDS.join(", "))
            }),
        }
    }
    levels
}

/// Reads the waivers.
pub(super) fn waivers(
    root: &Section<'_>,
    calendar: Option<&Calendar>,
    context: &mut Context<'_>,
) -> Vec<Waiver> {
    let mut all = Vec::new();
    for entry in root.entries("waive", "[[waive]]", keys::WAIVE, context) {
        let rule = entry.need("rule", "\"VA301\"", context);
        let reason = entry.need("reason", "\"why the finding is accepted\"", context);
        let subject = subject(&entry, context);
        let until = entry.text("until", context).and_then(|text| {
            let example = "the last month for which it holds, such as \"M18\"";
            month(&text, calendar, example, context)
        });
        if let (Some(rule), Some(reason)) = (rule, reason) {
            all.push(Waiver {
                rule,
                subject,
                reason: reason.value.trim().to_owned(),
                until: until.map(|month| month.value),
                place: entry.place,
            });
        }
    }
    all
}

/// Reads the reasons for what was submitted otherwise.
pub(super) fn restatements(root: &Section<'_>, context: &mut Context<'_>) -> Vec<Restatement> {
    let mut all = Vec::new();
    for entry in root.entries("restate", "[[restate]]", keys::RESTATE, context) {
        let named = entry.need("where", "\"installation/metric@M1-M6\"", context);
        let reason = entry.need("reason", "\"why it was submitted otherwise\"", context);
        let subject = named.and_then(|_| subject(&entry, context));
        if let (Some(subject), Some(reason)) = (subject, reason) {
            all.push(Restatement {
                subject,
                reason: reason.value.trim().to_owned(),
                place: entry.place,
            });
        }
    }
    all
}

/// Reads the address of what an entry is about; its period may be written as people write one.
fn subject(entry: &Section<'_>, context: &mut Context<'_>) -> Option<Spanned<String>> {
    let text = entry.text("where", context)?;
    let period = text.value.split_once('@');
    let period = period.and_then(|(about, period)| Some((about, Period::parse(period).ok()?)));
    let Some((about, period)) = period else {
        return Some(text);
    };
    let written = text.value.get(about.len()..).unwrap_or_default();
    context.respell(&text, &format!("{about}@{}", plain_period(written, period)));
    Some(Spanned {
        value: format!("{about}@{period}"),
        place: text.place,
    })
}
