//! Reads the file of a format.

use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::formaat::{BelongsTo, Formaat, Hoofdstuk};
use crate::reading::{MapReader, check_id};
use crate::source::Span;
use crate::yaml::Node;

use super::format_reader::{Definitions, FormaatReader};

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

impl FormaatReader<'_, '_> {
    pub(super) fn hoofdstuk(&mut self, node: &Node) -> Option<Hoofdstuk> {
        let (hoofdstuk, errors) = self.counting(node, |read| read.hoofdstuk_parts(node));
        self.lacks |= hoofdstuk.is_none() || errors > 0 && !has_list(node, "secties");
        hoofdstuk
    }

    pub(super) fn hoofdstuk_parts(&mut self, node: &Node) -> Option<Hoofdstuk> {
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

    /// Reports a chapter or section whose id is taken.
    pub(super) fn unique(&mut self, id: &Spanned, hoofdstuk: bool) {
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
}

/// Whether a list stands under a key.
fn has_list(node: &Node, key: &str) -> bool {
    node.find(key).and_then(Node::as_list).is_some()
}
