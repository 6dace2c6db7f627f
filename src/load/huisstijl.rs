//! Reads a house style, from `thema.yaml` or from `site.yaml`. Which files there are is not looked at here.

use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::color::Color;
use crate::model::huisstijl::{COLORS, Huisstijl, SIZES};
use crate::reading::{MapReader, as_words, possible_keys};
use crate::yaml::{Node, Value};

/// Reads the keys of a house style from a map that may have others too.
pub(crate) fn read(reader: &mut MapReader<'_>, meldingen: &mut Meldingen) -> Huisstijl {
    let light = reader.take("kleuren").map(|node| colors(node, meldingen)).unwrap_or_default();
    let dark = reader.take("kleuren-donker").map(|node| colors(node, meldingen)).unwrap_or_default();
    let (text_letters, heading_letters) =
        reader.take("lettertype").map(|node| letters(node, meldingen)).unwrap_or_default();
    let mut sizes = Vec::new();
    for size in &SIZES {
        let Some(word) = reader.text(size.key, meldingen) else { continue };
        let [least, most, usual] = size.bounds;
        match word.text.replace(',', ".").parse::<f64>() {
            Ok(number) if (least..=most).contains(&number) => sizes.push((size.key, number)),
            _ => {
                let message = format!("`{}` kan niet bij `{}`", word.text, size.key);
                let hint = format!("schrijf een getal van {least} tot {most}; gewoon is {usual}").replace('.', ",");
                meldingen.push(Melding::at(Code::ThemaError, &word.span, message).hint(hint));
            }
        }
    }
    Huisstijl {
        light,
        dark,
        text_letters,
        heading_letters,
        sizes,
        logo: reader.text("logo", meldingen),
        logo_dark: reader.text("logo-donker", meldingen),
        cover: reader.text("omslag", meldingen),
    }
}

fn colors(node: &Node, meldingen: &mut Meldingen) -> Vec<(Spanned, Color)> {
    let mut colors = Vec::new();
    let Some(mut part) = MapReader::new(node, "kleuren", meldingen) else { return colors };
    for (name, _) in COLORS {
        let Some(word) = part.text(name, meldingen) else { continue };
        match Color::read(&word.text) {
            Some(color) => colors.push((Spanned { text: name.to_owned(), span: word.span }, color)),
            None => meldingen.push(
                Melding::at(Code::ThemaError, &word.span, format!("`{}` is geen kleur", word.text))
                    .hint("schrijf een kleur als `\"#0b5a6f\"`"),
            ),
        }
    }
    for entry in part.rest() {
        meldingen.push(
            Melding::at(Code::UnknownKey, &entry.key_span, format!("er is geen kleur `{}`", entry.key))
                .hint(possible_keys(&entry.key, COLORS.iter().map(|(name, _)| *name))),
        );
    }
    colors
}

/// The font files of text and of headings: a file, a list of files, or `tekst` and `koppen` apart.
fn letters(node: &Node, meldingen: &mut Meldingen) -> (Vec<Spanned>, Vec<Spanned>) {
    if !matches!(node.value, Value::Map(_)) {
        return (as_words(node, meldingen), Vec::new());
    }
    let Some(mut reader) = MapReader::new(node, "`lettertype`", meldingen) else { return Default::default() };
    let letters = (reader.texts("tekst", meldingen), reader.texts("koppen", meldingen));
    reader.finish(meldingen);
    letters
}
