//! References of texts, filled from the report: `{{ cloud/cpu_hours@M7-M12 | change }}`.

mod form;
mod given;
mod position;

use crate::calendar::Period;
use crate::diag::{nearest, safe};
use crate::narrative::reference::{Filled, Reference, fill};
use crate::quantity::{Decimal, Unit};

use super::Report;
use super::figure::Figure;

pub use form::{FORMS, Form};
pub use given::{GIVEN, Given};
pub use position::{POSITIONS, Position};

/// The word for the span of the cumulative column.
const CUMULATIVE: &str = "cumulative";

/// Why a reference has no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfilled {
    /// What is wrong.
    pub message: String,
    /// What was probably meant.
    pub meant: Option<String>,
    /// What to do where nobody knows what was meant.
    pub help: String,
}

impl Unfilled {
    fn unknown<'k>(
        what: &str,
        word: &str,
        known: impl IntoIterator<Item = &'k str>,
        whole: impl Fn(&str) -> String,
    ) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let first: Vec<&str> = known.iter().take(12).copied().collect();
        Self {
            message: format!("unknown {what} `{}`", safe(word)),
            meant: nearest(word, known.iter().copied()).map(whole),
            help: match first.as_slice() {
                [] => format!("the report has no {what}"),
                names => format!("known are {}", names.join(", ")),
            },
        }
    }

    fn unfit(message: String, help: &str) -> Self {
        Self {
            message,
            meant: None,
            help: help.to_owned(),
        }
    }
}

/// A figure that a reference names, with what its forms need.
struct Spot<'r> {
    figure: &'r Figure,
    /// The figure of the period before, when there is one.
    before: Option<&'r Figure>,
    /// The cumulative figure in percent of the baseline, where the reference is to that.
    share: Option<Decimal>,
    unit: Unit,
}

/// The figures of a row or of a total.
struct Line<'r> {
    values: &'r [Figure],
    cumulative: &'r Figure,
    spans: &'r [Figure],
    share: Option<Decimal>,
    unit: Unit,
}

impl Report<'_> {
    /// Returns what is printed for a reference, in house style and with its unit.
    ///
    /// # Errors
    ///
    /// Says why the report has no such figure.
    pub fn figure(&self, reference: &Reference) -> Result<String, Unfilled> {
        if let Some(rest) = reference.of.strip_prefix("budget.") {
            return self.of_budget(rest, reference);
        }
        let about = ["project.", "deliverable.", "report."];
        if about.iter().any(|about| reference.of.starts_with(about)) {
            return self.given(reference);
        }
        let line = match reference.of.strip_prefix("total.") {
            Some(metric) => self.total(metric)?,
            None => self.row(&reference.of)?,
        };
        let spot = self.spot(&line, reference.period.as_deref())?;
        let style = &self.catalogue.style;
        let Some(word) = &reference.form else {
            return Ok(form::usual(&spot));
        };
        let names = FORMS.iter().map(|form| form.name);
        let Some(form) = FORMS.iter().find(|form| form.name == word) else {
            return Err(Unfilled::unknown("form", word, names, str::to_owned));
        };
        (form.print)(&spot, style).map_err(|why| {
            let message = format!("`{}` has no form `{word}`: {why}", safe(&reference.of));
            Unfilled::unfit(
                message,
                "use another form, or write the sentence without it",
            )
        })
    }

    /// Returns a text with its references filled; one that has no figure is shown as it is written, marked.
    pub fn filled(&self, markdown: &str) -> Filled {
        fill(markdown, |reference| self.printed(reference))
    }

    /// Returns what is printed for a reference, a mark where there is no figure.
    pub fn printed(&self, reference: &Reference) -> String {
        self.figure(reference)
            .unwrap_or_else(|_| format!("<< no figure: {} >>", safe(&reference.of)))
    }

    /// Returns what the project says of itself or of its deliverable.
    fn given(&self, reference: &Reference) -> Result<String, Unfilled> {
        let of = reference.of.as_str();
        let Some(given) = GIVEN.iter().find(|given| given.name == of) else {
            let names = GIVEN.iter().map(|given| given.name);
            return Err(Unfilled::unknown("word", of, names, str::to_owned));
        };
        if reference.period.is_some() || reference.form.is_some() {
            let message = format!("`{of}` has no period and no form");
            return Err(Unfilled::unfit(message, "remove what follows the name"));
        }
        (given.print)(self).ok_or_else(|| {
            let message = format!("installations.toml does not say `{of}`");
            Unfilled::unfit(message, "write it there, or leave the sentence out")
        })
    }

    fn row(&self, of: &str) -> Result<Line<'_>, Unfilled> {
        let Some((id, metric)) = of.split_once('/') else {
            let message = format!("`{}` names no figure", safe(of));
            let help = "write `installation/metric`, `total.metric` or `budget.id.field`";
            return Err(Unfilled::unfit(message, help));
        };
        let mut all = self.installations.iter();
        let Some(section) = all.find(|section| section.installation.id.as_str() == id) else {
            let ids = self.installations.iter();
            let ids = ids.map(|section| section.installation.id.as_str());
            let whole = |id: &str| format!("{id}/{metric}");
            return Err(Unfilled::unknown("installation", id, ids, whole));
        };
        let mut rows = section.rows.iter();
        let Some(row) = rows.find(|row| row.metric.id.as_str() == metric) else {
            let ids = section.rows.iter().map(|row| row.metric.id.as_str());
            let whole = |metric: &str| format!("{id}/{metric}");
            let unknown = Unfilled::unknown("metric", metric, ids, whole);
            return Err(Unfilled {
                message: format!("`{}` does not report `{}`", safe(id), safe(metric)),
                ..unknown
            });
        };
        Ok(Line {
            values: &row.values,
            cumulative: &row.cumulative,
            spans: &row.spans,
            share: row.share_of_baseline,
            unit: row.metric.unit,
        })
    }

    fn total(&self, metric: &str) -> Result<Line<'_>, Unfilled> {
        let mut totals = self.totals.iter();
        let Some(total) = totals.find(|total| total.metric.id.as_str() == metric) else {
            let ids = self.totals.iter().map(|total| total.metric.id.as_str());
            let whole = |metric: &str| format!("total.{metric}");
            return Err(Unfilled::unknown("metric", metric, ids, whole));
        };
        Ok(Line {
            values: &total.values,
            cumulative: &total.cumulative,
            spans: &total.spans,
            share: None,
            unit: total.metric.unit,
        })
    }

    fn spot<'r>(&self, line: &Line<'r>, period: Option<&str>) -> Result<Spot<'r>, Unfilled> {
        let whole = Spot {
            figure: line.cumulative,
            before: None,
            share: line.share,
            unit: line.unit,
        };
        if period == Some(CUMULATIVE) {
            return Ok(whole);
        }
        let wanted = match period {
            None => Some(self.period),
            Some(word) => self.span(word),
        };
        let column = wanted.and_then(|wanted| self.columns.iter().position(|one| *one == wanted));
        if let Some((at, figure)) = column.and_then(|at| Some((at, line.values.get(at)?))) {
            return Ok(Spot {
                figure,
                before: at.checked_sub(1).and_then(|at| line.values.get(at)),
                share: line.share.filter(|_| wanted == Some(self.period)),
                unit: line.unit,
            });
        }
        if wanted == Some(self.cumulative) {
            return Ok(whole);
        }
        let group = wanted.and_then(|wanted| self.spans.iter().position(|one| *one == wanted));
        if let Some(figure) = group.and_then(|at| line.spans.get(at)) {
            return Ok(Spot {
                figure,
                before: None,
                share: None,
                unit: line.unit,
            });
        }
        let mut known: Vec<String> = self.columns.iter().map(Period::to_string).collect();
        known.extend(self.catalogue.groups.keys().cloned());
        known.push(CUMULATIVE.to_owned());
        let known = known.iter().map(String::as_str);
        let word = period.unwrap_or_default();
        let unknown = Unfilled::unknown("column", word, known, |period| format!("@{period}"));
        Err(unknown)
    }

    /// Returns the months of a period or of a group of periods.
    fn span(&self, word: &str) -> Option<Period> {
        let group = self.catalogue.groups.get(word).copied();
        group.or_else(|| Period::parse(word).ok())
    }

    fn of_budget(&self, rest: &str, reference: &Reference) -> Result<String, Unfilled> {
        let (id, field) = rest.split_once('.').unwrap_or((rest, ""));
        let mut all = self.budgets.iter();
        let Some(budget) = all.find(|position| position.budget.id.as_str() == id) else {
            let ids = self.budgets.iter();
            let ids = ids.map(|position| position.budget.id.as_str());
            let whole = |id: &str| format!("budget.{id}.{field}");
            return Err(Unfilled::unknown("budget", id, ids, whole));
        };
        if reference.period.is_some() {
            let message = format!("`budget.{id}` stands where it is at the end of the period");
            return Err(Unfilled::unfit(
                message,
                "remove the `@` and what follows it",
            ));
        }
        let Some(position) = POSITIONS.iter().find(|position| position.name == field) else {
            let names = POSITIONS.iter().map(|position| position.name);
            let whole = |field: &str| format!("budget.{id}.{field}");
            return Err(Unfilled::unknown("field of a budget", field, names, whole));
        };
        let style = &self.catalogue.style;
        let unit = match reference.form.as_deref() {
            None => Some(budget.budget.unit),
            Some("number") => None,
            Some(other) => {
                return Err(Unfilled::unknown(
                    "form of a budget",
                    other,
                    ["number"],
                    str::to_owned,
                ));
            }
        };
        (position.print)(budget, style, unit).ok_or_else(|| {
            let message = format!("`budget.{id}.{field}` has no figure: no month is left");
            Unfilled::unfit(message, "write the sentence without it")
        })
    }
}
