//! The burden of a procedure on a person (standard cost model): minutes of work act by act, euros paid, days of waiting.
//!
//! Only what is certain counts, by the cheapest way offered: the figures are « at least ». A time said by the author replaces the
//! standard one. Minutes are never turned into euros.

use super::cost::{announced, announced_in, cheapest, plus};
use super::extremes::Weight;
use super::gathering::{self, Gathered, asked_of, gathered};
use super::path;
use super::people::Person;
use super::waiting::{self, Wait};
use crate::model::{Evidence, Model, PublicService, Step};
use crate::values::{ChannelKind, Expression, Money};

/// Standard minutes, one per act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Read and understand what is asked.
    pub understand: u32,
    /// Fill in a form.
    pub fill_in: u32,
    /// Send online or hand over.
    pub send: u32,
    /// Send by post.
    pub post: u32,
    /// Pay.
    pub pay: u32,
    /// Read the decision.
    pub read_decision: u32,
    /// A useful telephone call.
    pub call: u32,
    /// Go and wait, without an appointment.
    pub visit: u32,
    /// Go and be received, by appointment.
    pub appointment: u32,
    /// A document at hand: find and copy it.
    pub at_hand: u32,
    /// A document to ask for online.
    pub asked_online: u32,
    /// A document to ask for by post.
    pub asked_by_post: u32,
    /// A document to fetch at a counter.
    pub fetched: u32,
}

/// What a procedure may take from people, act by act.
#[derive(Debug, Clone)]
pub struct Burden<'m> {
    service: &'m PublicService,
    model: &'m Model,
    steps: Vec<(&'m Step, u32)>,
    documents: Vec<Gathered<'m>>,
    to_gather: Vec<u32>,
    always: u32,
}

/// What it takes from one person, at least.
#[derive(Debug, Clone)]
pub struct Share<'m> {
    /// Minutes of each step they take, in the order of the text.
    pub steps: Vec<(&'m Step, u32)>,
    /// Minutes to gather the documents.
    pub gathering: u32,
    /// How many documents.
    pub n_documents: usize,
    /// Euros: the announced cost or that of the documents; `None` when nothing is said of either.
    pub spent: Option<Money>,
    /// The announced wait.
    pub wait: Option<Wait>,
}

impl<'m> Burden<'m> {
    /// The burden of a procedure, by that scale.
    #[must_use]
    pub fn new(service: &'m PublicService, scale: &Scale, model: &'m Model) -> Self {
        let documents = gathered(service, model);
        let to_gather = documents.iter().map(|document| minutes_to_gather(document, scale, model)).collect();
        let steps = path::mandatory(service).map(|step| (step, minutes_of(step, scale))).collect();
        let decision = if service.decision.said().is_some() { scale.read_decision } else { 0 };
        Self { service, model, steps, documents, to_gather, always: scale.understand + decision }
    }

    /// The conditions that decide who bears what.
    #[must_use]
    pub fn conditions(&self) -> Vec<&'m Expression> {
        let mut conditions = path::conditions(self.service);
        conditions.extend(gathering::conditions(&self.documents));
        conditions
    }

    /// Minutes of work, all acts together.
    #[must_use]
    pub fn minutes(&self, person: &Person<'_, '_>) -> Weight {
        let mut told = self.always;
        let mut at_most = self.always;
        for (step, minutes) in &self.steps {
            match path::concerns(step, person) {
                Some(true) => {
                    told += minutes;
                    at_most += minutes;
                }
                None => at_most += minutes,
                Some(false) => {}
            }
        }
        let asked = asked_of(&self.documents, person);
        for (document, minutes) in self.documents.iter().zip(&self.to_gather) {
            if asked.iter().any(|one| std::ptr::eq(*one, document)) {
                told += minutes;
                at_most += minutes;
            } else if document.is_asked_of(person).is_none() {
                at_most += minutes;
            }
        }
        Weight { told: told as usize, at_most: at_most as usize }
    }

    /// What that person bears.
    #[must_use]
    pub fn share(&self, person: &Person<'_, '_>) -> Share<'m> {
        let concerned = |(step, _): &&(&Step, u32)| path::concerns(step, person) == Some(true);
        let documents = asked_of(&self.documents, person);
        let minutes = self.documents.iter().zip(&self.to_gather);
        let minutes = minutes.filter(|(document, _)| documents.iter().any(|one| std::ptr::eq(*one, *document)));
        let of_documents = documents.iter().filter_map(|document| price(document, self.model)).reduce(plus);
        let own = announced(self.service).map(|announced| announced.min);
        Share {
            steps: self.steps.iter().filter(concerned).copied().collect(),
            gathering: minutes.map(|(_, minutes)| minutes).sum(),
            n_documents: documents.len(),
            // A cost that is announced may already count the documents: the two are never added.
            spent: own.max(of_documents),
            wait: waiting::announced(self.service, self.model),
        }
    }
}

fn price(document: &Gathered<'_>, model: &Model) -> Option<Money> {
    if document.partly_described {
        return None;
    }
    let prices: Option<Vec<_>> = document.evidences.iter().map(|evidence| cheapest(evidence, model)).collect();
    prices?.into_iter().min()
}

fn minutes_of(step: &Step, scale: &Scale) -> u32 {
    let sent = step.performed.all().iter().flat_map(|performance| {
        let by_appointment = performance.value.appointment.is_some();
        performance.value.channels.iter().map(move |channel| transport(channel.kind.value, by_appointment, scale))
    });
    let sent = sent.min().unwrap_or_default();
    let pays = announced_in(step).is_some_and(|cost| !cost.min.is_zero());
    let paid = if pays { scale.pay } else { 0 };
    let said = step.duration.said().and_then(|duration| duration.value.min.minutes());
    let fills_in = step.asks.all().iter().any(|asked| asked.value.1.condition.is_none());
    let standard = if fills_in { scale.fill_in } else { 0 };
    said.unwrap_or(standard) + sent + paid
}

const fn transport(kind: ChannelKind, by_appointment: bool, scale: &Scale) -> u32 {
    match kind {
        ChannelKind::Online | ChannelKind::Email | ChannelKind::Video | ChannelKind::Home => scale.send,
        ChannelKind::Post => scale.post,
        ChannelKind::Telephone => scale.call,
        ChannelKind::Counter => {
            if by_appointment {
                scale.appointment
            } else {
                scale.visit
            }
        }
    }
}

/// Only a document that must be recent is asked for anew: any other may be at hand, and is taken to be.
fn minutes_to_gather(document: &Gathered<'_>, scale: &Scale, model: &Model) -> u32 {
    let recent = document.places.iter().all(|place| place.recent);
    if document.partly_described || !recent {
        return scale.at_hand;
    }
    document.evidences.iter().map(|evidence| minutes_to_get(evidence, scale, model)).min().unwrap_or(scale.at_hand)
}

/// A recent document is asked for by the easiest way its procedure offers; one nothing is said of is taken to be at hand.
fn minutes_to_get(evidence: &Evidence, scale: &Scale, model: &Model) -> u32 {
    if evidence.already_owned || !evidence.one_of.is_empty() {
        return scale.at_hand;
    }
    let services = evidence.obtained_through.all().iter().filter_map(|through| model.service(&through.value));
    let asked = services.filter_map(|service| service.user_steps().next());
    let ways = asked.flat_map(Step::channels).map(|channel| match channel.kind.value {
        ChannelKind::Online | ChannelKind::Email | ChannelKind::Video => scale.asked_online,
        ChannelKind::Post => scale.asked_by_post,
        ChannelKind::Telephone => scale.call,
        ChannelKind::Counter | ChannelKind::Home => scale.fetched,
    });
    ways.min().unwrap_or(scale.at_hand)
}
