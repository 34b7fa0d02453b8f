//! An appointment one must have, and that nothing says one will get in time.

use crate::analysis::contact::contacts;
use crate::findings::{Finding, Severity};
use crate::model::{PublicService, Sourced, Step};
use crate::rules::wording::{called, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{Appointment, ChannelKind, FactKind, TimeLimit};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "REL008",
    name: "rendez-vous-sans-garantie",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "Un rendez-vous est obligatoire, et rien ne garantit de l'obtenir : ni délai, ni autre façon de le prendre, ou après l'échéance.",
    why: "Sans créneau, la personne recharge une page pendant des semaines et voit passer la date où son droit s'éteint, sans rien pouvoir \
          prouver.",
    remove: "recevez aussi sans rendez-vous, ou ouvrez une autre voie (`ou par courrier`)",
    ease: "dites sous combien de temps on l'obtient (`sur rendez-vous sous 15 jours`), prenez-le aussi par téléphone et au guichet, et comptez \
           l'échéance au jour de la demande de rendez-vous",
    principle: "le besoin de proximité avec ses interlocuteurs et le virtuel",
    basis: &[
        Basis::Source("Défenseur des droits, « Dématérialisation et inégalités d'accès aux services publics », 2019"),
        Basis::Source("Tribunal administratif de Versailles, 25 novembre 2022, n° 2105520 : rendez-vous en préfecture"),
        Basis::Source("Services Publics+, engagement 2"),
    ],
    threshold: "Un délai, quel qu'il soit, et plus court que l'échéance de la personne. Erreur dans une démarche déclarée complète.",
    limits: "Un rendez-vous n'est obligatoire que si toutes les façons de faire l'étape en demandent un. Une étape facultative, ou qui dit un \
             délai de l'administration ou pourquoi elle n'en a pas, est laissée de côté. Une prise de rendez-vous se reconnaît au titre de \
             l'étape. Les rendez-vous dont un texte parle ne sont pas relus.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche titre « Demander un titre » {
  étape dépôt « Déposez la demande » {
    par usager au guichet, sur rendez-vous
  }
}
",
        r"
démarche titre « Renouveler un titre » {
  étape dépôt « Déposez la demande » {
    par usager au guichet, sur rendez-vous sous 3 mois
    sous 2 mois, à compter de « la fin de votre titre »
  }
}
",
        r"
démarche titre « Demander un titre » {
  étape prise « Prenez rendez-vous » {
    par usager en ligne
  }
}
",
    ],
    sane: &[r"
démarche titre « Demander un titre » {
  étape prise « Prenez rendez-vous » {
    par usager en ligne ou par téléphone
  }
  étape dépôt « Déposez la demande » {
    par usager au guichet, sur rendez-vous sous 15 jours
    sous 2 mois, à compter de « la fin de votre titre »
  }
  étape retrait « Retirez le titre » {
    par usager au guichet, sur rendez-vous
    par usager par courrier
  }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for step in service.user_steps().filter(|step| !step.optional) {
        if let Some((appointment, place)) = imposed(step) {
            findings.extend(match appointment.within {
                None => without_delay(service, step, place),
                Some(_) => after_the_deadline(step, appointment, place),
            });
        }
        findings.extend(only_online(service, step, context));
    }
}

/// The appointment that every way of doing a step asks for: the one whose delay is said, when one is.
fn imposed(step: &Step) -> Option<(&Appointment, Location)> {
    let of_each = step.performed.all().iter().map(|performance| Some((performance.value.appointment.as_ref()?, performance)));
    let all: Vec<_> = of_each.collect::<Option<_>>()?;
    let (appointment, performance) = all.iter().find(|(appointment, _)| appointment.within.is_some()).or(all.first())?;
    Some((appointment, performance.at(appointment.span)))
}

fn without_delay(service: &PublicService, step: &Step, place: Location) -> Option<Finding> {
    // A delay of the administration, or why there is none, is said.
    if !step.processing_times.is_not_said() || service.none_because(FactKind::ProcessingTime).is_some() {
        return None;
    }
    let message = format!("{} : le délai pour obtenir ce rendez-vous n'est pas dit", called(&step.title));
    Some(RULE.not_said_at(service, place, message)?.with_label("sous combien de temps ?"))
}

/// Surely after: the appointment at the longest, counted short, and the deadline counted long.
fn after_the_deadline(step: &Step, appointment: &Appointment, place: Location) -> Option<Finding> {
    let within = appointment.within?;
    let is_too_late = |limit: &&Sourced<TimeLimit>| within.min_days() > limit.value.duration.value.max.max_days();
    let deadline = step.deadlines.iter().find(is_too_late)?;
    let message = format!("{} : le rendez-vous peut venir après l'échéance", called(&step.title));
    let finding = RULE.at(place, message).with_label(format!("jusqu'à {within}"));
    let left = deadline.value.duration.value.max;
    Some(finding.with_related(deadline.at(deadline.value.duration.span), format!("la personne n'a que {left}")))
}

/// A step that takes the appointment, on a screen and nowhere else, when nobody can be asked.
fn only_online(service: &PublicService, step: &Step, context: &Context<'_>) -> Option<Finding> {
    let title = readable(&step.title);
    let takes_it = title.contains(" rendez-vous ")
        && [" prenez ", " prendre ", " reservez ", " reserver ", " prise "].iter().any(|verb| title.contains(verb));
    let is_online = |kind: ChannelKind| kind == ChannelKind::Online;
    let mut channels = step.channels().peekable();
    let first = channels.peek()?.kind.span;
    let performance = step.performed.all().first()?;
    if !takes_it || !channels.all(|channel| is_online(channel.kind.value)) || contacts(service, context.model).reach_a_person() {
        return None;
    }
    let message = format!("{} : le rendez-vous ne se prend qu'en ligne", called(&step.title));
    Some(RULE.at(performance.at(first), message).with_label("une seule façon"))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn with(ways: &str, more: &str) -> String {
        let step = format!("  étape dépôt « Déposez » {{\n{ways}  }}\n");
        check("REL008", &format!("démarche titre « Titre » {{\n{more}{step}}}\n"))
    }

    const IMPOSED: &str = "    par usager au guichet, sur rendez-vous\n";

    #[test]
    fn the_appointment_is_shown_and_its_delay_asked() {
        assert_eq!(
            with(IMPOSED, ""),
            "alerte REL008 : « Déposez » : le délai pour obtenir ce rendez-vous n'est pas dit\n  \
             |     par usager au guichet, sur rendez-vous\n  \
             |                            ^^^^^^^^^^^^^^^ sous combien de temps ?\n"
        );
        assert!(with(IMPOSED, "  complète oui\n").starts_with("erreur"));
    }

    #[test]
    fn three_values_a_delay_a_reason_or_nothing() {
        assert_eq!(with("    par usager au guichet, sur rendez-vous sous 10 jours\n", ""), "");
        assert_eq!(with(&format!("{IMPOSED}    délai aucun parce que « la mairie reçoit le jour même »\n"), ""), "");
        assert_eq!(with(&format!("    facultative\n{IMPOSED}"), ""), "");
        assert_eq!(with(&format!("{IMPOSED}    par usager par courrier\n"), ""), "");
    }

    #[test]
    fn a_deadline_is_compared_without_accusing_wrongly() {
        let within = |within: &str, deadline: &str| {
            with(&format!("    par usager au guichet, sur rendez-vous sous {within}\n    sous {deadline}\n"), "")
        };
        assert_eq!(within("30 jours", "1 mois"), "");
        assert!(within("2 mois", "1 mois").contains("la personne n'a que 1"), "{}", within("2 mois", "1 mois"));
    }

    #[test]
    fn somebody_to_phone_is_another_way_to_take_it() {
        let step = "  étape prise « Prise de rendez-vous » { par usager en ligne }\n";
        let with_contact = |contact: &str| check("REL008", &format!("démarche titre « Titre » {{\n{contact}{step}}}\n"));
        assert!(with_contact("").contains("ne se prend qu'en ligne"));
        assert_eq!(with_contact("  contact {\n    téléphone « 34 00 », appel gratuit, « du lundi au vendredi »\n  }\n"), "");
    }
}
