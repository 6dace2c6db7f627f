//! Formats: what a document is made of. A format is data; nothing here knows any format by name.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};
use crate::tekst::Markdown;
use crate::yaml::{Knoop, Waarde};

use super::bestanden::Bestanden;
use super::lezer::{KaartLezer, Woord, als_woord, bedoelde, controleer_id, verkeerd_type};
use super::lijst::{Lijst, Schaal};
use super::teksten::{self, Tekstmap};

/// The definition of a kind of document.
#[derive(Debug)]
pub struct Formaat {
    /// Its id.
    pub id: String,
    /// Title of every document in this format.
    pub titel: String,
    /// Whether a document in this format can be a school's current profile.
    pub profiel: bool,
    /// Its chapters, in order.
    pub hoofdstukken: Vec<Hoofdstuk>,
}

/// A chapter of a format.
#[derive(Debug)]
pub struct Hoofdstuk {
    /// Its id.
    pub id: String,
    /// Its title.
    pub titel: String,
    /// The format's own text above its sections.
    pub inleiding: Option<Markdown>,
    /// Its sections, in order.
    pub secties: Vec<Sectie>,
}

/// One answerable part of a format.
#[derive(Debug)]
pub struct Sectie {
    /// Its id, unique in the format.
    pub id: String,
    /// Its title.
    pub titel: String,
    /// Its kind.
    pub soort: Soort,
    /// What it is about, to a reader.
    pub onderwerp: Option<Onderwerp>,
    /// The list its items come from.
    pub lijst: Option<Arc<Lijst>>,
    /// The scale its items are judged on.
    pub schaal: Option<Arc<Schaal>>,
    /// The places an item can be at, with this format's label.
    pub waar: Vec<(String, String)>,
    /// What it means when an item is not mentioned.
    pub niet_genoemd: NietGenoemd,
    /// How a judgement is drawn.
    pub beeld: Option<String>,
    /// How rows are shown.
    pub weergave: Weergave,
    /// Whether every document must answer it.
    pub verplicht: bool,
    /// Whether several options may be chosen.
    pub meer: bool,
    /// The format's own text above the answer.
    pub inleiding: Option<Markdown>,
    /// The format's own text in place of an answer.
    pub vast: Option<Markdown>,
    /// Its fields.
    pub velden: Vec<Veld>,
    /// Its options: id and name.
    pub opties: Vec<(String, String)>,
    /// Where it is defined.
    pub plek: Plek,
}

/// A field of a section.
#[derive(Debug)]
pub struct Veld {
    /// Its id, unique in the section.
    pub id: String,
    /// Its title.
    pub titel: String,
    /// What may be filled in.
    pub soort: VeldType,
    /// Lists that references come from.
    pub lijsten: Vec<Arc<Lijst>>,
    /// Section whose rows are referred to.
    pub uit: Option<String>,
    /// Values of a choice: id and name.
    pub waarden: Vec<(String, String)>,
    /// Whether a reference counts as an offer.
    pub telt: bool,
    /// Which value of `school.yaml` fills it.
    pub uit_school: Option<UitSchool>,
}

macro_rules! gesloten {
    ($(#[doc = $doc:literal])+ $naam:ident { $($(#[doc = $vdoc:literal])+ $variant:ident = $tekst:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $naam { $($(#[doc = $vdoc])+ $variant,)+ }

        impl $naam {
            /// All of them, as written in YAML.
            pub const WOORDEN: &[&str] = &[$($tekst,)+];

            /// Reads the word as written in YAML.
            pub fn lees(tekst: &str) -> Option<Self> {
                match tekst { $($tekst => Some(Self::$variant),)+ _ => None }
            }

            /// The word as written in YAML.
            pub fn woord(self) -> &'static str {
                match self { $(Self::$variant => $tekst,)+ }
            }
        }
    };
}

gesloten! {
    /// The kind of a section. The file of each kind in `soorten/` says what it does.
    Soort {
        /// Running text.
        Tekst = "tekst",
        /// Fields with a label.
        Gegevens = "gegevens",
        /// What is there, item by item.
        Aanbod = "aanbod",
        /// A choice among options.
        Keuze = "keuze",
        /// Items judged on a scale.
        Beoordeling = "beoordeling",
        /// Rows with fields.
        Tabel = "tabel",
        /// A route of steps and choices.
        Stroomschema = "stroomschema",
        /// Words with their meaning.
        Begrippen = "begrippen",
    }
}

gesloten! {
    /// What a section is to a reader; it fills the parent page in any format.
    Onderwerp {
        /// Whom the school is for.
        Doelgroep = "doelgroep",
        /// What the school believes in.
        Visie = "visie",
        /// What the school offers.
        Aanbod = "aanbod",
        /// What the school cannot offer.
        Grenzen = "grenzen",
        /// How help is arranged.
        Route = "route",
        /// Whom to turn to.
        Contact = "contact",
        /// What came of it.
        Resultaten = "resultaten",
        /// What the school means to do.
        Plannen = "plannen",
        /// Anything else.
        Overig = "overig",
    }
}

gesloten! {
    /// The type of a field: what may be filled in.
    VeldType {
        /// Markdown text.
        Tekst = "tekst",
        /// A number.
        Getal = "getal",
        /// An amount, a duration or a frequency.
        Hoeveel = "hoeveel",
        /// A percentage.
        Percentage = "percentage",
        /// A date, as precise as it is known.
        Datum = "datum",
        /// A school year.
        Schooljaar = "schooljaar",
        /// Yes or no.
        JaNee = "ja-nee",
        /// One of the field's own values.
        Keuze = "keuze",
        /// One reference.
        Item = "item",
        /// References.
        Items = "items",
        /// A web address.
        Web = "web",
        /// An e-mail address.
        Mail = "mail",
        /// A telephone number.
        Telefoon = "telefoon",
        /// A file of the school.
        Bestand = "bestand",
    }
}

gesloten! {
    /// How rows are shown.
    Weergave {
        /// As a table.
        Tabel = "tabel",
        /// As a list.
        Lijst = "lijst",
    }
}

gesloten! {
    /// What it means when an item is not mentioned.
    NietGenoemd {
        /// It is not there.
        Nee = "nee",
        /// Nothing is known.
        Onbekend = "onbekend",
    }
}

gesloten! {
    /// A value of `school.yaml` that fills a field of a document.
    UitSchool {
        /// The school's name.
        Naam = "naam",
        /// The kinds of education.
        Onderwijstypen = "onderwijstypen",
        /// The board.
        Bestuur = "bestuur",
        /// The samenwerkingsverbanden.
        Samenwerkingsverbanden = "samenwerkingsverbanden",
    }
}

/// What a format may refer to, and where its texts are.
pub struct Bronnen<'a> {
    /// Finds a list by id.
    pub lijst: &'a dyn Fn(&str) -> Option<Arc<Lijst>>,
    /// Finds a scale by id.
    pub schaal: &'a dyn Fn(&str) -> Option<Arc<Schaal>>,
    /// The ids of all lists.
    pub lijsten: Vec<String>,
    /// The ids of all scales.
    pub schalen: Vec<String>,
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
        let profiel = lezer.ja_nee("profiel", meldingen).unwrap_or(false);
        let mut gezien = BTreeSet::new();
        let mut lees =
            FormaatLezer { bronnen, teksten: Tekstmap::nieuw(bronnen.bestanden), meldingen, gezien: &mut gezien };
        lezer.moet("hoofdstukken", lees.meldingen);
        let hoofdstukken = lezer.knopen("hoofdstukken").iter().filter_map(|k| lees.hoofdstuk(k)).collect();
        lezer.klaar(meldingen);
        Some(Self { id: id.tekst, titel, profiel, hoofdstukken })
    }

    /// All sections, in order.
    pub fn secties(&self) -> impl Iterator<Item = &Sectie> + Clone {
        self.hoofdstukken.iter().flat_map(|h| &h.secties)
    }

    /// The section with this id.
    pub fn sectie(&self, id: &str) -> Option<&Sectie> {
        self.secties().find(|s| s.id == id)
    }
}

impl Sectie {
    /// The field with this id.
    pub fn veld(&self, id: &str) -> Option<&Veld> {
        self.velden.iter().find(|v| v.id == id)
    }
}

struct FormaatLezer<'a, 'b> {
    bronnen: &'a Bronnen<'b>,
    teksten: Tekstmap<'a>,
    meldingen: &'a mut Meldingen,
    gezien: &'a mut BTreeSet<String>,
}

impl FormaatLezer<'_, '_> {
    fn hoofdstuk(&mut self, knoop: &Knoop) -> Option<Hoofdstuk> {
        let mut lezer = KaartLezer::nieuw(knoop, "een hoofdstuk", self.meldingen)?;
        let id = lezer.moet_tekst("id", self.meldingen)?;
        controleer_id(&id, "hoofdstuk-id", self.meldingen);
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
        if !self.gezien.insert(id.tekst.clone()) {
            let bericht = format!("sectie `{}` staat twee keer in dit formaat", id.tekst);
            self.meldingen.meld(Melding::op(Code::DubbelId, &id.plek, bericht));
        }
        let titel = lezer.moet_tekst("titel", self.meldingen).map_or_else(|| id.tekst.clone(), |w| w.tekst);
        let soort = lezer.moet_tekst("soort", self.meldingen);
        let soort = soort.and_then(|w| self.woord(&w, Soort::lees, Soort::WOORDEN, "een soort"));
        let onderwerp = self.gesloten(&mut lezer, "onderwerp", Onderwerp::lees, Onderwerp::WOORDEN);
        let lijst = lezer.tekst("lijst", self.meldingen).and_then(|w| self.lijst(&w));
        let schaal = lezer.tekst("schaal", self.meldingen).and_then(|w| self.schaal(&w));
        let waar = lezer.neem("waar").map(|k| self.waar(k)).unwrap_or_default();
        let niet_genoemd = self.gesloten(&mut lezer, "niet-genoemd", NietGenoemd::lees, NietGenoemd::WOORDEN);
        let beeld = lezer.tekst("beeld", self.meldingen).and_then(|w| {
            let mogelijk = ["verdeling"];
            self.woord(&w, |t| mogelijk.contains(&t).then(|| t.to_owned()), &mogelijk, "een beeld")
        });
        let weergave = self.gesloten(&mut lezer, "weergave", Weergave::lees, Weergave::WOORDEN);
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
            weergave: weergave.unwrap_or(Weergave::Tabel),
            verplicht: lezer.ja_nee("verplicht", self.meldingen).unwrap_or(false),
            meer: lezer.ja_nee("meer", self.meldingen).unwrap_or(false),
            inleiding: lezer.neem("inleiding").and_then(|k| self.tekst(k)),
            vast: lezer.neem("vast").and_then(|k| self.tekst(k)),
            velden: self.velden(&mut lezer),
            opties: lezer.neem("opties").map(|k| self.namen(k)).unwrap_or_default(),
            plek: id.plek,
        };
        lezer.klaar(self.meldingen);
        self.eisen(&sectie);
        soort.map(|_| sectie)
    }

    /// What a kind cannot do without.
    fn eisen(&mut self, sectie: &Sectie) {
        let mist = match sectie.soort {
            Soort::Aanbod | Soort::Beoordeling if sectie.lijst.is_none() => Some("lijst"),
            Soort::Beoordeling if sectie.schaal.is_none() => Some("schaal"),
            Soort::Gegevens | Soort::Tabel if sectie.velden.is_empty() => Some("velden"),
            Soort::Keuze if sectie.opties.is_empty() => Some("opties"),
            _ => None,
        };
        if let Some(sleutel) = mist {
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

    fn velden(&mut self, lezer: &mut KaartLezer<'_>) -> Vec<Veld> {
        let mut velden: Vec<Veld> = Vec::new();
        for knoop in lezer.knopen("velden") {
            let Some((id, veld)) = self.veld(knoop) else { continue };
            if velden.iter().any(|v| v.id == veld.id) {
                let bericht = format!("veld `{}` staat twee keer in deze sectie", veld.id);
                self.meldingen.meld(Melding::op(Code::DubbelId, &id.plek, bericht));
            } else {
                velden.push(veld);
            }
        }
        velden
    }

    fn veld(&mut self, knoop: &Knoop) -> Option<(Woord, Veld)> {
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
            telt: lezer.ja_nee("telt", self.meldingen).unwrap_or(false),
            uit_school: self.gesloten(&mut lezer, "uit-school", UitSchool::lees, UitSchool::WOORDEN),
            id: id.tekst.clone(),
        };
        lezer.klaar(self.meldingen);
        Some((id, veld))
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

    fn schaal(&mut self, woord: &Woord) -> Option<Arc<Schaal>> {
        let gevonden = (self.bronnen.schaal)(&woord.tekst);
        if gevonden.is_none() {
            self.onbekend(woord, "schaal", self.bronnen.schalen.iter().map(String::as_str));
        }
        gevonden
    }

    fn onbekend<'c>(&mut self, woord: &Woord, wat: &str, bekend: impl Iterator<Item = &'c str> + Clone) {
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
            _ => super::lezer::als_woorden(knoop, self.meldingen).into_iter().map(|w| (w, None)).collect(),
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
        let Waarde::Kaart(paren) = &knoop.waarde else {
            self.meldingen.meld(verkeerd_type(knoop, "per id een naam"));
            return Vec::new();
        };
        let mut namen = Vec::new();
        for paar in paren {
            let naam = als_woord(&paar.waarde, self.meldingen).map_or_else(|| paar.sleutel.clone(), |w| w.tekst);
            namen.push((paar.sleutel.clone(), naam));
        }
        namen
    }

    fn tekst(&mut self, knoop: &Knoop) -> Option<Markdown> {
        teksten::markdown(knoop, &mut self.teksten, self.meldingen)
    }
}
