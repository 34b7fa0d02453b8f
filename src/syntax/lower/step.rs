//! The lines of an `étape`: who acts, how, what is asked, how long, what comes out.

use super::super::ast::{Repetition, RepetitionClause, Reserve, StepClause};
use super::super::grammar::Rule;
use super::super::skeleton::Line;
use super::{Container, Entry, Lower, entry};
use crate::source::Spanned;
use crate::values::{Actor, EvidenceForm, FactKind, Qualifiers, RequiredEvidence, Requirement, Signature, Text};
use pest::iterators::Pairs;

/// An `étape` block.
pub(super) static STEP: Container<StepClause> = Container {
    name: "une étape",
    entries: &[
        entry("facultative", Rule::ligne_vide, "facultative", |_, _, _| Some(StepClause::Optional)),
        entry("seulement si", Rule::ligne_expression, "seulement si âge < 18 ans", |lower, pairs, _| {
            let expression = lower.find(&pairs, Rule::expression)?;
            lower.expression(&expression).map(StepClause::OnlyIf)
        }),
        entry("par", Rule::ligne_par, "par usager en ligne ou au guichet", |lower, pairs, _| performed(lower, &pairs)),
        entry("durée", Rule::ligne_duree, "durée 15 min", |lower, pairs, _| {
            lower.find_duration_range(&pairs).map(StepClause::Duration)
        })
        .states(FactKind::Duration),
        ASKED,
        entry("après", Rule::ligne_noms, "après dépôt", |lower, pairs, _| Some(StepClause::After(lower.references(&pairs)))),
        REQUIRED,
        REPEATED,
        IN_DOSSIER,
        entry("coût", Rule::ligne_cout, "coût 25 €", |lower, pairs, _| lower.cost(&pairs).map(StepClause::Cost))
            .states(FactKind::Cost),
        entry(
            "délai",
            Rule::ligne_delai,
            "délai 3 semaines à 8 semaines, à compter du dossier complet",
            |lower, pairs, _| lower.time_limit(&pairs).map(StepClause::ProcessingTime),
        )
        .states(FactKind::ProcessingTime),
        entry("sous", Rule::ligne_delai, "sous 3 mois, à compter de la notification", |lower, pairs, _| {
            lower.time_limit(&pairs).map(StepClause::Deadline)
        }),
        entry("produit", Rule::ligne_produit, "produit carte_identité valable 10 ans", |lower, pairs, _| {
            lower.output(&pairs).map(StepClause::Output)
        })
        .states(FactKind::Output),
        INSTRUCTION,
        entry("confirmation", Rule::ligne_confirmation, "confirmation par courrier", |lower, pairs, _| {
            let channel = lower.find(&pairs, Rule::canal)?;
            lower.channel(&channel).map(StepClause::Confirmation)
        }),
        entry("signature", Rule::ligne_mots, "signature manuscrite", |lower, pairs, _| {
            let word = lower.find(&pairs, Rule::mots)?;
            lower.word(&word, Signature::ALL, Signature::word).map(StepClause::Signature)
        }),
        entry("renvoi vers", Rule::ligne_nom, "renvoi vers préfecture", |lower, pairs, _| {
            lower.find_reference(&pairs).map(StepClause::Referral)
        }),
    ],
    fallback: None,
    none: Some(StepClause::None),
};

/// A `dossier` block.
pub(super) static DOSSIER: Container<StepClause> = Container {
    name: "un bloc `dossier`",
    entries: &[ASKED, REQUIRED, REPEATED, IN_DOSSIER, INSTRUCTION],
    fallback: None,
    none: None,
};

const ASKED: Entry<StepClause> =
    entry("demande", Rule::ligne_demande, "demande nom, prénom, adresse", |lower, pairs, _| Some(asked(lower, &pairs)))
        .states(FactKind::Data);

const REQUIRED: Entry<StepClause> =
    entry("fournir", Rule::ligne_fournir, "fournir acte_naissance de moins de 3 mois, en copie", |lower, pairs, line| {
        requirement(lower, &pairs, line).map(StepClause::Provide)
    })
    .states(FactKind::Evidence)
    .opens();

const REPEATED: Entry<StepClause> =
    entry("répéter", Rule::ligne_repeter, "répéter « Un enfant à charge », facultatif {", |lower, pairs, line| {
        repetition(lower, &pairs, line).map(StepClause::Repeat)
    })
    .opens();

const IN_DOSSIER: Entry<StepClause> =
    entry("dossier", Rule::ligne_texte, "dossier « Première demande » {", |lower, pairs, line| {
        Some(StepClause::Dossier { title: lower.find_text(&pairs)?, clauses: lower.block(line, &DOSSIER) })
    })
    .opens();

const INSTRUCTION: Entry<StepClause> =
    entry("consigne", Rule::ligne_texte, "consigne « Gardez le numéro de votre dossier. »", |lower, pairs, _| {
        lower.find_text(&pairs).map(StepClause::Instruction)
    });

/// A `répéter` block.
pub(super) static REPETITION: Container<RepetitionClause> = Container {
    name: "un bloc `répéter`",
    entries: &[
        entry("explication", Rule::ligne_texte, "explication « Un enfant par ligne »", |lower, pairs, _| {
            lower.find_text(&pairs).map(RepetitionClause::Explanation)
        }),
        entry("demande", Rule::ligne_demande, "demande nom, prénom, adresse", |lower, pairs, _| {
            Some(RepetitionClause::Step(Box::new(asked(lower, &pairs))))
        }),
        entry("fournir", Rule::ligne_fournir, "fournir acte_naissance de moins de 3 mois", |lower, pairs, line| {
            requirement(lower, &pairs, line).map(StepClause::Provide).map(Box::new).map(RepetitionClause::Step)
        })
        .opens(),
        entry("consigne", Rule::ligne_texte, "consigne « Un enfant à la fois. »", |lower, pairs, _| {
            lower.find_text(&pairs).map(StepClause::Instruction).map(Box::new).map(RepetitionClause::Step)
        }),
        entry("répéter", Rule::ligne_repeter, "répéter « Une école fréquentée » {", |lower, pairs, line| {
            repetition(lower, &pairs, line).map(StepClause::Repeat).map(Box::new).map(RepetitionClause::Step)
        })
        .opens(),
    ],
    fallback: None,
    none: None,
};

/// The block of a `fournir`.
pub(super) static REQUIREMENT: Container<Text> = Container {
    name: "une pièce à fournir",
    entries: &[entry("explication", Rule::ligne_texte, "explication « Une facture ou une quittance. »", |lower, pairs, _| {
        lower.find_text(&pairs)
    })],
    fallback: None,
    none: None,
};

/// `demande nom, prénom, facultatif, si …`
fn asked<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>) -> StepClause {
    StepClause::Asks { data: lower.references(pairs), qualifiers: qualifiers(lower, pairs) }
}

/// `répéter « … », facultatif, si … { … }`
fn repetition<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>, line: &Line) -> Option<Repetition> {
    let (title, qualifiers) = (lower.find_text(pairs)?, qualifiers(lower, pairs));
    Some(Repetition { title, qualifiers, clauses: lower.block(line, &REPETITION) })
}

/// What follows something asked, which may be left out when it is `facultatif`.
fn qualifiers<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>) -> Qualifiers {
    let optional = lower.find(pairs, Rule::k_facultatif).map(|word| lower.span(&word));
    Qualifiers { optional, ..lower.qualifiers(pairs) }
}

/// `par usager ou représentant au guichet, sur rendez-vous sous 30 jours`
fn performed<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>) -> Option<StepClause> {
    let mut actors = Vec::new();
    for pair in lower.all(pairs, Rule::acteur) {
        let span = lower.span(&pair);
        let inner = pair.into_inner().next()?;
        let actor = match inner.as_rule() {
            Rule::k_usager => Actor::User,
            Rule::k_representant => Actor::Representative,
            _ => Actor::Organisation(lower.reference(&inner)),
        };
        actors.push(Spanned::new(actor, span));
    }
    let mut channels = Vec::new();
    for pair in lower.all(pairs, Rule::canal) {
        channels.extend(lower.channel(&pair));
    }
    let perhaps = lower.find(pairs, Rule::k_peut_etre).map(|_| Reserve::Perhaps);
    let reserve = perhaps.or_else(|| lower.find(pairs, Rule::k_notamment).map(|_| Reserve::AmongOthers));
    let appointment = lower.appointment(pairs);
    Some(StepClause::Performed { actors, reserve, channels, appointment, qualifiers: lower.qualifiers(pairs) })
}

/// `fournir acte_naissance de moins de 3 mois, en copie, sauf si …`
fn requirement<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>, line: &Line) -> Option<Requirement> {
    let mut evidence = Vec::new();
    for piece in lower.all(pairs, Rule::piece) {
        let inner = piece.into_inner().next()?;
        evidence.push(match inner.as_rule() {
            Rule::texte => RequiredEvidence::Described(lower.words(&inner)),
            _ => RequiredEvidence::Named(lower.reference(&inner)),
        });
    }
    let max_age = lower.find(pairs, Rule::age_max).and_then(|age| {
        let duration = lower.find(&age.into_inner(), Rule::duree)?;
        lower.duration(&duration)
    });
    let copies = lower.find(pairs, Rule::exemplaires).and_then(|copies| {
        let number = lower.find(&copies.into_inner(), Rule::entier)?;
        lower.integer(&number)
    });
    let mut forms = Vec::new();
    for form in lower.all(pairs, Rule::forme) {
        forms.extend(lower.word(&form, EvidenceForm::ALL, EvidenceForm::word));
    }
    let qualifiers = qualifiers(lower, pairs);
    let explanation = lower.block(line, &REQUIREMENT).into_iter().next().map(|clause| clause.kind);
    Some(Requirement { evidence, max_age, forms, copies, explanation, qualifiers })
}
