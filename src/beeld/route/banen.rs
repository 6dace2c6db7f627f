//! Lines for jumps within a part, in lanes of their own at its sides.
//!
//! Every jump has a connector that names its step; a line is drawn as well where it can run without
//! touching a box. Where it cannot, the words alone say it.

use super::blok::Blok;
use super::tekening::{Lijn, LijnSoort, Vak, VakSoort};

/// Most lanes at one side.
const MEESTE: usize = 3;

/// A jump within a block: the connector, the box it leads to, and the side of its lane.
struct Sprong {
    van: usize,
    naar: usize,
    rechts: bool,
}

/// How many lanes the jumps of a block need, left and right.
pub(super) fn nodig(blok: &Blok) -> (usize, usize) {
    let sprongen = sprongen(blok);
    let rechts = sprongen.iter().filter(|s| s.rechts).count();
    (sprongen.len() - rechts, rechts)
}

/// Draws the jumps of a block; boxes stand between `links` and `rechts`, lanes outside them.
pub(super) fn trek(blok: &mut Blok, links: f64, rechts: f64, baan: f64, pijl: f64) {
    let mut sprongen = sprongen(blok);
    // Short jumps take the lanes nearest to the boxes, so that lines do not cross.
    let hoogte = |s: &Sprong| (blok.vakken[s.van].y - blok.vakken[s.naar].y).abs();
    sprongen.sort_by(|a, b| hoogte(a).total_cmp(&hoogte(b)));
    let (mut op_links, mut op_rechts) = (0.0, 0.0);
    let ruim_links = (links / baan).round();
    for sprong in sprongen {
        let (van, naar) = (&blok.vakken[sprong.van], &blok.vakken[sprong.naar]);
        let teller = if sprong.rechts { &mut op_rechts } else { &mut op_links };
        // The room was counted before; boxes may stand otherwise now.
        if !sprong.rechts && *teller >= ruim_links {
            continue;
        }
        *teller += 1.0;
        let x = if sprong.rechts { rechts + baan * (*teller - 0.35) } else { links - baan * (*teller - 0.35) };
        let (y, doel) = (van.y + van.hoogte / 2.0, naar.y + naar.hoogte / 2.0);
        let (begin, eind) = if sprong.rechts { (van.x + van.breedte, naar.x + naar.breedte) } else { (van.x, naar.x) };
        let soort = if van.soort == VakSoort::Terug { LijnSoort::Terug } else { LijnSoort::Sprong };
        let punten = vec![(begin, y), (x, y), (x, doel), (eind, doel)];
        blok.lijnen.push(Lijn::nieuw(punten, soort, Some(pijl)));
    }
}

/// The jumps that can be drawn, at most a few at each side.
fn sprongen(blok: &Blok) -> Vec<Sprong> {
    let mut uit: Vec<Sprong> = Vec::new();
    for &van in &blok.sprongen {
        let Some(chip) = blok.vakken.get(van) else { continue };
        let is_doel = |v: &Vak| {
            v.nummer == chip.nummer
                && !v.herhaald
                && matches!(v.soort, VakSoort::Stap | VakSoort::Keuze | VakSoort::Einde)
        };
        let Some(naar) = blok.vakken.iter().position(is_doel) else { continue };
        let vrij = |rechts: bool| vrij(blok, van, rechts) && vrij(blok, naar, rechts);
        let vol = |rechts: bool| uit.iter().filter(|s| s.rechts == rechts).count() >= MEESTE;
        let kant = [true, false].into_iter().find(|rechts| vrij(*rechts) && !vol(*rechts));
        uit.extend(kant.map(|rechts| Sprong { van, naar, rechts }));
    }
    uit
}

/// Whether a level line from the middle of a box to the side meets no other box.
fn vrij(blok: &Blok, index: usize, rechts: bool) -> bool {
    let vak = &blok.vakken[index];
    let y = vak.y + vak.hoogte / 2.0;
    blok.vakken.iter().enumerate().all(|(i, ander)| {
        let ernaast =
            if rechts { ander.x >= vak.x + vak.breedte - 0.1 } else { ander.x + ander.breedte <= vak.x + 0.1 };
        let boven = ander.plaatje.map_or(ander.y, |p| p.1);
        i == index || !ernaast || y < boven - 2.0 || y > ander.y + ander.hoogte + 2.0
    })
}
