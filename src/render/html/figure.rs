//! Charts with their captions, what they show in words, and their figures as a table.

use std::fmt::Write as _;

use crate::chart::Chart;
use crate::layout::document::Figure;

use super::body::captioned;
use super::escape::escape;

/// Returns a chart with its caption; its figures stand below, for readers who would rather have numbers.
pub(super) fn figure(figure: &Figure) -> String {
    let alt = escape(&figure.alt);
    let picture = match drawn(figure) {
        Some(svg) => format!("<div class=\"chart\" role=\"img\" aria-label=\"{alt}\">{svg}</div>"),
        None => format!("<p class=\"chart\">{alt}</p>"),
    };
    let name = format!("figure_{}", figure.caption.number);
    format!(
        "<figure id=\"{}\" role=\"figure\" aria-labelledby=\"{name}\">\n{picture}\n\
         <figcaption id=\"{name}\">{}</figcaption>\n{}</figure>\n",
        escape(&figure.caption.anchor),
        captioned(&figure.caption),
        data(&figure.chart)
    )
}

/// Returns the drawing of a chart.
fn drawn(_figure: &Figure) -> Option<String> {
    None
}

/// Returns the figures of a chart as a table that is opened on demand.
fn data(chart: &Chart) -> String {
    let mut out = "<details class=\"data\">\n<summary>The figures of this chart</summary>\n\
                   <div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Figures of the chart\">\n\
                   <table class=\"figures\">\n"
        .to_owned();
    write!(out, "<thead>\n<tr><td></td>").expect("a String takes everything");
    for series in &chart.series {
        let unit = if chart.unit.is_empty() {
            String::new()
        } else {
            format!(" ({})", escape(&chart.unit))
        };
        write!(
            out,
            "<th scope=\"col\" class=\"end\">{}{unit}</th>",
            escape(&series.name)
        )
        .expect("a String takes everything");
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for (at, category) in chart.categories.iter().enumerate() {
        write!(out, "<tr><th scope=\"row\">{}</th>", escape(category))
            .expect("a String takes everything");
        for series in &chart.series {
            match series.values.get(at).copied().flatten() {
                Some(value) => write!(out, "<td class=\"end\">{}</td>", value.normalize()),
                None => write!(out, "<td class=\"end absent\">no figure</td>"),
            }
            .expect("a String takes everything");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n</details>\n");
    out
}
