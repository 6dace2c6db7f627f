//! What a workbook says without words: struck through, hidden, noted beside a cell. Nothing of it is lost in silence.

use crate::hulp::{SiteTest, Uitkomst};
use crate::rekenblad::{Cel, Rekenblad, met_bestand};

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const FORMULIER: &str = "f/de-linde-2025-2026.xlsx";

/// The small site, with a form to fill in.
fn formulier() -> (SiteTest, Rekenblad) {
    let site = SiteTest::klein();
    site.draai(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(0);
    let boek = Rekenblad::open(&site.pad(FORMULIER));
    (site, boek)
}

fn import(site: &SiteTest, boek: &Rekenblad) -> (Uitkomst, String) {
    boek.bewaar(&site.pad(FORMULIER));
    let uit = site.draai(&["import", "f", "--report", "short"]);
    (uit, std::fs::read_to_string(site.pad(PROFIEL)).unwrap())
}

// ------------------------------------------------------------ struck through

#[test]
fn an_answer_that_is_struck_through_is_taken_away_and_named() {
    let (site, mut boek) = formulier();
    boek.zet("gegevens/tijd", 0, Cel::Doorgestreept("2 uur"));
    let (uit, profiel) = import(&site, &boek);
    uit.code(0).meldt("blad `Eerste hoofdstuk`, cel D").meldt("dit is doorgestreept en telt niet mee: `2 uur`");
    assert!(profiel.contains("    tijd:\n"), "{profiel}");
}

#[test]
fn of_an_answer_that_is_partly_struck_through_the_rest_counts() {
    let (site, mut boek) = formulier();
    boek.zet("gegevens/tijd", 0, Cel::Deels(&[("2 uur", true), (" 3 uur per week", false)]));
    boek.zet("gegevens/leden", 0, Cel::Deels(&[("Mentor\n", false), ("decaan\n", true), ("orthopedagoog", false)]));
    let (uit, profiel) = import(&site, &boek);
    uit.code(0).meldt("een deel is doorgestreept en telt niet mee: `2 uur`").meldt("telt niet mee: `decaan`");
    assert!(profiel.contains("tijd: 3 uur per week\n"), "{profiel}");
    assert!(profiel.contains("orthopedagoog") && !profiel.contains("decaan"), "{profiel}");
}

#[test]
fn a_row_that_is_struck_through_is_taken_away_and_named() {
    let (site, mut boek) = formulier();
    let blad = boek.blad("Grenzen");
    let regel = blad.regel(2, "geen grenzen aanvaarden");
    blad.zet((regel, 1), Cel::Doorgestreept("Gedrag"));
    blad.zet((regel, 2), Cel::Doorgestreept("geen grenzen aanvaarden"));
    blad.zet((regel + 1, 2), Cel::from("geen hulp aanvaarden"));
    let (uit, profiel) = import(&site, &boek);
    uit.code(0).meldt("blad `Grenzen`, cel C").meldt("telt niet mee: `geen grenzen aanvaarden`");
    assert!(!profiel.contains("geen grenzen") && profiel.contains("geen hulp aanvaarden"), "{profiel}");
}

// -------------------------------------------------------------------- hidden

#[test]
fn a_new_row_that_is_hidden_is_asked_about() {
    let (site, mut boek) = formulier();
    let blad = boek.blad("Grenzen");
    let regel = blad.onderaan();
    blad.zet((regel, 2), Cel::from("leerlingen die niemand ziet"));
    blad.verborgen_rijen.push(regel);
    let (uit, profiel) = import(&site, &boek);
    uit.code(1).meldt(&format!("rij {} is verborgen", regel + 1)).meldt("`leerlingen die niemand ziet`");
    assert!(!profiel.contains("niemand ziet"));
}

#[test]
fn an_answer_in_a_hidden_row_column_or_sheet_is_asked_about() {
    type Hide = fn(&mut Rekenblad);
    let ways: [(Hide, &str); 4] = [
        (
            |boek| {
                let (blad, (regel, _)) = boek.bij("gegevens/tijd", 0);
                blad.verborgen_rijen.push(regel);
            },
            "is verborgen, en hier staat een antwoord dat niet in het formulier stond: `4 uur`",
        ),
        (|boek| boek.bij("gegevens/tijd", 0).0.verborgen_kolommen.push(3), "kolom D is verborgen"),
        (|boek| boek.bij("gegevens/tijd", 0).0.verborgen = true, "blad `Eerste hoofdstuk` is verborgen"),
        (|boek| _ = boek.zet("gegevens/tijd", 0, Cel::Wit("4 uur")), "de letters in dit vak zijn niet te zien"),
    ];
    for (hide, message) in ways {
        let (site, mut boek) = formulier();
        boek.zet("gegevens/tijd", 0, "4 uur");
        hide(&mut boek);
        let (uit, profiel) = import(&site, &boek);
        uit.code(1).meldt("[formulier-verborgen]").meldt(message);
        assert!(profiel.contains("tijd: 2 uur"), "{profiel}");
    }
}

#[test]
fn rows_that_are_hidden_and_as_they_were_are_named_once() {
    let (site, mut boek) = formulier();
    for vraag in ["hulp/orthopedagoog", "hulp/mentor"] {
        let (blad, (regel, _)) = boek.bij(vraag, 0);
        blad.verborgen_rijen.push(regel);
    }
    let (uit, _) = import(&site, &boek);
    uit.code(0).meldt("zijn verborgen; wat daar staat, blijft zoals het was");
    assert!(uit.uit.contains("De Linde: niets veranderd, 1 waarschuwing\n"), "{}", uit.uit);
}

#[test]
fn a_row_that_is_hidden_and_empty_is_no_news() {
    let (site, mut boek) = formulier();
    let blad = boek.blad("Grenzen");
    let regel = blad.onderaan() + 2;
    blad.verborgen_rijen.push(regel);
    let (uit, _) = import(&site, &boek);
    assert_eq!((uit.code, uit.fout.as_str()), (0, ""));
}

#[test]
fn a_sheet_that_was_added_and_hidden_is_named_as_hidden() {
    let (site, mut boek) = formulier();
    let cellen = [((0, 0), Cel::from("Notities"))].into();
    boek.bladen.push(crate::rekenblad::Blad {
        naam: "Kladblok".to_owned(),
        cellen,
        verborgen: true,
        ..crate::rekenblad::Blad::default()
    });
    import(&site, &boek).0.code(1).meldt("blad `Kladblok`: dit blad is verborgen en hoort niet in het formulier");
}

// -------------------------------------------------------------- beside cells

#[test]
fn a_note_is_named_with_its_cell_and_its_words() {
    let (site, mut boek) = formulier();
    for (vraag, wie, tekst) in [
        ("hulp/psycholoog", "Intern begeleider", "Alleen op donderdag"),
        ("hulp/logopedist", "Jansen", "na de herfst weer"),
        ("gegevens/leden", "x", "De decaan komt er in maart bij.\nZij werkt dan drie dagen."),
    ] {
        let (blad, plek) = boek.bij(vraag, 0);
        blad.notities.push((plek, wie, tekst));
    }
    boek.zet("hulp/logopedist", 0, "ja");
    let (uit, profiel) = import(&site, &boek);
    uit.code(0)
        .meldt("de notitie bij dit vak wordt niet overgenomen: `Alleen op donderdag`")
        .meldt("wordt niet overgenomen: `na de herfst weer`")
        .meldt("`De decaan komt er in maart bij. Zij werkt dan drie dagen.`");
    assert_eq!(uit.fout.matches("[formulier-weggelaten]").count(), 3, "{}", uit.fout);
    assert!(profiel.contains("logopedist: ja"));
}

#[test]
fn a_conversation_of_excel_365_is_named_with_all_its_answers() {
    let (site, mut boek) = formulier();
    let (blad, plek) = boek.bij("hulp/psycholoog", 0);
    blad.notities.push((plek, "x", "[Opmerkingenthread] Uw versie van Excel kan dit niet tonen."));
    boek.bewaar(&site.pad(FORMULIER));
    // What Excel writes beside the note.
    let cel = format!("D{}", plek.0 + 1);
    let thread = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ThreadedComments \
         xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\">\
         <threadedComment ref=\"{cel}\" dT=\"2025-10-01T10:00:00.00\" personId=\"{{1}}\" id=\"{{2}}\">\
         <text>Komt er een psycholoog? &amp; wanneer</text></threadedComment>\
         <threadedComment ref=\"{cel}\" dT=\"2025-10-02T10:00:00.00\" personId=\"{{1}}\" id=\"{{3}}\" parentId=\"{{2}}\">\
         <text>Ja, na de kerst</text></threadedComment></ThreadedComments>"
    );
    let rels = "xl/worksheets/_rels/sheet2.xml.rels";
    let oud = lees_deel(&site, rels);
    let nieuw = oud.replace(
        "</Relationships>",
        "<Relationship Id=\"rId99\" Type=\"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment\" \
         Target=\"../threadedComments/threadedComment1.xml\"/></Relationships>",
    );
    assert_ne!(oud, nieuw);
    met_bestand(&site.pad(FORMULIER), rels, &mut std::iter::once(nieuw.into_bytes()));
    let deel = "xl/threadedComments/threadedComment1.xml";
    met_bestand(&site.pad(FORMULIER), deel, &mut std::iter::once(thread.into_bytes()));
    let uit = site.draai(&["import", "f", "--report", "short"]);
    uit.code(0).meldt(&format!("cel {cel}: de notitie")).meldt("`Komt er een psycholoog? & wanneer / Ja, na de kerst`");
    assert!(!uit.fout.contains("Opmerkingenthread"), "{}", uit.fout);
}

fn lees_deel(site: &SiteTest, naam: &str) -> String {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::fs::File::open(site.pad(FORMULIER)).unwrap()).unwrap();
    let mut tekst = String::new();
    zip.by_name(naam).unwrap().read_to_string(&mut tekst).unwrap();
    tekst
}

#[test]
fn words_in_the_columns_of_the_questions_are_named() {
    let (site, mut boek) = formulier();
    let (blad, (regel, _)) = boek.bij("hulp/psycholoog", 0);
    blad.zet((regel, 2), Cel::from("Alleen op donderdag"));
    blad.zet((regel + 1, 1), Cel::from("Logopedist (twee dagen)"));
    blad.zet((1, 2), Cel::from("Ingevuld door de intern begeleider"));
    let blad = boek.blad("Grenzen");
    blad.zet((1, 4), Cel::from("zie de bijlage"));
    let (uit, _) = import(&site, &boek);
    uit.code(0);
    for words in
        ["Alleen op donderdag", "Logopedist (twee dagen)", "Ingevuld door de intern begeleider", "zie de bijlage"]
    {
        uit.meldt(&format!("dit staat niet in een geel vak en wordt niet overgenomen: `{words}`"));
    }
    assert!(uit.uit.contains("niets veranderd, 4 waarschuwingen"), "{}", uit.uit);
}

#[test]
fn other_words_in_a_list_since_the_form_was_made_are_no_news() {
    let (site, mut boek) = formulier();
    boek.zet("hulp/logopedist", 0, "ja");
    site.schrijf(
        "content/lijsten/specialisten.yaml",
        "lijst: specialisten\nitems:\n  - {id: logopedist, naam: Logopedist, zin: Een heel andere zin.}\n",
    );
    let (uit, _) = import(&site, &boek);
    assert!(!uit.fout.contains("formulier-weggelaten"), "{}", uit.fout);
}

#[test]
fn pictures_and_text_boxes_are_named() {
    let (site, mut boek) = formulier();
    let blad = boek.blad("Grenzen");
    blad.plaatjes.push((4, 3));
    blad.tekstvakken.push(((6, 2), "Wij zijn vol"));
    let (uit, _) = import(&site, &boek);
    uit.code(0)
        .meldt("blad `Grenzen`, cel D5: hier ligt een plaatje op het blad")
        .meldt("cel C7: hier ligt een tekstvak op het blad; het wordt niet overgenomen: `Wij zijn vol`");
}

// ------------------------------------------------------------------- hostile

/// A form with all that a sheet can say without words.
fn full_of_looks() -> Vec<u8> {
    let (site, mut boek) = formulier();
    boek.zet("gegevens/tijd", 0, Cel::Deels(&[("2 uur", true), (" 3 uur", false)]));
    boek.zet("gegevens/leden", 0, Cel::Doorgestreept("mentor")).zet("hulp/mentor", 4, Cel::Wit("wit"));
    boek.zet("gegevens/leerlingen", 0, Cel::GetalAls(8.0, "000")).zet(
        "gegevens/ingevuld",
        0,
        Cel::DatumAls(2026, 2, 1, "d-mmm"),
    );
    let (blad, plek) = boek.bij("hulp/psycholoog", 0);
    blad.notities.push((plek, "x", "Alleen op donderdag"));
    blad.verborgen_kolommen.push(5);
    let blad = boek.blad("Grenzen");
    blad.plaatjes.push((4, 3));
    blad.tekstvakken.push(((6, 2), "Wij zijn vol"));
    blad.verborgen_rijen.push(8);
    boek.bewaar(&site.pad(FORMULIER));
    std::fs::read(site.pad(FORMULIER)).unwrap()
}

/// The workbook with each part as `change` makes it.
fn with_parts(bytes: &[u8], mut change: impl FnMut(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for i in 0..old.len() {
        let mut part = old.by_index(i).unwrap();
        let name = part.name().unwrap().to_string();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        new.start_file(name.as_str(), options).unwrap();
        new.write_all(&change(&name, content)).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn no_part_of_a_workbook_makes_the_reader_stop() {
    let whole = full_of_looks();
    let mut t = crate::willekeur::Toeval::nieuw(11);
    let mut read = 0;
    for _ in 0..150 {
        let bytes = with_parts(&whole, |name, mut content| {
            let spared = name.starts_with("[") || name.starts_with("_rels");
            if !spared && t.kans(12) && !content.is_empty() {
                for _ in 0..1 + t.onder(3) {
                    let at = t.onder(content.len());
                    content[at] = *t.uit(b"<>&\"'/=;:x0195\xff ");
                }
            }
            content
        });
        read += usize::from(steunwijzer::formulier::inlezen::lees(&bytes).is_ok());
    }
    // Some changes do no harm.
    assert!(read > 5, "{read}");
}

#[test]
fn more_notes_than_anybody_writes_take_no_longer_than_they_are_long() {
    let begin = std::time::Instant::now();
    let bytes = with_parts(&full_of_looks(), |name, content| {
        if !name.ends_with("comments1.xml") {
            return content;
        }
        let text = String::from_utf8(content).unwrap();
        let (before, after) = text.split_once("<commentList>").unwrap();
        let one = |i: u32| format!("<comment ref=\"D{i}\" authorId=\"0\"><text><t>noot {i}</t></text></comment>");
        let many: String = (1..200_000).map(one).collect();
        format!("{before}<commentList>{many}{after}").into_bytes()
    });
    let boek = steunwijzer::formulier::inlezen::lees(&bytes).unwrap();
    assert!(boek.problemen.len() < 2_000, "{}", boek.problemen.len());
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}
