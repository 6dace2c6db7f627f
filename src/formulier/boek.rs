//! A form as a workbook. Cells that are to be filled in are open, the rest is protected; long drop-downs stand on a
//! hidden sheet, and another hidden sheet holds what the workbook was made with.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::{Blad, Deel, Formulier, Inhoud, Keuze, Kolom, Rijenblad, Vak};

/// Version of the workbook: it changes when an older one cannot be read any more.
pub const VERSIE: u32 = 1;
/// The hidden sheet that says what the workbook is about, and what it was made with.
pub const GEHEUGEN: &str = "_steunwijzer";
/// What the lines of the memory begin with that hold sums of the form's own texts.
pub(super) const VAST: &str = "vast";
/// The hidden sheet of drop-downs.
pub const LIJSTEN: &str = "_lijsten";
/// What the first cell of a line of heads says, before the key of what stands below it.
pub const KOPTEKEN: char = '#';
/// Rows to fill in below those that are there.
const LEGE_RIJEN: u32 = 40;
/// The most signs that a cell can hold, with room for what a spreadsheet adds.
const MAX_CEL: usize = 32_000;
/// What stands in a cell of which the text does not fit.
pub const TE_LANG: &str = "(Deze tekst is te lang voor een vak. Verander de tekst in het bestand zelf.)";
/// The most signs of a line of explanation.
const REGEL: usize = 118;
/// The most signs of the options of a drop-down that stand in the cell itself.
const KORTE_LIJST: usize = 250;

/// What a workbook is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kenmerk {
    /// Id of the format.
    pub formaat: String,
    /// Slug of the school; empty when the school is to name itself.
    pub school: String,
    /// The school year; empty when the school is to name it.
    pub schooljaar: String,
    /// Name of the document, without `.yaml`.
    pub document: String,
}

/// Writes a workbook; the same form gives the same bytes. `dag` is what it says it was made on: year, month, day.
///
/// # Errors
/// When a sheet cannot hold it.
pub fn schrijf(
    formulier: &Formulier,
    kenmerk: &Kenmerk,
    titel: &str,
    dag: (u16, u8, u8),
) -> Result<Vec<u8>, XlsxError> {
    let mut boek = Workbook::new();
    let gemaakt = ExcelDateTime::from_ymd(dag.0, dag.1, dag.2)?;
    boek.set_properties(&DocProperties::new().set_title(titel).set_creation_datetime(&gemaakt));
    let stijl = Stijl::nieuw();
    let mut lijsten = Lijsten::default();
    for blad in &formulier.bladen {
        let werkblad = boek.add_worksheet();
        werkblad.set_name(&blad.naam)?;
        match &blad.inhoud {
            Inhoud::Vragen(delen) => vragen(werkblad, blad, delen, &stijl, &mut lijsten)?,
            Inhoud::Rijen(rijen) => rijblad(werkblad, blad, rijen, &stijl, &mut lijsten)?,
        }
        inrichten(werkblad);
    }
    lijsten.schrijf(boek.add_worksheet())?;
    geheugen(boek.add_worksheet(), formulier, kenmerk)?;
    boek.save_to_buffer()
}

/// How cells look.
struct Stijl {
    titel: Format,
    kop: Format,
    uitleg: Format,
    kolom: Format,
    vraag: Format,
    betekenis: Format,
    open: Format,
    dicht: Format,
    later: Format,
    sleutel: Format,
}

impl Stijl {
    fn nieuw() -> Self {
        let tekst = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let rand = Color::RGB(0x00BF_C5CC);
        // Cells are text: what somebody types stays as typed, also `80%` and `08`.
        let vak = || tekst().set_num_format("@").set_border(FormatBorder::Thin).set_border_color(rand);
        Self {
            titel: Format::new().set_bold().set_font_size(18),
            kop: Format::new().set_bold().set_font_size(14),
            uitleg: Format::new().set_font_color(Color::RGB(0x0040_4A54)),
            kolom: tekst()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x0015_4273))
                .set_border(FormatBorder::Thin)
                .set_border_color(rand),
            vraag: tekst(),
            betekenis: tekst().set_font_color(Color::RGB(0x0040_4A54)),
            open: vak().set_background_color(Color::RGB(0x00FF_FBE6)).set_unlocked(),
            dicht: vak().set_background_color(Color::RGB(0x00EE_F0F2)),
            later: tekst().set_num_format("@").set_unlocked(),
            sleutel: Format::new().set_unlocked(),
        }
    }

    fn vak(&self, vak: &Vak) -> &Format {
        if vak.dicht || vak.tekst.len() > MAX_CEL { &self.dicht } else { &self.open }
    }
}

/// The text of a cell, as it is written.
pub fn celtekst(vak: &Vak) -> &str {
    if vak.tekst.len() > MAX_CEL { TE_LANG } else { &vak.tekst }
}

fn inrichten(blad: &mut Worksheet) {
    blad.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    blad.set_screen_gridlines(false);
    let opties = ProtectionOptions {
        insert_rows: true,
        delete_rows: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    };
    blad.protect_with_options(&opties);
}

/// Column of the first answer: before it stand the key, the question and what it means.
pub const EERSTE_ANTWOORD: u16 = 3;

fn vragen(
    blad: &mut Worksheet,
    wat: &Blad,
    delen: &[Deel],
    stijl: &Stijl,
    lijsten: &mut Lijsten,
) -> Result<(), XlsxError> {
    let breedtes = breedtes(delen);
    blad.set_column_width(1, VRAAG_BREED)?.set_column_width(2, UITLEG_BREED)?;
    for (kolom, breed) in (EERSTE_ANTWOORD..).zip(&breedtes) {
        blad.set_column_width(kolom, *breed)?;
    }
    blad.set_column_hidden(0)?;
    blad.write_string_with_format(0, 1, &wat.titel, &stijl.titel)?;
    let mut regel = 1;
    let mut eerste_vak = None;
    for deel in delen.iter().filter(|d| !d.vragen.is_empty()) {
        regel += 1;
        if !deel.titel.is_empty() {
            blad.write_string_with_format(regel, 1, &deel.titel, &stijl.kop)?;
            regel += 1;
        }
        regel = uitleg(blad, regel, &deel.uitleg, stijl)?;
        let tot = if deel.tekst { tot_en_met(&breedtes) } else { EERSTE_ANTWOORD };
        koppen(blad, regel, deel, tot, stijl)?;
        let begin = regel + 1;
        for vraag in &deel.vragen {
            regel += 1;
            blad.write_string(regel, 0, &vraag.sleutel)?;
            blad.write_string_with_format(regel, 1, &vraag.naam, &stijl.vraag)?;
            blad.write_string_with_format(regel, 2, &vraag.uitleg, &stijl.betekenis)?;
            let mut regels = regels_in(&vraag.naam, VRAAG_BREED).max(regels_in(&vraag.uitleg, UITLEG_BREED));
            for (kolom, vak) in (EERSTE_ANTWOORD..).zip(&vraag.vakken) {
                if deel.tekst && tot > kolom {
                    blad.merge_range(regel, kolom, regel, tot, celtekst(vak), stijl.vak(vak))?;
                } else {
                    schrijf_vak(blad, regel, kolom, vak, stijl)?;
                }
                let breed = if deel.tekst { tekstbreedte(&breedtes) } else { breed_van(&breedtes, kolom) };
                regels = regels.max(regels_in(celtekst(vak), breed));
                if let Some(keuze) = &vak.keuze {
                    lijsten.keuze(blad, regel, kolom, regel, keuze)?;
                }
                if !vak.dicht && eerste_vak.is_none() {
                    eerste_vak = Some((regel, kolom));
                }
            }
            hoogte(blad, regel, if deel.tekst { regels.max(TEKST_REGELS) } else { regels })?;
        }
        for (kolom, k) in (EERSTE_ANTWOORD..).zip(&deel.kolommen) {
            if let Some(keuze) = &k.keuze {
                lijsten.keuze(blad, begin, kolom, regel, keuze)?;
            }
        }
        regel += 1;
    }
    if let Some((regel, kolom)) = eerste_vak {
        blad.set_selection(regel, kolom, regel, kolom)?;
    }
    Ok(())
}

/// Widths of the columns of questions and of what they mean, in signs.
const VRAAG_BREED: u16 = 36;
const UITLEG_BREED: u16 = 44;
/// How wide the cell of a text is, at least.
const TEKST_BREED: u16 = 80;
/// How many lines the cell of a text shows, at least.
const TEKST_REGELS: usize = 4;

/// Widths of the columns of answers. A text lies over several of them, so it does not make them wide.
fn breedtes(delen: &[Deel]) -> Vec<u16> {
    let mut uit: Vec<u16> = Vec::new();
    for deel in delen.iter().filter(|d| !d.tekst) {
        for (i, kolom) in deel.kolommen.iter().enumerate() {
            match uit.get_mut(i) {
                Some(breed) => *breed = (*breed).max(kolom.breed),
                None => uit.push(kolom.breed),
            }
        }
    }
    if uit.is_empty() { vec![TEKST_BREED] } else { uit }
}

/// The last column that a text lies over.
fn tot_en_met(breedtes: &[u16]) -> u16 {
    let mut breed = 0;
    for (kolom, eigen) in (EERSTE_ANTWOORD..).zip(breedtes) {
        breed += eigen;
        if breed >= TEKST_BREED {
            return kolom;
        }
    }
    EERSTE_ANTWOORD + u16::try_from(breedtes.len().saturating_sub(1)).unwrap_or(0)
}

fn tekstbreedte(breedtes: &[u16]) -> u16 {
    let aantal = usize::from(tot_en_met(breedtes) - EERSTE_ANTWOORD) + 1;
    breedtes.iter().take(aantal).sum()
}

fn breed_van(breedtes: &[u16], kolom: u16) -> u16 {
    breedtes.get(usize::from(kolom.saturating_sub(EERSTE_ANTWOORD))).copied().unwrap_or(20)
}

/// About how many lines a text takes in a column.
fn regels_in(tekst: &str, breed: u16) -> usize {
    let breed = usize::from(breed.max(2)) - 1;
    tekst.lines().map(|regel| regel.chars().count().div_ceil(breed).max(1)).sum::<usize>().max(1)
}

/// Gives a row the height of its text: spreadsheets do not look again at a file that they did not write.
fn hoogte(blad: &mut Worksheet, regel: u32, regels: usize) -> Result<(), XlsxError> {
    if regels > 1 {
        let punten = f64::from(u32::try_from(regels).unwrap_or(u32::MAX)).mul_add(15.0, 2.0);
        blad.set_row_height(regel, punten.min(405.0))?;
    }
    Ok(())
}

/// The line of heads; its hidden cell names the questions below it.
fn koppen(blad: &mut Worksheet, regel: u32, deel: &Deel, tot: u16, stijl: &Stijl) -> Result<(), XlsxError> {
    let eerste = deel.vragen.first().map(|v| v.sleutel.as_str()).unwrap_or_default();
    blad.write_string(regel, 0, format!("{KOPTEKEN}{eerste}"))?;
    blad.write_string_with_format(regel, 1, VRAAG, &stijl.kolom)?;
    blad.write_string_with_format(regel, 2, UITLEG, &stijl.kolom)?;
    let mut regels = 1;
    for (kolom, k) in (EERSTE_ANTWOORD..).zip(&deel.kolommen) {
        if tot > kolom {
            blad.merge_range(regel, kolom, regel, tot, &k.titel, &stijl.kolom)?;
        } else {
            blad.write_string_with_format(regel, kolom, &k.titel, &stijl.kolom)?;
            regels = regels.max(regels_in(&k.titel, k.breed));
        }
    }
    hoogte(blad, regel, regels)
}

fn schrijf_vak(blad: &mut Worksheet, regel: u32, kolom: u16, vak: &Vak, stijl: &Stijl) -> Result<(), XlsxError> {
    match celtekst(vak) {
        "" => blad.write_blank(regel, kolom, stijl.vak(vak))?,
        tekst => blad.write_string_with_format(regel, kolom, tekst, stijl.vak(vak))?,
    };
    Ok(())
}

/// Lines of explanation; returns the line after them.
fn uitleg(blad: &mut Worksheet, regel: u32, alineas: &[String], stijl: &Stijl) -> Result<u32, XlsxError> {
    let mut regel = regel;
    for stuk in alineas.iter().flat_map(|tekst| afbreken(tekst)) {
        blad.write_string_with_format(regel, 1, stuk, &stijl.uitleg)?;
        regel += 1;
    }
    Ok(regel)
}

/// A text in lines of whole words.
fn afbreken(tekst: &str) -> Vec<String> {
    let mut uit: Vec<String> = Vec::new();
    for woord in tekst.split_whitespace() {
        match uit.last_mut() {
            Some(regel) if regel.chars().count() + woord.chars().count() < REGEL => {
                regel.push(' ');
                regel.push_str(woord);
            }
            _ => uit.push(woord.to_owned()),
        }
    }
    uit
}

/// Column of the first cell of a row.
pub const EERSTE_CEL: u16 = 1;

fn rijblad(
    blad: &mut Worksheet,
    wat: &Blad,
    rijen: &Rijenblad,
    stijl: &Stijl,
    lijsten: &mut Lijsten,
) -> Result<(), XlsxError> {
    // The keys of rows are open, or no row could be taken away from a protected sheet.
    blad.set_column_format(0, &stijl.sleutel)?;
    for (kolom, k) in (EERSTE_CEL..).zip(&rijen.kolommen) {
        // Rows below those that are prepared are text as well: there too, `1-2` is no date.
        blad.set_column_width(kolom, k.breed)?.set_column_format(kolom, &stijl.later)?;
    }
    blad.set_column_hidden(0)?;
    blad.write_string_with_format(0, 1, &wat.titel, &stijl.titel)?;
    let mut regel = uitleg(blad, 1, &rijen.uitleg, stijl)? + 1;
    blad.write_string(regel, 0, format!("{KOPTEKEN}{}", rijen.sleutel))?;
    let mut regels = 1;
    for (kolom, k) in (EERSTE_CEL..).zip(&rijen.kolommen) {
        blad.write_string_with_format(regel, kolom, &k.titel, &stijl.kolom)?;
        regels = regels.max(regels_in(&k.titel, k.breed));
    }
    hoogte(blad, regel, regels)?;
    blad.set_freeze_panes(regel + 1, 0)?;
    let begin = regel + 1;
    for (nummer, rij) in rijen.rijen.iter().enumerate() {
        regel += 1;
        blad.write_string_with_format(regel, 0, rijsleutel(nummer), &stijl.sleutel)?;
        let mut regels = 1;
        for (kolom, (vak, k)) in (EERSTE_CEL..).zip(rij.iter().zip(&rijen.kolommen)) {
            schrijf_vak(blad, regel, kolom, vak, stijl)?;
            regels = regels.max(regels_in(celtekst(vak), k.breed));
        }
        hoogte(blad, regel, regels)?;
    }
    for _ in 0..LEGE_RIJEN {
        regel += 1;
        for (kolom, _) in (EERSTE_CEL..).zip(&rijen.kolommen) {
            blad.write_blank(regel, kolom, &stijl.open)?;
        }
    }
    for (kolom, k) in (EERSTE_CEL..).zip(&rijen.kolommen) {
        if let Some(keuze) = &k.keuze {
            lijsten.keuze(blad, begin, kolom, regel, keuze)?;
        }
    }
    blad.set_selection(begin, EERSTE_CEL, begin, EERSTE_CEL)?;
    Ok(())
}

/// The key of a row that was there.
pub fn rijsleutel(nummer: usize) -> String {
    format!("rij {}", nummer + 1)
}

/// Which row a key means.
pub fn rijnummer(sleutel: &str) -> Option<usize> {
    sleutel.strip_prefix("rij ")?.parse::<usize>().ok()?.checked_sub(1)
}

/// Drop-downs that are too long for a cell: each once, in a column of the hidden sheet.
#[derive(Default)]
struct Lijsten(Vec<Vec<String>>);

impl Lijsten {
    fn keuze(&mut self, blad: &mut Worksheet, van: u32, kolom: u16, tot: u32, keuze: &Keuze) -> Result<(), XlsxError> {
        let lengte: usize = keuze.opties.iter().map(|o| o.encode_utf16().count() + 1).sum();
        let kort = lengte < KORTE_LIJST && !keuze.opties.iter().any(|o| o.contains([',', '"']));
        let regel = if kort {
            DataValidation::new().allow_list_strings(&keuze.opties)?
        } else {
            let index = self.0.iter().position(|lijst| *lijst == keuze.opties).unwrap_or_else(|| {
                self.0.push(keuze.opties.clone());
                self.0.len() - 1
            });
            let naam = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(index).unwrap_or(u16::MAX));
            let bereik = format!("={LIJSTEN}!${naam}$1:${naam}${}", keuze.opties.len());
            DataValidation::new().allow_list_formula(Formula::new(bereik))
        };
        let regel = if keuze.streng {
            regel
                .set_error_style(DataValidationErrorStyle::Stop)
                .set_error_title("Dit kan hier niet")?
                .set_error_message("Kies een van de antwoorden uit het lijstje, of laat het vak leeg.")?
        } else {
            regel.show_error_message(false)
        };
        blad.add_data_validation(van, kolom, tot, kolom, &regel)?;
        Ok(())
    }

    fn schrijf(&self, blad: &mut Worksheet) -> Result<(), XlsxError> {
        blad.set_name(LIJSTEN)?.set_hidden(true);
        for (kolom, lijst) in (0_u16..).zip(&self.0) {
            for (regel, optie) in (0_u32..).zip(lijst) {
                blad.write_string(regel, kolom, optie)?;
            }
        }
        blad.protect();
        Ok(())
    }
}

/// What the workbook is about, and what stood in each cell that was filled in.
fn geheugen(blad: &mut Worksheet, formulier: &Formulier, kenmerk: &Kenmerk) -> Result<(), XlsxError> {
    blad.set_name(GEHEUGEN)?.set_very_hidden(true);
    let versie = VERSIE.to_string();
    let kop = [
        ("versie", versie.as_str()),
        ("formaat", &kenmerk.formaat),
        ("school", &kenmerk.school),
        ("schooljaar", &kenmerk.schooljaar),
        ("document", &kenmerk.document),
    ];
    let mut regel = 0;
    for (naam, waarde) in kop {
        blad.write_string(regel, 0, naam)?;
        blad.write_string(regel, 1, waarde)?;
        regel += 1;
    }
    let mut onthoud = |soort: &str, sleutel: &str, kolom: usize, tekst: &str| -> Result<(), XlsxError> {
        blad.write_string(regel, 0, soort)?;
        blad.write_string(regel, 1, sleutel)?;
        blad.write_string(regel, 2, kolom.to_string())?;
        blad.write_string(regel, 3, tekst)?;
        regel += 1;
        Ok(())
    };
    for blad in &formulier.bladen {
        let sums: Vec<String> = fixed_texts(blad).iter().map(|tekst| format!("{:x}", sum(tekst))).collect();
        for (nummer, stuk) in sums.chunks(SUMS).enumerate() {
            onthoud(VAST, &blad.naam, nummer, &stuk.join(" "))?;
        }
        match &blad.inhoud {
            Inhoud::Vragen(delen) => {
                for vraag in delen.iter().flat_map(|d| &d.vragen) {
                    for (i, vak) in vraag.vakken.iter().enumerate().filter(|(_, v)| !v.tekst.is_empty()) {
                        onthoud("vraag", &vraag.sleutel, i, celtekst(vak))?;
                    }
                }
            }
            Inhoud::Rijen(rijen) => {
                for (nummer, rij) in rijen.rijen.iter().enumerate() {
                    onthoud("rij", &format!("{} {}", nummer, rijen.sleutel), 0, "")?;
                    for (i, vak) in rij.iter().enumerate().filter(|(_, v)| !v.tekst.is_empty()) {
                        onthoud("cel", &format!("{} {}", nummer, rijen.sleutel), i, celtekst(vak))?;
                    }
                }
            }
        }
    }
    blad.protect();
    Ok(())
}

/// The most sums that go in a cell.
const SUMS: usize = 1_500;

/// The texts that the form itself writes in cells that are no answers.
pub(super) fn fixed_texts(blad: &Blad) -> Vec<String> {
    let mut out = vec![blad.titel.clone()];
    match &blad.inhoud {
        Inhoud::Vragen(delen) => {
            out.extend([VRAAG, UITLEG].map(str::to_owned));
            for deel in delen {
                out.push(deel.titel.clone());
                out.extend(deel.uitleg.iter().flat_map(|tekst| afbreken(tekst)));
                out.extend(deel.vragen.iter().flat_map(|vraag| [vraag.naam.clone(), vraag.uitleg.clone()]));
            }
        }
        Inhoud::Rijen(rijen) => out.extend(rijen.uitleg.iter().flat_map(|tekst| afbreken(tekst))),
    }
    out.retain(|tekst| !tekst.trim().is_empty());
    out
}

/// A sum by which a text is known again (FNV-1a), whatever its white space.
pub(super) fn sum(tekst: &str) -> u64 {
    let fold = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    super::een_regel(&super::net(tekst)).bytes().fold(0xcbf2_9ce4_8422_2325, fold)
}

/// Heads of the two columns before the answers.
const VRAAG: &str = "Vraag";
const UITLEG: &str = "Uitleg";

/// Heads of columns, for who reads a workbook back.
pub fn koptitels(kolommen: &[Kolom]) -> impl Iterator<Item = &str> {
    kolommen.iter().map(|k| k.titel.as_str())
}
