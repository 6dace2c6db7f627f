//! Markdown texts: typed in place, or in an `.md` file that the value names.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::melding::{Code, Melding, Meldingen};
use crate::source::Span;
use crate::text::{self, LinkTarget, Markdown, TextForm, characters};
use crate::yaml::{Node, Value};

use super::{did_you_mean, wrong_type};
use crate::files::filenames;
use crate::files::pictures::{self, PictureRefusal};
use crate::files::text_file::TextFile;
use crate::files::{Files, MAX_PICTURE};
use crate::model::picture::SchoolPicture;

const MAX_BIJLAGE: u64 = 20_000_000;
/// Most pixels of an image: more than any camera makes, and within the memory of a build.
const MAX_PIXELS: usize = 50_000_000;
/// Longest side of an image, in pixels: what the makers of the PDF and of the pages can read.
const LONGEST_SIDE: usize = 16_384;
const BIJLAGE_KINDS: [&str; 8] = ["pdf", "docx", "xlsx", "odt", "png", "jpg", "jpeg", "webp"];

/// Texts and images of one folder: each file is read once, and the files that texts point to are kept.
#[derive(Debug)]
pub struct TextDir<'a> {
    files: &'a Files,
    /// Prefix of the folder inside the school's folder ("2024-2025/"), or empty.
    prefix: String,
    loaded: BTreeMap<String, Option<Arc<TextFile>>>,
    /// The file that texts are typed in, when they do not name one of their own.
    itself: Option<Arc<TextFile>>,
    /// Images that texts show, by the path as written.
    pub pictures: BTreeMap<String, SchoolPicture>,
    /// Attachments that texts link to, by the path as written: path in the school's folder, bytes.
    pub bijlagen: BTreeMap<String, (String, Arc<[u8]>)>,
    /// Links that texts make, for the check over the whole site.
    pub links: Vec<(LinkTarget, Span)>,
    /// Files that are published with it: path in the school's folder, and the place that names it.
    pub published: Vec<(String, Span)>,
}

impl<'a> TextDir<'a> {
    /// Texts of a folder.
    pub fn new(files: &'a Files) -> Self {
        Self::with_prefix(files, String::new())
    }

    /// Texts of a folder that lies below the school's own.
    pub fn with_prefix(files: &'a Files, prefix: String) -> Self {
        Self {
            files,
            prefix,
            loaded: BTreeMap::new(),
            itself: None,
            pictures: BTreeMap::new(),
            bijlagen: BTreeMap::new(),
            links: Vec::new(),
            published: Vec::new(),
        }
    }

    /// States in which file the texts are typed, so that what was made of them before can be reused.
    #[must_use]
    pub fn typed_in(self, file: &Arc<TextFile>) -> Self {
        Self { itself: Some(Arc::clone(file)), ..self }
    }

    fn file(&mut self, path: &str, at: &Span, meldingen: &mut Meldingen) -> Option<Arc<TextFile>> {
        if let Some(file) = self.loaded.get(path) {
            return file.clone();
        }
        let file = self.files.read_file(path, Some(at), meldingen);
        self.loaded.insert(path.to_owned(), file.clone());
        file
    }

    /// Checks an attachment and keeps it. Returns whether it can be linked to.
    pub fn bijlage(&mut self, path: &str, span: &Span, meldingen: &mut Meldingen) -> bool {
        let soort = path.rsplit_once('.').map(|(_, s)| s.to_lowercase()).unwrap_or_default();
        if !BIJLAGE_KINDS.contains(&soort.as_str()) {
            meldingen.push(
                Melding::at(Code::FileKind, span, format!("`{path}` is geen soort bestand die mee mag"))
                    .hint(format!("mogelijk: {}", BIJLAGE_KINDS.join(", "))),
            );
            return false;
        }
        if let Some(melding) = name_message(path, span) {
            meldingen.push(melding);
            return false;
        }
        match self.files.read(path, MAX_BIJLAGE) {
            Ok(bytes) => {
                // A picture that is only linked to tells where it was taken as well.
                let is_image = ["png", "jpg", "jpeg", "webp"].contains(&soort.as_str());
                let cleaned = if is_image { clean_attachment(&bytes, path, span) } else { Ok(bytes) };
                let bytes = match cleaned {
                    Ok(bytes) => bytes,
                    Err(melding) => {
                        meldingen.push(*melding);
                        return false;
                    }
                };
                let in_school = format!("{}{path}", self.prefix);
                self.published.push((in_school.clone(), span.clone()));
                self.bijlagen.insert(path.to_owned(), (in_school, bytes.into()));
                true
            }
            Err(err) => {
                meldingen.push(self.files.melding(path, &err, Some(span)));
                false
            }
        }
    }

    /// Checks an image and keeps it. Returns whether it can be shown.
    pub fn picture(&mut self, path: &str, span: &Span, meldingen: &mut Meldingen) -> bool {
        if self.pictures.contains_key(path) {
            return true;
        }
        match read_picture(self.files, path, span, meldingen) {
            Some(mut picture) => {
                picture.path = format!("{}{path}", self.prefix);
                self.published.push((picture.path.clone(), span.clone()));
                self.pictures.insert(path.to_owned(), picture);
                true
            }
            None => false,
        }
    }
}

/// An image that a text links to, as it is published.
fn clean_attachment(bytes: &[u8], path: &str, place: &Span) -> Result<Vec<u8>, Box<Melding>> {
    let refused = |refusal| Box::new(broken(path, place, refusal));
    let format = format(bytes).ok_or_else(|| refused(PictureRefusal::Broken))?;
    if let Some(melding) = size_message(bytes, path, place) {
        return Err(Box::new(melding));
    }
    pictures::clean(bytes, format).map(|picture| picture.bytes).map_err(refused)
}

/// The message for a file that cannot be published under its name.
fn name_message(path: &str, place: &Span) -> Option<Melding> {
    // A path that leaves the folder has a message of its own.
    if path.contains('\\') || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return None;
    }
    let why = filenames::objection(path)?;
    let name = characters::clean(path);
    let said = format!("`{name}` kan met deze naam niet op de website: {why}");
    Some(Melding::at(Code::FileName, place, said).hint(format!(
        "geef het bestand een andere naam, bijvoorbeeld `{}`, en schrijf die hier",
        filenames::allowed(path)
    )))
}

/// Reports files of one folder of the website that differ only in case: on many systems those are one file.
/// `published` holds their paths, each with the place that names it.
pub fn report_capitals(published: &[(String, Span)], messages: &mut Meldingen) {
    let mut seen: BTreeMap<String, (&str, &Span)> = BTreeMap::new();
    for (path, place) in published {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for part in ends.filter_map(|end| path.get(..end)) {
            let (other, first) = *seen.entry(part.to_lowercase()).or_insert((part, place));
            if other != part {
                let said = format!("`{part}` verschilt alleen in hoofdletters van `{other}`");
                messages.push(
                    Melding::at(Code::FileName, place, said)
                        .also(first, "hier staat de andere")
                        .hint("op veel computers is dat één bestand; geef een van de twee een andere naam"),
                );
                break;
            }
        }
    }
}

/// Reads and checks an image file.
pub fn read_picture(files: &Files, path: &str, span: &Span, meldingen: &mut Meldingen) -> Option<SchoolPicture> {
    let soort = path.rsplit_once('.').map(|(_, s)| s.to_lowercase()).unwrap_or_default();
    if !["png", "jpg", "jpeg", "webp"].contains(&soort.as_str()) {
        meldingen.push(
            Melding::at(Code::FileKind, span, format!("`{path}` is geen soort afbeelding die getoond kan worden"))
                .hint("gebruik png, jpg of webp"),
        );
        return None;
    }
    if let Some(melding) = name_message(path, span) {
        meldingen.push(melding);
        return None;
    }
    let bytes = match files.read(path, MAX_PICTURE) {
        Ok(bytes) => bytes,
        Err(err) => {
            meldingen.push(files.melding(path, &err, Some(span)));
            return None;
        }
    };
    let real = match imagesize::image_type(&bytes) {
        Ok(imagesize::ImageType::Png) => Some("png"),
        Ok(imagesize::ImageType::Jpeg) => Some("jpg"),
        Ok(imagesize::ImageType::Webp) => Some("webp"),
        _ => None,
    };
    if let Some(real) = real.filter(|real| *real != soort && !(*real == "jpg" && soort == "jpeg")) {
        let good = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        meldingen.push(
            Melding::at(Code::PictureBroken, span, format!("`{path}` is geen {soort}, maar een {real}"))
                .hint(format!("noem het bestand `{good}.{real}`")),
        );
        return None;
    }
    let Some(format) = format(&bytes) else {
        meldingen.push(broken(path, span, PictureRefusal::Broken));
        return None;
    };
    if let Some(melding) = size_message(&bytes, path, span) {
        meldingen.push(melding);
        return None;
    }
    match pictures::clean(&bytes, format) {
        Ok(picture) if picture.for_print => {
            let message = format!("`{path}` heeft kleuren voor drukwerk (CMYK), en niet voor een scherm");
            meldingen.push(
                Melding::at(Code::PictureBroken, span, message)
                    .hint("open de afbeelding in een tekenprogramma en bewaar haar in RGB"),
            );
            None
        }
        Ok(picture) => Some(SchoolPicture {
            path: path.to_owned(),
            bytes: picture.bytes.into(),
            width: picture.width,
            height: picture.height,
        }),
        Err(refusal) => {
            meldingen.push(broken(path, span, refusal));
            None
        }
    }
}

/// The message for an image that is too large to read, or does not state its size.
fn size_message(bytes: &[u8], path: &str, place: &Span) -> Option<Melding> {
    let Ok(size) = imagesize::blob_size(bytes) else { return Some(broken(path, place, PictureRefusal::Broken)) };
    let fits = size.width.saturating_mul(size.height) <= MAX_PIXELS && size.width.max(size.height) <= LONGEST_SIDE;
    let said = format!("afbeelding `{path}` is te groot: {} bij {} beeldpunten", size.width, size.height);
    (!fits).then(|| {
        Melding::at(Code::FileTooBig, place, said).hint("maak de afbeelding kleiner; 2000 beeldpunten breed is genoeg")
    })
}

/// The message for an image that is damaged or not complete.
fn broken(path: &str, place: &Span, refusal: PictureRefusal) -> Melding {
    let ending = path.rsplit_once('.').map_or(path, |(_, ending)| ending).to_lowercase();
    match refusal {
        PictureRefusal::Broken => {
            Melding::at(Code::PictureBroken, place, format!("`{path}` is geen hele {ending}-afbeelding"))
                .hint("open de afbeelding in een tekenprogramma en bewaar haar opnieuw")
        }
        PictureRefusal::CutOff => Melding::at(Code::PictureBroken, place, format!("`{path}` houdt halverwege op"))
            .hint("kopieer de afbeelding opnieuw; een deel is niet meegekomen"),
    }
}

/// The format that bytes begin as, among those that can be shown.
fn format(bytes: &[u8]) -> Option<image::ImageFormat> {
    match imagesize::image_type(bytes) {
        Ok(imagesize::ImageType::Png) => Some(image::ImageFormat::Png),
        Ok(imagesize::ImageType::Jpeg) => Some(image::ImageFormat::Jpeg),
        Ok(imagesize::ImageType::Webp) => Some(image::ImageFormat::WebP),
        _ => None,
    }
}

/// Reports images and attachments in a text that belongs to no document: only documents have files on the website.
pub fn report_not_shown(text: &Markdown, messages: &mut Meldingen) {
    let images = text.pictures().into_iter().map(|(path, place)| (path, place, "afbeeldingen"));
    let links = text.links();
    let attachments = links.iter().filter_map(|(target, place)| match target {
        LinkTarget::Bijlage(path) => Some((path.as_str(), *place, "bijlagen")),
        _ => None,
    });
    for (path, place, kind) in images.chain(attachments) {
        let path = characters::clean(path);
        let said = format!("`{path}` komt niet op de website: in deze tekst kunnen geen {kind} staan");
        messages.push(
            Melding::at(Code::FileNotRead, place, said).hint(
                "zet het in een tekst van een document; een foto van de school hoort bij `foto` in `school.yaml`",
            ),
        );
    }
}

/// The Markdown that a value holds or names. An empty file counts as not answered.
pub fn markdown(node: &Node, dir: &mut TextDir<'_>, meldingen: &mut Meldingen) -> Option<Markdown> {
    let scalar = match &node.value {
        Value::Text(scalar) => scalar,
        Value::Empty => return None,
        Value::List(_) | Value::Map(_) => {
            meldingen.push(wrong_type(node, "een tekst of de naam van een `.md`-bestand"));
            return None;
        }
    };
    let text = match refers(&scalar.text) {
        Some((path, heading)) => from_file(path, heading, &node.span, dir, meldingen)?,
        None => {
            let parse = |meldingen: &mut Meldingen| {
                let exact = node.span.text() == scalar.text;
                text::parse(&scalar.text, TextForm::of_value(&scalar.text), &node.span, exact, meldingen)
            };
            match dir.itself.as_ref().filter(|file| Arc::ptr_eq(file.source(), node.span.source())) {
                Some(file) => file.text(&node.span, meldingen, parse),
                None => parse(meldingen),
            }
        }
    };
    keep_references(&text, dir, meldingen);
    (!text.is_empty()).then_some(text)
}

/// Path and heading, when a text is exactly a relative path that ends in `.md`, with `#` and a heading after it or not.
pub(crate) fn refers(text: &str) -> Option<(&str, Option<&str>)> {
    let text = text.trim();
    if text.contains(char::is_whitespace) {
        return None;
    }
    let (path, heading) = match text.split_once('#') {
        Some((path, heading)) => (path, Some(heading)),
        None => (text, None),
    };
    (path.len() > 3 && path.ends_with(".md") && !path.contains("://")).then_some((path, heading))
}

fn from_file(
    path: &str,
    heading: Option<&str>,
    at: &Span,
    dir: &mut TextDir<'_>,
    meldingen: &mut Meldingen,
) -> Option<Markdown> {
    let file = dir.file(path, at, meldingen)?;
    let range = match heading {
        None => 0..file.source().text().len(),
        Some(heading) => match file.headings().part(heading) {
            Some(range) => range,
            None => {
                meldingen.push(
                    Melding::at(Code::HeadingMissing, at, format!("`{path}` heeft geen kop `{heading}`"))
                        .hint(did_you_mean(heading, file.headings().anchors())),
                );
                return None;
            }
        },
    };
    Some(file.markdown(range, meldingen))
}

fn keep_references(text: &Markdown, dir: &mut TextDir<'_>, meldingen: &mut Meldingen) {
    for (target, span) in text.links() {
        if let LinkTarget::Bijlage(path) = target {
            dir.bijlage(path, span, meldingen);
        }
        dir.links.push((target.clone(), span.clone()));
    }
    for (path, span) in text.pictures() {
        dir.picture(path, span, meldingen);
    }
}
