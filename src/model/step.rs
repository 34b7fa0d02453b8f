//! A step of a procedure: who acts and how, what is asked of them, what it costs, how long it takes.

use super::{Origin, Sourced, Stated, StatedList};
use crate::source::{Location, Spanned};
use crate::values::{
    Actor, Appointment, Channel, Cost, DurationRange, Expression, FactKind, Output, Qualifiers, Reference, Requirement,
    Signature, SymbolId, Text, TimeLimit,
};

/// A step.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// Its symbol: names of steps are local to their procedure.
    pub symbol: SymbolId,
    /// Its name in the language.
    pub name: Box<str>,
    /// Its human title; its name when it has none.
    pub title: Box<str>,
    /// The whole block.
    pub origin: Origin,
    /// Its title, or its name when it has none.
    pub heading: Location,
    /// `facultative`
    pub optional: bool,
    /// `seulement si …`: whom it concerns.
    pub condition: Option<Sourced<Expression>>,
    /// Who acts and how; several lines are alternatives.
    pub performed: StatedList<Performance>,
    /// The time a person spends on it.
    pub duration: Stated<Sourced<DurationRange>>,
    /// The data asked, one fact per name, each with its own place.
    pub asks: StatedList<(Reference, Qualifiers)>,
    /// The steps that come before.
    pub after: Vec<Sourced<Reference>>,
    /// The documents to provide.
    pub requirements: StatedList<Requirement>,
    /// The dossiers they make, when it tells several requests.
    pub dossiers: Vec<Sourced<Dossier>>,
    /// What is asked as many times as the person needs: a block of lines of a form.
    pub repetitions: Vec<Sourced<Repetition>>,
    /// What it costs.
    pub costs: StatedList<Cost>,
    /// The administration's time.
    pub processing_times: StatedList<TimeLimit>,
    /// The person's time.
    pub deadlines: Vec<Sourced<TimeLimit>>,
    /// What it delivers.
    pub outputs: StatedList<Output>,
    /// What is said to the person.
    pub instructions: Vec<Sourced<Text>>,
    /// What must be repeated in another form.
    pub confirmations: Vec<Sourced<Channel>>,
    /// How one signs.
    pub signature: Option<Sourced<Signature>>,
    /// Where a person who came to the wrong place is sent.
    pub referrals: Vec<Sourced<Reference>>,
    /// The other facts it declares there is none of.
    pub none: Vec<(FactKind, Sourced<Text>)>,
}

impl Step {
    /// Whether the person, or who represents them, acts in it. A step that does not say who acts is taken as the
    /// person's when it asks something of them.
    #[must_use]
    pub fn is_by_user(&self) -> bool {
        let performances = self.performed.all();
        if performances.is_empty() {
            return !self.requirements.all().is_empty() || !self.asks.all().is_empty();
        }
        performances
            .iter()
            .any(|performance| performance.actors.iter().any(|actor| matches!(actor.value, Actor::User | Actor::Representative)))
    }

    /// The block in which what is said there is asked as many times as needed.
    #[must_use]
    pub fn repetition_at(&self, location: Location) -> Option<&Sourced<Repetition>> {
        self.repetitions.iter().rfind(|block| holds(&block.origin, location))
    }

    /// The dossier to which what is asked there belongs: the innermost.
    #[must_use]
    pub fn dossier_at(&self, location: Location) -> Option<&Sourced<Dossier>> {
        let around = self.dossiers.iter().filter(|dossier| holds(&dossier.origin, location));
        around.min_by_key(|dossier| dossier.origin.location.span.len())
    }

    /// All the channels said, in the order of the text.
    pub fn channels(&self) -> impl Iterator<Item = &Channel> {
        self.performed.all().iter().flat_map(|performance| &performance.value.channels)
    }
}

/// Whether a block holds a place.
const fn holds(block: &Origin, place: Location) -> bool {
    block.location.file.0 == place.file.0 && block.location.span.holds(place.span)
}

/// What is gathered together, for one request, when a step tells several: those who make it gather the documents asked in its block, those
/// asked outside any dossier, and no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Which request it is.
    pub title: Text,
}

/// What is asked as many times as the person needs: every fact of the step whose place lies in the block is asked again each time.
#[derive(Debug, Clone, PartialEq)]
pub struct Repetition {
    /// What is repeated.
    pub title: Text,
    /// What is said beside it.
    pub explanation: Option<Text>,
    /// Under which condition, and whether there may be none.
    pub qualifiers: Qualifiers,
}

/// Who acts in a step and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Performance {
    /// Who; alternatives.
    pub actors: Vec<Spanned<Actor>>,
    /// How; alternatives.
    pub channels: Vec<Channel>,
    /// By appointment.
    pub appointment: Option<Appointment>,
    /// For whom, why, under which text.
    pub qualifiers: Qualifiers,
}
