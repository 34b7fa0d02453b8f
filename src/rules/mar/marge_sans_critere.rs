//! A room for judgement without a word on what it depends on.

use crate::findings::{Finding, Severity};
use crate::model::PublicService;
use crate::rules::wording::{Words, has_any, readable};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};

/// Words that leave everything open.
static VAGUE: Words = Words::new(&[
    "a titre exceptionnel",
    "exceptionnellement",
    "si la situation le justifie",
    "si les circonstances le justifient",
    "si necessaire",
    "si besoin",
    "en tant que de besoin",
    "le cas echeant",
    "au cas par cas",
    "selon les cas",
    "selon le cas",
    "selon la situation",
    "dans certains cas",
    "apprecie",
    "apprecient",
    "souverainement",
    "en opportunite",
]);

/// Words that introduce a criterion.
static CRITERIA: Words = Words::new(&[
    "qui",
    "dont",
    "lorsque",
    "lorsqu'",
    "quand",
    "si",
    "s'il",
    "s'ils",
    "s'elle",
    "en cas de",
    "en cas d'",
    "des lors que",
    "des lors qu'",
    "selon",
    "en fonction",
    "au regard",
    "au vu",
    "pour les personnes",
    "aux personnes",
]);

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "MAR002",
    name: "marge-sans-critere",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "Une marge d'appréciation est laissée à l'administration sans dire de quoi elle dépend.",
    why: "Sans critère, deux personnes dans la même situation peuvent recevoir deux réponses, et l'agent n'a rien sur quoi s'appuyer.",
    remove: "si la réponse doit être la même pour tous, écrivez la règle à la place de la marge",
    ease: "gardez la marge et dites qui l'exerce, pour qui, et que la réponse est motivée",
    principle: "souplesse ne veut pas dire abandon des principes",
    basis: &[Basis::Law("CRPA", "L100-2"), Basis::Law("CRPA", "L211-3"), Basis::Law("CRPA", "L211-5")],
    threshold: "",
    limits: "Ne lit que les lignes `marge`. Une condition, un texte cité, ou des mots comme « qui », « lorsque », « en cas de » \
             valent un critère : la règle ne juge pas s'il est précis.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  décision par mairie {
    marge « Le maire apprécie au cas par cas. »
  }
}
"],
    sane: &[
        r"
démarche aide « Demander une aide » {
  décision par mairie {
    marge « Le maire peut, à titre exceptionnel, dispenser d'une pièce une personne qui ne peut pas l'obtenir. »
  }
}
",
        r"
démarche aide « Demander une aide » {
  décision par mairie {
    marge « À titre exceptionnel, le maire peut accorder un délai. » si hébergé
  }
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let discretions = service.decision.said().map_or(&[][..], |decision| decision.discretions.all());
    for discretion in discretions {
        let (text, qualifiers) = &discretion.value;
        if qualifiers.condition.is_none() && qualifiers.according_to.is_none() && is_vague(&text.value) {
            let message = "la marge laissée à l'administration ne dit pas de quoi elle dépend";
            findings.push(RULE.at(discretion.at(text.span), message).with_label("dans quels cas ?"));
        }
    }
}

fn is_vague(text: &str) -> bool {
    let text = readable(text);
    if !has_any(&text, &VAGUE) {
        return false;
    }
    let bounded = VAGUE.iter().fold(text, |text, words| text.replace(words, " "));
    !has_any(&bounded, &CRITERIA)
}
