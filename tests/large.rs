//! A usage file that is too large to be held is read like any other: findings at their lines, figures, fingerprints.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;

use std::fmt::Write as _;

use serde_json::Value;
use support::Project;
use va_report::history::sha256;

/// Rows of the file; they take more than 8 MiB.
const ROWS: usize = 120_000;
/// Lines with a fault.
const FAULTS: [u64; 3] = [7, 60_000, 119_000];

/// Returns rows of which every one holds a processor for half an hour of M1, and some cannot be read.
fn rows(faults: &[u64]) -> String {
    let mut text = "installation,metric,start,end,value,unit,kind,entity,note\n".to_owned();
    for line in 2..ROWS as u64 + 2 {
        let installation = if faults.contains(&line) {
            "clod"
        } else {
            "cloud"
        };
        let hour = line % 24;
        writeln!(
            text,
            "{installation},cpu_hours,2022-09-10T{hour:02}:00:00Z,2022-09-10T{hour:02}:30:00Z,1,CPU,interval,somebody-{},",
            line % 1_000
        )
        .unwrap();
    }
    text
}

#[test]
fn faults_stand_at_their_lines_whatever_reads_the_file() {
    let project = Project::with_usage(rows(&FAULTS));
    assert!(project.bytes("data/lab.csv").len() > 9 << 20);
    let mut said = Vec::new();
    for threads in ["1", "3"] {
        let run = project.run_with(
            &["check", "--format", "json"],
            &[("VA_REPORT_THREADS", threads)],
        );
        assert!(!run.stdout.contains("somebody"), "{}", run.stdout);
        said.push(run.stdout);
    }
    assert_eq!(said[0], said[1]);
    let found: Value = serde_json::from_str(&said[0]).unwrap();
    let found = found["findings"].as_array().unwrap().iter();
    let unknown = found.filter(|one| one["message"] == "unknown installation `clod`");
    let places: Vec<(u64, u64)> = unknown
        .map(|one| {
            (
                one["line"].as_u64().unwrap(),
                one["column"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(places, FAULTS.map(|line| (line, 1)));
    let human = project.run(&["check"]);
    assert!(human.stdout.contains("60000 | clod"), "{}", human.stdout);
    assert!(!human.stdout.contains("somebody"), "{}", human.stdout);
}

#[test]
fn the_manifest_has_its_fingerprint_and_its_rows() {
    let project = Project::with_usage(rows(&[]));
    let run = project.run(&["build", "-q", "-p", "M1-M6"]);
    assert_eq!(run.code, 0, "{run:?}");
    let manifest: Value = serde_json::from_str(&project.text("out/M1-M6/manifest.json")).unwrap();
    let mut inputs = manifest["inputs"].as_array().unwrap().iter();
    let input = inputs.find(|one| one["name"] == "data/lab.csv").unwrap();
    let bytes = project.bytes("data/lab.csv");
    assert_eq!(input["sha256"], sha256(&bytes));
    assert_eq!(input["bytes"], bytes.len());
    assert_eq!(input["rows"]["read"], ROWS);
    assert_eq!(input["rows"]["used"], ROWS);
    let trace = project.run(&["trace", "cloud/cpu_hours@M1-M6"]);
    assert!(
        trace
            .stdout
            .starts_with("cloud/cpu_hours@M1-M6: 60,000 CPU-h"),
        "{}",
        &trace.stdout[..200]
    );
}
