//! Names in a cell, one per line: how they are shown, and what is written for what somebody types.

use std::sync::Arc;

use crate::model::lijst::{Lijst, Schaal};
use crate::text::{names, one_line};
use crate::yaml::{Edit, Node, Value};

use super::cell::{FormCell, short};
use super::context::{CellRemark, FillContext};
use super::tree::{copy, elements, name_and_noot};

/// What names may mean, and so how they are shown and written.
#[derive(Debug, Clone, Copy)]
pub enum Names<'s> {
    /// Anything; as typed.
    AsTyped,
    /// Values of a scale: shown by name, written by their short form.
    Schaal(&'s Schaal),
    /// Words (id and name), else items of lists: shown by name, written by id.
    Known {
        /// The words; an item with the same id is shown by the name that it has here.
        words: &'s [(String, String)],
        /// The lists.
        lijsten: &'s [Arc<Lijst>],
    },
}

impl Names<'_> {
    /// The id and the name of what a text means, if it is known.
    fn find(&self, text: &str) -> Option<(&str, String)> {
        match self {
            Self::AsTyped => None,
            Self::Schaal(schaal) => {
                let value = schaal.values.get(schaal.find(text)?)?;
                Some((value.short.as_ref().unwrap_or(&value.id), one_line(&value.name)))
            }
            Self::Known { words, lijsten } => {
                let lower = text.trim().to_lowercase();
                let same = |name: &str| one_line(name).to_lowercase() == one_line(&lower);
                if let Some((id, name)) = words.iter().find(|(id, name)| *id == lower || same(name)) {
                    return Some((id, one_line(name)));
                }
                let (_, item) = lijsten.iter().find_map(|lijst| lijst.find(text))?;
                let own = words.iter().find(|(id, _)| *id == item.id).map(|(_, name)| name);
                Some((&item.id, one_line(own.unwrap_or(&item.name))))
            }
        }
    }

    /// The name to show for a word in the file.
    pub fn show(&self, text: &str) -> String {
        self.find(text).map_or_else(|| text.to_owned(), |(_, name)| name)
    }

    /// The word to write for a name in a cell.
    pub fn write(&self, text: &str) -> String {
        self.find(text).map_or_else(|| text.to_owned(), |(id, _)| id.to_owned())
    }

    /// Whether a name is known.
    pub fn known(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

impl FillContext<'_> {
    /// A cell with names, one per line. Names that say more than a remark do not fit in it, so it is read-only then.
    pub fn names_cell(&self, node: Option<&Node>, names: &Names<'_>) -> FormCell {
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

    fn name_line(&self, node: &Node, names: &Names<'_>) -> String {
        match name_and_noot(node) {
            Some((name, None)) => one_line(&names.show(name)),
            Some((name, Some(noot))) => {
                let noot = if noot.as_map().is_some() { noot.find("noot") } else { Some(noot) };
                let Some(noot) = noot else { return one_line(&names.show(name)) };
                let noot = one_line(&self.text_cell(Some(noot)).text);
                one_line(&format!("{}: {noot}", names.show(name)))
            }
            None => String::new(),
        }
    }

    /// The edit for names; `None` when there are none.
    pub fn names_edit(&self, old: Option<&Node>, new: &str, names: &Names<'_>, single: bool) -> Option<Edit> {
        let lijst = old.is_some_and(|k| matches!(k.value, Value::List(_)));
        let old_ones: Vec<(usize, String)> =
            elements(old).iter().enumerate().map(|(i, k)| (i, self.name_line(k, names))).collect();
        let mut left_over = old_ones;
        let mut out = Vec::new();
        let means = |name: &str| {
            let item = names.known(name).then(|| names.write(name));
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

fn name_edit(line: &str, names: &Names<'_>) -> Edit {
    let whole = names.write(line);
    if whole == line
        && let Some((name, noot)) = line.split_once(": ")
        && !noot.trim().is_empty()
    {
        return Edit::Map(vec![(names.write(name.trim()), Edit::Text(noot.trim().to_owned()))]);
    }
    Edit::Text(whole)
}
