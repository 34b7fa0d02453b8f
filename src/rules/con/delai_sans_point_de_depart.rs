//! A time limit that does not say when it begins.

use crate::findings::{Finding, Severity};
use crate::model::{PublicService, Sourced};
use crate::rules::wording::{Words, has, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Passage, Rule, passages};
use crate::values::TimeLimit;

/// How a text says that nobody answered, folded.
static NO_ANSWER: Words =
    Words::new(&["absence de reponse", "sans reponse", "sans notification", "n'a pas repondu", "pas de reponse"]);

/// What no answer then amounts to, folded.
static OUTCOMES: Words = Words::new(&[
    "consideree comme",
    "considere comme",
    "tacitement",
    "accordee",
    "accorde",
    "acceptee",
    "accepte",
    "rejetee",
    "rejete",
]);

/// Those who make a person wait and are no administration, folded.
static OTHERS: Words = Words::new(&["exploitant", "exploitants"]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CON003",
    name: "delai-sans-point-de-depart",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "Un délai est annoncé sans dire à partir de quand il court.",
    why: "« 2 mois » à partir du dépôt, du dossier complet ou de l'accusé de réception, ce n'est pas le même jour : la personne attend à \
          tort, ou agit trop tard.",
    remove: "dites d'où il court : `délai 2 mois, à compter du dossier complet`",
    ease: "",
    principle: "Une plus grande visibilité sur le traitement et le suivi des dossiers",
    basis: &[Basis::Law("CRPA", "L114-3"), Basis::Law("CRPA", "L114-5")],
    threshold: "Un point de départ par délai, de l'administration comme de la personne. Erreur dans une démarche déclarée complète.",
    limits: "Les délais d'une même étape sont signalés ensemble. Le délai du silence court du jour que fixe la loi (L.114-3), celui d'un \
             recours de la notification : rien n'est attendu d'eux, ni du délai dont le texte dit ensuite ce que vaut l'absence de réponse.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche titre « Demander un titre » {
  étape instruction « La demande est instruite » {
    par préfecture
    délai 2 mois
  }
}
",
        r"
démarche titre « Demander un titre » {
  étape retrait « Retirez le titre » {
    par usager au guichet
    sous 3 mois
  }
}
",
        r"
démarche titre « Demander un titre » {
  décision par préfecture {
    délai 2 mois si non mineur
    délai 3 mois si mineur
  }
}
",
    ],
    sane: &[r"
démarche titre « Demander un titre » {
  étape instruction « La demande est instruite » {
    par préfecture
    délai 2 mois, à compter du dossier complet
  }
  étape retrait « Retirez le titre » {
    par usager au guichet
    sous 3 mois, à compter de « la réception du message »
  }
  décision par préfecture {
    silence vaut rejet après 2 mois selon crpa, article L231-4
    recours gracieux auprès de préfecture sous 2 mois
  }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for step in &service.steps {
        let awaited = step.processing_times.all().iter().filter(|limit| !is_of_silence(service, limit));
        findings.extend(without_start(service, awaited, |first| {
            let is_of_others = said_at(service, first).is_some_and(|said| has_any(&readable(&said.text.value), &OTHERS));
            if is_of_others { "annoncé" } else { "de l'administration" }
        }));
        findings.extend(without_start(service, step.deadlines.iter(), |_| "laissé à la personne"));
    }
    let of_decision = service.decision.said().map_or(&[][..], |decision| decision.processing_times.all());
    findings.extend(without_start(service, of_decision.iter(), |_| "de la décision"));
}

fn without_start<'m>(
    service: &PublicService,
    limits: impl Iterator<Item = &'m Sourced<TimeLimit>>,
    whose: impl Fn(&Sourced<TimeLimit>) -> &'static str,
) -> Option<Finding> {
    let mut missing = limits.filter(|limit| limit.value.start.is_none());
    let first = missing.next()?;
    let duration = first.value.duration.value;
    let message = format!("le délai {} ({duration}) ne dit pas à partir de quand il court", whose(first));
    let place = first.at(first.value.duration.span);
    let finding = RULE.not_said_at(service, place, message)?.with_label("à compter de quoi ?");
    Some(missing.fold(finding, |finding, limit| finding.with_related(limit.location(), "celui-ci non plus")))
}

/// The text that says a limit, and those that follow: a page says its limits in its sentences.
fn from_text_of<'m>(service: &'m PublicService, limit: &Sourced<TimeLimit>) -> impl Iterator<Item = Passage<'m>> {
    let span = limit.value.duration.span;
    passages(service).skip_while(move |passage| !passage.text.span.holds(span))
}

fn said_at<'m>(service: &'m PublicService, limit: &Sourced<TimeLimit>) -> Option<Passage<'m>> {
    from_text_of(service, limit).next()
}

/// Whether the text goes on to say what no answer amounts to: at once, or further down where it names the « délai d'instruction ».
fn is_of_silence(service: &PublicService, limit: &Sourced<TimeLimit>) -> bool {
    from_text_of(service, limit).enumerate().any(|(rank, passage)| {
        passage.sentences().any(|(_, sentence)| {
            (rank < 2 || has(&sentence, "delai d'instruction")) && has_any(&sentence, &NO_ANSWER) && has_any(&sentence, &OUTCOMES)
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_page;

    fn said(paragraphs: &[&str]) -> String {
        let paragraphs: String = paragraphs.iter().map(|words| format!("<Paragraphe>{words}</Paragraphe>")).collect();
        let form =
            "<ServiceEnLigne ID=\"R2\" URL=\"https://exemple.fr/\" type=\"Formulaire\"><Titre>Demande</Titre></ServiceEnLigne>";
        check_page("CON003", "Permis", &format!("<Texte>{paragraphs}{form}</Texte>"))
    }

    #[test]
    fn the_time_after_which_silence_decides_runs_from_the_day_the_law_sets() {
        let told = said(&["La CPAM dispose d'un délai de 2 mois pour répondre.", "Elle vous écrit."]);
        assert!(told.contains("le délai de l'administration (2\u{a0}mois) ne dit pas"), "{told}");
        let silence = "En l'absence de réponse à l'issue de ce délai, votre demande est considérée comme acceptée.";
        assert_eq!(said(&["La CPAM dispose d'un délai de 2 mois pour répondre.", silence]), "");
        let later = "Si vous ne recevez pas de réponse à la fin du délai d'instruction, le permis est tacitement accordé.";
        assert_eq!(said(&["Le délai d'instruction est de 3 mois.", "Gardez le récépissé.", "Affichez le panneau.", later]), "");
        assert_ne!(said(&["Le délai d'instruction est de 3 mois.", "Gardez le récépissé.", "Affichez le panneau.", silence]), "");
    }

    #[test]
    fn those_who_are_no_administration_are_not_called_so() {
        let told = said(&["L'exploitant du réseau vous répond. Le délai de réponse passe à 15 jours sur papier."]);
        assert!(told.contains("le délai annoncé (15\u{a0}jours) ne dit pas"), "{told}");
    }
}
