//! Any text, and the fields of a project filled with it.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;

/// Text that some format, reader or script could stumble over.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "&", "<", ">", "\"", "'", "&amp;", "&#0;", "&lt;", "]]>", "<!--", "-->", "<b>", "</w:t>",
    "<br>", "<?x?>", "\\", "|", "\\|", "*", "**", "***", "_", "__", "`", "``", "~", "~~", "$", "$$",
    "#", "# ", "!", "![a](b)", "[a](b)", "[^1]", "[^1]: ", "[ ] ", "- ", "+ ", "* ", "1. ", "12) ",
    "> ", "===", "---", "***", "    ", "\t", "\n", "\n\n", "\n- ", "\n1. ", "\n===", "\n---",
    "\n> ", "\n    ", "\n# ", "\n| a |\n|---|\n", "  \n", "\\\n", "\r\n", "{{ x }}", "<< x >>",
    "%1", "https://example.org/a_b?c=1&d=2", "http://", "https://example.org/\\",
    "https://x.org/%zz", "https://example.org/<", "http://a|b", "https://пример.рф/",
    "mailto:a@b.c", "www.example.org", "\u{0}", "\u{1}", "\u{7}", "\u{8}", "\u{B}", "\u{C}", "\r",
    "\u{1B}[2J", "\u{1F}", "\u{7F}", "\u{80}", "\u{85}", "\u{9F}", "\u{A0}", "\u{AD}", "\u{2028}",
    "\u{2029}", "\u{200B}", "\u{200D}", "\u{2060}", "\u{3000}", "\u{FEFF}", "\u{D7FF}", "\u{E000}",
    "\u{FDD0}", "\u{FFF9}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}", "\u{10FFFF}", "שלום",
    "العربية", "\u{202E}", "\u{2066}", "\u{200F}", "e\u{301}", "a\u{300}\u{301}\u{302}", "ﬁ", "İ",
    "ẞ", "한국어", "日本語", "👩\u{200D}🔬", "🏳\u{FE0F}\u{200D}🌈", "🇪🇺", "𝔘", " ", "word", "Ä", "12", "3.4",
    "M7-M12", "N/A",
];

/// Length of a long text, in characters.
const LONG: usize = 5_000;

/// The fields of a project.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    pub(crate) deliverable: String,
    pub(crate) number: String,
    pub(crate) acronym: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) location: String,
    pub(crate) task: String,
    pub(crate) provider: String,
    pub(crate) budget: String,
    pub(crate) metric: String,
    pub(crate) name: String,
    pub(crate) baseline: String,
    pub(crate) measured: String,
    /// Note of a row, on one line.
    pub(crate) note: String,
    /// The paragraph of an assessment, on one line; its marks are escaped.
    pub(crate) plain: String,
    /// An assessment as it is, markup and all.
    pub(crate) raw: String,
}

/// Returns any text that is not blank.
pub(crate) fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => select(PIECES).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        1 => (0_u8..0x20).prop_map(|byte| char::from(byte).to_string()),
    ];
    let short = vec(piece, 1..8).prop_map(|pieces| pieces.concat());
    let long = short
        .clone()
        .prop_map(|text| text.repeat(LONG / text.chars().count()));
    let text = prop_oneof![
        16 => short,
        4 => vec(any::<char>(), 1..40).prop_map(String::from_iter),
        1 => Just("x".repeat(LONG)),
        1 => long,
    ];
    text.prop_map(|text| {
        if text.trim().is_empty() {
            format!("x{text}")
        } else {
            text
        }
    })
}

/// Returns projects with any text in every field.
pub(crate) fn projects() -> impl Strategy<Value = Texts> {
    let eight = || [(); 8].map(|()| texts());
    (eight(), eight()).prop_map(|(first, second)| {
        let [
            deliverable,
            number,
            acronym,
            title,
            description,
            location,
            task,
            provider,
        ] = first;
        let [budget, metric, name, baseline, measured, note, plain, raw] = second;
        Texts {
            deliverable,
            number,
            acronym,
            title,
            description,
            location,
            task,
            provider,
            budget,
            metric,
            name,
            baseline,
            measured,
            note: note.replace(['\r', '\n'], " "),
            plain: plain.replace(['\r', '\n'], " ").trim().to_owned(),
            raw,
        }
    })
}

/// Returns tables of up to four columns with any text in their cells, on one line each; the first row is the head, and
/// the others may be shorter than it.
pub(crate) fn tables() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = || {
        texts().prop_map(|text| {
            // Braces in pairs are references, which are filled.
            let text = text.replace("{{", "{ {");
            let line = text.replace(['\r', '\n'], " ").trim().to_owned();
            if line.is_empty() {
                "x".to_owned()
            } else {
                line
            }
        })
    };
    (1..=4_usize).prop_flat_map(move |columns| {
        (vec(cell(), columns), vec(vec(cell(), 1..=columns), 0..4)).prop_map(|(head, mut rows)| {
            rows.insert(0, head);
            rows
        })
    })
}

/// Returns a project with one letter in every field.
pub(crate) fn simple() -> Texts {
    let letter = || "A".to_owned();
    Texts {
        deliverable: letter(),
        number: letter(),
        acronym: letter(),
        title: letter(),
        description: letter(),
        location: letter(),
        task: letter(),
        provider: letter(),
        budget: letter(),
        metric: letter(),
        name: letter(),
        baseline: letter(),
        measured: letter(),
        note: letter(),
        plain: letter(),
        raw: letter(),
    }
}
