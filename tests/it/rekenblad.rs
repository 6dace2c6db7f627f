//! A workbook as somebody with a spreadsheet program has it: opened, changed, saved anew. Formats and protection go,
//! as they may with such programs; what somebody does with looks (strike, hide, note) is in it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Formula, Image, Note, Shape, Workbook};

/// What somebody puts in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cel {
    Tekst(String),
    Getal(f64),
    /// A number that is shown as a percentage.
    Procent(f64),
    Waar(bool),
    Datum(u16, u8, u8),
    Tijdstip,
    Formule(&'static str),
    /// A number with a format of its own.
    GetalAls(f64, &'static str),
    /// A date with a format of its own.
    DatumAls(u16, u8, u8, &'static str),
    /// Text that is struck through.
    Doorgestreept(&'static str),
    /// Pieces of text, some of them struck through.
    Deels(&'static [(&'static str, bool)]),
    /// White letters.
    Wit(&'static str),
}

impl From<&str> for Cel {
    fn from(tekst: &str) -> Self {
        Self::Tekst(tekst.to_owned())
    }
}

/// A sheet: its name and its cells, by row and column.
#[derive(Default)]
pub(crate) struct Blad {
    pub(crate) naam: String,
    pub(crate) cellen: BTreeMap<(u32, u16), Cel>,
    /// Merged cells: first and last.
    pub(crate) samen: Vec<((u32, u16), (u32, u16))>,
    /// Rows and columns that are hidden.
    pub(crate) verborgen_rijen: Vec<u32>,
    pub(crate) verborgen_kolommen: Vec<u16>,
    /// Whether the sheet itself is.
    pub(crate) verborgen: bool,
    /// Notes at cells: who wrote them, and what they say.
    pub(crate) notities: Vec<((u32, u16), &'static str, &'static str)>,
    /// Pictures, and text boxes with their text.
    pub(crate) plaatjes: Vec<(u32, u16)>,
    pub(crate) tekstvakken: Vec<((u32, u16), &'static str)>,
}

/// A workbook.
pub(crate) struct Rekenblad {
    pub(crate) bladen: Vec<Blad>,
}

impl Rekenblad {
    pub(crate) fn open(pad: &Path) -> Self {
        let bytes = std::fs::read(pad).unwrap_or_else(|fout| panic!("{}: {fout}", pad.display()));
        let mut boek = Xlsx::new(Cursor::new(bytes)).unwrap();
        let namen = boek.sheet_names();
        let bladen = namen
            .into_iter()
            .map(|naam| {
                let bereik = boek.worksheet_range(&naam).unwrap();
                let (regel, kolom) = bereik.start().unwrap_or_default();
                let cellen = bereik
                    .used_cells()
                    .filter_map(|(r, k, cel)| {
                        let Data::String(tekst) = cel else { return None };
                        let plek = (regel + u32::try_from(r).unwrap(), u16::try_from(kolom as usize + k).unwrap());
                        Some((plek, Cel::from(tekst.as_str())))
                    })
                    .collect();
                Blad { naam, cellen, ..Blad::default() }
            })
            .collect();
        Self { bladen }
    }

    /// The sheet with this name.
    #[track_caller]
    pub(crate) fn blad(&mut self, naam: &str) -> &mut Blad {
        self.bladen.iter_mut().find(|blad| blad.naam == naam).unwrap_or_else(|| panic!("geen blad {naam}"))
    }

    /// Where the answer to a question stands: sheet, row and column.
    #[track_caller]
    pub(crate) fn plek(&self, vraag: &str, kolom: u16) -> (usize, (u32, u16)) {
        for (i, blad) in self.bladen.iter().enumerate().filter(|(_, blad)| !blad.naam.starts_with('_')) {
            let regel = blad.cellen.iter().find(|((_, k), cel)| *k == 0 && **cel == Cel::from(vraag));
            if let Some(((regel, _), _)) = regel {
                return (i, (*regel, 3 + kolom));
            }
        }
        panic!("geen vraag {vraag}");
    }

    /// The sheet of a question, and the place of its answer.
    #[track_caller]
    pub(crate) fn bij(&mut self, vraag: &str, kolom: u16) -> (&mut Blad, (u32, u16)) {
        let (blad, plek) = self.plek(vraag, kolom);
        (&mut self.bladen[blad], plek)
    }

    /// Fills in an answer; an empty text clears the cell.
    #[track_caller]
    pub(crate) fn zet(&mut self, vraag: &str, kolom: u16, cel: impl Into<Cel>) -> &mut Self {
        let (blad, plek) = self.plek(vraag, kolom);
        self.bladen[blad].zet(plek, cel.into());
        self
    }

    /// What stands in an answer.
    #[track_caller]
    pub(crate) fn staat(&self, vraag: &str, kolom: u16) -> String {
        let (blad, plek) = self.plek(vraag, kolom);
        match self.bladen[blad].cellen.get(&plek) {
            None => String::new(),
            Some(Cel::Tekst(tekst)) => tekst.clone(),
            Some(ander) => panic!("{ander:?}"),
        }
    }

    /// Saves it.
    pub(crate) fn bewaar(&self, pad: &Path) {
        let mut boek = Workbook::new();
        let (datum, procent) = (Format::new().set_num_format("d-m-yyyy"), Format::new().set_num_format("0%"));
        let tijd = Format::new().set_num_format("d-m-yyyy hh:mm");
        let (streep, wit) = (Format::new().set_font_strikethrough(), Format::new().set_font_color(Color::White));
        for eigen in &self.bladen {
            let blad = boek.add_worksheet();
            blad.set_name(&eigen.naam).unwrap();
            for (&((r, k), (r2, k2)), wat) in
                eigen.samen.iter().zip(eigen.samen.iter().map(|(van, _)| eigen.cellen.get(van)))
            {
                let tekst = match wat {
                    Some(Cel::Tekst(tekst)) => tekst.as_str(),
                    _ => "",
                };
                blad.merge_range(r, k, r2, k2, tekst, &Format::new()).unwrap();
            }
            for (&(regel, kolom), cel) in &eigen.cellen {
                match cel {
                    Cel::Tekst(tekst) => blad.write_string(regel, kolom, tekst),
                    Cel::Getal(getal) => blad.write_number(regel, kolom, *getal),
                    Cel::Procent(getal) => blad.write_number_with_format(regel, kolom, *getal, &procent),
                    Cel::Waar(waar) => blad.write_boolean(regel, kolom, *waar),
                    Cel::Datum(jaar, maand, dag) => {
                        let dag = ExcelDateTime::from_ymd(*jaar, *maand, *dag).unwrap();
                        blad.write_datetime_with_format(regel, kolom, &dag, &datum)
                    }
                    Cel::Tijdstip => {
                        let moment = ExcelDateTime::from_ymd(2025, 9, 1).unwrap().and_hms(14, 30, 0).unwrap();
                        blad.write_datetime_with_format(regel, kolom, &moment, &tijd)
                    }
                    Cel::GetalAls(getal, vorm) => {
                        blad.write_number_with_format(regel, kolom, *getal, &Format::new().set_num_format(*vorm))
                    }
                    Cel::DatumAls(jaar, maand, dag, vorm) => {
                        let dag = ExcelDateTime::from_ymd(*jaar, *maand, *dag).unwrap();
                        blad.write_datetime_with_format(regel, kolom, &dag, &Format::new().set_num_format(*vorm))
                    }
                    Cel::Doorgestreept(tekst) => blad.write_string_with_format(regel, kolom, *tekst, &streep),
                    Cel::Deels(stukken) => {
                        let gewoon = Format::default();
                        let stukken: Vec<(&Format, &str)> =
                            stukken.iter().map(|(tekst, weg)| (if *weg { &streep } else { &gewoon }, *tekst)).collect();
                        blad.write_rich_string(regel, kolom, &stukken)
                    }
                    Cel::Wit(tekst) => blad.write_string_with_format(regel, kolom, *tekst, &wit),
                    Cel::Formule(formule) => blad.write_formula(regel, kolom, Formula::new(*formule).set_result("42")),
                }
                .unwrap();
            }
            for regel in &eigen.verborgen_rijen {
                blad.set_row_hidden(*regel).unwrap();
            }
            for kolom in &eigen.verborgen_kolommen {
                blad.set_column_hidden(*kolom).unwrap();
            }
            for ((regel, kolom), wie, tekst) in &eigen.notities {
                blad.insert_note(*regel, *kolom, &Note::new(*tekst).set_author(*wie)).unwrap();
            }
            for (regel, kolom) in &eigen.plaatjes {
                let mut plaatje = Cursor::new(Vec::new());
                image::RgbImage::new(8, 8).write_to(&mut plaatje, image::ImageFormat::Png).unwrap();
                let plaatje = Image::new_from_buffer(plaatje.get_ref()).unwrap();
                blad.insert_image(*regel, *kolom, &plaatje).unwrap();
            }
            for ((regel, kolom), tekst) in &eigen.tekstvakken {
                blad.insert_shape(*regel, *kolom, &Shape::textbox().set_text(*tekst)).unwrap();
            }
            blad.set_hidden(eigen.verborgen);
        }
        std::fs::create_dir_all(pad.parent().unwrap()).unwrap();
        boek.save(pad).unwrap();
    }
}

impl Blad {
    pub(crate) fn zet(&mut self, plek: (u32, u16), cel: Cel) {
        if cel == Cel::from("") {
            self.cellen.remove(&plek);
        } else {
            self.cellen.insert(plek, cel);
        }
    }

    /// Row of the first cell with this text in a column.
    #[track_caller]
    pub(crate) fn regel(&self, kolom: u16, tekst: &str) -> u32 {
        let gevonden = self.cellen.iter().find(|((_, k), cel)| *k == kolom && **cel == Cel::from(tekst));
        gevonden.map(|((regel, _), _)| *regel).unwrap_or_else(|| panic!("geen `{tekst}` in kolom {kolom}"))
    }

    /// The row below the last one that is filled in.
    pub(crate) fn onderaan(&self) -> u32 {
        self.cellen.keys().map(|(regel, _)| regel + 1).max().unwrap_or(0)
    }

    /// Makes room for a row.
    pub(crate) fn voeg_in(&mut self, regel: u32) {
        let oud = std::mem::take(&mut self.cellen);
        self.cellen = oud.into_iter().map(|((r, k), cel)| ((if r >= regel { r + 1 } else { r }, k), cel)).collect();
    }

    /// Empties a row, but for its hidden first cell.
    pub(crate) fn maak_leeg(&mut self, regel: u32) {
        self.cellen.retain(|(r, k), _| *r != regel || *k == 0);
    }
}

/// Puts another file in a workbook.
pub(crate) fn met_bestand(pad: &Path, naam: &str, inhoud: &mut dyn Iterator<Item = Vec<u8>>) {
    let bytes = std::fs::read(pad).unwrap();
    let mut oud = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut nieuw = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let opties = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for i in 0..oud.len() {
        let mut deel = oud.by_index(i).unwrap();
        if deel.name().is_ok_and(|eigen| eigen == naam) {
            continue;
        }
        let mut inhoud = Vec::new();
        deel.read_to_end(&mut inhoud).unwrap();
        nieuw.start_file(deel.name().unwrap().to_string(), opties).unwrap();
        nieuw.write_all(&inhoud).unwrap();
    }
    nieuw.start_file(naam, opties).unwrap();
    for stuk in inhoud {
        nieuw.write_all(&stuk).unwrap();
    }
    std::fs::write(pad, nieuw.finish().unwrap().into_inner()).unwrap();
}
