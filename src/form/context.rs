//! What answers are laid out against: definitions, texts in files next to the document, and the changes due in those.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::files::Files;
use crate::model::catalogus::Catalogus;
use crate::reading::texts::refers;
use crate::source::{Source, Span};
use crate::text::{Headings, names};
use crate::yaml::{Edit, Node, Value};

use super::{AnswerRefusal, CellAddress, FormCell, lines, one_line, short, tidy};

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
pub struct FormContext<'a> {
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
    /// Answers that cannot be written to the file.
    pub refusals: RefCell<Vec<AnswerRefusal>>,
    /// Abbreviations that the document explains, each with the id of the item it stands for, if any.
    afkortingen: Vec<(String, Option<String>)>,
    /// What to report about cells, by their text.
    pub(super) remarks: RefCell<Vec<CellRemark>>,
}

/// Something to report about the cell with this text.
#[derive(Debug, Clone)]
pub(super) struct CellRemark {
    /// The text of the cell.
    pub(super) text: String,
    /// Whether it cannot be imported.
    pub(super) refused: bool,
    /// What is wrong.
    pub(super) message: String,
    /// How to fix it.
    pub(super) hint: &'static str,
}

/// The file that a text is in, and the part of it that is shown.
struct SourcePart {
    path: String,
    source: Arc<Source>,
    range: Range<usize>,
}

impl<'a> FormContext<'a> {
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
            refusals: RefCell::default(),
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

    /// Refuses an answer.
    pub fn refuse(&self, address: CellAddress, message: impl Into<String>, hint: impl Into<String>) {
        let refusal = AnswerRefusal { address, message: message.into(), hint: hint.into() };
        self.refusals.borrow_mut().push(refusal);
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

/// The trimmed text of a value; empty when it is no text.
pub(super) fn word(node: Option<&Node>) -> String {
    node.and_then(Node::as_text).map(|t| t.trim().to_owned()).unwrap_or_default()
}

/// A tree as a self-contained edit: what was typed, without comments.
pub(super) fn copy(node: &Node) -> Edit {
    match &node.value {
        Value::Empty => Edit::Empty,
        Value::Text(scalar) => Edit::Text(scalar.text.clone()),
        Value::List(nodes) => Edit::List(nodes.iter().map(|k| (None, copy(k))).collect()),
        Value::Map(entries) => Edit::Map(entries.iter().map(|p| (p.key.clone(), copy(&p.value))).collect()),
    }
}

/// The elements of a value: those of a list, or the value itself.
pub(super) fn elements(node: Option<&Node>) -> &[Node] {
    node.map(crate::reading::as_nodes).unwrap_or_default()
}

/// A name with its remark: `mentor`, or `mentor: op dinsdag`.
pub(super) fn name_and_noot(node: &Node) -> Option<(&str, Option<&Node>)> {
    match &node.value {
        Value::Text(scalar) => Some((scalar.text.trim(), None)),
        Value::Map(entries) => match &entries[..] {
            [entry] => Some((entry.key.trim(), Some(&entry.value))),
            _ => None,
        },
        Value::Empty | Value::List(_) => None,
    }
}

/// How names of a list are shown, and what is written for what somebody types.
pub(super) struct NameRules<'f> {
    /// The name to show for a word in the file.
    pub(super) show: &'f dyn Fn(&str) -> String,
    /// The word to write for a name in a cell.
    pub(super) write: &'f dyn Fn(&str) -> String,
    /// Whether a name is known.
    pub(super) known: &'f dyn Fn(&str) -> bool,
}

/// Names that are shown and written as they were typed.
pub(super) const AS_TYPED: NameRules<'static> =
    NameRules { show: &|text: &str| text.to_owned(), write: &|text: &str| text.to_owned(), known: &|_| false };

impl FormContext<'_> {
    /// A cell with names, one per line. Names that say more than a remark do not fit in it, so it is read-only then.
    pub(super) fn names_cell(&self, node: Option<&Node>, names: &NameRules<'_>) -> FormCell {
        let all = elements(node).iter().filter(|k| !k.is_empty());
        let more = |k: &Node| name_and_noot(k).is_some_and(|(_, noot)| noot.is_some_and(|n| n.as_map().is_some()));
        let closed = all.clone().any(more);
        let lines: Vec<String> = all.map(|k| self.name_line(k, names)).collect();
        FormCell { closed, ..FormCell::new(lines.join("\n"), node.map(|k| k.span.clone())) }
    }

    /// Reports names in a cell that cannot be told apart.
    fn report_names(&self, cell: &str, names: &names::Cell) {
        let say = |refused: bool, message: String, hint: &'static str| {
            self.remarks.borrow_mut().push(CellRemark { text: cell.to_owned(), refused, message, hint });
        };
        for line in &names.mixed {
            say(
                true,
                format!("hier staan meer namen achter elkaar: `{}`", short(line)),
                "zet elke naam op een eigen regel in dit vak (Alt+Enter)",
            );
        }
        for line in &names.lumped {
            say(
                false,
                format!("`{}` telt als één naam", short(line)),
                "zijn het er meer, zet dan elke naam op een eigen regel in dit vak (Alt+Enter)",
            );
        }
    }

    fn name_line(&self, node: &Node, names: &NameRules<'_>) -> String {
        match name_and_noot(node) {
            Some((name, None)) => one_line(&(names.show)(name)),
            Some((name, Some(noot))) => {
                let noot = if noot.as_map().is_some() { noot.find("noot") } else { Some(noot) };
                let Some(noot) = noot else { return one_line(&(names.show)(name)) };
                let noot = one_line(&self.text_cell(Some(noot)).text);
                one_line(&format!("{}: {noot}", (names.show)(name)))
            }
            None => String::new(),
        }
    }

    /// The edit for names; `None` when there are none.
    pub(super) fn names_edit(
        &self,
        old: Option<&Node>,
        new: &str,
        names: &NameRules<'_>,
        single: bool,
    ) -> Option<Edit> {
        let lijst = old.is_some_and(|k| matches!(k.value, Value::List(_)));
        let old_ones: Vec<(usize, String)> =
            elements(old).iter().enumerate().map(|(i, k)| (i, self.name_line(k, names))).collect();
        let mut left_over = old_ones;
        let mut out = Vec::new();
        let means = |name: &str| {
            let item = (names.known)(name).then(|| (names.write)(name));
            let afkorting = || self.afkortingen.iter().find(|(short, _)| short == name);
            item.or_else(|| afkorting().map(|(short, is)| is.as_ref().unwrap_or(short).clone()))
        };
        let parsed = names::read_cell(new, means);
        self.report_names(new, &parsed);
        for line in parsed.lines {
            if let Some(i) = left_over.iter().position(|(_, old)| *old == line) {
                let (index, _) = left_over.remove(i);
                let old = elements(old).get(index);
                out.push(if lijst { (Some(index), Edit::Keep) } else { (None, old.map_or(Edit::Empty, copy)) });
            } else {
                out.push((None, name_edit(&line, names)));
            }
        }
        match (out.len(), single) {
            (0, _) => None,
            (1, true) if !lijst => out.pop().map(|(_, edit)| edit),
            _ => Some(Edit::List(out)),
        }
    }
}

fn name_edit(line: &str, names: &NameRules<'_>) -> Edit {
    let whole = (names.write)(line);
    if whole == line
        && let Some((name, noot)) = line.split_once(": ")
        && !noot.trim().is_empty()
    {
        return Edit::Map(vec![((names.write)(name.trim()), Edit::Text(noot.trim().to_owned()))]);
    }
    Edit::Text(whole)
}
