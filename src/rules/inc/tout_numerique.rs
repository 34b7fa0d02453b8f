//! A step that can only be done on a screen.

use super::channel::{all_channels, only_way};
use crate::analysis::authority::may_be_public;
use crate::analysis::contact::contacts;
use crate::findings::{Finding, Severity};
use crate::model::{Confidence, Performance, PublicService, Sourced, Stated, Step};
use crate::rules::wording::{Words, called, has, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule, Texts};
use crate::source::Location;
use crate::values::{Audience, FactKind, Text};

/// What can only be done on a screen: it is about screens, folded.
static ABOUT_SCREENS: Words = Words::new(&["competences numeriques", "signature electronique", "nom de domaine"]);

/// Where people are helped with a screen, folded.
static HELPED: Words = Words::new(&["point numerique", "points numeriques", "france services", "maison de services au public"]);

/// Where companies declare what the law has them declare online: no person is shut out.
const OF_COMPANIES: &str = "net-entreprises.fr";

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
                à aucun particulier (« démarches de l'employeur »), ou qu'elle nomme un point numérique ou France services.",
    limits: "Les étapes facultatives sont laissées de côté, et celles dont la condition est un choix de voie (`voie = en_ligne`) : une \
             autre étape est l'autre voie. Alerte au plus pour une étape réservée à certaines personnes. Une étape qui ne dit pas comment elle se fait n'est pas signalée. Les organismes privés et les associations non plus, \
             ni ce que les entreprises déclarent sur net-entreprises.fr, ni une démarche sur les outils numériques eux-mêmes.",
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
        r"
démarche aide « Demander une aide » {
  présentation « La demande se fait exclusivement en ligne. »
}
",
    ],
    sane: &[
        r"
démarche aide « Demander une aide » {
  présentation « La demande se fait uniquement en ligne. À l’accueil, un conseiller vous aide à la faire. »
}
",
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
    check: Check::Texts(check),
};

fn check(texts: &Texts<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let service = texts.service;
    if !may_be_public(service, context.model) || has_any(&readable(&service.title), &ABOUT_SCREENS) {
        return;
    }
    if service.steps.is_empty() {
        findings.extend(in_text(texts));
    }
    let only_online: Vec<_> = service.user_steps().filter_map(|step| Some((step, only_on_a_screen(step)?))).collect();
    let Some(&(first, place)) = only_online.first() else { return };
    let for_organisations = is_for_organisations(service);
    if for_organisations && only_online.iter().all(|(step, _)| is_of_companies(step)) {
        return;
    }
    let message = match only_online.len() {
        1 => format!("{} ne peut se faire que sur un écran : aucune autre voie n'est prévue", called(&first.title)),
        n_steps => format!("{n_steps} étapes ne peuvent se faire que sur un écran, à commencer par {}", called(&first.title)),
    };
    let contacts = contacts(service, context.model);
    let refused = support_declared_none(service);
    let is_alone = refused.is_some() || !contacts.all.is_empty() && !contacts.uncertain && !contacts.reach_a_person();
    let is_for_some = only_online.iter().all(|(step, _)| step.condition.is_some());
    let severity = if for_organisations || names_help(texts) {
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

/// The sentence of a text without steps that leaves no way but a screen, when the text says neither another way nor a help.
fn in_text(texts: &Texts<'_>) -> Option<Finding> {
    let place = texts.unanswered(RULE.code, "seule voie", "autre voie ou aide")?;
    Some(RULE.at(place, "un texte ne laisse que la voie d'un écran, sans dire d'autre voie ni d'aide").with_label("seule voie"))
}

/// Where a step says its only way, when it is a screen. That a text names an online service says that one can, not that one must.
pub(super) fn only_on_a_screen(step: &Step) -> Option<Location> {
    let is_only_named =
        |performance: &Sourced<Performance>| matches!(performance.origin.confidence, Confidence::Title | Confidence::Guess);
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

/// Whether a step is done where companies make their declarations.
fn is_of_companies(step: &Step) -> bool {
    step.channels().filter_map(|channel| channel.url.as_ref()).all(|url| url.value.contains(OF_COMPANIES))
}

/// Whether its texts name a place where people are helped with a screen.
fn names_help(texts: &Texts<'_>) -> bool {
    texts.passages.iter().any(|passage| has_any(passage.reading.readable(), &HELPED))
}

/// Whether it is said to be for companies, associations or administrations only; a page about an employer's duties may be filed for all.
fn is_for_organisations(service: &PublicService) -> bool {
    let audiences = service.audiences.all();
    has(&readable(&service.title), "de l'employeur")
        || !audiences.is_empty()
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

    fn online(title: &str, url: &str, sentence: &str) -> String {
        let portal =
            format!("<ServiceEnLigne ID=\"R2\" URL=\"{url}\" type=\"Téléservice\"><Titre>Portail</Titre></ServiceEnLigne>");
        let body = format!(
            "<Texte><Paragraphe>{sentence}</Paragraphe><Paragraphe>La démarche se fait en ligne.</Paragraphe>{portal}</Texte>"
        );
        check_page("INC001", title, &body)
    }

    #[test]
    fn it_weighs_less_where_no_person_is_shut_out() {
        let portal = "https://exemple.fr/";
        let employer = online("Activité partielle : démarches de l'employeur", portal, "");
        assert!(employer.starts_with("conseil"), "{employer}");
        assert_eq!(online("Déclarations de l'employeur", "https://www.net-entreprises.fr/declaration/", ""), "");
        assert_eq!(online("Pix : évaluation des compétences numériques", portal, ""), "");
        let helped = online("Carte grise", portal, "Si vous n'avez pas internet, vous pouvez aller dans un point numérique.");
        assert!(helped.starts_with("conseil"), "{helped}");
    }

    #[test]
    fn an_office_that_may_act_instead_is_another_way() {
        let body = |item: &str| {
            format!(
                "<Texte><Paragraphe>Vous devez saisir en ligne :</Paragraphe><Liste><Item><Paragraphe>la plateforme européenne,</Paragraphe></Item>\
                 <Item><Paragraphe>{item}</Paragraphe></Item></Liste>\
                 <ServiceEnLigne ID=\"R2\" URL=\"https://exemple.fr/\" type=\"Téléservice\"><Titre>Plainte</Titre></ServiceEnLigne>\
                 <OuSAdresser ID=\"R3\" type=\"National\"><Titre>Centre européen des consommateurs</Titre></OuSAdresser></Texte>"
            )
        };
        let either = body("ou, dans tous les cas, les services du Centre européen des consommateurs.");
        assert_eq!(check_page("INC001", "Litige", &either), "");
        assert_ne!(check_page("INC001", "Litige", &body("puis le réseau international.")), "");
    }
}
