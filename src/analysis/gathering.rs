//! The documents one person has to gather for a procedure.
//!
//! Documents that serve as one another make one thing to gather; a document asked in two steps too. What the procedure itself
//! delivers on the way is not gathered.

use super::extremes::{Weight, always_one_of};
use super::people::Person;
use crate::model::{Evidence, Model, PublicService, Sourced, Step};
use crate::source::{Location, Span};
use crate::values::{Date, Expression, Reference, RequiredEvidence, Requirement, SymbolId};
use std::collections::{BTreeMap, BTreeSet};

/// A document, known or only described.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Document {
    Known(SymbolId),
    Described(String),
}

/// One thing to gather.
#[derive(Debug, Clone)]
pub struct Gathered<'m> {
    /// What people call it; « ou » between alternatives.
    pub title: String,
    /// Where it is asked, and of whom; never empty.
    pub places: Vec<Place<'m>>,
    /// The documents of the workspace asked for by name, alternatives of one another; fewer than accepted when some are only described.
    pub evidences: Vec<&'m Evidence>,
    /// Whether some alternative is only described in words.
    pub partly_described: bool,
    accepted: BTreeSet<Document>,
}

/// A line that asks for it.
#[derive(Debug, Clone)]
pub struct Place<'m> {
    /// The documents as that line names them.
    pub location: Location,
    /// The procedure it belongs to.
    pub service: &'m PublicService,
    /// The conditions of the step and of the line: of whom it is asked.
    pub conditions: Vec<&'m Expression>,
    /// Whether it must be recent: the one at hand will not do.
    pub recent: bool,
}

impl Gathered<'_> {
    /// Whether that person has to gather it.
    #[must_use]
    pub fn is_asked_of(&self, person: &Person<'_, '_>) -> Option<bool> {
        let mut told = Some(false);
        for place in &self.places {
            match person.meets_all(&place.conditions) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => told = None,
            }
        }
        told
    }

    /// Whether every person has to gather it, whatever their situation.
    #[must_use]
    pub fn is_asked_of_all(&self, model: &Model, today: Date) -> bool {
        let lists: Vec<_> = self.places.iter().map(|place| place.conditions.as_slice()).collect();
        always_one_of(model, &lists, today)
    }

    /// Whether the same documents serve.
    #[must_use]
    pub fn is_same_as(&self, other: &Gathered<'_>) -> bool {
        self.accepted == other.accepted
    }

    /// Whether a person who brings `other` brings this too: `other` is one of the alternatives.
    fn is_covered_by(&self, other: &Self) -> bool {
        other.accepted.len() == 1 && self.accepted.len() > 1 && other.accepted.is_subset(&self.accepted)
    }
}

/// What is to be gathered in the steps a person must take, in the order of the text.
#[must_use]
pub fn gathered<'m>(service: &'m PublicService, model: &'m Model) -> Vec<Gathered<'m>> {
    gathered_across(&[service], model)
}

/// What is to be gathered for several procedures, each thing once whatever the number of those that ask for it.
#[must_use]
pub fn gathered_across<'m>(services: &[&'m PublicService], model: &'m Model) -> Vec<Gathered<'m>> {
    gathered_where(services, model, |_| true)
}

/// What is to be gathered for each request of a procedure: it may tell two, a card then a travel document, each with its own dossier. What
/// is asked outside any dossier is for each of them.
#[must_use]
pub fn gathered_by_dossier<'m>(service: &'m PublicService, model: &'m Model) -> Vec<Vec<Gathered<'m>>> {
    let dossier = |(step, requirement): (&Step, &Sourced<Requirement>)| {
        step.dossier_at(requirement.location()).map(|dossier| dossier.origin.location.span)
    };
    let mut dossiers: Vec<Span> = Vec::new();
    for one in service.requirements().filter_map(dossier) {
        if !dossiers.contains(&one) {
            dossiers.push(one);
        }
    }
    if dossiers.is_empty() {
        return vec![gathered(service, model)];
    }
    let of = |one: Span| gathered_where(&[service], model, |asked| dossier(asked).is_none_or(|dossier| dossier == one));
    dossiers.into_iter().map(of).collect()
}

fn gathered_where<'m>(
    services: &[&'m PublicService],
    model: &'m Model,
    counts: impl Fn((&Step, &Sourced<Requirement>)) -> bool,
) -> Vec<Gathered<'m>> {
    let mut gathered: Vec<Gathered<'m>> = Vec::new();
    let mut rank_of: BTreeMap<BTreeSet<Document>, usize> = BTreeMap::new();
    for service in services {
        let delivered: BTreeSet<_> = outputs(service).filter_map(|reference| reference.target).map(Document::Known).collect();
        for step in service.user_steps().filter(|step| !step.optional) {
            for requirement in step.requirements.all().iter().filter(|requirement| counts((step, requirement))) {
                let conditions = of_whom(step, &requirement.value);
                let recent = requirement.value.max_age.is_some();
                let mut asked =
                    one(&requirement.value, Place { location: words(requirement), service, conditions, recent }, model);
                if !asked.accepted.is_disjoint(&delivered) {
                    continue;
                }
                if let Some(rank) = rank_of.get(&asked.accepted) {
                    gathered[*rank].places.append(&mut asked.places);
                } else {
                    rank_of.insert(asked.accepted.clone(), gathered.len());
                    gathered.push(asked);
                }
            }
        }
    }
    gathered
}

/// What a procedure and its steps deliver, in the order of the text.
pub fn outputs(service: &PublicService) -> impl Iterator<Item = &Reference> {
    let of_steps = service.steps.iter().flat_map(|step| step.outputs.all());
    service.outputs.all().iter().chain(of_steps).map(|output| &output.value.evidence)
}

/// The documents a line asks for, as written.
fn words(requirement: &Sourced<Requirement>) -> Location {
    let spans = requirement.value.evidence.iter().map(|evidence| match evidence {
        RequiredEvidence::Named(reference) => reference.span,
        RequiredEvidence::Described(text) => text.span,
    });
    spans.reduce(Span::cover).map_or(requirement.location(), |span| requirement.at(span))
}

/// The conditions that decide of whom they are asked.
#[must_use]
pub fn conditions<'m>(gathered: &[Gathered<'m>]) -> Vec<&'m Expression> {
    let places = gathered.iter().flat_map(|document| &document.places);
    places.flat_map(|place| place.conditions.iter().copied()).collect()
}

/// The conditions of a step and of a line of it.
fn of_whom<'m>(step: &'m Step, requirement: &'m Requirement) -> Vec<&'m Expression> {
    let of_step = step.condition.as_ref().map(|condition| &condition.value);
    of_step.into_iter().chain(requirement.qualifiers.condition.as_ref()).collect()
}

fn one<'m>(requirement: &'m Requirement, place: Place<'m>, model: &'m Model) -> Gathered<'m> {
    let mut titles = Vec::new();
    let mut evidences = Vec::new();
    let mut accepted = BTreeSet::new();
    let mut partly_described = false;
    for asked in &requirement.evidence {
        match asked {
            RequiredEvidence::Named(reference) => {
                if let Some(evidence) = model.evidence(reference) {
                    titles.push(evidence.title.to_string());
                    evidences.push(evidence);
                    accepted.insert(Document::Known(evidence.symbol));
                    accepted.extend(evidence.one_of.iter().filter_map(|other| other.target).map(Document::Known));
                } else {
                    titles.push(reference.name.to_string());
                    partly_described = true;
                    accepted.insert(Document::Described(reference.name.to_lowercase()));
                }
            }
            RequiredEvidence::Described(text) => {
                titles.push(text.value.to_string());
                partly_described = true;
                accepted.insert(Document::Described(text.value.trim().to_lowercase()));
            }
        }
    }
    Gathered { title: titles.join(" ou "), places: vec![place], evidences, partly_described, accepted }
}

/// The things that person has to gather, those one document serves for counted once.
#[must_use]
pub fn asked_of<'g, 'm>(gathered: &'g [Gathered<'m>], person: &Person<'_, '_>) -> Vec<&'g Gathered<'m>> {
    let asked: Vec<_> = gathered.iter().filter(|one| one.is_asked_of(person) == Some(true)).collect();
    let covered = |one: &Gathered<'_>| asked.iter().any(|other| one.is_covered_by(other));
    asked.iter().copied().filter(|one| !covered(one)).collect()
}

/// How many things that person has to gather.
#[must_use]
pub fn count(gathered: &[Gathered<'_>], person: &Person<'_, '_>) -> Weight {
    // One look at each: a search weighs thousands of situations.
    let asked: Vec<_> = gathered.iter().map(|one| (one, one.is_asked_of(person))).collect();
    let is_told = |asked: &&(_, Option<bool>)| asked.1 == Some(true);
    let is_covered =
        |one: &Gathered<'_>| one.accepted.len() > 1 && asked.iter().filter(is_told).any(|(other, _)| one.is_covered_by(other));
    let (mut told, mut at_most) = (0, 0);
    for (one, is_asked) in asked.iter().filter(|(_, is_asked)| *is_asked != Some(false)) {
        if !is_covered(one) {
            told += usize::from(*is_asked == Some(true));
            at_most += 1;
        }
    }
    Weight { told, at_most }
}
