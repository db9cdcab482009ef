//! Brackets and quotation marks without their partner.

use std::ops::Range;

use crate::narrative::printed::Printed;

use super::Slip;

/// Returns the brackets of a text that have no partner in it, be it in another item of the same list.
pub(super) fn lone_brackets(printed: &Printed) -> Vec<(Range<usize>, Slip)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut lone: Vec<usize> = Vec::new();
    for block in &printed.blocks {
        let text = printed.block(block);
        for (at, letter) in text.char_indices() {
            let before = text.get(..at).unwrap_or_default();
            match letter {
                '(' | '[' => open.push((block.start + at, letter)),
                ')' if smiles(before) => {}
                ')' if numbers_an_item(before) && !matches!(open.last(), Some((_, '['))) => {}
                ')' | ']' => match open.last() {
                    Some((_, '(' | '[')) => {
                        open.pop();
                    }
                    _ => lone.push(block.start + at),
                },
                _ => {}
            }
        }
    }
    let all = lone.into_iter().chain(open.into_iter().map(|(at, _)| at));
    all.map(|at| (at..at + 1, Slip::LoneBracket)).collect()
}

/// Returns whether a bracket after `before` ends the number of an item, as in `a) one, b) two, iii) three`.
fn numbers_an_item(before: &str) -> bool {
    let number = before
        .rsplit(|letter: char| !letter.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let apart = before
        .strip_suffix(number)
        .and_then(|before| before.chars().next_back())
        .is_none_or(char::is_whitespace);
    let digits = number.bytes().all(|byte| byte.is_ascii_digit()) && number.len() < 3;
    let roman = number
        .bytes()
        .all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    apart && !number.is_empty() && (digits || roman || number.chars().count() == 1)
}

/// Returns whether a bracket after `before` ends a face such as `:)`.
fn smiles(before: &str) -> bool {
    before.ends_with([':', ';']) || before.ends_with(":-") || before.ends_with(";-")
}

/// Returns the quotation marks of a paragraph that have no partner in it.
pub(super) fn lone_quotes(text: &str) -> Vec<(Range<usize>, Slip)> {
    let double = lone_double(text);
    let single = lone_single(text);
    let slips = double.into_iter().chain(single);
    slips.map(|range| (range, Slip::LoneQuote)).collect()
}

/// Returns the double quotation mark that has no partner; after a digit it means inches.
fn lone_double(text: &str) -> Option<Range<usize>> {
    let marks = || {
        text.char_indices()
            .filter(|(_, letter)| matches!(letter, '“' | '”' | '„' | '«' | '»' | '"'))
    };
    let inches = |at: usize| {
        text.get(..at)
            .is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_digit()))
    };
    if marks().any(|(at, letter)| letter == '"' && inches(at)) {
        return None;
    }
    let german = text.contains('„');
    let mut open: Option<(usize, char)> = None;
    for (at, letter) in marks() {
        let closes = match letter {
            '”' | '»' => true,
            '“' => german,
            '"' => open.is_some(),
            _ => false,
        };
        match (closes, open) {
            (true, Some(_)) => open = None,
            (true, None) => return Some(at..at + letter.len_utf8()),
            (false, Some((first, mark))) => return Some(first..first + mark.len_utf8()),
            (false, None) => open = Some((at, letter)),
        }
    }
    open.map(|(at, letter)| at..at + letter.len_utf8())
}

/// Returns the single quotation mark that has no partner: one that opens and is never closed, or one between blanks.
fn lone_single(text: &str) -> Option<Range<usize>> {
    let is_mark = |letter: char| matches!(letter, '‘' | '’' | '\'');
    let mut marks = text.char_indices().filter(|(_, letter)| is_mark(*letter));
    let lone = marks.find(|(at, letter)| {
        let before = text
            .get(..*at)
            .and_then(|before| before.chars().next_back());
        let rest = text.get(at + letter.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next();
        let blank = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
        let opens = before.is_none_or(|before| before.is_whitespace() || before == '(')
            && next.is_some_and(char::is_alphabetic);
        (blank(before) && blank(next)) || (opens && !closes_single(rest))
    });
    lone.map(|(at, letter)| at..at + letter.len_utf8())
}

/// Returns whether a text holds a mark that may close a quotation: not within a word, as the one of `isn't`.
fn closes_single(text: &str) -> bool {
    let mut marks = text
        .char_indices()
        .filter(|(_, letter)| matches!(letter, '’' | '\''));
    marks.any(|(at, letter)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let next = text
            .get(at + letter.len_utf8()..)
            .and_then(|rest| rest.chars().next());
        before.is_some_and(|before| !before.is_whitespace())
            && !next.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Slip, found};

    #[test]
    fn brackets_and_quotes_need_a_partner() {
        assert_eq!(found("It ran (for a month."), [("(", Slip::LoneBracket)]);
        assert_eq!(found("It ran for a month)."), [(")", Slip::LoneBracket)]);
        assert_eq!(found("The “platform ran."), [("“", Slip::LoneQuote)]);
        assert_eq!(found("The \"platform ran."), [("\"", Slip::LoneQuote)]);
        assert_eq!(found("The ’ AI service’ ran."), [("’", Slip::LoneQuote)]);
        assert_eq!(found("The ‘AI service ran."), [("‘", Slip::LoneQuote)]);
        assert_eq!(
            found("The 'AI service isn't there."),
            [("'", Slip::LoneQuote)]
        );
    }

    #[test]
    fn partners_are_found() {
        for text in [
            "It ran (see https://a.b/c) and [there](https://a.b/d_(e)) as `f(` says.",
            "Work: a) one, b) two and iii) three :)",
            "It ran (in two steps:\n\n- one\n- two)\n",
            "The range [0, 1) was used.",
            "The “platform” and ‘service’, the users’ needs, a 19\" rack, „so“.",
            "The users' own data isn't 'here'.",
            "The ’service’ of the '90s ran rock 'n' roll.",
            "He said \"yes\" and \"no\".",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
