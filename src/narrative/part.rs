//! The parts of a report that belong to no installation.

/// A text of the report that belongs to no installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Says on the cover what the report is about.
    Abstract,
    /// Whose document it is.
    Copyright,
    /// The funding statement and its disclaimer.
    Funding,
    /// What the dissemination levels mean, a code and its meaning in each item.
    DisseminationLevels,
    /// To whom the document applies.
    ApplicationArea,
    /// How it is amended.
    AmendmentProcedure,
    /// Stands before the acronyms.
    Terminology,
    /// What the project is.
    ProjectSummary,
    /// Stands at the head of the executive summary.
    Summary,
    /// Stands in the introduction.
    Introduction,
    /// Stands at the end.
    Conclusions,
    /// What is cited, an item for each number.
    References,
}

impl Part {
    /// All of them, in the order of the report.
    pub const ALL: &[Self] = &[
        Self::Abstract,
        Self::Copyright,
        Self::Funding,
        Self::DisseminationLevels,
        Self::ApplicationArea,
        Self::AmendmentProcedure,
        Self::Terminology,
        Self::ProjectSummary,
        Self::Summary,
        Self::Introduction,
        Self::Conclusions,
        Self::References,
    ];

    /// Those whose place in a Word file is found again, so that what is edited there comes back.
    pub const PULLED: &[Self] = &[Self::Summary, Self::Introduction, Self::Conclusions];

    /// Returns the name of its file, without the ending; no installation can have it as its id.
    pub fn name(self) -> &'static str {
        match self {
            Self::Abstract => "abstract",
            Self::Copyright => "copyright",
            Self::Funding => "funding",
            Self::DisseminationLevels => "dissemination-levels",
            Self::ApplicationArea => "application-area",
            Self::AmendmentProcedure => "amendment-procedure",
            Self::Terminology => "terminology",
            Self::ProjectSummary => "project-summary",
            Self::Summary => "summary",
            Self::Introduction => "introduction",
            Self::Conclusions => "conclusions",
            Self::References => "references",
        }
    }

    /// Returns the part of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|part| part.name() == name).copied()
    }

    /// Returns whether it speaks of the period that is reported, so that its figures and claims can be compared with the
    /// data; the others speak of the project or are official wordings.
    pub fn speaks_of_the_period(self) -> bool {
        matches!(
            self,
            Self::Abstract | Self::Summary | Self::Introduction | Self::Conclusions
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn parts_are_known_by_the_names_of_their_files() {
        for part in Part::ALL {
            assert_eq!(Part::named(part.name()), Some(*part));
        }
        assert!(Part::ALL.is_sorted());
    }
}
