//! Series as small bar charts, one per row, with every value written at its bar.
//!
//! A count on a day is a point in time and says nothing of the days between, so bars stand apart
//! and no line joins them. Nothing filled in, a word such as "volgt nog", and 0 look different: a
//! dashed ground with words, and a solid ground with its 0. Every scale begins at 0.

use serde::Serialize;

use super::woorden::deel_van;
use super::{maat, rond, tekstbreedte};
use crate::tekst::zinnen;

/// What a row says in one column.
#[derive(Debug, Clone, PartialEq)]
pub enum Punt {
    /// An amount, or a range, with its words as typed.
    Getal {
        /// The amount, or the low end.
        van: f64,
        /// The high end.
        tot: f64,
        /// As typed.
        tekst: String,
    },
    /// Words in place of an amount.
    Woord(String),
    /// Nothing.
    Leeg,
}

/// A row: its name, and a point for each column.
#[derive(Debug, Clone)]
pub struct Rij {
    /// Its name.
    pub naam: String,
    /// A point per column.
    pub punten: Vec<Punt>,
    /// Whether its amounts all have one unit.
    pub een_eenheid: bool,
}

/// Charts of the rows that can be drawn.
#[derive(Debug, Clone, Serialize)]
pub struct Grafieken {
    /// `kolommen` (bars that stand) or `staven` (bars that lie).
    pub vorm: &'static str,
    /// What the labels share and therefore leave out, such as "1 oktober".
    pub telkens: Option<String>,
    /// Whether all charts share one scale.
    pub zelfde_schaal: bool,
    /// Which rows are drawn, in one sentence.
    pub zin: String,
    /// How many rows are not drawn.
    pub niet: usize,
    /// The charts.
    pub panelen: Vec<Paneel>,
}

/// One chart.
#[derive(Debug, Clone, Serialize)]
pub struct Paneel {
    /// Name of the row.
    pub naam: String,
    /// What it shows, in one sentence.
    pub zin: String,
    /// Width of the drawing.
    pub breedte: f64,
    /// Height of the drawing.
    pub hoogte: f64,
    /// Where the ground lies.
    pub grond: f64,
    /// Width of the place of one bar.
    pub plaats: f64,
    /// Its bars.
    pub staven: Vec<Staaf>,
}

/// One bar, or the place where it would have been.
#[derive(Debug, Clone, Serialize)]
pub struct Staaf {
    /// Label of the column.
    pub label: String,
    /// The value in words.
    pub waarde: String,
    /// Whether it is an amount.
    pub getal: bool,
    /// Middle of its place.
    pub midden: f64,
    /// Left side of the bar.
    pub x: f64,
    /// Width of the bar.
    pub breedte: f64,
    /// Upper side of the bar.
    pub y: f64,
    /// Height of the bar.
    pub hoogte: f64,
    /// Upper side of the part that may be, above the bar; same as `y` unless it is a range.
    pub y_tot: f64,
    /// Its words, line by line, with the ground line of each.
    pub regels: Vec<Regel>,
    /// Length when it lies, in percent; and to where it may run.
    pub lengte: f64,
    /// Where a range ends, in percent.
    pub lengte_tot: f64,
}

/// A line of words.
#[derive(Debug, Clone, Serialize)]
pub struct Regel {
    /// Where its letters stand.
    pub y: f64,
    /// The words.
    pub tekst: String,
}

/// Width of every drawing; the template lets it shrink to the page.
pub const BREEDTE: f64 = 300.0;
/// Size of the values.
pub const LETTER: f64 = 15.0;
/// Size of labels, and of words in place of a value.
pub const KLEIN: f64 = 13.0;
const MEESTE: usize = 6;
const PLAATS: f64 = 75.0;
const STAAF: f64 = 46.0;
const TOP: f64 = 22.0;
const VLAK: f64 = 82.0;
const GROND: f64 = TOP + VLAK;
const HOOGTE: f64 = GROND + 26.0;
const GEEN: &str = "geen getal";

/// The charts of the rows with at least two amounts in one unit that are not all 0. `tijd`: the
/// columns follow each other in time; `zelfde_eenheid`: all rows count the same thing, so that one
/// scale serves them all.
pub fn grafieken(kolommen: &[String], rijen: &[Rij], tijd: bool, zelfde_eenheid: bool) -> Option<Grafieken> {
    // A column that no row fills is left to the table.
    let gevuld = |k: &usize| rijen.iter().any(|r| r.punten.get(*k).is_some_and(|p| *p != Punt::Leeg));
    let welke: Vec<usize> = (0..kolommen.len()).filter(gevuld).collect();
    let lang: Vec<&str> = welke.iter().map(|k| kolommen[*k].as_str()).collect();
    let (telkens, labels) = if tijd { zonder_gedeeld(&lang) } else { (None, lang.clone()) };
    let te_tekenen: Vec<&Rij> = rijen.iter().filter(|r| kan(r)).collect();
    if te_tekenen.is_empty() {
        return None;
    }
    let hoogste = |rij: &Rij| getallen(rij).map(|(_, tot)| tot).fold(0.0, f64::max);
    let alle = te_tekenen.iter().map(|r| hoogste(r)).fold(0.0, f64::max);
    let panelen: Vec<Paneel> = te_tekenen
        .iter()
        .map(|rij| {
            let punten: Vec<&Punt> = welke.iter().filter_map(|k| rij.punten.get(*k)).collect();
            let top = if zelfde_eenheid { alle } else { hoogste(rij) };
            Paneel {
                naam: rij.naam.clone(),
                zin: zin(&rij.naam, &lang, &punten, tijd),
                breedte: BREEDTE,
                hoogte: HOOGTE,
                grond: GROND,
                plaats: rond(plaats(labels.len())),
                staven: staven(&labels, &punten, top),
            }
        })
        .collect();
    let staan = tijd && labels.len() <= MEESTE && panelen.iter().all(past);
    let deel = deel_van(panelen.len(), rijen.len(), "onderdeel", "onderdelen");
    let staat = if panelen.len() == 1 { "staat" } else { "staan" };
    let niet = rijen.len() - panelen.len();
    let waarom = if niet == 0 { String::new() } else { waarom(rijen) };
    Some(Grafieken {
        vorm: if staan { "kolommen" } else { "staven" },
        telkens: telkens.map(str::to_owned),
        zelfde_schaal: zelfde_eenheid || panelen.len() == 1,
        zin: format!("{deel} {staat} in een grafiek{waarom}."),
        niet,
        panelen,
    })
}

/// What rows must have to be drawn, as far as it matters for these rows.
fn waarom(rijen: &[Rij]) -> String {
    let twee = || rijen.iter().filter(|r| getallen(r).count() >= 2);
    let eenheid = if twee().any(|r| !r.een_eenheid) { " met dezelfde eenheid" } else { "" };
    let nullen = if twee().any(|r| getallen(r).all(|(_, tot)| tot == 0.0)) { ", niet allemaal 0" } else { "" };
    format!(": waar twee of meer getallen{eenheid} staan{nullen}")
}

fn getallen(rij: &Rij) -> impl Iterator<Item = (f64, f64)> {
    rij.punten.iter().filter_map(|p| match p {
        Punt::Getal { van, tot, .. } => Some((*van, *tot)),
        Punt::Woord(_) | Punt::Leeg => None,
    })
}

/// Whether a row says enough for a chart, and nothing that bars cannot show.
fn kan(rij: &Rij) -> bool {
    let mut aantal = 0;
    let mut iets = false;
    for (van, tot) in getallen(rij) {
        if !tot.is_finite() || van < 0.0 || van > tot || van.is_nan() {
            return false;
        }
        aantal += 1;
        iets |= tot > 0.0;
    }
    rij.een_eenheid && aantal >= 2 && iets
}

/// The words that all labels begin with, and the labels without them.
fn zonder_gedeeld<'a>(labels: &[&'a str]) -> (Option<&'a str>, Vec<&'a str>) {
    let gedeeld = labels.first().and_then(|l| l.rsplit_once(' ')).map(|(voor, _)| voor);
    let kort: Option<Vec<&str>> =
        gedeeld.and_then(|g| labels.iter().map(|l| l.strip_prefix(g)?.strip_prefix(' ')).collect());
    match (gedeeld, kort) {
        (Some(gedeeld), Some(kort)) if labels.len() > 1 && kort.iter().all(|k| !k.contains(' ')) => {
            (Some(gedeeld), kort)
        }
        _ => (None, labels.to_vec()),
    }
}

fn staven(labels: &[&str], punten: &[&Punt], top: f64) -> Vec<Staaf> {
    let plaats = plaats(labels.len());
    let breedte = f64::min(STAAF, plaats * 0.62);
    // What is there is seen, however small beside the rest.
    let deel = |getal: f64| if getal > 0.0 { f64::max(getal / top, 0.015) } else { 0.0 };
    let staaf = |(i, (label, punt)): (usize, (&&str, &&Punt))| {
        let midden = (maat(i) + 0.5) * plaats;
        let (waarde, getal, van, tot) = match punt {
            Punt::Getal { van, tot, tekst } => (tekst.clone(), true, deel(*van), deel(*tot)),
            Punt::Woord(woord) => (woord.clone(), false, 0.0, 0.0),
            Punt::Leeg => (GEEN.to_owned(), false, 0.0, 0.0),
        };
        let y_tot = GROND - tot * VLAK;
        let regels = if getal { vec![waarde.clone()] } else { verdeel(&waarde, plaats) };
        let onderste = if getal { y_tot - 6.0 } else { GROND - 7.0 };
        let aantal = regels.len();
        Staaf {
            label: (*label).to_owned(),
            getal,
            midden: rond(midden),
            x: rond(midden - breedte / 2.0),
            breedte: rond(breedte),
            y: rond(GROND - van * VLAK),
            hoogte: rond(van * VLAK),
            y_tot: rond(y_tot),
            regels: regels
                .into_iter()
                .enumerate()
                .map(|(r, tekst)| Regel { y: rond(onderste - maat(aantal - 1 - r) * (KLEIN + 2.0)), tekst })
                .collect(),
            waarde,
            lengte: rond(van * 100.0),
            lengte_tot: rond(tot * 100.0),
        }
    };
    labels.iter().zip(punten).enumerate().map(staaf).collect()
}

fn plaats(aantal: usize) -> f64 {
    f64::min(PLAATS, BREEDTE / maat(aantal.max(1)))
}

/// Words broken over lines that are as narrow as the place.
fn verdeel(tekst: &str, plaats: f64) -> Vec<String> {
    let mut regels: Vec<String> = Vec::new();
    for woord in tekst.split_whitespace() {
        match regels.last_mut() {
            Some(regel) if tekstbreedte(&format!("{regel} {woord}")) * KLEIN <= plaats - 4.0 => {
                regel.push(' ');
                regel.push_str(woord);
            }
            _ => regels.push(woord.to_owned()),
        }
    }
    regels
}

/// Whether all words of a chart have room when its bars stand.
fn past(paneel: &Paneel) -> bool {
    let plaats = plaats(paneel.staven.len()) - 4.0;
    paneel.staven.iter().all(|s| {
        let letter = if s.getal { LETTER } else { KLEIN };
        tekstbreedte(&s.label) * KLEIN <= plaats
            && s.regels.iter().all(|r| tekstbreedte(&r.tekst) * letter <= plaats && r.y - letter >= 0.0)
    })
}

/// "Leerlingen: van 1062 (2014) naar 1067 (2016), het hoogst was 1087 (2015)."
fn zin(naam: &str, labels: &[&str], punten: &[&Punt], tijd: bool) -> String {
    let mut getallen: Vec<(f64, String)> = Vec::new();
    let mut gaten: Vec<String> = Vec::new();
    for (label, punt) in labels.iter().zip(punten) {
        match punt {
            Punt::Getal { tot, tekst, .. } => getallen.push((*tot, format!("{tekst} ({label})"))),
            Punt::Woord(woord) => gaten.push(format!("{label}: {woord}")),
            Punt::Leeg => gaten.push(format!("{label}: {GEEN}")),
        }
    }
    let [(eerste, van), midden @ .., (laatste, naar)] = &getallen[..] else { return zinnen::met_punt(naam) };
    let mut uit = if !tijd {
        let alle: Vec<&str> = getallen.iter().map(|(_, g)| g.as_str()).collect();
        format!("{naam}: {}", zinnen::opsomming(&alle))
    } else if eerste.total_cmp(laatste).is_eq() {
        format!("{naam}: {van} en {naar}")
    } else {
        format!("{naam}: van {van} naar {naar}")
    };
    if tijd {
        let (laag, hoog) = (f64::min(*eerste, *laatste), f64::max(*eerste, *laatste));
        let hoogste = midden.iter().max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(g, _)| *g > hoog);
        let laagste = midden.iter().min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(g, _)| *g < laag);
        for (woord, punt) in [("hoogst", hoogste), ("laagst", laagste)] {
            if let Some((_, punt)) = punt {
                uit.push_str(&format!(", het {woord} was {punt}"));
            }
        }
    }
    for gat in &gaten {
        uit.push_str("; ");
        uit.push_str(gat);
    }
    zinnen::met_punt(&uit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jaren(n: usize) -> Vec<String> {
        (0..n).map(|i| format!("1 oktober {}", 2014 + i)).collect()
    }

    fn rij(naam: &str, punten: &[&str]) -> Rij {
        let punt = |tekst: &&str| match (*tekst, tekst.parse::<f64>()) {
            ("", _) => Punt::Leeg,
            (_, Ok(getal)) => Punt::Getal { van: getal, tot: getal, tekst: (*tekst).to_owned() },
            _ => Punt::Woord((*tekst).to_owned()),
        };
        Rij { naam: naam.to_owned(), punten: punten.iter().map(punt).collect(), een_eenheid: true }
    }

    /// What a chart may never do.
    fn klopt(beeld: &Grafieken) {
        for paneel in &beeld.panelen {
            assert!(paneel.zin.ends_with('.'), "{}", paneel.zin);
            let mut eind = 0.0;
            for s in &paneel.staven {
                assert!(s.x >= eind - 0.02 && s.x + s.breedte <= paneel.breedte + 0.02, "{s:?}");
                eind = s.x + s.breedte;
                assert!(s.y_tot >= 0.0 && s.y_tot <= s.y && (s.y + s.hoogte - paneel.grond).abs() < 0.02, "{s:?}");
                assert!(s.lengte >= 0.0 && s.lengte <= s.lengte_tot && s.lengte_tot <= 100.0, "{s:?}");
                if beeld.vorm == "kolommen" {
                    // Words stay in their own place and above the ground.
                    let plaats = plaats(paneel.staven.len());
                    for regel in &s.regels {
                        let letter = if s.getal { LETTER } else { KLEIN };
                        assert!(tekstbreedte(&regel.tekst) * letter < plaats, "{regel:?}");
                        assert!(regel.y - letter >= 0.0 && regel.y < paneel.grond, "{regel:?}");
                    }
                    assert!(tekstbreedte(&s.label) * KLEIN < plaats, "{}", s.label);
                }
            }
        }
    }

    #[test]
    fn empty_zero_and_words_look_different() {
        let rijen = [rij("Vso", &["0", "3", "volgt nog", ""])];
        let beeld = grafieken(&jaren(4), &rijen, true, false).unwrap();
        klopt(&beeld);
        // The last column is empty in every row, so it is left to the table.
        let staven = &beeld.panelen[0].staven;
        assert_eq!(staven.len(), 3);
        assert!(staven[0].getal && staven[0].hoogte == 0.0 && staven[0].waarde == "0");
        assert!(staven[1].getal && (staven[1].hoogte - VLAK).abs() < 0.01);
        assert!(!staven[2].getal && staven[2].waarde == "volgt nog");
        let rijen = [rij("Vso", &["0", "3", ""]), rij("Pro", &["1", "", "2"])];
        let beeld = grafieken(&jaren(3), &rijen, true, false).unwrap();
        assert_eq!(
            (beeld.panelen[0].staven[2].getal, beeld.panelen[0].staven[2].waarde.as_str()),
            (false, "geen getal")
        );
    }

    #[test]
    fn sentences_say_where_it_went_and_where_nothing_is_known() {
        let zin = |punten: &[&str]| grafieken(&jaren(punten.len()), &[rij("Pupillen", punten)], true, false).unwrap();
        let eerste = |punten: &[&str]| zin(punten).panelen[0].zin.clone();
        assert_eq!(
            eerste(&["1062", "1087", "1067"]),
            "Pupillen: van 1062 (1 oktober 2014) naar 1067 (1 oktober 2016), het hoogst was 1087 (1 oktober 2015)."
        );
        assert_eq!(eerste(&["1", "1"]), "Pupillen: 1 (1 oktober 2014) en 1 (1 oktober 2015).");
        assert_eq!(
            eerste(&["5", "volgt nog", "4"]),
            "Pupillen: van 5 (1 oktober 2014) naar 4 (1 oktober 2016); 1 oktober 2015: volgt nog."
        );
        let groepen = ["Onderbouw".to_owned(), "Bovenbouw".to_owned()];
        let beeld = grafieken(&groepen, &[rij("Mavo", &["30", "27"])], false, true).unwrap();
        assert_eq!(beeld.panelen[0].zin, "Mavo: 30 (Onderbouw) en 27 (Bovenbouw).");
        assert_eq!(beeld.vorm, "staven");
        assert_eq!(beeld.zin, "1 onderdeel staat in een grafiek.");
        let beide = [rij("A", &["1", "2"]), rij("B", &["3", "4"])];
        assert_eq!(grafieken(&jaren(2), &beide, true, false).unwrap().zin, "Beide onderdelen staan in een grafiek.");
        let een = [rij("A", &["1", "2"]), rij("B", &["3", ""]), rij("C", &["x", ""])];
        assert_eq!(
            grafieken(&jaren(2), &een, true, false).unwrap().zin,
            "1 van de 3 onderdelen staat in een grafiek: waar twee of meer getallen staan."
        );
    }

    #[test]
    fn the_sentence_says_why_rows_are_left_out() {
        let eerste = rij("a", &["1", "2"]);
        let nul = rij("b", &["0", "0"]);
        let gemengd = Rij { een_eenheid: false, ..rij("c", &["1", "2"]) };
        let zin = |rijen: &[Rij]| grafieken(&jaren(2), rijen, true, false).unwrap().zin;
        assert_eq!(
            zin(&[eerste.clone(), nul.clone()]),
            "1 van de 2 onderdelen staat in een grafiek: waar twee of meer getallen staan, niet allemaal 0."
        );
        assert_eq!(
            zin(&[eerste, gemengd, nul]),
            "1 van de 3 onderdelen staat in een grafiek: waar twee of meer getallen met dezelfde eenheid staan, niet allemaal 0."
        );
    }

    #[test]
    fn labels_leave_out_what_they_share() {
        let beeld = grafieken(&jaren(3), &[rij("a", &["1", "2", "3"])], true, false).unwrap();
        assert_eq!(beeld.telkens.as_deref(), Some("1 oktober"));
        assert_eq!(beeld.panelen[0].staven[2].label, "2016");
        assert_eq!(beeld.vorm, "kolommen");
        assert_eq!(zonder_gedeeld(&["1 mei 2014", "1 oktober 2014"]).0, None);
        assert_eq!(zonder_gedeeld(&["2014", "2015"]), (None, vec!["2014", "2015"]));
    }

    #[test]
    fn rows_with_one_amount_or_only_zeros_or_mixed_units_stay_in_the_table() {
        for punten in
            [&["1", ""][..], &["0", "0"], &["volgt nog", "x"], &["", ""], &["-3", "4"], &["inf", "1"], &["NaN", "1"]]
        {
            assert!(grafieken(&jaren(2), &[rij("a", punten)], true, false).is_none(), "{punten:?}");
        }
        let gemengd = Rij { een_eenheid: false, ..rij("a", &["1", "2"]) };
        assert!(grafieken(&jaren(2), &[gemengd], true, false).is_none());
        assert!(grafieken(&[], &[], true, false).is_none());
    }

    #[test]
    fn one_scale_where_all_rows_count_the_same() {
        let rijen = [rij("a", &["10", "20"]), rij("b", &["5", "10"])];
        let hoogte = |zelfde| grafieken(&jaren(2), &rijen, true, zelfde).unwrap().panelen[1].staven[1].hoogte;
        assert_eq!(hoogte(false), VLAK);
        assert_eq!(hoogte(true), VLAK / 2.0);
    }

    #[test]
    fn a_range_shows_where_it_may_end() {
        let punten = vec![
            Punt::Getal { van: 6.0, tot: 10.0, tekst: "6-10".to_owned() },
            Punt::Getal { van: 5.0, tot: 5.0, tekst: "5".to_owned() },
        ];
        let rij = Rij { naam: "a".to_owned(), punten, een_eenheid: true };
        let beeld = grafieken(&jaren(2), &[rij], true, false).unwrap();
        klopt(&beeld);
        let [bereik, vast] = &beeld.panelen[0].staven[..] else { panic!("twee staven") };
        assert!(bereik.y_tot < bereik.y && vast.y_tot == vast.y);
    }

    #[test]
    fn what_does_not_fit_standing_lies() {
        let lang = "x".repeat(300);
        let woorden = "een heel verhaal dat op geen enkele manier in vijf regels van deze breedte past";
        for (n, punten) in [
            (2, vec!["1", "99999999999999999999"]),
            (3, vec!["1", "2", lang.as_str()]),
            (3, vec!["1", "2", woorden]),
            (60, vec!["7"; 60]),
        ] {
            let beeld = grafieken(&jaren(n), &[rij(&lang, &punten)], true, false).unwrap();
            assert_eq!(beeld.vorm, "staven", "{punten:?}");
            klopt(&beeld);
        }
        let groot = [rij("a", &["0.000001", &format!("1{}", "0".repeat(300))])];
        klopt(&grafieken(&jaren(2), &groot, true, false).unwrap());
        for n in 2..=MEESTE {
            let beeld = grafieken(&jaren(n), &[rij("a", &vec!["999"; n])], true, false).unwrap();
            assert_eq!(beeld.vorm, "kolommen", "{n}");
            klopt(&beeld);
        }
    }
}
