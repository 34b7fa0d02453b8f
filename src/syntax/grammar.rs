//! The parser pest makes of `grammar/limpide.pest`, and how its complaints are said in French.

use pest::error::{Error, ErrorVariant, InputLocation};

/// The rules of the grammar.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/limpide.pest"]
pub(super) struct Grammar;

/// What was expected where reading stopped.
#[derive(Debug)]
pub(super) struct Complaint {
    /// Where, in bytes from the start of what was read.
    pub(super) at: usize,
    /// What would have been understood there, in words: « une durée, comme `15 min` ».
    pub(super) expected: String,
    /// Whether a text between guillemets would have been.
    pub(super) wants_text: bool,
}

/// A complaint of pest about a line, in the words of the language.
pub(super) fn complaint(error: &Error<Rule>, line: Rule) -> Complaint {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let positives = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.as_slice(),
        ErrorVariant::CustomError { .. } => &[],
    };
    let mut ranked: Vec<_> = positives.iter().filter_map(|rule| describe(whole(*rule, line))).collect();
    ranked.sort_unstable();
    ranked.dedup();
    let best = ranked.first().map_or(u8::MAX, |(rank, _)| *rank);
    // What may follow anything is worth saying only when nothing else could stand there.
    let words: Vec<_> = ranked.iter().filter(|(rank, _)| *rank == best).map(|(_, words)| *words).take(4).collect();
    let expected = match words.split_last() {
        None => "la fin de la ligne".to_owned(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} ou {last}", others.join(", ")),
    };
    Complaint { at, expected, wants_text: positives.contains(&Rule::texte) }
}

/// A number that starts a duration or an amount is called by that name.
const fn whole(rule: Rule, line: Rule) -> Rule {
    match (rule, line) {
        (Rule::entier, Rule::ligne_duree | Rule::ligne_delai | Rule::ligne_conservation) => Rule::plage_duree,
        (Rule::entier, Rule::ligne_accuse | Rule::ligne_incomplet | Rule::ligne_recours | Rule::ligne_garantie) => Rule::duree,
        (Rule::decimal, Rule::ligne_cout) => Rule::plage_montant,
        _ => rule,
    }
}

/// A rule in the words of the language, with its rank: 0 for what a line needs, 1 for what may follow, 2 for the end of the line. Rules that
/// only group others say nothing.
const fn describe(rule: Rule) -> Option<(u8, &'static str)> {
    let described = match rule {
        Rule::texte | Rule::contenu | Rule::contenu_droit => (0, "un texte entre « guillemets »"),
        Rule::nom | Rule::noms | Rule::a_contacter => (0, "un nom, comme `acte_naissance`"),
        Rule::mot | Rule::mots | Rule::phrase | Rule::liste_mots | Rule::moyen | Rule::mot_libre | Rule::reste | Rule::lettre => {
            (0, "un mot")
        }
        Rule::url | Rule::adresse => (0, "une adresse entre `<` et `>`"),
        Rule::entier | Rule::decimal | Rule::chiffres => (0, "un nombre"),
        Rule::date | Rule::date_iso | Rule::date_longue | Rule::jour | Rule::mois | Rule::annee => {
            (0, "une date, comme `2026-05-12`")
        }
        Rule::duree | Rule::plage_duree => (0, "une durée, comme `15 min` ou `2 mois`"),
        Rule::unite_temps
        | Rule::u_minute
        | Rule::u_heure
        | Rule::u_ouvre
        | Rule::u_ouvrable
        | Rule::u_franc
        | Rule::u_jour
        | Rule::u_semaine
        | Rule::u_mois
        | Rule::u_an => (0, "une unité de temps (`min`, `h`, `jours`, `semaines`, `mois`, `ans`)"),
        Rule::plage_montant | Rule::montant => (0, "un montant, comme `25 €`"),
        Rule::euro => (0, "`€`"),
        Rule::pourcent => (0, "`%`"),
        Rule::deux_points => (0, "deux-points `:`"),
        Rule::egal => (0, "`=`"),
        Rule::ouvrante => (0, "une parenthèse `(`"),
        Rule::fermante => (0, "une parenthèse fermante `)`"),
        Rule::type_donnee
        | Rule::t_oui_non
        | Rule::t_entier
        | Rule::t_decimal
        | Rule::t_montant
        | Rule::t_duree
        | Rule::t_date
        | Rule::t_texte
        | Rule::t_parmi
        | Rule::k_un_parmi => {
            (0, "un type (`oui ou non`, `entier`, `décimal`, `montant`, `durée`, `date`, `texte`, `un parmi …`)")
        }
        Rule::expression | Rule::negation | Rule::calcul | Rule::valeur | Rule::quantite | Rule::valeurs | Rule::extreme => {
            (0, "une valeur ou un nom")
        }
        Rule::acteur | Rule::k_usager | Rule::k_representant => (0, "qui agit (`usager`, `représentant` ou un organisme)"),
        Rule::canal | Rule::type_canal => (0, "comment (`en ligne`, `au guichet`, `par courrier`, `par téléphone`…)"),
        Rule::piece => (0, "le nom d'une pièce, ou un texte entre « guillemets »"),
        Rule::citation => (0, "un texte de droit, comme `crpa, article L231-4`"),
        Rule::article | Rule::numero => (0, "un numéro d'article, comme `L231-4`"),
        Rule::relecteur => (0, "qui a relu"),
        Rule::k_parce_que => (1, "`parce que « … »`"),
        Rule::k_immediat => (0, "`immédiat`"),
        Rule::k_sous => (0, "`sous` suivi d'une durée"),
        Rule::k_motive => (0, "`motivé`"),
        Rule::k_demarche => (0, "`démarche` suivi d'un nom"),
        Rule::k_evenement => (0, "`événement` suivi d'un nom"),
        Rule::k_compter => (0, "`compter`"),
        Rule::k_parmi => (0, "`parmi`"),
        Rule::k_gratuit => (0, "`gratuit`"),
        Rule::k_moins => (0, "`moins de` suivi d'une durée"),
        Rule::k_exemplaires => (0, "`exemplaires`"),
        Rule::k_oui | Rule::k_non => (0, "`oui` ou `non`"),
        Rule::k_apres => (0, "`après` suivi d'une durée"),
        Rule::k_aupres => (0, "`auprès de` suivi d'un organisme"),
        Rule::k_de => (0, "`de`"),
        Rule::k_par => (0, "`par`"),
        Rule::comparateur => (1, "une comparaison (`<`, `<=`, `=`, `>`…)"),
        Rule::virgule => (1, "une virgule"),
        Rule::connecteur | Rule::k_ou => (1, "`et`, `ou`"),
        Rule::k_si | Rule::si | Rule::k_sauf | Rule::sauf_si => (1, "`si` ou `sauf si`"),
        Rule::k_selon | Rule::selon => (1, "`selon`"),
        Rule::motif => (1, "`parce que`"),
        Rule::EOI => (2, "la fin de la ligne"),
        Rule::WHITESPACE
        | Rule::fin
        | Rule::suite
        | Rule::sans_accent
        | Rule::reserve
        | Rule::arret
        | Rule::debut
        | Rule::separateur
        | Rule::hors_unite
        | Rule::textes
        | Rule::qualificatifs
        | Rule::unite_autre
        | Rule::operateur
        | Rule::oppose
        | Rule::k_a
        | Rule::k_aujourdhui
        | Rule::k_plus_grand
        | Rule::k_plus_petit
        | Rule::k_appel
        | Rule::k_automatique
        | Rule::k_notamment
        | Rule::k_peut_etre
        | Rule::k_article
        | Rule::k_aucun
        | Rule::k_du_public
        | Rule::k_facultatif
        | Rule::k_en
        | Rule::k_en_ligne
        | Rule::k_est
        | Rule::k_pour
        | Rule::k_prix_appel
        | Rule::k_rendez_vous
        | Rule::k_valable
        | Rule::appel_gratuit
        | Rule::prix_dit
        | Rule::rendez_vous
        | Rule::horaires
        | Rule::horaires_libres
        | Rule::bornes
        | Rule::age_max
        | Rule::exemplaires
        | Rule::forme
        | Rule::depart
        | Rule::ligne_vide
        | Rule::ligne_aucun
        | Rule::ligne_definition
        | Rule::ligne_texte
        | Rule::ligne_textes
        | Rule::ligne_texte_url
        | Rule::ligne_url
        | Rule::ligne_nom
        | Rule::ligne_noms
        | Rule::ligne_mots
        | Rule::ligne_nature
        | Rule::ligne_liste_mots
        | Rule::ligne_oui_non
        | Rule::ligne_duree
        | Rule::ligne_expression
        | Rule::ligne_citation
        | Rule::ligne_contact
        | Rule::ligne_cout
        | Rule::ligne_produit
        | Rule::ligne_demande
        | Rule::ligne_repeter
        | Rule::ligne_phrase
        | Rule::ligne_texte_loi
        | Rule::ligne_terme
        | Rule::ligne_sigle
        | Rule::ligne_source_donnee
        | Rule::ligne_guichet
        | Rule::ligne_telephone
        | Rule::ligne_obtenue
        | Rule::ligne_donnee
        | Rule::ligne_provenance
        | Rule::ligne_volume
        | Rule::ligne_revue
        | Rule::ligne_suivi
        | Rule::ligne_avis
        | Rule::ligne_accuse
        | Rule::ligne_incomplet
        | Rule::ligne_recours
        | Rule::ligne_garantie
        | Rule::ligne_conservation
        | Rule::ligne_decision
        | Rule::ligne_par
        | Rule::ligne_confirmation
        | Rule::ligne_fournir
        | Rule::ligne_delai
        | Rule::ligne_silence
        | Rule::ligne_refus
        | Rule::ligne_marge
        | Rule::ligne_regle
        | Rule::ligne_base
        | Rule::ligne_datee
        | Rule::ligne_exception
        | Rule::ligne_qualifiee
        | Rule::ligne_affectation
        | Rule::ligne_attendu
        | Rule::ligne_jour
        | Rule::ligne_parcours
        | Rule::ligne_profil => return None,
    };
    Some(described)
}
