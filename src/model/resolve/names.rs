//! What is defined: the names shared by the workspace, those of each procedure, and the values of the enumerations.

use super::{Issue, Mishap};
use crate::model::{Model, SymbolKind, Symbols};
use crate::values::{DataType, SymbolId, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::sync::OnceLock;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The name with composed accents: what is compared.
pub(super) fn composed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() || is_nfc_quick(name.chars()) == IsNormalized::Yes {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.nfc().collect())
    }
}

/// The name without accents, capitals or ligatures: what a person who types fast writes.
pub(super) fn folded(name: &str) -> String {
    fold(name).replace('œ', "oe").replace('æ', "ae")
}

/// Names defined at one level.
#[derive(Debug)]
pub(super) struct Scope<'s> {
    symbols: &'s Symbols,
    /// All the names, in the order of the files.
    ids: Vec<SymbolId>,
    /// The first definition of each name.
    exact: FxHashMap<Cow<'s, str>, SymbolId>,
    /// The other definitions of a name, by the first.
    again: FxHashMap<SymbolId, Vec<SymbolId>>,
    /// By folded name, built when an exact name is not found.
    folded: OnceLock<FxHashMap<String, Vec<SymbolId>>>,
}

impl<'s> Scope<'s> {
    fn new(symbols: &'s Symbols, ids: Vec<SymbolId>) -> Self {
        let mut exact = FxHashMap::default();
        exact.reserve(ids.len());
        let mut again: FxHashMap<SymbolId, Vec<SymbolId>> = FxHashMap::default();
        for &id in &ids {
            let first = *exact.entry(composed(&symbols.get(id).name)).or_insert(id);
            if first != id {
                again.entry(first).or_default().push(id);
            }
        }
        Self { symbols, ids, exact, again, folded: OnceLock::new() }
    }

    /// All the names, in the order of the files.
    pub(super) fn ids(&self) -> &[SymbolId] {
        &self.ids
    }

    /// What has exactly that name and is accepted.
    pub(super) fn exact(&self, name: &str, accepts: impl Fn(SymbolKind) -> bool) -> Option<SymbolId> {
        let first = *self.exact.get(&composed(name))?;
        let again = self.again.get(&first).map_or(&[][..], Vec::as_slice);
        std::iter::once(first).chain(again.iter().copied()).find(|id| accepts(self.symbols.get(*id).kind))
    }

    /// The only thing that has that name but for accents and capitals, and is accepted. Nothing when two names would do.
    pub(super) fn close(&self, name: &str, accepts: impl Fn(SymbolKind) -> bool) -> Option<SymbolId> {
        let by_folded = self.folded.get_or_init(|| {
            let mut by_folded: FxHashMap<String, Vec<SymbolId>> = FxHashMap::default();
            for &id in &self.ids {
                by_folded.entry(folded(&self.symbols.get(id).name)).or_default().push(id);
            }
            by_folded
        });
        let ids = by_folded.get(&folded(name))?;
        let mut accepted = ids.iter().copied().filter(|id| accepts(self.symbols.get(*id).kind));
        let first = accepted.next()?;
        let same_name = |id: SymbolId| composed(&self.symbols.get(id).name) == composed(&self.symbols.get(first).name);
        accepted.all(same_name).then_some(first)
    }

    /// Each definition of a name already defined, with the first, in the order of the files.
    pub(super) fn duplicates(&self) -> Vec<(SymbolId, SymbolId)> {
        let mut duplicates: Vec<_> = self.again.iter().flat_map(|(first, again)| again.iter().map(|id| (*first, *id))).collect();
        duplicates.sort_unstable_by_key(|(_, id)| *id);
        duplicates
    }
}

/// What the procedure of that rank names for itself alone.
#[derive(Debug, Clone, Default)]
pub(super) struct LocalIds {
    pub(super) steps: Vec<SymbolId>,
    pub(super) rules: Vec<SymbolId>,
}

/// The names of one procedure.
#[derive(Debug)]
pub(super) struct LocalNames<'s> {
    pub(super) steps: Scope<'s>,
    pub(super) rules: Scope<'s>,
}

/// Everything defined.
#[derive(Debug)]
pub(super) struct Names<'s> {
    pub(super) symbols: &'s Symbols,
    /// The names shared by the workspace.
    pub(super) shared: Scope<'s>,
    /// The values of the enumerations.
    pub(super) values: Scope<'s>,
    /// By rank of procedure.
    pub(super) local: Vec<LocalIds>,
    /// The values each datum, right or calculation may take.
    pub(super) enumerations: Enumerations,
}

/// The values each datum, right or calculation may take, when they are listed.
pub(super) type Enumerations = FxHashMap<SymbolId, Vec<Box<str>>>;

impl<'s> Names<'s> {
    pub(super) fn new(symbols: &'s Symbols, ids: Ids, enumerations: Enumerations) -> Self {
        let Ids { shared, values, local, .. } = ids;
        Self { symbols, shared: Scope::new(symbols, shared), values: Scope::new(symbols, values), local, enumerations }
    }

    /// Each shared name defined again.
    pub(super) fn shared_duplicates(&self) -> impl Iterator<Item = Issue> {
        self.shared.duplicates().into_iter().map(|(first, id)| {
            let symbol = self.symbols.get(id);
            Issue { location: symbol.location, name: symbol.name.clone(), service: None, mishap: Mishap::Duplicate(first, id) }
        })
    }

    /// The names of the procedure of that rank.
    pub(super) fn of_service(&self, rank: u32) -> LocalNames<'s> {
        let LocalIds { steps, rules } = self.local.get(rank as usize).cloned().unwrap_or_default();
        LocalNames { steps: Scope::new(self.symbols, steps), rules: Scope::new(self.symbols, rules) }
    }
}

/// The symbols sorted by where they can be named.
#[derive(Debug, Default)]
pub(super) struct Ids {
    shared: Vec<SymbolId>,
    values: Vec<SymbolId>,
    local: Vec<LocalIds>,
    /// By rank of shared rule.
    rules: Vec<SymbolId>,
}

impl Ids {
    pub(super) fn new(model: &Model) -> Self {
        let mut ids = Self { local: vec![LocalIds::default(); model.services.len()], ..Self::default() };
        for (id, symbol) in (0u32..).map(SymbolId).zip(model.symbols.iter()) {
            match symbol.kind {
                SymbolKind::EnumValue(_) => ids.values.push(id),
                SymbolKind::Step(service, _) => ids.local[service as usize].steps.push(id),
                SymbolKind::LocalRule(service, _) => ids.local[service as usize].rules.push(id),
                SymbolKind::Rule(_) => {
                    ids.rules.push(id);
                    ids.shared.push(id);
                }
                SymbolKind::PublicOrganisation(_)
                | SymbolKind::Evidence(_)
                | SymbolKind::Data(_)
                | SymbolKind::PublicService(_)
                | SymbolKind::LifeEvent(_)
                | SymbolKind::Journey(_)
                | SymbolKind::Profile(_)
                | SymbolKind::LegalResource(_) => ids.shared.push(id),
            }
        }
        ids
    }

    pub(super) fn enumerations(&self, model: &Model) -> Enumerations {
        let data = model.data.iter().map(|datum| (datum.symbol, &datum.data_type));
        let shared = self.rules.iter().zip(&model.rules);
        let local = self.local.iter().zip(&model.services).flat_map(|(ids, service)| ids.rules.iter().zip(&service.rules));
        let rules = shared.chain(local).map(|(id, rule)| (*id, &rule.data_type.value));
        // The options of imported forms that no condition names are no symbols, and are millions: copying them would name nothing.
        let rank_of = |id: &SymbolId| match model.symbols.get(*id).kind {
            SymbolKind::EnumValue(rank) => rank,
            _ => None,
        };
        let named: FxHashSet<u32> = self.values.iter().filter_map(rank_of).collect();
        let data = (0_u32..).zip(data).filter(|(rank, _)| named.contains(rank)).map(|(_, datum)| datum);
        let listed = data.chain(rules).filter_map(|(id, data_type)| match data_type {
            DataType::OneOf(values) => Some((id, values.iter().map(|value| value.value.clone()).collect())),
            DataType::Boolean
            | DataType::Integer
            | DataType::Decimal
            | DataType::Money
            | DataType::Duration
            | DataType::Date
            | DataType::Text => None,
        });
        listed.collect()
    }
}
