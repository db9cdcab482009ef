//! Colours and patterns: every series can be told from its neighbours without colour, also in print without colour.

/// A colour, as three pairs of hexadecimal digits say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink(pub &'static str);

/// Letters, axes and edges.
pub(super) const BLACK: Ink = Ink("222222");
/// Lines of the grid.
pub(super) const FAINT: Ink = Ink("d5d5d5");
/// Lines of a plan.
pub(super) const PLAN: Ink = Ink("6b6b6b");
/// Lines of what was used.
pub(super) const USED: Ink = Ink("1f4e79");
/// The ground.
pub(super) const WHITE: Ink = Ink("ffffff");

/// What is drawn into a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// Nothing.
    Plain,
    /// Lines from side to side.
    Rows,
    /// Lines from top to bottom.
    Stripes,
    /// Both.
    Grid,
}

/// How a series looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The colour of the ground.
    pub ground: Ink,
    /// What is drawn over it.
    pub pattern: Pattern,
    /// The colour of the pattern.
    pub lines: Ink,
}

/// How a box is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// In the look of a series.
    Series(Look),
    /// The same, with slanted lines over it: provisional.
    Provisional(Look),
    /// The same, slanted the other way: at least as much as this.
    Partial(Look),
    /// Empty within a dashed edge: it may reach as far as this.
    Possible,
}

const fn look(ground: &'static str, pattern: Pattern, lines: &'static str) -> Look {
    Look {
        ground: Ink(ground),
        pattern,
        lines: Ink(lines),
    }
}

/// The looks of series, in their order: dark and light take turns, and no two have the same pattern and shade.
pub(super) const LOOKS: [Look; 8] = [
    look("1f4e79", Pattern::Plain, "ffffff"),
    look("bdd7ee", Pattern::Plain, "222222"),
    look("a5480f", Pattern::Rows, "ffffff"),
    look("fbe0cb", Pattern::Stripes, "a5480f"),
    look("375623", Pattern::Stripes, "ffffff"),
    look("d3e8c5", Pattern::Rows, "375623"),
    look("5b2c6f", Pattern::Grid, "ffffff"),
    look("e4d7ea", Pattern::Grid, "5b2c6f"),
];

/// Returns the look of a series.
pub fn of(series: usize) -> Look {
    let [first, ..] = LOOKS;
    LOOKS.get(series % LOOKS.len()).copied().unwrap_or(first)
}

#[cfg(test)]
#[expect(
    clippy::float_arithmetic,
    reason = "contrast is defined with broken powers, and is no figure of a report"
)]
mod tests {
    use super::{BLACK, Ink, LOOKS, PLAN, USED, WHITE};

    /// The relative luminance of WCAG 2, in ten-thousandths.
    fn luminance(ink: Ink) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&ink.0[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    }

    fn contrast(one: Ink, other: Ink) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn neighbours_differ_in_grey() {
        for (one, other) in LOOKS.iter().zip(LOOKS.iter().cycle().skip(1)) {
            let contrast = contrast(one.ground, other.ground);
            assert!(contrast > 3.0, "{one:?} {other:?} {contrast}");
        }
    }

    #[test]
    fn text_and_lines_stand_out_from_the_ground() {
        for ink in [BLACK, PLAN, USED] {
            assert!(contrast(ink, WHITE) >= 4.5, "{ink:?}");
        }
    }

    #[test]
    fn no_two_looks_are_alike_without_colour() {
        for (at, one) in LOOKS.iter().enumerate() {
            for other in &LOOKS[at + 1..] {
                let shades = contrast(one.ground, other.ground) > 3.0;
                assert!(shades || one.pattern != other.pattern, "{one:?} {other:?}");
            }
        }
    }
}
