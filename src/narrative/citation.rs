//! Citations: `[3]` in a text, which names the third item of the list of references.

use std::ops::Range;

use super::printed::printed;
use super::text::{TextBlock, TextList};

/// Largest number that is taken for a citation.
const LARGEST: usize = 999;

/// A number that a text cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The number.
    pub number: usize,
    /// Its bytes in the text, brackets included.
    pub range: Range<usize>,
}

/// Returns the numbers that a text in Markdown cites: `[3]`, or those of `[1, 4]`.
pub fn citations(markdown: &str) -> Vec<Citation> {
    let printed = printed(markdown);
    let mut found = Vec::new();
    for block in &printed.blocks {
        let words = printed.block(block);
        let mut from = 0;
        while let Some(open) = words.get(from..).and_then(|rest| rest.find('[')) {
            let start = from + open;
            let inner = words.get(start + 1..).unwrap_or_default();
            let Some(length) = inner.find(']') else { break };
            from = start + 1;
            let inner = inner.get(..length).unwrap_or_default();
            let numbers: Option<Vec<usize>> = inner.split(',').map(number).collect();
            let range = block.start + start..block.start + start + length + 2;
            found.extend(numbers.into_iter().flatten().map(|number| Citation {
                number,
                range: range.clone(),
            }));
        }
    }
    found
}

fn number(text: &str) -> Option<usize> {
    let digits = text.trim();
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| plain)?;
    (1..=LARGEST).contains(&number).then_some(number)
}

/// Returns how many references a list of them has: the items of its numbered lists.
pub fn listed(blocks: &[TextBlock]) -> usize {
    let numbered = blocks.iter().filter_map(|block| match block {
        TextBlock::List(TextList {
            ordered: true,
            items,
        }) => Some(items.len()),
        _ => None,
    });
    numbered.sum()
}

#[cfg(test)]
mod tests {
    use super::{citations, listed};
    use crate::narrative::markdown::parse;

    #[test]
    fn numbers_in_brackets_are_citations_and_other_brackets_are_none() {
        let text = "As said [2], and in [1, 4]. `a[3]`, [a link](https://example.org/), [note], [0] and x[7";
        let numbers: Vec<usize> = citations(text).iter().map(|one| one.number).collect();
        assert_eq!(numbers, [2, 1, 4]);
        let first = &citations(text)[0];
        assert_eq!(&text[first.range.clone()], "[2]");
    }

    #[test]
    fn references_are_the_items_of_numbered_lists() {
        assert_eq!(listed(&parse("Works:\n\n1. One\n2. Two\n").0), 2);
        assert_eq!(listed(&parse("- One\n").0), 0);
    }
}
