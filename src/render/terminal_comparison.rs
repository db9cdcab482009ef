//! Two reports side by side, for people.

use std::fmt::Write as _;

use crate::aggregate::Value;
use crate::catalogue::Style;
use crate::history::{Change, Comparison, Course, Difference, Promise, Side, TextFates, What};
use crate::layout::document::Align;
use crate::quantity::Decimal;
use crate::report::{amount_text, stated_text, value_text};

use super::terminal::{column, grid, plain};

/// Writes what two reports have in common and what not.
pub fn comparison(comparison: &Comparison, style: &Style, width: u16) -> String {
    let (before, now) = (&comparison.before, &comparison.now);
    let mut out = format!("{} → {}\n", plain(&before.name), plain(&now.name));
    let periods = |side: &Side| side.name == side.period.to_string();
    if !comparison.restated.is_empty() {
        courses("Restated", &comparison.restated, style, width, &mut out);
    } else if !(periods(before) && periods(now)) {
        // Two periods of one project cannot contradict each other.
        out.push_str("\nRestated\n");
        line("no figure", &mut out);
    }
    if !comparison.meanings.is_empty() {
        out.push_str("\nWhat figures mean\n");
        for difference in &comparison.meanings {
            line(&meaning(difference, style), &mut out);
        }
    }
    if before.period != now.period {
        let title = format!("From {} to {}", before.period, now.period);
        courses(&title, &comparison.changed, style, width, &mut out);
        line(
            &format!("figures that are the same: {}", comparison.same),
            &mut out,
        );
    }
    out.push_str("\nTexts\n");
    match &comparison.texts {
        Some(fates) => texts(fates, &mut out),
        None => line(
            "cannot be compared: one side has them as written, the other with figures filled in",
            &mut out,
        ),
    }
    out.push_str("\nInstallations\n");
    listed("opened", &comparison.opened, &mut out);
    listed("closed", &comparison.closed, &mut out);
    if comparison.opened.is_empty() && comparison.closed.is_empty() {
        line("the same are at work", &mut out);
    }
    out
}

fn line(text: &str, out: &mut String) {
    writeln!(out, "  {}", plain(text)).expect("a String takes everything");
}

fn listed(word: &str, names: &[String], out: &mut String) {
    if !names.is_empty() {
        line(&format!("{word}: {}", names.join(", ")), out);
    }
}

fn texts(fates: &TextFates, out: &mut String) {
    let lists = [
        ("unchanged", &fates.unchanged),
        ("edited", &fates.edited),
        ("new", &fates.added),
        ("gone", &fates.removed),
    ];
    for (word, names) in lists {
        listed(word, names, out);
    }
    if lists.iter().all(|(_, names)| names.is_empty()) {
        line("neither has any", out);
    }
}

fn courses(title: &str, all: &[Course], style: &Style, width: u16, out: &mut String) {
    writeln!(out, "\n{title}").expect("a String takes everything");
    if all.is_empty() {
        return line("no figure changed", out);
    }
    let columns = [
        column("Figure", Align::Start, 0),
        column("Before", Align::End, 0),
        column("Now", Align::End, 0),
        column("Unit", Align::Start, 1),
        column("Difference", Align::End, 0),
        column("Change", Align::End, 2),
    ];
    let mut rows = Vec::new();
    for course in all {
        let (period, other) = course.periods;
        let of = if period == other {
            format!("@{period}")
        } else {
            String::new()
        };
        rows.push(vec![
            plain(&format!("{}{of}", course.row)),
            stated_text(&course.before, style),
            stated_text(&course.now, style),
            unit(course),
            difference(course, style),
            course
                .percent()
                .map_or_else(String::new, |share| percent(share, style)),
        ]);
    }
    let table = grid(width, &columns, rows);
    writeln!(out, "{}", table.trim_fmt()).expect("a String takes everything");
}

/// Returns the unit; a list of countries needs none.
fn unit(course: &Course) -> String {
    match course.now.value {
        Value::Countries(_) => String::new(),
        _ => plain(&course.unit),
    }
}

/// Returns what a figure rose by, or the countries that it gained and lost.
fn difference(course: &Course, style: &Style) -> String {
    if let Some(amount) = course.difference() {
        return format!("{}{}", sign(amount), amount_text(amount.abs(), style));
    }
    let mut parts = Vec::new();
    for (mark, countries) in [("+", course.gained()), ("−", course.lost())] {
        if !countries.is_empty() {
            parts.push(format!(
                "{mark} {}",
                value_text(&Value::Countries(countries), style)
            ));
        }
    }
    parts.join("; ")
}

fn percent(share: Decimal, style: &Style) -> String {
    format!("{}{}", sign(share), style.numbers.percent(share.abs(), 1))
}

fn sign(amount: Decimal) -> &'static str {
    if amount.is_sign_negative() {
        "−"
    } else {
        "+"
    }
}

fn meaning(difference: &Difference, style: &Style) -> String {
    let address = difference.address();
    let became = |what: &str, change: &Change<String>| {
        format!(
            "{address}: {what} {} → {}",
            given(&change.before),
            given(&change.now)
        )
    };
    let promised =
        |promise: &Promise| format!("{} {}", amount_text(promise.total, style), promise.unit);
    match &difference.what {
        What::Unit(change) => became("unit", change),
        What::Nature(change) => became("nature", change),
        What::Baseline(change) => became("baseline", change),
        What::Method(change) => became("measured", change),
        What::Budget { promise, .. } => {
            let shown =
                |promise: &Option<Promise>| promise.as_ref().map_or("none".to_owned(), promised);
            format!(
                "{address}: {} → {}",
                shown(&promise.before),
                shown(&promise.now)
            )
        }
        What::InstallationGone { title } => format!("{address}: gone ({title})"),
        What::RowGone { name } => format!("{address}: gone ({name})"),
        What::PeriodGone | What::Figure(_) | What::Cumulative(_) | What::Text { .. } => address,
    }
}

fn given(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}
