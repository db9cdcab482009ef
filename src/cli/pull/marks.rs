//! The marks of doubt that stand before sentences of a text that was taken over: `[1?]`.

use crate::narrative::text::{Run, TextBlock};

/// Takes the marks of doubt out of blocks.
pub(super) fn remove_marks(blocks: &mut [TextBlock]) {
    for line in blocks.iter_mut().flat_map(TextBlock::lines_mut) {
        remove(line);
    }
}

fn remove(runs: &mut [Run]) {
    for run in runs {
        match run {
            Run::Plain(text) => *text = words(text),
            Run::Footnote(content) => remove(content),
            mark => remove(mark.marked_mut()),
        }
    }
}

fn words(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        kept.push_str(before);
        let digits = after.len()
            - after
                .trim_start_matches(|letter: char| letter.is_ascii_digit())
                .len();
        let behind = after.get(digits..).and_then(|rest| rest.strip_prefix("?]"));
        if let Some(behind) = behind.filter(|_| digits > 0) {
            rest = behind.strip_prefix(' ').unwrap_or(behind);
        } else {
            kept.push('[');
            rest = after;
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn marks_go_and_other_brackets_stay() {
        assert_eq!(
            words("[1?] It fell. [12?] So did [a] [3] [?]."),
            "It fell. So did [a] [3] [?]."
        );
    }
}
