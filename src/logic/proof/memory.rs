//! What was proved before, given again while nothing it depends on has changed: an editor asks after each letter typed, and few of them are typed
//! in a rule.
//!
//! What is proved of a group of rules depends on what they are compiled to, on the values of their data, on what is known of the profiles and on
//! the day: all of it is written out in a key, and keys are compared whole. Ranks of names and places in files, which a line added above
//! shifts, are left out of the key, and put right in what is given again.

#[cfg(test)]
mod tests;

use super::boundary::{Boundary, Edge};
use super::cliffs::Cliff;
use super::duration::domains;
use super::witness::{Unverified, Witness};
use super::{Answer, Clash, Group, RuleProof, groups};
use crate::logic::program::RunnableRule;
use crate::model::{Model, SymbolKind};
use crate::source::Span;
use crate::values::{Date, Expression, ExpressionKind, SymbolId};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::fmt::{Debug, Write};

/// What was proved the last time, for who asks again and again about a workspace that changes little by little.
#[derive(Debug, Default)]
pub struct Memory {
    known: FxHashMap<String, Kept>,
}

/// What was proved of a group of rules, as it stood then.
#[derive(Debug)]
struct Kept {
    frame: Frame,
    proofs: Vec<RuleProof>,
}

/// Where a group stands in its workspace: what changes when the text around it does.
#[derive(Debug, PartialEq)]
struct Frame {
    /// The data, by their slots.
    data: Vec<SymbolId>,
    /// The rules proved: their places in the model, and where they begin in their file.
    rules: Vec<(SymbolKind, u32)>,
}

impl Memory {
    /// The same as [`super::prove`]; only the groups that have changed since the last time are proved.
    #[must_use]
    pub fn prove(&mut self, model: &Model, today: Date) -> Vec<RuleProof> {
        let known = &self.known;
        let entries: Vec<_> = groups(model).par_iter().map(|rules| entry(known, &Group::of(model, rules), today)).collect();
        let proofs = entries.iter().flat_map(|(_, kept)| kept.proofs.iter().cloned()).collect();
        // What is no longer asked is forgotten.
        self.known = entries.into_iter().collect();
        proofs
    }
}

fn entry(known: &FxHashMap<String, Kept>, group: &Group<'_>, today: Date) -> (String, Kept) {
    let (key, frame) = (key(group, today), Frame::of(group));
    let proofs = match known.get(&key) {
        Some(kept) if kept.frame == frame => kept.proofs.clone(),
        Some(kept) => Move::new(&kept.frame, &frame).proofs(&kept.proofs),
        None => group.prove(today),
    };
    (key, Kept { frame, proofs })
}

impl Frame {
    fn of(group: &Group<'_>) -> Self {
        let rules = group.rules.iter().map(|rule| group.program.rule(*rule));
        Self {
            data: group.program.data().iter().map(|datum| datum.symbol).collect(),
            rules: rules.map(|rule| (rule.kind, rule.rule.span.start)).collect(),
        }
    }
}

/// What is proved of a group depends on nothing else than this.
fn key(group: &Group<'_>, today: Date) -> String {
    let Group { program, rules, profiles } = group;
    let mut key = Key { text: String::new(), names: FxHashMap::default() };
    key.say(&(today, rules, profiles, program.nodes()));
    domains(program).for_each(|domain| key.say(&domain));
    program.rules().iter().for_each(|rule| key.rule(rule));
    key.text
}

/// A key being written.
struct Key {
    text: String,
    /// The rank at which each symbol was first met: its rank in the model says where it is defined.
    names: FxHashMap<SymbolId, usize>,
}

impl Key {
    fn say(&mut self, what: &impl Debug) {
        let _ = write!(self.text, "{what:?};");
    }

    fn rule(&mut self, runnable: &RunnableRule<'_>) {
        let RunnableRule { rule, clauses, groups, without_object, kind: _, file: _ } = runnable;
        let from = rule.span.start;
        self.say(&(std::mem::discriminant(&rule.data_type.value), rule.rounding.as_ref().map(|rounding| rounding.value)));
        self.say(&(groups, without_object));
        for clause in clauses {
            let definition = clause.definition;
            self.say(&(clause.condition, clause.value, definition.from.as_ref().map(|from| from.value), clause.until));
            self.place(definition.span, from);
            for written in definition.qualifiers.condition.iter().chain(&definition.value) {
                self.expression(written, from);
            }
        }
    }

    /// A place, from where its rule begins.
    fn place(&mut self, span: Span, from: u32) {
        self.say(&Span::new(span.start.wrapping_sub(from), span.end.wrapping_sub(from)));
    }

    fn expression(&mut self, expression: &Expression, from: u32) {
        self.place(expression.span, from);
        match &expression.kind {
            ExpressionKind::Name(reference) => {
                let next = self.names.len();
                let rank = reference.target.map(|target| *self.names.entry(target).or_insert(next));
                self.say(&(&reference.name, rank));
            }
            ExpressionKind::Not(_) => self.say(&"non"),
            ExpressionKind::Negative(_) => self.say(&"opposé"),
            ExpressionKind::Among(..) => self.say(&"parmi"),
            ExpressionKind::Logic(connective, _) => self.say(connective),
            ExpressionKind::Compare(comparison, ..) => self.say(comparison),
            ExpressionKind::Arithmetic(operation, ..) => self.say(operation),
            ExpressionKind::Extreme(kept, _) => self.say(kept),
            leaf @ (ExpressionKind::Boolean(_)
            | ExpressionKind::Number(..)
            | ExpressionKind::Money(_)
            | ExpressionKind::Percentage(_)
            | ExpressionKind::Duration(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Today) => self.say(leaf),
        }
        self.text.push('(');
        expression.children().for_each(|child| self.expression(child, from));
        self.text.push(')');
    }
}

/// From where a group stood to where it stands now.
struct Move<'f> {
    from: &'f Frame,
    to: &'f Frame,
    data: FxHashMap<SymbolId, SymbolId>,
}

impl<'f> Move<'f> {
    fn new(from: &'f Frame, to: &'f Frame) -> Self {
        Self { from, to, data: from.data.iter().copied().zip(to.data.iter().copied()).collect() }
    }

    fn proofs(&self, proofs: &[RuleProof]) -> Vec<RuleProof> {
        let places = self.from.rules.iter().zip(&self.to.rules);
        let moved = proofs.iter().zip(places).map(|(proof, ((_, from), (rule, to)))| {
            let shifted = |span: Span| {
                let shift = |at: u32| at.wrapping_sub(*from).wrapping_add(*to);
                Span::new(shift(span.start), shift(span.end))
            };
            self.proof(proof, *rule, &shifted)
        });
        moved.collect()
    }

    /// Every field is named: one that comes to be added has to say how it moves.
    fn proof(&self, proof: &RuleProof, rule: SymbolKind, shifted: &impl Fn(Span) -> Span) -> RuleProof {
        let RuleProof {
            rule: _,
            data,
            not_in_force,
            gap,
            holes,
            clashes,
            overlaps_at,
            unverified_clashes,
            dead,
            always,
            redundant,
            cliffs,
        } = proof;
        RuleProof {
            rule,
            data: self.data(data),
            not_in_force: *not_in_force,
            gap: match gap {
                Answer::Nobody => Answer::Nobody,
                Answer::Found(witness) => Answer::Found(self.witness(witness)),
                Answer::Unverified(reason) => Answer::Unverified(self.unverified(reason)),
            },
            holes: holes.iter().map(|hole| self.boundary(hole, shifted)).collect(),
            clashes: clashes.iter().map(|clash| self.clash(clash)).collect(),
            overlaps_at: overlaps_at.iter().map(|(overlap, lines)| (self.boundary(overlap, shifted), *lines)).collect(),
            unverified_clashes: unverified_clashes.as_ref().map(|reason| self.unverified(reason)),
            dead: dead.clone(),
            always: always.clone(),
            redundant: redundant.iter().map(|(line, part)| (*line, shifted(*part))).collect(),
            cliffs: cliffs.iter().map(|cliff| self.cliff(cliff)).collect(),
        }
    }

    fn datum(&self, datum: SymbolId) -> SymbolId {
        self.data[&datum]
    }

    fn data(&self, data: &[SymbolId]) -> Vec<SymbolId> {
        data.iter().map(|datum| self.datum(*datum)).collect()
    }

    fn witness(&self, witness: &Witness) -> Witness {
        let Witness { facts, profile } = witness;
        Witness { facts: facts.iter().map(|(datum, value)| (self.datum(*datum), value.clone())).collect(), profile: *profile }
    }

    fn unverified(&self, reason: &Unverified) -> Unverified {
        match reason {
            Unverified::TooMany => Unverified::TooMany,
            Unverified::Mixed(data) => Unverified::Mixed(self.data(data)),
        }
    }

    fn clash(&self, clash: &Clash) -> Clash {
        let Clash { lines, witness, values } = clash;
        Clash { lines: *lines, witness: self.witness(witness), values: values.clone() }
    }

    fn cliff(&self, cliff: &Cliff) -> Cliff {
        let Cliff { datum, at, results, witness } = cliff;
        Cliff { datum: self.datum(*datum), at: at.clone(), results: results.clone(), witness: self.witness(witness) }
    }

    fn boundary(&self, boundary: &Boundary, shifted: &impl Fn(Span) -> Span) -> Boundary {
        let Boundary { edges, witness } = boundary;
        Boundary { edges: edges.each_ref().map(|edge| self.edge(edge, shifted)), witness: self.witness(witness) }
    }

    fn edge(&self, edge: &Edge, shifted: &impl Fn(Span) -> Span) -> Edge {
        let Edge { line, datum, place, sign, comparison, limit, slot, at, is_upper, excludes } = edge;
        Edge {
            line: *line,
            datum: self.datum(*datum),
            place: shifted(*place),
            sign: shifted(*sign),
            comparison: *comparison,
            limit: limit.clone(),
            slot: *slot,
            at: *at,
            is_upper: *is_upper,
            excludes: *excludes,
        }
    }
}
