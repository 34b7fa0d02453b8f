//! The time, the money and the waiting a procedure takes from a person, all acts together.

use crate::analysis::burden::{Burden, Scale, burden};
use crate::analysis::situation::{Person, people};
use crate::findings::{Finding, Severity};
use crate::model::PublicService;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::grouped;

/// More minutes than this is worth a look.
const ADVICE: u32 = 60;
/// More minutes than this: a whole visit to a counter, travel and wait included, as measured.
const WARNING: u32 = 125;
/// A step is shown when it takes at least this share of the whole, in per cent.
const SHOWN_SHARE: u32 = 10;

/// The official scale.
const OFFICIAL: Scale = Scale {
    understand: 5,
    fill_in: 5,
    send: 1,
    post: 2,
    pay: 2,
    read_decision: 5,
    call: 12,
    visit: 30,
    appointment: 45,
    at_hand: 5,
    asked_online: 9,
    asked_by_post: 9,
    fetched: 40,
};
/// The same, with the visits to a counter as measured.
const OBSERVED: Scale = Scale { visit: 125, appointment: 125, fetched: 125, ..OFFICIAL };

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "OPA002",
    name: "charge-totale-excessive",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "La démarche prend beaucoup de temps à la personne : lire, réunir, remplir, se déplacer, attendre, payer.",
    why: "Ce temps est pris sur le travail, les enfants ou le repos ; ceux qui en ont le moins sont ceux qui renoncent.",
    remove: "supprimez l'acte le plus lourd : un déplacement, une pièce à faire venir, un formulaire à recopier",
    ease: "annoncez la durée totale, et permettez de faire la démarche en plusieurs fois ou avec une aide",
    principle: "La prise en compte du coût humain et social",
    basis: &[
        Basis::Source("Modèle international des coûts standard (SCM)"),
        Basis::Source("Table des temps des citoyens, Office fédéral allemand de la statistique (StBA), 2017"),
        Basis::Source("44 U.S.C. 3502(2) : « time, effort, or financial resources »"),
    ],
    threshold: "Plus de 60 minutes : conseil ; plus de 125 minutes : alerte (temps moyen d'un passage au guichet, enquête Bitkom, 1 005 \
                personnes).",
    limits: "C'est un minimum : les étapes certaines, par le canal le plus rapide, au barème officiel. Une durée dite par l'auteur remplace \
             celle du barème. Le temps n'est pas converti en argent.",
    fix: FixOffered::No,
    faulty: &[r"
démarche permis « Demander un permis » {
  étape information « Venez vous informer » {
    par usager au guichet
  }
  étape dépôt « Déposez le dossier » {
    par usager au guichet, sur rendez-vous
    fournir carte_identité
    fournir justificatif_domicile
    demande nom, prénom, adresse
  }
  étape retrait « Retirez le permis » {
    par usager au guichet
  }
}
"],
    sane: &[r"
démarche permis « Demander un permis » {
  étape dépôt « Déposez le dossier » {
    par usager en ligne ou au guichet
    fournir carte_identité
    fournir justificatif_domicile
    demande nom, prénom, adresse
  }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let model = context.model;
    let burdens = people(model).map(|person| (burden(service, &person, &OFFICIAL, model), person));
    let heaviest = burdens.reduce(|most, other| if other.0.minutes > most.0.minutes { other } else { most });
    let Some((lightest_scale, person)) = heaviest.filter(|(burden, _)| burden.minutes > ADVICE) else { return };
    let observed = burden(service, &person, &OBSERVED, model);
    findings.push(finding(service, &person, &lightest_scale, observed.minutes));
}

fn finding(service: &PublicService, person: &Person<'_>, burden: &Burden<'_>, observed: u32) -> Finding {
    let severity = if burden.minutes > WARNING { Severity::Alerte } else { Severity::Conseil };
    let whom = person.profile.map_or_else(|| "la personne".to_owned(), |profile| format!("« {} »", profile.title));
    let money = burden.spent.filter(|spent| !spent.is_zero()).map(|spent| format!(" et {spent}")).unwrap_or_default();
    let wait = burden.wait.map(|wait| wait.max_days).filter(|days| *days > 0);
    let wait = wait.map(|days| format!(", et jusqu'à {days} jours d'attente")).unwrap_or_default();
    let message = format!("la démarche prend à {whom} au moins {}{money}{wait}", time(burden.minutes));
    let mut finding = RULE.graded(severity, service.heading, message).with_label(time(burden.minutes));
    for (step, minutes) in burden.steps.iter().filter(|(_, minutes)| share(*minutes, burden.minutes) >= SHOWN_SHARE) {
        finding = finding.with_related(step.heading, format!("{}, soit {} %", time(*minutes), share(*minutes, burden.minutes)));
    }
    finding.with_note(note(service, burden, observed))
}

fn note(service: &PublicService, burden: &Burden<'_>, observed: u32) -> String {
    let mut note = format!("Barème officiel (StBA, 2017) : {}", time(burden.minutes));
    if observed > burden.minutes {
        note.push_str(&format!(" ; {} avec le temps constaté au guichet (Bitkom)", time(observed)));
    }
    if burden.gathering > 0 {
        let documents = if burden.n_documents == 1 { "la pièce" } else { "les pièces" };
        note.push_str(&format!(" ; réunir {documents} en prend {}", time(burden.gathering)));
    }
    if let Some(volume) = service.volume.said() {
        let hours = volume.value.saturating_mul(u64::from(burden.minutes)) / 60;
        note.push_str(&format!(" ; pour {} dossiers par an, {} heures", grouped(volume.value), grouped(hours)));
    }
    note.push('.');
    note
}

const fn share(part: u32, whole: u32) -> u32 {
    part * 100 / whole
}

/// Minutes as people say them: `45 min`, `1 h`, `1 h 35`.
fn time(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, 0) => format!("{hours}\u{a0}h"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
    }
}
