//! What a school cannot offer, as it stands on paper: its texts for parents where they fit as a whole, and every
//! limit that they do not tell.
//!
//! The limits are those of `regio::grenzen`. A limit that is cut off is a promise, so they come before other texts
//! when there is little room, and what does not fit is counted.

use std::collections::BTreeSet;

use crate::bron::Plek;
use crate::model::formaat::Onderwerp;
use crate::model::site::Document;
use crate::regio::grenzen::{Grens, Grenzen, Told};
use crate::tekst::{Markdown, zinnen};

use super::stukken::Lengte;

/// Room for limits, from much to little: that of a text for parents, and that of a point.
const ROOMS: [(Lengte, Lengte); 4] = [
    (Lengte { zinnen: 28, tekens: 2200 }, Lengte { zinnen: 4, tekens: 320 }),
    (Lengte { zinnen: 14, tekens: 1120 }, Lengte { zinnen: 3, tekens: 220 }),
    (Lengte { zinnen: 10, tekens: 800 }, Lengte { zinnen: 2, tekens: 180 }),
    (Lengte { zinnen: 8, tekens: 600 }, Lengte { zinnen: 1, tekens: 150 }),
];
/// Characters of all points together, as times the room of a text.
const POINTS: usize = 2;
/// The longest heading of a point, in characters.
const LONGEST_HEAD: usize = 90;
/// The most texts for parents.
const TEXTS: usize = 3;

/// How much room limits have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    text: Lengte,
    point: Lengte,
    /// Of all points together, in characters.
    points: usize,
}

impl Room {
    /// Room for all that a school says.
    pub(super) const ALL: Self = Self { text: Lengte::HEEL, point: Lengte::HEEL, points: usize::MAX };

    /// Rooms to try, from much to little.
    pub(super) fn sizes() -> impl Iterator<Item = Self> + Clone {
        ROOMS.into_iter().map(|(text, point)| Self { text, point, points: text.tekens.saturating_mul(POINTS) })
    }

    /// The least room.
    pub(super) fn least() -> Self {
        Self::sizes().last().unwrap_or(Self::ALL)
    }
}

/// Limits of a school that stand together.
pub(super) struct Point<'a> {
    /// The heading above them.
    pub(super) kop: Option<&'a str>,
    /// The words that begin the sentence of each.
    pub(super) start: Option<&'a str>,
    /// What they say; halves of a sentence where there are more.
    pub(super) texts: Vec<String>,
    /// Where the first stands.
    pub(super) plek: &'a Plek,
}

impl Point<'_> {
    /// All of it on one line: "Gedrag: wij hebben geen plek voor wie geen gezag erkent; wie de les verstoort."
    pub(super) fn in_words(&self) -> String {
        let texts: Vec<&str> = self.texts.iter().map(|t| t.trim_end_matches([';', ','])).collect();
        let texts = match &texts[..] {
            [one] => (*one).to_owned(),
            all => all.iter().map(|t| t.trim_end_matches('.')).collect::<Vec<_>>().join("; "),
        };
        let whole = match self.start {
            Some(start) => format!("{start} {texts}"),
            None => texts,
        };
        let zin = zinnen::met_punt(&zinnen::hoofdletter(&whole));
        self.kop.map_or(zin.clone(), |kop| format!("{}: {zin}", zinnen::afkappen(kop, LONGEST_HEAD)))
    }
}

/// What is told of the limits of a school.
pub(super) struct Limits<'a> {
    /// Texts for parents of the profile.
    pub(super) texts: Vec<&'a Markdown>,
    /// Limits that those do not tell.
    pub(super) points: Vec<Point<'a>>,
    /// How many limits there was no room for.
    pub(super) left_out: usize,
    /// Whether the school says more of its limits than stands here.
    pub(super) more: bool,
}

impl<'a> Limits<'a> {
    /// What fits of the limits of a school with this profile. With `all`, also limits stand there that the texts
    /// tell in other words.
    pub(super) fn new(document: &'a Document, grenzen: &'a Grenzen<'a>, room: Room, all: bool) -> Self {
        let mut out = Self { texts: Vec::new(), points: Vec::new(), left_out: 0, more: false };
        let mut whole: BTreeSet<&str> = BTreeSet::new();
        for sectie in document.formaat.secties().filter(|s| s.onderwerp == Some(Onderwerp::Grenzen)) {
            let text = document.antwoorden.get(&sectie.id).and_then(|a| a.voor_ouders.as_ref());
            let Some(text) = text.filter(|t| !t.is_leeg()) else { continue };
            // Of half a text nobody sees what is missing; its sentences are points then.
            if (all || out.texts.len() < TEXTS) && room.text.past(&text.platte_tekst()) {
                out.texts.push(text);
                whole.insert(&sectie.id);
            }
        }
        let is_told = |grens: &Grens<'_>| {
            let shown = std::ptr::eq(grens.document, document) && whole.contains(grens.sectie.id.as_str());
            match grens.told {
                Told::Here => shown,
                Told::Alike => shown && !all,
                Told::No => false,
            }
        };
        let mut told: Vec<&Grens<'_>> = grenzen.all.iter().filter(|g| !is_told(g)).collect();
        out.more = told.len() < grenzen.all.iter().filter(|g| g.told != Told::Here).count();
        if !all {
            // Those that are about something parents ask come first when not all fit.
            told.sort_by_key(|g| g.hulpvragen.is_empty() && g.items.is_empty());
        }
        let mut seen = BTreeSet::new();
        let mut used = 0;
        for grens in told.into_iter().filter(|g| seen.insert((&g.kop, &g.zin))) {
            let words = room.point.kort(&grens.tekst);
            used += words.chars().count();
            if used > room.points {
                out.left_out += 1;
                continue;
            }
            out.more |= words != grens.tekst;
            out.push(grens, words);
        }
        out.more |= out.left_out > 0;
        out
    }

    /// Adds a limit, behind one of which it goes on with the sentence.
    fn push(&mut self, grens: &'a Grens<'a>, words: String) {
        let (kop, start) = (grens.kop.as_deref(), grens.start.as_deref());
        let goes_on = |text: &String| text.starts_with(char::is_lowercase) && !text.contains(". ");
        match self.points.last_mut() {
            Some(last) if (last.kop, last.start) == (kop, start) && last.texts.iter().chain([&words]).all(goes_on) => {
                last.texts.push(words);
            }
            _ => self.points.push(Point { kop, start, texts: vec![words], plek: &grens.plek }),
        }
    }
}
