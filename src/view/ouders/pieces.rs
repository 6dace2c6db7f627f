//! Pieces that the summary for parents and the paragraph for the schoolgids share: whom to ask,
//! where the limits are, and how old the facts are.

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use crate::model::catalogus::Catalogus;
use crate::model::site::{Document, Organization, School, Site};
use crate::ouders::beginning::Limit;
use crate::ouders::overview::{Group, GroupOf, OverviewPart};
use crate::pages::{Map, Page};
use crate::soorten::Writer;
use crate::source::Span;
use crate::text::{Block, Inline, Markdown, sentences};

/// The whole address of a school's page for parents, if it is known where the site is.
pub fn address(map: &Map<'_>, school: &School) -> Option<String> {
    map.whole(&map.page(Page::School(&school.slug))?)
}

/// Someone parents can turn to.
#[derive(Debug, Serialize)]
pub struct ContactView {
    /// Role or name.
    pub who: String,
    /// What they are for.
    pub sentence: Option<String>,
    /// Telephone, mail and web, each as a link.
    pub addresses: Vec<Value>,
}

/// A text as it is where it is short enough, else its beginning and `read_on`: the sentence that is missing may hold a
/// condition. `heading` is the level of its headings.
pub(super) fn kept(
    length: Limit,
    markdown: &Markdown,
    read_on: &str,
    heading: u8,
    writer: &mut Writer<'_>,
) -> Option<Value> {
    let (mut kept, whole) = length.kept(markdown);
    if kept.is_empty() {
        return None;
    }
    if !whole {
        let mut blocks = kept.blocks.to_vec();
        match blocks.last_mut() {
            Some(Block::Paragraph(last)) => last.push(Inline::Text(format!(" {read_on}"))),
            _ => blocks.push(Block::Paragraph(vec![Inline::Text(read_on.to_owned())])),
        }
        kept.blocks = blocks.into();
    }
    Some(writer.block(&kept, heading))
}

/// Heading above what a school has that is in no list.
pub(super) const OWN_HEADING: &str = "Meer hulp van deze school";
/// Heading above what the school refers to.
const REFERS_HEADING: &str = "De school verwijst door naar";

/// The heading above a group of things that a school offers, in words of parents.
pub fn heading<'c>(group: &'c Group<'_>, catalogus: &'c Catalogus) -> &'c str {
    if let Some(heading) = &group.heading {
        return heading;
    }
    match &group.of {
        GroupOf::Lijst(id) => catalogus.lijst(id).map_or(OWN_HEADING, |lijst| lijst.heading_for_parents()),
        GroupOf::Refers => REFERS_HEADING,
        GroupOf::Own => OWN_HEADING,
    }
}

/// What is said of all things of a part: the names of their places ("Op school", or "Op school en via het bestuur"), or
/// the sentence of their value.
pub(super) fn label(part: &OverviewPart<'_>, catalogus: &Catalogus) -> Option<String> {
    if part.waar.is_empty() {
        return part.value.clone();
    }
    let name = |id: &String| {
        let plaats = catalogus.plaatsen().and_then(|l| l.by_id(id));
        plaats.map_or_else(|| id.clone(), |(_, plaats)| plaats.name.clone())
    };
    let mut names: Vec<String> = part.waar.iter().map(name).collect();
    for name in names.iter_mut().skip(1) {
        *name = sentences::lower(name);
    }
    Some(sentences::join_and(&names))
}

/// Where parents read the rest of a text that is cut off.
pub(super) fn read_on(site: &Site) -> &'static str {
    match site.gegevens.basis_url {
        Some(_) => "Lees verder op de website.",
        None => "Dit is niet alles: vraag de school naar de rest.",
    }
}

/// Whom parents can turn to, in the order of the school.
pub(crate) fn contacten(school: &School, length: Limit, writer: &mut Writer<'_>) -> Vec<ContactView> {
    let view = |c: &crate::model::site::Contact| {
        instantie(&sentences::capitalize(&c.who.name), &c.bereik, &c.who.span, length, writer)
    };
    school.contact.iter().map(view).collect()
}

/// An organisation or role, with the ways to reach it.
pub(crate) fn instantie(
    name: &str,
    bereik: &Organization,
    span: &Span,
    length: Limit,
    writer: &mut Writer<'_>,
) -> ContactView {
    let mut addresses = Vec::new();
    let mut add = |address: String, words: &str| {
        addresses.push(writer.link(&address, &sentences::truncate(words, length.name()), span));
    };
    if let Some(number) = &bereik.phone {
        add(format!("tel:{number}"), number);
    }
    if let Some(mail) = &bereik.mail {
        add(format!("mailto:{mail}"), mail);
    }
    if let Some(web) = &bereik.web {
        let short = web.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        add(web.clone(), short);
    }
    ContactView {
        who: sentences::truncate(name, length.name()),
        sentence: bereik
            .sentence
            .as_ref()
            .map(|z| sentences::with_full_stop(&length.short(z)))
            .filter(|z| !z.is_empty()),
        addresses,
    }
}

/// Telephone numbers of the buildings, for a school whose contacts have none.
pub(crate) fn vestigingen(school: &School, writer: &mut Writer<'_>) -> Vec<ContactView> {
    if school.contact.iter().any(|c| c.bereik.phone.is_some()) {
        return Vec::new();
    }
    let with_number = school.vestigingen.iter().filter(|v| v.phone.is_some());
    with_number
        .map(|v| {
            let name = v.name.as_deref().or(v.plaats.as_deref()).unwrap_or(&school.name);
            let bereik = Organization { phone: v.phone.clone(), ..Organization::default() };
            instantie(name, &bereik, &school.span, Limit { sentences: 1, characters: 90 }, writer)
        })
        .collect()
}

/// When the facts of a document were true.
#[derive(Debug, Serialize)]
pub struct FactsDay {
    /// "schooljaar 2024-2025" or "de periode ..."; empty when neither is known.
    pub period_label: String,
    /// The day, month or year of its facts.
    pub from: Option<String>,
    /// When the school adopted it, where that is another day: "op 1 september 2024".
    pub adopted: Option<String>,
    /// Until when it holds.
    pub valid_until: Option<String>,
    /// Whether its facts are out of date on the reference day (see [`Document::is_old`]).
    pub old: bool,
}

impl FactsDay {
    /// That of a document, judged on the reference day.
    pub fn of(document: &Document, today: Date) -> Self {
        let period_label = match document.period_label() {
            empty if empty.is_empty() => empty,
            year if document.period.is_none() => format!("schooljaar {year}"),
            period => format!("de periode {period}"),
        };
        let adopted = document.adopted.filter(|d| document.facts_date() != Some(*d));
        Self {
            period_label,
            from: document.facts_date().map(|d| d.to_string()),
            adopted: adopted.map(|d| d.with_preposition()),
            valid_until: document.valid_until.map(|d| d.to_string()),
            old: document.is_old(today),
        }
    }
}
