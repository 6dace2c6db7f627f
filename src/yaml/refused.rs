//! What YAML has but content does not: anchors, tags, merge keys, several documents, and values
//! that start with a sign of YAML.

use super::line::{line_start, restore, short, value_end, with_quotes};
use super::reader::MAX_DEPTH;
use super::tree::{Node, Scalar, TextStyle, Value};
use crate::melding::{Code, Melding};
use crate::source::Span;

/// `!woord`: a tag.
pub(super) fn tag(span: &Span, flow: bool) -> Melding {
    let (source, from) = (span.source(), span.start());
    let end = value_end(source, from, flow).max(span.end());
    let message =
        format!("YAML leest `{}` niet als tekst: `!` aan het begin is een teken van YAML", short(span.text()));
    Melding::at(Code::YamlTag, span, message).hint(if span.text().starts_with("!!") {
        format!("haal `{}` weg: wat u typt, blijft zoals u het typt", span.text())
    } else {
        format!("zet aanhalingstekens om de waarde: `{}`", with_quotes(source, from, end))
    })
}

/// `&woord`: an anchor.
pub(super) fn anchor(span: &Span, flow: bool) -> Melding {
    let (source, from) = (span.source(), span.start());
    let end = value_end(source, from, flow).max(span.end());
    let message =
        format!("YAML leest `{}` niet als tekst: `&` aan het begin is een teken van YAML", short(span.text()));
    Melding::at(Code::YamlAnchor, span, message)
        .hint(format!("zet aanhalingstekens om de waarde: `{}`", with_quotes(source, from, end)))
}

/// `*woord`: an alias; or a text that starts with `*`.
pub(super) fn alias(span: &Span, flow: bool) -> Melding {
    let (source, from) = (span.source(), span.start());
    let end = value_end(source, from, flow);
    if end > span.end() || span.text().matches('*').count() > 1 {
        return character(&Span::new(source, from, end));
    }
    let message = format!("YAML leest `{}` niet als tekst, maar als een verwijzing", short(span.text()));
    Melding::at(Code::YamlAnchor, span, message).hint(format!(
        "zet aanhalingstekens om de waarde: `{}`; of schrijf uit wat er moet staan",
        with_quotes(source, from, span.end())
    ))
}

/// A value that starts with a sign of YAML; `waarde` is the whole value.
pub(super) fn character(value: &Span) -> Melding {
    let (source, from) = (value.source(), value.start());
    let quotation = with_quotes(source, from, value.end());
    let first = value.text().chars().next().unwrap_or(' ');
    let before = source.text()[line_start(source, from)..from].trim();
    let (message, hint) = match first {
        '>' | '|' => (
            format!("na `{first}` aan het begin van een waarde kan op dezelfde regel geen tekst staan"),
            format!("zet aanhalingstekens om de waarde: `{quotation}`"),
        ),
        '-' if value.text() == "-" => (
            "een los streepje is geen waarde, maar het begin van een lijst".to_owned(),
            format!("laat de waarde leeg, of zet er aanhalingstekens om: `{quotation}`"),
        ),
        '-' => (
            "een waarde kan niet beginnen met een los streepje".to_owned(),
            format!("zet aanhalingstekens om de waarde: `{quotation}`; een lijst begint op een nieuwe regel"),
        ),
        '*' if before.is_empty() && value.text().starts_with("* ") => (
            "een lijst krijgt streepjes, geen sterretjes".to_owned(),
            format!("schrijf een streepje: `{}`", restore(source, from, from + 1, "-")),
        ),
        '%' if before.is_empty() => (
            "een regel kan niet beginnen met `%`".to_owned(),
            if value.text().starts_with("%YAML") {
                "haal deze regel weg".to_owned()
            } else {
                format!("zet aanhalingstekens om de tekst: `{quotation}`")
            },
        ),
        _ => (
            format!("een waarde kan niet beginnen met `{first}`: dat is een teken van YAML"),
            format!("zet aanhalingstekens om de waarde: `{quotation}`"),
        ),
    };
    Melding::at(Code::YamlChar, value, message).hint(hint)
}

/// A second document.
pub(super) fn more_documents(span: &Span) -> Melding {
    Melding::at(Code::YamlMultipleDocuments, span, "hier begint een tweede document in hetzelfde bestand")
        .hint("haal de regel `---` of `...` weg, of maak er twee bestanden van")
}

/// Nested too deep.
pub(super) fn too_deep(span: &Span) -> Melding {
    let message = format!("lijsten en groepen zitten hier meer dan {MAX_DEPTH} diep in elkaar");
    Melding::at(Code::TooDeep, span, message).hint("kijk of er haakjes te veel staan")
}

/// Too many values.
pub(super) fn too_large(span: &Span, at_most: usize) -> Melding {
    let message = format!("dit bestand heeft meer dan {at_most} waarden");
    Melding::at(Code::FileTooBig, span, message).hint("verdeel het over meer bestanden")
}

/// A key as it is recognised.
pub(super) fn recognised(key: &str) -> String {
    crate::normal::plain(key).trim().to_owned()
}

/// The text of a key, as it is recognised.
pub(super) fn key_text(node: &Node) -> String {
    match &node.value {
        Value::Text(scalar) => recognised(&scalar.text),
        Value::Empty | Value::Lijst(_) | Value::Map(_) => node.span.text().to_owned(),
    }
}

/// What is wrong with a key: `? key`, `<<`, nothing at all, or a list or group.
pub(super) fn key(node: &Node, flow: bool) -> Option<Melding> {
    let (span, source) = (&node.span, node.span.source());
    let text = source.text();
    let before = text[..span.start()].trim_end_matches(' ');
    if let Some(before) = before.strip_suffix('?')
        && (before.is_empty() || before.trim_end_matches(' ').ends_with(['\n', '-', '[', '{', ',', ':']))
    {
        return Some(character(&Span::new(source, before.len(), value_end(source, before.len(), flow))));
    }
    match &node.value {
        Value::Text(Scalar { text, style: TextStyle::Bare }) if text == "<<" => Some(
            Melding::at(Code::YamlMerge, span, "`<<` om groepen samen te voegen wordt niet gelezen")
                .hint("schrijf de sleutels hier voluit"),
        ),
        Value::Text(_) => None,
        Value::Empty if span.start() < span.end() => None,
        Value::Empty => Some(
            Melding::at(Code::YamlSyntax, span, "voor deze dubbele punt ontbreekt de sleutel")
                .hint("schrijf `sleutel: waarde`"),
        ),
        Value::Lijst(_) | Value::Map(_) => {
            let message = format!("een sleutel is een tekst; dit leest YAML als {}", node.kind_name());
            let duplicate = text[..span.start()].ends_with('{') && text[span.end()..].starts_with('}');
            let span = if duplicate { Span::new(source, span.start() - 1, span.end() + 1) } else { span.clone() };
            let quotation = with_quotes(source, span.start(), span.end());
            Some(
                Melding::at(Code::YamlBrackets, &span, message)
                    .hint(format!("zet er aanhalingstekens om: `{quotation}`")),
            )
        }
    }
}
