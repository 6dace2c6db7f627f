//! Short PDFs about one school: the summary for parents, and the paragraph for the schoolgids.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use tera::{Context, Value};

use crate::melding::{Code, Melding, Meldingen};
use crate::model::site::{Document, School, Site};
use crate::ouders::choice::{Variant, sizes};
use crate::ouders::words;
use crate::pages::{AddressForm, File, Links, Map, Secties};
use crate::regio::Regio;
use crate::soorten::{Medium, Writer};
use crate::text::{Afkortingen, Explanations};
use crate::theme::ThemeMedium;
use crate::view;
use crate::view::ouders::schoolgids as paragraph;
use crate::view::ouders::summary;

use super::{Compiled, PdfCompiler, PdfSource, qr};

/// Virtual path of the QR code.
const QR: &str = "/qr.svg";
/// The most pages of the summary: both sides of one sheet of paper.
const MAX_PAGES: usize = 2;

/// What a template sees of the PDF as a whole.
#[derive(Serialize)]
struct Sheet<'a> {
    school: &'a str,
    year: i16,
    month: i8,
    day: i8,
    reference_date: String,
}

impl<'a> Sheet<'a> {
    fn of(school: &'a School, document: Option<&Document>, today: Date) -> Self {
        // A school without a profile has no day of its own, and none is taken from the clock.
        let date = document.map_or(jiff::civil::date(2000, 1, 1), Document::pdf_date);
        Self {
            school: &school.name,
            year: date.year(),
            month: date.month(),
            day: date.day(),
            reference_date: crate::model::date::PartialDate::day(today).to_string(),
        }
    }
}

/// Makes the summary for parents: the fullest version that fits on two pages. Problems are
/// reported; then there is none.
pub fn ouders(
    pdf_compiler: &PdfCompiler<'_>,
    regio: &Regio<'_>,
    map: &Map<'_>,
    school: &School,
    today: Date,
    meldingen: &mut Meldingen,
) -> Option<Vec<u8>> {
    let mut previous = String::new();
    for size in sizes(regio, school) {
        let pdf_source = match typeset_ouders(pdf_compiler, regio, map, school, today, size) {
            Ok(pdf_source) => pdf_source,
            Err(melding) => {
                meldingen.push(*melding);
                return None;
            }
        };
        if pdf_source.typst == previous {
            continue;
        }
        previous.clone_from(&pdf_source.typst);
        let mut own = Meldingen::new();
        match pdf_compiler.compile_pdf(pdf_source, &mut own) {
            // Warnings about the characters of a version that is not used are of no use.
            Compiled::TooLong => continue,
            Compiled::Pdf(bytes) => {
                meldingen.extend(own);
                return Some(bytes);
            }
            Compiled::PageError => {
                meldingen.extend(own);
                return None;
            }
        }
    }
    let message = format!("de samenvatting voor ouders past in dit thema niet op {MAX_PAGES} bladzijden");
    meldingen.push(
        Melding::at(Code::ThemaError, &school.span, message)
            .hint("maak in `pdf/ouders.typ` van het thema de letters kleiner of de marges smaller"),
    );
    None
}

fn typeset_ouders<'a>(
    pdf_compiler: &PdfCompiler<'_>,
    regio: &Regio<'a>,
    map: &Map<'_>,
    school: &'a School,
    today: Date,
    size: Variant,
) -> Result<PdfSource<'a>, Box<Melding>> {
    let site = regio.site;
    let profiel = school.profiel();
    let afkortingen = profiel.map_or_else(|| Afkortingen::new(Vec::new()), crate::web::afkortingen);
    let shows = |id: &str| profiel.is_some_and(|d| view::shows(d, Some(school), &site.catalogus, id));
    let links = links(map, school, profiel, &shows);
    let explanations = words::explanations(site, school);
    let mut writer = writer(site, school, profiel, &links, &afkortingen, &explanations);
    let view = summary::summary(regio, map, school, today, size, &mut writer);
    let mut pictures = BTreeMap::new();
    let qr = view.address().and_then(qr::svg);
    let mut context = Context::new();
    context.insert("qr", &qr.as_ref().map(|_| QR));
    if let Some(svg) = qr {
        pictures.insert(QR.to_owned(), Cow::Owned(svg.into_bytes()));
    }
    context.insert("sheet", &Sheet::of(school, profiel, today));
    context.insert("s", &view);
    let stat = super::stat(File::Ouders(&school.slug));
    finish(pdf_compiler, "ouders.typ", context, writer, pictures, stat, Some(MAX_PAGES))
}

/// Makes the paragraph for the schoolgids. Problems are reported; then there is none.
pub fn schoolgids(
    pdf_compiler: &PdfCompiler<'_>,
    regio: &Regio<'_>,
    map: &Map<'_>,
    school: &School,
    document: &Document,
    today: Date,
    meldingen: &mut Meldingen,
) -> Option<Vec<u8>> {
    let site = regio.site;
    let afkortingen = crate::web::afkortingen(document);
    let shows = |id: &str| view::shows(document, Some(school), &site.catalogus, id);
    let links = links(map, school, Some(document), &shows);
    let explanations = words::explanations(site, school);
    let mut writer = writer(site, school, Some(document), &links, &afkortingen, &explanations);
    let mut context = Context::new();
    context.insert("sheet", &Sheet::of(school, Some(document), today));
    context.insert("guide", &paragraph::schoolgids(regio, map, school, document, today, 2, &mut writer));
    let stat = super::stat(File::Schoolgids(&school.slug));
    let pdf_source = finish(pdf_compiler, "schoolgids.typ", context, writer, BTreeMap::new(), stat, None);
    super::document::compile_pdf(pdf_compiler, pdf_source, meldingen)
}

/// Links in a text that leaves the website.
fn links<'a>(
    map: &'a Map<'a>,
    school: &'a School,
    document: Option<&'a Document>,
    shows: &'a dyn Fn(&str) -> bool,
) -> Links<'a> {
    Links { map, form: AddressForm::Outside, school: Some(school), document, secties: Secties::There(shows) }
}

fn writer<'a>(
    site: &'a Site,
    school: &'a School,
    document: Option<&'a Document>,
    links: &'a Links<'a>,
    afkortingen: &'a Afkortingen,
    explanations: &'a Explanations,
) -> Writer<'a> {
    let catalogus = &site.catalogus;
    let writer = match document {
        Some(document) => Writer::new(Medium::Pdf, links, catalogus, Some(school), document, afkortingen),
        None => Writer::without_document(Medium::Pdf, links, catalogus, school, afkortingen),
    };
    writer.explaining(explanations)
}

/// Renders the template.
fn finish<'a>(
    pdf_compiler: &PdfCompiler<'_>,
    template: &str,
    mut context: Context,
    writer: Writer<'_>,
    pictures: BTreeMap<String, Cow<'a, [u8]>>,
    stat: String,
    at_most: Option<usize>,
) -> Result<PdfSource<'a>, Box<Melding>> {
    context.insert_value("tokens", Value::safe_string(&pdf_compiler.theme.tokens.typst()));
    let typst = pdf_compiler.theme.render(ThemeMedium::Pdf, template, &context)?;
    Ok(PdfSource { typst, span_map: writer.span_map, pictures, stat, at_most })
}
