//! Source files and places in them.
//!
//! Everything that is read from a file carries a [`Span`], so that whatever turns out to be wrong later can be
//! reported at the line where the author typed it.

use std::fmt;
use std::sync::Arc;

/// One text file that was read: its path as shown to the author, and its text.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    lines: Vec<usize>,
}

impl Source {
    /// A source of a path (relative to the content folder, with `/`) and the file's text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let mut lines = vec![0];
        lines.extend(text.match_indices('\n').map(|(i, _)| i + 1));
        Arc::new(Self { path: path.into(), text, lines })
    }

    /// The path as shown in messages.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset, both from 1; the column counts characters.
    /// An offset past the end counts as the end.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.boundary(offset);
        let line = self.lines.partition_point(|&begin| begin <= offset) - 1;
        let column = self.text[self.lines[line]..offset].chars().count() + 1;
        (line + 1, column)
    }

    /// Byte offset at which a line (from 1) starts; past the last line this is the end.
    pub fn line_start(&self, line: usize) -> usize {
        self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }

    /// Byte offset of a line (from 1) and a column (from 1, in characters).
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let begin = self.line_start(line);
        self.text[begin..].char_indices().nth(column.saturating_sub(1)).map_or(self.text.len(), |(i, _)| begin + i)
    }

    /// The text of a line (from 1) without its line end; empty past the last line.
    pub fn line(&self, line: usize) -> &str {
        let begin = self.line_start(line);
        let rest = &self.text[begin..];
        let end = rest.find('\n').unwrap_or(rest.len());
        rest[..end].trim_end_matches('\r')
    }

    /// The nearest character boundary at or before an offset.
    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// A stretch of one source, in bytes. Cheap to clone; spans are never compared.
#[derive(Clone)]
pub struct Span {
    source: Arc<Source>,
    start: usize,
    end: usize,
}

impl Span {
    /// A stretch `start..end` (bytes) of a source, moved to the nearest character boundaries.
    pub fn new(source: &Arc<Source>, start: usize, end: usize) -> Self {
        let start = source.boundary(start);
        let end = source.boundary(end.max(start));
        Self { source: Arc::clone(source), start, end }
    }

    /// The empty stretch at the start of a source.
    pub fn begin(source: &Arc<Source>) -> Self {
        Self::new(source, 0, 0)
    }

    /// A stretch of the same source, `start..end` counted in bytes from the start of this one.
    pub fn part(&self, start: usize, end: usize) -> Self {
        Self::new(&self.source, self.start + start, self.start + end)
    }

    /// The source.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Offset of its first byte.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Offset of the first byte after it.
    pub fn end(&self) -> usize {
        self.end
    }

    /// Path of the source.
    pub fn path(&self) -> &str {
        self.source.path()
    }

    /// Line and column (from 1) of its start.
    pub fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.start)
    }

    /// The text of this stretch, as it is in the file.
    pub fn text(&self) -> &str {
        &self.source.text()[self.start..self.end]
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.path())
    }
}
