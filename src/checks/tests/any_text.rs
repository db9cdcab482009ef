//! No text stops a check, whatever it is made of.

use super::found;
use crate::checks::CHECKS;

/// Pieces that the readers of texts look for, cut and joined in every way.
const PIECES: &[&str] = &[
    "M6",
    "M1-",
    "–",
    "M36",
    " (",
    ")",
    "[",
    "](",
    "Q1 ",
    "2023",
    "first ",
    "half-year ",
    "period",
    "this ",
    "the the",
    "..",
    ".The",
    ",and",
    "“",
    "’",
    "\"",
    "`",
    "{{",
    "}}",
    "<<",
    "<!--",
    "-->",
    "http://",
    "é",
    "ǅ",
    "İ",
    "\u{a0}",
    "\n\n",
    "\r\n",
    "- ",
    "1) ",
    "TBC",
    "to be done",
    "Open ",
    "Archive ",
    "Service ",
    "March ",
    "15",
    "i.e. ",
    "will start from ",
    "ready in ",
    "*",
    "#",
    "> ",
    "\t",
    "0",
    "\u{202e}",
    "=",
];

#[test]
fn no_text_stops_a_check() {
    let mut state: usize = 7;
    let mut next = |bound: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let own = CHECKS
        .iter()
        .filter(|check| ("VA509"..="VA517").contains(&check.rule.code));
    for check in own {
        for _ in 0..150 {
            let text: String = (0..next(60)).map(|_| PIECES[next(PIECES.len())]).collect();
            let text = format!("word {text}");
            found(
                check,
                &[
                    ("M1-M6/cloud", &text),
                    ("M7-M12/cloud", &text),
                    ("M7-M12/islands", &text),
                ],
            );
        }
    }
}
