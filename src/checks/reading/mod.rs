//! What rules read, so that two rules read the same thing alike; no file here is a rule.
//!
//! | to look at … | there is … |
//! |---|---|
//! | the rows of the metrics tables, their figures and where these come from | [`rows`] |
//! | what the catalogue says of an installation | [`fields`]; whether the catalogue was read whole: [`whole_catalogue`] |
//! | a location, a duration, an address | [`named_countries`], [`named_months`], [`web_address`] |
//! | the printed name of a metric | [`unit_in_name`], [`span_of_time`] |
//! | how a metric is measured | [`measured_text`] |
//! | a baseline as it was written | [`baseline_number`], [`baseline_list`] |
//! | the time for which a capacity is held | [`held`] |
//! | the countries that rows of data write | [`written_countries`] |
//! | the texts of the reported period | [`texts`], or those that stand in for them: [`taken_over`]; what they speak of: [`scope`], [`named_span`]; which figures they can mean: [`figures`] |
//! | what was released otherwise | [`restated`] |
//! | whether something says nothing, or is written in several ways | [`no_text`], [`forms`] |
//! | words of a long list | [`word_list`] |
//!
//! | to write a finding … | there is … |
//! |---|---|
//! | what it is about | [`about`] |
//! | the place of a word within a string of installations.toml | [`place_in_text`] |
//! | amounts, counts, lists, months and quoted words in a message | [`phrases`] |

pub(in crate::checks) mod about;
pub(in crate::checks) mod baseline_list;
pub(in crate::checks) mod baseline_number;
pub(in crate::checks) mod fields;
pub(in crate::checks) mod figures;
pub(in crate::checks) mod forms;
pub(in crate::checks) mod held;
pub(in crate::checks) mod measured_text;
pub(in crate::checks) mod named_countries;
pub(in crate::checks) mod named_months;
pub(in crate::checks) mod named_span;
pub(in crate::checks) mod no_text;
pub(in crate::checks) mod phrases;
pub(in crate::checks) mod place_in_text;
pub(in crate::checks) mod restated;
pub(in crate::checks) mod rows;
pub(in crate::checks) mod scope;
pub(in crate::checks) mod span_of_time;
pub(in crate::checks) mod taken_over;
pub(in crate::checks) mod texts;
pub(in crate::checks) mod unit_in_name;
pub(in crate::checks) mod web_address;
pub(in crate::checks) mod whole_catalogue;
pub(in crate::checks) mod word_list;
pub(in crate::checks) mod written_countries;
