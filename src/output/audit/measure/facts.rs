//! What each procedure says of what a person needs to know before beginning. A page that speaks of a thing in any words is not counted among those
//! that say nothing of it: « n'est pas dit » is sure, the rest is not judged.

use super::{Portfolio, Published};
use crate::analysis::contact::{contacts, meets_somebody};
use crate::model::{Model, PublicService, Sourced, Stated};
use crate::output::audit::FactCount;
use crate::output::rule_page::basis_of_law;
use crate::rules::tables::{ExpectedFact, ExpectedFactRow, expected_facts};
use crate::rules::{by_code, passages};
use crate::values::{ContactPoint, FactKind, Text, fold};
use rayon::prelude::*;

/// How a procedure speaks of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Telling {
    Said,
    SpokenOf,
    DeclaredNone,
    NotSaid,
    /// The source has no place for it.
    Unknown,
    /// The question does not arise.
    Pointless,
}

/// Each fact, over all the procedures.
pub(super) fn facts(services: &[&PublicService], portfolio: &Portfolio<'_>) -> Vec<FactCount> {
    let rows = expected_facts();
    let tellings: Vec<Vec<Telling>> = services.par_iter().map(|service| tellings(service, portfolio)).collect();
    let mut counts: Vec<FactCount> = rows.iter().map(empty).collect();
    for (service, tellings) in services.iter().zip(tellings) {
        for (count, telling) in counts.iter_mut().zip(tellings) {
            match telling {
                Telling::Said => count.n_said += 1,
                Telling::SpokenOf => count.n_spoken_of += 1,
                Telling::DeclaredNone => count.n_none += 1,
                Telling::NotSaid => {
                    count.n_not_said += 1;
                    count.volume += service.volume.said().map_or(0, |volume| volume.value);
                }
                Telling::Unknown => count.n_unknown += 1,
                Telling::Pointless => {}
            }
        }
    }
    counts
}

fn empty(row: &ExpectedFactRow) -> FactCount {
    FactCount {
        title: row.title.clone(),
        law: basis_of_law(by_code(&row.rule)),
        n_said: 0,
        n_spoken_of: 0,
        n_none: 0,
        n_not_said: 0,
        n_unknown: 0,
        volume: 0,
    }
}

/// How one procedure speaks of each fact.
fn tellings(service: &PublicService, portfolio: &Portfolio<'_>) -> Vec<Telling> {
    let published = portfolio.published.get(&service.file());
    let text = fold(&own_text(service, portfolio, published));
    let telling = |row: &ExpectedFactRow| match stated(row.fact, service, portfolio.model) {
        Stated::Said(()) => Telling::Said,
        Stated::None(_) => Telling::DeclaredNone,
        Stated::NotSaid if row.fact == ExpectedFact::Hours && !gives_a_telephone(service, portfolio.model) => Telling::Pointless,
        Stated::NotSaid if row.is_spoken_of(&text) => Telling::SpokenOf,
        Stated::NotSaid if published.is_some_and(|published| row.silent.contains(&published.kind)) => Telling::Unknown,
        // It may be in what could not be read.
        Stated::NotSaid if service.partly_unreadable => Telling::Unknown,
        Stated::NotSaid => Telling::NotSaid,
    };
    expected_facts().iter().map(telling).collect()
}

/// What a page says in its own words: the whole of it when it was kept, titles of its services included, else the texts of the model.
fn own_text(service: &PublicService, portfolio: &Portfolio<'_>, published: Option<&Published>) -> String {
    let source = &portfolio.workspace.file(service.file()).text;
    let body = published.into_iter().flat_map(|published| &published.body);
    let body: String = body.filter_map(|span| source.get(span.range())).collect::<Vec<_>>().join("\n");
    if body.is_empty() {
        return passages(service).map(|passage| &*passage.text.value).collect::<Vec<_>>().join("\n");
    }
    body
}

fn gives_a_telephone(service: &PublicService, model: &Model) -> bool {
    contacts(service, model).any(|point| matches!(point, ContactPoint::Telephone { .. }))
}

/// The three values of a fact.
fn stated(fact: ExpectedFact, service: &PublicService, model: &Model) -> Stated<()> {
    let decision = service.decision.said();
    match fact {
        ExpectedFact::Contact => {
            value(meets_somebody(service) || !contacts(service, model).all.is_empty(), reason(&service.contact))
        }
        ExpectedFact::Voice => {
            value(meets_somebody(service) || contacts(service, model).reach_a_person(), reason(&service.contact))
        }
        ExpectedFact::Hours => {
            let has_hours = |point: &ContactPoint| matches!(point, ContactPoint::Telephone { hours: Some(_), .. });
            value(contacts(service, model).any(has_hours), None)
        }
        ExpectedFact::ProcessingTime => {
            let in_steps = service.steps.iter().any(|step| !step.processing_times.all().is_empty());
            let in_decision = decision.is_some_and(|decision| !decision.processing_times.all().is_empty());
            value(in_steps || in_decision, service.none_because(FactKind::ProcessingTime))
        }
        ExpectedFact::Silence => {
            let is_said = decision.is_some_and(|decision| !decision.silences.all().is_empty());
            value(is_said, service.none_because(FactKind::Silence).or_else(|| reason(&service.decision)))
        }
        ExpectedFact::Appeal => {
            value(service.all_appeals().next().is_some(), reason(&service.appeals).or_else(|| reason(&service.decision)))
        }
        ExpectedFact::Tracking => value(!service.tracking.all().is_empty(), reason(&service.tracking)),
        ExpectedFact::Cost => {
            let in_steps = service.steps.iter().any(|step| !step.costs.all().is_empty());
            value(in_steps || !service.costs.all().is_empty(), reason(&service.costs))
        }
        ExpectedFact::LegalBasis => value(!service.legal_bases.all().is_empty(), reason(&service.legal_bases)),
    }
}

fn value(is_said: bool, none: Option<&Sourced<Text>>) -> Stated<()> {
    match none {
        _ if is_said => Stated::Said(()),
        Some(reason) => Stated::None(reason.clone()),
        None => Stated::NotSaid,
    }
}

/// Why there is none, when it is declared.
const fn reason<T>(stated: &Stated<T>) -> Option<&Sourced<Text>> {
    match stated {
        Stated::None(reason) => Some(reason),
        Stated::Said(_) | Stated::NotSaid => None,
    }
}
