//! Where the field of a column stands, for those who look at how a fact was written.

use crate::source::{Place, SourceFile, SourceId, Sources};

use super::columns::NAMES;
use super::table::{field_range, fields, layout};

/// A column of a usage file.
#[derive(Debug)]
pub struct Column<'s> {
    file: &'s SourceFile,
    source: SourceId,
    delimiter: u8,
    at: usize,
}

impl<'s> Column<'s> {
    /// Finds the column of that name in the header of a file in the tidy form.
    pub fn find(sources: &'s Sources, source: SourceId, name: &str) -> Option<Self> {
        let file = sources.get(source);
        let (delimiter, start) = layout(file.text(), NAMES);
        let header = file.text().get(start..)?.lines().next()?;
        let at = (0..fields(header, delimiter)).find(|at| {
            let title = header.get(field_range(header, delimiter, *at));
            title.is_some_and(|title| title.eq_ignore_ascii_case(name))
        })?;
        Some(Self {
            file,
            source,
            delimiter,
            at,
        })
    }

    /// Returns the place of the field in a row of the file, without its quotes and blanks.
    pub fn of(&self, row: Place) -> Place {
        let raw = self.file.slice(row.span);
        let range = field_range(raw, self.delimiter, self.at);
        Place {
            source: self.source,
            span: (row.span.start + range.start..row.span.start + range.end).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Column;
    use crate::source::{Place, Sources};

    #[test]
    fn a_field_is_found_by_the_name_of_its_column() {
        let text = "# why\nmetric;value;note\nnames;\" ES, UK \";a;b\n";
        let mut sources = Sources::default();
        let source = sources.add("a.csv", text.to_owned());
        let column = Column::find(&sources, source, "value").unwrap();
        let row = Place {
            source,
            span: sources.get(source).line(3),
        };
        assert_eq!(sources.get(source).slice(column.of(row).span), " ES, UK ");
        assert!(Column::find(&sources, source, "country").is_none());
    }
}
