//! The lines of a `démarche`.

use super::super::ast::{DataNoticeClause, Decision, Definition, Sanction, SanctionClause, ServiceClause};
use super::super::grammar::Rule;
use super::{Container, Lower, contact, decision, entry, journey, letter, rule, step};
use crate::source::Spanned;
use crate::values::{Audience, FactKind, IncompleteFile, PaymentMeans, RuleKind, Text, Tracking, TrackingMeans, fold};
use pest::iterators::{Pair, Pairs};

/// A `démarche` block.
pub(super) static SERVICE: Container<ServiceClause> = Container {
    name: "une démarche",
    entries: &[
        entry(
            "source",
            Rule::ligne_provenance,
            "source « service-public.fr, fiche F1341 », 2020-10-15 <https://…>",
            |lower, pairs, _| {
                let date = lower.find(&pairs, Rule::date).and_then(|date| lower.date(&date));
                let is_imported = lower.find(&pairs, Rule::k_automatique).is_some();
                Some(ServiceClause::Provenance {
                    title: lower.find_text(&pairs)?,
                    date,
                    is_imported,
                    url: lower.find_url(&pairs),
                })
            },
        ),
        entry(
            "finalité",
            Rule::ligne_texte,
            "finalité « Permettre à un enfant de prouver son identité. »",
            |lower, pairs, _| lower.find_text(&pairs).map(ServiceClause::Purpose),
        )
        .states(FactKind::Purpose),
        entry(
            "présentation",
            Rule::ligne_texte,
            "présentation « La carte d'identité permet de prouver son identité. »",
            |lower, pairs, _| lower.find_text(&pairs).map(ServiceClause::Presentation),
        )
        .states(FactKind::Presentation),
        entry("public", Rule::ligne_liste_mots, "public particulier, association", |lower, pairs, _| {
            Some(ServiceClause::Audience(lower.word_list(&pairs, Audience::ALL, Audience::word)))
        })
        .states(FactKind::Audience),
        entry("organisme", Rule::ligne_noms, "organisme mairie", |lower, pairs, _| {
            Some(ServiceClause::Organisation(lower.references(&pairs)))
        })
        .states(FactKind::Organisation),
        entry("événement", Rule::ligne_noms, "événement naissance", |lower, pairs, _| {
            Some(ServiceClause::LifeEvents(lower.references(&pairs)))
        })
        .states(FactKind::LifeEvent),
        entry("fondement", Rule::ligne_citation, "fondement crpa, article L231-4", |lower, pairs, _| {
            let citation = lower.find(&pairs, Rule::citation)?;
            lower.citation(&citation).map(ServiceClause::LegalBasis)
        })
        .states(FactKind::LegalBasis),
        entry("volume", Rule::ligne_volume, "volume 2 400 000 dossiers par an", |lower, pairs, _| {
            let number = lower.find(&pairs, Rule::entier)?;
            let files = lower.integer(&number)?;
            let words = lower.find(&pairs, Rule::mots).map(|words| fold(words.as_str()).replace('’', "'"));
            let since_opening = words.is_some_and(|words| words.ends_with("depuis l'ouverture"));
            Some(ServiceClause::Volume { files, since_opening })
        })
        .states(FactKind::Volume),
        entry("mots-clés", Rule::ligne_textes, "mots-clés « titre d'identité », « voyage »", |lower, pairs, _| {
            Some(ServiceClause::Keywords(lower.texts(&pairs)))
        }),
        entry("thèmes", Rule::ligne_textes, "thèmes « Papiers »", |lower, pairs, _| {
            Some(ServiceClause::ThematicAreas(lower.texts(&pairs)))
        }),
        entry("affiche", Rule::ligne_textes, "affiche « Carte du Centre monétique interarmées (CMI) »", |lower, pairs, _| {
            Some(ServiceClause::Shows(lower.texts(&pairs)))
        }),
        entry("langues", Rule::ligne_liste_mots, "langues français, anglais", |lower, pairs, _| {
            let list = lower.find(&pairs, Rule::liste_mots)?.into_inner();
            Some(ServiceClause::Languages(lower.all(&list, Rule::mots).iter().map(|words| lower.words(words)).collect()))
        })
        .states(FactKind::Languages),
        entry("complète", Rule::ligne_oui_non, "complète oui", |lower, pairs, _| {
            lower.yes_no(&pairs).map(ServiceClause::Complete)
        }),
        entry("revue", Rule::ligne_revue, "revue 2026-05-12 par « bureau des titres », agents, usagers", |lower, pairs, _| {
            let date = lower.find(&pairs, Rule::date)?;
            let date = lower.date(&date)?;
            let by = lower.all(&pairs, Rule::relecteur).iter().map(|reader| lower.words(reader)).collect();
            Some(ServiceClause::Review { date, by })
        })
        .states(FactKind::Review),
        entry("contact", Rule::ligne_contact, "contact mairie", |lower, pairs, line| {
            if line.block.is_some() {
                return Some(ServiceClause::Contact(lower.block(line, &contact::CONTACT)));
            }
            let offices = lower.all(&pairs, Rule::a_contacter).into_iter().map(Pair::into_inner);
            let office = |inner: Pairs<'_, Rule>| Some((lower.find_reference(&inner)?, lower.find_text(&inner)));
            Some(ServiceClause::ContactOf(offices.filter_map(office).collect()))
        })
        .states(FactKind::Contact)
        .opens(),
        entry("suivi", Rule::ligne_suivi, "suivi en ligne <https://…>, sms", |lower, pairs, _| tracking(lower, &pairs))
            .states(FactKind::Tracking),
        entry("avis", Rule::ligne_avis, "avis <https://…>", |lower, pairs, _| {
            lower.find_text_or_url(&pairs).map(ServiceClause::Feedback)
        })
        .states(FactKind::Feedback),
        entry("accusé de réception", Rule::ligne_accuse, "accusé de réception sous 10 jours ouvrés", |lower, pairs, _| {
            if lower.find(&pairs, Rule::k_immediat).is_some() {
                return Some(ServiceClause::Acknowledgement(None));
            }
            lower.find_duration(&pairs).map(|within| ServiceClause::Acknowledgement(Some(within)))
        })
        .states(FactKind::Acknowledgement),
        entry(
            "dossier incomplet",
            Rule::ligne_incomplet,
            "dossier incomplet demande de complément sous 1 mois",
            |lower, pairs, _| {
                let words = lower.find(&pairs, Rule::mots)?;
                let outcome = lower.word(&words, IncompleteFile::ALL, IncompleteFile::word)?;
                Some(ServiceClause::IncompleteFile { outcome, within: lower.find_duration(&pairs) })
            },
        )
        .states(FactKind::IncompleteFile),
        entry("coût", Rule::ligne_cout, "coût 25 €", |lower, pairs, _| lower.cost(&pairs).map(ServiceClause::Cost))
            .states(FactKind::Cost),
        entry("paiement", Rule::ligne_liste_mots, "paiement carte, espèces, chèque", |lower, pairs, _| {
            Some(ServiceClause::Payment(lower.word_list(&pairs, PaymentMeans::ALL, PaymentMeans::word)))
        })
        .states(FactKind::Payment),
        entry("données", Rule::ligne_vide, "données {", |lower, _, line| {
            Some(ServiceClause::DataNotice(lower.block(line, &DATA_NOTICE)))
        })
        .states(FactKind::DataNotice)
        .opens(),
        entry("déclare", Rule::ligne_noms, "déclare adresse", |lower, pairs, _| {
            Some(ServiceClause::Declares(lower.references(&pairs)))
        }),
        entry("produit", Rule::ligne_produit, "produit carte_identité valable 10 ans", |lower, pairs, _| {
            lower.output(&pairs).map(ServiceClause::Output)
        })
        .states(FactKind::Output),
        entry("étape", Rule::ligne_definition, "étape dépôt « Déposez le dossier » {", |lower, pairs, line| {
            lower.definition(&pairs, line, &step::STEP).map(ServiceClause::Step)
        })
        .opens(),
        entry("décision", Rule::ligne_decision, "décision par préfecture {", |lower, pairs, line| {
            let by = lower.find_reference(&pairs);
            let clauses = lower.block(line, &decision::DECISION);
            Some(ServiceClause::Decision(Decision { by, clauses, span: line.whole() }))
        })
        .states(FactKind::Decision)
        .opens(),
        entry("recours", Rule::ligne_recours, "recours gracieux auprès de préfecture sous 2 mois", |lower, pairs, _| {
            lower.appeal(&pairs).map(ServiceClause::Appeal)
        })
        .states(FactKind::Appeal),
        entry("sanction", Rule::ligne_texte, "sanction « Suppression de l'aide » {", |lower, pairs, line| {
            let title = lower.find_text(&pairs)?;
            Some(ServiceClause::Sanction(Sanction { title, clauses: lower.block(line, &SANCTION), span: line.whole() }))
        })
        .states(FactKind::Sanction)
        .opens(),
        entry("courrier", Rule::ligne_definition, "courrier refus « Votre demande est refusée » {", |lower, pairs, line| {
            let letter: Definition<_> = lower.definition(&pairs, line, &letter::LETTER)?;
            Some(ServiceClause::Letter(letter))
        })
        .opens(),
        entry(
            "terme",
            Rule::ligne_terme,
            "terme « téléservice » = « une démarche faite sur internet »",
            |lower, pairs, line| lower.term(&pairs, line).map(ServiceClause::Term),
        ),
        entry("droit", Rule::ligne_regle, "droit éligible : oui ou non {", |lower, pairs, line| {
            rule::rule(lower, &pairs, line, RuleKind::Right).map(ServiceClause::Rule)
        })
        .opens(),
        entry("calcul", Rule::ligne_regle, "calcul quotient : montant = revenu_fiscal / parts", |lower, pairs, line| {
            rule::rule(lower, &pairs, line, RuleKind::Calculation).map(ServiceClause::Rule)
        })
        .opens(),
        entry(
            "transition",
            Rule::ligne_texte,
            "transition « Les demandes déposées avant le 1er juillet 2026 suivent l'ancienne règle. »",
            |lower, pairs, _| lower.find_text(&pairs).map(ServiceClause::Transition),
        )
        .states(FactKind::Transition),
        entry("cas", Rule::ligne_texte, "cas « Enfant né à Paris, 8 ans » {", |lower, pairs, line| {
            journey::case(lower, &pairs, line).map(ServiceClause::Case)
        })
        .opens(),
    ],
    fallback: None,
    none: Some(ServiceClause::None),
};

/// A `données` block.
pub(super) static DATA_NOTICE: Container<DataNoticeClause> = Container {
    name: "un bloc `données`",
    entries: &[
        entry("finalité", Rule::ligne_texte, "finalité « Établir la carte »", |lower, pairs, _| {
            lower.find_text(&pairs).map(DataNoticeClause::Purpose)
        }),
        entry("destinataires", Rule::ligne_texte, "destinataires « Agents de la préfecture »", |lower, pairs, _| {
            lower.find_text(&pairs).map(DataNoticeClause::Recipients)
        }),
        entry("conservation", Rule::ligne_conservation, "conservation 15 ans", |lower, pairs, _| {
            let words = pairs.clone().find(|pair| matches!(pair.as_rule(), Rule::texte | Rule::plage_duree))?;
            Some(DataNoticeClause::Retention(lower.words(&words)))
        }),
        entry(
            "droits",
            Rule::ligne_texte,
            "droits « Accès et rectification auprès de la préfecture »",
            |lower, pairs, _| lower.find_text(&pairs).map(DataNoticeClause::Rights),
        ),
    ],
    fallback: None,
    none: None,
};

/// A `sanction` block.
pub(super) static SANCTION: Container<SanctionClause> = Container {
    name: "une sanction",
    entries: &[
        entry("régularisation", Rule::ligne_garantie, "régularisation sous 1 mois", |lower, pairs, _| {
            guarantee(lower, &pairs).map(SanctionClause::Correction)
        }),
        entry("observations", Rule::ligne_garantie, "observations sous 15 jours", |lower, pairs, _| {
            guarantee(lower, &pairs).map(SanctionClause::Hearing)
        }),
        entry("selon", Rule::ligne_citation, "selon crpa, article L123-1", |lower, pairs, _| {
            let citation = lower.find(&pairs, Rule::citation)?;
            lower.citation(&citation).map(SanctionClause::AccordingTo)
        }),
    ],
    fallback: None,
    none: None,
};

/// `sous 15 jours`, `« dans les quinze jours »`
fn guarantee<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>) -> Option<Text> {
    let words = pairs.clone().find(|pair| matches!(pair.as_rule(), Rule::texte | Rule::duree))?;
    Some(lower.words(&words))
}

/// `suivi en ligne <…>, sms`
fn tracking<'t>(lower: &mut Lower<'t>, pairs: &Pairs<'t, Rule>) -> Option<ServiceClause> {
    let mut means = Vec::new();
    for pair in lower.all(pairs, Rule::moyen) {
        let inner = pair.into_inner();
        let words = lower.find(&inner, Rule::mots)?;
        let Some(word): Option<Spanned<TrackingMeans>> = lower.word(&words, TrackingMeans::ALL, TrackingMeans::word) else {
            continue;
        };
        means.push(Tracking { means: word, url: lower.find_url(&inner) });
    }
    Some(ServiceClause::Tracking(means))
}
