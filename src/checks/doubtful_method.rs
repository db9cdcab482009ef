//! A method of measurement counts something else than its metric says.

use crate::aggregate::Takes;
use crate::diag::{Rule, Severity, Sink, safe};
use crate::narrative::token::lower_words;
use crate::quantity::Unit;

use super::reading::measured_text::measured_texts;
use super::reading::rows::MetricRow;
use super::reading::word_list::begins_as_one_of;
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

/// How words begin that say that people were asked, by mail for example.
const ASKED: &str = "survey ask questionnaire sent repl request";

/// What a method counts, and what it misses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Doubt {
    counts: &'static str,
    instead_of: &'static str,
    because: &'static str,
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    for kind in [doubt_about_users, doubt_about_countries] {
        for measured in measured_texts(evidence, kind) {
            let doubt = &measured.found;
            let message = format!(
                "`{}` counts {}, not {}",
                safe(measured.text),
                doubt.counts,
                doubt.instead_of
            );
            sink.push(
                measured
                    .finding(&RULE, message, doubt.because)
                    .help("count what the name says, or say in the name what is counted"),
            );
        }
    }
}

fn doubt_about_users(row: &MetricRow<'_>, text: &str) -> Option<Doubt> {
    if row.metric.nature.name != "distinct" || row.metric.unit != Unit::Users {
        return None;
    }
    let words = lower_words(text);
    if words.iter().any(|word| begins_as_one_of(word, PEOPLE)) {
        return None;
    }
    if has(&words, &["tenant", "tenants"]) {
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
    has(&words, &["account", "accounts"]).then_some(Doubt {
        counts: "accounts",
        instead_of: "users",
        because: "several people may share an account, and one may have several",
    })
}

fn has(words: &[String], wanted: &[&str]) -> bool {
    words.iter().any(|word| wanted.contains(&word.as_str()))
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
    let words = lower_words(text);
    if words.iter().any(|word| begins_as_one_of(word, ASKED)) {
        return None;
    }
    if has(
        &words,
        &[
            "email", "emails", "mail", "mails", "tld", "domain", "domains",
        ],
    ) {
        return Some(Doubt {
            counts: "countries of e-mail domains",
            instead_of: "countries of users",
            because: "an address under .com, .org or .eu names no country, and a user may work elsewhere",
        });
    }
    has(&words, &["tenant", "tenants"]).then_some(Doubt {
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
