//! Names and numbers that come from content, so that adding an installation does not renumber the others.

/// The name of a bookmark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bookmark(String);

impl Bookmark {
    /// Returns the bookmark of an anchor: at most 40 letters, digits and underscores.
    pub(super) fn of(prefix: &str, anchor: &str) -> Self {
        Self(format!("{prefix}{:016x}", fnv(anchor)))
    }

    /// Returns the name.
    pub(super) fn name(&self) -> &str {
        &self.0
    }
}

/// Returns the number of a content control from its tag: positive and within 31 bits, as Word asks.
pub(super) fn control(tag: &str) -> String {
    let number = (fnv(tag) >> 33) | 1;
    number.to_string()
}

/// The hash of Fowler, Noll and Vo, 64 bits, variant 1a.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::Bookmark;

    #[test]
    fn a_bookmark_is_short_and_the_same_each_time() {
        let bookmark = Bookmark::of("_Toc_va_", "installation-ifca-csic-storage-assessment");
        assert!(bookmark.name().len() <= 40);
        assert_eq!(
            bookmark,
            Bookmark::of("_Toc_va_", "installation-ifca-csic-storage-assessment")
        );
    }
}
