//! Single files of the output, made when they are asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::export;
use crate::melding::{Melding, Meldingen};
use crate::model::site::Site;
use crate::output::{Bestemming, UitvoerFout};
use crate::pdf::Drukker;
use crate::thema::Thema;
use crate::web::{Gedeeld, Keuzes, Mislukt, Web};
use crate::zoek;

use super::drukwerk;

/// Makes any file of the output of one site, on demand, and keeps what it made. Pages, PDFs and data
/// are those of a build. Nothing is written.
pub struct Werkplaats<'a> {
    thema: &'a Thema,
    gedeeld: Gedeeld<'a>,
    keuzes: Keuzes,
    drukker: OnceLock<(Option<Drukker<'a>>, Meldingen)>,
    paden: OnceLock<BTreeSet<String>>,
    zoekindex: OnceLock<Bestanden>,
    gegevens: OnceLock<Bestanden>,
    gemaakt: Mutex<BTreeMap<String, Werkstuk>>,
}

type Bestanden = Result<BTreeMap<String, Arc<[u8]>>, String>;

/// What came of a file that was asked for.
#[derive(Debug, Clone)]
pub enum Werkstuk {
    /// Its bytes, and warnings on the way.
    Klaar(Arc<[u8]>, Vec<Melding>),
    /// The output has no such file.
    Onbekend,
    /// It could not be made.
    Mislukt(Vec<Melding>),
    /// It could not be made, and that is not for an author to mend.
    Kapot(String),
}

impl<'a> Werkplaats<'a> {
    /// Prepares what all pages share.
    pub fn nieuw(site: &'a Site, thema: &'a Thema, keuzes: Keuzes) -> Self {
        Self {
            thema,
            gedeeld: Gedeeld::nieuw(site, thema, keuzes),
            keuzes,
            drukker: OnceLock::new(),
            paden: OnceLock::new(),
            zoekindex: OnceLock::new(),
            gegevens: OnceLock::new(),
            gemaakt: Mutex::default(),
        }
    }

    /// The file at a path of the output. May be called from many threads at once, but not from those
    /// of rayon: they must be free for the work.
    pub fn maak(&self, pad: &str) -> Werkstuk {
        if let Some(werkstuk) = self.gemaakt().get(pad) {
            return werkstuk.clone();
        }
        let werkstuk = self.maak_nu(pad);
        if !matches!(werkstuk, Werkstuk::Onbekend) {
            self.gemaakt().insert(pad.to_owned(), werkstuk.clone());
        }
        werkstuk
    }

    fn gemaakt(&self) -> MutexGuard<'_, BTreeMap<String, Werkstuk>> {
        self.gemaakt.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn maak_nu(&self, pad: &str) -> Werkstuk {
        if pad.ends_with(".pdf") && !pad.starts_with("bestanden/") {
            return if self.keuzes.met_pdf { self.druk(pad) } else { Werkstuk::Onbekend };
        }
        if pad == format!("{}/index.html", zoek::MAP) {
            let doel = Een::nieuw(pad);
            let web = Web::nieuw(&self.gedeeld, &doel);
            let mislukt = web.zoekpagina(&|pad| self.paden().contains(pad)).err();
            return doel.werkstuk(mislukt.into_iter().collect());
        }
        if pad.starts_with(&format!("{}/", zoek::MAP)) {
            return uit_bestanden(self.zoekindex.get_or_init(|| self.indexeer()), pad);
        }
        let doel = Een::nieuw(pad);
        let mut mislukt = Web::nieuw(&self.gedeeld, &doel).schrijf(&|| ()).err().unwrap_or_default();
        mislukt.extend(self.los(&doel).err().map(Mislukt::Uitvoer));
        match doel.werkstuk(mislukt) {
            Werkstuk::Onbekend if pad.starts_with("data/") => {
                uit_bestanden(self.gegevens.get_or_init(|| self.open_gegevens()), pad)
            }
            werkstuk => werkstuk,
        }
    }

    fn site(&self) -> &'a Site {
        self.gedeeld.site()
    }

    /// Files beside the pages that are made one by one.
    fn los(&self, doel: &dyn Bestemming) -> Result<(), UitvoerFout> {
        export::schrijf_schemas(&self.site().catalogus, doel)?;
        export::schrijf_profielen(self.site(), doel)
    }

    /// Paths of all pages but that of the search, without making them.
    fn paden(&self) -> &BTreeSet<String> {
        self.paden.get_or_init(|| paden(&self.gedeeld))
    }

    fn indexeer(&self) -> Bestanden {
        let mut uit = BTreeMap::new();
        let bestaat = |pad: &str| self.paden().contains(pad);
        let neem = |pad: &str, bytes: &[u8]| -> Result<(), std::convert::Infallible> {
            uit.insert(pad.to_owned(), bytes.into());
            Ok(())
        };
        match zoek::schrijf(zoek::records(self.site(), &bestaat), neem) {
            Ok(_) => Ok(uit),
            Err(zoek::Zoekfout::Index(waarom)) => Err(format!("de zoekindex kan niet gemaakt worden: {waarom}")),
            Err(zoek::Zoekfout::Schrijven(nooit)) => match nooit {},
        }
    }

    fn open_gegevens(&self) -> Bestanden {
        let bestanden = export::data::bestanden(self.site()).map_err(|fout| fout.to_string())?;
        Ok(bestanden.into_iter().map(|b| (format!("data/{}", b.naam), b.bytes.into())).collect())
    }

    fn druk(&self, pad: &str) -> Werkstuk {
        let alle = drukwerk::alle(self.site(), self.keuzes.concepten);
        let Some(druk) = alle.iter().find(|druk| druk.pad() == pad) else { return Werkstuk::Onbekend };
        let (drukker, mis) = self.drukker.get_or_init(|| {
            let mut meldingen = Meldingen::nieuw();
            (Drukker::nieuw(self.thema, &mut meldingen), meldingen)
        });
        let mut meldingen = mis.clone();
        let pdf = drukker.as_ref().and_then(|d| druk.maak(d, &self.gedeeld, self.keuzes.stand, &mut meldingen));
        // What the last few PDFs were made of is used again for the next version of them.
        comemo::evict(8);
        let fouten = meldingen.heeft_fouten();
        let meldingen = meldingen.gesorteerd();
        match pdf {
            Some(bytes) if !fouten => Werkstuk::Klaar(bytes.into(), meldingen),
            _ => Werkstuk::Mislukt(meldingen),
        }
    }
}

/// Paths of all pages but that of the search, without making them.
pub(super) fn paden(gedeeld: &Gedeeld<'_>) -> BTreeSet<String> {
    let lijst = Lijst::default();
    // It writes nothing, so nothing can fail.
    let _ = Web::nieuw(gedeeld, &lijst).schrijf(&|| ());
    lijst.0.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn uit_bestanden(bestanden: &Bestanden, pad: &str) -> Werkstuk {
    match bestanden {
        Ok(bestanden) => {
            bestanden.get(pad).map_or(Werkstuk::Onbekend, |bytes| Werkstuk::Klaar(bytes.clone(), Vec::new()))
        }
        Err(waarom) => Werkstuk::Kapot(waarom.clone()),
    }
}

/// Wants one file.
struct Een<'a> {
    pad: &'a str,
    bytes: Mutex<Option<Arc<[u8]>>>,
}

impl<'a> Een<'a> {
    fn nieuw(pad: &'a str) -> Self {
        Self { pad, bytes: Mutex::default() }
    }

    fn werkstuk(&self, mislukt: Vec<Mislukt>) -> Werkstuk {
        let mut meldingen = Meldingen::nieuw();
        for fout in mislukt {
            match fout {
                Mislukt::Melding(melding) => meldingen.meld(*melding),
                Mislukt::Uitvoer(fout) => return Werkstuk::Kapot(fout.bericht()),
            }
        }
        if meldingen.heeft_fouten() {
            return Werkstuk::Mislukt(meldingen.gesorteerd());
        }
        let bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner).take();
        bytes.map_or(Werkstuk::Onbekend, |bytes| Werkstuk::Klaar(bytes, Vec::new()))
    }
}

impl Bestemming for Een<'_> {
    fn schrijf(&self, pad: &str, bytes: &[u8]) -> Result<(), UitvoerFout> {
        if pad == self.pad {
            *self.bytes.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes.into());
        }
        Ok(())
    }

    fn wil(&self, pad: &str) -> bool {
        pad == self.pad
    }

    fn wil_onder(&self, map: &str) -> bool {
        self.pad.starts_with(map)
    }
}

/// Wants nothing, but remembers what it was offered.
#[derive(Default)]
struct Lijst(Mutex<BTreeSet<String>>);

impl Bestemming for Lijst {
    fn schrijf(&self, _: &str, _: &[u8]) -> Result<(), UitvoerFout> {
        Ok(())
    }

    fn wil(&self, pad: &str) -> bool {
        if pad.ends_with(".html") {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(pad.to_owned());
        }
        false
    }
}
