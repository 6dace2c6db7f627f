//! The route as a plain graph: phases of nodes in reading order, and its edges.

use std::collections::BTreeSet;

/// A route.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Its phases; steps outside phases are in one without a title.
    pub fasen: Vec<RouteFase>,
}

/// A phase: one band of the picture.
#[derive(Debug, Clone, Default)]
pub struct RouteFase {
    /// Its name.
    pub title: Option<String>,
    /// A word that classifies the phase, such as `basis`.
    pub band: Option<String>,
    /// Its nodes, in order.
    pub stappen: Vec<RouteNode>,
}

/// A step, a choice or an ending.
#[derive(Debug, Clone)]
pub struct RouteNode {
    /// Number, counted through the whole route from 1.
    pub number: usize,
    /// What kind of node.
    pub soort: NodeKind,
    /// What happens, or what is asked.
    pub title: String,
    /// Who does it; empty when not stated.
    pub who: String,
    /// Whether several branches may apply at once.
    pub more: bool,
    /// The branches of a choice.
    pub takken: Vec<RouteTak>,
    /// Number of the step that it leads to instead of to the next one.
    pub to: Option<usize>,
}

/// What kind of node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// Something that happens.
    Stap,
    /// A question with branches.
    Keuze,
    /// The route ends here.
    End,
}

/// A branch of a choice.
#[derive(Debug, Clone)]
pub struct RouteTak {
    /// When it applies.
    pub when: String,
    /// Its nodes, in order.
    pub stappen: Vec<RouteNode>,
    /// Number of the step that it leads to instead of rejoining.
    pub to: Option<usize>,
}

/// An edge between two nodes, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// Where it starts.
    pub from: usize,
    /// Which branch it leaves a choice by, counted from 0.
    pub tak: Option<usize>,
    /// Where it leads.
    pub to: usize,
    /// Whether the author made it with `naar`; otherwise it follows from the order.
    pub jump: bool,
}

impl Schema {
    /// All nodes in reading order.
    pub fn nodes(&self) -> Vec<&RouteNode> {
        fn collect<'a>(stappen: &'a [RouteNode], out: &mut Vec<&'a RouteNode>) {
            for node in stappen {
                out.push(node);
                node.takken.iter().for_each(|t| collect(&t.stappen, out));
            }
        }
        let mut out = Vec::new();
        self.fasen.iter().for_each(|f| collect(&f.stappen, &mut out));
        out
    }

    /// All edges, from the order of the nodes and from jumps.
    pub fn edges(&self) -> Vec<Edge> {
        self.edges_and_exits().0
    }

    /// The numbers of the nodes from which neither an ending nor the end of the last phase can be reached, so that
    /// whoever gets there goes round in circles; in order.
    pub fn without_exit(&self) -> Vec<usize> {
        let (edges, mut exits) = self.edges_and_exits();
        exits.extend(self.nodes().iter().filter(|k| k.soort == NodeKind::End).map(|k| k.number));
        let mut good: BTreeSet<usize> = exits.into_iter().collect();
        loop {
            let before = good.len();
            // Backwards, so that most are found in one pass.
            for edge in edges.iter().rev() {
                if good.contains(&edge.to) {
                    good.insert(edge.from);
                }
            }
            if good.len() == before {
                return self.nodes().iter().map(|k| k.number).filter(|n| !good.contains(n)).collect();
            }
        }
    }

    /// All edges, and the nodes after which nothing follows.
    fn edges_and_exits(&self) -> (Vec<Edge>, Vec<usize>) {
        let (mut out, mut ending) = (Vec::new(), Vec::new());
        for (i, fase) in self.fasen.iter().enumerate() {
            edges(&fase.stappen, self.first_after(i), &mut out, &mut ending);
        }
        (out, ending)
    }

    /// The first node of the phases after one.
    pub fn first_after(&self, fase: usize) -> Option<usize> {
        self.fasen.get(fase + 1..)?.iter().find_map(|f| f.stappen.first()).map(|k| k.number)
    }

    /// The jumps that lead to each step: its number, and the numbers they come from, in order.
    pub fn arrivals(&self) -> Vec<(usize, Vec<usize>)> {
        let mut out: Vec<(usize, Vec<usize>)> = Vec::new();
        for edge in self.edges().into_iter().filter(|r| r.jump) {
            match out.iter_mut().find(|(to, _)| *to == edge.to) {
                Some((_, from)) if from.contains(&edge.from) => {}
                Some((_, from)) => from.push(edge.from),
                None => out.push((edge.to, vec![edge.from])),
            }
        }
        out
    }
}

/// Whether the flow comes out at the end of these nodes.
pub fn falls_through(stappen: &[RouteNode]) -> bool {
    stappen.last().is_none_or(|node| match node.soort {
        NodeKind::Stap => node.to.is_none(),
        NodeKind::End => false,
        NodeKind::Keuze => node.takken.is_empty() || node.takken.iter().any(tak_falls_through),
    })
}

/// Whether a branch rejoins the flow after its choice.
pub fn tak_falls_through(tak: &RouteTak) -> bool {
    tak.to.is_none() && falls_through(&tak.stappen)
}

/// Edges of nodes in order; `after` is the node that follows the last of them. Nodes after which nothing follows go to
/// `ending`.
fn edges(stappen: &[RouteNode], after: Option<usize>, out: &mut Vec<Edge>, ending: &mut Vec<usize>) {
    for (i, node) in stappen.iter().enumerate() {
        let next = stappen.get(i + 1).map(|k| k.number).or(after);
        let from = node.number;
        match node.soort {
            NodeKind::End => {}
            NodeKind::Keuze if !node.takken.is_empty() => {
                for (number, tak) in node.takken.iter().enumerate() {
                    let first = tak.stappen.first().map(|k| k.number);
                    let target = first.or(tak.to).or(next);
                    let jump = first.is_none() && tak.to.is_some();
                    match target {
                        Some(to) => out.push(Edge { from, tak: Some(number), to, jump }),
                        None => ending.push(from),
                    }
                    // `naar` of a branch applies to the last steps in it.
                    let begin = out.len();
                    edges(&tak.stappen, tak.to.or(next), out, ending);
                    if let Some(target) = tak.to {
                        let outside = |r: &Edge| !tak.stappen.iter().any(|s| contains(s, r.to));
                        out[begin..].iter_mut().filter(|r| r.to == target && outside(r)).for_each(|r| r.jump = true);
                    }
                }
            }
            _ => {
                let jump = node.to.is_some();
                match node.to.or(next) {
                    Some(to) => out.push(Edge { from, tak: None, to, jump }),
                    None => ending.push(from),
                }
            }
        }
    }
}

/// Whether a node is this one or inside it.
fn contains(node: &RouteNode, number: usize) -> bool {
    node.number == number || node.takken.iter().any(|t| t.stappen.iter().any(|s| contains(s, number)))
}
