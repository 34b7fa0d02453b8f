//! A procedure ready to be run for anyone: its rules and its conditions, compiled once.

use crate::logic::program::{Formula, RuleId};
use crate::logic::{Evaluation, Outcome, Program, Situation, Value};
use crate::model::{Model, PublicService, SymbolKind};
use crate::values::{Date, Expression, SymbolId};
use rustc_hash::FxHashMap;

/// Whether something concerns a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// It does not.
    No,
    /// What is known does not tell.
    Maybe,
    /// It does.
    Yes,
}

impl Told {
    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }
}

/// A procedure ready to be run.
#[derive(Debug)]
pub struct Plan<'m> {
    /// The procedure.
    pub service: &'m PublicService,
    /// Its rules, and those they need.
    pub program: Program<'m>,
    /// Its own rights and calculations, in the order of the text.
    pub rules: Vec<RuleId>,
    /// Its conditions, by where they stand in memory: the model does not move while it is borrowed.
    formulas: FxHashMap<usize, Formula>,
}

impl<'m> Plan<'m> {
    /// Compiles a procedure.
    #[must_use]
    pub fn new(model: &'m Model, service: &'m PublicService) -> Self {
        let mut program = Program::new(model);
        let owner = match model.symbols.get(service.symbol).kind {
            SymbolKind::PublicService(rank) => Some(rank),
            _ => None,
        };
        let mut own: Vec<(u32, SymbolId)> = (0..)
            .zip(model.symbols.iter())
            .filter_map(|(id, symbol)| match symbol.kind {
                SymbolKind::LocalRule(of, rank) if Some(of) == owner => Some((rank, SymbolId(id))),
                _ => None,
            })
            .collect();
        own.sort_unstable();
        let rules = own.into_iter().filter_map(|(_, symbol)| program.add_rule_of(symbol)).collect();
        let formulas = service.conditions().map(|condition| (place(condition), program.add(condition))).collect();
        for (reference, _) in service.steps.iter().flat_map(|step| step.asks.all()).map(|asked| &asked.value) {
            if let Some(datum) = model.datum(reference) {
                program.add_datum(datum);
            }
        }
        Self { service, program, rules, formulas }
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

    /// Whether a condition of the procedure is met; none is met by everybody.
    pub fn tell(&self, evaluation: &mut Evaluation<'_, 'm>, condition: Option<&Expression>) -> Told {
        let Some(condition) = condition else { return Told::Yes };
        match self.outcome(evaluation, condition) {
            Some(Outcome::Known(Value::Boolean(true))) => Told::Yes,
            Some(Outcome::Known(_) | Outcome::NotApplicable) => Told::No,
            Some(Outcome::Missing(_) | Outcome::Failed(_)) | None => Told::Maybe,
        }
    }

    /// What a condition of the procedure gives.
    pub fn outcome(&self, evaluation: &mut Evaluation<'_, 'm>, condition: &Expression) -> Option<Outcome> {
        let formula = self.formulas.get(&place(condition))?;
        Some(evaluation.formula(*formula))
    }
}

fn place(condition: &Expression) -> usize {
    std::ptr::from_ref(condition).addr()
}
