//! A field for a web address holds something else.

use crate::catalogue::{Field, FieldText, Installation};
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};

use super::reading::about::about;
use super::reading::fields::{field_name, given_field};
use super::reading::web_address::{first_address, is_address};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA121",
    name: "url-is-no-address",
    severity: Severity::Warning,
    summary: "`url` or `service_catalogue_url` is not a web address and nothing else",
    page: include_str!("../../docs/rules/VA121.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for installation in &evidence.catalogue.installations {
        for given in &installation.fields {
            let holds_address = matches!(given.field, Field::Url | Field::ServiceCatalogue);
            if holds_address && !is_address(&given.text) {
                sink.push(finding(evidence, installation, given));
            }
        }
    }
}

fn finding(evidence: &Evidence<'_>, installation: &Installation, given: &FieldText) -> Diagnostic {
    let id = &installation.id;
    let since = operational(evidence, installation).filter(|_| given.field == Field::Url);
    let but = since.map_or_else(String::new, |(year, _)| {
        format!(", although it is said to be operational since {year}")
    });
    let message = format!(
        "the {} of `{id}` is no web address: `{}`{but}",
        field_name(given.field),
        safe(&given.text)
    );
    let mut finding = Diagnostic::new(&RULE, message)
        .at(given.place, "readers cannot follow this")
        .help(help(given))
        .about(about(installation, None));
    if let Some((_, since)) = since {
        finding = finding.see(since.place, "operational since");
    }
    finding
}

fn help(given: &FieldText) -> String {
    let key = given.field.key();
    let whole = format!("https://{}", given.text);
    if is_address(&whole) {
        return format!("did you mean `{}`?", safe(&whole));
    }
    first_address(&given.text).map_or_else(
        || format!("write the address that users open, with https://, or leave `{key}` out until there is one"),
        |address| format!("write `{}` alone if users can open it today, or leave `{key}` out until they can", safe(address)),
    )
}

/// Returns since which year an installation runs, and where that is written, when it is not after the report's period.
fn operational<'c>(
    evidence: &Evidence<'_>,
    installation: &'c Installation,
) -> Option<(u16, &'c FieldText)> {
    let since = given_field(installation, Field::OperationalSince)?;
    let year = year(&since.text)?;
    let last = evidence
        .catalogue
        .calendar
        .begin(evidence.report.period.last());
    let reported: u16 = last.to_string().split('-').next()?.parse().ok()?;
    (year <= reported).then_some((year, since))
}

/// Returns the only year that a text names.
fn year(text: &str) -> Option<u16> {
    let mut years = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1950..=2200).contains(year));
    let year = years.next();
    year.filter(|_| years.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::year;

    #[test]
    fn the_only_year_of_a_text_counts() {
        assert_eq!(year("2020"), Some(2020));
        assert_eq!(year("since May 2018"), Some(2018));
        assert_eq!(year("2018-05-01"), Some(2018));
        assert_eq!(year("2018, renewed in 2022"), None);
        assert_eq!(year("soon"), None);
    }
}
