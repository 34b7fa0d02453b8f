//! A procedure that asks a person to act too many times.

use crate::analysis::extremes::Whom;
use crate::analysis::path;
use crate::analysis::people::{People, Person};
use crate::findings::{Finding, Severity};
use crate::model::PublicService;
use crate::rules::tables::threshold;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "OPA001",
    name: "trop-d-etapes",
    severity: Severity::Conseil,
    worst: Severity::Alerte,
    what: "La personne doit agir un grand nombre de fois pour aller au bout de la démarche.",
    why: "Chaque étape est une occasion d'abandonner, de se tromper ou de perdre une demi-journée.",
    remove: "regroupez des étapes, ou faites faire par l'administration ce qu'elle peut faire seule",
    ease: "annoncez dès le début toutes les étapes et leur durée, et permettez de s'interrompre et de reprendre",
    principle: "Un fonctionnement et des procédures simples",
    basis: &[
        Basis::Source("Herd & Moynihan, « Administrative Burden » : coûts de conformité"),
        Basis::Source("OCDE, « Fixing frictions », 2024"),
        Basis::Source("UK Service Standard, point 4 : « simple to use »"),
    ],
    threshold: "Plus de 7 étapes : conseil ; plus de 12 : alerte. Convention de limpide, aucun texte ne fixe de nombre.",
    limits: "Les étapes facultatives ne comptent pas, et seules s'ajoutent les étapes qu'une même personne peut avoir à suivre. Quand le \
             nombre dépend de la situation, le constat reste un conseil et montre laquelle.",
    fix: FixOffered::No,
    faulty: &[
        r"
démarche dossier « Ouvrir un dossier » {
  étape un « Prenez rendez-vous » { par usager par téléphone }
  étape deux « Venez au guichet » { par usager au guichet }
  étape trois « Retirez le formulaire » { par usager au guichet }
  étape quatre « Remplissez-le » { par usager par courrier }
  étape cinq « Renvoyez-le » { par usager par courrier }
  étape six « Appelez le service » { par usager par téléphone }
  étape sept « Payez » { par usager en ligne }
  étape huit « Retirez le titre » { par usager au guichet }
}
",
        r"
démarche dossier « Ouvrir un dossier » {
  étape un « Prenez rendez-vous » { par usager par téléphone }
  étape deux « Venez au guichet » { par usager au guichet }
  étape trois « Retirez le formulaire » { par usager au guichet }
  étape quatre « Remplissez-le » { par usager par courrier }
  étape cinq « Renvoyez-le » { par usager par courrier }
  étape six « Appelez le service » { par usager par téléphone }
  étape sept « Payez » { par usager en ligne }
  étape huit « Faites signer votre hébergeur » {
    par usager au guichet
    seulement si hébergé
  }
}
profil parent_hébergé « Parent hébergé chez un tiers » {
  hébergé = oui
}
",
    ],
    sane: &[r"
démarche dossier « Ouvrir un dossier » {
  étape dépôt « Déposez la demande » { par usager en ligne ou au guichet }
  étape examen « La demande est examinée » { par mairie }
  étape retrait « Retirez le titre » { par usager au guichet }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let threshold = threshold(RULE.code);
    let weigh = |person: &Person<'_, '_>| path::weight(service, person, |steps| steps.len());
    let people = People::seen_by(context.model, &path::conditions(service), context.today);
    let Some(burdened) = people.most_burdened(threshold.bar(), weigh) else { return };
    let n_steps = burdened.weight;
    let grave = threshold.severity(n_steps).unwrap_or(RULE.severity);
    let (severity, message) = match burdened.whom {
        Whom::Everyone => (grave, format!("{n_steps} étapes demandent à la personne d'agir")),
        Whom::Profile(profile) => (grave, format!("{n_steps} étapes demandent d'agir à « {} »", profile.title)),
        Whom::Someone => (Severity::Conseil, format!("jusqu'à {n_steps} étapes demandent à une même personne d'agir")),
    };
    let mut finding = RULE.graded(severity, service.heading, message).with_label(format!("{n_steps} étapes obligatoires"));
    for step in path::taken(service, &burdened.person) {
        finding = finding.with_related(step.heading, "la personne agit ici");
    }
    findings.push(match burdened.whom {
        Whom::Everyone => finding,
        Whom::Profile(profile) => finding.with_related(profile.heading, "le profil le plus chargé"),
        Whom::Someone => finding.with_note(format!("C'est le cas d'une personne pour qui : {}.", burdened.person)),
    });
}
