//! The texts of the reported period, for the checks that look at what people wrote.

use std::ops::Range;

use crate::calendar::Period;
use crate::diag::{Subject, safe};
use crate::narrative::prose::Sentence;
use crate::narrative::{Assessment, Owner};

use super::Evidence;

/// Returns the texts of the reported period: the parts of the report, then the assessments in the order of the report.
pub(super) fn reported<'e>(
    evidence: &'e Evidence<'_>,
) -> impl Iterator<Item = (&'e Owner, &'e Assessment)> {
    let period = evidence.report.period;
    let order = |owner: &Owner| match owner {
        Owner::Part(_) => 0,
        Owner::Installation(id) => {
            let mut installations = evidence.catalogue.installations.iter();
            1 + installations
                .position(|installation| installation.id.as_str() == id)
                .unwrap_or_default()
        }
    };
    let texts = evidence.narrative.iter();
    let mut found: Vec<(&Owner, &Assessment)> = texts
        .filter(|(of, _, _)| *of == period)
        .map(|(_, owner, text)| (owner, text))
        .collect();
    found.sort_by_cached_key(|(owner, _)| order(owner));
    found.into_iter()
}

/// Returns what a finding in a text is about.
pub(super) fn about(owner: &Owner, period: Period) -> Subject {
    Subject {
        installation: owner.installation(),
        metric: None,
        period: Some(period.to_string()),
    }
}

/// Returns a piece of a sentence as a message quotes it.
pub(super) fn quoted(sentence: &Sentence, range: &Range<usize>) -> String {
    let piece = sentence.text.get(range.clone()).unwrap_or_default();
    let words: Vec<&str> = piece.split_whitespace().collect();
    format!("`{}`", safe(&words.join(" ")))
}

/// Returns months as people write them: `M6`, `M1-M6`.
pub(super) fn short(months: Period) -> String {
    if months.months() == 1 {
        months.first().to_string()
    } else {
        months.to_string()
    }
}

/// Returns what a check finds in texts such as `M7-M12/cloud`, each finding as `file:line:column: message`; the report is
/// that of M7-M12 of a project of 36 months from September 2022 in half-years.
#[cfg(test)]
pub(super) fn found(check: &super::Check, texts: &[(&str, &str)]) -> Vec<String> {
    use crate::diag::{Policy, Sink};
    use crate::source::Sources;
    use crate::{catalogue, narrative, report, usage};

    let mut sources = Sources::default();
    let mut sink = Sink::default();
    let source = sources.add("installations.toml", PROJECT.to_owned());
    let catalogue = catalogue::load(&sources, source, &mut sink).unwrap();
    let ledger = usage::engine::fold(&catalogue, &[], &mut sink);
    let mut files = Vec::new();
    for (name, text) in texts {
        let name = format!("{name}.md");
        files.push((name.clone(), sources.add(name, (*text).to_owned())));
    }
    let narrative = narrative::load(&sources, &files, &catalogue, &mut sink);
    let period = catalogue.period("M7-M12").unwrap();
    let report = report::assemble(&catalogue, &ledger, &narrative, period);
    let evidence = Evidence {
        sources: &sources,
        catalogue: &catalogue,
        ledger: &ledger,
        narrative: &narrative,
        report: &report,
    };
    let before = sink.finish(&sources, &Policy::default());
    assert_eq!(before.counts().errors, 0);
    let mut sink = Sink::default();
    (check.run)(&evidence, &mut sink);
    let findings = sink.finish(&sources, &Policy::default());
    let shown = findings.iter().map(|finding| {
        let (name, position) = sources.locate(finding.primary.as_ref().unwrap().place);
        format!(
            "{name}:{}:{}: {}",
            position.line, position.column, finding.message
        )
    });
    shown.collect()
}

#[cfg(test)]
const PROJECT: &str = r#"
[project]
acronym = "Tideline"
work_package = "WP3"
start = 2022-09-01
months = 36

[periods]
every = 6

[periods.groups]
PY1 = "M1-M12"
RP2 = "M19-M36"

[[providers]]
id = "lab"
name = "Lab"

[[providers]]
id = "skerry"
name = "Skerry"

[[metrics]]
id = "cpu_hours"
name = "CPU-hours"
nature = "sum"
unit = "CPU-h"

[[installations]]
id = "cloud"
title = "Lab Cloud – CPU"
provider = "lab"

[[installations.metrics]]
metric = "cpu_hours"
baseline = "500"

[[installations]]
id = "archive"
title = "Tideline - Open Data Archive Service"
provider = "lab"

[[installations.metrics]]
metric = "cpu_hours"
baseline = "500"

[[installations]]
id = "islands"
title = "Skerry Island Notebooks"
provider = "skerry"

[[installations.metrics]]
metric = "cpu_hours"
baseline = "500"
"#;

#[cfg(test)]
mod tests {
    use super::found;
    use crate::checks::CHECKS;

    /// Pieces that the readers of texts look for, cut and joined in every way.
    const PIECES: &[&str] = &[
        "M6",
        "M1-",
        "–",
        "M36",
        " (",
        ")",
        "[",
        "](",
        "Q1 ",
        "2023",
        "first ",
        "half-year ",
        "period",
        "this ",
        "the the",
        "..",
        ".The",
        ",and",
        "“",
        "’",
        "\"",
        "`",
        "{{",
        "}}",
        "<<",
        "<!--",
        "-->",
        "http://",
        "é",
        "ǅ",
        "İ",
        "\u{a0}",
        "\n\n",
        "\r\n",
        "- ",
        "1) ",
        "TBC",
        "to be done",
        "Open ",
        "Archive ",
        "Service ",
        "March ",
        "15",
        "i.e. ",
        "will start from ",
        "ready in ",
        "*",
        "#",
        "> ",
        "\t",
        "0",
        "\u{202e}",
        "=",
    ];

    #[test]
    fn no_text_stops_a_check() {
        let mut state: usize = 7;
        let mut next = |bound: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % bound
        };
        let own = CHECKS
            .iter()
            .filter(|check| ("VA509"..="VA517").contains(&check.rule.code));
        for check in own {
            for _ in 0..150 {
                let text: String = (0..next(60)).map(|_| PIECES[next(PIECES.len())]).collect();
                let text = format!("word {text}");
                found(
                    check,
                    &[
                        ("M1-M6/cloud", &text),
                        ("M7-M12/cloud", &text),
                        ("M7-M12/islands", &text),
                    ],
                );
            }
        }
    }
}
