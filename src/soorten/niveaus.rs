//! `niveaus`: levels of support, such as a pyramid, each with its share and what is done there.

use serde::Serialize;
use tera::Value;

use crate::drawing::chart::pyramid::{self, Slice};
use crate::grammar::common::{self, noot, running_text, sectie_map};
use crate::grammar::rows::row;
use crate::grammar::shape::{Key, MapShape, Shape};
use crate::model::antwoord::{AnswerBody, Antwoord, Row};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Drawing, Niveau, Sectie};
use crate::model::hoeveel::{Hoeveel, Unit};
use crate::model::value::Feit;
use crate::text::one_line;

use super::table::{self, RowView};
use super::{SoortRenderer, Writer, fields};

pub(super) struct Niveaus;

#[derive(Serialize)]
struct NiveausView {
    /// The levels as a pyramid, if the format asks for it, from the top down.
    pyramid: Option<PyramidView>,
    niveaus: Vec<NiveauView>,
}

#[derive(Serialize)]
struct PyramidView {
    /// What it shows, in one sentence.
    sentence: String,
    layers: Vec<LayerView>,
}

#[derive(Serialize)]
struct LayerView {
    id: String,
    name: String,
    color: Option<&'static str>,
    /// Its share in words, as typed.
    share: Option<String>,
    /// What follows the share, such as " van de leerlingen".
    of_leerlingen: &'static str,
    slice: Slice,
}

#[derive(Serialize)]
struct NiveauView {
    id: String,
    name: String,
    color: Option<&'static str>,
    share: Option<Value>,
    /// What follows the share.
    of_leerlingen: &'static str,
    who: Option<Value>,
    text: Option<Value>,
    noot: Option<Value>,
    heading: Vec<String>,
    rows: Vec<RowView>,
}

impl SoortRenderer for Niveaus {
    fn shape(&self, sectie: &Sectie, catalogus: &Catalogus) -> Shape {
        let row = row(sectie, catalogus);
        let who = common::of_lijst("specialisten", catalogus);
        let mut keys = common::about(sectie, catalogus);
        keys.extend([
            Key::new("aandeel", "Aandeel", "Deel van de leerlingen, zoals 80%.", Shape::Amount)
                .offered("deel van de leerlingen, zoals 80%"),
            Key::new("wie", "Wie", "Wie hier helpen.", who).offered("wie hier helpen"),
            running_text().offered(""),
            noot(),
            Key::new("rijen", "Rijen", "Wat er op dit niveau is.", row.many())
                .offered("wat er is: `- {naam: Stempelkaart, uitleg: Hoe het werkt.}`"),
        ]);
        let name = format!("sectie-{}-niveau", sectie.id);
        let each = Shape::OrNothing(vec![Shape::Map(MapShape::new(keys))]).part(name);
        let mut keys = common::about(sectie, catalogus);
        keys.extend(sectie.niveaus.iter().map(|niveau| {
            Key::new(&niveau.id, &niveau.name, &niveau.name, each.clone()).offered(one_line(&niveau.name))
        }));
        Shape::OrNothing(vec![Shape::Map(sectie_map(keys))])
    }

    fn effect(&self) -> &'static str {
        "Op de pagina en in de PDF staan de niveaus onder elkaar met wat er is, met `beeld: piramide` ook als \
         tekening. Onder welke kop ouders er op hun pagina van lezen, bepaalt `onderwerp`; wat bij \
         `voor-ouders` staat, lezen zij het eerst. In een formulier heeft elk niveau zijn aandeel, wie er \
         helpen en een tekst; de rijen staan op een eigen blad."
    }

    fn how_to(&self, _sectie: &Sectie) -> Option<String> {
        Some("Per niveau wat er is, met zijn rijen.".to_owned())
    }

    fn view(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, writer: &mut Writer<'_>) -> Option<Value> {
        let AnswerBody::Rows(groups) = &antwoord?.content else { return None };
        let mut niveaus = Vec::new();
        let mut layers = Vec::new();
        let mut number = 0;
        for group in groups {
            let Row::Group { rows, niveau: Some(part), span, .. } = group else { continue };
            let niveau = sectie.niveaus.get(part.index)?;
            let columns = table::columns(sectie, rows, false);
            let mut out = Vec::new();
            table::plain(sectie, rows, &columns, (0, &mut number), writer, &mut out);
            let level = level(niveau, part.share.as_ref());
            niveaus.push(NiveauView {
                id: niveau.id.clone(),
                name: niveau.name.clone(),
                color: niveau.color.as_deref().map(in_styles),
                share: part.share.as_ref().map(|a| writer.words(&a.text, span)),
                of_leerlingen: level.of_leerlingen(),
                who: (!part.who.is_empty()).then(|| writer.names(&part.who)),
                text: part.text.as_ref().map(|t| writer.in_sectie(t)),
                noot: part.noot.as_ref().map(|n| writer.line(n)),
                heading: columns.iter().map(|k| k.title(sectie)).collect(),
                rows: out,
            });
            layers.push((niveau, level));
        }
        let pyramid = (sectie.drawing == Some(Drawing::Pyramid)).then(|| pyramid(layers));
        (!niveaus.is_empty()).then(|| Value::from_serializable(&NiveausView { pyramid, niveaus }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        let AnswerBody::Rows(rows) = &antwoord.content else { return Vec::new() };
        table::all(rows).into_iter().flat_map(|v| fields::feiten(sectie, v)).collect()
    }
}

/// A colour of a level by its name in styles.
fn in_styles(color: &str) -> &'static str {
    match color {
        "groen" => "green",
        "geel" => "yellow",
        _ => "red",
    }
}

/// A level as a picture knows it.
fn level(niveau: &Niveau, share: Option<&Hoeveel>) -> pyramid::PyramidNiveau {
    let size = share.and_then(|a| a.size).filter(|m| m.unit == Unit::Percent);
    pyramid::PyramidNiveau {
        name: niveau.name.clone(),
        share: share.map(|a| a.text.clone()),
        percent: size.map(|m| (m.from, m.to)),
    }
}

/// The pyramid; the first level is its base, so it is drawn last.
fn pyramid(niveaus: Vec<(&Niveau, pyramid::PyramidNiveau)>) -> PyramidView {
    let (definitions, known): (Vec<&Niveau>, Vec<pyramid::PyramidNiveau>) = niveaus.into_iter().unzip();
    let sentence = pyramid::sentence(&known);
    let slices = pyramid::slices(&known);
    let layer = |((definition, known), slice): ((&Niveau, pyramid::PyramidNiveau), Slice)| LayerView {
        id: definition.id.clone(),
        color: definition.color.as_deref().map(in_styles),
        of_leerlingen: known.of_leerlingen(),
        name: known.name,
        share: known.share,
        slice,
    };
    let layers = definitions.into_iter().zip(known).zip(slices).map(layer).rev().collect();
    PyramidView { sentence, layers }
}
