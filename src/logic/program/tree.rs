//! Which line refines which: the lines of a rule as a tree of exceptions, whatever their order in the text.

use super::Formula;
use crate::values::{Date, Rule, RuleDefinition};

/// One line of a rule, ready to run.
#[derive(Debug)]
pub struct Clause<'m> {
    /// As written.
    pub definition: &'m RuleDefinition,
    /// When it applies; always when there is none.
    pub condition: Option<Formula>,
    /// What it says; `None` for `sans objet`.
    pub value: Option<Formula>,
    /// The first day it no longer holds: that of the next dated line.
    pub until: Option<Date>,
}

impl Clause<'_> {
    /// Whether it holds that day.
    #[must_use]
    pub fn is_in_force(&self, today: Date) -> bool {
        self.definition.from.as_ref().is_none_or(|from| from.value <= today) && self.until.is_none_or(|until| today < until)
    }
}

/// The rank of a group in its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupId(pub u32);

impl GroupId {
    /// The base of a rule.
    pub const BASE: Self = Self(0);
}

/// Lines of one label, which stand side by side, and what refines them.
#[derive(Debug, Default)]
pub struct Group {
    /// The ranks of its lines.
    pub clauses: Vec<u32>,
    /// The groups of its exceptions.
    pub exceptions: Vec<GroupId>,
}

impl Group {
    /// Whether nothing refines it.
    #[must_use]
    pub const fn is_leaf(&self) -> bool {
        self.exceptions.is_empty()
    }
}

/// The groups of a rule: the base first, then one for each label and for each exception without label. An exception to a label no one
/// bears, or one of a circle, is under nothing: it was reported when the file was read.
pub(super) fn groups(rule: &Rule) -> Vec<Group> {
    let mut groups = vec![Group::default()];
    let mut labels: Vec<(Option<&str>, Option<&str>)> = vec![(None, None)];
    for (rank, definition) in (0..).zip(&rule.definitions) {
        let Some(exception) = &definition.exception else {
            if definition.value.is_some() {
                groups[0].clauses.push(rank);
            }
            continue;
        };
        let label = exception.label.as_ref().map(|label| &*label.value);
        let parent = exception.parent.as_ref().map(|parent| &*parent.value);
        match labels.iter().position(|(known, _)| known.is_some() && *known == label) {
            Some(known) => groups[known].clauses.push(rank),
            None => {
                groups.push(Group { clauses: vec![rank], exceptions: Vec::new() });
                labels.push((label, parent));
            }
        }
    }
    for (rank, (_, parent)) in (0..).zip(&labels).skip(1) {
        let above = parent.map_or(Some(0), |parent| labels.iter().position(|(label, _)| *label == Some(parent)));
        if let Some(above) = above.filter(|above| !is_under(&groups, GroupId(rank), *above)) {
            groups[above].exceptions.push(GroupId(rank));
        }
    }
    groups
}

/// Whether a group is the other, or under it.
fn is_under(groups: &[Group], top: GroupId, wanted: usize) -> bool {
    top.0 as usize == wanted || groups[top.0 as usize].exceptions.iter().any(|below| is_under(groups, *below, wanted))
}

/// The first day of the next dated line of the same rank.
pub(super) fn next_dated(rule: &Rule, definition: &RuleDefinition) -> Option<Date> {
    let from = definition.from.as_ref()?.value;
    rule.definitions.iter().filter_map(|other| Some(other.from.as_ref()?.value)).filter(|other| *other > from).min()
}
