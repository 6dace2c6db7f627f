//! What of a school fits in the summary for parents: at most two pages, whatever the school has written.
//!
//! What fits is estimated here, and seen when it is typeset: [`sizes`] gives versions from full to bare, and the first
//! that fits is used.

use std::collections::BTreeSet;

use crate::model::formaat::Onderwerp;
use crate::model::site::School;
use crate::regio::Regio;
use crate::text::Markdown;

use super::beginning::Limit;
use super::limits::{Limits, Room};
use super::overview::{Offering, Overview, overview};
use super::texts;

/// Room on two pages, in tenths of a line.
const TWO_PAGES: usize = 1270;
/// Characters on a line: of the whole width, beside a name, and of a name.
const WIDE: usize = 92;
const SENTENCE: usize = 65;
const NAME: usize = 26;
/// The most of a sentence about a thing.
pub const LONGEST_SENTENCE: Limit = Limit { sentences: 2, characters: 260 };
/// The most characters of its name.
pub const MAX_NAME: usize = 90;
/// Room of a heading and of a label.
const HEADING_ROOM: usize = 23;
const LABEL_ROOM: usize = 14;

/// How much a version of the summary shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variant {
    /// Room for the things that the school offers, in tenths of a line.
    pub room: usize,
    /// How much is kept of running texts.
    pub length: Limit,
    /// How much is shown of what the school cannot offer.
    pub limits: Room,
    /// How many contacts.
    pub contacten: usize,
}

/// Versions to try, from full to bare. The last fits on two pages whatever the content is, because
/// every part of it is bounded.
pub fn sizes(regio: &Regio<'_>, school: &School) -> Vec<Variant> {
    let lengths =
        [(14, 1100), (7, 560), (4, 340), (2, 200)].map(|(sentences, characters)| Limit { sentences, characters });
    let shortest = Limit { sentences: 1, characters: 140 };
    let mut out: Vec<Variant> = Vec::new();
    for part in [100, 98, 95, 92, 87, 80, 71, 60, 46] {
        let total = TWO_PAGES * part / 100;
        // Other texts shrink before limits do.
        let sizes = Room::sizes().flat_map(|limits| lengths.map(|length| (length, limits)));
        let fits = |(length, limits): &(Limit, Room)| fixed_room(regio, school, *length, *limits) * 10 <= total * 6;
        let (length, limits) = sizes.clone().find(fits).unwrap_or((shortest, Room::least()));
        let room = total.saturating_sub(fixed_room(regio, school, length, limits));
        out.push(Variant { room, length, limits, contacten: 6 });
    }
    out.push(Variant { room: 0, length: shortest, limits: Room::least(), contacten: 2 });
    // More room than everything needs makes no other version.
    let everything = of_school(regio, school).map_or(0, |overview| room_for_everything(&overview));
    for size in &mut out {
        size.room = size.room.min(everything);
    }
    out.dedup();
    out
}

/// What a school with a profile offers.
pub fn of_school<'a>(regio: &Regio<'a>, school: &School) -> Option<Overview<'a>> {
    school.profiel()?;
    Some(overview(regio.school(&school.slug)?, &regio.site.catalogus))
}

/// Room that everything takes but what the school offers: about, in tenths of a line.
fn fixed_room(regio: &Regio<'_>, school: &School, length: Limit, limits: Room) -> usize {
    let block = |text: &Markdown| {
        let (kept, whole) = length.kept(text);
        let lines = kept.plain_text().lines().map(|r| room_of_text(r, WIDE)).sum::<usize>();
        lines + 10 + if whole { 0 } else { 10 }
    };
    let mut out = 70 + 30 + 90;
    out += school.description.as_ref().map_or(0, block);
    for contact in school.contact.iter().take(6) {
        let sentence = contact.bereik.sentence.as_deref().map_or(0, |z| room_of_text(&length.short(z), SENTENCE));
        let bereik = &contact.bereik;
        let address = bereik.phone.is_some() || bereik.mail.is_some() || bereik.web.is_some();
        out += (sentence + usize::from(address) * 10).max(10) + 6;
    }
    let Some(document) = school.profiel() else { return out };
    let limits = Limits::new(document, regio.grenzen(school), limits, false);
    let lines = |text: &&Markdown| text.plain_text().lines().map(|r| room_of_text(r, WIDE)).sum::<usize>();
    out += limits.texts.iter().map(|text| lines(text) + 10).sum::<usize>() + 35;
    out += limits.points.iter().map(|point| room_of_text(&point.in_words(), WIDE) + 6).sum::<usize>();
    for (onderwerp, most) in [(Onderwerp::Aanbod, 1), (Onderwerp::Route, 1)] {
        let texts = texts::for_ouders(document, onderwerp);
        let texts = if onderwerp == Onderwerp::Route { texts::route(document).into_iter().collect() } else { texts };
        out += 25 + texts.into_iter().take(most).map(block).sum::<usize>();
    }
    out + regio.site.gegevens.steunpunt.as_ref().map_or(0, |_| 40)
}

/// Room that a text takes, in tenths of a line; `width` is in characters.
fn room_of_text(text: &str, width: usize) -> usize {
    text.chars().count().div_ceil(width) * 10
}

/// The school's remarks on a thing, as sentences.
pub fn remarks(offering: &Offering<'_>) -> String {
    LONGEST_SENTENCE.short(&offering.noten.join(" "))
}

/// How much there is of a thing, as sentences.
pub fn hoeveel(offering: &Offering<'_>) -> String {
    LONGEST_SENTENCE.short(&offering.hoeveel_sentences().collect::<Vec<_>>().join(" "))
}

fn room_of(offering: &Offering<'_>) -> usize {
    let sentence = offering.sentence.as_deref().map(|z| LONGEST_SENTENCE.short(z)).unwrap_or_default();
    let sentence = format!("{} {} {sentence}", remarks(offering), hoeveel(offering));
    let name = offering.name.chars().count().min(MAX_NAME).div_ceil(NAME) * 10;
    room_of_text(&sentence, SENTENCE).max(name) + 6
}

fn room_for_everything(overview: &Overview<'_>) -> usize {
    let parts: usize = overview.groups.iter().map(|g| g.parts.len()).sum();
    let offerings: usize = overview.offerings().map(room_of).sum();
    overview.groups.len() * HEADING_ROOM + parts * LABEL_ROOM + offerings
}

/// Which things fit in the room: first those that answer a question of parents, and of each group
/// in turn, so that no group takes all of it. Gives their numbers, counted in the order of the overview.
pub fn pick(overview: &Overview<'_>, room: usize) -> BTreeSet<usize> {
    // Of each thing: its number, group and part.
    let mut rows: [Vec<Vec<(usize, usize, usize)>>; 2] = [0, 1].map(|_| vec![Vec::new(); overview.groups.len()]);
    let (mut number, mut costs) = (0, Vec::new());
    for (g, group) in overview.groups.iter().enumerate() {
        for (d, part) in group.parts.iter().enumerate() {
            for offering in &part.offerings {
                costs.push(room_of(offering));
                // A thing without a sentence says too little here.
                if offering.sentence.is_some() {
                    rows[usize::from(!offering.requested)][g].push((number, g, d));
                }
                number += 1;
            }
        }
    }
    let mut out = BTreeSet::new();
    let (mut open_groups, mut open_parts, mut at) = (BTreeSet::new(), BTreeSet::new(), 0);
    for groups in rows {
        let longest = groups.iter().map(Vec::len).max().unwrap_or(0);
        for turn in 0..longest {
            for (number, g, d) in groups.iter().filter_map(|group| group.get(turn).copied()) {
                let heading = if open_groups.contains(&g) { 0 } else { HEADING_ROOM };
                let label = if open_parts.contains(&(g, d)) { 0 } else { LABEL_ROOM };
                let needed = costs[number] + heading + label;
                if at + needed <= room {
                    at += needed;
                    open_groups.insert(g);
                    open_parts.insert((g, d));
                    out.insert(number);
                }
            }
        }
    }
    out
}
