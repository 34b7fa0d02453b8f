//! For a person at a terminal.

use super::super::text::{Ink, Style};
use super::{faults, line_of, tally};
use crate::analysis::case::ServiceCases;
use crate::source::{Location, Workspace};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The examples that do not hold, the lines that no example makes speak, and the count.
#[must_use]
pub fn text(services: &[ServiceCases<'_>], workspace: &Workspace, style: &Style) -> String {
    let mut shown = String::new();
    for service in services {
        for result in service.results.iter().filter(|result| !result.holds()) {
            let place = Location::new(service.plan.service.file(), result.case.title.span);
            let title = style.colour.paint(Ink::Red, &format!("raté : {}", result.case.title.value));
            let _ = writeln!(shown, "{title}\n  {}", style.colour.paint(Ink::Dim, &line_of(place, workspace)));
            for fault in faults(service, result, workspace) {
                let _ = writeln!(shown, "  {fault}");
            }
        }
    }
    let lines = lines(services);
    let silent: Vec<_> = lines.iter().filter(|(_, line)| !line.spoke).collect();
    if !silent.is_empty() {
        let _ = writeln!(shown, "{}", style.colour.paint(Ink::Bold, "Lignes de règles qu'aucun cas ne met en jeu"));
    }
    for (place, line) in &silent {
        let words = workspace.file(place.file).text[place.span.range()].trim().lines().next().unwrap_or_default().trim_end();
        let _ = writeln!(shown, "  {} `{}` : {words}", line_of(**place, workspace), line.rule);
    }
    let lines = match lines.len() {
        0 => String::new(),
        n_lines => format!(" ; {} lignes de règles en jeu sur {n_lines}", n_lines - silent.len()),
    };
    let tally = tally(services);
    let n_cases = tally.holding + tally.failing;
    let _ = writeln!(shown, "{n_cases} cas : {}, {}{lines}", said(tally.holding, "réussi"), said(tally.failing, "raté"));
    shown
}

fn said(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n > 1 { "s" } else { "" })
}

/// A line of a rule.
struct Line<'m> {
    rule: &'m str,
    spoke: bool,
}

/// The lines of the rules, by their places: one that several procedures share is one.
fn lines<'m>(services: &[ServiceCases<'m>]) -> BTreeMap<Location, Line<'m>> {
    let mut lines = BTreeMap::new();
    for service in services {
        for (rule, line, spoke) in service.lines() {
            let rule = service.plan.program.rule(rule);
            lines.entry(rule.place(line)).or_insert(Line { rule: &rule.rule.name.value, spoke: false }).spoke |= spoke;
        }
    }
    lines
}
