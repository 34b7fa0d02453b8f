//! What each right gives, why, and why not otherwise.

use super::super::super::text::{Ink, Style, wrap};
use super::super::{View, spaced};
use crate::logic::program::Slot;
use crate::logic::{Explanation, FailureKind, Outcome, Refused, Situation, Value};
use crate::source::Location;
use crate::values::date_in_words;
use std::fmt::Write;

/// How many lines that do not speak are shown for a rule: the closest.
const MAX_REFUSED: usize = 3;

pub(super) fn text(view: &View<'_, '_>, style: &Style) -> String {
    view.explanations.iter().map(|explanation| of_rule(explanation, view, style, 0)).collect()
}

fn of_rule(explanation: &Explanation<'_>, view: &View<'_, '_>, style: &Style, depth: usize) -> String {
    let margin = "  ".repeat(depth + 1);
    let rule = view.plan.program.rule(explanation.rule);
    let name = spaced(&rule.rule.name.value);
    let title = if depth == 0 { style.colour.paint(Ink::Cyan, &name) } else { name };
    let mut shown = format!("{margin}{title} : {}\n", outcome(&explanation.outcome, view));
    let mut line = |words: String| {
        let width = style.width.saturating_sub(margin.len() + 4);
        let _ = writeln!(shown, "{margin}  {}", wrap(&words, width).join(&format!("\n{margin}    ")));
    };
    if let Some(speaking) = explanation.line {
        let qualifiers = &speaking.qualifiers;
        let place = |span| Location::new(rule.file, span);
        if let Some(condition) = &qualifiers.condition {
            line(format!("parce que {}", view.words(place(condition.span))));
        }
        if let Some(from) = &speaking.from {
            line(format!("depuis le {}", date_in_words(from.value)));
        }
        if let Some(because) = &qualifiers.because {
            line(format!("le motif : {}", because.value));
        }
        if let Some(text) = &qualifiers.according_to {
            line(format!("selon {}", view.words(place(text.span))));
        }
        let known: Vec<_> = explanation.used.iter().filter_map(|used| Some((used.datum, used.value.as_ref()?))).collect();
        if !known.is_empty() {
            let told: Vec<_> = known.iter().map(|(datum, value)| told(*datum, value, view)).collect();
            line(format!("vous avez dit : {}", told.join(", ")));
        }
    }
    let is_decided = matches!(explanation.outcome, Outcome::Known(_) | Outcome::NotApplicable);
    let says_the_same = |refused: &Refused<'_>| match (&refused.line.value, explanation.line.and_then(|line| line.value.as_ref()))
    {
        (Some(one), Some(other)) => one.says_same_as(other),
        (_, _) => false,
    };
    let refused = explanation
        .refused
        .iter()
        .filter(|refused| !(refused.is_overridden || says_the_same(refused) || is_decided && refused.failing.is_empty()));
    for refused in refused.take(MAX_REFUSED) {
        line(why_not(refused, view, rule.file));
    }
    for inner in &explanation.because {
        if view.plan.rules.contains(&inner.rule) {
            // It is explained beside this one.
            let name = spaced(&view.plan.program.rule(inner.rule).rule.name.value);
            let _ = writeln!(shown, "{margin}  {name} : {}", outcome(&inner.outcome, view));
        } else {
            shown.push_str(&of_rule(inner, view, style, depth + 1));
        }
    }
    shown
}

fn told(datum: Slot, value: &Value, view: &View<'_, '_>) -> String {
    let datum = view.plan.program.datum(datum);
    format!("{} = {}", spaced(&datum.name), Situation::written(datum, value))
}

/// « pas 200 €, car revenu < 1 000 € n'est pas vrai pour vous »
fn why_not(refused: &Refused<'_>, view: &View<'_, '_>, file: crate::source::FileId) -> String {
    let words = |span| view.words(Location::new(file, span));
    let said = refused.line.value.as_ref().map_or_else(|| "sans objet".to_owned(), |value| words(value.span));
    let list = |parts: &[&crate::values::Expression]| {
        parts.iter().map(|part| format!("« {} »", words(part.span))).collect::<Vec<_>>().join(", ")
    };
    if refused.failing.is_empty() {
        return format!("ou bien {said}, selon {}", list(&refused.untold));
    }
    format!("pas {said} : il faudrait {}", list(&refused.failing))
}

fn outcome(outcome: &Outcome, view: &View<'_, '_>) -> String {
    match outcome {
        Outcome::Known(value) => value.to_string(),
        Outcome::NotApplicable => "sans objet pour vous".to_owned(),
        Outcome::Missing(slots) => {
            let names: Vec<_> = slots.iter().map(|slot| spaced(&view.plan.program.datum(*slot).name)).collect();
            format!("on ne peut pas encore le dire ; il manque {}", names.join(", "))
        }
        Outcome::Failed(failures) => {
            let reasons: Vec<_> = failures
                .iter()
                .map(|failure| match &failure.kind {
                    FailureKind::Conflict(places) => {
                        let lines: Vec<_> = places.iter().map(|place| format!("« {} »", view.words(*place))).collect();
                        format!("{} : {}", failure.kind, lines.join(" et "))
                    }
                    FailureKind::NothingApplies | FailureKind::Fault(_) | FailureKind::Circle => failure.kind.to_string(),
                })
                .collect();
            format!("les règles ne donnent pas de réponse : {}", reasons.join(" ; "))
        }
    }
}
