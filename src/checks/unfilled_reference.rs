//! A text refers to a figure that the report does not have.

use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::narrative::reference::{Mention, references};
use crate::source::Place;

use super::reading::about::about_text;
use super::reading::texts::printed;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA518",
    name: "unfilled-reference",
    severity: Severity::Error,
    summary: "a text refers to a figure that the report does not have",
    page: include_str!("../../docs/rules/VA518.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let report = evidence.report;
    for (owner, text) in printed(evidence) {
        for mention in references(&text.markdown) {
            if let Some(finding) = finding(evidence, &mention) {
                let place = Place {
                    source: text.source,
                    span: mention.range.into(),
                };
                let about = about_text(owner, report.period);
                sink.push(finding.at(place, "").about(about));
            }
        }
    }
}

fn finding(evidence: &Evidence<'_>, mention: &Mention) -> Option<Diagnostic> {
    let Some(reference) = &mention.reference else {
        let finding = Diagnostic::new(&RULE, "`{{` opens a reference that has no end")
            .help("close it with `}}`; put braces that are meant as such into `code`");
        return Some(finding);
    };
    let fault = evidence.report.figure(reference).err()?;
    let finding = Diagnostic::new(&RULE, fault.message);
    let meant = fault.meant.map(|meant| safe(&meant).into_owned());
    Some(finding.did_you_mean(meant.as_deref(), || fault.help))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::checks::tests::found;

    #[test]
    fn each_part_of_a_reference_is_looked_up() {
        let text = "{{ cloud/cpu_hours }} {{ total.cpu_hours@PY1 | number }}\n{{ clowd/cpu_hours }}\n\
            {{ cloud/cpu_hour }}\n{{ cloud }}\n{{ total.cpu_hour }}\n{{ cloud/cpu_hours@M13-M18 }}\n\
            {{ cloud/cpu_hours | chnge }}\n{{ cloud/cpu_hours | names }}\n{{ budget.cpu.left }}\n{{ cloud";
        let messages: Vec<String> = found(&CHECK, &[("M7-M12/cloud", text)])
            .iter()
            .map(|line| line.rsplit_once(".md:").unwrap().1.to_owned())
            .collect();
        assert_eq!(
            messages,
            [
                "2:1: unknown installation `clowd`",
                "3:1: `cloud` does not report `cpu_hour`",
                "4:1: `cloud` names no figure",
                "5:1: unknown metric `cpu_hour`",
                "6:1: unknown column `M13-M18`",
                "7:1: unknown form `chnge`",
                "8:1: `cloud/cpu_hours` has no form `names`: it is no list of countries",
                "9:1: unknown budget `cpu`",
                "10:1: `{{` opens a reference that has no end",
            ]
        );
    }
}
