//! The number of countries: taken from the roster it is derived from, never typed when that list is known.

use super::distinct::bounded;
use super::{Kind, Nature, Takes};

/// A count of what a roster lists; where only counts are known it folds like any distinct count.
pub(super) static COUNT: Nature = Nature {
    name: "count",
    summary: "the length of the roster it is derived from: number of countries",
    takes: Takes::Whole,
    kinds: &[Kind::Total],
    over_periods: bounded,
    over_installations: |tallies, _| bounded(tallies),
};
