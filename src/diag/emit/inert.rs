//! The last pass over every form: whatever stands in a file, no output steers a terminal or a CI runner.
//!
//! Runners read commands in what a program prints. GitHub takes a line that begins with `::`, blanks before it or not,
//! and `##[command]` anywhere in a line; others take `##vso[command]` or `##teamcity[command]`.

use std::fmt::Write as _;

use crate::diag::Diagnostic;
use crate::diag::safe::{hidden, visible};
use crate::source::{Place, Sources};

/// Returns text of several lines, none of which a runner takes for a command.
pub(super) fn text(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let body = line.trim_start();
        if body.starts_with("::") {
            let (blanks, colons) = line.split_at(line.len() - body.len());
            kept.push_str(blanks);
            kept.push_str("<U+003A>");
            kept.push_str(colons.get(1..).unwrap_or_default());
        } else {
            kept.push_str(line);
        }
    }
    without_brackets(&kept)
}

/// Returns text with nothing in it that a runner takes for a command inside a line.
pub(super) fn without_brackets(text: &str) -> String {
    brackets(text, "<U+005B>")
}

/// Returns JSON with the same meaning and nothing in it that steers: such letters stand as `\uXXXX`.
pub(super) fn json(json: &str) -> String {
    let mut kept = String::with_capacity(json.len());
    for letter in json.chars() {
        // A line feed stands between values only; inside a text it is escaped already.
        if letter == '\n' || !hidden(letter) {
            kept.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            write!(kept, "\\u{unit:04x}").expect("a String takes everything");
        }
    }
    brackets(&kept, "\\u005b")
}

/// Returns text on one line with nothing hidden in it.
pub(super) fn line(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(visible).collect();
    lines.join(" ")
}

/// Returns text of several lines with nothing hidden in it.
pub(super) fn lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(visible).collect();
    lines.join("\n")
}

/// Returns the name of a file with nothing hidden in it.
pub(super) fn name(name: &str) -> String {
    visible(name)
}

/// Returns a place as people and editors write it, `file:line:column`.
pub(super) fn place(place: Place, sources: &Sources) -> String {
    let (file, position) = sources.locate(place);
    format!("{}:{}:{}", name(file), position.line, position.column)
}

/// Returns a finding on one line: its place, when it has one, and what `says` makes of it.
pub(super) fn at_its_place(finding: &Diagnostic, sources: &Sources, says: &str) -> String {
    match &finding.primary {
        Some(label) => format!("{}: {says}", place(label.place, sources)),
        None => says.to_owned(),
    }
}

/// Replaces the bracket of each `##word[` by `bracket`.
fn brackets(text: &str, bracket: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("##") {
        let from = rest.get(at + 2..).unwrap_or_default();
        let next =
            from.trim_start_matches(|letter: char| letter == '#' || letter.is_ascii_alphabetic());
        kept.push_str(rest.get(..rest.len() - next.len()).unwrap_or_default());
        rest = next;
        if let Some(after) = rest.strip_prefix('[') {
            kept.push_str(bracket);
            rest = after;
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::{json, text};

    #[test]
    fn no_line_is_a_command_of_a_runner() {
        assert_eq!(
            text("a\n  ::error::b\n::c"),
            "a\n  <U+003A>:error::b\n<U+003A>:c"
        );
        assert_eq!(
            text("x ##[add-mask]y ##vso[z]"),
            "x ##<U+005B>add-mask]y ##vso<U+005B>z]"
        );
        assert_eq!(
            text("## A heading [with] brackets\n"),
            "## A heading [with] brackets\n"
        );
    }

    #[test]
    fn json_keeps_its_meaning() {
        let wanted = "##[error] \u{202e}\u{9b}\u{feff} ###[x] ##";
        let written = serde_json::to_string(wanted).unwrap();
        let inert = json(&written);
        assert_eq!(
            inert,
            r###""##\u005berror] \u202e\u009b\ufeff ###\u005bx] ##""###
        );
        assert_eq!(serde_json::from_str::<String>(&inert).unwrap(), wanted);
    }
}
