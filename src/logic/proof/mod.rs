//! What can be proved of rights and calculations before anybody uses them: for whom no line applies, for whom two lines say different things,
//! which lines and which conditions serve nobody. Each answer comes with a person.
//!
//! A rule is evaluated for all persons at once: each formula gives a value for each set of persons, a set being a formula over elementary facts
//! (a « oui ou non », a value of an enumeration, a quantity past a threshold). Sets are then drawn as decision diagrams (Bryant, « Graph-based
//! algorithms for Boolean function manipulation », IEEE Transactions on Computers, 1986), and a question is whether a set is empty.
//!
//! - Comparisons are solved exactly, roundings included, or not at all: one that mixes several data in a way that is not looked into may hold or
//!   not. Nothing is missed for that; a person found is believed only when the evaluation agrees.
//! - Beyond the limits, the answer is [`Answer::Unverified`].

mod boundary;
mod cases;
mod cliffs;
mod compare;
mod condition;
mod diagram;
mod duration;
mod line;
mod memory;
mod questions;
mod reading;
mod term;
#[cfg(test)]
mod tests;
mod typical;
mod voices;
mod witness;

pub use boundary::{Boundary, Edge};
pub use cliffs::Cliff;
pub use memory::Memory;
pub use witness::{Unverified, Witness};

use super::program::{Program, RuleId};
use super::value::Value;
use crate::model::{Model, SymbolKind};
use crate::source::Span;
use crate::values::{Date, SymbolId};
use rayon::prelude::*;
use reading::Reader;
use witness::Known;

/// The answer to a question about the persons of a rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// It is proved that there is nobody.
    Nobody,
    /// There is somebody.
    Found(Witness),
    /// « Non vérifié », with the reason.
    Unverified(Unverified),
}

/// Two lines of one rank that say different things of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// The lines, by their ranks in the rule.
    pub lines: (u32, u32),
    /// The person.
    pub witness: Witness,
    /// What each line would give the person.
    pub values: [Option<Value>; 2],
}

/// A line that speaks for nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dead {
    /// The line, by its rank in the rule.
    pub line: u32,
    /// Why.
    pub why: WhyDead,
}

/// Why a line speaks for nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyDead {
    /// Nobody meets its condition.
    NobodyMeetsIt,
    /// An exception, or that the rule has no object, always takes its place.
    AlwaysReplaced,
}

/// What was proved of a rule, for a given day.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleProof {
    /// The rule.
    pub rule: SymbolKind,
    /// The data it reads, those of the rules it calls included.
    pub data: Vec<SymbolId>,
    /// Whether no line of it is in force yet: nothing was asked.
    pub not_in_force: bool,
    /// For whom no line applies, besides the limits of `holes`.
    pub gap: Answer,
    /// The limits of which no line speaks.
    pub holes: Vec<Boundary>,
    /// The lines that say different things of somebody, besides the limits of `overlaps_at`.
    pub clashes: Vec<Clash>,
    /// The limits of which two lines speak and say different things.
    pub overlaps_at: Vec<(Boundary, (u32, u32))>,
    /// Why it is not known whether other lines clash.
    pub unverified_clashes: Option<Unverified>,
    /// The lines that speak for nobody.
    pub dead: Vec<Dead>,
    /// The lines whose condition everybody meets.
    pub always: Vec<u32>,
    /// Lines, and the part of their condition that changes nothing.
    pub redundant: Vec<(u32, Span)>,
    /// Where the amount it gives falls when another grows, for one that no other rule reads.
    pub cliffs: Vec<Cliff>,
}

impl RuleProof {
    const fn new(rule: SymbolKind) -> Self {
        Self {
            rule,
            data: Vec::new(),
            not_in_force: false,
            gap: Answer::Nobody,
            holes: Vec::new(),
            clashes: Vec::new(),
            overlaps_at: Vec::new(),
            unverified_clashes: None,
            dead: Vec::new(),
            always: Vec::new(),
            redundant: Vec::new(),
            cliffs: Vec::new(),
        }
    }
}

/// What can be proved of every rule of a workspace, the shared ones first, for a given day.
#[must_use]
pub fn prove(model: &Model, today: Date) -> Vec<RuleProof> {
    groups(model).par_iter().flat_map_iter(|rules| Group::of(model, rules).prove(today)).collect()
}

/// The rules shared by all, then those of each procedure.
fn groups(model: &Model) -> Vec<Vec<SymbolKind>> {
    let shared: Vec<_> = (0..u32::try_from(model.rules.len()).unwrap_or(0)).map(SymbolKind::Rule).collect();
    let own = model.services.iter().map(|service| model.rules_of(service).collect());
    std::iter::once(shared).chain(own).filter(|rules| !rules.is_empty()).collect()
}

/// Rules proved together, with all that they read.
struct Group<'m> {
    program: Program<'m>,
    rules: Vec<RuleId>,
    /// What is known of the people of each declared profile.
    profiles: Vec<Known>,
}

impl<'m> Group<'m> {
    fn of(model: &'m Model, rules: &[SymbolKind]) -> Self {
        let mut program = Program::new(model);
        let rules = rules.iter().filter_map(|rule| program.add_rule(*rule)).collect();
        let profiles = model.profiles.iter().map(|profile| witness::known_of(&program, profile)).collect();
        Self { program, rules, profiles }
    }

    fn prove(&self, today: Date) -> Vec<RuleProof> {
        let mut reader = Reader::new(&self.program, today);
        self.rules.iter().map(|rule| questions::answers(&mut reader, *rule, &self.profiles)).collect()
    }
}
