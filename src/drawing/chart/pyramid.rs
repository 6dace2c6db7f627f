//! A pyramid of levels: the first is the base, the last is the top.
//!
//! Each level is a slice of one triangle, in a box that stretches with the text next to it, so that no name is too
//! long. The slices show the order; a bar shows how large a level is.

use serde::Serialize;

use super::{as_f64, round};
use crate::text::sentences;

/// A level, as input.
#[derive(Debug, Clone)]
pub struct PyramidNiveau {
    /// Its name.
    pub name: String,
    /// Its share in words, as typed.
    pub share: Option<String>,
    /// Its share in percent, from and to, if it is a percentage.
    pub percent: Option<(f64, f64)>,
}

/// The slice of a level in its own box, in percent of that box.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Slice {
    /// Left and right end of its upper edge.
    pub above: (f64, f64),
    /// Left and right end of its lower edge.
    pub below: (f64, f64),
    /// Share as a bar: least and greatest length; `None` unless it is a percentage of at most 100.
    pub share: Option<(f64, f64)>,
}

/// What a percentage is a share of.
const OF_LEERLINGEN: &str = " van de leerlingen";

impl PyramidNiveau {
    /// What follows its share: empty where that is words and not a percentage.
    pub fn of_leerlingen(&self) -> &'static str {
        if self.percent.is_some() { OF_LEERLINGEN } else { "" }
    }
}

/// The slices, in the order of the levels.
pub fn slices(niveaus: &[PyramidNiveau]) -> Vec<Slice> {
    let count = niveaus.len();
    let half_width = |from_top: usize| 50.0 * as_f64(from_top) / as_f64(count.max(1));
    let slice = |(i, niveau): (usize, &PyramidNiveau)| {
        let from_top = count - 1 - i;
        let sides = |half_width: f64| (round(50.0 - half_width), round(50.0 + half_width));
        let real = |(from, to): &(f64, f64)| from.is_finite() && *from >= 0.0 && from <= to && *to <= 100.0;
        Slice {
            above: sides(half_width(from_top)),
            below: sides(half_width(from_top + 1)),
            share: niveau.percent.filter(real).map(|(from, to)| (round(from), round(to))),
        }
    };
    niveaus.iter().enumerate().map(slice).collect()
}

/// "Van onder naar boven: groen (80% van de leerlingen), geel (15%) en rood (5%)."
pub fn sentence(niveaus: &[PyramidNiveau]) -> String {
    let mut of_leerlingen = OF_LEERLINGEN;
    let mut part = |niveau: &PyramidNiveau| {
        let name = sentences::lower(&niveau.name);
        match (&niveau.share, niveau.percent) {
            (Some(share), Some(_)) => format!("{name} ({share}{})", std::mem::take(&mut of_leerlingen)),
            (Some(share), None) => format!("{name} ({share})"),
            (None, _) => name,
        }
    };
    match niveaus {
        [] => String::new(),
        [one] => sentences::with_full_stop(&format!("Er is één niveau: {}", part(one))),
        _ => {
            let parts: Vec<String> = niveaus.iter().map(part).collect();
            format!("{} niveaus, van onder naar boven: {}.", niveaus.len(), sentences::join_and(&parts))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn niveau(name: &str, share: &str, percent: Option<(f64, f64)>) -> PyramidNiveau {
        PyramidNiveau { name: name.to_owned(), share: (!share.is_empty()).then(|| share.to_owned()), percent }
    }

    #[test]
    fn slices_make_one_triangle_with_the_first_level_as_its_base() {
        for count in [1, 2, 3, 7, 60] {
            let niveaus: Vec<PyramidNiveau> = (0..count).map(|_| niveau("n", "", None)).collect();
            let slices = slices(&niveaus);
            assert_eq!(slices[0].below, (0.0, 100.0));
            assert_eq!(slices[count - 1].above, (50.0, 50.0));
            for entry in slices.windows(2) {
                assert_eq!(entry[0].above, entry[1].below);
            }
        }
        assert!(slices(&[]).is_empty());
    }

    #[test]
    fn only_a_real_percentage_is_a_bar() {
        let share = |percent| slices(&[niveau("a", "x", Some(percent))])[0].share;
        assert_eq!(share((80.0, 80.0)), Some((80.0, 80.0)));
        assert_eq!(share((10.0, 15.0)), Some((10.0, 15.0)));
        assert_eq!(share((120.0, 120.0)), None);
        assert_eq!(share((-5.0, 5.0)), None);
        assert_eq!(share((90.0, 1e300)), None);
        assert_eq!(share((f64::NAN, 5.0)), None);
    }

    #[test]
    fn the_sentence_names_levels_from_the_base_up() {
        let three = [
            niveau("Groen", "80%", Some((80.0, 80.0))),
            niveau("Geel", "15%", Some((15.0, 15.0))),
            niveau("Rood", "5%", Some((5.0, 5.0))),
        ];
        assert_eq!(
            sentence(&three),
            "3 niveaus, van onder naar boven: groen (80% van de leerlingen), geel (15%) en rood (5%)."
        );
        let without = [niveau("Basis", "", None), niveau("Extra", "op indicatie", None)];
        assert_eq!(sentence(&without), "2 niveaus, van onder naar boven: basis en extra (op indicatie).");
        assert_eq!(sentence(&three[..1]), "Er is één niveau: groen (80% van de leerlingen).");
        assert_eq!(sentence(&[]), "");
    }
}
