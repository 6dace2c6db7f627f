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
                let titel = self.dobbel.tekst(if self.dobbel.0.is_multiple_of(9) { 40 } else { 7 });
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

#[test]
fn een_route_zonder_stappen_geeft_een_leeg_vel_en_een_met_een_stap_een_vak() {
    let letters = Letters::nieuw();
    for (_, maten) in MEDIA {
        let leeg = route::teken(&Schema::default(), maten, &letters);
        assert!(leeg.delen.is_empty() && leeg.hoogte == 0.0);
        let een = route::teken(&een_fase(vec![stap(1, "Praten")]), maten, &letters);
        assert_eq!(een.delen.len(), 1);
        assert_eq!(een.delen[0].vakken.len(), 1);
        assert!(een.delen[0].lijnen.is_empty());
    }
    controleer(&een_fase(vec![stap(1, "Praten")]), "een stap");
}

#[test]
fn vreemde_teksten_passen_in_hun_vak() {
    let lang = "De leerling en de ouders bespreken met de mentor wat er nodig is. ".repeat(5);
    let woord = "ondersteuningsplan".repeat(17);
    for titel in [
        &lang[..300],
        &woord[..300],
        "🎒🧑‍🏫👩🏽‍⚕️ Gesprek",
        "",
        " ",
        "مرحبا",
        "支援計画を作成する",
        "a/b/c-d",
        "\u{ad}\u{200b}",
    ] {
        let mut eerste = stap(1, titel);
        eerste.wie = titel.to_owned();
        let mut keuze = stap(2, titel);
        keuze.soort = KnoopSoort::Keuze;
        keuze.takken =
            (0..5).map(|i| Tak { als: titel.to_owned(), stappen: vec![stap(3 + i, titel)], naar: None }).collect();
        let mut schema = een_fase(vec![eerste, keuze]);
        schema.fasen[0].titel = Some(titel.to_owned());
        schema.fasen[0].band = Some(titel.to_owned());
        controleer(&schema, titel);
    }
}

#[test]
fn tweehonderd_stappen_en_tweehonderd_takken_worden_over_delen_verdeeld() {
    let rij = een_fase((1..=200).map(|n| stap(n, "Formulier invullen en opsturen")).collect());
    controleer(&rij, "200 stappen");
    let op_papier = route::teken(&rij, PAPIER, &Letters::nieuw());
    assert!(op_papier.delen.len() > 10);
    assert!(op_papier.delen[1..].iter().all(|d| d.soort == DeelSoort::Vervolg));
    // Every part but the last says where it goes on.
    let doelen: Vec<usize> = op_papier.delen.iter().filter_map(|d| d.door.as_ref().map(|d| d.naar)).collect();
    assert_eq!(doelen, op_papier.delen[1..].iter().map(|d| d.van).collect::<Vec<_>>());

    let mut keuze = stap(1, "Welke hulp past?");
    keuze.soort = KnoopSoort::Keuze;
    keuze.takken = (0..200)
        .map(|i| Tak { als: format!("Hulp {i}"), stappen: vec![stap(2 + i, "Hulp geven")], naar: None })
        .collect();
    controleer(&een_fase(vec![keuze, stap(202, "Evalueren")]), "200 takken");
}

#[test]
fn keuzes_die_diep_in_elkaar_staan_en_sprongen_naar_zichzelf_geven_een_leesbaar_schema() {
    fn nest(nummer: usize, diep: usize) -> Knoop {
        let mut keuze = stap(nummer, "Is het genoeg?");
        keuze.soort = KnoopSoort::Keuze;
        let verder = if diep == 0 { vec![stap(nummer + 1, "Klaar")] } else { vec![nest(nummer + 1, diep - 1)] };
        keuze.takken = vec![
            Tak { als: "Nee".to_owned(), stappen: verder, naar: None },
            Tak { als: "Ja".to_owned(), stappen: Vec::new(), naar: Some(nummer) },
        ];
        keuze
    }
    controleer(&een_fase(vec![nest(1, 40)]), "41 keuzes diep");
    let zelf = Knoop { naar: Some(1), ..stap(1, "Wachten") };
    controleer(&een_fase(vec![zelf, stap(2, "Verder")]), "naar zichzelf");
    let mut kaal = stap(1, "Wat nu?");
    kaal.soort = KnoopSoort::Keuze;
    controleer(&een_fase(vec![kaal, stap(2, "Verder")]), "keuze zonder takken");
}

#[test]
fn een_lus_terug_heeft_een_eigen_baan_en_woorden() {
    let keuze = Knoop {
        soort: KnoopSoort::Keuze,
        takken: vec![
            Tak { als: "Nee".to_owned(), stappen: Vec::new(), naar: Some(1) },
            Tak { als: "Ja".to_owned(), stappen: vec![stap(3, "Afbouwen")], naar: None },
        ],
        ..stap(2, "Werkt het?")
    };
    for (medium, maten) in MEDIA {
        let tekening = route::teken(&een_fase(vec![stap(1, "Helpen"), keuze.clone()]), maten, &Letters::nieuw());
        let deel = &tekening.delen[0];
        let lus: Vec<&Lijn> = deel.lijnen.iter().filter(|l| l.soort == LijnSoort::Terug).collect();
        assert_eq!(lus.len(), 1, "{medium}");
        let woorden: Vec<&str> = deel
            .vakken
            .iter()
            .filter(|v| v.soort == VakSoort::Terug)
            .flat_map(|v| &v.regels)
            .map(|r| r.tekst.as_str())
            .collect();
        assert_eq!(woorden, ["↑ Terug naar stap 1"], "{medium}");
        assert!(deel.vakken[0].regels.iter().any(|r| r.tekst == "Ook vanaf stap 2"), "{medium}");
    }
}

#[test]
fn dezelfde_route_geeft_twee_keer_hetzelfde_schema() {
    let schema = willekeurig(7, 60);
    let maak = || format!("{:?}", route::teken(&schema, BREED, &Letters::nieuw()));
    assert_eq!(maak(), maak());
}

/// A site with one odd route, as YAML below `stappen:`.
fn site_met(stappen: &str) -> SiteTest {
    let site = SiteTest::klein();
    let profiel = format!("formaat: klein\nschooljaar: 2025-2026\nsecties:\n  route:\n    stappen:\n{stappen}");
    site.schrijf("content/scholen/de-linde/2025-2026/profiel.yaml", profiel);
    site
}

#[test]
fn vreemde_routes_geven_een_bladzijde_en_een_pdf() {
    let lang = "woord ".repeat(50);
    let veel: String = (0..200).map(|i| format!("      - {{stap: Stap nummer {i}}}\n")).collect();
    for (wat, stappen) in [
        ("emoji", "      - {stap: 🎒 inpakken, wie: [👩🏽‍⚕️]}\n      - {einde: 🏁}\n".to_owned()),
        ("lang", format!("      - {{stap: {lang}}}\n      - {{stap: {}}}\n", "x".repeat(300))),
        ("veel", veel),
        ("een", "      - {stap: Praten}\n".to_owned()),
    ] {
        let site = site_met(&stappen);
        let uitkomst = site.bouw(&[]);
        let pagina = uitkomst.bestand("scholen/de-linde/profiel/index.html");
        assert_eq!(
            pagina.matches("<figure class=\"route-beeld\"").count()
                + pagina.matches("<figure class=route-beeld").count(),
            1,
            "{wat}"
        );
        assert!(site.pad("output/scholen/de-linde/sop.pdf").exists(), "{wat}");
    }
}

#[test]
fn een_route_zonder_stappen_heeft_geen_schema() {
    let site = site_met("");
    let uitkomst = site.bouw(&[]);
    assert!(!uitkomst.bestand("scholen/de-linde/profiel/index.html").contains("route-beeld"));
}

#[test]
fn elke_stap_in_het_schema_leidt_naar_zijn_tekst_en_staat_de_tabtoets_niet_in_de_weg() {
    let site = SiteTest::klein();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let pagina = uitkomst.bestand("scholen/de-linde/profiel/index.html");
    let links = regex::Regex::new(r##"<a href="?#(route-stap-\d+)"? tabindex="?-1"?>"##).unwrap();
    let doelen: Vec<String> = links.captures_iter(&pagina).map(|c| c[1].to_owned()).collect();
    assert!(doelen.len() >= 10, "{doelen:?}");
    for doel in doelen {
        assert!(pagina.contains(&format!("id={doel}")) || pagina.contains(&format!("id=\"{doel}\"")), "{doel}");
    }
}
