//! One pass for all rules: each procedure is visited once, in parallel, and each text once.

use super::{Check, Context, Rule, Texts};
use crate::findings::Finding;
use crate::model::PublicService;
use rayon::prelude::*;

/// Runs those rules over a workspace; the findings come sorted, each with the title of its procedure.
#[must_use]
pub fn run(rules: &[&'static Rule], context: &Context<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        context.model.services.par_iter().flat_map_iter(|service| check_service(rules, service, context)).collect();
    findings.par_extend(rules.par_iter().flat_map_iter(|rule| {
        let mut found = Vec::new();
        if let Check::Workspace(check) = rule.check {
            check(context, &mut found);
        }
        found
    }));
    crate::findings::sort(&mut findings);
    findings
}

fn check_service(rules: &[&'static Rule], service: &PublicService, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let texts = Texts::of(service);
    for rule in rules {
        match rule.check {
            Check::Service(check) => check(service, context, &mut findings),
            Check::Texts(check) => check(&texts, context, &mut findings),
            Check::Text(check) => {
                for passage in &texts.passages {
                    check(passage, context, &mut findings);
                }
            }
            Check::Workspace(_) | Check::Elsewhere => {}
        }
    }
    for finding in &mut findings {
        finding.subject = Some(service.title.to_string());
    }
    findings
}
