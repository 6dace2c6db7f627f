//! A site: the region, its schools and their documents, checked and immutable.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::bron::Plek;
use crate::tekst::{Doel, Markdown};

use super::antwoord::Antwoord;
use super::catalogus::Catalogus;
use super::controles::Schakelaars;
use super::datum::{Datum, Schooljaar};
use super::formaat::{Formaat, Onderwerp, Sectie};
use super::lezer::Woord;
use super::lijst::Lijst;
use super::norm::NormRegel;
use super::teksten::Afbeelding;
use super::waarde::{ItemSleutel, Verwijzing};

/// Everything that was read from a content folder.
#[derive(Debug)]
pub struct Site {
    /// What `site.yaml` says.
    pub gegevens: SiteGegevens,
    /// Definitions.
    pub catalogus: Catalogus,
    /// Schools, by slug.
    pub scholen: Vec<Arc<School>>,
    /// Practice examples, by name.
    pub praktijk: Vec<Document>,
    /// Text above the practice examples.
    pub praktijk_inleiding: Option<Markdown>,
    /// Slugs of schools that could not be read; links to them are not to blame.
    pub kapotte_scholen: BTreeSet<String>,
}

/// What `site.yaml` says.
#[derive(Debug)]
pub struct SiteGegevens {
    /// Title of the website.
    pub titel: String,
    /// A line under the title.
    pub ondertitel: Option<String>,
    /// The samenwerkingsverband that publishes.
    pub uitgever: Option<Instantie>,
    /// Address at which the site is published, without a slash at the end.
    pub basis_url: Option<String>,
    /// Name or folder of the theme.
    pub thema: Option<Woord>,
    /// Whom to write about the website.
    pub contact: Option<Instantie>,
    /// The ouder- en jeugdsteunpunt of the region.
    pub steunpunt: Option<Instantie>,
    /// Licence of the data.
    pub licentie: Option<String>,
    /// Text at the top of the home page.
    pub inleiding: Option<Markdown>,
    /// What its schools together must offer.
    pub norm: Vec<NormRegel>,
    /// What it does with the checks.
    pub controles: Schakelaars,
    /// Abbreviations that need no explanation in this region.
    pub bekende_afkortingen: Vec<String>,
    /// Links that its texts make.
    pub links: Vec<(Doel, Plek)>,
}

/// An organisation or office that can be reached.
#[derive(Debug, Clone, Default)]
pub struct Instantie {
    /// Its name.
    pub naam: String,
    /// A whole sentence for parents (B1).
    pub zin: Option<String>,
    /// Telephone number.
    pub telefoon: Option<String>,
    /// E-mail address.
    pub mail: Option<String>,
    /// Web address.
    pub web: Option<String>,
    /// Where it is defined.
    pub plek: Option<Plek>,
}

/// A school.
#[derive(Debug)]
pub struct School {
    /// Name of its folder and of its pages.
    pub slug: String,
    /// Its name.
    pub naam: String,
    /// Town.
    pub plaats: Option<String>,
    /// Kinds of education.
    pub onderwijstypen: Vec<String>,
    /// Board.
    pub bestuur: Option<String>,
    /// Samenwerkingsverbanden it belongs to.
    pub samenwerkingsverbanden: Vec<String>,
    /// Its buildings.
    pub vestigingen: Vec<Vestiging>,
    /// Who can bring a child in, where the school says so.
    pub aanmelden: Option<Aanmelden>,
    /// What kind of school it is, in a few sentences (B1).
    pub beschrijving: Option<Markdown>,
    /// Whom parents can turn to, in order.
    pub contact: Vec<Contact>,
    /// Logo.
    pub logo: Option<Beeld>,
    /// Photo.
    pub foto: Option<Beeld>,
    /// Slugs it had before; their pages lead here.
    pub oude_slugs: Vec<Woord>,
    /// Its documents, newest school year first.
    pub documenten: Vec<Document>,
    /// Whether there is any file that a document could be read from.
    pub has_document_files: bool,
    /// School years of which there is a folder without any document, and that folder.
    pub lege_jaren: Vec<(Schooljaar, String)>,
    /// Links that its own texts make.
    pub links: Vec<(Doel, Plek)>,
    /// Where it is defined.
    pub plek: Plek,
}

/// Who can bring a child in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aanmelden {
    /// Parents themselves, as at most schools.
    Ouders,
    /// Only the school that the child is at.
    ViaSchool,
}

impl Aanmelden {
    /// All of them, as written in YAML.
    pub const WOORDEN: &[&str] = &["ouders", "via-school"];

    /// Reads the word as written in YAML.
    pub fn lees(tekst: &str) -> Option<Self> {
        match tekst {
            "ouders" => Some(Self::Ouders),
            "via-school" => Some(Self::ViaSchool),
            _ => None,
        }
    }

    /// The word as written in YAML.
    pub fn woord(self) -> &'static str {
        match self {
            Self::Ouders => "ouders",
            Self::ViaSchool => "via-school",
        }
    }
}

/// A building of a school.
#[derive(Debug)]
pub struct Vestiging {
    /// Its name.
    pub naam: Option<String>,
    /// BRIN number.
    pub brin: Option<String>,
    /// Street and number.
    pub adres: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Town.
    pub plaats: Option<String>,
    /// Telephone number.
    pub telefoon: Option<String>,
    /// Where it is defined.
    pub plek: Plek,
}

/// Someone parents can turn to: a role, never a name.
#[derive(Debug)]
pub struct Contact {
    /// The role.
    pub wie: Verwijzing,
    /// How to reach them.
    pub bereik: Instantie,
}

/// An image with its alternative text.
#[derive(Debug, Clone)]
pub struct Beeld {
    /// The image.
    pub afbeelding: Afbeelding,
    /// What it shows.
    pub alt: String,
    /// Where it is named.
    pub plek: Plek,
}

/// An abbreviation of a document.
#[derive(Debug, Clone)]
pub struct Afkorting {
    /// The letters.
    pub kort: String,
    /// What they stand for.
    pub voluit: String,
    /// The item that it is.
    pub is: Option<ItemSleutel>,
    /// A remark.
    pub noot: Option<String>,
    /// Where it is defined.
    pub plek: Plek,
}

/// A document: answers to one format for one school year.
#[derive(Debug)]
pub struct Document {
    /// Name of its file, without `.yaml`.
    pub naam: String,
    /// The format it follows.
    pub formaat: Arc<Formaat>,
    /// A title of its own, in place of that of the format.
    pub titel: Option<String>,
    /// Its school year; a practice example has none.
    pub schooljaar: Option<Schooljaar>,
    /// The period it is about, where that is not a school year.
    pub periode: Option<(Datum, Option<Datum>)>,
    /// Its groups, such as locations: id and name.
    pub groepen: Vec<(String, String)>,
    /// Whether it is not published yet.
    pub concept: bool,
    /// Where it says so.
    pub statusplek: Option<Plek>,
    /// The school year it was copied from, and where it says so; its sections are to be checked one by one.
    pub overgenomen_uit: Option<(Schooljaar, Plek)>,
    /// When its facts were true.
    pub peildatum: Option<Datum>,
    /// When the board adopted it.
    pub vastgesteld: Option<Datum>,
    /// Until when it holds.
    pub geldig_tot: Option<Datum>,
    /// Where it says so.
    pub datumplekken: Datumplekken,
    /// Its abbreviations, in the order written.
    pub afkortingen: Vec<Afkorting>,
    /// Its answers, by section id.
    pub antwoorden: BTreeMap<String, Antwoord>,
    /// Images that its texts show, by the path as written.
    pub afbeeldingen: BTreeMap<String, Afbeelding>,
    /// Attachments that its texts link to, by the path as written.
    pub bijlagen: BTreeMap<String, (String, Arc<[u8]>)>,
    /// Links that its texts make.
    pub links: Vec<(Doel, Plek)>,
    /// Its images and attachments: path in the school's folder, and the place that names it.
    pub published: Vec<(String, Plek)>,
    /// Where it starts.
    pub plek: Plek,
}

/// Where a document says of when it is.
#[derive(Debug, Clone, Default)]
pub struct Datumplekken {
    /// Its school year.
    pub schooljaar: Option<Plek>,
    /// When its facts were true.
    pub peildatum: Option<Plek>,
    /// When it was adopted.
    pub vastgesteld: Option<Plek>,
    /// Until when it holds.
    pub geldig_tot: Option<Plek>,
}

impl School {
    /// The current profile: the published document of the newest school year whose format is one
    /// for profiles.
    pub fn profiel(&self) -> Option<&Document> {
        self.documenten.iter().filter(|d| !d.concept && d.formaat.profiel).max_by_key(|d| d.schooljaar)
    }
}

impl School {
    /// Whether parents cannot bring their child here themselves.
    pub fn alleen_via_school(&self) -> bool {
        self.aanmelden == Some(Aanmelden::ViaSchool)
    }

    /// The towns where it has a building: those of its buildings, else its own.
    pub fn plaatsen(&self) -> BTreeSet<&str> {
        let gebouwen: BTreeSet<&str> = self.vestigingen.iter().filter_map(|v| v.plaats.as_deref()).collect();
        if gebouwen.is_empty() { self.plaats.as_deref().into_iter().collect() } else { gebouwen }
    }

    /// Its documents that are not concepts.
    pub fn gepubliceerd(&self) -> impl Iterator<Item = &Document> {
        self.documenten.iter().filter(|d| !d.concept)
    }

    /// The documents that hold now: the current profile, and of every format that is not for profiles
    /// the newest document. Newest first.
    pub fn actuele_documenten(&self) -> Vec<&Document> {
        let mut uit: Vec<&Document> = self.profiel().into_iter().collect();
        let mut gezien: BTreeSet<&str> = BTreeSet::new();
        // Documents stand newest first; of one format the first is the newest.
        for document in self.gepubliceerd().filter(|d| !d.formaat.profiel) {
            if gezien.insert(&document.formaat.id) {
                uit.push(document);
            }
        }
        uit.sort_by(|a, b| b.schooljaar.cmp(&a.schooljaar).then_with(|| b.stand().cmp(&a.stand())));
        uit
    }

    /// Whether a document is the current profile.
    pub fn is_actueel(&self, document: &Document) -> bool {
        self.profiel().is_some_and(|profiel| std::ptr::eq(profiel, document))
    }

    /// The path of a document per year in the output, without an ending.
    pub fn jaarpad(&self, document: &Document) -> String {
        let jaar = document.schooljaar.map(|j| j.to_string()).unwrap_or_default();
        format!("scholen/{}/{jaar}/{}", self.slug, document.naam)
    }

    /// Where a document is read: its page and its PDF, from the root of the output. The current
    /// profile has an address that stays the same over the years.
    pub fn adressen(&self, document: &Document) -> (String, String) {
        if self.is_actueel(document) {
            let map = format!("scholen/{}", self.slug);
            return (format!("{map}/profiel/index.html"), format!("{map}/sop.pdf"));
        }
        let pad = self.jaarpad(document);
        (format!("{pad}/index.html"), format!("{pad}.pdf"))
    }
}

impl Document {
    /// The day its facts are dated by: the day they were true, else when it was adopted.
    pub fn stand(&self) -> Option<Datum> {
        self.peildatum.or(self.vastgesteld)
    }

    /// Whether its facts are out of date on `dag`: more than a year older or, when nobody says
    /// from when they are, for a school year or period that ended more than a year before.
    pub fn is_oud(&self, dag: jiff::civil::Date) -> bool {
        let eind = match &self.periode {
            Some((_, tot)) => *tot,
            None => self.schooljaar.map(|jaar| Datum::dag(jaar.eind())),
        };
        self.stand().or(eind).is_some_and(|datum| datum.ouder_dan_een_jaar(dag))
    }

    /// The date of its PDF: its first known whole day, else 1 August of its school year.
    pub fn pdf_datum(&self) -> jiff::civil::Date {
        let dagen = [self.peildatum, self.vastgesteld].into_iter().flatten();
        let dag = dagen.filter(|d| d.eerste() == d.laatste()).map(Datum::eerste).min();
        dag.or_else(|| self.schooljaar.map(Schooljaar::begin))
            .or_else(|| self.stand().map(Datum::eerste))
            .unwrap_or(jiff::civil::date(2000, 1, 1))
    }

    /// The sections that say something about a subject: those about it, and those with a field
    /// about it that is filled in.
    pub fn about(&self, onderwerp: Onderwerp) -> Vec<&Sectie> {
        let says = |sectie: &&Sectie| {
            let Some(antwoord) = self.antwoorden.get(&sectie.id) else { return false };
            let of_field = |index: usize| sectie.velden.get(index).and_then(|veld| veld.onderwerp) == Some(onderwerp);
            sectie.onderwerp == Some(onderwerp) && antwoord.has_content()
                || antwoord.fields().into_iter().any(|(index, _)| of_field(index))
        };
        self.formaat.secties().filter(says).collect()
    }

    /// Its title: its own, else that of its format.
    pub fn titel(&self) -> &str {
        self.titel.as_deref().unwrap_or(&self.formaat.titel)
    }

    /// Its school year or period, as shown.
    pub fn tijdvak(&self) -> String {
        match (&self.periode, self.schooljaar) {
            (Some((van, Some(tot))), _) => format!("{van} tot {tot}"),
            (Some((van, None)), _) => format!("vanaf {van}"),
            (None, Some(jaar)) => jaar.to_string(),
            (None, None) => String::new(),
        }
    }
}

impl Site {
    /// The practice examples that are not concepts.
    pub fn voorbeelden(&self) -> impl Iterator<Item = &Document> {
        self.praktijk.iter().filter(|d| !d.concept)
    }

    /// The lists that formats in use refer to, by id.
    pub fn lijsten_in_gebruik(&self) -> Vec<Arc<Lijst>> {
        let documenten = self.scholen.iter().flat_map(|s| &s.documenten).chain(&self.praktijk);
        let mut ids: BTreeSet<&str> = BTreeSet::from(["specialisten"]);
        for sectie in documenten.flat_map(|d| d.formaat.secties()) {
            ids.extend(sectie.lijst.iter().map(|l| l.id.as_str()));
            ids.extend(sectie.velden.iter().flat_map(|v| &v.lijsten).map(|l| l.id.as_str()));
        }
        ids.into_iter().filter_map(|id| self.catalogus.lijst(id).cloned()).collect()
    }

    /// The school with this slug.
    pub fn school(&self, slug: &str) -> Option<&School> {
        self.scholen.iter().find(|s| s.slug == slug).map(AsRef::as_ref)
    }
}
