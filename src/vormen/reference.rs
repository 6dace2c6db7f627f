//! References: to items by id, name or synonym, to abbreviations, to rows, or free names.

use std::sync::Arc;

use crate::grammar::about::NONE;
use crate::melding::{Code, Melding, nearest_name};
use crate::model::Spanned;
use crate::model::catalogus::HULPVRAGEN;
use crate::model::formaat::Field;
use crate::model::lijst::Lijst;
use crate::model::value::{ItemKey, RefTarget, Reference};
use crate::normal::key;
use crate::reading::{MapReader, as_nodes, as_word, did_you_mean, first_line, wrong_type};
use crate::source::Span;
use crate::text::Markdown;
use crate::text::names::{self, Names};
use crate::yaml::{Node, Value};

use super::ReadContext;

/// References that may also be free names; a near miss is an error. A value that is several known names at once is read
/// as those; see `text::names`. `out` is the section whose rows may be named without it.
pub fn free(
    nodes: &[Node],
    lijsten: &[Arc<Lijst>],
    out: Option<&str>,
    ctx: &mut ReadContext<'_, '_>,
) -> Vec<Reference> {
    let read = free_that_counts(nodes, lijsten, out, ctx);
    read.into_iter().map(|reference| without_questions(reference, ctx)).collect()
}

/// Questions belong to what is there: a name that only stands beside something says nothing of what it helps with.
fn without_questions(reference: Reference, ctx: &mut ReadContext<'_, '_>) -> Reference {
    if reference.hulpvragen.is_some() {
        let message = format!("bij `{}` kan hier niet staan waar het bij helpt", reference.name);
        let hint = "zet `hulpvragen` waar de school zegt dat het er is";
        ctx.meldingen.push(Melding::at(Code::UnknownKey, &reference.span, message).hint(hint));
    }
    Reference { hulpvragen: None, ..reference }
}

/// The same in a field whose items are there: a name may say with which questions it helps on this school
/// (`mentor: {noot: op dinsdag, hulpvragen: [pesten]}`).
pub fn free_that_counts(
    nodes: &[Node],
    lijsten: &[Arc<Lijst>],
    out: Option<&str>,
    ctx: &mut ReadContext<'_, '_>,
) -> Vec<Reference> {
    read(
        nodes,
        ctx,
        |word, ctx| find(word, lijsten, out, ctx),
        |word, names, ctx| {
            if let Names::Suspect(hint) = names {
                ctx.meldingen.push(names_together(word, &hint));
            } else if near_miss(word, lijsten, out, ctx) {
                return None;
            }
            Some((RefTarget::Free, word.text.clone()))
        },
    )
}

/// References that must point to an item.
pub fn strict(nodes: &[Node], lijsten: &[Arc<Lijst>], ctx: &mut ReadContext<'_, '_>) -> Vec<Reference> {
    let item = |word: &str, ctx: &ReadContext<'_, '_>| {
        find(word, lijsten, None, ctx)
            .or_else(|| elsewhere(word, ctx))
            .filter(|(ref_target, _)| matches!(ref_target, RefTarget::Item(_)))
    };
    let read =
        read(nodes, ctx, item, |word, names, ctx| {
            if may_be_lacking(&word.text, lijsten, ctx) {
                return None;
            }
            let melding = Melding::at(Code::UnknownItem, &word.span, format!("`{}` is geen bekend item", word.text));
            if let Names::Suspect(hint) = names {
                ctx.meldingen.push(melding.hint(hint));
            } else if !near_miss(word, lijsten, None, ctx) {
                ctx.meldingen.push(melding.hint(
                    "noem een item van de lijst van deze sectie, of een item van een andere lijst als `lijst/item`",
                ));
            }
            None
        });
    read.into_iter().map(|reference| without_questions(reference, ctx)).collect()
}

/// Questions by id, name or synonym; `geen` for none of them.
pub(super) fn hulpvragen(node: &Node, ctx: &mut ReadContext<'_, '_>) -> Option<Vec<Reference>> {
    let nodes = as_nodes(node);
    if let [one] = nodes
        && one.as_text().is_some_and(|text| text.trim().eq_ignore_ascii_case(NONE))
    {
        return Some(Vec::new());
    }
    let lijsten: Vec<_> = ctx.catalogus.lijst(HULPVRAGEN).into_iter().cloned().collect();
    let mut read = strict(nodes, &lijsten, ctx);
    read.retain(|v| {
        let is_hulpvraag = matches!(&v.ref_target, RefTarget::Item(item) if item.lijst == HULPVRAGEN);
        if !is_hulpvraag {
            let hint = "noem een hulpvraag, of schrijf het item onder `items`";
            let message =
                Melding::at(Code::UnknownItem, &v.span, format!("`{}` is geen hulpvraag", v.span.text().trim()));
            ctx.meldingen.push(message.hint(hint));
        }
        is_hulpvraag
    });
    // What could not be read was reported, and is not taken for `geen`.
    (!read.is_empty()).then_some(read)
}

/// References to a field's own values, by id or name.
pub fn from_values(nodes: &[Node], field: &Field, ctx: &mut ReadContext<'_, '_>) -> Vec<Reference> {
    let value = |word: &str, _: &ReadContext<'_, '_>| {
        let typed = key(word);
        let found = field.values.iter().find(|(id, name)| *id == typed || key(name) == typed);
        found.map(|(_, name)| (RefTarget::Free, name.clone()))
    };
    read(nodes, ctx, value, |word, names, ctx| {
        let message = format!("`{}` is geen waarde van veld `{}`", word.text, field.id);
        let hint = match names {
            Names::Suspect(hint) => hint,
            Names::One | Names::Known(_) => did_you_mean(&word.text, field.values.iter().map(|(id, _)| id.as_str())),
        };
        ctx.meldingen.push(Melding::at(Code::UnknownValue, &word.span, message).hint(hint));
        None
    })
}

/// The message for a value that seems to be more than one name.
fn names_together(word: &Spanned, hint: &str) -> Melding {
    let message = format!("`{}` staat er als één naam", word.text.replace('\n', " "));
    Melding::at(Code::NamesTogether, &first_line(&word.span), message).hint(hint)
}

/// An item by its bare name in any list, if only one list has it.
fn elsewhere(word: &str, ctx: &ReadContext<'_, '_>) -> Option<(RefTarget, String)> {
    let mut found = ctx.catalogus.lijsten.values().filter_map(|l| in_lijst(l, word));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Reads references: `find` tells what a name means, `on_doubt` what becomes of a value that means nothing.
fn read(
    nodes: &[Node],
    ctx: &mut ReadContext<'_, '_>,
    find: impl Fn(&str, &ReadContext<'_, '_>) -> Option<(RefTarget, String)>,
    mut on_doubt: impl FnMut(&Spanned, Names, &mut ReadContext<'_, '_>) -> Option<(RefTarget, String)>,
) -> Vec<Reference> {
    let mut out = Vec::new();
    for (number, node) in nodes.iter().enumerate() {
        let Some(Named { word, remark, hulpvragen }) = named(node, ctx) else { continue };
        let span = word.span.clone();
        if let Some((ref_target, name)) = find(&word.text, ctx) {
            out.push(Reference { ref_target, name, remark, hulpvragen, span });
            continue;
        }
        // "coördinator passend onderwijs (COPA)" is one name: here the full form of an abbreviation counts as its name.
        let find = |name: &str, ctx: &ReadContext<'_, '_>| {
            let in_full = || ctx.afkortingen.iter().find(|a| key(&a.in_full) == key(name));
            find(name, ctx).or_else(|| find(&in_full()?.short, ctx))
        };
        match names::read(&word.text, |name| find(name, ctx).map(|(to, name)| meaning(&to, name))) {
            Names::Known(parts) => {
                for part in parts {
                    let Some((ref_target, name)) = find(&part.text, ctx) else { continue };
                    let own = part.remark.and_then(|remark| ctx.remark(&remark, &span));
                    let remark = own.or_else(|| remark.clone());
                    let hulpvragen = hulpvragen.clone();
                    out.push(Reference { ref_target, name, remark, hulpvragen, span: span.clone() });
                }
            }
            names => {
                if let Some(melding) = number.checked_sub(1).and_then(|i| cut_off(nodes.get(i)?, &word)) {
                    ctx.meldingen.push(melding);
                }
                if let Some((ref_target, name)) = on_doubt(&word, names, ctx) {
                    out.push(Reference { ref_target, name, remark, hulpvragen, span });
                }
            }
        }
    }
    out
}

/// What a name means, for comparing it with another.
fn meaning(to: &RefTarget, name: String) -> String {
    match to {
        RefTarget::Item(key) => format!("{}/{}", key.lijst, key.item),
        RefTarget::Row { sectie, row } => format!("{sectie}:{row}"),
        RefTarget::Free => name,
    }
}

/// `[a, b: uitleg, met komma]`: what comes after the last comma is the rest of a remark, not a name.
fn cut_off(previous: &Node, word: &Spanned) -> Option<Melding> {
    let [entry] = previous.as_map()? else { return None };
    let remark = &entry.value.span;
    let whole = Span::new(remark.source(), remark.start(), word.span.end());
    let between = remark.source().text().get(remark.end()..word.span.start())?;
    let bare = !remark.text().starts_with(['"', '\'']) && !remark.text().is_empty();
    if between.trim() != "," || !bare {
        return None;
    }
    let message = format!("na de komma leest YAML `{}` als een volgende naam", word.text);
    let hint = format!("hoort het bij `{}`, schrijf dan `{}: \"{}\"`", entry.key, entry.key, whole.text());
    Some(Melding::at(Code::NamesTogether, &word.span, message).hint(hint))
}

/// A name, with what is said of it.
pub(super) struct Named {
    /// The name.
    pub(super) word: Spanned,
    /// A remark.
    pub(super) remark: Option<Markdown>,
    /// With which questions it helps.
    pub(super) hulpvragen: Option<Vec<Reference>>,
}

/// `b`, or `b: opmerking`.
pub(super) fn word_and_remark(node: &Node, ctx: &mut ReadContext<'_, '_>) -> Option<(Spanned, Option<Markdown>)> {
    let Named { word, remark, hulpvragen } = named(node, ctx)?;
    if hulpvragen.is_some() {
        let message = format!("bij `{}` kan hier niet staan waar het bij helpt", word.text);
        ctx.meldingen
            .push(Melding::at(Code::UnknownKey, &word.span, message).hint("schrijf hier alleen een opmerking"));
    }
    Some((word, remark))
}

/// `b`, `b: opmerking`, or `b: {noot: opmerking, hulpvragen: [pesten]}`.
pub(super) fn named(node: &Node, ctx: &mut ReadContext<'_, '_>) -> Option<Named> {
    match &node.value {
        Value::Text(_) => Some(Named { word: as_word(node, ctx.meldingen)?, remark: None, hulpvragen: None }),
        Value::Map(entries) => match &entries[..] {
            [entry] => {
                let word = Spanned { text: entry.key.clone(), span: entry.key_span.clone() };
                if entry.value.as_map().is_none() {
                    let remark = ctx.markdown(&entry.value);
                    return Some(Named { word, remark, hulpvragen: None });
                }
                let mut reader = MapReader::new(&entry.value, "een naam met meer uitleg", ctx.meldingen)?;
                let remark = ctx.markdown_below(&mut reader, "noot");
                let hulpvragen = reader.take(HULPVRAGEN).and_then(|node| hulpvragen(node, ctx));
                reader.finish(ctx.meldingen);
                Some(Named { word, remark, hulpvragen })
            }
            _ => {
                ctx.meldingen.push(
                    wrong_type(node, "een naam, of een naam met één opmerking")
                        .hint("zet elke verwijzing op een eigen regel: `- naam: opmerking`"),
                );
                None
            }
        },
        Value::Empty => None,
        Value::List(_) => {
            ctx.meldingen.push(wrong_type(node, "een naam"));
            None
        }
    }
}

/// What a text points to: an item of these lists, else an abbreviation, else a row, else an item or row that is named
/// with its list or section.
fn find(
    text: &str,
    lijsten: &[Arc<Lijst>],
    out: Option<&str>,
    ctx: &ReadContext<'_, '_>,
) -> Option<(RefTarget, String)> {
    if let Some(found) = lijsten.iter().find_map(|l| in_lijst(l, text)) {
        return Some(found);
    }
    if let Some(afkorting) = ctx.afkortingen.iter().find(|a| a.short == text) {
        let ref_target = afkorting.is.clone().map_or(RefTarget::Free, RefTarget::Item);
        return Some((ref_target, afkorting.short.clone()));
    }
    let row = |sectie: Option<&str>, name: &str| {
        ctx.rows
            .iter()
            .filter(|r| sectie.is_none_or(|s| r.sectie == s))
            .find(|r| r.id == name || key(&r.name) == key(name))
            .map(|r| (RefTarget::Row { sectie: r.sectie.clone(), row: r.id.clone() }, r.name.clone()))
    };
    if let Some(found) = row(out, text) {
        return Some(found);
    }
    let (before, after) = text.split_once('/')?;
    let lijst = ctx.catalogus.lijst(before).and_then(|l| in_lijst(l, after));
    lijst.or_else(|| row(Some(before), after))
}

fn in_lijst(lijst: &Lijst, text: &str) -> Option<(RefTarget, String)> {
    let (_, item) = lijst.find(text)?;
    let key = ItemKey { lijst: lijst.id.clone(), item: item.id.clone() };
    Some((RefTarget::Item(key), item.name.clone()))
}

/// Reports a text that is nearly a known name; tells whether it is. Short words are left alone:
/// every abbreviation is near another.
fn near_miss(word: &Spanned, lijsten: &[Arc<Lijst>], out: Option<&str>, ctx: &mut ReadContext<'_, '_>) -> bool {
    if may_be_lacking(&word.text, lijsten, ctx) {
        return false;
    }
    if word.text.chars().count() < 4 {
        return false;
    }
    // `lijst/item` and `sectie/rij`: the part before the slash says where to look.
    if let Some((before, after)) = word.text.split_once('/') {
        let hint = match ctx.catalogus.lijst(before) {
            Some(lijst) => Some(did_you_mean(after, lijst.ids())),
            None => {
                let mut rows = ctx.rows.iter().filter(|r| r.sectie == before).map(|r| r.id.as_str()).peekable();
                rows.peek().is_some().then(|| did_you_mean(after, rows.clone()))
            }
        };
        if let Some(hint) = hint {
            ctx.meldingen.push(
                Melding::at(Code::UnknownItem, &word.span, format!("`{before}` heeft geen `{after}`")).hint(hint),
            );
            return true;
        }
    }
    let lijst_names = lijsten.iter().flat_map(|l| l.names());
    let afkortingen = ctx.afkortingen.iter().map(|a| a.short.as_str());
    let rows = ctx.rows.iter().filter(|r| out.is_none_or(|u| r.sectie == u));
    let row_names = rows.flat_map(|r| [r.id.as_str(), r.name.as_str()]);
    let Some(name) = nearest_name(&word.text, lijst_names.chain(afkortingen).chain(row_names)) else { return false };
    let melding = Melding::at(Code::AlmostReference, &word.span, format!("`{}` is bijna een bekende naam", word.text));
    ctx.meldingen.push(melding.hint(if is_plural(&word.text, name) {
        format!("schrijf `{name}`; zijn er meer, zeg dat dan erachter, zoals `{name}: twee`")
    } else {
        format!("bedoelde u `{name}`? Een eigen naam moet verder van bekende namen af liggen")
    }));
    true
}

/// Whether a name may be that of an item which its list lacks because of an error in its definition.
fn may_be_lacking(name: &str, lijsten: &[Arc<Lijst>], ctx: &ReadContext<'_, '_>) -> bool {
    let named = name.split_once('/').map(|(before, _)| before);
    let of_name = |id: &str| ctx.catalogus.is_broken(id) || ctx.catalogus.lijst(id).is_some_and(|l| l.flawed);
    lijsten.iter().any(|lijst| lijst.flawed) || named.is_some_and(of_name)
}

/// Whether a word is the plural of a name: `mentoren`, `decanen`, `docenten`, `coaches`, `leraars`.
fn is_plural(word: &str, name: &str) -> bool {
    let (word, name) = (key(word), key(name));
    ["en", "s", "'s", "es", "n"].iter().any(|end| {
        let Some(stem) = word.strip_suffix(end) else { return false };
        // `decanen`: of two vowels one stays; plurals such as `kinderen` are words of their own in lists.
        let single = |name: &str| {
            let letters: Vec<char> = name.chars().collect();
            match letters.as_slice() {
                [begin @ .., a, b, last_char] if a == b && "aeou".contains(*a) => {
                    begin.iter().chain([a, last_char]).collect::<String>()
                }
                _ => name.to_owned(),
            }
        };
        stem == name || (*end == "en" && (stem == single(&name) || stem.strip_suffix(|_: char| true) == Some(&name)))
    })
}

#[cfg(test)]
mod tests {
    use super::is_plural;

    #[test]
    fn a_plural_is_told_from_a_slip() {
        for (word, name) in [("mentoren", "Mentor"), ("decanen", "decaan"), ("docenten", "docent"), ("COPA's", "COPA")]
        {
            assert!(is_plural(word, name), "{word}");
        }
        for (word, name) in [("mentro", "mentor"), ("mentor", "mentor"), ("decaam", "decaan")] {
            assert!(!is_plural(word, name), "{word}");
        }
    }
}
