//! How a finding is mended for certain, and the files that come of it.
//!
//! A rule gives its finding a [`Mend`] only where the remedy is mechanical: the value that is read stays the same, and
//! only the way in which it is written changes. What may be meant is never a mend.

use std::collections::BTreeMap;

use crate::source::{DecodeFault, Encoding, Place, SourceId, Span, decode, encoding};

use super::sink::Findings;

/// A remedy that needs no judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mend {
    /// Each place gets another text.
    Replace(Vec<Replacement>),
    /// The file is written as UTF-8 without a byte order mark.
    PlainUtf8(SourceId),
}

/// Another text for a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The place whose text goes.
    pub place: Place,
    /// The text that comes.
    pub text: String,
}

impl Mend {
    /// Returns the mend that writes `text` at a place.
    pub fn replace(place: Place, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::Replace(vec![Replacement { place, text }])
    }
}

/// What is to be mended in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileMend {
    /// Places that do not touch each other, and what comes there.
    edits: BTreeMap<Span, String>,
    plain_utf8: bool,
}

/// Why a file cannot be mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MendFault {
    /// Its text is another one than the findings speak of.
    Changed,
}

/// Gathers the mends of all findings that are not waived, by file.
///
/// A mend that touches the place of an earlier one is left for the next run; of a mend with several places all are taken
/// or none, and none whose own places touch.
pub fn mends(findings: &Findings) -> BTreeMap<SourceId, FileMend> {
    let mut files: BTreeMap<SourceId, FileMend> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.waived.is_none()) {
        match &finding.mend {
            None => {}
            Some(Mend::PlainUtf8(source)) => files.entry(*source).or_default().plain_utf8 = true,
            Some(Mend::Replace(all)) => take(all, &mut files),
        }
    }
    files.retain(|_, file| file.places() > 0);
    files
}

/// Takes all replacements of a mend, or none.
fn take(all: &[Replacement], files: &mut BTreeMap<SourceId, FileMend>) {
    for (count, Replacement { place, text }) in all.iter().enumerate() {
        let file = files.entry(place.source).or_default();
        if file.is_free(place.span) {
            file.edits.insert(place.span, text.clone());
            continue;
        }
        for taken in all.iter().take(count) {
            if let Some(file) = files.get_mut(&taken.place.source) {
                file.edits.remove(&taken.place.span);
            }
        }
        return;
    }
}

impl FileMend {
    fn is_free(&self, span: Span) -> bool {
        let before = self.edits.range(..span).next_back();
        let after = self.edits.range(span..).next();
        before.is_none_or(|(taken, _)| taken.end < span.start)
            && after.is_none_or(|(taken, _)| span.end < taken.start)
    }

    /// Returns how many places are mended.
    pub fn places(&self) -> usize {
        self.edits.len() + usize::from(self.plain_utf8)
    }

    /// Returns the bytes of the mended file: all but the places stay as they are in `bytes`, whose text must be `text`.
    ///
    /// # Errors
    ///
    /// Fails when the file is no longer the one that was read.
    pub fn apply(&self, bytes: &[u8], text: &str) -> Result<Vec<u8>, MendFault> {
        let read: Result<String, DecodeFault> = decode(bytes);
        if read.as_deref() != Ok(text) {
            return Err(MendFault::Changed);
        }
        let (mark, body) = match encoding(bytes) {
            Encoding::Utf8 => (&[][..], bytes.to_vec()),
            Encoding::MarkedUtf8 => {
                let (mark, body) = bytes.split_at_checked(3).ok_or(MendFault::Changed)?;
                (mark, body.to_vec())
            }
            // As nothing can be written into UTF-16 byte by byte, its text is written as UTF-8, or nothing is mended.
            Encoding::Utf16 if self.plain_utf8 => (&[][..], text.as_bytes().to_vec()),
            Encoding::Utf16 => return Ok(bytes.to_vec()),
        };
        let mut mended = if self.plain_utf8 {
            Vec::new()
        } else {
            mark.to_vec()
        };
        let mut from = 0;
        for (span, text) in &self.edits {
            let kept = body.get(from..span.start).ok_or(MendFault::Changed)?;
            mended.extend_from_slice(kept);
            mended.extend_from_slice(text.as_bytes());
            from = span.end;
        }
        mended.extend_from_slice(body.get(from..).ok_or(MendFault::Changed)?);
        Ok(mended)
    }
}

#[cfg(test)]
mod tests {
    use super::{FileMend, Mend, MendFault, Replacement, mends};
    use crate::diag::{Diagnostic, FILE_RULES, Findings, Policy, Sink};
    use crate::source::{Place, SourceId, Sources, decode};

    const TEXT: &str = "a = \"M1–M6\"\r\nb = 1 # kept\r\n";

    fn file() -> (Sources, SourceId) {
        let mut sources = Sources::default();
        let id = sources.add("a.toml", TEXT.to_owned());
        (sources, id)
    }

    fn place(source: SourceId, old: &str) -> Place {
        let start = TEXT.find(old).unwrap();
        let span = (start..start + old.len()).into();
        Place { source, span }
    }

    fn findings(sources: &Sources, mends: &[Mend]) -> Findings {
        let mut sink = Sink::default();
        for (number, mend) in mends.iter().enumerate() {
            let finding = Diagnostic::new(FILE_RULES[0], number.to_string());
            sink.push(finding.mend(mend.clone()));
        }
        sink.finish(sources, &Policy::default())
    }

    fn mended(all: &[Mend], sources: &Sources, id: SourceId, bytes: &[u8]) -> Vec<u8> {
        let mend = mends(&findings(sources, all)).remove(&id).unwrap();
        mend.apply(bytes, &decode(bytes).unwrap()).unwrap()
    }

    #[test]
    fn all_but_the_place_stays_byte_for_byte() {
        let (sources, id) = file();
        let mend = Mend::replace(place(id, "M1–M6"), "M1-M6");
        let marked = [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat();
        let wanted = "a = \"M1-M6\"\r\nb = 1 # kept\r\n";
        let plain = mended(std::slice::from_ref(&mend), &sources, id, TEXT.as_bytes());
        assert_eq!(plain, wanted.as_bytes());
        let kept = mended(std::slice::from_ref(&mend), &sources, id, &marked);
        assert_eq!(kept, [b"\xEF\xBB\xBF", wanted.as_bytes()].concat());
        let both = mended(&[mend, Mend::PlainUtf8(id)], &sources, id, &marked);
        assert_eq!(both, wanted.as_bytes());
    }

    #[test]
    fn utf16_becomes_utf8_or_stays() {
        let (sources, id) = file();
        let units = TEXT.encode_utf16().flat_map(u16::to_le_bytes);
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(units).collect();
        let mend = Mend::replace(place(id, "1 #"), "2 #");
        assert_eq!(
            mended(std::slice::from_ref(&mend), &sources, id, &wide),
            wide
        );
        let both = mended(&[mend, Mend::PlainUtf8(id)], &sources, id, &wide);
        assert_eq!(both, TEXT.replace("1 #", "2 #").as_bytes());
    }

    #[test]
    fn a_mend_that_touches_another_waits_and_is_never_half_done() {
        let (sources, id) = file();
        let one = Mend::replace(place(id, "M1–M6"), "M1-M6");
        let overlaps = Mend::Replace(vec![
            Replacement {
                place: place(id, "# kept"),
                text: "# gone".to_owned(),
            },
            Replacement {
                place: place(id, "M6"),
                text: "M9".to_owned(),
            },
        ]);
        let mended = mended(&[one, overlaps], &sources, id, TEXT.as_bytes());
        assert_eq!(mended, TEXT.replace("M1–M6", "M1-M6").as_bytes());
    }

    #[test]
    fn a_mend_whose_own_places_touch_is_not_taken() {
        let (sources, id) = file();
        let twice = Replacement {
            place: place(id, "1 #"),
            text: "2 #".to_owned(),
        };
        let mend = Mend::Replace(vec![twice.clone(), twice]);
        assert!(mends(&findings(&sources, &[mend])).is_empty());
    }

    #[test]
    fn what_is_waived_is_not_mended() {
        let (_, id) = file();
        let mut waived = Diagnostic::new(FILE_RULES[0], "x").mend(Mend::PlainUtf8(id));
        waived.waived = Some("it is so".to_owned());
        let mut sink = Sink::default();
        sink.push(waived);
        let findings = sink.finish(&Sources::default(), &Policy::default());
        assert!(mends(&findings).is_empty());
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_refused() {
        let (_, id) = file();
        let mend = FileMend {
            edits: [(place(id, "1 #").span, "2 #".to_owned())].into(),
            plain_utf8: false,
        };
        assert_eq!(mend.apply(b"other = 1", TEXT), Err(MendFault::Changed));
    }
}
