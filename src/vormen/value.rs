//! Field types: from raw text to a typed value.

use crate::melding::Meldingen;
use crate::melding::{Code, Melding};
use crate::model::Spanned;
use crate::model::date::{NotADate, PartialDate, Schooljaar};
use crate::model::formaat::{Field, FieldType};
use crate::model::hoeveel::Hoeveel;
use crate::model::value::{Content, Filled, Special};
use crate::normal::key;
use crate::reading::{MapReader, as_nodes, as_word, as_yes_no, did_you_mean};
use crate::text::{addresses, one_line, phone};
use crate::yaml::{Node, Value};

use super::remark::{self, Beside};
use super::{ReadContext, reference};

/// Reads the value of a field: the value itself, or `{waarde: ..., noot: ...}`.
pub(super) fn filled(field: &Field, node: &Node, ctx: &mut ReadContext<'_, '_>) -> Option<Filled> {
    super::unless_flawed(field.flawed, ctx, |ctx| with_noot(field, node, ctx))
}

fn with_noot(field: &Field, node: &Node, ctx: &mut ReadContext<'_, '_>) -> Option<Filled> {
    if let Value::Map(entries) = &node.value
        && entries.iter().any(|p| p.key == "waarde")
    {
        let mut reader = MapReader::new(node, &format!("veld `{}`", field.id), ctx.meldingen)?;
        let noot = ctx.markdown_below(&mut reader, "noot");
        // A remark without a value could be shown nowhere.
        let value = if noot.is_some() { reader.require("waarde", ctx.meldingen) } else { reader.take("waarde") };
        let content = value.and_then(|k| content(field, k, ctx));
        reader.finish(ctx.meldingen);
        return content.map(|content| Filled { content, noot, span: node.span.clone() });
    }
    content(field, node, ctx).map(|content| Filled { content, noot: None, span: node.span.clone() })
}

fn content(field: &Field, node: &Node, ctx: &mut ReadContext<'_, '_>) -> Option<Content> {
    if node.is_empty() {
        return None;
    }
    match field.soort {
        FieldType::Text => return ctx.markdown(node).map(Content::Text),
        FieldType::Item | FieldType::Items => {
            let one = |ctx: &mut ReadContext<'_, '_>| {
                let message = format!("veld `{}` neemt één verwijzing, geen lijst", field.id);
                let melding = Melding::at(Code::WrongType, &super::heading_of(&node.span), message);
                ctx.meldingen.push(melding.hint("noem er één"));
                None
            };
            if field.soort == FieldType::Item && as_nodes(node).len() > 1 {
                return one(ctx);
            }
            let references = if field.values.is_empty() && field.counts {
                reference::free_that_counts(as_nodes(node), &field.lijsten, field.out.as_deref(), ctx)
            } else if field.values.is_empty() {
                reference::free(as_nodes(node), &field.lijsten, field.out.as_deref(), ctx)
            } else {
                reference::from_values(as_nodes(node), field, ctx)
            };
            if field.soort == FieldType::Item && references.len() > 1 {
                return one(ctx);
            }
            return (!references.is_empty()).then_some(Content::References(references));
        }
        FieldType::YesNo if matches!(node.value, Value::Text(_)) => {
            let word = as_word(node, ctx.meldingen)?;
            if let Some(special) = Special::read(&word.text) {
                return Some(Content::Word(special));
            }
            if let Some(hint) = with_remark(field, &word.text) {
                let message = format!("`{}` zegt meer dan `ja` of `nee`", one_line(&word.text));
                ctx.meldingen.push(Melding::at(Code::UnknownValue, &super::heading_of(&word.span), message).hint(hint));
                return None;
            }
            return as_yes_no(node, ctx.meldingen).map(Content::YesNo);
        }
        _ => {}
    }
    // YAML reads an amount such as `[5,75]` as a list; the messages below tell the author.
    if field.soort == FieldType::Keuze && matches!(node.value, Value::List(_)) {
        let message = format!("veld `{}` neemt één waarde, geen lijst", field.id);
        let melding = Melding::at(Code::WrongType, &super::heading_of(&node.span), message);
        ctx.meldingen.push(melding.hint("laat er één staan, zonder haakjes"));
        return None;
    }
    if let Value::List(items) = &node.value {
        // `[5,75]` was reported when the YAML was read.
        if let [a, b] = &items[..]
            && a.span.end() + 1 == b.span.start()
        {
            return None;
        }
        let typed = super::heading_of(&node.span);
        ctx.meldingen.push(
            Melding::at(Code::WrongType, &typed, format!("veld `{}` neemt één waarde, geen lijst", field.id))
                .hint(format!("zet aanhalingstekens om de waarde: `\"{}\"`", typed.text().trim_matches(['[', ']']))),
        );
        return None;
    }
    let word = as_word(node, ctx.meldingen)?;
    if let Some(hint) = with_remark(field, &word.text) {
        let message = format!("`{}` is meer dan de waarde van veld `{}`", one_line(&word.text), field.id);
        ctx.meldingen.push(Melding::at(Code::UnknownValue, &super::heading_of(&word.span), message).hint(hint));
        return None;
    }
    // A value that the format names takes precedence over a special word.
    if let Some(special) = Special::read(&word.text).filter(|_| named_value(field, &word.text).is_none()) {
        return Some(Content::Word(special));
    }
    single(field, word, ctx)
}

/// How a remark is written, where a text is a value of the field with more behind it. In text, amounts and names there is
/// room for words.
fn with_remark(field: &Field, text: &str) -> Option<String> {
    let is_value = |text: &str| match field.soort {
        FieldType::YesNo => ["ja", "nee"].contains(&text.to_lowercase().as_str()) || Special::read(text).is_some(),
        FieldType::Keuze => named_value(field, text).is_some() || Special::read(text).is_some(),
        FieldType::Date => PartialDate::read(text).is_ok() || Special::read(text).is_some(),
        FieldType::Schooljaar => Schooljaar::typed(text).is_ok() || Special::read(text).is_some(),
        FieldType::Number | FieldType::Percentage => Hoeveel::read(text).0.size.is_some(),
        _ => false,
    };
    if is_value(text) { None } else { remark::hint(&field.id, text, Beside::Waarde, is_value) }
}

/// The name of the field's own value that a text means, by id or name.
fn named_value<'v>(field: &'v Field, text: &str) -> Option<&'v str> {
    let typed = key(text);
    let found = field.values.iter().find(|(id, name)| *id == typed || key(name) == typed);
    found.map(|(_, name)| name.as_str())
}

fn single(field: &Field, word: Spanned, ctx: &mut ReadContext<'_, '_>) -> Option<Content> {
    match field.soort {
        FieldType::Date => date(&word, ctx.meldingen).map(Content::Date),
        FieldType::Schooljaar => schooljaar(&word, ctx.meldingen).map(Content::Schooljaar),
        FieldType::Hoeveel => Some(Content::Hoeveel(hoeveel(&word, ctx.meldingen))),
        FieldType::Number | FieldType::Percentage => {
            let (parsed, _) = Hoeveel::read(&word.text);
            if parsed.size.is_none() {
                let (what, such_as) = match field.soort {
                    FieldType::Percentage => ("percentage", "`45%`"),
                    _ => ("getal", "`12` of `5,75`"),
                };
                ctx.meldingen.push(
                    Melding::at(Code::WrongType, &word.span, format!("`{}` is geen {what}", word.text))
                        .hint(format!("schrijf bijvoorbeeld {such_as}, of `volgt nog`")),
                );
                return None;
            }
            Some(Content::Hoeveel(parsed))
        }
        FieldType::Keuze => {
            let found = named_value(field, &word.text);
            if found.is_none() {
                let names = field.values.iter().map(|(id, _)| id.as_str());
                ctx.meldingen.push(
                    Melding::at(
                        Code::UnknownValue,
                        &word.span,
                        format!("`{}` is geen waarde van veld `{}`", word.text, field.id),
                    )
                    .hint(did_you_mean(&word.text, names)),
                );
            }
            found.map(|name| Content::Keuze(name.to_owned()))
        }
        FieldType::Web => address(addresses::not_web(&word.text), &word, "webadres", ctx).map(Content::Web),
        FieldType::Mail => address(addresses::not_mail(&word.text), &word, "e-mailadres", ctx).map(Content::Mail),
        FieldType::Phone => {
            // Dashes that look alike are the same.
            let word = Spanned { text: word.text.replace(['‐', '‑', '–', '−'], "-"), ..word };
            if let Some((message, hint)) = phone::problem(&word.text) {
                ctx.meldingen.push(Melding::at(Code::WrongType, &word.span, message).hint(hint));
                return None;
            }
            Some(Content::Phone(word.text))
        }
        FieldType::File => ctx.texts.bijlage(&word.text, &word.span, ctx.meldingen).then_some(Content::File(word.text)),
        FieldType::Text | FieldType::Item | FieldType::Items | FieldType::YesNo => None,
    }
}

/// An address, unless something else is to be written.
fn address(otherwise: Option<String>, word: &Spanned, what: &str, ctx: &mut ReadContext<'_, '_>) -> Option<String> {
    let Some(hint) = otherwise else { return Some(word.text.clone()) };
    ctx.meldingen.push(Melding::at(Code::WrongType, &word.span, format!("`{}` is geen {what}", word.text)).hint(hint));
    None
}

/// Reads an amount; what is ambiguous stays text with a warning.
pub(super) fn hoeveel(word: &Spanned, meldingen: &mut Meldingen) -> Hoeveel {
    let (hoeveel, doubt) = Hoeveel::read(&word.text);
    if let Some(doubt) = doubt {
        meldingen.push(
            Melding::at(
                Code::HoeveelAmbiguous,
                &word.span,
                format!("`{}` kan op twee manieren gelezen worden", word.text),
            )
            .hint(doubt.0),
        );
    }
    hoeveel
}

/// Reads a date and reports what is wrong with it.
pub fn date(word: &Spanned, meldingen: &mut Meldingen) -> Option<PartialDate> {
    let (message, hint) = match PartialDate::read(&word.text) {
        Ok(date) => return Some(date),
        Err(NotADate::DoesNotExist) => {
            (format!("de datum `{}` bestaat niet", word.text), "kijk het jaar, de maand en de dag na".to_owned())
        }
        Err(NotADate::ShortYear(good)) => (
            format!("`{}` kan meer dan één datum zijn", word.text),
            format!("schrijf het jaar met vier cijfers: bedoelde u `{good}`?"),
        ),
        Err(NotADate::Otherwise(good)) => {
            (format!("`{}` is niet geschreven als datum", word.text), format!("schrijf `{good}`"))
        }
        Err(NotADate::Vorm) => (
            format!("`{}` is geen datum", word.text),
            "schrijf een dag als `2024-09-01` of `1 september 2024`, een maand als `2024-09`, of een jaar als `2024`"
                .to_owned(),
        ),
    };
    meldingen.push(Melding::at(Code::DateNonexistent, &word.span, message).hint(hint));
    None
}

/// Reads a school year and reports a text that is none.
pub(crate) fn schooljaar(word: &Spanned, meldingen: &mut Meldingen) -> Option<Schooljaar> {
    let maybe = match Schooljaar::typed(&word.text) {
        Ok(year) => return Some(year),
        Err(maybe) => maybe,
    };
    let (message, hint) = match maybe {
        Some(year) => (
            format!("van `{}` staat niet vast welk schooljaar het is", word.text),
            format!("schrijf jaren met vier cijfers: bedoelde u `{year}`?"),
        ),
        None => (
            format!("`{}` is geen schooljaar", word.text),
            "schrijf twee jaren die op elkaar volgen, zoals `2024-2025`".to_owned(),
        ),
    };
    meldingen.push(Melding::at(Code::InvalidId, &word.span, message).hint(hint));
    None
}
