//! Dots on a scale: where one judgement stands among all values, in a drawing as small as a word.
//!
//! Below each other in a table, such drawings show a profile. A bar leads from the origin to the
//! dot: the start of the scale, or its middle when it runs between two poles.

use serde::Serialize;

use super::verdeling::Oordeel;
use super::{maat, rond};

/// The scale itself, the same for all items.
#[derive(Debug, Clone, Serialize)]
pub struct Spoor {
    /// Width of the drawing.
    pub breedte: f64,
    /// Height of the drawing.
    pub hoogte: f64,
    /// Where each value lies.
    pub punten: Vec<f64>,
    /// Radius of the small ring of a value.
    pub ring: f64,
    /// Radius of the dot.
    pub stip: f64,
    /// Where bars begin.
    pub oorsprong: f64,
    /// Whether the scale runs between two poles.
    pub polen: bool,
}

/// One judgement on it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Stip {
    /// Middle of the dot, or of its left end between two values.
    pub van: f64,
    /// Middle of its right end.
    pub tot: f64,
    /// Left end of the bar.
    pub balk_van: f64,
    /// Right end of the bar.
    pub balk_tot: f64,
}

const STIP: f64 = 7.0;
const STAP: f64 = 24.0;
/// The scale never gets wider than this, however many values it has.
const BREEDST: f64 = 120.0;

/// The drawing of a scale of so many values; none for a scale without.
pub fn spoor(aantal: usize, polen: bool) -> Option<Spoor> {
    let laatste = aantal.checked_sub(1)?;
    let stap = if laatste == 0 { 0.0 } else { f64::min(STAP, BREEDST / maat(laatste)) };
    let rand = STIP + 1.0;
    let punten: Vec<f64> = (0..aantal).map(|i| rond(rand + maat(i) * stap)).collect();
    let eind = rand + maat(laatste) * stap;
    Some(Spoor {
        breedte: rond(eind + rand),
        hoogte: rand * 2.0,
        ring: rond((stap / 4.0).clamp(0.5, 4.0)),
        stip: STIP,
        oorsprong: rond(if polen { f64::midpoint(rand, eind) } else { rand }),
        punten,
        polen,
    })
}

impl Spoor {
    /// Where a judgement stands; none for a value that the scale does not have.
    pub fn stip(&self, oordeel: Oordeel) -> Option<Stip> {
        let van = *self.punten.get(oordeel.waarde)?;
        let tot = match oordeel.tot {
            Some(tot) => *self.punten.get(tot)?,
            None => van,
        };
        let midden = f64::midpoint(van, tot);
        Some(Stip { van, tot, balk_van: f64::min(self.oorsprong, midden), balk_tot: f64::max(self.oorsprong, midden) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_stay_in_their_drawing_in_order() {
        for aantal in 1..=60 {
            for polen in [false, true] {
                let spoor = spoor(aantal, polen).unwrap();
                assert_eq!(spoor.punten.len(), aantal);
                for paar in spoor.punten.windows(2) {
                    assert!(paar[0] < paar[1], "{spoor:?}");
                }
                for waarde in 0..aantal {
                    let tot = (waarde + 1 < aantal).then_some(waarde + 1);
                    let stip = spoor.stip(Oordeel { waarde, tot }).unwrap();
                    assert!(stip.van - spoor.stip >= 0.0 && stip.tot + spoor.stip <= spoor.breedte, "{stip:?}");
                    assert!(stip.balk_van <= stip.balk_tot);
                }
                assert_eq!(spoor.stip(Oordeel { waarde: aantal, tot: None }), None);
            }
        }
        assert!(spoor(0, true).is_none());
    }

    #[test]
    fn rings_of_neighbours_do_not_touch() {
        for aantal in [2, 4, 7, 25] {
            let spoor = spoor(aantal, false).unwrap();
            assert!(spoor.punten[1] - spoor.punten[0] >= spoor.ring * 2.0, "{aantal}");
        }
    }

    #[test]
    fn a_bar_leads_from_the_start_or_from_the_middle() {
        let gewoon = spoor(5, false).unwrap();
        let polen = spoor(5, true).unwrap();
        let stip = Oordeel { waarde: 1, tot: None };
        assert_eq!(gewoon.stip(stip).unwrap().balk_van, gewoon.punten[0]);
        let stip = polen.stip(stip).unwrap();
        assert_eq!((stip.balk_van, stip.balk_tot), (polen.punten[1], polen.punten[2]));
    }
}
