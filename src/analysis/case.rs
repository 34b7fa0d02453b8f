//! The worked examples of a workspace, run: what was expected, what comes out, and which lines of the rules spoke.

use super::roadmap::{Choice, Plan, Roadmap, Told};
use crate::logic::calendar::counted;
use crate::logic::program::RuleId;
use crate::logic::{InvalidValue, Outcome, Situation, Value, stated};
use crate::model::Model;
use crate::values::{Case, Comparison, Date, Duration, Expectation, ExpectedSubject, Expression, ExpressionKind};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The worked examples of a procedure, run.
#[derive(Debug)]
pub struct ServiceCases<'m> {
    /// The procedure.
    pub plan: Plan<'m>,
    /// What each example gives, in the order of the text.
    pub results: Vec<CaseResult<'m>>,
}

impl<'m> ServiceCases<'m> {
    /// The lines of its rules, those they need included, each with whether some example made it speak.
    pub fn lines(&self) -> impl Iterator<Item = (RuleId, u32, bool)> {
        let spoke: BTreeSet<_> = self.results.iter().flat_map(|result| result.spoke.iter().copied()).collect();
        (0..).map(RuleId).zip(self.plan.program.rules()).flat_map(move |(id, rule)| {
            let lines = 0..u32::try_from(rule.clauses.len()).unwrap_or(0);
            lines.map(|line| (id, line, spoke.contains(&(id, line)))).collect::<Vec<_>>()
        })
    }
}

/// Runs the examples of every procedure, in parallel, on the day each says, else on that day.
#[must_use]
pub fn run_all(model: &Model, today: Date) -> Vec<ServiceCases<'_>> {
    let services = model.services.par_iter().filter(|service| !service.cases.is_empty() || !service.rules.is_empty());
    services
        .map(|service| {
            let plan = Plan::new(model, service);
            let results = service.cases.iter().map(|case| run(&plan, &case.value, today)).collect();
            ServiceCases { plan, results }
        })
        .collect()
}

/// What a worked example gives.
#[derive(Debug)]
pub struct CaseResult<'m> {
    /// The example.
    pub case: &'m Case,
    /// What of its situation is no value of its datum.
    pub invalid: Vec<InvalidValue>,
    /// What was expected, each with what came out.
    pub checks: Vec<Check<'m>>,
    /// The lines of the rules that spoke: the rank of the rule in the program, and of the line in the rule.
    pub spoke: BTreeSet<(RuleId, u32)>,
}

impl CaseResult<'_> {
    /// Whether all comes out as expected.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.invalid.is_empty() && self.checks.iter().all(|check| check.verdict == Verdict::Holds)
    }
}

/// One expectation, checked.
#[derive(Debug)]
pub struct Check<'m> {
    /// The expectation.
    pub expectation: &'m Expectation,
    /// Whether it holds.
    pub verdict: Verdict,
    /// What came out.
    pub found: Found,
}

/// Whether an expectation holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Holds,
    /// It does not.
    Fails,
    /// The example does not say enough to tell.
    Untold,
}

/// What came out.
#[derive(Debug)]
pub enum Found {
    /// Of a right or of a calculation.
    Rule(RuleId, Outcome),
    /// Names: those surely there, and those that depend on what is not known.
    Names(Vec<String>, Vec<String>),
    /// The last day, from the day of the example.
    Day(Date, Option<Date>),
    /// From the least to the most.
    Cost(Value, Value),
    /// A name that designates nothing: it was reported when the file was read.
    Nothing,
}

/// Runs an example, on the day it says, else on that day.
#[must_use]
pub fn run<'m>(plan: &Plan<'m>, case: &'m Case, today: Date) -> CaseResult<'m> {
    let today = case.today.as_ref().map_or(today, |day| day.value);
    let (situation, invalid) = situation(plan, case);
    let roadmap = Roadmap::of(plan, &situation, today);
    let checks = case.expectations.iter().map(|expectation| check(plan, &roadmap, &situation, expectation)).collect();
    CaseResult { case, invalid, checks, spoke: spoke(plan, &situation, today) }
}

/// What an example says of a person.
#[must_use]
pub fn situation(plan: &Plan<'_>, case: &Case) -> (Situation, Vec<InvalidValue>) {
    let mut situation = Situation::unknown(&plan.program);
    let mut invalid = Vec::new();
    for assignment in &case.situation {
        let Some(datum) = plan.model().datum(&assignment.data) else { continue };
        match Situation::assigned(datum, &assignment.value) {
            None => {}
            Some(Ok(value)) => {
                // A datum that nothing reads changes nothing.
                if let Some(slot) = plan.program.slot_of(datum.symbol) {
                    situation.set(slot, Some(value));
                }
            }
            Some(Err(reason)) => invalid.push(reason),
        }
    }
    (situation, invalid)
}

fn check<'m>(plan: &Plan<'m>, roadmap: &Roadmap<'m>, situation: &Situation, expectation: &'m Expectation) -> Check<'m> {
    let comparison = expectation.comparison.value;
    let (verdict, found) = match &expectation.subject {
        ExpectedSubject::Rule(reference) => {
            let rule = plan.model().symbol(reference).and_then(|symbol| plan.program.rule_of(symbol.kind));
            let Some(rule) = rule else { return Check { expectation, verdict: Verdict::Untold, found: Found::Nothing } };
            let outcome = plan.evaluation(situation, roadmap.today).rule(rule);
            let expected: Vec<_> = expectation.values.iter().filter_map(stated).collect();
            (of_value(&outcome, comparison, &expected), Found::Rule(rule, outcome))
        }
        ExpectedSubject::Evidence(_) => {
            let wanted = names(expectation);
            let (sure, possible): (Vec<_>, Vec<_>) = roadmap
                .documents()
                .filter(|(document, _)| document.requirement.qualifiers.optional.is_none())
                .partition(|(_, told)| *told == Told::Yes);
            let labels = |choices: &[Choice<'_>]| -> Vec<String> { choices.iter().map(label).collect() };
            let sure: Vec<_> = sure.into_iter().map(|(document, _)| labels(&document.choices)).collect();
            let possible: Vec<_> = possible.into_iter().map(|(document, _)| labels(&document.choices)).collect();
            of_names(&wanted, &sure, &possible, comparison)
        }
        ExpectedSubject::Steps(_) => {
            let wanted = names(expectation);
            let steps = |told: Told| -> Vec<Vec<String>> {
                let stages = roadmap.stages.iter().filter(|stage| stage.told == told && !stage.step.optional);
                stages.map(|stage| vec![stage.step.name.to_string()]).collect()
            };
            of_names(&wanted, &steps(Told::Yes), &steps(Told::Maybe), comparison)
        }
        ExpectedSubject::ProcessingTime(_) => {
            let ends = roadmap.ends();
            let expected = expectation.values.first().and_then(duration).and_then(|wanted| counted(roadmap.today, wanted).ok());
            let holds = |day: Option<Date>| Value::Date(day?).compare(comparison, &Value::Date(expected?));
            (both(holds(ends.latest), holds(ends.at_most)), Found::Day(roadmap.today, ends.at_most))
        }
        ExpectedSubject::Cost(_) => {
            let (least, most) = roadmap.cost();
            let (least, most) = (Value::money(least), Value::money(most));
            let expected = expectation.values.first().and_then(stated);
            let holds = |value: &Value| expected.as_ref().and_then(|expected| value.compare(comparison, expected));
            (both(holds(&least), holds(&most)), Found::Cost(least, most))
        }
    };
    Check { expectation, verdict, found }
}

const fn verdict(holds: bool) -> Verdict {
    if holds { Verdict::Holds } else { Verdict::Fails }
}

/// What holds at both ends of what is possible is told.
fn both(one: Option<bool>, other: Option<bool>) -> Verdict {
    one.filter(|_| one == other).map_or(Verdict::Untold, verdict)
}

fn of_value(outcome: &Outcome, comparison: Comparison, expected: &[Value]) -> Verdict {
    match outcome {
        Outcome::Known(value) => verdict(expected.iter().any(|expected| value.compare(comparison, expected) == Some(true))),
        Outcome::NotApplicable | Outcome::Failed(_) => Verdict::Fails,
        Outcome::Missing(_) => Verdict::Untold,
    }
}

fn names(expectation: &Expectation) -> Vec<&str> {
    expectation
        .values
        .iter()
        .filter_map(|value| match &value.kind {
            ExpressionKind::Name(reference) => Some(&*reference.name),
            ExpressionKind::Text(words) => Some(&**words),
            _ => None,
        })
        .collect()
}

fn label(choice: &Choice<'_>) -> String {
    match choice {
        Choice::Known(evidence) => evidence.name.to_string(),
        Choice::Described(words) => (*words).to_owned(),
    }
}

/// Whether the names expected are those that come out, each in one of its alternatives.
fn of_names(wanted: &[&str], sure: &[Vec<String>], possible: &[Vec<String>], comparison: Comparison) -> (Verdict, Found) {
    let among = |choices: &[String]| choices.iter().any(|choice| wanted.contains(&choice.as_str()));
    let known = |name: &&str| sure.iter().any(|choices| choices.iter().any(|choice| choice == name));
    let open = |name: &&str| possible.iter().any(|choices| choices.iter().any(|choice| choice == name));
    let unexpected = sure.iter().any(|choices| !among(choices));
    let absent = wanted.iter().any(|name| !known(name) && !open(name));
    let same = match (unexpected || absent, wanted.iter().all(known) && possible.is_empty()) {
        (true, _) => Verdict::Fails,
        (false, true) => Verdict::Holds,
        (false, false) => Verdict::Untold,
    };
    let verdict = match (comparison, same) {
        (Comparison::Different, Verdict::Holds) => Verdict::Fails,
        (Comparison::Different, Verdict::Fails) => Verdict::Holds,
        (_, same) => same,
    };
    let joined = |all: &[Vec<String>]| all.iter().map(|choices| choices.join(" ou ")).collect();
    (verdict, Found::Names(joined(sure), joined(possible)))
}

fn duration(value: &Expression) -> Option<Duration> {
    match &value.kind {
        ExpressionKind::Duration(duration) => Some(*duration),
        _ => None,
    }
}

/// The lines that speak for that person, in the rules of the procedure and in those they need.
fn spoke(plan: &Plan<'_>, situation: &Situation, today: Date) -> BTreeSet<(RuleId, u32)> {
    let mut evaluation = plan.evaluation(situation, today);
    let mut spoke = BTreeSet::new();
    for rank in 0..u32::try_from(plan.program.rules().len()).unwrap_or(0) {
        let rule = RuleId(rank);
        if let Some(line) = evaluation.speaking_line(rule) {
            spoke.insert((rule, line));
        }
    }
    spoke
}
