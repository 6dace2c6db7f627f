//! The harness: a site in a temporary folder, the program run on it, and what came out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use quick_xml::events::Event;
use steunwijzer::export::markdown;
use steunwijzer::model::site::{Document, School, Site};
use steunwijzer::pages::{Build, File, Map, Page};
use steunwijzer::regio::{Regio, shown};
use steunwijzer::search::{self, Record};
use tempfile::TempDir;

use crate::parsed_page::ParsedPage;

/// A site in a temporary folder of its own; gone when dropped.
pub(crate) struct SiteTest {
    dir: TempDir,
}

/// The result of a run of the program.
pub(crate) struct Outcome {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output, with neutral paths and times.
    pub(crate) out: String,
    /// Standard error, with neutral paths and times.
    pub(crate) err: String,
    root: PathBuf,
}

impl SiteTest {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// The smallest site that builds: one school with one profile in the format `klein`.
    pub(crate) fn small() -> Self {
        Self::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small"))
    }

    /// The example region of the repository.
    pub(crate) fn example() -> Self {
        let site = Self::empty();
        copy_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &site.path("content"));
        site
    }

    /// A generated region with this many schools; see `benches/regio`.
    pub(crate) fn regio(scholen: u64) -> Self {
        let site = Self::empty();
        crate::made_regio::Regio { scholen, seed: 1 }.write(&site.path("content")).unwrap();
        site
    }

    /// A copy of a folder that holds `content/`.
    pub(crate) fn of(dir: &Path) -> Self {
        let site = Self::empty();
        copy_dir(dir, site.root());
        site
    }

    /// The folder the program runs in.
    pub(crate) fn root(&self) -> &Path {
        self.dir.path()
    }

    /// A path below it.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    /// Writes a file, with the folders it needs.
    #[track_caller]
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Replaces text in a file; the text must be there.
    #[track_caller]
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "`{from}` is not in {path}");
        self.write(path, text.replace(from, to))
    }

    /// Runs the program in the folder, with a cleared environment and a fixed date.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        let output = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
            .args(arguments)
            .current_dir(self.root())
            .env_clear()
            .env("SOURCE_DATE_EPOCH", "1767225600") // 2026-01-01
            .output()
            .unwrap();
        Outcome::of(&output, self.root())
    }

    /// A page of what was built here.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> ParsedPage {
        ParsedPage::of(&output_file(self.root(), path))
    }

    /// Builds; expects that it works.
    #[track_caller]
    pub(crate) fn build(&self, extra: &[&str]) -> Outcome {
        let outcome = self.run(&[&["build"], extra].concat());
        assert_eq!(outcome.code, 0, "{}{}", outcome.out, outcome.err);
        outcome
    }
}

impl Outcome {
    fn of(output: &Output, root: &Path) -> Self {
        let text = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).replace(&*root.to_string_lossy(), "[MAP]");
            without_seconds(&text)
        };
        Self {
            code: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
            root: root.to_owned(),
        }
    }

    /// Expects an exit code.
    #[track_caller]
    pub(crate) fn code(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "out:\n{}\nerr:\n{}", self.out, self.err);
        self
    }

    /// Expects text on standard error, however it is wrapped.
    #[track_caller]
    pub(crate) fn reports(&self, text: &str) -> &Self {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(one_line(&self.err).contains(&one_line(text)), "`{text}` is not in:\n{}", self.err);
        self
    }

    /// The text of a file of the output that is no page.
    #[track_caller]
    pub(crate) fn file(&self, path: &str) -> String {
        assert!(!path.ends_with(".html"), "{path} is a page: how its HTML is written is no part of the question");
        output_file(&self.root, path)
    }

    /// A page of the output.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> ParsedPage {
        ParsedPage::of(&output_file(&self.root, path))
    }

    /// The addresses that the output tells search engines of.
    #[track_caller]
    pub(crate) fn sitemap(&self) -> Vec<String> {
        sitemap_addresses(&output_file(&self.root, "sitemap.xml"))
    }
}

#[track_caller]
fn output_file(root: &Path, path: &str) -> String {
    let file = root.join("output").join(path);
    fs::read_to_string(&file).unwrap_or_else(|err| panic!("{}: {err}", file.display()))
}

/// The addresses in a sitemap.
#[track_caller]
pub(crate) fn sitemap_addresses(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut out, mut inside) = (Vec::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "loc" => {
                inside = true;
                out.push(String::new());
            }
            Event::End(_) => inside = false,
            Event::Text(text) if inside => out.last_mut().unwrap().push_str(&text),
            Event::Eof => return out,
            other => assert!(!inside, "{other:?}"),
        }
    }
}

/// The map of pages of a build without concepts.
pub(crate) fn map(site: &Site) -> Map<'_> {
    shown::map(&Regio::new(site), Build { with_pdf: true, concepten: false })
}

/// All that can be found in a site.
pub(crate) fn records(site: &Site) -> Vec<Record> {
    let regio = Regio::new(site);
    let map = shown::map(&regio, Build { with_pdf: true, concepten: false });
    search::records(&map, &regio).collect()
}

/// A document as Markdown.
pub(crate) fn as_markdown(site: &Site, school: Option<&School>, document: &Document) -> String {
    let regio = Regio::new(site);
    let map = shown::map(&regio, Build { with_pdf: true, concepten: false });
    markdown::document(&regio, &map, school, document).unwrap()
}

/// Paths of the page and the PDF of a document.
pub(crate) fn paths(school: &School, document: &Document) -> (String, String) {
    let (page, pdf) = (Page::Document(school, document).address(), File::Document(school, document).address());
    (page.path().to_owned(), pdf.path().to_owned())
}

/// All files below a folder with their bytes, by path.
pub(crate) fn files(dir: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut out = std::collections::BTreeMap::new();
    for dir_entry in walkdir::WalkDir::new(dir) {
        let dir_entry = dir_entry.unwrap();
        if dir_entry.file_type().is_file() {
            let path = dir_entry.path().strip_prefix(dir).unwrap().to_string_lossy().replace('\\', "/");
            out.insert(path, fs::read(dir_entry.path()).unwrap());
        }
    }
    out
}

/// Copies a folder.
pub(crate) fn copy_dir(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let to = to.join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
}

/// "in 0,4 seconden" becomes "in [TIME] seconden".
fn without_seconds(text: &str) -> String {
    let Some(end) = text.find(" seconden") else { return text.to_owned() };
    let begin = text[..end].rfind(' ').map_or(0, |i| i + 1);
    format!("{}[TIME]{}", &text[..begin], &text[end..])
}

/// Text normalised for comparison: where lines and words break is up to the layout.
pub(crate) fn without_breaks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '\u{200b}' | '\u{2010}')).collect()
}

/// A PNG of one colour, written by hand: stored blocks, no compression.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |mut crc, &b| {
            crc ^= u32::from(b);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
            }
            crc
        })
    }
    fn adler(bytes: &[u8]) -> u32 {
        let (a, b) = bytes.iter().fold((1u32, 0u32), |(a, b), &x| {
            let a = (a + u32::from(x)) % 65521;
            (a, (b + a) % 65521)
        });
        b << 16 | a
    }
    fn piece(out: &mut Vec<u8>, soort: &[u8; 4], content: &[u8]) {
        out.extend((u32::try_from(content.len()).unwrap()).to_be_bytes());
        let mut of_soort = soort.to_vec();
        of_soort.extend(content);
        out.extend(&of_soort);
        out.extend(crc(&of_soort).to_be_bytes());
    }
    let mut rows = Vec::new();
    for _ in 0..height {
        rows.push(0);
        rows.extend([11, 90, 111].repeat(width as usize));
    }
    let mut idat = vec![0x78, 1];
    let pieces: Vec<&[u8]> = rows.chunks(65535).collect();
    for (i, part) in pieces.iter().enumerate() {
        let length = u16::try_from(part.len()).unwrap();
        idat.push(u8::from(i + 1 == pieces.len()));
        idat.extend(length.to_le_bytes());
        idat.extend((!length).to_le_bytes());
        idat.extend(*part);
    }
    idat.extend(adler(&rows).to_be_bytes());
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut ihdr = width.to_be_bytes().to_vec();
    ihdr.extend(height.to_be_bytes());
    ihdr.extend([8, 2, 0, 0, 0]);
    piece(&mut out, b"IHDR", &ihdr);
    piece(&mut out, b"IDAT", &idat);
    piece(&mut out, b"IEND", &[]);
    out
}

/// A font that has all signs: the built-in one for code, of which a page shows nothing unless a house style asks for it.
pub(crate) fn font(bold: bool) -> Vec<u8> {
    let found = typst_assets::fonts().find(|bytes| {
        let face = ttf_parser::Face::parse(bytes, 0).unwrap();
        let named = |name: &str| face.names().into_iter().any(|n| n.to_string().is_some_and(|text| text == name));
        named("DejaVu Sans Mono") && face.is_bold() == bold && !face.is_oblique() && !face.is_italic()
    });
    found.unwrap().to_vec()
}
