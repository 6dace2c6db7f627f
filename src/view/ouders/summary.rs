//! The summary for parents: at most two pages, whatever the school has written (see [`crate::ouders::choice`]). What is
//! left out is counted, and the summary says so.

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use crate::model::catalogus::Catalogus;
use crate::model::formaat::Onderwerp;
use crate::model::site::{Document, School};
use crate::ouders::beginning::Limit;
use crate::ouders::choice::{LONGEST_SENTENCE, MAX_NAME, Variant, hoeveel, of_school, pick, remarks};
use crate::ouders::limits::Limits;
use crate::ouders::overview::Overview;
use crate::ouders::texts;
use crate::pages::Map;
use crate::regio::Regio;
use crate::soorten::Writer;
use crate::text::sentences;

use super::pieces::{self, ContactView, FactsDay, kept};

/// Above things without a place, where the other things of their group have one.
const WITHOUT_PLAATS: &str = "Of dit op school zelf is, zegt de school niet";
/// The most names of things that are not there.
const MOST_ABSENT: usize = 12;

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
    facts_day: Option<FactsDay>,
    aanbod: Option<Value>,
    groups: Vec<GroupView>,
    without_plaats: bool,
    /// Whether a sentence is general, of which the summary then tells.
    general: bool,
    grenzen: Vec<Value>,
    points: Vec<Value>,
    /// How many more limits the school names.
    left_out: usize,
    absent: Option<Value>,
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
        description: school.description.as_ref().and_then(|t| kept(length, t, read_on, 2, writer)),
        contact,
        vestigingen,
        phone,
        facts_day: None,
        aanbod: None,
        groups: Vec::new(),
        without_plaats: false,
        general: false,
        grenzen: Vec::new(),
        points: Vec::new(),
        left_out: 0,
        absent: None,
        route: None,
        stappen: Vec::new(),
        keuzes: false,
        steunpunt: None,
        rest: 0,
        more_grenzen: false,
        address: pieces::address(map, school),
    };
    if let Some(document) = school.profiel() {
        out.facts_day = Some(FactsDay::of(document, today));
        out.fill(document, regio, school, size, read_on, writer);
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
        regio: &Regio<'_>,
        school: &School,
        size: Variant,
        read_on: &str,
        writer: &mut Writer<'_>,
    ) {
        let (length, heading) = (size.length, 2);
        let overview = of_school(regio, school).unwrap_or_default();
        let aanbod = texts::for_ouders(document, Onderwerp::Aanbod);
        self.aanbod = aanbod.first().and_then(|t| kept(length, t, read_on, heading, writer));
        self.fill_aanbod(&overview, size, &regio.site.catalogus, writer);

        let limits = Limits::new(document, regio.grenzen(school), size.limits, false);
        self.grenzen = limits.texts.iter().filter_map(|t| kept(Limit::WHOLE, t, "", heading, writer)).collect();
        self.points = limits.points.iter().map(|point| writer.sentence(&point.in_words(), point.span)).collect();
        self.left_out = limits.left_out;
        self.more_grenzen = limits.more;
        let names = overview.absent.iter().take(MOST_ABSENT);
        let names: Vec<_> = names.map(|d| (sentences::truncate(&d.in_sentence, 60), &d.span)).collect();
        self.absent = (!names.is_empty()).then(|| writer.join_and(&names, true));
        self.more_grenzen |= overview.absent.len() > MOST_ABSENT;

        self.route = texts::route(document).and_then(|t| kept(length, t, read_on, heading, writer));
        if self.route.is_none() {
            let stap =
                |(title, span): (&str, &crate::source::Span)| writer.words(&sentences::truncate(title, 100), span);
            self.stappen = texts::stappen(document).into_iter().take(8).map(stap).collect();
            self.keuzes = !self.stappen.is_empty() && texts::has_choices(document);
        }
    }

    fn fill_aanbod(&mut self, overview: &Overview<'_>, size: Variant, catalogus: &Catalogus, writer: &mut Writer<'_>) {
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
                    let label = pieces::label(part, catalogus)
                        .or_else(|| group.with_plaatsen().then(|| WITHOUT_PLAATS.to_owned()));
                    parts.push(PartView { label: label.map(|l| sentences::truncate(&l, 120)), offerings });
                }
            }
            if !parts.is_empty() {
                self.groups.push(GroupView {
                    heading: sentences::truncate(pieces::heading(group, catalogus), MAX_NAME),
                    parts,
                });
            }
        }
        self.rest = number - chosen.len();
    }
}
