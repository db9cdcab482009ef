//! What shells get when a person presses the tab key: words of the program, and of the project in the current folder.

mod support;

use support::{MINIMAL, Project};

/// Returns what is offered behind the words, each line as zsh gets it: the word, a colon, and what is shown beside it.
fn offered(project: &Project, words: &[&str]) -> Vec<String> {
    let index = words.len().to_string();
    let variables = [
        ("VA_REPORT_COMPLETE", "zsh"),
        ("_CLAP_COMPLETE_INDEX", index.as_str()),
    ];
    let run = project.run_with(&[&["--", "va-report"], words].concat(), &variables);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stderr, "");
    run.stdout.lines().map(str::to_owned).collect()
}

/// Returns the words alone.
fn words(project: &Project, typed: &[&str]) -> Vec<String> {
    let offered = offered(project, typed).into_iter();
    offered
        .map(|line| line.split(':').next().unwrap_or_default().to_owned())
        .collect()
}

fn grouped() -> Project {
    let groups = "[periods]\nevery = 12\n[periods.groups]\nPY1 = \"M1-M12\"\n\"$(touch x)\" = \"M1-M12\"\nhalf = \"M1-M6\"\n";
    Project::empty().file("installations.toml", format!("{MINIMAL}{groups}"))
}

#[test]
fn every_shell_has_its_script_and_the_script_calls_the_program() {
    let project = Project::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = project.run(&["completions", shell]);
        assert_eq!(run.code, 0, "{run:?}");
        for piece in ["VA_REPORT_COMPLETE", "va-report"] {
            assert!(run.stdout.contains(piece), "{shell}: {}", run.stdout);
        }
        let machine = ["/", "\\"].map(|slash| format!("{slash}va-report"));
        assert!(
            machine.iter().all(|path| !run.stdout.contains(path)),
            "{shell} names a path of this machine: {}",
            run.stdout
        );
    }
    assert_eq!(project.run(&["completions", "sh"]).code, 2);
    assert_eq!(project.run(&["completions"]).code, 2);
}

#[test]
fn periods_and_groups_are_those_of_the_project_in_their_order() {
    let offered = offered(&grouped(), &["build", "--period", ""]);
    assert_eq!(
        offered,
        [
            "latest:the last one with figures",
            "M1-M12:Sep 2022 – Aug 2023",
            "M13-M24:Sep 2023 – Aug 2024",
            "M25-M36:Sep 2024 – Aug 2025",
            "PY1:M1-M12",
        ]
    );
    assert_eq!(words(&grouped(), &["check", "-p", "M2"]), ["M25-M36"]);
}

#[test]
fn installations_and_their_metrics_are_those_of_the_project() {
    let project = Project::shipped("");
    let ids = offered(&project, &["check", "--about", "incd"]);
    assert_eq!(
        ids,
        [
            "incd-cpu:INCD – CPU",
            "incd-gpu:INCD-GPU",
            "incd-storage:INCD-Storage"
        ]
    );
    assert_eq!(
        words(&project, &["check", "--about", "incd-cpu/c"]),
        [
            "incd-cpu/cpu_hours",
            "incd-cpu/country_names",
            "incd-cpu/countries"
        ]
    );
}

#[test]
fn the_project_may_be_a_folder_above() {
    let project = Project::minimal().file("data/below/x.csv", "");
    let variables = [("VA_REPORT_COMPLETE", "zsh"), ("_CLAP_COMPLETE_INDEX", "3")];
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_va-report"))
        .args(["--", "va-report", "check", "--about", ""])
        .current_dir(project.path("data/below"))
        .env_clear()
        .envs(variables)
        .output();
    let said = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    assert_eq!(said.ok().as_deref(), Some("cloud:Cloud"));
}

#[test]
fn rules_are_offered_by_code_and_by_name() {
    let project = Project::empty();
    let codes = words(&project, &["explain", "VA00"]);
    assert!(codes.contains(&"VA001".to_owned()), "{codes:?}");
    assert!(codes.iter().all(|code| code.starts_with("VA00")));
    let named = words(&project, &["check", "--allow", "missing-te"]);
    assert_eq!(named, ["missing-text"]);
}

#[test]
fn nothing_is_said_where_there_is_no_project_or_a_faulty_one() {
    let none = Project::empty();
    assert_eq!(words(&none, &["build", "-p", ""]), ["latest"]);
    assert_eq!(words(&none, &["check", "--about", ""]), [""; 0]);
    let broken = Project::empty().file("installations.toml", format!("{MINIMAL}\nx = \n"));
    assert_eq!(words(&broken, &["check", "--about", ""]), ["cloud"]);
    let binary = Project::empty().file("installations.toml", b"\xF1\xFF\0");
    assert_eq!(words(&binary, &["check", "--about", ""]), [""; 0]);
}

#[test]
fn nothing_in_a_project_steers_the_shell_or_the_terminal() {
    let title = "title = \"Clo\\u001b[2Jud\\u202E\"";
    let text = MINIMAL.replace("title = \"Cloud\"", title);
    let project = Project::empty().file("installations.toml", text);
    assert_eq!(
        offered(&project, &["check", "--about", ""]),
        ["cloud:Clo<U+001B>[2Jud<U+202E>"]
    );
    let groups = words(&grouped(), &["build", "-p", ""]);
    assert!(!groups.iter().any(|word| word.contains('$')), "{groups:?}");
}

#[test]
fn a_usual_run_is_not_taken_for_a_question() {
    let project = Project::minimal();
    for value in ["", "0"] {
        let run = project.run_with(&["--version"], &[("VA_REPORT_COMPLETE", value)]);
        assert!(run.stdout.starts_with("va-report "), "{run:?}");
    }
    let run = project.run_with(&["--version"], &[("COMPLETE", "bash")]);
    assert!(run.stdout.starts_with("va-report "), "{run:?}");
    let run = project.run_with(&["--version"], &[("VA_REPORT_COMPLETE", "csh")]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("unknown shell `csh`"), "{}", run.stderr);
}

#[test]
fn the_project_is_the_one_that_the_line_names() {
    let project = Project::empty().file("reports/wp4/installations.toml", MINIMAL);
    let config = "reports/wp4/installations.toml";
    for words in [
        &["check", "-c", config, "--about", ""][..],
        &["-c", "reports/wp4", "check", "--about", ""],
        &["check", "--about", "", "--config=reports/wp4"],
        &["-creports/wp4", "check", "--about", ""],
    ] {
        let about = words.iter().position(|word| word.is_empty()).unwrap();
        let index = (about + 1).to_string();
        let variables = [
            ("VA_REPORT_COMPLETE", "zsh"),
            ("_CLAP_COMPLETE_INDEX", index.as_str()),
        ];
        let run = project.run_with(&[&["--", "va-report"], words].concat(), &variables);
        assert_eq!(run.stdout, "cloud:Cloud", "{words:?}");
    }
}

#[test]
fn the_commands_that_have_a_page_are_offered() {
    assert_eq!(words(&Project::empty(), &["man", "ch"]), ["check"]);
}

/// Drives the script in the shell itself, where it is installed: it divides a line into words in its own way.
#[cfg(unix)]
#[test]
fn bash_completes_what_stands_behind_a_sign() {
    let project = Project::minimal();
    let script = project.run(&["completions", "bash"]).stdout;
    assert!(script.contains("_CLAP_COMPLETE_INDEX--"), "{script}");
    let program = env!("CARGO_BIN_EXE_va-report");
    let drive = format!(
        r#"va-report() {{ '{program}' "$@"; }}
        {script}
        COMP_WORDS=(va-report build --period = M7) COMP_CWORD=4
        _clap_complete_va_report va-report M7 =
        echo "${{COMPREPLY[@]}}""#
    );
    let run = std::process::Command::new("bash")
        .args(["--norc", "-c", &drive])
        .current_dir(project.path(""))
        .output();
    if let Ok(run) = run {
        assert_eq!(
            String::from_utf8_lossy(&run.stdout).trim(),
            "M7-M12",
            "{run:?}"
        );
    }
}
