//! A project whose every name and cell tries to be something else.

use std::fmt::Write as _;

use crate::support::{MINIMAL, Project, USAGE};

/// Words that mean something to a terminal, a CI runner, a Markdown reader or a browser.
const HOSTILE: &[&str] = &[
    "::error file=a.csv,line=1::made up",
    "  ::warning::made up",
    "::stop-commands::token",
    "##[error]made up",
    "##vso[task.complete]made up",
    "%0A::error::made up",
    "%250A%0D",
    "a|b | c \\| d",
    "`a` ``b`` `",
    "<script>alert(1)</script>",
    "</details><img src=x onerror=alert(1)> &lt; &amp;",
    "[text](https://evil.example)",
    "![text](https://evil.example/a.png)",
    "https://evil.example/ www.evil.example",
    "@octocat a@evil.example #1 GH-1 o/r#2",
    "*bold* _it_ ~~no~~ :tada: $`x`$ $y$ [^1] - [ ] x",
    "\u{1b}[31mred\u{1b}]8;;https://evil.example\u{7}\u{9b}2J",
    "\u{202e}gnp.exe\u{2066} \u{200b}\u{feff}\u{ad}\u{2028}x",
    "\\",
    "\"quoted\" 'too'",
];

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Returns rows that are wrong in each of their columns by `word`.
pub(crate) fn faulty_rows(word: &str) -> String {
    let word = quoted(word);
    format!(
        "{word},cpu_hours,M1-M6,1,CPU-h,total,reported,\n\
         cloud,{word},M1-M6,1,CPU-h,total,reported,\n\
         cloud,cpu_hours,{word},1,CPU-h,total,reported,\n\
         cloud,cpu_hours,M1-M6,{word},CPU-h,total,reported,\n\
         cloud,cpu_hours,M1-M6,1,{word},total,reported,\n\
         cloud,cpu_hours,M1-M6,1,CPU-h,{word},reported,\n\
         cloud,cpu_hours,M1-M6,1,CPU-h,total,{word},\n\
         cloud,country_names,M1-M6,{word},,total,reported,\n"
    )
}

pub(crate) const HEADER: &str = "installation,metric,period,value,unit,kind,state,note\n";

/// A project whose ids, keys, waivers, cells, texts and file names are made of [`HOSTILE`] words.
pub(crate) fn hostile() -> Project {
    let long = "long ".repeat(2000);
    let mut toml = MINIMAL.to_owned();
    let mut rows = HEADER.to_owned();
    for word in HOSTILE
        .iter()
        .copied()
        .chain([long.as_str(), "a\nb\r\n::error::c"])
    {
        // A string of JSON is one of TOML too.
        let string = serde_json::to_string(word).unwrap();
        write!(
            toml,
            "\n[[installations]]\nid = {string}\ntitle = {string}\nprovider = {string}\n{string} = 1\n\
             \n[[waive]]\nrule = {string}\nwhere = {string}\nreason = {string}\n\
             \n[[waive]]\nrule = \"VA501\"\nwhere = \"cloud\"\nreason = {string}\n"
        )
        .unwrap();
        rows.push_str(&faulty_rows(word));
    }
    let mut project = Project::empty()
        .file("installations.toml", toml)
        .file("data/lab.csv", USAGE)
        .file("data/rows.csv", rows);
    for word in HOSTILE {
        let name = word.replace('/', "∕");
        project = project
            .file(&format!("data/{name}.csv"), HEADER)
            .file(&format!("data/x\n{name}"), "")
            .file(
                &format!("assessments/M1-M6/{name}.md"),
                format!("## A\n\n{{{{ {word} }}}}\n"),
            );
    }
    project
}
