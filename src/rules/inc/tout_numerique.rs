//! A step that can only be done on a screen.

use super::channel::{all_channels, only_way};
use crate::analysis::authority::may_be_public;
use crate::analysis::contact::contacts;
use crate::findings::{Finding, Severity};
use crate::model::{Confidence, Performance, PublicService, Sourced, Stated, Step};
use crate::rules::wording::called;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::source::Location;
use crate::values::{Audience, FactKind, Text};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "INC001",
    name: "tout-numerique",
    severity: Severity::Alerte,
    worst: Severity::Erreur,
    what: "Une étape de la personne ne peut se faire que sur un écran : en ligne, par courriel ou en visio.",
    why: "Qui n'a ni matériel, ni connexion, ni aisance perd un droit qu'il a ; et celui dont le compte est bloqué n'a pas d'autre porte.",
    remove: "ouvrez une autre voie pour cette étape : `par usager en ligne ou au guichet ou par courrier`",
    ease: "accompagnez ceux qui en ont besoin, et nommez l'aide : `accompagnement « France services »`",
    principle: "Dématérialisé et accompagné",
    basis: &[
        Basis::Source(
            "Conseil d'État, Section, 3 juin 2022, n° 452798 : accès normal au service, accompagnement, et solution de substitution",
        ),
        Basis::Source("Défenseur des droits, rapport de 2019 sur la dématérialisation et les inégalités d'accès"),
        Basis::Source("Vos démarches essentielles : une alternative non numérique pour toutes les démarches"),
    ],
    threshold: "Au moins une voie hors de l'écran par étape. Erreur quand, de plus, les contacts décrits n'ont ni accompagnement, ni \
                référent, ni guichet, ni téléphone, ou que l'accompagnement est déclaré absent ; conseil quand la démarche ne s'adresse \
                à aucun particulier.",
    limits: "Les étapes facultatives sont laissées de côté, et celles dont la condition est un choix de voie (`voie = en_ligne`) : une \
             autre étape est l'autre voie. Alerte au plus pour une étape réservée à certaines personnes. Une étape qui ne dit pas comment elle se fait n'est pas signalée. Les organismes privés et les associations non plus.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche aide « Demander une aide » {
  contact mairie
  étape dépôt « Déposez la demande » {
    par usager en ligne <https://exemple.fr>
  }
}
",
        r"
démarche aide « Demander une aide » {
  contact {
    formulaire <https://exemple.fr/contact>
  }
  étape compte « Créez un compte » {
    par usager en ligne
  }
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courriel
  }
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  étape préparation « Préparez la demande » {
    facultative
    par usager en ligne
  }
  étape dépôt « Déposez la demande » {
    par usager en ligne ou au guichet
  }
}
",
        r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne
    par représentant par courrier
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
    let only_online: Vec<_> = service.user_steps().filter_map(|step| Some((step, only_on_a_screen(step)?))).collect();
    let Some(&(first, place)) = only_online.first() else { return };
    let message = match only_online.len() {
        1 => format!("{} ne peut se faire que sur un écran : aucune autre voie n'est prévue", called(&first.title)),
        n_steps => format!("{n_steps} étapes ne peuvent se faire que sur un écran, à commencer par {}", called(&first.title)),
    };
    let contacts = contacts(service, context.model);
    let refused = support_declared_none(service);
    let is_alone = refused.is_some() || !contacts.all.is_empty() && !contacts.uncertain && !contacts.reach_a_person();
    let is_for_some = only_online.iter().all(|(step, _)| step.condition.is_some());
    let severity = if is_for_organisations(service) {
        Severity::Conseil
    } else if is_alone && !is_for_some {
        Severity::Erreur
    } else {
        Severity::Alerte
    };
    let mut finding = RULE.graded(severity, place, message).with_label("seule voie");
    if is_alone {
        finding = finding.with_note("Ni autre voie, ni aide : les contacts décrits n'ont personne pour accompagner.");
    }
    if let Some(reason) = refused {
        finding = finding.with_related(reason.location(), "l'accompagnement est déclaré absent");
    }
    let others = only_online.iter().skip(1);
    findings.push(others.fold(finding, |finding, (_, place)| finding.with_related(*place, "seule voie, ici aussi")));
}

/// Where a step says its only way, when it is a screen. That a text names an online service says that one can, not that one must.
pub(super) fn only_on_a_screen(step: &Step) -> Option<Location> {
    let is_only_named = |performance: &Sourced<Performance>| performance.origin.confidence == Confidence::Title;
    if step.performed.all().iter().all(is_only_named) {
        return None;
    }
    only_way(step, |performance| all_channels(performance, |channel| channel.kind.value.is_digital()))
}

/// Why there is no support, when it is declared so.
pub(super) fn support_declared_none(service: &PublicService) -> Option<&Sourced<Text>> {
    match &service.contact {
        Stated::Said(block) => block.none.iter().find(|(kind, _)| *kind == FactKind::Support).map(|(_, reason)| reason),
        Stated::None(_) | Stated::NotSaid => None,
    }
}

/// Whether it is said to be for companies, associations or administrations only.
fn is_for_organisations(service: &PublicService) -> bool {
    let audiences = service.audiences.all();
    !audiences.is_empty()
        && audiences.iter().all(|audience| match audience.value {
            Audience::Professional
            | Audience::Business
            | Audience::Association
            | Audience::LocalAuthority
            | Audience::PublicAgent => true,
            Audience::Individual => false,
        })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_page;

    #[test]
    fn a_page_that_names_an_online_service_does_not_say_that_it_is_the_only_way() {
        const PORTAL: &str = "<ServiceEnLigne ID=\"R2\" URL=\"https://exemple.fr/\" type=\"Téléservice\"><Titre>Demande de carte</Titre></ServiceEnLigne>";
        let said = |sentence: &str| {
            check_page("INC001", "Carte", &format!("<Texte><Paragraphe>{sentence}</Paragraphe>{PORTAL}</Texte>"))
        };
        assert_eq!(said("Vous pouvez préparer votre demande."), "");
        assert_eq!(said("La demande se fait en ligne ou par courrier."), "");
        let only = said("La demande se fait en ligne.");
        assert!(only.starts_with("alerte : « Carte » ne peut se faire que sur un écran"), "{only}");
    }
}
