//! The closest known name to one that is not known.

/// Longest name that is compared, in bytes: no id is longer, and comparing costs the product of both lengths.
const LONGEST: usize = 256;

/// Returns the known name closest to `written`, when one is close enough to be meant.
///
/// Case, blanks, hyphens and underscores do not count as differences; two slips do not hinder, nor do three in a long
/// name.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > LONGEST {
        return None;
    }
    let folded = fold(written);
    let length = folded.chars().count();
    let allowed = match length {
        0..=2 => 1,
        3..=9 => 2,
        _ => 3,
    };
    known
        .into_iter()
        .map(|name| (fold(name), name))
        // A cell may be long; names of another length are far, and comparing them would take long.
        .filter(|(known, _)| known.chars().count().abs_diff(length) <= allowed)
        .map(|(known, name)| (strsim::damerau_levenshtein(&folded, &known), name))
        .filter(|(distance, name)| *distance <= allowed && *distance < name.chars().count())
        .min()
        .map(|(_, name)| name)
}

fn fold(name: &str) -> String {
    name.chars()
        .filter(|letter| !matches!(letter, ' ' | '-' | '_' | '–' | '\u{a0}'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_and_spellings_lead_to_the_known_name() {
        let known = ["incd-cpu", "incd-gpu", "ifca-csic-cpu"];
        assert_eq!(nearest("incd_cpu", known), Some("incd-cpu"));
        assert_eq!(nearest("ifca-csic-cup", known), Some("ifca-csic-cpu"));
        assert_eq!(nearest("nordic", known), None);
    }
}
