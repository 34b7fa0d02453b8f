//! What a person waits for once they have asked: a decision, or the work of an administration.
//!
//! A mere declaration awaits nothing. To say that silence, appeals or a follow-up are missing, one must know that an answer is due.

use super::authority::{may_be_administration, may_be_public};
use crate::model::{Decision, Model, PublicService, Stated, Step};
use crate::source::Location;
use crate::values::{Actor, fold};

/// Beginnings of the words by which the title of a step says that an answer is being prepared, folded.
const WORK: &[&str] = &[
    "accord",
    "attribu",
    "calcul",
    "decid",
    "delivr",
    "enregistr",
    "etabli",
    "etudi",
    "examen",
    "examin",
    "fabriqu",
    "immatricul",
    "inscri",
    "instru",
    "trait",
    "valid",
    "verif",
    "vers",
];

/// An administration that announces its answer within this many days gives no time to a tacit decision: R.112-4, 1°.
pub const BRIEF: u32 = 15;

/// What the person waits for.
#[derive(Debug, Clone, Copy)]
pub enum Awaited<'m> {
    /// A decision, described.
    Decision(&'m Decision),
    /// The end of a step in which an administration takes a time it announces, longer than [`BRIEF`]; nothing is said of a decision.
    Processing(&'m Step),
}

impl Awaited<'_> {
    /// Where it is said.
    #[must_use]
    pub const fn location(&self) -> Location {
        match self {
            Self::Decision(decision) => decision.heading,
            Self::Processing(step) => step.heading,
        }
    }
}

/// What a person waits for from an administration; `None` when the procedure is declared without decision, when a company, an association
/// or a court decides, and when nothing says that an answer is due.
#[must_use]
pub fn awaited<'m>(service: &'m PublicService, model: &Model) -> Option<Awaited<'m>> {
    match &service.decision {
        Stated::None(_) => None,
        Stated::Said(decision) => is_by_administration(decision, service, model).then_some(Awaited::Decision(decision)),
        Stated::NotSaid => {
            if !may_be_public(service, model) {
                return None;
            }
            let is_long = |step: &&Step| {
                is_processing(step, model)
                    && step.processing_times.all().iter().any(|time| time.value.duration.value.max.max_days() > BRIEF)
            };
            service.steps.iter().rev().find(is_long).map(Awaited::Processing)
        }
    }
}

fn is_by_administration(decision: &Decision, service: &PublicService, model: &Model) -> bool {
    decision.by.as_ref().map_or_else(|| may_be_public(service, model), |by| may_be_administration(by, model))
}

/// Whether an administration alone acts in a step, for everybody.
#[must_use]
pub fn is_processing(step: &Step, model: &Model) -> bool {
    let mut actors = step.performed.all().iter().flat_map(|performance| &performance.value.actors).peekable();
    actors.peek().is_some()
        && !step.optional
        && step.condition.is_none()
        && actors.all(|actor| match &actor.value {
            Actor::Organisation(organisation) => may_be_administration(organisation, model),
            Actor::User | Actor::Representative => false,
        })
}

/// Whether such a step prepares what the person waits for: it delivers something, or its title says so. Telling people their rights, or
/// passing a file on, is no answer.
#[must_use]
pub fn prepares_an_answer(step: &Step) -> bool {
    let title = fold(&step.title);
    let mut words = title.split(|letter: char| !letter.is_alphanumeric());
    !step.outputs.all().is_empty() || words.any(|word| WORK.iter().any(|beginning| word.len() > 4 && word.starts_with(beginning)))
}

/// Whether the person sends or brings something to somebody on the way, so that there is a request to follow.
#[must_use]
pub fn sends_a_request(service: &PublicService) -> bool {
    service
        .user_steps()
        .filter(|step| !step.optional)
        .any(|step| step.channels().next().is_some() || !step.requirements.all().is_empty() || !step.asks.all().is_empty())
}
