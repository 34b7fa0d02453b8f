//! Health, origin, opinions, convictions, convictions by a court, social security number: asked without the text that allows it.

use crate::analysis::usage::data_read;
use crate::findings::{Finding, Severity};
use crate::model::{Data, Evidence, Model, PublicService};
use crate::rules::asked::names_one_document;
use crate::rules::tables::{SensitiveData, sensitive_data};
use crate::rules::wording::shortened;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{OrganisationNature, Qualifiers, RequiredEvidence, SymbolId};
use std::collections::BTreeSet;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DON002",
    name: "donnee-sensible-sans-base",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "Une donnée sensible est demandée sans le texte qui le permet et sans règle qui s'en serve.",
    why: "La santé, l'origine, les convictions ou les condamnations d'une personne ne se confient pas sans raison : une fuite ne se répare pas.",
    remove: "ne la demandez plus",
    ease: "citez le texte qui permet de la demander (`selon …`), et dites à quoi elle sert",
    principle: "Personnel et confidentiel",
    basis: &[
        Basis::Source("RGPD, article 5(1)(c) : données « limitées à ce qui est nécessaire » (CNIL)"),
        Basis::Unverified("RGPD, articles 9 et 10"),
        Basis::Unverified("Loi n° 78-17 du 6 janvier 1978, article 30 (numéro de sécurité sociale)"),
    ],
    threshold: "",
    limits: "Sensible : dite telle (`sensible oui`), ou reconnue à ses mots, sauf si elle est dite `sensible non`. Un texte cité par la ligne ou \
             par la démarche (`fondement`) suffit, une règle qui la lit aussi ; une raison donnée, ou un organisme de sécurité sociale, \
             n'en fait qu'un conseil. Erreur seulement si la donnée est dite sensible et la démarche `complète oui`.",
    fix: FixOffered::No,
    faulty: &[
        r"
donnée handicap : oui ou non « Êtes-vous en situation de handicap ? »
démarche stage « Demander un stage » {
  organisme mairie
  étape dépôt « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, handicap
  }
}
",
        r"
démarche piscine « S'inscrire à la piscine » {
  organisme mairie
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir « Extrait de casier judiciaire »
  }
}
",
    ],
    sane: &[
        r"
donnée handicap : oui ou non « Êtes-vous en situation de handicap ? »
donnée croyance : texte « Votre religion » {
  sensible non
}
démarche stage « Demander un stage » {
  organisme mairie
  étape dépôt « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, croyance
    demande handicap selon décret, article 3
  }
}
",
        r"
donnée handicap : oui ou non « Êtes-vous en situation de handicap ? »
démarche aide « Demander une aide » {
  organisme mairie
  étape dépôt « Remplissez la demande » {
    par usager en ligne ou par courrier
    demande nom, handicap
  }
  droit aidé : oui ou non {
    non
    exception aménagée : oui si handicap
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !service.legal_bases.all().is_empty() {
        return;
    }
    let model = context.model;
    let read = data_read(service, model);
    let asked: Vec<_> = service.user_steps().flat_map(|step| step.asks.all()).collect();
    let mut seen = BTreeSet::new();
    for fact in asked {
        let (name, qualifiers) = &fact.value;
        let Some(datum) = model.datum(name).filter(|datum| !read.contains(&datum.symbol) && seen.insert(datum.symbol)) else {
            continue;
        };
        if let Some(kind) = kind_of_datum(datum) {
            let called = datum.called();
            findings.extend(finding(service, fact.at(name.span), &called, &kind, qualifiers, model));
        }
    }
    for (_, requirement) in service.user_requirements() {
        for evidence in &requirement.value.evidence {
            let (title, kind, place) = match evidence {
                RequiredEvidence::Named(name) => {
                    let Some(document) = model.evidence(name) else { continue };
                    (&*document.title, kind_of_document(document, &read, model), requirement.at(name.span))
                }
                RequiredEvidence::Described(words) => {
                    let kind = recognised(&words.value).filter(|_| names_one_document(&words.value));
                    (&*words.value, kind, requirement.at(words.span))
                }
            };
            if let Some(kind) = kind {
                findings.extend(finding(service, place, title, &kind, &requirement.value.qualifiers, model));
            }
        }
    }
}

/// Why a datum is held sensitive.
struct Kind {
    /// What it touches, in a word: « Santé ».
    name: &'static str,
    is_declared: bool,
    is_social_security_number: bool,
}

fn recognised(words: &str) -> Option<Kind> {
    sensitive_data(words).map(|SensitiveData { reference, name, .. }| Kind {
        name,
        is_declared: false,
        is_social_security_number: reference == "nir",
    })
}

fn kind_of_datum(datum: &Data) -> Option<Kind> {
    let by_words = recognised(&datum.name.replace('_', " "))
        .or_else(|| datum.question.as_ref().and_then(|question| recognised(&question.value)));
    match datum.sensitive.as_ref().map(|sensitive| sensitive.value) {
        Some(false) => None,
        Some(true) => Some(Kind { is_declared: true, ..by_words.unwrap_or(Kind::DECLARED) }),
        None => by_words,
    }
}

impl Kind {
    const DECLARED: Self = Self { name: "donnée dite sensible", is_declared: true, is_social_security_number: false };
}

/// A document is sensitive by its name, unless a rule reads what it proves.
fn kind_of_document(document: &Evidence, read: &BTreeSet<SymbolId>, model: &Model) -> Option<Kind> {
    let proved: Vec<_> = document.proves.all().iter().filter_map(|proved| model.datum(&proved.value)).collect();
    if proved.iter().any(|datum| read.contains(&datum.symbol)) {
        return None;
    }
    recognised(&document.title).or_else(|| {
        let declared = proved.iter().any(|datum| datum.sensitive.as_ref().is_some_and(|sensitive| sensitive.value));
        declared.then_some(Kind::DECLARED)
    })
}

fn finding(
    service: &PublicService,
    place: Location,
    called: &str,
    kind: &Kind,
    qualifiers: &Qualifiers,
    model: &Model,
) -> Option<Finding> {
    if qualifiers.according_to.is_some() {
        return None;
    }
    let organisations = service.organisations.all().iter().filter_map(|organisation| model.organisation(&organisation.value));
    let is_social_security = organisations
        .filter_map(|organisation| organisation.nature.said())
        .any(|nature| nature.value == OrganisationNature::SocialSecurity);
    if is_social_security && kind.is_social_security_number {
        return None;
    }
    let severity = if qualifiers.because.is_some() || is_social_security {
        Severity::Conseil
    } else if kind.is_declared && service.is_complete() {
        Severity::Erreur
    } else {
        Severity::Alerte
    };
    let message = format!("« {} » est demandé, et le texte qui le permet n'est pas dit", shortened(called, 42));
    Some(RULE.graded(severity, place, message).with_label(format!("donnée sensible : {}", kind.name.to_lowercase())))
}
