//! A procedure ready to be run for anyone: its rules and its conditions, compiled once.

use crate::logic::program::RuleId;
use crate::logic::{Evaluation, Program, Situation};
use crate::model::{Model, PublicService};
use crate::values::Date;

/// A procedure ready to be run.
#[derive(Debug)]
pub struct Plan<'m> {
    /// The procedure.
    pub service: &'m PublicService,
    /// Its rules, those they need, and its conditions.
    pub program: Program<'m>,
    /// Its own rights and calculations, in the order of the text.
    pub rules: Vec<RuleId>,
}

impl<'m> Plan<'m> {
    /// Compiles a procedure.
    #[must_use]
    pub fn new(model: &'m Model, service: &'m PublicService) -> Self {
        let mut program = Program::new(model);
        let rules = model.rules_of(service).filter_map(|rule| program.add_rule(rule)).collect();
        for condition in service.conditions() {
            program.add(condition);
        }
        for (reference, _) in service.steps.iter().flat_map(|step| step.asks.all()).map(|asked| &asked.value) {
            if let Some(datum) = model.datum(reference) {
                program.add_datum(datum);
            }
        }
        Self { service, program, rules }
    }

    /// The model it is made from.
    #[must_use]
    pub const fn model(&self) -> &'m Model {
        self.program.model()
    }

    /// A computation for one person on one day.
    #[must_use]
    pub fn evaluation<'p>(&'p self, situation: &'p Situation, today: Date) -> Evaluation<'p, 'm> {
        Evaluation::new(&self.program, situation, today)
    }
}
