//! How judgements are spread over a scale: one bar whose parts are shares.
//!
//! A scale between two poles is drawn from the middle: what leans to the first pole lies left of
//! it, what leans to the second right of it, and a value in the middle of the scale lies across.

use serde::Serialize;

use super::woorden::{deel_van, genoemd};
use super::{maat, procenten, rond, tekstbreedte};
use crate::tekst::zinnen;

/// One value of a scale.
#[derive(Debug, Clone)]
pub struct Trede {
    /// Its name.
    pub naam: String,
    /// Its short sign; may be empty.
    pub kort: String,
    /// What it covers, such as "76% tot 100%".
    pub band: Option<String>,
}

/// A judgement: index of a value, and of the next one when it lies between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Oordeel {
    /// The value, or the lower of the two.
    pub waarde: usize,
    /// The higher of the two.
    pub tot: Option<usize>,
}

/// A bar of shares.
#[derive(Debug, Clone, Serialize)]
pub struct Verdeling {
    /// Its parts from left to right; values that nothing has are there too, without width.
    pub delen: Vec<Deel>,
    /// Number of judgements.
    pub totaal: usize,
    /// Where the middle of the scale lies, in percent, when it runs between two poles.
    pub midden: Option<f64>,
    /// What the bar shows, in one sentence.
    pub zin: String,
}

/// One part of the bar.
#[derive(Debug, Clone, Serialize)]
pub struct Deel {
    /// Name of the value, or of the two it lies between.
    pub naam: String,
    /// Sign of the value.
    pub teken: String,
    /// What it covers.
    pub band: Option<String>,
    /// Name of its filling: `leeg`, `streep`, `half`, `dicht` or `vol`.
    pub vulling: &'static str,
    /// How many judgements.
    pub aantal: usize,
    /// Share in whole percents; all of them make 100.
    pub procent: usize,
    /// Where it begins, in percent of the drawing.
    pub x: f64,
    /// How wide it is, in percent of the drawing.
    pub breedte: f64,
    /// Its middle, in percent of the drawing.
    pub midden: f64,
    /// Whether its sign fits in it on the narrowest screen.
    pub past: bool,
}

/// Width of the bar on the narrowest screen, in parts of the size of its signs.
const SMALST: f64 = 15.0;

/// The filling of value `index` of a scale of `aantal`: from empty to full, each apart from its
/// neighbours without colour. With poles the first half is striped and the second half is solid.
pub fn vulling(index: usize, aantal: usize, polen: bool) -> &'static str {
    let laatste = aantal.saturating_sub(1).max(1);
    if polen {
        return match (index * 2).cmp(&laatste) {
            std::cmp::Ordering::Less if index * 4 < laatste => "dicht",
            std::cmp::Ordering::Less => "streep",
            std::cmp::Ordering::Equal => "leeg",
            std::cmp::Ordering::Greater if index * 4 > laatste * 3 => "vol",
            std::cmp::Ordering::Greater => "half",
        };
    }
    match (index, laatste) {
        (0, _) => "leeg",
        (i, l) if i >= l => "vol",
        (1, 2) => "half",
        (i, 3) => ["leeg", "streep", "half"][i.min(2)],
        (i, l) => ["streep", "half", "dicht"][((i - 1) * 3 / (l - 1)).min(2)],
    }
}

/// The sign of a value: its short name, else its number.
pub fn teken(treden: &[Trede], index: usize) -> String {
    match treden.get(index) {
        Some(trede) if !trede.kort.is_empty() => trede.kort.clone(),
        _ => (index + 1).to_string(),
    }
}

/// The bar; `niet` is how many were not judged. Judgements that the scale does not have are left
/// out. No bar without judgements.
pub fn verdeling(treden: &[Trede], oordelen: &[Oordeel], niet: usize, polen: bool) -> Option<Verdeling> {
    let aantal = |oordeel: Oordeel| oordelen.iter().filter(|o| **o == oordeel).count();
    let mut plekken: Vec<(Oordeel, usize)> = Vec::new();
    for waarde in 0..treden.len() {
        let heel = Oordeel { waarde, tot: None };
        plekken.push((heel, aantal(heel)));
        // Between two values is a place of its own, only where something lies there.
        let tussen = Oordeel { waarde, tot: Some(waarde + 1) };
        let hoeveel = aantal(tussen);
        if hoeveel > 0 && waarde + 1 < treden.len() {
            plekken.push((tussen, hoeveel));
        }
    }
    let aantallen: Vec<usize> = plekken.iter().map(|(_, a)| *a).collect();
    let totaal: usize = aantallen.iter().sum();
    if totaal == 0 {
        return None;
    }
    let (begin, per_stuk) = if polen { uit_het_midden(&plekken, treden.len()) } else { (0.0, 100.0 / maat(totaal)) };
    let mut voor = 0;
    let deel = |((oordeel, aantal), procent): (&(Oordeel, usize), usize)| {
        let (x, breedte) = (begin + maat(voor) * per_stuk, maat(*aantal) * per_stuk);
        voor += aantal;
        let teken = teken_van(treden, *oordeel);
        let past = breedte / 100.0 * SMALST > tekstbreedte(&teken) + 0.3;
        Deel {
            naam: naam(treden, *oordeel),
            teken,
            band: treden.get(oordeel.waarde).and_then(|t| t.band.clone()).filter(|_| oordeel.tot.is_none()),
            vulling: if oordeel.tot.is_some() { "tussen" } else { vulling(oordeel.waarde, treden.len(), polen) },
            aantal: *aantal,
            procent,
            x: rond(x),
            breedte: rond(breedte),
            midden: rond(x + breedte / 2.0),
            past,
        }
    };
    let delen: Vec<Deel> = plekken.iter().zip(procenten(&aantallen)).map(deel).collect();
    let zin = zin(treden, &plekken, totaal, niet);
    Some(Verdeling { delen, totaal, midden: polen.then_some(50.0), zin })
}

/// Where the bar begins and how wide one judgement is, so that the middle of the scale lies in the
/// middle of the drawing and the longer side reaches its edge.
fn uit_het_midden(plekken: &[(Oordeel, usize)], treden: usize) -> (f64, f64) {
    // Twice the place on the scale, so that places between two values are whole numbers too.
    let plaats = |o: Oordeel| o.waarde * 2 + usize::from(o.tot.is_some());
    let midden = treden.saturating_sub(1);
    let (mut links, mut rechts) = (0.0, 0.0);
    for (oordeel, aantal) in plekken {
        match plaats(*oordeel).cmp(&midden) {
            std::cmp::Ordering::Less => links += maat(*aantal),
            std::cmp::Ordering::Greater => rechts += maat(*aantal),
            std::cmp::Ordering::Equal => {
                links += maat(*aantal) / 2.0;
                rechts += maat(*aantal) / 2.0;
            }
        }
    }
    let per_stuk = 50.0 / f64::max(links, rechts);
    (50.0 - links * per_stuk, per_stuk)
}

/// The name of a judgement: of its value, or of the two it lies between.
pub fn naam(treden: &[Trede], oordeel: Oordeel) -> String {
    let van = |i: usize| treden.get(i).map(|t| t.naam.as_str()).unwrap_or_default();
    match oordeel.tot {
        Some(tot) => format!("Tussen {} en {}", zinnen::klein(van(oordeel.waarde)), zinnen::klein(van(tot))),
        None => van(oordeel.waarde).to_owned(),
    }
}

fn teken_van(treden: &[Trede], oordeel: Oordeel) -> String {
    let van = teken(treden, oordeel.waarde);
    oordeel.tot.map_or_else(|| van.clone(), |tot| format!("{van}–{}", teken(treden, tot)))
}

/// "8 van de 14 onderdelen staan op “ontwikkeld” en 6 op “in ontwikkeling”."
fn zin(treden: &[Trede], plekken: &[(Oordeel, usize)], totaal: usize, niet: usize) -> String {
    let mut gevuld: Vec<&(Oordeel, usize)> = plekken.iter().filter(|(_, a)| *a > 0).collect();
    gevuld.sort_by_key(|(_, aantal)| std::cmp::Reverse(*aantal));
    let waar = |oordeel: &Oordeel| {
        let van = |i: usize| genoemd(treden.get(i).map(|t| t.naam.as_str()).unwrap_or_default());
        match oordeel.tot {
            Some(tot) => format!("tussen {} en {}", van(oordeel.waarde), van(tot)),
            None => format!("op {}", van(oordeel.waarde)),
        }
    };
    let deel = |(i, (oordeel, aantal)): (usize, &&(Oordeel, usize))| match i {
        0 => {
            let staan = if *aantal == 1 { "staat" } else { "staan" };
            format!("{} {staan} {}", deel_van(*aantal, totaal, "onderdeel", "onderdelen"), waar(oordeel))
        }
        _ => format!("{aantal} {}", waar(oordeel)),
    };
    let delen: Vec<String> = gevuld.iter().enumerate().map(deel).collect();
    let delen = zinnen::opsomming(&delen);
    match niet {
        0 => format!("{delen}."),
        1 => format!("{delen}; 1 ander onderdeel heeft geen oordeel."),
        _ => format!("{delen}; {niet} andere onderdelen hebben geen oordeel."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schaal(namen: &[&str]) -> Vec<Trede> {
        namen.iter().map(|n| Trede { naam: (*n).to_owned(), kort: String::new(), band: None }).collect()
    }

    fn op(waarden: &[usize]) -> Vec<Oordeel> {
        waarden.iter().map(|w| Oordeel { waarde: *w, tot: None }).collect()
    }

    const VIER: [&str; 4] = ["Nog niet ontwikkeld", "In ontwikkeling", "Ontwikkeld", "Ver ontwikkeld"];

    #[test]
    fn shares_fill_the_whole_width_in_order() {
        let oordelen = op(&[2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 2, 1, 2]);
        let balk = verdeling(&schaal(&VIER), &oordelen, 0, false).unwrap();
        let procenten: Vec<usize> = balk.delen.iter().map(|d| d.procent).collect();
        assert_eq!(procenten, [0, 43, 57, 0]);
        let mut x = 0.0;
        for deel in &balk.delen {
            assert!((deel.x - x).abs() < 0.02, "{deel:?}");
            x = deel.x + deel.breedte;
        }
        assert!((x - 100.0).abs() < 0.02);
        assert_eq!(balk.zin, "8 van de 14 onderdelen staan op “ontwikkeld” en 6 op “in ontwikkeling”.");
    }

    #[test]
    fn sentences_are_right_for_one_all_and_those_without_a_judgement() {
        let zin = |waarden: &[usize], niet| verdeling(&schaal(&VIER), &op(waarden), niet, false).unwrap().zin;
        assert_eq!(zin(&[2], 0), "1 onderdeel staat op “ontwikkeld”.");
        assert_eq!(zin(&[2, 2], 0), "Beide onderdelen staan op “ontwikkeld”.");
        assert_eq!(
            zin(&[2, 2, 2], 1),
            "Alle 3 onderdelen staan op “ontwikkeld”; 1 ander onderdeel heeft geen oordeel."
        );
        assert_eq!(
            zin(&[0, 1, 3], 2),
            "1 van de 3 onderdelen staat op “nog niet ontwikkeld”, 1 op “in ontwikkeling” en 1 op “ver ontwikkeld”; \
             2 andere onderdelen hebben geen oordeel."
        );
    }

    #[test]
    fn between_two_values_is_a_place_of_its_own() {
        let mut oordelen = op(&[1, 1, 2]);
        oordelen.push(Oordeel { waarde: 1, tot: Some(2) });
        let balk = verdeling(&schaal(&VIER), &oordelen, 0, false).unwrap();
        let tussen = &balk.delen[2];
        assert_eq!((tussen.naam.as_str(), tussen.teken.as_str()), ("Tussen in ontwikkeling en ontwikkeld", "2–3"));
        assert_eq!((tussen.aantal, tussen.procent, tussen.vulling), (1, 25, "tussen"));
        assert!(balk.zin.contains("1 tussen “in ontwikkeling” en “ontwikkeld”"), "{}", balk.zin);
    }

    #[test]
    fn between_poles_the_middle_stays_in_the_middle() {
        let vijf = schaal(&["Alleen aanbod", "Meer aanbod", "Evenveel", "Meer leerling", "Alleen leerling"]);
        for (waarden, eind) in [(&[0, 1, 1, 2, 4][..], 71.43), (&[4, 4], 100.0), (&[0], 50.0), (&[2], 100.0)] {
            let balk = verdeling(&vijf, &op(waarden), 0, true).unwrap();
            assert_eq!(balk.midden, Some(50.0));
            let gevuld: Vec<&Deel> = balk.delen.iter().filter(|d| d.aantal > 0).collect();
            let (eerste, laatste) = (gevuld[0], gevuld[gevuld.len() - 1]);
            assert!(eerste.x >= -0.01, "{waarden:?}");
            assert!((laatste.x + laatste.breedte - eind).abs() < 1.0, "{waarden:?}: {laatste:?}");
            // Nothing of the first half of the scale lies right of the middle, and the reverse.
            for (i, deel) in balk.delen.iter().enumerate().filter(|(_, d)| d.aantal > 0) {
                match i {
                    0 | 1 => assert!(deel.x + deel.breedte <= 50.02),
                    3 | 4 => assert!(deel.x >= 49.98),
                    _ => assert!(deel.x <= 50.0 && deel.x + deel.breedte >= 50.0),
                }
            }
        }
    }

    #[test]
    fn neighbours_on_a_scale_differ_without_colour() {
        for n in 2..=5 {
            for polen in [false, true] {
                let vullingen: Vec<&str> = (0..n).map(|i| vulling(i, n, polen)).collect();
                for paar in vullingen.windows(2) {
                    assert_ne!(paar[0], paar[1], "{n} {polen}: {vullingen:?}");
                }
            }
        }
        assert_eq!([0, 1, 2, 3].map(|i| vulling(i, 4, false)), ["leeg", "streep", "half", "vol"]);
        // Longer scales have signs to tell them apart; they still run from empty to full.
        assert_eq!((vulling(0, 60, false), vulling(59, 60, false)), ("leeg", "vol"));
        assert_eq!((vulling(0, 1, false), vulling(0, 1, true)), ("leeg", "dicht"));
    }

    #[test]
    fn odd_input_gives_a_bar_or_none() {
        assert!(verdeling(&[], &[], 3, false).is_none());
        assert!(verdeling(&schaal(&VIER), &[], 3, true).is_none());
        assert!(verdeling(&schaal(&VIER), &op(&[9]), 0, false).is_none());
        let lang = "Ä".repeat(300);
        let balk = verdeling(&schaal(&[&lang, "b"]), &op(&vec![0; 60]), 0, true).unwrap();
        assert!(balk.delen.iter().all(|d| d.x.is_finite() && d.breedte.is_finite()));
        // A sign that does not fit is left to the legend.
        let treden = vec![Trede { naam: "x".into(), kort: lang.clone(), band: None }];
        assert!(!verdeling(&treden, &op(&[0]), 0, false).unwrap().delen[0].past);
    }
}
