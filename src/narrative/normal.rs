//! What a text says when it is printed: two texts that are printed alike have the same normal form.
//!
//! A word processor knows neither how marks are nested nor where a bold blank belongs. The normal form says it in one
//! way: links hold bold, bold holds italic, blanks stand outside of marks where they can, and what is printed as nothing
//! is left out.

use super::address::is_address;
use super::reference::{self, Reference};
use super::text::{Run, TextBlock, TextItem, TextList, TextTable};

/// Deepest level of a list in print, counted from 0; what lies deeper is printed at this level.
const DEEPEST: usize = 8;

/// How a piece of a line looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// Where it leads, when it is a link.
    pub url: Option<String>,
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
}

/// A piece of a line with its look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// How it looks; a footnote has no look.
    pub look: Look,
    /// What it is.
    pub what: What,
}

/// What a piece of a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Words; a line feed in them is a line break.
    Words(String),
    /// Fixed-width text.
    Code(String),
    /// A figure that is taken from the data.
    Reference(Reference),
    /// A footnote.
    Note(Vec<Piece>),
}

/// Returns the normal form of a text.
pub fn normal(blocks: &[TextBlock]) -> Vec<TextBlock> {
    let mut all: Vec<TextBlock> = Vec::new();
    for block in blocks {
        match block {
            TextBlock::Paragraph(runs) => {
                let runs = line(pieces(runs));
                all.extend((!runs.is_empty()).then_some(TextBlock::Paragraph(runs)));
            }
            TextBlock::List(source) => {
                let mut items = Vec::new();
                collect(source, 0, &mut items);
                push_list(&mut all, source.ordered, items);
            }
            TextBlock::Table(table) => all.push(TextBlock::Table(normal_table(table))),
        }
    }
    all
}

fn normal_table(table: &TextTable) -> TextTable {
    let cells = |cells: &Vec<Vec<Run>>| cells.iter().map(|runs| line(pieces(runs))).collect();
    TextTable {
        align: table.align.clone(),
        header: cells(&table.header),
        rows: table.rows.iter().map(cells).collect(),
    }
}

/// Adds a list; two with bullets, one after the other, are one in print.
fn push_list(all: &mut Vec<TextBlock>, ordered: bool, items: Vec<TextItem>) {
    if items.is_empty() {
        return;
    }
    match all.last_mut() {
        Some(TextBlock::List(last)) if !ordered && !last.ordered => last.items.extend(items),
        _ => all.push(TextBlock::List(TextList { ordered, items })),
    }
}

fn collect(list: &TextList, level: usize, items: &mut Vec<TextItem>) {
    for item in &list.items {
        let content = line(pieces(&item.content));
        let deeper = item
            .nested
            .as_ref()
            .filter(|nested| !nested.items.is_empty());
        let nested = deeper.filter(|_| level < DEEPEST).map(|nested| {
            let mut below = Vec::new();
            collect(nested, level + 1, &mut below);
            TextList {
                ordered: nested.ordered,
                items: below,
            }
        });
        items.push(TextItem { content, nested });
        if let Some(nested) = deeper.filter(|_| level >= DEEPEST) {
            collect(nested, level, items);
        }
    }
}

/// Returns runs as pieces with their look.
fn pieces(runs: &[Run]) -> Vec<Piece> {
    let mut all = Vec::new();
    flatten(runs, &Look::default(), &mut all);
    all
}

fn flatten(runs: &[Run], look: &Look, all: &mut Vec<Piece>) {
    let push = |all: &mut Vec<Piece>, what| {
        all.push(Piece {
            look: look.clone(),
            what,
        });
    };
    for run in runs {
        match run {
            Run::Plain(words) => push(all, What::Words(words.clone())),
            Run::Code(words) => push(all, What::Code(words.clone())),
            Run::Reference(reference) => push(all, What::Reference(reference.clone())),
            Run::Doubtful { content, .. } => flatten(content, look, all),
            Run::Strong(content) => {
                let strong = true;
                flatten(
                    content,
                    &Look {
                        strong,
                        ..look.clone()
                    },
                    all,
                );
            }
            Run::Emphasis(content) => {
                let emphasis = true;
                flatten(
                    content,
                    &Look {
                        emphasis,
                        ..look.clone()
                    },
                    all,
                );
            }
            Run::Link { url, content } => {
                let own = Some(url.clone()).filter(|url| is_address(url));
                let url = own.or_else(|| look.url.clone());
                flatten(
                    content,
                    &Look {
                        url,
                        ..look.clone()
                    },
                    all,
                );
            }
            Run::Footnote(content) => push(all, What::Note(pieces(content))),
        }
    }
}

/// The smallest piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Atom {
    Letter(char),
    Code(String),
    Reference(Reference),
    Note(Vec<Run>),
}

impl Atom {
    fn is_blank(&self) -> bool {
        matches!(self, Self::Letter(letter) if letter.is_whitespace())
    }
}

/// Returns the normal form of a line.
pub fn line(pieces: Vec<Piece>) -> Vec<Run> {
    match plain_words(&pieces) {
        Some(words) => reference::split(vec![Run::Plain(words)]),
        None => settled(pieces),
    }
}

/// Returns the words of a line that is in its normal form as it stands, which most lines of a report are: no looks, no
/// breaks, no blanks at its ends.
fn plain_words(pieces: &[Piece]) -> Option<String> {
    let mut words = String::new();
    for piece in pieces {
        match &piece.what {
            What::Words(text) if piece.look == Look::default() => words.push_str(text),
            _ => return None,
        }
    }
    let ends = [words.chars().next()?, words.chars().next_back()?];
    let is_plain = |letter| letter != '\n' && printed(letter) == letter;
    let stands = words.chars().all(is_plain) && !ends.iter().any(|end| end.is_whitespace());
    stands.then_some(words)
}

fn settled(pieces: Vec<Piece>) -> Vec<Run> {
    let mut atoms = Vec::new();
    for piece in pieces {
        atomise(piece, &mut atoms);
    }
    let mut atoms = trimmed(atoms);
    settle_blanks(&mut atoms);
    reference::split(runs(&atoms))
}

fn atomise(piece: Piece, atoms: &mut Vec<(Look, Atom)>) {
    let Piece { look, what } = piece;
    match what {
        What::Words(words) => {
            let letters = words.chars().map(printed);
            atoms.extend(letters.map(|letter| (look.clone(), Atom::Letter(letter))));
        }
        What::Code(words) => {
            let line: String = words.chars().map(printed).collect();
            let line = line.replace('\n', " ");
            match atoms.last_mut() {
                _ if line.is_empty() => {}
                Some((last, Atom::Code(code))) if *last == look => code.push_str(&line),
                _ => atoms.push((look, Atom::Code(line))),
            }
        }
        What::Reference(reference) => atoms.push((look, Atom::Reference(reference))),
        What::Note(content) => {
            let flat = content.into_iter().flat_map(unnoted).collect();
            atoms.push((Look::default(), Atom::Note(line(flat))));
        }
    }
}

/// Returns a piece of a footnote: a footnote in a footnote is printed as its words, in the look of its place.
fn unnoted(piece: Piece) -> Vec<Piece> {
    let Piece { look, what } = piece;
    let What::Note(content) = what else {
        return vec![Piece { look, what }];
    };
    let inner = content.into_iter().flat_map(unnoted);
    let inner = inner.map(|piece| Piece {
        look: Look {
            url: piece.look.url.or_else(|| look.url.clone()),
            strong: piece.look.strong || look.strong,
            emphasis: piece.look.emphasis || look.emphasis,
        },
        what: piece.what,
    });
    inner.collect()
}

/// Returns a letter as it is printed: what XML cannot hold is shown as unknown.
fn printed(letter: char) -> char {
    let holds = matches!(letter, '\t' | '\n' | '\u{20}'..='\u{7E}' | '\u{A0}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    if holds {
        letter
    } else {
        char::REPLACEMENT_CHARACTER
    }
}

/// Leaves out blanks at both ends of each line, and empty lines.
fn trimmed(atoms: Vec<(Look, Atom)>) -> Vec<(Look, Atom)> {
    let mut kept: Vec<(Look, Atom)> = Vec::with_capacity(atoms.len());
    let mut blanks: Vec<(Look, Atom)> = Vec::new();
    for atom in atoms {
        if atom.1.is_blank() {
            blanks.push(atom);
            continue;
        }
        let waiting = std::mem::take(&mut blanks);
        if !kept.is_empty() {
            let breaks = waiting
                .iter()
                .position(|(_, blank)| *blank == Atom::Letter('\n'));
            match breaks.and_then(|at| waiting.get(at)) {
                Some(line_feed) => kept.push(line_feed.clone()),
                None => kept.extend(waiting),
            }
        }
        kept.push(atom);
    }
    kept
}

/// Takes marks off blanks that do not stand inside of them.
fn settle_blanks(atoms: &mut [(Look, Atom)]) {
    let mut at = 0;
    while at < atoms.len() {
        let rest = atoms.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|(_, atom)| atom.is_blank()).count();
        if length == 0 {
            at += 1;
            continue;
        }
        let look = |at: Option<usize>| {
            at.and_then(|at| atoms.get(at))
                .map(|(look, _)| look.clone())
        };
        let before = look(at.checked_sub(1)).unwrap_or_default();
        let after = look(Some(at + length)).unwrap_or_default();
        let own = rest.iter().take(length).map(|(look, _)| look);
        let settled = shared(own, &before, &after);
        for (look, _) in atoms.iter_mut().skip(at).take(length) {
            *look = settled.clone();
        }
        at += length;
    }
}

/// Returns the look that blanks share with what stands around them.
fn shared<'l>(own: impl Iterator<Item = &'l Look>, before: &Look, after: &Look) -> Look {
    let mut all: Vec<&Look> = own.collect();
    all.extend([before, after]);
    let mut look = Look::default();
    if all.iter().all(|one| one.url == before.url) {
        look.url.clone_from(&before.url);
    }
    let whole = before.url == look.url && after.url == look.url;
    look.strong = whole && all.iter().all(|one| one.strong);
    let whole = whole && before.strong == look.strong && after.strong == look.strong;
    look.emphasis = whole && all.iter().all(|one| one.emphasis);
    look
}

/// Returns atoms as runs: links around bold around italic.
fn runs(atoms: &[(Look, Atom)]) -> Vec<Run> {
    let links = atoms.chunk_by(|(one, _), (other, _)| one.url == other.url);
    let mut all = Vec::new();
    for group in links {
        let content = marked(group);
        match group.first().and_then(|(look, _)| look.url.clone()) {
            Some(url) => all.push(Run::Link { url, content }),
            None => all.extend(content),
        }
    }
    all
}

fn marked(atoms: &[(Look, Atom)]) -> Vec<Run> {
    let mut all = Vec::new();
    for group in atoms.chunk_by(|(one, _), (other, _)| one.strong == other.strong) {
        let mut content = Vec::new();
        for inner in group.chunk_by(|(one, _), (other, _)| one.emphasis == other.emphasis) {
            if inner.first().is_some_and(|(look, _)| look.emphasis) {
                content.push(Run::Emphasis(plain(inner)));
            } else {
                content.extend(plain(inner));
            }
        }
        if group.first().is_some_and(|(look, _)| look.strong) {
            all.push(Run::Strong(content));
        } else {
            all.extend(content);
        }
    }
    all
}

fn plain(atoms: &[(Look, Atom)]) -> Vec<Run> {
    let mut all: Vec<Run> = Vec::new();
    for (_, atom) in atoms {
        match (atom, all.last_mut()) {
            (Atom::Letter(letter), Some(Run::Plain(last))) => last.push(*letter),
            (Atom::Letter(letter), _) => all.push(Run::Plain(letter.to_string())),
            (Atom::Code(code), _) => all.push(Run::Code(code.clone())),
            (Atom::Reference(reference), _) => all.push(Run::Reference(reference.clone())),
            (Atom::Note(content), _) => all.push(Run::Footnote(content.clone())),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Look, Piece, What, line, normal, settled};
    use crate::narrative::markdown::parse;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_line_of_plain_words_is_in_its_normal_form(words in "[a {}|/@b\t\n\u{a0}\u{7}é~*]{0,12}") {
            let piece = Piece { look: Look::default(), what: What::Words(words) };
            prop_assert_eq!(line(vec![piece.clone()]), settled(vec![piece]));
        }
    }

    fn same(one: &str, other: &str) {
        assert_eq!(
            normal(&parse(one).0),
            normal(&parse(other).0),
            "{one} {other}"
        );
    }

    #[test]
    fn what_is_printed_alike_is_one() {
        same("*a **b***", "*a* ***b***");
        same("**a&#32;** b", "**a**  b");
        same("[a](no-address) b", "a b");
        same("- a\n\n* b", "- a\n- b");
        same("a[^1]\n\n[^1]: b  \n    c", "a[^x]\n\n[^x]: b\n\n    c");
        same("a\n\n&nbsp;\n\nb", "a\n\nb");
    }

    #[test]
    fn what_is_printed_otherwise_is_not_one() {
        for (one, other) in [
            ("**a** b", "**a b**"),
            ("1. a", "- a"),
            ("a  \nb", "a b"),
            ("`a`", "a"),
        ] {
            assert_ne!(
                normal(&parse(one).0),
                normal(&parse(other).0),
                "{one} {other}"
            );
        }
    }
}
