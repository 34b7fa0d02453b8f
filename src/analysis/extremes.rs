//! What everybody bears, and what the person of whom most is asked bears.
//!
//! The questions that conditions ask are tried one by one, and a branch is left as soon as it can change nothing. The persons shown are
//! real ones; when a search is cut short, or meets what cannot be told, the figures err on the side of saying less.

use super::quantity::Quantity;
use super::situation::{Situation, Value};
use super::telling::rule;
use crate::model::{Data, Model, Profile};
use crate::values::{DataType, Expression, ExpressionKind, SymbolId};

/// The most situations looked at in one search.
const MAX_LOOKS: usize = 4_096;

/// What something weighs for a person not wholly known. Knowing more never lowers `told`, nor raises `at_most`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// Told.
    pub told: usize,
    /// Told, or not told otherwise.
    pub at_most: usize,
}

/// Who bears a burden.
#[derive(Debug, Clone, Copy)]
pub enum Whom<'m> {
    /// Everybody.
    Everyone,
    /// At least the people of a declared profile.
    Profile(&'m Profile),
    /// Some people: the situation tells which.
    Someone,
}

/// A burden above the bar, and who bears it.
#[derive(Debug, Clone)]
pub struct Burdened<'m> {
    /// How much: at least that.
    pub weight: usize,
    /// Who.
    pub whom: Whom<'m>,
    /// A person who bears it; for [`Whom::Someone`], by the only facts that matter.
    pub situation: Situation<'m>,
}

/// Who certainly bears more than `bar`: everybody or a declared profile, whichever bears more; else the person who may bear most.
#[must_use]
pub fn most_burdened<'m>(
    model: &'m Model,
    conditions: &[&Expression],
    bar: usize,
    weigh: impl Fn(&Situation<'m>) -> Weight,
) -> Option<Burdened<'m>> {
    let certain = surely_burdened(model, conditions, bar, &weigh);
    if certain.is_some() || weigh(&Situation::default()).at_most <= bar {
        return certain;
    }
    let heaviest = heaviest(&questions(model, conditions), &weigh);
    (heaviest.weight > bar).then_some(Burdened { weight: heaviest.weight, whom: Whom::Someone, situation: heaviest.situation })
}

/// Who certainly bears more than `bar`: everybody or a declared profile, whichever bears more.
#[must_use]
pub fn surely_burdened<'m>(
    model: &'m Model,
    conditions: &[&Expression],
    bar: usize,
    weigh: &impl Fn(&Situation<'m>) -> Weight,
) -> Option<Burdened<'m>> {
    if weigh(&Situation::default()).at_most <= bar {
        return None;
    }
    let questions = questions(model, conditions);
    let everyone = lightest(&questions, &Situation::default(), bar, weigh);
    let mut certain = Burdened { weight: everyone.weight, whom: Whom::Everyone, situation: everyone.situation };
    for profile in &model.profiles {
        let among = lightest(&questions, &Situation::of(profile, model), bar.max(certain.weight), weigh);
        if among.weight > certain.weight {
            certain = Burdened { weight: among.weight, whom: Whom::Profile(profile), situation: among.situation };
        }
    }
    (certain.weight > bar).then_some(certain)
}

/// The least and the most that a person may bear.
#[must_use]
pub fn range<'m>(model: &'m Model, conditions: &[&Expression], weigh: impl Fn(&Situation<'m>) -> Weight) -> (usize, usize) {
    let questions = questions(model, conditions);
    (lightest(&questions, &Situation::default(), 0, &weigh).weight, heaviest(&questions, &weigh).weight)
}

/// Whether no person at all can meet those conditions together; `false` when it cannot be told.
#[must_use]
pub fn never_together<'m>(model: &'m Model, conditions: &[&'m Expression]) -> bool {
    let questions = questions(model, conditions);
    let refused = |situation: &Situation<'m>| {
        let told = situation.tell_all(conditions, model);
        Weight { told: usize::from(told == Some(false)), at_most: usize::from(told != Some(true)) }
    };
    lightest(&questions, &Situation::default(), 0, &refused).weight == 1
}

/// Whether whoever is concerned meets one of those lists of conditions; `false` when it cannot be told.
#[must_use]
pub fn always_one_of<'m>(model: &'m Model, lists: &[&[&'m Expression]]) -> bool {
    let all: Vec<_> = lists.iter().flat_map(|conditions| conditions.iter().copied()).collect();
    let questions = questions(model, &all);
    let met = |situation: &Situation<'m>| {
        let told = |wanted: Option<bool>| lists.iter().any(|conditions| situation.tell_all(conditions, model) == wanted);
        let sure = told(Some(true));
        Weight { told: usize::from(sure), at_most: usize::from(sure || told(None)) }
    };
    lightest(&questions, &Situation::default(), 0, &met).weight == 1
}

/// A weight, and a person who bears it.
struct Extreme<'m> {
    weight: usize,
    situation: Situation<'m>,
}

/// A datum, and the values that conditions tell apart.
type Question<'m> = (&'m Data, Vec<Value<'m>>);

fn heaviest<'m>(questions: &[Question<'m>], weigh: &impl Fn(&Situation<'m>) -> Weight) -> Extreme<'m> {
    let found = explored(questions, &Situation::default(), usize::MAX, weigh);
    let mut situation = found.situation;
    for rank in (0..situation.len()).rev() {
        let without = situation.without(rank);
        if weigh(&without).told == found.told {
            situation = without;
        }
    }
    Extreme { weight: found.told, situation }
}

/// The least borne by those who are in that situation: the heaviest of what is spared them. Once somebody bears `bar` or less, the search is over:
/// the weight is then theirs.
fn lightest<'m>(
    questions: &[Question<'m>],
    among: &Situation<'m>,
    bar: usize,
    weigh: &impl Fn(&Situation<'m>) -> Weight,
) -> Extreme<'m> {
    let total = weigh(among).at_most;
    let spared = |situation: &Situation<'m>| {
        let weight = weigh(situation);
        Weight { told: total.saturating_sub(weight.at_most), at_most: total.saturating_sub(weight.told) }
    };
    let found = explored(questions, among, total.saturating_sub(bar), &spared);
    Extreme { weight: total - found.at_most.min(total), situation: found.situation }
}

/// The outcome of a search.
struct Found<'m> {
    /// What is told of the heaviest person found.
    told: usize,
    /// What no person exceeds.
    at_most: usize,
    /// That person.
    situation: Situation<'m>,
}

fn explored<'m>(
    questions: &[Question<'m>],
    among: &Situation<'m>,
    enough: usize,
    weigh: &impl Fn(&Situation<'m>) -> Weight,
) -> Found<'m> {
    let found = Found { told: weigh(among).told, at_most: 0, situation: among.clone() };
    let mut search = Search { weigh, questions, enough, found, n_looks: 0 };
    search.explore(&mut among.clone(), 0);
    search.found
}

struct Search<'m, 's, W> {
    weigh: &'s W,
    questions: &'s [Question<'m>],
    /// A weight past which nothing more is sought.
    enough: usize,
    found: Found<'m>,
    n_looks: usize,
}

impl<'m, W: Fn(&Situation<'m>) -> Weight> Search<'m, '_, W> {
    fn explore(&mut self, situation: &mut Situation<'m>, rank: usize) {
        self.n_looks += 1;
        let weight = (self.weigh)(situation);
        if weight.told > self.found.told {
            self.found.told = weight.told;
            self.found.situation = situation.clone();
        }
        let settled = weight.told == weight.at_most || weight.at_most <= self.found.told || self.found.told >= self.enough;
        let Some((data, values)) = self.questions.get(rank).filter(|_| !settled && self.n_looks < MAX_LOOKS) else {
            self.found.at_most = self.found.at_most.max(weight.at_most);
            return;
        };
        if situation.knows(data) {
            return self.explore(situation, rank + 1);
        }
        for value in values {
            situation.learn(data, value.clone());
            self.explore(situation, rank + 1);
            situation.forget();
        }
    }
}

/// The data those conditions read, each with the values they tell apart.
fn questions<'m>(model: &'m Model, conditions: &[&Expression]) -> Vec<Question<'m>> {
    let mut questions: Vec<Question<'m>> = Vec::new();
    let formulas = with_rules(model, conditions);
    let names: Vec<_> = formulas.iter().flat_map(|formula| formula.names()).collect();
    for reference in &names {
        let Some(data) = model.datum(reference) else { continue };
        if questions.iter().all(|(asked, _)| asked.symbol != data.symbol) {
            questions.push((data, told_apart(data, &formulas)));
        }
    }
    questions.retain(|(_, values)| !values.is_empty());
    // What most conditions read comes first: the search is settled sooner.
    let n_reads = |data: &Data| names.iter().filter(|name| name.target == Some(data.symbol)).count();
    questions.sort_by_cached_key(|(data, _)| std::cmp::Reverse(n_reads(data)));
    questions
}

/// Those conditions, and the formulas of the rights and calculations they name, however far.
fn with_rules<'e>(model: &'e Model, conditions: &[&'e Expression]) -> Vec<&'e Expression> {
    let mut formulas = conditions.to_vec();
    let mut followed: Vec<SymbolId> = Vec::new();
    let mut next = 0;
    while let Some(formula) = formulas.get(next).copied() {
        next += 1;
        for reference in formula.names() {
            let (Some(rule), Some(target)) = (rule(reference, model), reference.target) else { continue };
            if followed.contains(&target) {
                continue;
            }
            followed.push(target);
            for definition in &rule.definitions {
                formulas.extend(definition.value.iter().chain(definition.qualifiers.condition.as_ref()));
            }
        }
    }
    formulas
}

fn told_apart<'m>(data: &'m Data, conditions: &[&Expression]) -> Vec<Value<'m>> {
    match &data.data_type {
        DataType::Boolean => vec![Value::Boolean(true), Value::Boolean(false)],
        DataType::OneOf(choices) => choices.iter().map(|choice| Value::Choice(&choice.value)).collect(),
        DataType::Text => Vec::new(),
        DataType::Integer | DataType::Decimal | DataType::Money | DataType::Duration | DataType::Date => {
            let mut thresholds = Vec::new();
            conditions.iter().for_each(|condition| collect_thresholds(condition, data.symbol, &mut thresholds));
            Quantity::around(&thresholds, data).into_iter().map(Value::Quantity).collect()
        }
    }
}

/// What a datum is compared with.
fn collect_thresholds(expression: &Expression, data: SymbolId, thresholds: &mut Vec<Quantity>) {
    let is_data = |side: &Expression| matches!(&side.kind, ExpressionKind::Name(name) if name.target == Some(data));
    if matches!(expression.kind, ExpressionKind::Compare(..) | ExpressionKind::Among(..)) && expression.children().any(is_data) {
        thresholds.extend(expression.children().filter_map(Quantity::of));
    }
    for side in expression.children() {
        collect_thresholds(side, data, thresholds);
    }
}
