//! What letters state and what they lack, for the rules that read them.

use crate::findings::{Applicability, Fix};
use crate::model::{Letter, Sourced};
use crate::source::Span;
use crate::values::Mention;

/// Those of the due mentions that a letter leaves out; none when it lists no mention at all: nobody knows then what it states.
#[must_use]
pub(super) fn lacking(letter: &Letter, due: &[Mention]) -> Vec<Mention> {
    if letter.mentions.is_empty() {
        return Vec::new();
    }
    due.iter().copied().filter(|mention| !states(letter, *mention)).collect()
}

/// Whether a letter lists a mention.
#[must_use]
pub(super) fn states(letter: &Letter, mention: Mention) -> bool {
    letter.mentions.iter().any(|stated| stated.value == mention)
}

/// Where a letter says what it states: its mentions, or its title.
#[must_use]
pub(super) fn place(letter: &Letter) -> crate::source::Location {
    letter.mentions.first().map_or(letter.heading, Sourced::location)
}

/// What a mention states, with its article.
#[must_use]
pub(super) const fn named(mention: Mention) -> &'static str {
    match mention {
        Mention::AgentFirstName => "le prénom de l'agent",
        Mention::AgentName => "le nom de l'agent",
        Mention::AgentRole => "la qualité de l'agent",
        Mention::AgentAddress => "l'adresse de l'agent",
        Mention::Signature => "la signature",
        Mention::Service => "le service chargé du dossier",
        Mention::Telephone => "le téléphone",
        Mention::ReceptionDate => "la date de réception",
        Mention::Silence => "l'effet du silence et sa date",
        Mention::Appeals => "les voies et délais de recours",
        Mention::LegalGrounds => "les motifs de droit",
        Mention::FactualGrounds => "les motifs de fait",
        Mention::MissingEvidence => "les pièces manquantes",
        Mention::Certificate => "la possibilité d'une attestation",
        Mention::Algorithm => "ce que calcule le programme qui décide",
    }
}

/// « manquent : le nom de l'agent et la signature »
#[must_use]
pub(super) fn missing(mentions: &[Mention]) -> String {
    let verb = if mentions.len() == 1 { "manque" } else { "manquent" };
    let names: Vec<_> = mentions.iter().map(|mention| named(*mention)).collect();
    format!("{verb} : {}", super::wording::listed(&names))
}

/// The missing mentions written after the last one.
#[must_use]
pub(super) fn completed(letter: &Letter, missing: &[Mention]) -> Option<Fix> {
    let last = letter.mentions.last()?.location();
    let end = crate::source::Location::new(last.file, Span::new(last.span.end, last.span.end));
    let words: String = missing.iter().flat_map(|mention| [", ", mention.word()]).collect();
    let title = if missing.len() == 1 { "ajouter la mention" } else { "ajouter les mentions" };
    Some(Fix::replace(title, Applicability::ToReview, end, words))
}
