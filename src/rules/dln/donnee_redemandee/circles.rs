//! What procedures share, so that one person may go through several: a journey, a life event, an organisation.

use crate::model::{Model, PublicService, Sourced};
use crate::rules::asked::outputs;
use crate::values::{Reference, SymbolId};
use std::collections::BTreeMap;

/// What procedures share.
pub(super) struct Circle<'m> {
    pub(super) kind: CircleKind,
    pub(super) title: &'m str,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CircleKind {
    Organisation,
    LifeEvent,
    Journey,
}

/// All that procedures share, looked up once for every document and datum.
pub(super) struct Circles<'m> {
    pub(super) all: Vec<Circle<'m>>,
    around: BTreeMap<SymbolId, Vec<usize>>,
    delivered: BTreeMap<SymbolId, Vec<SymbolId>>,
}

impl<'m> Circles<'m> {
    pub(super) fn of(model: &'m Model) -> Self {
        let mut all = Vec::new();
        let mut ranks: BTreeMap<SymbolId, usize> = BTreeMap::new();
        let mut around: BTreeMap<SymbolId, Vec<usize>> = BTreeMap::new();
        for journey in &model.journeys {
            for service in journey.stages.iter().flatten().filter_map(|stage| stage.target) {
                let circles = around.entry(service).or_default();
                // A journey may come back to a procedure.
                if circles.last() != Some(&all.len()) {
                    circles.push(all.len());
                }
            }
            all.push(Circle { kind: CircleKind::Journey, title: &journey.title });
        }
        for event in &model.life_events {
            ranks.insert(event.symbol, all.len());
            all.push(Circle { kind: CircleKind::LifeEvent, title: &event.title });
        }
        for organisation in &model.organisations {
            ranks.insert(organisation.symbol, all.len());
            all.push(Circle { kind: CircleKind::Organisation, title: &organisation.title });
        }
        let rank_of = |name: &Sourced<Reference>| ranks.get(&name.value.target?).copied();
        for service in &model.services {
            let named = service.life_events.all().iter().chain(service.organisations.all());
            around.entry(service.symbol).or_default().extend(named.filter_map(rank_of));
        }
        let delivered = |service: &PublicService| outputs(service, model).map(|document| document.symbol).collect();
        let delivered = model.services.iter().map(|service| (service.symbol, delivered(service))).collect();
        Self { all, around, delivered }
    }

    /// The circles a procedure is in, by rank.
    pub(super) fn around(&self, service: &PublicService) -> &[usize] {
        self.around.get(&service.symbol).map_or(&[], Vec::as_slice)
    }

    /// What a procedure delivers.
    pub(super) fn delivered_by(&self, service: &PublicService) -> &[SymbolId] {
        self.delivered.get(&service.symbol).map_or(&[], Vec::as_slice)
    }
}
