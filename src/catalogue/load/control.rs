//! What the project says of the findings themselves: how grave rules are, and which findings are accepted.

use crate::calendar::{Period, ProjectMonth};
use crate::catalogue::keys;
use crate::diag::{Level, LevelSetting, Waiver, nearest, safe};
use crate::source::Spanned;

use super::project::plain_period;
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
        if let Some(level) = Level::parse(&text.value) {
            levels.push(LevelSetting { rule: key, level });
            continue;
        }
        let help = nearest(&text.value, Level::WORDS).map_or_else(
            || format!("write one of {}", Level::WORDS.join(", ")),
            |word| format!("did you mean `{word}`?"),
        );
        context.reject(
            text.place,
            format!("unknown level `{}`", safe(&text.value)),
            help,
        );
    }
    levels
}

/// Reads the waivers.
pub(super) fn waivers(root: &Section<'_>, context: &mut Context<'_>) -> Vec<Waiver> {
    let mut all = Vec::new();
    for entry in root.entries("waive", "[[waive]]", keys::WAIVE, context) {
        let rule = entry.need("rule", "\"VA301\"", context);
        let reason = entry.need("reason", "\"why the finding is accepted\"", context);
        let subject = subject(&entry, context);
        let until = until(&entry, context);
        if let (Some(rule), Some(reason)) = (rule, reason) {
            all.push(Waiver {
                rule,
                subject,
                reason: reason.value.trim().to_owned(),
                until,
                place: entry.place,
            });
        }
    }
    all
}

/// Reads the address of what a waiver is about; its period may be written as people write one.
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

fn until(entry: &Section<'_>, context: &mut Context<'_>) -> Option<ProjectMonth> {
    let text = entry.text("until", context)?;
    let month = ProjectMonth::parse(&text.value);
    if let Some(month) = month {
        context.respell(&text, &month.to_string());
    } else {
        let message = format!("`{}` is not a project month", safe(&text.value));
        context.reject(
            text.place,
            message,
            "write the last month for which it holds, such as \"M18\"",
        );
    }
    month
}
