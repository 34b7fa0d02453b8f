//! For programs: one object, versioned.

use super::View;
use crate::analysis::contact::contacts;
use crate::analysis::roadmap::{Choice, Span, Told};
use crate::logic::{Explanation, Outcome, Program, Value};
use crate::model::Evidence;
use crate::source::{FileId, Location, Span as Place};
use crate::values::{Actor, Cost, Start};
use serde::Serialize;
use serde_json::{Value as Json, json};

/// Raised when a reader written for the shape before would misread.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct RoadmapJson<'v> {
    version: u32,
    procedure: &'v str,
    title: &'v str,
    today: String,
    situation: serde_json::Map<String, Json>,
    rights: Vec<Json>,
    missing: Vec<Json>,
    steps: Vec<Json>,
    cost_cents: [i64; 2],
    ends: Json,
    contacts: Vec<Json>,
    opens: Vec<Json>,
}

/// The whole roadmap. Procedures, steps, data and rules are told by their names in the language, everything else by its title.
pub(super) fn render(view: &View<'_, '_>) -> String {
    let roadmap = view.roadmap;
    let program = &view.plan.program;
    let (least, most) = roadmap.cost();
    let known = view.situation.known().map(|(slot, value)| (program.datum(slot).name.to_string(), value_json(value)));
    crate::output::json::pretty(&RoadmapJson {
        version: VERSION,
        procedure: &roadmap.service.name,
        title: &roadmap.service.title,
        today: roadmap.today.to_string(),
        situation: known.collect(),
        rights: view.explanations.iter().map(|explanation| right(explanation, view)).collect(),
        missing: roadmap
            .missing
            .iter()
            .map(|slot| {
                let datum = program.datum(*slot);
                json!({ "name": datum.name, "question": datum.question.as_ref().map(|question| &question.value) })
            })
            .collect(),
        steps: roadmap.stages.iter().map(|stage| step(stage, view)).collect(),
        cost_cents: [least.cents, most.cents],
        ends: span(roadmap.ends()),
        contacts: contacts(roadmap.service, view.plan.model())
            .all
            .iter()
            .map(|contact| {
                let (means, words) = super::super::journey::means(&contact.point.value);
                json!({ "means": means, "words": words })
            })
            .collect(),
        opens: roadmap
            .opens
            .iter()
            .map(|(evidence, services)| {
                json!({ "document": evidence.title, "procedures": services.iter().map(|service| &service.name).collect::<Vec<_>>() })
            })
            .collect(),
    })
}

/// A value: `true`, `12.5` as text when it has no exact end, cents for an amount.
fn value_json(value: &Value) -> Json {
    match value {
        Value::Boolean(value) => json!({ "type": "oui ou non", "value": value }),
        Value::Number(number) if number.is_integer() => json!({ "type": "nombre", "value": number.to_integer().to_string() }),
        Value::Number(number) => json!({ "type": "nombre", "value": number.to_string() }),
        Value::Money(cents) => json!({ "type": "montant", "cents": cents.round().to_integer().to_string() }),
        Value::Duration(number, unit) => json!({ "type": "durée", "number": number.to_string(), "unit": unit.name(2) }),
        Value::Date(date) => json!({ "type": "date", "value": date.to_string() }),
        Value::Words(words) => json!({ "type": "texte", "value": &**words }),
    }
}

fn right(explanation: &Explanation<'_>, view: &View<'_, '_>) -> Json {
    let program = &view.plan.program;
    let rule = program.rule(explanation.rule);
    let place = |span| Location::new(rule.file, span);
    json!({
        "name": rule.rule.name.value,
        "outcome": outcome(&explanation.outcome, program),
        "line": explanation.line.map(|line| quoted(view, rule.file, line.span)),
        "according_to": explanation.line.and_then(|line| line.qualifiers.according_to.as_ref()).map(|text| view.words(place(text.span))),
        "used": explanation
            .used
            .iter()
            .map(|used| json!({ "name": program.datum(used.datum).name, "value": used.value.as_ref().map(value_json) }))
            .collect::<Vec<_>>(),
        "because": explanation.because.iter().map(|inner| right(inner, view)).collect::<Vec<_>>(),
        "why_not": explanation
            .refused
            .iter()
            .map(|refused| json!({
                "line": quoted(view, rule.file, refused.line.span),
                "failing": refused.failing.iter().map(|part| view.words(place(part.span))).collect::<Vec<_>>(),
                "untold": refused.untold.iter().map(|part| view.words(place(part.span))).collect::<Vec<_>>(),
                "overridden": refused.is_overridden,
            }))
            .collect::<Vec<_>>(),
    })
}

/// Words of a file, with their place.
fn quoted(view: &View<'_, '_>, file: FileId, span: Place) -> Json {
    json!({ "words": view.words(Location::new(file, span)), "file": view.workspace.file(file).path, "bytes": [span.start, span.end] })
}

/// What a right or a calculation gives: one of `known`, `not_applicable`, `missing`, `failed`.
pub(super) fn outcome(outcome: &Outcome, program: &Program<'_>) -> Json {
    match outcome {
        Outcome::Known(value) => json!({ "known": value_json(value) }),
        Outcome::NotApplicable => json!({ "not_applicable": true }),
        Outcome::Missing(slots) => {
            json!({ "missing": slots.iter().map(|slot| &program.datum(*slot).name).collect::<Vec<_>>() })
        }
        Outcome::Failed(failures) => {
            json!({ "failed": failures.iter().map(|failure| failure.kind.to_string()).collect::<Vec<_>>() })
        }
    }
}

const fn told(told: Told) -> &'static str {
    match told {
        Told::Yes => "oui",
        Told::No => "non",
        Told::Maybe => "non vérifié",
    }
}

fn span(span: Span) -> Json {
    json!({ "earliest": span.earliest.map(|date| date.to_string()), "latest": span.at_most.map(|date| date.to_string()) })
}

fn step(stage: &crate::analysis::roadmap::Stage<'_>, view: &View<'_, '_>) -> Json {
    let actor = |actor: &Actor| match actor {
        Actor::User => "usager".to_owned(),
        Actor::Representative => "représentant".to_owned(),
        Actor::Organisation(reference) => reference.name.to_string(),
    };
    json!({
        "name": stage.step.name,
        "title": stage.step.title,
        "told": told(stage.told),
        "optional": stage.step.optional,
        "performed": stage.performances.iter().map(|performance| json!({
            "actors": performance.actors.iter().map(|who| actor(&who.value)).collect::<Vec<_>>(),
            "channels": performance.channels.iter().map(|channel| json!({
                "kind": channel.kind.value.word(), "url": channel.url.as_ref().map(|url| &url.value),
            })).collect::<Vec<_>>(),
            "appointment": performance.appointment.is_some(),
        })).collect::<Vec<_>>(),
        "documents": stage.documents.iter().map(|document| json!({
            "told": told(document.told),
            "optional": document.requirement.qualifiers.optional.is_some(),
            "choices": document.choices.iter().map(choice).collect::<Vec<_>>(),
            "max_age": document.requirement.max_age.as_ref().map(|age| age.value.to_string()),
        })).collect::<Vec<_>>(),
        "data": stage.data.iter().map(|(name, sure)| json!({ "name": name.name, "told": told(*sure) })).collect::<Vec<_>>(),
        "costs": stage.costs.iter().map(|(one, sure)| cost(one, *sure)).collect::<Vec<_>>(),
        "starts": span(stage.starts),
        "ends": span(stage.ends),
        "deadlines": stage.deadlines.iter().map(|deadline| json!({
            "within": deadline.limit.duration.value.to_string(),
            "from": deadline.limit.start.as_ref().map(|start| match &start.value {
                Start::Event(event) => event.word().to_owned(),
                Start::Described(words) => words.to_string(),
            }),
            "last_day": deadline.day.map(|day| day.to_string()),
        })).collect::<Vec<_>>(),
        "instructions": stage.step.instructions.iter().map(|text| &text.value.value).collect::<Vec<_>>(),
        "place": view.workspace.file(stage.step.origin.location.file).path,
    })
}

fn choice(choice: &Choice<'_>) -> Json {
    match choice {
        Choice::Known(evidence) => document(evidence),
        Choice::Described(words) => json!({ "title": words }),
    }
}

fn document(evidence: &Evidence) -> Json {
    json!({
        "name": evidence.name,
        "title": evidence.title,
        "issued_by": evidence.issued_by.all().iter().map(|by| &by.value.name).collect::<Vec<_>>(),
        "obtained_through": evidence.obtained_through.all().iter().map(|through| &through.value.name).collect::<Vec<_>>(),
        "obtaining_time": evidence.obtaining_time.said().map(|time| time.value.to_string()),
        "already_owned": evidence.already_owned,
    })
}

fn cost(cost: &Cost, sure: Told) -> Json {
    json!({ "cents": [cost.amount.value.0.cents, cost.amount.value.1.cents], "told": told(sure) })
}
