//! A document as a form, and the changes to a form as an edit of the document.

use std::collections::BTreeSet;

use crate::model::formaat::Formaat;
use crate::text::word_list;
use crate::vormen::{Vorm, vorm};
use crate::yaml::{Edit, MapEdit, Node};

use super::answers::Answers;
use super::context::FormContext;
use super::{Changes, Form, RowSheet, Sheet, SheetContent, asked, heading, own, route, rows, sectie};

/// The document that a form is about.
#[derive(Debug, Clone, Copy)]
pub struct Onderwerp<'a> {
    /// Its format.
    pub formaat: &'a Formaat,
    /// Its tree.
    pub root: &'a Node,
    /// The school's name; without it the form asks for name and year.
    pub school: Option<&'a str>,
    /// Its school year.
    pub schooljaar: &'a str,
}

/// Lays a document out as a form.
pub fn form(onderwerp: &Onderwerp<'_>, ctx: &FormContext<'_>) -> Form {
    let Onderwerp { formaat, root, school, schooljaar } = onderwerp;
    let answers = Answers::of(root);
    let mut names = SheetNames::default();
    let parts =
        vec![heading::school(*school, schooljaar), heading::dates(root), heading::reviewed(formaat, root, answers)];
    let mut sheets = vec![Sheet {
        name: names.give("Begin"),
        title: formaat.title.clone(),
        content: SheetContent::Questions(parts),
    }];
    for hoofdstuk in &formaat.hoofdstukken {
        let secties: Vec<_> = hoofdstuk.secties.iter().filter(|s| asked::asks_something(s)).collect();
        if secties.is_empty() {
            continue;
        }
        let name = names.give(&hoofdstuk.title);
        let mut parts = Vec::new();
        let mut row_sheets = Vec::new();
        for sectie in secties {
            let node = answers.find(&sectie.id).filter(|k| !k.is_empty());
            let mut own = sectie::parts(sectie, node, ctx);
            if let Some(rows) = row_sheet(sectie, node, ctx) {
                let sheet = names.give(&sectie.title);
                if let Some(first) = own.first_mut() {
                    first.help.push(format!("De rijen vult u in op het blad \u{201c}{sheet}\u{201d}."));
                }
                row_sheets.push(Sheet { name: sheet, title: sectie.title.clone(), content: SheetContent::Rows(rows) });
            }
            parts.append(&mut own);
        }
        sheets.push(Sheet { name, title: hoofdstuk.title.clone(), content: SheetContent::Questions(parts) });
        sheets.append(&mut row_sheets);
    }
    if let Some(sheet) = own::aanbod_sheet(formaat, answers, ctx) {
        let name = names.give("Eigen aanbod");
        sheets.push(Sheet { name, title: "Eigen aanbod".to_owned(), content: SheetContent::Rows(sheet) });
    }
    let name = names.give("Afkortingen");
    let content = SheetContent::Rows(own::afkortingen_sheet(root));
    sheets.push(Sheet { name, title: "Afkortingen".to_owned(), content });
    Form { sheets }
}

fn row_sheet(sectie: &crate::model::formaat::Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> Option<RowSheet> {
    match vorm(sectie.soort) {
        Vorm::Rows => Some(rows::sheet(sectie, node, ctx)),
        Vorm::Graaf => Some(route::sheet(sectie, node, ctx)),
        Vorm::Text | Vorm::Fields | Vorm::Items => None,
    }
}

/// The edit of the document. Refused answers end up in `ctx.refusals`, changes to text files in `ctx.fill.patches`.
pub fn edit(onderwerp: &Onderwerp<'_>, changes: &Changes, ctx: &FormContext<'_>) -> Edit {
    let Onderwerp { formaat, root, .. } = onderwerp;
    let answers = Answers::of(root);
    let mut map = MapEdit::of(Some(root));
    heading::apply(formaat, root, answers, &mut map, changes);
    if let Some(new) = changes.rows.get(own::AFKORTINGEN)
        && let Some(edit) = own::afkortingen(root, new, ctx)
    {
        map.set_after(
            &["formaat", "schooljaar", "periode", "status", "peildatum", "vastgesteld", "geldig-tot", "groepen"],
            "afkortingen",
            edit,
        );
    }
    let own_aanbod = changes.rows.get(own::OWN_AANBOD);
    let own_aanbod = own_aanbod.map(|new| own::per_sectie(formaat, answers, new, ctx)).unwrap_or_default();
    let mut edits = Vec::new();
    for sectie in formaat.secties() {
        let own = own_aanbod.get(sectie.id.as_str()).map(Vec::as_slice);
        if asked::asks_something(sectie) && (own.is_some() || is_touched(&sectie.id, changes)) {
            edits.push((sectie.id.as_str(), sectie::edit(sectie, answers.find(&sectie.id), changes, own, ctx)));
        }
    }
    let all: Vec<&str> = formaat.secties().map(|sectie| sectie.id.as_str()).collect();
    answers.put(edits, &all, &mut map);
    map.finish()
}

/// Whether a cell or a row of a section was changed.
fn is_touched(sectie: &str, changes: &Changes) -> bool {
    let begin = format!("{sectie}/");
    let reviewed = format!("@nagekeken/{sectie}");
    changes.rows.contains_key(sectie)
        || changes.cells.keys().any(|(key, _)| key.starts_with(&begin) || *key == reviewed)
}

/// The sheet names given out: short, unique, without characters that a spreadsheet refuses.
#[derive(Default)]
struct SheetNames(BTreeSet<String>);

/// The longest name of a sheet, in UTF-16 units.
const MAX_NAME: usize = 31;

/// The least to keep of a name that is cut at a word, in bytes.
const MIN_NAME: usize = 8;
/// Words that a shortened name should not end with.
const CONJUNCTIONS: &[&str] = word_list!("geen-einde-van-een-naam.txt");

impl SheetNames {
    fn give(&mut self, title: &str) -> String {
        let tidy: String =
            title.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c }).collect();
        let tidy = super::one_line(&tidy);
        let tidy = if tidy.is_empty() { "Blad".to_owned() } else { tidy };
        for number in 1_usize.. {
            let suffix = if number == 1 { String::new() } else { format!(" {number}") };
            // XLSX counts a sheet's name in UTF-16 units.
            let mut name = tidy.clone();
            let mut gone = None;
            while name.encode_utf16().count() + suffix.len() > MAX_NAME {
                gone = name.pop();
            }
            // Cut between words, unless that leaves too little.
            if gone.is_some_and(|character| character != ' ')
                && let Some(space) = name.rfind(' ').filter(|i| *i >= MIN_NAME)
            {
                name.truncate(space);
            }
            if gone.is_some() {
                while let Some((begin, _)) = name.rsplit_once(' ').filter(|(_, word)| CONJUNCTIONS.contains(word)) {
                    name.truncate(begin.len());
                }
            }
            let name = format!("{}{suffix}", name.trim_end());
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
        }
        tidy
    }
}
