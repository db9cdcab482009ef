//! The text of a field begins with the field's own label.

use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};

use super::reading::about::about;
use super::reading::fields::field_name;
use super::reading::place_in_text::place_in_text;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA119",
    name: "field-repeats-its-label",
    severity: Severity::Note,
    summary: "the text of a field begins with the field's own label, which the report prints beside it",
    page: include_str!("../../docs/rules/VA119.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for installation in &evidence.catalogue.installations {
        for given in &installation.fields {
            let Some(end) = label_end(&given.text, given.field.label()) else {
                continue;
            };
            let (id, name) = (&installation.id, field_name(given.field));
            let label = given.text.get(..end).unwrap_or_default();
            let message = format!(
                "the {name} of `{id}` begins with its own label, `{}`",
                safe(label)
            );
            let place = place_in_text(evidence.sources, given.place, &given.text, &(0..end));
            let finding = Diagnostic::new(&RULE, message)
                .at(place, "printed beside the label already")
                .help(format!(
                    "begin `{}` with what comes after it",
                    given.field.key()
                ))
                .about(about(installation, None));
            sink.push(finding);
        }
    }
}

/// Returns where the label ends with which a text begins: with the note in brackets after it, and with the mark that
/// sets it off. A sentence that begins with the same words has none.
fn label_end(text: &str, label: &str) -> Option<usize> {
    let start = text.get(..label.len())?;
    if !start.eq_ignore_ascii_case(label) {
        return None;
    }
    let rest = text.get(label.len()..)?;
    let bracket = rest.trim_start_matches([' ', '\u{a0}']);
    let after = match bracket.strip_prefix('(') {
        Some(note) => note.split_once(')')?.1,
        None => bracket,
    };
    let at = text.len() - after.len();
    let mark = after.trim_start_matches([' ', '\u{a0}']);
    let mark_at = text.len() - mark.len();
    let spaced = |dash: char| {
        mark.strip_prefix(dash)
            .is_some_and(|rest| rest.starts_with(' '))
    };
    let dash = ['-', '–', '—'].into_iter().find(|dash| spaced(*dash));
    match dash {
        Some(dash) => Some(mark_at + dash.len_utf8()),
        None if mark.starts_with([':', '=']) => Some(mark_at + 1),
        None if mark.is_empty() || mark.starts_with(['\n', '\r']) => Some(at),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::label_end;

    #[test]
    fn a_label_set_off_by_a_mark_is_found() {
        for (text, label, found) in [
            (
                "Modality of access (months): M1-M36",
                "Modality of access",
                "Modality of access (months):",
            ),
            ("url : https://a.example", "URL", "url :"),
            ("Location – Spain", "Location", "Location –"),
            ("Description\nA cloud.", "Description", "Description"),
            ("Duration", "Duration", "Duration"),
        ] {
            let end = label_end(text, label);
            assert_eq!(end.map(|end| &text[..end]), Some(found), "{text}");
        }
    }

    #[test]
    fn a_sentence_that_begins_with_the_words_of_the_label_is_none() {
        for (text, label) in [
            ("Support offered by the help desk", "Support offered"),
            ("Location-independent", "Location"),
            ("Descriptions: many", "Description"),
            ("Größe", "Description"),
        ] {
            assert_eq!(label_end(text, label), None, "{text}");
        }
    }
}
