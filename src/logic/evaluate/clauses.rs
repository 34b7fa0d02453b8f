//! Which line of a rule speaks for a person: the default calculus.

use super::{Aside, Evaluation, Failure, FailureKind, Given, MAX_DEPTH, Memo};
use crate::logic::program::{GroupId, RuleId, RunnableRule};
use crate::logic::value::{Fault, Precision, Value};

/// What the lines of a group say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// None applies.
    Silent,
    /// That line speaks.
    Says(u32),
    /// That line speaks, or none does: it depends on what is missing.
    MaySay(u32),
    /// It depends on what is missing.
    Unknown,
    /// It cannot be told, whatever is learnt.
    Failed,
}

impl Evaluation<'_, '_> {
    /// What a rule gives, computed once.
    pub(super) fn given_by_rule(&mut self, rule: RuleId) -> Given {
        match &self.memo[rule.0 as usize] {
            Memo::Given(given, aside) => {
                let given = given.clone();
                self.missing.extend_from_slice(&aside.missing);
                self.failures.extend_from_slice(&aside.failures);
                return given;
            }
            Memo::Begun => return self.circle(rule),
            Memo::Unknown if self.depth >= MAX_DEPTH => return self.circle(rule),
            Memo::Unknown => {}
        }
        self.memo[rule.0 as usize] = Memo::Begun;
        self.depth += 1;
        let outer = self.precision;
        let mark = self.mark();
        self.precision = Precision::of(self.program.rule(rule).rule.rounding.as_ref().map(|rounding| rounding.value));
        let given = self.conclude(rule);
        self.precision = outer;
        self.depth -= 1;
        for failure in &mut self.failures[mark.failures..] {
            failure.rule.get_or_insert(rule);
        }
        let aside = Aside { missing: self.missing[mark.missing..].to_vec(), failures: self.failures[mark.failures..].to_vec() };
        self.memo[rule.0 as usize] = Memo::Given(given.clone(), aside);
        given
    }

    fn circle(&mut self, rule: RuleId) -> Given {
        self.failures.push(Failure { rule: Some(rule), kind: FailureKind::Circle });
        Given::Failed
    }

    fn conclude(&mut self, id: RuleId) -> Given {
        let rule = self.program.rule(id);
        let mark = self.mark();
        let mut objectless = false;
        for clause in &rule.without_object {
            match self.applies(rule, *clause) {
                Voice::Says(_) => {
                    self.forget(mark);
                    return Given::NotApplicable;
                }
                Voice::Silent => {}
                Voice::Failed => return Given::Failed,
                Voice::MaySay(_) | Voice::Unknown => objectless = true,
            }
        }
        let undecided = self.mark();
        let given = match self.group(rule, GroupId::BASE) {
            Voice::Says(clause) => {
                self.forget(undecided);
                self.said(rule, clause)
            }
            Voice::Silent => {
                self.failures.push(Failure { rule: Some(id), kind: FailureKind::NothingApplies });
                Given::Failed
            }
            Voice::MaySay(_) | Voice::Unknown => Given::Missing,
            Voice::Failed => Given::Failed,
        };
        match given {
            Given::Known(_) | Given::NotApplicable | Given::Failed if objectless => Given::Missing,
            given => given,
        }
    }

    /// The value of a line, rounded as its rule says.
    fn said(&mut self, rule: &RunnableRule<'_>, clause: u32) -> Given {
        let Some(value) = rule.clauses[clause as usize].value else { return Given::NotApplicable };
        match self.value(value) {
            Given::Known(value) => Given::Known(value.rounded(rule.rule.rounding.as_ref().map(|rounding| rounding.value))),
            other @ (Given::NotApplicable | Given::Missing | Given::Failed) => other,
        }
    }

    /// Which line of a group speaks: one of its exceptions, else one of its own.
    pub(super) fn group(&mut self, rule: &RunnableRule<'_>, id: GroupId) -> Voice {
        let group = &rule.groups[id.0 as usize];
        let mut exceptions = Side::default();
        for exception in &group.exceptions {
            let voice = self.group(rule, *exception);
            exceptions.hear(rule, voice, rule.groups[exception.0 as usize].is_leaf());
        }
        let above = self.settle(rule, &exceptions);
        if matches!(above, Voice::Says(_) | Voice::Unknown | Voice::Failed) {
            return above;
        }
        let mut own = Side::default();
        for clause in &group.clauses {
            let voice = self.applies(rule, *clause);
            own.hear(rule, voice, true);
        }
        match (above, self.settle(rule, &own)) {
            (Voice::Silent, own) => own,
            (Voice::MaySay(line), Voice::Says(own)) if says_the_same(rule, line, own) => Voice::Says(own),
            (Voice::MaySay(line), Voice::MaySay(own)) if says_the_same(rule, line, own) => Voice::MaySay(own),
            (Voice::MaySay(line), Voice::Silent) => Voice::MaySay(line),
            // The exception may still take the place of what fails.
            (_, _) => Voice::Unknown,
        }
    }

    /// Whether a line applies by itself.
    pub(super) fn applies(&mut self, rule: &RunnableRule<'_>, clause: u32) -> Voice {
        let line = &rule.clauses[clause as usize];
        if !line.is_in_force(self.today) {
            return Voice::Silent;
        }
        let Some(condition) = line.condition else { return Voice::Says(clause) };
        match self.value(condition) {
            Given::Known(Value::Boolean(true)) => Voice::Says(clause),
            Given::Known(Value::Boolean(false)) | Given::NotApplicable => Voice::Silent,
            Given::Known(_) => {
                self.fail(Fault::Senseless);
                Voice::Failed
            }
            Given::Missing => Voice::MaySay(clause),
            Given::Failed => Voice::Failed,
        }
    }

    /// What lines of one rank say together.
    fn settle(&mut self, rule: &RunnableRule<'_>, side: &Side) -> Voice {
        if side.failed {
            return Voice::Failed;
        }
        if let (Some((first, _)), [_, ..]) = (side.said, &*side.against) {
            let lines = std::iter::once(&first).chain(&side.against);
            let places = lines.map(|line| rule.place(*line)).collect();
            self.failures.push(Failure { rule: None, kind: FailureKind::Conflict(places) });
            return Voice::Failed;
        }
        match (side.said, side.may_say) {
            _ if side.unknown => Voice::Unknown,
            (None, None) => Voice::Silent,
            (Some(said), Some(possible)) if clash(rule, said, possible) => Voice::Unknown,
            (Some((line, _)), _) => Voice::Says(line),
            (None, Some((line, _))) => Voice::MaySay(line),
        }
    }
}

/// A line, and whether nothing refines it.
type Line = (u32, bool);

/// What was heard from lines of one rank. The first that says something stands for those that say the same.
#[derive(Default)]
struct Side {
    said: Option<Line>,
    /// The lines that say something else than the first.
    against: Vec<u32>,
    may_say: Option<Line>,
    unknown: bool,
    failed: bool,
}

impl Side {
    fn hear(&mut self, rule: &RunnableRule<'_>, voice: Voice, is_leaf: bool) {
        match voice {
            Voice::Silent => {}
            Voice::Says(line) => match self.said {
                None => self.said = Some((line, is_leaf)),
                Some(first) if clash(rule, first, (line, is_leaf)) => self.against.push(line),
                Some(_) => {}
            },
            Voice::MaySay(line) => match self.may_say {
                None => self.may_say = Some((line, is_leaf)),
                Some(first) => self.unknown |= clash(rule, first, (line, is_leaf)),
            },
            Voice::Unknown => self.unknown = true,
            Voice::Failed => self.failed = true,
        }
    }
}

/// Whether two lines of one rank that both apply disagree: only lines that nothing refines may say the same.
fn clash(rule: &RunnableRule<'_>, (line, leaf): Line, (other, other_leaf): Line) -> bool {
    !(leaf && other_leaf && says_the_same(rule, line, other))
}

/// Whether two lines have the same consequence, as written.
pub(in crate::logic) fn says_the_same(rule: &RunnableRule<'_>, line: u32, other: u32) -> bool {
    let value = |line: u32| rule.clauses[line as usize].definition.value.as_ref();
    match (value(line), value(other)) {
        (Some(one), Some(other)) => one.says_same_as(other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}
