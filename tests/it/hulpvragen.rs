//! Parents' questions and items: every question has a page, and a page says what schools say, no
//! more.

use std::fs;

use crate::hulp::{SiteTest, Uitkomst};

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// The text of a page as a reader sees it: no tags, single spaces.
fn tekst(html: &str) -> String {
    let (mut uit, mut in_tag) = (String::new(), false);
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                uit.push(' ');
            }
            _ if !in_tag => uit.push(c),
            _ => {}
        }
    }
    uit.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".").replace(" ,", ",")
}

/// What a page of a question says of one school, from its name to the end of its part.
#[track_caller]
fn van_school(uitkomst: &Uitkomst, hulpvraag: &str, slug: &str) -> String {
    let html = uitkomst.bestand(&format!("hulp/{hulpvraag}/index.html"));
    let begin = html
        .find(&format!("<details class=school id=school-{slug}"))
        .unwrap_or_else(|| panic!("{slug} staat niet op {hulpvraag}"));
    let rest = &html[begin + 1..];
    let eind = rest.find("<details class=school ").or_else(|| rest.find("</section>")).unwrap_or(rest.len());
    tekst(&rest[..eind])
}

#[track_caller]
fn bevat(tekst: &str, deel: &str) {
    assert!(tekst.contains(deel), "`{deel}` staat niet in:\n{tekst}");
}

/// A second school, of which nothing is known but its name.
fn met_stille_school() -> SiteTest {
    let site = SiteTest::klein();
    site.schrijf("content/scholen/de-els/school.yaml", "naam: De Els\n");
    site
}

#[test]
fn elke_hulpvraag_heeft_een_bladzijde_met_iets_dat_kan_helpen() {
    let site = SiteTest::voorbeeld();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let lijst = fs::read_to_string("ingebouwd/lijsten/hulpvragen.yaml").unwrap();
    let ids: Vec<&str> = lijst
        .lines()
        .filter_map(|regel| regel.strip_prefix("  ")?.strip_suffix(':'))
        .filter(|id| !id.starts_with(' '))
        .collect();
    assert!(ids.len() >= 20, "{ids:?}");
    let (voor, alle) = (uitkomst.bestand("index.html"), uitkomst.bestand("hulp/index.html"));
    for id in ids {
        let pagina = uitkomst.bestand(&format!("hulp/{id}/index.html"));
        assert!(voor.contains(&format!("href=hulp/{id}/index.html")), "{id} staat niet op de voorpagina");
        assert!(alle.contains(&format!("href={id}/index.html")), "{id} staat niet op hulp/");
        assert!(pagina.contains("id=wat-helpt"), "{id}: er is niets dat kan helpen");
        bevat(&tekst(&pagina), "Begin bij de mentor");
    }
}

#[test]
fn wat_er_is_staat_er_met_de_plaats() {
    let site = SiteTest::klein();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let school = van_school(&uitkomst, "gedrag", "de-linde");
    // What an orthopedagoog does in general is told once on the page, and not as what this school does.
    assert!(!school.contains("De orthopedagoog zoekt uit"), "{school}");
    bevat(&tekst(&uitkomst.bestand("hulp/gedrag/index.html")), "De orthopedagoog zoekt uit wat uw kind nodig heeft");
    bevat(
        &school,
        "Dat is op school zelf. Dat is ook hulp van buiten de school, van het samenwerkingsverband of van anderen.",
    );
    let item = tekst(&uitkomst.bestand("ondersteuning/specialisten/orthopedagoog/index.html"));
    bevat(&item, "De school heeft dit.");
    bevat(&item, "Op school De Linde, Proefstad. Dat is op school zelf. Dat is ook hulp van buiten de school");
    bevat(&item, "Gegevens van 1 oktober 2025.");
}

#[test]
fn zonder_plaats_zegt_de_bladzijde_dat_de_plaats_niet_vermeld_is() {
    let site = SiteTest::klein();
    let uitkomst = site.vervang(PROFIEL, "orthopedagoog: [school, extern]", "orthopedagoog: ja").bouw(&["--no-pdf"]);
    let school = van_school(&uitkomst, "gedrag", "de-linde");
    bevat(&school, "De school zegt niet bij alles of het op school zelf is of ergens anders.");
    assert!(!school.contains("Dat is op school zelf"), "{school}");
    let item = tekst(&uitkomst.bestand("ondersteuning/specialisten/orthopedagoog/index.html"));
    bevat(&item, "De school heeft dit. We weten niet of dit op school zelf is. De Linde");
    // A section that does not ask for places owes none.
    let school = van_school(&uitkomst, "rolstoel", "de-linde");
    bevat(&school, "noemt 1 soort hulp Lift.");
    assert!(!school.contains("niet waar"), "{school}");
}

#[test]
fn wat_er_niet_is_wordt_niet_beloofd() {
    let site = SiteTest::klein();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let school = van_school(&uitkomst, "somber", "de-linde");
    bevat(&school, "Dit is er niet of nog niet");
    bevat(&school, "Dit is er niet of nog niet Psycholoog.");
    assert!(!school.contains("De psycholoog praat met uw kind"), "{school}");
    let pagina = tekst(&uitkomst.bestand("hulp/somber/index.html"));
    bevat(&pagina, "Geen school op deze website noemt hulp hierbij.");
    let item = tekst(&uitkomst.bestand("ondersteuning/specialisten/psycholoog/index.html"));
    bevat(&item, "Geen school op deze website zegt dat dit er is.");
}

#[test]
fn een_school_die_niets_zegt_staat_erbij_zonder_belofte() {
    let site = met_stille_school();
    let uitkomst = site.bouw(&["--no-pdf"]);
    for id in ["gedrag", "rolstoel", "somber", "lezen"] {
        let html = uitkomst.bestand(&format!("hulp/{id}/index.html"));
        assert!(!html.contains("school-de-els"), "{id}");
        let zwijgt = tekst(html.split("class=zwijgt").nth(1).unwrap());
        bevat(&zwijgt, "Dat betekent niet dat het er niet is. Vraag het de school. De Els");
    }
    let lift = tekst(&uitkomst.bestand("ondersteuning/ruimten/lift/index.html"));
    bevat(&lift, "1 van de 2 scholen heeft dit.");
    bevat(&lift, "Deze school vermeldt hierover niets.");
    // A role that a school names as contact is not silence.
    let mentor = uitkomst.bestand("ondersteuning/specialisten/mentor/index.html");
    bevat(&tekst(&mentor), "Op school De Linde");
}

#[test]
fn een_score_staat_er_in_de_woorden_van_de_schaal() {
    let site = SiteTest::klein();
    // Only a judgement of what the school offers is a kind of help.
    site.vervang(
        "content/formaten/klein.yaml",
        "titel: HGW, soort: beoordeling",
        "titel: HGW, onderwerp: aanbod, soort: beoordeling",
    );
    let uitkomst = site.bouw(&["--no-pdf"]);
    let goed = tekst(&uitkomst.bestand("ondersteuning/hgw-vo/planmatig/index.html"));
    bevat(&goed, "Dit lukt de school goed.");
    let bezig = tekst(&uitkomst.bestand("ondersteuning/hgw-vo/smart/index.html"));
    bevat(&bezig, "Dit is er niet of nog niet");
    bevat(&bezig, "Hier werkt de school nu aan. Alleen onderbouw.");
}

#[test]
fn eigen_aanbod_en_voorbeelden_staan_bij_hun_hulpvraag() {
    let site = SiteTest::voorbeeld();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let rouw = van_school(&uitkomst, "rouw", "segbroek-college");
    bevat(
        &rouw,
        "Rouwgroep. In deze groep steunen leerlingen elkaar na het verlies van iemand. Dat is op school zelf.",
    );
    // A row whose text goes on where the title of its column stops.
    let verzuim = van_school(&uitkomst, "verzuim", "coenecoop-college");
    bevat(&verzuim, "JOS helpt leerlingen die op een zorgwekkende manier ongeoorloofd verzuimen");
    bevat(&van_school(&uitkomst, "drugs", "school2care"), "Uw kind maakt met de coach een contract over gedrag.");
    bevat(&tekst(&uitkomst.bestand("hulp/overstap/index.html")), "Plezier op school");
    bevat(&tekst(&uitkomst.bestand("ondersteuning/ketenpartners/jongerenwerk/index.html")), "De Mast");
}

#[test]
fn een_site_heeft_eigen_hulpvragen_en_vult_de_ingebouwde_aan() {
    let site = SiteTest::klein();
    let eigen = "hulpvragen:\n  zwemmen:\n    naam: Bang in het water\n    zin: Uw kind durft niet mee naar zwemles.\n    \
                 groep: Gedrag en gevoel\n    bij: [ruimten/Lift]\n  spelen: {naam: Alleen op het plein}\n  lezen:\n    \
                 synoniemen: [letters omdraaien]\n    bij: [ruimten/stilteruimte]\n";
    let uitkomst = site.schrijf("content/hulpvragen.yaml", eigen).bouw(&["--no-pdf"]);
    let zwemmen = uitkomst.bestand("hulp/zwemmen/index.html");
    bevat(&tekst(&zwemmen), "Bang in het water Uw kind durft niet mee naar zwemles.");
    bevat(&van_school(&uitkomst, "zwemmen", "de-linde"), "Lift.");
    // Words to search by are in the index, and on no page.
    let lezen = tekst(&uitkomst.bestand("hulp/lezen/index.html"));
    let (gelezen, _) = steunwijzer::laden::laad(&site.pad("content")).unwrap();
    let gelezen = gelezen.unwrap();
    let record = steunwijzer::zoek::records(&gelezen, &|_| true).find(|r| r.adres.starts_with("hulp/lezen/")).unwrap();
    for woord in ["leesblind", "leest langzaam", "letters omdraaien"] {
        assert!(!lezen.contains(woord), "{woord}: {lezen}");
        assert!(record.ook.iter().any(|ook| ook == woord), "{woord}: {record:?}");
    }
    bevat(&van_school(&uitkomst, "lezen", "de-linde"), "Stille werkplek");
    // Under its own heading, and without one at the end.
    let alle = tekst(&uitkomst.bestand("hulp/index.html"));
    let plek = |woord: &str| alle.find(woord).unwrap_or_else(|| panic!("{woord}: {alle}"));
    assert!(plek("Gedrag en gevoel") < plek("Bang in het water"));
    assert!(plek("Bang in het water") < plek("Pesten"));
    assert!(plek("Andere vragen") < plek("Alleen op het plein"));
    bevat(&tekst(&uitkomst.bestand("ondersteuning/ruimten/lift/index.html")), "Bang in het water");
    bevat(&uitkomst.bestand("sitemap.xml"), "<loc>https://proef.example/hulp/zwemmen/</loc>");
}

#[test]
fn een_eigen_lijst_geldt_ook_voor_ingebouwde_formaten() {
    let site = SiteTest::voorbeeld();
    site.schrijf(
        "content/lijsten/ruimten.yaml",
        "breidt-uit: ruimten\nitems:\n  evacuatiestoel:\n    naam: Evacuatiestoel\n    hulpvragen: [rolstoel]\n",
    );
    let segbroek = "content/scholen/segbroek-college/2024-2025/profiel.yaml";
    let tekst = fs::read_to_string(site.pad(segbroek)).unwrap();
    let regel = tekst.lines().find(|r| r.starts_with("  ruimten:")).unwrap();
    let uitkomst = site.vervang(segbroek, regel, &format!("{regel}\n    evacuatiestoel: ja")).bouw(&["--no-pdf"]);
    bevat(&van_school(&uitkomst, "rolstoel", "segbroek-college"), "Evacuatiestoel.");
}

#[test]
fn verwijzingen_naar_items_en_hulpvragen_leiden_naar_hun_bladzijde() {
    let site = SiteTest::klein();
    let visie = "Zie [de orthopedagoog](item:specialisten/orthopedagoog) en [hulp bij lezen](hulp:lezen).\n";
    let uitkomst = site.schrijf("content/scholen/de-linde/2025-2026/visie.md", visie).bouw(&["--no-pdf"]);
    let profiel = uitkomst.bestand("scholen/de-linde/profiel/index.html");
    for adres in ["ondersteuning/specialisten/orthopedagoog", "hulp/lezen"] {
        bevat(&profiel, &format!("href=../../../{adres}/index.html"));
    }
    bevat(&uitkomst.bestand("begrippen/index.html"), "ondersteuning/specialisten/orthopedagoog/index.html");
}

#[test]
fn met_veel_scholen_blijft_een_bladzijde_klein() {
    let site = SiteTest::klein();
    let profiel = fs::read_to_string(site.pad(PROFIEL)).unwrap();
    for nummer in 0..70 {
        let map = format!("content/scholen/school-{nummer}");
        site.schrijf(&format!("{map}/school.yaml"), format!("naam: School {nummer}\n"));
        site.schrijf(&format!("{map}/2025-2026/profiel.yaml"), &profiel);
        site.schrijf(&format!("{map}/2025-2026/visie.md"), "Elk kind telt.\n");
    }
    for nummer in 0..40 {
        site.schrijf(&format!("content/scholen/stil-{nummer}/school.yaml"), format!("naam: Stil {nummer}\n"));
    }
    let uitkomst = site.bouw(&["--no-pdf"]);
    let html = uitkomst.bestand("hulp/gedrag/index.html");
    assert!(html.len() < 60_000, "{} bytes", html.len());
    let pagina = tekst(&html);
    // Each of them names a limit too, so none counts as plain help, and the limit is read first.
    bevat(&pagina, "Welke scholen hulp hebben 71 scholen noemen hulp én een grens");
    bevat(
        &pagina,
        "School 12 Let op, grens: Geen grenzen aanvaarden. Hier is: Ondersteuningscoördinator en Orthopedagoog.",
    );
    assert!(!pagina.contains("op deze website noemen hulp hierbij"), "{pagina}");
    bevat(&pagina, "De andere 40 scholen vermelden hierover niets.");
    assert!(!pagina.contains("Stil 12"), "{pagina}");
    let item = tekst(&uitkomst.bestand("ondersteuning/specialisten/orthopedagoog/index.html"));
    bevat(&item, "De andere 40 scholen vermelden hierover niets.");
}

#[test]
fn a_contact_that_nobody_can_reach_says_where_to_look() {
    let site = SiteTest::klein();
    let look = "Hoe u deze persoon bereikt, staat hier niet. Kijk op de website van de school of vraag het op school.";
    let says = |contact: &str| {
        site.schrijf("content/scholen/de-linde/school.yaml", &format!("naam: De Linde\ncontact:\n{contact}"));
        van_school(&site.bouw(&["--no-pdf"]), "gedrag", "de-linde")
    };
    bevat(&says("  - wie: mentor\n"), look);
    bevat(&says("  - wie: mentor\n    zin: De mentor helpt u.\n  - wie: decaan\n"), look);
    for way in ["mail: info@delinde.example", "web: https://delinde.example", "telefoon: 070 123 45 67"] {
        let text = says(&format!("  - wie: mentor\n  - wie: decaan\n    {way}\n"));
        assert!(text.contains("U kunt dit vragen aan") && !text.contains("Hoe u deze persoon bereikt"), "{text}");
    }
}

#[test]
fn the_place_of_one_use_is_not_told_of_all_and_what_a_row_is_counts_once() {
    let site = SiteTest::voorbeeld();
    let questions = "        hulpvragen: [plannen, autisme, concentratie, sociaal]\n";
    let profile = "content/scholen/coenecoop-college/2016-2017/profiel.yaml";
    site.vervang(profile, questions, &format!("        waar: [school]\n{questions}"));
    let out = site.bouw(&["--no-pdf"]);
    let words = |path: &str| {
        let page = out.bestand(path);
        let text: Vec<&str> = page.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
        text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // Of three uses of this person the school places one; of the mentor it says the place without more.
    for path in [
        "hulp/ziek/index.html",
        "hulp/spraak/index.html",
        "ondersteuning/specialisten/begeleider-passend-onderwijs/index.html",
    ] {
        let page = words(path);
        let one = "Bij “Leerlingen met ernstige plannings- en structureringsproblematiek”: op school.";
        assert!(page.contains(one), "{path}: {page}");
        assert!(!page.contains("Begeleider passend onderwijs . Dat is op school zelf."), "{path}: {page}");
    }
    assert!(words("hulp/ziek/index.html").contains("Mentor . Dat is op school zelf."));
    // A row that is an item is told in the words of the school, and not again as the item.
    let page = words("hulp/medicijnen/index.html");
    assert!(page.contains("Protocol voor medisch handelen . Er is een protocol en de school werkt ermee."), "{page}");
    assert!(page.contains("Pro Grotius College noemt 1 soort hulp"), "{page}");
    let table = out.bestand("vergelijken/hulp/index.html");
    assert!(!table.contains("Protocol medisch handelen, Protocol voor medisch handelen"), "{table}");
}
