//! Charts with their captions and what they show in words.

use crate::chart;
use crate::layout::document::{Caption, Figure};

use super::body::captioned;
use super::escape::escape;

/// Returns a chart with its caption. The words in a drawing stand in no order that could be read out, so that what it shows
/// is said instead.
pub(super) fn figure(figure: &Figure) -> String {
    written(&figure.caption, &figure.alt, &chart::svg(&figure.chart))
}

fn written(caption: &Caption, alt: &str, svg: &str) -> String {
    let alt = escape(alt);
    let svg = svg.replacen(" role=\"img\"", "", 1);
    let svg = svg.replacen("<svg ", "<svg aria-hidden=\"true\" ", 1);
    let name = format!("figure_{}", caption.number);
    // On a narrow screen its letters stay large enough to be read, and it is moved to and fro.
    let picture = format!(
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{name}\">\n\
         <div class=\"chart\" role=\"img\" aria-label=\"{alt}\">\n{svg}</div>\n</div>"
    );
    format!(
        "<figure id=\"{}\" role=\"figure\" aria-labelledby=\"{name}\">\n{picture}\n\
         <figcaption id=\"{name}\">{}</figcaption>\n</figure>\n",
        escape(&caption.anchor),
        captioned(caption)
    )
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::layout::document::{Caption, Numbered};

    fn caption() -> Caption {
        Caption {
            kind: Numbered::Figure,
            number: 2,
            text: "Use & plan".to_owned(),
            anchor: "figure-use".to_owned(),
        }
    }

    #[test]
    fn a_chart_says_what_it_shows_instead_of_its_letters() {
        let svg = "<svg viewBox=\"0 0 1 1\" role=\"img\"><text>1</text></svg>\n";
        assert_eq!(
            written(&caption(), "Use \"rose\"", svg),
            "<figure id=\"figure-use\" role=\"figure\" aria-labelledby=\"figure_2\">\n\
             <div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"figure_2\">\n\
             <div class=\"chart\" role=\"img\" aria-label=\"Use &quot;rose&quot;\">\n\
             <svg aria-hidden=\"true\" viewBox=\"0 0 1 1\"><text>1</text></svg>\n</div>\n</div>\n\
             <figcaption id=\"figure_2\"><span class=\"number\">Figure 2:</span> <bdi>Use &amp; plan</bdi></figcaption>\n\
             </figure>\n"
        );
    }
}
