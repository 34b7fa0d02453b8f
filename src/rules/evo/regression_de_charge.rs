//! A change that asks more of people than before.

use crate::analysis::cost::announced;
use crate::analysis::gathering::{conditions, count, gathered};
use crate::analysis::people::{People, Person};
use crate::analysis::{path, waiting};
use crate::findings::{Finding, Severity};
use crate::model::{Model, PublicService};
use crate::rules::tables::threshold;
use crate::rules::{Basis, Check, Context, FixOffered, Rule};
use crate::values::{Date, Money};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "EVO003",
    name: "regression-de-charge",
    severity: Severity::Alerte,
    worst: Severity::Alerte,
    what: "La nouvelle version de la démarche demande plus qu'avant : plus de pièces, d'étapes, d'argent ou de temps.",
    why: "Chaque ajout semble petit à celui qui l'écrit ; c'est leur somme que la personne porte, année après année.",
    remove: "retirez ce qui a été ajouté, ou autre chose qui pèse autant",
    ease: "dites pourquoi, prévenez ceux que cela concerne, et laissez le temps de s'y préparer",
    principle: "de réduire la « facture » sociale, émotionnelle, collective",
    basis: &[
        Basis::Source("Études d'impact des textes (OSCAR, DGME) : la charge se compare avant et après"),
        Basis::Unverified("Règle « une charge créée, une charge supprimée » (« one in, one out »)"),
    ],
    threshold: "Plus de 10 % d'étapes, d'argent ou d'attente en plus, ou une pièce de plus. Convention de limpide.",
    limits: "Les démarches sont rapprochées par leur nom. Ce qui n'était pas dit avant n'est pas comparé. Pour les pièces et les étapes, on \
             compare ce qui est demandé à tous, puis à la personne à qui l'on demande le plus.",
    fix: FixOffered::No,
    faulty: &[r"
démarche permis « Demander un permis » {
  coût 0 €
  étape dépôt « Déposez la demande » {
    par usager en ligne
    fournir carte_identité
  }
}
# après
démarche permis « Demander un permis » {
  coût 25 €
  étape dépôt « Déposez la demande » {
    par usager en ligne
    fournir carte_identité
    fournir justificatif_domicile
  }
}
"],
    sane: &[r"
démarche permis « Demander un permis » {
  coût 25 €
  étape dépôt « Déposez la demande » {
    par usager en ligne
    fournir carte_identité
    fournir justificatif_domicile
  }
}
# après
démarche permis « Demander un permis » {
  coût 25 €
  étape dépôt « Déposez la demande » {
    par usager en ligne
    fournir carte_identité ou passeport
    fournir justificatif_domicile sauf si hébergé
  }
}
"],
    check: Check::Workspace(check),
};

/// What is asked: of everybody, then of the person of whom most is asked.
struct Load {
    documents: (usize, usize),
    steps: (usize, usize),
    cost: Option<Money>,
    wait: Option<u32>,
}

impl Load {
    fn of(service: &PublicService, model: &Model, today: Date) -> Self {
        let gathered = gathered(service, model);
        let n_documents = |person: &Person<'_, '_>| count(&gathered, person);
        let n_steps = |person: &Person<'_, '_>| path::weight(service, person, |steps| steps.len());
        Self {
            documents: People::seen_by(model, &conditions(&gathered), today).range(n_documents),
            steps: People::seen_by(model, &path::conditions(service), today).range(n_steps),
            cost: announced(service).map(|cost| cost.max),
            wait: waiting::announced(service, model).map(|wait| wait.max_days),
        }
    }
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(earlier) = context.before else { return };
    for service in &context.model.services {
        let Some(before) = earlier.services.iter().find(|known| known.name == service.name) else { continue };
        // What could not be read may be what is missing on one side.
        if service.partly_unreadable || before.partly_unreadable {
            continue;
        }
        findings.extend(heavier(
            service,
            &Load::of(before, earlier, context.today),
            &Load::of(service, context.model, context.today),
        ));
    }
}

fn heavier(service: &PublicService, before: &Load, after: &Load) -> Option<Finding> {
    let mut growths = Vec::new();
    growths.extend(growth(before.documents, after.documents, "pièces", |before, after| after > before));
    growths.extend(growth(before.steps, after.steps, "étapes", |before, after| grows(before as u64, after as u64)));
    if let (Some(before), Some(after)) = (before.cost, after.cost)
        && grows(before.cents.unsigned_abs(), after.cents.unsigned_abs())
    {
        growths.push(format!("{before} → {after}"));
    }
    if let (Some(before), Some(after)) = (before.wait, after.wait)
        && grows(before.into(), after.into())
    {
        growths.push(format!("{before} → {after} jours d'attente"));
    }
    if growths.is_empty() {
        return None;
    }
    let message = format!("la démarche demande plus qu'avant : {}", growths.join(", "));
    Some(RULE.at(service.heading, message).with_label("plus lourde qu'avant").with_subject(&*service.title))
}

/// The growth for everybody, else for the person of whom most is asked.
fn growth(before: (usize, usize), after: (usize, usize), of: &str, grows: impl Fn(usize, usize) -> bool) -> Option<String> {
    if grows(before.0, after.0) {
        return Some(format!("{} → {} {of}", before.0, after.0));
    }
    grows(before.1, after.1).then(|| format!("jusqu'à {} → {} {of}", before.1, after.1))
}

/// Whether a growth, in per cent, is worth saying; one document more always is.
fn grows(before: u64, after: u64) -> bool {
    let growth = threshold(RULE.code).bar() as u64;
    after * 100 > before * (100 + growth)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn what_was_not_said_before_did_not_grow() {
        let change = |before: &str, after: &str| {
            let version = |line: &str| format!("démarche permis « Permis » {{\n  {line}\n}}\n");
            check("EVO003", &format!("{}# après\n{}", version(before), version(after)))
        };
        assert_eq!(change("public particulier", "coût 25 €"), "");
        assert_eq!(change("coût 100 €", "coût 110 €"), "");
        assert!(change("coût 100 €", "coût 111 €").contains("plus qu'avant : 100\u{a0}€ → 111\u{a0}€"));
    }
}
