//! What is stated otherwise than it was released, in words.

use crate::catalogue::Style;
use crate::diag::{Diagnostic, Rule, Sink, Subject, safe};
use crate::history::{Difference, Fate, Promise, Restated, What, series};
use crate::report::{amount_text, stated_text};
use crate::source::Place;

use crate::checks::Evidence;

/// Reports what is restated without a reason, as far as it is what a rule looks for.
pub(in crate::checks) fn report(
    rule: &'static Rule,
    help: &str,
    wanted: fn(&What) -> bool,
    evidence: &Evidence<'_>,
    sink: &mut Sink,
) {
    let all = evidence.restated.iter();
    let open = all.filter(|restated| restated.reason.is_none() && restated.follows.is_none());
    for restated in open.filter(|restated| wanted(&restated.difference.what)) {
        sink.push(finding(rule, evidence, restated).help(help));
    }
}

/// Returns the finding about something that is restated.
pub(in crate::checks) fn finding(
    rule: &'static Rule,
    evidence: &Evidence<'_>,
    restated: &Restated,
) -> Diagnostic {
    let difference = &restated.difference;
    let message = sentence(restated, &evidence.catalogue.style);
    Diagnostic::new(rule, message)
        .at(place(evidence, difference), "")
        .see(restated.place(evidence.sources), "as it was released")
        .about(Subject {
            installation: difference.installation.clone(),
            metric: difference.metric.clone(),
            period: difference.period.map(|period| period.to_string()),
        })
}

/// Says what it is, and what it was.
pub(in crate::checks) fn sentence(restated: &Restated, style: &Style) -> String {
    let difference = &restated.difference;
    let released = restated.released;
    let row = difference.row().unwrap_or_default();
    let id = difference.installation.as_deref().unwrap_or_default();
    let period = difference.period.map(|period| period.to_string());
    let period = period.unwrap_or_default();
    match &difference.what {
        What::Figure(change) => format!(
            "{row} is {} in {period}, released as {}",
            stated_text(&change.now, style),
            stated_text(&change.before, style)
        ),
        What::Cumulative(change) => format!(
            "{row} is {} over {period}, released as {}",
            stated_text(&change.now, style),
            stated_text(&change.before, style)
        ),
        What::InstallationGone { title } => format!(
            "the installation `{id}` ({}) is gone, and was released for {released}",
            safe(title)
        ),
        What::RowGone { name } => format!(
            "the row {row} ({}) is gone, and was released for {released}",
            safe(name)
        ),
        What::PeriodGone => {
            format!("{period} is no reporting period any more, and was released")
        }
        What::Unit(change) => format!(
            "{row} is kept in {}, released in {} for {released}",
            change.now,
            safe(&change.before)
        ),
        What::Nature(change) => format!(
            "{row} is of nature {}, released as {} for {released}",
            change.now,
            safe(&change.before)
        ),
        What::Baseline(change) => format!(
            "the baseline of {row} is {}, released as {} for {released}",
            quoted(&change.now),
            quoted(&change.before)
        ),
        What::Method(change) => format!(
            "{row} is measured otherwise than released for {released}: {}",
            quoted(&change.before)
        ),
        What::Budget { id, promise } => format!(
            "the budget `{}` is {}, released as {} for {released}",
            safe(id),
            promised(promise.now.as_ref(), style),
            promised(promise.before.as_ref(), style)
        ),
        What::Text { name, fate } => {
            let what = if difference.installation.is_some() {
                "assessment of"
            } else {
                "text"
            };
            let fate = match fate {
                Fate::Edited => "was edited",
                Fate::Removed => "was removed",
                Fate::Added => "was written",
            };
            format!(
                "the {what} `{}` for {period} {fate} after its release",
                safe(name)
            )
        }
    }
}

/// Returns a text of the catalogue as a message quotes it.
fn quoted(text: &str) -> String {
    match text {
        "" => "not set".to_owned(),
        text => format!("`{}`", safe(text)),
    }
}

fn promised(promise: Option<&Promise>, style: &Style) -> String {
    promise.map_or_else(
        || "gone".to_owned(),
        |promise| {
            format!(
                "{} {}",
                amount_text(promise.total, style),
                safe(&promise.unit)
            )
        },
    )
}

/// Returns where it is stated today, or where it would be.
fn place(evidence: &Evidence<'_>, difference: &Difference) -> Place {
    let catalogue = evidence.catalogue;
    let id = difference.installation.as_deref().unwrap_or_default();
    let installation = catalogue.installation(id);
    let owner = installation.map(|known| known.title.place);
    let row = difference.metric.as_deref();
    let printed = installation
        .zip(row)
        .and_then(|(known, row)| known.metric(row));
    let found = match &difference.what {
        What::Figure(_) | What::Cumulative(_) => {
            figure(evidence, difference).or(printed.map(|row| row.place))
        }
        What::Unit(_) | What::Nature(_) => row.and_then(|id| Some(catalogue.metric(id)?.place)),
        What::Baseline(_) => printed.map(|row| row.baseline.place),
        What::Method(_) => printed.map(|row| row.measured.place),
        What::Budget { id, .. } => {
            let mut budgets = catalogue.budgets.iter();
            let budget = budgets.find(|budget| budget.id.as_str() == id.as_str());
            budget.map(|budget| budget.place)
        }
        What::Text { name, .. } => text(evidence, difference, name),
        What::PeriodGone => catalogue.periods_place,
        What::RowGone { .. } | What::InstallationGone { .. } => None,
    };
    found.or(owner).unwrap_or(catalogue.place)
}

/// Returns the first row of the figure, or of the one that it is derived from.
fn figure(evidence: &Evidence<'_>, difference: &Difference) -> Option<Place> {
    let (ledger, catalogue) = (evidence.ledger, evidence.catalogue);
    let series = series(difference, catalogue)?;
    let from = crate::usage::ledger::source_of(catalogue, series);
    let within = difference.period?;
    let columns = || {
        catalogue
            .periods
            .iter()
            .filter(|column| within.covers(**column))
    };
    let entries = [Some(series), from].into_iter().flatten();
    let mut entries = entries.flat_map(|series| columns().map(move |column| (series, *column)));
    entries.find_map(|(series, column)| ledger.entry(series, column)?.origins.first())
}

fn text(evidence: &Evidence<'_>, difference: &Difference, name: &str) -> Option<Place> {
    let of = |owner: &crate::narrative::Owner| match owner {
        crate::narrative::Owner::Part(part) => part.name() == name,
        crate::narrative::Owner::Installation(id) => id == name,
    };
    let mut texts = evidence.narrative.iter();
    let (.., text) =
        texts.find(|(period, owner, _)| Some(*period) == difference.period && of(owner))?;
    let file = evidence.sources.get(text.source);
    Some(Place {
        source: text.source,
        span: file.line(1),
    })
}
