//! What a person names on the command line: a period, an installation, a metric of one.

use anyhow::bail;

use crate::calendar::Period;
use crate::diag::nearest;

use super::project::Project;

impl Project {
    /// Returns the reporting period that a person means; `latest` is the last one with a figure.
    pub(super) fn period(&self, text: &str) -> anyhow::Result<Period> {
        let latest = self.ledger.latest();
        // A project without any figure is about to report its first period.
        let latest = latest.or_else(|| self.catalogue.periods.first().copied());
        if let Some(period) = latest.filter(|_| text == "latest") {
            return Ok(period);
        }
        if let Some(period) = self.catalogue.period(text) {
            return Ok(period);
        }
        let mut known: Vec<String> = self
            .catalogue
            .periods
            .iter()
            .map(ToString::to_string)
            .collect();
        known.extend(self.catalogue.groups.keys().cloned());
        let meant = nearest(text, known.iter().map(String::as_str));
        let hint = meant
            .map(|name| format!("; did you mean {name}?"))
            .unwrap_or_default();
        bail!(
            "unknown period `{}`{hint} (known: {}, latest)",
            crate::diag::safe(text),
            known.join(", ")
        )
    }

    /// Returns the address of an installation or of a metric of one, which must exist.
    pub(super) fn subject<'t>(&self, text: &'t str) -> anyhow::Result<&'t str> {
        let rows = self
            .catalogue
            .installations
            .iter()
            .flat_map(|installation| {
                let id = &installation.id;
                let rows = installation.metrics.iter();
                std::iter::once(id.to_string())
                    .chain(rows.map(move |row| format!("{id}/{}", row.metric)))
            });
        let known: Vec<String> = rows.collect();
        if known.iter().any(|known| known == text) {
            return Ok(text);
        }
        if let Some(message) = self.unknown_metric(text) {
            bail!("{message}");
        }
        let meant = nearest(text, known.iter().map(String::as_str));
        let hint = meant.map_or_else(
            || {
                let all = self.catalogue.installations.iter();
                let ids: Vec<&str> = all.map(|known| known.id.as_str()).collect();
                format!(" (known: {})", ids.join(", "))
            },
            |name| format!("; did you mean {name}?"),
        );
        bail!("unknown installation `{}`{hint}", crate::diag::safe(text))
    }

    /// Returns the end of a message about a metric that an installation does not have; `None` when it is the installation
    /// that nobody knows.
    fn unknown_metric(&self, text: &str) -> Option<String> {
        let (id, metric) = text.split_once('/')?;
        let mut installations = self.catalogue.installations.iter();
        let installation = installations.find(|known| known.id.as_str() == id)?;
        let rows = installation.metrics.iter();
        let known: Vec<&str> = rows.map(|row| row.metric.as_str()).collect();
        let hint = nearest(metric, known.iter().copied()).map_or_else(
            || format!(" (known: {})", known.join(", ")),
            |name| format!("; did you mean {id}/{name}?"),
        );
        Some(format!(
            "`{id}` has no metric `{}`{hint}",
            crate::diag::safe(metric)
        ))
    }
}
