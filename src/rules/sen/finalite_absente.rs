//! A procedure that does not say what it is for.

use crate::findings::{Finding, Severity};
use crate::model::PublicService;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};

/// Turns of phrase by which a presentation says a purpose.
const PURPOSE_MARKERS: &[&str] = &[
    "afin de ",
    "afin d'",
    "afin que ",
    "pour que ",
    "pour permettre",
    "pour garantir",
    "pour protéger",
    "pour éviter",
    "a pour but",
    "a pour objet",
    "a pour objectif",
    "permet de ",
    "permet d'",
    "permet à ",
    "permet aux ",
    "permettent de ",
    "permettent d'",
    "sert à ",
    "servent à ",
];

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SEN001",
    name: "finalite-absente",
    severity: Severity::Conseil,
    worst: Severity::Erreur,
    what: "La démarche ne dit pas à quoi elle sert, pour la personne et pour tous.",
    why: "On accepte une contrainte dont on voit le but ; sans but affiché, elle paraît arbitraire, même quand elle ne l'est pas.",
    remove: "si personne ne sait plus dire à quoi sert la démarche, interrogez son existence",
    ease: "dites-le en une phrase : `finalité « Permettre à un enfant de prouver son identité. »`",
    principle: "Redonner du sens aux procédures en les simplifiant",
    basis: &[Basis::Law("CRPA", "L100-2"), Basis::Source("ISO 24495-1, langage clair : principe « relevant »")],
    threshold: "",
    limits: "Une présentation qui dit un but (« permet de », « afin de »…) suffit. La règle ne juge pas si le but est bien dit.",
    fix: FixOffered::No,
    faulty: &[r"
démarche inscription « S'inscrire au registre des résidents » {
  public particulier
  organisme mairie
}
"],
    sane: &[
        r"
démarche inscription « S'inscrire au registre des résidents » {
  finalité « Prévenir les habitants en cas d'inondation. »
  public particulier
  organisme mairie
}
",
        r"
démarche inscription « S'inscrire au registre des résidents » {
  présentation « L’inscription au registre permet d’être prévenu en cas d'inondation. »
}
",
    ],
    check: Check::Service(check),
};

fn check(service: &PublicService, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_presented = service.presentations.all().iter().any(|text| says_a_purpose(&text.value.value));
    if !service.purpose.is_not_said() || is_presented {
        return;
    }
    findings.extend(
        RULE.not_said(service, "la finalité de la démarche n'est pas dite")
            .map(|finding| finding.with_label("à quoi sert-elle ?")),
    );
}

fn says_a_purpose(text: &str) -> bool {
    let text = text.to_lowercase().replace('’', "'").replace('\u{a0}', " ");
    PURPOSE_MARKERS.iter().any(|marker| text.contains(marker))
}
