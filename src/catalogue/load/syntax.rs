//! Faults of syntax: what the line is that is not TOML, and how it is written.

use std::ops::Range;

use toml::de::Error;

use crate::diag::{Diagnostic, safe};
use crate::quantity::plain_digits;

use super::rules::SYNTAX;
use super::section::Context;

/// Quotes that word processors make.
const CURLED: &[char] = &['“', '”', '„', '‘', '’', '«', '»', '‚'];

const GENERAL: &str =
    "text stands in double quotes, numbers and dates without; toml.io shows how values are written";

/// Most names given twice whose first place is looked for: a file that has more is no file that a person wrote.
const SEARCHED: usize = 20;

/// Reports the faults of a file, the first one of each line: what stands behind it follows from it.
pub(super) fn report(faults: &[Error], text: &str, context: &mut Context<'_>) {
    let mut last = None;
    let (mut searched, mut tables) = (0, 0);
    for fault in faults {
        let span = fault.span().unwrap_or(text.len()..text.len());
        let line = Line::at(text, span.start);
        if last.replace(line.start) == Some(line.start) {
            continue;
        }
        let twice = fault.message() == "duplicate key";
        searched += usize::from(twice);
        let first = (twice && searched <= SEARCHED)
            .then(|| first_of_two(&line, &span, text))
            .flatten();
        if twice && line.is_header() {
            tables += 1;
        } else if twice && first.is_none() && tables > 0 {
            // It stands in the first of two tables of one name, which was said at the name.
            continue;
        }
        let shown = text.get(span.start..).unwrap_or_default().chars().next();
        let end = match shown {
            // Nothing is shown of the end of a line.
            None | Some('\n' | '\r') => span.start,
            Some(letter) => span.end.clamp(span.start + letter.len_utf8(), text.len()),
        };
        let place = context.place(span.start..end);
        let finding = if let Some(first) = first {
            let name = text.get(first.clone()).unwrap_or_default();
            Diagnostic::new(&SYNTAX, format!("`{}` is given twice", safe(name)))
                .at(place, "the second one")
                .see(context.place(first), "the first one")
                .help(if line.is_header() {
                    "put the keys of both into one table"
                } else {
                    "keep one of the two"
                })
        } else {
            let help = remedy(fault.message(), &line, span.start - line.start);
            Diagnostic::new(&SYNTAX, plainly(fault.message()))
                .at(place, "here")
                .help(help)
        };
        context.sink.push(finding);
    }
}

/// A line with the byte at which it begins.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn at(text: &'t str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let rest = text.get(start..).unwrap_or_default();
        Self {
            start,
            text: rest.lines().next().unwrap_or_default(),
        }
    }

    fn is_header(&self) -> bool {
        self.text.trim_start().starts_with('[')
    }

    /// Returns the key before the `=`, and the value behind it.
    fn parts(&self) -> Option<(&'t str, &'t str)> {
        let (key, value) = self.text.split_once('=')?;
        Some((key.trim(), value.trim()))
    }
}

/// Returns where a name that is given twice stands first: a header further up, or a key in the same table.
fn first_of_two(line: &Line<'_>, span: &Range<usize>, text: &str) -> Option<Range<usize>> {
    let name = text.get(span.clone())?;
    let mut start = line.start;
    loop {
        let above = Line::at(text, start.checked_sub(1)?);
        start = above.start;
        let found = if line.is_header() {
            header(above.text).filter(|found| Some(*found) == header(line.text))
        } else if above.is_header() {
            return None;
        } else {
            above.parts().map(|(key, _)| key).filter(|key| *key == name)
        };
        if let Some(found) = found {
            let indent = above.text.len() - above.text.trim_start().len();
            let start = start + indent;
            return Some(start..start + found.len());
        }
    }
}

/// Returns the header of a line up to its last bracket.
fn header(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let end = line.rfind(']')?;
    line.starts_with('[').then(|| line.get(..=end)).flatten()
}

/// Returns what is wrong in words of those who write the file, not of those who read it by a program.
fn plainly(message: &str) -> &str {
    let plain = [
        ("string values must be quoted", "text stands without quotes"),
        (
            "unexpected key or value",
            "the line goes on behind its value",
        ),
        ("invalid basic string", "the text is not closed"),
        ("invalid literal string", "the text is not closed"),
        ("invalid boolean", "text stands without quotes"),
    ];
    let found = plain.iter().find(|(start, _)| message.starts_with(start));
    found.map_or_else(
        || message.trim_end_matches(", expected nothing"),
        |(_, plain)| plain,
    )
}

/// Returns what to do about a fault that begins at the byte `at` of its line.
fn remedy(message: &str, line: &Line<'_>, at: usize) -> String {
    if message.contains("unclosed table") {
        return "a table begins with `[name]`, an entry of a list with `[[name]]`".to_owned();
    }
    if line.text.contains(CURLED) && message.contains("quoted") {
        return "these are the quotes of a word processor: write plain double quotes `\"`"
            .to_owned();
    }
    if ["escape", "unicode", "hexadecimal"]
        .iter()
        .any(|word| message.contains(word))
    {
        return "`\\` begins a special letter: write `\\\\`, or put the text into single quotes"
            .to_owned();
    }
    if message.contains("missing comma") {
        return "put a comma between the values of a list".to_owned();
    }
    let before = line.text.get(..at).unwrap_or_default();
    if let Some(key) = before
        .trim_end()
        .strip_suffix(':')
        .filter(|key| is_word(key))
    {
        return format!("a key is followed by `=`: write `{} = …`", safe(key.trim()));
    }
    let Some((key, value)) = line.parts() else {
        return GENERAL.to_owned();
    };
    value_remedy(message, key, value).unwrap_or_else(|| GENERAL.to_owned())
}

/// Returns what to do about a faulty value, when it is one that people often write.
fn value_remedy(message: &str, key: &str, value: &str) -> Option<String> {
    if value.starts_with(|letter: char| letter.is_ascii_digit())
        && let Some(help) = number_remedy(key, value)
    {
        return Some(help);
    }
    if ["must be quoted", "boolean"]
        .iter()
        .any(|word| message.contains(word))
    {
        let bare = value.split('#').next().unwrap_or_default().trim();
        let plain = !bare.is_empty() && !bare.contains(['"', '\'', '\\', '[', '{']);
        return plain.then(|| {
            format!(
                "text stands in double quotes: `{} = \"{}\"`",
                safe(key),
                safe(bare)
            )
        });
    }
    let first = value.chars().next()?;
    if first == '"' && message.contains("string") {
        return Some(
            "close the text with `\"`; a text of several lines stands between `\"\"\"` and `\"\"\"`"
                .to_owned(),
        );
    }
    let inside = value.get(1..).unwrap_or_default().contains(first);
    match first {
        '"' if inside => {
            Some("the text ended at the second quote: write `\\\"` for a quote in it".to_owned())
        }
        '\'' if inside => Some(
            "the text ended at the second `'`: put a text that holds one into double quotes"
                .to_owned(),
        ),
        _ => None,
    }
}

/// Returns what to do about a value that begins like a number or a date.
fn number_remedy(key: &str, value: &str) -> Option<String> {
    let bare = value.split('#').next().unwrap_or_default().trim();
    let letters = |marks: &str| {
        bare.chars()
            .all(|letter| letter.is_ascii_digit() || marks.contains(letter))
    };
    let groups = bare.split(['.', '/', '-']);
    if letters("./-") && groups.clone().count() == 3 && groups.clone().all(|group| group.len() <= 4)
    {
        return Some(
            "a date is written year, month, day, each with all its digits: 2022-09-01".to_owned(),
        );
    }
    if letters(".,'_ \u{a0}\u{202f}") {
        let plain = plain_digits(bare);
        let example = plain.as_deref().unwrap_or("6_000_000");
        return Some(format!(
            "write digits, `.` for decimals and `_` between groups: `{} = {example}`",
            safe(key)
        ));
    }
    None
}

fn is_word(key: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    !key.trim().is_empty() && key.trim().chars().all(plain)
}
