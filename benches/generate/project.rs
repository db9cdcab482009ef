//! The project to which the usage file belongs.

use std::fmt::Write as _;

/// First day of the project in days since 1970-01-01: 2022-09-01.
pub(crate) const FIRST_DAY: u64 = 19_236;
/// How many days its 36 months have.
pub(crate) const DAYS: u64 = 1_096;
/// The installations; the first [`WITH_GPUS`] have processors and accelerators, the others processors only.
pub(crate) const INSTALLATIONS: [&str; 11] = [
    "harbour-cloud-01",
    "harbour-cloud-02",
    "estuary-grid-03",
    "estuary-grid-04",
    "lagoon-cloud-05",
    "lagoon-cloud-06",
    "skerry-cluster-07",
    "skerry-cluster-08",
    "tidal-flat-09",
    "tidal-flat-10",
    "headland-hpc-11",
];
/// How many installations have accelerators too.
pub(crate) const WITH_GPUS: usize = 7;
/// How many metrics of installations get amounts.
pub(crate) const PAIRS: usize = INSTALLATIONS.len() + WITH_GPUS;

const HEAD: &str = r#"# A project of the generator of usage files, for measurements.

[project]
acronym = "Measure"
work_package = "WP1"
start = 2022-09-01
months = 36
time_zone = "UTC"

[periods]
every = 6

[[providers]]
id = "lab"
name = "Lab"
country = "NL"

[[metrics]]
id = "cpu_hours"
name = "CPU-hours"
nature = "sum"
unit = "CPU-h"

[[metrics]]
id = "gpu_hours"
name = "GPU-hours"
nature = "sum"
unit = "GPU-h"

[[metrics]]
id = "users"
name = "Users"
nature = "distinct"
unit = "users"

[[metrics]]
id = "country_names"
name = "Names of countries"
nature = "roster"
unit = "countries"
derived_from = "users"

[[metrics]]
id = "countries"
name = "Number of countries"
nature = "count"
unit = "countries"
derived_from = "country_names"

# Whoever used something is a user, so a row that says what was used says who too.
[[sources]]
path = "data/*"
decimal = "."
members = "users"
"#;

/// Returns installations.toml.
pub(crate) fn text() -> String {
    let mut text = HEAD.to_owned();
    for (at, id) in INSTALLATIONS.iter().enumerate() {
        let title = id.replace('-', " ");
        write!(
            text,
            "\n[[installations]]\nid = \"{id}\"\ntitle = \"{title}\"\nprovider = \"lab\"\n"
        )
        .expect("a String takes everything");
        let gpus = (at < WITH_GPUS).then_some("gpu_hours");
        let metrics =
            ["cpu_hours"]
                .into_iter()
                .chain(gpus)
                .chain(["users", "country_names", "countries"]);
        for metric in metrics {
            write!(text, "\n[[installations.metrics]]\nmetric = \"{metric}\"\n")
                .expect("a String takes everything");
        }
    }
    text
}
