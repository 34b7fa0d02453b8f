//! What procedures share: organisations, documents, data, texts of law, life events.

use super::{Origin, Sourced, Stated, StatedList};
use crate::source::{Location, Spanned};
use crate::values::{
    Concept, ContactPoint, Cost, DataType, Duration, DurationRange, Expression, FactKind, OrganisationNature, Reference,
    SymbolId, Text,
};

/// A body that runs procedures or delivers documents (CPSV-AP `PublicOrganisation`).
#[derive(Debug, Clone, Default)]
pub struct PublicOrganisation {
    /// Its symbol.
    pub symbol: SymbolId,
    /// Its name in the language.
    pub name: Box<str>,
    /// Its human title; its name when it has none.
    pub title: Box<str>,
    /// The whole definition.
    pub origin: Origin,
    /// Where its name is defined.
    pub heading: Location,
    /// Its acronym.
    pub acronym: Stated<Sourced<Text>>,
    /// What kind of body it is.
    pub nature: Stated<Sourced<OrganisationNature>>,
    /// Its site.
    pub website: Stated<Sourced<Text>>,
    /// The body it belongs to.
    pub part_of: Option<Reference>,
    /// How to reach it.
    pub contacts: StatedList<ContactPoint>,
    /// The other facts it declares there is none of: `téléphone aucun parce que …`.
    pub none: Vec<(FactKind, Sourced<Text>)>,
}

/// A document people are asked for (CPSV-AP `Evidence`).
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Its symbol.
    pub symbol: SymbolId,
    /// Its name in the language.
    pub name: Box<str>,
    /// Its human title; its name when it has none.
    pub title: Box<str>,
    /// The whole definition.
    pub origin: Origin,
    /// Where its name is defined.
    pub heading: Location,
    /// Other wordings.
    pub synonyms: Vec<Text>,
    /// Who delivers it.
    pub issued_by: StatedList<Reference>,
    /// Who already has it, besides its issuer.
    pub held_by: Vec<Sourced<Reference>>,
    /// The procedure that delivers it.
    pub obtained_through: StatedList<Reference>,
    /// The person already has it or makes it.
    pub already_owned: bool,
    /// How long it takes to get.
    pub obtaining_time: Stated<Sourced<DurationRange>>,
    /// What it costs to get.
    pub costs: StatedList<Cost>,
    /// The data it proves.
    pub proves: StatedList<Reference>,
    /// How the administration can fetch it itself.
    pub exchange: Stated<Sourced<Text>>,
    /// The documents that serve as it, each in turn.
    pub one_of: Vec<Sourced<Reference>>,
    /// How long it is valid.
    pub valid_for: Stated<Sourced<Duration>>,
    /// A page about it.
    pub link: Option<Sourced<Text>>,
    /// The other facts it declares there is none of.
    pub none: Vec<(FactKind, Sourced<Text>)>,
}

/// A datum people are asked for (CCCEV `InformationConcept`).
#[derive(Debug, Clone)]
pub struct Data {
    /// Its symbol.
    pub symbol: SymbolId,
    /// Its name in the language.
    pub name: Box<str>,
    /// The whole definition.
    pub origin: Origin,
    /// Where its name is defined.
    pub heading: Location,
    /// Its type.
    pub data_type: DataType,
    /// Its unit, as written.
    pub unit: Option<Text>,
    /// Its declared bounds; boxed, for forms have hundreds of thousands of data that declare none.
    pub bounds: Option<Box<(Expression, Expression)>>,
    /// The question that asks it.
    pub question: Option<Text>,
    /// What is said beside the question to help answer.
    pub explanation: Option<Text>,
    /// What it is in itself, when its field says so.
    pub concept: Option<Spanned<Concept>>,
    /// Where the administration can get it.
    pub source: Option<Sourced<Text>>,
    /// Whether it is declared sensitive, or not.
    pub sensitive: Option<Sourced<bool>>,
    /// What it is used for.
    pub used_for: Option<Sourced<Text>>,
}

impl Data {
    /// What people call it: the question of a form, which gives it no other name; else its name, words apart.
    #[must_use]
    pub fn called(&self) -> String {
        let label = self.question.as_ref().filter(|question| question.span == self.heading.span);
        label.map_or_else(|| self.name.replace('_', " "), |label| label.value.to_string())
    }
}

/// A text of law (CPSV-AP `LegalResource`).
#[derive(Debug, Clone)]
pub struct LegalResource {
    /// Its symbol.
    pub symbol: SymbolId,
    /// Its name in the language.
    pub name: Box<str>,
    /// Its title; its name when it has none.
    pub title: Box<str>,
    /// The whole definition.
    pub origin: Origin,
    /// Where its name is defined.
    pub heading: Location,
    /// Where to read it.
    pub url: Option<Text>,
}

/// A moment of life that sets procedures going (CPSV-AP `LifeEvent`).
#[derive(Debug, Clone)]
pub struct LifeEvent {
    /// Its symbol.
    pub symbol: SymbolId,
    /// Its name in the language.
    pub name: Box<str>,
    /// Its title; its name when it has none.
    pub title: Box<str>,
    /// The whole definition.
    pub origin: Origin,
    /// Where its name is defined.
    pub heading: Location,
}
