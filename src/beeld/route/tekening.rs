//! The finished picture: places and sizes, in units from the top left corner.

use serde::Serialize;

use super::maten::Maten;

/// A picture for one width.
#[derive(Debug, Clone, Serialize)]
pub struct Tekening {
    /// Width of the whole.
    pub breedte: f64,
    /// Height of the whole, with all parts below each other.
    pub hoogte: f64,
    /// Size of the letters.
    pub letter: f64,
    /// How far the sides of a choice slant.
    pub schuin: f64,
    /// How far the next part stands from the bottom of a part.
    pub naad: f64,
    /// Its parts, from top to bottom.
    pub delen: Vec<Deel>,
}

/// A part that can stand by itself: a phase, a stretch of one, or a branch told apart.
#[derive(Debug, Clone, Serialize)]
pub struct Deel {
    /// Top, in the whole picture. Places inside the part count from here.
    pub y: f64,
    /// Height.
    pub hoogte: f64,
    /// What it shows.
    pub soort: DeelSoort,
    /// Index of its phase.
    pub fase: usize,
    /// The choice and branch that it goes on from.
    pub tak: Option<(usize, usize)>,
    /// Height of the band with its title; 0 without one.
    pub kop_hoogte: f64,
    /// Lines of the title.
    pub kop: Vec<Regel>,
    /// A word at the right of the title, such as `basis`.
    pub band: Option<Regel>,
    /// Boxes, in reading order.
    pub vakken: Vec<Vak>,
    /// Edges, or pieces that several edges share.
    pub lijnen: Vec<Lijn>,
    /// The arrow to the next part.
    pub door: Option<Door>,
    /// Number of its first and of its last node.
    pub van: usize,
    /// See `van`.
    pub tot: usize,
}

/// What a part shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DeelSoort {
    /// A phase, from its beginning.
    Fase,
    /// A phase or branch that goes on.
    Vervolg,
    /// A branch of a choice that has no room for it.
    Tak,
}

/// A box with text.
#[derive(Debug, Clone, Serialize)]
pub struct Vak {
    /// What it is.
    pub soort: VakSoort,
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub breedte: f64,
    /// Height.
    pub hoogte: f64,
    /// The node it is or belongs to; for a connector, the step it leads to.
    pub nummer: usize,
    /// The node that a label or a connector comes from, and the branch.
    pub bij: Option<(usize, Option<usize>)>,
    /// Where its number stands: left, top, width, height.
    pub plaatje: Option<(f64, f64, f64, f64)>,
    /// Its text.
    pub regels: Vec<Regel>,
    /// A choice that stands here again, because its branches go on.
    pub herhaald: bool,
}

/// What a box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum VakSoort {
    /// A step.
    Stap,
    /// A choice.
    Keuze,
    /// An ending.
    Einde,
    /// When a branch applies.
    Als,
    /// A connector to a step further on.
    Verder,
    /// A connector to an earlier step.
    Terug,
}

/// One line of text.
#[derive(Debug, Clone, Serialize)]
pub struct Regel {
    /// Left end, or the middle when `midden`.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// Whether `x` is the middle.
    pub midden: bool,
    /// The text.
    pub tekst: String,
    /// What it says.
    pub stijl: Stijl,
    /// Measured width.
    pub breedte: f64,
}

/// What a line of text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stijl {
    /// What happens, or the title of a part.
    Titel,
    /// Who does it.
    Wie,
    /// The same, with the sign of a person before it.
    Eerste,
    /// When a branch applies.
    Als,
    /// Where else one comes from, and other remarks.
    Noot,
    /// The words of a connector.
    Verwijs,
}

/// A line through points, with only horizontal and vertical stretches.
#[derive(Debug, Clone, Serialize)]
pub struct Lijn {
    /// Its points, in the direction of the flow.
    pub punten: Vec<(f64, f64)>,
    /// The corners of the arrowhead at its end: the tip first.
    pub pijl: Option<[(f64, f64); 3]>,
    /// What kind of edge.
    pub soort: LijnSoort,
}

/// What kind of edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LijnSoort {
    /// The order of the steps.
    Gewoon,
    /// From a choice to its branches.
    Vork,
    /// A jump ahead.
    Sprong,
    /// A loop back.
    Terug,
}

/// The arrow from the bottom of a part to the next.
#[derive(Debug, Clone, Serialize)]
pub struct Door {
    /// Its place from the left.
    pub x: f64,
    /// The arrow, from the bottom of the part to the top of the next.
    pub lijn: Lijn,
    /// Number of the step that it leads to.
    pub naar: usize,
    /// Its words, for where the next part stands on another page.
    pub regel: Regel,
}

impl Lijn {
    /// A line; with `pijl` it ends in an arrowhead of that length, at its last point.
    pub(super) fn nieuw(punten: Vec<(f64, f64)>, soort: LijnSoort, pijl: Option<f64>) -> Self {
        let [.., van, tot] = punten[..] else { return Self { punten, pijl: None, soort } };
        let Some(lang) = pijl else { return Self { punten, pijl: None, soort } };
        let (rx, ry) = ((tot.0 - van.0).signum(), (tot.1 - van.1).signum());
        // Level or upright: one of both differences is nothing.
        let (rx, ry) = if (tot.0 - van.0).abs() > (tot.1 - van.1).abs() { (rx, 0.0) } else { (0.0, ry) };
        let half = lang * 0.52;
        let voet = (tot.0 - rx * lang, tot.1 - ry * lang);
        let hoeken = [tot, (voet.0 + ry * half, voet.1 + rx * half), (voet.0 - ry * half, voet.1 - rx * half)];
        Self { punten, pijl: Some(hoeken), soort }
    }
}

impl Tekening {
    /// Rounds to tenths, and lets lines stop inside their arrowheads.
    pub(super) fn afgewerkt(mut self, maten: Maten) -> Self {
        self.hoogte = rond(self.hoogte);
        self.schuin = rond(self.schuin);
        for deel in &mut self.delen {
            for getal in [&mut deel.y, &mut deel.hoogte, &mut deel.kop_hoogte] {
                *getal = rond(*getal);
            }
            let vakken = deel.vakken.iter_mut();
            for vak in vakken {
                for getal in [&mut vak.x, &mut vak.y, &mut vak.breedte, &mut vak.hoogte] {
                    *getal = rond(*getal);
                }
                vak.plaatje = vak.plaatje.map(|p| (rond(p.0), rond(p.1), rond(p.2), rond(p.3)));
                vak.regels.iter_mut().for_each(Regel::rond_af);
            }
            deel.kop.iter_mut().chain(&mut deel.band).for_each(Regel::rond_af);
            deel.lijnen.iter_mut().for_each(|l| l.rond_af(maten.pijl));
            if let Some(door) = &mut deel.door {
                door.x = rond(door.x);
                door.regel.rond_af();
                door.lijn.rond_af(maten.pijl);
            }
        }
        self
    }
}

impl Regel {
    fn rond_af(&mut self) {
        for getal in [&mut self.x, &mut self.y, &mut self.breedte] {
            *getal = rond(*getal);
        }
    }
}

impl Lijn {
    fn rond_af(&mut self, pijl: f64) {
        if self.pijl.is_some()
            && let [.., van, tot] = &mut self.punten[..]
        {
            let (dx, dy) = (tot.0 - van.0, tot.1 - van.1);
            let deel = (pijl * 0.6 / dx.abs().max(dy.abs()).max(0.1)).min(1.0);
            *tot = (tot.0 - dx * deel, tot.1 - dy * deel);
        }
        for punt in self.punten.iter_mut().chain(self.pijl.iter_mut().flatten()) {
            *punt = (rond(punt.0), rond(punt.1));
        }
    }
}

/// Rounded to tenths.
fn rond(getal: f64) -> f64 {
    (getal * 10.0).round() / 10.0
}

impl Vak {
    /// Whether the inside of the box holds some of this rectangle.
    pub fn raakt(&self, x: f64, y: f64, breedte: f64, hoogte: f64) -> bool {
        self.x < x + breedte && x < self.x + self.breedte && self.y < y + hoogte && y < self.y + self.hoogte
    }
}
