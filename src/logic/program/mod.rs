//! The rules of a workspace made ready to run: names found once, exceptions put under what they refine, literals computed.

mod compile;
mod tree;

pub use tree::{Clause, Group, GroupId};

use super::value::Value;
use crate::model::{Data, Model, SymbolKind};
use crate::source::{FileId, Location};
use crate::values::{Arithmetic, Comparison, DurationUnit, Expression, Extreme, Rule, SymbolId};
use rustc_hash::FxHashMap;

/// A formula of a [`Program`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formula(u32);

/// A datum of a [`Program`]: its rank in every [`super::Situation`] made for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub u32);

/// A right or a calculation of a [`Program`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u32);

/// A step of a computation.
#[derive(Debug, Clone)]
pub enum Node {
    /// A value written out.
    Constant(Value),
    /// The value of a datum.
    Data(Slot),
    /// The result of a right or of a calculation.
    Rule(RuleId),
    /// The day the question is asked for.
    Today,
    /// `non`
    Not(Formula),
    /// `et`
    All(Box<[Formula]>),
    /// `ou`
    Any(Box<[Formula]>),
    /// A comparison.
    Compare(Comparison, Formula, Formula),
    /// `est parmi`
    Among(Formula, Box<[Formula]>),
    /// An operation.
    Arithmetic(Arithmetic, Formula, Formula),
    /// The opposite.
    Negative(Formula),
    /// The smallest or the greatest.
    Extreme(Extreme, Box<[Formula]>),
    /// A number made the duration it counts.
    InUnit(Formula, DurationUnit),
    /// A duration made a number of units.
    Count(Formula, DurationUnit),
    /// A name that designates no value: it was reported when the file was read.
    Illegible,
}

impl Node {
    /// The formulas right under this one.
    pub fn parts(&self) -> impl Iterator<Item = Formula> {
        let (first, second, others): (Option<Formula>, Option<Formula>, &[Formula]) = match self {
            Self::Constant(_) | Self::Data(_) | Self::Rule(_) | Self::Today | Self::Illegible => (None, None, &[]),
            Self::Not(part) | Self::Negative(part) | Self::InUnit(part, _) | Self::Count(part, _) => (Some(*part), None, &[]),
            Self::All(parts) | Self::Any(parts) | Self::Extreme(_, parts) => (None, None, parts),
            Self::Compare(_, left, right) | Self::Arithmetic(_, left, right) => (Some(*left), Some(*right), &[]),
            Self::Among(value, values) => (Some(*value), None, values),
        };
        first.into_iter().chain(second).chain(others.iter().copied())
    }
}

/// A right or a calculation, ready to run.
#[derive(Debug)]
pub struct RunnableRule<'m> {
    /// As written.
    pub rule: &'m Rule,
    /// What its name designates: its place in the model.
    pub kind: SymbolKind,
    /// Where it is written.
    pub file: FileId,
    /// Its lines, in the order of the text.
    pub clauses: Vec<Clause<'m>>,
    /// What each label gathers; the first is the base.
    pub groups: Vec<Group>,
    /// The lines `sans objet si`.
    pub without_object: Vec<u32>,
}

impl RunnableRule<'_> {
    /// The place of one of its lines.
    #[must_use]
    pub fn place(&self, clause: u32) -> Location {
        Location::new(self.file, self.clauses[clause as usize].definition.span)
    }
}

/// Rules ready to run, and all that they read.
#[derive(Debug)]
pub struct Program<'m> {
    model: &'m Model,
    nodes: Vec<Node>,
    data: Vec<&'m Data>,
    rules: Vec<RunnableRule<'m>>,
    slots: FxHashMap<SymbolId, Slot>,
    ranks: FxHashMap<SymbolKind, RuleId>,
    /// What was compiled, by where it stands in memory: the model does not move while it is borrowed.
    formulas: FxHashMap<usize, Formula>,
}

impl<'m> Program<'m> {
    /// An empty program: what is asked of it is compiled when it is.
    #[must_use]
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            nodes: Vec::new(),
            data: Vec::new(),
            rules: Vec::new(),
            slots: FxHashMap::default(),
            ranks: FxHashMap::default(),
            formulas: FxHashMap::default(),
        }
    }

    /// The model it was made from.
    #[must_use]
    pub const fn model(&self) -> &'m Model {
        self.model
    }

    /// The data it reads, by their slots.
    #[must_use]
    pub fn data(&self) -> &[&'m Data] {
        &self.data
    }

    /// Its rules.
    #[must_use]
    pub fn rules(&self) -> &[RunnableRule<'m>] {
        &self.rules
    }

    /// One of its rules.
    #[must_use]
    pub fn rule(&self, id: RuleId) -> &RunnableRule<'m> {
        &self.rules[id.0 as usize]
    }

    /// One of its data.
    #[must_use]
    pub fn datum(&self, slot: Slot) -> &'m Data {
        self.data[slot.0 as usize]
    }

    /// The slot of a datum, when it reads it.
    #[must_use]
    pub fn slot_of(&self, symbol: SymbolId) -> Option<Slot> {
        self.slots.get(&symbol).copied()
    }

    /// The right or the calculation of that kind of symbol, when it was added.
    #[must_use]
    pub fn rule_of(&self, kind: SymbolKind) -> Option<RuleId> {
        self.ranks.get(&kind).copied()
    }

    /// What an expression of the model was made, when it was added.
    #[must_use]
    pub fn formula_of(&self, expression: &Expression) -> Option<Formula> {
        self.formulas.get(&std::ptr::from_ref(expression).addr()).copied()
    }

    /// What a formula does.
    #[must_use]
    pub fn node(&self, formula: Formula) -> &Node {
        &self.nodes[formula.0 as usize]
    }

    /// All its steps of computation.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Adds a formula, with the rules and the data it reads; one that was added already is the same.
    pub fn add(&mut self, expression: &'m Expression) -> Formula {
        if let Some(known) = self.formula_of(expression) {
            return known;
        }
        let formula = compile::formula(self, expression);
        self.formulas.insert(std::ptr::from_ref(expression).addr(), formula);
        formula
    }

    /// Adds the right or the calculation of that kind of symbol; `None` when it is none.
    pub fn add_rule(&mut self, kind: SymbolKind) -> Option<RuleId> {
        compile::rule(self, kind)
    }

    /// Adds a datum, so that situations can give it.
    pub fn add_datum(&mut self, datum: &'m Data) -> Slot {
        *self.slots.entry(datum.symbol).or_insert_with(|| {
            self.data.push(datum);
            Slot(rank(self.data.len() - 1))
        })
    }

    /// The data that a rule reads, those of the rules it calls included, in the order in which they are met.
    #[must_use]
    pub fn data_of(&self, rule: RuleId) -> Vec<Slot> {
        self.read_by(rule).0
    }

    /// The data that a formula reads, those of the rules it calls included, in the order in which they are met.
    #[must_use]
    pub fn data_in(&self, formula: Formula) -> Vec<Slot> {
        let (mut data, mut called) = (Vec::new(), Vec::new());
        self.collect(formula, &mut data, &mut called);
        for slot in called.into_iter().flat_map(|rule| self.data_of(rule)) {
            if !data.contains(&slot) {
                data.push(slot);
            }
        }
        data
    }

    /// A rule, then those it calls.
    #[must_use]
    pub fn rules_of(&self, rule: RuleId) -> Vec<RuleId> {
        self.read_by(rule).1
    }

    fn read_by(&self, rule: RuleId) -> (Vec<Slot>, Vec<RuleId>) {
        let (mut data, mut followed) = (Vec::new(), vec![rule]);
        let mut next = 0;
        while let Some(rule) = followed.get(next).copied() {
            next += 1;
            for clause in &self.rule(rule).clauses {
                for formula in clause.condition.iter().chain(&clause.value) {
                    self.collect(*formula, &mut data, &mut followed);
                }
            }
        }
        (data, followed)
    }

    fn collect(&self, formula: Formula, data: &mut Vec<Slot>, followed: &mut Vec<RuleId>) {
        match self.node(formula) {
            Node::Data(slot) if !data.contains(slot) => data.push(*slot),
            Node::Rule(rule) if !followed.contains(rule) => followed.push(*rule),
            node => node.parts().for_each(|part| self.collect(part, data, followed)),
        }
    }

    fn push(&mut self, node: Node) -> Formula {
        self.nodes.push(node);
        Formula(rank(self.nodes.len() - 1))
    }
}

fn rank(position: usize) -> u32 {
    u32::try_from(position).expect("interne : plus de quatre milliards de formules")
}
