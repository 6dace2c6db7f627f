//! The route as a plain graph: phases of nodes in reading order, and its edges.

use std::collections::BTreeSet;

/// A route.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Its phases; steps outside phases stand in one without a title.
    pub fasen: Vec<Fase>,
}

/// A phase: one band of the picture.
#[derive(Debug, Clone, Default)]
pub struct Fase {
    /// Its name.
    pub titel: Option<String>,
    /// A word that tells phases apart, such as `basis`.
    pub band: Option<String>,
    /// Its nodes, in order.
    pub stappen: Vec<Knoop>,
}

/// A step, a choice or an ending.
#[derive(Debug, Clone)]
pub struct Knoop {
    /// Number, counted through the whole route from 1.
    pub nummer: usize,
    /// What kind of node.
    pub soort: KnoopSoort,
    /// What happens, or what is asked.
    pub titel: String,
    /// Who does it; empty when not said.
    pub wie: String,
    /// Whether several branches may apply at once.
    pub meer: bool,
    /// The branches of a choice.
    pub takken: Vec<Tak>,
    /// Number of the step that it leads to instead of to the next one.
    pub naar: Option<usize>,
}

/// What kind of node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnoopSoort {
    /// Something that happens.
    Stap,
    /// A question with branches.
    Keuze,
    /// The route ends here.
    Einde,
}

/// A branch of a choice.
#[derive(Debug, Clone)]
pub struct Tak {
    /// When it applies.
    pub als: String,
    /// Its nodes, in order.
    pub stappen: Vec<Knoop>,
    /// Number of the step that it leads to instead of rejoining.
    pub naar: Option<usize>,
}

/// An edge between two nodes, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rand {
    /// Where it starts.
    pub van: usize,
    /// Which branch it leaves a choice by, counted from 0.
    pub tak: Option<usize>,
    /// Where it leads.
    pub naar: usize,
    /// Whether an author made it with `naar`; else order makes it.
    pub sprong: bool,
}

impl Schema {
    /// All nodes in reading order.
    pub fn knopen(&self) -> Vec<&Knoop> {
        fn verzamel<'a>(stappen: &'a [Knoop], uit: &mut Vec<&'a Knoop>) {
            for knoop in stappen {
                uit.push(knoop);
                knoop.takken.iter().for_each(|t| verzamel(&t.stappen, uit));
            }
        }
        let mut uit = Vec::new();
        self.fasen.iter().for_each(|f| verzamel(&f.stappen, &mut uit));
        uit
    }

    /// All edges, from the order of the nodes and from jumps.
    pub fn randen(&self) -> Vec<Rand> {
        self.wegen().0
    }

    /// Nodes from which no ending can be reached, nor the end of the last phase: who comes there goes
    /// round for ever. Their numbers, in order.
    pub fn zonder_uitweg(&self) -> Vec<usize> {
        let (randen, mut uitweg) = self.wegen();
        uitweg.extend(self.knopen().iter().filter(|k| k.soort == KnoopSoort::Einde).map(|k| k.nummer));
        let mut goed: BTreeSet<usize> = uitweg.into_iter().collect();
        loop {
            let voor = goed.len();
            // From the back, so that most are found in one round.
            for rand in randen.iter().rev() {
                if goed.contains(&rand.naar) {
                    goed.insert(rand.van);
                }
            }
            if goed.len() == voor {
                return self.knopen().iter().map(|k| k.nummer).filter(|n| !goed.contains(n)).collect();
            }
        }
    }

    /// All edges, and the nodes after which nothing follows.
    fn wegen(&self) -> (Vec<Rand>, Vec<usize>) {
        let (mut uit, mut slot) = (Vec::new(), Vec::new());
        for (i, fase) in self.fasen.iter().enumerate() {
            randen(&fase.stappen, self.eerste_na(i), &mut uit, &mut slot);
        }
        (uit, slot)
    }

    /// The first node of the phases after one.
    pub fn eerste_na(&self, fase: usize) -> Option<usize> {
        self.fasen.get(fase + 1..)?.iter().find_map(|f| f.stappen.first()).map(|k| k.nummer)
    }

    /// The jumps that lead to each step: its number, and where they come from, in order.
    pub fn aankomsten(&self) -> Vec<(usize, Vec<usize>)> {
        let mut uit: Vec<(usize, Vec<usize>)> = Vec::new();
        for rand in self.randen().into_iter().filter(|r| r.sprong) {
            match uit.iter_mut().find(|(naar, _)| *naar == rand.naar) {
                Some((_, van)) if van.contains(&rand.van) => {}
                Some((_, van)) => van.push(rand.van),
                None => uit.push((rand.naar, vec![rand.van])),
            }
        }
        uit
    }
}

/// Whether the flow comes out at the end of these nodes.
pub fn loopt_door(stappen: &[Knoop]) -> bool {
    stappen.last().is_none_or(|knoop| match knoop.soort {
        KnoopSoort::Stap => knoop.naar.is_none(),
        KnoopSoort::Einde => false,
        KnoopSoort::Keuze => knoop.takken.is_empty() || knoop.takken.iter().any(tak_loopt_door),
    })
}

/// Whether a branch rejoins the flow after its choice.
pub fn tak_loopt_door(tak: &Tak) -> bool {
    tak.naar.is_none() && loopt_door(&tak.stappen)
}

/// Edges of nodes in order; `na` is the node that follows the last of them. Nodes after which nothing
/// follows go to `slot`.
fn randen(stappen: &[Knoop], na: Option<usize>, uit: &mut Vec<Rand>, slot: &mut Vec<usize>) {
    for (i, knoop) in stappen.iter().enumerate() {
        let volgende = stappen.get(i + 1).map(|k| k.nummer).or(na);
        let van = knoop.nummer;
        match knoop.soort {
            KnoopSoort::Einde => {}
            KnoopSoort::Keuze if !knoop.takken.is_empty() => {
                for (nummer, tak) in knoop.takken.iter().enumerate() {
                    let eerste = tak.stappen.first().map(|k| k.nummer);
                    let doel = eerste.or(tak.naar).or(volgende);
                    let sprong = eerste.is_none() && tak.naar.is_some();
                    match doel {
                        Some(naar) => uit.push(Rand { van, tak: Some(nummer), naar, sprong }),
                        None => slot.push(van),
                    }
                    // The jump of a branch is that of its last steps.
                    let begin = uit.len();
                    randen(&tak.stappen, tak.naar.or(volgende), uit, slot);
                    if let Some(doel) = tak.naar {
                        let buiten = |r: &Rand| !tak.stappen.iter().any(|s| bevat(s, r.naar));
                        uit[begin..].iter_mut().filter(|r| r.naar == doel && buiten(r)).for_each(|r| r.sprong = true);
                    }
                }
            }
            _ => {
                let sprong = knoop.naar.is_some();
                match knoop.naar.or(volgende) {
                    Some(naar) => uit.push(Rand { van, tak: None, naar, sprong }),
                    None => slot.push(van),
                }
            }
        }
    }
}

/// Whether a node is this one or inside it.
fn bevat(knoop: &Knoop, nummer: usize) -> bool {
    knoop.nummer == nummer || knoop.takken.iter().any(|t| t.stappen.iter().any(|s| bevat(s, nummer)))
}
