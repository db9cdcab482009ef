//! The executive summary: totals, budgets, and whom the access reached.

use std::collections::BTreeSet;

use crate::aggregate::Value;
use crate::narrative::Part;
use crate::quantity::Decimal;
use crate::report::{BudgetPosition, Report, Total, amount_text, value_text};

use super::Charts;
use super::cells::{amount, body, citing, columns, figure, head, label, text};
use super::document::{Block, Cell, Item, List, Role, Table, Voice};
use super::figures;
use super::numbering::Numbering;
use super::widths::divided;
use super::words::{counted, listed};

/// Decimals of a budget's percentages; the published reports argue with differences this small.
const PERCENT_DECIMALS: u32 = 3;

/// Lays the summary out.
pub(super) fn summary(
    report: &Report<'_>,
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
    blocks.push(Block::Table(Table {
        caption: Some(caption),
        ..totals(report)
    }));
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
    let rows = report.budgets.iter().map(|position| {
        let percent = |value, decimals| amount(style.numbers.fixed(value, decimals));
        vec![
            label(position.budget.title.clone()),
            super::cells::words(position.budget.unit.symbol()),
            amount(amount_text(position.budget.total, style)),
            amount(position.used_text(style)),
            percent(position.used_percent, PERCENT_DECIMALS),
            amount(position.left_text(style)),
            percent(position.left_percent, PERCENT_DECIMALS),
            percent(position.planned_percent, 1),
        ]
    });
    Table {
        role: Role::Budgets,
        installation: None,
        caption: None,
        alt:
            "Each budget with what was used, what is left, and how use stands against a linear plan"
                .to_owned(),
        columns: columns(&[150, 110, 130, 120, 110, 130, 110, 140], 6),
        header: Some(heads.map(head).into()),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

fn totals(report: &Report<'_>) -> Table {
    let mut header = vec![head("Metric"), head("Unit"), head("Installations")];
    header.extend(report.columns.iter().map(|column| head(column.to_string())));
    header.push(super::cells::cumulative(report.cumulative));
    let figures = report.columns.len() + 1;
    let mut widths = vec![220, 120, 120];
    widths.extend(divided(540, figures));
    Table {
        role: Role::Totals,
        installation: None,
        caption: None,
        alt: "Each metric over all installations, by reporting period and cumulative".to_owned(),
        columns: columns(&widths, figures + 1),
        header: Some(header),
        rows: report.totals.iter().map(total_row).collect(),
        notes: Vec::new(),
    }
}

fn total_row(total: &Total<'_>) -> Vec<Cell> {
    let mut row = vec![
        label(total.metric.name.clone()),
        super::cells::words(total.metric.unit.symbol()),
        amount(total.installations.to_string()),
    ];
    row.extend(total.values.iter().map(|value| figure(value, None)));
    row.push(figure(&total.cumulative, None));
    row
}
