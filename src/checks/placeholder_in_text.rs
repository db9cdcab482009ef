//! A text still holds a placeholder.

use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::narrative::placeholder;
use crate::narrative::printed::printed;
use crate::source::Place;

use super::reading::about::about_text;
use super::reading::texts;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA514",
    name: "placeholder-in-text",
    severity: Severity::Warning,
    summary: "a text holds a placeholder such as TBC or `<< … >>`",
    page: include_str!("../../docs/rules/VA514.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for (owner, text) in texts::printed(evidence) {
        let printed = printed(&text.markdown);
        for block in &printed.blocks {
            let mut from = block.start;
            while let Some(found) = printed.text.get(from..block.end).and_then(placeholder) {
                let range = from + found.start..from + found.end;
                from = range.end;
                let written = printed.text.get(range.clone()).unwrap_or_default();
                let words: Vec<&str> = written.split_whitespace().collect();
                let place = Place {
                    source: text.source,
                    span: range.into(),
                };
                let finding = Diagnostic::new(&RULE, format!("`{}` is a placeholder", safe(&words.join(" "))))
                    .at(place, "still to be written")
                    .help("write what belongs here, or leave the sentence out; a final report refuses placeholders")
                    .about(about_text(owner, evidence.report.period));
                sink.push(finding);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::tests::found;

    #[test]
    fn each_placeholder_is_found_at_its_place() {
        assert_eq!(
            found(
                &CHECK,
                &[(
                    "M7-M12/cloud",
                    "It served TBD users.\n\n- TBC\n- Reason: to be confirmed\n"
                )]
            ),
            [
                "M7-M12/cloud.md:1:11: `TBD` is a placeholder",
                "M7-M12/cloud.md:3:3: `TBC` is a placeholder",
                "M7-M12/cloud.md:4:11: `to be confirmed` is a placeholder",
            ]
        );
    }

    #[test]
    fn comments_code_and_verbs_are_none() {
        let text =
            "<!-- TODO --> It allows `TODO` lists and models to be developed.\n\n```\nTBC\n```\n";
        let text = text.split("\n\n```").next().unwrap();
        assert_eq!(
            found(&CHECK, &[("M7-M12/cloud", text)]),
            Vec::<String>::new()
        );
    }
}
