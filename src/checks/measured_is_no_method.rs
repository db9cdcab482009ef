//! What is given as the method of a measurement names none.

use crate::diag::{Rule, Severity, Sink, safe};
use crate::narrative::token::tokens;

use super::reading::measured_text::measured_texts;
use super::reading::word_list::{begins_as_one_of, is_one_of};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA130",
    name: "measured-is-no-method",
    severity: Severity::Warning,
    summary: "what is given as the method of a measurement names no method",
    page: include_str!("../../docs/rules/VA130.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// How words begin that plausibly speak of a method: something done, something looked at, or somebody who counts.
const METHODS: &str = "aai account affiliat aggregat analys analytic apel api ask assess audit average bill \
    calculat catalog ceilometer ceph check cloudkitty collect compar comput condor count crawl \
    csv dashboard data deriv determin domain download elastic email estimat evaluat excel export \
    extract form ganglia gather geo given gnocchi google grafana harvest hash htcondor icinga \
    idp influx institution interview inventor invoice ip job kept keycloak kibana kubernetes \
    ldap ledger list log mail manual matomo mean measur meter metric monitor munin nagios \
    nextcloud observ oidc opennebula openstack pbs piwik plausible poll prometheus provided quer \
    question quota read record regist repl report request sacct sampl scan schedul script self \
    session sign size slurm snapshot software sql sreport stat statistic sum survey system tabl \
    tenant thredds ticket told tool torque total track usage user visit xdmod zabbix";
/// Whole words that lead to a source.
const LINKS: &str = "by from per via using based according through when each number every";
/// A text of so many words says how, whatever its words are.
const LONG: usize = 12;

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    if !evidence.is_english() {
        return;
    }
    let without = |text: &str| (!names_a_method(text)).then_some(());
    for measured in measured_texts(evidence, |_, text| without(text)) {
        let message = format!("`{}` names no method of measurement", safe(measured.text));
        sink.push(measured.finding(&RULE, message, "").help(
            "say where the figure comes from and how it is counted, such as \"Counted from the logins of the local AAI\"",
        ));
    }
}

fn names_a_method(text: &str) -> bool {
    let words = tokens(text);
    let tells = |word: &str| {
        is_one_of(word, LINKS)
            || (begins_as_one_of(word, METHODS) && !begins_as_one_of(word, "countr"))
    };
    words.len() >= LONG || words.iter().any(|word| tells(word.text))
}

#[cfg(test)]
mod tests {
    use super::names_a_method;

    #[test]
    fn a_place_or_a_name_is_no_method() {
        for text in [
            "Turkey, National HPC Centre",
            "Countries of Europe",
            "The institute",
            "Yes",
        ] {
            assert!(!names_a_method(text), "{text}");
        }
    }

    #[test]
    fn whatever_may_be_a_method_is_taken_for_one() {
        for text in [
            "logs",
            "Local Accounting",
            "openstack tenant",
            "country of tenant email",
            "OpenStack statistics of the period",
            "Compared with the logins of twelve months",
            "Country of the user's institution",
            "Country given at registration, where one is given",
            "Samples of the portal's catalogue",
            "Google Analytics",
            "SLURM",
            "e-mail survey",
        ] {
            assert!(names_a_method(text), "{text}");
        }
    }
}
