//! A certified copy, a certified signature or an original where a plain copy is enough.

use super::scope::{asks_for, is_for_administration, is_foreign, is_left_out};
use crate::analysis::authority::may_be_public;
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::model::Model;
use crate::rules::asked::{Asked, asked, is_administration, wordings};
use crate::rules::documents::DocumentKind;
use crate::rules::tables::{self, CertificationDemand, certification_demand};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, PassageKind, Rule, Texts};
use crate::source::Spanned;
use crate::values::{ChannelKind, EvidenceForm, RequiredEvidence};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DLN006",
    name: "copie-simple-refusee",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Une copie certifiée, une signature légalisée ou un original est exigé alors qu'une photocopie lisible suffit.",
    why: "Faire certifier une copie prend un déplacement ; envoyer un original par la poste, c'est risquer de le perdre.",
    remove: "demandez une simple photocopie lisible",
    ease: "en cas de doute sur une copie, demandez à voir l'original, par lettre motivée, pour ce dossier seulement",
    principle: "construire une relation de confiance durable et apaisée",
    basis: &[
        Basis::Law("CRPA", "R113-5"),
        Basis::Law("CRPA", "R113-6"),
        Basis::Law("CRPA", "R113-10"),
        Basis::Law("CRPA", "R113-11"),
    ],
    threshold: "Aucune copie certifiée d'un document délivré par une administration française.",
    limits: "Erreur quand on sait que la pièce vient d'une administration, alerte sinon. L'original n'est signalé que s'il faut l'envoyer \
             : le montrer à quelqu'un est une voie prévue. Un texte est lu phrase à phrase : il faut qu'il demande, et qu'il nomme un \
             document d'une administration ou les pièces en général ; c'est alors une alerte. Se tait pour les documents étrangers ou \
             destinés à l'étranger, et quand un texte est cité.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche concours « S'inscrire à un concours » {
  organisme préfecture
  étape dépôt « Envoyez le dossier » {
    par usager par courrier
    fournir acte_naissance, en copie certifiée conforme
  }
}
",
        r"
démarche concours « S'inscrire à un concours » {
  organisme préfecture
  étape dépôt « Envoyez le dossier » {
    par usager par courrier
    fournir livret_famille, en original
  }
}
",
        r"
démarche concours « S'inscrire à un concours » {
  organisme préfecture
  étape dépôt « Envoyez le dossier » {
    par usager par courrier
    fournir « Copie certifiée conforme du diplôme »
  }
}
",
        r"
démarche concours « S'inscrire à un concours » {
  étape dépôt « Envoyez le dossier » {
    par usager par courrier
    consigne « Joignez une copie certifiée conforme de vos diplômes. »
  }
}
",
        r"
démarche concours « S'inscrire à un concours » {
  présentation « Envoyez l’original du livret de famille par courrier. »
}
",
    ],
    sane: &[
        r"
démarche concours « S'inscrire à un concours » {
  organisme préfecture
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir livret_famille, en original
    fournir acte_naissance, en copie
    fournir « Copie certifiée conforme du diplôme étranger »
    fournir « Copie certifiée conforme demandée par une autorité étrangère »
    consigne « Une copie certifiée conforme n’est pas nécessaire. Apportez l’original du livret de famille. »
  }
}
",
        r"
démarche renouvellement « Renouveler sa carte » {
  organisme préfecture
  étape dépôt « Envoyez l'ancienne carte » {
    par usager par courrier
    fournir carte_identité, en original
    produit carte_identité
  }
}
",
    ],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (service, model) = (texts.service, context.model);
    if is_foreign(&service.title) {
        return;
    }
    let requests = is_for_administration(service, model).then(|| asked(service, context));
    let found: Vec<_> = requests.into_iter().flatten().filter_map(|request| of_request(&request, model)).collect();
    // A text only repeats what a document already says.
    if found.is_empty() && may_be_public(service, model) {
        // A question only names what the person has.
        let texts = texts.addressed().filter(|passage| passage.kind != PassageKind::Question);
        findings.extend(texts.flat_map(in_text));
    }
    findings.extend(found);
}

fn of_request(request: &Asked<'_>, model: &Model) -> Option<Finding> {
    let cites_a_text = request.requirement.value.qualifiers.according_to.is_some();
    if cites_a_text || is_translated(request) || request.is_ever(DocumentKind::Foreign, model) {
        return None;
    }
    in_form(request, model).or_else(|| in_words(request, model))
}

fn is_translated(request: &Asked<'_>) -> bool {
    request.requirement.value.forms.iter().any(|form| form.value == EvidenceForm::Translated)
}

/// What the form asked refuses: `en copie certifiée conforme`, `légalisée`, `en original`.
fn in_form(request: &Asked<'_>, model: &Model) -> Option<Finding> {
    request.requirement.value.forms.iter().find_map(|form| match form.value {
        EvidenceForm::CertifiedCopy => certified_copy(request, form, model),
        EvidenceForm::Legalised => legalised(request, form, model),
        EvidenceForm::Original => original_sent(request, form, model),
        EvidenceForm::Copy | EvidenceForm::Translated => None,
    })
}

fn certified_copy(request: &Asked<'_>, form: &Spanned<EvidenceForm>, model: &Model) -> Option<Finding> {
    let severity = match comes_from_administration(request, model) {
        Some(true) => Severity::Erreur,
        None => Severity::Alerte,
        Some(false) => return None,
    };
    let place = request.requirement.at(form.span);
    let message = format!("{} : copie certifiée exigée, une copie simple suffit", request.called(model));
    let fix = Fix::replace("demander une simple copie", Applicability::ToReview, place, EvidenceForm::Copy.word());
    Some(doubt(RULE.graded(severity, place, message).with_label("une copie simple suffit").with_fix(fix), severity))
}

/// Only for the documents of R.113-5, delivered in France for certain: foreign acts are legalised.
fn legalised(request: &Asked<'_>, form: &Spanned<EvidenceForm>, model: &Model) -> Option<Finding> {
    let listed = [DocumentKind::Dispensing, DocumentKind::CivilStatus];
    let issued_in_france = issuer_is_administration(request, model) == Some(true);
    if !request.is_always(&listed, model) || !issued_in_france || !request.conditions().is_empty() {
        return None;
    }
    let message = format!("{} est exigé légalisé, ce qui ne peut pas être exigé", request.called(model));
    Some(RULE.graded(Severity::Erreur, request.requirement.at(form.span), message).with_label("sans légalisation"))
}

/// The original of a document delivered by an administration, when it can only be sent.
fn original_sent(request: &Asked<'_>, form: &Spanned<EvidenceForm>, model: &Model) -> Option<Finding> {
    let channels: Vec<_> = request.step.channels().map(|channel| channel.kind.value).collect();
    let must_be_sent = !channels.is_empty()
        && channels.contains(&ChannelKind::Post)
        && channels.iter().all(|channel| channel.is_digital() || *channel == ChannelKind::Post);
    let is_public = comes_from_administration(request, model) == Some(true);
    if !must_be_sent || request.is_delivered_here(model) || !is_public || is_left_out(request.service, model) {
        return None;
    }
    let message = format!("l'original de {} doit être envoyé, une copie suffit", request.called(model));
    Some(RULE.graded(Severity::Alerte, request.requirement.at(form.span), message).with_label("à confier à la poste"))
}

/// What the sentences of a text refuse: « Joignez une copie certifiée conforme du diplôme. »
fn in_text(passage: &Passage<'_>) -> Vec<Finding> {
    if !["copies certifiees", "originaux"].iter().any(|list| passage.says(RULE.code, list)) {
        return Vec::new();
    }
    let found = passage.sentences().filter_map(|(range, sentence)| {
        let (message, label) = refused_in(&sentence)?;
        Some(RULE.graded(Severity::Alerte, passage.location(range), message).with_label(label).with_note(IN_DOUBT))
    });
    found.collect()
}

/// What a sentence refuses, and what is said of it.
fn refused_in(sentence: &str) -> Option<(&'static str, &'static str)> {
    let places = |list| tables::turns(RULE.code, list).places(sentence);
    let has = |list| tables::turns(RULE.code, list).is_in(sentence);
    let is_of_administration = tables::is_issued_by_administration(sentence) || has("pieces en general");
    if !is_of_administration || has("permis") || is_foreign(sentence) {
        None
    } else if places("copies certifiees").any(|place| asks_for(sentence, place.start)) {
        Some(CERTIFIED)
    } else if has("envoi") && places("originaux").any(|place| asks_for(sentence, place.start)) {
        Some(("un original doit être envoyé : une copie suffit", "à confier à la poste"))
    } else {
        None
    }
}

/// What is said of a certified copy.
const CERTIFIED: (&str, &str) = ("une copie certifiée conforme est exigée : une photocopie suffit", "une copie simple suffit");

/// What is said where nobody says who delivers a document.
const IN_DOUBT: &str =
    "vaut pour les documents délivrés par une administration française ; ici, qui délivre la pièce n'est pas dit";

/// What the words of the document refuse: « copie certifiée conforme du diplôme ».
fn in_words(request: &Asked<'_>, model: &Model) -> Option<Finding> {
    let demand = request.requirement.value.evidence.iter().find_map(|evidence| certification_demand(title(evidence, model)))?;
    let severity = match (demand, comes_from_administration(request, model)) {
        (CertificationDemand::Copy, Some(true)) => Severity::Erreur,
        (CertificationDemand::Copy, None) => Severity::Alerte,
        (CertificationDemand::Signature, Some(true) | None) => Severity::Alerte,
        (CertificationDemand::Copy | CertificationDemand::Signature, Some(false)) => return None,
    };
    let (message, label) = match demand {
        CertificationDemand::Copy => CERTIFIED,
        CertificationDemand::Signature => ("une signature légalisée est exigée", "sans légalisation"),
    };
    Some(doubt(RULE.graded(severity, request.place(), message).with_label(label), severity))
}

fn doubt(finding: Finding, severity: Severity) -> Finding {
    if severity == Severity::Erreur {
        return finding;
    }
    finding.with_note(IN_DOUBT)
}

/// Whether an administration delivers it, by what is said of its issuer or by its name; `None` when nothing tells.
fn comes_from_administration(request: &Asked<'_>, model: &Model) -> Option<bool> {
    if let Some(known) = issuer_is_administration(request, model) {
        return Some(known);
    }
    request.is_always(&[DocumentKind::IssuedByAdministration], model).then_some(true)
}

fn issuer_is_administration(request: &Asked<'_>, model: &Model) -> Option<bool> {
    let documents = request.documents(model)?;
    let issuers: Vec<_> = documents.iter().flat_map(|document| document.issued_by.all()).collect();
    let natures: Option<Vec<bool>> =
        issuers.iter().map(|issuer| model.organisation(&issuer.value).and_then(is_administration)).collect();
    natures.filter(|natures| !natures.is_empty()).map(|natures| natures.into_iter().all(|is_public| is_public))
}

fn title<'m>(evidence: &'m RequiredEvidence, model: &'m Model) -> &'m str {
    match evidence {
        RequiredEvidence::Named(name) => model.evidence(name).and_then(|evidence| wordings(evidence).next()).unwrap_or_default(),
        RequiredEvidence::Described(words) => &words.value,
    }
}
