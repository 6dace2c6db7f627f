//! Rows with fields: a sheet of rows per section. Also `niveaus`, which have rows too.

use crate::grammar::Shape;
use crate::grammar::fill::{self, copy_of, elements, word};
use crate::model::formaat::{Field, Niveau, Sectie, Soort};
use crate::text::{one_line, sentences};
use crate::vormen::is_group;
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::asked::row_key;
use super::context::FormContext;
use super::slots::{self, Slots};
use super::{CellAddress, Changes, FormCell, FormColumn, Keuze, NewRow, Question, QuestionBlock, RowSheet, fields};

/// Separates the names of nested groups in a cell.
const PATH_SEPARATOR: &str = " > ";

/// A row of a section, and where it is in the tree.
struct Row<'k> {
    node: &'k Node,
    /// The groups it is in, outermost first.
    groups: Vec<&'k Node>,
    /// The list it is in, and its index.
    lijst: Option<&'k Node>,
    index: usize,
    niveau: Option<&'k str>,
}

/// All rows of a section, in order.
fn all_rows<'k>(sectie: &'k Sectie, node: Option<&'k Node>) -> Vec<Row<'k>> {
    let mut out = Vec::new();
    let Some(node) = node else { return out };
    if sectie.soort == Soort::Niveaus {
        for niveau in &sectie.niveaus {
            let rows = node.find(&niveau.id).and_then(|k| k.find("rijen"));
            collect_rows(sectie, rows, &[], Some(&niveau.id), &mut out);
        }
    } else {
        let rows = if node.as_map().is_some() { node.find(row_key(sectie)) } else { Some(node) };
        collect_rows(sectie, rows, &[], None, &mut out);
    }
    out
}

fn collect_rows<'k>(
    sectie: &Sectie,
    lijst: Option<&'k Node>,
    groups: &[&'k Node],
    niveau: Option<&'k str>,
    out: &mut Vec<Row<'k>>,
) {
    let real = lijst.filter(|k| matches!(k.value, Value::List(_)));
    for (index, node) in elements(lijst).iter().enumerate().filter(|(_, k)| !k.is_empty()) {
        if is_group(sectie, node) && node.find("groep").is_some_and(|g| !g.is_empty()) {
            let mut deeper = groups.to_vec();
            deeper.push(node);
            collect_rows(sectie, node.find("rijen"), &deeper, niveau, out);
        } else {
            out.push(Row { node, groups: groups.to_vec(), lijst: real, index, niveau });
        }
    }
}

/// Which columns there are besides the fields: level and group before them, the id after them.
struct LeadColumns {
    niveau: bool,
    group: bool,
    id: bool,
}

impl LeadColumns {
    fn of(sectie: &Sectie) -> Self {
        let fixed = matches!(sectie.soort, Soort::Begrippen | Soort::Bijlagen);
        Self { niveau: sectie.soort == Soort::Niveaus, group: !fixed, id: !fixed }
    }

    fn count(&self) -> usize {
        usize::from(self.niveau) + usize::from(self.group)
    }
}

/// The sheet of rows of a section.
pub(super) fn sheet(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> RowSheet {
    let lead_columns = LeadColumns::of(sectie);
    let mut columns = Vec::new();
    if lead_columns.niveau {
        let names = sectie.niveaus.iter().map(|n| one_line(&n.name));
        columns.push(FormColumn::new("Niveau", 22).with_keuze(Keuze::strict(names)));
    }
    if lead_columns.group {
        columns.push(FormColumn::new("Groep", 24));
    }
    let (shape, old_rows) = (ctx.shape(sectie), all_rows(sectie, node));
    for (field, with_remark) in columns_of(sectie, row_shape(sectie, &shape), &old_rows) {
        columns.push(fields::column(field, ctx));
        if with_remark {
            columns.push(FormColumn::new(format!("Opmerking bij {}", sentences::lower(&one_line(&field.title))), 28));
        }
    }
    if lead_columns.id {
        columns.push(FormColumn::new("Kenmerk", 14));
    }
    let slots = row_slots(sectie, &shape, &old_rows);
    let rows = old_rows.iter().map(|row| cells(sectie, row, slots.as_ref(), ctx)).collect();
    let mut help = Vec::new();
    help.extend(sectie.introduction.as_ref().map(crate::text::Markdown::plain_text));
    help.push("Elke rij is er één. Maak een rij leeg om haar weg te halen; vul onderaan nieuwe rijen in.".to_owned());
    for field in fields::to_fill_in(sectie).filter(|v| !fields::help(v).is_empty()) {
        help.push(format!("{}: {}.", one_line(&field.title), fields::help(field)));
    }
    if lead_columns.id {
        help.push(
            "Groep: rijen met dezelfde groep staan onder één kopje. Kenmerk: alleen nodig als iets naar de rij verwijst."
                .to_owned(),
        );
    }
    RowSheet { key: sectie.id.clone(), help, columns, rows }
}

fn niveau_name(sectie: &Sectie, id: &str) -> String {
    sectie.niveaus.iter().find(|n| n.id == id).map_or_else(|| id.to_owned(), |n| one_line(&n.name))
}

fn group_name(group: &Node) -> String {
    one_line(&word(group.find("groep")))
}

/// What a row of a section may look like.
fn row_shape<'s>(sectie: &Sectie, shape: &'s Shape) -> Option<&'s Shape> {
    let of = |shape: &'s Shape, key: &str| fill::element(fill::behind(shape, key)?);
    match sectie.soort {
        Soort::Niveaus => of(fill::behind(shape, &sectie.niveaus.first()?.id)?, "rijen"),
        _ => of(shape, row_key(sectie)),
    }
}

/// The fields of a row in the order of their columns, each with whether a row has a remark on it: only then there is a column
/// for remarks.
fn columns_of<'s>(sectie: &'s Sectie, shape: Option<&Shape>, rows: &[Row<'_>]) -> Vec<(&'s Field, bool)> {
    let remark = |row: &Row<'_>, field: &Field| {
        let path = [field.id.as_str(), "noot"];
        shape.and_then(|shape| fill::at(shape, Some(row.node), &path)).is_some_and(|(_, noot)| noot.is_some())
    };
    fields::to_fill_in(sectie).map(|field| (field, rows.iter().any(|row| remark(row, field)))).collect()
}

/// The places of a row in the order of their columns: the fields with their remarks, and its id.
fn row_slots<'s>(sectie: &Sectie, shape: &'s Shape, rows: &[Row<'_>]) -> Option<Slots<'s>> {
    let shape = row_shape(sectie, shape)?;
    let mut slots = Slots::of(shape);
    for (field, with_remark) in columns_of(sectie, Some(shape), rows) {
        slots.push(&[&field.id, "waarde"]);
        if with_remark {
            slots.push(&[&field.id, "noot"]);
        }
    }
    if LeadColumns::of(sectie).id {
        slots.push(&["id"]);
    }
    Some(slots)
}

fn cells(sectie: &Sectie, row: &Row<'_>, slots: Option<&Slots<'_>>, ctx: &FormContext<'_>) -> Vec<FormCell> {
    let lead_columns = LeadColumns::of(sectie);
    let mut out = Vec::new();
    if lead_columns.niveau {
        let name = row.niveau.map(|id| niveau_name(sectie, id)).unwrap_or_default();
        out.push(FormCell::new(name, Some(row.node.span.clone())));
    }
    if lead_columns.group {
        let names: Vec<String> = row.groups.iter().map(|g| group_name(g)).collect();
        out.push(FormCell::new(names.join(PATH_SEPARATOR), row.groups.last().map(|g| g.span.clone())));
    }
    out.extend(slots.map(|slots| slots.cells(Some(row.node), &ctx.fill)).unwrap_or_default());
    out
}

/// A row as it should become, with the groups it is in.
struct EditRow<'r, 'k> {
    niveau: String,
    groups: Vec<String>,
    old: Option<&'r Row<'k>>,
    new: &'r NewRow,
    /// Whether rows with one value are written as that value alone.
    bare: bool,
}

fn edit_rows<'r, 'k>(
    sectie: &Sectie,
    slots: &Slots<'_>,
    old_rows: &'r [Row<'k>],
    new: &'r [NewRow],
    ctx: &FormContext<'_>,
) -> Vec<EditRow<'r, 'k>> {
    let lead_columns = LeadColumns::of(sectie);
    let bare = old_rows.iter().any(|row| row.node.as_map().is_none());
    let mut out: Vec<EditRow<'r, 'k>> = Vec::new();
    for (number, row) in new.iter().enumerate() {
        let mut new_cells = row.cells.iter();
        let niveau = if lead_columns.niveau { new_cells.next().cloned().unwrap_or_default() } else { String::new() };
        let group = if lead_columns.group { new_cells.next().cloned().unwrap_or_default() } else { String::new() };
        let groups = group.split('>').map(super::one_line).filter(|g| !g.is_empty()).collect();
        let old = row.was.and_then(|i| old_rows.get(i));
        let begin = lead_columns.count();
        if let Some(column) = slots.without_value(row.cells.get(begin..).unwrap_or_default()) {
            let address = CellAddress::Row(sectie.id.clone(), number, begin + column);
            ctx.refuse(address, fields::NO_VALUE.0, fields::NO_VALUE.1);
        }
        // On a sheet with levels, a row without one belongs to the level above it.
        let niveau = if niveau.is_empty() { out.last().map(|r| r.niveau.clone()).unwrap_or_default() } else { niveau };
        if lead_columns.niveau
            && !sectie
                .niveaus
                .iter()
                .any(|n| niveau_name(sectie, &n.id).eq_ignore_ascii_case(&niveau) || n.id == niveau)
        {
            let names: Vec<String> = sectie.niveaus.iter().map(|n| format!("`{}`", n.name)).collect();
            ctx.refuse(
                CellAddress::Row(sectie.id.clone(), number, 0),
                if niveau.is_empty() {
                    "deze rij heeft geen niveau".to_owned()
                } else {
                    format!("er is geen niveau `{niveau}`")
                },
                format!("kies een van: {}", names.join(", ")),
            );
        }
        out.push(EditRow { niveau, groups, old, new: row, bare });
    }
    out
}

/// The edit of the rows; `node` is the current list.
pub(super) fn edit(sectie: &Sectie, node: Option<&Node>, new: &[NewRow], ctx: &FormContext<'_>) -> Edit {
    let mut old_rows = Vec::new();
    collect_rows(sectie, node, &[], None, &mut old_rows);
    let shape = ctx.shape(sectie);
    let Some(slots) = row_slots(sectie, &shape, &old_rows) else { return Edit::Keep };
    let rows = edit_rows(sectie, &slots, &old_rows, new, ctx);
    if rows.is_empty() { Edit::Empty } else { lijst(sectie, &slots, &rows, 0, node, ctx) }
}

/// The edit of one list; `depth` is how many of the rows' groups it lies in already.
fn lijst(
    sectie: &Sectie,
    slots: &Slots<'_>,
    rows: &[EditRow<'_, '_>],
    depth: usize,
    old: Option<&Node>,
    ctx: &FormContext<'_>,
) -> Edit {
    let real = old.filter(|k| matches!(k.value, Value::List(_)));
    let mut used: Vec<usize> = Vec::new();
    let mut take = |index: Option<usize>| {
        let free = index.filter(|i| !used.contains(i));
        used.extend(free);
        free
    };
    let mut out = Vec::new();
    let mut rest = rows;
    while let Some((first, _)) = rest.split_first() {
        let Some(group) = first.groups.get(depth) else {
            let here = first.old.filter(|row| real.is_some() && same(row.lijst, real)).map(|row| row.index);
            match take(here) {
                Some(index) => out.push((Some(index), row(sectie, slots, first, true, ctx))),
                None => out.push((None, row(sectie, slots, first, false, ctx))),
            }
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        let count = rest.iter().take_while(|r| r.groups.get(depth) == Some(group)).count();
        let (together, further) = rest.split_at(count);
        rest = further;
        // The group with this name that is here already.
        let existing = elements(real).iter().enumerate().find(|(i, k)| {
            is_group(sectie, k)
                && k.find("groep").is_some()
                && group_name(k) == *group
                && !out.iter().any(|(was, _)| *was == Some(*i))
        });
        let index = take(existing.map(|(i, _)| i));
        let old_group = index.and_then(|i| elements(real).get(i));
        let below = old_group.and_then(|k| k.find("rijen")).filter(|k| !k.is_empty());
        let mut map = MapEdit::of(old_group);
        if old_group.is_none() {
            map.set("groep", Edit::Text(group.clone()));
        }
        map.set("rijen", lijst(sectie, slots, together, depth + 1, below, ctx));
        out.push((index, map.finish()));
    }
    Edit::List(out)
}

fn same(one: Option<&Node>, other: Option<&Node>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if std::ptr::eq(one, other))
}

/// The edit of a row. `in_place`: it stays in its list, and what did not change is not rewritten.
fn row(sectie: &Sectie, slots: &Slots<'_>, row: &EditRow<'_, '_>, in_place: bool, ctx: &FormContext<'_>) -> Edit {
    let old = row.old.map(|row| row.node);
    let new = row.new.cells.get(LeadColumns::of(sectie).count()..).unwrap_or_default();
    let cells = slots.cells(old, &ctx.fill);
    let edit = slots.set_as(old, &cells, new, row.bare, &ctx.fill).unwrap_or(Edit::Map(Vec::new()));
    if in_place { edit } else { copy_of(edit, old) }
}

/// The questions about levels: share, who, remark, text.
pub(super) fn niveaus(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> QuestionBlock {
    let columns = vec![
        FormColumn::new("Deel van de leerlingen, zoals 80%", 20),
        FormColumn::new("Wie hier helpen, elk op een regel", 32),
        FormColumn::new("Opmerking", 32),
        FormColumn::new("Meer uitleg", 45),
    ];
    let shape = ctx.shape(sectie);
    let question = |niveau: &Niveau| {
        let slots = niveau_slots(&niveau.id, &shape)?;
        Some(Question {
            key: format!("{}/{}", sectie.id, niveau.id),
            name: one_line(&niveau.name),
            help: String::new(),
            cells: slots.cells(node.and_then(|k| k.find(&niveau.id)), &ctx.fill),
        })
    };
    let questions = sectie.niveaus.iter().filter_map(question).collect();
    let help = vec!["Wat er op elk niveau is, vult u in op het blad met de rijen.".to_owned()];
    QuestionBlock { title: sectie.title.clone(), help, columns, questions, text: false }
}

/// What is asked of a level, in the order of the columns.
fn niveau_slots<'s>(niveau: &str, shape: &'s Shape) -> Option<Slots<'s>> {
    let mut slots = Slots::of(fill::behind(shape, niveau)?);
    for key in ["aandeel", "wie", "noot", "tekst"] {
        slots.push(&[key]);
    }
    Some(slots)
}

/// Edits levels and their rows.
pub(super) fn apply_niveaus(
    sectie: &Sectie,
    node: Option<&Node>,
    map: &mut MapEdit,
    changes: &Changes,
    ctx: &FormContext<'_>,
) {
    let shape = ctx.shape(sectie);
    let old_rows = all_rows(sectie, node);
    let Some(row_slots) = row_slots(sectie, &shape, &old_rows) else { return };
    let rows = changes.rows.get(&sectie.id).map(|new| edit_rows(sectie, &row_slots, &old_rows, new, ctx));
    let mut after: Vec<&str> = vec!["voor-ouders", "toelichting"];
    for niveau in &sectie.niveaus {
        let old = node.and_then(|k| k.find(&niveau.id));
        let Some(asked) = niveau_slots(&niveau.id, &shape) else { continue };
        let cells = asked.cells(old, &ctx.fill);
        let mut part = MapEdit::of(old);
        if let Some(new) = changes.question(&format!("{}/{}", sectie.id, niveau.id), &cells) {
            for (key, _, edit) in asked.changed_keys(old, &cells, &new, &ctx.fill) {
                slots::set_or_empty(&mut part, &asked.keys_before(key), key, edit);
            }
        }
        if let Some(rows) = &rows {
            let is_here = |r: &&EditRow<'_, '_>| {
                niveau_name(sectie, &niveau.id).eq_ignore_ascii_case(&r.niveau) || niveau.id == r.niveau
            };
            let own: Vec<EditRow<'_, '_>> = rows.iter().filter(is_here).map(EditRow::duplicate).collect();
            let old_list = old.and_then(|k| k.find("rijen")).filter(|k| !k.is_empty());
            if own.is_empty() {
                slots::set_or_empty(&mut part, &[], "rijen", None);
            } else {
                part.set_after(
                    &["aandeel", "wie", "tekst", "noot"],
                    "rijen",
                    lijst(sectie, &row_slots, &own, 0, old_list, ctx),
                );
            }
        }
        let nothing = part.is_empty() && old.is_none();
        if !part.is_unchanged() && !nothing {
            map.set_after(&after, &niveau.id, part.finish());
        }
        after.push(&niveau.id);
    }
}

impl EditRow<'_, '_> {
    fn duplicate(&self) -> Self {
        Self { niveau: self.niveau.clone(), groups: self.groups.clone(), old: self.old, new: self.new, bare: self.bare }
    }
}
