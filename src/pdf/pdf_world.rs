//! The world that Typst sees: one text, the theme's style, the document's images. Nothing else.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source as TypstSource, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World, WorldExt as _};

use crate::melding::{Code, Melding};
use crate::source::{Source, Span};
use crate::text::typst::SpanMap;

use super::PdfCompiler;

/// All that Typst may read for one PDF.
pub(super) struct PdfWorld<'a> {
    pdf_compiler: &'a PdfCompiler<'a>,
    main_source: TypstSource,
    sources: BTreeMap<String, TypstSource>,
    pictures: BTreeMap<String, Bytes>,
}

/// Typst keeps every file id for good and has few of them, so all documents use the same paths.
fn id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

impl<'a> PdfWorld<'a> {
    pub(super) fn new(
        pdf_compiler: &'a PdfCompiler<'a>,
        typst: String,
        pictures: BTreeMap<String, Cow<'_, [u8]>>,
    ) -> Option<Self> {
        let main_source = TypstSource::new(id("/main.typ")?, typst);
        let source = |(name, source): (&String, &Arc<Source>)| {
            let path = format!("/{name}");
            Some((path.clone(), TypstSource::new(id(&path)?, source.text().to_owned())))
        };
        let sources = pdf_compiler.theme.typst.iter().filter_map(source).collect();
        let pictures = pictures.into_iter().map(|(path, bytes)| (path, Bytes::new(bytes.into_owned()))).collect();
        Some(Self { pdf_compiler, main_source, sources, pictures })
    }

    /// A Typst problem as a message: at the YAML line where the text comes from, else in the theme.
    pub(super) fn melding(&self, err: &SourceDiagnostic, span_map: &SpanMap) -> Melding {
        // The place nearest to the cause that stands in the document's own text: that of the error,
        // or else of the first call that leads to it.
        let trace = err.trace.iter().map(|point| point.span.into());
        let span = std::iter::once(err.span)
            .chain(trace)
            .filter_map(|span: typst::syntax::DiagSpan| {
                (span.id()? == self.main_source.id()).then(|| self.range(span)).flatten()
            })
            .find_map(|range| span_map.at(self.main_source.text(), range.end));
        let message = format!("de PDF kan niet gemaakt worden ({})", err.message);
        let hint = err.hints.first().map(|h| h.v.to_string());
        match span {
            Some(span) => Melding::at(Code::PdfError, span, message)
                .hint(hint.unwrap_or_else(|| "verander de tekst of de afbeelding op deze plek".to_owned())),
            None => {
                let file =
                    err.span.id().map_or_else(|| "pdf".to_owned(), |i| i.get().vpath().get_without_slash().to_owned());
                let hint = hint.or_else(|| Some("verbeter de stijl van het thema".to_owned()));
                match self.in_style(err.span, &file) {
                    Some(span) => Melding::at(Code::ThemaError, &span, message).maybe_hint(hint),
                    None => Melding::at_path(Code::PdfError, format!("thema/pdf/{file}"), message).maybe_hint(hint),
                }
            }
        }
    }

    /// The place of an error in a style file of the theme.
    fn in_style(&self, span: typst::syntax::DiagSpan, name: &str) -> Option<Span> {
        let range = self.range(span)?;
        Some(Span::new(self.pdf_compiler.theme.typst.get(name)?, range.start, range.end))
    }
}

impl World for PdfWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.pdf_compiler.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.pdf_compiler.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main_source.id()
    }

    fn source(&self, id: FileId) -> FileResult<TypstSource> {
        if id == self.main_source.id() {
            return Ok(self.main_source.clone());
        }
        let path = id.get().vpath().get_with_slash();
        self.sources.get(path).cloned().ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_with_slash();
        if let Some(bytes) = self.pictures.get(path).or_else(|| self.pdf_compiler.pictures.get(path)) {
            return Ok(bytes.clone());
        }
        self.source(id).map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.pdf_compiler.fonts.font(index)
    }

    /// There is no clock: the same input gives the same bytes.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
