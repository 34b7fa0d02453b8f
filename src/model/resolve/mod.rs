//! Names to what they designate, over the whole workspace.
//!
//! [`names`] lists what is defined; [`lookup`] and [`walk`] look up every name used, in parallel, the lists being read-only; [`messages`]
//! says what was not found, with the nearest names of [`nearest`].

mod expected;
mod lookup;
mod messages;
mod names;
mod nearest;
#[cfg(test)]
mod tests;
mod walk;

use super::{Model, Use};
use crate::source::{Location, Problem};
use crate::values::SymbolId;
use expected::Expected;
use lookup::Resolver;
use names::{Ids, Names};
use nearest::Nearest;
use rayon::prelude::*;
use walk::UsesNames;

/// How many names not found are given their nearest names in one run: enough for a person, and a bound on the time it takes.
const MOST_NEAREST: usize = 200;

/// Something to say about a name.
#[derive(Debug)]
struct Issue {
    location: Location,
    name: Box<str>,
    /// The rank of the procedure it is used in.
    service: Option<u32>,
    mishap: Mishap,
}

impl Issue {
    /// Whether its nearest names are worth looking for.
    const fn is_lost(&self) -> bool {
        matches!(self.mishap, Mishap::Unknown(_))
    }
}

/// What happened to a name.
#[derive(Debug, Clone, Copy)]
enum Mishap {
    /// Nothing has it.
    Unknown(Expected),
    /// It is none of the values of that datum, right or calculation.
    UnknownValue(SymbolId),
    /// That thing has it, and is not of the kind expected.
    OtherKind(Expected, SymbolId),
    /// That thing has it, written otherwise.
    Respelled(SymbolId),
    /// It is defined there first, then here.
    Duplicate(SymbolId, SymbolId),
}

/// Finds what each name of the model designates; says those that designate nothing, or several things.
pub(super) fn resolve(model: &mut Model) -> Vec<Problem> {
    let ids = Ids::new(model);
    let enumerations = ids.enumerations(model);
    let names = Names::new(&model.symbols, ids, enumerations);
    let mut found = Found::default();
    found.add(visit(&names, &mut model.organisations));
    found.add(visit(&names, &mut model.evidences));
    found.add(visit(&names, &mut model.data));
    found.add(visit(&names, &mut model.journeys));
    found.add(visit(&names, &mut model.profiles));
    found.add(visit(&names, &mut model.rules));
    found.add(visit(&names, &mut model.services));
    let Found { mut issues, mut uses } = found;
    issues.extend(names.shared_duplicates());
    issues.par_sort_by(|a, b| (a.location, &a.name).cmp(&(b.location, &b.name)));
    let problems = say(&names, &issues);
    uses.par_sort_unstable();
    uses.dedup();
    model.uses = uses;
    problems
}

/// What looking up names gives.
#[derive(Debug, Default)]
struct Found {
    issues: Vec<Issue>,
    uses: Vec<Use>,
}

impl Found {
    fn add(&mut self, mut other: Self) {
        self.issues.append(&mut other.issues);
        self.uses.append(&mut other.uses);
    }
}

fn visit<T: UsesNames + Send>(names: &Names<'_>, things: &mut [T]) -> Found {
    let chunks = things.par_chunks_mut(64).map(|chunk| {
        let mut resolver = Resolver::new(names);
        chunk.iter_mut().for_each(|thing| resolver.visit(thing));
        Found { issues: resolver.issues, uses: resolver.uses }
    });
    chunks.reduce(Found::default, |mut found, other| {
        found.add(other);
        found
    })
}

fn say(names: &Names<'_>, issues: &[Issue]) -> Vec<Problem> {
    let lost: Vec<_> = issues.iter().filter(|issue| issue.is_lost()).take(MOST_NEAREST + 1).collect();
    let nearest = (!lost.is_empty()).then(|| Nearest::new(names));
    let last_helped = lost.get(MOST_NEAREST).map(|issue| issue.location);
    let helps = |issue: &Issue| last_helped.is_none_or(|last| issue.location < last);
    let say_one = |issue: &Issue| messages::problem(issue, names, nearest.as_ref().filter(|_| helps(issue)));
    let mut problems: Vec<_> = issues.par_iter().map(say_one).collect();
    // The qualifiers of a line that asks several data are read once for each.
    problems.dedup();
    problems
}
