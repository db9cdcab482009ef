//! How grave a project, or a run, takes a rule.

use crate::source::Spanned;

use super::rule::Severity;

/// What becomes of the findings of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// They are dropped.
    Allow,
    /// They are of that severity.
    As(Severity),
}

impl Level {
    /// The words for levels.
    pub const WORDS: [&'static str; 4] = ["allow", "note", "warning", "error"];

    /// Reads the word for a level.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "allow" => Some(Self::Allow),
            "note" => Some(Self::As(Severity::Note)),
            "warning" => Some(Self::As(Severity::Warning)),
            "error" => Some(Self::As(Severity::Error)),
            _ => None,
        }
    }
}

/// A level that the project sets for a rule.
#[derive(Debug, Clone)]
pub struct LevelSetting {
    /// Code or name of the rule.
    pub rule: Spanned<String>,
    /// The level.
    pub level: Level,
}

#[cfg(test)]
mod tests {
    use super::Level;
    use crate::diag::Severity;

    #[test]
    fn every_word_for_a_level_is_read() {
        let read = Level::WORDS.map(Level::parse);
        let severities = [Severity::Note, Severity::Warning, Severity::Error].map(Level::As);
        assert_eq!(read[0], Some(Level::Allow));
        assert_eq!(read[1..], severities.map(Some));
        assert_eq!(Level::parse("warn"), None);
    }
}
