//! A method of measurement counts something else than its metric says.

use crate::aggregate::Takes;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::quantity::Unit;

use super::measured_text::{MeasuredText, measured_texts};
use super::metric_rows::MetricRow;
use super::unit_in_name::words;
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA131",
    name: "doubtful-method",
    severity: Severity::Note,
    summary: "the method of a metric counts something else than its name says",
    page: include_str!("../../docs/rules/VA131.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// How words begin that speak of people, or of what stands for exactly one.
const PEOPLE: &str =
    "user person people member login researcher individual identit hash participant orcid";

/// What a method counts, and what it misses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Doubt {
    counts: &'static str,
    instead_of: &'static str,
    because: &'static str,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for kind in [doubt_about_users, doubt_about_countries] {
        let all = measured_texts(evidence.catalogue, |row, text| kind(row, text).is_some());
        for MeasuredText { text, rows } in &all {
            let Some((first, doubt)) = rows
                .first()
                .and_then(|first| Some((first, kind(first, text)?)))
            else {
                continue;
            };
            let message = format!(
                "`{}` counts {}, not {}",
                safe(text),
                doubt.counts,
                doubt.instead_of
            );
            let mut finding = Diagnostic::new(&RULE, message)
                .at(first.printed.measured.place, doubt.because)
                .help("count what the name says, or say in the name what is counted")
                .about(first.subject());
            for row in rows.iter().skip(1) {
                finding = finding.see(row.printed.measured.place, "and here");
            }
            sink.push(finding);
        }
    }
}

fn doubt_about_users(row: &MetricRow<'_>, text: &str) -> Option<Doubt> {
    if row.metric.nature.name != "distinct" || row.metric.unit != Unit::Users {
        return None;
    }
    let words: Vec<String> = words(text)
        .into_iter()
        .map(|(_, word)| word.to_lowercase())
        .collect();
    if words
        .iter()
        .any(|word| PEOPLE.split_whitespace().any(|stem| word.starts_with(stem)))
    {
        return None;
    }
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    if has(&["tenant", "tenants"]) {
        return Some(Doubt {
            counts: "tenants",
            instead_of: "users",
            because: "a tenant may have many users, and a user several tenants",
        });
    }
    if counts_projects(&words) {
        return Some(Doubt {
            counts: "projects",
            instead_of: "users",
            because: "a project may have many users, and a user several projects",
        });
    }
    has(&["account", "accounts"]).then_some(Doubt {
        counts: "accounts",
        instead_of: "users",
        because: "several people may share an account, and one may have several",
    })
}

/// Returns whether projects are what is counted; one project that gives its name to a source is not.
fn counts_projects(words: &[String]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let before = at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .map_or("", String::as_str);
        let counted = matches!(
            before,
            "by" | "per" | "each" | "every" | "openstack" | "cloud" | "hpc"
        );
        word == "projects" || (word == "project" && counted && words.len() == at + 1)
    })
}

fn doubt_about_countries(row: &MetricRow<'_>, text: &str) -> Option<Doubt> {
    if row.metric.unit != Unit::Countries && row.metric.nature.takes != Takes::Countries {
        return None;
    }
    let words: Vec<String> = words(text)
        .into_iter()
        .map(|(_, word)| word.to_lowercase())
        .collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let asked = ["survey", "ask", "questionnaire", "sent", "repl", "request"];
    if words
        .iter()
        .any(|word| asked.iter().any(|stem| word.starts_with(stem)))
    {
        return None;
    }
    let mail = has(&["email", "emails", "mail", "mails"]);
    if mail || has(&["tld", "domain", "domains"]) {
        return Some(Doubt {
            counts: "countries of e-mail domains",
            instead_of: "countries of users",
            because: "an address under .com, .org or .eu names no country, and a user may work elsewhere",
        });
    }
    has(&["tenant", "tenants"]).then_some(Doubt {
        counts: "countries of tenants",
        instead_of: "countries of users",
        because: "the users of a tenant may come from other countries",
    })
}

#[cfg(test)]
mod tests {
    use super::counts_projects;

    fn projects(text: &str) -> bool {
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        counts_projects(&words)
    }

    #[test]
    fn a_project_that_names_a_source_is_not_what_is_counted() {
        assert!(projects("active projects"));
        assert!(projects("openstack project"));
        assert!(!projects("project database"));
        assert!(!projects("openstack project accounting"));
    }
}
