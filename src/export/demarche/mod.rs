//! Procedures written in the language, so that a team starts from what exists: one file for what they share, one for each procedure.
//!
//! ```text
//! page        the file being written                       shared      organisations, documents, data, journeys
//! procedure   what a procedure says of itself              step        a step, and its form in the order in which one reads it
//! facts       what a line states: citations, amounts, contacts
//! ```
//!
//! Written as text from the model alone: all that an importer fills has its line. The layout is left to the formatter.

mod facts;
mod page;
mod procedure;
mod shared;
mod step;

use crate::model::{Data, Evidence, Model, PublicService, SymbolKind};
use crate::values::{Expression, Reference, RequiredEvidence};
use page::Page;

/// The file of what procedures share.
pub const SHARED_FILE: &str = "vocabulaire.demarche";

/// A model, ready to be written file by file: thousands of procedures never stand in memory as text together.
#[derive(Debug)]
pub struct Demarches<'m> {
    model: &'m Model,
    /// By rank of datum, who speaks of it.
    data: Vec<Owner>,
    /// By rank of document, who asks it.
    evidences: Vec<Owner>,
}

/// A file written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its text, not laid out.
    pub text: String,
    /// How many addresses the language cannot write: left out.
    pub lost_addresses: usize,
}

/// The procedures that speak of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Nobody,
    /// The procedure of that rank, alone: it is defined beside it.
    One(u32),
    Several,
}

impl Owner {
    const fn add(&mut self, service: u32) {
        *self = match *self {
            Self::Nobody => Self::One(service),
            Self::One(other) if other == service => Self::One(service),
            Self::One(_) | Self::Several => Self::Several,
        };
    }
}

impl<'m> Demarches<'m> {
    /// What each procedure has for itself is found once.
    #[must_use]
    pub fn new(model: &'m Model) -> Self {
        let mut data = vec![Owner::Nobody; model.data.len()];
        let mut evidences = vec![Owner::Nobody; model.evidences.len()];
        for (rank, service) in (0_u32..).zip(&model.services) {
            for reference in names(service) {
                match model.symbol(reference).map(|symbol| symbol.kind) {
                    Some(SymbolKind::Data(of)) => data[of as usize].add(rank),
                    Some(SymbolKind::Evidence(of)) => evidences[of as usize].add(rank),
                    _ => {}
                }
            }
        }
        // A document that something else speaks of, or that several pages may know by its link, is for all.
        for (owner, evidence) in evidences.iter_mut().zip(&model.evidences) {
            if evidence.link.is_some() || !evidence.obtained_through.is_not_said() {
                *owner = Owner::Several;
            }
        }
        Self { model, data, evidences }
    }

    /// What the procedures share.
    #[must_use]
    pub fn shared(&self) -> File {
        let mut page = Page::default();
        shared::events(&mut page, self.model);
        let is_shared = |owner: Owner| !matches!(owner, Owner::One(_));
        for (datum, _) in self.model.data.iter().zip(&self.data).filter(|(_, owner)| is_shared(**owner)) {
            shared::datum(&mut page, datum);
        }
        self.model.organisations.iter().for_each(|office| shared::organisation(&mut page, office));
        for (evidence, _) in self.model.evidences.iter().zip(&self.evidences).filter(|(_, owner)| is_shared(**owner)) {
            shared::document(&mut page, evidence);
        }
        self.model.journeys.iter().for_each(|journey| shared::stages(&mut page, journey));
        page.into_file(SHARED_FILE.to_owned())
    }

    /// How many procedures there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.model.services.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.model.services.is_empty()
    }

    /// The procedure of that rank, with the data and documents it alone speaks of.
    #[must_use]
    pub fn procedure(&self, rank: usize) -> Option<File> {
        let service = self.model.services.get(rank)?;
        let mut page = Page::default();
        for datum in self.own_data(service, rank) {
            shared::datum(&mut page, datum);
        }
        for evidence in self.own_evidences(service, rank) {
            shared::document(&mut page, evidence);
        }
        procedure::procedure(&mut page, service, self.model);
        Some(page.into_file(format!("{}.demarche", service.name)))
    }

    /// In the order in which the procedure speaks of them.
    fn own_data<'s>(&'s self, service: &'m PublicService, rank: usize) -> impl Iterator<Item = &'m Data> + 's {
        let mut ranks: Vec<usize> = names(service)
            .filter_map(|reference| match self.model.symbol(reference)?.kind {
                SymbolKind::Data(of) => Some(of as usize),
                _ => None,
            })
            .filter(|of| self.data[*of] == Owner::One(u32::try_from(rank).unwrap_or(u32::MAX)))
            .collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks.into_iter().map(|of| &self.model.data[of])
    }

    fn own_evidences<'s>(&'s self, service: &'m PublicService, rank: usize) -> impl Iterator<Item = &'m Evidence> + 's {
        let mut ranks: Vec<usize> = names(service)
            .filter_map(|reference| match self.model.symbol(reference)?.kind {
                SymbolKind::Evidence(of) => Some(of as usize),
                _ => None,
            })
            .filter(|of| self.evidences[*of] == Owner::One(u32::try_from(rank).unwrap_or(u32::MAX)))
            .collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks.into_iter().map(|of| &self.model.evidences[of])
    }
}

/// The names of data and documents that a procedure uses.
fn names(service: &PublicService) -> impl Iterator<Item = &Reference> {
    let asked = service.steps.iter().flat_map(|step| step.asks.all()).map(|asked| &asked.value.0);
    let required = service.requirements().flat_map(|(_, requirement)| &requirement.value.evidence);
    let required = required.filter_map(|evidence| match evidence {
        RequiredEvidence::Named(reference) => Some(reference),
        RequiredEvidence::Described(_) => None,
    });
    asked.chain(required).chain(service.conditions().flat_map(Expression::names))
}
