//! The rows of a usage file: spans of time in which somebody held processors or accelerators.

use std::io::{self, Write};

use super::project::{DAYS, FIRST_DAY, INSTALLATIONS, PAIRS, WITH_GPUS};
use super::random::Random;

/// Seconds of a day.
const DAY: u64 = 86_400;
/// Shortest time that something is held, in seconds.
const SHORTEST: u64 = 60;
/// How many times the shortest time is doubled to reach the longest.
const DOUBLINGS: u64 = 14;
/// Longest time that something is held, in seconds: 11 days.
const LONGEST: u64 = 11 * DAY;
/// Of so many identities one has a comma, where some or all fields are quoted.
const WITH_COMMA: u64 = 4;
/// Signs of an identity.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Where the users come from, the first ones more often.
const COUNTRIES: [&str; 30] = [
    "ES", "PT", "IT", "DE", "FR", "NL", "GR", "PL", "GB", "IE", "NO", "SE", "FI", "DK", "BE", "AT",
    "CH", "CZ", "HU", "RO", "BG", "HR", "SI", "SK", "EE", "LV", "LT", "TR", "UA", "BR",
];

/// Which fields stand in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// None.
    None,
    /// Every fourth identity, which has a comma.
    Some,
    /// Every word and every time; every fourth identity has a comma.
    All,
}

/// In which order the rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// In none.
    Random,
    /// By their start.
    Time,
}

/// What a file is like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    /// How many rows it has.
    pub(crate) rows: u64,
    /// What decides all that is random.
    pub(crate) seed: u64,
    /// How many people there are; few of them have most of the rows.
    pub(crate) users: u64,
    /// Which fields stand in quotes.
    pub(crate) quotes: Quotes,
    /// In which order the rows stand.
    pub(crate) order: Order,
}

/// Writes the file.
pub(crate) fn write(settings: &Settings, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"installation,metric,kind,start,end,value,unit,entity,country\n")?;
    let mut random = Random::new(settings.seed);
    for row in 0..settings.rows {
        let (installation, metric, unit) = pair(random.below(PAIRS as u64));
        let (start, end) = span(settings, row, &mut random);
        let thousandths = 125 * (1 + random.skewed(512));
        let user = random.skewed(settings.users);
        let quote = if settings.quotes == Quotes::All {
            "\""
        } else {
            ""
        };
        let word = |word: &str| format!("{quote}{word}{quote}");
        writeln!(
            out,
            "{},{},{},{},{},{}.{:03},{},{},{}",
            word(installation),
            word(metric),
            word("interval"),
            word(&time(start)),
            word(&time(end)),
            thousandths / 1000,
            thousandths % 1000,
            word(unit),
            identity(user, settings),
            word(country(user, settings)),
        )?;
    }
    Ok(())
}

/// Returns installation, metric and unit of one of the pairs.
fn pair(at: u64) -> (&'static str, &'static str, &'static str) {
    let at = usize::try_from(at).unwrap_or(0);
    if at < INSTALLATIONS.len() {
        (INSTALLATIONS[at], "cpu_hours", "CPU")
    } else {
        (
            INSTALLATIONS[(at - INSTALLATIONS.len()) % WITH_GPUS],
            "gpu_hours",
            "GPU",
        )
    }
}

/// Returns start and end in seconds of the project: a time as likely short as long on a scale of doublings.
fn span(settings: &Settings, row: u64, random: &mut Random) -> (u64, u64) {
    let all = DAYS * DAY;
    // The shortest span still fits behind the last start.
    let any = random.below(all - SHORTEST);
    let start = match settings.order {
        Order::Random => any,
        Order::Time => {
            let at = u128::from(all - SHORTEST) * u128::from(row) + u128::from(any);
            u64::try_from(at / u128::from(settings.rows)).unwrap_or(0)
        }
    };
    let least = SHORTEST << random.below(DOUBLINGS);
    let seconds = (least + random.below(least)).min(LONGEST);
    (start, (start + seconds).min(all))
}

/// Returns the opaque name of a user.
fn identity(user: u64, settings: &Settings) -> String {
    let mut random = Random::new(settings.seed ^ user.wrapping_mul(0xD6E8_FEB8_6659_FD93));
    let mut name = String::with_capacity(25);
    for _ in 0..23 {
        let sign = usize::try_from(random.below(32)).unwrap_or(0);
        name.push(char::from(SIGNS[sign]));
    }
    let comma = user.is_multiple_of(WITH_COMMA);
    match settings.quotes {
        Quotes::None => name,
        Quotes::Some if !comma => name,
        Quotes::Some | Quotes::All => {
            if comma {
                name.replace_range(5..6, ",");
            }
            format!("\"{name}\"")
        }
    }
}

/// Returns where a user comes from, always the same.
fn country(user: u64, settings: &Settings) -> &'static str {
    let mut random = Random::new(
        settings
            .seed
            .wrapping_add(user)
            .wrapping_mul(0xA076_1D64_78BD_642F),
    );
    let at = random.skewed(COUNTRIES.len() as u64);
    COUNTRIES[usize::try_from(at).unwrap_or(0)]
}

/// Returns a time of the project as people write it.
fn time(seconds: u64) -> String {
    let (year, month, day) = date(FIRST_DAY + seconds / DAY);
    let clock = seconds % DAY;
    format!(
        "{year}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
        clock / 3600,
        clock / 60 % 60,
        clock % 60
    )
}

/// Returns the date of a day since 1970-01-01; the years are counted from March, so that a leap day ends one.
fn date(day: u64) -> (u64, u64, u64) {
    let day = day + 719_468;
    let (era, of_era) = (day / 146_097, day % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, late) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (era * 400 + year + late, month, day)
}
