//! `check --about`: the findings of an installation or of one of its metrics, and no others.

mod support;

use support::{Project, USAGE};

/// Returns a project with an error in the users and a note about the missing assessment.
fn faulty() -> Project {
    Project::with_usage(USAGE.replace("M1-M6,3,users", "M1-M6,3.5,users"))
}

fn rules(project: &Project, about: &str) -> Vec<String> {
    let found = project.findings(&["--about", about]).into_iter();
    found.map(|finding| finding.rule).collect()
}

#[test]
fn only_what_is_about_the_address_is_shown() {
    let project = faulty();
    assert!(rules(&project, "cloud").contains(&"VA216".to_owned()));
    assert!(rules(&project, "cloud").contains(&"VA501".to_owned()));
    assert_eq!(rules(&project, "cloud/users"), ["VA216"]);
    assert_eq!(rules(&project, "cloud/cpu_hours"), [""; 0]);
}

#[test]
fn the_exit_code_is_that_of_what_is_shown() {
    let project = faulty();
    assert_eq!(project.run(&["check", "--about", "cloud"]).code, 1);
    let run = project.run(&["check", "--about", "cloud/cpu_hours"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.stdout.contains("0 errors, 0 warnings"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_unknown_address_is_told() {
    for (about, said) in [
        ("clod", "did you mean cloud?"),
        ("cloud/user", "did you mean cloud/users?"),
        ("elsewhere", "(known: cloud)"),
    ] {
        let run = faulty().run(&["check", "--about", about]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}

#[test]
fn only_what_is_shown_is_mended() {
    let other =
        "\n[[installations]]\nid = \"store\"\ntitle = \"Store  of things\"\nprovider = \"lab\"\n";
    let text = support::MINIMAL.replace("title = \"Cloud\"", "title = \"The  cloud\"");
    let project = Project::minimal().file("installations.toml", format!("{text}{other}"));
    project.run(&["check", "--fix", "--about", "store"]);
    let text = project.text("installations.toml");
    assert!(
        text.contains("\"The  cloud\"") && text.contains("\"Store of things\""),
        "{text}"
    );
}
