//! The fast way through a usage file and the slow one lead to the same figures, findings and counts, however the file is
//! cut into blocks and however many threads read it.
#![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

use std::fmt::Write as _;
use std::num::NonZeroUsize;

use proptest::prelude::*;
use va_report::catalogue::{self, Catalogue};
use va_report::diag::{Policy, Sink};
use va_report::source::{Place, Sources};
use va_report::usage::Series;
use va_report::usage::engine::{Counts, Engine, Keep, Pace, Streamed, Threads};
use va_report::usage::import::Settings;

const PROJECT: &str = r#"
[project]
acronym = "T"
work_package = "WP1"
start = 2022-09-01
months = 12
time_zone = "+01:00"

[periods]
every = 4

[deliverable]
title = "T"

[[providers]]
id = "p"
name = "P"

[[metrics]]
id = "cpu"
nature = "sum"
unit = "CPU-h"

[[metrics]]
id = "disk"
nature = "sum"
unit = "TB-month"

[[metrics]]
id = "apps"
nature = "level"
unit = "applications"

[[metrics]]
id = "users"
nature = "distinct"
unit = "users"

[[installations]]
id = "one"
title = "One"
provider = "p"
metrics = [{ metric = "cpu" }, { metric = "disk" }, { metric = "apps" }, { metric = "users" }]

[[installations]]
id = "two"
title = "Two"
provider = "p"
metrics = [{ metric = "cpu" }]

[[sources]]
path = "members.csv"
members = "users"

[[sources]]
path = "comma.csv"
decimal = ","
"#;

/// What a reading came to, as text.
#[derive(Debug, PartialEq, Eq)]
struct Read {
    figures: String,
    findings: Vec<String>,
    counts: Counts,
}

fn load(sources: &mut Sources) -> Catalogue {
    let id = sources.add("installations.toml", PROJECT.to_owned());
    let mut sink = Sink::default();
    let catalogue = catalogue::load(sources, id, &mut sink).unwrap();
    assert!(
        !sink.iter().any(|finding| finding.rule.code == "VA001"),
        "{:?}",
        sink.iter().map(|one| &one.message).collect::<Vec<_>>()
    );
    catalogue
}

fn settings<'c>(catalogue: &'c Catalogue, name: &str) -> Settings<'c> {
    let mut exports = catalogue.exports.iter();
    let export = exports.find(|export| export.matches(name));
    export.map_or_else(Settings::default, |export| Settings {
        marks: export.marks,
        members: export.members.as_ref(),
    })
}

fn read(name: &str, text: &str, pace: Pace) -> Read {
    let mut sources = Sources::default();
    let catalogue = load(&mut sources);
    let id = sources.add(name, text.to_owned());
    let (mut engine, mut sink) = (Engine::new(&catalogue, Keep::Nothing), Sink::default());
    engine.pace = pace;
    let settings = settings(&catalogue, name);
    let counts = engine.read(&mut sources, id, settings, &mut sink);
    told(&catalogue, &sources, engine, sink, counts)
}

/// Reads a text as a file that is too large to be held.
fn stream(name: &str, text: &[u8], threads: usize, block: usize) -> Result<Read, String> {
    let mut sources = Sources::default();
    let catalogue = load(&mut sources);
    let id = sources.add(name, String::new());
    let (mut engine, mut sink) = (Engine::new(&catalogue, Keep::Nothing), Sink::default());
    let count = NonZeroUsize::new(threads).unwrap();
    engine.threads = Threads { count, block };
    let settings = settings(&catalogue, name);
    let read = engine.read_large(&mut sources, id, settings, text, &mut sink);
    let counts = match read.unwrap() {
        Streamed::Read(counts) => counts,
        Streamed::Unreadable(fault) => return Err(fault.to_string()),
        Streamed::Unmerged(conflicts) => return Err(format!("{conflicts:?}")),
    };
    Ok(told(&catalogue, &sources, engine, sink, counts))
}

fn told(
    catalogue: &Catalogue,
    sources: &Sources,
    engine: Engine<'_>,
    mut sink: Sink,
    counts: Counts,
) -> Read {
    let ledger = engine.finish(&mut sink).ledger;
    let line = |place: Place| {
        let (name, position) = sources.locate(place);
        format!("{name}:{}:{}", position.line, position.column)
    };
    let mut figures = String::new();
    for (installation, owner) in catalogue.installations.iter().enumerate() {
        for row in 0..owner.metrics.len() {
            let series = Series { installation, row };
            for period in &catalogue.periods {
                let Some(entry) = ledger.entry(series, *period) else {
                    let refused = ledger.may_be_refused(catalogue, series, *period);
                    writeln!(figures, "{series:?} {period}: none, refused {refused}").unwrap();
                    continue;
                };
                let tally = &entry.tally;
                write!(
                    figures,
                    "{series:?} {period}: {:?} {} {} {:?} {:?}",
                    tally.value,
                    tally.provisional,
                    tally.partial,
                    tally
                        .members
                        .as_ref()
                        .map(|all| (all.len(), *all.countries())),
                    entry.notes,
                )
                .unwrap();
                for (_, rows) in entry.origins.files() {
                    let (first, last) = (line(rows.first), line(rows.last));
                    write!(figures, " {first} {last} {}", rows.count).unwrap();
                }
                let few: Vec<String> = entry.origins.few().iter().map(|row| line(*row)).collect();
                let spelled: Vec<String> = entry
                    .spelled
                    .iter()
                    .map(|one| format!("{} {} {}", one.word, line(one.place), one.rows))
                    .collect();
                writeln!(figures, " {few:?} {spelled:?}").unwrap();
            }
            let whole = ledger.cumulative(catalogue, series, &catalogue.periods);
            writeln!(figures, "{series:?}: {:?}", whole.value).unwrap();
        }
    }
    let findings = sink.finish(sources, &Policy::default());
    let findings = findings.iter().map(|finding| {
        let mut text = format!(
            "{} {} {:?}",
            finding.rule.code, finding.message, finding.help
        );
        for label in finding.primary.iter().chain(&finding.related) {
            let file = sources.get(label.place.source);
            let end = file.position(label.place.span.end);
            let words = file.slice(label.place.span);
            write!(
                text,
                " {} {}:{} `{words}`",
                line(label.place),
                end.line,
                end.column
            )
            .unwrap();
        }
        text
    });
    let findings = findings.collect();
    Read {
        figures,
        findings,
        counts,
    }
}

/// Rows as they come and as they must not: what a field may hold, most often something plain.
fn field(column: &'static str) -> BoxedStrategy<String> {
    let of =
        |words: &'static [&'static str]| proptest::sample::select(words).prop_map(str::to_owned);
    match column {
        "installation" => of(&["one", "one", "one", "two", "onne"]).boxed(),
        "metric" => of(&["cpu", "cpu", "disk", "apps", "users", "users", "cpus"]).boxed(),
        "period" => of(&["", "", "", "", "", "M1-M4", "M2", "M4-M5", "M99"]).boxed(),
        "start" => prop_oneof![
            5 => (0_u32..14, 1_u32..29, 0_u32..24).prop_map(|(month, day, hour)| {
                let (year, month) = (2022 + (month + 7) / 12, (month + 7) % 12 + 1);
                format!("{year}-{month:02}-{day:02}T{hour:02}:30:00Z")
            }),
            1 => of(&["2022-09-01", "2022-12-31", "2023-01-01", "2022-10-01T00:00:00+01:00", "2022-10-01 12:00:00",
                "2022-10-01T00:00:00-05:00", "2022-10-1", "", "01/10/2022", "2022-13-01", " 2022-10-01", "2022-10-01T10:00"]),
        ]
        .boxed(),
        "end" => prop_oneof![
            5 => (3_u32..14, 1_u32..29).prop_map(|(month, day)| {
                let (year, month) = (2022 + (month + 7) / 12, (month + 7) % 12 + 1);
                format!("{year}-{month:02}-{day:02}T07:00:00+02:00")
            }),
            1 => of(&["", "", "2023-01-01", "2023-09-01", "2024-01-01", "2022-08-01", "x"]),
        ]
        .boxed(),
        "value" => prop_oneof![
            4 => (0_u32..100_000, 1_u32..5).prop_map(|(whole, part)| format!("{whole}.{part}")),
            2 => of(&["", "", "1", "0", "12.25"]),
            1 => of(&["3,4", "1.234", "-1", "0.1234567891234", "1e6", "99999999999999", "0.125", "007", "5 h"]),
        ]
        .boxed(),
        "unit" => of(&["", "", "CPU", "CPU-h", "TB", "GB", "users", "fish"]).boxed(),
        "kind" => of(&["interval", "interval", "interval", "member", "member", "level", "total", "", "intervall"]).boxed(),
        "entity" => prop_oneof![
            5 => (0_u32..30).prop_map(|number| format!("user-{number}")),
            1 => of(&["", "", "Zoë", " x", "\"a,b\"", "\"a\"\"b\"", "\"", "a\"b", "y\u{a0}"]),
        ]
        .boxed(),
        "country" => of(&["ES", "PT", "FR", "UK", "EL", "GE", "", "es", "Spain", "XX", "\"ES\"", "Frnace"]).boxed(),
        "record_id" => of(&["", "", "", "", "", "", "a", "b"]).boxed(),
        "state" => of(&["", "", "", "", "", "provisional", "reported", "not-reported", "odd"]).boxed(),
        "note" => of(&["", "", "", "", "", "", "a note", "another"]).boxed(),
        _ => unreachable!("no such column"),
    }
}

/// Columns, with one that nothing reads.
const COLUMNS: &[&str] = &[
    "installation",
    "metric",
    "period",
    "start",
    "end",
    "value",
    "unit",
    "kind",
    "entity",
    "country",
    "record_id",
    "state",
    "note",
];

fn line() -> impl Strategy<Value = String> {
    let row = COLUMNS
        .iter()
        .map(|column| field(column))
        .collect::<Vec<_>>();
    prop_oneof![
        // A plain row of each kind, and rows of anything.
        6 => (field("start"), field("end"), field("value"), field("entity"), field("country"))
            .prop_map(|(start, end, value, entity, country)| format!("one,cpu,,{start},{end},{value},CPU,interval,{entity},{country},,,")),
        3 => (field("start"), field("entity"), field("country"))
            .prop_map(|(start, entity, country)| format!("one,users,,{start},,,,member,{entity},{country},,,")),
        2 => (field("entity"), field("country"), field("period"))
            .prop_map(|(entity, country, period)| format!("one,users,{period},,,,,member,{entity},{country},,,")),
        2 => (field("start"), field("end"), field("value"), field("record_id"))
            .prop_map(|(start, end, value, id)| format!("\"one\",disk,\"\",\"{start}\",{end},{value},GB,interval,,,{id},,")),
        2 => (field("start"), field("value"))
            .prop_map(|(start, value)| format!("one,apps,,{start},,{value},,level,,,,,")),
        4 => row.prop_map(|fields| fields.join(",")),
        1 => proptest::sample::select(&["", "# why", "  ", "one,cpu", ",,,,,,,,,,,,", "\"", "one,\"cpu", "a,b,c,d,e,f,g,h,i,j,k,l,m,n",
            "one,cpu,,2022-10-01,2022-10-02,1,CPU,interval,\r,,,,"][..]).prop_map(str::to_owned),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let ends = proptest::sample::select(&["\n", "\r\n"][..]);
    let last = proptest::sample::select(&["", "\n", "\n\n", "\r\n\r\n"][..]);
    (
        proptest::collection::vec(line(), 0..80),
        ends,
        last,
        0_usize..5,
    )
        .prop_map(|(lines, end, last, mix)| {
            let mut text = format!("{}{end}", COLUMNS.join(","));
            let count = lines.len();
            for (at, line) in lines.into_iter().enumerate() {
                let other = if mix == 0 && at % 7 == 3 { "\r\n" } else { end };
                let end = if at + 1 == count { last } else { other };
                text.push_str(&line);
                text.push_str(end);
            }
            text
        })
}

fn is_complete(counts: Counts) -> bool {
    counts.read == counts.used + counts.outside + counts.replaced + counts.refused
}

fn compare(name: &str, text: &str) {
    let slow = read(name, text, Pace::Slow);
    assert!(is_complete(slow.counts), "{:?}", slow.counts);
    let fast = read(name, text, Pace::Fast);
    assert_eq!(slow, fast, "{text}");
    for (threads, block) in [(1, 1), (1, 300), (2, 1), (3, 150)] {
        let streamed = stream(name, text.as_bytes(), threads, block);
        assert_eq!(streamed.as_ref(), Ok(&slow), "{threads} {block} {text}");
    }
}

#[test]
fn faults_of_the_whole_file_are_found_in_a_stream_too() {
    let header = COLUMNS.join(",");
    let row = "one,cpu,,2022-10-01,2022-10-02,1,CPU,interval,,,,,";
    let of = |middle: &[u8]| {
        let mut text = format!("{header}\n{row}\n").into_bytes();
        text.extend_from_slice(middle);
        text.extend_from_slice(format!("\n{row}\n{row}\n").as_bytes());
        text
    };
    let size = header.len() + row.len() + 2;
    for (middle, wanted) in [
        (
            &b"Espa\xF1a"[..],
            "byte 0xF1 is not UTF-8; in Windows-1252 it is `ñ`".to_owned(),
        ),
        (
            b"a\0b",
            "the file is binary or UTF-16 without a byte order mark, not text".to_owned(),
        ),
        (
            b"a\0\xF1",
            "the file is binary or UTF-16 without a byte order mark, not text".to_owned(),
        ),
        (
            b"<<<<<<< HEAD\na\n>>>>>>> b",
            format!(
                "[Conflict {{ mark: Span {{ start: {size}, end: {} }}, end: Some(Span {{ start: {}, end: {} }}) }}]",
                size + 7,
                size + 15,
                size + 22
            ),
        ),
    ] {
        for (threads, block) in [(1, 1), (1, 1 << 16), (3, 1)] {
            let read = stream("lab.csv", &of(middle), threads, block);
            assert_eq!(read.unwrap_err(), wanted);
        }
    }
    for (text, wanted) in [
        (&b" \n"[..], "the file is empty"),
        (b"", "the file is empty"),
        (
            b"PK\x03\x04",
            "the file is a zip or an Office file, not text",
        ),
    ] {
        assert_eq!(stream("lab.csv", text, 2, 1).unwrap_err(), wanted);
    }
}

#[test]
fn a_file_that_begins_oddly_is_read_alike() {
    let header = COLUMNS.join(",");
    let row = "one,cpu,,2022-10-01,2022-10-02,1,CPU,interval,,,,,";
    for text in [
        format!("# why\n\n{header}\n{row}\n"),
        format!(
            "sep=;\n{}\n{}\n",
            header.replace(',', ";"),
            row.replace(',', ";")
        ),
        format!("\u{feff}{header}\r\n{row}\r\n")
            .trim_start_matches('\u{feff}')
            .to_owned(),
        format!("{header}\n"),
        "# nothing\n\n".to_owned(),
        format!("{row}\n{row}\n"),
        format!("\"{header}\n{row}\n\"\n"),
        format!(",,,\n{header}\n{row}"),
        "installation,metric\none,cpu\n".to_owned(),
        format!("{header},entity\n{row},\n"),
    ] {
        compare("lab.csv", &text);
    }
}

#[test]
fn more_rows_than_are_kept_one_by_one_change_nothing() {
    let mut text = format!("{}\n", COLUMNS.join(","));
    for at in 0..3_000 {
        let (day, code) = (at % 28 + 1, ["ES", "UK", "GE", "PT"][at % 4]);
        let user = at * 7 % 1_500;
        writeln!(
            text,
            "one,cpu,,2022-10-{day:02},2023-01-{day:02},{at}.5,CPU,interval,u{user},{code},,,"
        )
        .unwrap();
    }
    for name in ["lab.csv", "members.csv"] {
        compare(name, &text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_ways_lead_to_the_same(text in text()) {
        for name in ["lab.csv", "members.csv", "comma.csv"] {
            compare(name, &text);
        }
    }
}

#[test]
fn the_last_row_with_a_record_id_counts_whoever_reads_it() {
    let mut text = format!("{}\n", COLUMNS.join(","));
    for at in 1..=60 {
        let id = at % 4;
        writeln!(
            text,
            "one,cpu,,2022-10-0{}T00:00:00Z,2022-10-09T00:00:00Z,{at},CPU,interval,u{at},ES,r{id},,",
            id + 1
        )
        .unwrap();
    }
    // Of the rows 57 to 60 each is held from another day to the ninth of October.
    let hours = (57 * 7 + 58 * 6 + 59 * 5 + 60 * 8) * 24;
    for name in ["lab.csv", "members.csv"] {
        compare(name, &text);
        let read = stream(name, text.as_bytes(), 3, 1).unwrap();
        assert_eq!((read.counts.used, read.counts.replaced), (4, 56));
        let wanted = format!("Amount({hours})");
        assert!(read.figures.contains(&wanted), "{wanted} {}", read.figures);
    }
}
