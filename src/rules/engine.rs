//! One pass for all rules: each procedure is visited once, in parallel, and each text once.

use super::{Check, Context, Rule, Texts};
use crate::findings::Finding;
use crate::model::{Data, Model, PublicService};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// Runs those rules over a workspace; the findings come sorted, each with the title of its procedure.
#[must_use]
pub fn run(rules: &[&'static Rule], context: &Context<'_>) -> Vec<Finding> {
    let data = asked_first(context.model);
    let services = context.model.services.par_iter().zip(&data);
    let mut findings: Vec<Finding> =
        services.flat_map_iter(|(service, data)| check_service(rules, service, data, context)).collect();
    findings.par_extend(rules.par_iter().flat_map_iter(|rule| {
        let mut found = Vec::new();
        for part in rule.check.parts() {
            if let Check::Workspace(check) = part {
                check(context, &mut found);
            }
        }
        found
    }));
    crate::findings::sort(&mut findings);
    findings
}

/// The data each procedure asks, by rank of the procedure; a datum that several ask goes with the first: its question, and what is said beside it,
/// are read once.
fn asked_first(model: &Model) -> Vec<Vec<&Data>> {
    let mut read = FxHashSet::default();
    let asked_first = |service: &PublicService| {
        let asked = service.steps.iter().flat_map(|step| step.asks.all()).filter_map(|ask| model.datum(&ask.value.0));
        asked.filter(|datum| read.insert(datum.symbol)).collect()
    };
    model.services.iter().map(asked_first).collect()
}

fn check_service(rules: &[&'static Rule], service: &PublicService, data: &[&Data], context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let texts = Texts::of(service, data);
    for part in rules.iter().flat_map(|rule| rule.check.parts()) {
        match part {
            Check::Service(check) => check(service, context, &mut findings),
            Check::Texts(check) => check(&texts, context, &mut findings),
            Check::Text(check) => {
                for passage in &texts.passages {
                    check(passage, context, &mut findings);
                }
            }
            Check::Workspace(_) | Check::Each(_) | Check::Elsewhere => {}
        }
    }
    for finding in &mut findings {
        finding.subject = Some(service.title.to_string());
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn what_is_said_beside_a_question_or_a_document_is_read_once() {
        let service = |name: &str| {
            format!(
                "démarche {name} « Demander une {name} » {{\n  étape dépôt « Déposez » {{\n    par usager en ligne\n    demande revenu\n  }}\n}}\n"
            )
        };
        let datum = "donnée revenu : montant « Quel est le montant, nonobstant l’abattement ? » {\n  explication « Nonobstant l’abattement, écrivez le total. »\n}\n";
        let said = check("LAN003", &(datum.to_owned() + &service("aide") + &service("prime")));
        assert_eq!(said.matches("conseil LAN003").count(), 2, "{said}");
        let document = "démarche aide « Demander une aide » {\n  étape dépôt « Déposez » {\n    fournir « Bail » {\n      explication « Nonobstant \
                        sa date. »\n    }\n    répéter « Enfant » {\n      explication « Nonobstant son âge. »\n    }\n  }\n}\n";
        let said = check("LAN003", document);
        assert_eq!(said.matches("conseil LAN003").count(), 2, "{said}");
    }
}
