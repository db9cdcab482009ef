//! The wordings that a report uses unless the project has its own: editable texts, none of them in code.
//!
//! A project replaces one by a file of the same name in its folder of texts. What the Commission prescribes is kept as it
//! was published; it has to be compared with the grant agreement all the same.

use crate::catalogue::{Dissemination, Programme};

use super::markdown::parse;
use super::part::Part;
use super::text::{Run, TextBlock};

const COPYRIGHT: &str = include_str!("wordings/copyright.md");
const HORIZON_EUROPE: &str = include_str!("wordings/funding-horizon-europe.md");
const HORIZON_2020: &str = include_str!("wordings/funding-horizon-2020.md");
const FP7: &str = include_str!("wordings/funding-fp7.md");
const DIGITAL_EUROPE: &str = include_str!("wordings/funding-digital-europe.md");
const LEVELS: &str = include_str!("wordings/dissemination-levels.md");
const APPLICATION_AREA: &str = include_str!("wordings/application-area.md");
const AMENDMENT_PROCEDURE: &str = include_str!("wordings/amendment-procedure.md");
const TERMINOLOGY: &str = include_str!("wordings/terminology.md");

/// Returns the wording of a part as Markdown; none where only the project can write it, and no funding statement where the
/// programme is not known.
pub fn markdown(part: Part, programme: Option<Programme>) -> Option<&'static str> {
    match part {
        Part::Copyright => Some(COPYRIGHT),
        Part::Funding => Some(match programme? {
            Programme::HorizonEurope => HORIZON_EUROPE,
            Programme::Horizon2020 => HORIZON_2020,
            Programme::Fp7 => FP7,
            Programme::DigitalEurope => DIGITAL_EUROPE,
        }),
        Part::DisseminationLevels => Some(LEVELS),
        Part::ApplicationArea => Some(APPLICATION_AREA),
        Part::AmendmentProcedure => Some(AMENDMENT_PROCEDURE),
        Part::Terminology => Some(TERMINOLOGY),
        Part::Abstract
        | Part::ProjectSummary
        | Part::Summary
        | Part::Introduction
        | Part::Conclusions
        | Part::References => None,
    }
}

/// Returns the wording of a part, read.
pub fn wording(part: Part, programme: Option<Programme>) -> Option<Vec<TextBlock>> {
    Some(parse(markdown(part, programme)?).0)
}

/// Returns what a list of levels says of a level: an item `CO (FP7): …` goes before `CO: …`.
pub fn meaning(
    levels: &[TextBlock],
    level: Dissemination,
    programme: Option<Programme>,
) -> Option<String> {
    let lines: Vec<String> = levels
        .iter()
        .flat_map(TextBlock::lines)
        .map(plain)
        .collect();
    let code = level.code();
    let own = programme.map(|programme| format!("{code} ({})", programme.name()));
    let wanted = own.into_iter().chain([code.to_owned()]);
    let mut found = wanted.filter_map(|wanted| {
        let mut lines = lines.iter();
        lines.find_map(|line| {
            let (head, meaning) = line.split_once(": ")?;
            (head == wanted).then(|| meaning.trim().to_owned())
        })
    });
    found.next()
}

/// Returns the words of a line without their marks.
fn plain(runs: &[Run]) -> String {
    let words = runs.iter().map(|run| match run {
        Run::Plain(words) | Run::Code(words) => words.clone(),
        Run::Reference(reference) => reference.to_string(),
        Run::Footnote(_) => String::new(),
        marked => plain(marked.marked()),
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::{markdown, meaning, wording};
    use crate::catalogue::{Dissemination, Programme};
    use crate::narrative::Part;

    #[test]
    fn every_programme_has_a_statement_with_the_number_of_the_grant() {
        for programme in Programme::ALL {
            let text = markdown(Part::Funding, Some(*programme)).unwrap();
            assert!(text.contains("{{ project.grant_agreement }}"), "{text}");
        }
        assert_eq!(markdown(Part::Funding, None), None);
    }

    #[test]
    fn every_level_has_a_meaning() {
        let levels = wording(Part::DisseminationLevels, None).unwrap();
        let said = |code, programme| {
            meaning(&levels, Dissemination::parse(code).unwrap(), programme).unwrap()
        };
        for code in Dissemination::CODES {
            assert!(!said(code, None).is_empty(), "{code}");
        }
        assert_ne!(said("CO", Some(Programme::Fp7)), said("CO", None));
    }
}
