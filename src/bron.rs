//! Source files and places in them.
//!
//! A [`Plek`] (place) is carried by everything that is read from content, so that whatever
//! turns out to be wrong later can be reported at the line where the author typed it.

use std::fmt;
use std::sync::Arc;

/// One text file that was read: its path as shown to the author, and its text.
#[derive(Debug)]
pub struct Bron {
    pad: String,
    tekst: String,
    regels: Vec<usize>,
}

impl Bron {
    /// Takes a path (relative to the content folder, with `/`) and the file's text.
    pub fn nieuw(pad: impl Into<String>, tekst: impl Into<String>) -> Arc<Self> {
        let tekst = tekst.into();
        let mut regels = vec![0];
        regels.extend(tekst.match_indices('\n').map(|(i, _)| i + 1));
        Arc::new(Self { pad: pad.into(), tekst, regels })
    }

    /// The path as shown in messages.
    pub fn pad(&self) -> &str {
        &self.pad
    }

    /// The whole text.
    pub fn tekst(&self) -> &str {
        &self.tekst
    }

    /// Line and column of a byte offset, both from 1; the column counts characters.
    /// An offset past the end gives the end.
    pub fn regel_kolom(&self, offset: usize) -> (usize, usize) {
        let offset = self.grens(offset);
        let regel = self.regels.partition_point(|&begin| begin <= offset) - 1;
        let kolom = self.tekst[self.regels[regel]..offset].chars().count() + 1;
        (regel + 1, kolom)
    }

    /// Byte offset at which a line (from 1) starts; past the last line this is the end.
    pub fn begin_van_regel(&self, regel: usize) -> usize {
        self.regels.get(regel.saturating_sub(1)).copied().unwrap_or(self.tekst.len())
    }

    /// Byte offset of a line (from 1) and a column (from 1, in characters).
    pub fn offset(&self, regel: usize, kolom: usize) -> usize {
        let begin = self.begin_van_regel(regel);
        self.tekst[begin..].char_indices().nth(kolom.saturating_sub(1)).map_or(self.tekst.len(), |(i, _)| begin + i)
    }

    /// The text of a line (from 1) without its line end; empty past the last line.
    pub fn regel(&self, regel: usize) -> &str {
        let begin = self.begin_van_regel(regel);
        let rest = &self.tekst[begin..];
        let eind = rest.find('\n').unwrap_or(rest.len());
        rest[..eind].trim_end_matches('\r')
    }

    /// The nearest character boundary at or before an offset.
    fn grens(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.tekst.len());
        while !self.tekst.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// A stretch of one source, in bytes. Cheap to clone; two places are never compared.
#[derive(Clone)]
pub struct Plek {
    bron: Arc<Bron>,
    van: usize,
    tot: usize,
}

impl Plek {
    /// A stretch `van..tot` (bytes) of a source; mended to lie on character boundaries.
    pub fn nieuw(bron: &Arc<Bron>, van: usize, tot: usize) -> Self {
        let van = bron.grens(van);
        let tot = bron.grens(tot.max(van));
        Self { bron: Arc::clone(bron), van, tot }
    }

    /// The start of a source.
    pub fn begin(bron: &Arc<Bron>) -> Self {
        Self::nieuw(bron, 0, 0)
    }

    /// A stretch of the same source, `van..tot` counted in bytes from the start of this one.
    pub fn deel(&self, van: usize, tot: usize) -> Self {
        Self::nieuw(&self.bron, self.van + van, self.van + tot)
    }

    /// The source.
    pub fn bron(&self) -> &Arc<Bron> {
        &self.bron
    }

    /// First byte.
    pub fn van(&self) -> usize {
        self.van
    }

    /// First byte after it.
    pub fn tot(&self) -> usize {
        self.tot
    }

    /// Path of the source.
    pub fn pad(&self) -> &str {
        self.bron.pad()
    }

    /// Line and column (from 1) of its start.
    pub fn regel_kolom(&self) -> (usize, usize) {
        self.bron.regel_kolom(self.van)
    }

    /// The text of this stretch, as it stands in the file.
    pub fn tekst(&self) -> &str {
        &self.bron.tekst()[self.van..self.tot]
    }
}

impl fmt::Debug for Plek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (regel, kolom) = self.regel_kolom();
        write!(f, "{}:{regel}:{kolom}", self.pad())
    }
}
