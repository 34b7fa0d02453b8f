//! The top level of a file: organisations, texts, events, terms, documents, data, procedures, journeys, profiles, shared rules.

use super::super::ast::{Definition, Item, Never};
use super::super::grammar::Rule;
use super::{Container, entry};
use super::{evidence, journey, organisation, rule, service};
use crate::values::{RuleKind, fold};

/// What a file may define.
pub(super) static FILE: Container<Item> = Container {
    name: "le fichier, hors de tout bloc",
    entries: &[
        entry("organisme", Rule::ligne_definition, "organisme mairie « Mairie » {", |lower, pairs, line| {
            lower.definition(&pairs, line, &organisation::ORGANISATION).map(Item::PublicOrganisation)
        })
        .opens(),
        entry(
            "texte",
            Rule::ligne_texte_loi,
            "texte crpa « Code des relations entre le public et l'administration »",
            |lower, pairs, line| lower.legal_resource(&pairs, line).map(Item::LegalResource),
        ),
        entry("événement", Rule::ligne_definition, "événement naissance « J'attends un enfant »", |lower, pairs, line| {
            let definition = lower.definition::<Never>(&pairs, line, &NOTHING)?;
            Some(Item::LifeEvent(Definition { clauses: Vec::new(), ..definition }))
        }),
        entry(
            "terme",
            Rule::ligne_terme,
            "terme « téléservice » = « une démarche faite sur internet »",
            |lower, pairs, line| lower.term(&pairs, line).map(Item::Term),
        ),
        entry("pièce", Rule::ligne_definition, "pièce acte_naissance « Acte de naissance » {", |lower, pairs, line| {
            lower.definition(&pairs, line, &evidence::EVIDENCE).map(Item::Evidence)
        })
        .opens(),
        entry(
            "donnée",
            Rule::ligne_donnee,
            "donnée âge : entier en années, de 0 à 120 « Quel âge avez-vous ? »",
            |lower, pairs, line| evidence::data(lower, &pairs, line).map(Item::Data),
        )
        .opens(),
        entry(
            "démarche",
            Rule::ligne_definition,
            "démarche carte_identité « Demander une carte d'identité » {",
            |lower, pairs, line| lower.definition(&pairs, line, &service::SERVICE).map(Item::PublicService),
        )
        .opens(),
        entry(
            "parcours",
            Rule::ligne_parcours,
            "parcours parcours_naissance « J'attends un enfant » pour événement naissance {",
            |lower, pairs, line| journey::journey(lower, &pairs, line).map(Item::Journey),
        )
        .opens(),
        entry(
            "profil",
            Rule::ligne_profil,
            "profil parent_hébergé « Parent hébergé chez un tiers », 4 % du public {",
            |lower, pairs, line| journey::profile(lower, &pairs, line).map(Item::Profile),
        )
        .opens(),
        entry("droit", Rule::ligne_regle, "droit éligible : oui ou non {", |lower, pairs, line| {
            rule::rule(lower, &pairs, line, RuleKind::Right).map(Item::Rule)
        })
        .opens(),
        entry("calcul", Rule::ligne_regle, "calcul quotient : montant = revenu_fiscal / parts", |lower, pairs, line| {
            rule::rule(lower, &pairs, line, RuleKind::Calculation).map(Item::Rule)
        })
        .opens(),
    ],
    fallback: None,
    none: None,
};

/// A block in which nothing can be written.
static NOTHING: Container<Never> = Container { name: "ce bloc", entries: &[], fallback: None, none: None };

/// The line that starts with that word, or nearly, in some block: its first words, and the block in words (« une étape »).
pub(super) fn place_of(word: &str) -> Option<(&'static str, &'static str)> {
    let places = [
        phrases(&service::SERVICE),
        phrases(&super::step::STEP),
        phrases(&super::step::REPETITION),
        phrases(&super::step::DOSSIER),
        phrases(&super::decision::DECISION),
        phrases(&super::contact::CONTACT),
        phrases(&FILE),
        phrases(&evidence::EVIDENCE),
        phrases(&organisation::ORGANISATION),
        phrases(&super::letter::LETTER),
        phrases(&journey::CASE),
    ];
    let all = || places.iter().flat_map(|(place, phrases)| phrases.iter().map(|phrase| (*phrase, *place)));
    let word = fold(word);
    let exact = all().find(|(phrase, _)| !word.is_empty() && fold(phrase.split(' ').next().unwrap_or("")) == word);
    exact.or_else(|| {
        let near = super::super::keyword::nearest(&word, all().map(|(phrase, _)| phrase))?;
        all().find(|(phrase, _)| *phrase == near)
    })
}

/// The name of a block and the first words of its lines.
fn phrases<C>(container: &Container<C>) -> (&'static str, Vec<&'static str>) {
    (container.name, container.entries.iter().map(|entry| entry.phrase).collect())
}
