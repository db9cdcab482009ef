//! A field of a description with its place.

use crate::catalogue::{Field, FieldText, Installation};

/// Returns a field of an installation's description, when it is given.
pub(super) fn given_field(installation: &Installation, wanted: Field) -> Option<&FieldText> {
    installation
        .fields
        .iter()
        .find(|given| given.field == wanted)
}
