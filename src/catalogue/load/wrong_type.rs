//! A value of another type than its key takes, and how it is written as the one that is wanted.

use std::fmt;

use toml::de::DeValue;

use crate::diag::safe;
use crate::source::Place;

use super::rules::WRONG_TYPE;
use super::section::Context;

/// What a key takes, with the name of the table where it is one.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted {
    Text,
    Texts,
    Number,
    Date,
    Table(&'static str),
    Entry(&'static str),
    Entries(&'static str),
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("a text in quotes"),
            Self::Texts => f.write_str("a list of texts in brackets"),
            Self::Number => f.write_str("a number"),
            Self::Date => f.write_str("a date without quotes, such as 2022-09-01"),
            Self::Table(name) => write!(f, "a table that begins with {name}"),
            Self::Entry(name) => write!(f, "an entry that begins with {name}"),
            Self::Entries(name) => write!(f, "entries that begin with {name}"),
        }
    }
}

/// Reports a value of another type than its key takes, with how it is written.
pub(super) fn wrong_type(
    key: &str,
    value: &DeValue<'_>,
    place: Place,
    wanted: Wanted,
    context: &mut Context<'_>,
) {
    let found = match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    context.report(
        &WRONG_TYPE,
        place,
        format!("`{}` takes {wanted}, not {found}", safe(key)),
        retyped(value, wanted),
    );
}

/// Returns how a value of another type is written as the one that is wanted.
fn retyped(value: &DeValue<'_>, wanted: Wanted) -> String {
    match (wanted, value) {
        (Wanted::Text, DeValue::Integer(number)) => quoted(number.as_str()),
        (Wanted::Text, DeValue::Float(number)) => quoted(number.as_str()),
        (Wanted::Text, DeValue::Boolean(answer)) => quoted(&answer.to_string()),
        (Wanted::Text, DeValue::Datetime(moment)) => quoted(&moment.to_string()),
        (Wanted::Texts, DeValue::String(text)) => {
            format!("put it in brackets: `[\"{}\"]`", safe(text))
        }
        (Wanted::Date, DeValue::String(text)) => {
            format!("write it without quotes: `{}`", safe(text))
        }
        _ => format!("write {wanted}"),
    }
}

fn quoted(value: &str) -> String {
    format!("put it in quotes: `\"{}\"`", safe(value))
}
