//! What the program does as a whole: exit codes, streams, files.

mod support;

use std::fs;
use std::process::{Command, Stdio};

use support::{MINIMAL, Project, USAGE};

#[test]
fn a_build_writes_every_format_and_says_so_on_standard_error() {
    let project = Project::minimal();
    let run = project.run(&["build", "--period", "M1-M6"]);
    assert_eq!(run.code, 0, "{run:?}");
    for name in [
        "report.docx",
        "report.md",
        "report.json",
        "extract.csv",
        "manifest.json",
    ] {
        assert!(
            !project.bytes(&format!("out/M1-M6/{name}")).is_empty(),
            "{name}"
        );
        assert!(run.stderr.contains(name), "{name}");
        assert!(!run.stdout.contains(name), "{name}");
    }
    assert!(
        run.stdout.contains("Virtual Access M1-M6"),
        "{}",
        run.stdout
    );
}

#[test]
fn the_minimal_project_has_no_serious_finding() {
    assert_eq!(Project::minimal().rules(), Vec::<String>::new());
}

#[test]
fn an_error_in_the_data_stops_the_build_and_leaves_the_old_files() {
    let project = Project::minimal();
    assert_eq!(project.run(&["build", "-p", "M1-M6"]).code, 0);
    let before = project.bytes("out/M1-M6/report.docx");
    let project = project.file("data/lab.csv", USAGE.replace("10,CPU-h", "ten,CPU-h"));
    let run = project.run(&["build", "-p", "M1-M6"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
    assert_eq!(project.bytes("out/M1-M6/report.docx"), before);
}

#[test]
fn keep_going_writes_with_the_gap_marked_and_still_exits_with_1() {
    let project = Project::with_usage(USAGE.replace("10,CPU-h", "ten,CPU-h"));
    let run = project.run(&["build", "-p", "M1-M6", "--keep-going"]);
    assert_eq!(run.code, 1);
    assert!(project.text("out/M1-M6/report.md").contains("not reported"));
}

#[test]
fn a_build_counts_the_notes_and_shows_them_when_asked() {
    let project = Project::minimal();
    let build = |more: &[&str]| {
        let run = project.run(&[&["build", "-p", "M1-M6"], more].concat());
        (run.stderr.contains("1 note"), run.stderr.contains("VA501"))
    };
    assert_eq!(build(&[]), (true, false));
    assert_eq!(build(&["--verbose"]), (true, true));
    assert_eq!(build(&["--quiet"]), (false, false));
}

#[test]
fn a_final_report_has_no_warning_no_stub_and_no_placeholder() {
    let refused = |project: &Project| {
        let run = project.run(&["build", "--final", "-A", "VA117", "-p", "M1-M6"]);
        assert_eq!(
            run.code,
            project
                .run(&["check", "--final", "-A", "VA117", "-p", "M1-M6"])
                .code
        );
        assert_eq!(
            run.code == 0,
            project.path("out/M1-M6/report.docx").exists()
        );
        let said = run
            .stderr
            .lines()
            .find_map(|line| line.strip_prefix("not final: "));
        (run.code, said.map(str::to_owned))
    };
    let project = Project::minimal();
    let stub = "the assessment of cloud is not written";
    assert_eq!(refused(&project), (1, Some(stub.to_owned())));
    let project = project.file(
        "assessments/M1-M6/cloud.md",
        "The cloud served its users well.\n",
    );
    assert_eq!(refused(&project), (0, None));
    let waived =
        "\n[[waive]]\nrule = \"VA514\"\nwhere = \"cloud@M1-M6\"\nreason = \"It is to come.\"\n";
    let project = Project::minimal()
        .file(
            "assessments/M1-M6/cloud.md",
            "The cloud served its users well. TBC\n",
        )
        .file("installations.toml", [MINIMAL, waived].concat());
    assert_eq!(refused(&project), (1, Some("1 placeholder".to_owned())));
}

#[test]
fn build_check_compares_and_writes_nothing() {
    let project = Project::minimal();
    let run = project.run(&["build", "-p", "M1-M6", "--check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.contains("report.docx is missing"),
        "{}",
        run.stdout
    );
    assert!(!project.path("out").exists());
    assert_eq!(project.run(&["build", "-p", "M1-M6"]).code, 0);
    assert_eq!(project.run(&["build", "-p", "M1-M6", "--check"]).code, 0);
    let project = project.file("out/M1-M6/report.md", "other");
    let run = project.run(&["build", "-p", "M1-M6", "--check"]);
    assert!(
        run.stdout.contains("report.md is out of date"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_unknown_period_lists_the_known_ones() {
    let run = Project::minimal().run(&["build", "--period", "M7-M13"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("did you mean M7-M12?"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("M1-M6, M7-M12"), "{}", run.stderr);
}

#[test]
fn periods_are_taken_as_people_write_them() {
    for text in ["M1-M6", "M01-M06", "M1–M6", "latest"] {
        let project = Project::minimal();
        assert_eq!(
            project.run(&["build", "-q", "--period", text]).code,
            0,
            "{text}"
        );
        assert!(project.path("out/M1-M6/report.md").exists(), "{text}");
    }
}

#[test]
fn a_project_without_figures_is_about_to_report_its_first_period() {
    let project = Project::empty().file("installations.toml", MINIMAL);
    let texts: Vec<String> = project
        .findings(&[])
        .into_iter()
        .filter(|finding| finding.rule == "VA501")
        .map(|finding| finding.message)
        .collect();
    assert_eq!(texts, ["`cloud` has no assessment for M1-M6"]);
    assert_eq!(project.run(&["build"]).code, 0);
    assert!(project.path("out/M1-M6/report.md").exists());
}

#[test]
fn what_cannot_be_done_exits_with_2() {
    let project = Project::empty();
    assert_eq!(project.run(&["build"]).code, 2);
    assert_eq!(project.run(&["build", "--no-such-option"]).code, 2);
    assert_eq!(project.run(&["build", "-c", "missing.toml"]).code, 2);
    let project = project
        .file("installations.toml", MINIMAL)
        .file("out", "in the way");
    let project = project.file("data/lab.csv", USAGE);
    let run = project.run(&["build", "-p", "M1-M6"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("out"), "{}", run.stderr);
}

#[test]
fn no_escape_sequence_leaves_the_program_unless_colours_are_asked_for() {
    let project = Project::with_usage(USAGE.replace("10,CPU-h", "ten,CPU-h"));
    assert!(!project.run(&["check"]).stdout.contains('\u{1b}'));
    assert!(
        project
            .run(&["check", "--color", "always"])
            .stdout
            .contains('\u{1b}')
    );
    let forced = project.run_with(&["check"], &[("CLICOLOR_FORCE", "1")]);
    assert!(forced.stdout.contains('\u{1b}'));
    let both = project.run_with(&["check"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]);
    assert!(!both.stdout.contains('\u{1b}'));
}

#[test]
fn a_level_holds_for_findings_about_waivers_too() {
    let waiver = "\n[[waive]]\nrule = \"VA218\"\nreason = \"no row is missing\"\n";
    let project = Project::minimal().file("installations.toml", MINIMAL.to_owned() + waiver);
    assert_eq!(project.run(&["check"]).code, 0);
    assert_eq!(project.run(&["check", "--deny", "unused-waiver"]).code, 1);
    let allowed = project.run(&["check", "-A", "VA114"]).stdout;
    assert!(!allowed.contains("VA114"), "{allowed}");
    let levels = "\n[levels]\nVA114 = \"error\"\n";
    let project = project.file("installations.toml", format!("{MINIMAL}{levels}{waiver}"));
    assert_eq!(project.run(&["check"]).code, 1);
}

#[test]
fn a_rule_that_does_not_exist_or_keeps_its_level_is_refused() {
    let project = Project::minimal();
    for (arguments, said) in [
        (["check", "-D", "VA50l"], "did you mean VA501?"),
        (
            ["check", "-A", "unused-waver"],
            "did you mean unused-waiver?",
        ),
        (["build", "-W", "nope"], "`va-report explain` lists them"),
        (["check", "-A", "VA201"], "keeps its level"),
        (["build", "-W", "ambiguous-number"], "keeps its level"),
    ] {
        let run = project.run(&arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    assert!(!project.path("out").exists());
    let run = project.run(&["explain", "missing-texts"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("did you mean missing-text?"),
        "{}",
        run.stderr
    );
    for code in ["VA501", "va501", "missing-text"] {
        let run = project.run(&["explain", code]);
        assert!(run.stdout.starts_with("# VA501 missing-text"), "{code}");
        assert_eq!(project.run(&["check", "-D", code]).code, 1, "{code}");
    }
}

#[test]
fn two_builds_in_two_environments_are_byte_identical() {
    let one = Project::shipped("");
    let other = Project::shipped("");
    let variables = [
        ("HOME", "/nowhere"),
        ("TZ", "Pacific/Auckland"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
    ];
    assert_eq!(one.run(&["build", "-p", "M7-M12"]).code, 0);
    assert_eq!(
        other.run_with(&["build", "-p", "M7-M12"], &variables).code,
        0
    );
    for name in [
        "report.docx",
        "report.md",
        "report.json",
        "extract.csv",
        "manifest.json",
    ] {
        let file = format!("out/M7-M12/{name}");
        assert!(one.bytes(&file) == other.bytes(&file), "{name} differs");
    }
}

#[test]
fn figures_do_not_depend_on_the_order_of_rows_or_files() {
    let one = Project::shipped("");
    let other = Project::shipped("");
    let text = other.text("data/csic.csv");
    let (header, rows) = text.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    let (first, second) = rows.split_at(7);
    let other = other
        .file(
            "data/csic.csv",
            format!("{header}\r\n{}\r\n", first.join("\r\n")),
        )
        .file(
            "data/aaa/rest.csv",
            format!("\u{feff}{header}\n{}\n", second.join("\n")),
        );
    for project in [&one, &other] {
        assert_eq!(project.run(&["build", "-p", "M7-M12"]).code, 0);
    }
    for name in ["report.docx", "report.md", "report.json", "extract.csv"] {
        let file = format!("out/M7-M12/{name}");
        assert!(one.bytes(&file) == other.bytes(&file), "{name} differs");
    }
}

#[test]
fn who_stops_reading_changes_nothing_of_the_exit_code() {
    let faulty = Project::with_usage(USAGE.replace("10,CPU-h", "ten,CPU-h"));
    for (project, code) in [(&faulty, 1), (&Project::minimal(), 0)] {
        for form in ["human", "json", "sarif"] {
            let mut child = Command::new(env!("CARGO_BIN_EXE_va-report"))
                .args(["check", "--format", form])
                .current_dir(project.path(""))
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            drop(child.stdout.take());
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(code), "{form}");
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(!told.contains("error"), "{form}: {told}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_a_failure() {
    let project = Project::minimal();
    for arguments in [&["check"][..], &["schema"], &["--help"], &["--version"]] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_va-report"))
            .args(arguments)
            .current_dir(project.path(""))
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            told.starts_with("error: writing to standard output: "),
            "{arguments:?}: {told}"
        );
    }
}

#[test]
fn what_is_in_the_way_of_the_results_is_named_and_kept() {
    for (file, arguments, told) in [
        (
            "out",
            &["build"][..],
            "making the folder out/M1-M6: out is a file",
        ),
        (
            "out/M1-M6",
            &["build"],
            "making the folder out/M1-M6: out/M1-M6 is a file",
        ),
        (
            "pages",
            &["man", "--dir", "pages/man1"],
            "making the folder pages/man1: pages is a file",
        ),
    ] {
        let project = Project::minimal().file(file, "mine");
        let run = project.run(&[arguments, &["-c", "installations.toml"]].concat());
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains(told), "{}", run.stderr);
        assert_eq!(project.text(file), "mine");
    }
}

#[test]
fn a_result_that_somebody_locked_is_left_alone() {
    let project = Project::minimal();
    assert_eq!(project.run(&["build"]).code, 0);
    let project = project.file("out/M1-M6/report.md", "as it was sent");
    let path = project.path("out/M1-M6/report.md");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let before = project.bytes("out/M1-M6/extract.csv");
    let project = project.file("data/lab.csv", USAGE.replace(",10,", ",11,"));
    let run = project.run(&["build"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.stderr.contains("report.md: the file is read-only"),
        "{}",
        run.stderr
    );
    assert_eq!(project.text("out/M1-M6/report.md"), "as it was sent");
    assert_eq!(project.bytes("out/M1-M6/extract.csv"), before);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named_without_temporary_files() {
    use std::os::unix::fs::PermissionsExt as _;

    let project = Project::minimal();
    assert_eq!(project.run(&["build"]).code, 0);
    let folder = project.path("out/M1-M6");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser writes whatever the permissions say.
    if fs::create_dir(folder.join("probe")).is_err() {
        let run = project.run(&["build"]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains("writing "), "{}", run.stderr);
        assert!(!run.stderr.contains(".va-report-"), "{}", run.stderr);
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn files_are_named_by_the_way_from_the_current_folder() {
    let project = Project::minimal().file("notes/2024/x", "");
    for (folder, wanted) in [
        (".", "wrote out/M1-M6/report.md "),
        ("notes/2024", "wrote ../../out/M1-M6/report.md "),
    ] {
        let run = project.run_in(folder, &["build"]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.stderr.contains(wanted), "{}", run.stderr);
    }
    assert!(!project.path("notes/2024/out").exists());
}

#[test]
fn a_narrow_terminal_breaks_no_figure_and_no_line() {
    let figure = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    for folder in ["", "examples/records"] {
        let project = Project::shipped(folder);
        let wide = project.run_with(&["build", "-q"], &[("COLUMNS", "400")]);
        let known: Vec<&str> = wide.stdout.split(' ').map(str::trim).collect();
        for columns in ["60", "80", "100", "120"] {
            let run = project.run_with(&["build", "-q"], &[("COLUMNS", columns)]);
            let most: usize = columns.parse().unwrap();
            for line in run.stdout.lines() {
                assert!(line.chars().count() <= most, "{columns}: {line}");
            }
            let broken = run
                .stdout
                .split([' ', '\n'])
                .filter(|word| figure(word))
                .find(|word| {
                    !known
                        .iter()
                        .any(|known| known.split('\n').any(|it| it == *word))
                });
            assert_eq!(broken, None, "{columns}: {}", run.stdout);
        }
    }
}

#[test]
fn a_waiver_is_not_called_unused_when_the_run_sets_its_rule_aside() {
    let waiver = "\n[[waive]]\nrule = \"missing-text\"\nreason = \"it opens later\"\n";
    let project = Project::minimal().file("installations.toml", MINIMAL.to_owned() + waiver);
    for arguments in [
        &[][..],
        &["-A", "VA501"],
        &["-D", "missing-text"],
        &["-W", "VA501"],
    ] {
        let shown = project.run(&[&["check"], arguments].concat()).stdout;
        assert!(!shown.contains("VA114"), "{arguments:?}: {shown}");
    }
}
