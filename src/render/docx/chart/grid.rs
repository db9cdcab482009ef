//! The figures of a chart as a sheet: names down the side, a column for each series.

use crate::chart::{Body, Chart, Point, State};
use crate::quantity::Decimal;

/// The name of the sheet.
pub(super) const SHEET: &str = "Figures";

/// The figures of a chart.
pub(super) struct Grid {
    /// What stands above the names.
    pub(super) corner: String,
    /// The names down the side.
    pub(super) names: Names,
    /// A column for each series.
    pub(super) columns: Vec<Column>,
}

/// What stands down the side.
pub(super) enum Names {
    /// Names of categories.
    Words(Vec<String>),
    /// Months.
    Months(Vec<u16>),
}

/// A series.
pub(super) struct Column {
    pub(super) name: String,
    /// One figure for each name; nothing where there is none.
    pub(super) cells: Vec<Option<Decimal>>,
    /// The places of figures that are not final.
    pub(super) open: Vec<usize>,
}

impl Names {
    /// Returns how many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Words(words) => words.len(),
            Self::Months(months) => months.len(),
        }
    }
}

impl Grid {
    /// Returns the sheet of a chart.
    pub(super) fn of(chart: &Chart) -> Self {
        match chart.body() {
            Body::Columns(columns) => Self {
                corner: "Period".to_owned(),
                names: Names::Words(columns.periods.clone()),
                columns: columns
                    .series
                    .iter()
                    .flat_map(|series| Column::of(&series.name, &series.points))
                    .collect(),
            },
            Body::Bars(bars) => {
                let mut names = Vec::new();
                for group in &bars.groups {
                    let labelled = group.bars.iter().map(|bar| {
                        if group.name.is_empty() {
                            bar.name.clone()
                        } else {
                            format!("{}: {}", group.name, bar.name)
                        }
                    });
                    names.extend(labelled);
                }
                let points: Vec<Point> = bars.all().map(|bar| bar.length).collect();
                Self {
                    corner: "Name".to_owned(),
                    names: Names::Words(names),
                    columns: Column::of(chart.unit(), &points),
                }
            }
            Body::Course(course) => {
                let mut months: Vec<u16> = course.points.iter().map(|(month, _)| *month).collect();
                months.insert(0, 0);
                if months.last() != Some(&course.months) {
                    months.push(course.months);
                }
                let zero = Point::Amount {
                    amount: Decimal::ZERO,
                    state: State::Final,
                };
                let points = course.points.iter().map(|(_, point)| *point);
                let points: Vec<Point> = [zero].into_iter().chain(points).collect();
                let mut columns = Column::of("Used", &points);
                for used in &mut columns {
                    used.cells.resize(months.len(), None);
                }
                let plan = months.iter().map(|month| Some(course.planned(*month)));
                columns.truncate(1);
                columns.push(Column::plain("Linear plan", plan.collect()));
                let total = vec![Some(course.total); months.len()];
                columns.push(Column::plain("Budget", total));
                Self {
                    corner: "Month".to_owned(),
                    names: Names::Months(months),
                    columns,
                }
            }
        }
    }

    /// Returns whether all figures are whole numbers.
    pub(super) fn is_whole(&self) -> bool {
        let cells = self.columns.iter().flat_map(|column| &column.cells);
        cells.flatten().all(|cell| cell.fract().is_zero())
    }

    /// Returns where a cell range lies: all names, or all figures of a column, from the first row below the head.
    pub(super) fn range(&self, column: usize) -> String {
        let letters = letters(column);
        let last = self.names.len() + 1;
        format!("{SHEET}!${letters}$2:${letters}${last}")
    }
}

/// Returns where the head of a column lies.
pub(super) fn head(column: usize) -> String {
    format!("{SHEET}!${}$1", letters(column))
}

/// Returns the letters of a column, counted from 0.
fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        let digit = (left - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl Column {
    /// Returns the column of a series; where only bounds are known, one for each bound.
    fn of(name: &str, points: &[Point]) -> Vec<Self> {
        let low = |point: &Point| match point {
            Point::Amount { amount, .. } => Some(*amount),
            Point::Between { low, .. } => Some(*low),
            Point::Gap(_) => None,
        };
        let is_open =
            |point: &Point| matches!(point, Point::Amount { state, .. } if *state != State::Final);
        let open = points.iter().enumerate();
        let open: Vec<usize> = open
            .filter(|(_, point)| is_open(point))
            .map(|(at, _)| at)
            .collect();
        let name = if open.is_empty() {
            name.to_owned()
        } else {
            format!("{name} (hatched: not final)")
        };
        let column = |name: String, cells| Self {
            name,
            cells,
            open: open.clone(),
        };
        let lows = points.iter().map(low).collect();
        if !points
            .iter()
            .any(|point| matches!(point, Point::Between { .. }))
        {
            return vec![column(name, lows)];
        }
        let highs = points.iter().map(Point::top).collect();
        vec![
            column(format!("{name}, at least"), lows),
            column(format!("{name}, at most"), highs),
        ]
    }

    fn plain(name: &str, cells: Vec<Option<Decimal>>) -> Self {
        Self {
            name: name.to_owned(),
            cells,
            open: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_lettered_as_in_sheets() {
        let texts = [0, 1, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(texts, ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
