//! Reads a document: its header, its abbreviations, and the answer to each section.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::files::Files;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::catalogus::Catalogus;
use crate::model::date::{PartialDate, Schooljaar};
use crate::model::formaat::Formaat;
use crate::model::site::{Afkorting, DateSpans, Document};
use crate::model::value::ItemKey;
use crate::reading::texts::TextDir;
use crate::reading::{MapReader, as_word, did_you_mean, possible_keys};
use crate::source::Span;
use crate::vormen::{self, ReadContext, RowName, Vorm};
use crate::yaml::{Node, Value};

use super::definitions::read_own_sectie;
use super::site;

/// Which document, and what is needed to read it.
pub(super) struct DocumentInput<'a> {
    pub(super) name: &'a str,
    pub(super) dir: &'a Files,
    pub(super) year_dir: &'a str,
    pub(super) schooljaar: Option<Schooljaar>,
    pub(super) catalogus: &'a Catalogus,
}

pub(super) fn read(input: &DocumentInput<'_>, meldingen: &mut Meldingen) -> Option<Document> {
    let file = input.dir.read_file(&format!("{}.yaml", input.name), None, meldingen)?;
    let node = file.tree(meldingen)?;
    if node.is_empty() {
        meldingen.push(site::empty(node, "dit document is leeg", "formaat: perspectief-vo"));
        return None;
    }
    let mut reader = MapReader::new(node, "een document", meldingen)?;
    let formaat = reader.require_text("formaat", meldingen).and_then(|w| formaat(&w, input.catalogus, meldingen));
    let title = reader.text("titel", meldingen).map(|w| w.text);
    let schooljaar = reader.text("schooljaar", meldingen);
    check_schooljaar(schooljaar.as_ref(), input, meldingen);
    let period = reader.take("periode").and_then(|k| period(k, meldingen));
    let groups = reader.take("groepen").map(|k| groups(k, meldingen)).unwrap_or_default();
    let own_nodes = reader.nodes("eigen");
    let status_span = concept(&mut reader, meldingen);
    let taken_over_from = taken_over_from(&mut reader, meldingen);
    let checked_on = reader.take("gecontroleerd");
    let [peildatum, adopted, valid_until] =
        ["peildatum", "vastgesteld", "geldig-tot"].map(|s| date(&mut reader, s, meldingen));
    check_order(adopted.as_ref(), valid_until.as_ref(), meldingen);
    let span = |date: &Option<(Spanned, PartialDate)>| date.as_ref().map(|(word, _)| word.span.clone());
    let date_spans = DateSpans {
        schooljaar: schooljaar.as_ref().map(|word| word.span.clone()),
        peildatum: span(&peildatum),
        adopted: span(&adopted),
        valid_until: span(&valid_until),
    };
    let afkortingen =
        reader.take("afkortingen").map(|k| afkortingen(k, input.catalogus, meldingen)).unwrap_or_default();
    // Empty means not answered: a new document may have nothing under `secties`.
    let secties = match reader.take_entry("secties") {
        Some(entry) => Some(&entry.value).filter(|k| !k.is_empty()),
        None => reader.require("secties", meldingen),
    };
    reader.finish(meldingen);
    let formaat = formaat?;
    let formaat = match own_nodes {
        [] => formaat,
        nodes => Arc::new(with_own_secties(&formaat, nodes, input.catalogus, input.dir, meldingen)),
    };
    let prefix = if input.year_dir.is_empty() { String::new() } else { format!("{}/", input.year_dir) };
    let mut texts = TextDir::with_prefix(input.dir, prefix).typed_in(&file);
    let rows = secties.map(|secties| row_names(&formaat, secties)).unwrap_or_default();
    let mut ctx = ReadContext {
        catalogus: input.catalogus,
        afkortingen: &afkortingen,
        groups: &groups,
        rows: &rows,
        texts: &mut texts,
        meldingen,
        sure: Meldingen::new(),
    };
    let mut antwoorden = secties.map(|secties| antwoorden(&formaat, secties, &mut ctx)).unwrap_or_default();
    for node in own_nodes {
        let sectie = node.find("id").and_then(Node::as_text).and_then(|id| formaat.sectie(id.trim()));
        if let (Some(sectie), Some(antwoord)) = (sectie, node.find("antwoord")) {
            let antwoord = vormen::read_antwoord(sectie, antwoord, &mut ctx);
            antwoorden.extend(antwoord.map(|a| (sectie.id.clone(), a)));
        }
    }
    let checked_on = checked_on.map(|k| read_checked_on(k, &formaat, ctx.meldingen)).unwrap_or_default();
    for (sectie, date) in checked_on {
        if let Some(antwoord) = antwoorden.get_mut(&sectie) {
            antwoord.checked_on = antwoord.checked_on.or(Some(date));
        }
    }
    let TextDir { pictures, bijlagen, links, published, .. } = texts;
    Some(Document {
        name: input.name.to_owned(),
        formaat,
        title,
        schooljaar: input.schooljaar,
        period,
        groups,
        concept: status_span.is_some(),
        status_span,
        taken_over_from,
        peildatum: peildatum.map(|(_, d)| d),
        adopted: adopted.map(|(_, d)| d),
        valid_until: valid_until.map(|(_, d)| d),
        date_spans,
        afkortingen,
        antwoorden,
        pictures,
        bijlagen,
        links,
        published,
        span: crate::reading::first_line(&node.span),
    })
}

fn formaat(word: &Spanned, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<Arc<Formaat>> {
    let found = catalogus.formaten.get(&word.text).cloned();
    if found.is_none() && !catalogus.is_broken(&word.text) {
        meldingen.push(
            Melding::at(Code::UnknownDefinition, &word.span, format!("er is geen formaat `{}`", word.text))
                .hint(did_you_mean(&word.text, catalogus.formaten.keys().map(String::as_str))),
        );
    }
    found
}

/// The format with the sections that the document defines itself under `eigen`.
pub fn with_own_secties(
    formaat: &Formaat,
    own_nodes: &[Node],
    catalogus: &Catalogus,
    dir: &Files,
    meldingen: &mut Meldingen,
) -> Formaat {
    let mut extended = formaat.clone();
    for node in own_nodes {
        let sectie = catalogus.with_definitions(dir, |definitions| read_own_sectie(node, definitions, meldingen));
        let Some(sectie) = sectie else { continue };
        if formaat.sectie(&sectie.id).is_some() {
            let message = format!("formaat `{}` heeft al een sectie `{}`", formaat.id, sectie.id);
            meldingen.push(Melding::at(Code::DuplicateId, &sectie.span, message).hint("kies een ander id"));
            continue;
        }
        let after = node.find("na").filter(|k| !k.is_empty());
        let name = after.and_then(Node::as_text).map(str::trim);
        if let (Some(node), Some(name)) = (after, name)
            && extended.sectie(name).is_none()
            && !extended.may_lack(name)
        {
            meldingen.push(
                Melding::at(Code::UnknownSectie, &node.span, format!("er is geen sectie `{name}`"))
                    .hint(possible_keys(name, extended.secties().map(|s| s.id.as_str()))),
            );
        }
        extended.insert(sectie, name);
    }
    extended
}

fn period(node: &Node, meldingen: &mut Meldingen) -> Option<(PartialDate, Option<PartialDate>)> {
    let mut reader = MapReader::new(node, "een periode", meldingen)?;
    reader.require("van", meldingen);
    let from = date(&mut reader, "van", meldingen);
    let to = date(&mut reader, "tot", meldingen);
    reader.finish(meldingen);
    if let (Some((_, from)), Some((word, to))) = (&from, &to)
        && to.last() < from.first()
    {
        let message = "de periode eindigt voor zij begint";
        meldingen.push(Melding::at(Code::DateOrder, &word.span, message).hint("kijk `van` en `tot` na"));
    }
    from.map(|(_, from)| (from, to.map(|(_, to)| to)))
}

fn groups(node: &Node, meldingen: &mut Meldingen) -> Vec<(String, String)> {
    let Some(mut reader) = MapReader::new(node, "groepen: per id een naam", meldingen) else { return Vec::new() };
    let mut out = Vec::new();
    for entry in reader.rest() {
        let name = as_word(&entry.value, meldingen).map_or_else(|| entry.key.clone(), |w| w.text);
        out.push((entry.key.clone(), name));
    }
    out
}

/// The place where a document says that it is not published yet, if it does.
fn concept(reader: &mut MapReader<'_>, meldingen: &mut Meldingen) -> Option<Span> {
    let word = reader.text("status", meldingen)?;
    if word.text != "concept" {
        meldingen.push(
            Melding::at(Code::UnknownValue, &word.span, format!("`{}` is geen status", word.text))
                .hint("schrijf `concept`, of laat de regel weg als het document gepubliceerd mag worden"),
        );
    }
    // In case of doubt it is not published.
    Some(word.span)
}

/// The school year that a document was copied from.
fn taken_over_from(reader: &mut MapReader<'_>, meldingen: &mut Meldingen) -> Option<(Schooljaar, crate::source::Span)> {
    let word = reader.text("overgenomen-uit", meldingen)?;
    vormen::read_schooljaar(&word, meldingen).map(|year| (year, word.span))
}

/// When sections were checked: one date for all, or a date per section.
fn read_checked_on(node: &Node, formaat: &Formaat, meldingen: &mut Meldingen) -> Vec<(String, PartialDate)> {
    if let Value::Text(_) = node.value {
        let date = as_word(node, meldingen).and_then(|w| vormen::read_date(&w, meldingen));
        return date.map(|d| formaat.secties().map(|s| (s.id.clone(), d)).collect()).unwrap_or_default();
    }
    let Some(mut reader) = MapReader::new(node, "een datum, of een datum per sectie", meldingen) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for entry in reader.rest() {
        if formaat.sectie(&entry.key).is_none() {
            if formaat.may_lack(&entry.key) {
                continue;
            }
            let message = format!("formaat `{}` heeft geen sectie `{}`", formaat.id, entry.key);
            meldingen.push(
                Melding::at(Code::UnknownSectie, &entry.key_span, message)
                    .hint(possible_keys(&entry.key, formaat.secties().map(|s| s.id.as_str()))),
            );
        } else if !entry.value.is_empty() {
            let date = as_word(&entry.value, meldingen).and_then(|w| vormen::read_date(&w, meldingen));
            out.extend(date.map(|d| (entry.key.clone(), d)));
        }
    }
    out
}

fn date(reader: &mut MapReader<'_>, key: &str, meldingen: &mut Meldingen) -> Option<(Spanned, PartialDate)> {
    let word = reader.text(key, meldingen)?;
    let date = vormen::read_date(&word, meldingen)?;
    Some((word, date))
}

fn check_order(from: Option<&(Spanned, PartialDate)>, to: Option<&(Spanned, PartialDate)>, meldingen: &mut Meldingen) {
    if let (Some((word_from, from)), Some((word_to, to))) = (from, to)
        && to.last() < from.first()
    {
        meldingen.push(
            Melding::at(Code::DateOrder, &word_to.span, "`geldig-tot` ligt voor `vastgesteld`")
                .also(&word_from.span, "toen is het vastgesteld")
                .hint("kijk de twee datums na"),
        );
    }
}

fn check_schooljaar(word: Option<&Spanned>, input: &DocumentInput<'_>, meldingen: &mut Meldingen) {
    let Some(word) = word else { return };
    match vormen::read_schooljaar(word, meldingen) {
        None => {}
        Some(year) if Some(year) != input.schooljaar => meldingen.push(
            Melding::at(
                Code::UnknownValue,
                &word.span,
                format!("het document zegt schooljaar `{year}`, maar staat in de map `{}`", input.year_dir),
            )
            .hint("maak de twee gelijk"),
        ),
        Some(_) => {}
    }
}

fn afkortingen(node: &Node, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Vec<Afkorting> {
    let Some(mut reader) = MapReader::new(node, "afkortingen", meldingen) else { return Vec::new() };
    let mut out = Vec::new();
    for entry in reader.rest() {
        if entry.value.is_empty() {
            continue;
        }
        let mut afkorting = Afkorting {
            short: entry.key.clone(),
            in_full: String::new(),
            is: None,
            noot: None,
            span: entry.key_span.clone(),
        };
        if let Value::Text(scalar) = &entry.value.value {
            afkorting.in_full = scalar.text.trim().to_owned();
        } else {
            let Some(mut part) = MapReader::new(&entry.value, "een afkorting", meldingen) else { continue };
            let Some(in_full) = part.require_text("voluit", meldingen) else { continue };
            afkorting.in_full = in_full.text;
            afkorting.is = part.text("is", meldingen).and_then(|w| item(&w, catalogus, meldingen));
            afkorting.noot = part.text("noot", meldingen).map(|w| w.text);
            part.finish(meldingen);
        }
        out.push(afkorting);
    }
    out
}

/// An item as `lijst/item`.
fn item(word: &Spanned, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<ItemKey> {
    let (lijst, name) = word.text.split_once('/').unwrap_or(("specialisten", &word.text));
    let Some(found) = catalogus.lijst(lijst) else {
        if catalogus.is_broken(lijst) {
            return None;
        }
        meldingen.push(
            Melding::at(Code::UnknownDefinition, &word.span, format!("er is geen lijst `{lijst}`"))
                .hint(did_you_mean(lijst, catalogus.lijsten.keys().map(String::as_str))),
        );
        return None;
    };
    let item = found.find(name);
    if item.is_none() && !found.flawed {
        meldingen.push(
            Melding::at(Code::UnknownItem, &word.span, format!("lijst `{lijst}` heeft geen item `{name}`"))
                .hint(did_you_mean(name, found.names())),
        );
    }
    item.map(|(_, item)| ItemKey { lijst: lijst.to_owned(), item: item.id.clone() })
}

fn antwoorden(
    formaat: &Formaat,
    secties: &Node,
    ctx: &mut ReadContext<'_, '_>,
) -> BTreeMap<String, crate::model::antwoord::Antwoord> {
    let mut out = BTreeMap::new();
    let Some(mut reader) = MapReader::new(secties, "`secties`", ctx.meldingen) else { return out };
    for entry in reader.rest() {
        let Some(sectie) = formaat.sectie(&entry.key) else {
            if formaat.may_lack(&entry.key) {
                continue;
            }
            ctx.meldingen.push(
                Melding::at(
                    Code::UnknownSectie,
                    &entry.key_span,
                    format!("formaat `{}` heeft geen sectie `{}`", formaat.id, entry.key),
                )
                .hint(possible_keys(&entry.key, formaat.secties().map(|s| s.id.as_str()))),
            );
            continue;
        };
        if let Some(antwoord) = vormen::read_antwoord(sectie, &entry.value, ctx) {
            out.insert(sectie.id.clone(), antwoord);
        }
    }
    out
}

/// All rows with an id, so that any section can refer to them.
fn row_names(formaat: &Formaat, secties: &Node) -> Vec<RowName> {
    fn gather(sectie: &str, first: &str, nodes: &[Node], out: &mut Vec<RowName>) {
        for node in nodes {
            if let Some(rows) = node.find("rijen").and_then(Node::as_list) {
                gather(sectie, first, rows, out);
            }
            let text = |key: &str| node.find(key).and_then(Node::as_text).map(|t| t.trim().to_owned());
            if let Some(id) = text("id") {
                out.push(RowName { sectie: sectie.to_owned(), name: text(first).unwrap_or_else(|| id.clone()), id });
            }
        }
    }
    let mut out = Vec::new();
    for sectie in formaat.secties().filter(|s| vormen::vorm(s.soort) == Vorm::Rows) {
        let Some(first) = sectie.fields.first() else { continue };
        let Some(node) = secties.find(&sectie.id) else { continue };
        let rows = node.as_list().or_else(|| node.find("rijen").and_then(Node::as_list));
        gather(&sectie.id, &first.id, rows.unwrap_or_default(), &mut out);
    }
    out
}
