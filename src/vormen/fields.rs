//! The shape of fields: each key is a field of the format.

use crate::melding::{Code, Melding};
use crate::model::antwoord::AnswerBody;
use crate::model::formaat::Sectie;
use crate::model::value::Filled;
use crate::reading::MapReader;

use super::{ReadContext, value};

/// Reads the fields of a section that stand directly under it.
pub(super) fn fields(sectie: &Sectie, reader: &mut MapReader<'_>, ctx: &mut ReadContext<'_, '_>) -> AnswerBody {
    let fields = read(sectie, reader, ctx);
    if fields.is_empty() { AnswerBody::Nothing } else { AnswerBody::Fields(fields) }
}

/// Values of the section's fields in a map, in the order of the format.
pub(super) fn read(sectie: &Sectie, reader: &mut MapReader<'_>, ctx: &mut ReadContext<'_, '_>) -> Vec<(usize, Filled)> {
    let mut out = Vec::new();
    for (index, field) in sectie.fields.iter().enumerate() {
        // A field that school.yaml fills has no answer of its own.
        if let Some(source) = field.from_school {
            if let Some(entry) = reader.take_entry(&field.id) {
                let message = format!("`{}` komt uit `school.yaml`", field.id);
                let hint = format!("haal deze regel weg; pas zo nodig `{}` aan in `school.yaml`", source.word());
                ctx.meldingen.push(Melding::at(Code::UnknownKey, &entry.key_span, message).hint(hint));
            }
            continue;
        }
        let Some(node) = reader.take(&field.id) else { continue };
        let filled = match (sectie.flawed, field.flawed) {
            // Whatever is wrong with the section: what a good field asks is known.
            (true, false) => {
                let before = std::mem::take(ctx.meldingen);
                let filled = value::filled(field, node, ctx);
                let found = std::mem::replace(ctx.meldingen, before);
                ctx.sure.extend(found);
                filled
            }
            _ => value::filled(field, node, ctx),
        };
        out.extend(filled.map(|filled| (index, filled)));
    }
    out
}
