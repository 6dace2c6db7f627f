//! `reeks`: values over dates, years or groups. Empty, 0 and "volgt nog" are different things.

use serde::Serialize;
use tera::Value;

use crate::drawing::chart::reeks::{self as chart, BarCharts, ChartPoint, ChartRow};
use crate::grammar::common::{join_or, noot, running_text};
use crate::grammar::items;
use crate::grammar::shape::{Key, MapShape, Shape};
use crate::model::antwoord::{AnswerBody, Antwoord, ItemAntwoord, OwnItem};
use crate::model::catalogus::Catalogus;
use crate::model::date::PartialDate;
use crate::model::formaat::{Axis, Sectie};
use crate::model::hoeveel::Hoeveel;
use crate::model::value::Content;

use super::fields::{self, FieldView};
use super::own::{OwnView, own};
use super::{SoortRenderer, Writer, key};

pub(super) struct Reeks;

#[derive(Serialize)]
struct ReeksView {
    unit: Option<String>,
    /// Labels of the columns.
    columns: Vec<String>,
    rows: Vec<RowView>,
    /// What the school has besides the list, as far as it has no values.
    own: Vec<OwnView>,
    /// The rows with enough amounts, as charts.
    drawing: Option<BarCharts>,
}

#[derive(Serialize)]
struct RowView {
    name: Value,
    /// Its place on the page, if it is a row of the school's own.
    anchor: Option<String>,
    /// One cell per column; none where nothing was filled in.
    cells: Vec<Option<FieldView>>,
    noot: Option<Value>,
    text: Option<Value>,
}

impl SoortRenderer for Reeks {
    fn shape(&self, sectie: &Sectie, catalogus: &Catalogus) -> Shape {
        let columns = column_keys(sectie);
        let message = format!("Dit past hier niet. Verwacht per regel: {}.", example(sectie));
        let keys = [noot(), running_text()].into_iter().chain(columns.keys.clone()).collect();
        let each = MapShape { keys, columns: columns.columns.clone(), ..MapShape::new(Vec::new()) }.said(message);
        let others = items::others(sectie, columns, catalogus);
        let each = Shape::OrNothing(vec![Shape::Map(each)]);
        let items = items::answers(sectie, each, others, catalogus);
        Shape::OrNothing(vec![Shape::Items(items)])
    }

    fn effect(&self) -> &'static str {
        "Op de pagina en in de PDF staan de getallen als tabel en als grafiek. Het zijn getallen en geen \
         aanbod: ze tellen nergens mee als hulp. In een formulier is elk item een regel met een kolom per \
         jaar, datum of groep."
    }

    fn above_blank(&self, sectie: &Sectie) -> Option<String> {
        let soort = match sectie.reeks_axis {
            Axis::Peildatum => "per datum, zoals {2025-10-01: 312}",
            Axis::Schooljaar => "per schooljaar, zoals {2024-2025: 312}",
            Axis::Year => "per jaar, zoals {2025: 312}",
            Axis::Group => "per groep",
        };
        let columns: Vec<&str> = sectie.columns.iter().map(|(id, _)| id.as_str()).collect();
        let columns = if columns.is_empty() { String::new() } else { format!(": {}", columns.join(", ")) };
        Some(format!("{soort}{columns}"))
    }

    fn view(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, writer: &mut Writer<'_>) -> Option<Value> {
        let antwoord = antwoord?;
        let items = match &antwoord.content {
            AnswerBody::Items(items) => items.as_slice(),
            _ => &[],
        };
        let own_items = antwoord.others.iter().enumerate();
        let own_items: Vec<(usize, &OwnItem, &ItemAntwoord)> =
            own_items.filter_map(|(number, own)| Some((number, own, own.antwoord.as_deref()?))).collect();
        let columns = columns(sectie, items.iter().chain(own_items.iter().map(|(_, _, item)| *item)));
        let mut rows = Vec::new();
        let mut drawn = Vec::new();
        for item in items {
            let Some(key) = key(sectie, item.index) else { continue };
            drawn.push(points(writer.catalogus.name(&key), &columns, item));
            rows.push(RowView {
                name: writer.item(&key, &item.span),
                anchor: None,
                cells: cells(item, &columns, writer),
                noot: item.noot.as_ref().map(|n| writer.line(n)),
                text: item.text.as_ref().map(|t| writer.at_item(t)),
            });
        }
        for (number, own, item) in own_items {
            drawn.push(points(&own.name.text, &columns, item));
            rows.push(RowView {
                name: writer.words(&own.name.text, &own.name.span),
                anchor: Some(super::own_anchor(&sectie.id, number)),
                cells: cells(item, &columns, writer),
                noot: own.noot.as_ref().map(|n| writer.line(n)),
                text: own.text.as_ref().map(|t| writer.at_item(t)),
            });
        }
        let own = own(sectie, antwoord, writer);
        let columns: Vec<String> = columns.into_iter().map(|(_, label)| label).collect();
        let unit = sectie.unit.clone();
        let drawing = chart::charts(&columns, &drawn, sectie.reeks_axis != Axis::Group, unit.is_some());
        let something = !rows.is_empty() || !own.is_empty();
        something.then(|| Value::from_serializable(&ReeksView { unit, columns, rows, own, drawing }))
    }
}

/// The cells of a row: one per column.
fn cells(item: &ItemAntwoord, columns: &[(String, String)], writer: &mut Writer<'_>) -> Vec<Option<FieldView>> {
    let mut cell = |(id, label): &(String, String)| {
        let (_, filled) = item.reeks.iter().find(|(column, _)| column == id)?;
        Some(fields::loose(label, filled, writer))
    };
    columns.iter().map(&mut cell).collect()
}

/// The columns of the format, else those that any row fills, in order.
fn columns<'i>(sectie: &Sectie, items: impl Iterator<Item = &'i ItemAntwoord>) -> Vec<(String, String)> {
    let label = |id: &str| match (sectie.reeks_axis, PartialDate::read(id)) {
        (Axis::Peildatum, Ok(date)) => date.to_string(),
        _ => id.to_owned(),
    };
    if !sectie.columns.is_empty() {
        let with_label =
            |(id, name): &(String, String)| (id.clone(), if id == name { label(id) } else { name.clone() });
        return sectie.columns.iter().map(with_label).collect();
    }
    let filled: std::collections::BTreeSet<&String> = items.flat_map(|i| &i.reeks).map(|(k, _)| k).collect();
    filled.into_iter().map(|id| (id.clone(), label(id))).collect()
}

/// A row as a chart knows it.
fn points(name: &str, columns: &[(String, String)], item: &ItemAntwoord) -> ChartRow {
    let mut units = Vec::new();
    let mut point = |(id, _): &(String, String)| {
        let Some((_, filled)) = item.reeks.iter().find(|(column, _)| column == id) else { return ChartPoint::Empty };
        match &filled.content {
            Content::Hoeveel(Hoeveel { text, size: Some(size) }) => {
                units.push(size.unit);
                ChartPoint::Number { from: size.from, to: size.to, text: text.clone() }
            }
            Content::Hoeveel(Hoeveel { text, size: None }) => ChartPoint::Word(text.clone()),
            Content::Word(word) => ChartPoint::Word(word.readable().to_owned()),
            _ => ChartPoint::Empty,
        }
    };
    let points = columns.iter().map(&mut point).collect();
    ChartRow { name: name.to_owned(), points, one_unit: units.windows(2).all(|pair| pair[0] == pair[1]) }
}

/// The columns of a series: those of the format, else any that look right.
fn column_keys(sectie: &Sectie) -> MapShape {
    let map = MapShape::new(vec![Key::new("waarde", "", "", Shape::Amount).required(), noot()]).bare("waarde");
    let value = Shape::Either(vec![Shape::Map(map.or_otherwise("een getal")), Shape::Amount]);
    let keys = sectie.columns.iter().map(|(id, title)| Key::new(id, title, title, value.clone())).collect();
    let columns = sectie.columns.is_empty().then(|| (sectie.reeks_axis, Box::new(value)));
    MapShape { columns, ..MapShape::new(keys) }
}

/// What stands on a line, for a message.
fn example(sectie: &Sectie) -> String {
    match sectie.reeks_axis {
        _ if !sectie.columns.is_empty() => join_or(sectie.columns.iter().map(|(id, _)| id.as_str())),
        Axis::Peildatum => "een datum, zoals 2025-10-01: 312".to_owned(),
        Axis::Year => "een jaar, zoals 2025: 312".to_owned(),
        Axis::Schooljaar => "een schooljaar, zoals 2024-2025: 312".to_owned(),
        Axis::Group => "een groep, zoals onderbouw: 312".to_owned(),
    }
}
