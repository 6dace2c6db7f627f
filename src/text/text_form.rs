//! Where a text was typed, and what in it can be read in two ways.

use std::ops::Range;

/// Where a text was typed, which says how much markup it may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextForm {
    /// One line: a remark, a cell, a value. It is one paragraph; nothing at its start is markup.
    Line,
    /// Several lines among other answers: a block below `|`, or a cell of a form with several lines.
    Value,
    /// A file of Markdown.
    File,
}

impl TextForm {
    /// The form of a text that was typed as a value.
    pub fn of_value(text: &str) -> Self {
        if text.trim().contains('\n') { Self::Value } else { Self::Line }
    }
}

/// Something in a text that can be read in two ways: where, and what to tell the author.
#[derive(Debug)]
pub(super) struct Doubt {
    pub(super) at: Range<usize>,
    pub(super) message: String,
    pub(super) hint: String,
}
