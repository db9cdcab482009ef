//! Whether two pieces of a sentence name the same thing: `third half-year (M31-M36)`, `M7-M12, the second period,`.

use std::ops::Range;

use super::token::{between, tokens};

/// Words that may stand between a name and the other name in brackets.
const HELD: &[&str] = &[
    "collection",
    "data",
    "figures",
    "report",
    "review",
    "assessment",
    "results",
];
/// Words that lead to the other name.
const LEADING: &[&str] = &["that", "is", "the", "months", "month", "project", "namely"];
/// Words that say that both are the same.
const EQUAL: &[&str] = &[
    "is", "was", "covers", "covered", "covering", "spans", "the", "that", "months", "project",
];

/// Returns whether `other`, which stands after `one`, names the same.
///
/// It stands in brackets or between commas directly after it, or `is`, `covers` and their like stand between. In
/// `the second half-year, M1-M6 figures were corrected` and `the second half-year (compared with M1-M6)` it does not.
pub fn names_the_same(text: &str, one: &Range<usize>, other: &Range<usize>) -> bool {
    if other.start < one.end {
        return false;
    }
    let gap = between(text, one, other).replace("i.e.", " ");
    let after = text.get(other.end..).unwrap_or_default().trim_start();
    let only = |piece: &str, allowed: &[&str]| {
        let marks = |letter: char| {
            letter.is_alphanumeric() || letter.is_whitespace() || matches!(letter, '=' | '-')
        };
        piece.chars().all(marks) && tokens(piece).iter().all(|token| token.is_any(allowed))
    };
    if let Some((before, inside)) = gap.split_once('(') {
        let inside = inside.trim_start_matches(['=', ':']).replace(',', " ");
        return only(before, HELD) && only(&inside, LEADING) && after.starts_with([')', ',', ';']);
    }
    let ended = after.is_empty() || after.starts_with(['.', ',', ';', ':', ')', '–', '—']);
    let marked = gap.trim_start().strip_prefix([',', ':', '–', '—']);
    if let Some(led) = marked {
        return ended && only(&led.replace(',', " "), LEADING);
    }
    only(&gap, EQUAL) && (ended || starts_with_month(text, other))
}

/// Returns whether what directly follows is a project month, as in `second half-year M7-M12`.
fn starts_with_month(text: &str, range: &Range<usize>) -> bool {
    let piece = text.get(range.clone()).unwrap_or_default();
    piece.starts_with(['M', 'm']) && piece.contains(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::names_the_same;

    fn same(text: &str) -> bool {
        let range = |word: &str| {
            let start = text.find(word).unwrap();
            start..start + word.len()
        };
        let (months, words) = (range("M1-M6"), range("first period"));
        if months.start < words.start {
            names_the_same(text, &months, &words)
        } else {
            names_the_same(text, &words, &months)
        }
    }

    #[test]
    fn brackets_commas_and_words_join_names() {
        for text in [
            "the first period (M1-M6) was",
            "first period collection (M1-M6)",
            "first period (i.e. months M1-M6, the start)",
            "in the first period, M1-M6, it",
            "first period: M1-M6",
            "the first period covers M1-M6 and",
            "the first period M1-M6 was",
            "M1-M6 (the first period)",
            "In M1-M6, the first period, it",
            "M1-M6 is the first period.",
        ] {
            assert!(same(text), "{text}");
        }
    }

    #[test]
    fn names_of_different_things_stay_apart() {
        for text in [
            "in the first period, M1-M6 figures were corrected",
            "the first period (compared with M1-M6)",
            "the first period was better than M1-M6",
            "the first period of M1-M6",
            "the first period. M1-M6 was",
            "In M1-M6, the first period report was written",
            "in the first period (unlike M1-M6)",
            "the first period (M1-M6 and more)",
            "M1-M6 was the first period with users",
        ] {
            assert!(!same(text), "{text}");
        }
    }
}
