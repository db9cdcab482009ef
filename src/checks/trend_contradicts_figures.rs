//! A text says that a figure rose although it fell, or the other way round.

use crate::calendar::Period;
use crate::diag::{Diagnostic, Rule, Severity, Sink, safe};
use crate::narrative::claims::{Clause, Commas, Direction, TrendClaim, trends};
use crate::quantity::{Decimal, share};
use crate::report::{Figure, Row, amount_text};
use crate::source::Place;
use crate::usage::Series;

use super::reading::about::about_text;
use super::reading::scope::{Facet, facet, facets, installations, speaks_of_use};
use super::reading::texts::{Statement, each_statement};
use super::{Check, Evidence};

static RULE: Rule = Rule {
    code: "VA504",
    name: "trend-contradicts-figures",
    severity: Severity::Warning,
    summary: "a text says that a figure rose although it fell, or the other way round",
    page: include_str!("../../docs/rules/VA504.md"),
};

pub(super) const CHECK: Check = Check {
    rule: &RULE,
    run: look,
};

/// A figure of the last two periods.
struct Course {
    name: String,
    unit: &'static str,
    before: Decimal,
    now: Decimal,
    place: Option<Place>,
}

impl Course {
    fn direction(&self) -> Option<Direction> {
        match self.now.cmp(&self.before) {
            std::cmp::Ordering::Greater => Some(Direction::Up),
            std::cmp::Ordering::Less => Some(Direction::Down),
            std::cmp::Ordering::Equal => None,
        }
    }
}

fn look(evidence: &Evidence<'_>, sink: &mut Sink) {
    let [.., before, now] = evidence.columns() else {
        return;
    };
    each_statement(evidence, Commas::Join, |statement| {
        if let Some(claim) = trends(&statement.clause).first() {
            judge(evidence, statement, claim, (*before, *now), sink);
        }
    });
}

fn judge(
    evidence: &Evidence<'_>,
    statement: &Statement<'_>,
    claim: &TrendClaim,
    periods: (Period, Period),
    sink: &mut Sink,
) {
    let clause = &statement.clause;
    let about = installations(evidence, statement);
    let courses = courses(evidence, &about, clause);
    let against = courses
        .iter()
        .filter(|course| course.direction() != Some(claim.direction));
    let against: Vec<&Course> = against.collect();
    let all = against.len() == courses.len();
    let most = about.is_empty() && 2 * against.len() > courses.len();
    if courses.is_empty() || !(all || most) {
        return;
    }
    let sentence = clause.sentence;
    let word = sentence.text.get(claim.range.clone()).unwrap_or_default();
    let told: Vec<String> = against
        .iter()
        .map(|course| told(evidence, course, periods))
        .collect();
    let mut finding = Diagnostic::new(&RULE, format!("`{}`, but {}", safe(word), told.join("; ")))
        .at(sentence.place(&claim.range), "")
        .help("say what the figures say, or correct the figures")
        .about(about_text(statement.owner, evidence.report.period));
    for course in against.iter().take(3) {
        if let Some(place) = course.place {
            finding = finding.see(place, format!("{} in {}", course.name, periods.1));
        }
    }
    sink.push(finding);
}

fn told(evidence: &Evidence<'_>, course: &Course, (earlier, later): (Period, Period)) -> String {
    let style = &evidence.catalogue.style;
    let (before, now) = (
        amount_text(course.before, style),
        amount_text(course.now, style),
    );
    let percent = share(course.now - course.before, course.before);
    let change = percent.map(|percent| {
        let sign = if percent.is_sign_negative() {
            '−'
        } else {
            '+'
        };
        format!(" ({sign}{})", style.numbers.percent(percent.abs(), 1))
    });
    let verb = match course.direction() {
        Some(Direction::Up) => "rose",
        Some(Direction::Down) => "fell",
        None => {
            return format!(
                "{} stayed at {now} {} in {earlier} and {later}",
                course.name, course.unit
            );
        }
    };
    format!(
        "{} {verb} from {before} {} in {earlier} to {now} in {later}{}",
        course.name,
        course.unit,
        change.unwrap_or_default()
    )
}

/// Returns the figures that a clause speaks of: rows of the installations it is about, else totals of the project.
fn courses(evidence: &Evidence<'_>, about: &[usize], clause: &Clause<'_>) -> Vec<Course> {
    let wanted = facets(clause);
    let use_as_such = speaks_of_use(clause)
        || wanted
            .iter()
            .any(|one| matches!(one, Facet::Cpu | Facet::Gpu | Facet::Storage));
    if about.is_empty() {
        return totals(evidence, &wanted, use_as_such);
    }
    let mut courses = Vec::new();
    for at in about {
        let Some(section) = evidence.report.installations.get(*at) else {
            continue;
        };
        let rows = if use_as_such {
            section.main_rows()
        } else {
            section
                .rows
                .iter()
                .filter(|row| wanted.contains(&facet(row.metric.unit)))
                .collect()
        };
        for row in rows {
            courses.extend(course_of_row(evidence, *at, row));
        }
    }
    courses
}

fn course_of_row(evidence: &Evidence<'_>, at: usize, row: &Row<'_>) -> Option<Course> {
    let installation = evidence.catalogue.installations.get(at)?;
    let position = installation
        .metrics
        .iter()
        .position(|one| one.metric == row.metric.id)?;
    let series = Series {
        installation: at,
        row: position,
    };
    let entry = evidence.ledger.entry(series, evidence.report.period);
    let course = course(&row.metric.name, row.metric.unit.symbol(), &row.values)?;
    Some(Course {
        place: entry.and_then(|entry| entry.origins.first()),
        ..course
    })
}

fn totals(evidence: &Evidence<'_>, wanted: &[Facet], use_as_such: bool) -> Vec<Course> {
    let totals = evidence.report.totals.iter().filter(|total| {
        let metric = total.metric;
        let named = wanted.contains(&facet(metric.unit));
        let access = !wanted
            .iter()
            .any(|one| matches!(one, Facet::Cpu | Facet::Gpu | Facet::Storage));
        named || (use_as_such && access && metric.draws_on.is_some())
    });
    totals
        .filter_map(|total| {
            course(
                &total.metric.name,
                total.metric.unit.symbol(),
                &total.values,
            )
        })
        .collect()
}

fn course(name: &str, unit: &'static str, values: &[Figure]) -> Option<Course> {
    let [.., before, now] = values else {
        return None;
    };
    Some(Course {
        name: name.to_owned(),
        unit,
        before: before.tally.value.amount()?,
        now: now.tally.value.amount()?,
        place: None,
    })
}
