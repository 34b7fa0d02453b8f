//! What the procedures mean, in CPSV-AP 3.2 terms: the one model that the language and every importer fill, and that every
//! rule reads.
//!
//! - **Three values** for every fact: [`Stated`] is said, declared none (with a reason), or not said.
//! - **Provenance** on every fact: a [`Sourced`] value has an [`Origin`], its place and how sure its reading is.
//! - **Names are shared** by the whole workspace: a [`Reference`](crate::values::Reference) resolves to one [`Symbol`].

mod build;
mod conditions;
mod evidence;
mod journey;
mod resolve;
mod service;
mod step;
mod symbols;
#[cfg(test)]
mod tests;

pub use build::{Part, assemble, part};
pub use evidence::{Data, Evidence, LegalResource, LifeEvent, PublicOrganisation};
pub use journey::{Journey, Profile};
pub use service::{
    ContactBlock, DataNotice, Decision, IncompleteFileRule, Letter, Provenance, PublicService, Review, Sanction, Silence,
};
pub use step::{Dossier, Performance, Repetition, Step};
pub use symbols::{Symbol, SymbolKind, Symbols, Use};

use crate::source::{FileId, Location, Span};
use crate::values::{Reference, Rule, SymbolId, Text};

/// How sure the reading of a fact is. The language is always [`Confidence::Exact`], but for the files received since a procedure opened, from
/// which those of a year are a guess; importers say what they inferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Confidence {
    /// Guessed from the shape of the text.
    Guess,
    /// Read in a sentence.
    Sentence,
    /// Read in a title.
    Title,
    /// Stated by its own element or keyword.
    #[default]
    Exact,
}

/// Where a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Origin {
    /// The whole line or element that states it.
    pub location: Location,
    /// How sure its reading is.
    pub confidence: Confidence,
}

impl Origin {
    /// A fact stated by its own keyword.
    #[must_use]
    pub const fn exact(file: FileId, span: Span) -> Self {
        Self { location: Location::new(file, span), confidence: Confidence::Exact }
    }
}

/// A fact with its origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced<T> {
    /// The fact.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

impl<T> std::ops::Deref for Sourced<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Sourced<T> {
    /// Where it is said.
    pub const fn location(&self) -> Location {
        self.origin.location
    }

    /// A place inside the same file.
    pub const fn at(&self, span: Span) -> Location {
        Location::new(self.origin.location.file, span)
    }
}

/// A fact that may be said, declared none with a reason, or not said at all.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Stated<T> {
    /// Nothing is written about it: unknown, never « no ».
    #[default]
    NotSaid,
    /// Declared not to exist, with the reason.
    None(Sourced<Text>),
    /// Said.
    Said(T),
}

impl<T> Stated<T> {
    /// What is said, if anything.
    pub const fn said(&self) -> Option<&T> {
        match self {
            Self::Said(value) => Some(value),
            Self::None(_) | Self::NotSaid => None,
        }
    }

    /// What is said, to be changed.
    pub const fn said_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Said(value) => Some(value),
            Self::None(_) | Self::NotSaid => None,
        }
    }

    /// Whether nothing is written about it.
    pub const fn is_not_said(&self) -> bool {
        matches!(self, Self::NotSaid)
    }

    /// Whether it is declared not to exist.
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None(_))
    }
}

/// A list of facts of one kind.
pub type StatedList<T> = Stated<Vec<Sourced<T>>>;

impl<T> Stated<Vec<T>> {
    /// The facts said, none when declared none or not said.
    pub fn all(&self) -> &[T] {
        match self {
            Self::Said(values) => values,
            Self::None(_) | Self::NotSaid => &[],
        }
    }

    /// The facts said, to be changed.
    pub fn all_mut(&mut self) -> &mut [T] {
        match self {
            Self::Said(values) => values,
            Self::None(_) | Self::NotSaid => &mut [],
        }
    }
}

/// Everything known of a workspace.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Who runs the procedures.
    pub organisations: Vec<PublicOrganisation>,
    /// The documents people are asked for.
    pub evidences: Vec<Evidence>,
    /// The data people are asked for.
    pub data: Vec<Data>,
    /// The procedures, in the order of the files.
    pub services: Vec<PublicService>,
    /// The life events.
    pub life_events: Vec<LifeEvent>,
    /// The journeys across procedures.
    pub journeys: Vec<Journey>,
    /// The people it is for.
    pub profiles: Vec<Profile>,
    /// The texts of law.
    pub legal_resources: Vec<LegalResource>,
    /// The words explained for the whole workspace.
    pub terms: Vec<Sourced<crate::values::Term>>,
    /// The rights and calculations shared by all.
    pub rules: Vec<Sourced<Rule>>,
    /// What each name designates.
    pub symbols: Symbols,
    /// Every place where a name is used and designates something, in the order of the files.
    pub uses: Vec<Use>,
}

impl Model {
    /// What a name designates.
    #[must_use]
    pub fn symbol(&self, reference: &Reference) -> Option<&Symbol> {
        reference.target.map(|id| self.symbols.get(id))
    }

    /// The document a name designates.
    #[must_use]
    pub fn evidence(&self, reference: &Reference) -> Option<&Evidence> {
        self.evidence_of(reference.target?)
    }

    /// The organisation a name designates.
    #[must_use]
    pub fn organisation(&self, reference: &Reference) -> Option<&PublicOrganisation> {
        self.organisation_of(reference.target?)
    }

    /// The datum a name designates.
    #[must_use]
    pub fn datum(&self, reference: &Reference) -> Option<&Data> {
        match self.symbol(reference)?.kind {
            SymbolKind::Data(index) => self.data.get(index as usize),
            _ => None,
        }
    }

    /// The procedure a name designates.
    #[must_use]
    pub fn service(&self, reference: &Reference) -> Option<&PublicService> {
        self.service_of(reference.target?)
    }

    /// The life event a name designates.
    #[must_use]
    pub fn life_event(&self, reference: &Reference) -> Option<&LifeEvent> {
        match self.symbol(reference)?.kind {
            SymbolKind::LifeEvent(index) => self.life_events.get(index as usize),
            _ => None,
        }
    }

    /// The text of law a name designates.
    #[must_use]
    pub fn legal_resource(&self, reference: &Reference) -> Option<&LegalResource> {
        match self.symbol(reference)?.kind {
            SymbolKind::LegalResource(index) => self.legal_resources.get(index as usize),
            _ => None,
        }
    }

    /// The step a name designates.
    #[must_use]
    pub fn step(&self, reference: &Reference) -> Option<&Step> {
        self.step_of(reference.target?)
    }

    /// The right or the calculation a name designates.
    #[must_use]
    pub fn rule(&self, reference: &Reference) -> Option<&Sourced<Rule>> {
        self.rule_of(self.symbol(reference)?.kind)
    }

    /// The right or the calculation of that kind of symbol.
    #[must_use]
    pub fn rule_of(&self, kind: SymbolKind) -> Option<&Sourced<Rule>> {
        match kind {
            SymbolKind::Rule(rank) => self.rules.get(rank as usize),
            SymbolKind::LocalRule(service, rank) => self.services.get(service as usize)?.rules.get(rank as usize),
            _ => None,
        }
    }

    /// What designates each right and calculation of a procedure, in the order of the text.
    pub fn rules_of(&self, service: &PublicService) -> impl Iterator<Item = SymbolKind> + use<> {
        let owner = match self.symbols.get(service.symbol).kind {
            SymbolKind::PublicService(rank) => Some(rank),
            _ => None,
        };
        let n_rules = u32::try_from(service.rules.len()).unwrap_or(0);
        owner.into_iter().flat_map(move |owner| (0..n_rules).map(move |rank| SymbolKind::LocalRule(owner, rank)))
    }

    /// The document of that symbol.
    #[must_use]
    pub fn evidence_of(&self, symbol: SymbolId) -> Option<&Evidence> {
        match self.symbols.get(symbol).kind {
            SymbolKind::Evidence(index) => self.evidences.get(index as usize),
            _ => None,
        }
    }

    /// The organisation of that symbol.
    #[must_use]
    pub fn organisation_of(&self, symbol: SymbolId) -> Option<&PublicOrganisation> {
        match self.symbols.get(symbol).kind {
            SymbolKind::PublicOrganisation(index) => self.organisations.get(index as usize),
            _ => None,
        }
    }

    /// The procedure of that symbol.
    #[must_use]
    pub fn service_of(&self, symbol: SymbolId) -> Option<&PublicService> {
        match self.symbols.get(symbol).kind {
            SymbolKind::PublicService(index) => self.services.get(index as usize),
            _ => None,
        }
    }

    /// The step of that symbol.
    #[must_use]
    pub fn step_of(&self, symbol: SymbolId) -> Option<&Step> {
        match self.symbols.get(symbol).kind {
            SymbolKind::Step(service, step) => self.services.get(service as usize)?.steps.get(step as usize),
            _ => None,
        }
    }
}
