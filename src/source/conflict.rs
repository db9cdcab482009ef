//! What a merge leaves in a file when two people changed the same lines.

use super::file::Span;

/// How many times a mark repeats its sign.
const WIDTH: usize = 7;

/// A part of a file that two people changed, as a merge that was not finished leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// The mark at its start, `<<<<<<<`; where that was removed, the one at its end.
    pub mark: Span,
    /// The mark at its end, `>>>>>>>`, when it has both.
    pub end: Option<Span>,
}

/// Returns the parts of a text that a merge left, in order. A mark stands at the start of its line and has nothing or a
/// blank behind it; a line of `=======` alone says nothing, because a heading in Markdown is written so.
pub fn conflicts(text: &str) -> Vec<Conflict> {
    let mut start = 0;
    joined(text.split_inclusive('\n').map(|line| {
        let before = start;
        start += line.len();
        (before, line)
    }))
}

/// Returns the parts that a merge left, of lines in their order, each with where it begins.
pub fn joined<'l>(lines: impl Iterator<Item = (usize, &'l str)>) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = Vec::new();
    let mut open = false;
    for (start, line) in lines {
        let mark = Span {
            start,
            end: start + WIDTH,
        };
        let opens = begins_with(line, '<');
        if !opens && !begins_with(line, '>') {
            continue;
        }
        match found.last_mut() {
            Some(last) if open && !opens => last.end = Some(mark),
            _ => found.push(Conflict { mark, end: None }),
        }
        open = opens;
    }
    found
}

fn begins_with(line: &str, sign: char) -> bool {
    let rest = line.trim_start_matches(sign);
    line.len() - rest.len() == WIDTH && (rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
}

#[cfg(test)]
mod tests {
    use super::conflicts;

    /// Returns the marks of a text: where each part begins, and where it ends.
    fn marks(text: &str) -> Vec<(usize, Option<usize>)> {
        let found = conflicts(text).into_iter();
        found
            .map(|part| (part.mark.start, part.end.map(|end| end.start)))
            .collect()
    }

    #[test]
    fn each_part_that_a_merge_left_is_found_with_its_end() {
        let one = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> theirs\n";
        assert_eq!(marks(one), [(2, Some(27))]);
        assert_eq!(marks(&one.repeat(2)), [(2, Some(27)), (44, Some(69))]);
        assert_eq!(marks(&one.replace('\n', "\r\n")), [(3, Some(32))]);
        assert_eq!(marks("<<<<<<< HEAD\n"), [(0, None)]);
        assert_eq!(marks("b\n>>>>>>>"), [(2, None)]);
        assert_eq!(
            marks("<<<<<<<\n<<<<<<< HEAD\n>>>>>>>\n"),
            [(0, None), (8, Some(21))]
        );
    }

    #[test]
    fn what_resembles_a_mark_is_none() {
        for text in [
            "",
            "Heading\n=======\n",
            "a <<<<<<< HEAD\n",
            "<<<<<<<< HEAD\n",
            "<<<<<<<HEAD\n",
            "<< to do >>\n",
            "> > quoted\n",
        ] {
            assert_eq!(marks(text), [], "{text}");
        }
    }
}
