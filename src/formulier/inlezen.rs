//! A workbook that came back: what stands in its cells, and where. Nothing in it is trusted: its size, its sheets and
//! its cells are bounded, and whatever is no plain answer is refused with the cell it stands in.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, SheetVisible, Xlsx};

use super::boek::{EERSTE_ANTWOORD, EERSTE_CEL, GEHEUGEN, KOPTEKEN, Kenmerk, LIJSTEN, VAST, VERSIE, rijnummer};
use super::workbook::{self, Beside, SheetExtras, Shown, Struck};
use super::{een_regel, getal_tekst, kort, kort_tot, net};

/// The most sheets.
const MAX_BLADEN: usize = 300;
/// The most rows of a sheet that hold something.
pub(super) const MAX_RIJEN: u32 = 5_000;
/// The most columns of a sheet that hold something.
pub(super) const MAX_KOLOMMEN: u32 = 200;

/// A cell of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cel {
    /// Name of the sheet.
    pub blad: String,
    /// Row, from 0.
    pub regel: u32,
    /// Column, from 0.
    pub kolom: u32,
}

impl Cel {
    /// The cell as spreadsheets name it, such as `D12`.
    pub fn naam(&self) -> String {
        format!("{}{}", self.kolomnaam(), self.regel + 1)
    }

    /// Its column as spreadsheets name it, such as `D`.
    pub(super) fn kolomnaam(&self) -> String {
        rust_xlsxwriter::utility::column_number_to_name(u16::try_from(self.kolom).unwrap_or(u16::MAX))
    }
}

/// What kind of problem a workbook has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// It cannot be read at all.
    Onleesbaar,
    /// It is another workbook than the one that was made.
    Vorm,
    /// A cell holds what is no answer.
    Cel,
    /// The file has changed since the workbook was made.
    Botsing,
    /// An answer stands where nobody sees it.
    Verborgen,
    /// Something is left out: it is no answer, or it is struck through. Only a warning.
    Weggelaten,
    /// An answer was understood, though it was not written as asked. Only a warning.
    Opgevat,
}

/// A problem of a workbook.
#[derive(Debug, Clone)]
pub struct Probleem {
    /// What kind.
    pub soort: Soort,
    /// Where: a sheet, or a cell.
    pub waar: Waar,
    /// What is wrong: one line in Dutch.
    pub bericht: String,
    /// The way out.
    pub hint: String,
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waar {
    /// The whole workbook.
    Boek,
    /// A sheet.
    Blad(String),
    /// A cell.
    Cel(Cel),
}

impl Waar {
    /// The cell, if it is one.
    pub(super) fn cel(&self) -> Option<&Cel> {
        match self {
            Self::Cel(cel) => Some(cel),
            Self::Boek | Self::Blad(_) => None,
        }
    }
}

impl Probleem {
    pub(super) fn nieuw(soort: Soort, waar: Waar, bericht: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { soort, waar, bericht: bericht.into(), hint: hint.into() }
    }

    /// Whether the workbook cannot be taken over with it.
    pub fn is_fout(&self) -> bool {
        !matches!(self.soort, Soort::Weggelaten | Soort::Opgevat)
    }
}

/// A row that was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ingevuld {
    /// Which row it was, if it was there.
    pub was: Option<usize>,
    /// Where it stands.
    pub regel: u32,
    /// What stands in its cells, as far as they are filled in.
    pub cellen: Vec<String>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gelezen {
    /// Questions: heads by the key of the first question below them, and answers by key.
    Vragen {
        /// Row and titles of each line of heads.
        koppen: BTreeMap<String, (u32, Vec<String>)>,
        /// Row and answers of each question.
        antwoorden: BTreeMap<String, (u32, Vec<String>)>,
    },
    /// Rows below one line of heads.
    Rijen {
        /// The key of the sheet.
        sleutel: String,
        /// Row and titles of the heads.
        kop: (u32, Vec<String>),
        /// The rows that are filled in.
        rijen: Vec<Ingevuld>,
    },
}

/// A workbook, read.
#[derive(Debug)]
pub struct Werkboek {
    /// What it is about.
    pub kenmerk: Kenmerk,
    /// Its sheets by name, without our own hidden ones.
    pub bladen: BTreeMap<String, Gelezen>,
    /// What stood in questions when it was made.
    pub was: BTreeMap<(String, usize), String>,
    /// What stood in rows when it was made, by the key of the sheet.
    pub was_rijen: BTreeMap<String, Vec<Vec<String>>>,
    /// Cells that were refused, and what is left out.
    pub problemen: Vec<Probleem>,
    /// Sheets that are hidden.
    pub(super) hidden: BTreeSet<String>,
    /// What sheets say beside values.
    pub(super) extras: BTreeMap<String, SheetExtras>,
    /// Sums of the texts that the form had itself, in cells that are no answers.
    pub(super) fixed: BTreeSet<u64>,
    /// Texts in cells that are no answers.
    pub(super) loose: Vec<(Cel, String)>,
}

/// Reads a workbook.
///
/// # Errors
/// When it is no workbook of ours, or cannot be read at all.
pub fn lees(bytes: &[u8]) -> Result<Werkboek, Probleem> {
    workbook::admit(bytes)?;
    // The reader meets whatever a file can hold; should it stop, that is a message about the file.
    let gelezen = catch_unwind(AssertUnwindSafe(|| lees_boek(bytes)));
    gelezen.unwrap_or_else(|_| Err(kapot()))
}

pub(super) fn onleesbaar(bericht: &str, hint: &str) -> Probleem {
    Probleem::nieuw(Soort::Onleesbaar, Waar::Boek, bericht, hint)
}

/// A workbook of which a part cannot be read.
pub(super) fn kapot() -> Probleem {
    onleesbaar("dit rekenblad is beschadigd", "open het in uw rekenprogramma en bewaar het opnieuw als xlsx")
}

/// What stands in a cell, before it is known what it is for.
type Cellen = BTreeMap<u32, BTreeMap<u32, String>>;

fn lees_boek(bytes: &[u8]) -> Result<Werkboek, Probleem> {
    let mut boek = Xlsx::new(Cursor::new(bytes)).map_err(|_| kapot())?;
    let namen = boek.sheet_names();
    if namen.len() > MAX_BLADEN {
        return Err(onleesbaar("dit rekenblad heeft te veel bladen", "geef het formulier zoals u het kreeg"));
    }
    let mut problemen = Vec::new();
    let geheugen = namen.iter().find(|naam| *naam == GEHEUGEN).cloned().ok_or_else(|| {
        onleesbaar("dit rekenblad is geen formulier van Steunwijzer", "maak een formulier met: steunwijzer form")
    })?;
    // The memory has a line per cell, so more than a sheet that people fill in.
    let mut eigen = Vec::new();
    let regels = cellen(&mut boek, &geheugen, u32::MAX, &mut Kinds::default(), &mut eigen)?;
    if !eigen.is_empty() {
        return Err(veranderd());
    }
    let Geheugen { kenmerk, was, was_rijen, fixed } = onthouden(&regels)?;
    let hidden = boek.sheets_metadata().iter().filter(|blad| blad.visible != SheetVisible::Visible);
    let hidden: BTreeSet<String> = hidden.map(|blad| blad.name.clone()).collect();
    let wanted: Vec<String> = namen.into_iter().filter(|naam| naam != GEHEUGEN && naam != LIJSTEN).collect();
    let mut extras = workbook::read(bytes, &wanted)?;
    let mut bladen = BTreeMap::new();
    let mut loose = Vec::new();
    for naam in wanted {
        let samengevoegd = boek.merge_cells_by_sheet_name(&naam).unwrap_or_default();
        let mut kinds = Kinds::default();
        let mut inhoud = cellen(&mut boek, &naam, MAX_RIJEN, &mut kinds, &mut problemen)?;
        for stuk in samengevoegd.into_iter().filter(|stuk| !is_tekstvak(stuk, &inhoud)) {
            let cel = Cel { blad: naam.clone(), regel: stuk.start.0, kolom: stuk.start.1 };
            problemen.push(Probleem::nieuw(
                Soort::Vorm,
                Waar::Cel(cel),
                "hier zijn cellen samengevoegd",
                "maak de samenvoeging ongedaan en zet elk antwoord in zijn eigen cel",
            ));
        }
        let extra = extras.entry(naam.clone()).or_default();
        extra.dates = kinds.dates;
        extra.numbers = kinds.numbers;
        for ((regel, kolom), shown) in &extra.look.shown {
            if let (Shown::Percent(tekst), Some(cel)) = (shown, inhoud.get_mut(regel).and_then(|l| l.get_mut(kolom))) {
                tekst.clone_into(cel);
            }
        }
        left_out(&naam, &extra.beside, &mut problemen);
        bladen.insert(naam.clone(), blad(&naam, inhoud, extra, &mut problemen, &mut loose));
    }
    Ok(Werkboek { kenmerk, bladen, was, was_rijen, problemen, hidden, extras, fixed, loose })
}

/// The most signs of a note that are shown: it may be all that there is of an answer.
const NOTITIE: usize = 500;

/// Names what lies on and beside the cells: it is no answer.
fn left_out(naam: &str, beside: &[Beside], problemen: &mut Vec<Probleem>) {
    for wat in beside {
        let (regel, kolom, bericht, hint) = match wat {
            Beside::Note { row, column, text } => (
                row,
                column,
                format!("de notitie bij dit vak wordt niet overgenomen: `{}`", kort_tot(text, NOTITIE)),
                "hoort zij bij het antwoord, zet haar dan in een geel vak van deze rij",
            ),
            Beside::Drawing { row, column, text } if text.is_empty() => (
                row,
                column,
                "hier ligt een plaatje op het blad; het wordt niet overgenomen".to_owned(),
                "moet het in het document, stuur het dan als los bestand mee",
            ),
            Beside::Drawing { row, column, text } => (
                row,
                column,
                format!(
                    "hier ligt een tekstvak op het blad; het wordt niet overgenomen: `{}`",
                    kort_tot(text, NOTITIE)
                ),
                "hoort de tekst bij een antwoord, zet haar dan in een geel vak",
            ),
        };
        let cel = Cel { blad: naam.to_owned(), regel: *regel, kolom: *kolom };
        problemen.push(Probleem::nieuw(Soort::Weggelaten, Waar::Cel(cel), bericht, hint));
    }
}

/// Whether merged cells are the wide cell of a text, or the head above it, as the form has them.
fn is_tekstvak(stuk: &calamine::Dimensions, inhoud: &Cellen) -> bool {
    let sleutel = inhoud.get(&stuk.start.0).and_then(|regel| regel.get(&0));
    stuk.start.0 == stuk.end.0
        && stuk.start.1 == u32::from(EERSTE_ANTWOORD)
        && sleutel.is_some_and(|s| TEKSTVRAGEN.iter().any(|naam| s.ends_with(naam)))
}

/// How the keys of questions end that are answered with a text.
const TEKSTVRAGEN: [&str; 3] = ["/@tekst", "/@toelichting", "/@voor-ouders"];

fn veranderd() -> Probleem {
    onleesbaar(
        "het verborgen blad van dit formulier is veranderd",
        "maak een nieuw formulier met `steunwijzer form` en neem uw antwoorden daarin over",
    )
}

/// Cells that hold something else than text.
#[derive(Debug, Default)]
struct Kinds {
    dates: BTreeSet<(u32, u32)>,
    numbers: BTreeSet<(u32, u32)>,
}

/// All cells of a sheet that hold something.
fn cellen(
    boek: &mut Xlsx<Cursor<&[u8]>>,
    blad: &str,
    hoogstens: u32,
    kinds: &mut Kinds,
    problemen: &mut Vec<Probleem>,
) -> Result<Cellen, Probleem> {
    let mut uit = Cellen::new();
    let mut lezer = boek.worksheet_cells_reader(blad).map_err(|_| kapot())?;
    while let Some(record) = lezer.next_cell_with_formula_metadata().map_err(|_| kapot())? {
        let (regel, kolom) = record.pos;
        let cel = Cel { blad: blad.to_owned(), regel, kolom };
        if regel >= hoogstens || kolom >= MAX_KOLOMMEN {
            if record.formula.is_none() && tekst(&record.value).is_ok_and(|t| t.is_empty()) {
                continue;
            }
            problemen.push(Probleem::nieuw(
                Soort::Vorm,
                Waar::Cel(cel),
                "dit staat ver buiten het formulier",
                format!("haal weg wat onder rij {hoogstens} of rechts van kolom {MAX_KOLOMMEN} staat"),
            ));
            return Ok(uit);
        }
        if record.formula.is_some() {
            problemen.push(Probleem::nieuw(
                Soort::Cel,
                Waar::Cel(cel),
                "hier staat een formule",
                "zet er de uitkomst zelf neer, als gewone tekst",
            ));
            continue;
        }
        match record.value {
            DataRef::Float(_) | DataRef::Int(_) => drop(kinds.numbers.insert(record.pos)),
            DataRef::DateTime(_) | DataRef::DateTimeIso(_) => drop(kinds.dates.insert(record.pos)),
            _ => {}
        }
        match tekst(&record.value) {
            Ok(tekst) if tekst.is_empty() => {}
            Ok(tekst) => drop(uit.entry(regel).or_default().insert(kolom, tekst)),
            Err((bericht, hint)) => problemen.push(Probleem::nieuw(Soort::Cel, Waar::Cel(cel), bericht, hint)),
        }
    }
    Ok(uit)
}

/// The text of a value; what is no text, number or date gives a message and a hint.
fn tekst(waarde: &DataRef<'_>) -> Result<String, (String, String)> {
    match waarde {
        DataRef::Empty => Ok(String::new()),
        DataRef::String(tekst) => Ok(net(tekst).replace('\t', " ")),
        DataRef::SharedString(tekst) => Ok(net(tekst).replace('\t', " ")),
        DataRef::Int(getal) => Ok(getal.to_string()),
        DataRef::Float(getal) => Ok(getal_tekst(*getal)),
        DataRef::Bool(waar) => Ok(if *waar { "ja" } else { "nee" }.to_owned()),
        DataRef::DateTime(datum) if datum.is_datetime() => {
            let (jaar, maand, dag, uur, minuut, seconde, _) = datum.to_ymd_hms_milli();
            if (uur, minuut, seconde) == (0, 0, 0) {
                Ok(format!("{jaar:04}-{maand:02}-{dag:02}"))
            } else {
                Err(("hier staat een tijd".to_owned(), "schrijf de tijd als gewone tekst, zoals 14.00 uur".to_owned()))
            }
        }
        DataRef::DateTimeIso(tekst) => Ok(tekst.split('T').next().unwrap_or_default().to_owned()),
        DataRef::DateTime(_) | DataRef::DurationIso(_) => {
            Err(("hier staat een tijdsduur".to_owned(), "schrijf hem als gewone tekst, zoals 45 minuten".to_owned()))
        }
        DataRef::Error(_) => {
            Err(("hier staat een foutwaarde van het rekenblad".to_owned(), "zet er het antwoord zelf neer".to_owned()))
        }
    }
}

struct Geheugen {
    kenmerk: Kenmerk,
    was: BTreeMap<(String, usize), String>,
    was_rijen: BTreeMap<String, Vec<Vec<String>>>,
    fixed: BTreeSet<u64>,
}

/// What the workbook was made with.
fn onthouden(regels: &Cellen) -> Result<Geheugen, Probleem> {
    let mut kop: BTreeMap<&str, &str> = BTreeMap::new();
    let mut was = BTreeMap::new();
    let mut was_rijen: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    let mut fixed = BTreeSet::new();
    for regel in regels.values() {
        let cel = |kolom: u32| regel.get(&kolom).map_or("", String::as_str);
        let nummer = |tekst: &str| tekst.parse::<usize>().ok().filter(|n| *n < MAX_RIJEN as usize);
        match cel(0) {
            "vraag" => {
                let kolom = nummer(cel(2)).ok_or_else(veranderd)?;
                was.insert((cel(1).to_owned(), kolom), cel(3).to_owned());
            }
            "rij" | "cel" => {
                let (rij, sleutel) = cel(1).split_once(' ').ok_or_else(veranderd)?;
                let (rij, kolom) = (nummer(rij).ok_or_else(veranderd)?, nummer(cel(2)).ok_or_else(veranderd)?);
                let rijen = was_rijen.entry(sleutel.to_owned()).or_default();
                if rij > rijen.len() || kolom >= MAX_KOLOMMEN as usize {
                    return Err(veranderd());
                }
                if rij == rijen.len() {
                    rijen.push(Vec::new());
                }
                if cel(0) == "cel"
                    && let Some(cellen) = rijen.get_mut(rij)
                {
                    cellen.resize(cellen.len().max(kolom + 1), String::new());
                    cellen[kolom] = cel(3).to_owned();
                }
            }
            VAST => fixed.extend(cel(3).split(' ').filter_map(|sum| u64::from_str_radix(sum, 16).ok())),
            naam => drop(kop.insert(naam, cel(1))),
        }
    }
    let versie = kop.get("versie").and_then(|v| v.parse::<u32>().ok()).ok_or_else(veranderd)?;
    if versie != VERSIE {
        return Err(onleesbaar(
            &format!("dit formulier is gemaakt met een andere versie van Steunwijzer ({versie})"),
            "maak een nieuw formulier met `steunwijzer form` en neem uw antwoorden daarin over",
        ));
    }
    let veld = |naam: &str| kop.get(naam).map_or_else(String::new, |t| (*t).to_owned());
    let kenmerk = Kenmerk {
        formaat: veld("formaat"),
        school: veld("school"),
        schooljaar: veld("schooljaar"),
        document: veld("document"),
    };
    Ok(Geheugen { kenmerk, was, was_rijen, fixed })
}

/// What a sheet holds, by the keys in its hidden column.
fn blad(
    naam: &str,
    mut cellen: Cellen,
    extra: &SheetExtras,
    problemen: &mut Vec<Probleem>,
    loose: &mut Vec<(Cel, String)>,
) -> Gelezen {
    let rijblad = cellen.iter().find_map(|(regel, cellen)| {
        let sleutel = cellen.get(&0)?.strip_prefix(KOPTEKEN)?;
        (!sleutel.contains('/')).then(|| (*regel, sleutel.to_owned()))
    });
    // Whether a cell is there to be filled in.
    let kop = rijblad.as_ref().map(|(kop, _)| *kop);
    let is_answer = |regel: u32, kolom: u32, sleutel: Option<&String>| match kop {
        Some(kop) => regel > kop && kolom >= u32::from(EERSTE_CEL),
        None => kolom >= u32::from(EERSTE_ANTWOORD) && sleutel.is_some_and(|s| !s.starts_with(KOPTEKEN)),
    };
    for (regel, lijn) in &mut cellen {
        let sleutel = lijn.get(&0).cloned();
        lijn.retain(|kolom, tekst| {
            if !is_answer(*regel, *kolom, sleutel.as_ref()) {
                if *kolom > 0 && kop.map_or(*kolom < u32::from(EERSTE_ANTWOORD), |kop| *regel < kop) {
                    loose.push((Cel { blad: naam.to_owned(), regel: *regel, kolom: *kolom }, tekst.clone()));
                }
                return true;
            }
            let Some(struck) = extra.look.struck.get(&(*regel, *kolom)) else { return true };
            let (bericht, blijft) = match struck {
                Struck::Whole => (format!("dit is doorgestreept en telt niet mee: `{}`", kort(tekst)), None),
                Struck::Part { gone, left } => (
                    format!("een deel is doorgestreept en telt niet mee: `{}`", kort(gone)),
                    Some(net(left).replace('\t', " ")),
                ),
            };
            let cel = Cel { blad: naam.to_owned(), regel: *regel, kolom: *kolom };
            let hint = "haal de streep weg als het toch bij het antwoord hoort";
            problemen.push(Probleem::nieuw(Soort::Weggelaten, Waar::Cel(cel), bericht, hint));
            blijft.map(|blijft| *tekst = blijft).is_some()
        });
    }
    match rijblad {
        Some((kop, sleutel)) => rijen(sleutel, kop, &cellen),
        None => vragen(naam, &cellen, problemen),
    }
}

/// The cells of a line from a column on, without empty ones at the end.
fn vanaf(cellen: &BTreeMap<u32, String>, eerste: u16) -> Vec<String> {
    let eerste = u32::from(eerste);
    let aantal = cellen.keys().next_back().map_or(0, |laatste| (laatste + 1).saturating_sub(eerste));
    (eerste..eerste + aantal).map(|kolom| cellen.get(&kolom).cloned().unwrap_or_default()).collect()
}

fn rijen(sleutel: String, kop: u32, cellen: &Cellen) -> Gelezen {
    let mut gezien = BTreeSet::new();
    let mut rijen = Vec::new();
    for (regel, lijn) in cellen.range(kop + 1..) {
        let inhoud = vanaf(lijn, EERSTE_CEL);
        if inhoud.iter().all(String::is_empty) {
            continue;
        }
        // A row that was copied is a new one.
        let was = lijn.get(&0).and_then(|s| rijnummer(s)).filter(|n| gezien.insert(*n));
        rijen.push(Ingevuld { was, regel: *regel, cellen: inhoud });
    }
    let titels = cellen.get(&kop).map(|lijn| vanaf(lijn, EERSTE_CEL)).unwrap_or_default();
    Gelezen::Rijen { sleutel, kop: (kop, titels), rijen }
}

fn vragen(naam: &str, cellen: &Cellen, problemen: &mut Vec<Probleem>) -> Gelezen {
    let mut koppen = BTreeMap::new();
    let mut antwoorden: BTreeMap<String, (u32, Vec<String>)> = BTreeMap::new();
    for (regel, lijn) in cellen {
        let Some(sleutel) = lijn.get(&0) else {
            // Titles and explanations have no key; an answer beside them belongs to nothing.
            if let Some((kolom, _)) = lijn.range(u32::from(EERSTE_ANTWOORD)..).next() {
                let cel = Cel { blad: naam.to_owned(), regel: *regel, kolom: *kolom };
                problemen.push(Probleem::nieuw(
                    Soort::Vorm,
                    Waar::Cel(cel),
                    "dit staat naast een rij zonder vraag",
                    "zet het antwoord in het gele vak van een vraag, en voeg hier geen rijen in",
                ));
            }
            continue;
        };
        let inhoud = vanaf(lijn, EERSTE_ANTWOORD);
        match sleutel.strip_prefix(KOPTEKEN) {
            Some(sleutel) => drop(koppen.insert(sleutel.to_owned(), (*regel, inhoud))),
            None => {
                if let Some((eerder, _)) = antwoorden.get(sleutel) {
                    let cel = Cel { blad: naam.to_owned(), regel: *regel, kolom: 1 };
                    problemen.push(Probleem::nieuw(
                        Soort::Vorm,
                        Waar::Cel(cel),
                        format!("deze vraag staat er twee keer, ook op rij {}", eerder + 1),
                        "haal een van de twee rijen weg",
                    ));
                } else {
                    antwoorden.insert(sleutel.clone(), (*regel, inhoud));
                }
            }
        }
    }
    Gelezen::Vragen { koppen, antwoorden }
}

impl Gelezen {
    /// The keys that stand on a sheet, for finding out which sheet it was.
    pub fn sleutels(&self) -> BTreeSet<&str> {
        match self {
            Self::Vragen { koppen, .. } => koppen.keys().map(String::as_str).collect(),
            Self::Rijen { sleutel, .. } => std::iter::once(sleutel.as_str()).collect(),
        }
    }
}

/// Whether the heads of a sheet are those that are expected.
pub fn koppen_gelijk<'a>(gelezen: &[String], verwacht: impl Iterator<Item = &'a str>) -> bool {
    let verwacht: Vec<String> = verwacht.map(een_regel).collect();
    let gelezen: Vec<String> = gelezen.iter().map(|t| een_regel(t)).collect();
    let gevuld = gelezen.iter().rposition(|t| !t.is_empty()).map_or(0, |i| i + 1);
    gelezen.get(..gevuld) == Some(&verwacht[..])
}
