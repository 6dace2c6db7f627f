//! `dekking.pdf`: the coverage of the region, for boards.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use crate::melding::{Melding, Meldingen};
use crate::pages::{File, Map, Page};
use crate::text::typst::SpanMap;
use crate::theme::ThemeMedium;
use crate::view::dekking::DekkingView;

use super::{PdfCompiler, PdfSource, document};

#[derive(Serialize)]
struct Cover<'a> {
    site: &'a str,
    publisher: Option<&'a str>,
    address: Option<String>,
    year: i16,
    month: i8,
    day: i8,
}

/// Makes the PDF. Problems are reported; then there is none.
pub fn dekking(
    pdf_compiler: &PdfCompiler<'_>,
    map: &Map<'_>,
    dekking: &DekkingView,
    meldingen: &mut Meldingen,
) -> Option<Vec<u8>> {
    document::compile_pdf(pdf_compiler, compile(pdf_compiler, map, dekking), meldingen)
}

fn compile<'a>(
    pdf_compiler: &PdfCompiler<'_>,
    map: &Map<'a>,
    dekking: &DekkingView,
) -> Result<PdfSource<'a>, Box<Melding>> {
    let gegevens = &map.site().gegevens;
    let cover = Cover {
        site: &gegevens.title,
        publisher: gegevens.publisher.as_ref().map(|u| u.name.as_str()),
        address: map.whole(&Page::Dekking.address()),
        year: dekking.day.year(),
        month: dekking.day.month(),
        day: dekking.day.day(),
    };
    let mut context = Context::new();
    context.insert("cover", &cover);
    context.insert("dekking", dekking);
    context.insert_value("tokens", Value::safe_string(&pdf_compiler.theme.tokens.typst()));
    let typst = pdf_compiler.theme.render(ThemeMedium::Pdf, "dekking.typ", &context)?;
    Ok(PdfSource {
        typst,
        span_map: SpanMap::new(),
        pictures: BTreeMap::new(),
        stat: super::stat(File::Dekking),
        at_most: None,
    })
}
