//! « Comment faire si… » : a moment of life, and the pages it leads to in the order of the text, which is the order suggested.

use super::identity::{self, target};
use super::record::{Key, Record};
use super::xml::{self, Node};
use crate::import::Shared;
use crate::model::{Journey, LifeEvent, Model, Origin, Symbol, SymbolKind};
use crate::source::{FileId, Location};
use crate::values::{Reference, SymbolId};

/// The name of the moment of life a guide speaks of.
pub(super) fn event_name(key: &Key) -> Box<str> {
    format!("evenement_{}", key.name()).into()
}

/// Reads the guide, when the record is one.
pub(super) fn read(file: FileId, root: Node<'_>, record: &Record, model: &mut Model, shared: &mut Shared) {
    if !record.kind.starts_with("Fiche Comment faire si") {
        return;
    }
    let title = identity::title(root);
    let heading = Location::new(file, title.span);
    let event = event_name(&record.key);
    let origin = Origin::exact(file, xml::span(root));
    shared.life_events.push(LifeEvent {
        symbol: SymbolId::default(),
        name: event.clone(),
        title: title.value.clone(),
        origin,
        heading,
    });
    let mut stages: Vec<Vec<Reference>> = Vec::new();
    for item in xml::descendants(root, "Item") {
        for link in xml::descendants(item, "LienInterne") {
            let Some(key) = target(link, "LienPublication", record.key.site).filter(|key| key.id.starts_with('F')) else {
                continue;
            };
            let name = key.name();
            if stages.iter().flatten().all(|known| known.name != name) {
                stages.push(vec![Reference::new(name, xml::span(link))]);
            }
        }
    }
    let name: Box<str> = format!("parcours_{}", record.key.name()).into();
    let symbol = model.symbols.push(Symbol { name: name.clone(), kind: SymbolKind::Journey(0), location: heading });
    let life_event = Some(Reference::new(event, title.span));
    model.journeys.push(Journey { symbol, name, title: title.value, origin, heading, life_event, stages });
}
