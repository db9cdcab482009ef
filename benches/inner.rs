//! The inner loops, one by one: what a row, a time, a number and a Word file cost.
//!
//! ```text
//! cargo bench --bench inner
//! ```
//!
//! The rows are those of `benches/generate`; the Word file is that of the shipped project without its texts.

#[expect(dead_code, reason = "only the names of its installations are used")]
#[path = "generate/project.rs"]
mod project;
#[path = "generate/random.rs"]
mod random;
#[expect(dead_code, reason = "the generator makes other files too")]
#[path = "generate/usage.rs"]
mod usage;

use std::path::Path;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use usage::{Order, Quotes, Settings};
use va_report::calendar::{Calendar, Instant, NaiveDate, Zone};
use va_report::catalogue::{self, Catalogue};
use va_report::diag::Sink;
use va_report::narrative;
use va_report::quantity::{Marks, parse_number};
use va_report::report;
use va_report::source::{self, SourceId, Sources};
use va_report::usage::engine::{Engine, Keep};
use va_report::usage::{Ledger, import};
use va_report::{layout, render};

/// Rows of a table that is split.
const ROWS: u64 = 10_000;
/// Times and numbers that are read.
const WORDS: usize = 1000;
/// A point for the digits behind it.
const POINT: Option<Marks> = Some(Marks {
    decimal: '.',
    thousands: None,
});

fn main() {
    divan::main();
}

fn table(quotes: Quotes) -> String {
    let settings = Settings {
        rows: ROWS,
        seed: 1,
        users: 20_000,
        quotes,
        order: Order::Random,
    };
    let mut bytes = Vec::new();
    usage::write(&settings, &mut bytes).expect("a Vec takes everything");
    String::from_utf8(bytes).expect("the generator writes ASCII")
}

/// Returns the words of a column of the table.
fn column(at: usize) -> Vec<String> {
    let text = table(Quotes::None);
    let rows = text.lines().skip(1).take(WORDS);
    rows.filter_map(|row| row.split(',').nth(at).map(str::to_owned))
        .collect()
}

/// Splitting, with the crate that does it.
#[divan::bench(args = [Quotes::None, Quotes::All])]
fn split(bencher: Bencher<'_, '_>, quotes: Quotes) {
    let text = table(quotes);
    bencher
        .counter(ItemsCount::new(ROWS))
        .counter(BytesCount::of_str(&text))
        .bench(|| {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let mut row = csv::ByteRecord::new();
            let mut bytes = 0;
            while reader.read_byte_record(&mut row).is_ok_and(|more| more) {
                bytes += row.as_slice().len();
            }
            bytes
        });
}

/// A time as exports have it.
#[divan::bench]
fn date(bencher: Bencher<'_, '_>) {
    let first = NaiveDate::from_ymd_opt(2022, 9, 1).expect("there is such a day");
    let calendar = Calendar::new(first, 36, Zone::UTC).expect("36 months after it can be counted");
    let times = column(3);
    bencher.counter(ItemsCount::new(WORDS)).bench(|| {
        let read = times
            .iter()
            .filter_map(|time| calendar.parse_instant(time).ok());
        read.map(Instant::seconds).sum::<i64>()
    });
}

/// A number as exports have it.
#[divan::bench]
fn decimal(bencher: Bencher<'_, '_>) {
    let numbers = column(5);
    bencher.counter(ItemsCount::new(WORDS)).bench(|| {
        let read = numbers
            .iter()
            .filter(|number| parse_number(number, POINT).is_ok());
        read.count()
    });
}

/// From figures to a Word file.
#[divan::bench]
fn docx(bencher: Bencher<'_, '_>) {
    let mut sources = Sources::default();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let id = add(&mut sources, &root.join("installations.toml"));
    let catalogue = catalogue::load(&sources, id, &mut Sink::default());
    let catalogue = catalogue.expect("the shipped project can be read");
    let ledger = ledger(&mut sources, &catalogue, &root.join("data"));
    let narrative = narrative::load(&sources, &[], &catalogue, &mut Sink::default());
    let period = ledger.latest().expect("the shipped project has figures");
    let report = report::assemble(&catalogue, &ledger, &narrative, period);
    bencher.bench_local(|| {
        let document = layout::lay_out(&report);
        render::docx::write(&document).map(|bytes| bytes.len())
    });
}

fn add(sources: &mut Sources, path: &Path) -> SourceId {
    let bytes = source::read(path).expect("the shipped project can be read");
    let text = source::decode(&bytes).expect("the shipped project is text");
    sources.add(path.to_string_lossy(), text)
}

fn ledger(sources: &mut Sources, catalogue: &Catalogue, folder: &Path) -> Ledger {
    let mut engine = Engine::new(catalogue, Keep::Nothing);
    let sink = &mut Sink::default();
    for path in source::list(folder).expect("the shipped project has data") {
        let id = add(sources, &path);
        engine.read(sources, id, import::Settings::default(), sink);
    }
    engine.finish(sink).ledger
}
