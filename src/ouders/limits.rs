//! What a school cannot offer, as it stands on paper: its texts for parents where they fit as a whole, and every
//! limit that they do not tell.
//!
//! The limits are those of `facts::grenzen`. A limit that is cut off is a promise, so they come before other texts
//! when there is little room, and what does not fit is counted.

use std::collections::BTreeSet;

use crate::facts::grenzen::{Grens, GrensTold, Grenzen};
use crate::model::formaat::Onderwerp;
use crate::model::site::Document;
use crate::source::Span;
use crate::text::{Markdown, sentences};

use super::beginning::Limit;

/// Room for limits, from much to little: that of a text for parents, and that of a point.
const ROOMS: [(Limit, Limit); 4] = [
    (Limit { sentences: 28, characters: 2200 }, Limit { sentences: 4, characters: 320 }),
    (Limit { sentences: 14, characters: 1120 }, Limit { sentences: 3, characters: 220 }),
    (Limit { sentences: 10, characters: 800 }, Limit { sentences: 2, characters: 180 }),
    (Limit { sentences: 8, characters: 600 }, Limit { sentences: 1, characters: 150 }),
];
/// Characters of all points together, as a multiple of the room for a text.
const POINTS: usize = 2;
/// The longest heading of a point, in characters.
const LONGEST_HEAD: usize = 90;
/// The most texts for parents on the summary.
const TEXTS: usize = 3;

/// How much room limits have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    text: Limit,
    point: Limit,
    /// For all points together, in characters.
    points: usize,
}

impl Room {
    /// Room for all that a school says.
    pub const ALL: Self = Self { text: Limit::WHOLE, point: Limit::WHOLE, points: usize::MAX };

    /// Rooms to try, from much to little.
    pub fn sizes() -> impl Iterator<Item = Self> + Clone {
        ROOMS.into_iter().map(|(text, point)| Self { text, point, points: text.characters.saturating_mul(POINTS) })
    }

    /// The least room.
    pub fn least() -> Self {
        Self::sizes().last().unwrap_or(Self::ALL)
    }
}

/// Limits of a school that stand together.
pub struct LimitPoint<'a> {
    /// The heading above them.
    pub heading: Option<&'a str>,
    /// The words that begin the sentence of each.
    pub start: Option<&'a str>,
    /// What they say; where there are several, each is part of a sentence.
    pub texts: Vec<String>,
    /// Where the first stands.
    pub span: &'a Span,
}

impl LimitPoint<'_> {
    /// All of it on one line: "Gedrag: wij hebben geen plek voor wie geen gezag erkent; wie de les verstoort."
    pub fn in_words(&self) -> String {
        let texts: Vec<&str> = self.texts.iter().map(|t| t.trim_end_matches([';', ','])).collect();
        let texts = match &texts[..] {
            [one] => (*one).to_owned(),
            all => sentences::once(all.iter().map(|t| t.trim_end_matches('.'))).join("; "),
        };
        let whole = match self.start {
            Some(start) => format!("{start} {texts}"),
            None => texts,
        };
        let sentence = sentences::with_full_stop(&sentences::capitalize(&whole));
        self.heading
            .map_or(sentence.clone(), |heading| format!("{}: {sentence}", sentences::truncate(heading, LONGEST_HEAD)))
    }
}

/// What is told of the limits of a school.
pub struct Limits<'a> {
    /// Texts for parents of the profile.
    pub texts: Vec<&'a Markdown>,
    /// Limits that those do not tell.
    pub points: Vec<LimitPoint<'a>>,
    /// How many limits there was no room for.
    pub left_out: usize,
    /// Whether the school says more of its limits than stands here.
    pub more: bool,
}

impl<'a> Limits<'a> {
    /// What fits of the limits of a school with this profile. With `all`, limits that the texts tell in other words
    /// are points too.
    pub fn new(document: &'a Document, grenzen: &'a Grenzen<'a>, room: Room, all: bool) -> Self {
        let mut out = Self { texts: Vec::new(), points: Vec::new(), left_out: 0, more: false };
        let mut whole: BTreeSet<&str> = BTreeSet::new();
        for sectie in document.formaat.secties().filter(|s| s.onderwerp == Some(Onderwerp::Grenzen)) {
            let text = document.antwoorden.get(&sectie.id).and_then(|a| a.for_ouders.as_ref());
            let Some(text) = text.filter(|t| !t.is_empty()) else { continue };
            // Nobody sees what half a text leaves out; its limits are points then.
            if (all || out.texts.len() < TEXTS) && room.text.fits(&text.plain_text()) {
                out.texts.push(text);
                whole.insert(&sectie.id);
            }
        }
        let is_told = |grens: &Grens<'_>| {
            let shown = std::ptr::eq(grens.document, document) && whole.contains(grens.sectie.id.as_str());
            match grens.told {
                GrensTold::Here => shown,
                GrensTold::Alike => shown && !all,
                GrensTold::No => false,
            }
        };
        let mut told: Vec<&Grens<'_>> = grenzen.all.iter().filter(|g| !is_told(g)).collect();
        out.more = told.len() < grenzen.all.iter().filter(|g| g.told != GrensTold::Here).count();
        if !all {
            // Limits about something that parents ask come first, in case not all fit.
            told.sort_by_key(|g| g.hulpvragen.is_empty() && g.items.is_empty());
        }
        let mut seen = BTreeSet::new();
        let mut used = 0;
        for grens in told.into_iter().filter(|g| seen.insert((&g.heading, &g.sentence))) {
            let words = room.point.short(&grens.text);
            used += words.chars().count();
            if used > room.points {
                out.left_out += 1;
                continue;
            }
            out.more |= words != grens.text;
            out.push(grens, words);
        }
        out.more |= out.left_out > 0;
        out
    }

    /// Adds a limit; to the last point, if it goes on with the same sentence.
    fn push(&mut self, grens: &'a Grens<'a>, words: String) {
        let (heading, start) = (grens.heading.as_deref(), grens.start.as_deref());
        let goes_on = |text: &String| text.starts_with(char::is_lowercase) && !text.contains(". ");
        match self.points.last_mut() {
            Some(last)
                if (last.heading, last.start) == (heading, start) && last.texts.iter().chain([&words]).all(goes_on) =>
            {
                last.texts.push(words);
            }
            _ => self.points.push(LimitPoint { heading, start, texts: vec![words], span: &grens.span }),
        }
    }
}
