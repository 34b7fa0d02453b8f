//! A finding set aside without a reason, an author or an end date, or by a comment that no longer does anything.

use crate::findings::suppression::{Defect, DefectKind, Part};
use crate::findings::{Finding, Severity};
use crate::rules::{Basis, Check, FixOffered, Rule};

/// The rule.
pub(in crate::rules) static RULE: Rule = Rule {
    code: "EVO004",
    name: "derogation-sans-motif",
    severity: Severity::Erreur,
    worst: Severity::Erreur,
    what: "Un commentaire demande d'ignorer un constat sans dire pourquoi, qui le demande et jusqu'à quand, ou ne sert plus.",
    why: "L'administration motive ses refus. Celui qui écarte une remarque faite au nom des usagers motive aussi, et pour un temps.",
    remove: "complétez le commentaire (`# limpide: ignorer LAN003 -- terme imposé par le décret, M. Martin, 2027-06-30`), ou retirez-le et corrigez le constat",
    ease: "",
    principle: "être exigeant face à l’attente suscitée par la promesse faite",
    basis: &[Basis::Law("CRPA", "L211-5")],
    threshold: "Trois éléments exigés : motif, auteur, date de fin. Absents : erreur ; date passée : alerte ; commentaire inutile : info.",
    limits: "Un commentaire incomplet ou expiré n'ignore rien : le constat reparaît. Les constats de lecture (LEC) ne s'ignorent pas.",
    fix: FixOffered::No,
    faulty: &[
        "# limpide: ignorer OPA001\ndémarche essai « Essai » {\n  public particulier\n}\n",
        "# limpide: ignorer REL999 -- essai en cours, M. Martin, 2999-12-31\ndémarche essai « Essai » {\n  public particulier\n}\n",
    ],
    sane: &["# limpide relit ce fichier à chaque modification.\ndémarche essai « Essai » {\n  public particulier\n}\n"],
    check: Check::Elsewhere,
};

/// What is wrong with the suppressions, as findings, when the rule is among the chosen ones.
#[must_use]
pub fn findings_of(defects: &[Defect], rules: &[&'static Rule]) -> Vec<Finding> {
    let chosen = rules.iter().any(|rule| rule.code == RULE.code);
    defects.iter().filter(|_| chosen).map(finding_of).collect()
}

fn finding_of(defect: &Defect) -> Finding {
    let (severity, message, label, help) = match &defect.kind {
        DefectKind::UnknownOrder(word) => (
            Severity::Alerte,
            format!("limpide ne connaît pas l'ordre « {word} » : le commentaire n'ignore rien"),
            "ordre inconnu",
            Some("écrivez `ignorer` : `# limpide: ignorer LAN003 -- motif, auteur, 2027-06-30`".to_owned()),
        ),
        DefectKind::NoRule => (
            Severity::Erreur,
            "le commentaire ne dit pas quelle règle ignorer".to_owned(),
            "quelle règle ?",
            Some("nommez-la par son code, son nom ou sa famille : `# limpide: ignorer LAN003 -- …`".to_owned()),
        ),
        DefectKind::UnknownRule(name) => (
            Severity::Alerte,
            format!("aucune règle ne s'appelle « {name} » : le commentaire n'ignore rien"),
            "règle inconnue",
            crate::rules::nearest(name).map(|near| format!("il existe une règle au nom proche : `{near}`")),
        ),
        DefectKind::NotIgnorable(name) => (
            Severity::Alerte,
            format!("« {name} » ne peut pas être ignoré : ce qui n'est pas lu n'est pas relu"),
            "ne s'ignore pas",
            Some("corrigez ce qui n'a pas pu être lu, et retirez ce nom du commentaire".to_owned()),
        ),
        DefectKind::Incomplete(missing) => {
            (Severity::Erreur, format!("{} : le constat n'est pas ignoré", not_said(missing)), "incomplet", None)
        }
        DefectKind::UnreadableDate(text) => (
            Severity::Erreur,
            format!("la date de fin « {text} » n'est pas une date : le constat n'est pas ignoré"),
            "une date s'écrit 2027-06-30",
            Some("écrivez l'année, le mois et le jour : `2027-06-30`".to_owned()),
        ),
        DefectKind::Expired(until) => (
            Severity::Alerte,
            format!("la dérogation a pris fin le {until} : le constat n'est plus ignoré"),
            "date passée",
            Some("corrigez le constat, ou motivez à nouveau avec une date à venir".to_owned()),
        ),
        DefectKind::Unused(name) => (
            Severity::Info,
            format!("la dérogation à « {name} » ne sert plus : aucun constat à ignorer ici"),
            "ne sert plus",
            Some("retirez ce nom, ou le commentaire entier".to_owned()),
        ),
    };
    let finding = RULE.graded(severity, defect.location, message).with_label(label);
    match help {
        Some(help) => finding.with_help(help),
        None => finding,
    }
}

fn not_said(missing: &[Part]) -> String {
    let names: Vec<_> = missing
        .iter()
        .map(|part| match part {
            Part::Reason => "le motif",
            Part::Author => "l'auteur",
            Part::EndDate => "la date de fin",
        })
        .collect();
    match names.as_slice() {
        ["le motif"] => "le motif n'est pas dit".to_owned(),
        ["l'auteur"] => "l'auteur n'est pas dit".to_owned(),
        ["la date de fin"] => "la date de fin n'est pas dite".to_owned(),
        [firsts @ .., last] => format!("{} et {last} ne sont pas dits", firsts.join(", ")),
        [] => String::new(),
    }
}
