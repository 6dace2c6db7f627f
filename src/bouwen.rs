//! The build, from a content folder to an output folder, with a split of where time goes; and single
//! files of that output, on demand, for a preview.

mod drukwerk;
mod left_out;
mod overslaan;
mod werkplaats;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::bron::{Bron, Plek};
use crate::export::{self, data::DataFout};
use crate::laden::{self, GeenInhoud};
use crate::melding::{self, Melding, Meldingen};
use crate::model::lezer::Woord;
use crate::model::site::Site;
use crate::output::{Bestemming, Proef, Telling, Uitvoer, UitvoerFout};
use crate::pdf::Drukker;
use crate::regels;
use crate::thema::Thema;
use crate::web::{Gedeeld, Keuzes, Mislukt, Web};
use crate::zoek::{self, Zoekfout};

use drukwerk::Druk;
pub use left_out::LeftOut;
use werkplaats::paden;
pub use werkplaats::{Werkplaats, Werkstuk};

/// What is to be built.
#[derive(Debug, Clone)]
pub struct Opdracht {
    /// The content folder.
    pub content: PathBuf,
    /// The output folder; `None` does all but write.
    pub output: Option<PathBuf>,
    /// A theme instead of the one `site.yaml` names.
    pub thema: Option<String>,
    /// Whether PDFs are made.
    pub pdf: bool,
    /// Whether warnings count as errors.
    pub strikt: bool,
    /// Whether schools with errors are left out, instead of stopping the build.
    pub sla_over: bool,
    /// The day by which "out of date" is judged.
    pub stand: Date,
}

/// Stages of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fase {
    /// Reading files.
    Laden,
    /// Checking.
    Controleren,
    /// Writing pages, and beside it what the next two stand for.
    Web,
    /// Writing the open data.
    Data,
    /// Making the search index.
    Zoeken,
    /// Making PDFs.
    Pdf,
    /// Putting the output in place.
    Schrijven,
}

/// Is told how far a build is.
pub trait Voortgang: Sync {
    /// A stage begins, with this many steps (0 when not counted).
    fn fase(&self, _fase: Fase, _stappen: usize) {}
    /// A step of the stage is done.
    fn stap(&self) {}
}

/// Tells nobody.
#[derive(Debug, Clone, Copy)]
pub struct Stil;

impl Voortgang for Stil {}

/// What came of a build.
#[derive(Debug)]
pub struct Verslag {
    /// Problems, sorted by file and place.
    pub meldingen: Vec<Melding>,
    /// Numbers of errors and warnings.
    pub aantallen: (usize, usize),
    /// Whether the output is in place (or, without output, would be).
    pub gelukt: bool,
    /// Schools.
    pub scholen: usize,
    /// Documents and practice examples that are published.
    pub documents: usize,
    /// What is in the content but not in the output.
    pub left_out: LeftOut,
    /// Pages.
    pub paginas: usize,
    /// PDFs.
    pub pdfs: usize,
    /// Files in the output, if anything was written.
    pub telling: Option<Telling>,
    /// How long each stage took; that of pages holds the open data and the search index.
    pub tijden: Vec<(Fase, Duration)>,
}

/// Why a build could not even start or end: exit code 2.
#[derive(Debug)]
pub enum Omgevingsfout {
    /// The content folder cannot be read.
    Inhoud(GeenInhoud),
    /// The output folder cannot be written.
    Uitvoer(UitvoerFout),
    /// The open data cannot be put in one of its forms.
    Data(DataFout),
    /// The search index cannot be made.
    Zoekindex(String),
}

/// Knows which pages are written, and passes on all files if there is an output.
struct Teller<'a> {
    uitvoer: Option<&'a Uitvoer>,
    /// Without an output, paths are still judged: a check finds what a build would stumble over.
    proef: Proef,
    paginas: Mutex<BTreeSet<String>>,
}

impl Teller<'_> {
    fn paginas(&self) -> std::sync::MutexGuard<'_, BTreeSet<String>> {
        self.paginas.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Bestemming for Teller<'_> {
    fn schrijf(&self, pad: &str, bytes: &[u8]) -> Result<(), UitvoerFout> {
        if pad.ends_with(".html") {
            self.paginas().insert(pad.to_owned());
        }
        match self.uitvoer {
            Some(uitvoer) => uitvoer.schrijf(pad, bytes),
            None => self.proef.neem(pad),
        }
    }
}

/// Builds a site.
///
/// # Errors
/// When content cannot be read at all or output cannot be written. Problems in content are in the
/// report; then the last good output is untouched.
pub fn bouw(opdracht: &Opdracht, voortgang: &dyn Voortgang) -> Result<Verslag, Omgevingsfout> {
    let mut klok = Klok::start();
    voortgang.fase(Fase::Laden, 0);
    let (mut site, mut meldingen) = laden::laad(&opdracht.content).map_err(Omgevingsfout::Inhoud)?;
    klok.klaar(Fase::Laden);
    voortgang.fase(Fase::Controleren, 0);
    if let Some(site) = &mut site {
        if opdracht.sla_over {
            overslaan::controleer(site, &opdracht.content, opdracht.stand, &mut meldingen);
        } else {
            regels::controleer(site, Some(opdracht.stand), &mut meldingen);
        }
    }
    let thema = site.as_ref().and_then(|site| {
        let gevraagd = opdracht.thema.as_ref().map(|naam| opdrachtregel("--theme", naam));
        Thema::lees(&opdracht.content, gevraagd.as_ref().or(site.gegevens.thema.as_ref()), &mut meldingen)
    });
    klok.klaar(Fase::Controleren);
    let mut verslag = Verslag {
        meldingen: Vec::new(),
        aantallen: (0, 0),
        gelukt: false,
        scholen: site.as_ref().map_or(0, |s| s.scholen.len()),
        documents: site.as_ref().map_or(0, published),
        left_out: site.as_ref().map(LeftOut::of).unwrap_or_default(),
        paginas: 0,
        pdfs: 0,
        telling: None,
        tijden: Vec::new(),
    };
    if let (Some(site), Some(thema)) = (site, thema)
        && !te_erg(opdracht, &meldingen)
    {
        maak(opdracht, &site, &thema, voortgang, &mut klok, &mut meldingen, &mut verslag)?;
    }
    verslag.tijden = klok.tijden;
    // One text may stand in several PDFs; what is wrong with it counts once.
    verslag.meldingen = meldingen.gesorteerd();
    verslag.aantallen = melding::aantallen(&verslag.meldingen);
    Ok(verslag)
}

/// How many documents and practice examples have a page.
fn published(site: &Site) -> usize {
    site.scholen.iter().map(|school| school.gepubliceerd().count()).sum::<usize>() + site.voorbeelden().count()
}

fn te_erg(opdracht: &Opdracht, meldingen: &Meldingen) -> bool {
    let (fouten, waarschuwingen) = meldingen.aantallen();
    fouten > 0 || (opdracht.strikt && waarschuwingen > 0)
}

fn maak(
    opdracht: &Opdracht,
    site: &Site,
    thema: &Thema,
    voortgang: &dyn Voortgang,
    klok: &mut Klok,
    meldingen: &mut Meldingen,
    verslag: &mut Verslag,
) -> Result<(), Omgevingsfout> {
    let uitvoer = opdracht.output.as_deref().map(Uitvoer::open).transpose().map_err(Omgevingsfout::Uitvoer)?;
    let teller = Teller { uitvoer: uitvoer.as_ref(), proef: Proef::default(), paginas: Mutex::default() };
    voortgang.fase(Fase::Web, site.scholen.len());
    let keuzes = Keuzes { stand: opdracht.stand, met_pdf: opdracht.pdf, concepten: false };
    let gedeeld = Gedeeld::nieuw(site, thema, keuzes);
    let web = Web::nieuw(&gedeeld, &teller);
    // Much of the search index, and a part of the data, is work for one processor: it comes first, and pages keep the
    // others busy meanwhile.
    let ((zoekindex, data), mislukt) = rayon::join(
        || {
            rayon::join(
                || {
                    let begin = Instant::now();
                    // Nothing in content can make it fail, so without output there is nothing to find out.
                    uitvoer.as_ref().map_or(Ok(()), |_| indexeer(&gedeeld, &teller)).map(|()| begin.elapsed())
                },
                || {
                    let begin = Instant::now();
                    open_gegevens(site, &teller).map(|()| begin.elapsed())
                },
            )
        },
        || {
            let mut mislukt = web.schrijf(&|| voortgang.stap()).err().unwrap_or_default();
            let bestaat = |pad: &str| teller.paginas().contains(pad);
            mislukt.extend(web.zoekpagina(&bestaat).err());
            mislukt
        },
    );
    for fout in mislukt {
        match fout {
            Mislukt::Melding(melding) => meldingen.meld(*melding),
            Mislukt::Uitvoer(fout) => return Err(Omgevingsfout::Uitvoer(fout)),
        }
    }
    verslag.paginas = teller.paginas().len();
    klok.klaar(Fase::Web);
    klok.tijden.extend([(Fase::Data, data?), (Fase::Zoeken, zoekindex?)]);
    if opdracht.pdf && !te_erg(opdracht, meldingen) {
        verslag.pdfs = druk(&gedeeld, thema, opdracht.stand, voortgang, &teller, meldingen)?;
        klok.klaar(Fase::Pdf);
    }
    voortgang.fase(Fase::Schrijven, 0);
    verslag.gelukt = !te_erg(opdracht, meldingen);
    if verslag.gelukt {
        verslag.telling = uitvoer.map(Uitvoer::rond_af).transpose().map_err(Omgevingsfout::Uitvoer)?;
    }
    klok.klaar(Fase::Schrijven);
    Ok(())
}

/// The open data.
fn open_gegevens(site: &Site, teller: &Teller<'_>) -> Result<(), Omgevingsfout> {
    export::schrijf_schemas(&site.catalogus, teller).map_err(Omgevingsfout::Uitvoer)?;
    for bestand in export::data::bestanden(site).map_err(Omgevingsfout::Data)? {
        teller.schrijf(&format!("data/{}", bestand.naam), &bestand.bytes).map_err(Omgevingsfout::Uitvoer)?;
    }
    export::schrijf_profielen(site, teller).map_err(Omgevingsfout::Uitvoer)
}

/// The search index, of what has a page. May run on a thread of rayon, also the only one: what Pagefind leaves to a thread
/// of tokio asks nothing of rayon, so that this one can wait for it.
fn indexeer(gedeeld: &Gedeeld<'_>, teller: &Teller<'_>) -> Result<(), Omgevingsfout> {
    let paden = paden(gedeeld);
    let bestaat = |pad: &str| paden.contains(pad);
    match zoek::schrijf(zoek::records(gedeeld.site(), &bestaat), |pad, bytes| teller.schrijf(pad, bytes)) {
        Ok(_) => Ok(()),
        Err(Zoekfout::Index(waarom)) => Err(Omgevingsfout::Zoekindex(waarom)),
        Err(Zoekfout::Schrijven(fout)) => Err(Omgevingsfout::Uitvoer(fout)),
    }
}

/// PDFs of all schools, and of the region; the memory of the compiler is emptied between batches.
fn druk(
    gedeeld: &Gedeeld<'_>,
    thema: &Thema,
    stand: Date,
    voortgang: &dyn Voortgang,
    bestemming: &dyn Bestemming,
    meldingen: &mut Meldingen,
) -> Result<usize, Omgevingsfout> {
    let site = gedeeld.site();
    let Some(drukker) = Drukker::nieuw(thema, meldingen) else { return Ok(0) };
    let werk = drukwerk::alle(site, false);
    let (van_scholen, van_regio): (Vec<_>, Vec<_>) = werk.into_iter().partition(Druk::is_van_school);
    voortgang.fase(Fase::Pdf, van_scholen.len());
    let gedeelde = Mutex::new((Meldingen::nieuw(), None, 0));
    let maak = |druk: &Druk<'_>| {
        let mut eigen = Meldingen::nieuw();
        let pdf = druk.maak(&drukker, gedeeld, stand, &mut eigen);
        let fout = pdf.as_ref().and_then(|bytes| bestemming.schrijf(&druk.pad(), bytes).err());
        voortgang.stap();
        if let Ok(mut gedeelde) = gedeelde.lock() {
            gedeelde.0.neem_over(eigen);
            gedeelde.2 += usize::from(pdf.is_some());
            if fout.is_some() {
                gedeelde.1 = fout;
            }
        }
    };
    for stapel in van_scholen.chunks(rayon::current_num_threads() * 4) {
        stapel.par_iter().for_each(maak);
        comemo::evict(0);
    }
    van_regio.iter().for_each(maak);
    let (gevonden, fout, aantal) = gedeelde.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    meldingen.neem_over(gevonden);
    fout.map_or(Ok(aantal), |fout| Err(Omgevingsfout::Uitvoer(fout)))
}

/// A word from the command line, with a place that says so.
pub fn opdrachtregel(optie: &str, tekst: &str) -> Woord {
    let bron = Bron::nieuw(optie, tekst);
    Woord { tekst: tekst.to_owned(), plek: Plek::nieuw(&bron, 0, tekst.len()) }
}

/// Whether one folder lies in another, as far as they exist.
pub fn ligt_in(binnen: &Path, buiten: &Path) -> bool {
    let echt = |pad: &Path| pad.canonicalize().or_else(|_| std::path::absolute(pad)).ok();
    match (echt(binnen), echt(buiten)) {
        (Some(binnen), Some(buiten)) => binnen.starts_with(buiten),
        _ => false,
    }
}

struct Klok {
    laatst: Instant,
    tijden: Vec<(Fase, Duration)>,
}

impl Klok {
    fn start() -> Self {
        Self { laatst: Instant::now(), tijden: Vec::new() }
    }

    fn klaar(&mut self, fase: Fase) {
        let nu = Instant::now();
        self.tijden.push((fase, nu - self.laatst));
        self.laatst = nu;
    }
}
