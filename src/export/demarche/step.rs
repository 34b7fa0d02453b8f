//! A step: who acts and how, what is asked, how long, what it costs.
//!
//! A form is written in the order in which one reads it: titles, fields and documents follow each other as on the screen, and what a block repeats
//! stands in it. Each datum asked has its question beside its name, as a comment.

use super::super::expression::written;
use super::super::words::text;
use super::facts::{amount, limit, qualified};
use super::page::Page;
use crate::model::{Confidence, Dossier, Model, Origin, Repetition, Sourced, Step};
use crate::source::Span;
use crate::values::{Actor, Qualifiers, Reference, RequiredEvidence, Requirement, Text};

/// The longest question repeated beside a name, in letters.
const LONGEST_REMINDER: usize = 60;

pub(super) fn step(page: &mut Page, step: &Step, model: &Model) {
    page.open(&format!("étape {} {}", step.name, text(&step.title)));
    if step.optional {
        page.line("facultative");
    }
    if let Some(condition) = &step.condition {
        page.line(&format!("seulement si {}", written(&condition.value)));
    }
    performed(page, step);
    for before in &step.after {
        page.line(&format!("après {}", before.value.name));
    }
    match in_order(step) {
        Some(items) => form(page, items, model),
        None => in_lists(page, step, model),
    }
    for cost in step.costs.all() {
        page.line(&format!("coût {}{}", amount(&cost.value), qualified(&cost.value.qualifiers)));
    }
    for time in step.processing_times.all() {
        page.line(&format!("délai {}", limit(&time.value)));
    }
    for deadline in &step.deadlines {
        page.line(&format!("sous {}", limit(&deadline.value)));
    }
    page.close();
}

fn performed(page: &mut Page, step: &Step) {
    for performance in step.performed.all() {
        let actors = performance.value.actors.iter().map(|actor| match &actor.value {
            Actor::User => "usager",
            Actor::Representative => "représentant",
            Actor::Organisation(reference) => &*reference.name,
        });
        let actors: Vec<_> = actors.collect();
        let mut channels = Vec::new();
        for channel in &performance.value.channels {
            let url = page.after_space(channel.url.as_ref().map(|url| &*url.value));
            channels.push(format!("{}{url}", channel.kind.value.word()));
        }
        let channels = if channels.is_empty() { String::new() } else { format!(" {}", channels.join(", ")) };
        let reserve = match performance.origin.confidence {
            Confidence::Guess => " peut-être",
            Confidence::Title if !channels.is_empty() => " notamment",
            Confidence::Title | Confidence::Sentence | Confidence::Exact => "",
        };
        page.line(&format!("par {}{reserve}{channels}{}", actors.join(" ou "), qualified(&performance.value.qualifiers)));
    }
}

/// What a form holds.
#[derive(Debug, Clone, Copy)]
enum Item<'s> {
    Dossier(&'s Dossier),
    Block(&'s Repetition),
    Asked(&'s (Reference, Qualifiers)),
    Required(&'s Requirement),
    Said(&'s Text),
}

/// What a step asks and says, in the order of its places; `None` when its lists are not in that order.
fn in_order(step: &Step) -> Option<Vec<(Span, Item<'_>)>> {
    fn placed<'s, T>(facts: &'s [Sourced<T>], item: fn(&'s T) -> Item<'s>) -> Vec<(Span, Item<'s>)> {
        facts.iter().map(|fact| (fact.origin.location.span, item(&fact.value))).collect()
    }
    let whole = step.origin.location.span;
    let is_inside = |origin: &Origin| whole.holds(origin.location.span);
    // What is said elsewhere (the notice of a form) comes first.
    let n_elsewhere = step.instructions.iter().take_while(|said| !is_inside(&said.origin)).count();
    let (elsewhere, inside) = step.instructions.split_at(n_elsewhere);
    let lists = [
        placed(&step.dossiers, Item::Dossier),
        placed(&step.repetitions, Item::Block),
        placed(step.asks.all(), Item::Asked),
        placed(step.requirements.all(), Item::Required),
        placed(inside, Item::Said),
    ];
    if !lists.iter().all(|list| list.is_sorted_by_key(|(span, _)| span.start)) {
        return None;
    }
    let mut items = lists.concat();
    items.sort_by_key(|(span, _)| span.start);
    let mut all = placed(elsewhere, Item::Said);
    all.append(&mut items);
    Some(all)
}

fn form(page: &mut Page, items: Vec<(Span, Item<'_>)>, model: &Model) {
    let mut blocks: Vec<Span> = Vec::new();
    for (span, item) in items {
        while blocks.last().is_some_and(|block| span.start < block.start || block.end < span.end) {
            page.close();
            blocks.pop();
        }
        match item {
            Item::Dossier(dossier) => {
                page.open(&format!("dossier {}", text(&dossier.title.value)));
                blocks.push(span);
            }
            Item::Block(block) => {
                page.open(&format!("répéter {}{}", text(&block.title.value), asked_of(&block.qualifiers)));
                if let Some(words) = &block.explanation {
                    page.line(&format!("explication {}", text(&words.value)));
                }
                blocks.push(span);
            }
            Item::Asked(asked) => datum(page, asked, model),
            Item::Required(asked) => requirement(page, asked),
            Item::Said(words) => page.line(&format!("consigne {}", text(&words.value))),
        }
    }
    blocks.iter().for_each(|_| page.close());
}

/// A step whose facts come from several places.
fn in_lists(page: &mut Page, step: &Step, model: &Model) {
    step.asks.all().iter().for_each(|asked| datum(page, &asked.value, model));
    step.requirements.all().iter().for_each(|asked| requirement(page, &asked.value));
    step.instructions.iter().for_each(|words| page.line(&format!("consigne {}", text(&words.value.value))));
}

fn datum(page: &mut Page, (reference, qualifiers): &(Reference, Qualifiers), model: &Model) {
    let question = model.datum(reference).and_then(|datum| datum.question.as_ref());
    let reminder = question.map(|question| reminder(&question.value)).filter(|words| !words.is_empty());
    let reminder = reminder.map(|words| format!("  # {words}")).unwrap_or_default();
    page.line(&format!("demande {}{}{reminder}", reference.name, asked_of(qualifiers)));
}

/// A question on one line, cut when it is long.
fn reminder(question: &str) -> String {
    let words: Vec<_> = question.split_whitespace().collect();
    let words = words.join(" ").replace(char::is_control, " ");
    if words.chars().count() <= LONGEST_REMINDER {
        return words;
    }
    let cut: String = words.chars().take(LONGEST_REMINDER - 1).collect();
    format!("{}…", cut.trim_end())
}

fn requirement(page: &mut Page, asked: &Requirement) {
    let evidence = asked.evidence.iter().map(|evidence| match evidence {
        RequiredEvidence::Named(reference) => reference.name.to_string(),
        RequiredEvidence::Described(words) => text(&words.value),
    });
    let mut line = format!("fournir {}", evidence.collect::<Vec<_>>().join(" ou "));
    if let Some(age) = &asked.max_age {
        line.push_str(&format!(" de moins de {}", age.value));
    }
    for form in &asked.forms {
        line.push_str(&format!(", {}", form.value.word()));
    }
    if let Some(copies) = &asked.copies {
        line.push_str(&format!(", {} exemplaires", copies.value));
    }
    line.push_str(&asked_of(&asked.qualifiers));
    let inside: Vec<_> = asked.explanation.iter().map(|words| format!("explication {}", text(&words.value))).collect();
    page.line_with(&line, &inside);
}

/// What follows something asked.
fn asked_of(qualifiers: &Qualifiers) -> String {
    let optional = if qualifiers.optional.is_some() { ", facultatif" } else { "" };
    format!("{optional}{}", qualified(qualifiers))
}
