//! The short texts of the report by name, for the lines of a cover, a header or a footer in somebody's template.

use crate::report::Report;

use super::document::Document;

/// A short text of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortText {
    /// Name by which it is asked for: lower-case letters and hyphens; no chapter has the same.
    pub name: &'static str,
    /// The text, on one line; empty when the project does not say it.
    pub text: String,
}

/// Returns the short texts of a report.
pub fn short_texts(report: &Report<'_>, document: &Document) -> Vec<ShortText> {
    let catalogue = report.catalogue;
    let project = &catalogue.project;
    let properties = &document.properties;
    // The first day on which all that is reported had happened: no clock is asked.
    let date = properties.created.get(..10).unwrap_or_default().to_owned();
    let all = [
        ("title", properties.title.clone()),
        (
            "number",
            catalogue.deliverable.number.clone().unwrap_or_default(),
        ),
        ("acronym", project.acronym.value.clone()),
        ("work-package", project.work_package.value.clone()),
        ("programme", project.programme.value.clone()),
        ("grant-agreement", project.grant_agreement.value.clone()),
        ("period", properties.period.clone()),
        ("months", catalogue.calendar.label(report.period)),
        ("date", date),
        ("language", properties.language.clone()),
        ("status", properties.status.clone().unwrap_or_default()),
        ("running-title", properties.running_title.clone()),
    ];
    let all = all.into_iter();
    all.map(|(name, text)| ShortText { name, text }).collect()
}
