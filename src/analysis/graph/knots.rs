//! Knots (things that all lead to one another) and the shortest circle in each.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, VecDeque};

/// In a larger knot, the circle shown is the shortest through one of its first nodes.
const MOST_STARTS: usize = 64;

/// The knots of a graph, each in the order of its nodes, in the order of their first nodes. A node that leads to itself is one.
pub(super) fn knots<N, E>(graph: &DiGraph<N, E>) -> Vec<Vec<NodeIndex>> {
    let mut knots = tarjan_scc(graph);
    knots.retain(|knot| knot.len() > 1 || graph.contains_edge(knot[0], knot[0]));
    knots.iter_mut().for_each(|knot| knot.sort_unstable());
    knots.sort_unstable();
    knots
}

/// The edges of the shortest circle of a knot; of two, the one that starts first.
pub(super) fn shortest_circle<N, E: Copy>(graph: &DiGraph<N, E>, knot: &[NodeIndex]) -> Option<Vec<E>> {
    let circles = knot.iter().take(MOST_STARTS).filter_map(|start| shortest_from(graph, knot, *start));
    circles.min_by_key(Vec::len)
}

/// The shortest way from a node back to itself inside its knot.
fn shortest_from<N, E: Copy>(graph: &DiGraph<N, E>, knot: &[NodeIndex], start: NodeIndex) -> Option<Vec<E>> {
    let mut came_by: BTreeMap<NodeIndex, (NodeIndex, E)> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let mut edges: Vec<_> = graph.edges(node).collect();
        edges.sort_unstable_by_key(EdgeRef::id);
        for edge in edges {
            if edge.target() == start {
                return Some(way_back(&came_by, start, node, *edge.weight()));
            }
            if knot.binary_search(&edge.target()).is_ok() && !came_by.contains_key(&edge.target()) {
                came_by.insert(edge.target(), (node, *edge.weight()));
                queue.push_back(edge.target());
            }
        }
    }
    None
}

fn way_back<E: Copy>(came_by: &BTreeMap<NodeIndex, (NodeIndex, E)>, start: NodeIndex, last: NodeIndex, edge: E) -> Vec<E> {
    let mut edges = vec![edge];
    let mut current = last;
    while current != start {
        let (previous, edge) = came_by[&current];
        edges.push(edge);
        current = previous;
    }
    edges.reverse();
    edges
}
