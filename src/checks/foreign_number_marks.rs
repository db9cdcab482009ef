//! The marks in the number of a baseline are not those of the house style.

use crate::catalogue::Style;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::Decimal;

use super::reading::baseline_number::{BaselineNumber, DECIMALS, ShownMarks, marks_of, number_of};
use super::reading::place_in_text::{mend_in_text, place_in_text};
use super::reading::rows::{MetricRow, rows};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA402",
    name: "foreign-number-marks",
    severity: Severity::Warning,
    summary: "the marks in the number of a baseline are not those of the house style",
    page: include_str!("../../docs/rules/VA402.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for finding in rows(evidence).filter_map(|row| finding(evidence, row)) {
        sink.push(finding);
    }
}

fn finding(evidence: &Evidence<'_>, row: MetricRow<'_>) -> Option<Diagnostic> {
    let baseline = &row.printed.baseline;
    let BaselineNumber {
        text: number,
        range,
        ..
    } = number_of(baseline)?;
    let style = &evidence.catalogue.style;
    let marks = marks_of(number, style.marks);
    let (message, help, sure) = if marks.of_house {
        let read = doubtful(number, marks, style)?;
        (
            format!(
                "`{}` is read as {read}: `{}` stands before the decimals in the house style",
                safe(number),
                style.marks.decimal
            ),
            format!(
                "write `{read}`; or, when thousands are meant, the amount with the house style's marks"
            ),
            None,
        )
    } else {
        let amount = style.numbers.amount(value(number, marks)?, DECIMALS);
        (
            format!("`{}` has {}", safe(number), difference(marks, style)),
            format!("write `{amount}`, so that nobody reads another amount"),
            Some(amount),
        )
    };
    let written = baseline.as_written.as_str();
    let place = place_in_text(evidence.sources, baseline.place, written, &range);
    let mend = sure.and_then(|amount| {
        let edits = [(range, amount.as_str())];
        mend_in_text(evidence.sources, baseline.place, written, &edits)
    });
    Some(
        Diagnostic::new(&RULE, message)
            .at(place, "")
            .help(help)
            .mend(mend)
            .about(row.subject()),
    )
}

/// Returns the value of a number with foreign marks.
fn value(number: &str, marks: ShownMarks) -> Option<Decimal> {
    let plain: String = number
        .chars()
        .filter(|letter| letter.is_ascii_digit() || Some(*letter) == marks.decimal)
        .map(|letter| if letter.is_ascii_digit() { letter } else { '.' })
        .collect();
    plain.parse().ok()
}

/// Says which marks the number has, and which the house style.
fn difference(marks: ShownMarks, style: &Style) -> String {
    let house = style.marks;
    let thousands = marks
        .thousands
        .filter(|mark| Some(*mark) != house.thousands)
        .map(|mark| {
            let instead = house.thousands.map_or("none".to_owned(), named);
            format!(
                "{} between thousands, the house style {instead}",
                named(mark)
            )
        });
    let decimal = marks
        .decimal
        .filter(|mark| *mark != house.decimal)
        .map(|mark| {
            format!(
                "{} before the decimals, the house style {}",
                named(mark),
                named(house.decimal)
            )
        });
    let parts: Vec<String> = thousands.into_iter().chain(decimal).collect();
    parts.join("; ")
}

fn named(mark: char) -> String {
    if mark.is_whitespace() {
        "blanks".to_owned()
    } else {
        format!("`{mark}`")
    }
}

/// Returns how `15.000` is read where `.` stands before decimals: nobody writes a baseline with such zeros.
fn doubtful(number: &str, marks: ShownMarks, style: &Style) -> Option<String> {
    let (whole, decimals) = number.split_once(marks.decimal?)?;
    let like_thousands = decimals.len() == 3
        && decimals.ends_with('0')
        && (1..=3).contains(&whole.len())
        && !whole.starts_with('0');
    let value: Decimal = format!("{whole}.{decimals}").parse().ok()?;
    like_thousands.then(|| style.numbers.amount(value, DECIMALS))
}

#[cfg(test)]
mod tests {
    use super::{difference, doubtful};
    use crate::catalogue::Style;
    use crate::checks::reading::baseline_number::marks_of;

    #[test]
    fn the_difference_is_said_for_each_mark() {
        let said = |number| difference(marks_of(number, Style::default().marks), &Style::default());
        assert_eq!(
            said("4.000.000"),
            "`.` between thousands, the house style `,`"
        );
        assert_eq!(said("15,5"), "`,` before the decimals, the house style `.`");
        assert_eq!(
            said("4 000 000"),
            "blanks between thousands, the house style `,`"
        );
    }

    #[test]
    fn thousands_that_look_like_decimals_are_in_doubt() {
        let read = |number| {
            doubtful(
                number,
                marks_of(number, Style::default().marks),
                &Style::default(),
            )
        };
        assert_eq!(read("15.000").as_deref(), Some("15"));
        assert_eq!(read("1.500").as_deref(), Some("1.5"));
        for number in ["0.500", "3.125", "29433.6", "15,000"] {
            assert_eq!(read(number), None, "{number}");
        }
    }
}
