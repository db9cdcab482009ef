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
fn what_is_packed_may_be_utf16_and_have_a_byte_order_mark() {
    let plain = Project::minimal();
    assert_eq!(plain.run(&["build", "--quiet"]).code, 0);
    let units = USAGE.encode_utf16().flat_map(u16::to_le_bytes);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(units).collect();
    let marked = format!("\u{feff}{USAGE}").into_bytes();
    for (ending, pack) in BOTH {
        for text in [&utf16, &marked] {
            let packed = project(&format!("data/lab.csv.{ending}"), pack(text));
            assert_eq!(packed.run(&["build", "--quiet"]).code, 0);
            let file = "out/M1-M6/extract.csv";
            assert_eq!(packed.text(file), plain.text(file), "{ending}");
            let manifest = packed.text("out/M1-M6/manifest.json");
            assert!(manifest.contains(&sha256(&pack(text))), "{manifest}");
        }
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

#[test]
fn users_are_counted_by_country_however_their_rows_are_read() {
    let early = [("a", "ES"), ("b", "PT"), ("c", "ES"), ("a", "ES")];
    let late = [("a", "PT"), ("d", "PT"), ("c", "ES")];
    let row = |month: &str, (entity, country): (&str, &str)| {
        format!("cloud,users,{month}-10T10:00:00Z,member,{entity},{country}\n")
    };
    let rows = early.map(|who| row("2022-09", who)).concat()
        + &late.map(|who| row("2023-03", who)).concat();
    let text = format!("installation,metric,start,kind,entity,country\n{rows}");
    let packed = gzip(text.as_bytes());
    for (name, bytes) in [("data/a.csv", text.into_bytes()), ("data/a.csv.gz", packed)] {
        let project = project(name, bytes);
        for (period, counts) in [
            ("M1-M6", "Spain (ES) 2, Portugal (PT) 1."),
            ("M7-M12", "Portugal (PT) 3, Spain (ES) 2."),
        ] {
            let run = project.run(&["build", "--quiet", "--period", period]);
            let report = project.text(&format!("out/{period}/report.md"));
            assert!(
                report.contains("Users by country up to"),
                "{run:?} {report}"
            );
            assert!(report.contains(counts), "{name} {period}: {report}");
        }
    }
}
