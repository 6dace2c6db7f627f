//! A word with its place.

use crate::source::Span;

/// A text with its place.
#[derive(Debug, Clone)]
pub struct Spanned {
    /// The text as typed, trimmed, in the form in which it is recognised: see [`crate::normal::plain`].
    pub text: String,
    /// Where it stands.
    pub span: Span,
}
