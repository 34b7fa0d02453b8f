//! A document of civil status asked « de moins de 3 mois » without the text that says so.

use super::scope::{is_for_administration, is_foreign, is_left_out};
use crate::analysis::authority::may_be_public;
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::model::Model;
use crate::rules::asked::{Asked, asked, wordings};
use crate::rules::documents::DocumentKind;
use crate::rules::wording::{has, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, Texts, tables};
use crate::source::Span;
use crate::values::RequiredEvidence;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DLN007",
    name: "etat-civil-trop-recent-exige",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "Une pièce d'état civil est demandée récente, et le texte qui le permet n'est pas dit.",
    why: "Une naissance ne change pas tous les trois mois : la personne redemande un acte qu'elle a déjà, et attend.",
    remove: "retirez la limite d'âge : l'acte vaut quelle que soit sa date",
    ease: "si un texte impose la limite, citez-le : `fournir acte_naissance de moins de 3 mois selon …`",
    principle: "la pertinence de la permanence des règles",
    basis: &[
        Basis::Law("CRPA", "R113-7"),
        Basis::Law("CRPA", "R113-9"),
        Basis::Unverified("Code civil, article 70 : acte de naissance de moins de trois mois pour le mariage"),
    ],
    threshold: "Toute limite d'âge sans texte cité.",
    limits: "Se tait pour la nationalité, le changement de nom, les titres d'identité, de voyage et de séjour, les actes d'état civil, le \
             mariage, le Pacs et l'adoption, qui ont leurs propres textes, et pour les actes étrangers.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche cantine « Inscrire à la cantine » {
  organisme mairie
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir acte_naissance de moins de 3 mois, en copie
  }
}
",
        r"
démarche cantine « Inscrire à la cantine » {
  organisme mairie
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir « Extrait d'acte de naissance de moins de 3 mois »
  }
}
",
        r"
démarche cantine « Inscrire à la cantine » {
  présentation « Apportez la copie intégrale de l’acte de naissance, datant de moins de 6 mois. »
}
",
    ],
    sane: &[
        r"
démarche cantine « Inscrire à la cantine » {
  organisme mairie
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir acte_naissance, en copie
    fournir justificatif_domicile de moins de 3 mois
    fournir livret_famille de moins de 3 mois selon décret, article 2
    fournir « Acte de naissance et justificatif de domicile de moins de 3 mois »
  }
}
",
        r"
démarche pacs « Conclure un Pacs » {
  organisme mairie
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir acte_naissance de moins de 3 mois
  }
}
",
    ],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (service, model) = (texts.service, context.model);
    if is_left_out(service, model) {
        return;
    }
    let requests = is_for_administration(service, model).then(|| asked(service, context));
    let found: Vec<_> = requests.into_iter().flatten().filter_map(|request| of_request(&request, model)).collect();
    // A text only repeats what a document already says.
    if found.is_empty() && may_be_public(service, model) {
        findings.extend(texts.addressed().flat_map(in_text));
    }
    findings.extend(found);
}

fn of_request(request: &Asked<'_>, model: &Model) -> Option<Finding> {
    let cites_a_text = request.requirement.value.qualifiers.according_to.is_some();
    if cites_a_text
        || !request.is_always(&[DocumentKind::CivilStatus], model)
        || request.is_always(&[DocumentKind::Foreign], model)
    {
        return None;
    }
    let message = format!("{} doit être récent, sans dire quel texte l'impose", request.called(model));
    if let Some(age) = &request.requirement.value.max_age {
        let label = format!("pas plus de {}", age.value);
        let finding = RULE.at(request.requirement.at(age.span), message).with_label(label);
        return Some(finding.with_fix(without_limit(request, age.span)));
    }
    let is_limited = request.requirement.value.evidence.iter().all(|evidence| is_recent(evidence, model));
    is_limited.then(|| RULE.at(request.place(), message).with_label("d'après quel texte ?"))
}

/// What the sentences of a text limit: « Joignez un acte de naissance de moins de 3 mois. »
fn in_text(passage: &Passage<'_>) -> Vec<Finding> {
    if !passage.says(RULE.code, "limites") {
        return Vec::new();
    }
    let found = passage.sentences().filter(|(_, sentence)| limits_an_act(sentence)).map(|(range, _)| {
        let message = "un acte d'état civil doit être récent, sans dire quel texte l'impose";
        RULE.at(passage.location(range), message).with_label("d'après quel texte ?")
    });
    found.collect()
}

/// How long the end of an item is, from « de moins de », in bytes: « de moins de 3 mois, en copie ; ».
const ITEM: usize = 40;

/// Whether a sentence asks for a document of civil status, limits its age, and cites no text.
fn limits_an_act(sentence: &str) -> bool {
    let Some(limit) = tables::turns(RULE.code, "limites").places(sentence).next() else { return false };
    let before = sentence[..limit.start].trim_end_matches([',', '(', ' ']);
    let start = before.rfind([':', '-', ',', '(']).map_or(0, |at| at + 1);
    let document = &before[start..];
    let is_item = sentence.len() - limit.start <= ITEM && !before[..start].contains(char::is_alphanumeric);
    tables::civil_status_document(document).is_some()
        && is_of_it_alone(document)
        && (is_item || tables::turns("DLN", "demandes").is_in(sentence))
        && !is_foreign(sentence)
        && !has(sentence, "article")
}

/// Removes the limit, from the end of the document's name to the end of the limit.
fn without_limit(request: &Asked<'_>, age: Span) -> Fix {
    let place = request.place();
    let limit = request.requirement.at(Span::new(place.span.end, age.end));
    Fix::replace("retirer la limite d'âge", Applicability::ToReview, limit, "")
}

/// Whether the words themselves limit the age of the document of civil status, and of nothing else.
fn is_recent(evidence: &RequiredEvidence, model: &Model) -> bool {
    let limits = |words: &str| {
        let text = readable(words);
        let at = text.find(" de moins de ").or_else(|| text.find(" datant de "));
        at.is_some_and(|at| is_of_it_alone(&text[..at]))
    };
    match evidence {
        RequiredEvidence::Named(name) => model.evidence(name).is_some_and(|evidence| wordings(evidence).take(1).any(limits)),
        RequiredEvidence::Described(words) => limits(&words.value),
    }
}

/// Whether the words before a limit name one document, whose age it limits.
fn is_of_it_alone(words: &str) -> bool {
    !words.contains(',') && !["et", "ou", "domicile", "photo"].iter().any(|other| has(words, other))
}
