//! `limpide explain` and `limpide rules`: what the rules say of themselves.

use super::arguments::{ExplainArgs, PageFormat, RulesArgs};
use super::console::{self, Exit, Failure};
use super::selection;
use crate::output::rule_page;
use crate::rules::{self, FAMILIES, Rule};

/// Explains a rule, a family, or all of them.
pub(super) fn run(arguments: &ExplainArgs) -> Result<Exit, Failure> {
    let name = arguments.rule.as_deref().unwrap_or_default();
    let chosen: Vec<&Rule> = if arguments.all { rules::all().collect() } else { rules::matching(name) };
    if chosen.is_empty() {
        return Err(selection::unknown(name));
    }
    let style = console::style();
    let family = FAMILIES.iter().find(|family| family.code.eq_ignore_ascii_case(name.trim()));
    let page = match (arguments.format.unwrap_or(PageFormat::Text), family) {
        (PageFormat::Json, _) => rule_page::json(chosen.into_iter()),
        (PageFormat::Text, Some(family)) => rule_page::family_text(family, &style),
        (PageFormat::Text, None) => joined(&chosen, "\n────────\n\n", |rule| rule_page::text(rule, &style)),
        (PageFormat::Markdown, _) => joined(&chosen, "\n", rule_page::markdown),
    };
    console::print(&page)?;
    Ok(Exit::Clean)
}

fn joined(rules: &[&Rule], between: &str, page: impl Fn(&Rule) -> String) -> String {
    rules.iter().map(|rule| page(rule)).collect::<Vec<_>>().join(between)
}

/// Lists the rules.
pub(super) fn list(arguments: &RulesArgs) -> Result<Exit, Failure> {
    let page = match arguments.format.unwrap_or(PageFormat::Text) {
        PageFormat::Text => rule_page::table(&console::style()),
        PageFormat::Json => rule_page::json(rules::all()),
        PageFormat::Markdown => rule_page::markdown_table(),
    };
    console::print(&page)?;
    Ok(Exit::Clean)
}
