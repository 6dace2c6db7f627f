//! The PDF of a document: `sop.pdf` and its like.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use crate::melding::{Melding, Meldingen};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Onderwerp;
use crate::model::site::{Beeld, Document, School, Site};
use crate::soorten::{Medium, Schrijver};
use crate::tekst::{Afbeelding, Doel, Oplosser, zinnen};
use crate::thema::Kant;
use crate::zicht;

use super::{Drukker, Zetsel};

/// Links and images inside a PDF.
struct PdfLinks<'a> {
    site: &'a Site,
    school: &'a School,
    document: &'a Document,
}

/// Virtual path of an image; fixed by its path in the school's folder.
fn virtueel(pad: &str) -> String {
    format!("/beelden/{pad}")
}

impl Oplosser for PdfLinks<'_> {
    fn link(&self, doel: &Doel) -> Option<String> {
        let op_site = |pad: String| self.site.gegevens.basis_url.as_ref().map(|basis| format!("{basis}/{pad}"));
        match doel {
            Doel::Sectie(id) => Some(format!("#sectie-{id}")),
            Doel::Item { lijst, id } => op_site(format!("begrippen/#{lijst}-{id}")),
            Doel::School(slug) => op_site(format!("scholen/{slug}/")),
            Doel::Hulp(_) => None,
            Doel::Bijlage(bestand) => {
                let (pad, _) = self.document.bijlagen.get(bestand)?;
                op_site(format!("bestanden/{}/{pad}", self.school.slug))
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
    titel: &'a str,
    school: &'a str,
    plaats: Option<&'a str>,
    schooljaar: String,
    jaar: i16,
    maand: i8,
    dag: i8,
    stand: Option<String>,
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
    match zet(drukker, site, school, document) {
        Ok(zetsel) => drukker.druk(zetsel, meldingen),
        Err(melding) => {
            meldingen.meld(*melding);
            None
        }
    }
}

fn zet<'a>(
    drukker: &Drukker<'_>,
    site: &'a Site,
    school: &'a School,
    document: &'a Document,
) -> Result<Zetsel<'a>, Box<Melding>> {
    let thema = drukker.thema;
    let afkortingen = crate::web::afkortingen(document);
    let links = PdfLinks { site, school, document };
    let catalogus: &Catalogus = &site.catalogus;
    let mut schrijver = Schrijver::nieuw(Medium::Pdf, &links, catalogus, Some(school), &afkortingen);
    let teken = |soort: crate::model::formaat::Soort, context: &Context| {
        thema.teken(Kant::Pdf, &format!("secties/{}.typ", soort.woord()), context)
    };
    let kern = kern(school, document, &mut schrijver);
    let hoofdstukken = zicht::hoofdstukken(document, &mut schrijver, &teken)?;
    let datum = document.pdf_datum();
    let beeld = |b: &Beeld| OmslagBeeld { pad: virtueel(&b.afbeelding.pad), alt: b.alt.clone() };
    let mut context = Context::new();
    context.insert(
        "document",
        &Omslag {
            titel: &document.formaat.titel,
            school: &school.naam,
            plaats: school.plaats.as_deref(),
            schooljaar: document.schooljaar.to_string(),
            jaar: datum.year(),
            maand: datum.month(),
            dag: datum.day(),
            stand: document.stand().map(|d| d.to_string()),
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
    let mut beelden: BTreeMap<String, &[u8]> = BTreeMap::new();
    for beeld in [&school.logo, &school.foto].into_iter().flatten() {
        beelden.insert(virtueel(&beeld.afbeelding.pad), &beeld.afbeelding.bytes);
    }
    beelden.extend(document.afbeeldingen.values().map(|a| (virtueel(&a.pad), &a.bytes[..])));
    let kenmerk = format!("{}/{}/{}", school.slug, document.schooljaar, document.naam);
    Ok(Zetsel { typst, plekken: schrijver.plekken, beelden, kenmerk })
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
            uit.push(KernDeel { kop, tekst: schrijver.blok(tekst, 3) });
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
