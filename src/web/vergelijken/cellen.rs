//! Cells of a table, as HTML: there are thousands, so each is as short as it can be.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::catalogus::Catalogus;
use crate::model::hoeveel::Hoeveel;
use crate::model::waarde::{ItemSleutel, Stand};
use crate::regio::lezing::{Lezing, rang};
use crate::regio::uitspraak::{self, Punt};
use crate::regio::{Outcome, Regio, SchoolFacts};
use crate::tekst::html::ontsnap;

/// Writes the cells of one page.
pub(super) struct Cellen<'a> {
    regio: &'a Regio<'a>,
    /// Own offers by school and parents' question, worked out when first asked for.
    points: OnceCell<BTreeMap<&'a str, BTreeMap<&'a str, Vec<Punt<'a>>>>>,
    pub(super) catalogus: &'a Catalogus,
    /// The way from the page to the root; absent where cells are no links.
    pub(super) wortel: Option<String>,
    /// Whether a share names its values by their short signs.
    pub(super) kort: bool,
    /// Places of the amounts of each item in their order.
    pub(super) rangen: BTreeMap<&'a ItemSleutel, Vec<Hoeveel>>,
}

impl<'a> Cellen<'a> {
    pub(super) fn nieuw(regio: &'a Regio<'a>, items: &'a [ItemSleutel], wortel: Option<String>, kort: bool) -> Self {
        let mut rangen: BTreeMap<&ItemSleutel, Vec<Hoeveel>> = BTreeMap::new();
        for item in items {
            let cellen = regio.scholen.iter().filter_map(|s| s.outcome(item));
            let mut alle: Vec<Hoeveel> = cellen.filter_map(hoeveel).cloned().collect();
            alle.sort_by(Hoeveel::volgorde);
            alle.dedup();
            if !alle.is_empty() {
                rangen.insert(item, alle);
            }
        }
        Self { regio, points: OnceCell::new(), catalogus: &regio.site.catalogus, wortel, kort, rangen }
    }

    /// What a school says of an item.
    pub(super) fn aanbod(&self, feiten: &SchoolFacts<'_>, item: &ItemSleutel) -> String {
        let cel = feiten.outcome(item);
        let lezing = Lezing::van(cel, self.catalogus);
        let rang = cel.and_then(hoeveel).and_then(|h| self.rangen.get(item)?.iter().position(|a| a == h));
        self.cel(feiten, cel, &lezing, rang)
    }

    /// What a school scores on one scale for an item; values of other scales do not compare.
    pub(super) fn score(&self, feiten: &SchoolFacts<'_>, item: &ItemSleutel, schaal: &str) -> String {
        let cel = feiten.outcome(item).map(|cel| {
            let mut cel = cel.clone();
            cel.scores.retain(|s| s.schaal == schaal);
            cel
        });
        let cel = cel.filter(|cel| !cel.scores.is_empty());
        let lezing = Lezing::van(cel.as_ref(), self.catalogus);
        self.cel(feiten, cel.as_ref(), &lezing, None)
    }

    fn cel(&self, feiten: &SchoolFacts<'_>, cel: Option<&Outcome<'_>>, lezing: &Lezing, rang: Option<usize>) -> String {
        let mut uit = String::from("<td");
        if lezing.soort != "o" {
            let klasse: Vec<String> = lezing.soort.chars().map(klasse).collect();
            let _ = write!(uit, " class=\"{}\"", klasse.join(" "));
        }
        if let Some(rang) = rang {
            let _ = write!(uit, " data-h=\"{rang}\"");
        }
        uit.push('>');
        let mut inhoud = format!("{}<i>{}</i>", ontsnap(&lezing.teken), ontsnap(&lezing.woorden));
        if let Some(hoeveel) = &lezing.hoeveel {
            let _ = write!(inhoud, " <b>{}</b>", ontsnap(hoeveel));
        }
        let doel = self.wortel.as_ref().zip(cel).map(|(wortel, cel)| format!("{wortel}{}", cel.address(feiten.school)));
        match doel {
            Some(doel) => {
                let _ = write!(uit, "<a href=\"{}\">{inhoud}</a>", ontsnap(&doel));
            }
            None => uit.push_str(&inhoud),
        }
        uit.push_str("</td>");
        uit
    }

    /// How many things a school names for a parents' question, and which.
    pub(super) fn vraag(&self, feiten: &SchoolFacts<'_>, vraag: &str, items: &[ItemSleutel]) -> String {
        let namen = self.helpt(feiten, vraag, items);
        match namen.len() {
            0 if self.is_limited(feiten, vraag) => "<td>·<i>noemt een grens</i> <b>grens</b></td>".to_owned(),
            0 => "<td>·<i>niets genoemd</i></td>".to_owned(),
            n => {
                let klasse = if n < 3 {
                    "e"
                } else if n < 6 {
                    "b"
                } else {
                    "s"
                };
                let (words, sign) = if self.is_limited(feiten, vraag) {
                    ("; deze school noemt ook een grens", " <b>grens</b>")
                } else {
                    ("", "")
                };
                format!("<td class=\"{klasse}\">{n}<i>{}{words}</i>{sign}</td>", ontsnap(&namen.join(", ")))
            }
        }
    }

    /// What a school offers in its own words for a parents' question: the same as on its page.
    fn own(&self, feiten: &SchoolFacts<'_>, vraag: &str) -> Vec<&Punt<'a>> {
        let points = self.points.get_or_init(|| {
            let own = |f: &'a SchoolFacts<'a>| (f.school.slug.as_str(), uitspraak::eigen_punten(f, self.catalogus));
            self.regio.scholen.iter().map(own).collect()
        });
        let own = points.get(feiten.school.slug.as_str()).and_then(|by_question| by_question.get(vraag));
        own.into_iter().flatten().filter(|p| !p.verwijst).collect()
    }

    fn own_names(&self, feiten: &SchoolFacts<'_>, vraag: &str) -> Vec<String> {
        self.own(feiten, vraag).into_iter().map(|p| p.naam.clone()).collect()
    }

    /// Whether a school names a limit for a parents' question.
    pub(super) fn is_limited(&self, feiten: &SchoolFacts<'_>, vraag: &str) -> bool {
        self.regio.grenzen(feiten.school).for_hulpvraag(vraag).next().is_some()
    }

    /// Names of what helps with a parents' question: items that are there, and own offers.
    pub(super) fn helpt(&self, feiten: &SchoolFacts<'_>, vraag: &str, items: &[ItemSleutel]) -> Vec<String> {
        let own = self.own(feiten, vraag);
        // What leads elsewhere is no help of the school, and what it tells in its own words counts once, as on the
        // page of the question.
        let is_help = |item: &&ItemSleutel| {
            feiten
                .outcome(item)
                .is_some_and(|o| o.stand == Stand::Ja && !uitspraak::refers_elsewhere(item, o, self.catalogus))
                && !own.iter().any(|p| p.is.contains(item))
        };
        let mut namen: Vec<String> =
            items.iter().filter(is_help).map(|item| self.catalogus.naam(item).to_owned()).collect();
        namen.extend(own.iter().map(|p| p.naam.clone()));
        namen
    }

    /// Own offers for a parents' question, as a cell of names.
    pub(super) fn eigen(&self, feiten: &SchoolFacts<'_>, vraag: &str) -> String {
        let namen = self.own_names(feiten, vraag);
        match namen.len() {
            0 => "<td>·<i>niets genoemd</i></td>".to_owned(),
            n => format!("<td class=\"j\">{n}<i>{}</i></td>", ontsnap(&namen.join(", "))),
        }
    }

    /// How many items a school has, as the first cell of its row.
    pub(super) fn aantal(&self, n: usize) -> String {
        format!("<td class=\"a\">{n}</td>")
    }

    /// How many things a school has for a parents' question, as the first cell of its row; with a limit, if it
    /// names one.
    pub(super) fn helps(&self, feiten: &SchoolFacts<'_>, vraag: &str, n: usize) -> String {
        match self.is_limited(feiten, vraag) {
            true => format!("<td class=\"a\">{n}<i>; deze school noemt een grens</i> <b>grens</b></td>"),
            false => self.aantal(n),
        }
    }

    /// The share of each value of a scale, drawn and in words, as the first cell of a row.
    pub(super) fn verdeling(&self, feiten: &SchoolFacts<'_>, schaal_id: &str, items: &[ItemSleutel]) -> String {
        let Some(schaal) = self.catalogus.schalen.get(schaal_id) else { return "<td class=\"a\"></td>".to_owned() };
        let tellingen = telling(feiten, schaal_id, items, schaal.waarden.len(), self.catalogus);
        let totaal: usize = tellingen.iter().sum();
        if totaal == 0 {
            return "<td class=\"a\">·<i>niet vermeld</i></td>".to_owned();
        }
        let mut balk = format!("<svg viewBox=\"0 0 {totaal} 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        let mut woorden = Vec::new();
        let mut tot = 0;
        for (index, n) in tellingen.iter().enumerate().filter(|(_, n)| **n > 0) {
            let _ = write!(balk, "<rect class=\"w{}\" x=\"{tot}\" width=\"{n}\" height=\"1\"/>", index.min(6));
            tot += n;
            let procent = (n * 200 + totaal) / (totaal * 2);
            let waarde = &schaal.waarden[index];
            let naam = waarde.kort.as_ref().filter(|_| self.kort).unwrap_or(&waarde.naam);
            woorden.push(format!("{naam} {n} ({procent}%)"));
        }
        balk.push_str("</svg>");
        format!("<td class=\"a verdeeld\">{balk} <span>{}</span></td>", ontsnap(&woorden.join(", ")))
    }
}

/// How many items have each value of a scale; a value per group counts for each group.
pub(super) fn telling(
    feiten: &SchoolFacts<'_>,
    schaal: &str,
    items: &[ItemSleutel],
    waarden: usize,
    catalogus: &Catalogus,
) -> Vec<usize> {
    let mut uit = vec![0; waarden];
    let scores = items.iter().filter_map(|i| feiten.outcome(i)).flat_map(|c| &c.scores).filter(|s| s.schaal == schaal);
    for score in scores {
        if let Some(vak) = rang(score, catalogus).and_then(|i| uit.get_mut(i)) {
            *vak += 1;
        }
    }
    uit
}

fn hoeveel<'c>(cel: &'c Outcome<'_>) -> Option<&'c Hoeveel> {
    cel.feiten.iter().find_map(|f| f.hoeveel.as_ref())
}

/// Class of a kind of cell: values of a scale have a letter before their number.
pub(super) fn klasse(soort: char) -> String {
    if soort.is_ascii_digit() { format!("w{soort}") } else { soort.to_string() }
}
