//! PDFs: the theme's template writes a thin `main.typ`, and the embedded Typst compiles it to
//! PDF/UA-1 and PDF/A-2a at once. No external program, no clock, no files from disk.

mod dekking;
mod document;
mod pdf_world;
mod qr;
mod sheet;

use std::borrow::Cow;
use std::collections::BTreeMap;

use typst::diag::SourceResult;
use typst::foundations::{Bytes, Smart};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _};
use typst_kit::fonts::{self, FontStore};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::melding::{Code, Melding, Meldingen};
use crate::pages::File;
use crate::text::characters;
use crate::text::typst::SpanMap;
use crate::theme::Theme;

/// Makes PDFs. Fonts, library and style are read once and shared by all documents.
pub struct PdfCompiler<'a> {
    theme: &'a Theme,
    library: LazyHash<Library>,
    fonts: FontStore,
    /// Logo and cover of the house style, by virtual path.
    pictures: BTreeMap<String, Bytes>,
    standards: PdfStandards,
}

/// What one PDF is made of.
struct PdfSource<'a> {
    /// The Typst text.
    typst: String,
    /// The places that its comments point to by number.
    span_map: SpanMap,
    /// Images, by virtual path.
    pictures: BTreeMap<String, Cow<'a, [u8]>>,
    /// The identifier that PDF readers know it by; the same for the same document, whatever its content.
    stat: String,
    /// The most pages it may have.
    at_most: Option<usize>,
}

/// What came of typesetting a source.
enum Compiled {
    /// A PDF.
    Pdf(Vec<u8>),
    /// It has more pages than it may have.
    TooLong,
    /// It could not be made, which was reported.
    PageError,
}

/// The identifier of a PDF that has one file for good: the path of that file, without its ending.
fn stat(file: File<'_>) -> String {
    file.address().path().trim_end_matches(".pdf").to_owned()
}

impl<'a> PdfCompiler<'a> {
    /// Prepares fonts, library and standards. A font file of the theme that cannot be read is
    /// reported.
    pub fn new(theme: &'a Theme, meldingen: &mut Meldingen) -> Option<Self> {
        let mut fonts = FontStore::new();
        fonts.extend(fonts::embedded());
        for bytes in &theme.fonts {
            let own: Vec<_> = typst::text::Font::iter(Bytes::new(bytes.clone())).collect();
            if own.is_empty() {
                meldingen.push(
                    Melding::at_path(
                        Code::ThemaError,
                        "thema/pdf",
                        "een lettertype van het thema kan niet gelezen worden",
                    )
                    .hint("gebruik een heel bestand van soort ttf of otf"),
                );
            }
            fonts.extend(own.into_iter().map(|font| {
                let info = font.info().clone();
                (font, info)
            }));
        }
        let standards = match PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]) {
            Ok(standards) => standards,
            Err(err) => {
                let message = format!("de PDF-standaarden kunnen niet samen ({})", err.message());
                meldingen.push(Melding::at_path(Code::PdfError, "thema/pdf", message));
                return None;
            }
        };
        Some(Self {
            theme,
            library: LazyHash::new(
                Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build(),
            ),
            fonts,
            pictures: theme.tokens.pictures().into_iter().map(|(path, bytes)| (path, Bytes::new(bytes))).collect(),
            standards,
        })
    }

    /// Compiles a source. Warnings and errors become messages at the YAML line of the text that caused them.
    fn compile_pdf(&self, pdf_source: PdfSource<'_>, meldingen: &mut Meldingen) -> Compiled {
        let PdfSource { typst, span_map, pictures, stat, at_most } = pdf_source;
        let typst = self.without_missing_glyphs(&typst, &span_map, meldingen);
        let Some(pdf_world) = pdf_world::PdfWorld::new(self, typst, pictures) else { return Compiled::PageError };
        // Typst has panicked on odd tables before; that may not end the whole build.
        let pdf = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.compile(&pdf_world, stat, at_most)));
        let Ok(pdf) = pdf else {
            let span = span_map.span(0);
            let message = "de PDF kan niet gemaakt worden (het zetprogramma liep vast)";
            let melding = span.map_or_else(
                || Melding::at_path(Code::PdfError, "pdf", message),
                |span| Melding::at(Code::PdfError, span, message),
            );
            meldingen.push(melding.hint("haal stukken van dit document weg tot het lukt, en meld wat het was"));
            return Compiled::PageError;
        };
        match pdf {
            Ok(Some(bytes)) => Compiled::Pdf(bytes),
            Ok(None) => Compiled::TooLong,
            Err(errors) => {
                for err in &errors {
                    meldingen.push(pdf_world.melding(err, &span_map));
                }
                Compiled::PageError
            }
        }
    }

    /// Lays out and exports; none for a document with more pages than it may have.
    fn compile(
        &self,
        pdf_world: &pdf_world::PdfWorld<'_>,
        stat: String,
        at_most: Option<usize>,
    ) -> SourceResult<Option<Vec<u8>>> {
        let document = typst::compile::<typst_layout::PagedDocument>(pdf_world).output?;
        if at_most.is_some_and(|at_most| document.pages().len() > at_most) {
            return Ok(None);
        }
        let options = PdfOptions {
            ident: Smart::Custom(stat),
            creator: Smart::Custom(Some("Steunwijzer".to_owned())),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map(Some)
    }

    /// Characters that no font can show become □, with a warning at their place: the standards
    /// refuse a character without a shape.
    fn without_missing_glyphs(&self, typst: &str, span_map: &SpanMap, meldingen: &mut Meldingen) -> String {
        let has_glyph = |c: char| c.is_ascii() || self.can_show(c);
        if typst.chars().all(has_glyph) {
            return typst.to_owned();
        }
        let mut reported = std::collections::BTreeSet::new();
        for (offset, character) in typst.char_indices().filter(|(_, c)| !has_glyph(*c)) {
            // Joiners and variation selectors belong to the character before them.
            if matches!(character, '\u{200d}' | '\u{fe00}'..='\u{fe0f}') {
                continue;
            }
            let Some(span) = span_map.at(typst, offset) else { continue };
            // The place is that of the whole text; the first such character in it is the one meant.
            let begin = span.text().find(character);
            let span = &begin.map_or_else(|| span.clone(), |i| span.part(i, i + character.len_utf8()));
            if reported.insert((span.path().to_owned(), span.start(), character)) {
                meldingen.push(
                    Melding::at(
                        Code::CharWithoutGlyph,
                        span,
                        format!(
                            "het teken `{character}` (U+{:04X}) kan niet in de PDF en wordt □",
                            u32::from(character)
                        ),
                    )
                    .hint("gebruik een woord in plaats van dit teken"),
                );
            }
        }
        characters::without_missing_glyphs(typst, &has_glyph).0
    }

    /// Whether any font has the character: Typst falls back to every font in the book.
    fn can_show(&self, character: char) -> bool {
        // Zero-width space, soft hyphen and word joiner need no shape.
        if matches!(character, '\u{200b}' | '\u{ad}' | '\u{2060}' | '\u{a0}' | '\u{202f}') {
            return true;
        }
        let book = self.fonts.book();
        (0..).map_while(|i| book.info(i)).any(|info| info.coverage.contains(u32::from(character)))
    }
}

pub use dekking::dekking;
pub use document::{praktijk, sop};
pub use sheet::{ouders, schoolgids};
