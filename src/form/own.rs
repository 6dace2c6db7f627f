//! What a document adds itself: its own offers under `anders`, and abbreviations. A sheet of rows for each.

use std::collections::BTreeMap;

use crate::model::formaat::{Formaat, Sectie};
use crate::vormen::{Vorm, vorm};
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::context::{FormContext, NameRules, copy, elements, word};
use super::rows::{basis, copy_of};
use super::{CellAddress, FormCell, FormColumn, Keuze, NewRow, RowSheet};

/// Key of the sheet of own offers.
pub(super) const OWN_AANBOD: &str = "@eigen-aanbod";
/// Key of the sheet of abbreviations.
pub(super) const AFKORTINGEN: &str = "@afkortingen";

/// How a cell is read and written.
#[derive(Debug, Clone, Copy)]
enum ColumnType {
    Word,
    Text,
    Plaatsen,
    Items,
    Hulpvragen,
}

const FIELDS: [(&str, &str, u16, ColumnType); 10] = [
    ("naam", "Naam", 30, ColumnType::Word),
    ("zin", "Zin voor ouders", 45, ColumnType::Word),
    ("waar", "Waar, elk op een regel", 22, ColumnType::Plaatsen),
    ("hoeveel", "Hoeveel", 18, ColumnType::Word),
    ("noot", "Opmerking", 32, ColumnType::Text),
    ("tekst", "Meer uitleg", 45, ColumnType::Text),
    ("is", "Is hetzelfde als", 26, ColumnType::Items),
    ("bij", "Hoort bij", 26, ColumnType::Items),
    ("hulpvragen", "Vragen van ouders", 24, ColumnType::Hulpvragen),
    ("id", "Kenmerk", 14, ColumnType::Word),
];

/// Sections to which a school can add its own offers.
fn secties(formaat: &Formaat) -> impl Iterator<Item = &Sectie> {
    formaat.secties().filter(|s| vorm(s.soort) == Vorm::Items && super::asked::asks_something(s))
}

fn own_answers<'k>(antwoorden: Option<&'k Node>, sectie: &Sectie) -> Option<&'k Node> {
    antwoorden.and_then(|k| k.find(&sectie.id)).and_then(|k| k.find("anders")).filter(|k| !k.is_empty())
}

/// The own offers in the document: section, its list if it is one, index, node.
fn existing<'f, 'k>(
    formaat: &'f Formaat,
    antwoorden: Option<&'k Node>,
) -> Vec<(&'f Sectie, Option<&'k Node>, usize, &'k Node)> {
    let mut out = Vec::new();
    for sectie in secties(formaat) {
        let lijst = own_answers(antwoorden, sectie);
        let real = lijst.filter(|k| matches!(k.value, Value::List(_)));
        for (i, node) in elements(lijst).iter().enumerate().filter(|(_, k)| !k.is_empty()) {
            out.push((sectie, real, i, node));
        }
    }
    out
}

/// The sheet of own offers; `None` when the format has no section for them.
pub(super) fn aanbod_sheet(formaat: &Formaat, antwoorden: Option<&Node>, ctx: &FormContext<'_>) -> Option<RowSheet> {
    let titles: Vec<String> = secties(formaat).map(|s| super::one_line(&s.title)).collect();
    let mut columns = vec![FormColumn::new("Onderdeel", 26).with_keuze(Keuze::strict(titles))];
    columns[0].keuze.as_ref()?;
    for (key, title, width, _) in FIELDS {
        let keuze = match key {
            "hulpvragen" => question_keuze(ctx),
            _ => None,
        };
        columns.push(FormColumn::new(title, width).with_keuze(keuze));
    }
    let rows = existing(formaat, antwoorden).into_iter().map(|(s, _, _, node)| cells(s, node, ctx)).collect();
    let help = [
        "Wat uw school heeft en wat in geen lijst staat. Kies bij welk onderdeel het hoort.",
        "Zin voor ouders: wat een kind eraan heeft, in één gewone zin.",
        "Is hetzelfde als: een naam uit de lijst, als het daar onder een andere naam in staat. Hoort bij: een naam waar \
         het mee te maken heeft.",
        "Maak een rij leeg om haar weg te halen.",
    ];
    let help = help.map(str::to_owned).to_vec();
    Some(RowSheet { key: OWN_AANBOD.to_owned(), help, columns, rows })
}

/// How questions of parents are shown and written in the cells of a section.
pub(super) fn with_questions<T>(sectie: &Sectie, ctx: &FormContext<'_>, run: impl FnOnce(&NameRules<'_>) -> T) -> T {
    with_names(sectie, ColumnType::Hulpvragen, ctx, run)
}

/// The questions of parents, to choose from.
pub(super) fn question_keuze(ctx: &FormContext<'_>) -> Option<Keuze> {
    let questions = ctx.catalogus.lijst("hulpvragen")?;
    Keuze::free(questions.items.iter().map(|i| super::one_line(&i.name)))
}

fn with_names<T>(
    sectie: &Sectie,
    column_type: ColumnType,
    ctx: &FormContext<'_>,
    run: impl FnOnce(&NameRules<'_>) -> T,
) -> T {
    let questions = ctx.catalogus.lijst("hulpvragen");
    let item = |text: &str| {
        let lijst = match column_type {
            ColumnType::Hulpvragen => questions,
            _ => sectie.lijst.as_ref(),
        };
        lijst.and_then(|l| l.find(text)).map(|(_, item)| item)
    };
    let show = |text: &str| match column_type {
        ColumnType::Plaatsen => ctx.plaats(&sectie.waar, text).map(|id| ctx.plaats_name(&sectie.waar, &id)),
        _ => item(text).map(|i| super::one_line(&i.name)),
    };
    let write = |text: &str| match column_type {
        ColumnType::Plaatsen => ctx.plaats(&sectie.waar, text),
        _ => item(text).map(|i| i.id.clone()),
    };
    let known = |text: &str| write(text).is_some();
    let show = |text: &str| show(text).unwrap_or_else(|| text.to_owned());
    let write = |text: &str| write(text).unwrap_or_else(|| text.to_owned());
    run(&NameRules { show: &show, write: &write, known: &known })
}

fn cells(sectie: &Sectie, node: &Node, ctx: &FormContext<'_>) -> Vec<FormCell> {
    let mut out = vec![FormCell::new(super::one_line(&sectie.title), Some(node.span.clone()))];
    for (i, (key, _, _, column_type)) in FIELDS.into_iter().enumerate() {
        let bare = i == 0 && node.as_map().is_none();
        let value = if bare { Some(node) } else { node.find(key).filter(|k| !k.is_empty()) };
        out.push(match column_type {
            ColumnType::Word => FormCell::new(word(value), value.map(|k| k.span.clone())),
            ColumnType::Text => ctx.text_cell(value),
            ColumnType::Plaatsen => match value.filter(|k| k.as_map().is_some()) {
                // Places with a stand each do not fit in one cell, so they are read-only.
                Some(map) => {
                    FormCell { closed: true, ..FormCell::new(super::one_line(map.span.text()), Some(map.span.clone())) }
                }
                None => with_names(sectie, column_type, ctx, |names| ctx.names_cell(value, names)),
            },
            _ => with_names(sectie, column_type, ctx, |names| ctx.names_cell(value, names)),
        });
    }
    out
}

/// The rows that each section should have; sections that do not change are left out.
pub(super) fn per_sectie<'f>(
    formaat: &'f Formaat,
    antwoorden: Option<&Node>,
    new: &[NewRow],
    ctx: &FormContext<'_>,
) -> BTreeMap<&'f str, Vec<NewRow>> {
    let old = existing(formaat, antwoorden);
    let mut out: BTreeMap<&'f str, Vec<NewRow>> = BTreeMap::new();
    for (number, row) in new.iter().enumerate() {
        let title = row.cells.first().map_or("", String::as_str);
        let sectie = secties(formaat)
            .find(|s| super::one_line(&s.title).eq_ignore_ascii_case(title))
            .or_else(|| row.was.filter(|_| title.is_empty()).and_then(|i| old.get(i)).map(|(s, ..)| *s));
        match sectie {
            Some(sectie) => out.entry(&sectie.id).or_default().push(row.clone()),
            None => {
                let message = match title {
                    "" => "deze rij heeft geen onderdeel".to_owned(),
                    title => format!("er is geen onderdeel `{title}` voor eigen aanbod"),
                };
                let names: Vec<String> = secties(formaat).map(|s| format!("`{}`", s.title)).collect();
                let hint = format!("kies een van: {}", names.join(", "));
                ctx.refuse(CellAddress::Row(OWN_AANBOD.to_owned(), number, 0), message, hint);
            }
        }
    }
    for (sectie, ..) in &old {
        out.entry(&sectie.id).or_default();
    }
    let stays = |sectie: &str, rows: &[NewRow]| {
        let own: Vec<usize> = old.iter().enumerate().filter(|(_, o)| o.0.id == sectie).map(|(i, _)| i).collect();
        own.len() == rows.len()
            && own.iter().zip(rows).all(|(i, row)| {
                row.was == Some(*i)
                    && old
                        .get(*i)
                        .is_some_and(|(s, _, _, node)| cells(s, node, ctx).iter().map(|v| &v.text).eq(row.cells.iter()))
            })
    };
    out.retain(|sectie, rows| !stays(sectie, rows));
    // From here on `was` counts within the section, from 0.
    for (sectie, rows) in &mut out {
        let first = old.iter().position(|o| o.0.id == *sectie);
        let count = old.iter().filter(|o| o.0.id == *sectie).count();
        for row in rows {
            row.was = row.was.zip(first).and_then(|(was, first)| was.checked_sub(first)).filter(|i| *i < count);
        }
    }
    out
}

/// Edits the own offers of a section.
pub(super) fn apply_aanbod(
    sectie: &Sectie,
    lijst: Option<&Node>,
    map: &mut MapEdit,
    new: &[NewRow],
    ctx: &FormContext<'_>,
) {
    if new.is_empty() {
        super::fields::set_or_empty(map, &[], "anders", None);
        return;
    }
    let real = lijst.filter(|k| matches!(k.value, Value::List(_)));
    let old_rows: Vec<(usize, &Node)> = elements(lijst).iter().enumerate().filter(|(_, k)| !k.is_empty()).collect();
    let mut used: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for row in new {
        let old = row.was.and_then(|i| old_rows.get(i)).filter(|(i, _)| !used.contains(i));
        used.extend(old.map(|(i, _)| *i));
        let index = old.map(|(i, _)| *i).filter(|_| real.is_some());
        out.push((index, one(sectie, old.map(|(_, k)| *k), row, index.is_some(), ctx)));
    }
    map.set("anders", Edit::List(out));
}

fn one(sectie: &Sectie, old: Option<&Node>, row: &NewRow, in_place: bool, ctx: &FormContext<'_>) -> Edit {
    let old_rows = old.map(|k| cells(sectie, k, ctx)).unwrap_or_default();
    let cell = |i: usize| row.cells.get(i + 1).map_or("", String::as_str);
    let is_different = |i: usize| old_rows.get(i + 1).is_none_or(|o| o.text != cell(i));
    let loose = old.filter(|k| k.as_map().is_none());
    if (old.is_none() || loose.is_some()) && (1..FIELDS.len()).all(|i| cell(i).is_empty()) && old.is_some() {
        return if is_different(0) || !in_place { Edit::Text(cell(0).to_owned()) } else { Edit::Keep };
    }
    let mut map = basis(old.filter(|_| loose.is_none()), in_place);
    let mut after: Vec<&str> = Vec::new();
    for (i, (key, _, _, column_type)) in FIELDS.into_iter().enumerate() {
        if is_different(i) || i == 0 && loose.is_some() {
            let value = old.and_then(|k| k.find(key)).filter(|k| !k.is_empty());
            let text = cell(i);
            let edit = match (text, column_type) {
                ("", _) => None,
                (text, ColumnType::Word) => Some(Edit::Text(super::one_line(text))),
                (text, ColumnType::Text) => Some(ctx.text_edit(value, text)),
                (text, column_type) => with_names(sectie, column_type, ctx, |names| {
                    ctx.names_edit(value, text, names, !matches!(column_type, ColumnType::Plaatsen))
                }),
            };
            match edit {
                Some(edit) if !in_place => map.set_after(&after, key, copy_of(edit, value)),
                Some(edit) => map.set_after(&after, key, edit),
                None => map.remove(key),
            }
        }
        after.push(key);
    }
    match (map.finish(), in_place, old) {
        (Edit::Keep, false, Some(old)) => copy(old),
        (edit, ..) => edit,
    }
}

const AFKORTING_FIELDS: [(&str, &str, u16); 4] =
    [("", "Afkorting", 18), ("voluit", "Voluit", 45), ("is", "Is (lijst/item)", 36), ("noot", "Opmerking", 32)];

/// The sheet of abbreviations.
pub(super) fn afkortingen_sheet(root: &Node) -> RowSheet {
    let columns = AFKORTING_FIELDS.map(|(_, title, width)| FormColumn::new(title, width)).to_vec();
    let entries = root.find("afkortingen").and_then(Node::as_map).unwrap_or_default();
    let rows =
        entries.iter().filter(|p| !p.value.is_empty()).map(|p| afkorting(&p.key, &p.key_span, &p.value)).collect();
    let help = ["Afkortingen die u gebruikt, met wat zij betekenen.", "Maak een rij leeg om haar weg te halen."];
    let help = help.map(str::to_owned).to_vec();
    RowSheet { key: AFKORTINGEN.to_owned(), help, columns, rows }
}

fn afkorting(short: &str, span: &crate::source::Span, value: &Node) -> Vec<FormCell> {
    let mut out = vec![FormCell::new(short, Some(span.clone()))];
    for (i, (key, ..)) in AFKORTING_FIELDS.into_iter().enumerate().skip(1) {
        let node = if i == 1 && value.as_map().is_none() { Some(value) } else { value.find(key) };
        out.push(FormCell::new(super::one_line(&word(node)), node.map(|k| k.span.clone())));
    }
    out
}

/// The edit for the abbreviations; `None` when there are none and were none.
pub(super) fn afkortingen(root: &Node, new: &[NewRow], ctx: &FormContext<'_>) -> Option<Edit> {
    let old = root.find("afkortingen").filter(|k| !k.is_empty());
    let entries: Vec<_> =
        old.and_then(Node::as_map).unwrap_or_default().iter().filter(|p| !p.value.is_empty()).collect();
    let mut map = MapEdit::of(old);
    let short_forms: Vec<&str> = new.iter().filter_map(|r| r.cells.first()).map(String::as_str).collect();
    for entry in &entries {
        if !short_forms.contains(&entry.key.as_str()) {
            map.remove(&entry.key);
        }
    }
    for (number, row) in new.iter().enumerate() {
        let cell = |i: usize| super::one_line(row.cells.get(i).map_or("", String::as_str));
        let short = cell(0);
        let refuse = |column: usize, message: &str, hint: &str| {
            ctx.refuse(CellAddress::Row(AFKORTINGEN.to_owned(), number, column), message, hint);
        };
        if short.is_empty() || cell(1).is_empty() {
            let column = usize::from(!short.is_empty());
            refuse(column, "hier ontbreekt de afkorting of wat zij betekent", "vul beide in, of maak de hele rij leeg");
            continue;
        }
        if short_forms.iter().take(number).any(|earlier| *earlier == short) {
            refuse(0, "deze afkorting staat er twee keer", "laat er één staan");
            continue;
        }
        let old_value = entries.iter().find(|p| p.key == short).map(|p| &p.value);
        let loose = old_value.is_some_and(|k| k.as_map().is_none());
        let only_full_form = cell(2).is_empty() && cell(3).is_empty();
        let edit = if only_full_form && (loose || old_value.is_none()) {
            if word(old_value) == cell(1) { Edit::Keep } else { Edit::Text(cell(1)) }
        } else {
            let mut part = MapEdit::of(old_value.filter(|_| !loose));
            for (i, (key, ..)) in AFKORTING_FIELDS.into_iter().enumerate().skip(1) {
                let old_text = old_value.filter(|_| !loose).map(|k| super::one_line(&word(k.find(key))));
                match cell(i) {
                    text if Some(&text) == old_text.as_ref() => {}
                    text if text.is_empty() => part.remove(key),
                    text => part.set(key, Edit::Text(text)),
                }
            }
            part.finish()
        };
        map.set(&short, edit);
    }
    if map.is_empty() && old.is_none() {
        return None;
    }
    Some(if map.is_empty() { Edit::Empty } else { map.finish() })
}
