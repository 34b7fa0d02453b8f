//! What formulas and rules give, for each set of persons: the evaluation of all persons at once.

use super::cases::{Cases, Given, gathered_cases, gathered_truth};
use super::compare::{same_words, solved};
use super::condition::{Condition, Fact, Truth};
use super::duration;
use super::term::{Exactness, Term};
use super::voices::Voices;
use crate::logic::domain::Domain;
use crate::logic::program::{Clause, Formula, GroupId, Node, Program, RuleId, RunnableRule, Slot};
use crate::logic::value::{Precision, Value};
use crate::values::{Comparison, DataType, Date, Extreme};
use std::rc::Rc;
use std::sync::Arc;

/// The most values that a formula may have, one for each set of persons.
const MAX_CASES: usize = 256;

/// A comparison that is not looked into.
#[derive(Debug)]
pub(super) struct Unsolved {
    left: Rc<Term>,
    right: Rc<Term>,
    /// The data it reads.
    pub(super) data: Vec<Slot>,
}

/// A comparison and for whom it holds.
#[derive(Debug)]
struct Solved {
    comparison: Comparison,
    left: Rc<Term>,
    right: Rc<Term>,
    holds: Condition,
}

/// What a rule gives.
#[derive(Debug)]
pub(super) struct RuleReading {
    pub(super) given: Given,
    pub(super) voices: Voices,
    /// For whom its lines are heard: it has an object.
    pub(super) concerned: Condition,
    /// Whether it has too many values to be looked into.
    pub(super) excessive: bool,
}

/// Reads the formulas of a program, each rule once.
#[derive(Debug)]
pub(super) struct Reader<'p, 'm> {
    pub(super) program: &'p Program<'m>,
    pub(super) today: Date,
    /// By slot.
    pub(super) domains: Vec<Domain>,
    pub(super) unsolved: Vec<Unsolved>,
    solved: Vec<Solved>,
    rules: Vec<Memo>,
    precision: Precision,
    excessive: bool,
}

#[derive(Debug, Clone)]
enum Memo {
    Unread,
    Begun,
    Read(Rc<RuleReading>),
}

impl<'p, 'm> Reader<'p, 'm> {
    pub(super) fn new(program: &'p Program<'m>, today: Date) -> Self {
        let domains = duration::domains(program).collect();
        let rules = vec![Memo::Unread; program.rules().len()];
        Self {
            program,
            today,
            domains,
            unsolved: Vec::new(),
            solved: Vec::new(),
            rules,
            precision: Precision::default(),
            excessive: false,
        }
    }

    /// What a rule gives; nothing for a rule that needs its own result.
    pub(super) fn rule(&mut self, id: RuleId) -> Option<Rc<RuleReading>> {
        match &self.rules[id.0 as usize] {
            Memo::Read(reading) => {
                self.excessive |= reading.excessive;
                return Some(Rc::clone(reading));
            }
            Memo::Begun => return None,
            Memo::Unread => self.rules[id.0 as usize] = Memo::Begun,
        }
        let rule = self.program.rule(id);
        let (outer, outer_excess) = (self.precision, std::mem::take(&mut self.excessive));
        let rounding = rule.rule.rounding.as_ref().map(|rounding| rounding.value);
        self.compute_as(rule);
        let applies: Vec<_> = rule.clauses.iter().map(|clause| self.applies(clause)).collect();
        let without_object = || rule.without_object.iter().map(|clause| &applies[*clause as usize]);
        let void = Condition::any(without_object().map(|truth| truth.yes.clone()));
        let fails = Condition::any(without_object().map(|truth| truth.failed.clone())).without(&void);
        let concerned = void.not().without(&fails);
        let voices = Voices::of(rule, GroupId::BASE, applies);
        let unspoken = Condition::any([voices.silent.clone(), voices.failed.clone()]).and(&concerned);
        let failed = Condition::any([fails, unspoken]);
        let mut said = Vec::new();
        for (clause, says) in rule.clauses.iter().zip(&voices.says) {
            let says = says.and(&concerned);
            if let Some(value) = clause.value.filter(|_| !says.is_never()) {
                said.push((says, self.formula(value)));
            }
        }
        self.precision = outer;
        let given = match rule.rule.data_type.value {
            DataType::Boolean => Given::Truth(gathered_truth(&said, &void, &failed)),
            _ => Given::Cases(gathered_cases(&said, &void, &failed, rounding)),
        };
        self.excessive |= matches!(&given, Given::Cases(cases) if cases.values.len() > MAX_CASES);
        let reading = Rc::new(RuleReading { given, voices, concerned, excessive: self.excessive });
        self.excessive |= outer_excess;
        self.rules[id.0 as usize] = Memo::Read(Rc::clone(&reading));
        Some(reading)
    }

    /// From now on, computes as a rule says.
    pub(super) fn compute_as(&mut self, rule: &RunnableRule<'_>) {
        self.precision = Precision::of(rule.rule.rounding.as_ref().map(|rounding| rounding.value));
    }

    /// For whom a line applies by itself.
    fn applies(&mut self, clause: &Clause<'_>) -> Truth {
        if !clause.is_in_force(self.today) {
            return Truth::of(Condition::Never);
        }
        clause.condition.map_or_else(|| Truth::of(Condition::Always), |condition| self.truth(condition))
    }

    /// For whom a condition holds.
    pub(super) fn truth(&mut self, formula: Formula) -> Truth {
        match self.formula(formula) {
            Given::Truth(truth) => truth,
            Given::Cases(_) => Truth::senseless(),
        }
    }

    fn cases(&mut self, formula: Formula) -> Cases {
        match self.formula(formula) {
            Given::Cases(cases) => cases,
            Given::Truth(_) => Cases::senseless(),
        }
    }

    pub(super) fn formula(&mut self, formula: Formula) -> Given {
        let program = self.program;
        match program.node(formula) {
            Node::Constant(Value::Boolean(value)) => Given::Truth(Truth::of(Condition::known(*value))),
            Node::Constant(value) => Given::Cases(Cases::of(Term::Constant(value.clone()))),
            Node::Data(slot) => match &self.domains[slot.0 as usize] {
                Domain::Boolean => Given::Truth(Truth::of(Condition::Fact(Fact::Yes(*slot)))),
                Domain::Choice(_) | Domain::Text(_) | Domain::Line(_) => Given::Cases(Cases::of(Term::Datum(*slot))),
            },
            Node::Rule(rule) => {
                self.rule(*rule).map_or_else(|| Given::Cases(Cases::senseless()), |reading| reading.given.clone())
            }
            Node::Today => Given::Cases(Cases::of(Term::Constant(Value::Date(self.today)))),
            Node::Not(operand) => Given::Truth(self.truth(*operand).negated()),
            Node::All(operands) => Given::Truth(self.connected(operands, false)),
            Node::Any(operands) => Given::Truth(self.connected(operands, true)),
            Node::Compare(comparison, left, right) => Given::Truth(self.compare(*comparison, *left, *right)),
            Node::Among(value, values) => Given::Truth(self.among(*value, values)),
            Node::Arithmetic(operation, left, right) => {
                let (left, right) = (self.cases(*left), self.cases(*right));
                let exactness = Exactness(self.precision);
                self.excessive |= left.values.len() * right.values.len() > MAX_CASES;
                if self.excessive {
                    return Given::Cases(Cases::senseless());
                }
                let computed =
                    |left: &Rc<Term>, right: &Rc<Term>| Term::Operation(*operation, Rc::clone(left), Rc::clone(right), exactness);
                Given::Cases(left.joined(&right, *operation, computed))
            }
            Node::Negative(operand) => Given::Cases(self.cases(*operand).map(Term::Negative)),
            Node::InUnit(number, unit) => Given::Cases(self.cases(*number).map(|inner| Term::InUnit(inner, *unit))),
            Node::Count(duration, unit) => Given::Cases(self.cases(*duration).map(|inner| Term::Count(inner, *unit))),
            Node::Extreme(kept, values) => Given::Cases(self.extreme(*kept, values)),
            Node::Illegible => Given::Cases(Cases::senseless()),
        }
    }

    fn connected(&mut self, operands: &[Formula], settling: bool) -> Truth {
        let operands: Vec<_> = operands.iter().map(|operand| self.truth(*operand)).collect();
        Truth::connected(&operands, settling)
    }

    fn compare(&mut self, comparison: Comparison, left: Formula, right: Formula) -> Truth {
        match (self.formula(left), self.formula(right)) {
            (Given::Truth(left), Given::Truth(right)) => {
                let failed = Condition::any([left.failed, right.failed]);
                let void = Condition::any([left.void, right.void]).without(&failed);
                let same = Condition::any([left.yes.and(&right.yes), left.no.and(&right.no)]);
                let different = Condition::any([left.yes.and(&right.no), left.no.and(&right.yes)]);
                match comparison {
                    Comparison::Equal => Truth { yes: same, no: different, void, failed },
                    Comparison::Different => Truth { yes: different, no: same, void, failed },
                    Comparison::Less | Comparison::LessOrEqual | Comparison::Greater | Comparison::GreaterOrEqual => {
                        Truth::senseless()
                    }
                }
            }
            (Given::Cases(left), Given::Cases(right)) => self.compare_cases(comparison, &left, &right),
            (Given::Truth(_), Given::Cases(_)) | (Given::Cases(_), Given::Truth(_)) => Truth::senseless(),
        }
    }

    fn compare_cases(&mut self, comparison: Comparison, left: &Cases, right: &Cases) -> Truth {
        let failed = Condition::any([left.failed.clone(), right.failed.clone()]);
        let void = Condition::any([left.void.clone(), right.void.clone()]).without(&failed);
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        for (of_left, one) in &left.values {
            for (of_right, other) in &right.values {
                let both = of_left.and(of_right);
                if !both.is_never() {
                    let answer = self.compare_terms(comparison, one, other);
                    no.push(both.without(&answer));
                    yes.push(both.and(&answer));
                }
            }
        }
        Truth { yes: Condition::any(yes), no: Condition::any(no), void, failed }
    }

    /// For whom a comparison of two values holds; what is solved once is not solved again.
    fn compare_terms(&mut self, comparison: Comparison, left: &Rc<Term>, right: &Rc<Term>) -> Condition {
        let opposite = match comparison {
            Comparison::Greater => Some(Comparison::LessOrEqual),
            Comparison::GreaterOrEqual => Some(Comparison::Less),
            Comparison::Different => Some(Comparison::Equal),
            Comparison::Less | Comparison::LessOrEqual | Comparison::Equal => None,
        };
        if let Some(opposite) = opposite {
            return self.compare_terms(opposite, left, right).not();
        }
        let same = |known: &&Solved| known.comparison == comparison && known.left == *left && known.right == *right;
        if let Some(known) = self.solved.iter().find(same) {
            return known.holds.clone();
        }
        let holds = self
            .compare_words(comparison, left, right)
            .or_else(|| solved(comparison, left, right, &self.domains))
            .unwrap_or_else(|| self.unsolved(comparison, left, right));
        self.solved.push(Solved { comparison, left: Rc::clone(left), right: Rc::clone(right), holds: holds.clone() });
        holds
    }

    /// A comparison of words; none when they are no words.
    fn compare_words(&mut self, comparison: Comparison, left: &Term, right: &Term) -> Option<Condition> {
        let same = match (left, right) {
            (Term::Constant(left @ Value::Words(_)), Term::Constant(right)) => Condition::known(same_words(left, right)),
            (Term::Datum(slot), Term::Constant(Value::Words(words)))
            | (Term::Constant(Value::Words(words)), Term::Datum(slot)) => self.said(*slot, words)?,
            (Term::Datum(slot), Term::Datum(other)) => {
                let (Domain::Choice(values), Domain::Choice(others)) =
                    (&self.domains[slot.0 as usize], &self.domains[other.0 as usize])
                else {
                    return None;
                };
                let common: Vec<_> = values.iter().filter(|value| others.contains(value)).cloned().collect();
                let both = common.iter().filter_map(|words| Some(self.said(*slot, words)?.and(&self.said(*other, words)?)));
                Condition::any(both.collect::<Vec<_>>())
            }
            (_, _) => return None,
        };
        match comparison {
            Comparison::Equal => Some(same),
            Comparison::Different => Some(same.not()),
            Comparison::Less | Comparison::LessOrEqual | Comparison::Greater | Comparison::GreaterOrEqual => None,
        }
    }

    /// Those of whom a datum says those words; none for a datum that says no words.
    fn said(&mut self, slot: Slot, words: &Arc<str>) -> Option<Condition> {
        let rank = match &mut self.domains[slot.0 as usize] {
            Domain::Choice(values) => match values.iter().position(|value| value == words) {
                Some(rank) => rank,
                None => return Some(Condition::Never),
            },
            Domain::Text(named) => named.iter().position(|value| value == words).unwrap_or_else(|| {
                named.push(Arc::clone(words));
                named.len() - 1
            }),
            Domain::Boolean | Domain::Line(_) => return None,
        };
        Some(Condition::Fact(Fact::Is(slot, u32::try_from(rank).unwrap_or(u32::MAX))))
    }

    fn unsolved(&mut self, comparison: Comparison, left: &Rc<Term>, right: &Rc<Term>) -> Condition {
        let known = self.unsolved.iter().position(|known| known.left == *left && known.right == *right);
        let rank = known.unwrap_or_else(|| {
            let mut data = Vec::new();
            left.data(&mut data);
            right.data(&mut data);
            self.unsolved.push(Unsolved { left: Rc::clone(left), right: Rc::clone(right), data });
            self.unsolved.len() - 1
        });
        let rank = u32::try_from(rank).unwrap_or(u32::MAX);
        let (below, level) = (Condition::Fact(Fact::Below(rank)), Condition::Fact(Fact::Level(rank)));
        match comparison {
            Comparison::Less => below,
            Comparison::LessOrEqual => Condition::any([below, level]),
            Comparison::Greater => below.not().without(&level),
            Comparison::GreaterOrEqual => below.not(),
            Comparison::Equal => level,
            Comparison::Different => level.not(),
        }
    }

    fn among(&mut self, value: Formula, values: &[Formula]) -> Truth {
        let answers: Vec<_> = values.iter().map(|other| self.compare(Comparison::Equal, value, *other)).collect();
        let (void, failed) = match self.formula(value) {
            Given::Truth(truth) => (truth.void, truth.failed),
            Given::Cases(cases) => (cases.void, cases.failed),
        };
        let yes = Condition::any(answers.iter().map(|answer| answer.yes.clone()));
        let asked = Condition::any([yes.clone(), void.clone(), failed.clone()]).not();
        let fails = Condition::any(answers.iter().map(|answer| answer.failed.clone())).and(&asked);
        let no = asked.without(&fails);
        Truth { yes, no, void, failed: Condition::any([failed, fails]) }
    }

    fn extreme(&mut self, kept: Extreme, values: &[Formula]) -> Cases {
        let comparison = match kept {
            Extreme::Least => Comparison::Less,
            Extreme::Greatest => Comparison::Greater,
        };
        let all: Vec<_> = values.iter().map(|value| self.cases(*value)).collect();
        let failed = Condition::any(all.iter().map(|cases| cases.failed.clone()));
        let void = Condition::all(all.iter().map(|cases| cases.void.clone()));
        let mut best: Vec<(Condition, Rc<Term>)> = Vec::new();
        let mut nothing = failed.not();
        for cases in &all {
            let mut next = Vec::new();
            let beside = |(of_best, term): &(Condition, Rc<Term>)| (of_best.and(&cases.void), Rc::clone(term));
            next.extend(best.iter().map(beside));
            for (of_value, value) in &cases.values {
                next.push((of_value.and(&nothing), Rc::clone(value)));
                for (of_best, kept) in &best {
                    let both = of_best.and(of_value);
                    if both.is_never() {
                        continue;
                    }
                    let takes_over = self.compare_terms(comparison, value, kept);
                    next.push((both.and(&takes_over), Rc::clone(value)));
                    next.push((both.without(&takes_over), Rc::clone(kept)));
                }
            }
            next.retain(|(of, _)| !of.is_never());
            nothing = nothing.and(&cases.void);
            best = next;
            if best.len() > MAX_CASES {
                self.excessive = true;
                return Cases::senseless();
            }
        }
        Cases { values: best, void: void.without(&failed), failed }
    }
}
