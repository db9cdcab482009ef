//! A delimited table with the place of each field.
//!
//! The `csv` crate splits rows; this file finds the delimiter, keeps places, and refuses what that crate takes without
//! a word: a quote that is not closed on its line swallows the rows after it.

use std::ops::Range;

use crate::source::{Place, SourceId, Span};

/// Delimiters that are tried.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// A row of a table.
#[derive(Debug)]
pub(super) struct TableRow<'a> {
    /// Its fields, unquoted.
    pub(super) fields: csv::StringRecord,
    raw: &'a str,
    start: usize,
    delimiter: u8,
    source: SourceId,
}

/// A row, or the place of a quote that is not closed on its line.
pub(super) enum Line<'a> {
    /// A row.
    Row(TableRow<'a>),
    /// A quote that is not closed on its line.
    BrokenQuote(Place),
}

impl TableRow<'_> {
    /// Returns a field, trimmed; empty when the row has none there.
    pub(super) fn field(&self, index: usize) -> &str {
        self.fields
            .get(index)
            .unwrap_or_default()
            .trim_matches(blank)
    }

    /// Returns whether all fields are blank.
    pub(super) fn is_blank(&self) -> bool {
        self.fields
            .iter()
            .all(|field| field.trim_matches(blank).is_empty())
    }

    /// Returns the place of the row.
    pub(super) fn place(&self) -> Place {
        self.at(0..self.raw.len())
    }

    /// Returns where the row begins.
    pub(super) fn start(&self) -> Place {
        self.at(0..0)
    }

    /// Returns the mark between its fields, for people.
    pub(super) fn delimiter(&self) -> String {
        match self.delimiter {
            b'\t' => "a tab".to_owned(),
            mark => format!("`{}`", char::from(mark)),
        }
    }

    /// Returns the place of a field without its quotes and blanks; the end of the row when it has none there.
    pub(super) fn field_place(&self, index: usize) -> Place {
        self.at(field_range(self.raw, self.delimiter, index))
    }

    fn at(&self, range: Range<usize>) -> Place {
        Place {
            source: self.source,
            span: Span {
                start: self.start + range.start,
                end: self.start + range.end,
            },
        }
    }
}

/// Returns how many fields a line has.
pub(super) fn fields(raw: &str, delimiter: u8) -> usize {
    split(raw, delimiter).len()
}

/// Returns the range of a field of a line without its quotes and blanks; the end of the line when it has none there.
pub(super) fn field_range(raw: &str, delimiter: u8, index: usize) -> Range<usize> {
    let range = split(raw, delimiter)
        .into_iter()
        .nth(index)
        .unwrap_or(raw.len()..raw.len());
    let text = raw.get(range.clone()).unwrap_or_default();
    let inner = text.trim_matches(blank);
    let lead = text.len() - text.trim_start_matches(blank).len();
    let quoted = inner.len() >= 2 && inner.starts_with('"') && inner.ends_with('"');
    let from = range.start + lead + usize::from(quoted);
    let to = range.start + lead + inner.len() - usize::from(quoted);
    from..to.max(from)
}

fn blank(letter: char) -> bool {
    letter.is_ascii_whitespace() || matches!(letter, '\u{a0}' | '\u{202f}' | '\u{feff}')
}

/// Returns the ranges of the fields of a line, quotes included; a quote counts only at the start of a field, as it does
/// for the reader.
fn split(raw: &str, delimiter: u8) -> Vec<Range<usize>> {
    scan(raw, delimiter).0
}

/// Returns the fields, and whether a quote is open at the end.
fn scan(raw: &str, delimiter: u8) -> (Vec<Range<usize>>, bool) {
    let mut ranges = Vec::new();
    let (mut from, mut quoted) = (0, false);
    for (at, byte) in raw.bytes().enumerate() {
        if byte == b'"' && (quoted || at == from) {
            quoted = !quoted;
        } else if byte == b'"'
            && raw.as_bytes().get(at.wrapping_sub(1)) == Some(&b'"')
            && is_quoted(raw, from)
        {
            quoted = true;
        } else if byte == delimiter && !quoted {
            ranges.push(from..at);
            from = at + 1;
        }
    }
    ranges.push(from..raw.len());
    (ranges, quoted)
}

fn is_quoted(raw: &str, from: usize) -> bool {
    raw.as_bytes().get(from) == Some(&b'"')
}

/// Returns the first field of a line whose quotes do not fit: it opens with one and does not end with it, or has letters
/// behind the one that closes it.
fn misquoted(raw: &str, delimiter: u8) -> Option<Range<usize>> {
    split(raw, delimiter).into_iter().find(|range| {
        let field = raw.get(range.clone()).unwrap_or_default().trim_end();
        let Some(inner) = field.strip_prefix('"') else {
            return false;
        };
        let Some(inner) = inner.strip_suffix('"') else {
            return true;
        };
        inner.replace("\"\"", "").contains('"')
    })
}

/// Returns the delimiter of a file and where its header begins: a `sep=` line decides, else the header's known columns.
pub(super) fn layout(text: &str, known: &[&str]) -> (u8, usize) {
    let start = skip(text, 0);
    let first = text
        .get(start..)
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default();
    let plain = first.trim_matches(['\r', ' ', '"']).to_ascii_lowercase();
    if let Some(mark) = plain
        .strip_prefix("sep=")
        .and_then(|rest| rest.bytes().next())
        .filter(|mark| is_delimiter(*mark))
    {
        let next = text
            .get(start..)
            .and_then(|rest| rest.find('\n'))
            .map_or(text.len(), |at| start + at + 1);
        return (mark, skip(text, next));
    }
    let hits = |delimiter: u8| {
        let fields = split(first, delimiter);
        let named = |range: &Range<usize>| {
            let name = first
                .get(range.clone())
                .unwrap_or_default()
                .trim_matches(blank)
                .trim_matches('"');
            known
                .iter()
                .any(|known| known.eq_ignore_ascii_case(name.trim()))
        };
        (
            fields.iter().filter(|range| named(range)).count(),
            fields.len(),
        )
    };
    let best = DELIMITERS
        .into_iter()
        .max_by_key(|delimiter| (hits(*delimiter), *delimiter == b','));
    (best.unwrap_or(b','), start)
}

/// Returns whether a byte can stand between fields: it is a sign of its own, and none that names or quotes have.
fn is_delimiter(mark: u8) -> bool {
    mark == b'\t' || (mark.is_ascii_punctuation() && !b"\"_-".contains(&mark))
}

/// Passes over blank lines and lines that begin with `#`.
fn skip(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let line = rest.get(..end).unwrap_or_default();
        if !line.trim().is_empty() && !line.starts_with('#') {
            break;
        }
        at += end;
    }
    at
}

/// A part of a file that ends where a line ends, or the file.
#[derive(Debug, Clone, Copy)]
pub(in crate::usage) struct Stretch<'a> {
    /// Its text.
    pub(in crate::usage) text: &'a str,
    /// Where it begins in the file.
    pub(in crate::usage) base: usize,
    /// Whether anything but ends of lines follows it in the file.
    pub(in crate::usage) goes_on: bool,
}

/// Calls `take` for each row, header included.
pub(super) fn each_row<'a>(
    stretch: Stretch<'a>,
    source: SourceId,
    delimiter: u8,
    mut take: impl FnMut(Line<'a>),
) {
    let mut from = 0;
    while from < stretch.text.len() {
        from = run(stretch, source, delimiter, from, &mut take);
    }
}

/// Reads rows until the end or a broken quote; returns where to go on.
fn run<'a>(
    stretch: Stretch<'a>,
    source: SourceId,
    delimiter: u8,
    from: usize,
    take: &mut impl FnMut(Line<'a>),
) -> usize {
    let rest = stretch.text.get(from..).unwrap_or_default();
    let base = stretch.base + from;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .buffer_capacity(rest.len().clamp(1, 1 << 13))
        .from_reader(rest.as_bytes());
    let mut before = 0;
    loop {
        let mut fields = csv::StringRecord::new();
        if !reader.read_record(&mut fields).unwrap_or(false) {
            return stretch.text.len();
        }
        let after = usize::try_from(reader.position().byte()).unwrap_or(rest.len());
        let begin = skip(rest, before);
        let raw = rest
            .get(begin..after)
            .unwrap_or_default()
            .trim_end_matches(['\n', '\r']);
        before = after;
        let first = raw.split_inclusive('\n').next().unwrap_or_default();
        // Behind the last line of a stretch a quote would go on into the next one.
        let is_cut = stretch.goes_on && after >= rest.len() && is_open(raw, delimiter);
        if first.len() < raw.len() || is_cut {
            let open = split(first, delimiter)
                .last()
                .map_or(0, |range| range.start);
            take(Line::BrokenQuote(Place {
                source,
                span: Span {
                    start: base + begin + open,
                    end: base + begin + first.trim_end().len().max(open + 1),
                },
            }));
            return if is_cut && first.len() == raw.len() {
                stretch.text.len()
            } else {
                from + begin + first.len()
            };
        }
        if let Some(range) = misquoted(raw, delimiter) {
            take(Line::BrokenQuote(Place {
                source,
                span: Span {
                    start: base + begin + range.start,
                    end: base + begin + range.end.max(range.start + 1),
                },
            }));
            continue;
        }
        take(Line::Row(TableRow {
            fields,
            raw,
            start: base + begin,
            delimiter,
            source,
        }));
    }
}

/// Returns whether a quote is open at the end of a line.
fn is_open(raw: &str, delimiter: u8) -> bool {
    scan(raw, delimiter).1
}

#[cfg(test)]
mod tests {
    use super::{Line, Stretch, each_row, layout};
    use crate::source::Sources;

    fn behind(text: &str, start: usize) -> Stretch<'_> {
        Stretch {
            text: &text[start..],
            base: start,
            goes_on: false,
        }
    }

    fn rows(text: &str) -> (Vec<Vec<String>>, Vec<usize>) {
        let mut sources = Sources::default();
        let id = sources.add("a.csv", text.to_owned());
        let (delimiter, start) = layout(text, &["installation", "metric", "value"]);
        let (mut rows, mut broken) = (Vec::new(), Vec::new());
        each_row(behind(text, start), id, delimiter, |line| match line {
            Line::Row(row) => rows.push(row.fields.iter().map(str::to_owned).collect()),
            Line::BrokenQuote(place) => broken.push(sources.locate(place).1.line),
        });
        (rows, broken)
    }

    #[test]
    fn semicolons_tabs_and_a_sep_line_are_understood() {
        let wanted = vec![vec!["installation", "value"], vec!["a", "3,4"]];
        assert_eq!(rows("installation;value\na;3,4\n").0, wanted);
        assert_eq!(rows("installation\tvalue\r\na\t3,4\r\n").0, wanted);
        assert_eq!(rows("sep=;\ninstallation;value\na;3,4").0, wanted);
    }

    #[test]
    fn an_unclosed_quote_does_not_swallow_the_rows_after_it() {
        let (rows, broken) = rows("installation,value\na,\"1\nb,2\nc,3\n");
        assert_eq!(broken, [2]);
        assert_eq!(rows, [["installation", "value"], ["b", "2"], ["c", "3"]]);
    }

    #[test]
    fn comments_and_blank_lines_are_passed_over_and_places_stay_right() {
        let text = "# why\n\ninstallation,value\n\n# more\na,\" x \"\n";
        let mut sources = Sources::default();
        let id = sources.add("a.csv", text.to_owned());
        let (delimiter, start) = layout(text, &["installation"]);
        let mut places = Vec::new();
        each_row(behind(text, start), id, delimiter, |line| {
            if let Line::Row(row) = line {
                let place = row.field_place(1);
                places.push((
                    sources.locate(place).1.line,
                    sources.get(id).slice(place.span).to_owned(),
                ));
            }
        });
        assert_eq!(places, [(3, "value".to_owned()), (6, " x ".to_owned())]);
    }
}
