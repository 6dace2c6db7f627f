//! What answers are laid out against: definitions, the texts beside the document, and what is to change in those.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::bron::{Bron, Plek};
use crate::model::bestanden::Bestanden;
use crate::model::catalogus::Catalogus;
use crate::model::teksten::verwijst;
use crate::tekst::{Koppen, names};
use crate::yaml::wens::Wens;
use crate::yaml::{Knoop, Waarde};

use super::{Adres, Vak, Weigering, een_regel, kort, lines, net};

/// Another text for a file beside the document, or for a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bestandslap {
    /// Path from the document.
    pub pad: String,
    /// The bytes that go.
    pub van: Range<usize>,
    /// What comes in their place.
    pub naar: String,
}

/// Where a document stands.
pub struct Omgeving<'a> {
    /// Definitions.
    pub catalogus: &'a Catalogus,
    /// The folder of the document.
    pub map: &'a Bestanden,
    /// Groups of the document: id and name.
    pub groepen: Vec<(String, String)>,
    /// Files that were read.
    bronnen: RefCell<BTreeMap<String, Option<Arc<Bron>>>>,
    /// Changes in files.
    pub lappen: RefCell<Vec<Bestandslap>>,
    /// Answers that cannot be put into the file.
    pub weigeringen: RefCell<Vec<Weigering>>,
    /// Abbreviations that the document explains.
    afkortingen: Vec<String>,
    /// What is to be said of cells, by what stands in them.
    pub(super) remarks: RefCell<Vec<CellRemark>>,
}

/// Something to be said of a cell with this text.
#[derive(Debug, Clone)]
pub(super) struct CellRemark {
    /// What stands in the cell.
    pub(super) text: String,
    /// Whether it cannot be taken over.
    pub(super) refused: bool,
    /// What is wrong.
    pub(super) message: String,
    /// The way out.
    pub(super) hint: &'static str,
}

/// The file that a text stands in, and the part of it that shows.
struct Deel {
    pad: String,
    bron: Arc<Bron>,
    bereik: Range<usize>,
}

impl<'a> Omgeving<'a> {
    /// A document in a folder.
    pub fn nieuw(catalogus: &'a Catalogus, map: &'a Bestanden, wortel: &Knoop) -> Self {
        let afkortingen = wortel.zoek("afkortingen").and_then(Knoop::als_kaart).unwrap_or_default();
        let groepen = wortel.zoek("groepen").and_then(Knoop::als_kaart).unwrap_or_default();
        let naam = |knoop: &Knoop, id: &str| knoop.als_tekst().map_or_else(|| id.to_owned(), |t| t.trim().to_owned());
        Self {
            catalogus,
            map,
            groepen: groepen.iter().map(|p| (p.sleutel.clone(), naam(&p.waarde, &p.sleutel))).collect(),
            bronnen: RefCell::default(),
            lappen: RefCell::default(),
            weigeringen: RefCell::default(),
            afkortingen: afkortingen.iter().map(|p| p.sleutel.clone()).collect(),
            remarks: RefCell::default(),
        }
    }

    /// Refuses an answer.
    pub fn weiger(&self, adres: Adres, bericht: impl Into<String>, hint: impl Into<String>) {
        let weigering = Weigering { adres, bericht: bericht.into(), hint: hint.into() };
        self.weigeringen.borrow_mut().push(weigering);
    }

    fn deel(&self, tekst: &str) -> Option<Deel> {
        let (pad, kop) = verwijst(tekst)?;
        let bron =
            self.bronnen.borrow_mut().entry(pad.to_owned()).or_insert_with(|| self.map.lees_letterlijk(pad)).clone()?;
        let bereik = match kop {
            None => 0..bron.tekst().len(),
            Some(kop) => Koppen::van(bron.tekst()).deel(kop)?,
        };
        // Only the words: the lines around them belong to the file.
        let stuk = bron.tekst().get(bereik.clone())?;
        let wit = |c: char| c.is_whitespace() || c == '\u{feff}';
        let voor = stuk.len() - stuk.trim_start_matches(wit).len();
        let lengte = stuk.trim_matches(wit).len();
        let bereik =
            if lengte == 0 { bereik.end..bereik.end } else { bereik.start + voor..bereik.start + voor + lengte };
        Some(Deel { pad: pad.to_owned(), bron, bereik })
    }

    /// A cell with text that stands in place or in a file.
    pub fn tekstvak(&self, knoop: Option<&Knoop>) -> Vak {
        let Some(knoop) = knoop else { return Vak::default() };
        let Some(tekst) = knoop.als_tekst() else { return Vak::default() };
        match self.deel(tekst) {
            Some(deel) => {
                let plek = Plek::nieuw(&deel.bron, deel.bereik.start, deel.bereik.end);
                Vak::nieuw(lines::to_cell(&net(plek.tekst())), Some(plek.clone()))
            }
            None => Vak::nieuw(lines::to_cell(&net(tekst)), Some(knoop.plek.clone())),
        }
    }

    /// What a text becomes; a text in a file changes there.
    pub fn tekstwens(&self, oud: Option<&Knoop>, nieuw: &str) -> Wens {
        let deel = oud.and_then(Knoop::als_tekst).and_then(|tekst| self.deel(tekst));
        let Some(deel) = deel else {
            let oud = oud.and_then(Knoop::als_tekst).map(net).unwrap_or_default();
            return Wens::Tekst(lines::to_markdown(nieuw, &oud));
        };
        let oud = net(deel.bron.tekst().get(deel.bereik.clone()).unwrap_or_default());
        let nieuw = &lines::to_markdown(nieuw, &oud);
        if oud != *nieuw {
            let crlf = deel.bron.tekst().contains("\r\n");
            let mut naar = if crlf { nieuw.replace('\n', "\r\n") } else { nieuw.to_owned() };
            if deel.bereik.is_empty() {
                let leeg = deel.bron.tekst().is_empty() || deel.bron.tekst().ends_with("\n\n");
                naar = format!("{}{naar}\n", if leeg { "" } else { "\n" });
            }
            self.lappen.borrow_mut().push(Bestandslap { pad: deel.pad, van: deel.bereik, naar });
        }
        Wens::Zelfde
    }

    /// The place that a word means: an id of the list of places, by id, label of the section, name or synonym.
    pub fn plaats(&self, labels: &[(String, String)], woord: &str) -> Option<String> {
        let klein = woord.trim().to_lowercase();
        let label = labels.iter().find(|(id, label)| *id == klein || label.to_lowercase() == klein);
        label
            .map(|(id, _)| id.clone())
            .or_else(|| self.catalogus.plaatsen().and_then(|l| l.zoek(woord)).map(|(_, item)| item.id.clone()))
    }

    /// The name of a place in this section.
    pub fn plaatsnaam(&self, labels: &[(String, String)], id: &str) -> String {
        let label = labels.iter().find(|(eigen, _)| eigen == id).map(|(_, label)| label.clone());
        label
            .or_else(|| self.catalogus.plaatsen().and_then(|l| l.op_id(id)).map(|(_, item)| item.naam.clone()))
            .unwrap_or_else(|| id.to_owned())
    }
}

/// The text of a value that is one, trimmed.
pub(super) fn woord(knoop: Option<&Knoop>) -> String {
    knoop.and_then(Knoop::als_tekst).map(|t| t.trim().to_owned()).unwrap_or_default()
}

/// A tree as a wish that stands by itself: what was typed, without comments.
pub(super) fn kopie(knoop: &Knoop) -> Wens {
    match &knoop.waarde {
        Waarde::Leeg => Wens::Leeg,
        Waarde::Tekst(scalar) => Wens::Tekst(scalar.tekst.clone()),
        Waarde::Lijst(knopen) => Wens::Lijst(knopen.iter().map(|k| (None, kopie(k))).collect()),
        Waarde::Kaart(paren) => Wens::Kaart(paren.iter().map(|p| (p.sleutel.clone(), kopie(&p.waarde))).collect()),
    }
}

/// The elements of a value: those of a list, or the value itself.
pub(super) fn elementen(knoop: Option<&Knoop>) -> &[Knoop] {
    knoop.map(crate::model::lezer::als_knopen).unwrap_or_default()
}

/// A name with its remark: `b`, or `b: opmerking`.
pub(super) fn naam_en_noot(knoop: &Knoop) -> Option<(&str, Option<&Knoop>)> {
    match &knoop.waarde {
        Waarde::Tekst(scalar) => Some((scalar.tekst.trim(), None)),
        Waarde::Kaart(paren) => match &paren[..] {
            [paar] => Some((paar.sleutel.trim(), Some(&paar.waarde))),
            _ => None,
        },
        Waarde::Leeg | Waarde::Lijst(_) => None,
    }
}

/// How names of a list are shown, and what is written for what somebody types.
pub(super) struct Namen<'f> {
    /// The name to show for a word in the file.
    pub(super) toon: &'f dyn Fn(&str) -> String,
    /// The word to write for a name in a cell.
    pub(super) schrijf: &'f dyn Fn(&str) -> String,
    /// Whether a name is known.
    pub(super) known: &'f dyn Fn(&str) -> bool,
}

/// Names that are shown and written as they were typed.
pub(super) const ZOALS_GETYPT: Namen<'static> =
    Namen { toon: &|tekst: &str| tekst.to_owned(), schrijf: &|tekst: &str| tekst.to_owned(), known: &|_| false };

impl Omgeving<'_> {
    /// A cell with names, one a line.
    pub(super) fn namenvak(&self, knoop: Option<&Knoop>, namen: &Namen<'_>) -> Vak {
        let regels: Vec<String> =
            elementen(knoop).iter().filter(|k| !k.is_leeg()).map(|k| self.naamregel(k, namen)).collect();
        Vak::nieuw(regels.join("\n"), knoop.map(|k| k.plek.clone()))
    }

    /// Tells of names in a cell that are not known apart.
    fn tell_names(&self, cell: &str, names: &names::Cell) {
        let say = |refused: bool, message: String, hint: &'static str| {
            self.remarks.borrow_mut().push(CellRemark { text: cell.to_owned(), refused, message, hint });
        };
        for line in &names.mixed {
            say(
                true,
                format!("hier staan meer namen achter elkaar: `{}`", kort(line)),
                "zet elke naam op een eigen regel in dit vak (Alt+Enter)",
            );
        }
        for line in &names.lumped {
            say(
                false,
                format!("`{}` telt als één naam", kort(line)),
                "zijn het er meer, zet dan elke naam op een eigen regel in dit vak (Alt+Enter)",
            );
        }
    }

    fn naamregel(&self, knoop: &Knoop, namen: &Namen<'_>) -> String {
        match naam_en_noot(knoop) {
            Some((naam, None)) => een_regel(&(namen.toon)(naam)),
            Some((naam, Some(noot))) => {
                let noot = een_regel(&self.tekstvak(Some(noot)).tekst);
                een_regel(&format!("{}: {noot}", (namen.toon)(naam)))
            }
            None => String::new(),
        }
    }

    /// What names become; `None` when there are none.
    pub(super) fn namenwens(&self, oud: Option<&Knoop>, nieuw: &str, namen: &Namen<'_>, enkel: bool) -> Option<Wens> {
        let lijst = oud.is_some_and(|k| matches!(k.waarde, Waarde::Lijst(_)));
        let oude: Vec<(usize, String)> =
            elementen(oud).iter().enumerate().map(|(i, k)| (i, self.naamregel(k, namen))).collect();
        let mut over = oude;
        let mut uit = Vec::new();
        let known = |naam: &str| (namen.known)(naam) || self.afkortingen.iter().any(|kort| kort == naam);
        let gelezen = names::read_cell(nieuw, known);
        self.tell_names(nieuw, &gelezen);
        for regel in gelezen.lines {
            if let Some(i) = over.iter().position(|(_, oud)| *oud == regel) {
                let (index, _) = over.remove(i);
                let oud = elementen(oud).get(index);
                uit.push(if lijst { (Some(index), Wens::Zelfde) } else { (None, oud.map_or(Wens::Leeg, kopie)) });
            } else {
                uit.push((None, naamwens(&regel, namen)));
            }
        }
        match (uit.len(), enkel) {
            (0, _) => None,
            (1, true) if !lijst => uit.pop().map(|(_, wens)| wens),
            _ => Some(Wens::Lijst(uit)),
        }
    }
}

fn naamwens(regel: &str, namen: &Namen<'_>) -> Wens {
    let heel = (namen.schrijf)(regel);
    if heel == regel
        && let Some((naam, noot)) = regel.split_once(": ")
        && !noot.trim().is_empty()
    {
        return Wens::Kaart(vec![((namen.schrijf)(naam.trim()), Wens::Tekst(noot.trim().to_owned()))]);
    }
    Wens::Tekst(heel)
}
