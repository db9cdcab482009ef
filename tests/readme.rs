//! The README shows what the program prints: every block is run, and `UPDATE_EXPECT=1 cargo test` writes it anew. A
//! block with a line `…` keeps the findings that it shows and leaves out the others.

mod support;

use expect_test::expect_file;
use support::Project;

const README: &str = include_str!("../README.md");

/// The changes that the README asks for before the block of that number.
const EDITS: &[(usize, &str, &str, &str)] = &[
    (1, "data/lip.csv", "M7-M12,3.4,", "M7-M12,\"3,4\","),
    (2, "data/lip.csv", "M7-M12,\"3,4\",", "M7-M12,3.4,"),
];

/// Returns the README with what the program prints today in each block.
fn rewritten() -> String {
    let mut project = Project::shipped("");
    let mut text = String::new();
    let mut block = None;
    let mut count = 0;
    for (at, line) in README.lines().enumerate() {
        let indent = " ".repeat(line.len() - line.trim_start().len());
        match (block, line.trim()) {
            (None, "```console") => block = Some(count),
            (Some(number), "```") => {
                block = None;
                count = number + 1;
            }
            (Some(number), command) => {
                let Some(command) = command.strip_prefix("$ va-report ") else {
                    continue;
                };
                let block = README.lines().skip(at + 1);
                let shown: Vec<&str> = block.take_while(|line| line.trim() != "```").collect();
                for (_, file, old, new) in EDITS.iter().filter(|(before, ..)| *before == number) {
                    project = project.replace(file, old, new);
                }
                text.push_str(line);
                text.push('\n');
                let arguments: Vec<&str> = command.split(' ').collect();
                let printed = project.run(&arguments).stdout;
                for printed in excerpt(printed.trim_end(), &shown).lines() {
                    text.push_str(format!("{indent}{printed}").trim_end());
                    text.push('\n');
                }
                continue;
            }
            _ => {}
        }
        text.push_str(line);
        text.push('\n');
    }
    assert!(count > EDITS.len(), "the README has {count} blocks");
    text
}

/// Returns what a program printed as a block shows it: whole, or only the findings of the rules that it names.
fn excerpt(printed: &str, block: &[&str]) -> String {
    if block.iter().all(|line| line.trim() != "…") {
        return printed.to_owned();
    }
    let heads = block.iter().filter_map(|line| line.split_once("[VA"));
    let codes: Vec<&str> = heads.map(|(_, rest)| &rest[..3]).collect();
    let mut kept: Vec<&str> = Vec::new();
    for piece in printed.split("\n\n") {
        let head = piece.lines().next().unwrap_or_default();
        let is_finding = head.contains("[VA");
        let wanted = codes
            .iter()
            .any(|code| head.contains(&format!("[VA{code}]")));
        if wanted || !is_finding {
            kept.push(piece);
        } else if kept.last() != Some(&"…") {
            kept.push("…");
        }
    }
    kept.join("\n\n")
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    expect_file!["../README.md"].assert_eq(&rewritten());
}

#[test]
fn the_two_commands_of_the_set_up_are_those_that_ci_runs() {
    let (_, rest) = README.split_once("## Set-up").unwrap();
    let (setup, _) = rest.split_once("\n## ").unwrap();
    let commands: Vec<&str> = setup
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .collect();
    assert_eq!(
        commands,
        ["cargo run --release -- build --period M7-M12", "cargo test"]
    );
    let script = include_str!("../.ci/run");
    assert!(
        script.lines().any(|line| line == commands[1]),
        "CI does not run `{}`",
        commands[1]
    );
}

#[test]
fn the_readme_names_every_command_option_and_form() {
    let help = |arguments: &[&str]| Project::empty().run(arguments).stdout;
    let page = help(&["--help"]);
    let (_, rest) = page.split_once("Commands:\n").unwrap();
    let (commands, _) = rest.split_once("\n\n").unwrap();
    for line in commands.lines() {
        let command = line.split_whitespace().next().unwrap();
        assert!(
            README.contains(&format!("`va-report {command}")),
            "{command}"
        );
        let page = help(&[command, "--help"]);
        for option in page
            .split_whitespace()
            .filter(|word| word.starts_with("--"))
        {
            let short = match option {
                "--help" => continue,
                "--deny" => "-D",
                "--warn" => "-W",
                "--allow" => "-A",
                option => option,
            };
            let named = |end: &str| README.contains(&format!("`{short}{end}"));
            assert!(named("`") || named(" "), "{command} {option}");
        }
    }
    for form in va_report::diag::emit::FORMS {
        assert!(
            README.contains(&format!("`--format {}`", form.name)),
            "{}",
            form.name
        );
    }
}

#[test]
fn every_command_and_option_of_the_readme_exists() {
    let help = |arguments: &[&str]| Project::empty().run(arguments).stdout;
    let commands = ["init", "build", "check", "pull", "release", "man"];
    let pages = commands.map(|command| help(&[command, "--help"]));
    let all = help(&["--help"]) + &pages.concat();
    for quoted in README
        .split('`')
        .filter(|piece| piece.starts_with("--") && !piece.contains('\n'))
    {
        let option = quoted.split([' ', '=']).next().unwrap();
        assert!(all.contains(option), "{option}");
    }
    for quoted in README
        .split('`')
        .filter_map(|piece| piece.strip_prefix("va-report "))
    {
        let command = quoted.split(' ').next().unwrap();
        assert!(all.contains(&format!("  {command} ")), "{command}");
    }
}
