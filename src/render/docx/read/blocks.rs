//! Paragraphs, lists and tables of a place as text.

use crate::narrative::normal::{Piece, line, normal};
use crate::narrative::text::{Run, TextBlock, TextItem, TextList};

use super::cells;
use super::flow::Item;
use super::runs::{Companions, Met, Reader};
use super::styles::Numberings;
use crate::render::docx::tree::Element;

/// Returns the text of some items in its normal form, and what was met in it.
pub(super) fn text<'d>(
    items: &[Item<'d>],
    parts: &'d Companions<'d>,
    numberings: &Numberings<'d>,
) -> (Vec<TextBlock>, Met) {
    let mut blocks = Blocks {
        numberings,
        all: Vec::new(),
        open: Vec::new(),
    };
    let mut reader = Reader::new(parts);
    let mut carried: Vec<Piece> = Vec::new();
    for item in items {
        if item.is_table() {
            blocks.close();
            let table = cells::table(item.node, &mut reader);
            blocks.all.extend(table.map(TextBlock::Table));
            continue;
        }
        let marks = item.node.at(&["pPr", "rPr"]);
        let has = |names: [&str; 2]| {
            let child = |marks: &Element| names.iter().any(|name| marks.child(name).is_some());
            marks.is_some_and(child)
        };
        carried.extend(reader.paragraph(item.node));
        if has(["ins", "moveTo"]) {
            reader.met.insertions += 1;
        }
        if has(["del", "moveFrom"]) {
            // Without its end the paragraph runs on into the next one.
            reader.met.deletions += 1;
            continue;
        }
        if item.heading.is_some() {
            *reader
                .met
                .foreign
                .entry("a heading".to_owned())
                .or_default() += 1;
        }
        let content = line(std::mem::take(&mut carried));
        let list = parts.styles.list(item.node);
        match list.filter(|_| item.heading.is_none()) {
            Some((number, level)) => blocks.item(number, level, content),
            None => blocks.paragraph(content),
        }
    }
    blocks.paragraph(line(carried));
    blocks.close();
    (normal(&blocks.all), reader.met)
}

/// A list that is being read.
struct Open<'d> {
    level: usize,
    number: &'d str,
    list: TextList,
}

struct Blocks<'d, 'n> {
    numberings: &'n Numberings<'d>,
    all: Vec<TextBlock>,
    /// The lists that are open, outermost first.
    open: Vec<Open<'d>>,
}

impl<'d> Blocks<'d, '_> {
    fn paragraph(&mut self, content: Vec<Run>) {
        if !content.is_empty() {
            self.close();
            self.all.push(TextBlock::Paragraph(content));
        }
    }

    /// Takes an item of a list.
    fn item(&mut self, number: &'d str, level: usize, content: Vec<Run>) {
        let ordered = self.numberings.is_ordered(number, level);
        while self.open.len() > 1 && self.open.last().is_some_and(|last| last.level > level) {
            self.close_one();
        }
        if let [outer] = self.open.as_mut_slice()
            && outer.level >= level
        {
            let anew = ordered && self.numberings.begins_anew(outer.number, number, level);
            if outer.list.ordered != ordered || anew {
                self.close();
            } else {
                outer.level = level;
                outer.number = number;
            }
        }
        if self.open.last().is_none_or(|last| last.level < level) {
            self.open.push(Open {
                level,
                number,
                list: TextList {
                    ordered,
                    items: Vec::new(),
                },
            });
        }
        if let Some(last) = self.open.last_mut() {
            last.list.items.push(TextItem {
                content,
                nested: None,
            });
        }
    }

    fn close_one(&mut self) {
        let Some(Open { list, .. }) = self.open.pop() else {
            return;
        };
        let Some(outer) = self.open.last_mut() else {
            self.all.push(TextBlock::List(list));
            return;
        };
        match outer.list.items.last_mut() {
            Some(item) => match &mut item.nested {
                Some(nested) => nested.items.extend(list.items),
                nested @ None => *nested = Some(list),
            },
            None => outer.list.items.extend(list.items),
        }
    }

    fn close(&mut self) {
        while !self.open.is_empty() {
            self.close_one();
        }
    }
}
