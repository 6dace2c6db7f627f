//! Markdown texts: typed in place, or in an `.md` file that the value names.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};
use crate::tekst::{self, Doel, Markdown, TextForm, tekens};
use crate::yaml::{Knoop, Waarde};

use super::bestanden::{Bestanden, MAX_AFBEELDING};
use super::filenames;
use super::lezer::{bedoelde, verkeerd_type};
use super::pictures::{self, Refusal};
use super::tekstbestand::Tekstbestand;

const MAX_BIJLAGE: u64 = 20_000_000;
/// Most pixels of an image: more than any camera gives, and no more memory than a build has.
const MAX_BEELDPUNTEN: usize = 50_000_000;
/// Longest side of an image, in pixels: what the makers of PDFs and of pages can read.
const LONGEST_SIDE: usize = 16_384;
const BIJLAGESOORTEN: [&str; 8] = ["pdf", "docx", "xlsx", "odt", "png", "jpg", "jpeg", "webp"];

/// An image of a school, checked.
#[derive(Debug, Clone)]
pub struct Afbeelding {
    /// Path inside the school's folder, with `/`.
    pub pad: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Width in pixels.
    pub breedte: u32,
    /// Height in pixels.
    pub hoogte: u32,
}

/// Texts and images of one folder: each file is read once, and what texts point to is kept.
#[derive(Debug)]
pub struct Tekstmap<'a> {
    bestanden: &'a Bestanden,
    /// Prefix of the folder inside the school's folder ("2024-2025/"), or empty.
    voorvoegsel: String,
    gelezen: BTreeMap<String, Option<Arc<Tekstbestand>>>,
    /// The file that texts are typed in, when they do not name one of their own.
    zelf: Option<Arc<Tekstbestand>>,
    /// Images that texts show, by the path as written.
    pub afbeeldingen: BTreeMap<String, Afbeelding>,
    /// Attachments that texts link to, by the path as written: path in the school's folder, bytes.
    pub bijlagen: BTreeMap<String, (String, Arc<[u8]>)>,
    /// Links that texts make, for the check over the whole site.
    pub links: Vec<(Doel, Plek)>,
    /// Files that go along: path in the school's folder, and the place that names it.
    pub published: Vec<(String, Plek)>,
}

impl<'a> Tekstmap<'a> {
    /// Texts of a folder.
    pub fn nieuw(bestanden: &'a Bestanden) -> Self {
        Self::met_voorvoegsel(bestanden, String::new())
    }

    /// Texts of a folder that lies below the school's own.
    pub fn met_voorvoegsel(bestanden: &'a Bestanden, voorvoegsel: String) -> Self {
        Self {
            bestanden,
            voorvoegsel,
            gelezen: BTreeMap::new(),
            zelf: None,
            afbeeldingen: BTreeMap::new(),
            bijlagen: BTreeMap::new(),
            links: Vec::new(),
            published: Vec::new(),
        }
    }

    /// Says in which file the texts are typed, so that what was made of them before can be used again.
    #[must_use]
    pub fn getypt_in(self, bestand: &Arc<Tekstbestand>) -> Self {
        Self { zelf: Some(Arc::clone(bestand)), ..self }
    }

    fn bestand(&mut self, pad: &str, bij: &Plek, meldingen: &mut Meldingen) -> Option<Arc<Tekstbestand>> {
        if let Some(bestand) = self.gelezen.get(pad) {
            return bestand.clone();
        }
        let bestand = self.bestanden.lees_bestand(pad, Some(bij), meldingen);
        self.gelezen.insert(pad.to_owned(), bestand.clone());
        bestand
    }

    /// Checks an attachment and keeps it. Returns whether it can be linked to.
    pub fn bijlage(&mut self, pad: &str, plek: &Plek, meldingen: &mut Meldingen) -> bool {
        let soort = pad.rsplit_once('.').map(|(_, s)| s.to_lowercase()).unwrap_or_default();
        if !BIJLAGESOORTEN.contains(&soort.as_str()) {
            meldingen.meld(
                Melding::op(Code::Bestandssoort, plek, format!("`{pad}` is geen soort bestand die mee mag"))
                    .hint(format!("mogelijk: {}", BIJLAGESOORTEN.join(", "))),
            );
            return false;
        }
        if let Some(melding) = name_message(pad, plek) {
            meldingen.meld(melding);
            return false;
        }
        match self.bestanden.lees(pad, MAX_BIJLAGE) {
            Ok(bytes) => {
                // Also a picture that is only linked to tells where it was taken.
                let is_image = ["png", "jpg", "jpeg", "webp"].contains(&soort.as_str());
                let cleaned = if is_image { clean_attachment(&bytes, pad, plek) } else { Ok(bytes) };
                let bytes = match cleaned {
                    Ok(bytes) => bytes,
                    Err(melding) => {
                        meldingen.meld(*melding);
                        return false;
                    }
                };
                let in_school = format!("{}{pad}", self.voorvoegsel);
                self.published.push((in_school.clone(), plek.clone()));
                self.bijlagen.insert(pad.to_owned(), (in_school, bytes.into()));
                true
            }
            Err(fout) => {
                meldingen.meld(self.bestanden.melding(pad, &fout, Some(plek)));
                false
            }
        }
    }

    /// Checks an image and keeps it. Returns whether it can be shown.
    pub fn afbeelding(&mut self, pad: &str, plek: &Plek, meldingen: &mut Meldingen) -> bool {
        if self.afbeeldingen.contains_key(pad) {
            return true;
        }
        match lees_afbeelding(self.bestanden, pad, plek, meldingen) {
            Some(mut afbeelding) => {
                afbeelding.pad = format!("{}{pad}", self.voorvoegsel);
                self.published.push((afbeelding.pad.clone(), plek.clone()));
                self.afbeeldingen.insert(pad.to_owned(), afbeelding);
                true
            }
            None => false,
        }
    }
}

/// An image that a text links to, as it is published.
fn clean_attachment(bytes: &[u8], path: &str, place: &Plek) -> Result<Vec<u8>, Box<Melding>> {
    let refused = |refusal| Box::new(broken(path, place, refusal));
    let format = format(bytes).ok_or_else(|| refused(Refusal::Broken))?;
    if let Some(melding) = size_message(bytes, path, place) {
        return Err(Box::new(melding));
    }
    pictures::clean(bytes, format).map(|picture| picture.bytes).map_err(refused)
}

/// The message for a file that cannot be published by its name.
fn name_message(path: &str, place: &Plek) -> Option<Melding> {
    // What leaves the folder is refused as that.
    if path.contains('\\') || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return None;
    }
    let why = filenames::objection(path)?;
    let name = tekens::schoon(path);
    let said = format!("`{name}` kan met deze naam niet op de website: {why}");
    Some(Melding::op(Code::Bestandsnaam, place, said).hint(format!(
        "geef het bestand een andere naam, bijvoorbeeld `{}`, en schrijf die hier",
        filenames::allowed(path)
    )))
}

/// Reports files of one folder of the website that differ only in capitals: on many systems those are one file.
/// `published` holds their paths, each with the place that names it.
pub fn report_capitals(published: &[(String, Plek)], messages: &mut Meldingen) {
    let mut seen: BTreeMap<String, (&str, &Plek)> = BTreeMap::new();
    for (path, place) in published {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for part in ends.filter_map(|end| path.get(..end)) {
            let (other, first) = *seen.entry(part.to_lowercase()).or_insert((part, place));
            if other != part {
                let said = format!("`{part}` verschilt alleen in hoofdletters van `{other}`");
                messages.meld(
                    Melding::op(Code::Bestandsnaam, place, said)
                        .ook(first, "hier staat de andere")
                        .hint("op veel computers is dat één bestand; geef een van de twee een andere naam"),
                );
                break;
            }
        }
    }
}

/// Reads and checks an image file.
pub fn lees_afbeelding(bestanden: &Bestanden, pad: &str, plek: &Plek, meldingen: &mut Meldingen) -> Option<Afbeelding> {
    let soort = pad.rsplit_once('.').map(|(_, s)| s.to_lowercase()).unwrap_or_default();
    if !["png", "jpg", "jpeg", "webp"].contains(&soort.as_str()) {
        meldingen.meld(
            Melding::op(Code::Bestandssoort, plek, format!("`{pad}` is geen soort afbeelding die getoond kan worden"))
                .hint("gebruik png, jpg of webp"),
        );
        return None;
    }
    if let Some(melding) = name_message(pad, plek) {
        meldingen.meld(melding);
        return None;
    }
    let bytes = match bestanden.lees(pad, MAX_AFBEELDING) {
        Ok(bytes) => bytes,
        Err(fout) => {
            meldingen.meld(bestanden.melding(pad, &fout, Some(plek)));
            return None;
        }
    };
    let echt = match imagesize::image_type(&bytes) {
        Ok(imagesize::ImageType::Png) => Some("png"),
        Ok(imagesize::ImageType::Jpeg) => Some("jpg"),
        Ok(imagesize::ImageType::Webp) => Some("webp"),
        _ => None,
    };
    if let Some(echt) = echt.filter(|echt| *echt != soort && !(*echt == "jpg" && soort == "jpeg")) {
        let goed = pad.rsplit_once('.').map_or(pad, |(stam, _)| stam);
        meldingen.meld(
            Melding::op(Code::AfbeeldingKapot, plek, format!("`{pad}` is geen {soort}, maar een {echt}"))
                .hint(format!("noem het bestand `{goed}.{echt}`")),
        );
        return None;
    }
    let Some(format) = format(&bytes) else {
        meldingen.meld(broken(pad, plek, Refusal::Broken));
        return None;
    };
    if let Some(melding) = size_message(&bytes, pad, plek) {
        meldingen.meld(melding);
        return None;
    }
    match pictures::clean(&bytes, format) {
        Ok(picture) if picture.for_print => {
            let bericht = format!("`{pad}` heeft kleuren voor drukwerk (CMYK), en niet voor een scherm");
            meldingen.meld(
                Melding::op(Code::AfbeeldingKapot, plek, bericht)
                    .hint("open de afbeelding in een tekenprogramma en bewaar haar in RGB"),
            );
            None
        }
        Ok(picture) => Some(Afbeelding {
            pad: pad.to_owned(),
            bytes: picture.bytes.into(),
            breedte: picture.width,
            hoogte: picture.height,
        }),
        Err(refusal) => {
            meldingen.meld(broken(pad, plek, refusal));
            None
        }
    }
}

/// The message for an image that is too large to read, or says no size.
fn size_message(bytes: &[u8], path: &str, place: &Plek) -> Option<Melding> {
    let Ok(size) = imagesize::blob_size(bytes) else { return Some(broken(path, place, Refusal::Broken)) };
    let fits = size.width.saturating_mul(size.height) <= MAX_BEELDPUNTEN && size.width.max(size.height) <= LONGEST_SIDE;
    let said = format!("afbeelding `{path}` is te groot: {} bij {} beeldpunten", size.width, size.height);
    (!fits).then(|| {
        Melding::op(Code::BestandTeGroot, place, said)
            .hint("maak de afbeelding kleiner; 2000 beeldpunten breed is genoeg")
    })
}

/// The message for an image that is not whole.
fn broken(path: &str, place: &Plek, refusal: Refusal) -> Melding {
    let ending = path.rsplit_once('.').map_or(path, |(_, ending)| ending).to_lowercase();
    match refusal {
        Refusal::Broken => {
            Melding::op(Code::AfbeeldingKapot, place, format!("`{path}` is geen hele {ending}-afbeelding"))
                .hint("open de afbeelding in een tekenprogramma en bewaar haar opnieuw")
        }
        Refusal::CutOff => Melding::op(Code::AfbeeldingKapot, place, format!("`{path}` houdt halverwege op"))
            .hint("kopieer de afbeelding opnieuw; een deel is niet meegekomen"),
    }
}

/// The form that bytes begin as, of those that can be shown.
fn format(bytes: &[u8]) -> Option<image::ImageFormat> {
    match imagesize::image_type(bytes) {
        Ok(imagesize::ImageType::Png) => Some(image::ImageFormat::Png),
        Ok(imagesize::ImageType::Jpeg) => Some(image::ImageFormat::Jpeg),
        Ok(imagesize::ImageType::Webp) => Some(image::ImageFormat::WebP),
        _ => None,
    }
}

/// Reports images and attachments in a text that belongs to no document: only documents have files on the website.
pub fn report_not_shown(text: &Markdown, messages: &mut Meldingen) {
    let images = text.afbeeldingen().into_iter().map(|(path, place)| (path, place, "afbeeldingen"));
    let links = text.links();
    let attachments = links.iter().filter_map(|(target, place)| match target {
        Doel::Bijlage(path) => Some((path.as_str(), *place, "bijlagen")),
        _ => None,
    });
    for (path, place, kind) in images.chain(attachments) {
        let path = tekens::schoon(path);
        let said = format!("`{path}` komt niet op de website: in deze tekst kunnen geen {kind} staan");
        messages.meld(
            Melding::op(Code::BestandNietGelezen, place, said).hint(
                "zet het in een tekst van een document; een foto van de school hoort bij `foto` in `school.yaml`",
            ),
        );
    }
}

/// The Markdown that a value holds or names. An empty file counts as not answered.
pub fn markdown(knoop: &Knoop, map: &mut Tekstmap<'_>, meldingen: &mut Meldingen) -> Option<Markdown> {
    let scalar = match &knoop.waarde {
        Waarde::Tekst(scalar) => scalar,
        Waarde::Leeg => return None,
        Waarde::Lijst(_) | Waarde::Kaart(_) => {
            meldingen.meld(verkeerd_type(knoop, "een tekst of de naam van een `.md`-bestand"));
            return None;
        }
    };
    let tekst = match verwijst(&scalar.tekst) {
        Some((pad, kop)) => uit_bestand(pad, kop, &knoop.plek, map, meldingen)?,
        None => {
            let ontleed = |meldingen: &mut Meldingen| {
                let exact = knoop.plek.tekst() == scalar.tekst;
                tekst::ontleed(&scalar.tekst, TextForm::of_value(&scalar.tekst), &knoop.plek, exact, meldingen)
            };
            match map.zelf.as_ref().filter(|bestand| Arc::ptr_eq(bestand.bron(), knoop.plek.bron())) {
                Some(bestand) => bestand.tekst(&knoop.plek, meldingen, ontleed),
                None => ontleed(meldingen),
            }
        }
    };
    bewaar_verwijzingen(&tekst, map, meldingen);
    (!tekst.is_leeg()).then_some(tekst)
}

/// Path and heading, when a text is exactly a relative path that ends in `.md`.
pub(crate) fn verwijst(tekst: &str) -> Option<(&str, Option<&str>)> {
    let tekst = tekst.trim();
    if tekst.contains(char::is_whitespace) {
        return None;
    }
    let (pad, kop) = match tekst.split_once('#') {
        Some((pad, kop)) => (pad, Some(kop)),
        None => (tekst, None),
    };
    (pad.len() > 3 && pad.ends_with(".md") && !pad.contains("://")).then_some((pad, kop))
}

fn uit_bestand(
    pad: &str,
    kop: Option<&str>,
    bij: &Plek,
    map: &mut Tekstmap<'_>,
    meldingen: &mut Meldingen,
) -> Option<Markdown> {
    let bestand = map.bestand(pad, bij, meldingen)?;
    let bereik = match kop {
        None => 0..bestand.bron().tekst().len(),
        Some(kop) => match bestand.koppen().deel(kop) {
            Some(bereik) => bereik,
            None => {
                meldingen.meld(
                    Melding::op(Code::KopOntbreekt, bij, format!("`{pad}` heeft geen kop `{kop}`"))
                        .hint(bedoelde(kop, bestand.koppen().ankers())),
                );
                return None;
            }
        },
    };
    Some(bestand.markdown(bereik, meldingen))
}

fn bewaar_verwijzingen(tekst: &Markdown, map: &mut Tekstmap<'_>, meldingen: &mut Meldingen) {
    for (doel, plek) in tekst.links() {
        if let Doel::Bijlage(pad) = doel {
            map.bijlage(pad, plek, meldingen);
        }
        map.links.push((doel.clone(), plek.clone()));
    }
    for (pad, plek) in tekst.afbeeldingen() {
        map.afbeelding(pad, plek, meldingen);
    }
}
