//! The page of a rule as other formats need it.

/// Returns a summary as a sentence: with a capital letter and a full stop.
pub(super) fn sentence(summary: &str) -> String {
    let mut letters = summary.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(std::iter::once('.')).collect()
}

/// Longest description that GitHub takes is 1,024 characters.
const LONGEST: usize = 1000;

/// Returns the first paragraph of the section that says what the rule finds, on one line.
pub(super) fn what_it_finds(page: &str) -> Option<String> {
    let (_, section) = page.split_once("\n## What it finds\n")?;
    let paragraph = section.trim_start().split("\n\n").next()?;
    let words = unmarked(&paragraph.lines().collect::<Vec<_>>().join(" "));
    Some(words.chars().take(LONGEST).collect())
}

/// Returns a page without the marks of Markdown.
pub(super) fn plain(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut fenced = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            text.push_str(line);
        } else {
            let heading = line.trim_start_matches('#');
            let body = if heading.len() < line.len() {
                heading.trim_start()
            } else {
                line
            };
            text.push_str(&unmarked(body));
        }
        text.push('\n');
    }
    text
}

fn unmarked(text: &str) -> String {
    text.replace("**", "").replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::{plain, sentence, what_it_finds};

    const PAGE: &str = "# VA999 a-name\n\n**Error.** A row.\n\n## What it finds\n\nA row with\n`x`.\n\nMore.\n\n```text\n# `kept`\n```\n";

    #[test]
    fn a_summary_becomes_a_sentence() {
        assert_eq!(sentence("a row names nothing"), "A row names nothing.");
        assert_eq!(sentence(""), ".");
    }

    #[test]
    fn a_page_loses_its_marks_but_no_word() {
        assert_eq!(what_it_finds(PAGE).as_deref(), Some("A row with x."));
        assert_eq!(what_it_finds("# A\n"), None);
        let wanted = "VA999 a-name\n\nError. A row.\n\nWhat it finds\n\nA row with\nx.\n\nMore.\n\n# `kept`\n";
        assert_eq!(plain(PAGE), wanted);
    }
}
