//! LOG — the logic of rights and calculations: for whom nothing is foreseen, and where two lines clash.

mod borne_ambigue;
mod chevauchement_contradictoire;
mod donnee_sans_source;
mod effet_de_seuil;
mod exemple_contredit;
mod lacune;
mod notion_mal_definie;
mod parametre_perime;
mod proved;
mod received;
mod regle_morte;
mod traitement_inegal;
mod transition_absente;

use super::Family;

/// The family.
pub(super) const FAMILY: Family = Family {
    code: "LOG",
    title: "Logique des règles",
    about: "Ce que disent les `droit` et les `calcul`, prouvé avant que quelqu'un s'en serve : pour qui rien n'est prévu, où deux lignes se \
            contredisent, ce qui ne sert à personne. Chaque défaut vient avec une personne en exemple.",
    rules: &[
        &lacune::RULE,
        &chevauchement_contradictoire::RULE,
        &regle_morte::RULE,
        &effet_de_seuil::RULE,
        &borne_ambigue::RULE,
        &donnee_sans_source::RULE,
        &notion_mal_definie::RULE,
        &parametre_perime::RULE,
        &transition_absente::RULE,
        &traitement_inegal::RULE,
        &exemple_contredit::RULE,
    ],
};
