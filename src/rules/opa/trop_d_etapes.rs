//! A procedure that asks a person to act too many times.

use crate::analysis::situation::people;
use crate::findings::{Finding, Severity};
use crate::model::PublicService;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};

/// More than this many acts is worth a look.
const ADVICE: usize = 7;
/// More than this many is a burden.
const WARNING: usize = 12;

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
    limits: "Les étapes facultatives ne comptent pas. Une étape réservée à certaines personnes ne compte que pour les profils déclarés \
             dont on peut dire qu'elle les concerne.",
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
    let paths = people(context.model).map(|person| (person.steps(service, context.model), person.profile));
    // The first of equals: anybody before a profile, since what burdens all needs no profile to be said.
    let Some((steps, profile)) = paths.reduce(|most, path| if path.0.len() > most.0.len() { path } else { most }) else { return };
    if steps.len() <= ADVICE {
        return;
    }
    let severity = if steps.len() > WARNING { Severity::Alerte } else { Severity::Conseil };
    let message = match profile {
        None => format!("{} étapes demandent à la personne d'agir", steps.len()),
        Some(profile) => format!("{} étapes demandent d'agir à « {} »", steps.len(), profile.title),
    };
    let mut finding = RULE.graded(severity, service.heading, message).with_label(format!("{} étapes obligatoires", steps.len()));
    for step in steps {
        finding = finding.with_related(step.heading, "la personne agit ici");
    }
    if let Some(profile) = profile {
        finding = finding.with_related(profile.heading, "le profil le plus chargé");
    }
    findings.push(finding);
}
