//! Reads the file of a format.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::files::Files;
use crate::grammar::definitions::KEYS_OF_KINDS;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::date::{PartialDate, Schooljaar};
use crate::model::lijst::{Lijst, Schaal};
use crate::reading::texts::{self, TextDir};
use crate::reading::{MapReader, as_word, as_words, check_id, did_you_mean, is_id, wrong_type};
use crate::source::Span;
use crate::text::Markdown;
use crate::yaml::{Node, Value};

use crate::model::formaat::{
    Axis, BelongsTo, DisplayMode, Drawing, Field, FieldType, Formaat, FromSchool, Hoofdstuk, Niveau, NotMentioned,
    Onderwerp, Sectie, Soort,
};

use super::reserved;

/// Ids with their names.
type Named = Vec<(String, String)>;

/// What a format may refer to, and where its texts come from.
pub(crate) struct Definitions<'a> {
    /// Finds a list by id.
    pub lijst: &'a dyn Fn(&str) -> Option<Arc<Lijst>>,
    /// Finds a scale by id.
    pub schaal: &'a dyn Fn(&str) -> Option<Arc<Schaal>>,
    /// Finds a format by id.
    pub formaat: &'a dyn Fn(&str) -> Option<Arc<Formaat>>,
    /// The ids of all lists.
    pub lijsten: Vec<String>,
    /// The ids of all scales.
    pub schalen: Vec<String>,
    /// Names of definitions that could not be read.
    pub broken: &'a BTreeSet<String>,
    /// The folder of the format's texts.
    pub files: &'a Files,
}

impl Formaat {
    /// Reads the node of a format file. `problems` is where its YAML is wrong, though it could be read.
    pub(super) fn read(
        node: &Node,
        problems: &[Span],
        definitions: &Definitions<'_>,
        meldingen: &mut Meldingen,
    ) -> Option<Self> {
        let (read, errors) = meldingen.counting(|meldingen| Self::read_parts(node, problems, definitions, meldingen));
        let (mut formaat, lacks) = read?;
        // A wrong key costs no sections, unless it was meant to be the one above them.
        formaat.flawed |= lacks || errors > 0 && !has_list(node, "hoofdstukken");
        Some(formaat)
    }

    /// The format, and whether a section may be missing from it.
    fn read_parts(
        node: &Node,
        problems: &[Span],
        definitions: &Definitions<'_>,
        meldingen: &mut Meldingen,
    ) -> Option<(Self, bool)> {
        let mut reader = MapReader::new(node, "een formaat", meldingen)?;
        let id = reader.require_text("formaat", meldingen)?;
        if !check_id(&id, "formaat-id", meldingen) {
            return None;
        }
        let title = reader.require_text("titel", meldingen).map_or_else(|| id.text.clone(), |w| w.text);
        let profiel = reader.yes_no("profiel", meldingen);
        let mut read = FormaatReader { problems, ..FormaatReader::new(definitions, meldingen) };
        let from = read.closed_enum(&mut reader, "van", BelongsTo::read, BelongsTo::WORDS);
        let previous = reader.text("vorige", read.meldingen);
        if let Some(word) = &previous {
            read.formaat(word);
        }
        let basis = reader.text("basis", read.meldingen).map(|word| read.formaat(&word));
        // A format that extends one that is not there cannot be read.
        let basis = match basis {
            Some(None) => return None,
            Some(basis) => basis,
            None => None,
        };
        if basis.is_none() {
            reader.require_or("hoofdstukken", "basis", read.meldingen);
        }
        let own: Vec<Hoofdstuk> = reader.nodes("hoofdstukken").iter().filter_map(|k| read.hoofdstuk(k)).collect();
        let FormaatReader { lacks, in_secties, unreadable, twice, .. } = read;
        let lacks = lacks || problems.len() > in_secties;
        reader.finish(meldingen);
        let mut formaat = Self {
            id: id.text,
            title,
            profiel: profiel.or(basis.as_ref().map(|b| b.profiel)).unwrap_or(false),
            from: from.or(basis.as_ref().map(|b| b.from)).unwrap_or(BelongsTo::School),
            previous: previous.map(|w| w.text),
            hoofdstukken: basis.as_ref().map(|b| b.hoofdstukken.clone()).unwrap_or_default(),
            flawed: basis.as_ref().is_some_and(|b| b.flawed),
            unreadable: basis.map(|b| b.unreadable.clone()).unwrap_or_default().into_iter().chain(unreadable).collect(),
        };
        for mut hoofdstuk in own {
            // Of two sections with one id nothing says which of them an answer is for.
            hoofdstuk.secties.iter_mut().filter(|s| twice.contains(&s.id)).for_each(|s| s.flawed = true);
            formaat.add_hoofdstuk(hoofdstuk);
        }
        Some((formaat, lacks))
    }

    /// Adds a chapter of an extension: sections with a known id replace the old ones.
    fn add_hoofdstuk(&mut self, new: Hoofdstuk) {
        let mut left_over = Vec::new();
        for sectie in new.secties {
            match self.hoofdstukken.iter_mut().flat_map(|h| &mut h.secties).find(|s| s.id == sectie.id) {
                Some(old) => *old = sectie,
                None => left_over.push(sectie),
            }
        }
        match self.hoofdstukken.iter_mut().find(|h| h.id == new.id) {
            Some(old) => {
                old.title = new.title;
                old.introduction = new.introduction.or(old.introduction.take());
                old.secties.extend(left_over);
            }
            None => self.hoofdstukken.push(Hoofdstuk { secties: left_over, ..new }),
        }
    }
}

/// Reads a section that a document defines itself under `eigen`.
pub(in crate::load) fn read_own_sectie(
    node: &Node,
    definitions: &Definitions<'_>,
    meldingen: &mut Meldingen,
) -> Option<Sectie> {
    FormaatReader { of_document: true, ..FormaatReader::new(definitions, meldingen) }.sectie(node)
}

struct FormaatReader<'a, 'b> {
    definitions: &'a Definitions<'b>,
    texts: TextDir<'a>,
    meldingen: &'a mut Meldingen,
    /// Where each chapter (`true`) and section stands.
    seen: BTreeMap<(bool, String), Span>,
    /// Whether a document defines the section; then it holds its answer and its place as well.
    of_document: bool,
    /// Where the YAML of the file is wrong, though it could be read.
    problems: &'a [Span],
    /// Whether a section may be missing because of an error.
    lacks: bool,
    /// How many of those problems are inside sections, and how many errors in fields of the section being read.
    in_secties: usize,
    in_fields: usize,
    /// Ids of sections that could not be read, and of those that stand there twice.
    unreadable: BTreeSet<String>,
    twice: BTreeSet<String>,
}

impl<'a, 'b> FormaatReader<'a, 'b> {
    fn new(definitions: &'a Definitions<'b>, meldingen: &'a mut Meldingen) -> Self {
        Self {
            definitions,
            texts: TextDir::new(definitions.files),
            meldingen,
            seen: BTreeMap::new(),
            of_document: false,
            problems: &[],
            lacks: false,
            in_secties: 0,
            in_fields: 0,
            unreadable: BTreeSet::new(),
            twice: BTreeSet::new(),
        }
    }
}

impl FormaatReader<'_, '_> {
    fn hoofdstuk(&mut self, node: &Node) -> Option<Hoofdstuk> {
        let (hoofdstuk, errors) = self.counting(node, |read| read.hoofdstuk_parts(node));
        self.lacks |= hoofdstuk.is_none() || errors > 0 && !has_list(node, "secties");
        hoofdstuk
    }

    fn hoofdstuk_parts(&mut self, node: &Node) -> Option<Hoofdstuk> {
        let mut reader = MapReader::new(node, "een hoofdstuk", self.meldingen)?;
        let id = reader.require_text("id", self.meldingen)?;
        check_id(&id, "hoofdstuk-id", self.meldingen);
        self.unique(&id, true);
        let title = reader.require_text("titel", self.meldingen).map_or_else(|| id.text.clone(), |w| w.text);
        let introduction = reader.take("inleiding").and_then(|k| self.text(k));
        let secties = reader.nodes("secties").iter().filter_map(|k| self.sectie(k)).collect();
        reader.finish(self.meldingen);
        Some(Hoofdstuk { id: id.text, title, introduction, secties })
    }

    /// Calls `read`, and tells how many errors there are in a node: those that it reported, and those of its YAML.
    fn counting<T>(&mut self, node: &Node, read: impl FnOnce(&mut Self) -> T) -> (T, usize) {
        let before = std::mem::take(self.meldingen);
        let out = read(self);
        let found = std::mem::replace(self.meldingen, before);
        let (errors, _) = found.counts();
        self.meldingen.extend(found);
        (out, errors + self.problems_in(node))
    }

    fn problems_in(&self, node: &Node) -> usize {
        let within = node.span.start()..node.span.end();
        self.problems.iter().filter(|problem| within.contains(&problem.start())).count()
    }

    /// A section. What is wrong with it is remembered, so that answers to it are not judged.
    fn sectie(&mut self, node: &Node) -> Option<Sectie> {
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

    fn sectie_parts(&mut self, node: &Node) -> Option<Sectie> {
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
            columns: reader.take("kolommen").map(|k| self.columns(k, columns_along)).unwrap_or_default(),
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
    fn without_effect(&mut self, reader: &mut MapReader<'_>, soort: Soort) {
        for (key, kinds) in KEYS_OF_KINDS.iter().filter(|(_, kinds)| !kinds.contains(&soort)) {
            let Some(entry) = reader.take_entry(key).filter(|entry| !entry.value.is_empty()) else { continue };
            let kinds: Vec<String> = kinds.iter().map(|soort| format!("`{}`", soort.word())).collect();
            let message = format!("`{key}` doet niets in een sectie van soort `{}`", soort.word());
            self.meldingen.push(
                Melding::at(Code::UnknownKey, &entry.key_span, message)
                    .hint(format!("haal deze regel weg, of kies de soort {}", or_list(&kinds))),
            );
        }
    }

    /// A drawing, if it fits the kind; an unknown kind was reported before.
    fn drawing(&mut self, word: &Spanned, soort: Option<Soort>) -> Option<Drawing> {
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

    /// Reports a chapter or section whose id is taken.
    fn unique(&mut self, id: &Spanned, hoofdstuk: bool) {
        let Some(earlier) = self.seen.insert((hoofdstuk, id.text.clone()), id.span.clone()) else { return };
        if !hoofdstuk {
            self.twice.insert(id.text.clone());
        }
        let what = if hoofdstuk { "hoofdstuk" } else { "sectie" };
        let message = format!("{what} `{}` staat twee keer in dit formaat", id.text);
        self.meldingen.push(
            Melding::at(Code::DuplicateId, &id.span, message)
                .also(&earlier, "hier staat hetzelfde id")
                .hint("geef een van de twee een ander id"),
        );
    }

    /// Reports what a kind cannot do without. `named` are the keys that are there: a wrong value was reported before.
    fn check_required(&mut self, sectie: &Sectie, named: &[&str]) {
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
                (None, format!("; met {} mag het zonder", or_list(&others)))
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

    fn fields(&mut self, reader: &mut MapReader<'_>, soort: Option<Soort>) -> Vec<Field> {
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

    fn field(&mut self, node: &Node, from: Option<Soort>) -> Option<(Spanned, Field)> {
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
    fn shown(&mut self, id: &Spanned, field: &Field, from: Option<Soort>) {
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

    fn closed_enum<T>(
        &mut self,
        reader: &mut MapReader<'_>,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
        words: &[&str],
    ) -> Option<T> {
        let word = reader.text(key, self.meldingen)?;
        self.word(&word, read, words, &format!("waarde van `{key}`"))
    }

    fn word<T>(&mut self, word: &Spanned, read: impl Fn(&str) -> Option<T>, words: &[&str], what: &str) -> Option<T> {
        let parsed = read(&word.text);
        if parsed.is_none() {
            self.meldingen.push(
                Melding::at(Code::UnknownValue, &word.span, format!("`{}` is niet bekend als {what}", word.text))
                    .hint(did_you_mean(&word.text, words.iter().copied())),
            );
        }
        parsed
    }

    fn lijst(&mut self, word: &Spanned) -> Option<Arc<Lijst>> {
        let found = (self.definitions.lijst)(&word.text);
        if found.is_none() {
            self.unknown(word, "lijst", self.definitions.lijsten.iter().map(String::as_str));
        }
        found
    }

    fn formaat(&mut self, word: &Spanned) -> Option<Arc<Formaat>> {
        let found = (self.definitions.formaat)(&word.text);
        if found.is_none() && !self.definitions.broken.contains(&word.text) {
            self.meldingen.push(
                Melding::at(Code::UnknownDefinition, &word.span, format!("er is geen formaat `{}`", word.text))
                    .hint("noem een formaat dat er is; formaten kunnen niet op elkaar wachten"),
            );
        }
        found
    }

    /// Columns as a list of ids, or as a map of ids with a label.
    fn columns(&mut self, node: &Node, reeks_axis: Axis) -> Vec<(String, String)> {
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
    fn options(&mut self, node: &Node) -> (Named, BTreeMap<String, Named>) {
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

    fn niveaus(&mut self, node: &Node) -> Vec<Niveau> {
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

    fn schaal(&mut self, word: &Spanned) -> Option<Arc<Schaal>> {
        let found = (self.definitions.schaal)(&word.text);
        if found.is_none() {
            self.unknown(word, "schaal", self.definitions.schalen.iter().map(String::as_str));
        }
        found
    }

    fn unknown<'c>(&mut self, word: &Spanned, what: &str, known: impl Iterator<Item = &'c str> + Clone) {
        if self.definitions.broken.contains(&word.text) {
            return;
        }
        self.meldingen.push(
            Melding::at(Code::UnknownDefinition, &word.span, format!("er is geen {what} `{}`", word.text))
                .hint(did_you_mean(&word.text, known)),
        );
    }

    /// Places with this format's labels, or only their ids.
    fn waar(&mut self, node: &Node) -> Vec<(String, String)> {
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

    /// A map of ids and names.
    fn names(&mut self, node: &Node) -> Vec<(String, String)> {
        self.names_with_place(node).into_iter().map(|(id, name)| (id.text, name)).collect()
    }

    /// A map of ids and names, and where each id stands.
    fn names_with_place(&mut self, node: &Node) -> Vec<(Spanned, String)> {
        let Value::Map(entries) = &node.value else {
            self.meldingen
                .push(wrong_type(node, "per id een naam").hint("schrijf `{id: Naam, ander-id: Andere naam}`"));
            return Vec::new();
        };
        let mut names = Vec::new();
        for entry in entries {
            let name = as_word(&entry.value, self.meldingen).map_or_else(|| entry.key.clone(), |w| w.text);
            let id = Spanned { text: entry.key.clone(), span: entry.key_span.clone() };
            names.push((id, name));
        }
        names
    }

    fn text(&mut self, node: &Node) -> Option<Markdown> {
        texts::markdown(node, &mut self.texts, self.meldingen)
    }
}

/// Whether a list stands under a key.
fn has_list(node: &Node, key: &str) -> bool {
    node.find(key).and_then(Node::as_list).is_some()
}

/// "a, b of c".
fn or_list(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} of {last}", rest.join(", ")),
        None => String::new(),
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
