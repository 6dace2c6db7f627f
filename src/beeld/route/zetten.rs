//! Places boxes and draws the lines between them.
//!
//! The order of a route is its flow, and its branches rejoin: that gives ranks and order, so nothing
//! has to be searched. A sequence goes down the middle of a column. The branches of a choice stand
//! side by side in as many rows as the width asks for, each in a column of its own, and are laid out
//! in the same way. What a line could cross is kept apart from the start: lines between rows run
//! in rails at the sides, where no box stands.

use super::blok::Blok;
use super::schema::{Knoop, KnoopSoort, Tak, tak_loopt_door};
use super::vakken::Vakken;

/// What happens at the end of a sequence that flows on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slot {
    /// The line goes on.
    Open,
    /// A connector to a step; whether an author asked for that jump.
    Verwijs(usize, bool),
    /// Nothing follows.
    Dicht,
}

impl Vakken<'_> {
    /// A sequence in a column. `van`: the node before it, with the branch; `volgende`: what follows.
    pub(super) fn reeks(
        &self,
        stappen: &[Knoop],
        van: (usize, Option<usize>),
        volgende: Option<usize>,
        slot: Slot,
        breedte: f64,
    ) -> Blok {
        let midden = breedte / 2.0;
        let mut blok = Blok { begin: midden, ..Blok::default() };
        let mut open = Some(midden);
        let mut laatste = van;
        for (i, knoop) in stappen.iter().enumerate() {
            let na = stappen.get(i + 1).map(|k| k.nummer).or(volgende);
            let deel = self.element(knoop, na, breedte);
            self.onder_elkaar(&mut blok, deel, open.filter(|_| i > 0), i > 0, midden);
            open = blok.eind;
            laatste = (knoop.nummer, None);
        }
        self.sluit(&mut blok, open, laatste, slot, breedte, stappen.is_empty());
        blok
    }

    /// Puts a block under another, with an arrow between them if the flow goes on.
    pub(super) fn onder_elkaar(&self, blok: &mut Blok, deel: Blok, open: Option<f64>, tussen: bool, midden: f64) {
        let van = blok.hoogte;
        let y = if tussen { van + self.maten.tussen } else { van };
        if let Some(x) = open {
            let half = van + self.maten.tussen * 0.4;
            blok.lijn(&[(x, van), (x, half), (midden, half), (midden, y)], Some(self.maten.pijl));
        }
        blok.hoogte = y + deel.hoogte;
        blok.eind = deel.eind;
        blok.neem(deel, 0.0, y);
    }

    /// Ends a sequence.
    pub(super) fn sluit(
        &self,
        blok: &mut Blok,
        open: Option<f64>,
        van: (usize, Option<usize>),
        slot: Slot,
        breedte: f64,
        leeg: bool,
    ) {
        blok.eind = match (open, slot) {
            (Some(x), Slot::Verwijs(naar, sprong)) => {
                // Right at the end of a label, or a short line below a box.
                let begin = blok.hoogte;
                let y = if leeg { begin } else { begin + self.maten.tussen * 0.5 };
                blok.lijn(&[(x, begin), (x, y)], None);
                self.verwijs(blok, van, naar, sprong, y, breedte);
                None
            }
            (open, Slot::Open) => open,
            _ => None,
        };
    }

    fn verwijs(&self, blok: &mut Blok, van: (usize, Option<usize>), naar: usize, sprong: bool, y: f64, breedte: f64) {
        let mut vak = self.verwijzing(van.0, van.1, naar, breedte);
        vak.y += y;
        vak.regels.iter_mut().for_each(|r| r.y += y);
        blok.hoogte = y + vak.hoogte;
        if sprong {
            blok.sprongen.push(blok.vakken.len());
        }
        blok.vak(vak);
    }

    /// One node with all that hangs below it.
    pub(super) fn element(&self, knoop: &Knoop, volgende: Option<usize>, breedte: f64) -> Blok {
        if knoop.soort == KnoopSoort::Keuze && !knoop.takken.is_empty() {
            return self.keuze(knoop, volgende, breedte);
        }
        let midden = breedte / 2.0;
        let vak = self.knoop(knoop, breedte, false);
        let mut blok = Blok { begin: midden, hoogte: vak.hoogte, ..Blok::default() };
        blok.vak(vak);
        let open = (knoop.soort != KnoopSoort::Einde).then_some(midden);
        let slot = knoop.naar.map_or(Slot::Open, |naar| Slot::Verwijs(naar, true));
        self.sluit(&mut blok, open, (knoop.nummer, None), slot, breedte, false);
        blok
    }

    fn keuze(&self, knoop: &Knoop, volgende: Option<usize>, breedte: f64) -> Blok {
        if self.smalste(knoop) <= breedte {
            let blok = self.takken(knoop, volgende, breedte, false, 0..knoop.takken.len());
            if blok.hoogte <= self.maten.keuze_hoog {
                return blok;
            }
        }
        self.keuze_kort(knoop, volgende, breedte, 0..knoop.takken.len())
    }

    /// A choice whose longer branches stand apart, with a connector to each. Only some of its
    /// branches, when not all fit a part.
    pub(super) fn keuze_kort(
        &self,
        knoop: &Knoop,
        volgende: Option<usize>,
        breedte: f64,
        deel: std::ops::Range<usize>,
    ) -> Blok {
        self.takken(knoop, volgende, breedte, true, deel)
    }

    /// The least width in which a choice fits with its branches below it.
    fn smalste(&self, knoop: &Knoop) -> f64 {
        let rails = if knoop.takken.len() > 1 { 2.0 * self.maten.rail } else { 0.0 };
        let tak = |tak: &Tak| {
            let keuze = tak.stappen.iter().any(|k| k.takken.len() > 1);
            self.maten.kolom_smal + if keuze { 2.0 * self.maten.rail } else { 0.0 }
        };
        rails + knoop.takken.iter().map(tak).fold(0.0, f64::max)
    }

    /// The width that a sequence would like.
    fn wens(&self, stappen: &[Knoop]) -> f64 {
        stappen.iter().map(|k| self.wens_takken(&k.takken)).fold(self.maten.kolom, f64::max)
    }

    fn wens_takken(&self, takken: &[Tak]) -> f64 {
        let som: f64 = takken.iter().map(|t| self.wens(&t.stappen)).sum();
        som + self.maten.spleet * (takken.len().max(1) - 1) as f64
    }

    /// Whether a branch is told apart when its choice is too tall.
    pub(super) fn lang(tak: &Tak) -> bool {
        tak.stappen.len() > 1 || tak.stappen.iter().any(|k| !k.takken.is_empty())
    }

    /// A choice and its branches.
    fn takken(
        &self,
        knoop: &Knoop,
        volgende: Option<usize>,
        breedte: f64,
        kort: bool,
        deel: std::ops::Range<usize>,
    ) -> Blok {
        let m = self.maten;
        let midden = breedte / 2.0;
        let vak = self.knoop(knoop, breedte, deel.start > 0);
        let mut blok = Blok { begin: midden, hoogte: vak.hoogte, ..Blok::default() };
        let (vak_links, vak_breed, onder) = (vak.x + self.schuin(), vak.breedte - 2.0 * self.schuin(), vak.hoogte);
        blok.vak(vak);

        let takken = &knoop.takken[deel.clone()];
        let wensen: Vec<f64> = takken.iter().map(|t| if kort { m.kolom } else { self.wens(&t.stappen) }).collect();
        let door = |t: &Tak| !kort && tak_loopt_door(t);
        let mut rijen = verdeel(&wensen, breedte, m.spleet);
        let mut links = 0.0;
        let mut rechts = 0.0;
        if rijen.len() > 1 {
            links = m.rail;
            rechts = m.rail;
            rijen = verdeel(&wensen, breedte - links - rechts, m.spleet);
            let laatste = rijen.last().map_or(0, |r| r.start);
            if !takken[..laatste].iter().any(door) {
                rechts = 0.0;
            }
        }
        let meer_rijen = rijen.len() > 1;
        let rail_links = links * 0.55;
        let rail_rechts = breedte - rechts * 0.5;
        let vork = onder + m.tussen * 0.42;
        let mut y = onder;
        // Ends that rejoin: place of the end, and whether its row is the last.
        let mut einden: Vec<(f64, f64)> = Vec::new();
        let mut rail_van: Option<f64> = None;
        for (nummer, rij) in rijen.iter().enumerate() {
            let alleen = meer_rijen && rij.len() == 1;
            let breedtes = self.kolommen(&wensen[rij.clone()], breedte - links - rechts, alleen);
            let som: f64 = breedtes.iter().sum::<f64>() + m.spleet * (rij.len() - 1) as f64;
            let mut x = links + (breedte - links - rechts - som) / 2.0;
            // From the choice to a row: straight down, or along the rail.
            let bus = if nummer == 0 { vork } else { y + m.tussen * 0.85 };
            let top = if alleen {
                if nummer == 0 { onder + m.tussen * 0.7 } else { y + m.tussen * 0.8 }
            } else {
                bus + m.tussen * 0.5
            };
            let mut laagste = top;
            let mut rij_einden = Vec::new();
            for (i, breed) in rij.clone().zip(&breedtes) {
                let tak = &takken[i];
                let index = deel.start + i;
                let kolom = self.tak(knoop, index, volgende, *breed, kort, alleen);
                let hart = x + breed / 2.0;
                let label = kolom.vakken.first().map_or((x, 0.0), |v| (x + v.x, v.hoogte / 2.0));
                if !meer_rijen {
                    blok.vork(&[(midden, onder), (midden, bus), (hart, bus), (hart, top)]);
                } else if alleen {
                    let tot = (label.0, top + label.1);
                    if rail_links >= vak_links && rail_links <= vak_links + vak_breed {
                        blok.vork(&[(rail_links, onder), (rail_links, tot.1), tot]);
                    } else {
                        let punten = [(midden, onder), (midden, vork), (rail_links, vork), (rail_links, tot.1), tot];
                        blok.vork(&punten);
                    }
                } else if nummer == 0 {
                    blok.vork(&[(midden, onder), (midden, vork), (hart, vork), (hart, top)]);
                } else {
                    let punten = [
                        (midden, onder),
                        (midden, vork),
                        (rail_links, vork),
                        (rail_links, bus),
                        (hart, bus),
                        (hart, top),
                    ];
                    blok.vork(&punten);
                }
                if let Some(eind) = kolom.eind.filter(|_| door(tak)) {
                    rij_einden.push((x + eind, top + kolom.hoogte));
                }
                laagste = laagste.max(top + kolom.hoogte);
                blok.neem(kolom, x, top);
                x += breed + m.spleet;
            }
            y = laagste;
            if nummer + 1 < rijen.len() {
                if !rij_einden.is_empty() {
                    y += m.tussen * 0.5;
                    for (x, van) in rij_einden {
                        blok.lijn(&[(x, van), (x, y), (rail_rechts, y)], None);
                    }
                    rail_van.get_or_insert(y);
                }
            } else {
                einden = rij_einden;
            }
        }
        if einden.is_empty() && rail_van.is_none() {
            blok.hoogte = y;
            return blok;
        }
        // All that rejoins comes together below the last row.
        y += m.tussen * 0.5;
        for (x, van) in einden {
            blok.lijn(&[(x, van), (x, y), (midden, y)], None);
        }
        if let Some(van) = rail_van {
            blok.lijn(&[(rail_rechts, van), (rail_rechts, y), (midden, y)], None);
        }
        blok.hoogte = y;
        blok.eind = Some(midden);
        blok
    }

    /// One branch: its label, and its steps below it.
    fn tak(
        &self,
        knoop: &Knoop,
        index: usize,
        volgende: Option<usize>,
        breedte: f64,
        kort: bool,
        alleen: bool,
    ) -> Blok {
        let Some(tak) = knoop.takken.get(index) else { return Blok::default() };
        let midden = breedte / 2.0;
        let label = self.als(knoop.nummer, index, tak, breedte, alleen);
        let mut blok = Blok { begin: midden, hoogte: label.hoogte, ..Blok::default() };
        blok.vak(label);
        let van = (knoop.nummer, Some(index));
        let eerste = tak.stappen.first().map(|k| k.nummer);
        if let (true, true, Some(eerste)) = (kort, Self::lang(tak), eerste) {
            self.sluit(&mut blok, Some(midden), van, Slot::Verwijs(eerste, false), breedte, false);
            blok.apart.push((knoop.nummer, index));
            return blok;
        }
        let slot = match (tak.naar, volgende) {
            (Some(naar), _) => Slot::Verwijs(naar, true),
            (None, Some(naar)) if kort => Slot::Verwijs(naar, false),
            (None, None) if kort => Slot::Dicht,
            (None, _) => Slot::Open,
        };
        if tak.stappen.is_empty() {
            self.sluit(&mut blok, Some(midden), van, slot, breedte, false);
            return blok;
        }
        let reeks = self.reeks(&tak.stappen, van, tak.naar.or(volgende), slot, breedte);
        let eind = reeks.eind;
        let hoogte = blok.hoogte;
        let naar = hoogte + self.maten.tussen * 0.9;
        blok.lijn(&[(midden, hoogte), (midden, naar)], Some(self.maten.pijl));
        blok.hoogte = naar + reeks.hoogte;
        blok.neem(reeks, 0.0, naar);
        blok.eind = eind;
        blok
    }

    /// Widths of the columns of a row: as wished, stretched somewhat where there is room.
    fn kolommen(&self, wensen: &[f64], ruimte: f64, alleen: bool) -> Vec<f64> {
        let spleten = self.maten.spleet * (wensen.len().max(1) - 1) as f64;
        let som: f64 = wensen.iter().sum::<f64>() + spleten;
        if alleen || som > ruimte {
            let deel = (ruimte - spleten) / wensen.len().max(1) as f64;
            return wensen.iter().map(|_| deel).collect();
        }
        let erbij = (ruimte - som) / wensen.len().max(1) as f64;
        let ruim = |wens: f64| if wens > self.maten.kolom { wens * 1.3 } else { self.maten.kolom * 1.4 };
        wensen.iter().map(|wens| (wens + erbij).min(ruim(*wens))).collect()
    }
}

/// Divides branches over as few rows as fit, with rows as even as can be.
fn verdeel(wensen: &[f64], ruimte: f64, spleet: f64) -> Vec<std::ops::Range<usize>> {
    let vul = |ruimte: f64| {
        let mut rijen: Vec<std::ops::Range<usize>> = Vec::new();
        let mut vol = 0.0;
        for (i, wens) in wensen.iter().enumerate() {
            match rijen.last_mut() {
                Some(rij) if vol + spleet + wens <= ruimte => {
                    rij.end = i + 1;
                    vol += spleet + wens;
                }
                _ => {
                    rijen.push(i..i + 1);
                    vol = *wens;
                }
            }
        }
        rijen
    };
    let rijen = vul(ruimte);
    (1..20).map(|deel| vul(ruimte * f64::from(deel) / 20.0)).find(|r| r.len() == rijen.len()).unwrap_or(rijen)
}
