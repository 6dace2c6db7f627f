//! Lists and groups below each other: their parts come, go and change places with the lines that are theirs.

use std::ops::Range;

use super::ligging::{Deel, Ligging, breuk, kolom, laatste_breuk, rest};
use super::stukken::Stukken;
use super::{Houder, Werk, blijft, verdeel};
use crate::yaml::schrijven::{Regels, leeg};
use crate::yaml::wens::{Gewenst, nieuw_lid};

/// What stands before the first part of a list or group.
#[derive(Clone, Copy, PartialEq)]
enum Begin {
    /// A line end, here.
    Regel(usize),
    /// The begin of the file.
    Bestand,
    /// A dash on the same line.
    Achter,
}

impl Werk<'_> {
    /// A list or group below each other, with other parts.
    pub(super) fn rij(
        &self,
        uit: &mut Stukken,
        houder: &Houder,
        oud: &Ligging<'_>,
        delen: &[Deel<'_>],
        leden: &[Gewenst<'_>],
    ) {
        let Some(eerste) = delen.first().map(|deel| deel.van) else { return };
        let diepte = kolom(self.tekst, eerste);
        let begin = match laatste_breuk(self.tekst, houder.punt, eerste) {
            Some(breuk) => Begin::Regel(breuk),
            None if houder.kolom.is_none() => Begin::Bestand,
            None => Begin::Achter,
        };
        let kop_tot = match begin {
            Begin::Regel(breuk) => self.eigen_commentaar(houder, breuk, diepte),
            Begin::Bestand | Begin::Achter => houder.punt,
        };
        // The line end and spaces before each part, and what stands between it and the part before it.
        let aanloop: Vec<Option<usize>> = std::iter::once(match begin {
            Begin::Regel(breuk) => Some(breuk),
            Begin::Bestand | Begin::Achter => None,
        })
        .chain(delen.windows(2).map(|paar| match paar {
            [voor, na] => laatste_breuk(self.tekst, voor.eind, na.van),
            _ => None,
        }))
        .collect();
        let tussen = |i: usize| {
            let van = i.checked_sub(1).map_or(kop_tot, |i| delen.get(i).map_or(kop_tot, |deel| deel.eind));
            van..aanloop.get(i).copied().flatten().unwrap_or(van)
        };
        let (mut boven, los) = verdeel(&blijft(leden, delen.len()), |i, blijft| {
            let hier = tussen(i);
            // An empty line goes with the part below it, unless that leaves none.
            let dubbel = !blijft && self.is_wit(&hier) && (i + 1 == delen.len() || !tussen(i + 1).is_empty());
            if hier.is_empty() || dubbel { Vec::new() } else { vec![hier] }
        });
        if leden.is_empty() {
            self.zonder_delen(uit, houder, begin, kop_tot, oud);
        } else if begin != Begin::Achter {
            uit.oud(houder.punt..kop_tot);
        }
        for (plek, lid) in leden.iter().enumerate() {
            let vooraan_op_regel = plek == 0 && matches!(begin, Begin::Achter | Begin::Bestand);
            let oud_deel = lid.oud.and_then(|i| Some((i, delen.get(i)?)));
            let Some((i, deel)) = oud_deel else {
                let mut regels = Regels::default();
                self.opmaak.lid(&nieuw_lid(lid), diepte, &mut regels);
                let regels = self.opmaak.met_regels(&regels.regels);
                if vooraan_op_regel {
                    uit.oud(houder.punt..eerste);
                    uit.nieuw(rest(&regels, self.opmaak.nl.len() + diepte));
                } else {
                    uit.nieuw(regels);
                }
                continue;
            };
            let mut voor: Vec<Range<usize>> = boven.get_mut(i).map(std::mem::take).unwrap_or_default();
            let aanloop = aanloop.get(i).copied().flatten();
            if vooraan_op_regel && voor.iter().all(|bereik| self.is_wit(bereik)) {
                uit.oud(houder.punt..eerste);
            } else {
                voor.extend(aanloop.map(|aanloop| aanloop..deel.van));
                if vooraan_op_regel
                    && begin == Begin::Bestand
                    && let Some(eerste) = voor.first_mut()
                {
                    eerste.start += breuk(self.tekst, eerste.start);
                }
                voor.into_iter().for_each(|bereik| uit.oud(bereik));
                if aanloop.is_none() {
                    uit.nieuw(format!("{}{}", self.opmaak.nl, " ".repeat(diepte)));
                }
            }
            uit.oud(deel.van..deel.punt);
            let in_lijst = lid.sleutel.is_none();
            let houder = Houder { punt: deel.punt, eind: deel.eind, kolom: Some(diepte), lijst: in_lijst };
            self.waarde(uit, &houder, &deel.waarde, lid.wens);
        }
        los.into_iter().for_each(|bereik| uit.oud(bereik));
        uit.oud(oud.eind..houder.eind);
    }

    /// `[]` or `{}`, and the comments above the first part.
    fn zonder_delen(&self, uit: &mut Stukken, houder: &Houder, begin: Begin, kop_tot: usize, oud: &Ligging<'_>) {
        let leeg = leeg(oud.knoop.als_lijst().is_some());
        match begin {
            Begin::Regel(_) if houder.kolom.is_some() => {
                uit.nieuw(format!(" {leeg}"));
                uit.oud(houder.punt..kop_tot);
            }
            Begin::Regel(_) => {
                uit.oud(houder.punt..kop_tot);
                uit.nieuw(format!("{}{leeg}", self.opmaak.nl));
            }
            Begin::Bestand | Begin::Achter => {
                uit.oud(houder.punt..oud.van);
                uit.nieuw(leeg);
            }
        }
    }

    /// Where the comment lines right above the first part start. What stands at the top of a file is about the file.
    fn eigen_commentaar(&self, houder: &Houder, aanloop: usize, diepte: usize) -> usize {
        let mut hier = aanloop;
        loop {
            let Some(voor) = laatste_breuk(self.tekst, houder.punt, hier) else {
                return if houder.kolom.is_none() { aanloop } else { hier };
            };
            let begin = voor + breuk(self.tekst, voor);
            let regel = self.tekst.get(begin..hier).unwrap_or_default();
            let kaal = regel.trim_start_matches([' ', '\t']);
            if !kaal.starts_with('#') || regel.len() - kaal.len() > diepte {
                return hier;
            }
            hier = voor;
        }
    }
}
