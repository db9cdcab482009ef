//! An export that is read with other settings than those of the tidy form.

use crate::quantity::Marks;
use crate::source::Place;

use super::MetricId;

/// Settings for the files that match a pattern.
#[derive(Debug, Clone)]
pub struct ExportSource {
    /// Path relative to installations.toml; `*` stands for any characters but `/`.
    pub path: String,
    /// Marks of its numbers, when they are declared.
    pub marks: Option<Marks>,
    /// The metric that counts whom rows of other metrics name, when one does.
    pub members: Option<MetricId>,
    /// Where it is defined.
    pub place: Place,
}

impl ExportSource {
    /// Returns whether the settings are for the file of that name.
    pub fn matches(&self, name: &str) -> bool {
        wildcard(self.path.as_bytes(), name.as_bytes())
    }
}

fn wildcard(pattern: &[u8], name: &[u8]) -> bool {
    let (mut at, mut seen) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while seen < name.len() {
        let here = name.get(seen).copied();
        match pattern.get(at).copied() {
            Some(b'*') => {
                retry = Some((at, seen));
                at += 1;
            }
            letter if letter.is_some() && letter == here => {
                at += 1;
                seen += 1;
            }
            _ => match retry {
                Some((star, from)) if name.get(from) != Some(&b'/') => {
                    retry = Some((star, from + 1));
                    at = star + 1;
                    seen = from + 1;
                }
                _ => return false,
            },
        }
    }
    pattern
        .get(at..)
        .unwrap_or_default()
        .iter()
        .all(|letter| *letter == b'*')
}

#[cfg(test)]
mod tests {
    use super::wildcard;

    #[test]
    fn a_star_stays_within_its_folder() {
        assert!(wildcard(
            b"data/incd/usage_*.csv",
            b"data/incd/usage_2023.csv"
        ));
        assert!(wildcard(b"data/*.csv", b"data/lip.csv"));
        assert!(!wildcard(b"data/*.csv", b"data/old/lip.csv"));
        assert!(!wildcard(b"data/*.csv", b"data/lip.csv.gz"));
    }
}
