//! A route as a sheet: every phase, step, choice, branch and ending is a row, and a number says how deep it is nested.

use crate::grammar::Shape;
use crate::grammar::fill::{self, basis, copy, copy_of, elements, word};
use crate::grammar::shape::MapShape;
use crate::model::formaat::Sectie;
use crate::yaml::{Edit, Node, Value};

use super::asked::row_key;
use super::context::FormContext;
use super::slots::Slots;
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

/// Columns after kind, level and text: key, heading, width.
const COLUMNS: [(&str, &str, u16); 11] = [
    ("wie", "Wie", 30),
    ("voorwaarde", "Voorwaarde", 28),
    ("hoeveel", "Hoeveel", 16),
    ("noot", "Opmerking", 32),
    ("in", "In welk overleg", 20),
    ("naar", "Gaat naar (kenmerk)", 16),
    ("id", "Kenmerk", 14),
    ("is", "Is (lijst/item)", 24),
    ("meer", "Kunnen er meer gelden?", 14),
    ("band", "Band", 10),
    ("tekst", "Meer uitleg", 45),
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
    columns.extend(COLUMNS.map(|(key, title, width)| {
        let column = FormColumn::new(title, width);
        if key == "meer" { column.with_keuze(Keuze::strict(["ja", "nee"])).asks(AskedFor::Stand) } else { column }
    }));
    for field in fields::to_fill_in(sectie) {
        columns.push(fields::column(field, ctx));
    }
    let mut old_rows = Vec::new();
    gather(stappen(node), 1, false, &mut old_rows);
    let shape = any_row(sectie, ctx);
    let slots = slots(sectie, &shape);
    let rows = old_rows.iter().map(|row| cells(&slots, row, ctx)).collect();
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

/// A row of any kind: it has the keys of all of them, since a row on the sheet has all columns. A key that its kind does not have
/// is told when the outcome is read.
fn any_row(sectie: &Sectie, ctx: &FormContext<'_>) -> Shape {
    fn gather(shape: &Shape, out: &mut MapShape) {
        match shape {
            Shape::Map(map) => {
                for key in &map.keys {
                    if key.id == "takken"
                        && let Some(tak) = fill::element(&key.shape)
                    {
                        gather(tak, out);
                    }
                    if !out.keys.iter().any(|own| own.id == key.id) {
                        out.keys.push(key.clone());
                    }
                }
            }
            Shape::Part(part) => gather(&part.shape, out),
            Shape::Either(possible) => possible.iter().for_each(|shape| gather(shape, out)),
            _ => {}
        }
    }
    let mut all = MapShape::new(Vec::new()).sometimes_bare("stap");
    let shape = ctx.shape(sectie);
    if let Some(stap) = fill::behind(&shape, "stappen").and_then(fill::element) {
        gather(stap, &mut all);
    }
    Shape::Map(all)
}

/// The places of a row after its kind, level and text, in the order of the columns.
fn slots<'s>(sectie: &Sectie, shape: &'s Shape) -> Slots<'s> {
    let mut slots = Slots::of(shape);
    for (key, ..) in COLUMNS {
        // Who does it is a list, also when there is one.
        if key == "wie" { slots.push(&[key]) } else { slots.push_bare(&[key]) }
    }
    for field in fields::to_fill_in(sectie) {
        slots.push(&[&field.id, "waarde"]);
    }
    slots
}

fn cells(slots: &Slots<'_>, row: &Row<'_>, ctx: &FormContext<'_>) -> Vec<FormCell> {
    let span = Some(row.node.span.clone());
    let title = if row.node.as_map().is_some() { row.node.find(heading_key(row.kind)) } else { Some(row.node) };
    let mut out = vec![
        FormCell::new(row.kind, span.clone()),
        FormCell::new(row.depth.to_string(), span),
        FormCell::new(word(title), title.map(|k| k.span.clone())),
    ];
    out.extend(slots.cells(Some(row.node), &ctx.fill));
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
    let shape = any_row(sectie, ctx);
    let slots = slots(sectie, &shape);
    let lijst = lijst(sectie, &slots, &rows, node, None, ctx);
    if ctx.refusals.borrow().is_empty() { lijst } else { Edit::Keep }
}

/// The rows of one list; deeper ones belong to the row before them.
fn lijst(
    sectie: &Sectie,
    slots: &Slots<'_>,
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
        out.push((here, element(sectie, slots, first, children, here.is_some(), ctx)));
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
    slots: &Slots<'_>,
    row: &EditRow<'_, '_>,
    children: &[EditRow<'_, '_>],
    in_place: bool,
    ctx: &FormContext<'_>,
) -> Edit {
    let old = row.old.map(|r| r.node);
    let same_kind = row.old.is_some_and(|r| r.kind == row.kind);
    let cell = |i: usize| row.new.cells.get(i).map_or("", String::as_str);
    let differs = |i: usize| {
        let all_cells = row.old.map(|row| cells(slots, row, ctx)).unwrap_or_default();
        all_cells.get(i).is_none_or(|old| old.text != cell(i))
    };
    let loose = old.filter(|k| k.as_map().is_none());
    let alone = row.new.cells.iter().skip(LEAD_COLUMNS).all(String::is_empty);
    // A step that is a bare text stays one.
    if loose.is_some() && row.kind == "stap" && alone {
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
    let new = row.new.cells.get(LEAD_COLUMNS..).unwrap_or_default();
    let old_cells = slots.cells(old, &ctx.fill);
    for (key, below, edit) in slots.changed_keys(old, &old_cells, new, &ctx.fill) {
        let mut after = vec![heading];
        after.extend(slots.keys_before(key));
        match edit {
            Some(edit) => map.set_after(&after, key, if in_place { edit } else { copy_of(edit, below) }),
            None => map.remove(key),
        }
    }
    if let Some(key) = child_key(row.kind) {
        let old_list = old.and_then(|k| k.find(key)).filter(|k| in_place && same_kind && !k.is_empty());
        if children.is_empty() {
            map.remove(key);
        } else {
            map.set(key, lijst(sectie, slots, children, old_list, Some(row), ctx));
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
