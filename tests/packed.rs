//! Usage files that were packed with gzip or zstd are read as what was packed.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use support::{MINIMAL, Project, USAGE};
use va_report::history::sha256;

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(text).unwrap();
    packer.finish().unwrap()
}

fn zstd(text: &[u8]) -> Vec<u8> {
    zstd::encode_all(text, 3).unwrap()
}

/// Ending of the name, and what packs.
type Packing = (&'static str, fn(&[u8]) -> Vec<u8>);

const BOTH: [Packing; 2] = [("gz", gzip), ("zst", zstd)];

fn project(name: &str, bytes: impl AsRef<[u8]>) -> Project {
    Project::empty()
        .file("installations.toml", MINIMAL)
        .file(name, bytes)
}

#[test]
fn a_packed_file_gives_the_same_report_as_a_plain_one() {
    let plain = Project::minimal();
    assert_eq!(plain.run(&["build", "--quiet"]).code, 0);
    for (ending, pack) in BOTH {
        let name = format!("data/lab.csv.{ending}");
        let packed = project(&name, pack(USAGE.as_bytes()));
        assert_eq!(packed.run(&["build", "--quiet"]).code, 0);
        for file in ["report.docx", "report.md", "extract.csv"] {
            let file = format!("out/M1-M6/{file}");
            assert!(packed.bytes(&file) == plain.bytes(&file), "{name} {file}");
        }
        let manifest = packed.text("out/M1-M6/manifest.json");
        let hash = sha256(&pack(USAGE.as_bytes()));
        assert!(
            manifest.contains(&hash),
            "{name}: the hash of the file as it lies there"
        );
        assert!(manifest.contains(&format!("\"{name}\"")), "{manifest}");
    }
}

#[test]
fn a_finding_names_the_file_and_the_line_of_what_was_packed() {
    for (ending, pack) in BOTH {
        let name = format!("data/lab.csv.{ending}");
        let text = format!("{USAGE}cloud,cpu_hours,M1-M6,ten,CPU-h\n");
        let findings = project(&name, pack(text.as_bytes())).findings(&[]);
        let found = findings
            .iter()
            .find(|finding| finding.rule == "VA202")
            .unwrap();
        assert_eq!(
            (found.file.as_str(), found.line, found.column),
            (name.as_str(), 6, 23)
        );
    }
}

#[test]
fn nothing_of_a_broken_file_is_used_and_nothing_of_its_rows_is_shown() {
    for (ending, pack) in BOTH {
        let name = format!("data/lab.csv.{ending}");
        let rows: Vec<String> = (0..5000)
            .map(|row| format!("cloud,users,M1-M6,,,{row:08x}-secret\n"))
            .collect();
        let text = format!(
            "installation,metric,period,value,unit,entity\n{}",
            rows.concat()
        );
        let packed = pack(text.as_bytes());
        for bytes in [&packed[..packed.len() - 3], &packed[..20], text.as_bytes()] {
            let project = project(&name, bytes);
            let run = project.run(&["check"]);
            assert_eq!(run.code, 1, "{run:?}");
            assert!(run.stdout.contains("error[VA006]"), "{run:?}");
            assert!(!run.stdout.contains("secret"), "{run:?}");
            let run = project.run(&["build", "--keep-going"]);
            assert_eq!(run.code, 1, "{run:?}");
            assert!(!run.stderr.contains("secret"), "{run:?}");
            let extract = project.text("out/M1-M6/extract.csv");
            assert!(!extract.contains(",reported,"), "{extract}");
        }
    }
}
