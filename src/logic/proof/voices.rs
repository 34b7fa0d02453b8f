//! Which line of a rule speaks, for each set of persons: the default calculus of all persons at once.

use super::condition::{Condition, Truth};
use crate::logic::evaluate::says_the_same;
use crate::logic::program::{GroupId, RunnableRule};

/// Who hears what from a rule, those for whom it has no object included.
#[derive(Debug)]
pub(super) struct Voices {
    /// By line: for whom it applies by itself.
    pub(super) applies: Vec<Truth>,
    /// By line: for whom it applies and no exception takes its place.
    pub(super) heard: Vec<Condition>,
    /// By line: for whom it is what the rule says.
    pub(super) says: Vec<Condition>,
    /// Two lines of one rank that say different things, and of whom.
    pub(super) clashes: Vec<(u32, u32, Condition)>,
    /// For whom no line applies.
    pub(super) silent: Condition,
    /// For whom lines clash or a condition fails.
    pub(super) failed: Condition,
}

/// A line that speaks among those of one rank.
struct Heard {
    line: u32,
    /// Of whom.
    of: Condition,
    /// Whether nothing refines it.
    is_leaf: bool,
    /// The group it comes from: of one group, one line speaks.
    from: Option<GroupId>,
}

/// What the lines of a group say together.
struct Said {
    lines: Vec<(u32, Condition)>,
    silent: Condition,
    failed: Condition,
}

impl Voices {
    /// What a group of a rule says, by whom its lines apply to.
    pub(super) fn of(rule: &RunnableRule<'_>, group: GroupId, applies: Vec<Truth>) -> Self {
        let nobody = vec![Condition::Never; rule.clauses.len()];
        let mut voices = Self {
            applies,
            heard: nobody.clone(),
            says: nobody,
            clashes: Vec::new(),
            silent: Condition::Never,
            failed: Condition::Never,
        };
        let said = voices.group(rule, group);
        for (line, of) in said.lines {
            voices.says[line as usize] = of;
        }
        (voices.silent, voices.failed) = (said.silent, said.failed);
        voices
    }

    fn group(&mut self, rule: &RunnableRule<'_>, id: GroupId) -> Said {
        let group = &rule.groups[id.0 as usize];
        let mut above: Vec<Heard> = Vec::new();
        let (mut silent, mut failed) = (Condition::Always, Condition::Never);
        for exception in &group.exceptions {
            let is_leaf = rule.groups[exception.0 as usize].is_leaf();
            let said = self.group(rule, *exception);
            above.extend(said.lines.into_iter().map(|(line, of)| Heard { line, of, is_leaf, from: Some(*exception) }));
            silent = silent.and(&said.silent);
            failed = Condition::any([failed, said.failed]);
        }
        let conflict = self.settle(rule, &above, &failed);
        let failed = Condition::any([failed, conflict]);
        let mut lines: Vec<_> = above.into_iter().map(|heard| (heard.line, heard.of.without(&failed))).collect();
        let mut own: Vec<Heard> = Vec::new();
        let (mut own_silent, mut own_failed) = (silent.clone(), Condition::Never);
        for line in &group.clauses {
            let truth = &self.applies[*line as usize];
            let heard = silent.and(&truth.yes);
            own_silent = own_silent.without(&truth.yes).without(&truth.failed);
            own_failed = Condition::any([own_failed, silent.and(&truth.failed)]);
            self.heard[*line as usize] = heard.clone();
            own.push(Heard { line: *line, of: heard, is_leaf: true, from: None });
        }
        let own_conflict = self.settle(rule, &own, &own_failed);
        let own_failed = Condition::any([own_failed, own_conflict]);
        lines.extend(own.into_iter().map(|heard| (heard.line, heard.of.without(&own_failed))));
        Said { lines, silent: own_silent, failed: Condition::any([failed, own_failed]) }
    }

    /// Of whom lines of one rank say different things; those whose conditions fail already are left out. Lines of one origin never speak together.
    fn settle(&mut self, rule: &RunnableRule<'_>, lines: &[Heard], failed: &Condition) -> Condition {
        let agree = |one: &Heard, other: &Heard| one.is_leaf && other.is_leaf && says_the_same(rule, one.line, other.line);
        // The first line that says something stands for those that say the same.
        let first = |(rank, line): (usize, &Heard)| {
            let before = lines[..rank].iter().filter(|before| agree(before, line)).map(|before| before.of.clone());
            line.of.without(failed).without(&Condition::any(before))
        };
        let firsts: Vec<_> = lines.iter().enumerate().map(first).collect();
        let mut conflicts = Vec::new();
        for (rank, (one, of_one)) in lines.iter().zip(&firsts).enumerate() {
            for (other, of_other) in lines.iter().zip(&firsts).skip(rank + 1) {
                let one_group = one.from.is_some() && one.from == other.from;
                let both = of_one.and(of_other);
                if !agree(one, other) && !one_group && !both.is_never() {
                    conflicts.push(both.clone());
                    self.clashes.push((one.line, other.line, both));
                }
            }
        }
        Condition::any(conflicts)
    }
}
