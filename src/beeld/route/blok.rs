//! A block: boxes and lines that are placed together, with one way in and at most one way out.

use super::tekening::{Lijn, LijnSoort, Vak};

/// Boxes and lines in a rectangle. The way in is at the top.
#[derive(Debug, Clone, Default)]
pub(super) struct Blok {
    pub(super) vakken: Vec<Vak>,
    pub(super) lijnen: Vec<Lijn>,
    pub(super) hoogte: f64,
    /// Where a line comes in: `x` at the top.
    pub(super) begin: f64,
    /// Where the flow goes on: `x` at the bottom.
    pub(super) eind: Option<f64>,
    /// Jumps: index of the connector in `vakken`, and the number of the step.
    pub(super) sprongen: Vec<usize>,
    /// Branches that found no room: choice and index of the branch.
    pub(super) apart: Vec<(usize, usize)>,
}

impl Blok {
    /// Puts a block in this one, moved.
    pub(super) fn neem(&mut self, ander: Self, dx: f64, dy: f64) {
        let eerste = self.vakken.len();
        self.sprongen.extend(ander.sprongen.iter().map(|i| i + eerste));
        self.apart.extend(ander.apart);
        self.vakken.extend(ander.vakken.into_iter().map(|vak| schuif(vak, dx, dy)));
        self.lijnen.extend(ander.lijnen.into_iter().map(|mut lijn| {
            for punt in lijn.punten.iter_mut().chain(lijn.pijl.iter_mut().flatten()) {
                *punt = (punt.0 + dx, punt.1 + dy);
            }
            lijn
        }));
    }

    /// Draws an edge, or a piece of one, with an arrowhead of this length.
    pub(super) fn lijn(&mut self, punten: &[(f64, f64)], pijl: Option<f64>) {
        self.lijn_van(LijnSoort::Gewoon, punten, pijl);
    }

    /// Draws a line from a choice towards a branch.
    pub(super) fn vork(&mut self, punten: &[(f64, f64)]) {
        self.lijn_van(LijnSoort::Vork, punten, None);
    }

    /// Draws a line; points that lie on each other are left out.
    fn lijn_van(&mut self, soort: LijnSoort, punten: &[(f64, f64)], pijl: Option<f64>) {
        let mut schoon: Vec<(f64, f64)> = Vec::with_capacity(punten.len());
        for &(x, y) in punten {
            if schoon.last().is_none_or(|l| (l.0 - x).abs() > 0.01 || (l.1 - y).abs() > 0.01) {
                schoon.push((x, y));
            }
        }
        if schoon.len() > 1 {
            self.lijnen.push(Lijn::nieuw(schoon, soort, pijl));
        }
    }

    /// Adds a box.
    pub(super) fn vak(&mut self, vak: Vak) {
        self.vakken.push(vak);
    }
}

fn schuif(mut vak: Vak, dx: f64, dy: f64) -> Vak {
    vak.x += dx;
    vak.y += dy;
    if let Some(plaatje) = &mut vak.plaatje {
        plaatje.0 += dx;
        plaatje.1 += dy;
    }
    for regel in &mut vak.regels {
        regel.x += dx;
        regel.y += dy;
    }
    vak
}
