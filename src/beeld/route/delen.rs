//! Divides a route into parts: a phase each, and more where a phase is too long for its page or a
//! choice has no room for its branches.

use crate::beeld::letters::Snit;

use super::banen;
use super::blok::Blok;
use super::schema::{Knoop, KnoopSoort, Schema, tak_loopt_door};
use super::tekening::{Deel, DeelSoort, Door, Lijn, LijnSoort, Regel, Stijl, Tekening};
use super::vakken::Vakken;
use super::zetten::Slot;

/// Most lines of the title of a part.
const KOP_REGELS: usize = 5;

/// A stretch of nodes to be drawn as one or more parts.
struct Stuk<'a> {
    stappen: &'a [Knoop],
    /// What follows the stretch.
    na: Option<usize>,
    fase: usize,
    /// The branch that it is, with the words of that branch.
    tak: Option<(usize, usize, &'a str)>,
    /// What to do at its end.
    slot: Slot,
}

/// A part in the making.
struct Bouw {
    blok: Blok,
    open: Option<f64>,
    van: usize,
    tot: usize,
}

pub(super) struct Verdeler<'v, 's> {
    vakken: &'v Vakken<'v>,
    schema: &'s Schema,
    delen: Vec<Deel>,
    /// Whether the last part leads on to the next.
    aan: bool,
}

impl<'v, 's> Verdeler<'v, 's> {
    pub(super) fn teken(vakken: &'v Vakken<'v>, schema: &'s Schema) -> Tekening {
        let mut verdeler = Self { vakken, schema, delen: Vec::new(), aan: false };
        for (fase, inhoud) in schema.fasen.iter().enumerate().filter(|(_, f)| !f.stappen.is_empty()) {
            let na = schema.eerste_na(fase);
            let slot = Slot::Open;
            verdeler.stuk(&Stuk { stappen: &inhoud.stappen, na, fase, tak: None, slot });
        }
        verdeler.onder_elkaar()
    }

    /// All parts below each other.
    fn onder_elkaar(mut self) -> Tekening {
        let m = self.vakken.maten;
        let mut y = 0.0;
        for deel in &mut self.delen {
            deel.y = y;
            y += deel.hoogte + m.naad;
        }
        let hoogte = (y - m.naad).max(0.0);
        Tekening {
            breedte: m.breedte,
            hoogte,
            letter: m.letter,
            schuin: self.vakken.schuin(),
            naad: m.naad,
            delen: self.delen,
        }
    }

    fn stuk(&mut self, stuk: &Stuk<'s>) {
        let vakken = self.vakken;
        let m = vakken.maten;
        let breedte = m.breedte - 2.0 * m.rand;
        let mut eerste = true;
        let mut begin = 0;
        while begin < stuk.stappen.len() {
            let (eind, keuzedeel) = self.past(stuk, begin, breedte, eerste);
            match keuzedeel {
                // A choice with more branches than a part holds.
                Some(delen) => {
                    let knoop = &stuk.stappen[begin];
                    let na = stuk.stappen.get(begin + 1).map(|k| k.nummer).or(stuk.na);
                    let mut alle = Vec::new();
                    for deel in delen {
                        let blok = vakken.keuze_kort(knoop, na, breedte, deel);
                        let apart = blok.apart.clone();
                        let bouw = Bouw { blok, open: None, van: knoop.nummer, tot: knoop.nummer };
                        self.voeg_toe(stuk, bouw, eerste, None);
                        eerste = false;
                        self.apart(stuk, &apart);
                        alle.extend(apart);
                    }
                    self.na_keuze(stuk, begin, &alle);
                    begin += 1;
                }
                None => {
                    let bouw = self.met_banen(stuk, begin..eind, breedte);
                    let apart = bouw.blok.apart.clone();
                    let open = bouw.open.is_some();
                    let laatste = eind == stuk.stappen.len();
                    let naar = stuk.stappen.get(eind).map(|k| k.nummer).or(if laatste { stuk.na } else { None });
                    let naar = naar.filter(|_| open);
                    self.voeg_toe(stuk, bouw, eerste, naar);
                    eerste = false;
                    if !apart.is_empty() {
                        self.apart(stuk, &apart);
                        self.na_keuze(stuk, eind - 1, &apart);
                    }
                    begin = eind;
                }
            }
        }
    }

    /// From the last of the branches that were told apart, an arrow leads on to what follows the
    /// choice, where that stands right below it. On paper the connector at its end says enough.
    fn na_keuze(&mut self, stuk: &Stuk<'s>, index: usize, apart: &[(usize, usize)]) {
        let Some(knoop) = stuk.stappen.get(index) else { return };
        let volgende = stuk.stappen.get(index + 1).map(|k| k.nummer);
        let naar = volgende.or(if stuk.tak.is_none() { stuk.na } else { None });
        let laatste = apart.last().filter(|(keuze, _)| *keuze == knoop.nummer).and_then(|(_, i)| knoop.takken.get(*i));
        let door = laatste.is_some_and(tak_loopt_door) && self.vakken.maten.deel_hoog.is_infinite();
        if let (Some(naar), true, Some(hoogte)) = (naar, door, self.delen.last().map(|d| d.hoogte)) {
            let door = self.door(naar, self.vakken.maten.breedte / 2.0, hoogte);
            self.delen.last_mut().map(|d| d.door.get_or_insert(door));
            self.aan = true;
        }
    }

    /// Draws the branches that found no room, each as a part.
    fn apart(&mut self, stuk: &Stuk<'s>, apart: &[(usize, usize)]) {
        for (keuze, index) in apart {
            let Some((knoop, na)) = vind(stuk.stappen, stuk.na, *keuze) else { continue };
            let Some(tak) = knoop.takken.get(*index) else { continue };
            let doel = tak.naar.or(na);
            let slot = doel.map_or(Slot::Dicht, |naar| Slot::Verwijs(naar, tak.naar.is_some()));
            self.aan = false;
            self.stuk(&Stuk {
                stappen: &tak.stappen,
                na: doel,
                fase: stuk.fase,
                tak: Some((*keuze, *index, &tak.als)),
                slot,
            });
            self.aan = false;
        }
    }

    /// How many nodes fit in a part, from `begin`; or into which pieces a choice has to be cut.
    fn past(
        &self,
        stuk: &Stuk<'s>,
        begin: usize,
        breedte: f64,
        eerste: bool,
    ) -> (usize, Option<Vec<std::ops::Range<usize>>>) {
        let m = self.vakken.maten;
        let (kop, ..) = self.kop(stuk, eerste);
        let ruimte = m.deel_hoog - kop - 2.0 * self.lucht() - m.tussen * 2.0 - m.regel * 2.0;
        let mut hoogte = 0.0;
        for (i, knoop) in stuk.stappen.iter().enumerate().skip(begin) {
            let na = stuk.stappen.get(i + 1).map(|k| k.nummer).or(stuk.na);
            let blok = self.vakken.element(knoop, na, breedte);
            if i == begin && blok.hoogte > ruimte && knoop.soort == KnoopSoort::Keuze {
                return (begin + 1, Some(self.knip(knoop, na, breedte, ruimte, 0..knoop.takken.len())));
            }
            hoogte += blok.hoogte + if i > begin { m.tussen } else { 0.0 };
            if i > begin && hoogte > ruimte {
                return (i, None);
            }
            // What comes after branches that stand apart, stands below those.
            if !blok.apart.is_empty() {
                return (i + 1, None);
            }
        }
        (stuk.stappen.len(), None)
    }

    /// Cuts the branches of a choice into pieces that fit.
    fn knip(
        &self,
        knoop: &Knoop,
        na: Option<usize>,
        breedte: f64,
        ruimte: f64,
        deel: std::ops::Range<usize>,
    ) -> Vec<std::ops::Range<usize>> {
        let blok = self.vakken.keuze_kort(knoop, na, breedte, deel.clone());
        if blok.hoogte <= ruimte || deel.len() < 2 {
            return vec![deel];
        }
        let half = deel.start + deel.len().div_ceil(2);
        let mut uit = self.knip(knoop, na, breedte, ruimte, deel.start..half);
        uit.extend(self.knip(knoop, na, breedte, ruimte, half..deel.end));
        uit
    }

    /// Lays out nodes, with as many lanes at the sides as their jumps need.
    fn met_banen(&self, stuk: &Stuk<'s>, deel: std::ops::Range<usize>, breedte: f64) -> Bouw {
        let m = self.vakken.maten;
        let eerst = self.bouw(stuk, deel.clone(), breedte);
        let (links, rechts) = banen::nodig(&eerst.blok);
        if links + rechts == 0 {
            return eerst;
        }
        let (links, rechts) = (links as f64 * m.baan, rechts as f64 * m.baan);
        let smal = breedte - links - rechts;
        if smal < m.kolom_smal + 2.0 * m.rail {
            return eerst;
        }
        let mut bouw = self.bouw(stuk, deel, smal);
        // Less width may ask for more height than there is; then the connectors' words must do.
        if bouw.blok.apart != eerst.blok.apart
            || bouw.blok.hoogte > m.deel_hoog - self.kop(stuk, false).0.max(self.kop(stuk, true).0) - 2.0 * self.lucht()
        {
            return eerst;
        }
        let mut blok = Blok {
            hoogte: bouw.blok.hoogte,
            begin: bouw.blok.begin + links,
            eind: bouw.blok.eind.map(|x| x + links),
            ..Blok::default()
        };
        bouw.open = bouw.open.map(|x| x + links);
        blok.neem(std::mem::take(&mut bouw.blok), links, 0.0);
        banen::trek(&mut blok, links, breedte - rechts, m.baan, m.pijl);
        bouw.blok = blok;
        bouw
    }

    fn bouw(&self, stuk: &Stuk<'s>, deel: std::ops::Range<usize>, breedte: f64) -> Bouw {
        let midden = breedte / 2.0;
        let vakken = self.vakken;
        let laatste = deel.end == stuk.stappen.len();
        let stappen = &stuk.stappen[deel.clone()];
        let volgende = stuk.stappen.get(deel.end).map(|k| k.nummer).or(stuk.na);
        let slot = if laatste { stuk.slot } else { Slot::Open };
        let van = stappen.first().map_or(0, |k| k.nummer);
        let mut blok = Blok { begin: midden, ..Blok::default() };
        let mut open = None;
        for (i, knoop) in stappen.iter().enumerate() {
            let na = stappen.get(i + 1).map(|k| k.nummer).or(volgende);
            let element = vakken.element(knoop, na, breedte);
            vakken.onder_elkaar(&mut blok, element, open, i > 0, midden);
            open = blok.eind;
        }
        let tot = stappen.last().map_or(van, |k| k.nummer);
        // What comes next stands below the branches that were told apart: words lead there.
        let slot = match (slot, volgende) {
            (Slot::Open, Some(naar)) if !blok.apart.is_empty() => Slot::Verwijs(naar, false),
            _ => slot,
        };
        vakken.sluit(&mut blok, open, (tot, None), slot, breedte, false);
        let open = blok.eind;
        Bouw { blok, open, van, tot: laatste_nummer(stappen).max(tot) }
    }

    fn lucht(&self) -> f64 {
        self.vakken.maten.tussen * 0.85
    }

    /// Adds a part to the picture. `naar`: the step that its flow goes on to.
    fn voeg_toe(&mut self, stuk: &Stuk<'s>, bouw: Bouw, eerste: bool, naar: Option<usize>) {
        let m = self.vakken.maten;
        let (kop_hoogte, kop, band) = self.kop(stuk, eerste);
        let lucht = self.lucht();
        let boven = kop_hoogte + lucht;
        let mut deel = Blok { hoogte: boven + bouw.blok.hoogte + lucht, ..Blok::default() };
        let begin = m.rand + bouw.blok.begin;
        let onder = boven + bouw.blok.hoogte;
        if self.aan {
            deel.lijn(&[(begin, kop_hoogte), (begin, boven)], Some(m.pijl));
        }
        let open = bouw.open.map(|x| x + m.rand);
        deel.neem(bouw.blok, m.rand, boven);
        let door = match (naar, open) {
            (Some(naar), Some(x)) => {
                let midden = m.breedte / 2.0;
                let half = onder + lucht * 0.4;
                deel.lijn(&[(x, onder), (x, half), (midden, half), (midden, deel.hoogte)], None);
                Some(self.door(naar, midden, deel.hoogte))
            }
            _ => None,
        };
        self.aan = door.is_some();
        self.delen.push(Deel {
            y: 0.0,
            hoogte: deel.hoogte,
            soort: match (stuk.tak, eerste) {
                (_, false) => DeelSoort::Vervolg,
                (Some(_), true) => DeelSoort::Tak,
                (None, true) => DeelSoort::Fase,
            },
            fase: stuk.fase,
            tak: stuk.tak.map(|(keuze, index, _)| (keuze, index)),
            kop_hoogte,
            kop,
            band,
            vakken: deel.vakken,
            lijnen: deel.lijnen,
            door,
            van: bouw.van,
            tot: bouw.tot,
        });
    }

    /// The arrow to the next part, with words beside it.
    fn door(&self, naar: usize, x: f64, onder: f64) -> Door {
        let m = self.vakken.maten;
        let tekst = format!("naar stap {naar}");
        let breedte = self.vakken.meter.breedte(&tekst, Snit::Gewoon);
        let y = onder + m.naad * 0.5 + m.letter * 0.35;
        Door {
            x,
            naar,
            lijn: Lijn::nieuw(vec![(x, onder), (x, onder + m.naad)], LijnSoort::Gewoon, Some(m.pijl)),
            regel: Regel { x: x + m.letter * 0.7, y, midden: false, tekst, stijl: Stijl::Noot, breedte },
        }
    }

    /// The title band of a part: its height, its lines, and the word at its right.
    fn kop(&self, stuk: &Stuk<'s>, eerste: bool) -> (f64, Vec<Regel>, Option<Regel>) {
        let m = self.vakken.maten;
        let fase = self.schema.fasen.get(stuk.fase);
        let titel = fase.and_then(|f| f.titel.as_deref());
        let (boven, titel) = match (stuk.tak, titel, eerste) {
            (Some((keuze, _, als)), ..) => {
                let woord = if eerste { "Antwoord bij keuze" } else { "Vervolg van een antwoord bij keuze" };
                (Some(format!("{woord} {keuze}")), Some(als.to_owned()))
            }
            (None, Some(titel), true) => (None, Some(titel.to_owned())),
            (None, Some(titel), false) => (None, Some(format!("{titel} (vervolg)"))),
            (None, None, true) => (None, None),
            (None, None, false) => (None, Some("Vervolg".to_owned())),
        };
        let Some(titel) = titel else { return (0.0, Vec::new(), None) };
        let links = m.rand * 0.5 + m.marge;
        let mut ruimte = m.breedte - 2.0 * links;
        let mut y = m.lucht * 0.9;
        let basislijn = |y: f64| y + m.regel * 0.5 + m.letter * 0.35;
        let meter = self.vakken.meter;
        let band = fase.and_then(|f| f.band.clone()).filter(|_| stuk.tak.is_none()).map(|tekst| {
            let regels = meter.regels(&tekst, Snit::Gewoon, ruimte * 0.35, 1);
            let tekst = regels.into_iter().next().unwrap_or_default();
            let breedte = meter.breedte(&tekst, Snit::Gewoon);
            ruimte -= breedte + 2.0 * m.marge;
            Regel { x: m.breedte - links - breedte, y: basislijn(y), midden: false, tekst, stijl: Stijl::Noot, breedte }
        });
        let mut regels = Vec::new();
        let teksten =
            boven.map(|t| (t, Stijl::Noot, Snit::Gewoon)).into_iter().chain([(titel, Stijl::Titel, Snit::Vet)]);
        for (tekst, stijl, snit) in teksten {
            for tekst in meter.regels(&tekst, snit, ruimte, KOP_REGELS) {
                let breedte = meter.breedte(&tekst, snit);
                regels.push(Regel { x: links, y: basislijn(y), midden: false, tekst, stijl, breedte });
                y += m.regel;
            }
        }
        if regels.is_empty() {
            return (0.0, Vec::new(), None);
        }
        (y + m.lucht * 0.9, regels, band)
    }
}

/// A choice by its number, and what follows it.
fn vind(stappen: &[Knoop], na: Option<usize>, nummer: usize) -> Option<(&Knoop, Option<usize>)> {
    stappen.iter().enumerate().find_map(|(i, knoop)| {
        let volgende = stappen.get(i + 1).map(|k| k.nummer).or(na);
        if knoop.nummer == nummer {
            return Some((knoop, volgende));
        }
        knoop.takken.iter().find_map(|tak| vind(&tak.stappen, tak.naar.or(volgende), nummer))
    })
}

/// The highest number among nodes.
fn laatste_nummer(stappen: &[Knoop]) -> usize {
    let in_takken = |k: &Knoop| k.takken.iter().map(|t| laatste_nummer(&t.stappen)).max().unwrap_or(0);
    stappen.iter().map(|k| k.nummer.max(in_takken(k))).max().unwrap_or(0)
}
