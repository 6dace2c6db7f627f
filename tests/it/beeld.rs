//! The picture of a route: what always holds for its geometry, on random routes, on all routes of the
//! example region, and on odd ones.

use std::path::Path;

use steunwijzer::beeld::letters::{Letters, Meter, Snit};
use steunwijzer::beeld::route::schema::Rand;
use steunwijzer::beeld::route::tekening::{Deel, DeelSoort, Lijn, LijnSoort, Stijl, Vak, VakSoort};
use steunwijzer::beeld::route::{self, BREED, Fase, Knoop, KnoopSoort, Maten, PAPIER, SMAL, Schema, Tak, Tekening};

use super::hulp::SiteTest;

const MEDIA: [(&str, Maten); 3] = [("smal", SMAL), ("breed", BREED), ("papier", PAPIER)];
/// Places are rounded to tenths.
const SPELING: f64 = 0.25;

/// Numbers that look random and are the same in every run (splitmix64).
struct Dobbel(u64);

impl Dobbel {
    fn tot(&mut self, grens: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % grens as u64).unwrap()
    }

    fn kans(&mut self, procent: usize) -> bool {
        self.tot(100) < procent
    }

    fn tekst(&mut self, meeste: usize) -> String {
        const WOORDEN: [&str; 14] = [
            "de",
            "leerling",
            "aanmelden",
            "bij",
            "ondersteuningscoördinator",
            "zorg",
            "met",
            "ouders",
            "handelingsgericht",
            "evalueren",
            "toelaatbaarheidsverklaring",
            "OPP",
            "(eventueel)",
            "plan",
        ];
        let aantal = 1 + self.tot(meeste);
        (0..aantal).map(|_| WOORDEN[self.tot(WOORDEN.len())]).collect::<Vec<_>>().join(" ")
    }
}

/// A random route of at most `meeste` nodes, with jumps ahead and back.
fn willekeurig(zaad: u64, meeste: usize) -> Schema {
    struct Maker {
        dobbel: Dobbel,
        teller: usize,
        meeste: usize,
    }
    impl Maker {
        fn reeks(&mut self, lengte: usize, diepte: usize) -> Vec<Knoop> {
            let mut uit = Vec::new();
            for i in 0..lengte {
                if self.teller >= self.meeste {
                    break;
                }
                self.teller += 1;
                let nummer = self.teller;
                let keuze = diepte < 6 && self.dobbel.kans(if diepte == 0 { 30 } else { 22 });
                let einde = !keuze && i + 1 == lengte && self.dobbel.kans(30);
                let titel = self.dobbel.tekst(if self.dobbel.0 % 9 == 0 { 40 } else { 7 });
                let wie = if self.dobbel.kans(60) { self.dobbel.tekst(5) } else { String::new() };
                let mut takken = Vec::new();
                if keuze {
                    for _ in 0..1 + self.dobbel.tot(6) {
                        let lengte = self.dobbel.tot(5);
                        let als = self.dobbel.tekst(8);
                        let stappen = self.reeks(lengte, diepte + 1);
                        let naar = self.dobbel.kans(20).then(|| 1 + self.dobbel.tot(self.meeste));
                        takken.push(Tak { als, stappen, naar });
                    }
                }
                let sprong = !keuze && !einde && self.dobbel.kans(8);
                let naar = sprong.then(|| 1 + self.dobbel.tot(self.meeste));
                let soort = match (keuze, einde) {
                    (true, _) => KnoopSoort::Keuze,
                    (_, true) => KnoopSoort::Einde,
                    _ => KnoopSoort::Stap,
                };
                let meer = self.dobbel.kans(30);
                uit.push(Knoop { nummer, soort, titel, wie, meer, takken, naar });
            }
            uit
        }
    }
    let mut maker = Maker { dobbel: Dobbel(zaad), teller: 0, meeste };
    let mut fasen = Vec::new();
    while maker.teller < meeste {
        let lengte = 1 + maker.dobbel.tot(8);
        let stappen = maker.reeks(lengte, 0);
        let titel = maker.dobbel.kans(80).then(|| maker.dobbel.tekst(6));
        let band = maker.dobbel.kans(30).then(|| "basis".to_owned());
        fasen.push(Fase { titel, band, stappen });
    }
    // Jumps to numbers that were not given out, lead nowhere.
    let mut schema = Schema { fasen };
    let hoogste = schema.knopen().len();
    fn snoei(stappen: &mut [Knoop], hoogste: usize) {
        for knoop in stappen {
            knoop.naar = knoop.naar.filter(|n| *n <= hoogste);
            for tak in &mut knoop.takken {
                tak.naar = tak.naar.filter(|n| *n <= hoogste);
                snoei(&mut tak.stappen, hoogste);
            }
        }
    }
    schema.fasen.iter_mut().for_each(|f| snoei(&mut f.stappen, hoogste));
    schema
}

fn stap(nummer: usize, titel: &str) -> Knoop {
    Knoop {
        nummer,
        soort: KnoopSoort::Stap,
        titel: titel.to_owned(),
        wie: String::new(),
        meer: false,
        takken: Vec::new(),
        naar: None,
    }
}

fn een_fase(stappen: Vec<Knoop>) -> Schema {
    Schema { fasen: vec![Fase { titel: Some("Fase".to_owned()), band: None, stappen }] }
}

/// Rectangle: left, top, right, bottom.
type Hoek = (f64, f64, f64, f64);

fn van(vak: &Vak) -> Hoek {
    (vak.x, vak.y, vak.x + vak.breedte, vak.y + vak.hoogte)
}

fn overlapt(a: Hoek, b: Hoek) -> bool {
    a.0 < b.2 - SPELING && b.0 < a.2 - SPELING && a.1 < b.3 - SPELING && b.1 < a.3 - SPELING
}

/// Straight pieces of a line, each as a rectangle without thickness.
fn stukken(lijn: &Lijn) -> Vec<Hoek> {
    let hoek = |p: &[(f64, f64)]| (p[0].0.min(p[1].0), p[0].1.min(p[1].1), p[0].0.max(p[1].0), p[0].1.max(p[1].1));
    lijn.punten.windows(2).map(hoek).collect()
}

/// Whether a straight piece runs through the inside of a rectangle.
fn doorsnijdt(stuk: Hoek, vak: Hoek) -> bool {
    stuk.0 < vak.2 - SPELING
        && vak.0 + SPELING < stuk.2.max(stuk.0 + 0.001)
        && stuk.1 < vak.3 - SPELING
        && vak.1 + SPELING < stuk.3.max(stuk.1 + 0.001)
}

/// All that must hold for a part.
fn controleer_deel(deel: &Deel, tekening: &Tekening, maten: Maten, meter: &Meter<'_>, wat: &str) {
    let wat = format!("{wat}, deel {} tot {}", deel.van, deel.tot);
    let binnen = |h: Hoek| {
        h.0 >= -SPELING && h.1 >= -SPELING && h.2 <= tekening.breedte + SPELING && h.3 <= deel.hoogte + SPELING
    };
    assert!(deel.hoogte <= maten.deel_hoog + SPELING, "{wat}: {} hoog", deel.hoogte);
    for (i, vak) in deel.vakken.iter().enumerate() {
        assert!(binnen(van(vak)), "{wat}: {vak:?} valt buiten het vel");
        assert!(vak.y >= deel.kop_hoogte, "{wat}: {vak:?} staat in de kop");
        for ander in &deel.vakken[i + 1..] {
            assert!(!overlapt(van(vak), van(ander)), "{wat}: {vak:?} raakt {ander:?}");
            for plaatje in [vak.plaatje, ander.plaatje].into_iter().flatten() {
                let p = (plaatje.0, plaatje.1, plaatje.0 + plaatje.2, plaatje.1 + plaatje.3);
                let eigen = vak.plaatje == Some(plaatje);
                assert!(
                    !overlapt(p, van(if eigen { ander } else { vak })),
                    "{wat}: het nummer van {vak:?} raakt {ander:?}"
                );
            }
        }
        let mut onder: f64 = vak.y;
        for regel in &vak.regels {
            let breedte = meter.breedte(
                &regel.tekst,
                if matches!(regel.stijl, Stijl::Titel | Stijl::Als) { Snit::Vet } else { Snit::Gewoon },
            );
            let links = if regel.midden { regel.x - breedte / 2.0 } else { regel.x };
            assert!(
                links >= vak.x - SPELING && links + breedte <= vak.x + vak.breedte + SPELING,
                "{wat}: `{}` past niet in {vak:?}",
                regel.tekst
            );
            // Letters reach about three quarters of their size above the line, a quarter below.
            assert!(regel.y - maten.letter * 0.75 >= vak.y && regel.y + maten.letter * 0.25 <= vak.y + vak.hoogte);
            assert!(regel.y > onder, "{wat}: regels van {vak:?} staan over elkaar");
            onder = regel.y;
        }
    }
    for lijn in &deel.lijnen {
        for stuk in stukken(lijn) {
            assert!(stuk.0 == stuk.2 || stuk.1 == stuk.3, "{wat}: een schuine lijn {lijn:?}");
            assert!(binnen(stuk), "{wat}: {lijn:?} valt buiten het vel");
            for vak in &deel.vakken {
                assert!(!doorsnijdt(stuk, van(vak)), "{wat}: {lijn:?} gaat door {vak:?}");
                let plaatje = vak.plaatje.map(|p| (p.0, p.1, p.0 + p.2, p.1 + p.3));
                assert!(
                    plaatje.is_none_or(|p| !doorsnijdt(stuk, p)),
                    "{wat}: {lijn:?} gaat door het nummer van {vak:?}"
                );
            }
        }
    }
    for regel in deel.kop.iter().chain(&deel.band) {
        assert!(regel.x >= 0.0 && regel.x + regel.breedte <= tekening.breedte && regel.y < deel.kop_hoogte);
    }
}

/// All that must hold for a picture.
fn controleer(schema: &Schema, wat: &str) {
    let letters = Letters::nieuw();
    for (medium, maten) in MEDIA {
        let wat = format!("{wat}, {medium}");
        let meter = Meter::nieuw(&letters, maten.letter, maten.factor);
        let tekening = route::teken(schema, maten, &letters);
        assert_eq!(tekening.breedte, maten.breedte);
        let mut y = 0.0;
        for deel in &tekening.delen {
            assert!(deel.y >= y, "{wat}: delen over elkaar");
            y = deel.y + deel.hoogte;
            assert!(y <= tekening.hoogte + SPELING);
            controleer_deel(deel, &tekening, maten, &meter, &wat);
        }
        // Every node once.
        let mut nummers: Vec<usize> = alle_knopen(&tekening).filter(|v| !v.herhaald).map(|v| v.nummer).collect();
        nummers.sort_unstable();
        let verwacht: Vec<usize> = schema.knopen().iter().map(|k| k.nummer).collect();
        assert_eq!(nummers, verwacht, "{wat}: stappen weg of dubbel");
        for rand in schema.randen() {
            assert!(getoond(&tekening, &rand), "{wat}: {rand:?} is niet te zien");
        }
    }
}

fn is_knoop(vak: &Vak) -> bool {
    matches!(vak.soort, VakSoort::Stap | VakSoort::Keuze | VakSoort::Einde)
}

fn alle_knopen(tekening: &Tekening) -> impl Iterator<Item = &Vak> {
    tekening.delen.iter().flat_map(|d| &d.vakken).filter(|v| is_knoop(v))
}

/// Whether an eye that follows lines from one box gets to the other, or to a connector that names it.
fn getoond(tekening: &Tekening, rand: &Rand) -> bool {
    let mut delen = tekening.delen.iter().enumerate();
    delen.any(|(i, deel)| {
        let begint = |v: &&Vak| match rand.tak {
            Some(_) => v.soort == VakSoort::Als && v.bij == Some((rand.van, rand.tak)),
            None => is_knoop(v) && v.nummer == rand.van,
        };
        deel.vakken.iter().filter(begint).any(|vak| {
            let bereikt = volg(deel, vak);
            let in_deel = bereikt.iter().any(|b| match b.soort {
                VakSoort::Verder | VakSoort::Terug => b.nummer == rand.naar,
                VakSoort::Als => false,
                _ => b.nummer == rand.naar,
            });
            // Over the edge of the part, to the first box of the next.
            let verder = || {
                let volgende = tekening.delen.get(i + 1).and_then(|d| d.vakken.first());
                deel.door.as_ref().is_some_and(|d| d.naar == rand.naar)
                    && raakt_onderkant(deel, vak)
                    && volgende.is_some_and(|v| v.nummer == rand.naar)
            };
            in_deel || verder()
        })
    })
}

/// Points that lines lead to from the bottom or side of a box, without going through another box.
fn punten(deel: &Deel, vak: &Vak) -> Vec<(f64, f64)> {
    let op = |a: f64, b: f64| (a - b).abs() < 1.0;
    let rand = |p: &(f64, f64)| {
        (op(p.1, vak.y + vak.hoogte) && p.0 >= vak.x - 0.5 && p.0 <= vak.x + vak.breedte + 0.5)
            || ((op(p.0, vak.x) || op(p.0, vak.x + vak.breedte)) && p.1 > vak.y && p.1 < vak.y + vak.hoogte)
    };
    let eind = |l: &Lijn| l.pijl.map_or_else(|| *l.punten.last().unwrap(), |p| p[0]);
    let mut bereikt: Vec<(f64, f64)> = Vec::new();
    let mut open: Vec<(f64, f64)> = deel.lijnen.iter().filter(|l| rand(&l.punten[0])).map(eind).collect();
    while let Some(punt) = open.pop() {
        if bereikt.contains(&punt) {
            continue;
        }
        bereikt.push(punt);
        // A line that begins where this one ends, or that this one ends upon.
        for lijn in deel.lijnen.iter().filter(|l| l.soort == LijnSoort::Gewoon) {
            let erop = stukken(lijn)
                .into_iter()
                .any(|s| punt.0 >= s.0 - 0.5 && punt.0 <= s.2 + 0.5 && punt.1 >= s.1 - 0.5 && punt.1 <= s.3 + 0.5);
            if erop {
                open.push(eind(lijn));
            }
        }
    }
    bereikt
}

/// The boxes that lines from a box end at.
fn volg<'a>(deel: &'a Deel, vak: &Vak) -> Vec<&'a Vak> {
    let punten = punten(deel, vak);
    let raakt = |v: &&Vak| {
        punten.iter().any(|p| {
            p.0 >= v.x - 1.0 && p.0 <= v.x + v.breedte + 1.0 && p.1 >= v.y - 1.0 && p.1 <= v.y + v.hoogte + 1.0
        })
    };
    deel.vakken.iter().filter(raakt).collect()
}

fn raakt_onderkant(deel: &Deel, vak: &Vak) -> bool {
    punten(deel, vak).iter().any(|p| (p.1 - deel.hoogte).abs() < 1.0)
}

/// The routes of the example region, as the program reads them.
fn echte_routes() -> Vec<(String, Schema)> {
    use steunwijzer::model::antwoord::Vorminhoud;
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let site = steunwijzer::laden::laad(&content).ok().unwrap().0.unwrap();
    let mut uit = Vec::new();
    for school in &site.scholen {
        for document in &school.documenten {
            for (id, antwoord) in &document.antwoorden {
                if let Vorminhoud::Graaf(graaf) = &antwoord.inhoud {
                    uit.push((format!("{} {id}", school.slug), Schema::van(graaf)));
                }
            }
        }
    }
    uit
}

#[test]
fn in_willekeurige_routes_raakt_niets_elkaar_en_is_elke_stap_en_elke_weg_te_zien() {
    for zaad in 0..20 {
        let schema = willekeurig(zaad, 10 + usize::try_from(zaad).unwrap() * 70 / 19);
        controleer(&schema, &format!("zaad {zaad}"));
    }
}

#[test]
fn in_alle_echte_routes_raakt_niets_elkaar_en_is_elke_stap_en_elke_weg_te_zien() {
    let routes = echte_routes();
    assert!(routes.len() >= 4, "{} routes", routes.len());
    for (naam, schema) in routes {
        controleer(&schema, &naam);
    }
}
