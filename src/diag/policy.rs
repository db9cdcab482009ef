//! What a project accepts: levels of rules, and waivers of single findings.

use crate::calendar::ProjectMonth;
use crate::source::{Sources, Spanned};

use super::diagnostic::Diagnostic;
use super::level::{Level, LevelSetting};
use super::nearest::nearest;
use super::rule::{Rule, Severity};
use super::safe::safe;
use super::waiver::Waiver;

/// A waiver that covers nothing.
static UNUSED_WAIVER: Rule = Rule {
    code: "VA114",
    name: "unused-waiver",
    severity: Severity::Warning,
    summary: "a waiver covers no finding, so its reason no longer holds",
    page: include_str!("../../docs/rules/VA114.md"),
};
/// A waiver whose time is over.
static EXPIRED_WAIVER: Rule = Rule {
    code: "VA115",
    name: "expired-waiver",
    severity: Severity::Warning,
    summary: "a waiver has ended, and the finding that it covered is still there",
    page: include_str!("../../docs/rules/VA115.md"),
};
/// A waiver or a level for no rule.
static UNKNOWN_RULE: Rule = Rule {
    code: "VA116",
    name: "unknown-rule",
    severity: Severity::Error,
    summary: "a waiver or a level names a rule that does not exist, or one that cannot be waived",
    page: include_str!("../../docs/rules/VA116.md"),
};

/// The rules about waivers and levels.
pub static POLICY_RULES: &[&Rule] = &[&UNUSED_WAIVER, &EXPIRED_WAIVER, &UNKNOWN_RULE];

/// What a project and a run accept.
#[derive(Debug, Default)]
pub struct Policy<'a> {
    /// The rules there are.
    pub rules: &'a [&'static Rule],
    /// The waivers of the project.
    pub waivers: &'a [Waiver],
    /// The levels that the project sets.
    pub levels: &'a [LevelSetting],
    /// The levels that the run sets, which go before the project's: code or name, and level.
    pub overrides: &'a [(String, Level)],
    /// The last month that is reported; nothing is said of waivers without it.
    pub last: Option<ProjectMonth>,
}

impl Policy<'_> {
    /// Applies levels, then waivers, and reports those that do not work.
    pub(super) fn apply(&self, found: &mut Vec<Diagnostic>, sources: &Sources) {
        found.extend(self.faulty());
        found.retain_mut(|finding| self.keeps(finding));
        let mut uses = vec![Use::default(); self.waivers.len()];
        for finding in found.iter_mut() {
            self.waive(finding, sources, &mut uses);
        }
        found.extend(self.unused(&uses).filter_map(|mut finding| {
            let kept = self.keeps(&mut finding);
            kept.then_some(finding)
        }));
    }

    /// Gives a finding the level that is set for its rule; returns whether it is kept.
    fn keeps(&self, finding: &mut Diagnostic) -> bool {
        match self.level(finding.rule) {
            Some(Level::Allow) => return false,
            Some(Level::As(severity)) => finding.severity = severity,
            None => {}
        }
        true
    }

    /// Returns the level of a rule, when one is set that may be: an error by nature cannot be made less.
    fn level(&self, rule: &Rule) -> Option<Level> {
        if rule.severity == Severity::Error {
            return None;
        }
        let named = |name: &str| name == rule.code || name == rule.name;
        let run = self.overrides.iter().rev().find(|(name, _)| named(name));
        let project = self
            .levels
            .iter()
            .find(|setting| named(&setting.rule.value));
        run.map(|(_, level)| *level)
            .or_else(|| project.map(|setting| setting.level))
    }

    fn waive(&self, finding: &mut Diagnostic, sources: &Sources, uses: &mut [Use]) {
        if finding.severity == Severity::Error {
            return;
        }
        let address = finding.subject.address();
        let file = finding
            .primary
            .as_ref()
            .map(|label| sources.get(label.place.source).name());
        for (waiver, used) in self.waivers.iter().zip(uses) {
            let named =
                waiver.rule.value == finding.rule.code || waiver.rule.value == finding.rule.name;
            if !named || !waiver.covers(&address, file) {
                continue;
            }
            if self.last.is_some_and(|last| waiver.has_ended(last)) {
                used.ended += 1;
                continue;
            }
            used.covered += 1;
            finding.waived.get_or_insert_with(|| waiver.reason.clone());
        }
    }

    /// Reports waivers and levels for rules that do not exist or are errors by nature.
    fn faulty(&self) -> Vec<Diagnostic> {
        let waivers = self.waivers.iter();
        let waivers = waivers.filter_map(|waiver| self.fault(&waiver.rule, "cannot be waived"));
        let levels = self.levels.iter();
        let levels = levels.filter_map(|setting| self.fault(&setting.rule, "keeps its level"));
        waivers.chain(levels).collect()
    }

    /// Reports a name that is no rule, or one whose findings are errors by nature, so that it `cannot`.
    fn fault(&self, name: &Spanned<String>, cannot: &str) -> Option<Diagnostic> {
        let known = self
            .rules
            .iter()
            .find(|rule| rule.code == name.value || rule.name == name.value);
        match known {
            Some(rule) if rule.severity == Severity::Error => Some(
                Diagnostic::new(
                    &UNKNOWN_RULE,
                    format!("{} is an error and {cannot}", rule.code),
                )
                .at(name.place, "")
                .help("mend what it finds: with an error a figure would be missing or wrong"),
            ),
            Some(_) => None,
            None => {
                let names = self.rules.iter().flat_map(|rule| [rule.code, rule.name]);
                Some(
                    Diagnostic::new(
                        &UNKNOWN_RULE,
                        format!("unknown rule `{}`", safe(&name.value)),
                    )
                    .at(name.place, "")
                    .did_you_mean(nearest(&name.value, names), || {
                        "`va-report explain` lists the rules".to_owned()
                    }),
                )
            }
        }
    }

    /// Returns whether this run drops what a waiver is for, or takes it as an error: then nothing shows whether it is needed.
    fn is_set_aside(&self, waiver: &Waiver) -> bool {
        let name = &waiver.rule.value;
        let mut rules = self.rules.iter();
        let rule = rules.find(|rule| rule.code == name || rule.name == name);
        let run = self.overrides.iter().rev();
        let mut set =
            run.filter(|(name, _)| rule.is_some_and(|rule| name == rule.code || name == rule.name));
        matches!(
            set.next(),
            Some((_, Level::Allow | Level::As(Severity::Error)))
        )
    }

    fn unused<'s>(&'s self, uses: &'s [Use]) -> impl Iterator<Item = Diagnostic> + 's {
        let pairs = self.waivers.iter().zip(uses);
        pairs.filter_map(|(waiver, used)| {
            let last = self.last?;
            let judged = self.fault(&waiver.rule, "").is_none() && !self.is_set_aside(waiver);
            if !judged || waiver.is_for_later(last) {
                return None;
            }
            let code = &waiver.rule.value;
            let (rule, message, help) = match (*used, &waiver.subject) {
                (Use { ended: 1.., .. }, _) => (
                    &EXPIRED_WAIVER,
                    format!(
                        "the waiver of {code} ended{}, and the finding is still there",
                        with_month(waiver)
                    ),
                    "mend the finding, or extend `until` with a reason that holds",
                ),
                (Use { covered: 0, .. }, Some(subject)) => (
                    &UNUSED_WAIVER,
                    format!(
                        "nothing is waived: {code} finds nothing at `{}`",
                        safe(&subject.value)
                    ),
                    "remove the waiver when what it accepted is mended; otherwise correct `where`",
                ),
                (Use { covered: 0, .. }, None) => (
                    &UNUSED_WAIVER,
                    format!("nothing is waived: {code} finds nothing"),
                    "remove the waiver: what it accepted is mended",
                ),
                (Use { .. }, _) => return None,
            };
            Some(
                Diagnostic::new(rule, message)
                    .at(waiver.rule.place, "")
                    .help(help),
            )
        })
    }
}

/// Returns the words for the month with which a waiver ended.
fn with_month(waiver: &Waiver) -> String {
    waiver
        .until
        .map(|until| format!(" with {until}"))
        .unwrap_or_default()
}

/// How often a waiver was used.
#[derive(Debug, Clone, Copy, Default)]
struct Use {
    covered: usize,
    ended: usize,
}
