//! A table of installations.toml, read key by key with the place of each value.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::calendar::NaiveDate;
use crate::catalogue::Unusable;
use crate::catalogue::keys::{self, Key, Shape};
use crate::diag::{Diagnostic, Mend, Rule, Sink, nearest, safe};
use crate::quantity::{Decimal, plain_digits};
use crate::source::{Place, SourceId, Spanned};

use super::rules::{MISSING_KEY, UNKNOWN_KEY, UNREADABLE_VALUE, UNUSUAL_SPELLING};
use super::wrong_type::{Wanted, wrong_type};

/// Largest number that is believed.
const LARGEST: i64 = 1_000_000_000_000_000;

/// What reading needs besides the table: the file and where findings go.
pub(super) struct Context<'s> {
    pub(super) source: SourceId,
    /// Whether the file has faults of syntax, so that a missing key may be one that could not be read.
    pub(super) broken: bool,
    /// Where faults of syntax stand: what follows from one at the same place is not said again.
    pub(super) broken_at: Vec<usize>,
    /// The names of entries that were left out for their faults.
    pub(super) unusable: Unusable,
    pub(super) sink: &'s mut Sink,
}

impl Context<'_> {
    /// Returns the place of a range of bytes of the file.
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        Place {
            source: self.source,
            span: span.into(),
        }
    }

    /// Reports a value that cannot be understood.
    pub(super) fn reject(
        &mut self,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(&UNREADABLE_VALUE, place, message, help);
    }

    /// Reports a word that is none of the `known` ones for `what`, with the closest one, or else what `otherwise` says.
    pub(super) fn unknown<'k>(
        &mut self,
        text: &Spanned<String>,
        what: &str,
        known: impl IntoIterator<Item = &'k str>,
        otherwise: impl FnOnce() -> String,
    ) {
        let help = nearest(&text.value, known)
            .map_or_else(otherwise, |word| format!("did you mean `{word}`?"));
        let message = format!("unknown {what} `{}`", safe(&text.value));
        self.reject(text.place, message, help);
    }

    /// Reports a finding at a place.
    pub(super) fn report(
        &mut self,
        rule: &'static Rule,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let finding = Diagnostic::new(rule, message).at(place, "").help(help);
        self.push(place, finding);
    }

    /// Reports a word in quotes that is understood, unless it is the plain one.
    pub(super) fn respell(&mut self, text: &Spanned<String>, plain: &str) {
        if text.value == plain {
            return;
        }
        let word = safe(plain);
        let message = format!("`{}` is `{word}`, written otherwise", safe(&text.value));
        let needs_no_escape =
            |letter: char| letter.is_ascii_graphic() && !matches!(letter, '"' | '\\');
        let mend = plain
            .chars()
            .all(needs_no_escape)
            .then(|| Mend::replace(text.place, format!("\"{plain}\"")));
        let finding = Diagnostic::new(&UNUSUAL_SPELLING, message)
            .at(text.place, "")
            .help(format!("write `{word}`"))
            .mend(mend);
        self.push(text.place, finding);
    }

    fn push(&mut self, place: Place, finding: Diagnostic) {
        let span = place.span.start..place.span.end.max(place.span.start + 1);
        if !self.broken_at.iter().any(|at| span.contains(at)) {
            self.sink.push(finding);
        }
    }
}

/// A table with the name by which people know it.
pub(super) struct Section<'a> {
    table: &'a DeTable<'a>,
    name: &'static str,
    /// The keys that it may have; none where they are free.
    known: &'static [Key],
    /// Where it begins.
    pub(super) place: Place,
}

impl<'a> Section<'a> {
    /// Takes a table and reports the keys that are not among `known`.
    pub(super) fn new(
        table: &'a DeTable<'a>,
        name: &'static str,
        place: Place,
        known: &'static [Key],
        context: &mut Context<'_>,
    ) -> Self {
        for (key, _) in table {
            let word = key.get_ref().as_ref();
            if !known.iter().any(|key| key.name == word) {
                let finding = Diagnostic::new(
                    &UNKNOWN_KEY,
                    format!("unknown key `{}` in {name}", safe(word)),
                )
                .at(context.place(key.span()), "")
                .did_you_mean(
                    nearest(word, known.iter().map(|key| key.name)),
                    || {
                        let names: Vec<&str> = known.iter().map(|key| key.name).collect();
                        let names = names.join(", ");
                        keys::only_table_of(word).map_or_else(
                            || format!("known keys are {names}"),
                            |table| {
                                format!("it belongs to {table}: is that line missing above? Known keys are {names}")
                            },
                        )
                    },
                );
                context.sink.push(finding);
            }
        }
        Self {
            table,
            name,
            known,
            place,
        }
    }

    /// Returns whether something in it is not read: below a key that is not known, or a table where entries are meant.
    pub(super) fn has_unread(&self) -> bool {
        self.table.iter().any(|(word, value)| {
            let known = self.known.iter().find(|key| key.name == word.get_ref());
            let entries = matches!(value.get_ref(), DeValue::Array(_));
            known.is_none_or(|key| matches!(key.shape, Shape::Entries(_)) && !entries)
        })
    }

    /// Returns the keys with their places, in alphabetical order.
    pub(super) fn keys(&self, context: &Context<'_>) -> Vec<Spanned<String>> {
        let keys = self.table.iter().map(|(key, _)| Spanned {
            value: key.get_ref().to_string(),
            place: context.place(key.span()),
        });
        keys.collect()
    }

    /// Returns the value of a key; none where a fault of syntax cut it off, as the comma of `1,000` does.
    fn get(&self, key: &str, context: &Context<'_>) -> Option<(&'a DeValue<'a>, Range<usize>)> {
        let value = self.table.get(key)?;
        let span = value.span();
        let cut = context.broken_at.contains(&span.end);
        (!cut).then(|| (value.get_ref(), span))
    }

    /// Returns whether a key stands there, whatever its value is.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Reports that a key is missing, unless it may be there: hidden by faults of syntax, or misspelt.
    pub(super) fn missing(&self, key: &str, example: &str, context: &mut Context<'_>) {
        if context.broken || self.misspells(key) {
            return;
        }
        let finding = Diagnostic::new(&MISSING_KEY, format!("{} has no `{key}`", self.name))
            .at(self.place, format!("`{key}` is missing here"))
            .help(format!("add `{key} = {example}`"));
        context.sink.push(finding);
    }

    /// Returns whether an unknown key is told to be `key`.
    fn misspells(&self, key: &str) -> bool {
        let names = || self.known.iter().map(|key| key.name);
        let mut words = self.table.iter().map(|(word, _)| word.get_ref().as_ref());
        words.any(|word: &str| {
            !names().any(|name| name == word) && nearest(word, names()) == Some(key)
        })
    }

    /// Returns a text, when the key is there.
    pub(super) fn text(&self, key: &str, context: &mut Context<'_>) -> Option<Spanned<String>> {
        let (value, span) = self.get(key, context)?;
        let place = context.place(span);
        if let DeValue::String(text) = value {
            return Some(Spanned {
                value: lines(text),
                place,
            });
        }
        wrong_type(key, value, place, Wanted::Text, context);
        None
    }

    /// Returns a text that must be there and not be blank.
    pub(super) fn need(
        &self,
        key: &str,
        example: &str,
        context: &mut Context<'_>,
    ) -> Option<Spanned<String>> {
        if self.get(key, context).is_none() {
            self.missing(key, example, context);
            return None;
        }
        let text = self.line(key, context)?;
        if text.value.is_empty() {
            context.report(
                &MISSING_KEY,
                text.place,
                format!("`{key}` of {} is empty", self.name),
                format!("write something like `{key} = {example}`"),
            );
            return None;
        }
        Some(text)
    }

    /// Returns a text that is printed on one line: line feeds, tabs and repeated blanks in it are single blanks.
    pub(super) fn line(&self, key: &str, context: &mut Context<'_>) -> Option<Spanned<String>> {
        let text = self.text(key, context)?;
        Some(Spanned {
            value: folded(&text.value),
            place: text.place,
        })
    }

    /// Returns a list of texts; none when the key is not there.
    pub(super) fn texts(&self, key: &str, context: &mut Context<'_>) -> Vec<Spanned<String>> {
        let Some((value, span)) = self.get(key, context) else {
            return Vec::new();
        };
        let place = context.place(span);
        let DeValue::Array(list) = value else {
            wrong_type(key, value, place, Wanted::Texts, context);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in list {
            let place = context.place(item.span());
            match item.get_ref() {
                DeValue::String(text) => texts.push(Spanned {
                    value: text.to_string(),
                    place,
                }),
                other => wrong_type(key, other, place, Wanted::Text, context),
            }
        }
        texts
    }

    /// Returns an exact decimal: an integer, a float as it is written, or a text that is a plain number.
    pub(super) fn decimal(&self, key: &str, context: &mut Context<'_>) -> Option<Spanned<Decimal>> {
        let (value, span) = self.get(key, context)?;
        let place = context.place(span);
        let written = match value {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
            DeValue::Integer(_) => String::from("a number that is not decimal"),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::String(text) => text.to_string(),
            other => {
                wrong_type(key, other, place, Wanted::Number, context);
                return None;
            }
        };
        let digits: String = written.chars().filter(|letter| *letter != '_').collect();
        let number = Decimal::from_str_exact(digits.trim_start_matches('+')).ok();
        let Some(number) = number.filter(|number| number.abs() < Decimal::from(LARGEST)) else {
            let plain = plain_digits(&written);
            let example = plain.as_deref().unwrap_or("6_000_000");
            let message = format!("`{}` is not a plain number", safe(&written));
            let help = format!(
                "write digits, `.` for decimals and `_` between groups: `{key} = {example}`"
            );
            let mend = plain.as_deref().map(|digits| Mend::replace(place, digits));
            let finding = Diagnostic::new(&UNREADABLE_VALUE, message)
                .at(place, "")
                .help(help)
                .mend(mend);
            context.push(place, finding);
            return None;
        };
        Some(Spanned {
            value: number,
            place,
        })
    }

    /// Returns a whole number of months.
    pub(super) fn months(&self, key: &str, context: &mut Context<'_>) -> Option<Spanned<u16>> {
        self.whole(key, "months", context)
    }

    /// Returns a number of columns.
    pub(super) fn columns(&self, key: &str, context: &mut Context<'_>) -> Option<Spanned<u16>> {
        self.whole(key, "columns", context)
    }

    fn whole(&self, key: &str, things: &str, context: &mut Context<'_>) -> Option<Spanned<u16>> {
        let number = self.decimal(key, context)?;
        let months = u16::try_from(number.value)
            .ok()
            .filter(|months| (1..=600).contains(months));
        let fits = number.value.fract().is_zero();
        let Some(value) = months.filter(|_| fits) else {
            context.reject(
                number.place,
                format!("`{key}` is not a number of {things}"),
                "write a whole number from 1 to 600",
            );
            return None;
        };
        Some(Spanned {
            value,
            place: number.place,
        })
    }

    /// Returns a date.
    pub(super) fn date(&self, key: &str, context: &mut Context<'_>) -> Option<Spanned<NaiveDate>> {
        let (value, span) = self.get(key, context)?;
        let place = context.place(span);
        let DeValue::Datetime(moment) = value else {
            wrong_type(key, value, place, Wanted::Date, context);
            return None;
        };
        let whole_day = moment.time.is_none() && moment.offset.is_none();
        let date = moment.date.filter(|_| whole_day).and_then(|date| {
            NaiveDate::from_ymd_opt(
                i32::from(date.year),
                u32::from(date.month),
                u32::from(date.day),
            )
        });
        let Some(value) = date else {
            let help = match (whole_day, moment.date) {
                (false, Some(date)) => format!("write the day alone: {date}"),
                _ => "write a date such as 2022-09-01".to_owned(),
            };
            context.reject(place, format!("`{key}` is not a date"), help);
            return None;
        };
        Some(Spanned { value, place })
    }

    /// Returns the table below a key.
    pub(super) fn table(
        &self,
        key: &str,
        name: &'static str,
        known: &'static [Key],
        context: &mut Context<'_>,
    ) -> Option<Self> {
        let (value, span) = self.get(key, context)?;
        let place = context.place(span);
        let DeValue::Table(table) = value else {
            wrong_type(key, value, place, Wanted::Table(name), context);
            return None;
        };
        Some(Self::new(table, name, place, known, context))
    }

    /// Returns the table below a key whatever its keys are, such as names of groups.
    pub(super) fn free_table(
        &self,
        key: &str,
        name: &'static str,
        context: &mut Context<'_>,
    ) -> Option<Self> {
        let (value, span) = self.get(key, context)?;
        let place = context.place(span);
        let DeValue::Table(table) = value else {
            wrong_type(key, value, place, Wanted::Table(name), context);
            return None;
        };
        Some(Self {
            table,
            name,
            known: &[],
            place,
        })
    }

    /// Returns the entries `[[key]]`, in the order of the file.
    pub(super) fn entries(
        &self,
        key: &str,
        name: &'static str,
        known: &'static [Key],
        context: &mut Context<'_>,
    ) -> Vec<Self> {
        let Some((value, span)) = self.get(key, context) else {
            return Vec::new();
        };
        let DeValue::Array(list) = value else {
            // A header that could not be read leaves a table where entries were meant.
            if !context.broken {
                let place = context.place(span);
                wrong_type(key, value, place, Wanted::Entries(name), context);
            }
            return Vec::new();
        };
        let mut entries = Vec::new();
        for item in list {
            let place = context.place(item.span());
            match item.get_ref() {
                DeValue::Table(table) => {
                    entries.push(Self::new(table, name, place, known, context));
                }
                other => wrong_type(key, other, place, Wanted::Entry(name), context),
            }
        }
        entries
    }
}

/// Returns a text with line feeds where a file of Windows has carriage returns too.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Returns a text on one line.
fn folded(text: &str) -> String {
    let words = text
        .split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    line.trim().to_owned()
}
