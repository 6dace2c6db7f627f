//! `tabel`: rows with fields, perhaps in groups, shown as a table, a list, cards or a timeline.

use serde::Serialize;
use tera::Value;

use crate::drawing::chart::matrix::{self, Mark, Matrix};
use crate::grammar::field;
use crate::grammar::rows::{self, row};
use crate::grammar::shape::Shape;
use crate::model::antwoord::{AnswerBody, Antwoord, Row};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{DisplayMode, Drawing, FieldType, Onderwerp, Sectie, Soort};
use crate::model::value::{Content, Feit, Filled, RefTarget};
use crate::text::sentences;

use super::fields::{self, FieldView};
use super::{SoortRenderer, Writer};

pub(super) struct Table;

#[derive(Serialize)]
struct TableSectieView {
    /// `tabel`, `lijst`, `kaarten` or `tijdlijn`.
    display: &'static str,
    /// Titles of the columns that any row fills.
    heading: Vec<String>,
    rows: Vec<RowView>,
    /// Which row names what, if the format asks for that picture.
    matrix: Option<Matrix>,
}

#[derive(Serialize)]
pub(super) struct RowView {
    /// Heading of a group; then there are no cells.
    pub(super) group: Option<Value>,
    /// Depth of the group, from 0.
    pub(super) niveau: usize,
    /// Its place on the page, if anything leads there.
    pub(super) anchor: Option<String>,
    /// One cell per column; a field that the row does not fill is empty.
    pub(super) cells: Vec<Option<FieldView>>,
}

impl SoortRenderer for Table {
    fn shape(&self, sectie: &Sectie, catalogus: &Catalogus) -> Shape {
        if sectie.soort == Soort::Bijlagen {
            let example = vec!["- {titel: Pestprotocol, bestand: bijlagen/pestprotocol.pdf}".to_owned()];
            return rows::rows_under("bestanden", row(sectie, catalogus), example, sectie, catalogus);
        }
        let help = sectie.fields.iter().map(|field| format!("{}: {}", field.id, field::remark(field)));
        let parts: Vec<String> = sectie.fields.iter().take(4).map(|field| format!("{}: ...", field.id)).collect();
        let example = help.chain([format!("- {{{}}}", parts.join(", "))]).collect();
        rows::rows_under("rijen", row(sectie, catalogus), example, sectie, catalogus)
    }

    fn effect(&self) -> &'static str {
        "Op de pagina en in de PDF staan de rijen als tabel, lijst, kaarten of tijdlijn; bijlagen als lijst \
         van bestanden. Een veld met `telt: ja` zegt dat er is wat het noemt: dat staat dan ook bij de \
         hulpvragen, in de vergelijking en in de open data. Bij `onderwerp: grenzen` zijn de rijen grenzen: \
         die staan overal voor de hulp waar ze over gaan. In een formulier heeft de sectie een eigen blad, \
         met een regel per rij."
    }

    fn how_to(&self, sectie: &Sectie) -> Option<String> {
        Some(match sectie.soort {
            Soort::Bijlagen => "De bijlagen staan onder elkaar onder `bestanden:`.".to_owned(),
            _ => "De rijen staan onder elkaar onder `rijen:`.".to_owned(),
        })
    }

    fn view(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, writer: &mut Writer<'_>) -> Option<Value> {
        let AnswerBody::Rows(rows) = &antwoord?.content else { return None };
        let columns = columns(sectie, rows, sectie.display == DisplayMode::Table);
        if columns.is_empty() {
            return None;
        }
        let mut out = Vec::new();
        plain(sectie, rows, &columns, (0, &mut 0), writer, &mut out);
        Some(Value::from_serializable(&TableSectieView {
            display: match sectie.display {
                DisplayMode::Table => "tabel",
                DisplayMode::Lijst => "lijst",
                DisplayMode::Cards => "kaarten",
                DisplayMode::Timeline => "tijdlijn",
            },
            heading: columns.iter().map(|column| column.title(sectie)).collect(),
            rows: out,
            matrix: (sectie.drawing == Some(Drawing::Matrix)).then(|| matrix(sectie, rows)).flatten(),
        }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        let AnswerBody::Rows(rows) = &antwoord.content else { return Vec::new() };
        all(rows).into_iter().flat_map(|fields| fields::feiten(sectie, fields)).collect()
    }
}

/// A column: a field, or one value of a field whose values are shown as columns.
pub(super) struct Column {
    field: usize,
    value: Option<usize>,
}

impl Column {
    pub(super) fn title(&self, sectie: &Sectie) -> String {
        let field = &sectie.fields[self.field];
        self.value.map_or_else(|| field.title.clone(), |w| field.values[w].1.clone())
    }

    fn cell(&self, sectie: &Sectie, fields: &[(usize, Filled)], writer: &mut Writer<'_>) -> Option<FieldView> {
        let field = &sectie.fields[self.field];
        let (_, filled) = fields.iter().find(|(k, _)| *k == self.field)?;
        let Some(value) = self.value else { return Some(fields::view(field, filled, writer)) };
        let (id, name) = &field.values[value];
        // A remark on the field as a whole stands in the first column that has anything.
        let (first, word, remark) = match &filled.content {
            Content::References(chosen) => {
                let column = |name: &str| field.values.iter().position(|(_, value)| value == name);
                let first = chosen.iter().filter_map(|v| column(&v.name)).min();
                let here = chosen.iter().find(|v| v.name == *name)?;
                (first, "ja", here.remark.as_ref())
            }
            Content::Keuze(chosen) if chosen == name => (Some(value), "ja", None),
            Content::Word(word) if value == 0 => (Some(0), word.readable(), None),
            _ => return None,
        };
        let whole = filled.noot.as_ref().filter(|_| first == Some(value));
        let noten: Vec<String> = [remark, whole]
            .into_iter()
            .flatten()
            .map(|n| writer.line(n).as_str().unwrap_or_default().to_owned())
            .collect();
        Some(FieldView {
            id: format!("{}-{id}", field.id),
            title: name.clone(),
            value: Value::from(word),
            block: false,
            bare: false,
            mark: true,
            noot: (!noten.is_empty()).then(|| Value::safe_string(&sentences::once(noten).join(&writer.fixed("; ")))),
        })
    }
}

/// The columns that any row fills. Only with `table` are values columns: elsewhere their marks would stand
/// without the names of the values.
pub(super) fn columns(sectie: &Sectie, rows: &[Row], table: bool) -> Vec<Column> {
    let mut out = Vec::new();
    for (field, definition) in sectie.fields.iter().enumerate().filter(|(k, _)| used(rows, *k)) {
        if definition.as_columns && table {
            out.extend((0..definition.values.len()).map(|w| Column { field, value: Some(w) }));
        } else {
            out.push(Column { field, value: None });
        }
    }
    out
}

/// The values of all rows, without the groups.
pub(super) fn all(rows: &[Row]) -> Vec<&[(usize, Filled)]> {
    rows.iter()
        .flat_map(|row| match row {
            Row::Group { rows, .. } => all(rows),
            Row::Row { fields, .. } => vec![fields.as_slice()],
        })
        .collect()
}

fn used(rows: &[Row], column: usize) -> bool {
    all(rows).iter().any(|fields| fields.iter().any(|(k, _)| *k == column))
}

/// Whether a row says what the school cannot offer; pages about that lead to it.
fn is_limit(sectie: &Sectie, fields: &[(usize, Filled)]) -> bool {
    let of_field = |index: usize| sectie.fields.get(index).and_then(|field| field.onderwerp);
    let about = Some(Onderwerp::Grenzen);
    sectie.onderwerp == about || fields.iter().any(|(index, _)| of_field(*index) == about)
}

/// The rows one below the other, those of a group below its heading; `number` counts the rows of the section.
pub(super) fn plain(
    sectie: &Sectie,
    rows: &[Row],
    columns: &[Column],
    (niveau, number): (usize, &mut usize),
    writer: &mut Writer<'_>,
    out: &mut Vec<RowView>,
) {
    for row in rows {
        match row {
            Row::Group { name, rows, span, .. } => {
                // A group without rows would be a heading above nothing.
                if all(rows).is_empty() {
                    continue;
                }
                let group = Some(writer.words(name, span));
                out.push(RowView { group, niveau, anchor: None, cells: Vec::new() });
                plain(sectie, rows, columns, (niveau + 1, &mut *number), writer, out);
            }
            Row::Row { id, fields, .. } => {
                let cells = columns.iter().map(|k| k.cell(sectie, fields, writer)).collect();
                let led_to = id.is_some() || is_limit(sectie, fields);
                let anchor = led_to.then(|| super::row_anchor(&sectie.id, id.as_deref(), *number));
                *number += 1;
                out.push(RowView { group: None, niveau, anchor, cells });
            }
        }
    }
}

/// Which row names what: the first field that a row fills is the name of the row, and its other fields
/// of type `items` hold what it names.
fn matrix(sectie: &Sectie, rows: &[Row]) -> Option<Matrix> {
    let fields: Vec<usize> = (1..sectie.fields.len()).filter(|v| sectie.fields[*v].soort == FieldType::Items).collect();
    let kinds: Vec<String> = fields.iter().map(|v| sectie.fields[*v].title.clone()).collect();
    let (mut names, mut targets, mut marks): (Vec<String>, Vec<String>, Vec<Mark>) = Default::default();
    let mut headings = Vec::new();
    for (row, filled) in all(rows).into_iter().enumerate() {
        headings.push(filled.first().map(|(_, g)| fields::plain(g)).unwrap_or_default());
        for (soort, field) in fields.iter().enumerate() {
            let Some((_, filled)) = filled.iter().find(|(v, _)| v == field) else { continue };
            let Content::References(references) = &filled.content else { continue };
            for reference in references {
                let target = match &reference.ref_target {
                    RefTarget::Item(key) => format!("item {}/{}", key.lijst, key.item),
                    RefTarget::Row { sectie, row } => format!("rij {sectie}/{row}"),
                    RefTarget::Free => format!("vrij {}", reference.name.to_lowercase()),
                };
                let name = targets.iter().position(|d| *d == target).unwrap_or_else(|| {
                    targets.push(target);
                    names.push(sentences::capitalize(&reference.name));
                    targets.len() - 1
                });
                let noot = reference.remark.as_ref().map(|n| n.plain_line());
                marks.push(Mark { row, name, soort, noot });
            }
        }
    }
    matrix::matrix(&headings, &names, &marks, &kinds)
}
