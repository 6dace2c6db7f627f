//! Another kind of value where one stands: the key or dash and the comment behind it stay.

use std::ops::Range;

use super::ligging::{self, Ligging, Vorm, breuk, laatste_breuk, regel_eind, rest};
use super::stukken::Stukken;
use super::{Houder, Werk};
use crate::yaml::schrijven::{Nieuw, Regels};

impl Werk<'_> {
    /// The first value of a file.
    pub(super) fn in_leeg_bestand(&self, uit: &mut Stukken, houder: &Houder, nieuw: Nieuw) {
        let slot = ligging::na_wit(self.tekst, houder.punt);
        uit.oud(houder.punt..slot);
        let voor = self.tekst.get(..slot).unwrap_or_default();
        let los = voor.trim_start_matches('\u{FEFF}').is_empty() || voor.ends_with(['\n', '\r']);
        let regels = match nieuw {
            Nieuw::Leeg => Vec::new(),
            Nieuw::Inregel(tekst) => vec![(0, tekst)],
            Nieuw::Blok(blok) => blok.kop.then(|| (0, "|".to_owned())).into_iter().chain(blok.regels).collect(),
        };
        let regels = self.opmaak.met_regels(&regels);
        uit.nieuw(if los { rest(&regels, self.opmaak.nl.len()) } else { &regels });
        uit.nieuw(self.opmaak.nl);
        uit.oud(slot..houder.eind);
    }

    /// Another value behind a key or dash, where the old one starts on the same line or is below it.
    pub(super) fn vervang(&self, uit: &mut Stukken, houder: &Houder, oud: &Ligging<'_>, nieuw: Nieuw, kolom: usize) {
        let achter = self.commentaar_van(houder, oud);
        let achter_blijft = !self.is_wit(&achter);
        // What is left of the old value on the line: nothing, or the space before it.
        let op_regel = !matches!(oud.vorm, Vorm::Niets) && laatste_breuk(self.tekst, houder.punt, oud.van).is_none();
        match nieuw {
            Nieuw::Leeg => {
                if achter_blijft {
                    self.commentaar(uit, achter);
                }
            }
            Nieuw::Inregel(tekst) => {
                if op_regel && oud.van > houder.punt {
                    uit.oud(houder.punt..oud.van);
                } else {
                    uit.nieuw(" ");
                }
                let open = !tekst.starts_with(['"', '\'', '[', '{']);
                uit.nieuw(tekst);
                if achter_blijft && open {
                    self.commentaar(uit, achter);
                } else if achter_blijft || op_regel {
                    uit.oud(achter);
                }
            }
            Nieuw::Blok(mut blok) if blok.kop => {
                match self.kop_blijft(oud) {
                    Some(kop_tot) => uit.oud(houder.punt..kop_tot),
                    None => uit.nieuw(" |"),
                }
                if achter_blijft {
                    uit.oud(achter);
                }
                self.diepte(&mut blok, oud, kolom + 1);
                uit.nieuw(self.opmaak.met_regels(&blok.regels));
            }
            Nieuw::Blok(mut blok) => {
                blok.dieper_dan(ligging::diepte_onder(self.tekst, oud.eind));
                let regels = self.opmaak.met_regels(&blok.regels);
                let kaal = regels.trim_start();
                if houder.lijst && !achter_blijft && !kaal.starts_with('#') {
                    uit.nieuw(format!(" {kaal}"));
                } else {
                    if achter_blijft {
                        self.commentaar(uit, achter);
                    }
                    uit.nieuw(regels);
                }
            }
        }
        uit.oud(oud.eind..houder.eind);
    }

    /// Another value where the old one starts on a line of its own, below its key or dash or at the root.
    pub(super) fn vervang_op_eigen_regel(&self, uit: &mut Stukken, houder: &Houder, oud: &Ligging<'_>, nieuw: Nieuw) {
        let achter = match oud.vorm {
            Vorm::Rij(_) => oud.eind..oud.eind,
            _ => self.commentaar_van(houder, oud),
        };
        let mut onder = match nieuw {
            Nieuw::Inregel(tekst) => {
                uit.oud(houder.punt..oud.van);
                let open = !tekst.starts_with(['"', '\'', '[', '{']);
                uit.nieuw(tekst);
                if open {
                    self.commentaar(uit, achter);
                } else {
                    uit.oud(achter);
                }
                uit.oud(oud.eind..houder.eind);
                return;
            }
            Nieuw::Blok(mut blok) if blok.kop => {
                match self.kop_blijft(oud) {
                    Some(kop_tot) => uit.oud(houder.punt..kop_tot),
                    None => {
                        uit.oud(houder.punt..oud.van);
                        uit.nieuw("|");
                    }
                }
                uit.oud(achter);
                self.diepte(&mut blok, oud, houder.kolom.map_or(1, |kolom| kolom + 1));
                uit.nieuw(self.opmaak.met_regels(&blok.regels));
                uit.oud(oud.eind..houder.eind);
                return;
            }
            Nieuw::Leeg => Regels::default(),
            Nieuw::Blok(blok) => blok,
        };
        onder.dieper_dan(ligging::diepte_onder(self.tekst, oud.eind));
        if !self.is_wit(&achter) {
            let diepte = onder.regels.first().map_or(0, |regel| regel.0);
            let commentaar = self.tekst.get(achter).unwrap_or_default().trim();
            onder.regels.insert(0, (diepte, commentaar.to_owned()));
        }
        let regels = self.opmaak.met_regels(&onder.regels);
        let na = oud.eind..houder.eind;
        match laatste_breuk(self.tekst, houder.punt, oud.van) {
            Some(breuk) => {
                uit.oud(houder.punt..breuk);
                uit.nieuw(regels);
                uit.oud(na);
            }
            None if !self.is_bestandsbegin(houder) => {
                uit.nieuw(regels);
                uit.oud(na);
            }
            None if regels.is_empty() => uit.oud(na.start + breuk(self.tekst, na.start)..na.end),
            None => {
                uit.nieuw(rest(&regels, self.opmaak.nl.len()));
                uit.oud(na);
            }
        }
    }

    /// Where the `|` of the old text ends, if a new text can stand below it.
    fn kop_blijft(&self, oud: &Ligging<'_>) -> Option<usize> {
        let Vorm::Blok { kop_tot } = oud.vorm else { return None };
        matches!(self.tekst.get(oud.van..kop_tot), Some("|" | "|-" | "|+")).then_some(kop_tot)
    }

    /// Indents a new text as far as the old one, and further than a comment below it.
    fn diepte(&self, blok: &mut Regels, oud: &Ligging<'_>, minstens: usize) {
        if let Some(kop_tot) = self.kop_blijft(oud) {
            let regels = self.tekst.get(kop_tot..oud.tot).unwrap_or_default().split(['\n', '\r']).skip(1);
            let diepte =
                regels.filter(|regel| !regel.trim().is_empty()).map(|r| r.len() - r.trim_start_matches(' ').len());
            if let Some(diepte) = diepte.min().filter(|&diepte| diepte >= minstens) {
                blok.op_diepte(diepte);
            }
        }
        blok.dieper_dan(ligging::diepte_onder(self.tekst, oud.eind));
    }

    /// What stands behind an old value on the line, or behind its key when it is below.
    fn commentaar_van(&self, houder: &Houder, oud: &Ligging<'_>) -> Range<usize> {
        let van = match oud.vorm {
            Vorm::Niets => houder.punt,
            Vorm::Woord | Vorm::Haken { .. } => oud.tot,
            Vorm::Blok { kop_tot } => kop_tot,
            Vorm::Rij(_) if laatste_breuk(self.tekst, houder.punt, oud.van).is_some() => houder.punt,
            Vorm::Rij(_) => return oud.eind..oud.eind,
        };
        van..regel_eind(self.tekst, van)
    }

    /// Whether nothing stands before what hangs from a holder.
    fn is_bestandsbegin(&self, houder: &Houder) -> bool {
        self.tekst.get(..houder.punt).is_some_and(|voor| voor.trim_start_matches('\u{FEFF}').is_empty())
    }
}
