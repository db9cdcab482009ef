//! What installations.toml says of the Word file.

use crate::catalogue::StyleChoice;
use crate::catalogue::word_keys::{DOCX, STYLES};

use super::section::{Context, Section};

/// Reads which styles of a template are to be used.
pub(super) fn styles(root: &Section<'_>, context: &mut Context<'_>) -> Vec<StyleChoice> {
    let docx = root.table("docx", "[docx]", DOCX, context);
    let styles = docx.and_then(|docx| docx.table("styles", "[docx.styles]", STYLES, context));
    let mut chosen = Vec::new();
    for key in STYLES {
        let name = styles
            .as_ref()
            .and_then(|styles| styles.line(key.name, context));
        chosen.extend(name.map(|name| StyleChoice {
            style: key.name,
            name,
        }));
    }
    chosen
}
