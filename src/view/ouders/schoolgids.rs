//! The yearly paragraph for the schoolgids on the support that a school offers: complete, by name, with remarks and amounts.

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use crate::model::site::{Document, School};
use crate::ouders::beginning::Limit;
use crate::ouders::limits::{Limits, Room};
use crate::ouders::overview::{Offering, overview};
use crate::ouders::texts;
use crate::pages::Map;
use crate::regio::Regio;
use crate::soorten::Writer;
use crate::text::sentences;

use super::pieces::{self, ContactView, FactsDay, kept};

/// Above things without a place, where the other things of their group have one.
const WITHOUT_PLAATS: &str = "Of dit op school zelf is, staat niet in ons profiel";

/// What the templates see, in either medium.
#[derive(Debug, Serialize)]
pub struct Schoolgids {
    school: String,
    title: String,
    facts_day: FactsDay,
    groups: Vec<GroupView>,
    without_plaats: bool,
    grenzen: Vec<Value>,
    points: Vec<PointsView>,
    absent: Option<Value>,
    /// Titles of the sections of the profile about limits, for where nothing of those stands here.
    elsewhere: Option<String>,
    route: Option<Value>,
    contact: Vec<ContactView>,
    vestigingen: Vec<ContactView>,
    steunpunt: Option<ContactView>,
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
    /// The names of things on which the school has no remark and of which it does not say how much there is, as one
    /// sentence.
    names: Option<Value>,
    /// The other things.
    remarked: Vec<Remarked>,
}

/// A thing with how much there is of it and the school's remarks on it.
#[derive(Debug, Serialize)]
struct Remarked {
    name: Value,
    text: Value,
}

#[derive(Debug, Serialize)]
struct PointsView {
    group: Option<String>,
    /// Words that begin the sentence of each point.
    start: Option<String>,
    points: Vec<Value>,
}

/// Writes the paragraph of a school's current profile; `heading` is the level of headings in texts, and `today` the
/// reference day.
pub fn schoolgids(
    regio: &Regio<'_>,
    map: &Map<'_>,
    school: &School,
    document: &Document,
    today: Date,
    heading: u8,
    writer: &mut Writer<'_>,
) -> Schoolgids {
    writer.start_sectie();
    let site = regio.site;
    let overview = regio.school(&school.slug).map(|facts| overview(facts, &site.catalogus)).unwrap_or_default();
    let mut groups = Vec::new();
    for group in &overview.groups {
        let mut parts = Vec::new();
        for part in &group.parts {
            let label = pieces::label(part, &site.catalogus)
                .or_else(|| group.with_plaatsen().then(|| WITHOUT_PLAATS.to_owned()));
            let label = label.map(|l| l.trim_end_matches('.').to_owned());
            let name = |d: &Offering<'_>| if d.item.is_some() { sentences::lower(&d.name) } else { d.name.clone() };
            // Remarks and amounts are sentences, which cannot stand among names in a sentence: they come below it.
            let (bare, remarked): (Vec<&Offering<'_>>, Vec<&Offering<'_>>) =
                part.offerings.iter().partition(|d| d.noten.is_empty() && d.hoeveel.is_empty());
            let names: Vec<_> = bare.iter().map(|d| (name(d), &d.span)).collect();
            let names = (!names.is_empty()).then(|| writer.join_and(&names, label.is_none()));
            let remarked = remarked.into_iter().map(|d| Remarked {
                name: writer.words(&sentences::capitalize(&d.name), &d.span),
                text: writer.sentence(
                    &d.hoeveel_sentences().chain(d.noten.iter().cloned()).collect::<Vec<_>>().join(" "),
                    &d.span,
                ),
            });
            let remarked = remarked.collect();
            parts.push(PartView { label, names, remarked });
        }
        groups.push(GroupView { heading: pieces::heading(group, &site.catalogus).to_owned(), parts });
    }
    let limits = Limits::new(document, regio.grenzen(school), Room::ALL, true);
    let grenzen = limits.texts.iter().filter_map(|t| kept(Limit::WHOLE, t, "", heading, writer)).collect();
    let route = texts::route(document).and_then(|t| kept(Limit::WHOLE, t, "", heading, writer));
    let mut points: Vec<PointsView> = Vec::new();
    for point in &limits.points {
        let (group, start) = (point.heading.map(str::to_owned), point.start.map(str::to_owned));
        let words = |text: &String| match &start {
            Some(_) => text.clone(),
            None => sentences::with_full_stop(&sentences::capitalize(text)),
        };
        let new: Vec<Value> = point.texts.iter().map(|text| writer.sentence(&words(text), point.span)).collect();
        match points.last_mut().filter(|p| p.group == group && p.start == start) {
            Some(last) => last.points.extend(new),
            None => points.push(PointsView { group, start, points: new }),
        }
    }
    let absent: Vec<_> = overview.absent.iter().map(|d| (d.in_sentence.clone(), &d.span)).collect();
    Schoolgids {
        school: school.name.clone(),
        title: document.title().to_owned(),
        facts_day: FactsDay::of(document, today),
        groups,
        without_plaats: overview.offerings().any(|d| d.without_plaats),
        grenzen,
        points,
        absent: (!absent.is_empty()).then(|| writer.join_and(&absent, true)),
        elsewhere: texts::about_limits(document),
        route,
        contact: pieces::contacten(school, Limit::WHOLE, writer),
        vestigingen: pieces::vestigingen(school, writer),
        steunpunt: site
            .gegevens
            .steunpunt
            .as_ref()
            .map(|s| pieces::instantie(&s.name, s, &school.span, Limit::WHOLE, writer)),
        address: pieces::address(map, school),
    }
}
