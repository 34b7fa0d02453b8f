//! What many records describe alike, put together once: the same document asked by a hundred fiches is one document with a hundred wordings.
//!
//! Nothing here depends on the order in which records were read, only on their order in the workspace.

use super::Imported;
use crate::model::{
    Data, Evidence, LifeEvent, Model, Part, PublicOrganisation, PublicService, Sourced, Stated, Symbol, SymbolKind,
};
use crate::source::Location;
use crate::values::{Expression, SymbolId, Text, fold};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a record says of things that other records describe too, by name; symbols are given when all are together.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    /// Documents.
    pub evidences: Vec<Evidence>,
    /// Bodies.
    pub organisations: Vec<PublicOrganisation>,
    /// Data asked or known.
    pub data: Vec<Data>,
    /// Moments of life.
    pub life_events: Vec<LifeEvent>,
}

/// Puts together what the records share, as one more part of the model, and drops the links that lead to no record given: a sample of a
/// site is no defect of its pages.
#[must_use]
pub fn gather(imported: &mut [Imported]) -> Part {
    let mut model = Model::default();
    evidences(imported, &mut model);
    organisations(imported, &mut model);
    data(imported, &mut model);
    life_events(imported, &mut model);
    let services: FxHashSet<Box<str>> =
        imported.iter().flat_map(|record| record.part.model().services.iter().map(|service| service.name.clone())).collect();
    for evidence in &mut model.evidences {
        obtained_through(evidence, &services);
    }
    let events: FxHashSet<Box<str>> = model.life_events.iter().map(|event| event.name.clone()).collect();
    for record in imported {
        prune(record.part.model_mut(), &services, &events);
    }
    Part::imported(model)
}

/// The document that a page describes is obtained by following that page.
fn obtained_through(evidence: &mut Evidence, services: &FxHashSet<Box<str>>) {
    let Some(page) = evidence.name.strip_prefix("piece_").filter(|page| services.contains(*page)) else { return };
    let reference = crate::values::Reference::new(page, evidence.heading.span);
    evidence.obtained_through = Stated::Said(vec![Sourced { value: reference, origin: evidence.origin }]);
}

fn prune(model: &mut Model, services: &FxHashSet<Box<str>>, events: &FxHashSet<Box<str>>) {
    for service in &mut model.services {
        if let Stated::Said(said) = &mut service.life_events {
            said.retain(|event| events.contains(&event.value.name));
            if said.is_empty() {
                service.life_events = Stated::NotSaid;
            }
        }
    }
    for journey in &mut model.journeys {
        for stage in &mut journey.stages {
            stage.retain(|service| services.contains(&service.name));
        }
        journey.stages.retain(|stage| !stage.is_empty());
    }
}

/// The rank of the thing of that name, or the next rank.
fn rank(known: &mut FxHashMap<Box<str>, usize>, name: &str, next: usize) -> usize {
    *known.entry(name.into()).or_insert(next)
}

fn define(model: &mut Model, name: &str, kind: SymbolKind, location: Location) -> SymbolId {
    model.symbols.push(Symbol { name: name.into(), kind, location })
}

fn ordinal(rank: usize) -> u32 {
    u32::try_from(rank).expect("interne : plus de quatre milliards de définitions")
}

/// One document a name: its title is the surest wording, then the most frequent, then the first; the others are synonyms.
fn evidences(imported: &mut [Imported], model: &mut Model) {
    let mut known = FxHashMap::default();
    let mut wordings: Vec<Vec<(Evidence, usize)>> = Vec::new();
    for evidence in imported.iter_mut().flat_map(|record| std::mem::take(&mut record.shared.evidences)) {
        let rank = rank(&mut known, &evidence.name, wordings.len());
        if rank == wordings.len() {
            wordings.push(Vec::new());
        }
        let folded = fold(&evidence.title);
        match wordings[rank].iter_mut().find(|(other, _)| fold(&other.title) == folded) {
            Some((first, times)) => {
                *times += 1;
                if first.origin.confidence < evidence.origin.confidence {
                    first.origin = evidence.origin;
                }
                first.link = first.link.take().or(evidence.link);
            }
            None => wordings[rank].push((evidence, 1)),
        }
    }
    for mut all in wordings {
        all.sort_by_key(|(evidence, times)| std::cmp::Reverse((evidence.origin.confidence, *times)));
        let mut all = all.into_iter().map(|(evidence, _)| evidence);
        let Some(mut evidence) = all.next() else { continue };
        for other in all {
            evidence.link = evidence.link.take().or(other.link);
            evidence.synonyms.push(Text::new(other.title, other.heading.span));
        }
        let kind = SymbolKind::Evidence(ordinal(model.evidences.len()));
        evidence.symbol = define(model, &evidence.name, kind, evidence.heading);
        // A synonym's place belongs to the file of the page that uses it: kept within the definition's own file.
        let span = evidence.heading.span;
        evidence.synonyms.iter_mut().for_each(|synonym| synonym.span = span);
        model.evidences.push(evidence);
    }
}

/// One body a name: each way to reach it once.
fn organisations(imported: &mut [Imported], model: &mut Model) {
    let mut known = FxHashMap::default();
    for mut organisation in imported.iter_mut().flat_map(|record| std::mem::take(&mut record.shared.organisations)) {
        let rank = rank(&mut known, &organisation.name, model.organisations.len());
        let Some(first) = model.organisations.get_mut(rank) else {
            let kind = SymbolKind::PublicOrganisation(ordinal(rank));
            organisation.symbol = define(model, &organisation.name, kind, organisation.heading);
            model.organisations.push(organisation);
            continue;
        };
        if first.website.is_not_said() {
            first.website = same_file(organisation.website, first.heading);
        }
        if first.nature.is_not_said() {
            first.nature = organisation.nature;
        }
        let Stated::Said(points) = organisation.contacts else { continue };
        match &mut first.contacts {
            Stated::Said(own) => {
                let others = points.into_iter().filter(|point| !own.iter().any(|known| same_way(&known.value, &point.value)));
                let others: Vec<_> = others.collect();
                own.extend(others);
            }
            Stated::NotSaid | Stated::None(_) => first.contacts = Stated::Said(points),
        }
    }
}

/// A text taken over from another record, shown where the thing is defined.
fn same_file(stated: Stated<Sourced<Text>>, heading: Location) -> Stated<Sourced<Text>> {
    match stated {
        Stated::Said(mut text) if text.origin.location.file != heading.file => {
            text.value.span = heading.span;
            Stated::Said(text)
        }
        other => other,
    }
}

/// Whether two ways reach the same place, whatever the record that gives them.
fn same_way(one: &crate::values::ContactPoint, other: &crate::values::ContactPoint) -> bool {
    use crate::values::ContactPoint as Way;
    match (one, other) {
        (Way::Telephone { number: a, .. }, Way::Telephone { number: b, .. }) => digits(&a.value) == digits(&b.value),
        (Way::Counter { place: a, .. }, Way::Counter { place: b, .. })
        | (Way::Post(a), Way::Post(b))
        | (Way::Email(a), Way::Email(b))
        | (Way::Form(a), Way::Form(b))
        | (Way::Directory(a), Way::Directory(b)) => fold(&a.value) == fold(&b.value),
        (a, b) => a == b,
    }
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// One datum a name, among those a condition reads: the surest question.
fn data(imported: &mut [Imported], model: &mut Model) {
    let mut known = FxHashMap::default();
    let services = imported.iter().flat_map(|record| &record.part.model().services);
    let names = services.flat_map(PublicService::conditions).flat_map(Expression::names);
    let used: FxHashSet<Box<str>> = names.map(|reference| reference.name.clone()).collect();
    let all = imported.iter_mut().flat_map(|record| std::mem::take(&mut record.shared.data));
    for mut datum in all.filter(|datum| used.contains(&datum.name)) {
        let rank = rank(&mut known, &datum.name, model.data.len());
        match model.data.get_mut(rank) {
            Some(first) if first.origin.confidence < datum.origin.confidence => {
                datum.symbol = first.symbol;
                *first = datum;
            }
            Some(_) => {}
            None => {
                datum.symbol = define(model, &datum.name, SymbolKind::Data(ordinal(rank)), datum.heading);
                model.data.push(datum);
            }
        }
    }
}

/// One moment of life a name: the first title.
fn life_events(imported: &mut [Imported], model: &mut Model) {
    let mut known = FxHashSet::default();
    for mut event in imported.iter_mut().flat_map(|record| std::mem::take(&mut record.shared.life_events)) {
        if known.insert(event.name.clone()) {
            let kind = SymbolKind::LifeEvent(ordinal(model.life_events.len()));
            event.symbol = define(model, &event.name, kind, event.heading);
            model.life_events.push(event);
        }
    }
}
