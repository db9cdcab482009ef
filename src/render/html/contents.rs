//! The table of contents, from the headings of the first two levels.

use std::fmt::Write as _;

use crate::layout::document::{Document, Heading};
use crate::layout::headings;

use super::escape::escape;

/// Returns the contents as a list of lists.
pub(super) fn contents(document: &Document) -> String {
    let mut out = "<nav class=\"contents\" aria-labelledby=\"main_contents\">\n\
                   <p id=\"main_contents\">Contents</p>\n<ul>\n"
        .to_owned();
    let (mut in_item, mut in_list) = (false, false);
    for heading in headings(document).filter(|heading| heading.level < 3) {
        let below = heading.level == 2 && in_item;
        if in_list && !below {
            out.push_str("</ul>\n");
        }
        if below && !in_list {
            out.push_str("\n<ul>\n");
        }
        if in_item && !below {
            out.push_str("</li>\n");
        }
        in_list = below;
        in_item = true;
        write!(
            out,
            "<li><a href=\"#{}\">{}</a>",
            escape(&heading.anchor),
            numbered(heading)
        )
        .expect("a String takes everything");
        if below {
            out.push_str("</li>\n");
        }
    }
    out.push_str(if in_list { "</ul>\n" } else { "" });
    out.push_str(if in_item { "</li>\n" } else { "" });
    out.push_str("</ul>\n</nav>\n");
    out
}

/// Returns the words of a heading with its number before them.
pub(super) fn numbered(heading: &Heading) -> String {
    let text = escape(&heading.text);
    match &heading.number {
        Some(number) => format!(
            "<span class=\"number\">{}</span> <bdi>{text}</bdi>",
            escape(number)
        ),
        None => format!("<bdi>{text}</bdi>"),
    }
}
