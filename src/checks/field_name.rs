//! How a message names a field of a description.

use crate::catalogue::Field;

/// Returns the label of a field as it stands within a sentence: `service category`, but `URL`.
pub(super) fn field_name(field: Field) -> String {
    match field {
        Field::Url => field.label().to_owned(),
        _ => field.label().to_lowercase(),
    }
}
