//! The files in a workbook, and the XML in them.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};
use std::ops::ControlFlow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::super::problem::{Problem, broken};

/// The files in a workbook, by name.
pub(super) struct Parts<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The index of each file by its name in lower case: not every program is careful with capitals.
    index: BTreeMap<String, usize>,
}

/// An event of XML. Names are without their prefix.
pub(super) enum Node<'e> {
    Open(&'e str, &'e BytesStart<'e>),
    Close(&'e str),
    Text(&'e str),
}

/// A relationship of a file in a workbook: id, kind (the last part of its type) and path.
pub(super) struct Target {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) path: String,
}

impl<'b> Parts<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Problem> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        let mut index = BTreeMap::new();
        for i in 0..zip.len() {
            let part = zip.by_index_raw(i).map_err(|_| broken())?;
            if let Ok(name) = part.name() {
                index.insert(name.replace('\\', "/").to_lowercase(), i);
            }
        }
        Ok(Self { zip, index })
    }

    /// Passes the XML of a file to `see`, until that breaks; nothing when there is no such file.
    pub(super) fn walk(&mut self, path: &str, see: &mut dyn FnMut(Node<'_>) -> ControlFlow<()>) -> Result<(), Problem> {
        let Some(i) = self.index.get(&path.to_lowercase()) else { return Ok(()) };
        let part = self.zip.by_index(*i).map_err(|_| broken())?;
        walk(part, see)
    }

    /// The sheets: name and path.
    pub(super) fn sheets(&mut self) -> Result<Vec<(String, String)>, Problem> {
        let targets = self.targets("xl/workbook.xml")?;
        let mut out = Vec::new();
        self.walk("xl/workbook.xml", &mut |node| {
            if let Node::Open("sheet", tag) = node
                && let (Some(name), Some(id)) = (attribute(tag, "name"), relation(tag))
                && let Some(target) = targets.iter().find(|t| t.id == id)
            {
                out.push((name, target.path.clone()));
            }
            ControlFlow::Continue(())
        })?;
        Ok(out)
    }

    /// The relationships of a file.
    pub(super) fn targets(&mut self, path: &str) -> Result<Vec<Target>, Problem> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut out = Vec::new();
        self.walk(&format!("{folder}/_rels/{name}.rels"), &mut |node| {
            if let Node::Open("Relationship", tag) = node
                && let (Some(id), Some(kind), Some(to)) =
                    (attribute(tag, "Id"), attribute(tag, "Type"), attribute(tag, "Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                out.push(Target { id, kind, path: resolve(folder, &to) });
            }
            ControlFlow::Continue(())
        })?;
        Ok(out)
    }
}

/// Resolves a path in a file against the folder of that file.
fn resolve(folder: &str, to: &str) -> String {
    let mut steps: Vec<&str> = if to.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in to.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn walk(part: impl Read, see: &mut dyn FnMut(Node<'_>) -> ControlFlow<()>) -> Result<(), Problem> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_dangling_amp = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let step = match reader.read_event_into(&mut buffer).map_err(|_| broken())? {
            Event::Eof => return Ok(()),
            Event::Start(tag) => see(Node::Open(tag.local_name().as_ref(), &tag)),
            Event::End(tag) => see(Node::Close(tag.local_name().as_ref())),
            Event::Text(text) => see(Node::Text(&text.xml10_content())),
            Event::CData(text) => see(Node::Text(&text.xml10_content())),
            // `&amp;` and `&#10;` come as events of their own; unknown entities are kept as written.
            Event::GeneralRef(name) => {
                let raw = format!("&{};", name.xml10_content());
                see(Node::Text(&unescape(&raw).unwrap_or_else(|_| raw.as_str().into())))
            }
            _ => ControlFlow::Continue(()),
        };
        if step.is_break() {
            return Ok(());
        }
    }
}

/// The value of an attribute, by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let found = all.with_checks(false).map_while(Result::ok).find(|a| a.key.local_name().as_ref() == name)?;
    Some(unescape(&found.value).map_or_else(|_| found.value.clone().into_owned(), |text| text.into_owned()))
}

/// The relationship of a sheet: `r:id`; the prefix tells it from a plain `id`.
fn relation(tag: &BytesStart<'_>) -> Option<String> {
    let mut all = tag.attributes();
    let found = all
        .with_checks(false)
        .map_while(Result::ok)
        .find(|a| a.key.local_name().as_ref() == "id" && a.key.as_ref() != "id")?;
    Some(found.value.into_owned())
}

/// Whether a boolean attribute is true.
pub(super) fn is_on(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}

/// Whether an element that means yes by being there (`<strike/>`) does: `val="0"` negates it.
pub(super) fn says_yes(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

/// A number in an attribute.
pub(super) fn number<T: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(tag, name)?.trim().parse().ok()
}

/// Row and column, from 0, of a reference such as `D12`; of a range, its first cell.
pub(super) fn cell(reference: &str) -> Option<(u32, u32)> {
    let first = reference.split(':').next()?.trim().trim_matches('$');
    let split = first.find(|c: char| c.is_ascii_digit() || c == '$')?;
    let (letters, digits) = first.split_at(split);
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        let value = u32::from(letter.to_ascii_uppercase().checked_sub(b'A').filter(|v| *v < 26)?) + 1;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let row: u32 = digits.trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// A text with plain line ends: XLSX writes a carriage return as `_x000D_`.
pub(super) fn plain(text: &str) -> String {
    text.replace("_x000D_", "").replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_spreadsheets_name_them() {
        assert_eq!(cell("A1"), Some((0, 0)));
        assert_eq!(cell("D42"), Some((41, 3)));
        assert_eq!(cell("AA7:AC9"), Some((6, 26)));
        assert_eq!(cell("$B$3"), Some((2, 1)));
        for wrong in ["", "12", "D", "D0", "ZZZZZZZZZZ1", "é1", "D99999999999"] {
            assert_eq!(cell(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_path_counts_from_the_folder_it_stands_in() {
        assert_eq!(resolve("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/worksheets", "/xl/drawings/drawing1.xml"), "xl/drawings/drawing1.xml");
        assert_eq!(resolve("xl", "../../../etc/passwd"), "etc/passwd");
    }
}
