//! What texts can take from the project and its deliverable: `{{ project.acronym }}`.

use crate::calendar::long;
use crate::report::Report;

/// A word about the project or the deliverable.
#[derive(Debug)]
pub struct Given {
    /// Name in a reference.
    pub name: &'static str,
    /// What it is.
    pub summary: &'static str,
    pub(super) print: fn(&Report<'_>) -> Option<String>,
}

/// The words there are.
pub static GIVEN: &[Given] = &[
    Given {
        name: "project.acronym",
        summary: "the short name of the project",
        print: |report| some(&report.catalogue.project.acronym.value),
    },
    Given {
        name: "project.programme",
        summary: "the funding programme",
        print: |report| some(&report.catalogue.project.programme.value),
    },
    Given {
        name: "project.grant_agreement",
        summary: "the number of the grant agreement",
        print: |report| some(&report.catalogue.project.grant_agreement.value),
    },
    Given {
        name: "project.granting_authority",
        summary: "who granted the money; `the granting authority` where nobody is named",
        print: |report| {
            let named = some(&report.catalogue.project.granting_authority.value);
            Some(named.unwrap_or_else(|| "the granting authority".to_owned()))
        },
    },
    Given {
        name: "project.work_package",
        summary: "the work package that reports",
        print: |report| some(&report.catalogue.project.work_package.value),
    },
    Given {
        name: "project.start",
        summary: "the first day of the project",
        print: |report| Some(report.catalogue.calendar.start_label()),
    },
    Given {
        name: "project.months",
        summary: "how many months the project has",
        print: |report| Some(report.catalogue.calendar.months().to_string()),
    },
    Given {
        name: "project.years",
        summary: "the years of the project, such as 2022–2025",
        print: |report| Some(report.catalogue.calendar.years()),
    },
    Given {
        name: "deliverable.title",
        summary: "the title of the deliverable",
        print: |report| some(&report.catalogue.deliverable.title),
    },
    Given {
        name: "deliverable.number",
        summary: "its number",
        print: |report| report.catalogue.deliverable.number.clone(),
    },
    Given {
        name: "deliverable.version",
        summary: "its version",
        print: |report| {
            let version = report.catalogue.deliverable.version.as_ref()?;
            Some(version.value.clone())
        },
    },
    Given {
        name: "deliverable.date",
        summary: "its date",
        print: |report| Some(long(report.catalogue.deliverable.date.as_ref()?.value)),
    },
    Given {
        name: "deliverable.contact",
        summary: "where amendments go; `its authors` where nothing is said",
        print: |report| {
            let contact = report.catalogue.deliverable.contact.as_ref();
            Some(contact.map_or_else(|| "its authors".to_owned(), |contact| contact.value.clone()))
        },
    },
    Given {
        name: "report.period",
        summary: "the period that is reported",
        print: |report| Some(report.period.to_string()),
    },
    Given {
        name: "report.months",
        summary: "its months by the calendar",
        print: |report| Some(report.catalogue.calendar.label(report.period)),
    },
];

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
