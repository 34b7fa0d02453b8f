//! From the syntax trees to the model: file by file ([`part`], in parallel), then together ([`assemble`]).
//!
//! A part numbers its things from zero; putting parts together shifts these ranks, so that nothing is looked up twice. Texts
//! are moved, never copied, except names, which their symbol keeps too.

mod decision;
mod options;
mod service;
mod shared;
mod stated;
mod step;

use super::{Model, Symbol, SymbolKind, resolve};
use crate::source::{FileId, Location, Problem, Span};
use crate::syntax::ast::{Document, Item};
use crate::values::{SymbolId, Text};

/// What one file says, its names not yet resolved.
#[derive(Debug, Clone, Default)]
pub struct Part {
    model: Model,
}

impl Part {
    /// What an importer read of one record: ranks and symbols from zero, names not yet resolved.
    #[must_use]
    pub const fn imported(model: Model) -> Self {
        Self { model }
    }

    /// What it says, ranks and symbols from zero.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// What it says, to be changed: names may be, ranks and symbols may not.
    pub const fn model_mut(&mut self) -> &mut Model {
        &mut self.model
    }
}

/// Reads the facts of one file.
#[must_use]
pub fn part(file: FileId, document: Document) -> Part {
    let mut unreadable = document.unreadable;
    unreadable.sort_unstable();
    let mut builder = Builder { file, unreadable, model: Model::default() };
    for item in document.items {
        builder.item(item);
    }
    Part { model: builder.model }
}

/// Puts the files together, in path order, and resolves their names.
#[must_use]
pub fn assemble(parts: Vec<Part>) -> (Model, Vec<Problem>) {
    let mut model = Model::default();
    reserve(&mut model, &parts);
    for part in parts {
        append(&mut model, part.model);
    }
    options::name_those_spoken_of(&mut model);
    let problems = resolve::resolve(&mut model);
    (model, problems)
}

/// The facts of one file, while they are gathered.
struct Builder {
    file: FileId,
    /// Sorted.
    unreadable: Vec<Span>,
    model: Model,
}

impl Builder {
    fn item(&mut self, item: Item) {
        match item {
            Item::PublicOrganisation(definition) => self.organisation(definition),
            Item::LegalResource(resource) => self.legal_resource(resource),
            Item::LifeEvent(definition) => self.life_event(definition),
            Item::Term(term) => stated::push(&mut self.model.terms, stated::sourced(self.file, term.span, term)),
            Item::Evidence(definition) => self.evidence(definition),
            Item::Data(data) => self.data(data),
            Item::PublicService(definition) => self.service(definition),
            Item::Journey(journey) => self.journey(journey),
            Item::Profile(profile) => self.profile(profile),
            Item::Rule(rule) => self.rule(rule),
        }
    }

    /// Names something.
    fn define(&mut self, name: &Text, kind: SymbolKind) -> SymbolId {
        let location = Location::new(self.file, name.span);
        self.model.symbols.push(Symbol { name: name.value.clone(), kind, location })
    }

    /// Whether something unreadable lies in `span`.
    fn hides_something(&self, span: Span) -> bool {
        let first = self.unreadable.partition_point(|hidden| hidden.start < span.start);
        let inside = self.unreadable.get(first).is_some_and(|hidden| hidden.start <= span.end);
        let astride = first > 0 && self.unreadable[first - 1].end > span.start;
        inside || astride
    }
}

/// The human title, or the name when there is none.
fn title_or_name(title: Option<Text>, name: &Text) -> Box<str> {
    title.map_or_else(|| name.value.clone(), |title| title.value)
}

/// The place of the human title, or of the name when there is none.
fn heading(file: FileId, title: Option<&Text>, name: &Text) -> Location {
    Location::new(file, title.unwrap_or(name).span)
}

/// The rank the next thing of a list will have.
fn next_rank<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).expect("interne : plus de quatre milliards de définitions")
}

fn reserve(model: &mut Model, parts: &[Part]) {
    let total = |length: fn(&Model) -> usize| parts.iter().map(|part| length(&part.model)).sum();
    model.organisations.reserve_exact(total(|part| part.organisations.len()));
    model.evidences.reserve_exact(total(|part| part.evidences.len()));
    model.data.reserve_exact(total(|part| part.data.len()));
    model.services.reserve_exact(total(|part| part.services.len()));
    model.symbols.reserve(total(|part| part.symbols.len()));
}

/// Adds a part at the end of the model, its ranks shifted by what is already there.
fn append(model: &mut Model, part: Model) {
    let ranks = Ranks {
        symbols: u32::try_from(model.symbols.len()).expect("interne : plus de quatre milliards de noms"),
        organisations: next_rank(&model.organisations),
        evidences: next_rank(&model.evidences),
        data: next_rank(&model.data),
        services: next_rank(&model.services),
        life_events: next_rank(&model.life_events),
        journeys: next_rank(&model.journeys),
        profiles: next_rank(&model.profiles),
        legal_resources: next_rank(&model.legal_resources),
        rules: next_rank(&model.rules),
    };
    let Model {
        organisations,
        evidences,
        data,
        services,
        life_events,
        journeys,
        profiles,
        legal_resources,
        terms,
        rules,
        symbols,
        ..
    } = part;
    extend(&mut model.organisations, organisations, |organisation| ranks.shift(&mut organisation.symbol));
    extend(&mut model.evidences, evidences, |evidence| ranks.shift(&mut evidence.symbol));
    extend(&mut model.data, data, |data| ranks.shift(&mut data.symbol));
    extend(&mut model.life_events, life_events, |life_event| ranks.shift(&mut life_event.symbol));
    extend(&mut model.journeys, journeys, |journey| ranks.shift(&mut journey.symbol));
    extend(&mut model.profiles, profiles, |profile| ranks.shift(&mut profile.symbol));
    extend(&mut model.legal_resources, legal_resources, |resource| ranks.shift(&mut resource.symbol));
    extend(&mut model.services, services, |service| {
        ranks.shift(&mut service.symbol);
        service.steps.iter_mut().for_each(|step| ranks.shift(&mut step.symbol));
    });
    model.terms.extend(terms);
    model.rules.extend(rules);
    for symbol in symbols.into_all() {
        model.symbols.push(Symbol { kind: ranks.of(symbol.kind), ..symbol });
    }
}

fn extend<T>(list: &mut Vec<T>, mut things: Vec<T>, shift: impl Fn(&mut T)) {
    things.iter_mut().for_each(shift);
    list.append(&mut things);
}

/// How many things of each list come before a part.
struct Ranks {
    symbols: u32,
    organisations: u32,
    evidences: u32,
    data: u32,
    services: u32,
    life_events: u32,
    journeys: u32,
    profiles: u32,
    legal_resources: u32,
    rules: u32,
}

impl Ranks {
    const fn shift(&self, symbol: &mut SymbolId) {
        symbol.0 += self.symbols;
    }

    fn of(&self, kind: SymbolKind) -> SymbolKind {
        match kind {
            SymbolKind::PublicOrganisation(rank) => SymbolKind::PublicOrganisation(rank + self.organisations),
            SymbolKind::Evidence(rank) => SymbolKind::Evidence(rank + self.evidences),
            SymbolKind::Data(rank) => SymbolKind::Data(rank + self.data),
            SymbolKind::EnumValue(rank) => SymbolKind::EnumValue(rank.map(|rank| rank + self.data)),
            SymbolKind::PublicService(rank) => SymbolKind::PublicService(rank + self.services),
            SymbolKind::LifeEvent(rank) => SymbolKind::LifeEvent(rank + self.life_events),
            SymbolKind::Journey(rank) => SymbolKind::Journey(rank + self.journeys),
            SymbolKind::Profile(rank) => SymbolKind::Profile(rank + self.profiles),
            SymbolKind::LegalResource(rank) => SymbolKind::LegalResource(rank + self.legal_resources),
            SymbolKind::Rule(rank) => SymbolKind::Rule(rank + self.rules),
            SymbolKind::Step(service, step) => SymbolKind::Step(service + self.services, step),
            SymbolKind::LocalRule(service, rule) => SymbolKind::LocalRule(service + self.services, rule),
        }
    }
}
