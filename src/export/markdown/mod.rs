//! A document as Markdown, for pasting into another text: the same views as its page, chapter by chapter.

mod secties;

use tera::Context;

use crate::melding::Melding;
use crate::model::filenames::in_address;
use crate::model::formaat::Soort;
use crate::model::site::{Document, School, Site};
use crate::soorten::{Medium, Schrijver};
use crate::tekst::commonmark::{onder_elkaar, ontsnap};
use crate::tekst::{Afbeelding, Afkortingen, Doel, Oplosser, tekens};
use crate::zicht::{self, SectieZicht};

/// Finds links in a text that stands outside the site: whole addresses, or none.
struct HeleLinks<'a> {
    basis: Option<&'a str>,
    document: &'a Document,
    /// Folder in `bestanden/` of the document's files.
    map: &'a str,
    /// Path of the document's page.
    pagina: &'a str,
}

impl HeleLinks<'_> {
    fn op_site(&self, pad: &str) -> Option<String> {
        self.basis.map(|basis| format!("{basis}/{pad}"))
    }
}

impl Oplosser for HeleLinks<'_> {
    fn link(&self, doel: &Doel) -> Option<String> {
        match doel {
            Doel::Sectie(id) => self.op_site(&format!("{}#{id}", self.pagina)),
            Doel::Item { lijst, id } => self.op_site(&format!("begrippen/#{lijst}-{id}")),
            Doel::School(slug) => self.op_site(&format!("scholen/{slug}/")),
            Doel::Hulp(id) => self.op_site(&format!("hulp/{id}/")),
            Doel::Bijlage(bestand) => {
                let (pad, _) = self.document.bijlagen.get(bestand)?;
                self.op_site(&format!("bestanden/{}/{}", self.map, in_address(pad)))
            }
            Doel::Web(_) | Doel::Mail(_) | Doel::Tel(_) => doel.adres(),
        }
    }

    fn afbeelding(&self, bestand: &str) -> Option<Afbeelding> {
        let afbeelding = self.document.afbeeldingen.get(bestand)?;
        let adres = self.op_site(&format!("bestanden/{}/{}", self.map, in_address(&afbeelding.pad)))?;
        Some(Afbeelding { adres, breedte: afbeelding.breedte, hoogte: afbeelding.hoogte })
    }
}

/// A document of a school, or (without a school) a practice example.
///
/// # Errors
/// None that content can cause: views are written by code, not by templates of a theme.
pub fn document(site: &Site, school: Option<&School>, document: &Document) -> Result<String, Box<Melding>> {
    let afkortingen =
        Afkortingen::nieuw(document.afkortingen.iter().map(|a| (a.kort.clone(), a.voluit.clone())).collect());
    let pagina = match school {
        Some(school) => school.adressen(document).0,
        None => format!("praktijk/{}/index.html", document.naam),
    };
    let map = school.map_or("praktijk", |school| &school.slug);
    let links = HeleLinks { basis: site.gegevens.basis_url.as_deref(), document, map, pagina: &pagina };
    let mut schrijver = Schrijver::nieuw(Medium::Markdown, &links, &site.catalogus, school, document, &afkortingen);
    let teken = |soort: Soort, context: &Context| Ok(secties::schrijf(soort, context));
    let hoofdstukken = zicht::hoofdstukken(document, &mut schrijver, &teken)?;
    let mut uit = vec![format!("# {}", ontsnap(document.titel()))];
    uit.extend(opening(school, document));
    if !document.concept {
        uit.extend(links.op_site(&pagina).map(|adres| format!("Op de website: <{adres}>")));
    }
    if hoofdstukken.is_empty() {
        uit.push("De school heeft nog niets ingevuld.".to_owned());
    }
    for hoofdstuk in &hoofdstukken {
        uit.push(format!("## {} {}", hoofdstuk.nummer, ontsnap(&hoofdstuk.titel)));
        uit.extend(hoofdstuk.inleiding.as_ref().and_then(|t| t.as_str()).map(str::to_owned));
        for sectie in &hoofdstuk.secties {
            uit.push(format!("### {} {}", sectie.nummer, ontsnap(&sectie.titel)));
            uit.push(inhoud(sectie));
        }
    }
    Ok(format!("{}\n", onder_elkaar(&uit)))
}

/// Whose document it is, and from when.
fn opening(school: Option<&School>, document: &Document) -> Vec<String> {
    let mut uit = Vec::new();
    if let Some(school) = school {
        let plaats = school.plaats.as_ref().map(|plaats| format!(", {}", ontsnap(plaats))).unwrap_or_default();
        uit.push(format!("**{}**{plaats}", ontsnap(&school.naam)));
    }
    let tijdvak = document.tijdvak();
    let mut zin = if document.schooljaar.is_some() { format!("Schooljaar {tijdvak}") } else { tijdvak };
    for (woorden, datum) in [
        ("gegevens van", document.stand()),
        ("vastgesteld op", document.vastgesteld),
        ("geldig tot", document.geldig_tot),
    ] {
        if let Some(datum) = datum {
            let komma = if zin.is_empty() { "" } else { ", " };
            zin.push_str(&format!("{komma}{woorden} {datum}"));
        }
    }
    if !zin.is_empty() {
        uit.push(format!("{}.", crate::tekst::zinnen::hoofdletter(&ontsnap(&zin))));
    }
    if document.stand().is_none() {
        uit.push("Van wanneer de gegevens zijn, is niet vermeld.".to_owned());
    }
    if document.concept {
        uit.push("**Dit is een concept.** Het is nog niet openbaar.".to_owned());
    }
    uit
}

/// What stands below the heading of a section.
fn inhoud(sectie: &SectieZicht) -> String {
    let tekst = |waarde: &Option<tera::Value>| waarde.as_ref().and_then(|t| t.as_str()).map(str::to_owned);
    let met_kop = |kop: &str, waarde: &Option<tera::Value>| {
        tekst(waarde).into_iter().flat_map(|tekst| [format!("**{kop}**"), tekst]).collect::<Vec<_>>()
    };
    let mut uit: Vec<String> = tekst(&sectie.inleiding).into_iter().collect();
    uit.extend(met_kop("In gewone taal", &sectie.voor_ouders));
    uit.extend(sectie.nvt.then(|| "Niet van toepassing op deze school.".to_owned()));
    match tekst(&sectie.inhoud).filter(|t| t.chars().any(|c| tekens::zichtbaar(&c.to_string()))) {
        Some(inhoud) => uit.push(inhoud),
        None if !sectie.nvt && sectie.toelichting.is_none() && sectie.voor_ouders.is_none() => {
            uit.push("De school heeft dit niet ingevuld.".to_owned());
        }
        None => {}
    }
    uit.extend(met_kop("Toelichting", &sectie.toelichting));
    uit.extend(met_kop("Bron", &sectie.bron));
    uit.extend(sectie.peildatum.as_ref().map(|dag| format!("Gegevens van {dag}.")));
    uit.extend(sectie.gecontroleerd.as_ref().map(|dag| format!("Nagekeken: {dag}.")));
    onder_elkaar(&uit)
}
