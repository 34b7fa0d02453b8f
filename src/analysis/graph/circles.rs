//! Vicious circles: procedures that need, one after the other, what only the next one gives.
//!
//! A circle is shown only when no alternative escapes it: its procedures are out of reach in the least fixpoint of
//! [`obtainable`](super::obtainable). One circle is shown for each knot of procedures, the shortest.

use super::Graph;
use super::knots::{knots, shortest_circle};
use super::obtainable::{Asked, OutOfReach, Ways};
use crate::analysis::extremes::never_together;
use crate::model::{Evidence, Model, PublicService, Sourced};
use crate::values::{Date, Expression, Requirement};
use petgraph::graph::{DiGraph, NodeIndex};

/// Circles met under conditions are checked one by one; more than this are in no real workspace.
const MOST_CHECKED: usize = 100;

/// Procedures that wait for one another.
#[derive(Debug, Clone)]
pub struct Circle<'m> {
    /// The links, each procedure waiting for the next, the last for the first.
    pub links: Vec<CircleLink<'m>>,
    /// For whom: people who meet all these conditions; everybody when there are none.
    pub conditions: Vec<&'m Expression>,
}

/// A procedure of a circle, and what it waits for.
#[derive(Debug, Clone, Copy)]
pub struct CircleLink<'m> {
    /// The procedure.
    pub service: &'m PublicService,
    /// The line that asks for the document.
    pub requirement: &'m Sourced<Requirement>,
    /// The document the next procedure gives.
    pub evidence: &'m Evidence,
}

impl Graph {
    /// The vicious circles: those nobody escapes, then those that hold people who meet some conditions.
    #[must_use]
    pub fn circles<'m>(&self, model: &'m Model, today: Date) -> Vec<Circle<'m>> {
        let ways = Ways::new(self, model);
        let certain = |asked: &Asked<'_>| asked.conditions.is_empty();
        let mut circles = found(&ways, model, certain);
        let mut caught = vec![false; model.services.len()];
        circles.iter().flatten().for_each(|hop| caught[hop.service] = true);
        let conditional =
            found(&ways, model, |_| true).into_iter().filter(|circle| circle.iter().all(|hop| !caught[hop.service]));
        let proved = conditional.take(MOST_CHECKED).filter(|circle| holds(circle, &ways, model, today)).collect::<Vec<_>>();
        circles.extend(proved);
        circles.iter().map(|circle| shown(circle, &ways, model)).collect()
    }
}

/// A way from a procedure to another: by which line and which document, in ranks.
#[derive(Debug, Clone, Copy)]
struct Hop {
    service: usize,
    line: usize,
    evidence: usize,
}

/// The shortest circle of each knot, for someone concerned by those lines.
fn found<'m>(ways: &Ways<'m>, model: &Model, concerns: impl Fn(&Asked<'m>) -> bool) -> Vec<Vec<Hop>> {
    let out_of_reach = ways.out_of_reach(model.services.len(), &concerns);
    if out_of_reach.services.iter().all(|blocked| !blocked) {
        return Vec::new();
    }
    let mut blocked: DiGraph<usize, Hop> = DiGraph::new();
    let nodes: Vec<NodeIndex> = (0..model.services.len()).map(|service| blocked.add_node(service)).collect();
    for (line, asked) in ways.asked.iter().enumerate() {
        let keeps_out = concerns(asked) && asked.evidences.iter().all(|evidence| out_of_reach.evidences[*evidence]);
        if !keeps_out {
            continue;
        }
        for evidence in &asked.evidences {
            for provider in all_providers(*evidence, ways, &out_of_reach) {
                let hop = Hop { service: asked.service, line, evidence: *evidence };
                blocked.add_edge(nodes[asked.service], nodes[provider], hop);
            }
        }
    }
    knots(&blocked).iter().filter(|knot| knot.len() > 1).filter_map(|knot| shortest_circle(&blocked, knot)).collect()
}

/// The procedures that give a document or what serves as it, all out of reach.
fn all_providers(evidence: usize, ways: &Ways<'_>, out_of_reach: &OutOfReach) -> Vec<usize> {
    let mut seen = vec![evidence];
    let mut position = 0;
    while let Some(&document) = seen.get(position) {
        position += 1;
        for other in &ways.served_by[document] {
            if !seen.contains(other) {
                seen.push(*other);
            }
        }
    }
    let mut providers: Vec<_> = seen.into_iter().flat_map(|document| ways.providers[document].iter().copied()).collect();
    providers.retain(|provider| out_of_reach.services[*provider]);
    providers.sort_unstable();
    providers.dedup();
    providers
}

/// Whether people who meet the conditions of a circle exist and have no way out: only what is asked of them for sure counts.
fn holds(circle: &[Hop], ways: &Ways<'_>, model: &Model, today: Date) -> bool {
    let conditions = conditions(circle, ways);
    if never_together(model, &conditions, today) {
        return false;
    }
    let concerns =
        |asked: &Asked<'_>| asked.conditions.iter().all(|condition| conditions.iter().any(|met| met.says_same_as(condition)));
    let out_of_reach = ways.out_of_reach(model.services.len(), concerns);
    circle.iter().all(|hop| out_of_reach.services[hop.service])
}

fn conditions<'m>(circle: &[Hop], ways: &Ways<'m>) -> Vec<&'m Expression> {
    let mut conditions: Vec<&Expression> = Vec::new();
    for condition in circle.iter().flat_map(|hop| &ways.asked[hop.line].conditions) {
        if !conditions.iter().any(|known| known.says_same_as(condition)) {
            conditions.push(condition);
        }
    }
    conditions
}

fn shown<'m>(circle: &[Hop], ways: &Ways<'m>, model: &'m Model) -> Circle<'m> {
    let links = circle.iter().map(|hop| CircleLink {
        service: &model.services[hop.service],
        requirement: ways.asked[hop.line].requirement,
        evidence: &model.evidences[hop.evidence],
    });
    Circle { links: links.collect(), conditions: conditions(circle, ways) }
}
