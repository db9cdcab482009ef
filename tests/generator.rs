//! The generator of usage files: the same arguments give the same bytes, and its project can be built.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

mod support;

#[path = "../benches/generate/project.rs"]
mod project;
#[path = "../benches/generate/random.rs"]
mod random;
#[path = "../benches/generate/usage.rs"]
mod usage;

use support::Project;
use usage::{Order, Quotes, Settings};
use va_report::history::sha256;

/// What the measurements take, with few rows.
const PLAIN: Settings = Settings {
    rows: 1000,
    seed: 1,
    users: 20_000,
    quotes: Quotes::None,
    order: Order::Random,
};

fn file(settings: &Settings) -> String {
    let mut bytes = Vec::new();
    usage::write(settings, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_same_arguments_give_the_same_bytes_everywhere() {
    let known = [
        (
            Quotes::None,
            Order::Random,
            "9b7374561987707743dc54e05bef1080",
        ),
        (
            Quotes::None,
            Order::Time,
            "bc6daa23627aae4ce1475dac0fce72b9",
        ),
        (
            Quotes::Some,
            Order::Random,
            "141631ec616b565e40a5e1b9869ebe92",
        ),
        (Quotes::All, Order::Time, "3e47fa4de1f3aa633a6a6ec3fa125e64"),
    ];
    for (quotes, order, hash) in known {
        let settings = Settings {
            quotes,
            order,
            ..PLAIN
        };
        let text = file(&settings);
        assert!(
            sha256(text.as_bytes()).starts_with(hash),
            "{quotes:?} {order:?}"
        );
    }
    assert_ne!(file(&Settings { seed: 2, ..PLAIN }), file(&PLAIN));
}

#[test]
fn its_project_takes_every_row() {
    // Rows of more people than there are installations, in quotes, each on its own line.
    let usage = file(&Settings {
        quotes: Quotes::All,
        ..PLAIN
    });
    let project = Project::empty()
        .file("installations.toml", project::text())
        .file("data/usage.csv", usage);
    let findings = project.findings(&[]).into_iter();
    let of_rows = |finding: &support::Finding| {
        finding.rule.starts_with("VA0") || finding.rule.starts_with("VA2")
    };
    assert_eq!(findings.filter(of_rows).collect::<Vec<_>>(), []);
}
