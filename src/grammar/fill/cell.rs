//! A cell to fill in: its text, what it asks for, and what may be chosen.

use crate::source::Span;
use crate::text::one_line;

/// What a cell asks for, as far as that decides how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AskedFor {
    /// Words, as they are typed.
    #[default]
    Words,
    /// A number.
    Number,
    /// A date.
    Date,
    /// A telephone number.
    Phone,
    /// Whether something is there, or is true: yes or no.
    Stand,
    /// Whether something is at a place: yes or no, perhaps with a remark on that place: `ja: op dinsdag`.
    Place,
    /// A remark on the row; extra words typed next to a stand go here.
    Note,
}

/// A drop-down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keuze {
    /// What can be chosen.
    pub options: Vec<String>,
    /// Whether nothing else may be entered.
    pub strict: bool,
}

/// A cell to fill in.
#[derive(Debug, Clone, Default)]
pub struct FormCell {
    /// Its text.
    pub text: String,
    /// Where that text is in the file.
    pub span: Option<Span>,
    /// Whether it is read-only in the form.
    pub closed: bool,
    /// What may be chosen in this cell, where that differs from its column.
    pub keuze: Option<Keuze>,
    /// What it asks for, where that differs from its column.
    pub asks: Option<AskedFor>,
}

impl Keuze {
    /// Only these options.
    pub fn strict(options: impl IntoIterator<Item = impl Into<String>>) -> Option<Self> {
        Self::of(options, true)
    }

    /// These options, or anything else.
    pub fn free(options: impl IntoIterator<Item = impl Into<String>>) -> Option<Self> {
        Self::of(options, false)
    }

    fn of(options: impl IntoIterator<Item = impl Into<String>>, strict: bool) -> Option<Self> {
        let options: Vec<String> = options.into_iter().map(Into::into).collect();
        (!options.is_empty()).then_some(Self { options, strict })
    }
}

impl FormCell {
    /// A cell with this text, tidied; `span` is where it stands in the file.
    pub fn new(text: impl Into<String>, span: Option<Span>) -> Self {
        Self { text: tidy(&text.into()), span, ..Self::default() }
    }
}

/// A text as cells hold it: trimmed, with `\n` as line end, and with what word processors leave behind cleaned up as in
/// files.
pub fn tidy(text: &str) -> String {
    let mut out = crate::yaml::clean(text);
    if out.contains('\u{a0}') {
        out = out.replace('\u{a0}', " ");
    }
    out.trim().to_owned()
}

/// The beginning of a text, on one line.
pub fn short(text: &str) -> String {
    shorten_to(text, 60)
}

/// At most so many characters of a text, on one line.
pub fn shorten_to(text: &str, at_most: usize) -> String {
    let line = one_line(text);
    match line.char_indices().nth(at_most) {
        Some((i, _)) => format!("{}...", &line[..i]),
        None => line,
    }
}
