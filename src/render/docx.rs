//! tmp
/// tmp
pub fn write(_: &crate::layout::document::Document) -> anyhow::Result<Vec<u8>> { Ok(Vec::new()) }
