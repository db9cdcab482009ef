//! The map of the rooms, kept true: who may use whom, where each crate is at home, and that files stay readable.
//!
//! The tables here are the authority. Change one in a commit of its own, with the reason.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What a room may use of those above it in the table.
enum Uses {
    Only(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}

use Uses::{AllBut, Only};

/// The rooms from the ground up; none may use a room below it in this table.
const ROOMS: &[(&str, Uses)] = &[
    ("source", Only(&[])),
    ("calendar", Only(&[])),
    ("quantity", Only(&[])),
    ("country", Only(&[])),
    ("diag", Only(&["source", "calendar"])),
    ("aggregate", Only(&["calendar", "quantity", "country"])),
    ("catalogue", AllBut(&[])),
    ("usage", AllBut(&[])),
    ("narrative", AllBut(&["usage"])),
    ("history", AllBut(&[])),
    ("report", AllBut(&[])),
    ("checks", AllBut(&[])),
    ("chart", Only(&["calendar", "quantity"])),
    ("layout", AllBut(&["checks"])),
    ("render", AllBut(&["checks"])),
    ("cli", AllBut(&[])),
];

/// A crate and the only places that may use it.
const HOMES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diag/emit"]),
    ("anyhow", &["source/read.rs", "history", "render", "cli"]),
    ("chrono", &["calendar"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli/man.rs"]),
    ("comfy_table", &["render/terminal"]),
    ("csv", &["usage/import"]),
    ("png", &["chart/picture.rs"]),
    ("flate2", &["source/packed.rs"]),
    ("pulldown_cmark", &["narrative"]),
    ("quick_xml", &["render/docx"]),
    ("resvg", &["chart/picture.rs"]),
    ("rust_decimal", &["quantity"]),
    ("rust_xlsxwriter", &["render/docx/chart"]),
    (
        "serde",
        &[
            "diag/emit",
            "history",
            "render/json.rs",
            "render/template_listing.rs",
        ],
    ),
    (
        "serde_json",
        &[
            "diag/emit",
            "history",
            "render/json.rs",
            "render/schema.rs",
            "render/template_listing.rs",
        ],
    ),
    ("sha2", &["history"]),
    (
        "similar",
        &[
            "diag/emit/diff.rs",
            "narrative/patch.rs",
            "narrative/restore.rs",
        ],
    ),
    ("strsim", &["quantity", "country", "diag"]),
    ("tempfile", &["cli/output.rs", "cli/pages"]),
    ("terminal_size", &["cli/stream.rs"]),
    ("toml", &["catalogue/load"]),
    ("ttf_parser", &["chart/typeface.rs"]),
    ("wide", &["usage/engine/embedded"]),
    ("zip", &["render/docx"]),
    ("zstd", &["source/packed.rs"]),
];

/// Most lines of a file of the program, its tests included; a longer one has become two things.
const LONGEST: usize = 480;

/// Names that say nothing of what a file holds.
const EMPTY_NAMES: &[&str] = &["utils", "helpers", "common", "misc", "manager", "types"];

struct File {
    path: String,
    text: String,
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let file = |path: &PathBuf| File {
        path: path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/"),
        text: fs::read_to_string(path).unwrap(),
    };
    paths.iter().map(file).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

fn room(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

fn is_room(name: &str) -> bool {
    ROOMS.iter().any(|(room, _)| *room == name)
}

/// Returns the rooms that a room may use.
fn allowed(room: &str) -> Vec<&'static str> {
    let all: Vec<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    let place = all.iter().position(|name| *name == room);
    let place = place.unwrap_or_else(|| panic!("{room} is not on the map"));
    let above = &all[..place];
    let (listed, wanted) = match &ROOMS[place].1 {
        Only(listed) => (listed, true),
        AllBut(listed) => (listed, false),
    };
    for name in *listed {
        assert!(above.contains(name), "{name} does not stand above {room}");
    }
    let is_allowed = |name: &&&str| listed.contains(*name) == wanted;
    above.iter().filter(is_allowed).copied().collect()
}

/// Returns how many modules a file lies deep.
fn depth(path: &str) -> usize {
    path.split('/').filter(|part| *part != "mod.rs").count()
}

/// Returns the names that follow `prefix` in code, comments left out.
fn followers(text: &str, prefix: &str) -> BTreeSet<String> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let mut names = BTreeSet::new();
    for line in code {
        for (at, _) in line.match_indices(prefix) {
            let before = line[..at].chars().next_back();
            if before
                .is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':')
            {
                continue;
            }
            let rest = &line[at + prefix.len()..];
            let inner = rest.strip_prefix('{').unwrap_or(rest);
            for name in inner.split(',') {
                let name: String = name
                    .trim()
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                    .collect();
                names.insert(name);
                if inner == rest {
                    break;
                }
            }
        }
    }
    names
}

#[test]
fn a_room_uses_only_the_rooms_below_it() {
    for file in files() {
        let room = room(&file.path);
        if matches!(room, "lib" | "main") {
            continue;
        }
        let allowed = allowed(room);
        let mut used = followers(&file.text, "crate::");
        // As many steps up as the file lies deep lead to the same place; its tests are one deeper.
        for steps in [depth(&file.path), depth(&file.path) + 1] {
            let names = followers(&file.text, &"super::".repeat(steps));
            used.extend(names.into_iter().filter(|name| is_room(name)));
        }
        for used in used {
            let known = used == room || allowed.contains(&used.as_str());
            assert!(
                known,
                "src/{} uses crate::{used}, which {room} may not",
                file.path
            );
        }
    }
}

#[test]
fn a_crate_is_used_only_at_home() {
    for file in files() {
        for (name, homes) in HOMES {
            let code = file
                .text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            let used = code.into_iter().any(|line| mentions(line, name));
            let at_home = homes.iter().any(|home| file.path.starts_with(home));
            assert!(
                !used || at_home,
                "src/{} uses {name}, whose home is {homes:?}",
                file.path
            );
        }
    }
}

#[test]
fn every_home_is_lived_in() {
    let files = files();
    for (name, homes) in HOMES {
        for home in *homes {
            let mut inside = files.iter().filter(|file| file.path.starts_with(home));
            let used = inside.any(|file| file.text.lines().any(|line| mentions(line, name)));
            assert!(used, "{name} is not used in src/{home}");
        }
    }
}

fn mentions(line: &str, name: &str) -> bool {
    let path = format!("{name}::");
    line.match_indices(&path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':')
    })
}

#[test]
fn every_dependency_has_a_home_and_a_reason() {
    let manifest = include_str!("../Cargo.toml");
    let reasons = include_str!("../docs/dependencies.md");
    let (_, rest) = manifest.split_once("[dependencies]").unwrap();
    let (normal, rest) = rest.split_once("[dev-dependencies]").unwrap();
    let (dev, _) = rest.split_once("\n[").unwrap();
    let names = |part: &str| -> Vec<String> {
        let lines = part.lines().filter_map(|line| line.split_once(" = "));
        lines.map(|(name, _)| name.to_owned()).collect()
    };
    for name in names(normal) {
        let home = HOMES
            .iter()
            .any(|(known, _)| *known == name.replace('-', "_"));
        assert!(home, "{name} has no home in tests/architecture.rs");
    }
    for name in [names(normal), names(dev)].concat() {
        assert!(
            reasons.contains(&format!("`{name}`")),
            "docs/dependencies.md says nothing of {name}"
        );
    }
}

#[test]
fn the_library_lists_its_rooms_in_the_order_of_the_map() {
    let library = include_str!("../src/lib.rs");
    let listed: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let map: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    assert_eq!(listed, map);
}

#[test]
fn every_file_begins_with_what_it_is_and_stays_readable() {
    for file in files() {
        assert!(
            file.text.starts_with("//! "),
            "src/{} has no doc",
            file.path
        );
        let lines = file.text.lines().count();
        assert!(lines <= LONGEST, "src/{} has {lines} lines", file.path);
        let stem = file
            .path
            .rsplit('/')
            .next()
            .unwrap()
            .trim_end_matches(".rs");
        assert!(
            !EMPTY_NAMES.contains(&stem),
            "src/{} says nothing by its name",
            file.path
        );
    }
}

#[test]
fn the_core_asks_no_clock_no_environment_and_no_disk() {
    let forbidden = [
        "std::env",
        "std::fs",
        "SystemTime",
        "Instant::now",
        "Utc::now",
        "Local::now",
        "println!",
        "eprintln!",
    ];
    for file in files() {
        if file.path.starts_with("cli/") || file.path == "source/read.rs" {
            continue;
        }
        for word in forbidden {
            assert!(!file.text.contains(word), "src/{} uses {word}", file.path);
        }
    }
}

#[test]
fn paths_that_the_documents_name_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for document in [
        "README.md",
        "docs/architecture.md",
        "docs/dependencies.md",
        "docs/performance.md",
    ] {
        let text = fs::read_to_string(root.join(document))
            .unwrap_or_else(|error| panic!("{document}: {error}"));
        for quoted in text.split('`').skip(1).step_by(2) {
            let is_path = ["src/", "tests/", "docs/", "benches/", "examples/", ".ci/"]
                .iter()
                .any(|prefix| quoted.starts_with(prefix));
            if is_path && !quoted.contains(['*', '<', ' ']) {
                assert!(root.join(quoted).exists(), "{document} names {quoted}");
            }
        }
    }
}
