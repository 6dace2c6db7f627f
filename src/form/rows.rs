//! Rows with fields: a sheet of rows per section. Also `niveaus`, which have rows too.

use crate::model::formaat::{Field, Sectie, Soort};
use crate::vormen::is_group;
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::asked::{row_key, set_text};
use super::context::{FormContext, NameRules, copy, elements, word};
use super::{Changes, FormCell, FormColumn, Keuze, NewRow, Question, QuestionBlock, RowSheet, fields};

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
        let names = sectie.niveaus.iter().map(|n| super::one_line(&n.name));
        columns.push(FormColumn::new("Niveau", 22).with_keuze(Keuze::strict(names)));
    }
    if lead_columns.group {
        columns.push(FormColumn::new("Groep", 24));
    }
    for field in fields::to_fill_in(sectie) {
        columns.push(fields::column(field));
    }
    if lead_columns.id {
        columns.push(FormColumn::new("Kenmerk", 14));
    }
    let rows = all_rows(sectie, node).iter().map(|row| cells(sectie, row, &lead_columns, ctx)).collect();
    let mut help = Vec::new();
    help.extend(sectie.introduction.as_ref().map(crate::text::Markdown::plain_text));
    help.push("Elke rij is er één. Maak een rij leeg om haar weg te halen; vul onderaan nieuwe rijen in.".to_owned());
    for field in fields::to_fill_in(sectie).filter(|v| !fields::help(v).is_empty()) {
        help.push(format!("{}: {}.", super::one_line(&field.title), fields::help(field)));
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
    sectie.niveaus.iter().find(|n| n.id == id).map_or_else(|| id.to_owned(), |n| super::one_line(&n.name))
}

fn group_name(group: &Node) -> String {
    super::one_line(&word(group.find("groep")))
}

fn cells(sectie: &Sectie, row: &Row<'_>, lead_columns: &LeadColumns, ctx: &FormContext<'_>) -> Vec<FormCell> {
    let span = Some(row.node.span.clone());
    let mut out = Vec::new();
    if lead_columns.niveau {
        out.push(FormCell::new(row.niveau.map(|id| niveau_name(sectie, id)).unwrap_or_default(), span.clone()));
    }
    if lead_columns.group {
        let names: Vec<String> = row.groups.iter().map(|g| group_name(g)).collect();
        out.push(FormCell::new(names.join(PATH_SEPARATOR), row.groups.last().map(|g| g.span.clone())));
    }
    for (i, field) in fields::to_fill_in(sectie).enumerate() {
        out.push(fields::cell(field, field_node(row.node, i, field), ctx));
    }
    if lead_columns.id {
        let id = row.node.find("id");
        out.push(FormCell::new(word(id), id.map(|k| k.span.clone())));
    }
    out
}

/// The value of a field of a row; a bare text is its first field.
fn field_node<'k>(row: &'k Node, index: usize, field: &Field) -> Option<&'k Node> {
    if row.as_map().is_some() { row.find(&field.id).filter(|k| !k.is_empty()) } else { (index == 0).then_some(row) }
}

/// A row as it should become, with the groups it is in.
struct EditRow<'r, 'k> {
    niveau: String,
    groups: Vec<String>,
    old: Option<&'r Row<'k>>,
    old_cells: Vec<FormCell>,
    new: &'r NewRow,
    /// Whether rows with one value are written as that value alone.
    bare: bool,
}

fn edit_rows<'r, 'k>(
    sectie: &Sectie,
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
        let old_cells = old.map(|old| cells(sectie, old, &lead_columns, ctx)).unwrap_or_default();
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
                super::CellAddress::Row(sectie.id.clone(), number, 0),
                if niveau.is_empty() {
                    "deze rij heeft geen niveau".to_owned()
                } else {
                    format!("er is geen niveau `{niveau}`")
                },
                format!("kies een van: {}", names.join(", ")),
            );
        }
        out.push(EditRow { niveau, groups, old, old_cells, new: row, bare });
    }
    out
}

/// The edit of the rows; `node` is the current list.
pub(super) fn edit(sectie: &Sectie, node: Option<&Node>, new: &[NewRow], ctx: &FormContext<'_>) -> Edit {
    let mut old_rows = Vec::new();
    collect_rows(sectie, node, &[], None, &mut old_rows);
    let rows = edit_rows(sectie, &old_rows, new, ctx);
    if rows.is_empty() {
        return Edit::Empty;
    }
    lijst(sectie, &rows, 0, node, ctx)
}

/// The edit of one list; `depth` is how many of the rows' groups it lies in already.
fn lijst(sectie: &Sectie, rows: &[EditRow<'_, '_>], depth: usize, old: Option<&Node>, ctx: &FormContext<'_>) -> Edit {
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
                Some(index) => out.push((Some(index), row(sectie, first, true, ctx))),
                None => out.push((None, row(sectie, first, false, ctx))),
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
        map.set("rijen", lijst(sectie, together, depth + 1, below, ctx));
        out.push((index, map.finish()));
    }
    Edit::List(out)
}

fn same(one: Option<&Node>, other: Option<&Node>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if std::ptr::eq(one, other))
}

/// The edit of a row. `in_place`: it stays in its list, and what did not change is not rewritten.
fn row(sectie: &Sectie, row: &EditRow<'_, '_>, in_place: bool, ctx: &FormContext<'_>) -> Edit {
    let lead_columns = LeadColumns::of(sectie);
    let old = row.old.map(|r| r.node);
    let begin = lead_columns.count();
    let cell = |i: usize| row.new.cells.get(begin + i).map_or("", String::as_str);
    let differs = |i: usize| row.old_cells.get(begin + i).is_none_or(|o| o.text != cell(i));
    let count = fields::to_fill_in(sectie).count() + usize::from(lead_columns.id);
    let changed = (0..count).any(differs);
    if let (Some(old), false) = (old, changed) {
        return if in_place { Edit::Keep } else { copy(old) };
    }
    let loose = old.filter(|k| k.as_map().is_none());
    let only_first = (1..count).all(|i| cell(i).is_empty());
    if let (true, Some(field)) = (loose.is_some() && only_first, fields::to_fill_in(sectie).next()) {
        let edit = fields::edit(field, loose, cell(0), ctx).unwrap_or(Edit::Empty);
        return if in_place { edit } else { copy_of(edit, loose) };
    }
    if let (None, true, true, Some(field)) = (old, row.bare, only_first, fields::to_fill_in(sectie).next())
        && let Some(edit @ Edit::Text(_)) = fields::edit(field, None, cell(0), ctx)
    {
        return edit;
    }
    let mut map = basis(old.filter(|_| loose.is_none()), in_place);
    let mut after: Vec<&str> = vec!["id"];
    for (i, field) in fields::to_fill_in(sectie).enumerate() {
        let old_value = old.and_then(|k| field_node(k, i, field));
        if differs(i) || loose.is_some() && i == 0 {
            match fields::edit(field, old_value, cell(i), ctx) {
                Some(edit) if loose.is_some() || !in_place => {
                    map.set_after(&after, &field.id, copy_of(edit, old_value));
                }
                Some(edit) => map.set_after(&after, &field.id, edit),
                None => map.remove(&field.id),
            }
        }
        after.push(&field.id);
    }
    if lead_columns.id && differs(count - 1) {
        match cell(count - 1) {
            "" => map.remove("id"),
            id => map.set_after(&[], "id", Edit::Text(id.to_owned())),
        }
    }
    map.finish()
}

/// The map that an edit starts from: the old one in place, or a copy of it.
pub(super) fn basis(old: Option<&Node>, in_place: bool) -> MapEdit {
    if in_place {
        return MapEdit::of(old);
    }
    let mut map = MapEdit::of(None);
    for entry in old.and_then(Node::as_map).unwrap_or_default() {
        map.set(&entry.key, copy(&entry.value));
    }
    map
}

/// A self-contained edit: what stays the same is written out.
pub(super) fn copy_of(edit: Edit, old: Option<&Node>) -> Edit {
    match (edit, old) {
        (Edit::Keep, Some(old)) => copy(old),
        (Edit::Keep, None) => Edit::Empty,
        (Edit::List(parts), old) => {
            let from = |index: Option<usize>| index.and_then(|i| elements(old).get(i));
            Edit::List(parts.into_iter().map(|(index, part)| (None, copy_of(part, from(index)))).collect())
        }
        (Edit::Map(entries), old) => Edit::Map(
            entries
                .into_iter()
                .map(|(key, part)| {
                    let below = old.and_then(|k| k.find(&key));
                    (key, copy_of(part, below))
                })
                .collect(),
        ),
        (edit, _) => edit,
    }
}

/// Shows and writes roles by the list of specialists.
fn with_roles<T>(ctx: &FormContext<'_>, run: impl FnOnce(&NameRules<'_>) -> T) -> T {
    let lijst = ctx.catalogus.lijst("specialisten");
    let item = |text: &str| lijst.and_then(|l| l.find(text)).map(|(_, item)| item);
    let show = |text: &str| item(text).map_or_else(|| text.to_owned(), |i| super::one_line(&i.name));
    let write = |text: &str| item(text).map_or_else(|| text.to_owned(), |i| i.id.clone());
    run(&NameRules { show: &show, write: &write, known: &|text| item(text).is_some() })
}

/// A cell with roles.
pub(super) fn role_cell(node: Option<&Node>, ctx: &FormContext<'_>) -> FormCell {
    with_roles(ctx, |names| ctx.names_cell(node, names))
}

/// The edit for roles.
pub(super) fn role_edit(node: Option<&Node>, new: &str, ctx: &FormContext<'_>) -> Option<Edit> {
    with_roles(ctx, |names| ctx.names_edit(node, new, names, false))
}

/// The questions about levels: share, who, remark, text.
pub(super) fn niveaus(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> QuestionBlock {
    let columns = vec![
        FormColumn::new("Deel van de leerlingen, zoals 80%", 20),
        FormColumn::new("Wie hier helpen, elk op een regel", 32),
        FormColumn::new("Opmerking", 32),
        FormColumn::new("Meer uitleg", 45),
    ];
    let questions = sectie
        .niveaus
        .iter()
        .map(|niveau| Question {
            key: format!("{}/{}", sectie.id, niveau.id),
            name: super::one_line(&niveau.name),
            help: String::new(),
            cells: niveau_cells(node.and_then(|k| k.find(&niveau.id)), ctx),
        })
        .collect();
    let help = vec!["Wat er op elk niveau is, vult u in op het blad met de rijen.".to_owned()];
    QuestionBlock { title: sectie.title.clone(), help, columns, questions, text: false }
}

fn niveau_cells(node: Option<&Node>, ctx: &FormContext<'_>) -> Vec<FormCell> {
    let below = |key: &str| node.and_then(|k| k.find(key));
    let share = below("aandeel");
    vec![
        FormCell::new(word(share), share.map(|k| k.span.clone())),
        role_cell(below("wie"), ctx),
        ctx.text_cell(below("noot")),
        ctx.text_cell(below("tekst")),
    ]
}

/// Edits levels and their rows.
pub(super) fn apply_niveaus(
    sectie: &Sectie,
    node: Option<&Node>,
    map: &mut MapEdit,
    changes: &Changes,
    ctx: &FormContext<'_>,
) {
    let old_rows = all_rows(sectie, node);
    let rows = changes.rows.get(&sectie.id).map(|new| edit_rows(sectie, &old_rows, new, ctx));
    let mut after: Vec<&str> = vec!["voor-ouders", "toelichting"];
    for niveau in &sectie.niveaus {
        let old = node.and_then(|k| k.find(&niveau.id));
        let old_cells = niveau_cells(old, ctx);
        let new = changes.question(&format!("{}/{}", sectie.id, niveau.id), &old_cells);
        let mut part = MapEdit::of(old);
        if let Some([share, who, noot, text]) = new.as_deref() {
            let set = |part: &mut MapEdit, key: &str, after: &[&str], edit: Option<Edit>| match edit {
                Some(edit) => part.set_after(after, key, edit),
                None => fields::set_or_empty(part, &[], key, None),
            };
            if *share != old_cells[0].text {
                set(&mut part, "aandeel", &[], (!share.is_empty()).then(|| Edit::Text(share.clone())));
            }
            if *who != old_cells[1].text {
                set(&mut part, "wie", &["aandeel"], role_edit(old.and_then(|k| k.find("wie")), who, ctx));
            }
            set_text(&mut part, old, "tekst", text, ctx);
            set_text(&mut part, old, "noot", noot, ctx);
        }
        if let Some(rows) = &rows {
            let is_here = |r: &&EditRow<'_, '_>| {
                niveau_name(sectie, &niveau.id).eq_ignore_ascii_case(&r.niveau) || niveau.id == r.niveau
            };
            let own: Vec<EditRow<'_, '_>> = rows.iter().filter(is_here).map(EditRow::duplicate).collect();
            let old_list = old.and_then(|k| k.find("rijen")).filter(|k| !k.is_empty());
            if own.is_empty() {
                fields::set_or_empty(&mut part, &[], "rijen", None);
            } else {
                part.set_after(&["aandeel", "wie", "tekst", "noot"], "rijen", lijst(sectie, &own, 0, old_list, ctx));
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
        Self {
            niveau: self.niveau.clone(),
            groups: self.groups.clone(),
            old: self.old,
            old_cells: self.old_cells.clone(),
            new: self.new,
            bare: self.bare,
        }
    }
}
