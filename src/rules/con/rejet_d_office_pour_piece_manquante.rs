//! An incomplete file that is rejected, closed, sent back or left aside, instead of being completed.

use crate::analysis::authority::may_be_public;
use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::model::{IncompleteFileRule, PublicService, Sourced};
use crate::rules::wording::{Words, gives_a_date, has_any, position, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, Texts};
use crate::values::IncompleteFile;

/// Words for an incomplete file, folded.
const INCOMPLETE: &[&str] = &[
    "dossier incomplet",
    "dossiers incomplets",
    "demande incomplete",
    "demandes incompletes",
    "formulaire incomplet",
    "candidature incomplete",
    "candidatures incompletes",
    "inscription incomplete",
];

/// Words of the title of a competition, folded.
static CONTESTS: Words = Words::new(&["concours", "examen professionnel"]);

/// Words that leave all the incomplete files aside at once, folded.
static ONLY_COMPLETE: Words =
    Words::new(&["seuls les dossiers complets", "seules les demandes completes", "seules les candidatures completes"]);

/// What is put aside of a file is its turn, or what comes too late, folded: a time was given to complete it.
static TIMELY: Words = Words::new(&[
    "en priorite",
    "au-dela de ce delai",
    "au dela de ce delai",
    "au dela de cette date",
    "passe ce delai",
    "dans ce delai",
    "a cette date",
    "au-dela de cette date",
    "apres cette date",
    "avant le",
    "au plus tard",
    "a la date",
    "hors delai",
]);

/// Words for what becomes of it then, folded.
static SET_ASIDE: Words = Words::new(&[
    "rejete",
    "rejetee",
    "rejetes",
    "rejetees",
    "rejet",
    "refuse",
    "refusee",
    "refuses",
    "refusees",
    "retourne",
    "retournee",
    "retournes",
    "retournees",
    "renvoye",
    "renvoyee",
    "irrecevable",
    "irrecevables",
    "classe",
    "classee",
    "classe sans suite",
    "pas traite",
    "pas traitee",
    "pas traites",
    "pas traitees",
    "pas examine",
    "pas examinee",
    "pas instruit",
    "pas instruite",
    "pas valide",
    "pas validee",
    "ne pourra etre traite",
    "ne pourra etre traitee",
    "pas etudie",
    "pas etudiee",
    "pas etudies",
    "pas etudiees",
    "pas pris en compte",
    "pas prise en compte",
    "pas prises en compte",
    "pas accepte",
    "pas acceptee",
    "pas acceptes",
    "pas acceptees",
    "ne pourra etre examine",
    "ne pourra etre examinee",
    "ne pourront etre examines",
]);

/// Words that deny it, or invite to complete, folded.
static COMPLETED: Words = Words::new(&[
    "complement",
    "completer",
    "completez",
    "regulariser",
    "manquante",
    "manquantes",
    "ne peut etre rejete",
    "n'est pas rejete",
]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CON007",
    name: "rejet-d-office-pour-piece-manquante",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Un dossier incomplet est rejeté, classé, renvoyé ou mis de côté sans que la personne soit invitée à le compléter.",
    why: "Pour une pièce oubliée, tout est à refaire : la date de la demande, parfois le droit lui-même, est perdue.",
    remove: "demandez ce qui manque et fixez un délai : `dossier incomplet demande de complément sous 1 mois`",
    ease: "instruisez ce qui peut l'être en attendant, et n'ouvrez le droit qu'à réception de la pièce",
    principle: "Bienveillant",
    basis: &[
        Basis::Law("CRPA", "L114-5"),
        Basis::Law("CRPA", "L114-5-1"),
        Basis::Law("CRPA", "L114-6"),
        Basis::Law("CRPA", "R112-11-4"),
    ],
    threshold: "Aucun rejet sans invitation à compléter. Alerte pour une instruction suspendue : elle ne peut l'être que si la pièce est \
                indispensable ; alerte dans un texte, reconnu à ses mots.",
    limits: "Les organismes privés, les associations et les concours sont laissés de côté, et une phrase qui donne une date jusqu'à laquelle compléter. Ce qui arrive à un dossier incomplet, quand il n'est pas dit, \
             n'est pas signalé.",
    fix: FixOffered::ToReview,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  organisme caf
  dossier incomplet rejet
}
",
        r"
démarche aide « Demander une aide » {
  organisme caf
  dossier incomplet suspension
}
",
        r"
démarche aide « Demander une aide » {
  organisme caf
  étape dépôt « Déposez la demande » {
    par usager en ligne
    consigne « Relisez-vous. Tout dossier incomplet sera retourné à l'expéditeur. »
  }
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  organisme caf
  dossier incomplet demande de complément sous 1 mois
  étape dépôt « Déposez la demande » {
    par usager en ligne
    consigne « Si le dossier est incomplet, nous vous demandons ce qui manque. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  organisme caf
  étape dépôt « Déposez la demande » {
    par usager en ligne
    consigne « Un dossier incomplet est renvoyé avec la liste des pièces manquantes, et un mois pour les fournir. »
  }
}
",
    ],
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let service = texts.service;
    if !may_be_public(service, context.model) {
        return;
    }
    let rule = service.incomplete_file.said();
    findings.extend(rule.and_then(of_rule));
    // What the line already says is not said again of a text.
    if rule.is_none_or(|rule| rule.value.outcome != IncompleteFile::Rejection) && !is_contest(service) {
        findings.extend(texts.passages.iter().flat_map(in_words));
    }
}

fn of_rule(rule: &Sourced<IncompleteFileRule>) -> Option<Finding> {
    let completed = || {
        let within = rule.value.within.as_ref().map(|within| format!(" sous {}", within.value)).unwrap_or_default();
        let line = format!("dossier incomplet demande de complément{within}");
        Fix::replace("demander ce qui manque", Applicability::ToReview, rule.location(), line)
    };
    match rule.value.outcome {
        IncompleteFile::Completion => None,
        IncompleteFile::Rejection => Some(
            RULE.at(rule.location(), "un dossier incomplet est rejeté sans que la personne soit invitée à le compléter")
                .with_label("rejet d'office")
                .with_fix(completed()),
        ),
        IncompleteFile::Suspension => Some(
            RULE.graded(
                Severity::Alerte,
                rule.location(),
                "l'instruction d'un dossier incomplet est suspendue, quelle que soit la pièce",
            )
            .with_label("le dossier attend")
            .with_note("Elle ne peut l'être que si la pièce manquante est indispensable pour instruire (article L.114-5-1).")
            .with_fix(completed()),
        ),
    }
}

/// A competition: its candidates are equal before its closing date.
fn is_contest(service: &PublicService) -> bool {
    has_any(&readable(&service.title), &CONTESTS)
}

fn in_words(passage: &Passage<'_>) -> Vec<Finding> {
    if !["ncompl", " complet", " complèt"].iter().any(|letters| passage.text.value.contains(letters)) {
        return Vec::new();
    }
    let mut before = false;
    let mut is_harsh = |(_, sentence): &(_, String)| {
        let invited = std::mem::replace(&mut before, has_any(sentence, &COMPLETED));
        // « Votre dossier est rejeté (dossier incomplet ou irrecevable) » tells what was, not what will be.
        let sentence = sentence.replace(" ou irrecevable", "");
        let after = INCOMPLETE.iter().filter_map(|words| position(&sentence, words)).min().map(|at| &sentence[at..]);
        let is_set_aside = after.is_some_and(|after| has_any(after, &SET_ASIDE)) || has_any(&sentence, &ONLY_COMPLETE);
        is_set_aside && !invited && !has_any(&sentence, &COMPLETED) && !has_any(&sentence, &TIMELY) && !gives_a_date(&sentence)
    };
    let found = passage.sentences().filter(|found| is_harsh(found)).map(|(range, _)| {
        let message = "un texte annonce qu'un dossier incomplet est écarté, sans inviter à le compléter";
        RULE.graded(Severity::Alerte, passage.location(range), message).with_label("rejet d'office")
    });
    found.collect()
}
