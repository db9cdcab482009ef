//! Manual pages: one for the program, one for each command, made of what the command line says of itself.

mod support;

use support::Project;

/// Returns the commands that the help lists.
fn commands(project: &Project) -> Vec<String> {
    let help = project.run(&["-h"]).stdout;
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next());
    names
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_program_and_each_command_have_a_page() {
    let project = Project::empty();
    let run = project.run(&["man", "--dir", "man1"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stdout, "");
    let commands = commands(&project);
    assert!(commands.len() >= 7, "{commands:?}");
    for command in &commands {
        let file = format!("man1/va-report-{command}.1");
        let page = project.text(&file);
        assert!(
            run.stderr.contains(&format!("wrote {file}\n")),
            "{}",
            run.stderr
        );
        assert_eq!(page, project.run(&["man", command]).stdout);
        assert!(
            page.contains(&format!("\n.TH va-report-{command} 1")),
            "{page}"
        );
        assert!(page.contains("\n.SH SYNOPSIS\n"), "{page}");
        assert!(
            page.contains("\\-\\-config"),
            "{file} lacks what every command takes"
        );
    }
    let page = project.text("man1/va-report.1");
    assert_eq!(page, project.run(&["man"]).stdout);
    for command in &commands {
        let listed = format!("va\\-report\\-{command}(1)");
        assert!(page.contains(&listed), "{listed} is not in {page}");
    }
    assert!(
        page.contains(".SH EXAMPLES\n.TP\n\\fBva\\-report init\\fR\n"),
        "{page}"
    );
    for page in [page, project.text("man1/va-report-completions.1")] {
        assert!(
            page.contains("\n.SH \"EXIT STATUS\"\n.TP\n\\fB0\\fR\ndone\n"),
            "{page}"
        );
        assert!(!page.contains("EXTRA"), "{page}");
    }
}

#[test]
fn a_page_names_every_option_of_its_command() {
    let project = Project::empty();
    for command in commands(&project) {
        let help = project.run(&[&command, "--help"]).stdout;
        let page = project.run(&["man", &command]).stdout.replace("\\-", "-");
        let words = help.split(|letter: char| letter.is_whitespace() || letter == ',');
        let options = words.filter(|word| word.starts_with("--") && word.len() > 2);
        for option in options.map(|word| word.trim_end_matches([':', ';', '.'])) {
            assert!(page.contains(option), "{command} {option}: {page}");
        }
    }
}

#[test]
fn an_unknown_command_is_told() {
    let run = Project::empty().run(&["man", "chekc"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean check?"), "{}", run.stderr);
    let run = Project::empty().run(&["man", "check", "--dir", "x"]);
    assert_eq!(run.code, 2);
}
