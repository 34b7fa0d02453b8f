//! Documents asked without saying why.

use crate::analysis::usage::data_read;
use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService};
use crate::rules::asked::{Asked, asked};
use crate::rules::wording::{Words, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{RequiredEvidence, SymbolId};
use std::collections::BTreeSet;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SEN002",
    name: "exigence-sans-pourquoi",
    severity: Severity::Conseil,
    worst: Severity::Conseil,
    what: "Des pièces sont demandées sans dire pourquoi.",
    why: "Une pièce dont on comprend l'utilité est fournie plus vite et plus juste ; celle que nul ne sait justifier est peut-être de trop.",
    remove: "retirez les pièces dont personne ne sait dire ce qu'elles permettent de vérifier",
    ease: "dites pourquoi à côté de chacune : `parce que « l'acte prouve la filiation »`, ou d'après quel texte : `selon …`",
    principle: "si chacun en comprend l’utilité, le sens humain et politique",
    basis: &[
        Basis::Law("CRPA", "L114-8"),
        Basis::Source("Paperwork Reduction Act (États-Unis) : « practical utility » de chaque information demandée"),
    ],
    threshold: "Une pièce sans raison suffit. Un constat par démarche, avec le compte.",
    limits: "Une raison est dite par `parce que`, par `selon`, par le nom de la pièce (« justifiant de… »), ou par les règles quand elles \
             lisent une donnée que la pièce prouve. Une pièce demandée deux fois compte pour une. Les formulaires, \
             les mandats et les pièces d'identité ne comptent pas. La règle ne juge pas si la raison est bonne.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition parce que « il montre les revenus du foyer »
    fournir livret_famille
    fournir photo_identité
  }
}
"],
    sane: &[r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition
    fournir livret_famille parce que « il montre les enfants à charge »
  }
  droit aidé : oui ou non {
    non
    exception modeste : oui si revenu_fiscal < 20 000 €
  }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let speaks_for_itself = |request: &Asked<'_>| request.is_identity(model) || request.is_form(model);
    let mut things = BTreeSet::new();
    let is_new = |request: &Asked<'_>| request.thing().is_none_or(|thing| things.insert(thing));
    let asked: Vec<_> = asked(service, context).filter(|request| !speaks_for_itself(request)).filter(is_new).collect();
    let read = data_read(service, model);
    let unexplained: Vec<_> = asked.iter().filter(|request| !is_explained(request, &read, model)).collect();
    let Some((first, others)) = unexplained.split_first() else { return };
    let message = match (unexplained.len(), asked.len()) {
        (1, 1) => format!("{} est demandé sans dire pourquoi", first.called(model)),
        (1, n_asked) => format!("une pièce sur {n_asked} est demandée sans dire pourquoi"),
        (n, n_asked) if n == n_asked => format!("{n} pièces sont demandées sans dire pourquoi"),
        (n, n_asked) => format!("{n} pièces sur {n_asked} sont demandées sans dire pourquoi"),
    };
    let finding = RULE.at(first.place(), message).with_label("pourquoi ?");
    findings.push(others.iter().fold(finding, |finding, request| finding.with_related(request.place(), "et ici, pourquoi ?")));
}

/// Whether the very words of the document say what it proves: « pièce justifiant de la qualité d'héritier ».
fn says_what_it_proves(request: &Asked<'_>, model: &Model) -> bool {
    static REASONS: Words = Words::new(&[
        "justifiant",
        "permettant",
        "prouvant",
        "attestant",
        "etablissant",
        "demontrant",
        "montrant",
        "certifiant",
        "portant",
        "precisant",
        "mentionnant",
        "indiquant",
    ]);
    request.requirement.value.evidence.iter().any(|evidence| match evidence {
        RequiredEvidence::Described(words) => has_any(&readable(&words.value), &REASONS),
        RequiredEvidence::Named(name) => {
            model.evidence(name).is_some_and(|evidence| has_any(&readable(&evidence.title), &REASONS))
        }
    })
}

/// Whether a program read there a choice of documents: the sentence or the title that opens such a list says what they prove.
fn comes_from_a_choice(request: &Asked<'_>) -> bool {
    request.service.is_imported() && request.requirement.value.evidence.len() > 1
}

/// Whether a reason is written, or can be read in the rules.
fn is_explained(request: &Asked<'_>, read: &BTreeSet<SymbolId>, model: &Model) -> bool {
    let qualifiers = &request.requirement.value.qualifiers;
    let documents = request.documents(model).unwrap_or_default();
    let mut proved = documents.iter().flat_map(|document| document.proves.all());
    qualifiers.because.is_some()
        || says_what_it_proves(request, model)
        || comes_from_a_choice(request)
        || qualifiers.according_to.is_some()
        || proved.any(|datum| datum.value.target.is_some_and(|target| read.contains(&target)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_page;

    #[test]
    fn a_document_asked_in_each_case_counts_once_and_its_own_words_may_say_why() {
        let list = |items: &str| format!("<Titre>Pièces à fournir</Titre><Liste>{items}</Liste>");
        let item = |words: &str| format!("<Item><Paragraphe>{words}</Paragraphe></Item>");
        let two = item("Acte de naissance") + &item("Document justifiant de la qualité d'héritier");
        let body = format!(
            "<Texte><BlocCas><Cas><Titre>Majeur</Titre><Chapitre>{}</Chapitre></Cas><Cas><Titre>Mineur</Titre><Chapitre>{}</Chapitre></Cas></BlocCas></Texte>",
            list(&two),
            list(&(item("Acte de naissance") + &item("Livret de famille")))
        );
        assert_eq!(check_page("SEN002", "Carte", &body), "conseil : 2 pièces sur 3 sont demandées sans dire pourquoi\n");
        let choice = format!(
            "<Texte><Chapitre><Titre>Réponse</Titre><Paragraphe>Vous devez justifier de votre domicile par l'un des documents suivants\u{a0}:</Paragraphe>\
             <Liste>{}{}</Liste></Chapitre></Texte>",
            item("Facture"),
            item("Bail")
        );
        assert_eq!(check_page("SEN002", "Carte", &choice), "");
    }
}
