//! The shipped project as it may stand after more periods: the figures of those that are to come are invented.

use crate::support::Project;

/// Countries that are reached later, one with each period.
const LATER: [&str; 10] = ["GR", "HR", "DK", "SE", "FI", "PL", "AT", "CZ", "US", "CA"];

/// Returns the shipped project with figures for so many periods of six months, at least two, and its last period.
pub(crate) fn lengthened(periods: usize) -> (Project, String) {
    let mut project = Project::shipped_without_texts();
    let months = format!("months = {}", (6 * periods).max(36));
    project = project.replace("installations.toml", "months = 36", &months);
    for name in ["csic", "lip", "tubitak", "walton"] {
        let path = format!("data/{name}.csv");
        let text = project.text(&path);
        let mut later = csv::Writer::from_writer(text.clone().into_bytes());
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            let row: Vec<String> = row.expect("a row").iter().map(str::to_owned).collect();
            // The number of countries is counted from their names.
            if row[2] != "M7-M12" || row[1] == "countries" {
                continue;
            }
            for number in 3..=periods {
                let mut row = row.clone();
                row[2] = period(number);
                row[3] = value(&row[1], &row[3], number);
                later.write_record(row).expect("a row");
            }
        }
        let bytes = later.into_inner().expect("all rows");
        project = project.file(&path, bytes);
    }
    (project, period(periods))
}

/// Returns the name of the period with that number.
pub(crate) fn period(number: usize) -> String {
    format!("M{}-M{}", 6 * number - 5, 6 * number)
}

fn value(metric: &str, value: &str, number: usize) -> String {
    if metric == "country_names" {
        let known = if value == "0" { "FR" } else { value };
        let later = LATER[..(number - 2).min(LATER.len())].join(", ");
        return if value.is_empty() {
            String::new()
        } else {
            format!("{known}, {later}")
        };
    }
    match value.split('.').next().unwrap_or_default().parse::<usize>() {
        Ok(whole) => (whole * number + 101 * number).to_string(),
        Err(_) => value.to_owned(),
    }
}
