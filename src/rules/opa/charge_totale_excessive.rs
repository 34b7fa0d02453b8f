//! The time, the money and the waiting a procedure takes from a person, all acts together.

use crate::analysis::burden::{Burden, Share};
use crate::analysis::extremes::{Burdened, Whom};
use crate::analysis::people::{People, Person};
use crate::findings::{Finding, Severity};
use crate::model::PublicService;
use crate::rules::tables::{observed_scale, official_scale, threshold};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::grouped;

/// A step is shown when it takes at least this share of the whole, in per cent.
const SHOWN_SHARE: usize = 10;

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
    limits: "C'est un minimum : les étapes obligatoires, par le canal le plus rapide, au barème officiel. Une durée dite par l'auteur \
             remplace celle du barème. Une pièce est supposée à la maison, sauf si elle doit être récente. Le temps n'est pas converti en argent.",
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
    let burden = Burden::new(service, official_scale(), model);
    let people = People::seen_by(model, &burden.conditions(), context.today);
    let burdened = people.surely_burdened(threshold(RULE.code).bar(), |person: &Person<'_, '_>| burden.minutes(person));
    let Some(burdened) = burdened else { return };
    let observed = Burden::new(service, observed_scale(), model).minutes(&burdened.person).told;
    findings.push(finding(service, &burdened, &burden.share(&burdened.person), observed));
}

fn finding(service: &PublicService, burdened: &Burdened<'_, '_>, share: &Share<'_>, observed: usize) -> Finding {
    let minutes = burdened.weight;
    let severity = threshold(RULE.code).severity(minutes).unwrap_or(RULE.severity);
    let whom = match burdened.whom {
        Whom::Everyone | Whom::Someone => "la personne".to_owned(),
        Whom::Profile(profile) => format!("« {} »", profile.title),
    };
    let money = share.spent.filter(|spent| !spent.is_zero()).map(|spent| format!(" et {spent}")).unwrap_or_default();
    let wait = share.wait.map(|wait| wait.max_days).filter(|days| *days > 0);
    let wait = wait.map(|days| format!(", et jusqu'à {days} jours d'attente")).unwrap_or_default();
    let message = format!("la démarche prend à {whom} au moins {}{money}{wait}", time(minutes));
    let mut finding = RULE.graded(severity, service.heading, message).with_label(time(minutes));
    for (step, of_step) in &share.steps {
        let percent = *of_step as usize * 100 / minutes;
        if percent >= SHOWN_SHARE {
            finding = finding.with_related(step.heading, format!("{}, soit {percent} %", time(*of_step as usize)));
        }
    }
    finding.with_note(note(service, burdened, share, observed))
}

fn note(service: &PublicService, burdened: &Burdened<'_, '_>, share: &Share<'_>, observed: usize) -> String {
    let minutes = burdened.weight;
    let mut parts = vec![format!("Barème officiel (StBA, 2017) : {}", time(minutes))];
    if observed > minutes {
        parts.push(format!("{} avec le temps constaté au guichet (Bitkom)", time(observed)));
    }
    if share.gathering > 0 {
        let documents = if share.n_documents == 1 { "la pièce" } else { "les pièces" };
        parts.push(format!("réunir {documents} en prend {}", time(share.gathering as usize)));
    }
    if let (Whom::Everyone, Some(volume)) = (burdened.whom, service.volume.said()) {
        let hours = volume.value.saturating_mul(minutes as u64) / 60;
        parts.push(format!("pour {} dossiers par an, {} heures", grouped(volume.value), grouped(hours)));
    }
    format!("{}.", parts.join(" ; "))
}

/// Minutes as people say them: `45 min`, `1 h`, `1 h 35`.
fn time(minutes: usize) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, 0) => format!("{hours}\u{a0}h"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
    }
}
