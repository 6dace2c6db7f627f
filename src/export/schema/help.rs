//! What an editor says about a section.

use crate::model::formaat::{Hoofdstuk, Sectie};
use crate::soorten::renderer;
use crate::text::one_line;

/// What a section is, which chapter it is in, what the format says about it, and how it is filled in.
pub(super) fn sectie(sectie: &Sectie, hoofdstuk: &Hoofdstuk) -> String {
    let mut out = vec![format!("“{}”, in het hoofdstuk “{}”.", sectie.title, hoofdstuk.title)];
    if sectie.mandatory {
        out.push("Hoort in elk document.".to_owned());
    }
    if sectie.fixed.is_some() {
        out.push("Het formaat heeft deze tekst al; u hoeft niets in te vullen.".to_owned());
    }
    if let Some(introduction) = &sectie.introduction {
        out.push(one_line(&introduction.plain_text()));
    }
    if sectie.fixed.is_none() {
        out.extend(renderer(sectie.soort).how_to(sectie));
    }
    out.join(" ")
}
