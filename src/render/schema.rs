//! The JSON Schema of installations.toml, from the keys that the loader knows, so that editors complete the file.

use serde_json::{Map, Value, json};

use crate::aggregate::NATURES;
use crate::catalogue::LONGEST_ID;
use crate::catalogue::keys::{Key, Need, ROOT, Shape};
use crate::quantity::Unit;

/// Returns the schema as JSON Schema draft 7, which editors of TOML understand.
///
/// # Errors
///
/// Fails only when it cannot be serialised, which is a bug.
pub fn write() -> anyhow::Result<Vec<u8>> {
    let mut schema = table(ROOT);
    if let Value::Object(object) = &mut schema {
        object.insert(
            "$schema".to_owned(),
            json!("http://json-schema.org/draft-07/schema#"),
        );
        object.insert("title".to_owned(), json!("installations.toml of va-report"));
    }
    let mut bytes = serde_json::to_vec_pretty(&schema)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn table(keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| (key.name.to_owned(), property(key)))
        .collect();
    let required: Vec<&str> = keys
        .iter()
        .filter(|key| key.need == Need::Always)
        .map(|key| key.name)
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(key: &Key) -> Value {
    let mut value = shape(key.shape);
    if let Value::Object(object) = &mut value {
        if matches!((key.need, key.shape), (Need::Always, Shape::Text)) {
            object.insert("pattern".to_owned(), json!(NOT_BLANK));
        }
        object.insert("description".to_owned(), json!(key.doc));
    }
    value
}

fn shape(shape: Shape) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Word(words) => json!({ "type": "string", "enum": words }),
        Shape::Unit => {
            let symbols: Vec<&str> = Unit::all().map(Unit::symbol).collect();
            json!({ "type": "string", "examples": symbols })
        }
        Shape::Nature => {
            let names: Vec<&str> = NATURES.iter().map(|nature| nature.name).collect();
            json!({ "type": "string", "enum": names })
        }
        Shape::Id => {
            json!({ "type": "string", "pattern": ID, "maxLength": LONGEST_ID })
        }
        Shape::Month => json!({ "type": "string", "pattern": MONTH }),
        Shape::Period => json!({ "type": "string", "pattern": PERIOD }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::Words(words) => {
            json!({ "type": "array", "items": { "type": "string", "enum": words } })
        }
        Shape::Periods => {
            json!({ "type": "array", "items": { "type": "string", "pattern": PERIOD } })
        }
        Shape::Number => json!({ "type": ["number", "string"], "pattern": NUMBER }),
        Shape::Months | Shape::Columns => {
            json!({ "type": "integer", "minimum": 1, "maximum": 600 })
        }
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Table(keys) => table(keys),
        Shape::Entries(keys) => json!({ "type": "array", "items": table(keys) }),
        Shape::NamedPeriods => {
            json!({ "type": "object", "additionalProperties": { "type": "string", "pattern": PERIOD } })
        }
        Shape::NamedTexts => {
            json!({ "type": "object", "additionalProperties": { "type": "string", "pattern": NOT_BLANK } })
        }
        Shape::Levels => {
            json!({ "type": "object", "additionalProperties": { "type": "string", "enum": crate::diag::Level::WORDS } })
        }
    }
}

/// An id, as the loader takes it; how long it may be stands beside it.
const ID: &str = "^[A-Za-z0-9][A-Za-z0-9_-]*$";
/// A text that must be there, as the loader takes it.
const NOT_BLANK: &str = "\\S";
/// A number in quotes, as the loader takes it.
const NUMBER: &str = "^[+-]?[0-9_]*\\.?[0-9][0-9_]*$";
/// A project month, as the loader takes it.
const MONTH: &str = "^[Mm][0-9]{1,3}$";
/// A period, as the loader takes it: a dash of any length, blanks, or a single month.
const PERIOD: &str =
    "^\\s*[Mm][0-9]{1,3}(\\s*[-\u{2010}-\u{2015}\u{2212}]\\s*[Mm][0-9]{1,3})?\\s*$";
