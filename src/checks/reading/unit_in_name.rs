//! Units as people write them inside the name of a metric: `CPU node/hours served`, `cycles (CPU+GPU-hours)`.

use std::ops::Range;

use crate::narrative::token::{Token, tokens};
use crate::quantity::Unit;

use super::word_list::is_one_of;

/// A unit that a text writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::checks) struct UnitInName<'t> {
    /// Where it stands in the text.
    pub(in crate::checks) range: Range<usize>,
    /// How it is written.
    pub(in crate::checks) text: &'t str,
    /// The unit, with the word `node` left out where a processor or an accelerator is named too.
    pub(in crate::checks) unit: Unit,
    /// Whether it is written as a rate: `CPU/hours`, `TB per month`.
    pub(in crate::checks) is_rate: bool,
    /// Whether it speaks of nodes.
    pub(in crate::checks) of_nodes: bool,
}

/// Words that are held over time.
const HELD: &str = "cpu cpus vcpu vcpus gpu gpus core cores node nodes tb tbyte terabyte terabytes gb gbyte \
    gigabyte gigabytes pb pbyte petabyte petabytes";
/// Words for the time over which they are held.
const TIME: &str = "h hr hrs hour hours month months";
/// Words that may stand between them.
const BETWEEN: &str = "and or per";

/// Returns the units that a text writes, in their order.
pub(in crate::checks) fn units_in(text: &str) -> Vec<UnitInName<'_>> {
    let words = tokens(text);
    let mut found = Vec::new();
    for (at, Token { range, text: word }) in words.iter().enumerate() {
        if is_one_of(word, TIME) {
            let before = words.get(..at).unwrap_or_default();
            found.extend(
                start_of(text, before, range).and_then(|start| read(text, start..range.end)),
            );
        } else if is_one_of(word, "cpuh vcpuh gpuh") {
            found.extend(read(text, range.clone()));
        }
    }
    found
}

/// Returns where the unit that ends with the word of time at `time` begins, when something held stands before it.
fn start_of(text: &str, before: &[Token<'_>], time: &Range<usize>) -> Option<usize> {
    let mut start = None;
    let mut next = time.start;
    for Token { range, text: word } in before.iter().rev() {
        let gap = text.get(range.end..next).unwrap_or_default();
        let mark = gap.trim();
        let joined = matches!(
            mark,
            "" | "-" | "/" | "+" | "_" | "\u{2011}" | "\u{2013}" | "*" | "×"
        );
        if !joined || !(is_one_of(word, HELD) || is_one_of(word, BETWEEN)) {
            break;
        }
        if is_one_of(word, HELD) {
            start = Some(range.start);
        }
        next = range.start;
    }
    start
}

/// Reads what stands in a range, when it is a unit.
fn read(text: &str, range: Range<usize>) -> Option<UnitInName<'_>> {
    let written = text.get(range.clone())?;
    let words = tokens(written);
    let of_nodes = words.iter().any(|word| is_one_of(word.text, "node nodes"));
    let plain: Vec<&str> = words
        .iter()
        .map(|word| word.text)
        .filter(|word| !is_one_of(word, "node nodes and or per"))
        .collect();
    let time = words.last()?.range.start;
    let before = written.get(..time).unwrap_or_default().trim_end();
    let last = words.iter().rev().nth(1);
    let is_rate = before.ends_with('/') || last.is_some_and(|word| word.is("per"));
    let joined = match plain.as_slice() {
        [_] if of_nodes => return Some(found(range, written, Unit::NodeHour, is_rate, true)),
        [one, other, time] => format!("{one}+{other}{time}"),
        plain => plain.concat(),
    };
    let unit = Unit::parse(&joined)
        .or_else(|| Unit::parse(joined.trim_end_matches('s')))
        .or_else(|| Unit::parse(&joined.replace('+', "")))?;
    Some(found(range, written, unit, is_rate, of_nodes))
}

fn found(
    range: Range<usize>,
    text: &str,
    unit: Unit,
    is_rate: bool,
    of_nodes: bool,
) -> UnitInName<'_> {
    UnitInName {
        range,
        text,
        unit,
        is_rate,
        of_nodes,
    }
}

/// Returns how a unit is best written in a name.
pub(in crate::checks) fn spelled(unit: Unit) -> &'static str {
    match unit {
        Unit::CpuHour => "CPU-hours",
        Unit::GpuHour => "GPU-hours",
        Unit::ComputeHour => "CPU+GPU-hours",
        Unit::NodeHour => "node-hours",
        Unit::TbMonth => "TB-months",
        Unit::GbMonth => "GB-months",
        Unit::PbMonth => "PB-months",
        other => other.symbol(),
    }
}

#[cfg(test)]
mod tests {
    use super::{UnitInName, units_in};
    use crate::quantity::Unit;

    fn one(name: &str) -> UnitInName<'_> {
        let found = units_in(name);
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        found[0].clone()
    }

    #[test]
    fn published_names_write_their_units_in_many_ways() {
        for (name, text, unit) in [
            ("CPU node/hours served", "CPU node/hours", Unit::CpuHour),
            ("CPU/hours served", "CPU/hours", Unit::CpuHour),
            ("GPU node/hours, 4 GPU", "GPU node/hours", Unit::GpuHour),
            ("TB/month served", "TB/month", Unit::TbMonth),
            ("cycles (CPU+GPU-hours)", "CPU+GPU-hours", Unit::ComputeHour),
            ("in CPU/GPU hours", "CPU/GPU hours", Unit::ComputeHour),
            ("CPU and GPU hours", "CPU and GPU hours", Unit::ComputeHour),
            ("node-hours served", "node-hours", Unit::NodeHour),
            ("TByte-months of disks", "TByte-months", Unit::TbMonth),
            ("vCPUh", "vCPUh", Unit::CpuHour),
        ] {
            assert_eq!((one(name).text, one(name).unit), (text, unit));
        }
    }

    #[test]
    fn a_rate_and_a_node_are_told_apart_from_an_alternative() {
        let told = |name| (one(name).is_rate, one(name).of_nodes);
        assert_eq!(told("CPU node/hours"), (true, true));
        assert_eq!(told("CPU/hours"), (true, false));
        assert_eq!(told("TB per month"), (true, false));
        assert_eq!(told("CPU node-hours"), (false, true));
        assert_eq!(told("CPU/GPU hours"), (false, false));
        assert_eq!(told("CPU/GPU-hours"), (false, false));
    }

    #[test]
    fn a_name_without_a_unit_has_none() {
        for name in [
            "Number of users",
            "Storage served over the period",
            "Requests per month",
            "Opening hours",
        ] {
            assert_eq!(units_in(name), [], "{name}");
        }
    }
}
