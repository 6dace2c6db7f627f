//! Questions of `aanbod`, item by item: whether it is there, where, and how much.

use crate::grammar::Shape;
use crate::grammar::about::{HULPVRAGEN, may_narrow};
use crate::grammar::fill::{self, Names, copy, copy_of, elements, name_and_noot, word};
use crate::model::formaat::Sectie;
use crate::source::Span;
use crate::text::one_line;
use crate::vormen::is_stand;
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::asked::{Claim, antwoord, items, noot_and_text, questions_per_item, set_item, set_text};
use super::context::FormContext;
use super::own;
use super::slots::Slots;
use super::{AskedFor, Changes, FormCell, FormColumn, Keuze, QuestionBlock};

/// What the cells of one item say.
#[derive(Debug, Clone, Default, PartialEq)]
struct AanbodCells {
    stand: String,
    plaatsen: Vec<String>,
    hoeveel: String,
    noot: String,
    text: String,
    hulpvragen: String,
}

impl AanbodCells {
    fn is_empty(&self) -> bool {
        let Self { stand, plaatsen, hoeveel, noot, text, hulpvragen } = self;
        stand.is_empty()
            && plaatsen.iter().all(String::is_empty)
            && [hoeveel, noot, text, hulpvragen].into_iter().all(String::is_empty)
    }

    fn from_cells(cells: Vec<String>, count: usize) -> Self {
        let mut rest = cells.into_iter();
        let mut next = || rest.next().unwrap_or_default();
        let stand = next();
        let plaatsen = (0..count).map(|_| next()).collect();
        Self { stand, plaatsen, hoeveel: next(), noot: next(), text: next(), hulpvragen: next() }
    }

    /// The stand that the places imply.
    fn implied_stand(&self) -> &'static str {
        let named: Vec<&str> = self.plaatsen.iter().filter(|p| !p.is_empty()).map(|p| stand_and_noot(p).0).collect();
        if named.is_empty() || named.iter().any(|p| is_word(p, "ja")) {
            "ja"
        } else if named.iter().all(|p| is_word(p, "nee") || is_word(p, "nvt")) {
            "nee"
        } else {
            "onbekend"
        }
    }
}

/// What the cell of a place says: `ja`, or `ja: op dinsdag`.
fn stand_and_noot(cell: &str) -> (&str, Option<&str>) {
    match cell.split_once(": ") {
        Some((stand, noot)) => (stand, Some(noot)),
        None => (cell, None),
    }
}

/// The cell of a place.
fn place_text(stand: &str, noot: Option<&Node>, ctx: &FormContext<'_>) -> String {
    let noot = one_line(&ctx.fill.text_cell(noot).text);
    if noot.is_empty() { stand.to_owned() } else { format!("{stand}: {noot}") }
}

fn is_word(text: &str, word: &str) -> bool {
    text.eq_ignore_ascii_case(word)
}

/// The places that have a column: those of the section, and more specific ones that are in use.
fn plaatsen(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> Vec<String> {
    let mut out: Vec<String> = sectie.waar.iter().map(|(id, _)| id.clone()).collect();
    let Some(lijst) = ctx.fill.catalogus.plaatsen().filter(|_| !out.is_empty()) else { return out };
    for item in items(sectie, node) {
        for (id, ..) in named_plaatsen(sectie, antwoord(sectie, node, &item.id).map(|(_, b)| b), ctx) {
            if !out.contains(&id) && lijst.by_id(&id).is_some() {
                out.push(id);
            }
        }
    }
    out
}

/// The places an item names: id, stand, and where in the file.
fn named_plaatsen(sectie: &Sectie, claim: Option<Claim<'_>>, ctx: &FormContext<'_>) -> Vec<(String, String, Span)> {
    let Some(Claim::Value(node)) = claim else { return Vec::new() };
    let cell = |node: &Node| {
        let stand = match &node.value {
            Value::Map(_) => node.find("stand").map_or_else(|| "ja".to_owned(), |k| word(Some(k)).to_lowercase()),
            _ => word(Some(node)).to_lowercase(),
        };
        place_text(&stand, node.find("noot"), ctx)
    };
    let from_map = |node: &Node, also: &[&str]| -> Vec<(String, String, Span)> {
        let entries = node.as_map().unwrap_or_default();
        let own = entries.iter().filter(|p| !also.contains(&p.key.as_str()) && !p.value.is_empty());
        own.filter_map(|p| Some((ctx.fill.plaats(&sectie.waar, &p.key)?, cell(&p.value), p.value.span.clone())))
            .collect()
    };
    let from_lijst = |node: &Node| -> Vec<(String, String, Span)> {
        let places = elements(Some(node)).iter().filter_map(|k| {
            let (name, noot) = name_and_noot(k)?;
            Some((ctx.fill.plaats(&sectie.waar, name)?, place_text("ja", noot, ctx), k.span.clone()))
        });
        places.collect()
    };
    match &node.value {
        Value::Empty => Vec::new(),
        Value::Text(scalar) if is_stand(scalar.text.trim()) => Vec::new(),
        Value::Text(_) | Value::List(_) => from_lijst(node),
        Value::Map(_) => {
            let mut out = from_map(node, &["stand", "waar", "hoeveel", "noot", "tekst", HULPVRAGEN]);
            match node.find("waar") {
                Some(waar) if waar.as_map().is_some() => out.extend(from_map(waar, &[])),
                Some(waar) => out.extend(from_lijst(waar)),
                None => {}
            }
            out
        }
    }
}

fn aanbod_cells(
    sectie: &Sectie,
    claim: Option<Claim<'_>>,
    plaatsen: &[String],
    ctx: &FormContext<'_>,
) -> (AanbodCells, Vec<FormCell>) {
    let mut out = AanbodCells { plaatsen: vec![String::new(); plaatsen.len()], ..AanbodCells::default() };
    let mut texts = [FormCell::default(), FormCell::default()];
    // A problem with a place is reported at its own cell.
    let mut plaats_spans: Vec<Option<Span>> = vec![None; plaatsen.len()];
    let mut span = None;
    let mut hoeveel_span = None;
    let mut stand_span = None;
    match claim {
        None => {}
        Some(Claim::Mentioned(element, noot)) => {
            span = Some(element.span.clone());
            out.stand = "ja".to_owned();
            texts[0] = ctx.fill.text_cell(noot);
        }
        Some(Claim::Value(node)) => {
            span = Some(node.span.clone());
            for (id, stand, span) in named_plaatsen(sectie, claim, ctx) {
                let Some(i) = plaatsen.iter().position(|p| *p == id) else { continue };
                if let (Some(cell), Some(own)) = (out.plaatsen.get_mut(i), plaats_spans.get_mut(i)) {
                    *cell = stand;
                    *own = Some(span);
                }
            }
            texts = noot_and_text(Some(node), ctx);
            let hoeveel = node.find("hoeveel");
            out.hoeveel = word(hoeveel);
            hoeveel_span = hoeveel.map(|k| k.span.clone());
            let map = node.as_map().is_some_and(|entries| !entries.is_empty());
            stand_span = node.find("stand").map(|k| k.span.clone());
            out.stand = match &node.value {
                Value::Text(s) if is_stand(s.text.trim()) => s.text.trim().to_lowercase(),
                _ if node.is_empty() || node.as_map().is_some() && !map => String::new(),
                _ => match node.find("stand").filter(|k| !k.is_empty()) {
                    Some(stand) => word(Some(stand)).to_lowercase(),
                    None => out.implied_stand().to_owned(),
                },
            };
        }
    }
    out.noot = texts[0].text.clone();
    out.text = texts[1].text.clone();
    let mut cells = vec![FormCell::new(out.stand.clone(), stand_span.or_else(|| span.clone()))];
    cells.extend(out.plaatsen.iter().zip(plaats_spans).map(|(p, own)| FormCell::new(p.clone(), own)));
    cells.push(FormCell::new(out.hoeveel.clone(), hoeveel_span));
    cells.extend(texts);
    if may_narrow(sectie) {
        let value = match claim {
            Some(Claim::Value(node)) => node.find(HULPVRAGEN).filter(|k| !k.is_empty()),
            _ => None,
        };
        let questions = ctx.fill.names_cell(value, &question_names(ctx));
        out.hulpvragen.clone_from(&questions.text);
        cells.push(questions);
    }
    (out, cells)
}

/// What names of parents' questions mean.
fn question_names<'a>(ctx: &FormContext<'a>) -> Names<'a> {
    let lijsten = ctx.fill.catalogus.lijsten.get(HULPVRAGEN).map(std::slice::from_ref).unwrap_or_default();
    Names::Known { words: &[], lijsten }
}

/// The questions: is it there, at each place, how much, a remark.
pub(super) fn part(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> QuestionBlock {
    let plaatsen = plaatsen(sectie, node, ctx);
    let stand = Keuze::strict(["ja", "nee", "onbekend"]);
    let mut columns = vec![FormColumn::new("Is dit er?", 14).with_keuze(stand).asks(AskedFor::Stand)];
    let place = Keuze::free(["ja", "nee", "onbekend"]);
    columns.extend(plaatsen.iter().map(|id| {
        FormColumn::new(ctx.fill.plaats_name(&sectie.waar, id), 14).with_keuze(place.clone()).asks(AskedFor::Place)
    }));
    columns.extend([
        FormColumn::new("Hoeveel", 20),
        FormColumn::new("Opmerking", 32).asks(AskedFor::Note),
        FormColumn::new("Meer uitleg", 45),
    ]);
    if may_narrow(sectie) {
        columns.push(FormColumn::new("Vragen van ouders", 24).with_keuze(own::question_keuze(ctx)));
    }
    let questions = questions_per_item(sectie, node, |claim| aanbod_cells(sectie, claim, &plaatsen, ctx).1);
    let help = if plaatsen.is_empty() {
        "Kies per regel: ja, nee of onbekend. Leeg betekent: niet beantwoord."
    } else {
        "Kies per regel of het er is, en waar. Leeg betekent: niet beantwoord. Een opmerking bij één plaats zet u erachter: \
         ja: op dinsdag."
    };
    let mut help = vec![help.to_owned()];
    if may_narrow(sectie) {
        help.push(
            "Vragen van ouders: alleen als het op uw school bij andere vragen helpt dan in het algemeen. Zet elke vraag op een \
             eigen regel in het vak."
                .to_owned(),
        );
    }
    QuestionBlock { title: sectie.title.clone(), help, columns, questions, text: false }
}

/// What the items become.
pub(super) fn apply(sectie: &Sectie, node: Option<&Node>, map: &mut MapEdit, changes: &Changes, ctx: &FormContext<'_>) {
    let plaatsen = plaatsen(sectie, node, ctx);
    for item in items(sectie, node) {
        let claim = antwoord(sectie, node, &item.id).map(|(_, b)| b);
        let (old, cells) = aanbod_cells(sectie, claim, &plaatsen, ctx);
        let Some(new) = changes.question(&format!("{}/{}", sectie.id, item.id), &cells) else { continue };
        let new = AanbodCells::from_cells(new, plaatsen.len());
        if new == old {
            continue;
        }
        let edit = (!new.is_empty()).then(|| edit(claim, &old, &new, &plaatsen, sectie, ctx));
        set_item(sectie, node, map, &item.id, edit);
    }
}

fn edit(
    claim: Option<Claim<'_>>,
    old: &AanbodCells,
    new: &AanbodCells,
    plaatsen: &[String],
    sectie: &Sectie,
    ctx: &FormContext<'_>,
) -> Edit {
    let node = match claim {
        Some(Claim::Value(node)) => Some(node),
        Some(Claim::Mentioned(..)) | None => None,
    };
    let named = new.plaatsen.iter().any(|p| !p.is_empty());
    let all_yes = new.plaatsen.iter().all(|p| p.is_empty() || is_word(stand_and_noot(p).0, "ja"));
    // A stand that was cleared means that nothing is known, unless places say more.
    let stand = match (new.stand.as_str(), named) {
        ("", true) => None,
        ("", false) => Some("onbekend".to_owned()),
        (stand, _) => Some(stand.to_owned()),
    };
    let is_implied = stand.as_deref().is_none_or(|stand| is_word(stand, new.implied_stand()));
    let map = node.filter(|k| k.as_map().is_some());
    let short = [&new.hoeveel, &new.noot, &new.text, &new.hulpvragen].into_iter().all(String::is_empty);
    if map.is_none() && short {
        if !named {
            return Edit::Text(stand.unwrap_or_else(|| "onbekend".to_owned()));
        }
        if all_yes && is_implied {
            return plaats_list(node, new, plaatsen, sectie, ctx);
        }
    }
    let mut out = MapEdit::of(map);
    if is_implied {
        if !map.is_some_and(|k| k.find("stand").is_some_and(|s| is_word(&word(Some(s)), &new.stand))) {
            out.remove("stand");
        }
    } else if let Some(stand) = &stand
        && (map.is_none() || old.stand != *stand || !out.has("stand"))
    {
        out.set_after(&[], "stand", Edit::Text(stand.clone()));
    }
    if map.is_none() || old.plaatsen != new.plaatsen {
        set_plaatsen(&mut out, node, new, plaatsen, sectie, ctx);
    }
    if new.hoeveel.is_empty() {
        out.remove("hoeveel");
    } else if map.is_none() || new.hoeveel != old.hoeveel {
        out.set("hoeveel", Edit::Text(new.hoeveel.clone()));
    }
    set_text(&mut out, map, "noot", &new.noot, ctx);
    set_text(&mut out, map, "tekst", &new.text, ctx);
    if map.is_none() || new.hulpvragen != old.hulpvragen {
        let value = map.and_then(|k| k.find(HULPVRAGEN)).filter(|k| !k.is_empty());
        match ctx.fill.names_edit(value, &new.hulpvragen, &question_names(ctx), true) {
            Some(edit) => out.set(HULPVRAGEN, edit),
            None => out.remove(HULPVRAGEN),
        }
    }
    if out.is_empty() {
        // Nothing but "it is there".
        return Edit::Text(stand.unwrap_or_else(|| "ja".to_owned()));
    }
    out.finish()
}

/// Places as a list; what was said about one of them is kept.
fn plaats_list(
    old: Option<&Node>,
    new: &AanbodCells,
    plaatsen: &[String],
    sectie: &Sectie,
    ctx: &FormContext<'_>,
) -> Edit {
    let lijst = old.is_some_and(|k| matches!(k.value, Value::List(_)));
    let mut out = Vec::new();
    let mut done: Vec<String> = Vec::new();
    let cell = |id: &str| plaatsen.iter().zip(&new.plaatsen).find(|(own, cell)| *own == id && !cell.is_empty());
    for (i, element) in elements(old).iter().enumerate() {
        let Some((name, noot)) = name_and_noot(element) else { continue };
        let Some(id) = ctx.fill.plaats(&sectie.waar, name) else { continue };
        let Some((_, cell)) = cell(&id).filter(|_| !done.contains(&id)) else { continue };
        let same = place_text("ja", noot, ctx) == *cell;
        out.push(match (same, lijst) {
            (true, true) => (Some(i), Edit::Keep),
            (true, false) => (None, copy(element)),
            (false, _) => (None, named_place(name, cell)),
        });
        done.push(id);
    }
    for (id, cell) in plaatsen.iter().zip(&new.plaatsen).filter(|(_, cell)| !cell.is_empty()) {
        if !done.contains(id) {
            out.push((None, named_place(id, cell)));
        }
    }
    Edit::List(out)
}

/// A place in a list: its name, with the remark if there is one.
fn named_place(name: &str, cell: &str) -> Edit {
    match stand_and_noot(cell).1 {
        Some(noot) => Edit::Map(vec![(name.to_owned(), Edit::Text(noot.to_owned()))]),
        None => Edit::Text(name.to_owned()),
    }
}

fn set_plaatsen(
    out: &mut MapEdit,
    old: Option<&Node>,
    new: &AanbodCells,
    plaatsen: &[String],
    sectie: &Sectie,
    ctx: &FormContext<'_>,
) {
    let waar = old.and_then(|k| k.find("waar"));
    let loose = old.filter(|k| matches!(k.value, Value::List(_) | Value::Text(_)));
    let as_list = new.plaatsen.iter().all(|p| p.is_empty() || is_word(stand_and_noot(p).0, "ja"));
    let own_keys = plaatsen.iter().any(|id| out.has(id));
    if as_list && !own_keys && waar.is_none_or(|w| w.as_map().is_none()) {
        if new.plaatsen.iter().all(String::is_empty) {
            out.remove("waar");
        } else {
            out.set_after(
                &["stand"],
                "waar",
                match waar {
                    Some(waar) => plaats_list(Some(waar), new, plaatsen, sectie, ctx),
                    None => detach(plaats_list(loose, new, plaatsen, sectie, ctx), loose),
                },
            );
        }
        return;
    }
    // Each place as a key of its own; its remark is kept.
    let shape = ctx.shape(sectie);
    let from = |id: &str| {
        let direct = old.and_then(|k| k.find(id));
        let below_waar = waar.and_then(Node::as_map).unwrap_or_default();
        let elsewhere = below_waar.iter().find(|p| ctx.fill.plaats(&sectie.waar, &p.key).as_deref() == Some(id));
        let noot = elements(waar.or(loose)).iter().filter_map(name_and_noot).find_map(|(name, noot)| {
            (ctx.fill.plaats(&sectie.waar, name).as_deref() == Some(id)).then_some(noot).flatten()
        });
        (direct, elsewhere.map(|p| &p.value), noot)
    };
    out.remove("waar");
    let mut after: Vec<&str> = vec!["stand"];
    for (id, cell) in plaatsen.iter().zip(&new.plaatsen) {
        let (direct, elsewhere, noot) = from(id);
        if cell.is_empty() {
            out.remove(id);
        } else {
            let edit = match (direct.or(elsewhere), noot) {
                (None, Some(noot)) if place_text("ja", Some(noot), ctx) == *cell => {
                    Edit::Map(vec![("stand".to_owned(), Edit::Text("ja".to_owned())), ("noot".to_owned(), copy(noot))])
                }
                (node, _) => {
                    let edit = place_edit(id, node, cell, &shape, ctx);
                    if direct.is_some() { edit } else { copy_of(edit, elsewhere) }
                }
            };
            out.set_after(&after, id, edit);
        }
        after.push(id);
    }
}

/// The edit of a place that is a key of its own.
fn place_edit(id: &str, node: Option<&Node>, cell: &str, shape: &Shape, ctx: &FormContext<'_>) -> Edit {
    let (stand, noot) = stand_and_noot(cell);
    let place = fill::each_item(shape).and_then(|item| fill::at(item, None, &[id])).map(|(place, _)| place);
    let Some(place) = place else { return Edit::Text(stand.to_owned()) };
    let mut slots = Slots::of(place);
    slots.push(&["stand"]);
    slots.push(&["noot"]);
    let mut old = slots.cells(node, &ctx.fill);
    // A remark alone says that it is there; a word may be in capitals, and a remark over several lines.
    for (cell, new) in old.iter_mut().zip([stand, noot.unwrap_or_default()]) {
        let same =
            one_line(&cell.text).eq_ignore_ascii_case(new) || cell.text.is_empty() && node.is_some() && new == "ja";
        if same {
            new.clone_into(&mut cell.text);
        }
    }
    let new = [stand, noot.unwrap_or_default()].map(str::to_owned);
    slots.set(node, &old, &new, &ctx.fill).unwrap_or(Edit::Empty)
}

/// A list that moves elsewhere: elements that stay the same are written out.
fn detach(edit: Edit, old: Option<&Node>) -> Edit {
    let Edit::List(parts) = edit else { return edit };
    let part = |(index, part): (Option<usize>, Edit)| match index.and_then(|i| elements(old).get(i)) {
        Some(node) => (None, copy(node)),
        None => (None, part),
    };
    Edit::List(parts.into_iter().map(part).collect())
}
