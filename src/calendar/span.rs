//! The calendar of a project: which months it has, and when they begin and end.

use chrono::{Datelike as _, Months, NaiveDate};

use super::dates::Dates;
use super::instant::{self, Instant, InstantFault, Zone};
use super::month::ProjectMonth;
use super::period::Period;

/// The months of a project in its time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    start: NaiveDate,
    months: u16,
    zone: Zone,
}

impl Calendar {
    /// Returns the calendar of a project that starts on a day and has `months` months, when they can be counted.
    pub fn new(start: NaiveDate, months: u16, zone: Zone) -> Option<Self> {
        ProjectMonth::new(months)?;
        start.checked_add_months(Months::new(u32::from(months)))?;
        (1900..=2200).contains(&start.year()).then_some(Self {
            start,
            months,
            zone,
        })
    }

    /// Returns the first day.
    pub fn start(&self) -> NaiveDate {
        self.start
    }

    /// Returns the first day for people: `1 September 2022`.
    pub fn start_label(&self) -> String {
        long(self.start)
    }

    /// Returns the years in which it has months: `2022–2025`, or `2024`.
    pub fn years(&self) -> String {
        let last = self.day(self.months).pred_opt().unwrap_or(self.start);
        if last.year() == self.start.year() {
            self.start.year().to_string()
        } else {
            format!("{}–{}", self.start.year(), last.year())
        }
    }

    /// Returns how many months the project has.
    pub fn months(&self) -> u16 {
        self.months
    }

    /// Returns the last month.
    pub fn last_month(&self) -> ProjectMonth {
        ProjectMonth::new(self.months).unwrap_or(ProjectMonth::FIRST)
    }

    /// Returns the zone in which months begin and end.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// Returns the first day of the month after `count` months.
    fn day(&self, count: u16) -> NaiveDate {
        self.start
            .checked_add_months(Months::new(u32::from(count)))
            .unwrap_or(NaiveDate::MAX)
    }

    /// Returns whether its months are those of the calendar: it starts on the first day of one.
    pub fn has_calendar_months(&self) -> bool {
        self.start.day() == 1
    }

    /// Returns the first instant of a month.
    pub fn begin(&self, month: ProjectMonth) -> Instant {
        self.zone.midnight(self.day(month.number() - 1))
    }

    /// Returns the first instant after a month.
    pub fn end(&self, month: ProjectMonth) -> Instant {
        self.zone.midnight(self.day(month.number()))
    }

    /// Returns the first instant of a period and the first one after it.
    pub fn span(&self, period: Period) -> (Instant, Instant) {
        (self.begin(period.first()), self.end(period.last()))
    }

    /// Returns the month that an instant belongs to; `None` outside the project.
    pub fn month_of(&self, at: Instant) -> Option<ProjectMonth> {
        let day = self.zone.day(at)?;
        let years = day.year() - self.start.year();
        let months = years * 12 + i32::try_from(day.month0()).ok()?
            - i32::try_from(self.start.month0()).ok()?;
        let guess = u16::try_from(months + 1).ok()?;
        let near = [guess, guess.checked_sub(1)?]
            .into_iter()
            .filter_map(ProjectMonth::new);
        near.filter(|month| month.number() <= self.months)
            .find(|month| self.begin(*month) <= at && at < self.end(*month))
    }

    /// Returns whether all months of a period belong to the project.
    pub fn within(&self, period: Period) -> bool {
        period.last().number() <= self.months
    }

    /// Returns the months of a period for people, short: `Sep 2022 – Feb 2023`.
    pub fn label(&self, period: Period) -> String {
        let (first, last) = self.days(period);
        if self.start.day() != 1 {
            return format!(
                "{} – {}",
                first.format("%-d %b %Y"),
                last.format("%-d %b %Y")
            );
        }
        if period.months() == 1 {
            return first.format("%b %Y").to_string();
        }
        format!("{} – {}", first.format("%b %Y"), last.format("%b %Y"))
    }

    /// Returns the days of a period for people: `1 September 2022 to 28 February 2023`.
    pub fn long_label(&self, period: Period) -> String {
        let (first, last) = self.days(period);
        format!("{} to {}", long(first), long(last))
    }

    /// Returns the project months that have a day in common with some dates; `None` when all of them lie outside.
    pub fn months_in(&self, dates: Dates) -> Option<Period> {
        let all = (1..=self.months).filter_map(ProjectMonth::new);
        let common = all.filter(|month| {
            let number = month.number();
            self.day(number - 1) <= dates.last() && dates.first() < self.day(number)
        });
        let (first, last) = common.fold((None, None), |(first, _), month| {
            (first.or(Some(month)), Some(month))
        });
        Period::new(first?, last?)
    }

    /// Returns the first and the last day of a period.
    fn days(&self, period: Period) -> (NaiveDate, NaiveDate) {
        let last = self.day(period.last().number());
        (
            self.day(period.first().number() - 1),
            last.pred_opt().unwrap_or(last),
        )
    }

    /// Reads `2023-03-01` (midnight in the zone), `2023-03-01T00:30:00+01:00`, or a time without offset in the zone.
    ///
    /// # Errors
    ///
    /// Says why the text is no date or time that can be read for certain.
    pub fn parse_instant(&self, text: &str) -> Result<Instant, InstantFault> {
        instant::parse(text, self.zone)
    }

    /// Returns periods of `every` months over the whole project; the last one may be shorter.
    pub fn months_of(&self, every: u16) -> Vec<Period> {
        let starts = (1..=self.months).step_by(usize::from(every.max(1)));
        let period = |first: u16| {
            let last = first.saturating_add(every.max(1) - 1).min(self.months);
            Period::new(ProjectMonth::new(first)?, ProjectMonth::new(last)?)
        };
        starts.filter_map(period).collect()
    }
}

/// Returns a day for people: `1 September 2022`.
pub fn long(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::Calendar;
    use crate::calendar::{Dates, Instant, NaiveDate, Period, ProjectMonth, Zone};

    fn imagine() -> Calendar {
        Calendar::new(NaiveDate::from_ymd_opt(2022, 9, 1).unwrap(), 36, Zone::UTC).unwrap()
    }

    #[test]
    fn the_second_half_year_begins_on_the_first_of_march() {
        let calendar = imagine();
        let (begin, end) = calendar.span(Period::parse("M7-M12").unwrap());
        assert_eq!(begin.to_string(), "2023-03-01T00:00:00Z");
        assert_eq!(end.to_string(), "2023-09-01T00:00:00Z");
        assert_eq!(
            calendar.label(Period::parse("M1-M6").unwrap()),
            "Sep 2022 – Feb 2023"
        );
        assert_eq!(
            calendar.long_label(Period::parse("M1-M6").unwrap()),
            "1 September 2022 to 28 February 2023"
        );
    }

    #[test]
    fn the_last_instant_of_february_belongs_to_month_six() {
        let calendar = imagine();
        let march = calendar.begin(ProjectMonth::new(7).unwrap());
        let before = Instant::from_seconds(march.seconds() - 1);
        assert_eq!(calendar.month_of(before), ProjectMonth::new(6));
        assert_eq!(calendar.month_of(march), ProjectMonth::new(7));
        assert_eq!(calendar.month_of(calendar.end(calendar.last_month())), None);
    }

    #[test]
    fn a_project_that_starts_within_a_month_has_months_of_its_own() {
        let start = NaiveDate::from_ymd_opt(2022, 10, 15).unwrap();
        let calendar = Calendar::new(start, 36, Zone::parse("+01:00").unwrap()).unwrap();
        assert!(!calendar.has_calendar_months() && imagine().has_calendar_months());
        assert_eq!(calendar.start_label(), "15 October 2022");
        let label = calendar.label(Period::parse("M1-M3").unwrap());
        assert_eq!(label, "15 Oct 2022 – 14 Jan 2023");
        for (at, month) in [
            ("2022-10-14T23:59:59+01:00", None),
            ("2022-10-15", Some("M1")),
            ("2022-11-14T23:59:59", Some("M1")),
            ("2022-11-15", Some("M2")),
            ("2023-12-31", Some("M15")),
            ("2024-01-15", Some("M16")),
            ("2025-10-14T22:59:59Z", Some("M36")),
            ("2025-10-15", None),
        ] {
            let found = calendar.month_of(calendar.parse_instant(at).unwrap());
            let found = found.map(|month| month.to_string());
            assert_eq!(found.as_deref(), month, "{at}");
        }
    }

    #[test]
    fn a_single_day_lies_in_one_month() {
        for (day, month) in [(1, "M1-M1"), (30, "M1-M1")] {
            let day = Dates::day(2022, 9, day).unwrap();
            assert_eq!(imagine().months_in(day).unwrap().to_string(), month);
        }
    }

    #[test]
    fn a_quarter_has_project_months_as_far_as_the_project_goes() {
        let months = |year, quarter| {
            let months = imagine().months_in(Dates::quarter(year, quarter)?)?;
            Some(months.to_string())
        };
        assert_eq!(months(2023, 1).as_deref(), Some("M5-M7"));
        assert_eq!(months(2024, 1).as_deref(), Some("M17-M19"));
        assert_eq!(months(2022, 3).as_deref(), Some("M1-M1"));
        assert_eq!(months(2022, 2), None);
        assert_eq!(months(2025, 4), None);
    }

    #[test]
    fn periods_divide_the_project() {
        let periods = imagine().months_of(10);
        let names: Vec<String> = periods.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["M1-M10", "M11-M20", "M21-M30", "M31-M36"]);
    }
}
