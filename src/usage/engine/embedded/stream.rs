//! Reads a file that is too large to be held, block by block, by any number of threads.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::diag::Sink;
use crate::source::{Conflict, DecodeFault, SourceId, Sources, not_text};
use crate::usage::import::{Settings, Stretch, Tidy};
use crate::usage::refused::Refused;

use super::blocks::{Blocks, Cut, SIZE};
use super::excerpt::{Cursor, Excerpt};
use super::fast::{Block, Fast};
use super::part::Part;
use super::{Counts, Engine};

/// How a file is divided among threads. What comes out is the same for any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threads {
    /// How many threads read blocks.
    pub count: NonZeroUsize,
    /// Bytes of a block, more or less.
    pub block: usize,
}

impl Threads {
    /// Returns that many threads, with blocks of the usual size.
    pub fn of(count: NonZeroUsize) -> Self {
        Self { count, block: SIZE }
    }
}

/// What reading a large file came to.
#[derive(Debug)]
pub enum Streamed {
    /// Its rows were read.
    Read(Counts),
    /// It is no text that can be read for certain, and nothing of it is used.
    Unreadable(DecodeFault),
    /// A merge left it in parts, and nothing of it is used.
    Unmerged(Vec<Conflict>),
}

/// The first lines of a file.
struct Head {
    text: String,
    start: usize,
    rows: usize,
    goes_on: bool,
    /// What follows of the block in which a byte is not UTF-8.
    stained: Vec<u8>,
}

impl<'c> Engine<'c> {
    /// Reads a large file, which was added to the sources without its text. Lines that somebody may ask for are kept.
    ///
    /// # Errors
    ///
    /// Fails when the input does, or has a line that no memory should hold.
    pub fn read_large(
        &mut self,
        sources: &mut Sources,
        id: SourceId,
        settings: Settings<'c>,
        input: impl Read + Send,
        sink: &mut Sink,
    ) -> io::Result<Streamed> {
        let mut part = Part::new(&self.fold, self.keep);
        part.excerpt = Some(Excerpt::default());
        let mut blocks = Blocks::new(input, self.threads.block)?;
        if let Some(fault) = not_text(blocks.begin(), None) {
            sources.keep_lines(id, String::new(), Vec::new());
            return Ok(self.unreadable(fault));
        }
        let (mut tidy, mut head) = match self.head(&mut blocks, id, settings, &mut part)? {
            Ok(head) => head,
            Err(fault) => {
                sources.keep_lines(id, String::new(), Vec::new());
                return Ok(self.unreadable(fault));
            }
        };
        let first = Block {
            text: head.text.get(head.rows..).unwrap_or_default(),
            base: head.rows,
            number: 0,
            goes_on: head.goes_on,
        };
        let mut fast = Fast::new(&tidy, &part, self.pace);
        fast.read(first, &mut part);
        if !head.stained.is_empty() {
            let cut = Cut {
                base: head.text.len(),
                number: 1,
                goes_on: true,
            };
            read_block(&mut fast, cut, &head.stained, &mut part);
        }
        fast.finish(&mut part);
        for more in self.work(&tidy, &blocks.into_mutex(), &part)? {
            part.join(more);
        }
        head.text.truncate(head.rows);
        Ok(self.close(sources, &mut tidy, head, part, sink))
    }

    /// Reads blocks until the header was read.
    fn head<R: Read>(
        &self,
        blocks: &mut Blocks<R>,
        id: SourceId,
        settings: Settings<'c>,
        part: &mut Part<'c>,
    ) -> io::Result<Result<(Tidy<'c>, Head), DecodeFault>> {
        let (mut text, mut buffer) = (String::new(), Vec::new());
        let mut begun: Option<(Tidy<'c>, usize, usize)> = None;
        loop {
            let cut = blocks.next(&mut buffer)?;
            let goes_on = cut.is_some_and(|cut| cut.goes_on);
            let valid = match std::str::from_utf8(&buffer) {
                Ok(_) => buffer.len(),
                Err(error) => error.valid_up_to(),
            };
            let is_stained = valid < buffer.len();
            let letters = buffer.get(..valid).unwrap_or_default();
            let feed = letters.iter().rposition(|byte| *byte == b'\n');
            let end = if is_stained {
                feed.map_or(0, |feed| feed + 1)
            } else {
                valid
            };
            let letters = buffer.get(..end).unwrap_or_default();
            text.push_str(std::str::from_utf8(letters).unwrap_or_default());
            let stained = buffer.get(end..).unwrap_or_default().to_vec();
            let goes_on = goes_on || is_stained;
            let fault = is_stained.then(|| DecodeFault::NotUtf8 {
                at: text.len() - end + valid,
                byte: buffer.get(valid).copied().unwrap_or_default(),
            });
            let zero = buffer.iter().position(|byte| *byte == 0);
            let fault = fault.map(|fault| {
                let zero = zero.map(|at| text.len() - end + at);
                not_text(&[], zero).unwrap_or(fault)
            });
            buffer.clear();
            let (mut tidy, start, from) = if let Some(begun) = begun.take() {
                begun
            } else {
                let (tidy, start) = Tidy::new(self.catalogue, settings, id, &text);
                if start >= text.len() && goes_on {
                    match fault {
                        Some(fault) => return Ok(Err(fault)),
                        None => continue,
                    }
                }
                (tidy, start, start)
            };
            if text.trim().is_empty() && !goes_on {
                return Ok(Err(DecodeFault::Empty));
            }
            let whole = Stretch {
                text: &text,
                base: 0,
                goes_on,
            };
            let rows = part.read_header(&mut tidy, whole, from);
            if !tidy.is_settled() && goes_on {
                if let Some(fault) = fault {
                    return Ok(Err(fault));
                }
                begun = Some((tidy, start, rows));
                continue;
            }
            let head = Head {
                text,
                start,
                rows,
                goes_on,
                stained,
            };
            return Ok(Ok((tidy, head)));
        }
    }

    /// Has threads read all blocks; returns what each came to.
    fn work<R: Read + Send>(
        &self,
        tidy: &Tidy<'c>,
        blocks: &Mutex<Blocks<R>>,
        whole: &Part<'c>,
    ) -> io::Result<Vec<Part<'c>>> {
        let part = || {
            let mut part = Part::new(&whole.fold, self.keep);
            part.excerpt = Some(Excerpt::default());
            part
        };
        let one = || {
            let mut part = part();
            let mut fast = Fast::new(tidy, &part, self.pace);
            let mut buffer = Vec::new();
            loop {
                let next = blocks
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .next(&mut buffer)?;
                let Some(cut) = next else {
                    fast.finish(&mut part);
                    return Ok(part);
                };
                let before = part.book.counts.read;
                read_block(&mut fast, cut, &buffer, &mut part);
                let more = (part.book.counts.read - before) as u64;
                self.rows.fetch_add(more, Ordering::Relaxed);
            }
        };
        if self.threads.count.get() == 1 {
            return one().map(|part| vec![part]);
        }
        thread::scope(|scope| {
            let all: Vec<_> = (0..self.threads.count.get())
                .map(|_| scope.spawn(one))
                .collect();
            all.into_iter()
                .map(|thread| {
                    thread
                        .join()
                        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
                })
                .collect()
        })
    }

    /// Sets what is kept of the file, and joins what was read when it can be used.
    fn close(
        &mut self,
        sources: &mut Sources,
        tidy: &mut Tidy<'c>,
        head: Head,
        mut part: Part<'c>,
        sink: &mut Sink,
    ) -> Streamed {
        let id = tidy.source();
        let mut excerpt = part.excerpt.take().unwrap_or_default();
        let zero = head
            .text
            .bytes()
            .position(|byte| byte == 0)
            .or(excerpt.zero);
        let fault = not_text(&[], zero).or(excerpt
            .not_utf8
            .map(|(at, byte)| DecodeFault::NotUtf8 { at, byte }));
        let conflicts = excerpt.conflicts(&head.text);
        part.settle(tidy);
        let feeds = head.text.bytes().filter(|byte| *byte == b'\n').count();
        let lines = excerpt.numbered(feeds, part.fold.last_rows(id));
        sources.keep_lines(id, head.text, lines);
        match fault {
            Some(fault @ DecodeFault::NotUtf8 { .. }) => {
                // Nothing of it is used, but its rows may have faults too.
                sink.take(part.sink, |_| true);
                for refused in part.fold.figures().collect::<Vec<_>>() {
                    self.fold.refuse(refused);
                }
                self.fold.refuse_all_of(&mut part.fold);
                return Streamed::Unreadable(fault);
            }
            Some(fault) => return self.unreadable(fault),
            None if !conflicts.is_empty() => {
                self.fold.refuse(Refused::default());
                return Streamed::Unmerged(conflicts);
            }
            None => {}
        }
        if part.book.counts.read == 0 && !tidy.is_given_up() {
            let file = sources.get(id);
            let line = file.line(file.position(head.start).line);
            tidy.report_no_rows(line, &mut part.sink);
            part.fold.refuse(Refused::default());
        }
        sources.set_header(id, tidy.header_end());
        if tidy.may_identify() {
            sources.keep_secret(id);
        }
        self.superseded.extend(part.superseded());
        let counts = part.book.counts;
        self.join(part, sink);
        Streamed::Read(counts)
    }

    fn unreadable(&mut self, fault: DecodeFault) -> Streamed {
        self.fold.refuse(Refused::default());
        Streamed::Unreadable(fault)
    }
}

/// Reads the bytes of a block. Of one that is not all UTF-8 the lines that are can still be read.
fn read_block<'c>(fast: &mut Fast<'_, 'c>, cut: Cut, bytes: &[u8], part: &mut Part<'c>) {
    let block = |text| Block {
        text,
        base: cut.base,
        number: cut.number,
        goes_on: cut.goes_on,
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => fast.read(block(text), part),
        Err(error) => {
            let at = error.valid_up_to();
            let byte = bytes.get(at).copied().unwrap_or_default();
            // The letters before the fault are as long as they were, and so are its line's.
            let lossy = String::from_utf8_lossy(bytes);
            let block = block(&lossy);
            let Some(excerpt) = &mut part.excerpt else {
                return;
            };
            let fault = (cut.base + at, byte);
            let first = excerpt.not_utf8.get_or_insert(fault);
            *first = fault.min(*first);
            let (line, start) = Cursor::new(block, 0, 0).line_of(cut.base + at);
            excerpt.keep(block, line, start);
            let feeds = lossy.bytes().filter(|byte| *byte == b'\n').count();
            excerpt.count(block, u32::try_from(feeds).unwrap_or(u32::MAX));
            if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
                let zero = excerpt.zero.get_or_insert(cut.base + at);
                *zero = (cut.base + at).min(*zero);
            }
        }
    }
}
