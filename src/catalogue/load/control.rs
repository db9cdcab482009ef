//! What the project says of the findings themselves: how grave rules are, and which findings are accepted.

use crate::calendar::Calendar;
use crate::catalogue::keys;
use crate::diag::{Level, LevelSetting, Waiver};

use super::project::month;
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
        let subject = entry.text("where", context);
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
