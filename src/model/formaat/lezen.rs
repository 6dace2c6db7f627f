//! Reads the file of a format.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::bestanden::Bestanden;
use crate::model::datum::{Datum, Schooljaar};
use crate::model::lezer::{KaartLezer, Woord, als_woord, als_woorden, bedoelde, controleer_id, verkeerd_type};
use crate::model::lijst::{Lijst, Schaal};
use crate::model::teksten::{self, Tekstmap};
use crate::tekst::Markdown;
use crate::yaml::{Knoop, Waarde};

use super::{
    As, Beeld, Formaat, Hoofdstuk, NietGenoemd, Niveau, Onderwerp, Sectie, Soort, UitSchool, Van, Veld, VeldType,
    Weergave, gereserveerd,
};

/// Ids with their names.
type Named = Vec<(String, String)>;

/// What a format may refer to, and where its texts are.
pub struct Bronnen<'a> {
    /// Finds a list by id.
    pub lijst: &'a dyn Fn(&str) -> Option<Arc<Lijst>>,
    /// Finds a scale by id.
    pub schaal: &'a dyn Fn(&str) -> Option<Arc<Schaal>>,
    /// Finds a format by id.
    pub formaat: &'a dyn Fn(&str) -> Option<Arc<Formaat>>,
    /// The ids of all lists.
    pub lijsten: Vec<String>,
    /// The ids of all scales.
    pub schalen: Vec<String>,
    /// Names of definitions that could not be read.
    pub kapot: &'a BTreeSet<String>,
    /// The folder of the format's texts.
    pub bestanden: &'a Bestanden,
}

impl Formaat {
    /// Reads the node of a format file.
    pub fn lees(knoop: &Knoop, bronnen: &Bronnen<'_>, meldingen: &mut Meldingen) -> Option<Self> {
        let mut lezer = KaartLezer::nieuw(knoop, "een formaat", meldingen)?;
        let id = lezer.moet_tekst("formaat", meldingen)?;
        if !controleer_id(&id, "formaat-id", meldingen) {
            return None;
        }
        let titel = lezer.moet_tekst("titel", meldingen).map_or_else(|| id.tekst.clone(), |w| w.tekst);
        let profiel = lezer.ja_nee("profiel", meldingen);
        let mut lees = FormaatLezer::nieuw(bronnen, meldingen);
        let van = lees.gesloten(&mut lezer, "van", Van::lees, Van::WOORDEN);
        let vorige = lezer.tekst("vorige", lees.meldingen);
        if let Some(woord) = &vorige {
            lees.formaat(woord);
        }
        let basis = lezer.tekst("basis", lees.meldingen).map(|woord| lees.formaat(&woord));
        // A format that extends nothing there is cannot be read.
        let basis = match basis {
            Some(None) => return None,
            Some(basis) => basis,
            None => None,
        };
        if basis.is_none() {
            lezer.moet("hoofdstukken", lees.meldingen);
        }
        let eigen: Vec<Hoofdstuk> = lezer.knopen("hoofdstukken").iter().filter_map(|k| lees.hoofdstuk(k)).collect();
        lezer.klaar(meldingen);
        let mut formaat = Self {
            id: id.tekst,
            titel,
            profiel: profiel.or(basis.as_ref().map(|b| b.profiel)).unwrap_or(false),
            van: van.or(basis.as_ref().map(|b| b.van)).unwrap_or(Van::School),
            vorige: vorige.map(|w| w.tekst),
            hoofdstukken: basis.map(|b| b.hoofdstukken.clone()).unwrap_or_default(),
        };
        for hoofdstuk in eigen {
            formaat.neem_op(hoofdstuk);
        }
        Some(formaat)
    }

    /// Takes a chapter over: sections with a known id take the place of the old ones.
    fn neem_op(&mut self, nieuw: Hoofdstuk) {
        let mut over = Vec::new();
        for sectie in nieuw.secties {
            match self.hoofdstukken.iter_mut().flat_map(|h| &mut h.secties).find(|s| s.id == sectie.id) {
                Some(oud) => *oud = sectie,
                None => over.push(sectie),
            }
        }
        match self.hoofdstukken.iter_mut().find(|h| h.id == nieuw.id) {
            Some(oud) => {
                oud.titel = nieuw.titel;
                oud.inleiding = nieuw.inleiding.or(oud.inleiding.take());
                oud.secties.extend(over);
            }
            None => self.hoofdstukken.push(Hoofdstuk { secties: over, ..nieuw }),
        }
    }

    /// Adds a section that a document defines itself: after the section it names, else at the end.
    pub fn voeg_in(&mut self, sectie: Sectie, na: Option<&str>) {
        let plek = na.and_then(|na| {
            self.hoofdstukken
                .iter()
                .enumerate()
                .find_map(|(h, hoofdstuk)| Some((h, hoofdstuk.secties.iter().position(|s| s.id == na)?)))
        });
        match (plek, self.hoofdstukken.last_mut()) {
            (Some((h, s)), _) => self.hoofdstukken[h].secties.insert(s + 1, sectie),
            (None, Some(laatste)) => laatste.secties.push(sectie),
            (None, None) => {}
        }
    }
}

/// Reads a section that a document defines itself under `eigen`.
pub fn lees_eigen_sectie(knoop: &Knoop, bronnen: &Bronnen<'_>, meldingen: &mut Meldingen) -> Option<Sectie> {
    FormaatLezer { van_document: true, ..FormaatLezer::nieuw(bronnen, meldingen) }.sectie(knoop)
}

struct FormaatLezer<'a, 'b> {
    bronnen: &'a Bronnen<'b>,
    teksten: Tekstmap<'a>,
    meldingen: &'a mut Meldingen,
    /// Where each chapter (`true`) and section stands.
    gezien: BTreeMap<(bool, String), Plek>,
    /// Whether a document defines the section, which then holds its answer and its place too.
    van_document: bool,
}

impl<'a, 'b> FormaatLezer<'a, 'b> {
    fn nieuw(bronnen: &'a Bronnen<'b>, meldingen: &'a mut Meldingen) -> Self {
        Self {
            bronnen,
            teksten: Tekstmap::nieuw(bronnen.bestanden),
            meldingen,
            gezien: BTreeMap::new(),
            van_document: false,
        }
    }
}

impl FormaatLezer<'_, '_> {
    fn hoofdstuk(&mut self, knoop: &Knoop) -> Option<Hoofdstuk> {
        let mut lezer = KaartLezer::nieuw(knoop, "een hoofdstuk", self.meldingen)?;
        let id = lezer.moet_tekst("id", self.meldingen)?;
        controleer_id(&id, "hoofdstuk-id", self.meldingen);
        self.uniek(&id, true);
        let titel = lezer.moet_tekst("titel", self.meldingen).map_or_else(|| id.tekst.clone(), |w| w.tekst);
        let inleiding = lezer.neem("inleiding").and_then(|k| self.tekst(k));
        let secties = lezer.knopen("secties").iter().filter_map(|k| self.sectie(k)).collect();
        lezer.klaar(self.meldingen);
        Some(Hoofdstuk { id: id.tekst, titel, inleiding, secties })
    }

    fn sectie(&mut self, knoop: &Knoop) -> Option<Sectie> {
        let mut lezer = KaartLezer::nieuw(knoop, "een sectie", self.meldingen)?;
        let id = lezer.moet_tekst("id", self.meldingen)?;
        controleer_id(&id, "sectie-id", self.meldingen);
        self.uniek(&id, false);
        let titel = lezer.moet_tekst("titel", self.meldingen).map_or_else(|| id.tekst.clone(), |w| w.tekst);
        let soort = lezer.moet_tekst("soort", self.meldingen);
        let soort = soort.and_then(|w| self.woord(&w, Soort::lees, Soort::WOORDEN, "een soort"));
        let onderwerp = self.gesloten(&mut lezer, "onderwerp", Onderwerp::lees, Onderwerp::WOORDEN);
        let genoemd = ["lijst", "schaal", "velden", "opties", "niveaus", "kolommen"];
        let genoemd: Vec<&str> = genoemd.into_iter().filter(|s| lezer.heeft(s)).collect();
        let lijst = lezer.tekst("lijst", self.meldingen).and_then(|w| self.lijst(&w));
        let schaal = lezer.tekst("schaal", self.meldingen).and_then(|w| self.schaal(&w));
        let waar = lezer.neem("waar").map(|k| self.waar(k)).unwrap_or_default();
        let niet_genoemd = self.gesloten(&mut lezer, "niet-genoemd", NietGenoemd::lees, NietGenoemd::WOORDEN);
        let beeld = lezer.tekst("beeld", self.meldingen).and_then(|w| self.beeld(&w, soort));
        let weergave = self.gesloten(&mut lezer, "weergave", Weergave::lees, Weergave::WOORDEN);
        let (opties, onderopties) = lezer.neem("opties").map(|k| self.options(k)).unwrap_or_default();
        let reeks_as = self.gesloten(&mut lezer, "as", As::lees, As::WOORDEN).unwrap_or(As::Jaar);
        let sectie = Sectie {
            id: id.tekst,
            titel,
            soort: soort.unwrap_or(Soort::Tekst),
            onderwerp,
            lijst,
            schaal,
            waar,
            niet_genoemd: niet_genoemd.unwrap_or(NietGenoemd::Onbekend),
            beeld,
            // Items with fields are cards, unless the format asks for a table.
            weergave: weergave.unwrap_or(match soort {
                Some(Soort::Beoordeling) => Weergave::Kaarten,
                _ => Weergave::Tabel,
            }),
            verplicht: lezer.ja_nee("verplicht", self.meldingen).unwrap_or(false),
            meer: lezer.ja_nee("meer", self.meldingen).unwrap_or(false),
            inleiding: lezer.neem("inleiding").and_then(|k| self.tekst(k)),
            vast: lezer.neem("vast").and_then(|k| self.tekst(k)),
            velden: self.velden(&mut lezer, soort),
            opties,
            onderopties,
            reeks_as,
            kolommen: lezer.neem("kolommen").map(|k| self.kolommen(k, reeks_as)).unwrap_or_default(),
            eenheid: lezer.tekst("eenheid", self.meldingen).map(|w| w.tekst),
            niveaus: lezer.neem("niveaus").map(|k| self.niveaus(k)).unwrap_or_default(),
            was: lezer.tekst("was", self.meldingen).map(|w| w.tekst),
            plek: id.plek,
        };
        let sectie = Sectie { velden: met_vaste_velden(&sectie, self.bronnen), ..sectie };
        if self.van_document {
            for sleutel in ["antwoord", "na"] {
                lezer.neem(sleutel);
            }
        }
        lezer.klaar(self.meldingen);
        self.eisen(&sectie, &genoemd);
        soort.map(|_| sectie)
    }

    /// A picture, if it fits the kind; when the kind is not known, that was reported.
    fn beeld(&mut self, woord: &Woord, soort: Option<Soort>) -> Option<Beeld> {
        let beeld = self.woord(woord, Beeld::lees, Beeld::WOORDEN, "een beeld")?;
        let soort = soort?;
        if beeld.soort() == soort {
            return Some(beeld);
        }
        let past = Beeld::WOORDEN.iter().filter_map(|w| Beeld::lees(w)).find(|b| b.soort() == soort);
        let hint = match past {
            Some(past) => format!("een sectie van soort `{}` heeft als beeld `{}`", soort.woord(), past.woord()),
            None => format!("haal `beeld` weg: bij soort `{}` is er niets te kiezen", soort.woord()),
        };
        let bericht = format!("beeld `{}` hoort bij soort `{}`", woord.tekst, beeld.soort().woord());
        self.meldingen.meld(Melding::op(Code::OnbekendeWaarde, &woord.plek, bericht).hint(hint));
        None
    }

    /// Reports a chapter or section whose id another one has.
    fn uniek(&mut self, id: &Woord, hoofdstuk: bool) {
        let Some(eerder) = self.gezien.insert((hoofdstuk, id.tekst.clone()), id.plek.clone()) else { return };
        let wat = if hoofdstuk { "hoofdstuk" } else { "sectie" };
        let bericht = format!("{wat} `{}` staat twee keer in dit formaat", id.tekst);
        self.meldingen.meld(
            Melding::op(Code::DubbelId, &id.plek, bericht)
                .ook(&eerder, "hier staat hetzelfde id")
                .hint("geef een van de twee een ander id"),
        );
    }

    /// What a kind cannot do without; `genoemd` are the keys that are there but mean nothing known,
    /// which was reported.
    fn eisen(&mut self, sectie: &Sectie, genoemd: &[&str]) {
        let mist = match sectie.soort {
            Soort::Aanbod | Soort::Beoordeling if sectie.lijst.is_none() => Some("lijst"),
            Soort::Beoordeling
                if sectie.schaal.is_none() && sectie.velden.is_empty() && !genoemd.contains(&"velden") =>
            {
                Some("schaal")
            }
            Soort::Reeks if sectie.lijst.is_none() => Some("lijst"),
            Soort::Reeks if sectie.reeks_as == As::Groep && sectie.kolommen.is_empty() => Some("kolommen"),
            Soort::Niveaus if sectie.niveaus.is_empty() => Some("niveaus"),
            Soort::Gegevens | Soort::Tabel | Soort::Niveaus if sectie.velden.is_empty() => Some("velden"),
            Soort::Keuze if sectie.opties.is_empty() => Some("opties"),
            _ => None,
        };
        let items = |v: &Veld| v.soort == VeldType::Items;
        if sectie.beeld == Some(Beeld::Matrix) && !sectie.velden.iter().skip(1).any(items) {
            let bericht = format!("sectie `{}` heeft geen veld waar een matrix van te maken is", sectie.id);
            self.meldingen.meld(
                Melding::op(Code::OntbrekendeSleutel, &sectie.plek, bericht)
                    .hint("geef een veld na het eerste `type: items`, of haal `beeld: matrix` weg"),
            );
        }
        if let Some(sleutel) = mist.filter(|sleutel| !genoemd.contains(sleutel)) {
            let soort = sectie.soort.woord();
            self.meldingen.meld(
                Melding::op(
                    Code::OntbrekendeSleutel,
                    &sectie.plek,
                    format!("`{sleutel}` ontbreekt in sectie `{}`", sectie.id),
                )
                .hint(format!("een sectie van soort `{soort}` heeft `{sleutel}` nodig")),
            );
        }
    }

    fn velden(&mut self, lezer: &mut KaartLezer<'_>, soort: Option<Soort>) -> Vec<Veld> {
        let mut velden: Vec<Veld> = Vec::new();
        let reserved = gereserveerd::of_fields(soort, lezer.neem("schaal").is_some());
        for knoop in lezer.knopen("velden") {
            let Some((id, veld)) = self.veld(knoop, soort) else { continue };
            if reserved.contains(&id.tekst.as_str()) {
                self.meldingen.meld(gereserveerd::message(&id, "een veld"));
            } else if velden.iter().any(|v| v.id == veld.id) {
                let bericht = format!("veld `{}` staat twee keer in deze sectie", veld.id);
                self.meldingen
                    .meld(Melding::op(Code::DubbelId, &id.plek, bericht).hint("geef een van de twee een ander id"));
            } else {
                velden.push(veld);
            }
        }
        velden
    }

    fn veld(&mut self, knoop: &Knoop, van: Option<Soort>) -> Option<(Woord, Veld)> {
        let mut lezer = KaartLezer::nieuw(knoop, "een veld", self.meldingen)?;
        let id = lezer.moet_tekst("id", self.meldingen)?;
        controleer_id(&id, "veld-id", self.meldingen);
        let soort = lezer.moet_tekst("type", self.meldingen);
        let soort = soort.and_then(|w| self.woord(&w, VeldType::lees, VeldType::WOORDEN, "een type"));
        let veld = Veld {
            titel: lezer.tekst("titel", self.meldingen).map_or_else(|| id.tekst.clone(), |w| w.tekst),
            soort: soort.unwrap_or(VeldType::Tekst),
            lijsten: lezer.teksten("lijst", self.meldingen).iter().filter_map(|w| self.lijst(w)).collect(),
            uit: lezer.tekst("uit", self.meldingen).map(|w| w.tekst),
            waarden: lezer.neem("waarden").map(|k| self.namen(k)).unwrap_or_default(),
            als_kolommen: lezer.tekst("weergave", self.meldingen).is_some_and(|w| {
                let mogelijk = ["kolommen"];
                self.woord(&w, |t| mogelijk.contains(&t).then_some(()), &mogelijk, "een weergave").is_some()
            }),
            onderwerp: self.gesloten(&mut lezer, "onderwerp", Onderwerp::lees, Onderwerp::WOORDEN),
            telt: lezer.ja_nee("telt", self.meldingen).unwrap_or(false),
            uit_school: self.gesloten(&mut lezer, "uit-school", UitSchool::lees, UitSchool::WOORDEN),
            id: id.tekst.clone(),
        };
        lezer.klaar(self.meldingen);
        self.shown(&id, &veld, van);
        Some((id, veld))
    }

    /// Reports what a field asks for that no page would show.
    fn shown(&mut self, id: &Woord, veld: &Veld, van: Option<Soort>) {
        if veld.als_kolommen && veld.waarden.is_empty() {
            let bericht = format!("veld `{}` heeft geen waarden om kolommen van te maken", veld.id);
            self.meldingen.meld(
                Melding::op(Code::OntbrekendeSleutel, &id.plek, bericht)
                    .hint("geef het veld `waarden: {id: Naam}`, of haal `weergave: kolommen` weg"),
            );
        }
        if let (Some(_), Some(soort)) = (veld.uit_school, van.filter(|soort| *soort != Soort::Gegevens)) {
            let bericht = format!("veld `{}` van soort `{}` kan niet uit `school.yaml` komen", veld.id, soort.woord());
            self.meldingen.meld(
                Melding::op(Code::OnbekendeSleutel, &id.plek, bericht)
                    .hint("`uit-school` hoort in een sectie van soort `gegevens`"),
            );
        }
    }

    fn gesloten<T>(
        &mut self,
        lezer: &mut KaartLezer<'_>,
        sleutel: &str,
        lees: impl Fn(&str) -> Option<T>,
        woorden: &[&str],
    ) -> Option<T> {
        let woord = lezer.tekst(sleutel, self.meldingen)?;
        self.woord(&woord, lees, woorden, &format!("waarde van `{sleutel}`"))
    }

    fn woord<T>(&mut self, woord: &Woord, lees: impl Fn(&str) -> Option<T>, woorden: &[&str], wat: &str) -> Option<T> {
        let gelezen = lees(&woord.tekst);
        if gelezen.is_none() {
            self.meldingen.meld(
                Melding::op(Code::OnbekendeWaarde, &woord.plek, format!("`{}` is niet bekend als {wat}", woord.tekst))
                    .hint(bedoelde(&woord.tekst, woorden.iter().copied())),
            );
        }
        gelezen
    }

    fn lijst(&mut self, woord: &Woord) -> Option<Arc<Lijst>> {
        let gevonden = (self.bronnen.lijst)(&woord.tekst);
        if gevonden.is_none() {
            self.onbekend(woord, "lijst", self.bronnen.lijsten.iter().map(String::as_str));
        }
        gevonden
    }

    fn formaat(&mut self, woord: &Woord) -> Option<Arc<Formaat>> {
        let gevonden = (self.bronnen.formaat)(&woord.tekst);
        if gevonden.is_none() {
            self.meldingen.meld(
                Melding::op(Code::OnbekendeDefinitie, &woord.plek, format!("er is geen formaat `{}`", woord.tekst))
                    .hint("noem een formaat dat er is; formaten kunnen niet op elkaar wachten"),
            );
        }
        gevonden
    }

    /// Columns as a list of ids, or as a map of ids with a label.
    fn kolommen(&mut self, knoop: &Knoop, reeks_as: As) -> Vec<(String, String)> {
        let kolommen: Vec<(Woord, String)> = match &knoop.waarde {
            Waarde::Kaart(_) => self.names_with_place(knoop),
            _ => als_woorden(knoop, self.meldingen).into_iter().map(|w| (w.clone(), w.tekst)).collect(),
        };
        let reserved = gereserveerd::of_columns();
        for (id, _) in &kolommen {
            if reserved.contains(&id.tekst.as_str()) {
                self.meldingen.meld(gereserveerd::message(id, "een kolom"));
            } else if let Some(zo) = not_along(&id.tekst, reeks_as) {
                let bericht = format!("kolom `{}` past niet bij `as: {}`", id.tekst, reeks_as.woord());
                self.meldingen.meld(
                    Melding::op(Code::OnbekendeWaarde, &id.plek, bericht)
                        .hint(format!("schrijf {zo}, of kies een andere `as`")),
                );
            }
        }
        kolommen.into_iter().map(|(id, naam)| (id.tekst, naam)).collect()
    }

    /// Options with their names; an option may be a map with `naam` and `opties` of its own.
    fn options(&mut self, knoop: &Knoop) -> (Named, BTreeMap<String, Named>) {
        let mut namen = Vec::new();
        let mut onder = BTreeMap::new();
        let Waarde::Kaart(paren) = &knoop.waarde else { return (self.namen(knoop), onder) };
        let reserved = gereserveerd::of_sections();
        for paar in paren {
            let id = Woord { tekst: paar.sleutel.clone(), plek: paar.sleutel_plek.clone() };
            if reserved.contains(&id.tekst.as_str()) {
                self.meldingen.meld(gereserveerd::message(&id, "een keuze"));
                continue;
            }
            let naam = if let Waarde::Kaart(_) = paar.waarde.waarde {
                let Some(mut lezer) = KaartLezer::nieuw(&paar.waarde, "een keuze", self.meldingen) else { continue };
                let naam = lezer.moet_tekst("naam", self.meldingen);
                if let Some(knoop) = lezer.neem("opties") {
                    onder.insert(id.tekst.clone(), self.namen(knoop));
                }
                lezer.klaar(self.meldingen);
                naam
            } else {
                als_woord(&paar.waarde, self.meldingen)
            };
            namen.push((id.tekst.clone(), naam.map_or(id.tekst, |w| w.tekst)));
        }
        (namen, onder)
    }

    fn niveaus(&mut self, knoop: &Knoop) -> Vec<Niveau> {
        let Waarde::Kaart(paren) = &knoop.waarde else {
            self.meldingen.meld(verkeerd_type(knoop, "per niveau een id met een naam"));
            return Vec::new();
        };
        let mut uit = Vec::new();
        let reserved = gereserveerd::of_sections();
        for paar in paren {
            if reserved.contains(&paar.sleutel.as_str()) {
                let id = Woord { tekst: paar.sleutel.clone(), plek: paar.sleutel_plek.clone() };
                self.meldingen.meld(gereserveerd::message(&id, "een niveau"));
                continue;
            }
            let Some(mut lezer) = KaartLezer::nieuw(&paar.waarde, "een niveau", self.meldingen) else { continue };
            let naam = lezer.tekst("naam", self.meldingen).map_or_else(|| paar.sleutel.clone(), |w| w.tekst);
            let kleuren = ["groen", "geel", "rood"];
            let kleur = lezer
                .tekst("kleur", self.meldingen)
                .and_then(|w| self.woord(&w, |t| kleuren.contains(&t).then(|| t.to_owned()), &kleuren, "een kleur"));
            lezer.klaar(self.meldingen);
            uit.push(Niveau { id: paar.sleutel.clone(), naam, kleur });
        }
        uit
    }

    fn schaal(&mut self, woord: &Woord) -> Option<Arc<Schaal>> {
        let gevonden = (self.bronnen.schaal)(&woord.tekst);
        if gevonden.is_none() {
            self.onbekend(woord, "schaal", self.bronnen.schalen.iter().map(String::as_str));
        }
        gevonden
    }

    fn onbekend<'c>(&mut self, woord: &Woord, wat: &str, bekend: impl Iterator<Item = &'c str> + Clone) {
        if self.bronnen.kapot.contains(&woord.tekst) {
            return;
        }
        self.meldingen.meld(
            Melding::op(Code::OnbekendeDefinitie, &woord.plek, format!("er is geen {wat} `{}`", woord.tekst))
                .hint(bedoelde(&woord.tekst, bekend)),
        );
    }

    /// Places with this format's labels, or only their ids.
    fn waar(&mut self, knoop: &Knoop) -> Vec<(String, String)> {
        let plaatsen = (self.bronnen.lijst)("plaatsen");
        let mut uit = Vec::new();
        let paren: Vec<(Woord, Option<String>)> = match &knoop.waarde {
            Waarde::Kaart(paren) => paren
                .iter()
                .map(|p| {
                    let woord = Woord { tekst: p.sleutel.clone(), plek: p.sleutel_plek.clone() };
                    (woord, als_woord(&p.waarde, self.meldingen).map(|w| w.tekst))
                })
                .collect(),
            _ => als_woorden(knoop, self.meldingen).into_iter().map(|w| (w, None)).collect(),
        };
        for (woord, label) in paren {
            match plaatsen.as_ref().and_then(|l| l.op_id(&woord.tekst).map(|(_, i)| i.naam.clone())) {
                Some(naam) => uit.push((woord.tekst, label.unwrap_or(naam))),
                None => {
                    let ids: Vec<String> = plaatsen.iter().flat_map(|l| l.ids().map(str::to_owned)).collect();
                    self.onbekend(&woord, "plaats", ids.iter().map(String::as_str));
                }
            }
        }
        uit
    }

    /// A map of ids and names.
    fn namen(&mut self, knoop: &Knoop) -> Vec<(String, String)> {
        self.names_with_place(knoop).into_iter().map(|(id, naam)| (id.tekst, naam)).collect()
    }

    /// A map of ids and names, and where each id stands.
    fn names_with_place(&mut self, knoop: &Knoop) -> Vec<(Woord, String)> {
        let Waarde::Kaart(paren) = &knoop.waarde else {
            self.meldingen
                .meld(verkeerd_type(knoop, "per id een naam").hint("schrijf `{id: Naam, ander-id: Andere naam}`"));
            return Vec::new();
        };
        let mut namen = Vec::new();
        for paar in paren {
            let naam = als_woord(&paar.waarde, self.meldingen).map_or_else(|| paar.sleutel.clone(), |w| w.tekst);
            let id = Woord { tekst: paar.sleutel.clone(), plek: paar.sleutel_plek.clone() };
            namen.push((id, naam));
        }
        namen
    }

    fn tekst(&mut self, knoop: &Knoop) -> Option<Markdown> {
        teksten::markdown(knoop, &mut self.teksten, self.meldingen)
    }
}

/// How a column is written along this axis, if this one is not.
fn not_along(kolom: &str, reeks_as: As) -> Option<&'static str> {
    let (goed, zo) = match reeks_as {
        As::Peildatum => (Datum::lees(kolom).is_ok(), "een datum als `2024-10-01`"),
        As::Schooljaar => (Schooljaar::lees(kolom).is_some(), "een schooljaar als `2023-2024`"),
        As::Jaar => (kolom.len() == 4 && Datum::lees(kolom).is_ok(), "een jaar als `2024`"),
        As::Groep => (true, ""),
    };
    (!goed).then_some(zo)
}

/// The fields that a kind has of itself.
fn met_vaste_velden(sectie: &Sectie, bronnen: &Bronnen<'_>) -> Vec<Veld> {
    match sectie.soort {
        Soort::Begrippen => {
            vec![Veld::nieuw("term", "Begrip", VeldType::Tekst), Veld::nieuw("betekenis", "Betekenis", VeldType::Tekst)]
        }
        Soort::Bijlagen => {
            let lijsten = ["protocollen", "onderwijsaanbod", "voorzieningen", "specialisten"];
            let bij = Veld {
                lijsten: lijsten.iter().filter_map(|id| (bronnen.lijst)(id)).collect(),
                ..Veld::nieuw("bij", "Hoort bij", VeldType::Items)
            };
            vec![
                Veld::nieuw("titel", "Bijlage", VeldType::Tekst),
                bij,
                Veld::nieuw("bestand", "Bestand", VeldType::Bestand),
                Veld::nieuw("noot", "Opmerking", VeldType::Tekst),
            ]
        }
        _ => sectie.velden.clone(),
    }
}
