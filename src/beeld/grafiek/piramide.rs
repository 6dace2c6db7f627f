//! A pyramid of levels: the first is the base, the last is the top.
//!
//! Each level is a slice of one triangle, in a box that stretches with the text beside it, so that
//! no name can be too long for it. The slices say the order; how large a level is, a bar says.

use serde::Serialize;

use super::{maat, rond};
use crate::tekst::zinnen;

/// A level as it is known.
#[derive(Debug, Clone)]
pub struct Niveau {
    /// Its name.
    pub naam: String,
    /// Its share in words, as typed.
    pub aandeel: Option<String>,
    /// Its share in percent, from and to.
    pub procent: Option<(f64, f64)>,
}

/// The slice of a level in its own box; all in percent of that box.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plak {
    /// Left and right end of its upper edge.
    pub boven: (f64, f64),
    /// Left and right end of its lower edge.
    pub onder: (f64, f64),
    /// Share as a bar: length, and the length to where it may run; none unless it is a percentage
    /// of at most 100.
    pub aandeel: Option<(f64, f64)>,
}

/// What a percentage is a share of.
const VAN_DE: &str = " van de leerlingen";

impl Niveau {
    /// What stands behind its share: nothing where that is words and not a percentage.
    pub fn van_de(&self) -> &'static str {
        if self.procent.is_some() { VAN_DE } else { "" }
    }
}

/// The slices, in the order of the levels.
pub fn plakken(niveaus: &[Niveau]) -> Vec<Plak> {
    let aantal = niveaus.len();
    let halve = |van_boven: usize| 50.0 * maat(van_boven) / maat(aantal.max(1));
    let plak = |(i, niveau): (usize, &Niveau)| {
        let van_boven = aantal - 1 - i;
        let rand = |halve: f64| (rond(50.0 - halve), rond(50.0 + halve));
        let echt = |(van, tot): &(f64, f64)| van.is_finite() && *van >= 0.0 && van <= tot && *tot <= 100.0;
        Plak {
            boven: rand(halve(van_boven)),
            onder: rand(halve(van_boven + 1)),
            aandeel: niveau.procent.filter(echt).map(|(van, tot)| (rond(van), rond(tot))),
        }
    };
    niveaus.iter().enumerate().map(plak).collect()
}

/// "Van onder naar boven: groen (80% van de leerlingen), geel (15%) en rood (5%)."
pub fn zin(niveaus: &[Niveau]) -> String {
    let mut van_de = VAN_DE;
    let mut deel = |niveau: &Niveau| {
        let naam = zinnen::klein(&niveau.naam);
        match (&niveau.aandeel, niveau.procent) {
            (Some(aandeel), Some(_)) => format!("{naam} ({aandeel}{})", std::mem::take(&mut van_de)),
            (Some(aandeel), None) => format!("{naam} ({aandeel})"),
            (None, _) => naam,
        }
    };
    match niveaus {
        [] => String::new(),
        [een] => zinnen::met_punt(&format!("Er is één niveau: {}", deel(een))),
        _ => {
            let delen: Vec<String> = niveaus.iter().map(deel).collect();
            format!("{} niveaus, van onder naar boven: {}.", niveaus.len(), zinnen::opsomming(&delen))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn niveau(naam: &str, aandeel: &str, procent: Option<(f64, f64)>) -> Niveau {
        Niveau { naam: naam.to_owned(), aandeel: (!aandeel.is_empty()).then(|| aandeel.to_owned()), procent }
    }

    #[test]
    fn slices_make_one_triangle_with_the_first_level_as_its_base() {
        for aantal in [1, 2, 3, 7, 60] {
            let niveaus: Vec<Niveau> = (0..aantal).map(|_| niveau("n", "", None)).collect();
            let plakken = plakken(&niveaus);
            assert_eq!(plakken[0].onder, (0.0, 100.0));
            assert_eq!(plakken[aantal - 1].boven, (50.0, 50.0));
            for paar in plakken.windows(2) {
                assert_eq!(paar[0].boven, paar[1].onder);
            }
        }
        assert!(plakken(&[]).is_empty());
    }

    #[test]
    fn only_a_real_percentage_is_a_bar() {
        let aandeel = |procent| plakken(&[niveau("a", "x", Some(procent))])[0].aandeel;
        assert_eq!(aandeel((80.0, 80.0)), Some((80.0, 80.0)));
        assert_eq!(aandeel((10.0, 15.0)), Some((10.0, 15.0)));
        assert_eq!(aandeel((120.0, 120.0)), None);
        assert_eq!(aandeel((-5.0, 5.0)), None);
        assert_eq!(aandeel((90.0, 1e300)), None);
        assert_eq!(aandeel((f64::NAN, 5.0)), None);
    }

    #[test]
    fn the_sentence_names_levels_from_the_base_up() {
        let drie = [
            niveau("Groen", "80%", Some((80.0, 80.0))),
            niveau("Geel", "15%", Some((15.0, 15.0))),
            niveau("Rood", "5%", Some((5.0, 5.0))),
        ];
        assert_eq!(
            zin(&drie),
            "3 niveaus, van onder naar boven: groen (80% van de leerlingen), geel (15%) en rood (5%)."
        );
        let zonder = [niveau("Basis", "", None), niveau("Extra", "op indicatie", None)];
        assert_eq!(zin(&zonder), "2 niveaus, van onder naar boven: basis en extra (op indicatie).");
        assert_eq!(zin(&drie[..1]), "Er is één niveau: groen (80% van de leerlingen).");
        assert_eq!(zin(&[]), "");
    }
}
