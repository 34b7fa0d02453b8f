//! Documents asked without saying why.

use crate::analysis::prose::sentences;
use crate::analysis::usage::data_read;
use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService};
use crate::rules::asked::{Asked, asked};
use crate::rules::wording::{Words, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{RequiredEvidence, SymbolId, fold};
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
    threshold: "Deux pièces sans raison. Un constat par démarche, avec le compte.",
    limits: "Une raison est dite par `parce que`, par `selon`, par le nom de la pièce (« justifiant de… »), ou par les règles quand elles \
             lisent une donnée que la pièce prouve ; dans une fiche importée, aussi par la phrase ou le titre au-dessus de la liste. Une pièce \
             demandée deux fois compte pour une. Les formulaires, les mandats, les pièces d'identité, les photos, la carte Vitale et le RIB \
             ne comptent pas. La règle ne juge pas si la raison est bonne.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition parce que « il montre les revenus du foyer »
    fournir livret_famille
    fournir acte_naissance
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
    let speaks_for_itself =
        |request: &Asked<'_>| request.is_identity(model) || request.is_form(model) || has_a_plain_use(request, model);
    let mut things = BTreeSet::new();
    let is_new = |request: &Asked<'_>| things.insert(called(request));
    let asked: Vec<_> = asked(service, context).filter(|request| !speaks_for_itself(request)).filter(is_new).collect();
    let read = data_read(service, model);
    let unexplained: Vec<_> = asked.iter().filter(|request| !is_explained(request, &read, model)).collect();
    let [first, others @ ..] = unexplained.as_slice() else { return };
    let message = match (unexplained.len(), asked.len()) {
        (1, _) => return,
        (n, n_asked) if n == n_asked => format!("{n} pièces sont demandées sans dire pourquoi"),
        (n, n_asked) => format!("{n} pièces sur {n_asked} sont demandées sans dire pourquoi"),
    };
    let finding = RULE.at(first.place(), message).with_label("pourquoi ?");
    findings.push(others.iter().fold(finding, |finding, request| finding.with_related(request.place(), "et ici, pourquoi ?")));
}

/// What the documents that serve are called: the first sentence of each, what follows only describes it.
fn called(request: &Asked<'_>) -> BTreeSet<String> {
    let first = |words: &str| sentences(words).next().map_or_else(String::new, |first| fold(words[first].trim_end_matches('.')));
    let called = |evidence: &RequiredEvidence| match evidence {
        RequiredEvidence::Named(name) => name.name.to_string(),
        RequiredEvidence::Described(words) => first(&words.value),
    };
    request.requirement.value.evidence.iter().map(called).collect()
}

/// The words of each document that serves.
fn wordings<'m>(request: &Asked<'m>, model: &'m Model) -> impl Iterator<Item = String> {
    request.requirement.value.evidence.iter().filter_map(|evidence| match evidence {
        RequiredEvidence::Described(words) => Some(readable(&words.value)),
        RequiredEvidence::Named(name) => model.evidence(name).map(|evidence| readable(&evidence.title)),
    })
}

/// Whether everybody knows what it is for: a photo goes on the card, money on the account, the « carte Vitale » opens the care.
fn has_a_plain_use(request: &Asked<'_>, model: &Model) -> bool {
    static PLAIN: Words = Words::new(&[
        "photo",
        "photos",
        "photographie d'identite",
        "photographies d'identite",
        "carte vitale",
        "carte de mutuelle",
        "rib",
        "releve d'identite bancaire",
    ]);
    wordings(request, model).any(|words| has_any(&words, &PLAIN))
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
        "couvrant",
        "decrivant",
        "constatant",
        "qui precise",
        "qui precisent",
        "il permet",
        "elle permet",
        "justificatif que",
        "justificatifs que",
        "pour que",
        "de nature a",
        "justification que",
        "preuve que",
        "attestation selon laquelle",
        "pour y",
        "pour en",
    ]);
    wordings(request, model).any(|words| has_any(&words, &REASONS) || words.contains(" de non-") || is_proof_of_something(&words))
}

/// Whether a document is named by what it proves: « justificatif de la qualification », « preuve de la résidence ». That of an address or of an
/// identity is only its name.
fn is_proof_of_something(readable: &str) -> bool {
    static PROOFS: Words = Words::new(&[
        "justificatif sur",
        "justificatifs sur",
        "justificatif des",
        "justificatifs des",
        "justificatif d'un",
        "justificatif d'une",
        "justificatif de votre",
        "justificatifs de votre",
        "justificatif de ses",
        "justificatifs de ses",
        "justificatif de vos",
        "justificatifs de vos",
        "justificatif de la",
        "justificatifs de la",
        "justificatif de l'",
        "justificatifs de l'",
        "documents sur",
        "preuve de",
        "preuves de",
        "preuve d'",
        "preuve du",
    ]);
    PROOFS.places(readable).any(|(place, _)| {
        let proved = readable[place.end..].trim_start();
        !["domicile", "adresse", "identite"].iter().any(|name| proved.starts_with(name))
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

    /// What is said of a page whose lists of documents follow those words, each with its items.
    fn asked(lists: &[(&str, &[&str])]) -> String {
        let item = |words: &&str| format!("<Item><Paragraphe>{words}</Paragraphe></Item>");
        let list =
            |(lead, items): &(&str, &[&str])| format!("{lead}<Liste>{}</Liste>", items.iter().map(item).collect::<String>());
        let lists: String = lists.iter().map(list).collect();
        check_page("SEN002", "Carte", &format!("<Texte>{lists}</Texte>"))
    }

    const PLAIN: &str = "<Paragraphe>Vous devez fournir les documents suivants\u{a0}:</Paragraphe>";

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
        let domicile =
            ["Justificatif récent de domicile. Vous pouvez fournir une attestation.", "Justificatif récent de domicile"];
        assert_eq!(asked(&[(PLAIN, &domicile)]), "");
    }

    #[test]
    fn what_a_document_proves_may_be_its_name() {
        let named = [
            "Justification que vous avez établi votre résidence habituelle à l'étranger",
            "Justificatifs sur vos moyens d'existence",
            "Attestation de non-polygamie",
            "Justificatif de la qualification du salarié",
            "Livret de famille pour y inscrire l'enfant",
            "Carte Vitale",
            "2 photos",
            "Relevé d'identité bancaire (RIB)",
            "Plan de situation du terrain qui précise son échelle",
            "Justificatif d'un projet de création d'entreprise",
            "Documents sur l'objet et les conditions de votre séjour en France",
        ];
        assert_eq!(asked(&[(PLAIN, &named)]), "");
        let named = ["Justificatif de votre domicile", "Preuve d'adresse", "Exemplaire photographié du diplôme"];
        assert!(asked(&[(PLAIN, &named)]).starts_with("conseil : 3 pièces"));
    }

    #[test]
    fn a_form_is_one_whatever_is_said_of_it() {
        let forms = [
            "Formulaire de demande d'allocation journalière d'accompagnement à domicile d'une personne en fin de vie",
            "la demande de dépôt conforme au modèle proposé",
            "une lettre motivant le recrutement du salarié et détaillant les fonctions qu'il va exercer",
            "Formulaire de déclaration de modification (M2)",
        ];
        assert_eq!(asked(&[(PLAIN, &forms)]), "");
        let two = ["Formulaire de demande accompagné d'un acte de naissance", "Livret de famille"];
        assert_eq!(asked(&[(PLAIN, &two)]), "conseil : 2 pièces sont demandées sans dire pourquoi\n");
    }

    #[test]
    fn what_stands_above_a_list_may_say_why() {
        let acts = ["Acte de mariage", "Acte de naissance de chacun de vos enfants"];
        assert!(asked(&[(PLAIN, &acts)]).starts_with("conseil : 2 pièces"));
        let subtitle = "<Paragraphe>Actes d'état civil devant être mis à jour à la suite du changement de prénom</Paragraphe>";
        assert_eq!(asked(&[(&format!("{subtitle}{PLAIN}"), &acts)]), "");
        let checks =
            "<Paragraphe>La Direccte vérifie que vous avez les diplômes exigés au vu des documents suivants\u{a0}:</Paragraphe>";
        assert_eq!(asked(&[(checks, &["Curriculum vitae", "Diplômes"])]), "");
        assert_eq!(asked(&[(checks, &["Curriculum vitae", "Diplômes"]), (PLAIN, &["Quittance"])]), "");
    }

    #[test]
    fn any_document_of_a_choice_will_do_even_for_some() {
        let choice = "<Paragraphe>Vous devez produire, au choix, l'un des documents suivants\u{a0}:</Paragraphe>";
        let notary = "Acte de notoriété établi par le juge (si le tribunal le propose) ou par un notaire";
        assert_eq!(
            asked(&[(choice, &[notary, "Attestation de l'organisme professionnel", "Si vous êtes salarié : contrat"])]),
            ""
        );
        let proof = "<Paragraphe>Vous devez justifier de votre domicile par l'un des documents suivants\u{a0}:</Paragraphe>";
        assert_eq!(asked(&[(proof, &["Facture", "Bail"])]), "");
    }
}
