//! The report as one page for a browser: nothing is fetched, and nothing but its own script may run.
//!
//! Everything can be read without the script. It adds what paper cannot do: rows that are sorted, and columns of one
//! period alone.

mod body;
mod contents;
mod escape;
mod figure;
mod inline;
mod policy;
mod table;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::layout::document::{Block, Document, Properties};

use body::Story;
use escape::{escape, plain};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Writes a document as a page.
pub fn write(document: &Document) -> String {
    let mut story = Story::of(document);
    let main = body::chapters(document, &mut story);
    let notes = story.endnotes();
    let properties = &document.properties;
    let mut out = head(properties, &style(&story.widths));
    out.push_str("<body>\n<a class=\"skip\" href=\"#main_report\">Skip to the report</a>\n");
    out.push_str(&header(document));
    out.push_str(&contents::contents(document));
    write!(
        out,
        "<main id=\"main_report\" tabindex=\"-1\">\n{main}{notes}</main>\n<footer>\n<p>{}{}</p>\n</footer>\n",
        escape(&properties.running_title),
        status(properties, " · ")
    )
    .expect("a String takes everything");
    write!(out, "<script>{SCRIPT}</script>\n</body>\n</html>\n")
        .expect("a String takes everything");
    out
}

/// Returns the styles with the widths that columns have on paper, as in the Word file; on a screen they follow from what
/// the cells hold.
fn style(widths: &BTreeSet<u16>) -> String {
    let rule = |width: &u16| format!("  .w{width} {{ width: {}.{}%; }}\n", width / 10, width % 10);
    let rules: String = widths.iter().map(rule).collect();
    format!("{STYLE}@media print {{\n{rules}}}\n")
}

fn head(properties: &Properties, style: &str) -> String {
    let language = &properties.language;
    let fit = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let language = if language.is_empty() || !language.chars().all(fit) {
        "en"
    } else {
        language
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"description\" content=\"{}\">\n<meta name=\"author\" content=\"{}\">\n\
         <title>{}</title>\n<style>{style}</style>\n</head>\n",
        policy::policy(style, SCRIPT).replace('\'', "&#39;"),
        plain(&properties.subject),
        plain(&properties.creator),
        title(properties),
    )
}

/// Returns the title of the window; a page must have one.
fn title(properties: &Properties) -> String {
    let title = plain(&properties.title);
    if title.trim().is_empty() {
        "Report".to_owned()
    } else {
        format!("{title} {}", plain(&properties.period))
            .trim()
            .to_owned()
    }
}

fn status(properties: &Properties, before: &str) -> String {
    let status = properties.status.as_ref();
    status.map_or_else(String::new, |status| format!("{before}{}", escape(status)))
}

/// Returns the top of the page: the title, the lines below it, and the state of the report.
fn header(document: &Document) -> String {
    let properties = &document.properties;
    let mut out = "<header>\n".to_owned();
    let found = document.blocks().find_map(|block| match block {
        Block::Title { text, lines } => Some((text, lines.as_slice())),
        _ => None,
    });
    let (text, lines) = found.unwrap_or((&properties.title, &[]));
    let words = escape(text);
    let words = if words.trim().is_empty() {
        "Report"
    } else {
        &words
    };
    writeln!(out, "<h1>{words}</h1>").expect("a String takes everything");
    for line in lines {
        writeln!(out, "<p>{}</p>", inline::lines(line)).expect("a String takes everything");
    }
    if properties.status.is_some() {
        writeln!(
            out,
            "<p class=\"status\"><strong>{}</strong> Figures and texts may still change.</p>",
            status(properties, "")
        )
        .expect("a String takes everything");
    }
    out.push_str("</header>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, STYLE};

    #[test]
    fn style_and_script_cannot_end_early_and_ask_for_nothing() {
        for part in [STYLE, SCRIPT] {
            for word in [
                "</",
                "<!--",
                "\r",
                "\u{FEFF}",
                "url(",
                "@import",
                "http",
                "fetch",
                "eval",
                "innerHTML",
            ] {
                assert!(!part.contains(word), "{word:?}");
            }
        }
    }
}
