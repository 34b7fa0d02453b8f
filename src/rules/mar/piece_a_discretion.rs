//! « L'administration peut demander toute pièce complémentaire »: neither which nor why.

use crate::findings::{Finding, Severity};
use crate::rules::wording::{Words, has, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, tables};

/// What the administration may not do.
static DENIALS: Words =
    Words::new(&["ne peut", "ne peuvent", "ne pourra", "ne pourront", "aucun", "aucune", "demander de completer"]);

/// The words for an administration, right before « peut ».
const ADMINISTRATIONS: &[&str] = &[
    "administration",
    "agent",
    "caf",
    "caisse",
    "commission",
    "consulat",
    "directeur",
    "guichet",
    "instructeur",
    "maire",
    "mairie",
    "organisme",
    "prefecture",
    "prefet",
    "service",
    "services",
];

/// The words for a document.
const DOCUMENTS: &[&str] = &["piece", "pieces", "document", "documents", "justificatif", "justificatifs", "element", "elements"];

/// What leaves a document unnamed, before its word.
const ANY: &[&str] =
    &["tout", "toute", "tous", "toutes", "tout autre", "toute autre", "toutes autres", "tous autres", "d'autres"];

/// What leaves a document unnamed, after its word.
const MORE: &[&str] =
    &["complementaire", "complementaires", "supplementaire", "supplementaires", "utile", "utiles", "necessaire", "necessaires"];

/// What gives a reason, or a list.
static REASONS: Words = Words::new(&[
    "si",
    "s'il",
    "s'ils",
    "s'elle",
    "lorsque",
    "lorsqu'",
    "en cas de",
    "en cas d'",
    "afin de",
    "afin d'",
    "pour verifier",
    "pour prouver",
    "pour justifier",
    "justifiant",
    "attestant",
    "pour etablir",
    "pour confirmer",
    "pour completer",
    "pour la",
    "pour le",
    "pour les",
    "peut alors",
    "peuvent alors",
    "pourra alors",
    "selon",
    "suivant le",
    "suivant la",
    "enumerees dans",
    "enumeres dans",
    "indiquees dans",
    "indiques dans",
]);

/// What looks like a reason and is none.
const NO_REASONS: &[&str] = &[
    "si necessaire",
    "si besoin",
    "en cas de besoin",
    "si l'administration le juge utile",
    "selon votre situation",
    "selon la situation",
    "selon les cas",
    "selon le cas",
    "pour l'instruction",
    "pour le traitement",
    "pour la bonne",
    "pour le bon",
];

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "MAR003",
    name: "piece-a-discretion",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "L'administration se réserve de demander d'autres pièces, sans dire lesquelles ni pourquoi.",
    why: "La personne ne sait jamais si son dossier est complet : elle attend, ou renonce, à la merci d'une demande de plus.",
    remove: "écrivez la liste fermée des pièces, et retirez la phrase",
    ease: "dites dans quel cas, pour vérifier quoi, et d'après quel texte une autre pièce peut être demandée",
    principle: "les contraintes réelles ou perçues",
    basis: &[Basis::Law("CRPA", "L114-5"), Basis::Law("CRPA", "R113-6")],
    threshold: "",
    limits: "Lit les textes adressés aux personnes. Une phrase qui dit dans quel cas ou pourquoi (« en cas de doute », « si… ») \
             ou qui donne une liste n'est pas signalée.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « L’administration pourra vous demander toute pièce complémentaire. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  présentation « Apportez votre dossier. Des documents supplémentaires peuvent vous être demandés. »
}
",
    ],
    sane: &[r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager au guichet
    consigne « En cas de doute sur une copie, le service peut vous demander de montrer l'original. »
    consigne « Vous pouvez demander des informations complémentaires au guichet. »
    consigne « Aucune pièce complémentaire ne peut vous être demandée. »
  }
}
"],
    check: Check::Text(check),
};

fn check(passage: &Passage<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let asks = || passage.says(RULE.code, "demandes") || passage.says(RULE.code, "demander");
    if !passage.says(RULE.code, "facultes") || !asks() {
        return;
    }
    for (range, sentence) in passage.sentences() {
        if leaves_documents_open(&sentence) {
            let message = "d'autres pièces peuvent être demandées, sans dire lesquelles ni pourquoi";
            findings.push(RULE.at(passage.location(range), message).with_label("lesquelles, et dans quel cas ?"));
        }
    }
}

fn leaves_documents_open(sentence: &str) -> bool {
    if !tables::turns(RULE.code, "facultes").is_in(sentence) || has_any(sentence, &DENIALS) {
        return false;
    }
    let text = NO_REASONS.iter().fold(sentence.to_owned(), |text, words| text.replace(words, ""));
    let is_explained = has_any(&text, &REASONS) || text.contains(':') || text.contains('(');
    !is_explained && is_asked_by_an_administration(&text) && names_no_document(&text)
}

fn is_asked_by_an_administration(text: &str) -> bool {
    tables::turns(RULE.code, "facultes").places(text).any(|may| {
        let before = text[..may.start].split_whitespace().next_back().unwrap_or_default();
        let subject = before.rsplit('\'').next().unwrap_or_default();
        let after = readable(&text[may.end..]);
        let asks = |list| tables::turns(RULE.code, list).is_in(&after);
        asks("demandes") || (ADMINISTRATIONS.contains(&subject) && asks("demander"))
    })
}

fn names_no_document(text: &str) -> bool {
    let any = |document: &&str| ANY.iter().any(|any| has(text, &format!("{any} {document}")));
    let more = |document: &&str| MORE.iter().any(|more| has(text, &format!("{document} {more}")));
    DOCUMENTS.iter().any(|document| any(document) || more(document))
}
