//! The PDF of a document: `sop.pdf` and its like.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use crate::melding::{Code, Melding, Meldingen};
use crate::model::catalogus::Catalogus;
use crate::model::filenames::in_address;
use crate::model::formaat::{Onderwerp, Soort};
use crate::model::site::{Beeld, Document, School, Site};
use crate::soorten::{Medium, Schrijver};
use crate::tekst::{Afbeelding, Afkortingen, Doel, Oplosser, zinnen};
use crate::thema::Kant;
use crate::zicht::{self, HoofdstukZicht};

use super::{Drukker, Gezet, Zetsel};

/// Links and images inside a PDF.
struct PdfLinks<'a> {
    site: &'a Site,
    document: &'a Document,
    /// Folder in `bestanden/` of the document's files.
    map: &'a str,
    /// What stands before the id of a section in its label.
    voorvoegsel: String,
}

/// Virtual path of an image; fixed by its path in the school's folder.
fn virtueel(pad: &str) -> String {
    format!("/beelden/{pad}")
}

impl Oplosser for PdfLinks<'_> {
    fn link(&self, doel: &Doel) -> Option<String> {
        let op_site = |pad: String| self.site.gegevens.basis_url.as_ref().map(|basis| format!("{basis}/{pad}"));
        match doel {
            Doel::Sectie(id) => Some(format!("#sectie-{}{id}", self.voorvoegsel)),
            Doel::Item { lijst, id } => op_site(format!("begrippen/#{lijst}-{id}")),
            Doel::School(slug) => self.site.school(slug).and_then(|_| op_site(format!("scholen/{slug}/"))),
            Doel::Hulp(id) => op_site(format!("hulp/{id}/")),
            Doel::Bijlage(bestand) => {
                let (pad, _) = self.document.bijlagen.get(bestand)?;
                op_site(format!("bestanden/{}/{}", self.map, in_address(pad)))
            }
            Doel::Web(_) | Doel::Mail(_) | Doel::Tel(_) => doel.adres(),
        }
    }

    fn afbeelding(&self, bestand: &str) -> Option<Afbeelding> {
        let afbeelding = self.document.afbeeldingen.get(bestand)?;
        let (breedte, hoogte) = (afbeelding.breedte, afbeelding.hoogte);
        Some(Afbeelding { adres: virtueel(&afbeelding.pad), breedte, hoogte })
    }
}

/// What the template sees of the whole document.
#[derive(Serialize)]
struct Omslag<'a> {
    titel: Cow<'a, str>,
    school: &'a str,
    plaats: Option<&'a str>,
    schooljaar: String,
    jaar: i16,
    maand: i8,
    dag: i8,
    stand: Option<String>,
    /// When it was adopted and until when it holds.
    looptijd: Option<String>,
    uitgever: Option<&'a str>,
    logo: Option<OmslagBeeld>,
    foto: Option<OmslagBeeld>,
    adres: Option<String>,
}

#[derive(Serialize)]
struct OmslagBeeld {
    pad: String,
    alt: String,
}

#[derive(Serialize)]
struct KernDeel {
    kop: &'static str,
    tekst: Value,
}

/// Makes the PDF of a document. Problems are reported; then there is none.
pub fn sop(
    drukker: &Drukker<'_>,
    site: &Site,
    school: &School,
    document: &Document,
    meldingen: &mut Meldingen,
) -> Option<Vec<u8>> {
    meld_zonder_adres(site, document, meldingen);
    druk(drukker, zet(drukker, site, school, document), meldingen)
}

/// Compiles what was set, or reports why it could not be set.
pub(super) fn druk(
    drukker: &Drukker<'_>,
    zetsel: Result<Zetsel<'_>, Box<Melding>>,
    meldingen: &mut Meldingen,
) -> Option<Vec<u8>> {
    match zetsel {
        Ok(zetsel) => match drukker.druk(zetsel, meldingen) {
            Gezet::Pdf(bytes) => Some(bytes),
            Gezet::TeLang | Gezet::Mislukt => None,
        },
        Err(melding) => {
            meldingen.meld(*melding);
            None
        }
    }
}

/// Links to the site become plain text in a PDF when nobody said where the site is: one warning,
/// at the first of them.
fn meld_zonder_adres(site: &Site, document: &Document, meldingen: &mut Meldingen) {
    let naar_site =
        |doel: &Doel| matches!(doel, Doel::Item { .. } | Doel::School(_) | Doel::Bijlage(_) | Doel::Hulp(_));
    if site.gegevens.basis_url.is_none()
        && let Some((doel, plek)) = document.links.iter().find(|(doel, _)| naar_site(doel))
    {
        meldingen.meld(
            Melding::op(Code::BasisUrlOntbreekt, plek, format!("`{doel}` wordt in de PDF gewone tekst"))
                .hint("zet het adres van de website in `site.yaml`: `basis-url: https://...`"),
        );
    }
}

/// "Vastgesteld op 3 oktober 2024, geldig tot juli 2028".
fn looptijd(document: &Document) -> Option<String> {
    // Its facts are dated by the day of adoption where nothing else is known; then the cover says that already.
    let vastgesteld = document.vastgesteld.filter(|_| document.peildatum.is_some());
    let vastgesteld = vastgesteld.map(|d| ("vastgesteld", d.with_preposition()));
    let geldig_tot = document.geldig_tot.map(|d| ("geldig tot", d.to_string()));
    let delen: Vec<String> =
        [vastgesteld, geldig_tot].into_iter().flatten().map(|(woorden, datum)| format!("{woorden} {datum}")).collect();
    (!delen.is_empty()).then(|| zinnen::hoofdletter(&delen.join(", ")))
}

fn zet<'a>(
    drukker: &Drukker<'_>,
    site: &'a Site,
    school: &'a School,
    document: &'a Document,
) -> Result<Zetsel<'a>, Box<Melding>> {
    let thema = drukker.thema;
    let afkortingen = crate::web::afkortingen(document);
    let links = PdfLinks { site, document, map: &school.slug, voorvoegsel: String::new() };
    let catalogus: &Catalogus = &site.catalogus;
    let mut schrijver = Schrijver::nieuw(Medium::Pdf, &links, catalogus, Some(school), document, &afkortingen);
    let teken = |soort: Soort, context: &Context| thema.teken_sectie(Kant::Pdf, soort, context);
    let kern = kern(school, document, &mut schrijver);
    let hoofdstukken = zicht::hoofdstukken(document, &mut schrijver, &teken)?;
    let datum = document.pdf_datum();
    let beeld = |b: &Beeld| OmslagBeeld { pad: virtueel(&b.afbeelding.pad), alt: b.alt.clone() };
    let mut context = Context::new();
    context.insert(
        "document",
        &Omslag {
            titel: match document.concept {
                true => Cow::Owned(format!("Concept: {}", document.titel())),
                false => Cow::Borrowed(document.titel()),
            },
            school: &school.naam,
            plaats: school.plaats.as_deref(),
            schooljaar: document.tijdvak(),
            jaar: datum.year(),
            maand: datum.month(),
            dag: datum.day(),
            stand: document.stand().map(|d| d.to_string()),
            looptijd: looptijd(document),
            uitgever: site.gegevens.uitgever.as_ref().map(|u| u.naam.as_str()),
            logo: school.logo.as_ref().map(beeld),
            foto: school.foto.as_ref().map(beeld),
            adres: site.gegevens.basis_url.as_ref().map(|basis| format!("{basis}/scholen/{}/", school.slug)),
        },
    );
    context.insert("kern", &kern);
    context.insert("hoofdstukken", &hoofdstukken);
    context.insert_value("tokens", Value::safe_string(&thema.tokens.typst()));
    let typst = thema.teken(Kant::Pdf, "document.typ", &context)?;
    let mut beelden: BTreeMap<String, Cow<'_, [u8]>> = BTreeMap::new();
    for beeld in [&school.logo, &school.foto].into_iter().flatten() {
        beelden.insert(virtueel(&beeld.afbeelding.pad), Cow::Borrowed(&beeld.afbeelding.bytes));
    }
    beelden.extend(document.afbeeldingen.values().map(|a| (virtueel(&a.pad), Cow::Borrowed(&a.bytes[..]))));
    let kenmerk = school.jaarpad(document);
    Ok(Zetsel { typst, plekken: schrijver.plekken, beelden, kenmerk, hoogstens: None })
}

/// Makes one PDF of all practice examples, a chapter each. Problems are reported; then there is none.
pub fn praktijk(drukker: &Drukker<'_>, site: &Site, meldingen: &mut Meldingen) -> Option<Vec<u8>> {
    for document in site.voorbeelden() {
        meld_zonder_adres(site, document, meldingen);
    }
    druk(drukker, zet_praktijk(drukker, site), meldingen)
}

fn zet_praktijk<'a>(drukker: &Drukker<'_>, site: &'a Site) -> Result<Zetsel<'a>, Box<Melding>> {
    let thema = drukker.thema;
    let teken = |soort: Soort, context: &Context| thema.teken_sectie(Kant::Pdf, soort, context);
    let mut plekken = crate::tekst::typst::Plekken::nieuw();
    let mut hoofdstukken: Vec<HoofdstukZicht> = Vec::new();
    let mut beelden: BTreeMap<String, Cow<'_, [u8]>> = BTreeMap::new();
    let mut dagen = Vec::new();
    // The web has its introduction on the page that lists the examples.
    if let (Some(tekst), Some(eerste)) = (&site.praktijk_inleiding, site.voorbeelden().next()) {
        let links = PdfLinks { site, document: eerste, map: "praktijk", voorvoegsel: String::new() };
        let geen = Afkortingen::nieuw(Vec::new());
        let mut schrijver = Schrijver::nieuw(Medium::Pdf, &links, &site.catalogus, None, eerste, &geen);
        let inleiding = Some(schrijver.blok(tekst, 2));
        plekken = schrijver.plekken;
        let titel = "Over deze voorbeelden".to_owned();
        hoofdstukken.push(HoofdstukZicht {
            id: "inleiding".to_owned(),
            nummer: 1,
            titel,
            inleiding,
            secties: Vec::new(),
        });
    }
    for document in site.voorbeelden() {
        let afkortingen = crate::web::afkortingen(document);
        let voorvoegsel = format!("{}-", document.naam);
        let links = PdfLinks { site, document, map: "praktijk", voorvoegsel };
        let mut schrijver = Schrijver::nieuw(Medium::Pdf, &links, &site.catalogus, None, document, &afkortingen);
        schrijver.plekken = std::mem::take(&mut plekken);
        let delen = zicht::hoofdstukken(document, &mut schrijver, &teken)?;
        plekken = schrijver.plekken;
        // One chapter per example; its own chapters only group its sections.
        let mut secties: Vec<_> = delen.into_iter().flat_map(|h| h.secties).collect();
        for sectie in &mut secties {
            sectie.id = format!("{}-{}", document.naam, sectie.id);
        }
        hoofdstukken.push(HoofdstukZicht {
            id: document.naam.clone(),
            nummer: hoofdstukken.len() + 1,
            titel: document.titel().to_owned(),
            inleiding: None,
            secties,
        });
        beelden.extend(document.afbeeldingen.values().map(|a| (virtueel(&a.pad), Cow::Borrowed(&a.bytes[..]))));
        dagen.push(document.pdf_datum());
    }
    let datum = dagen.into_iter().max().unwrap_or(jiff::civil::date(2000, 1, 1));
    let mut context = Context::new();
    context.insert(
        "document",
        &Omslag {
            titel: Cow::Borrowed("Praktijkvoorbeelden"),
            school: &site.gegevens.titel,
            plaats: None,
            schooljaar: String::new(),
            jaar: datum.year(),
            maand: datum.month(),
            dag: datum.day(),
            stand: None,
            looptijd: None,
            uitgever: site.gegevens.uitgever.as_ref().map(|u| u.naam.as_str()),
            logo: None,
            foto: None,
            adres: site.gegevens.basis_url.as_ref().map(|basis| format!("{basis}/praktijk/")),
        },
    );
    context.insert("kern", &Vec::<KernDeel>::new());
    context.insert("hoofdstukken", &hoofdstukken);
    context.insert_value("tokens", Value::safe_string(&thema.tokens.typst()));
    let typst = thema.teken(Kant::Pdf, "document.typ", &context)?;
    Ok(Zetsel { typst, plekken, beelden, kenmerk: "praktijk".to_owned(), hoogstens: None })
}

/// "In het kort": what parents ask first, in the school's own words for them.
fn kern(school: &School, document: &Document, schrijver: &mut Schrijver<'_>) -> Vec<KernDeel> {
    schrijver.begin_sectie();
    let mut uit = Vec::new();
    let vragen = [
        (Onderwerp::Doelgroep, "Voor wie"),
        (Onderwerp::Aanbod, "Wat de school biedt"),
        (Onderwerp::Grenzen, "Wat de school niet kan bieden"),
        (Onderwerp::Route, "Hoe hulp begint"),
    ];
    for (onderwerp, kop) in vragen {
        let secties = document.formaat.secties().filter(|s| s.onderwerp == Some(onderwerp));
        let mut teksten = secties.filter_map(|s| document.antwoorden.get(&s.id)?.voor_ouders.as_ref());
        if let Some(tekst) = teksten.next() {
            uit.push(KernDeel { kop, tekst: schrijver.blok(tekst, 2) });
        }
    }
    let contact: Vec<String> = school.contact.iter().filter_map(contactzin).collect();
    if !contact.is_empty() {
        let tekst = Value::safe_string(&schrijver.vast(&contact.join(" ")));
        uit.push(KernDeel { kop: "Bij wie u terechtkunt", tekst });
    }
    uit
}

fn contactzin(contact: &crate::model::site::Contact) -> Option<String> {
    let bereik = &contact.bereik;
    let adressen: Vec<&str> =
        [&bereik.telefoon, &bereik.mail, &bereik.web].into_iter().filter_map(|a| a.as_deref()).collect();
    let zin = bereik.zin.clone().unwrap_or_else(|| zinnen::met_punt(&zinnen::hoofdletter(&contact.wie.naam)));
    Some(if adressen.is_empty() { zin } else { format!("{zin} {}.", zinnen::opsomming(&adressen)) })
}
