//! The keys of the document to be delivered, and of the access that the grant agreement promises.

use crate::catalogue::{AccessKind, Annex, Dissemination, Front};

use super::{Key, Shape, may, must};

/// The keys of `[deliverable]`.
pub static DELIVERABLE: &[Key] = &[
    may("title", Shape::Text, "Title of the report."),
    may(
        "number",
        Shape::Text,
        "Number of the deliverable, such as D4.2; a numbered one needs a complete cover.",
    ),
    may(
        "language",
        Shape::Text,
        "Language of the text as a BCP 47 tag, such as en-GB.",
    ),
    may(
        "version",
        Shape::Text,
        "Version of the document, such as 1.0.",
    ),
    may("date", Shape::Date, "Date of this version."),
    may("due", Shape::Date, "Date by which it is to be submitted."),
    may(
        "dissemination",
        Shape::Word(Dissemination::CODES),
        "Who may read it: PU, SEN, CO and so on; what a level means is printed beside it.",
    ),
    may(
        "type",
        Shape::Text,
        "Type of the deliverable, such as R: document, report.",
    ),
    may(
        "status",
        Shape::Text,
        "Status of the document, such as Under EC review.",
    ),
    may(
        "lead",
        Shape::Text,
        "The partner that leads it: id or name of a provider or a partner.",
    ),
    may("authors", Shape::Entries(PERSON), "Who wrote it."),
    may("reviewers", Shape::Entries(PERSON), "Who reviewed it."),
    may("approvers", Shape::Entries(PERSON), "Who approved it."),
    may("link", Shape::Text, "Where the document is found."),
    may("keywords", Shape::Texts, "Words by which it is found."),
    may(
        "contact",
        Shape::Text,
        "Where amendments and comments are sent; the authors unless said otherwise.",
    ),
    may(
        "template",
        Shape::Text,
        "The Word file with slots that the report is put into, beside this file.",
    ),
    may(
        "log",
        Shape::Entries(LOG),
        "The versions of the document, the first one first.",
    ),
    may(
        "front",
        Shape::Words(Front::WORDS),
        "The pieces of front matter that must be there; without it, those for which there is something to print.",
    ),
    may(
        "texts",
        Shape::Text,
        "Folder of the texts that hold for all periods; texts unless said otherwise.",
    ),
    may(
        "annexes",
        Shape::Words(Annex::WORDS),
        "What is printed at the end besides: provenance names the rows of data behind each figure, waived-findings the findings that are accepted.",
    ),
];

/// The keys of `[[deliverable.authors]]`, `[[deliverable.reviewers]]` and `[[deliverable.approvers]]`.
pub static PERSON: &[Key] = &[
    must("name", Shape::Text, "Name as the cover prints it."),
    may(
        "partner",
        Shape::Text,
        "For whom he or she works: id or name of a provider or a partner.",
    ),
];

/// The keys of `[[deliverable.log]]`.
pub static LOG: &[Key] = &[
    must("version", Shape::Text, "The version."),
    may("date", Shape::Date, "When it was made."),
    may("author", Shape::Text, "Who made it."),
    may("comment", Shape::Text, "What changed."),
];

/// The keys of `[[partners]]`.
pub static PARTNER: &[Key] = &[
    must("id", Shape::Id, "What the partner is referred to by."),
    may("name", Shape::Text, "Printed name."),
];

/// The keys of `[installations.access]`.
pub static ACCESS: &[Key] = &[
    may(
        "infrastructure",
        Shape::Text,
        "Short name of the infrastructure that the installation belongs to.",
    ),
    may(
        "number",
        Shape::Text,
        "Number of the installation within the infrastructure.",
    ),
    may("short_name", Shape::Text, "Short name of the installation."),
    may(
        "country",
        Shape::Text,
        "Country in which the installation stands: an ISO 3166-1 code.",
    ),
    may(
        "type",
        Shape::Word(AccessKind::CODES),
        "Type of access: virtual (VA) or trans-national (TA), by unit costs (uc), actual costs (ac) or both (cb).",
    ),
    may("unit", Shape::Text, "Unit of access, in words."),
    may("unit_cost", Shape::Number, "What a unit costs, in euro."),
    may(
        "minimum_quantity",
        Shape::Number,
        "The least number of units to be provided.",
    ),
    may(
        "unit_costs",
        Shape::Number,
        "Access costs on the basis of unit costs, in euro.",
    ),
    may(
        "actual_costs",
        Shape::Number,
        "Access costs as actual costs, in euro.",
    ),
    may(
        "estimated_users",
        Shape::Number,
        "How many users are expected.",
    ),
    may(
        "estimated_projects",
        Shape::Number,
        "How many user projects are expected.",
    ),
];
