//! Font files of a house style: one family for pages and PDFs.
//!
//! Typst's own reading of a font decides what family it is, so that what is checked here is what a PDF shows.

use typst::text::{FontInfo, FontStyle};

use crate::files::{Files, MAX_PICTURE};
use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::huisstijl::LETTER_ENDINGS;

/// Signs beside those of ASCII without which a Dutch page has another font here and there.
const SIGNS: &str = "áàäâéèëêíïîóòöôúüûçñÁÄÉÈËÏÓÖÜ‘’“”–—…€•";
/// So many missing signs are named.
const NAMED_AT_MOST: usize = 8;

/// A family of fonts, checked.
#[derive(Debug)]
pub(super) struct Family {
    /// Its name, as PDFs know it.
    pub(super) name: String,
    pub(super) faces: Vec<Face>,
}

/// A font file.
#[derive(Debug)]
pub(super) struct Face {
    pub(super) bytes: Vec<u8>,
    /// `ttf` or `otf`.
    pub(super) ending: &'static str,
    /// From thin to fat, as CSS and the font itself count; of one that is not variable both are equal.
    pub(super) weights: [u16; 2],
    pub(super) italic: bool,
}

/// Reads the files of one family. What is wrong with any of them is reported; then there is no family.
pub(super) fn read(files: &Files, words: &[Spanned], meldingen: &mut Meldingen) -> Option<Family> {
    let mut family: Option<Family> = None;
    let mut good = true;
    for word in words {
        let Some((name, face)) = read_face(files, word, meldingen) else {
            good = false;
            continue;
        };
        match &mut family {
            None => family = Some(Family { name, faces: vec![face] }),
            Some(family) if family.name == name => family.faces.push(face),
            Some(family) => {
                good = false;
                let message = format!("`{}` is van lettertype {name}, en niet van {}", word.text, family.name);
                meldingen.push(
                    Melding::at(Code::ThemaError, &word.span, message)
                        .hint("noem bij elkaar alleen bestanden van één lettertype: gewoon, vet en schuin"),
                );
            }
        }
    }
    family.filter(|_| good)
}

fn read_face(files: &Files, word: &Spanned, meldingen: &mut Meldingen) -> Option<(String, Face)> {
    let path = word.text.as_str();
    let mut refuse = |message: String, hint: &str| {
        meldingen.push(Melding::at(Code::ThemaError, &word.span, message).hint(hint.to_owned()));
    };
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    let Some(ending) = LETTER_ENDINGS.into_iter().find(|known| *known == ending) else {
        let hint = match ending.as_str() {
            "woff" | "woff2" => "woff kan niet in een PDF; neem het bestand van hetzelfde lettertype dat ttf of otf is",
            _ => "noem een bestand dat op .ttf of .otf eindigt",
        };
        refuse(format!("`{path}` is geen bestand van een lettertype"), hint);
        return None;
    };
    let bytes = match files.read(path, MAX_PICTURE) {
        Ok(bytes) => bytes,
        Err(err) => {
            meldingen.push(files.melding(path, &err, Some(&word.span)));
            return None;
        }
    };
    let face = ttf_parser::Face::parse(&bytes, 0).ok();
    let Some((info, face)) = FontInfo::new(&bytes, 0).zip(face) else {
        let (message, hint) = match imagesize::image_type(&bytes) {
            Ok(_) => (
                format!("`{path}` is een afbeelding, en geen lettertype"),
                "noem het bestand van het lettertype zelf; een logo hoort bij `logo`",
            ),
            Err(_) => (
                format!("`{path}` kan niet gelezen worden als lettertype"),
                "haal het bestand opnieuw op; het is niet heel, of geen ttf of otf",
            ),
        };
        refuse(message, hint);
        return None;
    };
    let needed = ('!'..='~').chain(SIGNS.chars());
    let missing: Vec<char> = needed.filter(|sign| !info.coverage.contains(u32::from(*sign))).collect();
    if !missing.is_empty() {
        let named: Vec<String> = missing.iter().take(NAMED_AT_MOST).map(char::to_string).collect();
        let more = match missing.len().saturating_sub(NAMED_AT_MOST) {
            0 => String::new(),
            more => format!(" en nog {more}"),
        };
        refuse(
            format!("lettertype `{path}` mist tekens die hier nodig zijn: {}{more}", named.join(" ")),
            "neem het hele lettertype, niet een deel ervan, of kies een ander; anders staat een woord in twee letters",
        );
        return None;
    }
    let weight = info.variant.weight.to_number();
    let axis = face.variation_axes().into_iter().find(|axis| axis.tag == ttf_parser::Tag::from_bytes(b"wght"));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 1000")]
    let bound = |value: f32| value.clamp(1.0, 1000.0) as u16;
    let weights = axis.map_or([weight, weight], |axis| [bound(axis.min_value), bound(axis.max_value)]);
    let italic = info.variant.style != FontStyle::Normal;
    Some((info.family, Face { bytes, ending, weights, italic }))
}
