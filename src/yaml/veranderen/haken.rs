//! Lists and groups in brackets.

use std::ops::Range;

use super::ligging::{Deel, Ligging, Vorm, kolom, laatste_breuk, regel_eind, rest};
use super::stukken::Stukken;
use super::{Werk, blijft, leden, verdeel, zelfde_soort};
use crate::yaml::boom::Waarde;
use crate::yaml::schrijven::{Lid, Vol, lid_tussen_haken, tussen_haken};
use crate::yaml::wens::{Gewenst, Wens, klopt, nieuw_lid, zonder_oud};

impl Werk<'_> {
    /// A list or group in brackets, with other parts; none when a part needs more lines.
    pub(super) fn haken(&self, oud: &Ligging<'_>, delen: &[Deel<'_>], los: bool, wens: &Wens) -> Option<Stukken> {
        let leden = leden(oud.knoop, wens);
        let mut uit = Stukken::default();
        if los {
            if let ([Gewenst { oud: Some(0), wens, .. }], [deel]) = (leden.as_slice(), delen) {
                self.deel_tussen_haken(&mut uit, deel, wens)?;
            } else {
                uit.nieuw(tussen_haken(&self.vol(oud, wens), true)?);
            }
            return Some(uit);
        }
        let vak = Vak {
            werk: self,
            delen,
            begin: oud.van + 1,
            slot: oud.tot.saturating_sub(1),
            eigen_regel: format!("{}{}", self.opmaak.nl, " ".repeat(kolom(self.tekst, oud.van) + 1)),
        };
        uit.oud(oud.van..vak.begin);
        vak.schrijf(&mut uit, &leden)?;
        uit.oud(vak.slot..oud.tot);
        Some(uit)
    }

    /// Where a part in brackets ends with its comma and the comment behind it.
    fn eind_met_komma(&self, deel: &Deel<'_>) -> usize {
        let eind = deel.komma.map_or(deel.eind, |komma| komma + 1);
        let achter = rest(self.tekst, eind).trim_start_matches([' ', '\t']);
        if achter.starts_with('#') { regel_eind(self.tekst, eind) } else { eind }
    }

    /// A part in brackets without its comma.
    fn deel_tussen_haken(&self, uit: &mut Stukken, deel: &Deel<'_>, wens: &Wens) -> Option<()> {
        uit.oud(deel.van..deel.punt);
        let oud = &deel.waarde;
        if klopt(oud.knoop, wens) {
            uit.oud(deel.punt..deel.eind);
            return Some(());
        }
        if zelfde_soort(oud.knoop, wens)
            && let Vorm::Haken { delen, los } = &oud.vorm
        {
            uit.oud(deel.punt..oud.van);
            uit.volg(self.haken(oud, delen, *los, wens)?);
            return Some(());
        }
        let in_lijst = deel.van == deel.punt;
        let tekst = tussen_haken(&zonder_oud(wens), in_lijst)?;
        if deel.punt < oud.van {
            uit.oud(deel.punt..oud.van);
        } else if !in_lijst && !tekst.is_empty() {
            uit.nieuw(" ");
        }
        uit.nieuw(tekst);
        Some(())
    }

    /// All of a wished value, with what stays the same taken from the old one.
    pub(super) fn vol(&self, oud: &Ligging<'_>, wens: &Wens) -> Vol {
        let zelfde = klopt(oud.knoop, wens);
        let Vorm::Haken { delen, los } = &oud.vorm else {
            return if zelfde { self.ruw(oud) } else { zonder_oud(wens) };
        };
        let regel = laatste_breuk(self.tekst, oud.van, oud.tot).is_none();
        if zelfde && regel && !los {
            return self.ruw(oud);
        }
        if !zelfde && !zelfde_soort(oud.knoop, wens) {
            return zonder_oud(wens);
        }
        let sleutels = oud.knoop.als_kaart();
        let alle = || {
            let lid = |i| Gewenst {
                oud: Some(i),
                sleutel: sleutels.and_then(|paren| paren.get(i)).map(|paar| paar.sleutel.as_str()),
                wens: &Wens::Zelfde,
            };
            (0..delen.len()).map(lid).collect()
        };
        let gevraagd: Vec<Gewenst<'_>> = if zelfde { alle() } else { leden(oud.knoop, wens) };
        let voor = |i: usize| {
            let vorig = i.checked_sub(1).and_then(|i| delen.get(i));
            vorig.map_or(oud.van + 1, |deel| self.eind_met_komma(deel).min(oud.tot))
        };
        // There is no place behind a part: what stood there comes above it.
        let (mut boven, mut onder) = verdeel(&blijft(&gevraagd, delen.len()), |i, blijft| {
            let Some(deel) = delen.get(i) else { return Vec::new() };
            let mut uit = self.commentaren(voor(i)..deel.van);
            if blijft {
                uit.extend(self.commentaren(deel.punt..deel.waarde.van));
                uit.extend(self.commentaren(deel.eind..voor(i + 1)));
            }
            uit
        });
        onder.extend(self.commentaren(voor(delen.len())..oud.tot));
        let leden = gevraagd.iter().map(|lid| {
            let oud_deel = lid.oud.and_then(|i| Some((i, delen.get(i)?)));
            let Some((i, deel)) = oud_deel else { return nieuw_lid(lid) };
            let boven = boven.get_mut(i).map(std::mem::take).unwrap_or_default();
            Lid { boven, sleutel: lid.sleutel.map(str::to_owned), waarde: self.vol(&deel.waarde, lid.wens) }
        });
        Vol::Rij { lijst: oud.knoop.als_lijst().is_some(), leden: leden.collect(), onder }
    }

    /// A text or nothing as it stands, or what it says when it has more lines.
    fn ruw(&self, oud: &Ligging<'_>) -> Vol {
        let ruw = self.tekst.get(oud.van..oud.tot).unwrap_or_default();
        match &oud.knoop.waarde {
            _ if ruw.is_empty() => Vol::Leeg,
            Waarde::Tekst(scalar) if ruw.contains(['\n', '\r']) => Vol::Tekst(scalar.tekst.clone()),
            _ => Vol::Ruw(ruw.to_owned()),
        }
    }

    /// The comments in a stretch of white space and commas.
    fn commentaren(&self, bereik: Range<usize>) -> Vec<String> {
        let regels = self.tekst.get(bereik).unwrap_or_default().split(['\n', '\r']);
        regels.filter_map(|regel| Some(rest(regel, regel.find('#')?).trim_end().to_owned())).collect()
    }
}

/// The parts in brackets, with what stands between them.
struct Vak<'a> {
    werk: &'a Werk<'a>,
    delen: &'a [Deel<'a>],
    /// Behind the opening bracket, and before the closing one.
    begin: usize,
    slot: usize,
    /// A line end, and spaces up to behind the opening bracket.
    eigen_regel: String,
}

impl Vak<'_> {
    /// All between the brackets.
    fn schrijf(&self, uit: &mut Stukken, leden: &[Gewenst<'_>]) -> Option<()> {
        let (mut boven, los) = verdeel(&blijft(leden, self.delen.len()), |i, _| {
            let commentaar = self.voor(i)..self.aanloop(i).start;
            if commentaar.is_empty() { Vec::new() } else { vec![commentaar] }
        });
        let komma_achteraan = self.delen.last().is_some_and(|deel| deel.komma.is_some());
        // Whether the line ends here with a comment, the last letter so far, and whether the last part had no value.
        let mut na_commentaar = false;
        let mut vorige = None;
        let mut was_leeg = false;
        for (plek, lid) in leden.iter().enumerate() {
            let komma = plek + 1 < leden.len() || komma_achteraan;
            let oud_deel = lid.oud.and_then(|i| Some((i, self.delen.get(i)?)));
            let mut lichaam = Stukken::default();
            match oud_deel {
                Some((_, deel)) => self.werk.deel_tussen_haken(&mut lichaam, deel, lid.wens)?,
                None => lichaam.nieuw(lid_tussen_haken(&nieuw_lid(lid))?),
            }
            for bereik in oud_deel.and_then(|(i, _)| boven.get_mut(i)).map(std::mem::take).unwrap_or_default() {
                uit.oud(bereik);
                na_commentaar = true;
            }
            let (eerste_teken, laatste_teken) = lichaam.randen(self.werk.tekst);
            // `5,75` looks like one number.
            let cijfers = |teken: Option<char>| teken.is_some_and(|c| c.is_ascii_digit());
            self.wit(uit, plek, lid.oud, na_commentaar, cijfers(vorige) && cijfers(eerste_teken));
            uit.volg(lichaam);
            vorige = laatste_teken;
            (na_commentaar, was_leeg) = match oud_deel {
                Some((i, deel)) => {
                    let veranderd = !klopt(deel.waarde.knoop, lid.wens);
                    let was_leeg = veranderd && matches!(deel.waarde.vorm, Vorm::Niets);
                    (self.achter(uit, i, deel, veranderd, komma), was_leeg)
                }
                None => {
                    uit.nieuw(if komma { "," } else { "" });
                    (false, false)
                }
            };
        }
        na_commentaar |= !los.is_empty();
        los.into_iter().for_each(|bereik| uit.oud(bereik));
        let Some(laatste) = self.delen.len().checked_sub(1) else { return Some(()) };
        let staart = self.eind(laatste)..self.slot;
        if na_commentaar && !self.met_breuk(&staart) {
            uit.oud(staart);
            uit.nieuw(self.eigen_regel.as_str());
        } else if na_commentaar || !(was_leeg || leden.is_empty()) || !self.werk.is_wit(&staart) {
            uit.oud(staart);
        }
        Some(())
    }

    /// The white space before a part, at a place among the others.
    fn wit(&self, uit: &mut Stukken, plek: usize, oud: Option<usize>, na_commentaar: bool, cijfers: bool) {
        let eigen = match oud {
            Some(i) if (i > 0) == (plek > 0) || (plek == 0 && na_commentaar) => Some(self.aanloop(i)),
            _ if plek == 0 && !self.delen.is_empty() => Some(self.aanloop(0)),
            _ => None,
        };
        let gewoon = self.gewoon();
        match eigen {
            Some(wit) if na_commentaar && !self.met_breuk(&wit) => uit.nieuw(self.eigen_regel.as_str()),
            Some(wit) if wit.is_empty() && plek > 0 && cijfers => uit.nieuw(" "),
            Some(wit) => uit.oud(wit),
            None if na_commentaar && !gewoon.contains(['\n', '\r']) => uit.nieuw(self.eigen_regel.as_str()),
            None if plek > 0 => uit.nieuw(gewoon),
            None if !self.werk.is_wit(&(self.begin..self.slot)) => uit.oud(self.begin..self.slot),
            None => {}
        }
    }

    /// What stands behind an old part, with or without its comma. Whether a comment ends the line.
    fn achter(&self, uit: &mut Stukken, i: usize, deel: &Deel<'_>, veranderd: bool, komma: bool) -> bool {
        let tot = deel.komma.unwrap_or(deel.eind);
        if deel.komma.is_none() && komma {
            uit.nieuw(",");
        }
        let was_leeg = veranderd && matches!(deel.waarde.vorm, Vorm::Niets);
        if !was_leeg || !self.werk.is_wit(&(deel.eind..tot)) {
            self.commentaar(uit, deel.eind..tot, veranderd);
        }
        let achter = match deel.komma {
            Some(hier) if komma => hier..self.eind(i),
            Some(hier) => hier + 1..self.eind(i),
            None => tot..self.eind(i),
        };
        self.commentaar(uit, achter, veranderd || deel.komma.is_some() != komma);
        self.werk.tekst.get(deel.eind..self.eind(i)).is_some_and(|achter| achter.contains('#'))
    }

    fn commentaar(&self, uit: &mut Stukken, bereik: Range<usize>, veranderd: bool) {
        if veranderd { self.werk.commentaar(uit, bereik) } else { uit.oud(bereik) }
    }

    /// Where a part ends with its comma and the comment behind it.
    fn eind(&self, i: usize) -> usize {
        self.delen.get(i).map_or(self.begin, |deel| self.werk.eind_met_komma(deel))
    }

    /// Where what stands before a part starts.
    fn voor(&self, i: usize) -> usize {
        i.checked_sub(1).map_or(self.begin, |i| self.eind(i))
    }

    /// The white space before a part, after the comments above it.
    fn aanloop(&self, i: usize) -> Range<usize> {
        let van = self.voor(i);
        let tot = self.delen.get(i).map_or(self.slot, |deel| deel.van);
        let commentaar = self.werk.tekst.get(van..tot).is_some_and(|tussen| tussen.contains('#'));
        let breuk = if commentaar { laatste_breuk(self.werk.tekst, van, tot) } else { None };
        breuk.unwrap_or(van)..tot
    }

    /// The white space before a new part.
    fn gewoon(&self) -> &str {
        let tekst = |bereik: Range<usize>| self.werk.tekst.get(bereik).filter(|wit| !wit.is_empty());
        let wit = match self.delen.len() {
            0 => None,
            1 => Some(self.aanloop(0)).filter(|wit| self.met_breuk(wit)).and_then(tekst),
            _ => tekst(self.aanloop(1)),
        };
        wit.unwrap_or(" ")
    }

    fn met_breuk(&self, bereik: &Range<usize>) -> bool {
        laatste_breuk(self.werk.tekst, bereik.start, bereik.end).is_some()
    }
}
