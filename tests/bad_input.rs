//! Bad input: a clear finding with a place, the exit code of the contract, no panic, nothing half-written.
//!
//! Cases are data, one on a line: what is written, all findings that are worse than a note, and a piece of the advice
//! of one of them. `⏎` stands for a line feed.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;

use std::fs;
use std::io::{Cursor, Read as _};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;
use support::{MINIMAL, Project, USAGE};
use va_report::diag::{Policy, Sink, emit};
use va_report::source::{self, Sources};
use va_report::{catalogue, narrative, report, usage};

const TOML: &str = "installations.toml";
const CSV: &str = "data/lab.csv";
const HEADER: &str = "installation,metric,period,value,unit\n";
/// The columns of rows with dates, kinds and identities.
const WIDE: &str = "installation,metric,period,start,end,value,kind,entity,country,state,note\n";

/// A project with a fault, and what is to be said about it.
struct Case {
    name: String,
    project: Project,
    /// All findings that are worse than a note, as `RULE file:line:column`, sorted.
    expected: Vec<String>,
    /// A piece of the advice of one of them.
    help: String,
}

/// Returns whether a check of the whole project raised a finding, such as a figure that is missing: they have fixtures of
/// their own. Only those that compare figures belong to bad input.
fn is_of_a_check(finding: &Value) -> bool {
    let kept = ["VA301", "VA302"];
    let mut checks = va_report::checks::CHECKS
        .iter()
        .map(|check| check.rule.code);
    checks.any(|code| finding["rule"] == code && !kept.contains(&code))
}

impl Case {
    /// Takes findings as `RULE line:column` in `file` or `RULE file:line:column`, with commas between them.
    fn new(name: &str, project: Project, file: &str, findings: &str, help: &str) -> Self {
        let place = |finding: &str| match finding.split_once(' ') {
            Some((rule, place)) if place.matches(':').count() == 1 => {
                format!("{rule} {file}:{place}")
            }
            _ => finding.to_owned(),
        };
        let findings = findings.split(", ").filter(|finding| !finding.is_empty());
        let mut expected: Vec<String> = findings.map(place).collect();
        expected.sort();
        Self {
            name: name.to_owned(),
            project,
            expected,
            help: help.to_owned(),
        }
    }

    /// Takes a usage file.
    fn usage(name: &str, bytes: impl AsRef<[u8]>, findings: &str, help: &str) -> Self {
        Self::new(name, Project::with_usage(bytes), CSV, findings, help)
    }

    /// Returns what is wrong: in the findings for programs, in those for people, or in the exit code.
    fn wrong(&self) -> Option<String> {
        let json = self.project.run(&["check", "--format", "json"]);
        let Ok(value) = serde_json::from_str::<Value>(&json.stdout) else {
            return Some(format!("no findings: {}", json.stderr));
        };
        let all = value["findings"].as_array().unwrap().iter();
        let serious: Vec<&Value> = all
            .filter(|finding| finding["severity"] != "note" && !is_of_a_check(finding))
            .collect();
        let mut found: Vec<String> = serious.iter().map(|finding| address(finding)).collect();
        found.sort();
        if found != self.expected {
            let said: Vec<&Value> = serious.iter().map(|finding| &finding["message"]).collect();
            return Some(format!(
                "found {found:?}, expected {:?}: {said:?}",
                self.expected
            ));
        }
        let advice: Vec<&str> = serious
            .iter()
            .filter_map(|finding| finding["help"].as_str())
            .collect();
        if !serious.is_empty() && !advice.iter().any(|help| help.contains(&self.help)) {
            return Some(format!("no help with {:?}: {advice:?}", self.help));
        }
        let stopped = serious.iter().any(|finding| finding["severity"] == "error");
        if stopped == (json.code == 0) {
            return Some(format!("exit code {}", json.code));
        }
        self.wrong_for_people(json.code)
    }

    fn wrong_for_people(&self, code: i32) -> Option<String> {
        let human = self.project.run(&["check"]);
        if human.code != code {
            return Some(format!("exit code {}, as JSON {code}", human.code));
        }
        if human.stdout.len() > 16 * 1024 {
            return Some(format!("{} bytes for people", human.stdout.len()));
        }
        if let Some(letter) = unfit(&human.stdout) {
            return Some(format!("{letter:?} on the terminal: {:?}", human.stdout));
        }
        self.expected.iter().find_map(|finding| {
            let (rule, place) = finding.split_once(' ').unwrap();
            // A file without lines has none to show.
            let file = place.strip_suffix(":1:1").unwrap_or(place);
            let mut lines = human.stdout.lines();
            let placed = lines.any(|line| line.ends_with(place) || line.ends_with(file));
            let shown = placed && human.stdout.contains(&format!("[{rule}]"));
            (!shown).then(|| format!("people are not shown {finding}:\n{}", human.stdout))
        })
    }
}

/// Returns a finding as `RULE file:line:column`.
fn address(finding: &Value) -> String {
    format!(
        "{} {}:{}:{}",
        finding["rule"].as_str().unwrap_or_default(),
        finding["file"].as_str().unwrap_or_default(),
        finding["line"],
        finding["column"]
    )
}

/// Runs all cases, then fails with all that is wrong.
fn assert_cases(cases: impl IntoIterator<Item = Case>) {
    let cases = cases.into_iter();
    assert_none(cases.filter_map(|case| Some(format!("{:.80}\n    {}", case.name, case.wrong()?))));
}

/// Returns the cells of a table of cases: what is written, findings, advice.
fn cells(table: &str) -> impl Iterator<Item = [String; 3]> {
    let rows = table.lines().filter(|line| !line.trim().is_empty());
    rows.map(|line| {
        let mut cells = line
            .split(" => ")
            .map(|cell| cell.trim().replace('⏎', "\n"));
        [(); 3].map(|()| cells.next().unwrap_or_default())
    })
}

/// Returns rows below a header.
fn rows(header: &str, table: &str) -> Vec<Case> {
    let case = |[row, findings, help]: [String; 3]| {
        Case::usage(&row, format!("{header}{row}\n"), &findings, &help)
    };
    cells(table).map(case).collect()
}

/// Returns values of a metric that takes any amount; the finding stands at the value.
fn values(table: &str) -> Vec<Case> {
    let case = |[value, rule, help]: [String; 3]| {
        let text = format!("{HEADER}cloud,cpu_hours,M1-M6,\"{value}\",CPU-h\n");
        Case::usage(&value, text, &format!("{rule} 2:24"), &help)
    };
    cells(table).map(case).collect()
}

/// Returns the definitions with a piece replaced, written `old -> new`.
fn replaced(table: &str) -> Vec<Case> {
    let case = |[change, findings, help]: [String; 3]| {
        let (old, new) = change.split_once(" ->").unwrap();
        let project = Project::minimal().replace(TOML, old, new.trim_start_matches(' '));
        Case::new(&change, project, TOML, &findings, &help)
    };
    cells(table).map(case).collect()
}

/// Returns the definitions with more behind their end; it begins in line 64.
fn appended(table: &str) -> Vec<Case> {
    let case = |[more, findings, help]: [String; 3]| {
        let project = Project::minimal().file(TOML, format!("{MINIMAL}\n{more}\n"));
        Case::new(&more, project, TOML, &findings, &help)
    };
    cells(table).map(case).collect()
}

/// Fails with all that is wrong.
fn assert_none(wrong: impl IntoIterator<Item = String>) {
    let wrong: Vec<String> = wrong.into_iter().collect();
    let first = wrong.get(..30).unwrap_or(&wrong).join("\n");
    assert!(wrong.is_empty(), "{} are wrong:\n{first}\n", wrong.len());
}

/// Returns a letter that can drive or fool a terminal: a control character, a direction mark, something invisible.
fn unfit(text: &str) -> Option<char> {
    text.chars().find(|letter| {
        (letter.is_control() && *letter != '\n')
            || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
            || matches!(letter, '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    })
}

/// Checks that a text can drive no terminal.
fn assert_inert(name: &str, text: &str) {
    assert_eq!(unfit(text), None, "{name}: {text:?}");
}

#[test]
fn a_value_that_is_no_plain_number_is_refused() {
    let mut cases = values(
        "
        ten        => VA202 => state
        1e6        => VA202 => 29433.6
        NaN        => VA202 => state
        -inf       => VA202 => state
        Infinity   => VA202 => state
        3,4        => VA201 => decimal
        -1,5       => VA201 => decimal
        1.234      => VA201 => decimal
        1,234.5    => VA202 => thousands
        4.000.000  => VA202 => thousands
        10 000     => VA202 => thousands
        10'000     => VA202 => thousands
        -5         => VA215 => correct
        −5         => VA202 => 29433.6
        36OO       => VA202 => correct the digit
        l0         => VA202 => correct the digit
        30 TB      => VA202 => write `30` here and `TB`
        5 %        => VA202 => 29433.6
        €5         => VA202 => 29433.6
        １０        => VA202 => 29433.6
        ١٠         => VA202 => 29433.6
        ½          => VA202 => 29433.6
        1/2        => VA202 => 29433.6
        0x10       => VA202
        1_000      => VA202 => 29433.6
        1..2       => VA202 => 29433.6
        5.         => VA202 => 29433.6
        .5         => VA202 => 29433.6
        --1        => VA202 => 29433.6
        +-1        => VA202 => 29433.6
        1-2        => VA202 => 29433.6
        -          => VA202 => state
        .          => VA202 => state
        N/A        => VA202 => state
        TBD        => VA202 => state
        TRUE       => VA202 => state
        #REF!      => VA202 => state
        =1+1       => VA202 => 29433.6
        0.1234567890123                        => VA202
        1000000000000000000000000000000        => VA202
        79228162514264337593543950336          => VA202
        ",
    );
    cases.extend(values("1\u{200b}0 => VA202 => 29433.6"));
    assert_cases(cases);
}

#[test]
fn a_value_must_fit_its_metric() {
    assert_cases(rows(
        HEADER,
        r#"
        cloud,users,M1-M6,2.5,users              => VA216 2:19 => a mean over months
        cloud,users,M1-M6,-2,users               => VA215 2:19 => correct
        cloud,cpu_hours,M1-M6,,CPU-h             => VA213 2:23 => zero is written 0
        cloud,users,M1-M6,  ,users               => VA213 2:21 => zero is written 0
        cloud,country_names,M1-M6,,              => VA213 2:27 => zero is written 0
        cloud,country_names,M1-M6,"ES, XX, PT",  => VA210 2:32 => two letters
        cloud,country_names,M1-M6,"XX, YY",      => VA210 2:28, VA210 2:32 => two letters
        cloud,country_names,M1-M6,SP,            => VA210 2:27 => did you mean `ES`
        cloud,country_names,M1-M6,"Germny, FR",  => VA210 2:28 => did you mean `DE`
        cloud,country_names,M1-M6,3,             => VA210 2:27 => two letters
        "#,
    ));
}

#[test]
fn a_unit_that_does_not_fit_is_refused() {
    let mut cases = rows(
        HEADER,
        "
        cloud,cpu_hours,M1-M6,10,CPU-x         => VA206 2:26 => did you mean `CPU-h`?
        cloud,cpu_hours,M1-M6,10,CPU/h         => VA206 2:26 => did you mean `CPU-h`?
        cloud,cpu_hours,M1-M6,10,TB            => VA206 2:26 => write `CPU-h` here
        cloud,cpu_hours,M1-M6,10,GPU-h         => VA206 2:26 => write `CPU-h` here
        cloud,cpu_hours,M1-M6,10,minutes       => VA206 2:26 => write `CPU-h` here
        cloud,country_names,M1-M6,ES,users     => VA206 2:30 => write `countries` here
        cloud,cpu_hours,M1-M6,ten,CPU-x        => VA202 2:23, VA206 2:27
        ",
    );
    let table = "
        TB/month   => VA206 2:26 => did you mean `TB-month`?
        TB         => VA206 2:26 => write `TB-month` here
        TiB-month  => VA206 2:26 => did you mean `TB-month`?
        ";
    cases.extend(cells(table).map(|[unit, findings, help]| {
        let text = format!("{HEADER}cloud,cpu_hours,M1-M6,10,{unit}\n");
        let project = Project::with_usage(text).file(TOML, MINIMAL.replace("CPU-h", "TB-month"));
        Case::new(&unit, project, CSV, &findings, &help)
    }));
    assert_cases(cases);
}

#[test]
fn an_unknown_name_leads_to_the_nearest_known_one() {
    let mut cases = rows(
        HEADER,
        "
        clout,cpu_hours,M1-M6,10,              => VA203 2:1 => did you mean `cloud`?
        Cloud,cpu_hours,M1-M6,10,              => VA203 2:1 => did you mean `cloud`?
        nordic,cpu_hours,M1-M6,10,             => VA203 2:1 => installations.toml
        ,cpu_hours,M1-M6,10,                   => VA203 2:1 => installations.toml
        cloud,cpu-hours,M1-M6,10,              => VA204 2:7 => did you mean `cpu_hours`?
        cloud,gpu_hours,M1-M6,10,              => VA204 2:7 => did you mean `cpu_hours`?
        cloud,,M1-M6,10,                       => VA204 2:7 => installations.toml
        clout,cpu_hour,M1-M6,10,               => VA203 2:1, VA204 2:7 => `cpu_hours`?
        installation,metric,period,value,unit  => VA203 2:1, VA204 2:14, VA208 2:21
        ",
    );
    cases.extend(rows(
        HEADER,
        "
        cl\u{43e}ud,cpu_hours,M1-M6,10,     => VA203 2:1 => did you mean `cloud`?
        cloud\u{200b},cpu_hours,M1-M6,10,   => VA203 2:1 => did you mean `cloud`?
        ",
    ));
    let jobs = "\n[[metrics]]\nid = \"jobs\"\nnature = \"sum\"\nunit = \"jobs\"\n";
    let project = Project::with_usage(format!("{HEADER}cloud,jobs,M1-M6,10,\n"))
        .file(TOML, format!("{MINIMAL}{jobs}"));
    cases.push(Case::new(
        "not of this installation",
        project,
        CSV,
        "VA204 2:7",
        "it reports cpu_hours",
    ));
    assert_cases(cases);
}

#[test]
fn a_date_that_can_be_mistaken_is_refused() {
    let mut cases = Vec::new();
    let dates = "
        2023-02-30              => VA207 2:18
        2023-13-01              => VA207 2:18
        28/02/2023              => VA207 2:18
        28.02.2023              => VA207 2:18
        02-28-2023              => VA207 2:18
        22-09-01                => VA207 2:18
        2022-9-1                => VA207 2:18
        20220901                => VA207 2:18
        1 March 2023            => VA207 2:18
        44805                   => VA207 2:18
        -2022-09-01             => VA207 2:18
        ２０２２-09-01              => VA207 2:18
        2022-09-01T25:00        => VA207 2:18
        2022-09-01T00:00:00.5Z  => VA207 2:18
        ";
    cases.extend(cells(dates).map(|[date, findings, _]| {
        let text = format!("{WIDE}cloud,cpu_hours,,{date},2023-03-01,10,,,,,\n");
        Case::usage(&date, text, &findings, "2023-02-28")
    }));
    cases.extend(rows(
        WIDE,
        "
        cloud,cpu_hours,,2022-09-01,2023-02-29,10,,,,,  => VA207 2:29 => 2023-02-28
        cloud,cpu_hours,,2022-09-01,2022-08-31,10,,,,,  => VA207 2:29 => first day or instant after
        cloud,cpu_hours,,2022-09-01,2022-09-01,10,,,,,  => VA207 2:29 => first day or instant after
        cloud,cpu_hours,,2022-09-01,,10,,,,,            => VA207 2:29 => first instant after
        cloud,cpu_hours,,soon,later,10,,,,,             => VA207 2:18, VA207 2:23 => 2023-02-28
        ",
    ));
    assert_cases(cases);
}

#[test]
fn a_period_that_is_none_or_lies_outside_the_project_is_refused() {
    let mut cases = rows(
        HEADER,
        "
        cloud,cpu_hours,H1,10,               => VA208 2:17 => M1-M6
        cloud,cpu_hours,2023,10,             => VA208 2:17 => M1-M6
        cloud,cpu_hours,PY1,10,              => VA208 2:17 => M1-M6
        cloud,cpu_hours,1-6,10,              => VA208 2:17 => M1-M6
        cloud,cpu_hours,M0-M6,10,            => VA208 2:17 => M1-M6
        cloud,cpu_hours,M6-M1,10,            => VA208 2:17 => M1-M6
        cloud,cpu_hours,M1-M6-M12,10,        => VA208 2:17 => M1-M6
        cloud,cpu_hours,M1-M99999999999,10,  => VA208 2:17 => M1-M6
        cloud,cpu_hours,M31-M42,10,          => VA208 2:17 => `months` of the project
        cloud,cpu_hours,,10,                 => VA208 2:17 => M7-M12
        cloud,cpu_hours,M5-M8,10,            => VA209 2:1  => never divided
        ",
    );
    cases.extend(rows(
        WIDE,
        "
        cloud,cpu_hours,M1-M6,2022-09-01,2023-03-01,10,,,,,  => VA208 2:17 => leave
        cloud,cpu_hours,,2023-02-01,2023-04-01,10,,,,,       => VA209 2:1  => never divided
        cloud,cpu_hours,,2022-08-01,2022-10-01,10,,,,,       => VA209 2:1  => never divided
        cloud,cpu_hours,,2021-09-01,2022-03-01,10,,,,,       => VA217 2:1  => check the dates
        cloud,cpu_hours,,2025-09-01,2025-10-01,10,,,,,       => VA217 2:1  => check the dates
        cloud,applications,,0001-01-01,,3,level,,,,          => VA217 2:1  => check the dates
        cloud,cpu_hours,,2021-09-01,2022-03-01,ten,,,,,      => VA202 2:40
        ",
    ));
    assert_cases(cases);
}

#[test]
fn a_kind_or_a_state_that_contradicts_its_row_is_refused() {
    assert_cases(rows(
        WIDE,
        "
        cloud,cpu_hours,M1-M6,,,10,totl,,,,                   => VA211 2:28 => `total`?
        cloud,cpu_hours,M1-M6,,,10,,,,provisory,              => VA211 2:31 => provisional
        cloud,cpu_hours,M1-M6,,,10,,,,not reported,           => VA211 2:31 => `not-reported`?
        cloud,cpu_hours,M1-M6,,,10,,,,not-reported,           => VA214 2:25 => empty the value
        cloud,cpu_hours,M1-M6,,,,member,x,,,                  => VA212 2:26 => total or interval
        cloud,users,M1-M6,,,3,interval,,,,                    => VA212 2:23 => total or member
        cloud,users,M1-M6,,,3,member,x,,,                     => VA214 2:21 => `entity`
        cloud,users,M1-M6,,,,member,,,,                       => VA213 2:29 => `entity`
        cloud,users,M1-M6,,,,member,x,SP,,                    => VA210 2:31 => `ES`
        cloud,applications,M1-M6,,,3,level,,,,                => VA208 2:20 => kind `total`
        cloud,applications,,2022-09-01,2022-10-01,3,level,,,, => VA207 2:32 => `end` empty
        ",
    ));
}

#[test]
fn a_figure_that_is_given_twice_is_refused_each_time() {
    let mut cases = rows(
        HEADER,
        "
        cloud,users,M1-M6,1,⏎cloud,users,M1-M6,1,                     => VA205 3:1 => record_id
        cloud,users,M1-M6,1,⏎cloud,users,M1-M6,1,⏎cloud,users,M1-M6,2, => VA205 3:1, VA205 4:1
        cloud,users,M1-M4,1,⏎cloud,users,M3-M6,1,                     => VA205 3:1 => one row for each
        cloud,users,M3-M6,1,⏎cloud,users,M1-M3,1,                     => VA205 3:1 => one row for each
        ",
    );
    cases.extend(rows(
        WIDE,
        "
        cloud,users,M1-M6,,,3,,,,,⏎cloud,users,,2023-02-28,2023-03-01,1,,,,, => VA205 3:1
        cloud,users,M1-M6,,,3,,,,,⏎cloud,users,,2022-09-05,,,member,x,,,     => VA205 3:1
        cloud,users,M1-M6,,,3,,,,,⏎cloud,users,M1-M6,,,,,,,not-reported,     => VA205 3:1
        ",
    ));
    cases.push(Case::new(
        "in two files",
        Project::minimal().file("data/zoo.csv", USAGE),
        "data/zoo.csv",
        "VA205 2:1, VA205 3:1, VA205 4:1, VA205 5:1",
        "one row for each",
    ));
    assert_cases(cases);
}

#[test]
fn records_of_months_in_no_reporting_period_are_not_lost_without_a_word() {
    let table = "
        cloud,cpu_hours,M7-M12,,,10,,,,,           => VA217 2:1
        cloud,cpu_hours,M7-M12,,,10,interval,,,,   => VA217 2:1
        cloud,users,M7-M12,,,,member,x,,,          => VA217 2:1
        cloud,applications,,2023-04-01,,3,level,,,, => VA217 2:1
        ";
    assert_cases(cells(table).map(|[row, findings, help]| {
        let definitions = format!("{MINIMAL}\n[periods]\nlist = [\"M1-M6\"]\n");
        let project = Project::with_usage(format!("{WIDE}{row}\n")).file(TOML, definitions);
        Case::new(&row, project, CSV, &findings, &help)
    }));
}

#[test]
fn a_header_must_name_the_columns() {
    let mut cases = rows(
        "",
        "
        metric,period,value⏎users,M1-M6,1              => VA011 1:1 => every row needs
        installation,period,value⏎cloud,M1-M6,1        => VA011 1:1 => every row needs
        installation,metric,value⏎cloud,users,1        => VA011 1:1 => every row needs
        instalation,metric,period⏎cloud,users,M1-M6    => VA011 1:1 => rename `instalation` to `installation`
        installation,metric,period,units⏎x,x,M1,x      => VA012 1:28, VA203 2:1, VA204 2:3 => `unit`?
        sep=é⏎installationémetricéperiod               => VA011 1:1 => every row needs
        sep=a⏎installationametricaperiod               => VA011 1:1 => every row needs
        instalation,metric,perod,units⏎x,x,M1,x        => VA011 1:1, VA012 1:26 => did you mean `unit`?
        installation,metrics,perod⏎x,x,M1              => VA011 1:14 => rename `perod` to `period`
        <html>⏎<table>                                 => VA011 1:1
        cloud,users,M1-M6,3⏎cloud,users,M1-M6,4        => VA011 1:1
        ",
    );
    let row = "cloud,cpu_hours,M1-M6,10,CPU-h";
    let table = "
        unit,remark  => VA012 1:39 => known columns are
        unit,        => VA012 1:39 => known columns are
        unit,Value   => VA013 1:39 => keep the one
        ";
    cases.extend(cells(table).map(|[more, findings, help]| {
        let text = format!("installation,metric,period,value,{more}\n{row},\n");
        Case::usage(&more, text, &findings, &help)
    }));
    let behind = format!("# by hand\n\ninstallation,metric,period,value,units\n{row}\n");
    cases.push(Case::usage("a comment", behind, "VA012 3:34", "`unit`?"));
    assert_cases(cases);
}

#[test]
fn many_faults_of_one_line_are_counted_not_listed() {
    let names = |start: usize, name: &str| -> String {
        let names = (start..start + 30_000).map(|number| format!(",{name}{number}"));
        names.collect()
    };
    let plain = HEADER.trim_end();
    let words = "XX ".repeat(30_000);
    for (rule, text) in [
        ("VA012", format!("{plain}{}\n", names(0, "x"))),
        ("VA013", format!("{plain}{}\n", ",value".repeat(30_000))),
        (
            "VA011",
            format!(
                "{}{}\n",
                plain.replace("metric", "metrc"),
                names(0, "metric")
            ),
        ),
        (
            "VA210",
            format!("{HEADER}cloud,country_names,M1-M6,{words},\n"),
        ),
    ] {
        let project = Project::with_usage(text);
        let found = project.findings(&[]);
        let same = found.iter().filter(|finding| finding.rule == rule).count();
        assert!((1..=21).contains(&same), "{rule}: {same}");
    }
}

#[test]
fn a_row_with_another_number_of_fields_is_refused_and_the_next_is_read() {
    let table = "
        cloud,cpu_hours,M1-M6,3,4,CPU-h => double quotes
        cloud,cpu_hours,M1-M6,10        => empty fields
        cloud,cpu_hours,M1-M6,10,CPU-h, => double quotes
        cloud;cpu_hours;M1-M6;10;CPU-h
        TOTAL
        ";
    let indented = ["  # indented", "", ""].map(str::to_owned);
    assert_cases(cells(table).chain([indented]).map(|[row, help, _]| {
        let text = format!("{HEADER}{row}\n\nnordic,cpu_hours,M1-M6,10,CPU-h\n");
        Case::usage(&row, text, "VA014 2:1, VA203 4:1", &help)
    }));
}

#[test]
fn a_merge_that_was_not_finished_is_one_finding_in_every_file() {
    let table = format!(
        "{HEADER}<<<<<<< HEAD\ncloud,users,M1-M6,3,\n=======\ncloud,users,M1-M6,4,\n>>>>>>> theirs\n"
    );
    let definitions = MINIMAL.replace(
        "total = 1000\n",
        "<<<<<<< HEAD\ntotal = 1000\n=======\ntotal = 1\n>>>>>>> theirs\n",
    );
    let name = "assessments/M1-M6/cloud.md";
    let text = "Good.\n\n<<<<<<< HEAD\nBetter.\n=======\nBest.\n>>>>>>> theirs\n";
    let left = "Good.\n\n>>>>>>> theirs\n";
    assert_cases([
        Case::usage("rows", table, "VA004 2:1", "keep one"),
        Case::usage(
            "the end",
            format!("{HEADER}>>>>>>>\n"),
            "VA004 2:1",
            "keep one",
        ),
        Case::new(
            "definitions",
            Project::minimal().file(TOML, definitions),
            TOML,
            "VA004 9:1",
            "keep one",
        ),
        Case::new(
            "a text",
            Project::minimal().file(name, text),
            name,
            "VA004 3:1",
            "keep one",
        ),
        Case::new(
            "left",
            Project::minimal().file(name, left),
            name,
            "VA004 3:1",
            "keep one",
        ),
    ]);
    let project = Project::minimal().file(name, text);
    assert_eq!(project.run(&["build", "--keep-going"]).code, 1);
    for shown in ["<<<<<<< HEAD", ">>>>>>> theirs", "Better"] {
        assert!(
            !project.text("out/M1-M6/report.md").contains(shown),
            "{shown}"
        );
    }
}

#[test]
fn a_broken_quote_swallows_no_row() {
    let mut cases = Vec::new();
    let bad = "nordic,cpu_hours,M1-M6,10,CPU-h\n";
    let table = r#"
        cloud,cpu_hours,M1-M6,10,"CPU-h    => VA015 2:26
        cloud,cpu_hours,M1-M6,"10,CPU-h    => VA015 2:23
        "cloud,cpu_hours,M1-M6,10,CPU-h    => VA015 2:1
        cloud,"cpu_hours",M1-M6,10,"CPU-h  => VA015 2:28
        cloud,cpu_hours,M1-M6,"10"5,CPU-h  => VA015 2:23
        "#;
    cases.extend(cells(table).map(|[row, finding, _]| {
        let findings = format!("{finding}, VA203 3:1");
        Case::usage(&row, format!("{HEADER}{row}\n{bad}"), &findings, "quote")
    }));
    let open = "cloud,cpu_hours,M1-M6,10,\"CPU-h";
    let later = "cloud,users,M1-M6,\"3\",users\n";
    let files = [
        ("in the last row", format!("{HEADER}{open}\n"), "VA015 2:26"),
        (
            "at the end of the file",
            format!("{HEADER}{open}"),
            "VA015 2:26",
        ),
        (
            "before CRLF",
            format!("{HEADER}{open}\r\n{bad}"),
            "VA015 2:26, VA203 3:1",
        ),
        (
            "before another quote",
            format!("{HEADER}{open}\n{later}{bad}"),
            "VA015 2:26, VA203 4:1",
        ),
        (
            "in the header",
            format!("installation,metric,period,value,\"unit\n{bad}"),
            "VA015 1:34",
        ),
    ];
    cases.extend(
        files.map(|(name, text, findings)| Case::usage(name, text, findings, "close the quote")),
    );
    assert_cases(cases);
}

#[test]
fn places_stay_right_behind_quotes_wide_characters_and_long_fields() {
    let mut cases = Vec::new();
    let header = "installation,note,metric,period,value,entity\n";
    cases.extend(rows(
        header,
        r#"
        cloud,"a, ""b""",users,M1-M6,ten,       => VA202 2:30
        cloud,a 5" disk,users,M1-M6,ten,        => VA202 2:29
        cloud,España 🦀 é,users,M1-M6,ten,      => VA202 2:30
        cloud,x, users , M1-M6 ,  ten  ,        => VA202 2:27
        cloud,x,users,M1-M6," ten ",            => VA202 2:22
        "#,
    ));
    let row = format!("cloud,{},users,M1-M6,ten", "x".repeat(2_000));
    cases.extend(rows(header, &format!("{row}, => VA202 2:2020")));
    cases.extend(rows(
        "installation,note,metric,period,value\n",
        &format!("{row} => VA202 2:2020"),
    ));
    cases.extend(rows(
        "installation,note,metric,period,value\n",
        "cloud,a\u{200b}\u{1b}b,users,M1-M6,ten => VA202 2:24",
    ));
    assert_cases(cases);
}

#[test]
fn every_good_way_to_write_a_table_is_read() {
    let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let marked = format!("\u{feff}{text}");
        marked.encode_utf16().flat_map(unit).collect()
    };
    let plain = "installation,metric,period,value,note\ncloud,cpu_hours,M1-M6,10,España\n";
    let with = |from: &str, to: &str| plain.replace(from, to).into_bytes();
    let sep = |line: &str, mark: &str| format!("{line}{}", plain.replace(',', mark)).into_bytes();
    let cases: [(&str, Vec<u8>); 16] = [
        ("plain", plain.into()),
        ("CRLF", with("\n", "\r\n")),
        ("lone carriage returns", with("\n", "\r")),
        ("no line feed at the end", plain.trim_end().into()),
        ("blank lines", with("\n", "\n\n,,,,\n  \n")),
        ("byte order mark", sep("\u{feff}", ",")),
        ("UTF-16 LE", utf16(plain, u16::to_le_bytes)),
        ("UTF-16 BE", utf16(plain, u16::to_be_bytes)),
        ("semicolons", with(",", ";")),
        ("tabs", with(",", "\t")),
        ("sep=;", sep("sep=;\r\n", ";")),
        ("sep=|", sep("\"sep=|\"\n", "|")),
        ("sep=tab", sep("sep=\t\n", "\t")),
        ("quotes", with("10", "\"10\" ")),
        ("blanks", with(",", " , ")),
        ("upper case", with("value", "VALUE")),
    ];
    for (name, bytes) in cases {
        let case = Case::usage(name, bytes, "", "");
        assert_eq!(case.wrong(), None, "{name}");
        let run = case
            .project
            .run(&["build", "-p", "M1-M6", "--format", "json,markdown"]);
        assert_eq!(run.code, 0, "{name}: {run:?}");
        let json = case.project.text("out/M1-M6/report.json");
        assert!(json.contains("\"amount\": \"10\""), "{name}");
        let text = case.project.text("out/M1-M6/report.md");
        assert!(text.contains("España"), "{name}");
    }
}

#[test]
fn a_file_that_is_no_text_is_refused_at_its_byte() {
    let good = format!("{HEADER}cloud,cpu_hours,M1-M6,10,CPU-h\n");
    let utf16: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cut = [b"\xFF\xFE".as_slice(), &utf16[..utf16.len() - 1]].concat();
    let windows = [good.as_bytes(), b"cloud,users,M1-M6,Espa\xF1a,\n"].concat();
    let marked = [b"\xEF\xBB\xBFa,\xF1\n", good.as_bytes()].concat();
    let zero = good.replace("10", "1\u{0}0").into_bytes();
    let cases: [(&str, &[u8], &str, &str); 15] = [
        ("empty", b"", "VA002 1:1", "fill the file or remove it"),
        (
            "blank",
            b"\xEF\xBB\xBF \r\n\n",
            "VA002 1:1",
            "fill the file or remove it",
        ),
        ("header only", HEADER.as_bytes(), "VA016 1:1", "value 0"),
        ("comments", b"# none\n# yet\n", "VA016 3:1", "value 0"),
        ("Windows-1252", &windows, "VA002 3:23", "UTF-8"),
        ("Windows-1252 behind a mark", &marked, "VA002 1:3", "UTF-8"),
        ("UTF-8 cut short", b"a,\xC3", "VA002 1:3", "UTF-8"),
        ("UTF-16 without a mark", &utf16, "VA002 1:2", "UTF-8"),
        ("UTF-16 cut short", &cut, "VA002 1:1", "UTF-8"),
        ("a zero byte", &zero, "VA002 2:24", "UTF-8"),
        ("xlsx", b"PK\x03\x04rest", "VA002 1:1", "CSV"),
        ("xls", b"\xD0\xCF\x11\xE0\xA1\xB1", "VA002 1:1", "CSV"),
        ("gzip", b"\x1F\x8B\x08\x00", "VA002 1:1", ".csv.gz"),
        ("PDF", b"%PDF-1.7\n", "VA002 1:1", "CSV"),
        ("picture", b"\x89PNG\r\n\x1A\n", "VA002 1:1", "CSV"),
    ];
    assert_cases(
        cases.map(|(name, bytes, findings, help)| Case::usage(name, bytes, findings, help)),
    );
}

#[test]
fn the_place_of_a_byte_ends_behind_its_start() {
    let run = Project::with_usage(b"a,b\nEspa\xF1a\n").run(&["check", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let mut all = json["findings"].as_array().unwrap().iter();
    let found = all.find(|found| found["rule"] == "VA002").unwrap();
    assert_eq!(
        (&found["column"], &found["end_column"]),
        (&5.into(), &6.into())
    );
}

#[test]
fn a_file_with_letters_that_are_not_known_shows_its_other_faults_in_the_same_run() {
    let rows =
        "installation,metric,period,value,note\ncloud,usres,M1-M6,5,\ncloud,user\u{f1},M1-M6,7,\n";
    let bytes: Vec<u8> = rows
        .chars()
        .map(|letter| u8::try_from(letter).unwrap())
        .collect();
    let findings = Project::with_usage(&bytes).findings(&[]);
    let in_file = findings.iter().filter(|found| found.file == "data/lab.csv");
    let found: Vec<(u64, &str)> = in_file
        .map(|found| (found.line, found.rule.as_str()))
        .collect();
    assert_eq!(found, [(2, "VA204"), (3, "VA002")], "{findings:#?}");
}

#[test]
fn a_figure_that_may_stand_in_a_refused_row_is_not_called_missing() {
    let missing = |usage: String| {
        let findings = Project::with_usage(usage).findings(&["-p", "M1-M6"]);
        let mut found = findings.iter();
        found.any(|found| found.rule == "VA312")
    };
    let users = "cloud,users,M1-M6,3,users\n";
    let hours = "cloud,cpu_hours,M1-M6,10,CPU-h\n";
    assert!(missing(USAGE.replace(users, "")));
    for (row, refused) in [
        (users, "zzzzzzzz,users,M1-M6,3,users\n"),
        (users, "cloud,users,M1-M6,3\n"),
        (hours, "cloud,cpu_hours,M1-M7,10,CPU-h\n"),
        (users, &[users, users].concat()),
    ] {
        assert!(!missing(USAGE.replace(row, refused)), "{refused}");
    }
    assert!(missing(
        USAGE.replace(users, "zzzzzzzz,cpu_hours,M1-M6,3,CPU-h\n")
    ));
}

#[test]
fn broken_toml_is_reported_with_all_its_faults() {
    let mut cases = replaced(
        r#"
        acronym = "Test" -> acronym = Test               => VA001 2:11 => double quotes
        acronym = "Test" -> acronym = “Test”             => VA001 2:11 => double quotes
        acronym = "Test" -> acronym =                    => VA001 2:10
        acronym = "Test" -> acronym "Test"               => VA001 2:9
        name = "Lab" -> name = "Lab                      => VA001 14:12
        name = "Lab" -> name = 'Lab                      => VA001 14:12
        name = "Lab" -> name = "La\q"                    => VA001 14:12
        months = 36 -> months = 36⏎months = 37           => VA001 6:1
        total = 1000 -> total = 01000                    => VA001 9:9
        total = 1000 -> total = 1_000_                   => VA001 9:14
        total = 1000 -> total = 1,000                    => VA001 9:10
        start = 2022-09-01 -> start = 2022-02-30         => VA001 4:9
        start = 2022-09-01 -> start = 01/09/2022         => VA001 4:9   => year, month, day
        start = 2022-09-01 -> start = 01.09.2022         => VA001 4:9   => year, month, day
        [project] -> [project                            => VA001 1:9   => begins with `[name]`
        [[providers]] -> [project]⏎[[providers]]         => VA001 12:2  => into one table
        [[providers]] -> [project]⏎months = 3⏎[[providers]] => VA001 12:2 => into one table
        [[providers]] -> [providers]⏎[[providers]]       => VA001 13:3
        acronym = "Test" -> acronym = Test # short       => VA001 2:11  => `acronym = "Test"`
        acronym = "Test" -> acronym = True               => VA001 2:11  => `acronym = "True"`
        acronym = "Test" -> acronym: "Test"              => VA001 2:10  => write `acronym = …`
        acronym = "Test" -> acronym = "The "Test" one"   => VA001 2:17  => for a quote in it
        acronym = "Test" -> acronym = 'The Test's'       => VA001 2:21  => double quotes
        acronym = "Test" -> acronym = "C:\users"         => VA001 2:16  => `\\`
        name = "Lab" -> name = "Lab                      => VA001 14:12 => close the text
        months = 36 -> months = 36⏎months = 37           => VA001 6:1   => keep one of the two
        total = 1000 -> total = 1000,5                   => VA001 9:13  => `.` for decimals
        total = 1000 -> total = 1,000,000                => VA001 9:10  => `total = 1_000_000`
        months = 36 -> months = 36⏎programme = ["a" "b"] => VA001 6:18  => a comma between
        "#,
    );
    let project = Project::minimal()
        .replace(TOML, "acronym = \"Test\"", "acronym = Test")
        .replace(TOML, "months = 36", "months = 36\nmonths = 37\ncolour = 1")
        .replace(TOML, "name = \"Lab\"", "name = \"Lab")
        .replace(TOML, "baseline = \"500\"", "baseline = \"500\" CPU-h");
    cases.push(Case::new(
        "several",
        project,
        TOML,
        "VA001 2:11, VA001 6:1, VA101 7:1, VA001 16:12, VA001 52:18",
        "double quotes",
    ));
    assert_cases(cases);
}

#[test]
fn definitions_that_are_no_text_are_refused_at_their_byte() {
    let cases: [(&str, &[u8], &str); 4] = [
        ("empty", b"", "VA002 1:1"),
        ("blank", b" \n\n", "VA002 1:1"),
        (
            "Windows-1252",
            b"[project]\nacronym = \"Espa\xF1a\"\n",
            "VA002 2:16",
        ),
        ("xlsx", b"PK\x03\x04", "VA002 1:1"),
    ];
    assert_cases(cases.map(|(name, bytes, findings)| {
        let project = Project::minimal().file(TOML, bytes);
        assert_eq!(project.run(&["check"]).code, 2, "{name}");
        Case::new(name, project, TOML, findings, "")
    }));
}

#[test]
fn an_unknown_key_leads_to_the_nearest_known_one() {
    let mut cases = replaced(
        r#"
        months = 36 -> months = 36⏎workpackage = "x"  => VA101 6:1  => did you mean `work_package`?
        months = 36 -> months = 36⏎"a\u001b[2Jb" = 1  => VA101 6:1  => known keys are acronym
        [[budgets]] -> [stile]⏎[[budgets]]            => VA101 7:2  => did you mean `style`?
        id = "lab" -> id = "lab"⏎land = "ES"          => VA101 14:1 => known keys are id, name
        title = "Cloud" -> title = "x"⏎locaton = "x"  => VA101 46:1 => did you mean `location`?
        baseline -> basline                           => VA101 50:1 => did you mean `baseline`?
        "#,
    );
    cases.extend(appended(
        r#"
        [periods]⏎evry = 6                                 => VA101 65:1 => did you mean `every`?
        [[sources]]⏎path = "data/x.csv"⏎decimals = ","     => VA101 66:1 => did you mean `decimal`?
        "#,
    ));
    assert_cases(cases);
}

#[test]
fn a_fault_of_the_definitions_is_said_once() {
    let project = |old: &str, new: &str| Project::minimal().replace(TOML, old, new);
    let rows = "[[installations.metrics]]";
    for (name, project, expected) in [
        (
            "a key that is misspelt is not missing too",
            project("work_package", "workpackage"),
            &["VA101"][..],
        ),
        (
            "a table that is a list is not missing too",
            project("[project]", "[[project]]"),
            &["VA103"],
        ),
        (
            "what is below a misspelt name is not unknown",
            project("[[providers]]", "[[provider]]"),
            &["VA101"],
        ),
        (
            "nor what is below a table where entries are meant",
            project("[[providers]]", "[providers]"),
            &["VA103"],
        ),
        (
            "nor are rows of an installation",
            Project::minimal().file(TOML, MINIMAL.replace(rows, "[[installation.metrics]]")),
            &["VA101"],
        ),
        (
            "wherever their name is misspelt",
            Project::minimal().file(TOML, MINIMAL.replace(rows, "[[installations.metric]]")),
            &["VA101"],
        ),
        (
            "a number that was cut off is not judged",
            project("total = 1000", "total = 1,000"),
            &["VA001"],
        ),
        (
            "a text is not held against figures that were left out",
            project("nature = \"sum\"", "nature = \"Sum\"").file(
                "assessments/M1-M6/cloud.md",
                "The cloud served 10 CPU-hours.\n",
            ),
            &["VA106"],
        ),
    ] {
        assert_eq!(project.rules(), expected, "{name}");
    }
}

#[test]
fn a_key_in_the_wrong_table_leads_to_its_own() {
    assert_cases(replaced(
        r#"
        id = "lab" -> id = "lab"⏎location = "Lisbon" => VA101 14:1 => it belongs to [[installations]]
        id = "lab" -> id = "lab"⏎nature = "sum"      => VA101 14:1 => it belongs to [[metrics]]
        "#,
    ));
}

#[test]
fn periods_are_given_in_one_way() {
    assert_cases(appended(
        r#"
        [periods]⏎every = 6⏎list = ["M1-M6", "M7-M36"]  => VA106 65:1 => keep `every` for periods of one length
        "#,
    ));
}

#[test]
fn a_missing_key_is_reported_at_its_table() {
    let mut cases = replaced(
        r#"
        acronym = "Test" ->        => VA102 1:1  => add `acronym = "
        acronym = "Test" -> acronym = " "  => VA102 2:11 => like `acronym = "
        work_package = "WP1" ->    => VA102 1:1  => add `work_package = "
        start = 2022-09-01 ->      => VA102 1:1  => add `start = 2022-09-01`
        months = 36 ->             => VA102 1:1  => add `months = 36`
        title = "Cloud" ->         => VA102 43:1 => add `title = "
        provider = "lab" ->        => VA102 43:1 => add `provider = "
        "#,
    );
    cases.extend(appended(
        r#"
        [[budgets]]⏎id = "gpu"⏎unit = "GPU-h"       => VA102 64:1 => add `total =
        [[budgets]]⏎id = "gpu"⏎total = 5            => VA102 64:1 => add `unit =
        [[budgets]]⏎total = 5⏎unit = "GPU-h"        => VA102 64:1 => add `id =
        [[metrics]]⏎id = "jobs"                     => VA102 64:1, VA102 64:1 => add `nature =
        [[installations.metrics]]⏎name = "x"        => VA102 64:1 => add `metric =
        [[installations]]                           => VA102 64:1 => add `id =
        [[reconcile]]⏎total = "cloud/users"         => VA102 64:1 => add `of =
        [[reconcile]]⏎of = ["cloud/users"]          => VA102 64:1 => add `total =
        [[sources]]⏎decimal = ","                   => VA102 64:1 => add `path =
        [[waive]]⏎rule = "VA301"                    => VA102 64:1 => add `reason =
        [[waive]]⏎reason = "because"                => VA102 64:1 => add `rule =
        "#,
    ));
    assert_cases(cases);
}

#[test]
fn a_value_of_another_type_is_refused_at_the_value() {
    let mut cases = replaced(
        r#"
        acronym = "Test" -> acronym = 5                   => VA103 2:11  => in quotes: `"5"`
        start = 2022-09-01 -> start = "2022-09-01"        => VA103 4:9   => without quotes
        start = 2022-09-01 -> start = 2022                => VA103 4:9   => without quotes
        start = 2022-09-01 -> start = 2022-09-01T00:00:00Z => VA106 4:9  => 2022-09-01
        start = 2022-09-01 -> start = 9999-12-01          => VA106 4:9   => `start`
        start = 2022-09-01 -> start = 0022-09-01          => VA106 4:9   => `start`
        months = 36 -> months = true                      => VA103 5:10  => a number
        months = 36 -> months = 36.5                      => VA106 5:10  => whole number
        months = 36 -> months = 0                         => VA106 5:10  => 1 to 600
        months = 36 -> months = 601                       => VA106 5:10  => 1 to 600
        months = 36 -> months = -1                        => VA106 5:10  => 1 to 600
        name = "Lab" -> name = { en = "Lab" }             => VA103 14:8  => a text in quotes
        title = "Cloud" -> title = 2022-09-01             => VA103 45:9  => `"2022-09-01"`
        provider = "lab" -> provider = ["lab"]            => VA103 46:12 => a text in quotes
        baseline = "500" -> baseline = 500                => VA103 50:12 => `"500"`
        "#,
    );
    cases.extend(appended(
        r#"
        [periods]⏎list = "M1-M6"                          => VA103 65:8  => in brackets
        [periods]⏎list = [1]                              => VA103 65:9  => `"1"`
        [deliverable]⏎title = 5                           => VA103 65:9  => `"5"`
        [[style]]⏎decimal = ","                           => VA103 64:1  => a table
        [waive]⏎rule = "VA301"                            => VA103 64:1  => [[waive]]
        [[reconcile]]⏎total = "cloud/users"⏎of = "x"      => VA103 66:6  => in brackets
        "#,
    ));
    let totals = r#"
        true   => VA103 67:9 => a number
        [5]    => VA103 67:9 => a number
        0x10   => VA106 67:9 => write digits
        "1,0"  => VA106 67:9 => write digits
        ""     => VA106 67:9 => write digits
        1e3    => VA106 67:9 => write digits
        nan    => VA106 67:9 => write digits
        -inf   => VA106 67:9 => write digits
        0      => VA106 67:9 => the grant promises
        -5     => VA106 67:9 => the grant promises
        79228162514264337593543950335             => VA106 67:9
        79_000_000_000_000_000_000_000_000_000    => VA106 67:9
        "99999999999999999999999999999999999999"  => VA106 67:9
        "#;
    cases.extend(cells(totals).map(|[total, findings, help]| {
        let budget = format!("\n[[budgets]]\nid = \"gpu\"\nunit = \"GPU-h\"\ntotal = {total}\n");
        let project = Project::minimal().file(TOML, format!("{MINIMAL}{budget}"));
        Case::new(&total, project, TOML, &findings, &help)
    }));
    assert_cases(cases);
}

#[test]
fn a_reference_to_nothing_leads_to_the_nearest_known_name() {
    let mut cases = replaced(
        r#"
        draws_on = "cpu" -> draws_on = "cpus"                   => VA105 20:12 => did you mean `cpu`?
        draws_on = "cpu" -> draws_on = "storage"                => VA105 20:12 => known are cpu
        derived_from = "country_names" -> derived_from = "list" => VA105 36:16 => known are cpu_hours
        provider = "lab" -> provider = "Lab"                    => VA105 46:12 => did you mean `lab`?
        provider = "lab" -> provider = "lab"⏎providers = ["x"]  => VA105 47:14 => known are lab
        "#,
    );
    cases.extend(appended(
        r#"
        [[installations.metrics]]⏎metric = "gpu_hours"       => VA105 65:10 => did you mean `cpu_hours`?
        [[reconcile]]⏎total = "cloud/user"⏎of = ["cloud/users"] => VA105 65:9 => did you mean `cloud/users`?
        [[reconcile]]⏎total = "cloud/users"⏎of = ["users"]   => VA105 66:7  => installation/metric
        [[waive]]⏎rule = "VA999"⏎reason = "because"          => VA116 65:8
        "#,
    ));
    assert_cases(cases);
}

#[test]
fn an_id_is_unique_and_fit_to_be_a_file_name() {
    let mut cases = Vec::new();
    let installation = |id: &str| {
        let text = format!("[[installations]]\nid = \"{id}\"\ntitle = \"x\"\nprovider = \"lab\"");
        Project::minimal().file(TOML, format!("{MINIMAL}\n{text}\n"))
    };
    let unfit = [
        "con",
        "NUL",
        "com1",
        "../x",
        "a/b",
        "a b",
        "-a",
        "_a",
        ".",
        "é",
        "a\\u001b[2J",
        "a\\u202eb",
    ];
    cases.extend(
        unfit.map(|id| Case::new(id, installation(id), TOML, "VA107 65:6", "letters, digits")),
    );
    let long = "x".repeat(49);
    let project = installation(&long);
    cases.push(Case::new(&long, project, TOML, "VA107 65:6", "shorten it"));
    cases.extend(["cloud", "CLOUD"].map(|id| {
        Case::new(
            id,
            installation(id),
            TOML,
            "VA104 65:6",
            "upper and lower case",
        )
    }));
    cases.extend(appended(
        r#"
        [[budgets]]⏎id = "cpu"⏎total = 5⏎unit = "CPU-h"       => VA104 65:6  => another id
        [[providers]]⏎id = "lab"                              => VA104 65:6  => another id
        [[metrics]]⏎id = "users"⏎nature = "sum"⏎unit = "jobs" => VA104 65:6  => another id
        [[installations.metrics]]⏎metric = "users"            => VA104 65:10 => keep one
        "#,
    ));
    assert_cases(cases);
}

#[test]
fn an_entry_with_a_fault_is_not_called_unknown_by_those_that_refer_to_it() {
    let table = r#"
        nature = "distinct" -> nature = "distnct"        => VA106 24:10 => `distinct`
        nature = "distinct" ->                           => VA102 22:1  => nature
        unit = "users" -> unit = "usrs"                  => VA106 25:8  => users
        nature = "roster" -> nature = "list"             => VA106 29:10 => known natures
        total = 1000 -> total = "x"                      => VA106 9:9   => digits
        title = "Cloud" ->                               => VA102 43:1  => title
        metric = "users" -> metric = "user"              => VA105 53:10 => `users`
        metric = "users" ->                              => VA102 52:1  => metric
        [[installations]] -> [[installations]            => VA001 43:17
        [[installations]] -> [[metrics]]⏎id = "users"⏎[[installations]] => VA104 44:6 => another id
        "#;
    let texts = |project: Project| {
        project
            .file("assessments/M1-M6/cloud.md", "Good use.\n")
            .file(CSV, USAGE)
    };
    let reconcile = "\n[[reconcile]]\ntotal = \"cloud/users\"\nof = [\"cloud/users\"]\n";
    let definitions = format!("{MINIMAL}{reconcile}");
    let mut cases: Vec<Case> = cells(table)
        .map(|[change, findings, help]| {
            let (old, new) = change.split_once(" ->").unwrap();
            let project = Project::empty().file(TOML, &definitions);
            let project = project.replace(TOML, old, new.trim_start_matches(' '));
            Case::new(&change, texts(project), TOML, &findings, &help)
        })
        .collect();
    for (id, help) in [("summary", "another id"), ("aux", "letters, digits")] {
        let project = Project::empty()
            .file(TOML, definitions.replace("cloud", id))
            .file(&format!("assessments/M1-M6/{id}.md"), "Good use.\n")
            .file(CSV, USAGE.replace("cloud", id));
        cases.push(Case::new(id, project, TOML, "VA107 44:6", help));
    }
    assert_cases(cases);
}

#[test]
fn reporting_periods_are_in_order_and_within_the_project() {
    assert_cases(appended(
        r#"
        [periods]⏎list = ["M1-M6", "M4-M9"]         => VA108 65:18 => in order
        [periods]⏎list = ["M1-M6", "M1-M6"]         => VA108 65:18 => at most once
        [periods]⏎list = ["M1-M6", "M31-M40"]       => VA108 65:18 => within the project
        [periods]⏎list = ["M1-M6", "H2"]            => VA106 65:18 => M7-M12
        [periods]⏎every = 0                         => VA106 65:9  => 1 to 600
        [periods.groups]⏎PY1 = "year 1"             => VA106 65:7  => M7-M12
        [periods.groups]⏎PY9 = "M97-M108"           => VA108 65:7  => within the project
        "#,
    ));
}

#[test]
fn periods_of_which_none_can_be_read_are_reported_like_any_other_fault() {
    let definitions = format!("{MINIMAL}\n[periods]\nlist = [\"M6-M1\"]\n");
    let project = Project::minimal().file(TOML, definitions);
    for arguments in [&["check"][..], &["build"]] {
        let run = project.run(arguments);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert_eq!(run.code, 1, "{said}");
        assert!(said.contains("installations.toml:65:9"), "{said}");
    }
}

#[test]
fn words_and_amounts_of_the_definitions_are_checked() {
    let mut cases = replaced(
        r#"
        months = 36 -> months = 36⏎time_zone = "Europe/Madrid"              => VA106 6:13  => +01:00
        name = "Lab" -> name = "Lab"⏎country = "SP"                         => VA106 15:11 => `ES`
        draws_on = "cpu" -> draws_on = "cpu"⏎population = "all"             => VA106 21:14 => "shared"
        baseline = "500" -> baseline = "lots"                               => VA401 50:12 => one number
        baseline = "500" -> baseline = "1e3 CPU-h"                          => VA401 50:12 => one number
        derived_from = "country_names" -> derived_from = "countries"        => VA106 36:16 => roster
        derived_from = "country_names" -> derived_from = "users"            => VA106 36:16 => roster
        provider = "lab" -> provider = "lab"⏎integrated_from = "16"         => VA106 47:19 => "M16"
        provider = "lab" -> provider = "lab"⏎integrated_from = "M99"        => VA106 47:19 => `months` of the project
        "#,
    );
    cases.extend(appended(
        r#"
        [style]⏎countries = "xx"                                => VA106 65:13 => "eu"
        [style]⏎decimal = ";"                                   => VA106 65:11 => ","
        [style]⏎thousands = "x"                                 => VA106 65:13 => decimal mark
        [style]⏎decimal = ","⏎thousands = ","                   => VA106 66:13 => decimal mark
        [[metrics]]⏎id = "x"⏎nature = "all"⏎unit = "jobs"       => VA106 66:10 => sum
        [[metrics]]⏎id = "x"⏎nature = "sum"⏎unit = "TB/month"   => VA106 67:8  => `TB-month`
        [[metrics]]⏎id = "x"⏎nature = "sum"⏎unit = "TB"⏎draws_on = "cpu" => VA106 68:12 => own unit
        [[sources]]⏎path = "data/x.csv"⏎profile = "slurm"       => VA106 66:11 => tidy
        [[reconcile]]⏎total = "cloud/users"⏎of = ["cloud/users"]⏎tolerance = -1 => VA106 67:13
        [[waive]]⏎rule = "VA301"⏎reason = "because"⏎until = "soon" => VA106 67:9, VA114 65:8 => M18
        [[waive]]⏎rule = "VA301"⏎reason = "because"⏎until = "M37"  => VA106 67:9, VA114 65:8 => M18
        "#,
    ));
    assert_cases(cases);
}

#[test]
fn metrics_that_are_derived_from_each_other_are_refused() {
    let pairs = [
        ("roster", "roster"),
        ("count", "roster"),
        ("count", "count"),
        ("sum", "sum"),
    ];
    for (nature, other) in pairs {
        let metric = |id: &str, nature: &str, from: &str| {
            format!(
                "\n[[metrics]]\nid = \"{id}\"\nnature = \"{nature}\"\nunit = \"countries\"\nderived_from = \"{from}\"\n"
            )
        };
        let row = |id: &str| format!("\n[[installations.metrics]]\nmetric = \"{id}\"\n");
        let definitions = [
            MINIMAL,
            &row("one"),
            &row("two"),
            &metric("one", nature, "two"),
            &metric("two", other, "one"),
        ];
        let project = Project::minimal().file(TOML, definitions.concat());
        let found = project.findings(&[]);
        let refused = found
            .iter()
            .any(|finding| finding.rule == "VA106" && finding.file == TOML);
        assert!(refused, "{nature}, {other}: {found:?}");
        for arguments in [&["check"][..], &["build", "-p", "M1-M6", "--keep-going"]] {
            assert_eq!(project.run(arguments).code, 1, "{nature}, {other}");
        }
    }
}

#[test]
fn the_longest_projects_and_the_largest_amounts_are_reported() {
    let large = "999999999999999";
    let definitions = MINIMAL
        .replace("total = 1000", &format!("total = {large}"))
        .replace("baseline = \"500\"", &format!("baseline = \"{large}M\""));
    let usage = format!("{HEADER}cloud,cpu_hours,M1,{large},\ncloud,users,M1,{large},\n");
    for (start, months, every) in [
        ("2022-09-01", 600, 1),
        ("2199-12-31", 600, 600),
        ("1900-01-31", 1, 6),
        ("2024-02-29", 37, 6),
    ] {
        let periods = format!("months = {months}\n\n[periods]\nevery = {every}\n");
        let definitions = definitions
            .replace("2022-09-01", start)
            .replace("months = 36\n", &periods);
        let project = Project::with_usage(&usage).file(TOML, definitions);
        let run = project.run(&["build", "--format", "docx,markdown,json,html,terminal"]);
        assert_eq!(run.code, 0, "{start}, {months} months: {}", run.stderr);
    }
}

#[test]
fn a_line_that_is_shown_in_part_stands_below_its_place() {
    let long = format!("{} << later >>\n", "word ".repeat(200));
    let masked = Project::with_usage("cloud,cpu_hours,M1-M6,10,CPU-h\n");
    let cut = Project::minimal().file("assessments/M1-M6/cloud.md", long);
    for (project, rule) in [(masked, "VA011"), (cut, "VA514")] {
        for colour in ["never", "always"] {
            let shown = project.run(&["check", "--color", colour]).stdout;
            assert!(shown.contains(&format!("[{rule}]")), "{shown}");
            let nameless = |line: &str| line.replace("\u{1b}[0m", "").trim_end().ends_with(":::");
            assert!(!shown.lines().any(nameless), "{shown}");
        }
    }
}

#[test]
fn a_text_for_nothing_is_reported_at_its_file() {
    let project = Project::minimal()
        .file("assessments/M1-M6/cloud.md", "Good use.\n")
        .file("assessments/M1-M6/clout.md", "Lost.\n")
        .file("assessments/M1-M7/cloud.md", "Lost.\n")
        .file("assessments/cloud.md", "Lost.\n")
        .file("assessments/M1-M6/cloud.txt", "Lost.\n")
        .file("assessments/M13-M18/cloud.MD", "Lost.\n")
        .file("assessments/M7-M12/cloud.md", b"Espa\xF1a\n")
        .file("assessments/M13-M18/cloud.md", "");
    let findings = "VA502 assessments/M1-M6/clout.md:1:1, VA502 assessments/M1-M7/cloud.md:1:1, \
         VA502 assessments/cloud.md:1:1, VA003 assessments/M1-M6/cloud.txt:1:1, \
         VA003 assessments/M13-M18/cloud.MD:1:1, VA002 assessments/M7-M12/cloud.md:1:5";
    assert_cases([Case::new("texts", project, TOML, findings, "`cloud`?")]);
}

#[test]
fn a_file_among_the_data_that_is_not_read_is_named() {
    let project = Project::minimal()
        .file("data/notes.txt", "ask for the rest")
        .file("data/old/lab.csv.bak", "x")
        .file("data/lab", "x")
        .file("data/.hidden", "x")
        .file("data/folder.csv/readme.pdf", "%PDF");
    let findings = "VA003 data/notes.txt:1:1, VA003 data/old/lab.csv.bak:1:1, VA003 data/lab:1:1, \
         VA003 data/folder.csv/readme.pdf:1:1";
    let none = Project::empty().file(TOML, MINIMAL);
    let folder = Project::empty().file(TOML, MINIMAL);
    fs::create_dir_all(folder.path("data/lab.csv")).unwrap();
    assert_cases([
        Case::new("other kinds", project, CSV, findings, "end with .csv"),
        Case::new("no folder", none, TOML, "VA219 1:1", "--data"),
        Case::new(
            "a folder named like a file",
            folder,
            TOML,
            "VA219 1:1",
            "--data",
        ),
    ]);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_stops_the_work_with_its_name() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let linked = |target: &str| {
        let project = Project::minimal();
        symlink(target, project.path("data/one.csv")).unwrap();
        project
    };
    let locked = Project::minimal().file("data/one.csv", USAGE);
    let path = locked.path("data/one.csv");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser reads whatever the permissions say.
    let closed = fs::read(&path).is_err();
    let projects = [linked("one.csv"), linked("nowhere"), linked("/dev/zero")];
    for project in projects.into_iter().chain(closed.then_some(locked)) {
        let run = project.run(&["check"]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains("data/one.csv"), "{}", run.stderr);
    }
    let nowhere = linked("nowhere").run(&["check"]).stderr;
    assert!(nowhere.contains("a link that leads nowhere"), "{nowhere}");
    let looping = Project::minimal();
    symlink("../data", looping.path("data/again")).unwrap();
    assert_cases([Case::new(
        "a folder in itself",
        looping,
        CSV,
        "VA003 data/again:1:1",
        "link to a folder",
    )]);
}

#[test]
fn the_work_that_cannot_be_done_exits_with_2_and_says_why() {
    for (arguments, says) in [
        (
            &["check", "-c", "nowhere.toml"][..],
            "nowhere.toml does not exist",
        ),
        (
            &["check", "-c", "data"],
            "data/installations.toml does not exist",
        ),
        (&["check", "--data", "nowhere"], "nowhere"),
        (&["check", "--data", "data/lab.csv"], "data/lab.csv"),
        (&["check", "-p", "M7-M13"], "did you mean M7-M12?"),
        (&["check", "-p", ""], "M1-M6"),
        (&["check", "-p", "\u{1b}[2J"], "<U+001B>"),
        (&["check", "-c", "\u{1b}[2J"], "does not exist"),
        (&["check", "--format", "xml"], "json"),
        (&["build", "--format", "pdf"], "docx"),
        (&["build", "--periode", "M1-M6"], "--period"),
        (&["bild"], "build"),
        (&["explain", "VA999"], "VA999"),
        (&[], "Usage"),
    ] {
        let run = Project::minimal().run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(says), "{arguments:?}: {}", run.stderr);
        assert!(run.stdout.is_empty(), "{arguments:?}: {}", run.stdout);
        assert_inert(says, &run.stderr);
    }
    for (project, says) in [
        (Project::empty(), "there is no installations.toml"),
        (
            Project::empty().file("installations.toml/x", ""),
            "not a regular file",
        ),
        (
            Project::minimal().replace(TOML, "[project]", "[project"),
            "VA001",
        ),
    ] {
        for arguments in [&["check"][..], &["build"]] {
            let run = project.run(arguments);
            assert_eq!(run.code, 2, "{says}");
            let said = format!("{}{}", run.stdout, run.stderr);
            assert!(said.contains(says), "{said}");
            assert!(!project.path("out").exists(), "{says}");
        }
    }
}

#[test]
fn a_build_that_fails_leaves_no_file_or_the_old_ones() {
    let unknown = format!("colour = 1\n{MINIMAL}");
    for (name, file, text, code) in [
        ("data", CSV, "installation\n", 1),
        ("definitions", TOML, unknown.as_str(), 1),
        ("syntax", TOML, "colour = \n", 2),
        ("no text", TOML, "", 2),
    ] {
        let fresh = Project::minimal().file(file, text);
        assert_eq!(fresh.run(&["build", "-p", "M1-M6"]).code, code, "{name}");
        assert!(!fresh.path("out").exists(), "{name}");
        let project = Project::minimal();
        assert_eq!(project.run(&["build", "-p", "M1-M6"]).code, 0, "{name}");
        let before = tree(&project);
        let project = project.file(file, text);
        assert_eq!(project.run(&["build", "-p", "M1-M6"]).code, code, "{name}");
        assert!(tree(&project) == before, "{name}: out/ has changed");
    }
}

#[test]
fn a_target_that_is_in_the_way_leaves_the_other_files_as_they_were() {
    for name in ["extract.csv", "report.md", "manifest.json"] {
        let project = Project::minimal();
        assert_eq!(project.run(&["build", "-p", "M1-M6"]).code, 0);
        fs::remove_file(project.path(&format!("out/M1-M6/{name}"))).unwrap();
        let project = project.file(&format!("out/M1-M6/{name}/x"), "kept");
        let before = tree(&project);
        let project = project.file(CSV, USAGE.replace(",10,", ",11,"));
        let run = project.run(&["build", "-p", "M1-M6"]);
        assert_eq!(run.code, 2, "{name}");
        assert!(run.stderr.contains(name), "{}", run.stderr);
        assert!(tree(&project) == before, "{name}: out/ has changed");
    }
}

/// Returns the names and bytes of all files in the folder of the results, hidden ones too.
fn tree(project: &Project) -> Vec<(String, Vec<u8>)> {
    let mut folders = vec![project.path("out")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.display().to_string(), fs::read(path).unwrap()));
            }
        }
    }
    files.sort();
    assert!(!files.is_empty());
    files
}

/// What a terminal, a CI runner or a reader could be fooled with.
const HOSTILE: &str = "a\u{1b}[2J\u{9b}31m\u{7}\u{8}\u{7f}\u{85}\u{202e}\u{2066}\u{200b}\u{feff}b";

/// Returns what of a project's output could drive a terminal, or forge a finding or a command to a CI runner.
fn driving(name: &str, project: &Project) -> Vec<String> {
    let mut found = Vec::new();
    for arguments in [
        "check",
        "check --format concise",
        "build -p M1-M6",
        "build -p M1-M6 --keep-going --format terminal",
    ] {
        let words: Vec<&str> = arguments.split(' ').collect();
        let run = project.run(&words);
        for text in [&run.stdout, &run.stderr] {
            let forged = |line: &&str| line.starts_with("error[VA999]") || line.starts_with("::");
            let bad = |line: &&str| unfit(line).is_some() || forged(line);
            let lines = text.lines().filter(bad);
            found.extend(lines.map(|line| format!("{name:?}, {arguments}: {line:?}")));
        }
    }
    found
}

#[test]
fn nothing_in_a_cell_drives_the_terminal() {
    let mut found = Vec::new();
    for row in [
        "cloud,users,M1-M6,,,3,,,,,",
        "cloud,cpu_hours,,2022-09-01,2023-03-01,ten,,,,,",
    ] {
        for column in 0..11 {
            let mut cells: Vec<&str> = row.split(',').collect();
            cells[column] = HOSTILE;
            let text = format!("{WIDE}{}\n", cells.join(","));
            found.extend(driving(&text, &Project::with_usage(&text)));
        }
    }
    let header = format!("{HOSTILE},{HEADER}x,cloud,users,M1-M6,3,\n");
    found.extend(driving("header", &Project::with_usage(header)));
    assert_none(found);
}

#[test]
fn nothing_in_the_definitions_drives_the_terminal() {
    let escaped = |letter| format!("\\u{:04x}", u32::from(letter));
    let escaped: String = HOSTILE.chars().map(escaped).collect();
    let mut found = Vec::new();
    for text in "\"Test\" \"WP1\" \"cpu\" \"Lab\" \"cpu_hours\" \"Cloud\" \"500\" 36".split(' ') {
        for value in [&escaped, HOSTILE] {
            let project = Project::minimal().replace(TOML, text, &format!("\"{value}\""));
            found.extend(driving(text, &project));
        }
    }
    assert_none(found);
}

#[cfg(unix)]
#[test]
fn a_file_name_cannot_drive_the_terminal_or_forge_a_line() {
    let name = format!("data/lab\nerror[VA999]: forged\n::error::forged{HOSTILE}.csv");
    let text = name.replace("data", "assessments").replace(".csv", ".md");
    let faulty = USAGE.replace(",10,", ",ten,");
    let linked = Project::minimal();
    std::os::unix::fs::symlink("nowhere", linked.path(&name)).unwrap();
    let projects = [
        ("many", Project::minimal().file(&name, faulty.repeat(20))),
        ("empty", Project::minimal().file(&name, "")),
        (
            "unread",
            Project::minimal().file(&name.replace(".csv", ".txt"), "x"),
        ),
        ("orphaned", Project::minimal().file(&text, "x")),
        ("broken link", linked),
    ];
    assert_none(
        projects
            .iter()
            .flat_map(|(name, project)| driving(name, project)),
    );
}

/// What must not be printed where it stands in the column `entity`, or in a file whose columns are not known.
const IDENTITY: &str = "zq17alice";

#[test]
fn an_identity_is_never_printed() {
    let good = "cloud,users,M1-M6,,,,member,zq17alice,ES,,\n";
    let mut found = Vec::new();
    for row in [
        "cloud,users,M1-M6,,,,member,zq17alice,ES,,",
        "cloud,users,M1-M6,,,3,member,zq17alice,ES,,",
        "cloud,users,M1-M6,,,,member,zq17alice,XX,,",
        "clout,users,M1-M6,,,,member,zq17alice,ES,,",
        "cloud,users,M1-M6,,,,member,zq17alice,ES",
        "cloud,users,M1-M6,,,,member,zq17alice,ES,,,",
        "cloud,users,M1-M6,,,,member,\"zq17alice,ES,,",
        "cloud,users,M1-M6,,,,member,\"zq17alice",
        "cloud,users,M1-M6,,,,member,\"zq17alice\"x,ES,,",
        "cloud,users,,2020-01-01,,,member,zq17alice,ES,,",
        "cloud,users,M31-M42,,,,member,zq17alice,ES,,",
        "cloud,users,M1-M6,,,3,,zq17alice,ES,,",
        "cloud,cpu_hours,M5-M8,,,3,,zq17alice,ES,,",
        "cloud,cpu_hours,M1-M3,,,3,,zq17alice,ES,,",
        "cloud,cpu_hours,M1-M6,,,,member,zq17alice,ES,,",
        "cloud;users;M1-M6;;;;member;zq17alice;ES;;",
        "zq17alice",
    ] {
        for text in [format!("{row}\n{good}"), format!("{good}{row}")] {
            found.extend(printed(row, &Project::with_usage(format!("{WIDE}{text}"))));
        }
    }
    let unknown = "installation,metric,period,value,mail\ncloud,users,M1,3.5,zq17alice\n";
    let renamed = WIDE.replace("metric", "what");
    let (wide, good) = (WIDE.as_bytes(), good.as_bytes());
    let files: [(&str, Vec<u8>); 5] = [
        ("a column that nobody knows", unknown.into()),
        ("no header", good.into()),
        ("no metric", [renamed.as_bytes(), good].concat()),
        ("Windows-1252", [wide, good, b"\xF1\n"].concat()),
        ("a zero byte", [wide, good, b"\0\n"].concat()),
    ];
    for (name, bytes) in files {
        found.extend(printed(name, &Project::with_usage(bytes)));
    }
    assert_none(found);
}

/// Returns where the program prints the identity: in a message or in a file that it writes.
fn printed(name: &str, project: &Project) -> Vec<String> {
    let mut found = Vec::new();
    let mut look = |place: &str, bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        let lines = text.lines().filter(|line| line.contains(IDENTITY));
        found.extend(lines.map(|line| format!("{name}, {place}: {line}")));
    };
    for arguments in [
        "check",
        "check --format concise",
        "check --format json",
        "build -p M1-M6 --keep-going --format docx,markdown,json,html,terminal",
    ] {
        let words: Vec<&str> = arguments.split(' ').collect();
        let run = project.run(&words);
        look(arguments, run.stdout.as_bytes());
        look(arguments, run.stderr.as_bytes());
    }
    for (file, bytes) in tree(project) {
        for part in parts(bytes) {
            look(&file, &part);
        }
    }
    found
}

/// Returns the bytes of a file, and those of the files that are packed in it.
fn parts(bytes: Vec<u8>) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    if let Ok(mut package) = zip::ZipArchive::new(Cursor::new(&bytes)) {
        for at in 0..package.len() {
            let mut part = Vec::new();
            package
                .by_index(at)
                .unwrap()
                .read_to_end(&mut part)
                .unwrap();
            parts.push(part);
        }
    }
    parts.push(bytes);
    parts
}

#[test]
fn ten_thousand_faulty_rows_fill_no_terminal() {
    let long = "x".repeat(500);
    let rows = [
        "clout,cpu_hours,M1-M6,,,10,,,,,",
        "cloud,cpu_hours,H1,,,ten,,,,,",
        "cloud,cpu_hours,M1-M6,10",
        "cloud,country_names,M1-M6,,,\"XX, YY, ZZ\",,,,,",
        "cloud,users,M1-M6,,,3,totl,,,,",
    ];
    let rows = rows.into_iter().cycle().take(10_000);
    let rows: Vec<String> = rows.map(|row| format!("{row}{long}")).collect();
    let project = Project::with_usage(format!("{WIDE}{}\n", rows.join("\n")));
    for arguments in [&["check"][..], &["build", "-p", "M1-M6"]] {
        let run = project.run(arguments);
        assert_eq!(run.code, 1);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.len() < 64 * 1024, "{} bytes", said.len());
        assert!(said.contains(" more of this rule"), "{said}");
    }
    let json = project.run(&["check", "--format", "json"]);
    let value: Value = serde_json::from_str(&json.stdout).unwrap();
    let found = value["findings"].as_array().unwrap().iter();
    let mut lines: Vec<u64> = found
        .filter(|finding| finding["file"] == CSV)
        .filter_map(|finding| finding["line"].as_u64())
        .collect();
    lines.dedup();
    assert!(
        lines.into_iter().eq(2..=10_001),
        "a faulty row is not reported"
    );
}

#[test]
fn a_field_of_a_megabyte_is_refused_and_shown_in_part() {
    let long = "x".repeat(1 << 20);
    let digits = "1".repeat(1 << 20);
    let blanks = " ".repeat(1 << 20);
    let commas = ",".repeat(1 << 20);
    let rows = [
        (format!("{long},users,M1-M6,3,users"), "VA203 2:1"),
        (format!("cloud,{long},M1-M6,3,users"), "VA204 2:7"),
        (format!("cloud,users,{long},3,users"), "VA208 2:13"),
        (format!("cloud,users,M1-M6,{long},users"), "VA202 2:19"),
        (format!("cloud,users,M1-M6,{digits},users"), "VA202 2:19"),
        (format!("cloud,users,M1-M6,3,{long}"), "VA206 2:21"),
        (format!("cloud,country_names,M1-M6,{long},"), "VA210 2:27"),
        (
            format!("{blanks}clout,users,M1-M6,3,users"),
            "VA203 2:1048577",
        ),
        (format!("{commas}x"), "VA014 2:1"),
    ];
    let definitions = MINIMAL.replace("provider = \"lab\"", &format!("provider = \"{long}\""));
    let project = Project::minimal().file(TOML, definitions);
    let reference = Case::new("a reference", project, TOML, "VA105 46:12", "known are lab");
    let cases = rows
        .into_iter()
        .map(|(row, findings)| Case::usage(findings, format!("{HEADER}{row}\n"), findings, ""));
    assert_cases(cases.chain([reference]));
}

/// Pieces that break readers, with blanks between them; `⏎` stands for a line feed.
const PIECES: &str = "\" \"\" ' ''' \"\"\" ⏎ \r \r⏎ , ; \t # [ ] [[ ]] { } = . _ - M M0 M600 1e9 nan inf -1 0 \
    9999-12-31 0000-00-00 79228162514264337593543950335 sep= sep=é⏎ \0 \u{1b} \u{feff} \u{202e} \u{301} 🦀 é \
    interval member level users country_names count roster derived_from=\"countries\"⏎";

/// A change of a file; positions are taken modulo its length.
#[derive(Debug, Clone, Copy)]
enum Mutation {
    Flip(usize, u8),
    Delete(usize, usize),
    Repeat(usize, usize),
    Insert(usize, &'static str),
    Swap(usize, usize),
}

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let at = any::<usize>;
    let pieces: Vec<&str> = PIECES.split(' ').collect();
    let one = prop_oneof![
        (at(), 0..8_u8).prop_map(|(at, bit)| Mutation::Flip(at, bit)),
        (at(), 1..40_usize).prop_map(|(at, count)| Mutation::Delete(at, count)),
        (at(), 1..40_usize).prop_map(|(at, count)| Mutation::Repeat(at, count)),
        (at(), proptest::sample::select(pieces))
            .prop_map(|(at, piece)| Mutation::Insert(at, piece)),
        (at(), at()).prop_map(|(one, other)| Mutation::Swap(one, other)),
    ];
    proptest::collection::vec(one, 1..12)
}

/// Returns the bytes of a file after changes.
fn mutated(text: &str, mutations: &[Mutation]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for mutation in mutations {
        let length = bytes.len();
        let range = |at: usize, count: usize| {
            let from = at % length.max(1);
            from..(from + count).min(length)
        };
        match *mutation {
            _ if bytes.is_empty() => {}
            Mutation::Flip(at, bit) => bytes[at % length] ^= 1 << bit,
            Mutation::Delete(at, count) => drop(bytes.drain(range(at, count))),
            Mutation::Repeat(at, count) => {
                let piece = bytes[range(at, count)].to_vec();
                bytes.splice(range(at, 0), piece);
            }
            Mutation::Insert(at, piece) => {
                bytes.splice(range(at, 0), piece.replace('⏎', "\n").bytes());
            }
            Mutation::Swap(one, other) => {
                let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
                let count = lines.len();
                lines.swap(one % count, other % count);
                bytes = lines.join(&b'\n');
            }
        }
    }
    bytes
}

/// Reads definitions and a usage file through the library, up to the report and the findings in every form.
fn read_all(definitions: &[u8], table: &[u8]) {
    let (Ok(definitions), Ok(table)) = (source::decode(definitions), source::decode(table)) else {
        return;
    };
    let mut sources = Sources::default();
    let mut sink = Sink::default();
    let id = sources.add(TOML, definitions);
    if let Some(catalogue) = catalogue::load(&sources, id, &mut sink) {
        let id = sources.add(CSV, table);
        let mut engine = usage::engine::Engine::new(&catalogue, usage::engine::Keep::Nothing);
        engine.read(
            &mut sources,
            id,
            usage::import::Settings::default(),
            &mut sink,
        );
        let ledger = engine.finish(&mut sink).ledger;
        let texts = narrative::Narrative::default();
        if let Some(period) = ledger.latest() {
            drop(report::assemble(&catalogue, &ledger, &texts, period));
        }
    }
    let findings = sink.finish(&sources, &Policy::default());
    for form in emit::FORMS {
        let text = (form.emit)(&findings, &sources, emit::Colour::Never);
        assert!(!text.is_empty());
    }
}

/// Rows of every kind that fit [`MINIMAL`].
const RECORDS: &str = "\
installation,metric,period,start,end,value,unit,kind,entity,country,record_id,state,note
cloud,cpu_hours,,2022-09-01,2023-04-01T12:00:00+01:00,2.5,CPU,interval,,,,,
cloud,cpu_hours,M13-M18,,,10,CPU-h,total,,,a,provisional,\"a, note\"
cloud,users,,2022-10-01,,,,member,x1,ES,,,
cloud,country_names,M7-M12,,,\"ES, Portugal; FR\",,,,,,,
cloud,applications,,2022-12-01,,3,,level,,,,,
cloud,users,M19-M24,,,,,,,,,not-reported,
";

#[test]
fn the_files_that_are_mutated_are_good_before() {
    assert_cases([
        Case::usage("plain", USAGE, "", ""),
        Case::usage("of every kind", RECORDS, "", ""),
    ]);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_usage_file_makes_the_library_panic(changes in mutations(), plain in any::<bool>()) {
        let text = if plain { USAGE } else { RECORDS };
        read_all(MINIMAL.as_bytes(), &mutated(text, &changes));
    }

    #[test]
    fn no_definitions_make_the_library_panic(changes in mutations()) {
        read_all(&mutated(MINIMAL, &changes), RECORDS.as_bytes());
    }
}
