//! The world that Typst sees: one text, the theme's style, the document's images. Nothing else.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World, WorldExt as _};

use crate::bron::{Bron, Plek};
use crate::melding::{Code, Melding};
use crate::tekst::typst::Plekken;

use super::Drukker;

pub(super) struct Wereld<'a> {
    drukker: &'a Drukker<'a>,
    hoofd: Source,
    bronnen: BTreeMap<String, Source>,
    beelden: BTreeMap<String, Bytes>,
}

/// Typst's file ids are global and few, so paths are the same for every document.
fn id(pad: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(pad).ok()?).intern())
}

impl<'a> Wereld<'a> {
    pub(super) fn nieuw(
        drukker: &'a Drukker<'a>,
        typst: String,
        beelden: BTreeMap<String, Cow<'_, [u8]>>,
    ) -> Option<Self> {
        let hoofd = Source::new(id("/main.typ")?, typst);
        let bron = |(naam, bron): (&String, &Arc<Bron>)| {
            let pad = format!("/{naam}");
            Some((pad.clone(), Source::new(id(&pad)?, bron.tekst().to_owned())))
        };
        let bronnen = drukker.thema.typst.iter().filter_map(bron).collect();
        let beelden = beelden.into_iter().map(|(pad, bytes)| (pad, Bytes::new(bytes.into_owned()))).collect();
        Some(Self { drukker, hoofd, bronnen, beelden })
    }

    /// A Typst problem as a message: at the YAML line where the text comes from, else in the theme.
    pub(super) fn melding(&self, fout: &SourceDiagnostic, plekken: &Plekken) -> Melding {
        // The place nearest to the cause: the error itself, or the first call on the way to it
        // that stands in the document's own text.
        let spoor = fout.trace.iter().map(|punt| punt.span.into());
        let plek = std::iter::once(fout.span)
            .chain(spoor)
            .filter_map(|span: typst::syntax::DiagSpan| {
                (span.id()? == self.hoofd.id()).then(|| self.range(span)).flatten()
            })
            .find_map(|bereik| plekken.bij(self.hoofd.text(), bereik.end));
        let bericht = format!("de PDF kan niet gemaakt worden ({})", fout.message);
        let hint = fout.hints.first().map(|h| h.v.to_string());
        match plek {
            Some(plek) => Melding::op(Code::PdfFout, plek, bericht)
                .hint(hint.unwrap_or_else(|| "verander de tekst of de afbeelding op deze plek".to_owned())),
            None => {
                let bestand =
                    fout.span.id().map_or_else(|| "pdf".to_owned(), |i| i.get().vpath().get_without_slash().to_owned());
                let hint = hint.or_else(|| Some("verbeter de stijl van het thema".to_owned()));
                match self.in_stijl(fout.span, &bestand) {
                    Some(plek) => Melding::op(Code::ThemaFout, &plek, bericht).misschien_hint(hint),
                    None => {
                        Melding::bij_pad(Code::PdfFout, format!("thema/pdf/{bestand}"), bericht).misschien_hint(hint)
                    }
                }
            }
        }
    }

    /// The place of an error in a style file of the theme.
    fn in_stijl(&self, span: typst::syntax::DiagSpan, naam: &str) -> Option<Plek> {
        let bereik = self.range(span)?;
        Some(Plek::nieuw(self.drukker.thema.typst.get(naam)?, bereik.start, bereik.end))
    }
}

impl World for Wereld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.drukker.bibliotheek
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.drukker.lettertypen.book()
    }

    fn main(&self) -> FileId {
        self.hoofd.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.hoofd.id() {
            return Ok(self.hoofd.clone());
        }
        let pad = id.get().vpath().get_with_slash();
        self.bronnen.get(pad).cloned().ok_or_else(|| FileError::NotFound(pad.into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let pad = id.get().vpath().get_with_slash();
        if let Some(bytes) = self.beelden.get(pad) {
            return Ok(bytes.clone());
        }
        self.source(id).map(|bron| Bytes::from_string(bron.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.drukker.lettertypen.font(index)
    }

    /// There is no clock: the same input gives the same bytes.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
