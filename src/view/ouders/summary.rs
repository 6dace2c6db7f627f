//! The summary for parents: at most two pages, whatever the school has written.
//!
//! What fits is estimated here, and seen when it is typeset: [`sizes`] gives versions from full to
//! bare, and the first that fits is used. What is left out is counted, and the summary says so.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{AnswerBody, Stap, StapSoort};
use crate::model::formaat::Onderwerp;
use crate::model::site::{Document, School};
use crate::ouders::overview::{Offering, Overview, overview};
use crate::pages::Map;
use crate::regio::Regio;
use crate::regio::grenzen::Grenzen;
use crate::soorten::Writer;
use crate::text::sentences;

use super::limits::{Limits, Room};
use super::pieces::{self, ContactView, FactsDay, Limit};

/// Room on two pages, in tenths of a line.
const TWO_PAGES: usize = 1270;
/// Characters on a line: of the whole width, beside a name, and of a name.
const WIDE: usize = 92;
const SENTENCE: usize = 65;
const NAME: usize = 26;
/// The most of a sentence about a thing, and the most characters of its name.
const LONGEST_SENTENCE: Limit = Limit { sentences: 2, characters: 260 };
const MAX_NAME: usize = 90;
/// Above things without a place, where the other things of their group have one.
const WITHOUT_PLAATS: &str = "Of dit op school zelf is, zegt de school niet";
/// The most names of things that are not there.
const MOST_ABSENT: usize = 12;

/// How much a version of the summary shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variant {
    /// Room for the things that the school offers, in tenths of a line.
    room: usize,
    /// How much is kept of running texts.
    length: Limit,
    /// How much is shown of what the school cannot offer.
    limits: Room,
    /// How many contacts.
    contacten: usize,
}

/// What the template sees.
#[derive(Debug, Serialize)]
pub struct OudersSummary {
    school: String,
    soort: String,
    description: Option<Value>,
    contact: Vec<ContactView>,
    vestigingen: Vec<ContactView>,
    /// Whether there is a telephone number at all.
    phone: bool,
    stand: Option<FactsDay>,
    aanbod: Option<Value>,
    groups: Vec<GroupView>,
    without_plaats: bool,
    /// Whether a sentence is general, of which the summary then tells.
    general: bool,
    grenzen: Vec<Value>,
    points: Vec<Value>,
    /// How many more limits the school names.
    left_out: usize,
    not_: Option<Value>,
    route: Option<Value>,
    stappen: Vec<Value>,
    /// Whether those steps leave out choices.
    keuzes: bool,
    steunpunt: Option<ContactView>,
    /// How many things the school offers that are not shown.
    rest: usize,
    /// Whether the school says more about what it cannot offer.
    more_grenzen: bool,
    address: Option<String>,
}

#[derive(Debug, Serialize)]
struct GroupView {
    heading: String,
    parts: Vec<PartView>,
}

#[derive(Debug, Serialize)]
struct PartView {
    label: Option<String>,
    offerings: Vec<OfferingView>,
}

#[derive(Debug, Serialize)]
struct OfferingView {
    name: Value,
    /// What the school remarks.
    noot: Value,
    /// How much of it there is.
    hoeveel: Value,
    sentence: Value,
    /// Whether the sentence is general and not the school's own.
    general: bool,
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
fn of_school<'a>(regio: &Regio<'a>, school: &School) -> Option<Overview<'a>> {
    school.profiel()?;
    Some(overview(regio.school(&school.slug)?, &regio.site.catalogus))
}

/// Room that everything takes but what the school offers: about, in tenths of a line.
fn fixed_room(regio: &Regio<'_>, school: &School, length: Limit, limits: Room) -> usize {
    let block = |text: &crate::text::Markdown| {
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
    let lines = |text: &&crate::text::Markdown| text.plain_text().lines().map(|r| room_of_text(r, WIDE)).sum::<usize>();
    out += limits.texts.iter().map(|text| lines(text) + 10).sum::<usize>() + 35;
    out += limits.points.iter().map(|point| room_of_text(&point.in_words(), WIDE) + 6).sum::<usize>();
    for (onderwerp, most) in [(Onderwerp::Aanbod, 1), (Onderwerp::Route, 1)] {
        let texts = pieces::for_ouders(document, onderwerp);
        let texts = if onderwerp == Onderwerp::Route { pieces::route(document).into_iter().collect() } else { texts };
        out += 25 + texts.into_iter().take(most).map(block).sum::<usize>();
    }
    out + regio.site.gegevens.steunpunt.as_ref().map_or(0, |_| 40)
}

/// Room that a text takes, in tenths of a line; `width` is in characters.
fn room_of_text(text: &str, width: usize) -> usize {
    text.chars().count().div_ceil(width) * 10
}

/// The school's remarks on a thing, as sentences.
fn remarks(offering: &Offering<'_>) -> String {
    LONGEST_SENTENCE.short(&offering.noten.join(" "))
}

/// How much there is of a thing, as sentences.
fn hoeveel(offering: &Offering<'_>) -> String {
    LONGEST_SENTENCE.short(&offering.hoeveel_sentences().collect::<Vec<_>>().join(" "))
}

fn room_of(offering: &Offering<'_>) -> usize {
    let sentence = offering.sentence.as_deref().map(|z| LONGEST_SENTENCE.short(z)).unwrap_or_default();
    let sentence = format!("{} {} {sentence}", remarks(offering), hoeveel(offering));
    let name = offering.name.chars().count().min(MAX_NAME).div_ceil(NAME) * 10;
    room_of_text(&sentence, SENTENCE).max(name) + 6
}

const HEADING_ROOM: usize = 23;
const LABEL_ROOM: usize = 14;

fn room_for_everything(overview: &Overview<'_>) -> usize {
    let parts: usize = overview.groups.iter().map(|g| g.parts.len()).sum();
    let offerings: usize = overview.offerings().map(room_of).sum();
    overview.groups.len() * HEADING_ROOM + parts * LABEL_ROOM + offerings
}

/// Which things fit in the room: first those that answer a question of parents, and of each group
/// in turn, so that no group takes all of it. Gives their numbers, counted in the order of the overview.
fn pick(overview: &Overview<'_>, room: usize) -> BTreeSet<usize> {
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

/// Writes one version.
pub fn summary(
    regio: &Regio<'_>,
    map: &Map<'_>,
    school: &School,
    today: Date,
    size: Variant,
    writer: &mut Writer<'_>,
) -> OudersSummary {
    writer.start_sectie();
    let site = regio.site;
    let (length, read_on) = (size.length, pieces::read_on(site));
    let one_line = |text: &str| sentences::truncate(text, 110);
    let plaats = school.plaats.as_deref().map(|p| format!(" in {p}")).unwrap_or_default();
    let soort = sentences::join_and(&school.onderwijstypen);
    let soort = if soort.is_empty() { school.plaats.clone().unwrap_or_default() } else { format!("{soort}{plaats}") };
    let mut contact = pieces::contacten(school, length, writer);
    contact.truncate(size.contacten);
    let mut vestigingen = pieces::vestigingen(school, writer);
    vestigingen.truncate(size.contacten.min(3));
    let phone = !vestigingen.is_empty() || school.contact.iter().any(|c| c.bereik.phone.is_some());
    let mut out = OudersSummary {
        school: one_line(&school.name),
        soort: one_line(&soort),
        description: school.description.as_ref().and_then(|t| length.text(t, read_on, 2, writer)),
        contact,
        vestigingen,
        phone,
        stand: None,
        aanbod: None,
        groups: Vec::new(),
        without_plaats: false,
        general: false,
        grenzen: Vec::new(),
        points: Vec::new(),
        left_out: 0,
        not_: None,
        route: None,
        stappen: Vec::new(),
        keuzes: false,
        steunpunt: None,
        rest: 0,
        more_grenzen: false,
        address: pieces::address(map, school),
    };
    if let Some(document) = school.profiel() {
        out.stand = Some(FactsDay::of(document, today));
        let overview = of_school(regio, school).unwrap_or_default();
        out.fill(document, &overview, regio.grenzen(school), size, read_on, writer);
    }
    // In the order of the sheet: a word is explained where it first stands.
    let steunpunt = site.gegevens.steunpunt.as_ref();
    out.steunpunt =
        steunpunt.map(|s| pieces::instantie(&s.name, s, &school.span, Limit { sentences: 2, ..length }, writer));
    out.general |= writer.explained_in_general();
    out
}

impl OudersSummary {
    /// The address of the page for parents, which the QR code leads to.
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    fn fill(
        &mut self,
        document: &Document,
        overview: &Overview<'_>,
        grenzen: &Grenzen<'_>,
        size: Variant,
        read_on: &str,
        writer: &mut Writer<'_>,
    ) {
        let (length, heading) = (size.length, 2);
        let texts = pieces::for_ouders(document, Onderwerp::Aanbod);
        self.aanbod = texts.first().and_then(|t| length.text(t, read_on, heading, writer));
        self.fill_aanbod(overview, size, writer);

        let limits = Limits::new(document, grenzen, size.limits, false);
        self.grenzen = limits.texts.iter().filter_map(|t| Limit::WHOLE.text(t, "", heading, writer)).collect();
        self.points = limits.points.iter().map(|point| writer.sentence(&point.in_words(), point.span)).collect();
        self.left_out = limits.left_out;
        self.more_grenzen = limits.more;
        let names = overview.not_.iter().take(MOST_ABSENT);
        let names: Vec<_> = names.map(|d| (sentences::truncate(&d.in_sentence, 60), &d.span)).collect();
        self.not_ = (!names.is_empty()).then(|| writer.join_and(&names, true));
        self.more_grenzen |= overview.not_.len() > MOST_ABSENT;

        self.route = pieces::route(document).and_then(|t| length.text(t, read_on, heading, writer));
        if self.route.is_none() {
            let stap =
                |(title, span): (&str, &crate::source::Span)| writer.words(&sentences::truncate(title, 100), span);
            self.stappen = stappen(document).into_iter().take(8).map(stap).collect();
            self.keuzes = !self.stappen.is_empty() && has_choices(document);
        }
    }

    fn fill_aanbod(&mut self, overview: &Overview<'_>, size: Variant, writer: &mut Writer<'_>) {
        let chosen = pick(overview, size.room);
        let mut number = 0;
        for group in &overview.groups {
            let mut parts = Vec::new();
            for part in &group.parts {
                let mut offerings = Vec::new();
                for offering in &part.offerings {
                    if chosen.contains(&number) {
                        self.without_plaats |= offering.without_plaats;
                        self.general |= offering.general;
                        let sentence = LONGEST_SENTENCE.short(offering.sentence.as_deref().unwrap_or_default());
                        offerings.push(OfferingView {
                            name: writer.words(&sentences::truncate(&offering.name, MAX_NAME), &offering.span),
                            noot: writer.sentence(&remarks(offering), &offering.span),
                            hoeveel: writer.sentence(&hoeveel(offering), &offering.span),
                            // What something is in general explains it already.
                            sentence: match offering.general {
                                true => writer.words(&sentence, &offering.span),
                                false => writer.sentence(&sentence, &offering.span),
                            },
                            general: offering.general,
                        });
                    }
                    number += 1;
                }
                if !offerings.is_empty() {
                    let label = part.label.as_deref().or_else(|| group.with_plaatsen().then_some(WITHOUT_PLAATS));
                    parts.push(PartView { label: label.map(|l| sentences::truncate(l, 120)), offerings });
                }
            }
            if !parts.is_empty() {
                self.groups.push(GroupView { heading: sentences::truncate(&group.heading, MAX_NAME), parts });
            }
        }
        self.rest = number - chosen.len();
    }
}

/// The phases of the first route that has several, or its steps where it comes first and has those.
fn stappen(document: &Document) -> Vec<(&str, &crate::source::Span)> {
    let secties = document.formaat.secties().filter(|s| s.onderwerp == Some(Onderwerp::Route));
    for sectie in secties {
        let Some(AnswerBody::Graaf(graaf)) = document.antwoorden.get(&sectie.id).map(|a| &a.content) else { continue };
        let fasen = graaf.stappen.iter().filter(|s| matches!(s.soort, StapSoort::Fase { .. }));
        let fasen: Vec<_> = fasen.map(|s| (s.title.as_str(), &s.span)).collect();
        if fasen.len() > 1 {
            return fasen;
        }
        let stappen = on_the_way(&graaf.stappen);
        if !stappen.is_empty() {
            return stappen;
        }
    }
    Vec::new()
}

/// Whether a route has choices, which the list of steps does not show.
fn has_choices(document: &Document) -> bool {
    let routes = document.formaat.secties().filter(|s| s.onderwerp == Some(Onderwerp::Route));
    let graphs = routes.filter_map(|s| match &document.antwoorden.get(&s.id)?.content {
        AnswerBody::Graaf(graaf) => Some(graaf),
        _ => None,
    });
    let choice = |s: &&Stap| matches!(s.soort, StapSoort::Keuze { .. });
    graphs.flat_map(|graaf| graaf.all()).any(|s| choice(&s))
}

/// Steps that every pupil passes: not those of a branch, which only some take.
fn on_the_way(stappen: &[Stap]) -> Vec<(&str, &crate::source::Span)> {
    let mut out = Vec::new();
    for stap in stappen {
        match &stap.soort {
            StapSoort::Fase { stappen, .. } => out.extend(on_the_way(stappen)),
            StapSoort::Stap => out.push((stap.title.as_str(), &stap.span)),
            StapSoort::Keuze { .. } | StapSoort::End => {}
        }
    }
    out
}
