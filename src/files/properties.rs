//! What a file tells of itself: who wrote it, who saved it last, for which organisation.
//!
//! Office programs and makers of PDFs write that into every file, and nobody sees it on the page. Whatever a file holds,
//! reading it is bounded and gives at worst nothing.

use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

/// The most bytes of properties that are read.
const MAX_PROPERTIES: u64 = 200_000;
/// The most parts of an office file.
const MAX_PARTS: usize = 20_000;
/// The most characters of a name.
const MAX_NAME: usize = 80;
/// The most names of a file.
const MAX_NAMES: usize = 10;

/// What a property says of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who wrote the file.
    Author,
    /// Who saved or printed it last.
    LastSaved,
    /// Whose program it was written with.
    Organization,
}

/// A name in the properties of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// What it is.
    pub role: Role,
    /// The name, on one line.
    pub name: String,
}

/// The names in the properties of a file of this name; none if it has none, or cannot be read.
pub fn of_file(path: &str, bytes: &[u8]) -> Vec<Property> {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    let mut found = match extension.as_str() {
        "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" => of_office(bytes),
        "pdf" => of_pdf(bytes),
        _ => Vec::new(),
    };
    found.sort_by_key(|property| property.role);
    let mut out: Vec<Property> = Vec::new();
    for property in found {
        let known =
            out.iter().any(|p| p.role == property.role && p.name.to_lowercase() == property.name.to_lowercase());
        if !known && out.len() < MAX_NAMES {
            out.push(property);
        }
    }
    out
}

/// A name as it can be told; none if it says nothing.
fn property(role: Role, name: &str) -> Option<Property> {
    let visible: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let name = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    let says = name.chars().any(char::is_alphabetic);
    says.then(|| Property { role, name: crate::text::sentences::truncate(&name, MAX_NAME) })
}

fn of_office(bytes: &[u8]) -> Vec<Property> {
    let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    if zip.len() > MAX_PARTS {
        return Vec::new();
    }
    let mut out = Vec::new();
    for part in ["docProps/core.xml", "docProps/app.xml", "meta.xml"] {
        let Ok(file) = zip.by_name(part) else { continue };
        let mut xml = Vec::new();
        // A part that unpacks to more is no list of properties.
        if file.take(MAX_PROPERTIES + 1).read_to_end(&mut xml).is_ok() && xml.len() as u64 <= MAX_PROPERTIES {
            out.extend(of_xml(&xml));
        }
    }
    out
}

/// The names in XML of properties: of Office (`creator`, `lastModifiedBy`, `Company`, `Manager`), of OpenDocument
/// (`initial-creator`, `creator`, `printed-by`), and of a PDF (`creator`).
fn of_xml(xml: &[u8]) -> Vec<Property> {
    let text = String::from_utf8_lossy(xml);
    let open_document = text.contains("office:document-meta");
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_dangling_amp = true;
    // The properties that are open, and what they say so far.
    let (mut open, mut out): (Option<(Role, String)>, Vec<Property>) = (None, Vec::new());
    loop {
        match reader.read_event() {
            Err(_) | Ok(Event::Eof) => return out,
            Ok(Event::Start(tag)) => {
                let role = match tag.local_name().as_ref() {
                    // OpenDocument says by `creator` who saved it.
                    "creator" if open_document => Some(Role::LastSaved),
                    "creator" | "initial-creator" | "Manager" => Some(Role::Author),
                    "lastModifiedBy" | "printed-by" => Some(Role::LastSaved),
                    "Company" => Some(Role::Organization),
                    _ => None,
                };
                open = role.map(|role| (role, String::new())).or(open);
            }
            Ok(Event::End(tag)) => {
                let named = ["creator", "initial-creator", "Manager", "lastModifiedBy", "printed-by", "Company", "li"];
                if named.contains(&tag.local_name().as_ref())
                    && let Some((role, said)) = &mut open
                {
                    out.extend(property(*role, said));
                    said.clear();
                    if tag.local_name().as_ref() != "li" {
                        open = None;
                    }
                }
            }
            Ok(Event::Text(text)) => add(&mut open, &text.xml10_content()),
            Ok(Event::CData(text)) => add(&mut open, &text.xml10_content()),
            Ok(Event::GeneralRef(name)) => {
                let raw = format!("&{};", name.xml10_content());
                add(&mut open, &unescape(&raw).unwrap_or_else(|_| raw.as_str().into()));
            }
            Ok(_) => {}
        }
    }
}

fn add(open: &mut Option<(Role, String)>, text: &str) {
    if let Some((_, said)) = open {
        said.push_str(text);
    }
}

fn of_pdf(bytes: &[u8]) -> Vec<Property> {
    let mut out: Vec<Property> = author(bytes).and_then(|name| property(Role::Author, &name)).into_iter().collect();
    // Its XMP is there to be found without reading the PDF.
    let mut rest = bytes;
    for _ in 0..MAX_NAMES {
        let Some(begin) = find(rest, b"<x:xmpmeta") else { break };
        rest = rest.get(begin..).unwrap_or_default();
        let end = find(rest, b"</x:xmpmeta>").unwrap_or(rest.len()).min(MAX_PROPERTIES as usize);
        let (packet, after) = rest.split_at(end);
        out.extend(of_xml(packet));
        rest = after;
    }
    out
}

/// The author in the list of a PDF that tells of itself.
fn author(bytes: &[u8]) -> Option<String> {
    // Whatever a file does to its reader, the site is made without its name.
    let read = || hayro_syntax::Pdf::new(bytes.to_vec()).ok()?.metadata().author.clone();
    let name = catch_unwind(AssertUnwindSafe(read)).ok()??;
    Some(match name.as_slice() {
        [0xfe, 0xff, utf_16 @ ..] => {
            let units: Vec<u16> = utf_16.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xef, 0xbb, 0xbf, utf_8 @ ..] => String::from_utf8_lossy(utf_8).into_owned(),
        // Most of its own code is that of Latin 1.
        other => other.iter().map(|byte| char::from(*byte)).collect(),
    })
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut at = 0;
    while let Some(next) = bytes.get(at..)?.iter().position(|byte| *byte == first) {
        at += next;
        if bytes.get(at..)?.starts_with(what) {
            return Some(at);
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::SimpleFileOptions;

    use super::{Property, Role, of_file};

    fn office(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn pdf(info: &str, more: &str) -> Vec<u8> {
        format!(
            "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
             3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n4 0 obj\n<<{info}>>\nendobj\n{more}\n\
             trailer\n<</Root 1 0 R/Info 4 0 R/Size 5>>\n%%EOF\n"
        )
        .into_bytes()
    }

    #[track_caller]
    fn tells(path: &str, bytes: &[u8], expected: &[(Role, &str)]) {
        let expected: Vec<Property> =
            expected.iter().map(|(role, name)| Property { role: *role, name: (*name).to_owned() }).collect();
        assert_eq!(of_file(path, bytes), expected, "{path}");
    }

    const CORE: &str = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>Plan</dc:title><dc:creator>J. Jansen &amp; \
                        co</dc:creator><cp:lastModifiedBy>Piet  Peters</cp:lastModifiedBy></cp:coreProperties>";

    #[test]
    fn office_files_tell_who_wrote_them_who_saved_them_and_where() {
        let app =
            "<Properties><Application>Word</Application><Company>De Linde</Company><Manager></Manager></Properties>";
        let word = office(&[("docProps/core.xml", CORE), ("docProps/app.xml", app)]);
        for path in ["plan.docx", "plan.XLSX", "plan.pptx"] {
            tells(
                path,
                &word,
                &[(Role::Author, "J. Jansen & co"), (Role::LastSaved, "Piet Peters"), (Role::Organization, "De Linde")],
            );
        }
        let meta = "<office:document-meta><office:meta><meta:initial-creator>Jan</meta:initial-creator><dc:creator>Piet\
                    </dc:creator><dc:title>Els</dc:title></office:meta></office:document-meta>";
        tells("plan.odt", &office(&[("meta.xml", meta)]), &[(Role::Author, "Jan"), (Role::LastSaved, "Piet")]);
        tells("plan.docx", &office(&[("word/document.xml", CORE)]), &[]);
    }

    #[test]
    fn a_pdf_tells_its_author_in_its_list_and_in_its_xmp() {
        tells("plan.pdf", &pdf("/Author(J. Jansen)/Creator(Word)/Title(Els)", ""), &[(Role::Author, "J. Jansen")]);
        tells("plan.pdf", &pdf("/Author<FEFF004A00F6>", ""), &[(Role::Author, "Jö")]);
        let xmp = "<x:xmpmeta><rdf:RDF><dc:creator><rdf:Seq><rdf:li>Jan</rdf:li><rdf:li>Els</rdf:li></rdf:Seq></dc:creator>\
                   <dc:title><rdf:Alt><rdf:li>Plan</rdf:li></rdf:Alt></dc:title></rdf:RDF></x:xmpmeta>";
        tells("plan.pdf", &pdf("/Author(jan)", xmp), &[(Role::Author, "jan"), (Role::Author, "Els")]);
        tells("plan.pdf", &pdf("/Author( )/Producer(Els)", ""), &[]);
    }

    #[test]
    fn files_that_are_broken_or_hostile_tell_what_can_be_read_or_nothing() {
        let word = office(&[("docProps/core.xml", CORE)]);
        let paper = pdf("/Author(J. Jansen)", "<x:xmpmeta><dc:creator>");
        for (path, bytes) in [("a.docx", &word), ("a.odt", &word), ("a.pdf", &paper)] {
            for end in 0..bytes.len() {
                of_file(path, &bytes[..end]);
                let mut turned = bytes.clone();
                turned[end] ^= 0x55;
                of_file(path, &turned);
            }
        }
        let bomb = format!("<dc:creator>{}</dc:creator>", "J".repeat(50_000_000));
        tells("a.docx", &office(&[("docProps/core.xml", &bomb)]), &[]);
        let long = format!("<dc:creator>{}</dc:creator>", "Jan ".repeat(1_000));
        let found = of_file("a.docx", &office(&[("docProps/core.xml", &long)]));
        assert!(found[0].name.chars().count() <= 80, "{found:?}");
        let many = "<dc:creator>A</dc:creator>".replace('A', "Jan") + &"<dc:creator>Jan x</dc:creator>".repeat(5_000);
        assert_eq!(of_file("a.docx", &office(&[("docProps/core.xml", &many)])).len(), 2);
        for path in ["a.txt", "a", "a.doc"] {
            tells(path, &word, &[]);
        }
    }
}
