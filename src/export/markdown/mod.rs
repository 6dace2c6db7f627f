//! A document as Markdown, for pasting into another text: the same views as its page, chapter by chapter.

mod secties;

use tera::Context;

use crate::melding::Melding;
use crate::model::formaat::Soort;
use crate::model::site::{Document, School};
use crate::pages::{AddressForm, Links, Map, Secties};
use crate::regio::Regio;
use crate::soorten::{Medium, Writer};
use crate::text::commonmark::{escape, stacked};
use crate::text::{Afkortingen, characters};
use crate::view::{self, SectieView};

/// A document of a school, or (without a school) a practice example.
///
/// # Errors
/// None that content can cause: here code renders the views, not templates of a theme.
pub fn document(
    regio: &Regio<'_>,
    map: &Map<'_>,
    school: Option<&School>,
    document: &Document,
) -> Result<String, Box<Melding>> {
    let afkortingen =
        Afkortingen::new(document.afkortingen.iter().map(|a| (a.short.clone(), a.in_full.clone())).collect());
    let catalogus = &map.site().catalogus;
    let shows = |id: &str| view::shows(document, school, catalogus, id);
    let (form, secties) = (AddressForm::Outside, Secties::There(&shows));
    let links = Links { map, form, school, document: Some(document), secties };
    let mut writer = Writer::new(Medium::Markdown, &links, catalogus, school, document, &afkortingen);
    let render = |soort: Soort, context: &Context| Ok(secties::write(soort, context));
    let hoofdstukken = view::hoofdstukken(document, regio.spoken_of(school, document), &mut writer, &render)?;
    let mut out = vec![format!("# {}", escape(document.title()))];
    out.extend(opening(school, document));
    let page = map.document(school, document).and_then(|address| map.whole(&address));
    out.extend(page.map(|address| format!("Op de website: <{address}>")));
    if hoofdstukken.is_empty() {
        out.push("De school heeft nog niets ingevuld.".to_owned());
    }
    for hoofdstuk in &hoofdstukken {
        out.push(format!("## {} {}", hoofdstuk.number, escape(&hoofdstuk.title)));
        out.extend(hoofdstuk.introduction.as_ref().and_then(|t| t.as_str()).map(str::to_owned));
        for sectie in &hoofdstuk.secties {
            out.push(format!("### {} {}", sectie.number, escape(&sectie.title)));
            out.push(content(sectie));
        }
    }
    Ok(format!("{}\n", stacked(&out)))
}

/// Whose document it is, and from when.
fn opening(school: Option<&School>, document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(school) = school {
        let plaats = school.plaats.as_ref().map(|plaats| format!(", {}", escape(plaats))).unwrap_or_default();
        out.push(format!("**{}**{plaats}", escape(&school.name)));
    }
    let period_label = document.period_label();
    let mut sentence = if document.schooljaar.is_some() { format!("Schooljaar {period_label}") } else { period_label };
    for (words, date) in [
        ("gegevens van", document.facts_date()),
        ("vastgesteld op", document.adopted),
        ("geldig tot", document.valid_until),
    ] {
        if let Some(date) = date {
            let comma = if sentence.is_empty() { "" } else { ", " };
            sentence.push_str(&format!("{comma}{words} {date}"));
        }
    }
    if !sentence.is_empty() {
        out.push(format!("{}.", crate::text::sentences::capitalize(&escape(&sentence))));
    }
    if document.facts_date().is_none() {
        out.push("Van wanneer de gegevens zijn, is niet vermeld.".to_owned());
    }
    if document.concept {
        out.push("**Dit is een concept.** Het is nog niet openbaar.".to_owned());
    }
    out
}

/// What comes below the heading of a section.
fn content(sectie: &SectieView) -> String {
    let text = |value: &Option<tera::Value>| value.as_ref().and_then(|t| t.as_str()).map(str::to_owned);
    let with_heading = |heading: &str, value: &Option<tera::Value>| {
        text(value).into_iter().flat_map(|text| [format!("**{heading}**"), text]).collect::<Vec<_>>()
    };
    let mut out: Vec<String> = text(&sectie.introduction).into_iter().collect();
    out.extend(with_heading("In gewone taal", &sectie.for_ouders));
    out.extend(sectie.not_applicable.then(|| "Niet van toepassing op deze school.".to_owned()));
    match text(&sectie.content).filter(|t| t.chars().any(|c| characters::is_visible(&c.to_string()))) {
        Some(content) => out.push(content),
        None if !sectie.not_applicable && sectie.toelichting.is_none() && sectie.for_ouders.is_none() => {
            out.push("De school heeft dit niet ingevuld.".to_owned());
        }
        None => {}
    }
    out.extend(with_heading("Toelichting", &sectie.toelichting));
    out.extend(with_heading("Bron", &sectie.source));
    out.extend(sectie.peildatum.as_ref().map(|day| format!("Gegevens van {day}.")));
    out.extend(sectie.checked_on.as_ref().map(|day| format!("Nagekeken: {day}.")));
    stacked(&out)
}
