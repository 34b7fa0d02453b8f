//! The fields of a form in the JSON of `limpide import`: every label and every explanation, so that others can search and count for themselves.

use super::procedure::{Place, at, condition};
use crate::model::{Data, Model, Repetition, Sourced, Step};
use crate::values::{DataType, Qualifiers, Reference};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct FormJson<'i> {
    fields: Vec<FieldJson<'i>>,
    repetitions: Vec<RepetitionJson<'i>>,
    instructions: Vec<InstructionJson<'i>>,
}

/// A datum asked.
#[derive(Debug, Serialize)]
struct FieldJson<'i> {
    name: &'i str,
    question: Option<&'i str>,
    explanation: Option<&'i str>,
    kind: &'static str,
    concept: Option<&'static str>,
    options: Vec<&'i str>,
    optional: bool,
    repeated: bool,
    condition: Option<String>,
    at: Place,
}

/// A block asked as many times as needed: what lies within `at` is `repeated`.
#[derive(Debug, Serialize)]
struct RepetitionJson<'i> {
    title: &'i str,
    explanation: Option<&'i str>,
    optional: bool,
    condition: Option<String>,
    at: Place,
}

#[derive(Debug, Serialize)]
struct InstructionJson<'i> {
    text: &'i str,
    repeated: bool,
    at: Place,
}

/// The form of a step; `None` when it asks no data in a form.
pub(super) fn form<'i>(step: &'i Step, model: &'i Model) -> Option<FormJson<'i>> {
    if step.asks.all().is_empty() && step.repetitions.is_empty() {
        return None;
    }
    let instruction = |text: &'i Sourced<crate::values::Text>| InstructionJson {
        text: &text.value.value,
        repeated: step.repetition_at(text.location()).is_some(),
        at: at(&text.origin),
    };
    Some(FormJson {
        fields: step.asks.all().iter().map(|asked| field(step, asked, model)).collect(),
        repetitions: step.repetitions.iter().map(repetition).collect(),
        instructions: step.instructions.iter().map(instruction).collect(),
    })
}

fn field<'i>(step: &'i Step, asked: &'i Sourced<(Reference, Qualifiers)>, model: &'i Model) -> FieldJson<'i> {
    let (reference, qualifiers) = &asked.value;
    let datum = model.datum(reference);
    let (kind, options) = datum.map_or(("unknown", Vec::new()), kind);
    FieldJson {
        name: &reference.name,
        question: datum.and_then(|datum| datum.question.as_ref()).map(|words| &*words.value),
        explanation: datum.and_then(|datum| datum.explanation.as_ref()).map(|words| &*words.value),
        kind,
        concept: datum.and_then(|datum| datum.concept.as_ref()).map(|concept| concept.value.word()),
        options,
        optional: qualifiers.optional.is_some(),
        repeated: step.repetition_at(asked.location()).is_some(),
        condition: condition(qualifiers),
        at: at(&asked.origin),
    }
}

/// What a datum may be, in a word, and its options when it is a choice.
pub(super) fn kind(datum: &Data) -> (&'static str, Vec<&str>) {
    match &datum.data_type {
        DataType::Boolean => ("boolean", Vec::new()),
        DataType::Integer => ("integer", Vec::new()),
        DataType::Decimal => ("decimal", Vec::new()),
        DataType::Money => ("money", Vec::new()),
        DataType::Duration => ("duration", Vec::new()),
        DataType::Date => ("date", Vec::new()),
        DataType::Text => ("text", Vec::new()),
        DataType::OneOf(options) => ("choice", options.iter().map(|option| &*option.value).collect()),
    }
}

fn repetition(repetition: &Sourced<Repetition>) -> RepetitionJson<'_> {
    RepetitionJson {
        title: &repetition.value.title.value,
        explanation: repetition.value.explanation.as_ref().map(|words| &*words.value),
        optional: repetition.value.qualifiers.optional.is_some(),
        condition: condition(&repetition.value.qualifiers),
        at: at(&repetition.origin),
    }
}
