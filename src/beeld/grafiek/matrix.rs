//! Who belongs to what: a matrix with a sign where a row of a table names something.
//!
//! The rows of the table stand along one side, what they name along the other; the shorter side
//! becomes the columns. Rows and names without any sign are left out: the table has them.

use serde::Serialize;

use crate::tekst::zinnen;

/// One sign: a row of the table names something.
#[derive(Debug, Clone)]
pub struct Merk {
    /// Index of the row of the table.
    pub rij: usize,
    /// Index of what it names.
    pub naam: usize,
    /// Index of the field in which it stands.
    pub soort: usize,
    /// A remark on it.
    pub noot: Option<String>,
}

/// The matrix.
#[derive(Debug, Clone, Serialize)]
pub struct Matrix {
    /// Names above the columns.
    pub kolommen: Vec<String>,
    /// Rows with a cell per column.
    pub rijen: Vec<Lijn>,
    /// Signs with what they mean, when there are more than one.
    pub tekens: Vec<Teken>,
    /// Remarks, numbered from 1.
    pub noten: Vec<String>,
    /// Whether the names above the columns are turned, because there are many.
    pub gedraaid: bool,
    /// What it shows, in one sentence.
    pub zin: String,
    /// All of it in words: per column what belongs to it.
    pub alt: String,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct Lijn {
    /// Its name.
    pub naam: String,
    /// A cell per column; nothing where nothing is named.
    pub cellen: Vec<Option<Cel>>,
}

/// A cell with a sign.
#[derive(Debug, Clone, Serialize)]
pub struct Cel {
    /// Which sign: `vol`, `ring`, `ruit` or `half`.
    pub teken: &'static str,
    /// What the sign means here.
    pub woord: String,
    /// Number of its remark.
    pub noot: Option<usize>,
    /// The remark.
    pub noot_tekst: Option<String>,
}

/// A sign and what it means.
#[derive(Debug, Clone, Serialize)]
pub struct Teken {
    /// Which sign.
    pub teken: &'static str,
    /// What it means.
    pub naam: String,
}

/// Signs that differ in form, not only in colour.
const TEKENS: [&str; 4] = ["vol", "ring", "ruit", "half"];
/// More columns than this make no picture.
const MEESTE: usize = 14;
/// More columns than this have their names turned.
const RECHTOP: usize = 3;

/// The matrix of a table: names of its rows, names of what they name, signs, and titles of the
/// fields. None when there is too little to see or too much to fit.
pub fn matrix(rijen: &[String], namen: &[String], merken: &[Merk], soorten: &[String]) -> Option<Matrix> {
    let geldig = |m: &&Merk| m.rij < rijen.len() && m.naam < namen.len() && m.soort < soorten.len();
    let merken: Vec<&Merk> = merken.iter().filter(geldig).collect();
    let met_merk = |welke: &dyn Fn(&Merk) -> usize, n: usize| -> Vec<usize> {
        (0..n).filter(|i| merken.iter().any(|m| welke(m) == *i)).collect()
    };
    let (van_rij, van_naam) = (|m: &Merk| m.rij, |m: &Merk| m.naam);
    let (echte_rijen, echte_namen) = (met_merk(&van_rij, rijen.len()), met_merk(&van_naam, namen.len()));
    // The shorter side becomes the columns; a phone has more height than width.
    let om = echte_rijen.len() <= echte_namen.len();
    let (kolommen, lijnen) = if om { (&echte_rijen, &echte_namen) } else { (&echte_namen, &echte_rijen) };
    let gebruikt: Vec<usize> = (0..soorten.len()).filter(|s| merken.iter().any(|m| m.soort == *s)).collect();
    if kolommen.len() < 2 || kolommen.len() > MEESTE || gebruikt.len() > TEKENS.len() {
        return None;
    }
    let teken = |soort: usize| gebruikt.iter().position(|s| *s == soort).map_or(TEKENS[0], |i| TEKENS[i]);
    let naam_van = |i: usize, rij: bool| if rij { rijen[i].clone() } else { namen[i].clone() };
    let meer = gebruikt.len() > 1;
    let mut noten: Vec<String> = Vec::new();
    let mut uit = Vec::new();
    for &lijn in lijnen {
        let mut cellen = Vec::new();
        for &kolom in kolommen {
            let (rij, naam) = if om { (kolom, lijn) } else { (lijn, kolom) };
            let merk = merken.iter().find(|m| m.rij == rij && m.naam == naam);
            cellen.push(merk.map(|merk| Cel {
                teken: teken(merk.soort),
                woord: if meer { soorten[merk.soort].clone() } else { "ja".to_owned() },
                noot: merk.noot.as_ref().map(|noot| nummer(&mut noten, noot)),
                noot_tekst: merk.noot.clone(),
            }));
        }
        uit.push(Lijn { naam: naam_van(lijn, !om), cellen });
    }
    let kolommen: Vec<String> = kolommen.iter().map(|k| naam_van(*k, om)).collect();
    Some(Matrix {
        zin: zin(&kolommen, &uit),
        alt: alt(&kolommen, &uit, meer),
        gedraaid: kolommen.len() > RECHTOP,
        tekens: if meer {
            gebruikt.iter().map(|s| Teken { teken: teken(*s), naam: soorten[*s].clone() }).collect()
        } else {
            Vec::new()
        },
        noten,
        kolommen,
        rijen: uit,
    })
}

/// The number of a remark; the same words have the same number.
fn nummer(noten: &mut Vec<String>, noot: &str) -> usize {
    let plek = noten.iter().position(|n| n == noot).unwrap_or_else(|| {
        noten.push(noot.to_owned());
        noten.len() - 1
    });
    plek + 1
}

/// "Van de 15 namen staan er 3 bij Klein zorgoverleg en 15 bij JES-overleg."
fn zin(kolommen: &[String], rijen: &[Lijn]) -> String {
    let aantal = |k: usize| rijen.iter().filter(|r| r.cellen[k].is_some()).count();
    let begin = |n: usize| format!("Van de {} namen {} er", rijen.len(), if n == 1 { "staat" } else { "staan" });
    if kolommen.len() <= 4 {
        let delen: Vec<String> =
            kolommen.iter().enumerate().map(|(k, naam)| format!("{} bij {naam}", aantal(k))).collect();
        return zinnen::met_punt(&format!("{} {}", begin(aantal(0)), zinnen::opsomming(&delen)));
    }
    let meeste = (0..kolommen.len()).map(aantal).max().unwrap_or(0);
    let waar: Vec<&str> = (0..kolommen.len()).filter(|k| aantal(*k) == meeste).map(|k| kolommen[k].as_str()).collect();
    match waar[..] {
        [een] => zinnen::met_punt(&format!("{} {meeste} bij {een}; dat is het meest", begin(meeste))),
        _ => format!("{} hoogstens {meeste} bij elkaar in één kolom.", begin(meeste)),
    }
}

fn alt(kolommen: &[String], rijen: &[Lijn], meer: bool) -> String {
    let kolom = |(k, naam): (usize, &String)| {
        let delen: Vec<String> = rijen
            .iter()
            .filter_map(|rij| {
                let cel = rij.cellen[k].as_ref()?;
                Some(if meer { format!("{} ({})", rij.naam, zinnen::klein(&cel.woord)) } else { rij.naam.clone() })
            })
            .collect();
        zinnen::met_punt(&format!("{naam}: {}", zinnen::opsomming(&delen)))
    };
    kolommen.iter().enumerate().map(kolom).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn namen(wat: &str, n: usize) -> Vec<String> {
        (1..=n).map(|i| format!("{wat} {i}")).collect()
    }

    fn merk(rij: usize, naam: usize, soort: usize) -> Merk {
        Merk { rij, naam, soort, noot: None }
    }

    #[test]
    fn the_shorter_side_becomes_the_columns() {
        let merken = [merk(0, 0, 0), merk(0, 1, 0), merk(1, 1, 0), merk(1, 2, 0)];
        let soorten = ["Wie".to_owned()];
        let om = matrix(&namen("overleg", 2), &namen("rol", 3), &merken, &soorten).unwrap();
        assert_eq!((om.kolommen[1].as_str(), om.rijen[2].naam.as_str()), ("overleg 2", "rol 3"));
        let gezien: Vec<Vec<bool>> = om.rijen.iter().map(|r| r.cellen.iter().map(Option::is_some).collect()).collect();
        assert_eq!(gezien, [[true, false], [true, true], [false, true]]);
        assert_eq!(om.zin, "Van de 3 namen staan er 2 bij overleg 1 en 2 bij overleg 2.");
        assert_eq!(om.alt, "overleg 1: rol 1 en rol 2. overleg 2: rol 2 en rol 3.");
        // The same table with its sides swapped gives the same picture.
        let anders: Vec<Merk> = merken.iter().map(|m| merk(m.naam, m.rij, 0)).collect();
        let anders = matrix(&namen("rol", 3), &namen("overleg", 2), &anders, &soorten).unwrap();
        assert_eq!((anders.alt, anders.zin), (om.alt, om.zin));
    }

    #[test]
    fn two_fields_have_two_signs_with_their_meaning() {
        let merken = [merk(0, 0, 0), merk(0, 1, 2), merk(1, 0, 0), merk(1, 0, 2)];
        let soorten = ["Altijd erbij", "Doel", "Kan erbij"].map(str::to_owned);
        let beeld = matrix(&namen("overleg", 2), &namen("rol", 2), &merken, &soorten).unwrap();
        let tekens: Vec<(&str, &str)> = beeld.tekens.iter().map(|t| (t.teken, t.naam.as_str())).collect();
        assert_eq!(tekens, [("vol", "Altijd erbij"), ("ring", "Kan erbij")]);
        assert_eq!(beeld.rijen[1].cellen[0].as_ref().unwrap().woord, "Kan erbij");
        // Named twice in one place: the first field counts.
        assert_eq!(beeld.rijen[0].cellen[1].as_ref().unwrap().teken, "vol");
        assert!(beeld.alt.starts_with("overleg 1: rol 1 (altijd erbij) en rol 2 (kan erbij)."), "{}", beeld.alt);
    }

    #[test]
    fn remarks_are_numbered_once() {
        let noot = |rij, naam| Merk { noot: Some("indien nodig".to_owned()), ..merk(rij, naam, 0) };
        let merken = [noot(0, 0), noot(1, 1), merk(0, 1, 0)];
        let beeld = matrix(&namen("a", 2), &namen("b", 2), &merken, &["Wie".to_owned()]).unwrap();
        assert_eq!(beeld.noten, ["indien nodig"]);
        assert_eq!(beeld.rijen[1].cellen[1].as_ref().unwrap().noot, Some(1));
    }

    #[test]
    fn too_little_or_too_much_is_no_picture() {
        let soorten = ["Wie".to_owned()];
        assert!(matrix(&[], &[], &[], &soorten).is_none());
        assert!(matrix(&namen("a", 5), &namen("b", 5), &[merk(0, 0, 0)], &soorten).is_none());
        assert!(matrix(&namen("a", 2), &namen("b", 2), &[merk(9, 0, 0), merk(0, 9, 0)], &soorten).is_none());
        let veel: Vec<Merk> = (0..60).map(|i| merk(i, i, 0)).collect();
        assert!(matrix(&namen("a", 60), &namen("b", 60), &veel, &soorten).is_none());
        let lang: Vec<Merk> = (0..60).map(|i| merk(i, i % 2, 0)).collect();
        let beeld = matrix(&vec!["Ä".repeat(300); 60], &namen("b", 2), &lang, &soorten).unwrap();
        assert_eq!((beeld.rijen.len(), beeld.kolommen.len()), (60, 2));
        let velden = namen("veld", 5);
        let vijf: Vec<Merk> = (0..5).map(|i| merk(i % 2, i % 3, i)).collect();
        assert!(matrix(&namen("a", 2), &namen("b", 3), &vijf, &velden).is_none());
    }

    #[test]
    fn one_and_many_are_counted_as_people_say_it() {
        let soorten = ["Wie".to_owned()];
        let beeld = matrix(&namen("a", 2), &namen("b", 2), &[merk(0, 0, 0), merk(1, 1, 0)], &soorten).unwrap();
        assert_eq!(beeld.zin, "Van de 2 namen staat er 1 bij a 1 en 1 bij a 2.");
        let mut merken: Vec<Merk> = (0..6).map(|i| merk(i, i, 0)).collect();
        merken.push(merk(0, 1, 0));
        let beeld = matrix(&namen("a", 6), &namen("b", 6), &merken, &soorten).unwrap();
        assert_eq!(beeld.zin, "Van de 6 namen staan er 2 bij a 1; dat is het meest.");
        let beeld = matrix(&namen("a", 6), &namen("b", 6), &merken[..6], &soorten).unwrap();
        assert_eq!(beeld.zin, "Van de 6 namen staat er hoogstens 1 bij elkaar in één kolom.");
    }
}
