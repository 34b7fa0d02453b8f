//! A document asked along with another that dispenses from it.

use super::order::Order;
use super::scope::{is_for, is_for_administration, is_left_out, people_named};
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::model::{Model, PublicService};
use crate::rules::asked::{Asked, asked, names_one_document, wordings};
use crate::rules::documents::DocumentKind;
use crate::rules::tables::{Dispensed, Dispensing, dispensing_document};
use crate::rules::wording::{Words, fitting, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{Audience, RequiredEvidence};

/// Acts that say more than the identity a card shows.
static FULL_COPIES: Words = Words::new(&["copie integrale", "avec filiation"]);

/// Words of a procedure about a child: the identity card is then the parent's, and the act the child's.
static ABOUT_A_CHILD: Words = Words::new(&[
    "enfant",
    "enfants",
    "mineur",
    "naissance",
    "bebe",
    "scolaire",
    "ecole",
    "college",
    "lycee",
    "eleve",
    "creche",
    "cantine",
    "filiation",
]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DLN004",
    name: "piece-dispensee-par-une-autre",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "Une pièce est demandée alors qu'une autre, demandée aussi, en dispense.",
    why: "La personne prouve deux fois la même chose, et attend pour la seconde un acte dont le droit la dispense.",
    remove: "ne demandez plus la pièce dispensée",
    ease: "si les deux pièces concernent deux personnes, dites lesquelles dans leur titre : « … de l'enfant »",
    principle: "Un fonctionnement et des procédures simples",
    basis: &[Basis::Law("CRPA", "R113-5"), Basis::Law("CRPA", "R113-9")],
    threshold: "La table fermée de R.113-5 : le livret de famille dispense des extraits d'actes, la carte d'identité et le passeport de l'acte \
                de naissance de leur titulaire et du certificat de nationalité…",
    limits: "Se tait pour les titres et procédures de R.113-9, le mariage, le Pacs et l'adoption, les pièces demandées d'après un texte cité, et \
             quand les pièces peuvent concerner deux personnes. Erreur seulement si la démarche est dite `complète oui`, sans raison donnée ni \
             copie intégrale : un autre texte, non cité, pourrait exiger la pièce.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche concours « S'inscrire à un concours » {
  public particulier
  organisme préfecture
  étape dépôt « Déposez le dossier » {
    par usager par courrier
    fournir carte_identité ou passeport
    fournir acte_naissance
  }
}
",
        r"
démarche tarif « Demander le tarif famille » {
  public particulier
  organisme mairie
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir livret_famille
    fournir « Acte de naissance de chaque enfant »
  }
}
",
    ],
    sane: &[
        r"
démarche passeport_majeur « Demander un passeport » {
  organisme préfecture
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir carte_identité
    fournir acte_naissance
  }
}
",
        r"
démarche cantine « Inscrire son enfant à la cantine » {
  organisme mairie
  étape dépôt « Déposez le dossier » {
    par usager au guichet
    fournir carte_identité
    fournir acte_naissance
  }
}
",
        r"
démarche concours « S'inscrire à un concours » {
  organisme préfecture
  étape dépôt « Déposez le dossier » {
    par usager par courrier
    fournir carte_identité ou acte_naissance
    fournir livret_famille si mineur
    fournir « Acte de mariage des parents » sauf si mineur
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let requests: Vec<_> = asked(service, context).collect();
    let shown: Vec<_> = requests.iter().filter(|request| request.is_always(&[DocumentKind::Dispensing], model)).collect();
    if shown.is_empty()
        || requests.len() < 2
        || !is_for_administration(service, model)
        || is_for(service, &[Audience::Individual]) == Some(false)
        || is_left_out(service, model)
    {
        return;
    }
    let order = Order::of(service);
    for needless in requests.iter().filter(|request| request.requirement.value.qualifiers.according_to.is_none()) {
        let dispensing = shown.iter().find_map(|shown| {
            let together = order.follow(shown.step, needless.step) || order.follow(needless.step, shown.step);
            let row = dispensed(shown, needless, model).filter(|_| together && shown.reaches_as(needless, model))?;
            Some((shown, row))
        });
        if let Some((shown, row)) = dispensing {
            findings.push(finding(needless, shown, row, model));
        }
    }
}

/// The document of column B that `needless` asks and from which whatever is shown for `shown` dispenses.
fn dispensed(shown: &Asked<'_>, needless: &Asked<'_>, model: &Model) -> Option<&'static Dispensed> {
    let mut row = None;
    for asked in &needless.requirement.value.evidence {
        for document in &shown.requirement.value.evidence {
            let dispensing = titles(document, model).find_map(dispensing_document)?;
            // A document of column A does not dispense from itself.
            if titles(asked, model)
                .any(|words| dispensing_document(words).is_some_and(|same| same.reference == dispensing.reference))
            {
                return None;
            }
            let dispensed = titles(asked, model).find_map(|words| dispensing.dispenses(words))?;
            if !may_be_the_same_person(dispensing, title(document, model), title(asked, model), &shown.service.title) {
                return None;
            }
            row = Some(dispensed);
        }
    }
    row
}

fn may_be_the_same_person(dispensing: &Dispensing, shown: &str, asked: &str, service: &str) -> bool {
    let (holder, subject) = (people_named(shown), people_named(asked));
    if dispensing.reference.starts_with("livret-de-famille") {
        return subject.iter().all(|person| ["enfant", "enfants", "parent", "parents", "pere", "mere"].contains(person));
    }
    holder == subject && (!holder.is_empty() || !has_any(&readable(service), &ABOUT_A_CHILD))
}

fn titles<'m>(evidence: &'m RequiredEvidence, model: &'m Model) -> impl Iterator<Item = &'m str> {
    let (named, described) = match evidence {
        RequiredEvidence::Named(name) => (model.evidence(name).map(wordings), None),
        RequiredEvidence::Described(words) => (None, Some(&*words.value).filter(|words| names_one_document(words))),
    };
    named.into_iter().flatten().chain(described)
}

fn title<'m>(evidence: &'m RequiredEvidence, model: &'m Model) -> &'m str {
    titles(evidence, model).next().unwrap_or_default()
}

fn finding(needless: &Asked<'_>, shown: &Asked<'_>, row: &Dispensed, model: &Model) -> Finding {
    let asked = needless.requirement.value.evidence.first().map_or("", |evidence| title(evidence, model));
    let is_doubtful = needless.requirement.value.qualifiers.because.is_some() || has_any(&readable(asked), &FULL_COPIES);
    let is_complete = needless.service.is_complete();
    let severity = if is_doubtful || !is_complete { Severity::Alerte } else { Severity::Erreur };
    let called = needless.called(model);
    let message = fitting([
        format!("{called} est de trop : {} en dispense", shown.called(model)),
        format!("{called} est de trop : une autre pièce en dispense"),
    ]);
    RULE.graded(severity, needless.place(), message)
        .with_label("pièce dispensée")
        .with_related(shown.place(), "cette pièce en dispense")
        .with_note(format!("R.113-5 dispense de : {}, s'il s'agit de la même personne", lower_start(&row.name)))
        .with_fix(Fix::replace("ne plus demander cette pièce", Applicability::ToReview, needless.requirement.location(), ""))
}

fn lower_start(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
