//! The project and its reporting periods.

use std::collections::BTreeMap;

use crate::calendar::{Calendar, Period, ProjectMonth, Zone};
use crate::catalogue::keys;
use crate::catalogue::{Programme, Project};
use crate::diag::{Diagnostic, safe};
use crate::source::{Place, Spanned};

use super::rules::OVERLAPPING_PERIODS;
use super::section::{Context, Section};

/// Reads the project and its calendar.
pub(super) fn project(
    root: &Section<'_>,
    context: &mut Context<'_>,
) -> Option<(Project, Calendar)> {
    let Some(section) = root.table("project", "[project]", keys::PROJECT, context) else {
        if !root.has("project") {
            root.missing("project", "{ … }", context);
        }
        return None;
    };
    let acronym = section.need("acronym", "\"iMagine\"", context);
    let programme = section.line("programme", context);
    let grant = section.line("grant_agreement", context);
    let package = section.need("work_package", "\"WP4\"", context);
    let none = || Spanned {
        value: String::new(),
        place: section.place,
    };
    let authority = section.line("granting_authority", context);
    let programme = programme.unwrap_or_else(none);
    let project = Project {
        acronym: acronym.unwrap_or_else(none),
        funding: Programme::parse(&programme.value),
        programme,
        granting_authority: authority.unwrap_or_else(none),
        grant_agreement: grant.unwrap_or_else(none),
        work_package: package.unwrap_or_else(none),
    };
    Some((project, calendar(&section, context)?))
}

fn calendar(section: &Section<'_>, context: &mut Context<'_>) -> Option<Calendar> {
    if !section.has("start") {
        section.missing("start", "2022-09-01", context);
    }
    if !section.has("months") {
        section.missing("months", "36", context);
    }
    let start = section.date("start", context);
    let months = section.months("months", context);
    let zone = match section.text("time_zone", context) {
        None => Zone::UTC,
        Some(text) => Zone::parse(&text.value).unwrap_or_else(|| {
            context.reject(
                text.place,
                format!(
                    "`{}` is not a time zone that the tool knows",
                    safe(&text.value)
                ),
                "write \"UTC\" or a fixed offset such as \"+01:00\"",
            );
            Zone::UTC
        }),
    };
    let start = start?;
    let calendar = Calendar::new(start.value, months?.value, zone);
    if calendar.is_none() {
        context.reject(
            start.place,
            "the project's months do not fit into the calendar",
            "check `start` and `months`",
        );
    }
    calendar
}

/// The reporting periods as they were read.
pub(super) struct Periods {
    /// The periods in order.
    pub(super) all: Vec<Period>,
    /// Where their list is written, when there is one.
    pub(super) place: Option<Place>,
    /// Named spans.
    pub(super) groups: BTreeMap<String, Period>,
}

/// Reads the reporting periods and their groups.
pub(super) fn periods(
    root: &Section<'_>,
    calendar: Option<&Calendar>,
    context: &mut Context<'_>,
) -> Periods {
    let regular = |every| {
        calendar
            .map(|calendar| calendar.months_of(every))
            .unwrap_or_default()
    };
    let Some(section) = root.table("periods", "[periods]", keys::PERIODS, context) else {
        return Periods {
            all: regular(6),
            place: None,
            groups: BTreeMap::new(),
        };
    };
    let list = section.texts("list", context);
    if section.has("list") && section.has("every") {
        report_two_ways(&section, context);
    }
    let mut all = if list.is_empty() {
        let every = section.months("every", context);
        regular(every.map_or(6, |months| months.value))
    } else {
        listed(&list, calendar, context)
    };
    if all.is_empty() {
        // A list of which nothing can be read has been reported; the usual periods let the run show everything else.
        all = regular(6);
    }
    let ends = list.first().zip(list.last());
    Periods {
        all,
        place: ends.map(|(first, last)| context.place(first.place.span.start..last.place.span.end)),
        groups: groups(&section, calendar, context),
    }
}

fn report_two_ways(section: &Section<'_>, context: &mut Context<'_>) {
    let every = section.keys(context);
    let every = every.iter().find(|key| key.value == "every");
    context.reject(
        every.map_or(section.place, |key| key.place),
        "[periods] has `every` and `list`, and only one of them can hold",
        "keep `every` for periods of one length, `list` for others",
    );
}

fn listed(
    list: &[Spanned<String>],
    calendar: Option<&Calendar>,
    context: &mut Context<'_>,
) -> Vec<Period> {
    let mut periods: Vec<Spanned<Period>> = Vec::new();
    for text in list {
        let Some(period) = period(text, context) else {
            continue;
        };
        let after = periods
            .last()
            .is_none_or(|last| last.value.last() < period.first());
        let inside = calendar.is_none_or(|calendar| calendar.within(period));
        if after && inside {
            periods.push(Spanned {
                value: period,
                place: text.place,
            });
            continue;
        }
        let why = match periods.last().map(|before| before.value) {
            Some(before) if inside && before.overlaps(period) => format!("overlaps {before}"),
            Some(before) if inside => format!("stands after {before}, which is later"),
            _ => "lies outside the project".to_owned(),
        };
        let mut finding =
            Diagnostic::new(&OVERLAPPING_PERIODS, format!("the period {period} {why}"))
                .at(text.place, "")
                .help(
                    "list periods in order, each month at most once, within the project's months",
                );
        if let (true, Some(last)) = (inside, periods.last()) {
            finding = finding.see(last.place, "the period before it");
        }
        context.sink.push(finding);
    }
    periods.into_iter().map(|period| period.value).collect()
}

fn groups(
    section: &Section<'_>,
    calendar: Option<&Calendar>,
    context: &mut Context<'_>,
) -> BTreeMap<String, Period> {
    let Some(groups) = section.free_table("groups", "[periods.groups]", context) else {
        return BTreeMap::new();
    };
    let mut named = BTreeMap::new();
    for key in groups.keys(context) {
        let text = groups.text(&key.value, context);
        let Some((text, period)) = text
            .and_then(|text| Some((period(&text, context)?, text)))
            .map(|(period, text)| (text, period))
        else {
            continue;
        };
        if calendar.is_some_and(|calendar| !calendar.within(period)) {
            context.report(
                &OVERLAPPING_PERIODS,
                text.place,
                format!("the span {period} lies outside the project"),
                "name spans within the project's months",
            );
            continue;
        }
        named.insert(key.value, period);
    }
    named
}

fn period(text: &Spanned<String>, context: &mut Context<'_>) -> Option<Period> {
    match Period::parse(&text.value) {
        Ok(period) => {
            context.respell(text, &plain_period(&text.value, period));
            Some(period)
        }
        Err(fault) => {
            let message = format!("`{}` {fault}", safe(&text.value));
            context.reject(text.place, message, "write a period such as \"M7-M12\"");
            None
        }
    }
}

/// Reads a month of the project; `example` shows what is to be written.
pub(super) fn month(
    text: &Spanned<String>,
    calendar: Option<&Calendar>,
    example: &str,
    context: &mut Context<'_>,
) -> Option<Spanned<ProjectMonth>> {
    let Some(month) = ProjectMonth::parse(&text.value) else {
        let message = format!("`{}` is not a project month", safe(&text.value));
        context.reject(text.place, message, format!("write {example}"));
        return None;
    };
    let last = calendar.map(Calendar::last_month);
    if let Some(last) = last.filter(|last| month > *last) {
        let message = format!("{month} lies outside the project, which ends with {last}");
        let help = format!("write {example}, or correct `months` of the project");
        context.reject(text.place, message, help);
        return None;
    }
    context.respell(text, &month.to_string());
    Some(Spanned {
        value: month,
        place: text.place,
    })
}

/// Returns how a period is written plainly: `M7-M12`, or `M7` where a single month was written.
pub(super) fn plain_period(text: &str, period: Period) -> String {
    let is_letter = |letter: char| matches!(letter, 'M' | 'm');
    if text.matches(is_letter).count() == 1 {
        period.first().to_string()
    } else {
        period.to_string()
    }
}
