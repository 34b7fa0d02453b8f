//! A document of civil status asked « de moins de 3 mois » without the text that says so.

use super::scope::{is_for_administration, is_left_out};
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::model::{Model, PublicService};
use crate::rules::asked::{Asked, asked, wordings};
use crate::rules::documents::DocumentKind;
use crate::rules::wording::{has, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
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
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let without_text = asked(service, context).filter(|request| request.requirement.value.qualifiers.according_to.is_none());
    let mut requests = without_text.filter(|request| request.is_always(&[DocumentKind::CivilStatus], model)).peekable();
    if requests.peek().is_none() || !is_for_administration(service, model) || is_left_out(service, model) {
        return;
    }
    for request in requests {
        if request.is_always(&[DocumentKind::Foreign], model) {
            continue;
        }
        let message = format!("{} doit être récent, sans dire quel texte l'impose", request.called(model));
        if let Some(age) = &request.requirement.value.max_age {
            let label = format!("pas plus de {}", age.value);
            let finding = RULE.at(request.requirement.at(age.span), message).with_label(label);
            findings.push(finding.with_fix(without_limit(&request, age.span)));
        } else if request.requirement.value.evidence.iter().all(|evidence| is_recent(evidence, model)) {
            findings.push(RULE.at(request.place(), message).with_label("d'après quel texte ?"));
        }
    }
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
        at.is_some_and(|at| {
            let before = &text[..at];
            !has(before, "et") && !has(before, "ou") && !before.contains(',') && !has(before, "domicile") && !has(before, "photo")
        })
    };
    match evidence {
        RequiredEvidence::Named(name) => model.evidence(name).is_some_and(|evidence| wordings(evidence).take(1).any(limits)),
        RequiredEvidence::Described(words) => limits(&words.value),
    }
}
