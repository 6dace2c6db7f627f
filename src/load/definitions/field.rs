//! Reads the fields of a section.

use crate::melding::{Code, Melding};
use crate::model::Spanned;
use crate::model::formaat::{Field, FieldType, FromSchool, Onderwerp, Soort};
use crate::reading::{MapReader, check_id, is_id};
use crate::yaml::Node;

use super::format_reader::FormaatReader;
use super::reserved;

impl FormaatReader<'_, '_> {
    pub(super) fn fields(&mut self, reader: &mut MapReader<'_>, soort: Option<Soort>) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        let reserved = reserved::of_fields(soort, reader.take("schaal").is_some());
        for node in reader.nodes("velden") {
            let (field, errors) = self.counting(node, |read| read.field(node, soort));
            let Some((id, mut field)) = field else { continue };
            field.flawed = errors > 0;
            if reserved.contains(&id.text.as_str()) {
                self.meldingen.push(reserved::message(&id, "een veld"));
            } else if fields.iter().any(|v| v.id == field.id) {
                let message = format!("veld `{}` staat twee keer in deze sectie", field.id);
                self.meldingen
                    .push(Melding::at(Code::DuplicateId, &id.span, message).hint("geef een van de twee een ander id"));
            } else {
                self.in_fields += if is_id(&field.id) { errors } else { 0 };
                fields.push(field);
            }
        }
        fields
    }

    pub(super) fn field(&mut self, node: &Node, from: Option<Soort>) -> Option<(Spanned, Field)> {
        let mut reader = MapReader::new(node, "een veld", self.meldingen)?;
        let id = reader.require_text("id", self.meldingen)?;
        check_id(&id, "veld-id", self.meldingen);
        let soort = reader.require_text("type", self.meldingen);
        let soort = soort.and_then(|w| self.word(&w, FieldType::read, FieldType::WORDS, "een type"));
        let field = Field {
            title: reader.text("titel", self.meldingen).map_or_else(|| id.text.clone(), |w| w.text),
            soort: soort.unwrap_or(FieldType::Text),
            lijsten: reader.texts("lijst", self.meldingen).iter().filter_map(|w| self.lijst(w)).collect(),
            out: reader.text("uit", self.meldingen).map(|w| w.text),
            values: reader.take("waarden").map(|k| self.names(k)).unwrap_or_default(),
            as_columns: reader.text("weergave", self.meldingen).is_some_and(|w| {
                let possible = ["kolommen"];
                self.word(&w, |t| possible.contains(&t).then_some(()), &possible, "een weergave").is_some()
            }),
            onderwerp: self.closed_enum(&mut reader, "onderwerp", Onderwerp::read, Onderwerp::WORDS),
            flawed: false,
            counts: reader.yes_no("telt", self.meldingen).unwrap_or(false),
            from_school: self.closed_enum(&mut reader, "uit-school", FromSchool::read, FromSchool::WORDS),
            id: id.text.clone(),
        };
        reader.finish(self.meldingen);
        self.shown(&id, &field, from);
        Some((id, field))
    }

    /// Reports what a field asks for but no page would show.
    pub(super) fn shown(&mut self, id: &Spanned, field: &Field, from: Option<Soort>) {
        if field.as_columns && field.values.is_empty() {
            let message = format!("veld `{}` heeft geen waarden om kolommen van te maken", field.id);
            self.meldingen.push(
                Melding::at(Code::MissingKey, &id.span, message)
                    .hint("geef het veld `waarden: {id: Naam}`, of haal `weergave: kolommen` weg"),
            );
        }
        if let (Some(_), Some(soort)) = (field.from_school, from.filter(|soort| *soort != Soort::Gegevens)) {
            let message = format!("veld `{}` van soort `{}` kan niet uit `school.yaml` komen", field.id, soort.word());
            self.meldingen.push(
                Melding::at(Code::UnknownKey, &id.span, message)
                    .hint("`uit-school` hoort in een sectie van soort `gegevens`"),
            );
        }
    }
}
