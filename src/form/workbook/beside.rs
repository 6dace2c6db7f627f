//! What a sheet holds besides cells: notes, threaded comments, pictures, text boxes. None of it is an answer.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::super::problem::{MAX_COLUMNS, MAX_ROWS, Problem};
use super::super::tidy;
use super::parts::{Node, Parts, attribute, cell, plain};

/// Something that is no cell, and the cell it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum SheetExtra {
    /// A note or a thread of comments on a cell.
    Note { row: u32, column: u32, text: String },
    /// A picture or a drawing, with the text in it.
    Drawing { row: u32, column: u32, text: String },
}

/// The most that are reported per sheet.
const MOST: usize = 500;

pub(super) fn read(parts: &mut Parts<'_>, sheet: &str) -> Result<Vec<SheetExtra>, Problem> {
    let targets = parts.targets(sheet)?;
    let of_kind = |kind: &str| -> Vec<&str> {
        targets.iter().filter(|t| t.kind.eq_ignore_ascii_case(kind)).map(|t| t.path.as_str()).collect()
    };
    let mut notes: BTreeMap<(u32, u32), String> = BTreeMap::new();
    for path in of_kind("threadedComment") {
        conversations(parts, path, &mut notes)?;
    }
    let mut plain_notes = BTreeMap::new();
    for path in of_kind("comments") {
        comments(parts, path, &mut plain_notes)?;
    }
    // A thread also leaves a copy of itself as a note, with an explanation for older programs.
    for (place, text) in plain_notes {
        notes.entry(place).or_insert(text);
    }
    let within = |row: u32, column: u32| (row.min(MAX_ROWS), column.min(MAX_COLUMNS));
    let mut out: Vec<SheetExtra> = notes
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|((row, column), text)| {
            let (row, column) = within(row, column);
            SheetExtra::Note { row, column, text }
        })
        .collect();
    for path in of_kind("drawing") {
        drawings(parts, path, &mut out)?;
    }
    out.truncate(MOST);
    Ok(out)
}

/// Notes, without the name of their author.
fn comments(parts: &mut Parts<'_>, path: &str, out: &mut BTreeMap<(u32, u32), String>) -> Result<(), Problem> {
    let mut authors: Vec<String> = Vec::new();
    let mut now: Option<((u32, u32), Option<usize>, String)> = None;
    let (mut in_author, mut in_text, mut phonetic) = (false, false, false);
    parts.walk(path, &mut |node| {
        match node {
            Node::Open("author", _) => {
                in_author = true;
                authors.push(String::new());
            }
            Node::Close("author") => in_author = false,
            Node::Open("comment", tag) => {
                let author = attribute(tag, "authorId").and_then(|id| id.parse().ok());
                now = attribute(tag, "ref").and_then(|r| cell(&r)).map(|place| (place, author, String::new()));
            }
            Node::Close("comment") => {
                if let Some((place, author, text)) = now.take().filter(|_| out.len() < MOST) {
                    let author = author.and_then(|i| authors.get(i)).map(String::as_str).unwrap_or_default();
                    out.insert(place, without_author(&plain(&text), author));
                }
            }
            Node::Open("rPh", _) => phonetic = true,
            Node::Close("rPh") => phonetic = false,
            Node::Open("t", _) => in_text = !phonetic,
            Node::Close("t") => in_text = false,
            Node::Text(text) if in_author => {
                if let Some(author) = authors.last_mut() {
                    author.push_str(text);
                }
            }
            Node::Text(text) if in_text => {
                if let Some((_, _, note)) = &mut now {
                    note.push_str(text);
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    })
}

/// Strips the name of the author, with which spreadsheets begin a note.
fn without_author(text: &str, author: &str) -> String {
    let text = tidy(text);
    let rest = text.strip_prefix(author.trim()).and_then(|rest| rest.strip_prefix(':'));
    rest.filter(|_| !author.trim().is_empty()).map_or_else(|| text.clone(), |rest| rest.trim().to_owned())
}

/// Threaded comments of newer programs, with their replies.
fn conversations(parts: &mut Parts<'_>, path: &str, out: &mut BTreeMap<(u32, u32), String>) -> Result<(), Problem> {
    let mut now: Option<(u32, u32)> = None;
    let (mut in_text, mut text) = (false, String::new());
    parts.walk(path, &mut |node| {
        match node {
            Node::Open("threadedComment", tag) => now = attribute(tag, "ref").and_then(|r| cell(&r)),
            Node::Open("text", _) => in_text = true,
            Node::Close("text") => in_text = false,
            Node::Text(part) if in_text => text.push_str(part),
            Node::Close("threadedComment") => {
                let said = tidy(&plain(&std::mem::take(&mut text)));
                if let Some(place) = now.take().filter(|place| out.len() < MOST || out.contains_key(place)) {
                    let all = out.entry(place).or_default();
                    if !all.is_empty() {
                        all.push_str(" / ");
                    }
                    all.push_str(&said);
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    })
}

/// Pictures and shapes, with the text in a shape.
fn drawings(parts: &mut Parts<'_>, path: &str, out: &mut Vec<SheetExtra>) -> Result<(), Problem> {
    let (mut row, mut column, mut text) = (0, 0, String::new());
    let (mut in_from, mut field, mut depth) = (false, String::new(), 0_u32);
    parts.walk(path, &mut |node| {
        match node {
            Node::Open("twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor", _) => (row, column) = (0, 0),
            Node::Open("from", _) => in_from = true,
            Node::Close("from") => in_from = false,
            Node::Open(name @ ("row" | "col"), _) if in_from => field = name.to_owned(),
            Node::Close("row" | "col") => field.clear(),
            Node::Open("t", _) => field = "t".to_owned(),
            Node::Close("t") => field.clear(),
            // The end of a paragraph in a text box.
            Node::Close("p") => text.push(' '),
            Node::Text(part) => match field.as_str() {
                "row" => row = part.trim().parse().unwrap_or(0),
                "col" => column = part.trim().parse().unwrap_or(0),
                "t" => text.push_str(part),
                _ => {}
            },
            Node::Open("pic" | "sp" | "graphicFrame" | "cxnSp" | "grpSp", _) => depth += 1,
            Node::Close("pic" | "sp" | "graphicFrame" | "cxnSp" | "grpSp") => {
                depth = depth.saturating_sub(1);
                if depth == 0 && out.len() < MOST {
                    let text = super::super::one_line(&tidy(&std::mem::take(&mut text)));
                    out.push(SheetExtra::Drawing { row: row.min(MAX_ROWS), column: column.min(MAX_COLUMNS), text });
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    })
}
