//! A duration does not fit the months of the project.

use crate::catalogue::Field;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};

use super::reading::about::about;
use super::reading::fields::given_field;
use super::reading::named_months::{Months, Named, named_months};
use super::reading::place_in_text::place_in_text;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA125",
    name: "duration-outside-project",
    severity: Severity::Warning,
    summary: "a duration names months that the project does not have, or not all while it says it covers all",
    page: include_str!("../../docs/rules/VA125.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// Words that say that a duration is the whole project.
const WHOLE: &[&str] = &[
    "whole project",
    "entire project",
    "full project",
    "complete project",
    "throughout the project",
    "whole duration",
    "entire duration",
    "full duration",
    "duration of the project",
    "project duration",
    "lifetime of the project",
    "project lifetime",
];

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let months = evidence.catalogue.calendar.months();
    for installation in &evidence.catalogue.installations {
        let Some(duration) = given_field(installation, Field::Duration) else {
            continue;
        };
        let Some((named, why)) = fault(&duration.text, months) else {
            continue;
        };
        let id = &installation.id;
        let piece = duration.text.get(named.range.clone()).unwrap_or_default();
        let message = format!("the duration of `{id}` names `{}`, {why}", safe(piece));
        let place = place_in_text(
            evidence.sources,
            duration.place,
            &duration.text,
            &named.range,
        );
        let finding = Diagnostic::new(&RULE, message)
            .at(place, "")
            .help(format!(
                "the project has {months} months, M1-M{months}: correct the duration, or `months` in [project] after an amendment"
            ))
            .about(about(installation, None));
        sink.push(finding);
    }
}

/// Returns the first months of a duration that do not fit the project, and why.
fn fault(duration: &str, months: u16) -> Option<(Named, String)> {
    let named = named_months(duration);
    let outside = named
        .iter()
        .find_map(|named| Some((named.clone(), outside(named.months, months)?)));
    if outside.is_some() {
        return outside;
    }
    if !says_whole(duration, &named, months) {
        return None;
    }
    let other = named.iter().find(|named| match named.months {
        Months::Span(first, _) => first == 1 && !named.months.are_all(months),
        Months::Count(_) | Months::Years(_) => !named.months.are_all(months),
    })?;
    let why = format!("but says that it covers the whole project of {months} months");
    Some((other.clone(), why))
}

fn outside(named: Months, months: u16) -> Option<String> {
    match named {
        Months::Span(0, _) => Some("but months count from M1".to_owned()),
        Months::Span(first, last) if first > last => Some("which ends before it begins".to_owned()),
        Months::Span(_, last) if last > months => {
            Some(format!("but the project ends with M{months}"))
        }
        Months::Count(count) if count > months => {
            Some(format!("but the project has only {months} months"))
        }
        Months::Span(..) | Months::Count(_) | Months::Years(_) => None,
    }
}

/// Returns whether a duration says that it covers the whole project: in words, or by naming all its months while it
/// says nothing but months.
fn says_whole(duration: &str, named: &[Named], months: u16) -> bool {
    let names_all = named.iter().any(|named| named.months.are_all(months));
    let words = duration.to_lowercase();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if WHOLE.iter().any(|phrase| words.contains(phrase)) {
        return !names_all;
    }
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .count()
    };
    let of_months: usize = named
        .iter()
        .filter_map(|named| duration.get(named.range.clone()))
        .map(letters)
        .sum();
    names_all && of_months == letters(duration)
}

#[cfg(test)]
mod tests {
    use super::fault;

    fn piece(duration: &str) -> Option<&str> {
        fault(duration, 36).map(|(named, _)| &duration[named.range])
    }

    #[test]
    fn months_that_the_project_lacks_are_found() {
        for (duration, found) in [
            ("M1-M48", "M1-M48"),
            ("from M40", "M40"),
            ("48 months", "48 months"),
            ("M36-M1", "M36-M1"),
            ("M0-M35", "M0-M35"),
        ] {
            assert_eq!(piece(duration), Some(found), "{duration}");
        }
    }

    #[test]
    fn a_part_that_is_said_to_be_the_whole_is_found() {
        for (duration, found) in [
            ("Whole project (M1-M30)", "M1-M30"),
            ("30 months, the full duration of the project", "30 months"),
            ("M1-M36 (30 months)", "30 months"),
        ] {
            assert_eq!(piece(duration), Some(found), "{duration}");
        }
    }

    #[test]
    fn a_duration_within_the_project_is_none() {
        for duration in [
            "M1-M36",
            "36 months (M1-M36)",
            "3 years",
            "M16-M36",
            "24 months from M12",
            "M1-M36, with 2 months of maintenance",
            "Throughout the project (M1-M36), with 3 months of training",
            "Throughout the project, with training in M3-M6",
            "until 10 years after the project",
        ] {
            assert_eq!(piece(duration), None, "{duration}");
        }
    }
}
