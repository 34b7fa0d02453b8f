//! A portal that embeds the engine: it reads procedures, asks the next question, answers and says why.
//!
//! `cargo run --example portail`

#![expect(clippy::print_stdout, reason = "an example shows what it answers")]

use limpide::analysis::interview::Interview;
use limpide::analysis::roadmap::{Plan, Roadmap};
use limpide::logic::{Evaluation, Outcome, Program, Situation, Value, explain};
use limpide::source::Workspace;
use limpide::values::Date;

const RULES: &str = "
donnée revenu : montant « Combien gagnez-vous par an ? »
donnée enfants : entier, de 0 à 20 « Combien d'enfants avez-vous ? »
donnée boursier : oui ou non « Avez-vous déjà une bourse ? »

démarche bourse « Demander une bourse » {
  étape demande « Demandez la bourse » {
    par usager en ligne
    fournir « Avis d'impôt » si éligible
  }
  droit éligible : oui ou non {
    non
    exception modeste : oui si revenu <= 20 000 € + 2 500 € * enfants
    exception déjà_aidé à modeste : non si boursier
  }
}
";

fn main() {
    // A day is given, never read from a clock.
    let today: Date = "2026-11-25".parse().expect("une date");

    // 1. Read. What cannot be read is a list of problems beside what can.
    let mut workspace = Workspace::default();
    workspace.push("bourse.demarche", RULES);
    let project = limpide::project::read(&workspace);
    assert!(project.problems.is_empty());
    let model = &project.model;

    // 2. Ask what changes something, most informative first.
    let mut interview = Interview::new(model, model.services.iter().collect(), today);
    while let Some(question) = interview.next() {
        let datum = interview.program.datum(question.datum);
        let answer = match &*datum.name {
            "revenu" => "23 000 €",
            "enfants" => "2",
            _ => "non",
        };
        println!("{} {answer}", datum.question.as_ref().map_or(&*datum.name, |question| &question.value));
        let value = Situation::read(datum, answer).expect("une réponse possible");
        interview.answer(question.datum, Some(value));
    }

    // 3. Answer, and say why.
    let plan = Plan::new(model, &model.services[0]);
    let situation = interview.situation_for(&plan);
    let program: &Program<'_> = &plan.program;
    let mut evaluation = Evaluation::new(program, &situation, today);
    let right = plan.rules[0];
    assert_eq!(evaluation.rule(right), Outcome::Known(Value::Boolean(true)));
    let explanation = explain(&mut evaluation, right);
    let line = explanation.line.expect("une ligne parle");
    println!("{} : oui, car « {} »", program.rule(right).rule.name.value, RULES[line.span.range()].trim());
    for refused in explanation.refused.iter().filter(|refused| !refused.is_overridden) {
        let parts: Vec<_> = refused.failing.iter().map(|part| RULES[part.span.range()].trim()).collect();
        println!("  pas « {} » : il faudrait {}", RULES[refused.line.span.range()].trim(), parts.join(", "));
    }

    // 4. What there is to do.
    let roadmap = Roadmap::of(&plan, &situation, today);
    for stage in &roadmap.stages {
        println!("{} : {} à fournir", stage.step.title, stage.documents.len());
    }
}
