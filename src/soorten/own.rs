//! What a school has besides the list, as templates see it; shared by the kinds that have items.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, OwnItem, Plaats};
use crate::model::formaat::Sectie;
use crate::model::value::Stand;
use crate::text::sentences;

use super::{Writer, says};

/// Something that a school has besides the list.
#[derive(Serialize)]
pub(super) struct OwnView {
    /// Its place on the page.
    anchor: String,
    name: Value,
    sentence: Option<Value>,
    /// What it is in general, where the school says nothing of its own.
    general: Option<Value>,
    /// Names of the items that it is.
    is: Option<Value>,
    /// Names of the items that it belongs to.
    beside: Option<Value>,
    /// Labels of the places, with remarks.
    waar: Option<Value>,
    hoeveel: Option<Value>,
    /// Names of the parents' questions that it is an answer to.
    hulpvragen: Option<Value>,
    noot: Option<Value>,
    text: Option<Value>,
}

/// The views of what stands under `anders`. One that has values as an item has is a row in the table of
/// its section; here it has only what that table does not show.
pub(super) fn own(sectie: &Sectie, antwoord: &Antwoord, writer: &mut Writer<'_>) -> Vec<OwnView> {
    let mut out = Vec::new();
    for (number, own) in antwoord.others.iter().enumerate() {
        let in_table = own.antwoord.is_some();
        if in_table && !has_more(own) {
            continue;
        }
        let span = &own.name.span;
        let anchor = super::own_anchor(&sectie.id, number);
        out.push(OwnView {
            anchor: if in_table { format!("{anchor}_meer") } else { anchor },
            name: writer.words(&own.name.text, span),
            sentence: own.sentence.as_ref().map(|z| writer.words(z, span)),
            general: if own.sentence.is_some() || own.text.is_some() {
                None
            } else {
                super::general_sentence(own, writer.catalogus).map(|z| writer.words(&z, span))
            },
            is: (!own.is.is_empty()).then(|| writer.names(&own.is)),
            beside: (!own.beside.is_empty()).then(|| writer.names(&own.beside)),
            waar: places(sectie, &own.waar, writer),
            hoeveel: own.hoeveel.as_ref().map(|h| writer.words(&h.text, span)),
            hulpvragen: (!own.hulpvragen.is_empty()).then(|| writer.names(&own.hulpvragen)),
            noot: own.noot.as_ref().filter(|_| !in_table).map(|n| writer.line(n)),
            text: own.text.as_ref().filter(|_| !in_table).map(|t| writer.at_item(t)),
        });
    }
    out
}

/// Whether a row says more than its name, its values, a remark and a text.
fn has_more(own: &OwnItem) -> bool {
    let names = [&own.is, &own.beside, &own.hulpvragen].iter().any(|v| !v.is_empty());
    names || !own.waar.is_empty() || own.hoeveel.is_some() || own.sentence.is_some()
}

/// "Op school (op aanvraag), niet via het bestuur".
fn places(sectie: &Sectie, waar: &[Plaats], writer: &mut Writer<'_>) -> Option<Value> {
    let mut out: Vec<String> = Vec::new();
    for plaats in waar {
        let label = sectie.waar.iter().find(|(id, _)| *id == plaats.id).map(|(_, label)| label.as_str());
        let known = writer.catalogus.plaatsen().and_then(|l| l.by_id(&plaats.id)).map(|(_, i)| i.name.as_str());
        let label = label.or(known).unwrap_or(&plaats.id);
        let words = match plaats.stand {
            Stand::Yes => label.to_owned(),
            Stand::No if plaats.word.is_none() => format!("niet {}", sentences::lower(label)),
            Stand::No | Stand::Mentioned | Stand::NotStated => {
                format!("{label}: {}", says(plaats.word).unwrap_or("niet vermeld"))
            }
        };
        let words = if out.is_empty() { sentences::capitalize(&words) } else { words };
        let mut part = writer.fixed(&words);
        if let Some(noot) = &plaats.noot {
            let noot = writer.bracketed(noot);
            part.push_str(&writer.fixed(" ("));
            part.push_str(noot.as_str().unwrap_or_default());
            part.push_str(&writer.fixed(")"));
        }
        out.push(part);
    }
    (!out.is_empty()).then(|| Value::safe_string(&out.join(&writer.fixed(", "))))
}
