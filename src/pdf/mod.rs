//! PDFs: the theme's template writes a thin `main.typ`, the embedded Typst compiles it with
//! PDF/UA-1 and PDF/A-2a together. No external program, no clock, no files from disk.

mod blad;
mod dekking;
mod document;
mod qr;
mod wereld;

use std::borrow::Cow;
use std::collections::BTreeMap;

use typst::diag::SourceResult;
use typst::foundations::{Bytes, Smart};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _};
use typst_kit::fonts::{self, FontStore};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::melding::{Code, Melding, Meldingen};
use crate::tekst::tekens;
use crate::tekst::typst::Plekken;
use crate::thema::Thema;

/// Makes PDFs. Fonts, library and style are read once and shared by all documents.
pub struct Drukker<'a> {
    thema: &'a Thema,
    bibliotheek: LazyHash<Library>,
    lettertypen: FontStore,
    standaarden: PdfStandards,
}

/// What one PDF is made of.
struct Zetsel<'a> {
    /// The Typst text.
    typst: String,
    /// Places that comments in it count by.
    plekken: Plekken,
    /// Images, by virtual path.
    beelden: BTreeMap<String, Cow<'a, [u8]>>,
    /// A name that stays the same for the same document.
    kenmerk: String,
    /// The most pages it may have.
    hoogstens: Option<usize>,
}

/// What came of setting a text.
enum Gezet {
    /// A PDF.
    Pdf(Vec<u8>),
    /// It has more pages than it may have.
    TeLang,
    /// It could not be made, which was reported.
    Mislukt,
}

impl<'a> Drukker<'a> {
    /// Prepares fonts, library and standards; a font file of the theme that cannot be read is
    /// reported.
    pub fn nieuw(thema: &'a Thema, meldingen: &mut Meldingen) -> Option<Self> {
        let mut lettertypen = FontStore::new();
        lettertypen.extend(fonts::embedded());
        for bytes in &thema.lettertypen {
            let eigen: Vec<_> = typst::text::Font::iter(Bytes::new(bytes.clone())).collect();
            if eigen.is_empty() {
                meldingen.meld(
                    Melding::bij_pad(
                        Code::ThemaFout,
                        "thema/pdf",
                        "een lettertype van het thema kan niet gelezen worden",
                    )
                    .hint("gebruik een heel bestand van soort ttf of otf"),
                );
            }
            lettertypen.extend(eigen.into_iter().map(|font| {
                let info = font.info().clone();
                (font, info)
            }));
        }
        let standaarden = match PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]) {
            Ok(standaarden) => standaarden,
            Err(fout) => {
                let bericht = format!("de PDF-standaarden kunnen niet samen ({})", fout.message());
                meldingen.meld(Melding::bij_pad(Code::PdfFout, "thema/pdf", bericht));
                return None;
            }
        };
        Some(Self {
            thema,
            bibliotheek: LazyHash::new(
                Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build(),
            ),
            lettertypen,
            standaarden,
        })
    }

    /// Compiles. Warnings and errors become messages at the YAML line of the text that caused them.
    fn druk(&self, zetsel: Zetsel<'_>, meldingen: &mut Meldingen) -> Gezet {
        let Zetsel { typst, plekken, beelden, kenmerk, hoogstens } = zetsel;
        let typst = self.zonder_vormloze(&typst, &plekken, meldingen);
        let Some(wereld) = wereld::Wereld::nieuw(self, typst, beelden) else { return Gezet::Mislukt };
        // Typst has panicked on odd tables before; that may not end the whole build.
        let pdf = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.zet(&wereld, kenmerk, hoogstens)));
        let Ok(pdf) = pdf else {
            let plek = plekken.plek(0);
            let bericht = "de PDF kan niet gemaakt worden (het zetprogramma liep vast)";
            let melding = plek.map_or_else(
                || Melding::bij_pad(Code::PdfFout, "pdf", bericht),
                |plek| Melding::op(Code::PdfFout, plek, bericht),
            );
            meldingen.meld(melding.hint("haal stukken van dit document weg tot het lukt, en meld wat het was"));
            return Gezet::Mislukt;
        };
        match pdf {
            Ok(Some(bytes)) => Gezet::Pdf(bytes),
            Ok(None) => Gezet::TeLang,
            Err(fouten) => {
                for fout in &fouten {
                    meldingen.meld(wereld.melding(fout, &plekken));
                }
                Gezet::Mislukt
            }
        }
    }

    /// Lays out and exports; nothing comes of a text that has more pages than it may have.
    fn zet(
        &self,
        wereld: &wereld::Wereld<'_>,
        kenmerk: String,
        hoogstens: Option<usize>,
    ) -> SourceResult<Option<Vec<u8>>> {
        let document = typst::compile::<typst_layout::PagedDocument>(wereld).output?;
        if hoogstens.is_some_and(|hoogstens| document.pages().len() > hoogstens) {
            return Ok(None);
        }
        let opties = PdfOptions {
            ident: Smart::Custom(kenmerk),
            creator: Smart::Custom(Some("Steunwijzer".to_owned())),
            standards: self.standaarden.clone(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &opties).map(Some)
    }

    /// Characters that no font can show become □, with a warning at their place: the standards
    /// refuse a character without a shape.
    fn zonder_vormloze(&self, typst: &str, plekken: &Plekken, meldingen: &mut Meldingen) -> String {
        let heeft_vorm = |c: char| c.is_ascii() || self.kan_tonen(c);
        if typst.chars().all(heeft_vorm) {
            return typst.to_owned();
        }
        let mut gemeld = std::collections::BTreeSet::new();
        for (offset, teken) in typst.char_indices().filter(|(_, c)| !heeft_vorm(*c)) {
            // Joiners and variation selectors belong to the character before them.
            if matches!(teken, '\u{200d}' | '\u{fe00}'..='\u{fe0f}') {
                continue;
            }
            let Some(plek) = plekken.bij(typst, offset) else { continue };
            // The place is that of a whole text; the character itself says where in it.
            let begin = plek.tekst().find(teken);
            let plek = &begin.map_or_else(|| plek.clone(), |i| plek.deel(i, i + teken.len_utf8()));
            if gemeld.insert((plek.pad().to_owned(), plek.van(), teken)) {
                meldingen.meld(
                    Melding::op(
                        Code::TekenZonderVorm,
                        plek,
                        format!("het teken `{teken}` (U+{:04X}) kan niet in de PDF en wordt □", u32::from(teken)),
                    )
                    .hint("gebruik een woord in plaats van dit teken"),
                );
            }
        }
        tekens::zonder_vorm(typst, &heeft_vorm).0
    }

    /// Whether a font that text falls back on has the character. Text is set in a serif face, so
    /// the mono and math fonts count too: Typst falls back to any font in the book.
    fn kan_tonen(&self, teken: char) -> bool {
        // Zero-width space, soft hyphen and word joiner need no shape.
        if matches!(teken, '\u{200b}' | '\u{ad}' | '\u{2060}' | '\u{a0}' | '\u{202f}') {
            return true;
        }
        let boek = self.lettertypen.book();
        (0..).map_while(|i| boek.info(i)).any(|info| info.coverage.contains(u32::from(teken)))
    }
}

pub use blad::{ouders, schoolgids};
pub use dekking::dekking;
pub use document::{praktijk, sop};
