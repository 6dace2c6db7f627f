//! Themes: templates for pages and PDFs, static files, and tokens, in layers.
//!
//! Layers, the first that has a file wins: the site's own folder `thema/`, the chosen theme, its
//! parents, the built-in theme `standaard`. The built-in theme is the same folder that users see.

mod kleuren;
mod manifest;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use crate::bron::{Bron, Plek};
use crate::melding::{Code, Melding, Meldingen};
use crate::model::bestanden::{Bestanden, MAX_AFBEELDING};
use crate::model::formaat::Soort;
use crate::model::lezer::{Woord, bedoelde};
use crate::model::spoor::Spoor;
use crate::tekst::{html, typst};

pub use manifest::Tokens;

static STANDAARD: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/standaard");
const NAAM_STANDAARD: &str = "standaard";
const NAAM_SITE: &str = "site";
/// Templates of whole PDFs; the other Typst files of a theme are its style.
const PDF_SJABLONEN: [&str; 4] = ["document.typ", "dekking.typ", "ouders.typ", "schoolgids.typ"];

/// A theme, read and checked.
pub struct Thema {
    web: Tera,
    pdf: Tera,
    bronnen: BTreeMap<String, Arc<Bron>>,
    /// Colours.
    pub tokens: Tokens,
    /// Files that go to `thema/` in the output, by path.
    pub vast: BTreeMap<String, Vec<u8>>,
    /// Typst files of the style, by name.
    pub typst: BTreeMap<String, Arc<Bron>>,
    /// Fonts that the theme brings for PDFs.
    pub lettertypen: Vec<Vec<u8>>,
}

/// Which medium's templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kant {
    /// Pages.
    Web,
    /// PDFs.
    Pdf,
}

impl Thema {
    /// Reads the theme that was asked for: the name of a folder in `themas/` of the site, or the
    /// path of a folder, or `standaard`.
    pub fn lees(site: &Path, gevraagd: Option<&Woord>, meldingen: &mut Meldingen) -> Option<Self> {
        Self::lees_met(site, gevraagd, &Spoor::geen(), meldingen)
    }

    /// Reads a theme as [`Thema::lees`] does; `spoor` remembers what it read and looked for.
    pub fn lees_met(site: &Path, gevraagd: Option<&Woord>, spoor: &Spoor, meldingen: &mut Meldingen) -> Option<Self> {
        let lagen = lagen(site, gevraagd, spoor, meldingen)?;
        let mut thema = Self {
            web: tera(&lagen, "web"),
            pdf: tera(&lagen, "pdf"),
            bronnen: BTreeMap::new(),
            tokens: Tokens::default(),
            vast: BTreeMap::new(),
            typst: BTreeMap::new(),
            lettertypen: Vec::new(),
        };
        // Tera's own escape, and its filter, let control characters through.
        thema.web.set_escape_fn(|tekst, uit| uit.write_all(html::ontsnap(tekst).as_bytes()));
        let ontsnap = |tekst: &str, _: Kwargs, _: &State| Value::safe_string(&html::ontsnap(tekst));
        thema.web.register_filter("escape_html", ontsnap);
        thema.pdf.autoescape_on([".typ"]);
        thema.pdf.set_escape_fn(|tekst, uit| uit.write_all(typst::tekst(tekst).as_bytes()));
        thema.pdf.register_filter("code", |tekst: &str, _: Kwargs, _: &State| Value::safe_string(&typst::code(tekst)));
        let (mut web, mut pdf) = (Vec::new(), Vec::new());
        // From the bottom up: higher layers overwrite.
        for laag in lagen.iter().rev() {
            thema.tokens.neem_over(&laag.manifest);
            thema.lees_laag(laag, &mut web, &mut pdf, meldingen);
        }
        thema.tokens.controleer(meldingen);
        let css = thema.tokens.css();
        thema.vast.insert("tokens.css".to_owned(), css.into_bytes());
        for (kant, sjablonen) in [(Kant::Web, web), (Kant::Pdf, pdf)] {
            let tera = if kant == Kant::Web { &mut thema.web } else { &mut thema.pdf };
            if let Err(fout) = tera.add_raw_templates(sjablonen) {
                let melding = thema.melding(&fout);
                meldingen.meld(melding);
                return None;
            }
        }
        Some(thema)
    }

    fn lees_laag(
        &mut self,
        laag: &Laag,
        web: &mut Vec<(String, String)>,
        pdf: &mut Vec<(String, String)>,
        meldingen: &mut Meldingen,
    ) {
        for pad in paden(&laag.bestanden.onder("web"), meldingen) {
            self.sjabloon(laag, "web", &pad, web, meldingen);
        }
        for pad in paden(&laag.bestanden.onder("pdf"), meldingen) {
            let sjabloon = PDF_SJABLONEN.contains(&pad.as_str()) || pad.starts_with("secties/");
            if sjabloon {
                self.sjabloon(laag, "pdf", &pad, pdf, meldingen);
            } else if pad.ends_with(".typ") {
                if let Some(bron) = laag.bestanden.lees_tekst(&format!("pdf/{pad}"), None, meldingen) {
                    self.typst.insert(pad, bron);
                }
            } else if [".ttf", ".otf"].iter().any(|s| pad.ends_with(s)) {
                self.lettertypen.extend(laag.bestanden.lees(&format!("pdf/{pad}"), MAX_AFBEELDING).ok());
            }
        }
        for pad in paden(&laag.bestanden.onder("static"), meldingen) {
            let naam = format!("static/{pad}");
            match laag.bestanden.lees(&naam, MAX_AFBEELDING) {
                Ok(bytes) => drop(self.vast.insert(pad, bytes)),
                Err(fout) => meldingen.meld(laag.bestanden.melding(&naam, &fout, None)),
            }
        }
    }

    fn sjabloon(
        &mut self,
        laag: &Laag,
        kant: &str,
        pad: &str,
        uit: &mut Vec<(String, String)>,
        meldingen: &mut Meldingen,
    ) {
        let naam = format!("{}/{kant}/{pad}", laag.naam);
        if let Some(bron) = laag.bestanden.lees_tekst(&format!("{kant}/{pad}"), None, meldingen) {
            uit.push((naam.clone(), bron.tekst().to_owned()));
            self.bronnen.insert(naam, bron);
        }
    }

    /// Renders a template.
    ///
    /// # Errors
    /// A message that points into the template.
    pub fn teken(&self, kant: Kant, sjabloon: &str, context: &Context) -> Result<String, Box<Melding>> {
        let tera = if kant == Kant::Web { &self.web } else { &self.pdf };
        tera.render(sjabloon, context).map_err(|fout| Box::new(self.melding(&fout)))
    }

    /// Renders the template of a kind of section.
    ///
    /// # Errors
    /// A message that points into the template.
    pub fn teken_sectie(&self, kant: Kant, soort: Soort, context: &Context) -> Result<String, Box<Melding>> {
        let eind = match kant {
            Kant::Web => "html",
            Kant::Pdf => "typ",
        };
        self.teken(kant, &format!("secties/{}.{eind}", soort.woord()), context)
    }

    /// Whether there is a template with this name.
    pub fn heeft(&self, kant: Kant, sjabloon: &str) -> bool {
        let tera = if kant == Kant::Web { &self.web } else { &self.pdf };
        tera.contains_template(sjabloon)
    }

    /// A template error at its line. Tera's own words are English; they stand behind a Dutch start.
    fn melding(&self, fout: &tera::Error) -> Melding {
        let hint = "verbeter het sjabloon, of haal het weg om dat van het standaardthema te gebruiken";
        if let ErrorKind::SyntaxError(fout) | ErrorKind::RenderingError(fout) = fout.kind() {
            let bericht = format!("sjabloon kan niet gebruikt worden ({})", fout.message());
            if let Some(bron) = self.bronnen.get(fout.filename()) {
                let bereik = &fout.span().range;
                return Melding::op(Code::ThemaFout, &Plek::nieuw(bron, bereik.start, bereik.end), bericht).hint(hint);
            }
            return Melding::bij_pad(Code::ThemaFout, fout.filename(), bericht).hint(hint);
        }
        // Some errors are only there as drawn text: `error: ...`, with ` --> file:line:column` below it.
        let tekst = fout.to_string();
        let eerste = tekst.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let bericht = format!("sjabloon kan niet gebruikt worden ({eerste})");
        let waar = tekst.lines().find_map(|regel| regel.trim_start().strip_prefix("--> "));
        let plek = waar.and_then(|waar| {
            let mut delen = waar.rsplitn(3, ':');
            let (kolom, regel, pad) = (delen.next()?.parse().ok()?, delen.next()?.parse().ok()?, delen.next()?);
            let bron = self.bronnen.get(pad)?;
            let van = bron.offset(regel, kolom);
            Some(Plek::nieuw(bron, van, van + 1))
        });
        match plek {
            Some(plek) => Melding::op(Code::ThemaFout, &plek, bericht),
            None => Melding::bij_pad(Code::ThemaFout, "thema", bericht),
        }
        .hint(hint)
    }
}

struct Laag {
    naam: String,
    bestanden: Bestanden,
    manifest: manifest::Manifest,
}

fn tera(lagen: &[Laag], kant: &str) -> Tera {
    let mut tera = Tera::new();
    let voorvoegsels: Vec<String> = lagen.iter().map(|l| format!("{}/{kant}/", l.naam)).collect();
    // Only fails when templates were added before.
    let _ = tera.set_fallback_prefixes(voorvoegsels);
    tera
}

/// The layers, highest first.
fn lagen(site: &Path, gevraagd: Option<&Woord>, spoor: &Spoor, meldingen: &mut Meldingen) -> Option<Vec<Laag>> {
    let mut lagen = Vec::new();
    let eigen = site.join("thema");
    if spoor.is_map(&eigen) {
        lagen.extend(map(&eigen, NAAM_SITE, spoor, meldingen));
    }
    let mut volgende = gevraagd.cloned().filter(|w| w.tekst != NAAM_STANDAARD);
    while let Some(woord) = volgende.take() {
        let paden = [site.join("themas").join(&woord.tekst), Path::new(&woord.tekst).to_owned()];
        let Some(pad) = paden.iter().find(|p| spoor.is_map(p)) else {
            let themas: Vec<String> = std::fs::read_dir(site.join("themas"))
                .map(|m| m.filter_map(|i| i.ok()?.file_name().into_string().ok()).collect())
                .unwrap_or_default();
            let bekend = themas.iter().map(String::as_str).chain([NAAM_STANDAARD]);
            meldingen.meld(
                Melding::op(Code::ThemaFout, &woord.plek, format!("er is geen thema `{}`", woord.tekst))
                    .hint(bedoelde(&woord.tekst, bekend)),
            );
            return None;
        };
        if lagen.len() > 8 {
            let bericht = format!("thema `{}` heeft te veel ouders, of is zijn eigen ouder", woord.tekst);
            meldingen.meld(Melding::op(Code::ThemaFout, &woord.plek, bericht).hint("haal `ouder` weg"));
            return None;
        }
        let naam = format!("thema{}", lagen.len());
        let laag = map(pad, &naam, spoor, meldingen)?;
        volgende = laag.manifest.ouder.clone().filter(|w| w.tekst != NAAM_STANDAARD);
        lagen.push(laag);
    }
    let bestanden = Bestanden::ingebouwd(&STANDAARD, "themes/standaard");
    let manifest = manifest::lees(&bestanden, false, meldingen);
    lagen.push(Laag { naam: NAAM_STANDAARD.to_owned(), bestanden, manifest });
    Some(lagen)
}

fn map(pad: &Path, naam: &str, spoor: &Spoor, meldingen: &mut Meldingen) -> Option<Laag> {
    let weergave = pad.to_string_lossy().replace('\\', "/");
    match Bestanden::schijf(pad, &weergave) {
        Ok(bestanden) => {
            let bestanden = bestanden.met_spoor(spoor);
            let manifest = manifest::lees(&bestanden, naam == NAAM_SITE, meldingen);
            Some(Laag { naam: naam.to_owned(), bestanden, manifest })
        }
        Err(fout) => {
            let reden = crate::model::bestanden::systeemfout(&fout);
            let bericht = format!("map `{weergave}` kan niet gelezen worden ({reden})");
            meldingen.meld(Melding::bij_pad(Code::ThemaFout, weergave.clone(), bericht));
            None
        }
    }
}

/// Paths of all files in a folder, sorted, at most four folders deep.
fn paden(map: &Bestanden, meldingen: &mut Meldingen) -> Vec<String> {
    fn verzamel(map: &Bestanden, voor: &str, diepte: usize, uit: &mut Vec<String>, meldingen: &mut Meldingen) {
        let inhoud = map.inhoud(meldingen);
        uit.extend(inhoud.bestanden.into_iter().map(|naam| format!("{voor}{naam}")));
        if diepte > 0 {
            for naam in inhoud.mappen {
                verzamel(&map.onder(&naam), &format!("{voor}{naam}/"), diepte - 1, uit, meldingen);
            }
        }
    }
    let mut uit = Vec::new();
    verzamel(map, "", 4, &mut uit, meldingen);
    uit.sort();
    uit
}

/// The files of the built-in theme, by path, as `theme list` shows them.
pub fn standaard() -> BTreeMap<String, &'static [u8]> {
    fn verzamel(map: &'static Dir<'static>, uit: &mut BTreeMap<String, &'static [u8]>) {
        for bestand in map.files() {
            uit.insert(bestand.path().to_string_lossy().replace('\\', "/"), bestand.contents());
        }
        for onder in map.dirs() {
            verzamel(onder, uit);
        }
    }
    let mut uit = BTreeMap::new();
    verzamel(&STANDAARD, &mut uit);
    uit
}
