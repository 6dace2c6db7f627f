//! `beoordeling`: items scored on a scale, each as a dot on it, with the share of each value; or items with fields.

use serde::Serialize;
use tera::Value;

use crate::drawing::chart::distribution::{self, Distribution, Judgement, ScaleStep};
use crate::drawing::chart::schaal::{self, Dot, Track};
use crate::grammar::common::{noot, running_text};
use crate::grammar::field;
use crate::grammar::items;
use crate::grammar::schema::short_values;
use crate::grammar::shape::{Key, MapShape, Shape};
use crate::model::antwoord::{AnswerBody, Antwoord, ItemAntwoord};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{DisplayMode, Drawing, Sectie};
use crate::model::lijst::{Item, Schaal, SchaalWaarde};
use crate::model::value::{Feit, Score, Special};
use crate::text::{Markdown, sentences};

use super::fields::{self, FieldView};
use super::own::{OwnView, own};
use super::{SoortRenderer, Writer, key, table};

pub(super) struct Beoordeling;

#[derive(Serialize)]
struct BeoordelingView {
    /// Title of the scale; absent without one.
    schaal: Option<String>,
    rows: Vec<RowView>,
    /// Items with fields as a table, if the format asks for that; then there are no `rows`.
    table: Option<TableView>,
    own: Vec<OwnView>,
    /// Bars of shares, if the format asks for them: one for the school, one per group that scored.
    bars: Vec<BarView>,
    /// The scale that the dots of all rows stand on.
    track: Option<Track>,
    /// One sentence that says what the first bar shows.
    sentence: String,
    /// What the two ends of the scale stand for, if it runs between two poles.
    poles: Vec<String>,
}

#[derive(Serialize)]
struct TableView {
    heading: Vec<String>,
    rows: Vec<table::RowView>,
}

#[derive(Serialize)]
struct BarView {
    /// Name of the group; absent for the school as a whole.
    group: Option<String>,
    #[serde(flatten)]
    distribution: Distribution,
}

#[derive(Serialize)]
struct RowView {
    /// Name of the item that the next rows belong to; then there is nothing else in this one.
    group: Option<Value>,
    name: Value,
    meaning: Option<Value>,
    /// Its place on the page, if it is a row of the school's own.
    anchor: Option<String>,
    /// Its scores: of the school as a whole, and of groups; without a scale, what is said about groups.
    judgements: Vec<VerdictView>,
    fields: Vec<FieldView>,
    noot: Option<Value>,
    text: Option<Value>,
}

#[derive(Serialize)]
struct VerdictView {
    /// Name of the group; absent for the school as a whole.
    group: Option<String>,
    /// Name of the value, or of the two values it lies between; absent without a scale.
    name: Option<String>,
    /// Where it stands on the scale; absent when not scored.
    dot: Option<Dot>,
    /// What fields say about the group.
    fields: Vec<FieldView>,
    noot: Option<Value>,
}

impl SoortRenderer for Beoordeling {
    fn shape(&self, sectie: &Sectie, catalogus: &Catalogus) -> Shape {
        let others = items::others(sectie, MapShape::new(judged(sectie, catalogus)), catalogus);
        let items = items::answers(sectie, item(sectie, catalogus), others, catalogus);
        Shape::OrNothing(vec![Shape::Items(items)])
    }

    fn effect(&self) -> &'static str {
        "Op de pagina en in de PDF staat per item zijn waarde, met `beeld: verdeling` ook als balk. Scholen \
         worden erop vergeleken, en de waarden staan in de open data. Een waarde met `telt: ja` betekent dat \
         het er is; of ouders dat lezen, bepaalt het onderwerp. In een formulier is elk item een regel met \
         een keuze uit de schaal."
    }

    fn above_blank(&self, sectie: &Sectie) -> Option<String> {
        let values = sectie.schaal.as_ref()?.values.iter();
        let values: Vec<String> = values
            .map(|w| w.short.as_ref().map_or_else(|| w.name.clone(), |short| format!("{short} ({})", w.name)))
            .collect();
        Some(format!("per regel een waarde: {}", values.join(", ")))
    }

    fn view(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, writer: &mut Writer<'_>) -> Option<Value> {
        let antwoord = antwoord?;
        let items = items(antwoord);
        let own = own(sectie, antwoord, writer);
        if (items.is_empty() || sectie.lijst.is_none()) && antwoord.others.is_empty() {
            return None;
        }
        let (bars, track, sentence) = match &sectie.schaal {
            Some(schaal) => {
                let bars = bars(schaal, items, writer.groups);
                let sentence = match bars.first() {
                    Some(bar) => bar.distribution.sentence.clone(),
                    None if items.is_empty() => String::new(),
                    None => "Geen onderdeel is beoordeeld.".to_owned(),
                };
                (bars, schaal::track(schaal.values.len(), schaal.poles.is_some()), sentence)
            }
            None => (Vec::new(), None, String::new()),
        };
        let mut rows = rows(sectie, items, track.as_ref(), writer);
        rows.extend(own_rows(sectie, antwoord, track.as_ref(), writer));
        let poles = sectie.schaal.as_ref().and_then(|s| s.poles.clone());
        let as_table = sectie.schaal.is_none() && sectie.display == DisplayMode::Table && !rows.is_empty();
        let table = as_table.then(|| table(sectie, std::mem::take(&mut rows)));
        Some(Value::from_serializable(&BeoordelingView {
            schaal: sectie.schaal.as_ref().map(|s| s.title.clone()),
            rows,
            table,
            own,
            bars: if sectie.drawing == Some(Drawing::Distribution) { bars } else { Vec::new() },
            track,
            sentence,
            poles: poles.map(|(from, to)| vec![from, to]).unwrap_or_default(),
        }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        let own = antwoord.others.iter().filter_map(|own| own.antwoord.as_deref());
        let from_fields = items(antwoord).iter().chain(own).flat_map(|item| {
            let per = item.per.iter().flat_map(|per| fields::feiten(sectie, &per.fields));
            fields::feiten(sectie, &item.fields).into_iter().chain(per).collect::<Vec<_>>()
        });
        if sectie.schaal.is_none() {
            return from_fields.collect();
        }
        let feiten = |item: &ItemAntwoord| {
            let Some(key) = key(sectie, item.index) else { return Vec::new() };
            let mut scores: Vec<_> = scores(sectie, item, item.noot.as_ref());
            if scores.is_empty() {
                scores.push((None, item.noot.as_ref()));
            }
            let feit = |(value, noot): (Option<Score>, Option<&Markdown>)| Feit {
                value,
                noot: noot.cloned(),
                ..Feit::answer(&sectie.id, key.clone(), item.stand, &item.span)
            };
            scores.into_iter().map(feit).collect::<Vec<_>>()
        };
        items(antwoord).iter().flat_map(feiten).chain(from_fields).collect()
    }
}

fn score(schaal: &Schaal, value: usize, to: Option<usize>, group: Option<&String>) -> Score {
    Score {
        schaal: schaal.id.clone(),
        value: schaal.values[value].id.clone(),
        to: to.map(|t| schaal.values[t].id.clone()),
        group: group.cloned(),
    }
}

/// The scores of an item or of a row under `anders`, each with its remark: those of groups, and that of the school as
/// a whole. Scores of groups say nothing of the school as a whole: only a score of its own does.
pub(crate) fn scores<'a>(
    sectie: &Sectie,
    item: &'a ItemAntwoord,
    noot: Option<&'a Markdown>,
) -> Vec<(Option<Score>, Option<&'a Markdown>)> {
    let Some(schaal) = &sectie.schaal else { return Vec::new() };
    let per = item.per.iter().filter_map(|per| {
        let value = score(schaal, per.value?, None, Some(&per.group));
        Some((Some(value), per.noot.as_ref().or(noot)))
    });
    let whole = item.value.map(|value| (Some(score(schaal, value, item.to, None)), noot));
    per.chain(whole).collect()
}

fn items(antwoord: &Antwoord) -> &[ItemAntwoord] {
    match &antwoord.content {
        AnswerBody::Items(items) => items,
        _ => &[],
    }
}

/// What the school as a whole is called among its groups.
const WHOLE: &str = "Hele school";

/// The scale as charts know it.
fn scale_steps(schaal: &Schaal) -> Vec<ScaleStep> {
    let step = |value: &SchaalWaarde| ScaleStep {
        name: value.name.clone(),
        short: value.short.clone().unwrap_or_default(),
        band: value.band.as_ref().map(|(from, to)| format!("{from} tot {to}")),
    };
    schaal.values.iter().map(step).collect()
}

/// The score of the school as a whole.
fn verdict(item: &ItemAntwoord) -> Option<Judgement> {
    item.value.map(|value| Judgement { value, to: item.to })
}

/// A bar for the school as a whole, and one per group of the document that was scored by itself.
fn bars(schaal: &Schaal, items: &[ItemAntwoord], groups: &[(String, String)]) -> Vec<BarView> {
    let (scale_steps, poles) = (scale_steps(schaal), schaal.poles.is_some());
    let whole: Vec<Judgement> = items.iter().filter_map(verdict).collect();
    let unscored = items.iter().filter(|i| i.value.is_none() && i.per.is_empty()).count();
    let mut out = Vec::new();
    for (id, name) in groups {
        let of_group = |item: &ItemAntwoord| item.per.iter().find(|per| per.group == *id).and_then(|per| per.value);
        let judgements: Vec<Judgement> =
            items.iter().filter_map(of_group).map(|value| Judgement { value, to: None }).collect();
        // An item that was scored for the whole school is not missing in a group.
        let unscored = items.iter().filter(|i| i.value.is_none() && of_group(i).is_none()).count();
        let bar = distribution::distribution(&scale_steps, &judgements, unscored, poles);
        out.extend(bar.map(|distribution| BarView { group: Some(name.clone()), distribution }));
    }
    if let Some(distribution) = distribution::distribution(&scale_steps, &whole, unscored, poles) {
        let group = (!out.is_empty()).then(|| WHOLE.to_owned());
        out.insert(0, BarView { group, distribution });
    }
    out
}

/// Rows in the order of the list; nested items stand under the name of the item they belong to.
fn rows(sectie: &Sectie, items: &[ItemAntwoord], track: Option<&Track>, writer: &mut Writer<'_>) -> Vec<RowView> {
    let Some(lijst) = &sectie.lijst else { return Vec::new() };
    let mut out = Vec::new();
    let mut below: Option<usize> = None;
    for item in items {
        let Some(known) = lijst.items.get(item.index) else { continue };
        if known.ouder != below {
            if let Some(ouder) = known.ouder.and_then(|o| lijst.items.get(o)) {
                out.push(group(writer.words(&ouder.name, &item.span)));
            }
            below = known.ouder;
        }
        out.push(item_row(sectie, known, item, track, writer));
    }
    out
}

fn group(name: Value) -> RowView {
    RowView {
        group: Some(name),
        name: Value::none(),
        meaning: None,
        anchor: None,
        judgements: Vec::new(),
        fields: Vec::new(),
        noot: None,
        text: None,
    }
}

fn item_row(
    sectie: &Sectie,
    known: &Item,
    item: &ItemAntwoord,
    track: Option<&Track>,
    writer: &mut Writer<'_>,
) -> RowView {
    RowView {
        group: None,
        name: writer.words(&known.name, &item.span),
        meaning: known.meaning.as_ref().map(|b| writer.words(b, &item.span)),
        anchor: None,
        judgements: judgements(sectie, item, track, writer),
        fields: fields::filled(sectie, &item.fields, writer),
        noot: item.noot.as_ref().map(|n| writer.line(n)),
        text: item.text.as_ref().map(|t| writer.at_item(t)),
    }
}

/// What the school scored besides the list, under a heading of its own.
fn own_rows(sectie: &Sectie, antwoord: &Antwoord, track: Option<&Track>, writer: &mut Writer<'_>) -> Vec<RowView> {
    let mut out = Vec::new();
    for (number, own) in antwoord.others.iter().enumerate() {
        let Some(item) = &own.antwoord else { continue };
        if out.is_empty() {
            out.push(group(Value::safe_string(&writer.fixed("Eigen onderdelen"))));
        }
        out.push(RowView {
            group: None,
            name: writer.words(&own.name.text, &own.name.span),
            meaning: None,
            anchor: Some(super::own_anchor(&sectie.id, number)),
            judgements: judgements(sectie, item, track, writer),
            fields: fields::filled(sectie, &item.fields, writer),
            noot: own.noot.as_ref().map(|n| writer.line(n)),
            text: own.text.as_ref().map(|t| writer.at_item(t)),
        });
    }
    out
}

/// What is said about an item: as a whole if that was said, then per group.
fn judgements(
    sectie: &Sectie,
    item: &ItemAntwoord,
    track: Option<&Track>,
    writer: &mut Writer<'_>,
) -> Vec<VerdictView> {
    let scale_steps = sectie.schaal.as_ref().map(|schaal| scale_steps(schaal));
    let named = |verdict: Option<Judgement>, word: Option<Special>| {
        let name = verdict.and_then(|o| scale_steps.as_ref().map(|scale_steps| distribution::name(scale_steps, o)));
        name.or_else(|| word.map(|word| sentences::capitalize(word.readable())))
    };
    let dot = |verdict: Option<Judgement>| verdict.and_then(|o| track.and_then(|s| s.dot(o)));
    let mut out = Vec::new();
    if item.value.is_some() || item.word.is_some() {
        let group = (!item.per.is_empty()).then(|| WHOLE.to_owned());
        let (name, dot) = (named(verdict(item), item.word), dot(verdict(item)));
        out.push(VerdictView { group, name, dot, fields: Vec::new(), noot: None });
    }
    for per in &item.per {
        let Some((_, group)) = writer.groups.iter().find(|(group, _)| *group == per.group) else { continue };
        let verdict = per.value.map(|value| Judgement { value, to: None });
        out.push(VerdictView {
            group: Some(group.clone()),
            name: named(verdict, per.word),
            dot: dot(verdict),
            fields: fields::filled(sectie, &per.fields, writer),
            noot: per.noot.as_ref().map(|n| writer.line(n)),
        });
    }
    if out.is_empty() && scale_steps.is_some() {
        let name = Some("Niet vermeld".to_owned());
        out.push(VerdictView { group: None, name, dot: None, fields: Vec::new(), noot: None });
    }
    out
}

/// Items with fields as rows of a table: a column per field that is filled in, a row per group of the document.
fn table(sectie: &Sectie, rows: Vec<RowView>) -> TableView {
    let text = rows.iter().any(|item_row| item_row.text.is_some());
    let in_use = |id: &str| {
        let of_row = |item_row: &RowView| {
            let groups = item_row.judgements.iter().flat_map(|o| &o.fields);
            item_row.fields.iter().chain(groups).any(|v| v.id == id)
        };
        rows.iter().any(of_row)
    };
    let columns: Vec<(String, String)> =
        sectie.fields.iter().filter(|v| in_use(&v.id)).map(|v| (v.id.clone(), v.title.clone())).collect();
    let mut heading = vec!["Onderdeel".to_owned()];
    heading.extend(columns.iter().map(|(_, title)| title.clone()));
    heading.extend(text.then(|| "Meer uitleg".to_owned()));
    let cell = |value: Value, title: &str, block: bool, noot: Option<Value>| {
        Some(FieldView { id: String::new(), title: title.to_owned(), value, block, bare: true, mark: false, noot })
    };
    let row =
        |anchor: Option<String>, name: Option<FieldView>, mut fields: Vec<FieldView>, full_text: Option<Value>| {
            let mut cells = vec![name];
            for (id, _) in &columns {
                let here = fields.iter().position(|v| v.id == *id);
                cells.push(here.map(|i| fields.remove(i)));
            }
            if text {
                cells.push(full_text.and_then(|full_text| cell(full_text, "Meer uitleg", true, None)));
            }
            table::RowView { group: None, niveau: 0, anchor, cells }
        };
    let mut out = Vec::new();
    for item_row in rows {
        if item_row.group.is_some() {
            out.push(table::RowView { group: item_row.group, niveau: 0, anchor: None, cells: Vec::new() });
            continue;
        }
        let name = cell(item_row.name, "Onderdeel", false, item_row.noot);
        out.push(row(item_row.anchor, name, item_row.fields, item_row.text));
        for verdict in item_row.judgements {
            let name = verdict.group.map(Value::from).and_then(|group| cell(group, "Onderdeel", false, verdict.noot));
            out.push(row(None, name, verdict.fields, None));
        }
    }
    TableView { heading, rows: out }
}

/// What may be said of one item: a value of the scale, two that follow each other, or a map that says more. Without a scale
/// its first field is the short notation.
fn item(sectie: &Sectie, catalogus: &Catalogus) -> Shape {
    let mut keys = judged(sectie, catalogus);
    keys.extend([noot(), running_text()]);
    let map = MapShape::new(keys).bare(short_key(sectie));
    match (&sectie.schaal, sectie.fields.first()) {
        (Some(schaal), _) => {
            let value = Shape::Score(schaal.clone());
            let map = Shape::Map(map.or_otherwise(short_values(schaal)));
            Shape::Either(vec![map, value.clone(), value.list()])
        }
        (None, Some(first)) => Shape::Either(vec![Shape::Map(map), field::content(first, catalogus)]),
        (None, None) => Shape::OrNothing(vec![Shape::Map(map)]),
    }
}

/// The key whose value alone may answer an item: the value on the scale, else the first field.
fn short_key(sectie: &Sectie) -> &str {
    match (&sectie.schaal, sectie.fields.first()) {
        (None, Some(first)) => &first.id,
        _ => "waarde",
    }
}

/// What may be said of an item besides a remark and a text: its value, its groups, its fields.
fn judged(sectie: &Sectie, catalogus: &Catalogus) -> Vec<Key> {
    let mut keys = field::keys(sectie, catalogus);
    let mut of_group = keys.clone();
    of_group.push(noot());
    let group = match (&sectie.schaal, sectie.fields.first()) {
        (Some(schaal), _) => {
            let value = Shape::Score(schaal.clone());
            let together = Shape::Either(vec![value.clone(), value.clone().list()]);
            keys.push(Key::new("waarde", &schaal.title, "De waarde.", together));
            of_group.push(Key::new("waarde", &schaal.title, "De waarde.", value.clone()));
            let map = MapShape::new(of_group).bare("waarde").or_otherwise(short_values(schaal));
            Shape::Either(vec![Shape::Map(map), value])
        }
        (None, Some(first)) => {
            let map = MapShape::new(of_group).bare(&first.id);
            Shape::Either(vec![Shape::Map(map), field::content(first, catalogus)])
        }
        (None, None) => Shape::OrNothing(vec![Shape::Map(MapShape::new(of_group))]),
    };
    keys.push(Key::new("per", "Per groep", "Per groep van het document een waarde.", Shape::open(group)));
    keys
}
