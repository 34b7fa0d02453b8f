//! An online step with nobody named to help with it.

use super::tout_numerique::support_declared_none;
use crate::analysis::authority::may_be_public;
use crate::analysis::contact::{contacts, meets_somebody};
use crate::findings::{Finding, Severity};
use crate::model::{PublicService, Step};
use crate::rules::wording::called;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{Channel, ChannelKind};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "INC002",
    name: "teleservice-sans-accompagnement",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "Une étape se fait en ligne, et personne n'est nommé pour aider ceux qui n'y arrivent pas seuls.",
    why: "Un mot qu'on ne comprend pas, un fichier trop lourd, un code qui n'arrive pas : sans aide, la personne s'arrête là.",
    remove: "nommez une aide : `accompagnement « France services »`, ou un téléphone où quelqu'un guide pas à pas",
    ease: "proposez la même étape au guichet ou par courrier",
    principle: "Développer l’autonomie des usagers tout en maintenant un lien de proximité",
    basis: &[
        Basis::Source("Conseil d'État, Section, 3 juin 2022, n° 452798 : accompagnement de ceux qui en ont besoin"),
        Basis::Source("Services Publics+, engagement 3"),
        Basis::Source("Vos démarches essentielles : une aide joignable et efficace"),
    ],
    threshold: "Au moins une aide : accompagnement, référent, téléphone, rappel, visio, guichet ou annuaire local.",
    limits: "Quand personne ne répond nulle part, REL001 le dit déjà : rien n'est répété ici. Une étape qui se fait aussi au guichet ou par \
             téléphone a son aide. `accompagnement aucun parce que « … »` est signalé par un conseil, ou par INC001 si l'écran est la \
             seule voie.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche titre « Demander un titre » {
  organisme préfecture
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
  }
  étape retrait « Retirez le titre » {
    par usager au guichet
  }
}
",
        r"
démarche titre « Demander un titre » {
  contact {
    téléphone « 34 00 », appel gratuit, « du lundi au vendredi de 9 h à 17 h »
    accompagnement aucun parce que « le site est simple »
  }
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
  }
}
",
    ],
    sane: &[
        r"
démarche titre « Demander un titre » {
  contact {
    accompagnement « France services »
  }
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
  }
}
",
        r"
démarche titre « Demander un titre » {
  organisme préfecture
  étape dépôt « Déposez la demande » {
    par usager en ligne ou au guichet
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !may_be_public(service, context.model) {
        return;
    }
    let mut online = service.user_steps().filter_map(|step| Some((step, online_without_a_person(step)?)));
    let Some((step, place)) = online.next() else { return };
    if let Some(reason) = support_declared_none(service) {
        let has_other_way = service.user_steps().all(|step| super::tout_numerique::only_on_a_screen(step).is_none());
        findings.extend(has_other_way.then(|| {
            let message = format!("{} se fait en ligne, sans accompagnement déclaré", called(&step.title));
            RULE.graded(Severity::Conseil, reason.location(), message).with_related(place, "se fait en ligne")
        }));
        return;
    }
    let contacts = contacts(service, context.model);
    // Nobody anywhere is another finding, of another rule.
    if contacts.uncertain || contacts.reach_a_person() || service.contact.is_none() || !meets_somebody(service) {
        return;
    }
    let message = format!("{} se fait en ligne, et aucune aide pour le faire n'est dite", called(&step.title));
    let finding = RULE.not_said_at(service, place, message);
    findings.extend(finding.map(|finding| finding.with_label("qui aide ?")));
}

/// Where a step says that it is done online, when it is not also done with somebody.
fn online_without_a_person(step: &Step) -> Option<Location> {
    let with_somebody = |channel: &Channel| match channel.kind.value {
        ChannelKind::Counter | ChannelKind::Telephone | ChannelKind::Video | ChannelKind::Home => true,
        ChannelKind::Online | ChannelKind::Post | ChannelKind::Email => false,
    };
    if step.channels().any(with_somebody) {
        return None;
    }
    let performances = step.performed.all().iter();
    let mut channels =
        performances.flat_map(|performance| performance.value.channels.iter().map(move |channel| (performance, channel)));
    let (performance, channel) = channels.find(|(_, channel)| channel.kind.value == ChannelKind::Online)?;
    Some(performance.at(channel.kind.span))
}
