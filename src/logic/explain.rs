//! Why a rule gives what it gives, and why not something else.

use super::evaluate::{Evaluation, Outcome};
use super::program::{Formula, Node, RuleId, Slot};
use super::value::Value;
use crate::values::{Connective, Expression, ExpressionKind, RuleDefinition};
use rustc_hash::FxHashSet;

/// Why a rule gives what it gives.
#[derive(Debug)]
pub struct Explanation<'m> {
    /// The rule.
    pub rule: RuleId,
    /// What it gives.
    pub outcome: Outcome,
    /// The line that speaks; none when no line does, or when it cannot be told.
    pub line: Option<&'m RuleDefinition>,
    /// The data that this line reads, with what is known of them.
    pub used: Vec<Used>,
    /// Why the rules that this line reads give what they give; a rule already explained above is not explained again.
    pub because: Vec<Self>,
    /// The other lines, and what kept each of them from speaking: the closest first.
    pub refused: Vec<Refused<'m>>,
}

/// A datum read.
#[derive(Debug, Clone, PartialEq)]
pub struct Used {
    /// Which.
    pub datum: Slot,
    /// Its value; none when it is not known.
    pub value: Option<Value>,
}

/// A line that does not speak.
#[derive(Debug)]
pub struct Refused<'m> {
    /// The line.
    pub line: &'m RuleDefinition,
    /// The parts of its condition that do not hold; empty when another line takes its place, or when it is not in force.
    pub failing: Vec<&'m Expression>,
    /// The parts that cannot be told.
    pub untold: Vec<&'m Expression>,
    /// Whether it applies by its condition, and another line takes its place.
    pub is_overridden: bool,
}

/// Why a rule gives what it gives.
#[must_use]
pub fn explain<'m>(evaluation: &mut Evaluation<'_, 'm>, rule: RuleId) -> Explanation<'m> {
    let mut explained = FxHashSet::default();
    explained.insert(rule);
    of_rule(evaluation, rule, &mut explained)
}

fn of_rule<'m>(evaluation: &mut Evaluation<'_, 'm>, id: RuleId, explained: &mut FxHashSet<RuleId>) -> Explanation<'m> {
    let outcome = evaluation.rule(id);
    let program = evaluation.program();
    let rule = program.rule(id);
    let speaking = evaluation.speaking_line(id);
    let mut refused = Vec::new();
    for (rank, clause) in (0..).zip(&rule.clauses) {
        if Some(rank) == speaking || clause.value.is_none() || !clause.is_in_force(evaluation.today()) {
            continue;
        }
        let (mut failing, mut untold) = (Vec::new(), Vec::new());
        if let (Some(condition), Some(written)) = (clause.condition, &clause.definition.qualifiers.condition) {
            unmet(evaluation, condition, written, &mut failing, &mut untold);
        }
        let is_overridden = failing.is_empty() && untold.is_empty();
        refused.push(Refused { line: clause.definition, failing, untold, is_overridden });
    }
    refused.sort_by_key(|refused| (refused.is_overridden, refused.failing.len(), refused.untold.len()));
    let mut explanation = Explanation { rule: id, outcome, line: None, used: Vec::new(), because: Vec::new(), refused };
    if let Some(clause) = speaking.and_then(|speaking| rule.clauses.get(speaking as usize)) {
        explanation.line = Some(clause.definition);
        for formula in clause.condition.iter().chain(&clause.value) {
            read(evaluation, *formula, &mut explanation, explained);
        }
    }
    explanation
}

/// The data and the rules a formula reads.
fn read<'m>(
    evaluation: &mut Evaluation<'_, 'm>,
    formula: Formula,
    explanation: &mut Explanation<'m>,
    explained: &mut FxHashSet<RuleId>,
) {
    let program = evaluation.program();
    match program.node(formula) {
        Node::Data(datum) => {
            if explanation.used.iter().all(|used| used.datum != *datum) {
                let value = evaluation.situation().get(*datum).cloned();
                explanation.used.push(Used { datum: *datum, value });
            }
        }
        Node::Rule(rule) => {
            if explained.insert(*rule) {
                let inner = of_rule(evaluation, *rule, explained);
                explanation.because.push(inner);
            }
        }
        node => node.parts().for_each(|part| read(evaluation, part, explanation, explained)),
    }
}

/// The parts of a condition that keep it from holding.
fn unmet<'m>(
    evaluation: &mut Evaluation<'_, 'm>,
    formula: Formula,
    written: &'m Expression,
    failing: &mut Vec<&'m Expression>,
    untold: &mut Vec<&'m Expression>,
) {
    match evaluation.formula(formula) {
        Outcome::Known(Value::Boolean(true)) => return,
        Outcome::Known(_) | Outcome::NotApplicable | Outcome::Failed(_) => {}
        Outcome::Missing(_) => {
            if !matches!(written.kind, ExpressionKind::Logic(..)) {
                return untold.push(written);
            }
        }
    }
    match (&written.kind, evaluation.program().node(formula)) {
        (ExpressionKind::Logic(Connective::And, parts), Node::All(formulas))
        | (ExpressionKind::Logic(Connective::Or, parts), Node::Any(formulas)) => {
            for (part, formula) in parts.iter().zip(formulas) {
                unmet(evaluation, *formula, part, failing, untold);
            }
        }
        (_, _) => failing.push(written),
    }
}
