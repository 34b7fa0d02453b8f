//! The next question of an interview, for a program that asks it its own way.

use super::json::outcome;
use crate::analysis::interview::Interview;
use crate::values::DataType;
use serde_json::{Value as Json, json};

/// Raised when a reader written for the shape before would misread.
const VERSION: u32 = 1;

/// The next question, none when all is settled, and what each right gives so far; ending with a line break.
#[must_use]
pub fn next_step(interview: &Interview<'_>) -> String {
    let program = &interview.program;
    let question = interview.next().map(|question| {
        let datum = program.datum(question.datum);
        let choices: Option<Vec<_>> = match &datum.data_type {
            DataType::OneOf(values) => Some(values.iter().map(|value| &value.value).collect()),
            _ => None,
        };
        json!({
            "name": datum.name,
            "question": datum.question.as_ref().map(|question| &question.value),
            "explanation": datum.explanation.as_ref().map(|words| &words.value),
            "choices": choices,
            "unit": datum.unit.as_ref().map(|unit| &unit.value),
            "expected_to_settle": question.settles.to_string(),
            "open": question.open,
        })
    });
    let rights: Vec<Json> = interview
        .rights()
        .iter()
        .map(|(rule, given)| json!({ "name": program.rule(*rule).rule.name.value, "outcome": outcome(given, program) }))
        .collect();
    super::super::json::pretty(&json!({ "version": VERSION, "question": question, "rights": rights }))
}
