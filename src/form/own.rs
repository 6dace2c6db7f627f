//! What a document adds itself: its own offers under `anders`, and abbreviations. A sheet of rows for each.

use std::collections::BTreeMap;

use crate::grammar::Shape;
use crate::grammar::about::HULPVRAGEN;
use crate::grammar::fill::{self, copy_of, elements, word};
use crate::model::formaat::{Formaat, Sectie};
use crate::text::one_line;
use crate::vormen::{Vorm, vorm};
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::answers::Answers;
use super::context::FormContext;
use super::slots::{self, Slots};
use super::{CellAddress, FormCell, FormColumn, Keuze, NewRow, RowSheet};

/// Key of the sheet of own offers.
pub(super) const OWN_AANBOD: &str = "@eigen-aanbod";
/// Key of the sheet of abbreviations.
pub(super) const AFKORTINGEN: &str = "@afkortingen";

/// Keys of a row, with the heading and the width of their columns.
const FIELDS: [(&str, &str, u16); 10] = [
    ("naam", "Naam", 30),
    ("zin", "Zin voor ouders", 45),
    ("waar", "Waar, elk op een regel", 22),
    ("hoeveel", "Hoeveel", 18),
    ("noot", "Opmerking", 32),
    ("tekst", "Meer uitleg", 45),
    ("is", "Is hetzelfde als", 26),
    ("bij", "Hoort bij", 26),
    (HULPVRAGEN, "Vragen van ouders", 24),
    ("id", "Kenmerk", 14),
];

/// The places of a row, in the order of their columns.
fn row_slots(shape: &Shape) -> Option<Slots<'_>> {
    let mut slots = Slots::of(fill::element(fill::behind(shape, "anders")?)?);
    for (key, ..) in FIELDS {
        // Places are a list, also when there is one.
        if key == "waar" { slots.push(&[key]) } else { slots.push_bare(&[key]) }
    }
    Some(slots)
}

/// Sections to which a school can add its own offers.
fn secties(formaat: &Formaat) -> impl Iterator<Item = &Sectie> {
    formaat.secties().filter(|s| vorm(s.soort) == Vorm::Items && super::asked::asks_something(s))
}

fn own_answers<'k>(answers: Answers<'k>, sectie: &Sectie) -> Option<&'k Node> {
    answers.find(&sectie.id).and_then(|k| k.find("anders")).filter(|k| !k.is_empty())
}

/// The own offers in the document: section, its list if it is one, index, node.
fn existing<'f, 'k>(
    formaat: &'f Formaat,
    answers: Answers<'k>,
) -> Vec<(&'f Sectie, Option<&'k Node>, usize, &'k Node)> {
    let mut out = Vec::new();
    for sectie in secties(formaat) {
        let lijst = own_answers(answers, sectie);
        let real = lijst.filter(|k| matches!(k.value, Value::List(_)));
        for (i, node) in elements(lijst).iter().enumerate().filter(|(_, k)| !k.is_empty()) {
            out.push((sectie, real, i, node));
        }
    }
    out
}

/// The sheet of own offers; `None` when the format has no section for them.
pub(super) fn aanbod_sheet(formaat: &Formaat, answers: Answers<'_>, ctx: &FormContext<'_>) -> Option<RowSheet> {
    let titles: Vec<String> = secties(formaat).map(|s| one_line(&s.title)).collect();
    let mut columns = vec![FormColumn::new("Onderdeel", 26).with_keuze(Keuze::strict(titles))];
    columns[0].keuze.as_ref()?;
    for (key, title, width) in FIELDS {
        let keuze = if key == HULPVRAGEN { question_keuze(ctx) } else { None };
        columns.push(FormColumn::new(title, width).with_keuze(keuze));
    }
    let shapes = Shapes::of(formaat, ctx);
    let rows = existing(formaat, answers);
    let rows =
        rows.into_iter().map(|(sectie, _, _, node)| cells(sectie, shapes.of_sectie(sectie), node, ctx)).collect();
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

/// The questions of parents, to choose from.
pub(super) fn question_keuze(ctx: &FormContext<'_>) -> Option<Keuze> {
    let questions = ctx.fill.catalogus.lijst(HULPVRAGEN)?;
    Keuze::free(questions.items.iter().map(|item| one_line(&item.name)))
}

/// What answers to the sections with own offers may look like.
struct Shapes(BTreeMap<String, Shape>);

impl Shapes {
    fn of(formaat: &Formaat, ctx: &FormContext<'_>) -> Self {
        Self(secties(formaat).map(|sectie| (sectie.id.clone(), ctx.shape(sectie))).collect())
    }

    fn of_sectie(&self, sectie: &Sectie) -> Option<&Shape> {
        self.0.get(&sectie.id)
    }
}

fn cells(sectie: &Sectie, shape: Option<&Shape>, node: &Node, ctx: &FormContext<'_>) -> Vec<FormCell> {
    let mut out = vec![FormCell::new(one_line(&sectie.title), Some(node.span.clone()))];
    out.extend(shape.and_then(row_slots).map(|slots| slots.cells(Some(node), &ctx.fill)).unwrap_or_default());
    out
}

/// The rows that each section should have; sections that do not change are left out.
pub(super) fn per_sectie<'f>(
    formaat: &'f Formaat,
    answers: Answers<'_>,
    new: &[NewRow],
    ctx: &FormContext<'_>,
) -> BTreeMap<&'f str, Vec<NewRow>> {
    let old = existing(formaat, answers);
    let shapes = Shapes::of(formaat, ctx);
    let mut out: BTreeMap<&'f str, Vec<NewRow>> = BTreeMap::new();
    for (number, row) in new.iter().enumerate() {
        let title = row.cells.first().map_or("", String::as_str);
        let sectie = secties(formaat)
            .find(|s| one_line(&s.title).eq_ignore_ascii_case(title))
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
                    && old.get(*i).is_some_and(|(sectie, _, _, node)| {
                        let cells = cells(sectie, shapes.of_sectie(sectie), node, ctx);
                        cells.iter().map(|cell| &cell.text).eq(row.cells.iter())
                    })
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
        slots::set_or_empty(map, &[], "anders", None);
        return;
    }
    let shape = ctx.shape(sectie);
    let Some(row_slots) = row_slots(&shape) else { return };
    let real = lijst.filter(|k| matches!(k.value, Value::List(_)));
    let old_rows: Vec<(usize, &Node)> = elements(lijst).iter().enumerate().filter(|(_, k)| !k.is_empty()).collect();
    let mut used: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for row in new {
        let old = row.was.and_then(|i| old_rows.get(i)).filter(|(i, _)| !used.contains(i));
        used.extend(old.map(|(i, _)| *i));
        let index = old.map(|(i, _)| *i).filter(|_| real.is_some());
        out.push((index, one(&row_slots, old.map(|(_, k)| *k), row, index.is_some(), ctx)));
    }
    map.set("anders", Edit::List(out));
}

/// The edit of a row. `in_place`: it stays in its list, and what did not change is not rewritten.
fn one(slots: &Slots<'_>, old: Option<&Node>, row: &NewRow, in_place: bool, ctx: &FormContext<'_>) -> Edit {
    let cells = slots.cells(old, &ctx.fill);
    let new = row.cells.get(1..).unwrap_or_default();
    let edit = slots.set(old, &cells, new, &ctx.fill).unwrap_or(Edit::Empty);
    if in_place { edit } else { copy_of(edit, old) }
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
        out.push(FormCell::new(one_line(&word(node)), node.map(|k| k.span.clone())));
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
        let cell = |i: usize| one_line(row.cells.get(i).map_or("", String::as_str));
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
                let old_text = old_value.filter(|_| !loose).map(|k| one_line(&word(k.find(key))));
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
