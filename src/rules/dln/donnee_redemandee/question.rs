//! A datum asked of a person in a step, of whom, and whether it is asked to be known or only to recognise them.

use crate::model::{Data, Evidence, Model, PublicService, Sourced, Step};
use crate::rules::Context;
use crate::rules::asked::{Meeting, meeting};
use crate::rules::documents::DocumentKind;
use crate::rules::wording::name_begins;
use crate::source::Location;
use crate::values::{ChannelKind, Expression, Qualifiers, Reference, SymbolId};
use std::collections::BTreeSet;

/// How the names of data that find a person or their file begin: they are said at each meeting.
pub(super) const FINDING_KEYS: &[&str] = &["numéro", "identifiant", "référence"];

/// How the names of data by which people introduce themselves begin.
pub(super) const INTRODUCTIONS: &[&str] =
    &["nom", "prénom", "civilité", "date_naissance", "date_de_naissance", "lieu_naissance", "lieu_de_naissance"];

/// A datum asked in a step.
#[derive(Clone, Copy)]
pub(super) struct Question<'m> {
    pub(super) step: &'m Step,
    fact: &'m Sourced<(Reference, Qualifiers)>,
}

/// The data asked of the person by a procedure, in the order of the text.
pub(super) fn questions(service: &PublicService) -> impl Iterator<Item = Question<'_>> {
    service.user_steps().flat_map(|step| step.asks.all().iter().map(move |fact| Question { step, fact }))
}

impl<'m> Question<'m> {
    pub(super) const fn datum(&self) -> Option<SymbolId> {
        self.fact.value.0.target
    }

    pub(super) const fn name(&self) -> &'m str {
        &self.fact.value.0.name
    }

    /// What people call the datum.
    pub(super) fn called(&self, model: &Model) -> String {
        model.datum(&self.fact.value.0).map_or_else(|| self.name().replace('_', " "), Data::called)
    }

    pub(super) const fn place(&self) -> Location {
        self.fact.at(self.fact.value.0.span)
    }

    /// For whom: the conditions of the step and of the line.
    pub(super) fn conditions(&self) -> Vec<&'m Expression> {
        let of_step = self.step.condition.as_ref().map(|condition| &condition.value);
        of_step.into_iter().chain(&self.fact.value.1.condition).collect()
    }

    /// Whether it is said to be recognised, not to be known.
    pub(super) fn only_recognises(&self) -> bool {
        let somebody_asks = matches!(meeting(self.step), Meeting::InPerson | Meeting::Unknown)
            || self.step.channels().any(|channel| channel.kind.value == ChannelKind::Telephone);
        name_begins(self.name(), FINDING_KEYS) || (somebody_asks && name_begins(self.name(), INTRODUCTIONS))
    }
}

/// The data that say who asks and where to answer: those that identity documents and proofs of address prove.
pub(super) fn who_asks(context: &Context<'_>) -> BTreeSet<SymbolId> {
    let is = |document: &Evidence, kind| context.documents.is(document, kind, context.model);
    let says_who = |document: &&Evidence| is(document, DocumentKind::Identity) || is(document, DocumentKind::ProofOfAddress);
    let documents = context.model.evidences.iter().filter(says_who);
    documents.flat_map(|document| document.proves.all()).filter_map(|proved| proved.value.target).collect()
}
