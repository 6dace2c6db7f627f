//! A site: the region, its schools and their documents, checked and immutable.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::source::Span;
use crate::text::{LinkTarget, Markdown};

use super::antwoord::Antwoord;
use super::catalogus::Catalogus;
use super::controles::Switches;
use super::date::{PartialDate, Schooljaar};
use super::formaat::{Formaat, Onderwerp, Sectie};
use super::huisstijl::Huisstijl;
use super::lijst::Lijst;
use super::norm::NormRule;
use super::picture::SchoolPicture;
use super::value::{ItemKey, Reference};
use crate::model::Spanned;

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
    pub praktijk_intro: Option<Markdown>,
    /// Slugs of schools that could not be read; a link to one of these is not reported as broken.
    pub broken_scholen: BTreeSet<String>,
}

/// What `site.yaml` says.
#[derive(Debug)]
pub struct SiteGegevens {
    /// Title of the website.
    pub title: String,
    /// A line under the title.
    pub subtitle: Option<String>,
    /// The samenwerkingsverband that publishes the site.
    pub publisher: Option<Organization>,
    /// Address at which the site is published, without a slash at the end.
    pub basis_url: Option<String>,
    /// Name or folder of the theme.
    pub theme: Option<Spanned>,
    /// House style, above that of the theme.
    pub huisstijl: Huisstijl,
    /// Where to write about the website.
    pub contact: Option<Organization>,
    /// The ouder- en jeugdsteunpunt of the region.
    pub steunpunt: Option<Organization>,
    /// Licence of the data.
    pub license: Option<String>,
    /// Text at the top of the home page.
    pub introduction: Option<Markdown>,
    /// What its schools together must offer.
    pub norm: Vec<NormRule>,
    /// Which checks it switched, and how.
    pub controles: Switches,
    /// Abbreviations that need no explanation in this region.
    pub known_afkortingen: Vec<String>,
    /// Links that its texts make.
    pub links: Vec<(LinkTarget, Span)>,
}

/// An organisation or office that can be reached.
#[derive(Debug, Clone, Default)]
pub struct Organization {
    /// Its name.
    pub name: String,
    /// A whole sentence for parents (B1).
    pub sentence: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// E-mail address.
    pub mail: Option<String>,
    /// Web address.
    pub web: Option<String>,
    /// Where it is defined.
    pub span: Option<Span>,
}

/// A school.
#[derive(Debug)]
pub struct School {
    /// Name of its folder and of its pages.
    pub slug: String,
    /// Its name.
    pub name: String,
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
    /// Who can sign a child up, where the school says so.
    pub aanmelden: Option<SignUp>,
    /// What kind of school it is, in a few sentences (B1).
    pub description: Option<Markdown>,
    /// Whom parents can turn to, in the school's order.
    pub contact: Vec<Contact>,
    /// Logo.
    pub logo: Option<Illustration>,
    /// Photo.
    pub photo: Option<Illustration>,
    /// Its former slugs; their pages redirect here.
    pub old_slugs: Vec<Spanned>,
    /// Its documents, newest school year first.
    pub documenten: Vec<Document>,
    /// Whether there is any file that a document could be read from.
    pub has_document_files: bool,
    /// School years with a folder but no document, each with that folder.
    pub empty_years: Vec<(Schooljaar, String)>,
    /// Links that its own texts make.
    pub links: Vec<(LinkTarget, Span)>,
    /// Where it is defined.
    pub span: Span,
}

/// Who can sign a child up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignUp {
    /// Parents themselves, as at most schools.
    Ouders,
    /// Only the school where the child is now.
    ViaSchool,
}

impl SignUp {
    /// All of them, as written in YAML.
    pub const WORDS: &[&str] = &["ouders", "via-school"];

    /// Reads the word as written in YAML.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "ouders" => Some(Self::Ouders),
            "via-school" => Some(Self::ViaSchool),
            _ => None,
        }
    }

    /// The word as written in YAML.
    pub fn word(self) -> &'static str {
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
    pub name: Option<String>,
    /// BRIN number.
    pub brin: Option<String>,
    /// Street and number.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Town.
    pub plaats: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Where it is defined.
    pub span: Span,
}

/// Someone parents can turn to: a role, never a name.
#[derive(Debug)]
pub struct Contact {
    /// The role.
    pub who: Reference,
    /// How to reach them.
    pub bereik: Organization,
}

/// An image with its alternative text.
#[derive(Debug, Clone)]
pub struct Illustration {
    /// The image.
    pub picture: SchoolPicture,
    /// What it shows.
    pub alt: String,
    /// Where it is named.
    pub span: Span,
}

/// An abbreviation of a document.
#[derive(Debug, Clone)]
pub struct Afkorting {
    /// The letters.
    pub short: String,
    /// What they stand for.
    pub in_full: String,
    /// The item that it is.
    pub is: Option<ItemKey>,
    /// A remark.
    pub noot: Option<String>,
    /// Where it is defined.
    pub span: Span,
}

/// A document: answers to one format for one school year.
#[derive(Debug)]
pub struct Document {
    /// Name of its file, without `.yaml`.
    pub name: String,
    /// The format it follows.
    pub formaat: Arc<Formaat>,
    /// A title of its own, in place of that of the format.
    pub title: Option<String>,
    /// Its school year; a practice example has none.
    pub schooljaar: Option<Schooljaar>,
    /// The period it is about, where that is not a school year.
    pub period: Option<(PartialDate, Option<PartialDate>)>,
    /// Its groups, such as locations: id and name.
    pub groups: Vec<(String, String)>,
    /// Whether it is not published yet.
    pub concept: bool,
    /// Where it says so.
    pub status_span: Option<Span>,
    /// The school year it was copied from, and where it says so; its sections are to be checked one by one.
    pub taken_over_from: Option<(Schooljaar, Span)>,
    /// When its facts were true.
    pub peildatum: Option<PartialDate>,
    /// When the board adopted it.
    pub adopted: Option<PartialDate>,
    /// Until when it holds.
    pub valid_until: Option<PartialDate>,
    /// Where it says so.
    pub date_spans: DateSpans,
    /// Its abbreviations, in the order written.
    pub afkortingen: Vec<Afkorting>,
    /// Its answers, by section id.
    pub antwoorden: BTreeMap<String, Antwoord>,
    /// Images that its texts show, by the path as written.
    pub pictures: BTreeMap<String, SchoolPicture>,
    /// Attachments that its texts link to, by the path as written.
    pub bijlagen: BTreeMap<String, (String, Arc<[u8]>)>,
    /// Links that its texts make.
    pub links: Vec<(LinkTarget, Span)>,
    /// Its images and attachments: path in the school's folder, and the place that names it.
    pub published: Vec<(String, Span)>,
    /// Where it starts.
    pub span: Span,
}

/// Where a document states its dates.
#[derive(Debug, Clone, Default)]
pub struct DateSpans {
    /// Its school year.
    pub schooljaar: Option<Span>,
    /// When its facts were true.
    pub peildatum: Option<Span>,
    /// When it was adopted.
    pub adopted: Option<Span>,
    /// Until when it holds.
    pub valid_until: Option<Span>,
}

impl School {
    /// The current profile: the published document of the newest school year whose format is one
    /// for profiles.
    pub fn profiel(&self) -> Option<&Document> {
        self.documenten.iter().filter(|d| !d.concept && d.formaat.profiel).max_by_key(|d| d.schooljaar)
    }
}

impl School {
    /// Whether parents cannot sign their child up themselves.
    pub fn only_via_school(&self) -> bool {
        self.aanmelden == Some(SignUp::ViaSchool)
    }

    /// The towns where it has a building: those of its buildings, else its own.
    pub fn plaatsen(&self) -> BTreeSet<&str> {
        let buildings: BTreeSet<&str> = self.vestigingen.iter().filter_map(|v| v.plaats.as_deref()).collect();
        if buildings.is_empty() { self.plaats.as_deref().into_iter().collect() } else { buildings }
    }

    /// Its published documents: all but concepten.
    pub fn published(&self) -> impl Iterator<Item = &Document> {
        self.documenten.iter().filter(|d| !d.concept)
    }

    /// The documents that are in force: the current profile, and the newest document of every format that is not for
    /// profiles. Newest first.
    pub fn current_documenten(&self) -> Vec<&Document> {
        let mut out: Vec<&Document> = self.profiel().into_iter().collect();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        // Documents stand newest first; of one format the first is the newest.
        for document in self.published().filter(|d| !d.formaat.profiel) {
            if seen.insert(&document.formaat.id) {
                out.push(document);
            }
        }
        out.sort_by(|a, b| b.schooljaar.cmp(&a.schooljaar).then_with(|| b.facts_date().cmp(&a.facts_date())));
        out
    }

    /// Whether a document is the current profile.
    pub fn is_current(&self, document: &Document) -> bool {
        self.profiel().is_some_and(|profiel| std::ptr::eq(profiel, document))
    }
}

impl Document {
    /// The day that dates its facts: the day they were true, else when it was adopted.
    pub fn facts_date(&self) -> Option<PartialDate> {
        self.peildatum.or(self.adopted)
    }

    /// Whether its facts are out of date on a day: more than a year older or, when the document does not date them,
    /// about a school year or period that ended more than a year before.
    pub fn is_old(&self, day: jiff::civil::Date) -> bool {
        let end = match &self.period {
            Some((_, to)) => *to,
            None => self.schooljaar.map(|year| PartialDate::day(year.end())),
        };
        self.facts_date().or(end).is_some_and(|date| date.older_than_a_year(day))
    }

    /// The date of its PDF: its first known whole day, else 1 August of its school year.
    pub fn pdf_date(&self) -> jiff::civil::Date {
        let days = [self.peildatum, self.adopted].into_iter().flatten();
        let day = days.filter(|d| d.first() == d.last()).map(PartialDate::first).min();
        day.or_else(|| self.schooljaar.map(Schooljaar::begin))
            .or_else(|| self.facts_date().map(PartialDate::first))
            .unwrap_or(jiff::civil::date(2000, 1, 1))
    }

    /// The name of one of its groups, or its id where it has none.
    pub fn group_name<'d>(&'d self, id: &'d str) -> &'d str {
        self.groups.iter().find(|(group, _)| group == id).map_or(id, |(_, name)| name)
    }

    /// The sections that say something about a subject: those about it, and those with a field
    /// about it that is filled in.
    pub fn about(&self, onderwerp: Onderwerp) -> Vec<&Sectie> {
        let says = |sectie: &&Sectie| {
            let Some(antwoord) = self.antwoorden.get(&sectie.id) else { return false };
            let of_field = |index: usize| sectie.fields.get(index).and_then(|field| field.onderwerp) == Some(onderwerp);
            sectie.onderwerp == Some(onderwerp) && antwoord.has_content()
                || antwoord.fields().into_iter().any(|(index, _)| of_field(index))
        };
        self.formaat.secties().filter(says).collect()
    }

    /// Its title: its own, else that of its format.
    pub fn title(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.formaat.title)
    }

    /// Its school year or period, as shown.
    pub fn period_label(&self) -> String {
        match (&self.period, self.schooljaar) {
            (Some((from, Some(to))), _) => format!("{from} tot {to}"),
            (Some((from, None)), _) => format!("vanaf {from}"),
            (None, Some(year)) => year.to_string(),
            (None, None) => String::new(),
        }
    }
}

impl Site {
    /// The published practice examples.
    pub fn examples(&self) -> impl Iterator<Item = &Document> {
        self.praktijk.iter().filter(|d| !d.concept)
    }

    /// The lists that formats in use refer to, by id.
    pub fn lijsten_in_use(&self) -> Vec<Arc<Lijst>> {
        let documenten = self.scholen.iter().flat_map(|s| &s.documenten).chain(&self.praktijk);
        let mut ids: BTreeSet<&str> = BTreeSet::from(["specialisten", "vaktaal"]);
        for sectie in documenten.flat_map(|d| d.formaat.secties()) {
            ids.extend(sectie.lijst.iter().map(|l| l.id.as_str()));
            ids.extend(sectie.fields.iter().flat_map(|v| &v.lijsten).map(|l| l.id.as_str()));
        }
        ids.into_iter().filter_map(|id| self.catalogus.lijst(id).cloned()).collect()
    }

    /// The school with this slug.
    pub fn school(&self, slug: &str) -> Option<&School> {
        self.scholen.iter().find(|s| s.slug == slug).map(AsRef::as_ref)
    }
}
