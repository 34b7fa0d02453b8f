//! A procedure that nobody may do for somebody else.

use crate::findings::{Applicability, Finding, Fix, Severity};
use crate::model::{Performance, PublicService, Sourced};
use crate::rules::wording::{Words, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule, passages};
use crate::values::{Actor, Audience, RequiredEvidence};

/// Words by which a text or a document says that somebody may act for the person.
static FOR_SOMEBODY: Words = Words::new(&[
    "mandataire",
    "mandat",
    "procuration",
    "pouvoir",
    "representant",
    "representant legal",
    "represente",
    "representes",
    "tuteur",
    "curateur",
    "tutelle",
    "curatelle",
    "proche",
    "aidant",
    "avocat",
    "notaire",
    "travailleur social",
    "assistant social",
    "une autre personne",
    "toute personne",
    "n'importe qui",
    "un tiers",
    "a votre place",
    "en votre nom",
    "en personne",
    "personnellement",
]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "INC004",
    name: "mandataire-non-prevu",
    severity: Severity::Conseil,
    worst: Severity::Erreur,
    what: "La démarche ne dit pas si un proche, un tuteur ou un travailleur social peut la faire pour la personne.",
    why: "Qui est malade, âgé, sous tutelle ou mal à l'aise avec l'écrit a besoin que quelqu'un agisse pour lui : sans un mot, le guichet \
          refuse, ou le proche emprunte ses codes.",
    remove: "dites que la personne peut se faire représenter : `par usager ou représentant`",
    ease: "dites pourquoi elle doit agir elle-même : `par usager au guichet parce que « … »`",
    principle: "Etre accompagné quand tout se complique",
    basis: &[Basis::Law("CRPA", "L113-13"), Basis::Law("CRPA", "L122-1"), Basis::Law("CRPA", "L211-8")],
    threshold: "Une étape au moins ouverte à un représentant, ou un mot qui en parle. Erreur dans une démarche déclarée complète.",
    limits: "Une démarche réservée aux professionnels, aux associations ou aux collectivités est laissée de côté : qui la fait les représente \
             toujours. Une raison (`parce que`, `selon`) suffit, et tout texte qui parle d'un mandataire, d'un tuteur ou d'une présence \
             « en personne » aussi, quoi qu'il en dise.",
    fix: FixOffered::ToReview,
    faulty: &[r"
démarche aide « Demander une aide » {
  public particulier
  étape dépôt « Déposez la demande » {
    par usager en ligne ou au guichet
  }
}
"],
    sane: &[
        r"
démarche aide « Demander une aide » {
  public particulier
  étape dépôt « Déposez la demande » {
    par usager ou représentant en ligne ou au guichet
  }
}
",
        r"
démarche aide « Demander une aide » {
  public particulier
  étape dépôt « Déposez la demande » {
    par usager au guichet parce que « l'agent prend les empreintes »
  }
}
",
        r"
démarche aide « Demander une aide » {
  public entreprise
  étape dépôt « Déposez la demande » {
    par usager en ligne
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let performances: Vec<_> =
        service.user_steps().flat_map(|step| step.performed.all()).filter(|way| has(way, is_user)).collect();
    let Some(first) = performances.first() else { return };
    let is_settled = |way: &&Sourced<Performance>| {
        let qualifiers = &way.value.qualifiers;
        qualifiers.because.is_some() || qualifiers.according_to.is_some()
    };
    let represents = service.steps.iter().flat_map(|step| step.performed.all()).any(|way| has(way, is_representative));
    if represents || performances.iter().any(is_settled) || !is_for_people(service) || speaks_of_it(service, context) {
        return;
    }
    let finding = RULE.not_said(service, "si quelqu'un peut agir pour la personne n'est pas dit");
    findings.extend(finding.map(|finding| with_fix(finding.with_label("par elle seule ?"), first)));
}

/// Opens the first step to who represents the person.
fn with_fix(finding: Finding, way: &Sourced<Performance>) -> Finding {
    let Some(user) = way.value.actors.iter().find(|actor| is_user(&actor.value)) else { return finding };
    let title = "ouvrir l'étape à un représentant";
    finding.with_fix(Fix::replace(title, Applicability::ToReview, way.at(user.span), "usager ou représentant"))
}

fn has(way: &Sourced<Performance>, is: impl Fn(&Actor) -> bool) -> bool {
    way.value.actors.iter().any(|actor| is(&actor.value))
}

const fn is_user(actor: &Actor) -> bool {
    matches!(actor, Actor::User)
}

const fn is_representative(actor: &Actor) -> bool {
    matches!(actor, Actor::Representative)
}

/// Whether it is for persons, or does not say for whom.
fn is_for_people(service: &PublicService) -> bool {
    let audiences = service.audiences.all();
    audiences.is_empty() || audiences.iter().any(|audience| audience.value == Audience::Individual)
}

/// Whether a text, a title or a document speaks of somebody who acts for the person, whatever it says of it.
fn speaks_of_it(service: &PublicService, context: &Context<'_>) -> bool {
    let titles = service.steps.iter().map(|step| &*step.title).chain([&*service.title]);
    let evidence = service.requirements().flat_map(|(_, requirement)| &requirement.value.evidence);
    let documents = evidence.filter_map(|evidence| match evidence {
        RequiredEvidence::Described(text) => Some(&*text.value),
        RequiredEvidence::Named(name) => context.model.evidence(name).map(|document| &*document.title),
    });
    let texts = passages(service).map(|passage| &*passage.text.value);
    titles.chain(documents).chain(texts).any(|words| has_any(&readable(words), &FOR_SOMEBODY))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn with(lines: &str, step: &str) -> String {
        let step = format!("  étape dépôt « Déposez » {{\n    par usager en ligne\n{step}  }}\n");
        check("INC004", &format!("démarche aide « Aide » {{\n{lines}{step}}}\n"))
    }

    #[test]
    fn what_is_not_said_is_shown_with_its_mending() {
        assert_eq!(
            with("", ""),
            "conseil INC004 : si quelqu'un peut agir pour la personne n'est pas dit\n  \
             | démarche aide « Aide » {\n  \
             |                 ^^^^ par elle seule ?\n  \
             correction : ouvrir l'étape à un représentant\n"
        );
        assert!(with("  complète oui\n", "").starts_with("erreur"));
    }

    #[test]
    fn a_word_anywhere_is_enough() {
        assert_eq!(with("", "    consigne « Votre tuteur peut signer. »\n"), "");
        assert_eq!(with("", "    fournir « Procuration signée », facultatif\n"), "");
        assert_ne!(with("", "    consigne « Signez. »\n"), "");
    }
}
