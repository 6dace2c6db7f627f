//! Reads a section of a format, or one that a document defines itself.

use std::collections::BTreeMap;

use crate::grammar::common::join_or;
use crate::grammar::definitions::KEYS_OF_KINDS;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::date::{PartialDate, Schooljaar};
use crate::model::formaat::{
    Axis, DisplayMode, Drawing, Field, FieldType, Niveau, NotMentioned, Onderwerp, Sectie, Soort,
};
use crate::reading::{MapReader, as_word, as_words, check_id, is_id, wrong_type};
use crate::yaml::{Node, Value};

use super::format_reader::{Definitions, FormaatReader};
use super::reserved;

/// Ids with their names.
type Named = Vec<(String, String)>;

/// Reads a section that a document defines itself under `eigen`.
pub(in crate::load) fn read_own_sectie(
    node: &Node,
    definitions: &Definitions<'_>,
    meldingen: &mut Meldingen,
) -> Option<Sectie> {
    FormaatReader { of_document: true, ..FormaatReader::new(definitions, meldingen) }.sectie(node)
}

impl FormaatReader<'_, '_> {
    /// A section. What is wrong with it is remembered, so that answers to it are not judged.
    pub(super) fn sectie(&mut self, node: &Node) -> Option<Sectie> {
        self.in_fields = 0;
        let (sectie, errors) = self.counting(node, |read| read.sectie_parts(node));
        let id = node.find("id").and_then(Node::as_text).map(str::trim).filter(|id| is_id(id));
        self.in_secties += self.problems_in(node);
        // Of a section with the id of another, the id that it should have is not known.
        self.lacks |= id.is_none_or(|id| self.twice.contains(id));
        match (sectie, id) {
            (Some(sectie), _) => Some(Sectie { flawed: errors > self.in_fields, ..sectie }),
            (None, Some(id)) => {
                self.unreadable.insert(id.to_owned());
                None
            }
            (None, None) => None,
        }
    }

    pub(super) fn sectie_parts(&mut self, node: &Node) -> Option<Sectie> {
        let mut reader = MapReader::new(node, "een sectie", self.meldingen)?;
        let id = reader.require_text("id", self.meldingen)?;
        check_id(&id, "sectie-id", self.meldingen);
        self.unique(&id, false);
        let title = reader.require_text("titel", self.meldingen).map_or_else(|| id.text.clone(), |w| w.text);
        let heading_ouders = reader.text("kop-ouders", self.meldingen).map(|w| w.text);
        let soort = reader.require_text("soort", self.meldingen);
        let soort = soort.and_then(|w| self.word(&w, Soort::read, Soort::WORDS, "een soort"));
        if let Some(soort) = soort {
            self.without_effect(&mut reader, soort);
        }
        let onderwerp = self.closed_enum(&mut reader, "onderwerp", Onderwerp::read, Onderwerp::WORDS);
        let named = ["lijst", "schaal", "velden", "opties", "niveaus", "kolommen"];
        let named: Vec<&str> = named.into_iter().filter(|s| reader.has(s)).collect();
        let lijst = reader.text("lijst", self.meldingen).and_then(|w| self.lijst(&w));
        let schaal = reader.text("schaal", self.meldingen).and_then(|w| self.schaal(&w));
        let waar = reader.take("waar").map(|k| self.waar(k)).unwrap_or_default();
        let not_mentioned = self.closed_enum(&mut reader, "niet-genoemd", NotMentioned::read, NotMentioned::WORDS);
        let drawing = reader.text("beeld", self.meldingen).and_then(|w| self.drawing(&w, soort));
        let display = self.closed_enum(&mut reader, "weergave", DisplayMode::read, DisplayMode::WORDS);
        let (options, sub_options) = reader.take("opties").map(|k| self.options(k)).unwrap_or_default();
        let typed_axis = self.closed_enum(&mut reader, "as", Axis::read, Axis::WORDS);
        let reeks_axis = typed_axis.unwrap_or(Axis::Year);
        // Of columns along something unknown nobody can say whether they fit.
        let columns_along = if reader.has("as") && typed_axis.is_none() { Axis::Group } else { reeks_axis };
        let sectie = Sectie {
            id: id.text,
            title,
            heading_ouders,
            soort: soort.unwrap_or(Soort::Text),
            onderwerp,
            lijst,
            schaal,
            waar,
            not_mentioned: not_mentioned.unwrap_or(NotMentioned::Unknown),
            drawing,
            // Items with fields are cards, unless the format asks for a table.
            display: display.unwrap_or(match soort {
                Some(Soort::Beoordeling) => DisplayMode::Cards,
                _ => DisplayMode::Table,
            }),
            mandatory: reader.yes_no("verplicht", self.meldingen).unwrap_or(false),
            more: reader.yes_no("meer", self.meldingen).unwrap_or(false),
            introduction: reader.take("inleiding").and_then(|k| self.text(k)),
            fixed: reader.take("vast").and_then(|k| self.text(k)),
            fields: self.fields(&mut reader, soort),
            options,
            sub_options,
            reeks_axis,
            columns: reader
                .take("kolommen")
                .filter(|_| soort == Some(Soort::Reeks))
                .map(|k| self.columns(k, columns_along))
                .unwrap_or_default(),
            unit: reader.text("eenheid", self.meldingen).map(|w| w.text),
            niveaus: reader.take("niveaus").map(|k| self.niveaus(k)).unwrap_or_default(),
            was: reader.text("was", self.meldingen).map(|w| w.text),
            flawed: false,
            span: id.span,
        };
        let sectie = Sectie { fields: with_fixed_fields(&sectie, self.definitions), ..sectie };
        if self.of_document {
            for key in ["antwoord", "na"] {
                reader.take(key);
            }
        }
        reader.finish(self.meldingen);
        self.check_required(&sectie, &named);
        soort.map(|_| sectie)
    }

    /// Reports keys that do nothing in a section of this kind: whoever wrote them expects something of them.
    pub(super) fn without_effect(&mut self, reader: &mut MapReader<'_>, soort: Soort) {
        for (key, kinds) in KEYS_OF_KINDS.iter().filter(|(_, kinds)| !kinds.contains(&soort)) {
            let Some(entry) = reader.take_entry(key).filter(|entry| !entry.value.is_empty()) else { continue };
            let kinds: Vec<String> = kinds.iter().map(|soort| format!("`{}`", soort.word())).collect();
            let message = format!("`{key}` doet niets in een sectie van soort `{}`", soort.word());
            self.meldingen.push(
                Melding::at(Code::UnknownKey, &entry.key_span, message).hint(format!(
                    "haal deze regel weg, of kies de soort {}",
                    join_or(kinds.iter().map(String::as_str))
                )),
            );
        }
    }

    /// A drawing, if it fits the kind; an unknown kind was reported before.
    pub(super) fn drawing(&mut self, word: &Spanned, soort: Option<Soort>) -> Option<Drawing> {
        let drawing = self.word(word, Drawing::read, Drawing::WORDS, "een beeld")?;
        let soort = soort?;
        if drawing.soort() == soort {
            return Some(drawing);
        }
        let matches = Drawing::WORDS.iter().filter_map(|w| Drawing::read(w)).find(|b| b.soort() == soort);
        let hint = match matches {
            Some(matches) => format!("een sectie van soort `{}` heeft als beeld `{}`", soort.word(), matches.word()),
            None => format!("haal `beeld` weg: bij soort `{}` is er niets te kiezen", soort.word()),
        };
        let message = format!("beeld `{}` hoort bij soort `{}`", word.text, drawing.soort().word());
        self.meldingen.push(Melding::at(Code::UnknownValue, &word.span, message).hint(hint));
        None
    }

    /// Reports what a kind cannot do without. `named` are the keys that are there: a wrong value was reported before.
    pub(super) fn check_required(&mut self, sectie: &Sectie, named: &[&str]) {
        let lacks = match sectie.soort {
            Soort::Aanbod | Soort::Beoordeling if sectie.lijst.is_none() => Some("lijst"),
            Soort::Beoordeling if sectie.schaal.is_none() && sectie.fields.is_empty() => Some("schaal"),
            Soort::Reeks if sectie.lijst.is_none() => Some("lijst"),
            Soort::Reeks if sectie.reeks_axis == Axis::Group && sectie.columns.is_empty() => Some("kolommen"),
            Soort::Niveaus if sectie.niveaus.is_empty() => Some("niveaus"),
            Soort::Gegevens | Soort::Table | Soort::Niveaus if sectie.fields.is_empty() => Some("velden"),
            Soort::Keuze if sectie.options.is_empty() => Some("opties"),
            _ => None,
        };
        let items = |v: &Field| v.soort == FieldType::Items;
        if sectie.drawing == Some(Drawing::Matrix) && !sectie.fields.iter().skip(1).any(items) {
            let message = format!("sectie `{}` heeft geen veld waar een matrix van te maken is", sectie.id);
            self.meldingen.push(
                Melding::at(Code::MissingKey, &sectie.span, message)
                    .hint("geef een veld na het eerste `type: items`, of haal `beeld: matrix` weg"),
            );
        }
        let Some(key) = lacks else { return };
        // What would do as well, with how it is written.
        let (or, another) = match (sectie.soort, key) {
            (Soort::Beoordeling, "schaal") => (Some("velden"), "; met `velden` kan het ook zonder schaal".to_owned()),
            (Soort::Reeks, "kolommen") => {
                let others = Axis::WORDS.iter().filter(|word| Axis::read(word) != Some(Axis::Group));
                let others: Vec<String> = others.map(|word| format!("`as: {word}`")).collect();
                (None, format!("; met {} mag het zonder", join_or(others.iter().map(String::as_str))))
            }
            _ => (None, String::new()),
        };
        if named.contains(&key) || or.is_some_and(|or| named.contains(&or)) {
            return;
        }
        let soort = sectie.soort.word();
        let missing = std::iter::once(key).chain(or).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" of ");
        self.meldingen.push(
            Melding::at(Code::MissingKey, &sectie.span, format!("{missing} ontbreekt in sectie `{}`", sectie.id))
                .hint(format!("een sectie van soort `{soort}` heeft `{key}` nodig{another}")),
        );
    }

    /// Places with this format's labels, or only their ids.
    pub(super) fn waar(&mut self, node: &Node) -> Vec<(String, String)> {
        let plaatsen = (self.definitions.lijst)("plaatsen");
        let mut out = Vec::new();
        let entries: Vec<(Spanned, Option<String>)> = match &node.value {
            Value::Map(entries) => entries
                .iter()
                .map(|p| {
                    let word = Spanned { text: p.key.clone(), span: p.key_span.clone() };
                    (word, as_word(&p.value, self.meldingen).map(|w| w.text))
                })
                .collect(),
            _ => as_words(node, self.meldingen).into_iter().map(|w| (w, None)).collect(),
        };
        for (word, label) in entries {
            match plaatsen.as_ref().and_then(|l| l.by_id(&word.text).map(|(_, i)| i.name.clone())) {
                Some(name) => out.push((word.text, label.unwrap_or(name))),
                None => {
                    let ids: Vec<String> = plaatsen.iter().flat_map(|l| l.ids().map(str::to_owned)).collect();
                    self.unknown(&word, "plaats", ids.iter().map(String::as_str));
                }
            }
        }
        out
    }

    /// Columns as a list of ids, or as a map of ids with a label.
    pub(super) fn columns(&mut self, node: &Node, reeks_axis: Axis) -> Vec<(String, String)> {
        let columns: Vec<(Spanned, String)> = match &node.value {
            Value::Map(_) => self.names_with_place(node),
            _ => as_words(node, self.meldingen).into_iter().map(|w| (w.clone(), w.text)).collect(),
        };
        let reserved = reserved::of_columns();
        for (id, _) in &columns {
            if reserved.contains(&id.text.as_str()) {
                self.meldingen.push(reserved::message(id, "een kolom"));
            } else if let Some(such_as) = not_along(&id.text, reeks_axis) {
                let message = format!("kolom `{}` past niet bij `as: {}`", id.text, reeks_axis.word());
                self.meldingen.push(
                    Melding::at(Code::UnknownValue, &id.span, message)
                        .hint(format!("schrijf {such_as}, of kies een andere `as`")),
                );
            }
        }
        columns.into_iter().map(|(id, name)| (id.text, name)).collect()
    }

    /// Options with their names; an option may be a map with `naam` and `opties` of its own.
    pub(super) fn options(&mut self, node: &Node) -> (Named, BTreeMap<String, Named>) {
        let mut names = Vec::new();
        let mut below = BTreeMap::new();
        let Value::Map(entries) = &node.value else { return (self.names(node), below) };
        let reserved = reserved::of_sections();
        for entry in entries {
            let id = Spanned { text: entry.key.clone(), span: entry.key_span.clone() };
            if reserved.contains(&id.text.as_str()) {
                self.meldingen.push(reserved::message(&id, "een keuze"));
                continue;
            }
            let name = if let Value::Map(_) = entry.value.value {
                let Some(mut reader) = MapReader::new(&entry.value, "een keuze", self.meldingen) else { continue };
                let name = reader.require_text("naam", self.meldingen);
                if let Some(node) = reader.take("opties") {
                    below.insert(id.text.clone(), self.names(node));
                }
                reader.finish(self.meldingen);
                name
            } else {
                as_word(&entry.value, self.meldingen)
            };
            names.push((id.text.clone(), name.map_or(id.text, |w| w.text)));
        }
        (names, below)
    }

    pub(super) fn niveaus(&mut self, node: &Node) -> Vec<Niveau> {
        let Value::Map(entries) = &node.value else {
            self.meldingen.push(wrong_type(node, "per niveau een id met een naam"));
            return Vec::new();
        };
        let mut out = Vec::new();
        let reserved = reserved::of_sections();
        for entry in entries {
            if reserved.contains(&entry.key.as_str()) {
                let id = Spanned { text: entry.key.clone(), span: entry.key_span.clone() };
                self.meldingen.push(reserved::message(&id, "een niveau"));
                continue;
            }
            let Some(mut reader) = MapReader::new(&entry.value, "een niveau", self.meldingen) else { continue };
            let name = reader.text("naam", self.meldingen).map_or_else(|| entry.key.clone(), |w| w.text);
            let colors = ["groen", "geel", "rood"];
            let color = reader
                .text("kleur", self.meldingen)
                .and_then(|w| self.word(&w, |t| colors.contains(&t).then(|| t.to_owned()), &colors, "een kleur"));
            reader.finish(self.meldingen);
            out.push(Niveau { id: entry.key.clone(), name, color });
        }
        out
    }
}

/// How a column is written along this axis, if this one is written wrongly.
fn not_along(column: &str, reeks_axis: Axis) -> Option<&'static str> {
    let (good, such_as) = match reeks_axis {
        Axis::Peildatum => (PartialDate::read_stored(column).is_ok(), "een datum als `2024-10-01`"),
        Axis::Schooljaar => (Schooljaar::read(column).is_some(), "een schooljaar als `2023-2024`"),
        Axis::Year => (column.len() == 4 && PartialDate::read_stored(column).is_ok(), "een jaar als `2024`"),
        Axis::Group => (true, ""),
    };
    (!good).then_some(such_as)
}

/// The fields of a section, with those that its kind always has.
fn with_fixed_fields(sectie: &Sectie, definitions: &Definitions<'_>) -> Vec<Field> {
    match sectie.soort {
        Soort::Begrippen => {
            vec![Field::new("term", "Begrip", FieldType::Text), Field::new("betekenis", "Betekenis", FieldType::Text)]
        }
        Soort::Bijlagen => {
            let lijsten = ["protocollen", "onderwijsaanbod", "voorzieningen", "specialisten"];
            let beside = Field {
                lijsten: lijsten.iter().filter_map(|id| (definitions.lijst)(id)).collect(),
                ..Field::new("bij", "Hoort bij", FieldType::Items)
            };
            vec![
                Field::new("titel", "Bijlage", FieldType::Text),
                beside,
                Field::new("bestand", "Bestand", FieldType::File),
                Field::new("noot", "Opmerking", FieldType::Text),
            ]
        }
        _ => sectie.fields.clone(),
    }
}
