//! The spans of time that a sentence names, by months, by number or by the name of a group.

use std::ops::Range;

use crate::calendar::Period;
use crate::catalogue::Catalogue;
use crate::narrative::ordinal::ordinals;
use crate::narrative::prose::Sentence;
use crate::narrative::time::times;
use crate::narrative::token::tokens;

/// A time that a sentence names by a word or by months, and the months that can be meant.
pub(in crate::checks) struct NamedSpan {
    /// Its bytes in the sentence.
    pub(in crate::checks) range: Range<usize>,
    /// The months that can be meant; none when that is not certain.
    pub(in crate::checks) spans: Vec<Period>,
    /// Whether it is named by months or dates and not by a word.
    pub(in crate::checks) months: bool,
}

impl NamedSpan {
    /// Returns whether all that can be meant lies before a period.
    pub(in crate::checks) fn is_earlier(&self, period: Period) -> bool {
        !self.spans.is_empty() && self.spans.iter().all(|span| span.last() < period.first())
    }

    /// Returns whether a period, or a part of it, can be meant.
    pub(in crate::checks) fn may_be(&self, period: Period) -> bool {
        self.spans.iter().any(|span| span.overlaps(period))
    }

    /// Returns whether it is longer than a month: single months tell what happened when.
    pub(in crate::checks) fn is_stretch(&self) -> bool {
        self.spans.iter().all(|span| span.months() > 1)
    }
}

/// Returns the times that a sentence names.
pub(in crate::checks) fn named_spans(sentence: &Sentence, catalogue: &Catalogue) -> Vec<NamedSpan> {
    let mentions = times(&sentence.text).into_iter().filter_map(|mention| {
        Some(NamedSpan {
            range: mention.range,
            spans: vec![mention.time.months(&catalogue.calendar)?],
            months: true,
        })
    });
    let counted = ordinals(&sentence.text)
        .into_iter()
        .map(|ordinal| NamedSpan {
            spans: ordinal.spans(catalogue),
            range: ordinal.range,
            months: false,
        });
    let words = tokens(&sentence.text).into_iter();
    let groups = words.filter_map(|token| {
        Some(NamedSpan {
            spans: vec![*catalogue.groups.get(token.text)?],
            range: token.range,
            months: false,
        })
    });
    mentions.chain(counted).chain(groups).collect()
}
