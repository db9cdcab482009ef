//! `va-report schema`: the JSON Schema of installations.toml, for editors.

use super::{DONE, stream};

pub(super) fn run() -> anyhow::Result<u8> {
    let bytes = crate::render::schema::write()?;
    stream::result(&String::from_utf8_lossy(&bytes))?;
    Ok(DONE)
}
