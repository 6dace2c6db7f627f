//! Short PDFs about one school: the summary for parents, and the paragraph for the schoolgids.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use tera::{Context, Value};

use crate::melding::{Code, Melding, Meldingen};
use crate::model::site::{Document, School, Site};
use crate::ouders::samenvatting::{self, Maat};
use crate::ouders::schoolgids as paragraaf;
use crate::ouders::stukken::LosseLinks;
use crate::regio::Regio;
use crate::soorten::{Medium, Schrijver};
use crate::tekst::Afkortingen;
use crate::thema::Kant;

use super::{Drukker, Gezet, Zetsel, qr};

/// Virtual path of the QR code.
const QR: &str = "/qr.svg";
/// The most pages of the summary: one sheet of paper.
const BLADEN: usize = 2;

/// What a template sees of the whole.
#[derive(Serialize)]
struct Blad<'a> {
    school: &'a str,
    jaar: i16,
    maand: i8,
    dag: i8,
    stand: String,
}

impl<'a> Blad<'a> {
    fn van(school: &'a School, document: Option<&Document>, stand: Date) -> Self {
        // A school without a profile has no day of its own, and none is made up from the clock.
        let datum = document.map_or(jiff::civil::date(2000, 1, 1), Document::pdf_datum);
        Self {
            school: &school.naam,
            jaar: datum.year(),
            maand: datum.month(),
            dag: datum.day(),
            stand: crate::model::datum::Datum::dag(stand).to_string(),
        }
    }
}

/// Makes the summary for parents: the fullest version that fits on two pages. Problems are
/// reported; then there is none.
pub fn ouders(
    drukker: &Drukker<'_>,
    regio: &Regio<'_>,
    school: &School,
    stand: Date,
    meldingen: &mut Meldingen,
) -> Option<Vec<u8>> {
    let mut vorige = String::new();
    for maat in samenvatting::maten(regio, school) {
        let zetsel = match zet_ouders(drukker, regio, school, stand, maat) {
            Ok(zetsel) => zetsel,
            Err(melding) => {
                meldingen.meld(*melding);
                return None;
            }
        };
        if zetsel.typst == vorige {
            continue;
        }
        vorige.clone_from(&zetsel.typst);
        let mut eigen = Meldingen::nieuw();
        match drukker.druk(zetsel, &mut eigen) {
            // What a longer version had to say about its characters is of no use here.
            Gezet::TeLang => continue,
            Gezet::Pdf(bytes) => {
                meldingen.neem_over(eigen);
                return Some(bytes);
            }
            Gezet::Mislukt => {
                meldingen.neem_over(eigen);
                return None;
            }
        }
    }
    let bericht = format!("de samenvatting voor ouders past in dit thema niet op {BLADEN} bladzijden");
    meldingen.meld(
        Melding::op(Code::ThemaFout, &school.plek, bericht)
            .hint("maak in `pdf/ouders.typ` van het thema de letters kleiner of de marges smaller"),
    );
    None
}

fn zet_ouders<'a>(
    drukker: &Drukker<'_>,
    regio: &Regio<'a>,
    school: &'a School,
    stand: Date,
    maat: Maat,
) -> Result<Zetsel<'a>, Box<Melding>> {
    let site = regio.site;
    let profiel = school.profiel();
    let afkortingen = profiel.map_or_else(|| Afkortingen::nieuw(Vec::new()), crate::web::afkortingen);
    let links = LosseLinks { site, school, document: profiel };
    let mut schrijver = schrijver(site, school, profiel, &links, &afkortingen);
    let zicht = samenvatting::samenvatting(regio, school, stand, maat, &mut schrijver);
    let mut beelden = BTreeMap::new();
    let qr = zicht.adres().and_then(qr::svg);
    let mut context = Context::new();
    context.insert("qr", &qr.as_ref().map(|_| QR));
    if let Some(svg) = qr {
        beelden.insert(QR.to_owned(), Cow::Owned(svg.into_bytes()));
    }
    context.insert("blad", &Blad::van(school, profiel, stand));
    context.insert("s", &zicht);
    let kenmerk = format!("scholen/{}/ouders", school.slug);
    klaar(drukker, "ouders.typ", context, schrijver, beelden, kenmerk, Some(BLADEN))
}

/// Makes the paragraph for the schoolgids. Problems are reported; then there is none.
pub fn schoolgids(
    drukker: &Drukker<'_>,
    regio: &Regio<'_>,
    school: &School,
    document: &Document,
    stand: Date,
    meldingen: &mut Meldingen,
) -> Option<Vec<u8>> {
    let site = regio.site;
    let afkortingen = crate::web::afkortingen(document);
    let links = LosseLinks { site, school, document: Some(document) };
    let mut schrijver = schrijver(site, school, Some(document), &links, &afkortingen);
    let mut context = Context::new();
    context.insert("blad", &Blad::van(school, Some(document), stand));
    context.insert("gids", &paragraaf::schoolgids(regio, school, document, stand, 2, &mut schrijver));
    let kenmerk = format!("scholen/{}/schoolgids", school.slug);
    let zetsel = klaar(drukker, "schoolgids.typ", context, schrijver, BTreeMap::new(), kenmerk, None);
    super::document::druk(drukker, zetsel, meldingen)
}

fn schrijver<'a>(
    site: &'a Site,
    school: &'a School,
    document: Option<&'a Document>,
    links: &'a LosseLinks<'a>,
    afkortingen: &'a Afkortingen,
) -> Schrijver<'a> {
    let catalogus = &site.catalogus;
    match document {
        Some(document) => Schrijver::nieuw(Medium::Pdf, links, catalogus, Some(school), document, afkortingen),
        None => Schrijver::zonder_document(Medium::Pdf, links, catalogus, school, afkortingen),
    }
}

/// Renders the template.
fn klaar<'a>(
    drukker: &Drukker<'_>,
    sjabloon: &str,
    mut context: Context,
    schrijver: Schrijver<'_>,
    beelden: BTreeMap<String, Cow<'a, [u8]>>,
    kenmerk: String,
    hoogstens: Option<usize>,
) -> Result<Zetsel<'a>, Box<Melding>> {
    context.insert_value("tokens", Value::safe_string(&drukker.thema.tokens.typst()));
    let typst = drukker.thema.teken(Kant::Pdf, sjabloon, &context)?;
    Ok(Zetsel { typst, plekken: schrijver.plekken, beelden, kenmerk, hoogstens })
}
