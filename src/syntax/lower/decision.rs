//! The lines of a `décision`.

use super::super::ast::DecisionClause;
use super::super::grammar::Rule;
use super::{Container, entry};
use crate::source::Spanned;
use crate::values::{DecisionMode, FactKind, RefusalGrounds, SilenceEffect};

/// A `décision` block.
pub(super) static DECISION: Container<DecisionClause> = Container {
    name: "une décision",
    entries: &[
        entry(
            "silence vaut",
            Rule::ligne_silence,
            "silence vaut rejet après 2 mois selon crpa, article L231-4",
            |lower, pairs, _| {
                let word = lower.find(&pairs, Rule::mot)?;
                let effect = lower.word(&word, SilenceEffect::ALL, SilenceEffect::word)?;
                let after = lower.find_duration(&pairs);
                Some(DecisionClause::Silence { effect, after, qualifiers: lower.qualifiers(&pairs) })
            },
        )
        .states(FactKind::Silence),
        entry("attestation sur demande", Rule::ligne_vide, "attestation sur demande", |_, _, _| {
            Some(DecisionClause::Certificate)
        }),
        entry("refus", Rule::ligne_refus, "refus motivé", |lower, pairs, _| {
            let grounds = match lower.find(&pairs, Rule::k_motive) {
                Some(word) => {
                    let given = lower.find(&pairs, Rule::k_non).is_none();
                    Spanned::new(if given { RefusalGrounds::Given } else { RefusalGrounds::NotGiven }, lower.span(&word))
                }
                None => {
                    let text = lower.find_text(&pairs)?;
                    Spanned::new(RefusalGrounds::Described(text.value), text.span)
                }
            };
            Some(DecisionClause::Refusal { grounds, qualifiers: lower.qualifiers(&pairs) })
        })
        .states(FactKind::Refusal),
        entry("recours", Rule::ligne_recours, "recours gracieux auprès de préfecture sous 2 mois", |lower, pairs, _| {
            lower.appeal(&pairs).map(DecisionClause::Appeal)
        })
        .states(FactKind::Appeal),
        entry("délai", Rule::ligne_delai, "délai 2 mois, à compter du dossier complet", |lower, pairs, _| {
            lower.time_limit(&pairs).map(DecisionClause::ProcessingTime)
        })
        .states(FactKind::ProcessingTime),
        entry(
            "marge",
            Rule::ligne_marge,
            "marge « Le préfet peut dispenser d'une pièce qui ne peut être obtenue. »",
            |lower, pairs, _| {
                let text = lower.find_text(&pairs)?;
                Some(DecisionClause::Discretion { text, qualifiers: lower.qualifiers(&pairs) })
            },
        )
        .states(FactKind::Discretion),
        entry("mode", Rule::ligne_mots, "mode agent", |lower, pairs, _| {
            let word = lower.find(&pairs, Rule::mots)?;
            lower.word(&word, DecisionMode::ALL, DecisionMode::word).map(DecisionClause::Mode)
        }),
    ],
    fallback: None,
    none: Some(DecisionClause::None),
};
