//! Where the fields and lines of a block end.

use wide::u8x16;

/// Bytes that are looked at together: one for each bit of a word.
const STEP: usize = 64;

/// What a block holds besides plain fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Found {
    /// A quote.
    pub(super) quote: bool,
    /// A carriage return.
    pub(super) carriage: bool,
    /// A zero byte.
    pub(super) zero: bool,
}

/// Where the delimiters, quotes and line feeds of a block stand.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Their places, behind a first one that stands for the line feed before the block: the one at which 0 is one more.
    marks: Vec<u32>,
    /// How many of them are of this block; those behind are of an earlier one.
    count: usize,
    /// For each line how many marks there are up to its line feed.
    lines: Vec<u32>,
}

impl Index {
    /// Looks through a block; it ends with a line feed, or one is thought of behind it.
    pub(super) fn scan(&mut self, block: &[u8], delimiter: u8) -> Found {
        self.count = 0;
        self.push(1, || u32::MAX);
        self.lines.clear();
        let (divider, line_feed) = (u8x16::splat(delimiter), u8x16::splat(b'\n'));
        let (quote, carriage_return) = (u8x16::splat(b'"'), u8x16::splat(b'\r'));
        let mut least = u8x16::splat(u8::MAX);
        let (mut any_quote, mut any_return) = (u8x16::splat(0), u8x16::splat(0));
        let (chunks, rest) = block.as_chunks::<STEP>();
        let mut tail = [b' '; STEP];
        for (to, from) in tail.iter_mut().zip(rest) {
            *to = *from;
        }
        if let Some(end) = tail.get_mut(rest.len())
            && block.last().is_some_and(|byte| *byte != b'\n')
        {
            *end = b'\n';
        }
        let mut base = 0;
        for chunk in chunks.iter().chain([&tail]) {
            let (mut mark, mut feed) = (0_u64, 0_u64);
            let (parts, _) = chunk.as_chunks::<16>();
            for (part, shift) in parts.iter().zip([0, 16, 32, 48]) {
                let bytes = u8x16::new(*part);
                let (feed_here, quote_here) = (bytes.simd_eq(line_feed), bytes.simd_eq(quote));
                least = least.min(bytes);
                any_return |= bytes.simd_eq(carriage_return);
                any_quote |= quote_here;
                let marks_here = bytes.simd_eq(divider) | feed_here | quote_here;
                feed |= u64::from(feed_here.to_bitmask()) << shift;
                mark |= u64::from(marks_here.to_bitmask()) << shift;
            }
            self.note(base, mark, feed);
            base += 64;
        }
        Found {
            quote: any_quote.to_bitmask() != 0,
            carriage: any_return.to_bitmask() != 0,
            zero: least.simd_eq(u8x16::splat(0)).to_bitmask() != 0,
        }
    }

    fn note(&mut self, base: u32, mut mark: u64, mut feed: u64) {
        let before = u32::try_from(self.count).unwrap_or(u32::MAX);
        while feed != 0 {
            let below = mark & (feed & feed.wrapping_neg()).wrapping_sub(1);
            self.lines.push(before + below.count_ones());
            feed &= feed - 1;
        }
        self.push(mark.count_ones() as usize, || {
            let place = base + mark.trailing_zeros();
            mark &= mark.wrapping_sub(1);
            place
        });
    }

    /// Appends at most [`STEP`] marks, each made in its turn.
    #[inline]
    fn push(&mut self, count: usize, mut next: impl FnMut() -> u32) {
        if self.marks.len() < self.count + STEP {
            self.marks.resize((self.count + STEP) * 2, 0);
        }
        let free = self.marks.get_mut(self.count..).unwrap_or_default();
        for place in free.iter_mut().take(count) {
            *place = next();
        }
        self.count += count;
    }

    /// Returns the marks of each line, between the line feed before it and its own.
    pub(super) fn lines(&self) -> impl Iterator<Item = &[u32]> {
        let mut from = 0;
        self.lines.iter().map(move |to| {
            let to = *to as usize;
            let line = self.marks.get(from..=to).unwrap_or_default();
            from = to;
            line
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Index};

    fn lines(text: &str) -> (Vec<Vec<u32>>, Found) {
        let mut index = Index::default();
        let found = index.scan(text.as_bytes(), b',');
        (index.lines().map(<[u32]>::to_vec).collect(), found)
    }

    #[test]
    fn each_line_lies_between_two_line_feeds() {
        let (marks, found) = lines("a,b\n\n\"c\",d");
        let before = u32::MAX;
        assert_eq!(
            marks,
            [vec![before, 1, 3], vec![3, 4], vec![4, 5, 7, 8, 10]]
        );
        assert!(found.quote && !found.carriage && !found.zero);
    }

    #[test]
    fn marks_are_the_same_wherever_a_block_is_cut_in_steps() {
        for length in 0..200 {
            let line = format!("{},x\r\n", "é".repeat(length));
            let text = line.repeat(3);
            let (marks, found) = lines(&text);
            assert_eq!(marks.len(), 3);
            let wanted: Vec<u32> = text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| matches!(byte, b',' | b'\n'))
                .map(|(at, _)| u32::try_from(at).unwrap())
                .collect();
            let all: Vec<u32> = marks.iter().flat_map(|line| line[1..].to_vec()).collect();
            assert_eq!(all, wanted, "{length}");
            assert!(found.carriage && !found.zero);
        }
        assert!(lines("a\0b").1.zero);
        assert!(lines("").0.is_empty());
    }
}
