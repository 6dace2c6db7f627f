//! A route as a sheet: every phase, step, choice, branch and ending is a row, and a number says how deep it is nested.

use crate::model::formaat::Sectie;
use crate::yaml::{Edit, Node, Value};

use super::asked::row_key;
use super::context::{AS_TYPED, FormContext, copy, elements, word};
use super::rows::{basis, copy_of, role_cell, role_edit};
use super::{AskedFor, CellAddress, FormCell, FormColumn, Keuze, NewRow, RowSheet, fields};

/// Kinds of rows as the sheet calls them, with the key that holds their text.
const KINDS: [(&str, &str); 5] =
    [("fase", "fase"), ("stap", "stap"), ("keuze", "keuze"), ("tak", "als"), ("einde", "einde")];

/// The key under which a row of this kind holds the rows below it.
fn child_key(kind: &str) -> Option<&'static str> {
    match kind {
        "fase" | "tak" => Some("stappen"),
        "keuze" => Some("takken"),
        _ => None,
    }
}

/// How a cell is read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnType {
    Word,
    Text,
    Roles,
    NamesList,
}

/// Columns after kind, level and text: key, heading, width, how it is read.
const COLUMNS: [(&str, &str, u16, ColumnType); 11] = [
    ("wie", "Wie", 30, ColumnType::Roles),
    ("voorwaarde", "Voorwaarde", 28, ColumnType::Text),
    ("hoeveel", "Hoeveel", 16, ColumnType::Word),
    ("noot", "Opmerking", 32, ColumnType::Text),
    ("in", "In welk overleg", 20, ColumnType::NamesList),
    ("naar", "Gaat naar (kenmerk)", 16, ColumnType::Word),
    ("id", "Kenmerk", 14, ColumnType::Word),
    ("is", "Is (lijst/item)", 24, ColumnType::NamesList),
    ("meer", "Kunnen er meer gelden?", 14, ColumnType::Word),
    ("band", "Band", 10, ColumnType::Word),
    ("tekst", "Meer uitleg", 45, ColumnType::Text),
];

/// How many columns come before [`COLUMNS`].
const LEAD_COLUMNS: usize = 3;

/// An element of the route, and where it is in the tree.
struct Row<'k> {
    node: &'k Node,
    kind: &'static str,
    depth: usize,
    lijst: Option<&'k Node>,
    index: usize,
}

fn kind_of(node: &Node, in_keuze: bool) -> &'static str {
    if in_keuze {
        return "tak";
    }
    let key = ["stap", "keuze", "fase", "einde"].into_iter().find(|s| node.find(s).is_some_and(|k| !k.is_empty()));
    key.unwrap_or("stap")
}

fn gather<'k>(lijst: Option<&'k Node>, depth: usize, in_keuze: bool, out: &mut Vec<Row<'k>>) {
    let real = lijst.filter(|k| matches!(k.value, Value::List(_)));
    for (index, node) in elements(lijst).iter().enumerate().filter(|(_, k)| !k.is_empty()) {
        let kind = kind_of(node, in_keuze);
        out.push(Row { node, kind, depth, lijst: real, index });
        if let Some(key) = child_key(kind) {
            gather(node.find(key), depth + 1, kind == "keuze", out);
        }
    }
}

fn stappen(node: Option<&Node>) -> Option<&Node> {
    node.and_then(|k| if k.as_map().is_some() { k.find("stappen") } else { Some(k) })
}

/// The sheet of a route.
pub(super) fn sheet(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> RowSheet {
    debug_assert_eq!(row_key(sectie), "stappen");
    let mut columns = vec![
        FormColumn::new("Soort", 10).with_keuze(Keuze::strict(KINDS.map(|(name, _)| name))),
        FormColumn::new("Niveau", 8),
        FormColumn::new("Wat gebeurt er, wat is de vraag, wanneer geldt deze tak?", 45),
    ];
    columns.extend(COLUMNS.map(|(key, title, width, _)| {
        let column = FormColumn::new(title, width);
        if key == "meer" { column.with_keuze(Keuze::strict(["ja", "nee"])).asks(AskedFor::Stand) } else { column }
    }));
    for field in fields::to_fill_in(sectie) {
        columns.push(fields::column(field));
    }
    let mut old_rows = Vec::new();
    gather(stappen(node), 1, false, &mut old_rows);
    let rows = old_rows.iter().map(|row| cells(sectie, row, ctx)).collect();
    let mut help: Vec<String> =
        sectie.introduction.as_ref().map(crate::text::Markdown::plain_text).into_iter().collect();
    help.extend(
        [
            "Elke rij is een fase, een stap, een keuze, een tak van een keuze of een einde. De volgorde is de route.",
            "Niveau zegt wat waaronder hoort: een fase is 1, haar stappen 2. Onder een keuze staan takken, een niveau \
             dieper; onder een tak de stappen die dan volgen, nog een niveau dieper.",
            "Na een tak gaat de route verder na de keuze, tenzij de tak naar een kenmerk gaat of eindigt.",
            "Maak een rij leeg om haar weg te halen. Voeg tussen rijen een rij in voor een nieuwe stap.",
        ]
        .map(str::to_owned),
    );
    RowSheet { key: sectie.id.clone(), help, columns, rows }
}

fn cells(sectie: &Sectie, row: &Row<'_>, ctx: &FormContext<'_>) -> Vec<FormCell> {
    let span = Some(row.node.span.clone());
    let title = if row.node.as_map().is_some() { row.node.find(heading_key(row.kind)) } else { Some(row.node) };
    let mut out = vec![
        FormCell::new(row.kind, span.clone()),
        FormCell::new(row.depth.to_string(), span),
        FormCell::new(word(title), title.map(|k| k.span.clone())),
    ];
    for (key, _, _, column_type) in COLUMNS {
        let node = row.node.find(key).filter(|k| !k.is_empty());
        out.push(match column_type {
            ColumnType::Word => FormCell::new(word(node), node.map(|k| k.span.clone())),
            ColumnType::Text => ctx.text_cell(node),
            ColumnType::Roles => role_cell(node, ctx),
            ColumnType::NamesList => ctx.names_cell(node, &AS_TYPED),
        });
    }
    for field in fields::to_fill_in(sectie) {
        out.push(fields::cell(field, row.node.find(&field.id).filter(|k| !k.is_empty()), ctx));
    }
    out
}

fn heading_key(kind: &str) -> &'static str {
    KINDS.iter().find(|(name, _)| *name == kind).map_or("stap", |(_, key)| key)
}

/// A row as it should become.
struct EditRow<'r, 'k> {
    kind: &'static str,
    depth: usize,
    number: usize,
    old: Option<&'r Row<'k>>,
    new: &'r NewRow,
}

/// The edit of the route; `node` is the current list of steps.
pub(super) fn edit(sectie: &Sectie, node: Option<&Node>, new: &[NewRow], ctx: &FormContext<'_>) -> Edit {
    let mut old_rows = Vec::new();
    gather(node, 1, false, &mut old_rows);
    let mut rows = Vec::new();
    for (number, row) in new.iter().enumerate() {
        let cell = |i: usize| row.cells.get(i).map_or("", |t| t.trim());
        let kind = KINDS.iter().find(|(name, _)| cell(0).eq_ignore_ascii_case(name));
        if kind.is_none() {
            let message = match cell(0) {
                "" => "deze rij heeft geen soort".to_owned(),
                kind => format!("`{kind}` is geen soort"),
            };
            ctx.refuse(
                CellAddress::Row(sectie.id.clone(), number, 0),
                message,
                "kies: fase, stap, keuze, tak of einde",
            );
        }
        let depth = cell(1).parse::<usize>().ok().filter(|d| (1..=12).contains(d));
        if depth.is_none() {
            let message = match cell(1) {
                "" => "deze rij heeft geen niveau".to_owned(),
                niveau => format!("`{niveau}` is geen niveau"),
            };
            ctx.refuse(
                CellAddress::Row(sectie.id.clone(), number, 1),
                message,
                "schrijf een getal van 1 tot en met 12",
            );
        }
        if cell(2).is_empty() {
            ctx.refuse(
                CellAddress::Row(sectie.id.clone(), number, 2),
                "deze rij heeft geen tekst",
                "schrijf wat er gebeurt",
            );
        }
        let old = row.was.and_then(|i| old_rows.get(i));
        let kind = kind.map_or("stap", |(name, _)| *name);
        rows.push(EditRow { kind, depth: depth.unwrap_or(1), number, old, new: row });
    }
    if rows.is_empty() {
        return Edit::Empty;
    }
    let lijst = lijst(sectie, &rows, node, None, ctx);
    if ctx.refusals.borrow().is_empty() { lijst } else { Edit::Keep }
}

/// The rows of one list; deeper ones belong to the row before them.
fn lijst(
    sectie: &Sectie,
    rows: &[EditRow<'_, '_>],
    old: Option<&Node>,
    parent: Option<&EditRow<'_, '_>>,
    ctx: &FormContext<'_>,
) -> Edit {
    let real = old.filter(|k| matches!(k.value, Value::List(_)));
    let mut used: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    let mut rest = rows;
    while let Some((first, further)) = rest.split_first() {
        let below = further.iter().take_while(|r| r.depth > first.depth).count();
        let (children, after) = further.split_at(below);
        rest = after;
        check(sectie, first, parent, children, ctx);
        let here = first
            .old
            .filter(|row| matches!((row.lijst, real), (Some(a), Some(b)) if std::ptr::eq(a, b)))
            .map(|row| row.index)
            .filter(|i| !used.contains(i));
        used.extend(here);
        out.push((here, element(sectie, first, children, here.is_some(), ctx)));
    }
    Edit::List(out)
}

fn check(
    sectie: &Sectie,
    row: &EditRow<'_, '_>,
    parent: Option<&EditRow<'_, '_>>,
    children: &[EditRow<'_, '_>],
    ctx: &FormContext<'_>,
) {
    let address = |column| CellAddress::Row(sectie.id.clone(), row.number, column);
    let in_keuze = parent.is_some_and(|o| o.kind == "keuze");
    if in_keuze != (row.kind == "tak") {
        let (message, hint) = if in_keuze {
            (
                format!("onder een keuze staat hier een {}", row.kind),
                "zet onder een keuze takken, en de stappen onder een tak",
            )
        } else {
            ("deze tak hoort bij geen keuze".to_owned(), "zet de tak een niveau onder een rij met een keuze")
        };
        ctx.refuse(address(0), message, hint);
    }
    if let (None, Some(child)) = (child_key(row.kind), children.first()) {
        ctx.refuse(
            CellAddress::Row(sectie.id.clone(), child.number, 1),
            format!("deze rij staat onder een {}, en daar kan niets onder staan", row.kind),
            "kies hetzelfde niveau als de rij erboven, of lager",
        );
    }
}

fn element(
    sectie: &Sectie,
    row: &EditRow<'_, '_>,
    children: &[EditRow<'_, '_>],
    in_place: bool,
    ctx: &FormContext<'_>,
) -> Edit {
    let old = row.old.map(|r| r.node);
    let same_kind = row.old.is_some_and(|r| r.kind == row.kind);
    let old_cells = row.old.map(|r| cells(sectie, r, ctx)).unwrap_or_default();
    let cell = |i: usize| row.new.cells.get(i).map_or("", String::as_str);
    let differs = |i: usize| old_cells.get(i).is_none_or(|o| o.text != cell(i));
    let loose = old.filter(|k| k.as_map().is_none());
    let count = LEAD_COLUMNS + COLUMNS.len() + fields::to_fill_in(sectie).count();
    // A step that is a bare text stays one.
    if loose.is_some() && row.kind == "stap" && (LEAD_COLUMNS..count).all(|i| cell(i).is_empty()) {
        return match (differs(2), in_place) {
            (false, true) => Edit::Keep,
            _ => Edit::Text(cell(2).to_owned()),
        };
    }
    let mut map = basis(old.filter(|_| loose.is_none()), in_place);
    let heading = heading_key(row.kind);
    if !same_kind {
        for (_, key) in KINDS.iter().filter(|(_, key)| *key != heading) {
            map.remove(key);
        }
        for key in ["stappen", "takken"].into_iter().filter(|s| child_key(row.kind) != Some(*s)) {
            map.remove(key);
        }
    }
    if differs(2) || !same_kind || loose.is_some() {
        map.set_after(&[], heading, Edit::Text(cell(2).to_owned()));
    }
    let mut after: Vec<&str> = vec![heading];
    for (i, (key, _, _, column_type)) in COLUMNS.into_iter().enumerate() {
        let i = LEAD_COLUMNS + i;
        if differs(i) {
            let old_value = old.and_then(|k| k.find(key)).filter(|k| !k.is_empty());
            let text = cell(i);
            let edit = match (text, column_type) {
                ("", _) => None,
                (text, ColumnType::Word) => Some(Edit::Text(text.to_owned())),
                (text, ColumnType::Text) => Some(ctx.text_edit(old_value, text)),
                (text, ColumnType::Roles) => role_edit(old_value, text, ctx),
                (text, ColumnType::NamesList) => ctx.names_edit(old_value, text, &AS_TYPED, true),
            };
            match edit {
                Some(edit) if !in_place => map.set_after(&after, key, copy_of(edit, old_value)),
                Some(edit) => map.set_after(&after, key, edit),
                None => map.remove(key),
            }
        }
        after.push(key);
    }
    for (i, field) in fields::to_fill_in(sectie).enumerate() {
        let i = LEAD_COLUMNS + COLUMNS.len() + i;
        if differs(i) {
            let old_value = old.and_then(|k| k.find(&field.id)).filter(|k| !k.is_empty());
            match fields::edit(field, old_value, cell(i), ctx) {
                Some(edit) if !in_place => map.set_after(&after, &field.id, copy_of(edit, old_value)),
                Some(edit) => map.set_after(&after, &field.id, edit),
                None => map.remove(&field.id),
            }
        }
        after.push(&field.id);
    }
    if let Some(key) = child_key(row.kind) {
        let old_list = old.and_then(|k| k.find(key)).filter(|k| in_place && same_kind && !k.is_empty());
        if children.is_empty() {
            map.remove(key);
        } else {
            map.set(key, lijst(sectie, children, old_list, Some(row), ctx));
        }
    }
    if !in_place && old.is_none() && map.is_empty() {
        return Edit::Empty;
    }
    match (map.finish(), in_place, old) {
        (Edit::Keep, false, Some(old)) => copy(old),
        (edit, ..) => edit,
    }
}
