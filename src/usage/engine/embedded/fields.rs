//! The fields of a line.

use super::index::Found;
use super::plain::unquoted;

/// The fields of a line by their marks.
#[derive(Clone, Copy)]
pub(super) struct Fields<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) marks: &'b [u32],
    /// Whether there may be quotes.
    pub(super) is_quoted: bool,
}

impl<'b> Fields<'b> {
    /// Returns the range of the columns from one to before another.
    #[inline]
    pub(super) fn range(self, from: usize, to: usize) -> Option<(u32, u32)> {
        Some((self.marks.get(from)?.wrapping_add(1), *self.marks.get(to)?))
    }

    #[inline]
    pub(super) fn get(self, (from, to): (u32, u32)) -> Option<&'b [u8]> {
        self.bytes.get(from as usize..to as usize)
    }

    /// Returns a field without its quotes; an empty one where the file has no such column.
    #[inline]
    pub(super) fn field(self, column: Option<usize>) -> Option<&'b [u8]> {
        let Some(column) = column else {
            return Some(b"");
        };
        let field = self.get(self.range(column, column + 1)?)?;
        if self.is_quoted {
            unquoted(field)
        } else {
            Some(field)
        }
    }
}

/// Returns the fields of a line, when quotes stand around whole fields only and it ends once; `end` is where it ends and
/// `own` takes the marks where they are not those of the block.
#[inline]
pub(super) fn regular<'b>(
    bytes: &'b [u8],
    marks: &'b [u32],
    end: u32,
    found: Found,
    delimiter: u8,
    own: &'b mut Vec<u32>,
) -> Option<Fields<'b>> {
    if !found.quote && !found.carriage {
        return Some(Fields {
            bytes,
            marks,
            is_quoted: false,
        });
    }
    by_quotes(bytes, marks, end, found, delimiter, own)
}

/// Returns the fields of a line that may have quotes or carriage returns.
fn by_quotes<'b>(
    bytes: &'b [u8],
    marks: &[u32],
    end: u32,
    found: Found,
    delimiter: u8,
    own: &'b mut Vec<u32>,
) -> Option<Fields<'b>> {
    let (before, rest) = marks.split_first()?;
    let (_, inner) = rest.split_last()?;
    let line = bytes.get(before.wrapping_add(1) as usize..end as usize)?;
    if found.carriage && line.contains(&b'\r') {
        return None;
    }
    own.clear();
    own.push(*before);
    let (mut start, mut is_open, mut is_closed) = (before.wrapping_add(1), false, false);
    for mark in inner {
        if bytes.get(*mark as usize) == Some(&delimiter) {
            if !is_open {
                own.push(*mark);
                (start, is_closed) = (mark + 1, false);
            }
            continue;
        }
        let next = if mark + 1 == end {
            None
        } else {
            bytes.get(*mark as usize + 1)
        };
        match (is_open, next) {
            (false, _) if *mark == start && !is_closed => is_open = true,
            (true, None) => (is_open, is_closed) = (false, true),
            (true, Some(byte)) if *byte == delimiter => (is_open, is_closed) = (false, true),
            _ => return None,
        }
    }
    own.push(end);
    (!is_open).then_some(Fields {
        bytes,
        marks: own,
        is_quoted: found.quote,
    })
}

#[cfg(test)]
mod tests {
    use super::super::index::Index;
    use super::regular;

    fn fields(line: &str) -> Option<Vec<String>> {
        let mut index = Index::default();
        let found = index.scan(line.as_bytes(), b',');
        let marks = index.lines().next()?;
        let feed = usize::try_from(*marks.last()?).unwrap();
        let end = line[..feed].trim_end_matches('\r').len();
        let mut own = Vec::new();
        let end = u32::try_from(end).unwrap();
        let fields = regular(line.as_bytes(), marks, end, found, b',', &mut own)?;
        let all = (0..fields.marks.len() - 1).map(|at| fields.field(Some(at)));
        all.map(|field| Some(String::from_utf8(field?.to_vec()).unwrap()))
            .collect()
    }

    #[test]
    fn quotes_around_whole_fields_are_taken_off() {
        let wanted = Some(vec!["a".to_owned(), "b,c".to_owned(), String::new()]);
        assert_eq!(fields("a,\"b,c\",\n"), wanted);
        assert_eq!(fields("\"a\",\"b,c\",\"\"\r\n"), wanted);
        assert_eq!(fields("a,b"), Some(vec!["a".to_owned(), "b".to_owned()]));
    }

    #[test]
    fn other_quotes_are_left_to_the_reader_of_rows() {
        for line in [
            "a,b\"c\n",
            "\"a,b\n",
            "\"a\"b,c\n",
            "\"a\"\"b\",c\n",
            "a\rb,c\n",
            "a,\"\n",
            "\"a\" ,b\n",
        ] {
            assert_eq!(fields(line), None, "{line}");
        }
    }
}
