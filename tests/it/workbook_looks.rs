//! What a workbook says without words: struck through, hidden, noted at a cell. None of it is lost silently.

use crate::harness::{Outcome, SiteTest};
use crate::spreadsheet::{Cell, Spreadsheet, with_file};

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const FORM: &str = "f/de-linde-2025-2026.xlsx";

/// The small site, with a form to fill in.
fn form() -> (SiteTest, Spreadsheet) {
    let site = SiteTest::small();
    site.run(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(0);
    let workbook = Spreadsheet::open(&site.path(FORM));
    (site, workbook)
}

fn import(site: &SiteTest, workbook: &Spreadsheet) -> (Outcome, String) {
    workbook.save(&site.path(FORM));
    let out = site.run(&["import", "f", "--report", "short"]);
    (out, std::fs::read_to_string(site.path(PROFIEL)).unwrap())
}

// ------------------------------------------------------------ struck through

#[test]
fn an_answer_that_is_struck_through_is_taken_away_and_named() {
    let (site, mut workbook) = form();
    workbook.set("gegevens/tijd", 0, Cell::Struck("2 uur"));
    let (out, profiel) = import(&site, &workbook);
    out.code(0).reports("blad `Eerste hoofdstuk`, cel D").reports("dit is doorgestreept en telt niet mee: `2 uur`");
    assert!(profiel.contains("    tijd:\n"), "{profiel}");
}

#[test]
fn of_an_answer_that_is_partly_struck_through_the_rest_counts() {
    let (site, mut workbook) = form();
    workbook.set("gegevens/tijd", 0, Cell::Partly(&[("2 uur", true), (" 3 uur per week", false)]));
    workbook.set(
        "gegevens/leden",
        0,
        Cell::Partly(&[("Mentor\n", false), ("decaan\n", true), ("orthopedagoog", false)]),
    );
    let (out, profiel) = import(&site, &workbook);
    out.code(0).reports("een deel is doorgestreept en telt niet mee: `2 uur`").reports("telt niet mee: `decaan`");
    assert!(profiel.contains("tijd: 3 uur per week\n"), "{profiel}");
    assert!(profiel.contains("orthopedagoog") && !profiel.contains("decaan"), "{profiel}");
}

#[test]
fn a_row_that_is_struck_through_is_taken_away_and_named() {
    let (site, mut workbook) = form();
    let sheet = workbook.sheet("Grenzen");
    let line = sheet.line(2, "geen grenzen aanvaarden");
    sheet.set((line, 1), Cell::Struck("Gedrag"));
    sheet.set((line, 2), Cell::Struck("geen grenzen aanvaarden"));
    sheet.set((line + 1, 2), Cell::from("geen hulp aanvaarden"));
    let (out, profiel) = import(&site, &workbook);
    out.code(0).reports("blad `Grenzen`, cel C").reports("telt niet mee: `geen grenzen aanvaarden`");
    assert!(!profiel.contains("geen grenzen") && profiel.contains("geen hulp aanvaarden"), "{profiel}");
}

// -------------------------------------------------------------------- hidden

#[test]
fn a_new_row_that_is_hidden_is_asked_about() {
    let (site, mut workbook) = form();
    let sheet = workbook.sheet("Grenzen");
    let line = sheet.at_bottom();
    sheet.set((line, 2), Cell::from("leerlingen die niemand ziet"));
    sheet.hidden_rows.push(line);
    let (out, profiel) = import(&site, &workbook);
    out.code(1).reports(&format!("rij {} is verborgen", line + 1)).reports("`leerlingen die niemand ziet`");
    assert!(!profiel.contains("niemand ziet"));
}

#[test]
fn an_answer_in_a_hidden_row_column_or_sheet_is_asked_about() {
    type Hide = fn(&mut Spreadsheet);
    let ways: [(Hide, &str); 4] = [
        (
            |workbook| {
                let (sheet, (line, _)) = workbook.at("gegevens/tijd", 0);
                sheet.hidden_rows.push(line);
            },
            "is verborgen, en hier staat een antwoord dat niet in het formulier stond: `4 uur`",
        ),
        (|workbook| workbook.at("gegevens/tijd", 0).0.hidden_columns.push(3), "kolom D is verborgen"),
        (|workbook| workbook.at("gegevens/tijd", 0).0.hidden = true, "blad `Eerste hoofdstuk` is verborgen"),
        (
            |workbook| _ = workbook.set("gegevens/tijd", 0, Cell::Blank("4 uur")),
            "de letters in dit vak zijn niet te zien",
        ),
    ];
    for (hide, message) in ways {
        let (site, mut workbook) = form();
        workbook.set("gegevens/tijd", 0, "4 uur");
        hide(&mut workbook);
        let (out, profiel) = import(&site, &workbook);
        out.code(1).reports("[formulier-verborgen]").reports(message);
        assert!(profiel.contains("tijd: 2 uur"), "{profiel}");
    }
}

#[test]
fn rows_that_are_hidden_and_as_they_were_are_named_once() {
    let (site, mut workbook) = form();
    for question in ["hulp/orthopedagoog", "hulp/mentor"] {
        let (sheet, (line, _)) = workbook.at(question, 0);
        sheet.hidden_rows.push(line);
    }
    let (out, _) = import(&site, &workbook);
    out.code(0).reports("zijn verborgen; wat daar staat, blijft zoals het was");
    assert!(out.out.contains("De Linde: niets veranderd, 1 waarschuwing\n"), "{}", out.out);
}

#[test]
fn a_row_that_is_hidden_and_empty_is_no_news() {
    let (site, mut workbook) = form();
    let sheet = workbook.sheet("Grenzen");
    let line = sheet.at_bottom() + 2;
    sheet.hidden_rows.push(line);
    let (out, _) = import(&site, &workbook);
    assert_eq!((out.code, out.err.as_str()), (0, ""));
}

#[test]
fn a_sheet_that_was_added_and_hidden_is_named_as_hidden() {
    let (site, mut workbook) = form();
    let cells = [((0, 0), Cell::from("Notities"))].into();
    workbook.sheets.push(crate::spreadsheet::Sheet {
        name: "Kladblok".to_owned(),
        cells,
        hidden: true,
        ..crate::spreadsheet::Sheet::default()
    });
    import(&site, &workbook).0.code(1).reports("blad `Kladblok`: dit blad is verborgen en hoort niet in het formulier");
}

// ----------------------------------------------------- notes and drawings

#[test]
fn a_note_is_named_with_its_cell_and_its_words() {
    let (site, mut workbook) = form();
    for (question, who, text) in [
        ("hulp/psycholoog", "Intern begeleider", "Alleen op donderdag"),
        ("hulp/logopedist", "Jansen", "na de herfst weer"),
        ("gegevens/leden", "x", "De decaan komt er in maart bij.\nZij werkt dan drie dagen."),
    ] {
        let (sheet, at) = workbook.at(question, 0);
        sheet.notes.push((at, who, text));
    }
    workbook.set("hulp/logopedist", 0, "ja");
    let (out, profiel) = import(&site, &workbook);
    out.code(0)
        .reports("de notitie bij dit vak wordt niet overgenomen: `Alleen op donderdag`")
        .reports("wordt niet overgenomen: `na de herfst weer`")
        .reports("`De decaan komt er in maart bij. Zij werkt dan drie dagen.`");
    assert_eq!(out.err.matches("[formulier-weggelaten]").count(), 3, "{}", out.err);
    assert!(profiel.contains("logopedist: ja"));
}

#[test]
fn a_conversation_of_excel_365_is_named_with_all_its_answers() {
    let (site, mut workbook) = form();
    let (sheet, at) = workbook.at("hulp/psycholoog", 0);
    sheet.notes.push((at, "x", "[Opmerkingenthread] Uw versie van Excel kan dit niet tonen."));
    workbook.save(&site.path(FORM));
    // What Excel writes in addition to the note.
    let cell = format!("D{}", at.0 + 1);
    let thread = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ThreadedComments \
         xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\">\
         <threadedComment ref=\"{cell}\" dT=\"2025-10-01T10:00:00.00\" personId=\"{{1}}\" id=\"{{2}}\">\
         <text>Komt er een psycholoog? &amp; wanneer</text></threadedComment>\
         <threadedComment ref=\"{cell}\" dT=\"2025-10-02T10:00:00.00\" personId=\"{{1}}\" id=\"{{3}}\" parentId=\"{{2}}\">\
         <text>Ja, na de kerst</text></threadedComment></ThreadedComments>"
    );
    let rels = "xl/worksheets/_rels/sheet2.xml.rels";
    let old = read_part(&site, rels);
    let new = old.replace(
        "</Relationships>",
        "<Relationship Id=\"rId99\" Type=\"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment\" \
         Target=\"../threadedComments/threadedComment1.xml\"/></Relationships>",
    );
    assert_ne!(old, new);
    with_file(&site.path(FORM), rels, &mut std::iter::once(new.into_bytes()));
    let part = "xl/threadedComments/threadedComment1.xml";
    with_file(&site.path(FORM), part, &mut std::iter::once(thread.into_bytes()));
    let out = site.run(&["import", "f", "--report", "short"]);
    out.code(0)
        .reports(&format!("cel {cell}: de notitie"))
        .reports("`Komt er een psycholoog? & wanneer / Ja, na de kerst`");
    assert!(!out.err.contains("Opmerkingenthread"), "{}", out.err);
}

fn read_part(site: &SiteTest, name: &str) -> String {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::fs::File::open(site.path(FORM)).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn words_in_the_columns_of_the_questions_are_named() {
    let (site, mut workbook) = form();
    let (sheet, (line, _)) = workbook.at("hulp/psycholoog", 0);
    sheet.set((line, 2), Cell::from("Alleen op donderdag"));
    sheet.set((line + 1, 1), Cell::from("Logopedist (twee dagen)"));
    sheet.set((1, 2), Cell::from("Ingevuld door de intern begeleider"));
    let sheet = workbook.sheet("Grenzen");
    sheet.set((1, 4), Cell::from("zie de bijlage"));
    let (out, _) = import(&site, &workbook);
    out.code(0);
    for words in
        ["Alleen op donderdag", "Logopedist (twee dagen)", "Ingevuld door de intern begeleider", "zie de bijlage"]
    {
        out.reports(&format!("dit staat niet in een geel vak en wordt niet overgenomen: `{words}`"));
    }
    assert!(out.out.contains("niets veranderd, 4 waarschuwingen"), "{}", out.out);
}

#[test]
fn other_words_in_a_list_since_the_form_was_made_are_no_news() {
    let (site, mut workbook) = form();
    workbook.set("hulp/logopedist", 0, "ja");
    site.write(
        "content/lijsten/specialisten.yaml",
        "lijst: specialisten\nitems:\n  - {id: logopedist, naam: Logopedist, zin: Een heel andere zin.}\n",
    );
    let (out, _) = import(&site, &workbook);
    assert!(!out.err.contains("formulier-weggelaten"), "{}", out.err);
}

#[test]
fn pictures_and_text_boxes_are_named() {
    let (site, mut workbook) = form();
    let sheet = workbook.sheet("Grenzen");
    sheet.pictures.push((4, 3));
    sheet.text_boxes.push(((6, 2), "Wij zijn vol"));
    let (out, _) = import(&site, &workbook);
    out.code(0)
        .reports("blad `Grenzen`, cel D5: hier ligt een plaatje op het blad")
        .reports("cel C7: hier ligt een tekstvak op het blad; het wordt niet overgenomen: `Wij zijn vol`");
}

// ------------------------------------------------------------------- hostile

/// A form with everything that a sheet can say without words.
fn with_all_looks() -> Vec<u8> {
    let (site, mut workbook) = form();
    workbook.set("gegevens/tijd", 0, Cell::Partly(&[("2 uur", true), (" 3 uur", false)]));
    workbook.set("gegevens/leden", 0, Cell::Struck("mentor")).set("hulp/mentor", 4, Cell::Blank("wit"));
    workbook.set("gegevens/leerlingen", 0, Cell::NumberAs(8.0, "000")).set(
        "gegevens/ingevuld",
        0,
        Cell::DateAs(2026, 2, 1, "d-mmm"),
    );
    let (sheet, at) = workbook.at("hulp/psycholoog", 0);
    sheet.notes.push((at, "x", "Alleen op donderdag"));
    sheet.hidden_columns.push(5);
    let sheet = workbook.sheet("Grenzen");
    sheet.pictures.push((4, 3));
    sheet.text_boxes.push(((6, 2), "Wij zijn vol"));
    sheet.hidden_rows.push(8);
    workbook.save(&site.path(FORM));
    std::fs::read(site.path(FORM)).unwrap()
}

/// The workbook with each part changed by `change`.
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
    let whole = with_all_looks();
    let mut t = crate::random_sites::SiteDice::new(11);
    let mut read = 0;
    for _ in 0..150 {
        let bytes = with_parts(&whole, |name, mut content| {
            let spared = name.starts_with("[") || name.starts_with("_rels");
            if !spared && t.percent(12) && !content.is_empty() {
                for _ in 0..1 + t.below(3) {
                    let at = t.below(content.len());
                    content[at] = *t.pick(b"<>&\"'/=;:x0195\xff ");
                }
            }
            content
        });
        read += usize::from(steunwijzer::form::reading::read(&bytes).is_ok());
    }
    // Some changes are harmless.
    assert!(read > 5, "{read}");
}

#[test]
fn more_notes_than_anybody_writes_take_no_longer_than_they_are_long() {
    let begin = std::time::Instant::now();
    let bytes = with_parts(&with_all_looks(), |name, content| {
        if !name.ends_with("comments1.xml") {
            return content;
        }
        let text = String::from_utf8(content).unwrap();
        let (before, after) = text.split_once("<commentList>").unwrap();
        let one = |i: u32| format!("<comment ref=\"D{i}\" authorId=\"0\"><text><t>noot {i}</t></text></comment>");
        let many: String = (1..200_000).map(one).collect();
        format!("{before}<commentList>{many}{after}").into_bytes()
    });
    let workbook = steunwijzer::form::reading::read(&bytes).unwrap();
    assert!(workbook.problems.len() < 2_000, "{}", workbook.problems.len());
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}
