//! A change of a file as a unified diff, as `diff -u`, `git` and code review show it.

use similar::TextDiff;

use super::{Colour, inert};
use crate::diag::safe::visible;

/// Lines that are shown around a change.
const AROUND: usize = 3;

/// Returns the difference between two texts of the file `name`; nothing when there is none.
///
/// Letters that are not to be seen are shown as `<U+FEFF>`: the diff is for reading.
pub fn diff(name: &str, before: &str, after: &str, colour: Colour) -> String {
    let name = visible(name);
    let compared = TextDiff::from_lines(before, after);
    let unified = compared
        .unified_diff()
        .context_radius(AROUND)
        .header(&format!("a/{name}"), &format!("b/{name}"))
        .to_string();
    let lines: Vec<String> = unified.lines().map(visible).collect();
    let shown = inert::text(&lines.join("\n"));
    if shown.is_empty() {
        return shown;
    }
    let lines = shown.lines().map(|line| match colour {
        Colour::Never => format!("{line}\n"),
        Colour::Always => coloured(line),
    });
    lines.collect()
}

fn coloured(line: &str) -> String {
    let code = match line.as_bytes().first() {
        _ if line.starts_with("--- ") || line.starts_with("+++ ") => "1",
        Some(b'-') => "31",
        Some(b'+') => "32",
        Some(b'@') => "36",
        _ => return format!("{line}\n"),
    };
    format!("\u{1b}[{code}m{line}\u{1b}[0m\n")
}

#[cfg(test)]
mod tests {
    use super::diff;
    use crate::diag::emit::Colour;

    #[test]
    fn a_change_is_shown_with_the_lines_around_it() {
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let after = before.replace("5\n", "five\n");
        let shown = diff("a.toml", before, &after, Colour::Never);
        assert_eq!(
            shown,
            "--- a/a.toml\n+++ b/a.toml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
        );
        assert_eq!(diff("a.toml", before, before, Colour::Always), "");
    }

    #[test]
    fn nothing_in_a_file_steers_a_terminal_or_a_runner() {
        let before = "\u{feff}::error::x\n\u{1b}[2Jy\n";
        let after = "::error::x\n\u{1b}[2Jz\n";
        let shown = diff("a\u{1b}", before, after, Colour::Never);
        assert!(shown.contains("-<U+FEFF>::error"), "{shown}");
        assert!(!shown.contains('\u{1b}'), "{shown}");
        assert!(
            shown
                .lines()
                .all(|line| !line.trim_start().starts_with("::")),
            "{shown}"
        );
        let colours = diff("a", "1\n", "2\n", Colour::Always);
        assert!(
            colours.contains("\u{1b}[31m-1\u{1b}[0m\n\u{1b}[32m+2"),
            "{colours:?}"
        );
    }
}
