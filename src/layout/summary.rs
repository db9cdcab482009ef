//! The executive summary: totals, budgets, and whom the access reached.

use std::collections::BTreeSet;

use crate::aggregate::Value;
use crate::narrative::Part;
use crate::quantity::Decimal;
use crate::report::{BudgetPosition, Report, Total, amount_text, value_text};

use super::Charts;
use super::cells::{amount, body, citing, columns, exactly, figure, head, held, label, text};
use super::document::{Block, Cell, Item, List, Orientation, Role, Table, Voice};
use super::figures;
use super::numbering::Numbering;
use super::widths;
use super::window::Window;
use super::words::{counted, listed};

/// Decimals of a budget's percentages; the published reports argue with differences this small.
const PERCENT_DECIMALS: u32 = 3;

/// Lays the summary out.
pub(super) fn summary(
    report: &Report<'_>,
    window: Window,
    charts: Charts,
    numbering: &mut Numbering,
) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Numbering::plain(
        "Executive summary",
        "executive-summary",
    ))];
    blocks.extend(super::prose::part(
        report,
        Part::Summary,
        "Executive summary",
    ));
    blocks.push(body(opening(report)));
    if let Some(reach) = reach(report) {
        blocks.push(body(reach));
    }
    if !report.budgets.is_empty() {
        let caption = numbering.table(
            format!("Budgets at the end of {}", report.period.last()),
            "table-budgets",
        );
        blocks.push(citing(
            "",
            &caption,
            " sets what was used against the budgets of the project:",
        ));
        blocks.push(budget_list(report));
        blocks.push(Block::Table(Table {
            caption: Some(caption),
            ..budgets(report)
        }));
        if charts == Charts::Shown {
            blocks.extend(figures::budgets(report, numbering));
        }
    }
    let caption = numbering.table("Metrics over all installations", "table-totals");
    blocks.push(citing(
        "",
        &caption,
        " has the totals over all installations. Users and countries are counted once each; where only counts are known \
         and no identities, the smallest and the largest possible number are given.",
    ));
    let (table, page) = totals(report, window);
    let table = Block::Table(Table {
        caption: Some(caption),
        ..table
    });
    blocks.extend(held(page, vec![table]));
    if charts == Charts::Shown {
        blocks.extend(figures::totals(report, numbering));
    }
    blocks
}

fn opening(report: &Report<'_>) -> String {
    let catalogue = report.catalogue;
    let providers: BTreeSet<_> = catalogue
        .installations
        .iter()
        .map(|installation| &installation.provider)
        .collect();
    let involved = catalogue
        .providers
        .iter()
        .filter(|provider| providers.contains(&provider.id));
    let provider_names: Vec<String> = involved
        .map(|provider| provider.name.value.clone())
        .collect();
    let columns: Vec<String> = report.columns.iter().map(ToString::to_string).collect();
    format!(
        "This report gives the metrics and the assessment of the Virtual Access that {} {} provided up to month {} of \
         {}, from {}. It covers {} of {} ({}), over the reporting {} {}.",
        catalogue.project.acronym.value,
        catalogue.project.work_package.value,
        report.period.last(),
        catalogue.calendar.months(),
        catalogue.calendar.long_label(report.cumulative),
        counted(catalogue.installations.len(), "installation"),
        counted(provider_names.len(), "provider"),
        listed(&provider_names),
        if columns.len() == 1 {
            "period"
        } else {
            "periods"
        },
        listed(&columns),
    )
}

/// Says whom the access reached, from the metrics that count people and countries.
fn reach(report: &Report<'_>) -> Option<String> {
    let style = &report.catalogue.style;
    let find = |nature: &str| {
        report
            .totals
            .iter()
            .find(|total| total.metric.nature.name == nature)
    };
    let users = find("distinct").map(|total| match &total.cumulative.tally.value {
        Value::Between(low, high) => format!(
            "between {} and {} {}",
            amount_text(*low, style),
            amount_text(*high, style),
            total.metric.unit.symbol()
        ),
        value => format!(
            "{} {}",
            value_text(value, style),
            total.metric.unit.symbol()
        ),
    });
    let countries = find("roster").and_then(|total| match &total.cumulative.tally.value {
        Value::Countries(list) if !list.is_empty() => {
            let word = if list.len() == 1 {
                "country"
            } else {
                "countries"
            };
            Some(format!(
                "{} {word} ({})",
                list.len(),
                value_text(&total.cumulative.tally.value, style)
            ))
        }
        _ => None,
    });
    let reached: Vec<String> = users.into_iter().chain(countries).collect();
    (!reached.is_empty()).then(|| {
        format!(
            "From the start to {} the access reached {}.",
            report.period.last(),
            reached.join(" from ")
        )
    })
}

fn budget_list(report: &Report<'_>) -> Block {
    let style = &report.catalogue.style;
    let items = report.budgets.iter().map(|position| {
        let unit = position.budget.unit.symbol();
        let percent = |value: Decimal, decimals| style.numbers.percent(value, decimals);
        let over = position.left.is_sign_negative() && !position.left.is_zero();
        let left = if over {
            format!("{} {unit} more than the budget were delivered", amount_text(position.left.abs(), style))
        } else {
            format!("{}{} is left", if position.partial { "at most " } else { "" }, percent(position.left_percent, PERCENT_DECIMALS))
        };
        let sentence = format!(
            "{}: {}{} {unit} of {} used ({}{}), {left}. A linear plan would have used {}; use stands at {} of it.",
            position.budget.title,
            if position.partial { "at least " } else { "" },
            amount_text(position.used, style),
            amount_text(position.budget.total, style),
            percent(position.used_percent, PERCENT_DECIMALS),
            if position.provisional { "; provisional" } else { "" },
            style.numbers.amount(position.planned, 0),
            percent(position.planned_percent, 1),
        );
        Item {
            content: vec![text(format!("{sentence}{}", outlook(report, position)))],
            nested: None,
        }
    });
    Block::List(List {
        ordered: false,
        voice: Voice::Body,
        items: items.collect(),
    })
}

fn outlook(report: &Report<'_>, position: &BudgetPosition<'_>) -> String {
    let style = &report.catalogue.style;
    let unit = position.budget.unit.symbol();
    let Some(required) = position.required_rate else {
        return String::new();
    };
    let end = format!(
        " At the current rate of {} {unit} a month it would end at {} ({})",
        style.numbers.amount(position.rate, 1),
        style.numbers.amount(position.at_current_rate, 0),
        style.numbers.percent(position.at_current_rate_percent, 1),
    );
    if required.is_zero() {
        return format!("{end}.");
    }
    format!(
        "{end}; {} a month would be needed to use all.",
        style.numbers.amount(required, 1)
    )
}

fn budgets(report: &Report<'_>) -> Table {
    let style = &report.catalogue.style;
    let heads = [
        "Budget",
        "Unit",
        "Total",
        "Used",
        "Used, %",
        "Left",
        "Left, %",
        "Of linear plan,\u{a0}%",
    ];
    let header: Vec<Cell> = heads.map(head).into();
    let rows = report.budgets.iter().map(|position| {
        let percent =
            |value, decimals| exactly(amount(style.numbers.fixed(value, decimals)), value);
        vec![
            label(position.budget.title.clone()),
            super::cells::words(position.budget.unit.symbol()),
            exactly(
                amount(amount_text(position.budget.total, style)),
                position.budget.total,
            ),
            exactly(amount(position.used_text(style)), position.used),
            percent(position.used_percent, PERCENT_DECIMALS),
            exactly(amount(position.left_text(style)), position.left),
            percent(position.left_percent, PERCENT_DECIMALS),
            percent(position.planned_percent, 1),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let lines = rows.iter().chain([&header]).map(Vec::as_slice);
    let widths = widths::upright(lines);
    Table {
        role: Role::Budgets,
        installation: None,
        caption: None,
        alt:
            "Each budget with what was used, what is left, and how use stands against a linear plan"
                .to_owned(),
        columns: columns(&widths, 6),
        header: Some(header),
        rows,
        notes: Vec::new(),
    }
}

/// Returns the totals, and how the page is held that they stand on.
fn totals(report: &Report<'_>, window: Window) -> (Table, Orientation) {
    let mut header = vec![head("Metric"), head("Unit"), head("Installations")];
    let mut notes = Vec::new();
    header.extend(window.heads(report, &mut notes));
    let figures = window.shown(&report.columns).len() + 1;
    let totals = report.totals.iter();
    let rows: Vec<Vec<Cell>> = totals.map(|total| total_row(total, window)).collect();
    let lines = rows.iter().chain([&header]).map(Vec::as_slice);
    let fit = widths::fit(&widths::extents(lines), figures);
    let table = Table {
        role: Role::Totals,
        installation: None,
        caption: None,
        alt: "Each metric over all installations, by reporting period and cumulative".to_owned(),
        columns: columns(&fit.widths, figures + 1),
        header: Some(header),
        rows,
        notes,
    };
    (table, fit.page)
}

fn total_row(total: &Total<'_>, window: Window) -> Vec<Cell> {
    let mut row = vec![
        label(total.metric.name.clone()),
        super::cells::words(total.metric.unit.symbol()),
        exactly(amount(total.installations.to_string()), total.installations),
    ];
    row.extend(
        window
            .shown(&total.values)
            .iter()
            .map(|value| figure(value, None)),
    );
    row.push(figure(&total.cumulative, None));
    row
}
