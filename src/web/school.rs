//! Pages of one school: the parent page, the profile, its documents per year, and its files.

use serde::Serialize;
use tera::{Context, Value};

use crate::facts::SchoolFacts;
use crate::melding::Melding;
use crate::model::filenames::in_address;
use crate::model::formaat::{Onderwerp, Soort};
use crate::model::site::{Beeld, Contact, Document, School};
use crate::model::waarde::Inhoud;
use crate::ouders;
use crate::regio::jaren;
use crate::soorten::{Medium, Schrijver};
use crate::tekst::{Afkortingen, Markdown, ZonderLinks, html, zinnen};
use crate::thema::Kant;
use crate::zicht::{self, HoofdstukZicht};

use super::links::{self, PaginaLinks};
use super::zoekmachines;
use super::{InstantieZicht, Mislukt, Pagina, Web, veilig, wortel};

/// A school as pages see it.
#[derive(Serialize)]
pub(super) struct SchoolZicht<'a> {
    slug: &'a str,
    naam: &'a str,
    plaats: Option<&'a str>,
    onderwijstypen: String,
    bestuur: Option<&'a str>,
    samenwerkingsverbanden: String,
    /// Where it is explained what a samenwerkingsverband is, from the root.
    what_swv_is: Option<String>,
    vestigingen: Vec<VestigingZicht<'a>>,
    beschrijving: Option<Value>,
    contact: Vec<ContactZicht<'a>>,
    logo: Option<BeeldZicht>,
    foto: Option<BeeldZicht>,
    /// Whether only the child's own school can bring it in.
    via_school: bool,
}

#[derive(Serialize)]
struct VestigingZicht<'a> {
    naam: Option<&'a str>,
    brin: Option<&'a str>,
    adres: Option<&'a str>,
    postcode: Option<&'a str>,
    plaats: Option<&'a str>,
    telefoon: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct ContactZicht<'a> {
    /// The role.
    wie: String,
    bereik: InstantieZicht<'a>,
}

impl<'a> ContactZicht<'a> {
    pub(super) fn van(contact: &'a Contact) -> Self {
        Self { wie: zinnen::hoofdletter(&contact.wie.naam), bereik: InstantieZicht::van(&contact.bereik) }
    }
}

#[derive(Serialize)]
struct BeeldZicht {
    adres: String,
    alt: String,
    breedte: u32,
    hoogte: u32,
}

/// A document as pages see it.
#[derive(Serialize)]
struct DocumentZicht {
    titel: String,
    schooljaar: String,
    peildatum: Option<String>,
    vastgesteld: Option<String>,
    geldig_tot: Option<String>,
    /// Out of date on the reference date.
    oud: bool,
    concept: bool,
    /// Whether it is the current profile.
    actueel: bool,
    /// Whether its format is one for profiles.
    profiel: bool,
    /// Path of the page and of the PDF from the root.
    pagina: String,
    pdf: String,
}

impl SchoolZicht<'_> {
    pub(super) fn naam(&self) -> &str {
        self.naam
    }
}

impl Web<'_> {
    pub(super) fn school(&self, school: &School) -> Result<(), Mislukt> {
        if self.bestemming.wil_onder(&format!("scholen/{}/", school.slug)) {
            self.ouderpagina(school)?;
            self.schoolgids(school)?;
            self.documenten(school)?;
        }
        for oud in &school.oude_slugs {
            self.verwijspagina(&oud.tekst, school)?;
        }
        if self.bestemming.wil_onder(&format!("bestanden/{}/", school.slug)) {
            self.bestanden(school)?;
        }
        Ok(())
    }

    fn documenten(&self, school: &School) -> Result<(), Mislukt> {
        for document in self.getoond(school) {
            let (pagina, _) = school.adressen(document);
            let jaarpagina = format!("{}/index.html", school.jaarpad(document));
            let tweede = school.is_actueel(document);
            if ![self.wil(&pagina), tweede && self.wil(&jaarpagina)].contains(&true) {
                continue;
            }
            let mut hoofdstukken = self.hoofdstukken(school, document, &pagina)?;
            self.document(school, document, &pagina, &hoofdstukken)?;
            if tweede {
                // The same text at a second address: only its links start elsewhere.
                let (van, naar) = (wortel(&pagina), wortel(&jaarpagina));
                for hoofdstuk in &mut hoofdstukken {
                    hoofdstuk.herschrijf(&|html| links::verplaats(html, &van, &naar));
                }
                self.document(school, document, &jaarpagina, &hoofdstukken)?;
            }
        }
        Ok(())
    }

    fn ouderpagina(&self, school: &School) -> Result<(), Mislukt> {
        let pad = format!("scholen/{}/index.html", school.slug);
        if !self.wil(&pad) {
            return Ok(());
        }
        let profiel = school.profiel();
        let mut inhoud = Context::new();
        inhoud.insert("school", &self.school_zicht(school, &wortel(&pad)));
        let basis = self.site.gegevens.basis_url.as_deref();
        inhoud.insert("json_ld", &veilig(&zoekmachines::json_ld(school, basis)));
        inhoud.insert("deelbeeld", &zoekmachines::deelbeeld(school, basis));
        // The profile comes first, and what other current documents say after it.
        let mut current = school.actuele_documenten();
        current.sort_by_key(|d| !school.is_actueel(d));
        let catalogus = &self.site.catalogus;
        let outcomes = SchoolFacts::new(school, school.actuele_documenten(), catalogus);
        let subjects = current.into_iter().map(|document| {
            let afkortingen = afkortingen(document);
            let links = PaginaLinks {
                wortel: wortel(&pad),
                woorden: &self.woorden,
                map: &school.slug,
                document: Some(document),
                secties: school.adressen(document).0,
            };
            let mut schrijver = Schrijver::nieuw(Medium::Web, &links, catalogus, Some(school), document, &afkortingen);
            ouders::onderwerpen(&outcomes, document, catalogus, &mut schrijver)
        });
        inhoud.insert("onderwerpen", &ouders::merge(subjects.collect()));
        if let Some(document) = profiel {
            inhoud.insert("profiel", &self.document_zicht(school, document));
            inhoud.insert("elders", &elsewhere(document));
            inhoud.insert("nummers", &numbers(document));
            inhoud.insert("sinds", &jaren::vorig(school, document, catalogus).map(Document::tijdvak));
        }
        let ouder: Vec<DocumentZicht> =
            self.getoond(school).filter(|d| !school.is_actueel(d)).map(|d| self.document_zicht(school, d)).collect();
        inhoud.insert("andere_documenten", &ouder);
        let omschrijving = match &school.beschrijving {
            Some(tekst) => tekst.eerste_zinnen(1),
            None => format!("Welke hulp {} aan uw kind kan geven.", school.naam),
        };
        let pagina = Pagina {
            pad: &pad,
            sjabloon: "school.html",
            titel: &school.naam,
            omschrijving: &omschrijving,
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }

    /// The text of a document, as it stands on a page at `pad`.
    fn hoofdstukken(
        &self,
        school: &School,
        document: &Document,
        pad: &str,
    ) -> Result<Vec<HoofdstukZicht>, Box<Melding>> {
        let afkortingen = afkortingen(document);
        let links = PaginaLinks {
            wortel: wortel(pad),
            woorden: &self.woorden,
            map: &school.slug,
            document: Some(document),
            secties: String::new(),
        };
        let catalogus = &self.site.catalogus;
        let mut schrijver = Schrijver::nieuw(Medium::Web, &links, catalogus, Some(school), document, &afkortingen);
        let teken = |soort: Soort, context: &Context| self.thema.teken_sectie(Kant::Web, soort, context);
        zicht::hoofdstukken(document, &mut schrijver, &teken)
    }

    fn document(
        &self,
        school: &School,
        document: &Document,
        pad: &str,
        hoofdstukken: &[HoofdstukZicht],
    ) -> Result<(), Mislukt> {
        if !self.wil(pad) {
            return Ok(());
        }
        let zicht = self.document_zicht(school, document);
        let titel = format!("{}{}, {}", concept(document), document.titel(), school.naam);
        let omschrijving = format!("{} van {}, {}.", document.titel(), school.naam, document.tijdvak());
        let mut inhoud = Context::new();
        inhoud.insert("school", &self.school_zicht(school, &wortel(pad)));
        inhoud.insert("document", &zicht);
        inhoud.insert("verandering", &jaren::verandering(school, document, &self.site.catalogus));
        inhoud.insert("hoofdstukken", hoofdstukken);
        let pagina = Pagina {
            pad,
            sjabloon: "profiel.html",
            titel: &titel,
            omschrijving: &omschrijving,
            canoniek: Some(&zicht.pagina),
        };
        self.pagina(&pagina, inhoud)
    }

    /// A page at an old address that leads on.
    fn verwijspagina(&self, oud: &str, school: &School) -> Result<(), Mislukt> {
        let mut inhoud = Context::new();
        inhoud.insert("school", &self.school_zicht(school, "../../"));
        let pad = format!("scholen/{oud}/index.html");
        let doel = format!("scholen/{}/index.html", school.slug);
        let omschrijving = format!("Deze pagina heet nu {}.", school.naam);
        let pagina = Pagina {
            pad: &pad,
            sjabloon: "verwijzing.html",
            titel: &school.naam,
            omschrijving: &omschrijving,
            canoniek: Some(&doel),
        };
        self.pagina(&pagina, inhoud)
    }

    /// Images and attachments, once each.
    fn bestanden(&self, school: &School) -> Result<(), Mislukt> {
        let mut alle: std::collections::BTreeMap<&str, &[u8]> = std::collections::BTreeMap::new();
        for beeld in [&school.logo, &school.foto].into_iter().flatten() {
            alle.insert(&beeld.afbeelding.pad, &beeld.afbeelding.bytes);
        }
        for document in self.getoond(school) {
            alle.extend(document.afbeeldingen.values().map(|a| (a.pad.as_str(), &a.bytes[..])));
            alle.extend(document.bijlagen.values().map(|(pad, bytes)| (pad.as_str(), &bytes[..])));
        }
        for (pad, bytes) in alle {
            self.bestand(&format!("bestanden/{}/{pad}", school.slug), bytes)?;
        }
        Ok(())
    }

    pub(super) fn school_zicht<'s>(&self, school: &'s School, wortel: &str) -> SchoolZicht<'s> {
        let beeld = |beeld: &Beeld| BeeldZicht {
            adres: format!("{wortel}bestanden/{}/{}", school.slug, in_address(&beeld.afbeelding.pad)),
            alt: beeld.alt.clone(),
            breedte: beeld.afbeelding.breedte,
            hoogte: beeld.afbeelding.hoogte,
        };
        let kort = |tekst: &Markdown| veilig(&html::schrijf(tekst, &ZonderLinks, 2));
        SchoolZicht {
            slug: &school.slug,
            naam: &school.naam,
            plaats: school.plaats.as_deref(),
            onderwijstypen: zinnen::opsomming(&school.onderwijstypen),
            bestuur: school.bestuur.as_deref(),
            samenwerkingsverbanden: zinnen::opsomming(&school.samenwerkingsverbanden),
            what_swv_is: self.woorden.adres("plaatsen", "swv"),
            vestigingen: school
                .vestigingen
                .iter()
                .map(|v| VestigingZicht {
                    naam: v.naam.as_deref(),
                    brin: v.brin.as_deref(),
                    adres: v.adres.as_deref(),
                    postcode: v.postcode.as_deref(),
                    plaats: v.plaats.as_deref(),
                    telefoon: v.telefoon.as_deref(),
                })
                .collect(),
            beschrijving: school.beschrijving.as_ref().map(kort),
            contact: school.contact.iter().map(ContactZicht::van).collect(),
            logo: school.logo.as_ref().map(beeld),
            foto: school.foto.as_ref().map(beeld),
            via_school: school.alleen_via_school(),
        }
    }

    fn document_zicht(&self, school: &School, document: &Document) -> DocumentZicht {
        let (pagina, pdf) = school.adressen(document);
        DocumentZicht {
            titel: document.titel().to_owned(),
            schooljaar: document.tijdvak(),
            peildatum: document.stand().map(|d| d.to_string()),
            vastgesteld: document.vastgesteld.map(|d| d.with_preposition()),
            geldig_tot: document.geldig_tot.map(|d| d.to_string()),
            oud: document.is_oud(self.stand),
            concept: document.concept,
            actueel: school.is_actueel(document),
            profiel: document.formaat.profiel,
            pagina,
            pdf,
        }
    }
}

/// A section of the profile that a page may send its readers to.
#[derive(Serialize)]
struct SectieLink<'a> {
    id: &'a str,
    titel: &'a str,
}

/// Where the profile says what it does not sum up for parents, by subject.
fn elsewhere(document: &Document) -> std::collections::BTreeMap<&'static str, Vec<SectieLink<'_>>> {
    let links = |onderwerp: Onderwerp| {
        let secties = document.about(onderwerp).into_iter();
        (onderwerp.woord(), secties.map(|s| SectieLink { id: &s.id, titel: &s.titel }).collect())
    };
    [Onderwerp::Aanbod, Onderwerp::Grenzen].into_iter().map(links).collect()
}

/// A telephone number that stands in the profile.
#[derive(Serialize)]
struct Nummer<'a> {
    /// Title of its field.
    wie: &'a str,
    nummer: &'a str,
}

/// The telephone numbers in fields of the profile.
fn numbers(document: &Document) -> Vec<Nummer<'_>> {
    let mut uit = Vec::new();
    for sectie in document.formaat.secties() {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        for (index, gevuld) in antwoord.fields() {
            if let (Some(veld), Inhoud::Telefoon(nummer)) = (sectie.velden.get(index), &gevuld.inhoud) {
                uit.push(Nummer { wie: &veld.titel, nummer });
            }
        }
    }
    uit
}

/// What stands before the title of a concept.
pub(super) fn concept(document: &Document) -> &'static str {
    if document.concept { "Concept: " } else { "" }
}

/// The abbreviations of a document, to be explained where they stand.
pub(crate) fn afkortingen(document: &Document) -> Afkortingen {
    Afkortingen::nieuw(document.afkortingen.iter().map(|a| (a.kort.clone(), a.voluit.clone())).collect())
}
