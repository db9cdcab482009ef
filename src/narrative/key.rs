//! A text in its normal form as one line of letters.

use super::text::{ColumnAlign, Run, TextBlock, TextList, TextTable};

/// Returns a text in its normal form as one line of letters, for fingerprints and comparisons; two texts have the same one
/// only when they are the same.
pub fn key(blocks: &[TextBlock]) -> String {
    let mut key = String::new();
    for block in blocks {
        match block {
            TextBlock::Paragraph(runs) => {
                key.push('P');
                key_of_runs(runs, &mut key);
            }
            TextBlock::List(list) => key_of_list(list, &mut key),
            TextBlock::Table(table) => key_of_table(table, &mut key),
        }
    }
    key
}

fn key_of_table(table: &TextTable, key: &mut String) {
    key.push('T');
    key_of_number(table.align.len(), key);
    key.extend(table.align.iter().map(|align| match align {
        ColumnAlign::Start => '<',
        ColumnAlign::Centre => '^',
        ColumnAlign::End => '>',
    }));
    key_of_number(table.rows.len(), key);
    for cells in std::iter::once(&table.header).chain(&table.rows) {
        key_of_number(cells.len(), key);
        for runs in cells {
            key_of_runs(runs, key);
        }
    }
}

fn key_of_list(list: &TextList, key: &mut String) {
    key.push(if list.ordered { 'O' } else { 'U' });
    key_of_number(list.items.len(), key);
    for item in &list.items {
        key_of_runs(&item.content, key);
        match &item.nested {
            Some(nested) => key_of_list(nested, key),
            None => key.push('.'),
        }
    }
}

fn key_of_runs(runs: &[Run], key: &mut String) {
    key_of_number(runs.len(), key);
    for run in runs {
        match run {
            Run::Plain(words) => key_of_words('w', words, key),
            Run::Code(words) => key_of_words('c', words, key),
            Run::Reference(reference) => key_of_words('r', &reference.to_string(), key),
            Run::Doubtful { content, .. } => key_of_runs(content, key),
            Run::Link { url, content } => {
                key_of_words('l', url, key);
                key_of_runs(content, key);
            }
            Run::Strong(content) => {
                key.push('s');
                key_of_runs(content, key);
            }
            Run::Emphasis(content) => {
                key.push('e');
                key_of_runs(content, key);
            }
            Run::Footnote(content) => {
                key.push('n');
                key_of_runs(content, key);
            }
        }
    }
}

fn key_of_words(kind: char, words: &str, key: &mut String) {
    key.push(kind);
    key_of_number(words.len(), key);
    key.push_str(words);
}

fn key_of_number(number: usize, key: &mut String) {
    key.push_str(&number.to_string());
    key.push(':');
}
