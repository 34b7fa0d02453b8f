//! What is asked of one rule: whether somebody is left out, whether lines clash, whether each line serves.

use super::boundary::{Boundary, Edge, written_edges};
use super::cases::Given;
use super::cliffs::cliffs;
use super::condition::{Condition, Cut, Fact, Truth};
use super::diagram::{Diagrams, People, TooMany};
use super::reading::{Reader, RuleReading};
use super::witness::{Known, Search, Unverified, Witness};
use super::{Answer, Clash, Dead, RuleProof, WhyDead};
use crate::logic::program::{Formula, Node, Program, RuleId, RunnableRule};
use crate::logic::{Evaluation, FailureKind, Outcome, Situation, Value};
use crate::source::Span;
use crate::values::{DataType, Decimal, Expression, ExpressionKind};

/// The answers about a rule.
pub(super) fn answers(reader: &mut Reader<'_, '_>, id: RuleId, profiles: &[Known]) -> RuleProof {
    let rule = reader.program.rule(id);
    let mut proof = RuleProof::new(rule.kind);
    let not_yet = rule.groups[0].clauses.iter().all(|clause| !rule.clauses[*clause as usize].is_in_force(reader.today));
    let is_dated = rule.clauses.iter().any(|clause| clause.definition.from.is_some());
    if not_yet && is_dated {
        proof.not_in_force = true;
        return proof;
    }
    let Some(reading) = reader.rule(id) else { return proof };
    let parts = parts(reader, rule);
    if reading.excessive || asked(reader, id, &reading, &parts, profiles, &mut proof).is_err() {
        proof = RuleProof::new(rule.kind);
        proof.gap = Answer::Unverified(Unverified::TooMany);
        proof.unverified_clashes = Some(Unverified::TooMany);
    }
    proof
}

/// A part of the condition of a line, and for whom the condition would hold without it.
struct Part {
    line: u32,
    place: Span,
    without: Truth,
}

fn asked(
    reader: &Reader<'_, '_>,
    id: RuleId,
    reading: &RuleReading,
    parts: &[Part],
    profiles: &[Known],
    proof: &mut RuleProof,
) -> Result<(), TooMany> {
    let rule = reader.program.rule(id);
    let voices = &reading.voices;
    let concerned = &reading.concerned;
    let gap = voices.silent.and(concerned);
    let clashes: Vec<_> = voices.clashes.iter().map(|(one, other, of)| (*one, *other, of.and(concerned))).collect();
    let heard: Vec<_> = voices.heard.iter().map(|heard| heard.and(concerned)).collect();
    let all = std::iter::once(&gap).chain(clashes.iter().map(|(.., of)| of)).chain(&heard);
    let results = results_of(reader, id, reading);
    let all = all.chain(&results);
    let all = all.chain(voices.applies.iter().map(|truth| &truth.yes)).chain(parts.iter().map(|part| &part.without.yes));
    let mut diagrams = Diagrams::new(all, &reader.domains)?;
    let (possible, usual) = (diagrams.possible(), diagrams.usual(&reader.domains));
    let mut draw = |condition: &Condition, among: &People| diagrams.draw(condition)?.and(among);
    let left_out = draw(&gap, &usual);
    let clashing: Vec<_> = clashes.iter().map(|(.., of)| draw(of, &usual)).collect();
    // What cannot be drawn is not judged.
    let mut drawn = |condition: &Condition| draw(condition, &possible).ok();
    let heard: Vec<_> = heard.iter().map(&mut drawn).collect();
    let applying: Vec<_> = voices.applies.iter().map(|truth| drawn(&truth.yes)).collect();
    let without: Vec<_> = parts.iter().map(|part| drawn(&part.without.yes)).collect();
    let results: Option<Vec<_>> = results.iter().map(|of| diagrams.draw(of).ok()).collect();
    let data = reader.program.data_of(id);
    let search = Search { reader, diagrams: &diagrams, data: &data, profiles };
    proof.cliffs = results.and_then(|results| cliffs(&search, id, &results, &usual).ok()).unwrap_or_default();
    let asking = Asking { search, id, edges: written_edges(reader.program, rule) };
    proof.data = data.iter().map(|slot| reader.program.datum(*slot).symbol).collect();
    if left_out.and_then(|people| asking.gap(people, proof)).is_err() {
        proof.gap = Answer::Unverified(Unverified::TooMany);
    }
    for ((one, other, _), people) in clashes.iter().zip(clashing) {
        if people.and_then(|people| asking.clash(*one, *other, people, proof)).is_err() {
            proof.unverified_clashes.get_or_insert(Unverified::TooMany);
        }
    }
    let conditions = || rule.clauses.iter().filter_map(|clause| clause.condition);
    let all_timeless = conditions().all(|condition| is_timeless(reader.program, condition));
    for (line, clause) in (0..).zip(&rule.clauses).filter(|(_, clause)| clause.is_in_force(reader.today)) {
        // What is so on that day only says nothing against a line.
        let condition_is_timeless = clause.condition.is_none_or(|condition| is_timeless(reader.program, condition));
        let Some(applying) = applying[line as usize].as_ref().filter(|_| condition_is_timeless) else { continue };
        let is_replaced = all_timeless && clause.value.is_some() && heard[line as usize].as_ref().is_some_and(People::is_nobody);
        if applying.is_nobody() {
            proof.dead.push(Dead { line, why: WhyDead::NobodyMeetsIt });
        } else if is_replaced {
            proof.dead.push(Dead { line, why: WhyDead::AlwaysReplaced });
        } else if clause.condition.is_some() && possible.is_in(applying) {
            proof.always.push(line);
        } else {
            let mut mine = parts.iter().zip(&without).filter(|(part, _)| part.line == line);
            let changes_nothing = |without: &People| without.is_in(applying) && applying.is_in(without);
            let needless = mine.find(|(_, without)| without.as_ref().is_some_and(changes_nothing));
            proof.redundant.extend(needless.map(|(part, _)| (line, part.place)));
        }
    }
    Ok(())
}

/// Whether a formula gives the same whatever the day.
fn is_timeless(program: &Program<'_>, formula: Formula) -> bool {
    let mut followed = Vec::new();
    let mut pending = vec![formula];
    while let Some(formula) = pending.pop() {
        match program.node(formula) {
            Node::Today => return false,
            Node::Rule(rule) if !followed.contains(rule) => {
                followed.push(*rule);
                let clauses = &program.rule(*rule).clauses;
                if clauses.iter().any(|clause| clause.definition.from.is_some()) {
                    return false;
                }
                pending.extend(clauses.iter().flat_map(|clause| clause.condition.into_iter().chain(clause.value)));
            }
            node => pending.extend(node.parts()),
        }
    }
    true
}

/// The persons of each result of an amount that no other rule reads.
fn results_of(reader: &Reader<'_, '_>, id: RuleId, reading: &RuleReading) -> Vec<Condition> {
    let program = reader.program;
    let is_read = program.nodes().iter().any(|node| matches!(node, Node::Rule(rule) if *rule == id));
    match (&reading.given, &program.rule(id).rule.data_type.value) {
        (Given::Cases(cases), DataType::Money) if !is_read => cases.values.iter().map(|(of, _)| of.clone()).collect(),
        (Given::Cases(_) | Given::Truth(_), _) => Vec::new(),
    }
}

/// A rule under question.
struct Asking<'s, 'p, 'm> {
    search: Search<'s, 'p, 'm>,
    id: RuleId,
    edges: Vec<Edge>,
}

impl Asking<'_, '_, '_> {
    fn gap(&self, people: People, proof: &mut RuleProof) -> Result<(), TooMany> {
        let left_out = |outcome: &Outcome| self.failures(outcome).any(|kind| *kind == FailureKind::NothingApplies);
        let mut rest = people;
        for (edges, here) in self.boundaries(&rest, |edge| edge.excludes, &[])? {
            let here = here.and(&rest)?;
            if let Some(witness) = self.search.find(&here, &mut |situation| left_out(&self.outcome(situation))) {
                proof.holes.push(Boundary { edges, witness });
                rest = rest.without(&here)?;
            }
        }
        proof.gap = self.answer(&rest, &mut |situation| left_out(&self.outcome(situation)));
        Ok(())
    }

    fn clash(&self, one: u32, other: u32, people: People, proof: &mut RuleProof) -> Result<(), TooMany> {
        let rule = self.rule();
        let places = [rule.place(one), rule.place(other)];
        let clash = |outcome: &Outcome| {
            self.failures(outcome).any(|kind| match kind {
                FailureKind::Conflict(between) => places.iter().all(|place| between.contains(place)),
                FailureKind::NothingApplies | FailureKind::Fault(_) | FailureKind::Circle => false,
            })
        };
        let mut rest = people;
        for (edges, here) in self.boundaries(&rest, |edge| !edge.excludes, &[one, other])? {
            let here = here.and(&rest)?;
            if let Some(witness) = self.search.find(&here, &mut |situation| clash(&self.outcome(situation))) {
                proof.overlaps_at.push((Boundary { edges, witness }, (one, other)));
                rest = rest.without(&here)?;
            }
        }
        match self.answer(&rest, &mut |situation| clash(&self.outcome(situation))) {
            Answer::Found(witness) => {
                let values = [one, other].map(|line| self.value_of(line, &witness));
                proof.clashes.push(Clash { lines: (one, other), witness, values });
            }
            Answer::Unverified(reason) => proof.unverified_clashes = proof.unverified_clashes.take().or(Some(reason)),
            Answer::Nobody => {}
        }
        Ok(())
    }

    fn answer(&self, people: &People, confirm: &mut dyn FnMut(&Situation) -> bool) -> Answer {
        if people.is_nobody() {
            return Answer::Nobody;
        }
        if let Some(witness) = self.search.find(people, confirm) {
            return Answer::Found(witness);
        }
        let reader = self.search.reader;
        let unsolved = self.search.diagrams.unsolved_in(people);
        let mut mixed: Vec<_> = unsolved.iter().flat_map(|rank| &reader.unsolved[*rank as usize].data).collect();
        mixed.sort();
        mixed.dedup();
        Answer::Unverified(if mixed.is_empty() {
            Unverified::TooMany
        } else {
            Unverified::Mixed(mixed.into_iter().map(|slot| reader.program.datum(*slot).symbol).collect())
        })
    }

    /// Limits written as such of which nobody is told, or told twice, while just before and just after all is well.
    fn boundaries(
        &self,
        people: &People,
        of: impl Fn(&Edge) -> bool,
        lines: &[u32],
    ) -> Result<Vec<([Edge; 2], People)>, TooMany> {
        let mut found = Vec::new();
        let edges = || self.edges.iter().filter(|edge| of(edge) && (lines.is_empty() || lines.contains(&edge.line)));
        for before in edges().filter(|edge| edge.is_upper) {
            let twin = edges()
                .find(|edge| !edge.is_upper && edge.slot == before.slot && edge.at == before.at && edge.line != before.line);
            let Some(after) = twin else { continue };
            let facts: Vec<_> = self.search.diagrams.facts_of(before.slot).collect();
            let side = |past: fn(&Cut, Decimal) -> bool| {
                let told = facts.iter().map(|fact| match fact {
                    Fact::Past(_, cut) => (*fact, past(cut, before.at)),
                    other => (*other, false),
                });
                told.collect::<Vec<_>>()
            };
            let here = side(|cut, at| cut.at < at || (cut.at == at && !cut.beyond));
            let diagrams = self.search.diagrams;
            let only_here =
                diagrams.told(people, here.clone()).without(&diagrams.told(people, side(|cut, at| cut.at < at)))?.without(
                    &diagrams
                        .told(people, side(|cut, at| cut.at <= at || (!cut.beyond && cut.at == at + Decimal::from_integer(1)))),
                )?;
            let concerned = only_here.and(&diagrams.having(here))?.and(people)?;
            if !concerned.is_nobody() {
                found.push(([before.clone(), after.clone()], concerned));
            }
        }
        Ok(found)
    }

    fn rule(&self) -> &RunnableRule<'_> {
        self.search.reader.program.rule(self.id)
    }

    fn outcome(&self, situation: &Situation) -> Outcome {
        Evaluation::new(self.search.reader.program, situation, self.search.reader.today).rule(self.id)
    }

    /// What fails in the rule itself.
    fn failures<'o>(&self, outcome: &'o Outcome) -> impl Iterator<Item = &'o FailureKind> + use<'o> {
        let id = self.id;
        let failures: &[_] = match outcome {
            Outcome::Failed(failures) => failures,
            Outcome::Known(_) | Outcome::NotApplicable | Outcome::Missing(_) => &[],
        };
        failures.iter().filter(move |failure| failure.rule == Some(id)).map(|failure| &failure.kind)
    }

    /// What a line would give a person.
    fn value_of(&self, line: u32, witness: &Witness) -> Option<Value> {
        let program = self.search.reader.program;
        let mut situation = Situation::unknown(program);
        for (symbol, value) in &witness.facts {
            if let Some(slot) = program.slot_of(*symbol) {
                situation.set(slot, Some(value.clone()));
            }
        }
        let formula = self.rule().clauses[line as usize].value?;
        Evaluation::new(program, &situation, self.search.reader.today).formula(formula).known().cloned()
    }
}

/// The conditions of the lines in force, each with one part less.
fn parts(reader: &mut Reader<'_, '_>, rule: &RunnableRule<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let today = reader.today;
    reader.compute_as(rule);
    for (line, clause) in (0..).zip(&rule.clauses).filter(|(_, clause)| clause.is_in_force(today)) {
        if let (Some(condition), Some(written)) = (clause.condition, &clause.definition.qualifiers.condition) {
            let shorter = shorter(reader, condition, written);
            // The last words first: of two that say the same, the second is the one too many.
            parts.extend(shorter.into_iter().rev().map(|(place, without)| Part { line, place, without }));
        }
    }
    parts
}

fn shorter(reader: &mut Reader<'_, '_>, formula: Formula, written: &Expression) -> Vec<(Span, Truth)> {
    let program = reader.program;
    match (&written.kind, program.node(formula)) {
        (ExpressionKind::Logic(_, written), Node::All(formulas) | Node::Any(formulas)) => {
            let settling = matches!(program.node(formula), Node::Any(_));
            let truths: Vec<_> = formulas.iter().map(|formula| reader.truth(*formula)).collect();
            let mut all = Vec::new();
            for (rank, (formula, written)) in formulas.iter().zip(written).enumerate() {
                let mut others = truths.clone();
                others.remove(rank);
                all.push((written.span, Truth::connected(&others, settling)));
                for (place, inner) in shorter(reader, *formula, written) {
                    let mut changed = truths.clone();
                    changed[rank] = inner;
                    all.push((place, Truth::connected(&changed, settling)));
                }
            }
            all
        }
        (ExpressionKind::Not(written), Node::Not(formula)) => {
            let inner = shorter(reader, *formula, written);
            inner.into_iter().map(|(place, truth)| (place, truth.negated())).collect()
        }
        (_, _) => Vec::new(),
    }
}
