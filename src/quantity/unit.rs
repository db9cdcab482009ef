//! Units of access.

use rust_decimal::Decimal;

/// A unit in which access is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// An allocated processor (vCPU) for an hour.
    CpuHour,
    /// An allocated accelerator for an hour.
    GpuHour,
    /// Hours of processors and accelerators taken together.
    ComputeHour,
    /// A whole node for an hour.
    NodeHour,
    /// 10^12 bytes kept for a calendar month.
    TbMonth,
    /// 10^9 bytes kept for a calendar month.
    GbMonth,
    /// 10^15 bytes kept for a calendar month.
    PbMonth,
    /// Processors.
    Cpu,
    /// Accelerators.
    Gpu,
    /// 10^12 bytes.
    Tb,
    /// 10^9 bytes.
    Gb,
    /// 10^15 bytes.
    Pb,
    /// People.
    Users,
    /// Countries.
    Countries,
    /// Models.
    Models,
    /// Applications.
    Applications,
    /// Jobs.
    Jobs,
    /// Data sets.
    Datasets,
    /// Requests.
    Requests,
    /// Downloads.
    Downloads,
    /// Visits.
    Visits,
    /// Publications.
    Publications,
    /// Anything else that is counted.
    Items,
}

/// Unit, symbol, and other spellings with blanks, hyphens and underscores left out.
const TABLE: &[(Unit, &str, &[&str])] = &[
    (
        Unit::CpuHour,
        "CPU-h",
        &[
            "cpuhour",
            "cpuhours",
            "vcpuh",
            "vcpuhours",
            "coreh",
            "corehour",
            "corehours",
            "cpuhrs",
        ],
    ),
    (Unit::GpuHour, "GPU-h", &["gpuhour", "gpuhours", "gpuhrs"]),
    (
        Unit::ComputeHour,
        "CPU+GPU-h",
        &[
            "cpu+gpuhours",
            "cpu/gpuh",
            "cpu/gpuhours",
            "cpugpuh",
            "cpugpuhours",
        ],
    ),
    (Unit::NodeHour, "node-h", &["nodehour", "nodehours"]),
    (
        Unit::TbMonth,
        "TB-month",
        &["tbmonths", "tbytemonth", "terabytemonth"],
    ),
    (Unit::GbMonth, "GB-month", &["gbmonths", "gbytemonth"]),
    (Unit::PbMonth, "PB-month", &["pbmonths"]),
    (
        Unit::Cpu,
        "CPU",
        &["cpus", "vcpu", "vcpus", "core", "cores"],
    ),
    (Unit::Gpu, "GPU", &["gpus"]),
    (Unit::Tb, "TB", &["tbyte", "terabyte", "terabytes"]),
    (Unit::Gb, "GB", &["gbyte", "gigabyte", "gigabytes"]),
    (Unit::Pb, "PB", &["pbyte", "petabyte", "petabytes"]),
    (Unit::Users, "users", &["user"]),
    (Unit::Countries, "countries", &["country"]),
    (Unit::Models, "models", &["model"]),
    (Unit::Applications, "applications", &["application", "apps"]),
    (Unit::Jobs, "jobs", &["job"]),
    (Unit::Datasets, "datasets", &["dataset"]),
    (Unit::Requests, "requests", &["request"]),
    (Unit::Downloads, "downloads", &["download"]),
    (Unit::Visits, "visits", &["visit"]),
    (Unit::Publications, "publications", &["publication"]),
    (Unit::Items, "items", &["item", "#"]),
];

impl Unit {
    /// Returns all units with their symbols.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(unit, ..)| *unit)
    }

    /// Returns the symbol that is printed.
    pub fn symbol(self) -> &'static str {
        TABLE
            .iter()
            .find(|(unit, ..)| *unit == self)
            .map_or("", |(_, symbol, _)| symbol)
    }

    /// Returns the symbol as a sentence has it behind an amount: `1 user`, `20 users`, `1 CPU-h`.
    pub fn noun(self, amount: Decimal) -> &'static str {
        match self.symbol() {
            "countries" if amount == Decimal::ONE => "country",
            symbol if self.is_count() && amount == Decimal::ONE => symbol.trim_end_matches('s'),
            symbol => symbol,
        }
    }

    /// Reads a symbol or another spelling of it. A rate such as `TB/month` is no unit of access and is not read.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold(text);
        let fits = |(_, symbol, spellings): &&(Self, &str, &[&str])| {
            fold(symbol) == folded || spellings.contains(&folded.as_str())
        };
        TABLE.iter().find(fits).map(|(unit, ..)| *unit)
    }

    /// Returns the product that a rate stands for: `TB/month` is written where TB-months are meant.
    pub fn misread(text: &str) -> Option<Self> {
        let folded = fold(text).replace("node", "");
        if !folded.contains('/') {
            return None;
        }
        Self::parse(&folded.replace('/', ""))
    }

    /// Returns the unit whose symbol is closest to `text`, when one is close.
    pub fn nearest(text: &str) -> Option<Self> {
        let folded = fold(text);
        if folded.len() > 40 {
            return None;
        }
        let near = TABLE
            .iter()
            .map(|(unit, symbol, _)| (strsim::damerau_levenshtein(&folded, &fold(symbol)), *unit));
        near.filter(|(distance, _)| *distance <= 2)
            .min()
            .map(|(_, unit)| unit)
    }

    /// Returns what an amount in this unit is multiplied with to stand in `other`; `None` when they do not compare.
    pub fn factor_to(self, other: Self) -> Option<Decimal> {
        if self == other {
            return Some(Decimal::ONE);
        }
        let (kind, size) = self.bytes()?;
        let (other_kind, other_size) = other.bytes()?;
        if kind != other_kind {
            return None;
        }
        Decimal::from(size).checked_div(Decimal::from(other_size))
    }

    /// Returns whether it is kept over months, and its size in gigabytes.
    fn bytes(self) -> Option<(bool, u32)> {
        match self {
            Self::GbMonth => Some((true, 1)),
            Self::TbMonth => Some((true, 1_000)),
            Self::PbMonth => Some((true, 1_000_000)),
            Self::Gb => Some((false, 1)),
            Self::Tb => Some((false, 1_000)),
            Self::Pb => Some((false, 1_000_000)),
            _ => None,
        }
    }

    /// Returns what is held over time to give this unit: processors for their hours, bytes for their months.
    pub fn held(self) -> Option<Self> {
        match self {
            Self::CpuHour => Some(Self::Cpu),
            Self::GpuHour => Some(Self::Gpu),
            Self::TbMonth => Some(Self::Tb),
            Self::GbMonth => Some(Self::Gb),
            Self::PbMonth => Some(Self::Pb),
            _ => None,
        }
    }

    /// Returns whether it counts things, so that a name such as `Number of users` says it already.
    pub fn is_count(self) -> bool {
        self >= Self::Users
    }
}

fn fold(text: &str) -> String {
    let skipped =
        |letter: &char| !matches!(letter, ' ' | '-' | '_' | '\u{a0}' | '\u{2011}' | '\u{2013}');
    text.chars()
        .filter(skipped)
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn spellings_lead_to_the_unit() {
        for text in ["CPU-h", "CPU-hours", "cpu hours", "vCPU_hours", "core-h"] {
            assert_eq!(Unit::parse(text), Some(Unit::CpuHour), "{text}");
        }
        assert_eq!(Unit::parse("TB month"), Some(Unit::TbMonth));
        for unit in Unit::all() {
            assert_eq!(Unit::parse(unit.symbol()), Some(unit));
        }
    }

    #[test]
    fn a_rate_is_no_unit_of_access() {
        assert_eq!(Unit::parse("TB/month"), None);
        assert_eq!(Unit::misread("TB/month"), Some(Unit::TbMonth));
        assert_eq!(Unit::misread("TB-month"), None);
        assert_eq!(Unit::misread("CPU/hours"), Some(Unit::CpuHour));
        assert_eq!(Unit::misread("GPU node/hours"), Some(Unit::GpuHour));
        assert_eq!(Unit::nearest("CPU-x"), Some(Unit::CpuHour));
    }

    #[test]
    fn what_is_held_for_hours_and_months_is_known() {
        let held: Vec<(Unit, Unit)> = Unit::all()
            .filter_map(|unit| Some((unit, unit.held()?)))
            .collect();
        assert_eq!(
            held,
            [
                (Unit::CpuHour, Unit::Cpu),
                (Unit::GpuHour, Unit::Gpu),
                (Unit::TbMonth, Unit::Tb),
                (Unit::GbMonth, Unit::Gb),
                (Unit::PbMonth, Unit::Pb),
            ]
        );
    }

    #[test]
    fn bytes_convert_by_decimal_prefixes_and_only_to_their_like() {
        assert_eq!(
            Unit::PbMonth.factor_to(Unit::TbMonth).unwrap().to_string(),
            "1000"
        );
        assert_eq!(Unit::Gb.factor_to(Unit::Tb).unwrap().to_string(), "0.001");
        assert_eq!(Unit::Pb.factor_to(Unit::TbMonth), None);
        assert_eq!(Unit::CpuHour.factor_to(Unit::GpuHour), None);
    }
}
