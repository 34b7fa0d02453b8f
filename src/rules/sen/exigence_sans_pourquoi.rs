//! Documents asked without saying why.

use crate::analysis::usage::data_read;
use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService};
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{RequiredEvidence, Requirement, SymbolId};
use std::collections::BTreeSet;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SEN002",
    name: "exigence-sans-pourquoi",
    severity: Severity::Conseil,
    worst: Severity::Conseil,
    what: "Des pièces sont demandées sans dire pourquoi.",
    why: "Une pièce dont on comprend l'utilité est fournie plus vite et plus juste ; celle que nul ne sait justifier est peut-être de trop.",
    remove: "retirez les pièces dont personne ne sait dire ce qu'elles permettent de vérifier",
    ease: "dites pourquoi à côté de chacune : `parce que « l'acte prouve la filiation »`, ou d'après quel texte : `selon …`",
    principle: "si chacun en comprend l’utilité, le sens humain et politique",
    basis: &[
        Basis::Law("CRPA", "L114-8"),
        Basis::Source("Paperwork Reduction Act (États-Unis) : « practical utility » de chaque information demandée"),
    ],
    threshold: "Une pièce sans raison suffit. Un constat par démarche, avec le compte.",
    limits: "Une raison est dite par `parce que`, par `selon`, ou par les règles quand elles lisent une donnée que la pièce prouve. \
             La règle ne juge pas si la raison est bonne.",
    fix: FixOffered::No,
    faulty: &[r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition parce que « il montre les revenus du foyer »
    fournir livret_famille
    fournir photo_identité
  }
}
"],
    sane: &[r"
démarche aide « Demander une aide » {
  étape dépôt « Déposez la demande » {
    par usager en ligne ou par courrier
    fournir avis_imposition
    fournir livret_famille parce que « il montre les enfants à charge »
  }
  droit aidé : oui ou non {
    non
    exception modeste : oui si revenu_fiscal < 20 000 €
  }
}
"],
    check: Check::Service(check),
};

fn check(service: &PublicService, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let asked: Vec<_> = service.user_requirements().map(|(_, requirement)| requirement).collect();
    let read = data_read(service, context.model);
    let unexplained: Vec<_> =
        asked.iter().filter(|requirement| !is_explained(&requirement.value, &read, context.model)).collect();
    let Some(first) = unexplained.first() else { return };
    let message = match (unexplained.len(), asked.len()) {
        (1, 1) => "la seule pièce demandée l'est sans dire pourquoi".to_owned(),
        (1, n_asked) => format!("une pièce sur {n_asked} est demandée sans dire pourquoi"),
        (n, n_asked) if n == n_asked => format!("les {n_asked} pièces demandées le sont sans dire pourquoi"),
        (n, n_asked) => format!("{n} pièces sur {n_asked} sont demandées sans dire pourquoi"),
    };
    let finding = RULE.at(first.location(), message).with_label("pourquoi ?");
    findings.push(
        unexplained[1..]
            .iter()
            .fold(finding, |finding, requirement| finding.with_related(requirement.location(), "et ici, pourquoi ?")),
    );
}

/// Whether a reason is written, or can be read in the rules.
fn is_explained(requirement: &Requirement, read: &BTreeSet<SymbolId>, model: &Model) -> bool {
    let qualifiers = &requirement.qualifiers;
    let proves_what_rules_read = |evidence: &RequiredEvidence| match evidence {
        RequiredEvidence::Named(name) => model.evidence(name).is_some_and(|evidence| {
            evidence.proves.all().iter().any(|datum| datum.target.is_some_and(|target| read.contains(&target)))
        }),
        RequiredEvidence::Described(_) => false,
    };
    qualifiers.because.is_some() || qualifiers.according_to.is_some() || requirement.evidence.iter().any(proves_what_rules_read)
}
