//! The letters of the charts: which there are, and how wide a text is.
//!
//! The fonts are part of the program, so that a chart is the same on every machine. Lengths are hundredths of a pixel.

use std::sync::LazyLock;

use ttf_parser::Face;

/// The font of the text.
pub(super) const REGULAR: &[u8] = include_bytes!("font/va-report-sans-regular.ttf");
/// The font of headings.
pub(super) const BOLD: &[u8] = include_bytes!("font/va-report-sans-bold.ttf");
/// The name by which the picture finds its font; what follows it in a list serves readers that lack it.
pub(super) const FAMILY: &str = "VA Report Sans";
/// Fonts with letters of the same widths, for those who show the drawing itself.
pub(super) const ALIKE: &str = "Liberation Sans, Arimo, Arial, Helvetica, sans-serif";
/// What is drawn for a letter that the fonts lack.
pub(super) const LACKING: char = '□';

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A size and a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Type {
    pub(super) size: i32,
    pub(super) weight: Weight,
}

/// Text of axes and legends.
pub(super) const TEXT: Type = Type {
    size: 1200,
    weight: Weight::Regular,
};
/// Headings within a chart.
pub(super) const HEADING: Type = Type {
    size: 1200,
    weight: Weight::Bold,
};
/// Figures beside what they measure, and remarks.
pub(super) const SMALL: Type = Type {
    size: 1100,
    weight: Weight::Regular,
};

static FACES: LazyLock<[Option<Face<'static>>; 2]> =
    LazyLock::new(|| [REGULAR, BOLD].map(|bytes| Face::parse(bytes, 0).ok()));

fn face(weight: Weight) -> Option<&'static Face<'static>> {
    let [regular, bold] = &*FACES;
    match weight {
        Weight::Regular => regular.as_ref(),
        Weight::Bold => bold.as_ref(),
    }
}

impl Type {
    /// Returns how wide a text is.
    pub(super) fn width(self, text: &str) -> i32 {
        self.ends(text).last().map_or(0, |(_, width)| width)
    }

    /// Returns for each letter where it ends, in bytes, and how wide the text is up to there.
    fn ends(self, text: &str) -> impl Iterator<Item = (usize, i32)> {
        let face = face(self.weight);
        let em = face.map_or(1, |face| i64::from(face.units_per_em()));
        let mut units = 0;
        text.char_indices().map(move |(at, letter)| {
            let advance = face.and_then(|face| {
                let glyph = face.glyph_index(letter).unwrap_or_default();
                face.glyph_hor_advance(glyph)
            });
            units += i64::from(advance.unwrap_or_default());
            let width = (units * i64::from(self.size) + em - 1) / em;
            let width = i32::try_from(width).unwrap_or(i32::MAX);
            (at + letter.len_utf8(), width)
        })
    }

    /// Returns how far letters reach above their line.
    pub(super) fn ascent(self) -> i32 {
        self.size * 905 / 1000
    }

    /// Returns how far letters reach below their line.
    pub(super) fn descent(self) -> i32 {
        self.size * 212 / 1000
    }

    /// Returns the distance from line to line.
    pub(super) fn leading(self) -> i32 {
        self.size * 118 / 100
    }

    /// Returns a text in one line of at most this width; what is cut off is marked.
    pub(super) fn fitted(self, text: &str, most: i32) -> String {
        if self.width(text) <= most {
            return text.to_owned();
        }
        // Letters and the sign are rounded apart, so that one more hundredth may be needed.
        let sign = self.width("…") + 1;
        let fits = self
            .ends(text)
            .take_while(|(_, width)| width + sign <= most);
        let end = fits.last().map_or(0, |(end, _)| end);
        let kept = text.get(..end).unwrap_or_default().trim_end();
        if kept.is_empty() {
            return String::new();
        }
        format!("{kept}…")
    }

    /// Returns a text in at most `lines` lines of at most this width; what is cut off is marked.
    pub(super) fn wrapped(self, text: &str, most: i32, lines: usize) -> Vec<String> {
        let mut done: Vec<String> = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() && done.len() + 1 < lines && self.width(rest) > most {
            let at = self.break_of(rest, most);
            let (line, left) = rest.split_at(at);
            done.push(line.trim_end().to_owned());
            rest = left.trim_start();
        }
        if !rest.is_empty() {
            done.push(self.fitted(rest, most));
        }
        done
    }

    /// Returns where a line that is too long is broken: after the last word that fits, else within a word.
    fn break_of(self, text: &str, most: i32) -> usize {
        let mut fits = 0;
        let mut after_word = 0;
        for ((end, width), letter) in self.ends(text).zip(text.chars()) {
            if letter == ' ' {
                after_word = end;
            }
            if width > most {
                break;
            }
            fits = end;
            if letter == '-' || letter == '/' {
                after_word = end;
            }
        }
        let first = text.chars().next().map_or(0, char::len_utf8);
        if after_word > 0 {
            after_word
        } else {
            fits.max(first)
        }
    }
}

/// Returns a text with letters that can be drawn: blanks are single, signs that steer a line are left out, and a letter
/// that the fonts lack is a box.
pub(super) fn drawable(text: &str) -> String {
    let face = face(Weight::Regular);
    let has = |letter| face.is_some_and(|face| face.glyph_index(letter).is_some());
    let mut drawn = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() || (letter.is_whitespace() && letter != '\u{a0}') {
            if !drawn.is_empty() && !drawn.ends_with(' ') {
                drawn.push(' ');
            }
        } else if steers(letter) {
        } else if has(letter) {
            drawn.push(letter);
        } else {
            drawn.push(LACKING);
        }
    }
    drawn.trim_end().to_owned()
}

/// Returns whether a text has letters that are drawn as boxes.
pub(super) fn lacks(text: &str) -> bool {
    drawable(text).contains(LACKING) && !text.contains(LACKING)
}

/// Returns whether a sign has no form of its own: it joins, parts or turns the letters beside it.
fn steers(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{HEADING, TEXT, drawable, lacks};

    #[test]
    fn widths_come_from_the_font() {
        // The figures of the font are 1139 of 2048 units wide.
        assert_eq!(TEXT.width("0"), (1139 * 1200 + 2047) / 2048);
        assert_eq!(TEXT.width(""), 0);
        assert!(HEADING.width("Budget") > TEXT.width("Budget"));
        for letters in ["ÅÇŞŁ", "ΑΩ", "Жя", "ạ"] {
            assert!(!lacks(letters), "{letters}");
        }
    }

    #[test]
    fn a_letter_that_the_font_lacks_does_not_vanish() {
        assert_eq!(drawable("漢 a\u{202e}b\n c"), "□ ab c");
        assert!(lacks("漢"));
        assert!(lacks("عربي"));
    }

    #[test]
    fn a_long_text_is_broken_between_words_and_its_loss_is_marked() {
        let text = "National distributed computing infrastructure of the north";
        let lines = TEXT.wrapped(text, 12_000, 9);
        assert!(lines.len() > 2);
        assert_eq!(lines.join(" "), text);
        let two = TEXT.wrapped(text, 12_000, 2);
        assert_eq!(two.len(), 2);
        assert!(two[1].ends_with('…'), "{two:?}");
        for line in lines.iter().chain(&two) {
            assert!(TEXT.width(line) <= 12_000, "{line}");
        }
        assert!(TEXT.wrapped("wwwwwwwwwwwwwwwwwwww", 3_000, 20).len() > 3);
    }
}
