//! Numbers of headings and captions, counted over the whole document.

use super::document::{Caption, Heading, Numbered};

/// Counts headings and captions.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    levels: [u32; 3],
    tables: u32,
    figures: u32,
}

impl Numbering {
    /// Returns a numbered heading of level 1 to 3.
    pub(super) fn heading(&mut self, level: u8, text: &str, anchor: &str) -> Heading {
        let depth = usize::from(level.clamp(1, 3));
        for (at, number) in self.levels.iter_mut().enumerate() {
            if at + 1 == depth {
                *number += 1;
            } else if at + 1 > depth {
                *number = 0;
            }
        }
        let numbers: Vec<String> = self
            .levels
            .iter()
            .take(depth)
            .map(ToString::to_string)
            .collect();
        Heading {
            level,
            number: Some(numbers.join(".")),
            text: text.to_owned(),
            anchor: anchor.to_owned(),
        }
    }

    /// Returns a heading without a number.
    pub(super) fn plain(text: &str, anchor: &str) -> Heading {
        Heading {
            level: 1,
            number: None,
            text: text.to_owned(),
            anchor: anchor.to_owned(),
        }
    }

    /// Returns the caption of the next table.
    pub(super) fn table(&mut self, text: impl Into<String>, anchor: impl Into<String>) -> Caption {
        self.tables += 1;
        Caption {
            kind: Numbered::Table,
            number: self.tables,
            text: text.into(),
            anchor: anchor.into(),
        }
    }

    /// Returns the caption of the next figure.
    pub(super) fn figure(&mut self, text: impl Into<String>, anchor: impl Into<String>) -> Caption {
        self.figures += 1;
        Caption {
            kind: Numbered::Figure,
            number: self.figures,
            text: text.into(),
            anchor: anchor.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    #[test]
    fn a_heading_starts_the_count_below_it_anew() {
        let mut numbering = Numbering::default();
        let levels = [1, 1, 2, 3, 3, 2, 3];
        let numbers: Vec<String> = levels
            .map(|level| numbering.heading(level, "", "").number.unwrap())
            .into();
        assert_eq!(numbers, ["1", "2", "2.1", "2.1.1", "2.1.2", "2.2", "2.2.1"]);
    }
}
