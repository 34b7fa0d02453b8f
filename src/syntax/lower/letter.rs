//! The lines of a `courrier`.

use super::super::ast::LetterClause;
use super::super::grammar::Rule;
use super::{Container, entry};
use crate::values::{LetterKind, Mention};

/// A `courrier` block.
pub(super) static LETTER: Container<LetterClause> = Container {
    name: "un courrier",
    entries: &[
        entry("nature", Rule::ligne_mots, "nature refus", |lower, pairs, _| {
            let word = lower.find(&pairs, Rule::mots)?;
            lower.word(&word, LetterKind::ALL, LetterKind::word).map(LetterClause::Kind)
        }),
        entry(
            "mentionne",
            Rule::ligne_liste_mots,
            "mentionne agent_nom, agent_qualité, service, téléphone",
            |lower, pairs, _| Some(LetterClause::Mentions(lower.word_list(&pairs, Mention::ALL, Mention::word))),
        ),
        entry("texte", Rule::ligne_texte, "texte « Bonjour, votre carte est prête. »", |lower, pairs, _| {
            lower.find_text(&pairs).map(LetterClause::Body)
        }),
    ],
    fallback: None,
    none: None,
};
