//! What a limit is about: `hulpvragen` and `items` in a section with `onderwerp: grenzen`. See [`crate::grammar::about`].

use crate::grammar::about::{HULPVRAGEN, ITEMS, has_key};
use crate::model::antwoord::About;
use crate::model::formaat::Sectie;
use crate::reading::MapReader;

use super::{ReadContext, reference};

/// Reads both keys; a section about anything else has neither.
pub(super) fn read(sectie: &Sectie, reader: &mut MapReader<'_>, ctx: &mut ReadContext<'_, '_>) -> About {
    let mut about = About::default();
    if has_key(sectie, HULPVRAGEN) {
        about.hulpvragen = reader.take(HULPVRAGEN).and_then(|node| reference::hulpvragen(node, ctx));
    }
    if has_key(sectie, ITEMS) {
        about.items = reference::strict(reader.nodes(ITEMS), &[], ctx);
    }
    about
}
