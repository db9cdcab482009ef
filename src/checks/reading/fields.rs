//! The fields of a description: where one is given, and how a message names it.

use crate::catalogue::{Field, FieldText, Installation};

/// Returns a field of an installation's description with its place, when it is given.
pub(in crate::checks) fn given_field(
    installation: &Installation,
    wanted: Field,
) -> Option<&FieldText> {
    let mut fields = installation.fields.iter();
    fields.find(|given| given.field == wanted)
}

/// Returns the label of a field as it stands within a sentence: `service category`, but `URL`.
pub(in crate::checks) fn field_name(field: Field) -> String {
    match field {
        Field::Url => field.label().to_owned(),
        _ => field.label().to_lowercase(),
    }
}
