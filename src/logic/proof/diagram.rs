//! Sets of persons as binary decision diagrams: whether somebody is in a set is then read at once.
//!
//! One variable for each fact, those of one datum side by side, its last cut first: the first cut that is past then tells the value, and what
//! cuts out of order would say adds nothing to the diagrams. Which facts go together is a constraint of each datum alone.

use super::compare::FEW_VALUES;
use super::condition::{Condition, Fact};
use crate::logic::domain::{Domain, Scale};
use crate::logic::program::Slot;
use crate::logic::value::Value;
use biodivine_lib_bdd::{Bdd, BddVariable, BddVariableSet, op_function};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::rc::Rc;

/// The most nodes of a diagram.
const MAX_NODES: usize = 100_000;

/// The most facts that tell the persons of one rule apart.
const MAX_FACTS: usize = 2_000;

/// The limit of nodes or of facts was reached: nothing is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMany;

/// A set of persons.
#[derive(Debug, Clone)]
pub(super) struct People(Bdd);

impl People {
    pub(super) fn is_nobody(&self) -> bool {
        self.0.is_false()
    }

    pub(super) fn and(&self, other: &Self) -> Result<Self, TooMany> {
        Bdd::binary_op_with_limit(MAX_NODES, &self.0, &other.0, op_function::and).map(Self).ok_or(TooMany)
    }

    /// Whether all are in the other set; `false` when it cannot be told.
    pub(super) fn is_in(&self, other: &Self) -> bool {
        self.without(other).is_ok_and(|rest| rest.is_nobody())
    }

    pub(super) fn without(&self, other: &Self) -> Result<Self, TooMany> {
        Bdd::binary_op_with_limit(MAX_NODES, &self.0, &other.0, op_function::and_not).map(Self).ok_or(TooMany)
    }
}

/// The facts that tell the persons of a rule apart, and the diagrams over them.
pub(super) struct Diagrams {
    facts: Vec<Fact>,
    variables: FxHashMap<Fact, BddVariable>,
    set: BddVariableSet,
    /// The persons that can be: each datum has one value, of its domain.
    possible: Bdd,
    /// Conditions already drawn, by their shared parts, which are kept alive.
    drawn: FxHashMap<usize, (Condition, Bdd)>,
}

impl Diagrams {
    /// Those of the facts of some conditions.
    pub(super) fn new<'c>(conditions: impl IntoIterator<Item = &'c Condition>, domains: &[Domain]) -> Result<Self, TooMany> {
        let mut met = Met::default();
        conditions.into_iter().for_each(|condition| met.visit(condition));
        // The data of few values first: comparisons that mix them with others are solved for each of their values.
        let n_values = |slot: Slot| match &domains[slot.0 as usize] {
            Domain::Boolean | Domain::Choice(_) | Domain::Text(_) => 0,
            Domain::Line(line) => line.positions(FEW_VALUES).map_or(usize::MAX, |positions| positions.len()),
        };
        met.slots.sort_by_cached_key(|slot| n_values(*slot));
        let ranks: FxHashMap<Slot, usize> = met.slots.iter().enumerate().map(|(rank, slot)| (*slot, rank)).collect();
        let mut facts = met.facts;
        facts.sort_by_key(|fact| (fact.datum().and_then(|slot| ranks.get(&slot).copied()).unwrap_or(usize::MAX), Reverse(*fact)));
        let n_facts = u16::try_from(facts.len()).ok().filter(|n_facts| usize::from(*n_facts) <= MAX_FACTS).ok_or(TooMany)?;
        let set = BddVariableSet::new_anonymous(n_facts);
        let variables = facts.iter().copied().zip(set.variables()).collect();
        let mut diagrams = Self { facts, variables, possible: set.mk_true(), set, drawn: FxHashMap::default() };
        diagrams.possible = diagrams.constraints(domains)?;
        Ok(diagrams)
    }

    /// The facts about a datum, its last cut first.
    pub(super) fn facts_of(&self, slot: Slot) -> impl Iterator<Item = Fact> {
        self.facts.iter().copied().filter(move |fact| fact.datum() == Some(slot))
    }

    /// Whether a fact changes something to who is in a set.
    pub(super) fn depends_on(&self, people: &People, fact: Fact) -> bool {
        self.variables.get(&fact).is_some_and(|variable| people.0.support_set_contains(variable))
    }

    /// The comparisons not looked into that a set of persons depends on.
    pub(super) fn unsolved_in(&self, people: &People) -> Vec<u32> {
        let support = people.0.support_set();
        let mut ranks: Vec<_> = self
            .facts
            .iter()
            .filter(|fact| support.contains(&self.variables[fact]))
            .filter_map(|fact| match fact {
                Fact::Below(rank) | Fact::Level(rank) => Some(*rank),
                Fact::Yes(_) | Fact::Is(..) | Fact::Past(..) => None,
            })
            .collect();
        ranks.dedup();
        ranks
    }

    /// Everybody that can be.
    pub(super) fn possible(&self) -> People {
        People(self.possible.clone())
    }

    /// Everybody, but those of whom an amount, a number or a duration is negative where no declared bounds say that it can be.
    pub(super) fn usual(&self, domains: &[Domain]) -> People {
        let positive = self.facts.iter().filter(|fact| {
            let domain = fact.datum().and_then(|slot| domains.get(slot.0 as usize));
            domain.is_some_and(|domain| is_below_zero(**fact, domain))
        });
        self.having(positive.map(|fact| (*fact, true)))
    }

    fn constraints(&self, domains: &[Domain]) -> Result<Bdd, TooMany> {
        let mut possible = People(self.set.mk_true());
        let mut seen = FxHashSet::default();
        for fact in &self.facts {
            let constraint = match fact {
                Fact::Yes(_) | Fact::Below(_) => continue,
                Fact::Level(rank) => {
                    let Some(below) = self.variables.get(&Fact::Below(*rank)) else { continue };
                    self.set.mk_var(*below).and(&self.set.mk_var(self.variables[fact])).not()
                }
                Fact::Is(slot, _) | Fact::Past(slot, _) if !seen.insert(*slot) => continue,
                Fact::Is(slot, _) => self.one_value(*slot, &domains[slot.0 as usize]),
                Fact::Past(slot, _) => self.in_order(*slot),
            };
            possible = possible.and(&People(constraint))?;
        }
        Ok(possible.0)
    }

    /// A datum has one value at most, and one at least when all are named.
    fn one_value(&self, slot: Slot, domain: &Domain) -> Bdd {
        let variables: Vec<_> = self.facts_of(slot).map(|fact| self.variables[&fact]).collect();
        match domain {
            Domain::Choice(values) if values.len() == variables.len() => self.set.mk_sat_exactly_k(1, &variables),
            Domain::Choice(_) | Domain::Boolean | Domain::Text(_) | Domain::Line(_) => self.set.mk_sat_up_to_k(1, &variables),
        }
    }

    /// What is past a cut is past those before it.
    fn in_order(&self, slot: Slot) -> Bdd {
        let mut in_order = self.set.mk_true();
        let facts: Vec<_> = self.facts_of(slot).collect();
        for pair in facts.windows(2) {
            let (after, before) = (self.variables[&pair[0]], self.variables[&pair[1]]);
            in_order = in_order.and(&self.set.mk_var(after).imp(&self.set.mk_var(before)));
        }
        in_order
    }

    /// The persons of a condition, those who cannot be among them.
    pub(super) fn draw(&mut self, condition: &Condition) -> Result<People, TooMany> {
        self.drawing(condition).map(People)
    }

    fn drawing(&mut self, condition: &Condition) -> Result<Bdd, TooMany> {
        let place = match condition {
            Condition::Always => return Ok(self.set.mk_true()),
            Condition::Never => return Ok(self.set.mk_false()),
            Condition::Fact(fact) => return self.variables.get(fact).map(|variable| self.set.mk_var(*variable)).ok_or(TooMany),
            Condition::Not(inner) => return Ok(self.drawing(inner)?.into_not()),
            Condition::All(parts) | Condition::Any(parts) => Rc::as_ptr(parts) as usize,
        };
        // The place tells the parts, whether all or any of them are wanted is the other half of the key.
        let key = place + usize::from(matches!(condition, Condition::Any(_)));
        if let Some((_, drawn)) = self.drawn.get(&key) {
            return Ok(drawn.clone());
        }
        let drawn = match condition {
            Condition::All(parts) => self.joined(parts, self.set.mk_true(), op_function::and)?,
            Condition::Any(parts) => self.joined(parts, self.set.mk_false(), op_function::or)?,
            Condition::Always | Condition::Never | Condition::Fact(_) | Condition::Not(_) => return Err(TooMany),
        };
        self.drawn.insert(key, (condition.clone(), drawn.clone()));
        Ok(drawn)
    }

    fn joined(
        &mut self,
        parts: &[Condition],
        start: Bdd,
        operation: fn(Option<bool>, Option<bool>) -> Option<bool>,
    ) -> Result<Bdd, TooMany> {
        let mut joined = start;
        for part in parts {
            let part = self.drawing(part)?;
            joined = Bdd::binary_op_with_limit(MAX_NODES, &joined, &part, operation).ok_or(TooMany)?;
        }
        Ok(joined)
    }

    /// Those of some persons of whom all that is told is so, whatever else: what was told is then asked no more.
    pub(super) fn told(&self, people: &People, facts: impl IntoIterator<Item = (Fact, bool)>) -> People {
        let told = facts.into_iter().filter_map(|(fact, holds)| Some((*self.variables.get(&fact)?, holds)));
        People(people.0.restrict(&told.collect::<Vec<_>>()))
    }

    /// Those of whom some facts hold or not.
    pub(super) fn having(&self, facts: impl IntoIterator<Item = (Fact, bool)>) -> People {
        let told = facts.into_iter().filter_map(|(fact, holds)| Some((*self.variables.get(&fact)?, holds)));
        People(self.possible.select(&told.collect::<Vec<_>>()))
    }

    /// What a value tells of a datum.
    pub(super) fn told_by(&self, slot: Slot, value: &Value, domain: &Domain) -> Vec<(Fact, bool)> {
        let position = Scale::position(value).map(|(_, position)| position);
        let tells = |fact: Fact| match fact {
            Fact::Yes(_) => *value == Value::Boolean(true),
            Fact::Is(_, rank) => match (domain, value) {
                (Domain::Choice(values) | Domain::Text(values), Value::Words(words)) => {
                    values.get(rank as usize).is_some_and(|value| value == words)
                }
                (Domain::Boolean | Domain::Line(_) | Domain::Choice(_) | Domain::Text(_), _) => false,
            },
            Fact::Past(_, cut) => position.is_some_and(|at| at > cut.at || (at == cut.at && !cut.beyond)),
            Fact::Below(_) | Fact::Level(_) => false,
        };
        self.facts_of(slot).map(|fact| (fact, tells(fact))).collect()
    }
}

/// Whether a fact is true of whatever is not negative, on a line that could be.
fn is_below_zero(fact: Fact, domain: &Domain) -> bool {
    let (Fact::Past(_, cut), Domain::Line(line)) = (fact, domain) else { return false };
    let zero = crate::values::Decimal::from_integer(0);
    line.low.is_none() && line.scale != Scale::Date && (cut.at < zero || (cut.at == zero && !cut.beyond))
}

/// The facts met in conditions.
#[derive(Default)]
struct Met {
    facts: Vec<Fact>,
    known: FxHashSet<Fact>,
    slots: Vec<Slot>,
    parts: FxHashSet<*const Vec<Condition>>,
}

impl Met {
    fn visit(&mut self, condition: &Condition) {
        match condition {
            Condition::Always | Condition::Never => {}
            Condition::Fact(fact) => {
                if self.known.insert(*fact) {
                    self.facts.push(*fact);
                }
                if let Some(slot) = fact.datum().filter(|slot| !self.slots.contains(slot)) {
                    self.slots.push(slot);
                }
            }
            Condition::Not(inner) => self.visit(inner),
            Condition::All(parts) | Condition::Any(parts) => {
                if self.parts.insert(Rc::as_ptr(parts)) {
                    parts.iter().for_each(|part| self.visit(part));
                }
            }
        }
    }
}
