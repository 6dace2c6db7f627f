//! The PDF of a document: `sop.pdf` and its like.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use crate::melding::{Code, Melding, Meldingen};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Soort};
use crate::model::site::{Document, Illustration, School, Site};
use crate::pages::{AddressForm, File, Links, Map, Page, Secties};
use crate::regio::Regio;
use crate::soorten::{Medium, Writer};
use crate::text::{Afkortingen, LinkResolver, LinkTarget, Picture, sentences};
use crate::theme::ThemeMedium;
use crate::view::{self, HoofdstukView};

use super::{Compiled, PdfCompiler, PdfSource};

/// Links and images of a PDF: sections and images are in it, everything else is on the website.
struct PdfLinks<'a> {
    site: Links<'a>,
    /// Which sections the document has.
    shows: &'a dyn Fn(&str) -> bool,
    /// What stands before the id of a section in its label.
    prefix: String,
}

impl<'a> PdfLinks<'a> {
    fn new(
        map: &'a Map<'a>,
        school: Option<&'a School>,
        document: Option<&'a Document>,
        shows: &'a dyn Fn(&str) -> bool,
        prefix: String,
    ) -> Self {
        let site = Links { map, form: AddressForm::Outside, school, document, secties: Secties::None };
        Self { site, shows, prefix }
    }
}

/// Virtual path of an image, made from its path in the school's folder.
fn virtual_path(path: &str) -> String {
    format!("/beelden/{path}")
}

impl LinkResolver for PdfLinks<'_> {
    fn link(&self, target: &LinkTarget) -> Option<String> {
        match target {
            LinkTarget::Sectie(id) => (self.shows)(id).then(|| format!("#sectie-{}{id}", self.prefix)),
            _ => self.site.link(target),
        }
    }

    fn picture(&self, file: &str) -> Option<Picture> {
        let picture = self.site.document?.pictures.get(file)?;
        let (width, height) = (picture.width, picture.height);
        Some(Picture { address: virtual_path(&picture.path), width, height })
    }
}

/// What the template sees of the document as a whole.
#[derive(Serialize)]
struct Cover<'a> {
    title: Cow<'a, str>,
    school: &'a str,
    plaats: Option<&'a str>,
    schooljaar: String,
    year: i16,
    month: i8,
    day: i8,
    facts_date: Option<String>,
    /// When it was adopted and until when it holds.
    validity: Option<String>,
    publisher: Option<&'a str>,
    logo: Option<CoverPicture>,
    photo: Option<CoverPicture>,
    address: Option<String>,
}

#[derive(Serialize)]
struct CoverPicture {
    path: String,
    alt: String,
}

#[derive(Serialize)]
struct CorePart {
    heading: &'static str,
    text: Value,
}

/// Makes the PDF of a document. Problems are reported; then there is none.
pub fn sop(
    pdf_compiler: &PdfCompiler<'_>,
    regio: &Regio<'_>,
    map: &Map<'_>,
    school: &School,
    document: &Document,
    meldingen: &mut Meldingen,
) -> Option<Vec<u8>> {
    report_missing_address(map.site(), document, meldingen);
    compile_pdf(pdf_compiler, compile(pdf_compiler, regio, map, school, document), meldingen)
}

/// Compiles a source, or reports why there is none.
pub(super) fn compile_pdf(
    pdf_compiler: &PdfCompiler<'_>,
    pdf_source: Result<PdfSource<'_>, Box<Melding>>,
    meldingen: &mut Meldingen,
) -> Option<Vec<u8>> {
    match pdf_source {
        Ok(pdf_source) => match pdf_compiler.compile_pdf(pdf_source, meldingen) {
            Compiled::Pdf(bytes) => Some(bytes),
            Compiled::TooLong | Compiled::PageError => None,
        },
        Err(melding) => {
            meldingen.push(*melding);
            None
        }
    }
}

/// Links to the site become plain text in a PDF when nobody said where the site is: one warning,
/// at the first of them.
fn report_missing_address(site: &Site, document: &Document, meldingen: &mut Meldingen) {
    let to_site = |target: &LinkTarget| {
        matches!(target, LinkTarget::Item { .. } | LinkTarget::School(_) | LinkTarget::Bijlage(_) | LinkTarget::Hulp(_))
    };
    if site.gegevens.basis_url.is_none()
        && let Some((target, span)) = document.links.iter().find(|(target, _)| to_site(target))
    {
        meldingen.push(
            Melding::at(Code::BaseUrlMissing, span, format!("`{target}` wordt in de PDF gewone tekst"))
                .hint("zet het adres van de website in `site.yaml`: `basis-url: https://...`"),
        );
    }
}

/// "Vastgesteld op 3 oktober 2024, geldig tot juli 2028".
fn validity(document: &Document) -> Option<String> {
    // Where nothing else is known, its facts are dated by the day of adoption, which the cover says already.
    let adopted = document.adopted.filter(|_| document.peildatum.is_some());
    let adopted = adopted.map(|d| ("vastgesteld", d.with_preposition()));
    let valid_until = document.valid_until.map(|d| ("geldig tot", d.to_string()));
    let parts: Vec<String> =
        [adopted, valid_until].into_iter().flatten().map(|(words, date)| format!("{words} {date}")).collect();
    (!parts.is_empty()).then(|| sentences::capitalize(&parts.join(", ")))
}

fn compile<'a>(
    pdf_compiler: &PdfCompiler<'_>,
    regio: &Regio<'_>,
    map: &Map<'_>,
    school: &'a School,
    document: &'a Document,
) -> Result<PdfSource<'a>, Box<Melding>> {
    let (theme, site) = (pdf_compiler.theme, map.site());
    let afkortingen = crate::web::afkortingen(document);
    let catalogus: &Catalogus = &site.catalogus;
    let shows = |id: &str| view::shows(document, Some(school), catalogus, id);
    let links = PdfLinks::new(map, Some(school), Some(document), &shows, String::new());
    let mut writer = Writer::new(Medium::Pdf, &links, catalogus, Some(school), document, &afkortingen);
    let render = |soort: Soort, context: &Context| theme.render_sectie(ThemeMedium::Pdf, soort, context);
    let core = core(school, document, &mut writer);
    let spoken_of = regio.spoken_of(Some(school), document);
    let hoofdstukken = view::hoofdstukken(document, spoken_of, &mut writer, &render)?;
    let date = document.pdf_date();
    let picture = |b: &Illustration| CoverPicture { path: virtual_path(&b.picture.path), alt: b.alt.clone() };
    let mut context = Context::new();
    context.insert(
        "document",
        &Cover {
            title: match document.concept {
                true => Cow::Owned(format!("Concept: {}", document.title())),
                false => Cow::Borrowed(document.title()),
            },
            school: &school.name,
            plaats: school.plaats.as_deref(),
            schooljaar: document.period_label(),
            year: date.year(),
            month: date.month(),
            day: date.day(),
            facts_date: document.facts_date().map(|d| d.to_string()),
            validity: validity(document),
            publisher: site.gegevens.publisher.as_ref().map(|u| u.name.as_str()),
            logo: school.logo.as_ref().map(picture),
            photo: school.photo.as_ref().map(picture),
            address: map.page(Page::School(&school.slug)).and_then(|address| map.whole(&address)),
        },
    );
    context.insert("core", &core);
    context.insert("hoofdstukken", &hoofdstukken);
    context.insert_value("tokens", Value::safe_string(&theme.tokens.typst()));
    let typst = theme.render(ThemeMedium::Pdf, "document.typ", &context)?;
    let mut pictures: BTreeMap<String, Cow<'_, [u8]>> = BTreeMap::new();
    for picture in [&school.logo, &school.photo].into_iter().flatten() {
        pictures.insert(virtual_path(&picture.picture.path), Cow::Borrowed(&picture.picture.bytes));
    }
    pictures.extend(document.pictures.values().map(|a| (virtual_path(&a.path), Cow::Borrowed(&a.bytes[..]))));
    let stat = Page::Year(school, document).folder().trim_end_matches('/').to_owned();
    Ok(PdfSource { typst, span_map: writer.span_map, pictures, stat, at_most: None })
}

/// Makes one PDF of all practice examples, a chapter each. Problems are reported; then there is none.
pub fn praktijk(
    pdf_compiler: &PdfCompiler<'_>,
    regio: &Regio<'_>,
    map: &Map<'_>,
    meldingen: &mut Meldingen,
) -> Option<Vec<u8>> {
    let site = map.site();
    for document in site.examples() {
        report_missing_address(site, document, meldingen);
    }
    compile_pdf(pdf_compiler, typeset_praktijk(pdf_compiler, regio, map), meldingen)
}

fn typeset_praktijk<'a>(
    pdf_compiler: &PdfCompiler<'_>,
    regio: &Regio<'_>,
    map: &Map<'a>,
) -> Result<PdfSource<'a>, Box<Melding>> {
    let (theme, site) = (pdf_compiler.theme, map.site());
    let render = |soort: Soort, context: &Context| theme.render_sectie(ThemeMedium::Pdf, soort, context);
    let mut span_map = crate::text::typst::SpanMap::new();
    let mut hoofdstukken: Vec<HoofdstukView> = Vec::new();
    let mut pictures: BTreeMap<String, Cow<'_, [u8]>> = BTreeMap::new();
    let mut days = Vec::new();
    // On the website the introduction stands on the page that lists the examples.
    if let (Some(text), Some(first)) = (&site.praktijk_intro, site.examples().next()) {
        let links = PdfLinks::new(map, None, None, &|_| false, String::new());
        let none = Afkortingen::new(Vec::new());
        let mut writer = Writer::new(Medium::Pdf, &links, &site.catalogus, None, first, &none);
        let introduction = Some(writer.block(text, 2));
        span_map = writer.span_map;
        let title = "Over deze voorbeelden".to_owned();
        hoofdstukken.push(HoofdstukView {
            id: "inleiding".to_owned(),
            number: 1,
            title,
            introduction,
            secties: Vec::new(),
        });
    }
    for document in site.examples() {
        let afkortingen = crate::web::afkortingen(document);
        let prefix = format!("{}-", document.name);
        let shows = |id: &str| view::shows(document, None, &site.catalogus, id);
        let links = PdfLinks::new(map, None, Some(document), &shows, prefix);
        let mut writer = Writer::new(Medium::Pdf, &links, &site.catalogus, None, document, &afkortingen);
        writer.span_map = std::mem::take(&mut span_map);
        let parts = view::hoofdstukken(document, regio.spoken_of(None, document), &mut writer, &render)?;
        span_map = writer.span_map;
        // One chapter per example; its own chapters only group its sections.
        let mut secties: Vec<_> = parts.into_iter().flat_map(|h| h.secties).collect();
        for sectie in &mut secties {
            sectie.id = format!("{}-{}", document.name, sectie.id);
        }
        hoofdstukken.push(HoofdstukView {
            id: document.name.clone(),
            number: hoofdstukken.len() + 1,
            title: document.title().to_owned(),
            introduction: None,
            secties,
        });
        pictures.extend(document.pictures.values().map(|a| (virtual_path(&a.path), Cow::Borrowed(&a.bytes[..]))));
        days.push(document.pdf_date());
    }
    let date = days.into_iter().max().unwrap_or(jiff::civil::date(2000, 1, 1));
    let mut context = Context::new();
    context.insert(
        "document",
        &Cover {
            title: Cow::Borrowed("Praktijkvoorbeelden"),
            school: &site.gegevens.title,
            plaats: None,
            schooljaar: String::new(),
            year: date.year(),
            month: date.month(),
            day: date.day(),
            facts_date: None,
            validity: None,
            publisher: site.gegevens.publisher.as_ref().map(|u| u.name.as_str()),
            logo: None,
            photo: None,
            address: map.page(Page::Praktijk).and_then(|address| map.whole(&address)),
        },
    );
    context.insert("core", &Vec::<CorePart>::new());
    context.insert("hoofdstukken", &hoofdstukken);
    context.insert_value("tokens", Value::safe_string(&theme.tokens.typst()));
    let typst = theme.render(ThemeMedium::Pdf, "document.typ", &context)?;
    Ok(PdfSource { typst, span_map, pictures, stat: super::stat(File::Praktijk), at_most: None })
}

/// "In het kort": what parents ask first, in the school's own words for them.
fn core(school: &School, document: &Document, writer: &mut Writer<'_>) -> Vec<CorePart> {
    writer.start_sectie();
    let mut out = Vec::new();
    let questions = [
        (Onderwerp::TargetGroup, "Voor wie"),
        (Onderwerp::Aanbod, "Wat de school biedt"),
        (Onderwerp::Grenzen, "Wat de school niet kan bieden"),
        (Onderwerp::Route, "Hoe hulp begint"),
    ];
    for (onderwerp, heading) in questions {
        let secties = document.formaat.secties().filter(|s| s.onderwerp == Some(onderwerp));
        let mut texts = secties.filter_map(|s| document.antwoorden.get(&s.id)?.for_ouders.as_ref());
        if let Some(text) = texts.next() {
            out.push(CorePart { heading, text: writer.block(text, 2) });
        }
    }
    let contact: Vec<String> = school.contact.iter().filter_map(contact_sentence).collect();
    if !contact.is_empty() {
        let text = Value::safe_string(&writer.fixed(&contact.join(" ")));
        out.push(CorePart { heading: "Bij wie u terechtkunt", text });
    }
    out
}

fn contact_sentence(contact: &crate::model::site::Contact) -> Option<String> {
    let bereik = &contact.bereik;
    let addresses: Vec<&str> =
        [&bereik.phone, &bereik.mail, &bereik.web].into_iter().filter_map(|a| a.as_deref()).collect();
    let sentence =
        bereik.sentence.clone().unwrap_or_else(|| sentences::with_full_stop(&sentences::capitalize(&contact.who.name)));
    Some(if addresses.is_empty() { sentence } else { format!("{sentence} {}.", sentences::join_and(&addresses)) })
}
