//! What a document is filled in with: definitions, texts in files next to the document, and the changes due in those.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::files::Files;
use crate::model::catalogus::Catalogus;
use crate::reading::texts::refers;
use crate::source::{Source, Span};
use crate::text::Headings;
use crate::yaml::{Edit, Node};

use super::cell::{FormCell, tidy};
use super::lines;

/// New text for part of a file next to the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePatch {
    /// Path relative to the document.
    pub path: String,
    /// The bytes to replace.
    pub from: Range<usize>,
    /// Their replacement.
    pub to: String,
}

/// What a document is read and edited with.
pub struct FillContext<'a> {
    /// Definitions.
    pub catalogus: &'a Catalogus,
    /// The folder of the document.
    pub dir: &'a Files,
    /// Groups of the document: id and name.
    pub groups: Vec<(String, String)>,
    /// Files read so far.
    sources: RefCell<BTreeMap<String, Option<Arc<Source>>>>,
    /// Changes to files.
    pub patches: RefCell<Vec<FilePatch>>,
    /// Abbreviations that the document explains, each with the id of the item it stands for, if any.
    pub(super) afkortingen: Vec<(String, Option<String>)>,
    /// What to report about cells, by their text.
    pub remarks: RefCell<Vec<CellRemark>>,
}

/// Something to report about the cell with this text.
#[derive(Debug, Clone)]
pub struct CellRemark {
    /// The text of the cell.
    pub text: String,
    /// Whether it cannot be imported.
    pub refused: bool,
    /// What is wrong.
    pub message: String,
    /// How to fix it.
    pub hint: &'static str,
}

/// The file that a text is in, and the part of it that is shown.
struct SourcePart {
    path: String,
    source: Arc<Source>,
    range: Range<usize>,
}

impl<'a> FillContext<'a> {
    /// The context of a document in a folder.
    pub fn new(catalogus: &'a Catalogus, dir: &'a Files, root: &Node) -> Self {
        let afkortingen = root.find("afkortingen").and_then(Node::as_map).unwrap_or_default();
        let groups = root.find("groepen").and_then(Node::as_map).unwrap_or_default();
        let name = |node: &Node, id: &str| node.as_text().map_or_else(|| id.to_owned(), |t| t.trim().to_owned());
        Self {
            catalogus,
            dir,
            groups: groups.iter().map(|p| (p.key.clone(), name(&p.value, &p.key))).collect(),
            sources: RefCell::default(),
            patches: RefCell::default(),
            afkortingen: afkortingen
                .iter()
                .map(|entry| {
                    let is = entry.value.find("is").and_then(Node::as_text);
                    let item = is.map(|is| is.rsplit_once('/').map_or(is, |(_, item)| item).to_owned());
                    (entry.key.clone(), item)
                })
                .collect(),
            remarks: RefCell::default(),
        }
    }

    fn part(&self, text: &str) -> Option<SourcePart> {
        let (path, heading) = refers(text)?;
        let source =
            self.sources.borrow_mut().entry(path.to_owned()).or_insert_with(|| self.dir.read_verbatim(path)).clone()?;
        let range = match heading {
            None => 0..source.text().len(),
            Some(heading) => Headings::of(source.text()).part(heading)?,
        };
        // Only the words: blank lines around them belong to the file.
        let piece = source.text().get(range.clone())?;
        let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
        let before = piece.len() - piece.trim_start_matches(blank).len();
        let length = piece.trim_matches(blank).len();
        let range =
            if length == 0 { range.end..range.end } else { range.start + before..range.start + before + length };
        Some(SourcePart { path: path.to_owned(), source, range })
    }

    /// A cell with a text, whether inline or in a file.
    pub fn text_cell(&self, node: Option<&Node>) -> FormCell {
        let Some(node) = node else { return FormCell::default() };
        let Some(text) = node.as_text() else { return FormCell::default() };
        match self.part(text) {
            Some(part) => {
                let span = Span::new(&part.source, part.range.start, part.range.end);
                FormCell::new(lines::to_cell(&tidy(span.text())), Some(span.clone()))
            }
            None => FormCell::new(lines::to_cell(&tidy(text)), Some(node.span.clone())),
        }
    }

    /// The edit for a text; a text in a file is changed there, and the node is kept.
    pub fn text_edit(&self, old: Option<&Node>, new: &str) -> Edit {
        let part = old.and_then(Node::as_text).and_then(|text| self.part(text));
        let Some(part) = part else {
            let old = old.and_then(Node::as_text).map(tidy).unwrap_or_default();
            return Edit::Text(lines::to_markdown(new, &old));
        };
        let old = tidy(part.source.text().get(part.range.clone()).unwrap_or_default());
        let new = &lines::to_markdown(new, &old);
        if old != *new {
            let crlf = part.source.text().contains("\r\n");
            let mut to = if crlf { new.replace('\n', "\r\n") } else { new.to_owned() };
            if part.range.is_empty() {
                let empty = part.source.text().is_empty() || part.source.text().ends_with("\n\n");
                to = format!("{}{to}\n", if empty { "" } else { "\n" });
            }
            self.patches.borrow_mut().push(FilePatch { path: part.path, from: part.range, to });
        }
        Edit::Keep
    }

    /// The place that a word means: an id of the list of places, by id, label of the section, name or synonym.
    pub fn plaats(&self, labels: &[(String, String)], word: &str) -> Option<String> {
        let lower = word.trim().to_lowercase();
        let label = labels.iter().find(|(id, label)| *id == lower || label.to_lowercase() == lower);
        label
            .map(|(id, _)| id.clone())
            .or_else(|| self.catalogus.plaatsen().and_then(|l| l.find(word)).map(|(_, item)| item.id.clone()))
    }

    /// The name of a place: the section's label, else its name in the list, else the id.
    pub fn plaats_name(&self, labels: &[(String, String)], id: &str) -> String {
        let label = labels.iter().find(|(own, _)| own == id).map(|(_, label)| label.clone());
        label
            .or_else(|| self.catalogus.plaatsen().and_then(|l| l.by_id(id)).map(|(_, item)| item.name.clone()))
            .unwrap_or_else(|| id.to_owned())
    }
}
