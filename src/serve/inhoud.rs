//! Reads what changed, checks everything, and puts a good version in the place of the last one.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::bouwen::opdrachtregel;
use crate::laden::{GeenInhoud, Lader};
use crate::melding::{Code, Melding, Meldingen};
use crate::model::site::Site;
use crate::model::spoor::Spoor;
use crate::regels::{self, Geheugen};
use crate::thema::Thema;

use super::http::Toestand;
use super::ronde::Ronde;
use super::{Dienst, Gelezen};

/// The content as it was read last.
pub(super) struct Inhoud {
    dienst: Dienst,
    lader: Lader,
    nagekeken: Geheugen,
    thema: Option<GelezenThema>,
    /// What the theme was last looked for in and read from.
    themaspoor: Spoor,
}

/// Content that was read, of which not everything was said yet.
pub(super) struct Ongezien {
    site: Option<Arc<Site>>,
    /// What showed while it was read.
    meldingen: Meldingen,
}

/// A theme that was read without any problem.
struct GelezenThema {
    gevraagd: Option<String>,
    spoor: Spoor,
    thema: Arc<Thema>,
}

impl Inhoud {
    pub(super) fn nieuw(dienst: Dienst) -> Self {
        Self {
            lader: Lader::nieuw(&dienst.content),
            dienst,
            nagekeken: Geheugen::geen(),
            thema: None,
            themaspoor: Spoor::geen(),
        }
    }

    /// What was read and looked for the last time.
    pub(super) fn spoor(&self) -> Spoor {
        let alle = self.lader.spoor();
        alle.neem_over(&self.themaspoor);
        alle
    }

    /// Reads what is different and, when it is good, shows it from now on. Only errors are looked for: what is no more
    /// than a warning is left to [`Self::kijk_na`], for which no reader has to wait.
    pub(super) fn lees(
        &mut self,
        veranderd: Vec<PathBuf>,
        sinds: Instant,
        toestand: &Toestand,
    ) -> Result<(Gelezen, Ongezien), GeenInhoud> {
        // A theme that is not read now is not waited for either.
        self.themaspoor = Spoor::geen();
        let (site, mut meldingen) = self.lader.laad()?;
        let site = site.map(Arc::new);
        // Not errors alone yet: the site may call a warning of reading one.
        let mut fouten = meldingen.clone();
        let thema = site.as_ref().and_then(|site| {
            self.nagekeken.in_omgeving(self.lader.omgeving(site));
            regels::fouten(site, Some(self.dienst.keuzes.stand), &mut self.nagekeken, &mut fouten);
            let mut van_thema = Meldingen::nieuw();
            let thema = self.thema(site, &mut van_thema);
            fouten.neem_over(van_thema.clone());
            meldingen.neem_over(van_thema);
            thema
        });
        let fouten = fouten.alleen_fouten().gesorteerd();
        let gelukt = match (&site, thema) {
            (Some(site), Some(thema)) if fouten.is_empty() => {
                toestand.toon(Ronde::start(Arc::clone(site), thema, self.dienst.keuzes));
                true
            }
            _ => {
                toestand.toon_fouten(fouten.clone());
                false
            }
        };
        let scholen = site.as_ref().map_or(0, |site| site.scholen.len());
        let gelezen = Gelezen { veranderd, meldingen: fouten, gelukt, scholen, duur: sinds.elapsed() };
        Ok((gelezen, Ongezien { site, meldingen }))
    }

    /// Everything that there is to say of what was read last, sorted by file and place.
    pub(super) fn kijk_na(&mut self, gelezen: Ongezien) -> Vec<Melding> {
        let Ongezien { site, mut meldingen } = gelezen;
        if let Some(site) = &site {
            regels::controleer_weer(site, Some(self.dienst.keuzes.stand), &mut self.nagekeken, &mut meldingen);
        }
        meldingen.gesorteerd()
    }

    /// The content folder is gone.
    pub(super) fn weg(&self, fout: &GeenInhoud, toestand: &Toestand) -> Gelezen {
        let pad = self.dienst.content.to_string_lossy().into_owned();
        let melding = Melding::bij_pad(Code::BestandOntbreekt, pad, fout.0.clone());
        let meldingen = vec![melding.hint("zet de map terug; het voorbeeld gaat dan vanzelf verder")];
        toestand.toon_fouten(meldingen.clone());
        Gelezen { veranderd: Vec::new(), meldingen, gelukt: false, scholen: 0, duur: Duration::ZERO }
    }

    /// The theme: the one that was read before, unless something of it changed.
    fn thema(&mut self, site: &Site, meldingen: &mut Meldingen) -> Option<Arc<Thema>> {
        let opgedragen = self.dienst.thema.as_ref().map(|naam| opdrachtregel("--theme", naam));
        let gevraagd = opgedragen.as_ref().or(site.gegevens.thema.as_ref());
        let naam = gevraagd.map(|woord| woord.tekst.clone());
        if let Some(vorig) = self.thema.take_if(|vorig| vorig.gevraagd == naam && vorig.spoor.is_vers()) {
            self.themaspoor = vorig.spoor.clone();
            return Some(Arc::clone(&self.thema.insert(vorig).thema));
        }
        let spoor = Spoor::nieuw();
        let mut eigen = Meldingen::nieuw();
        let thema = Thema::lees_met(&self.dienst.content, gevraagd, &spoor, &mut eigen).map(Arc::new);
        self.themaspoor = spoor.clone();
        // What is wrong with it may point to a line of `site.yaml`, which moves.
        self.thema = thema.clone().filter(|_| eigen.iter().next().is_none()).map(|thema| GelezenThema {
            gevraagd: naam,
            spoor,
            thema,
        });
        meldingen.neem_over(eigen);
        thema
    }
}
