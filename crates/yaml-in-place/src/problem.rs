//! What can be wrong with a file: raw material for messages, in whatever language a program speaks.

use std::fmt;

use crate::source::Span;
use crate::tree::Kind;

/// One problem of a file: where, and what.
///
/// A program that speaks English shows it with [`Display`](fmt::Display) and [`hint`](Self::hint). One that speaks
/// another language builds its own sentences from the [`ProblemKind`], which holds all that they need.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// Another place that matters: where the key was first, or the list that a `>` folds.
    pub also: Option<Span>,
    /// What.
    pub kind: ProblemKind,
}

/// What a file is that is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16, with its byte order mark.
    Utf16,
    /// A document of a word processor, a spreadsheet, or a zip.
    Office,
    /// Not text at all.
    Binary,
    /// Most likely Windows-1252 (Latin-1, ANSI).
    SingleByte,
}

/// What is wrong.
///
/// `mended` is always the whole line (or what is on it) as it should have been typed, with its middle cut out when it
/// is long; `text` is what the author typed, on one line and not too long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The bytes are not text in UTF-8.
    NotUtf8(Encoding),
    /// The conflict markers of git, between two versions of a text.
    VersionsMixed,

    /// The parser gives up, and nothing more is known.
    Unreadable {
        /// What the parser says.
        parser: String,
    },
    /// A quotation mark on this line without a partner.
    QuoteUnclear,
    /// `[` closed with `}`, or `{` with `]`.
    BracketsDiffer {
        /// The bracket that is open.
        open: char,
        /// The one that is here.
        close: char,
    },
    /// The first line below a `|` or `>` is not indented enough.
    BlockNotIndented,
    /// A character that is not allowed here.
    StrayCharacter,
    /// A bracket that is not closed.
    BracketNotClosed {
        /// The bracket.
        open: char,
        /// The line with the bracket closed.
        mended: String,
    },
    /// A line without a key.
    NoKey {
        /// What stands there.
        text: String,
        /// Whether it is below a `|` or `>`, so that it may be a line of that text.
        below_block: bool,
    },
    /// `key:value`.
    NoSpaceAfterColon {
        /// The line with the space.
        mended: String,
    },
    /// A line that starts in the wrong column.
    Indentation {
        /// The column (from 1) of a line above that it may belong with, and that line.
        like: Option<(usize, String)>,
    },
    /// A colon without a key before it.
    KeyMissing,

    /// A tab before a line.
    Tab {
        /// How many lines of the file have one.
        lines: usize,
    },

    /// A value that begins with an apostrophe, as in Dutch `'s avonds`.
    Apostrophe {
        /// The line with quotes around the value.
        mended: String,
    },
    /// Text after a closing quotation mark.
    TextAfterQuote {
        /// The line with quotes around the whole value.
        mended: String,
    },
    /// A quotation mark that is not closed.
    QuoteNotClosed {
        /// The line with the mark closed.
        mended: String,
    },
    /// A `\` in double quotes that is no escape.
    Backslash {
        /// The line with single quotes.
        mended: String,
    },

    /// `>` or `|` with text on the same line.
    TextAfterBlockMarker {
        /// The sign.
        sign: char,
        /// The line with quotes around the value.
        mended: String,
    },
    /// A dash where a value should be.
    LoneDash {
        /// The line with quotes around the dash.
        mended: String,
    },
    /// A value that begins with a dash and a space.
    DashBeforeText {
        /// The line with quotes around the value.
        mended: String,
    },
    /// A list with asterisks.
    ListOfStars {
        /// The line with a dash.
        mended: String,
    },
    /// A line that begins with `%`.
    PercentLine {
        /// The line with quotes around it; none for `%YAML`, which has to go.
        mended: Option<String>,
    },
    /// A value that begins with another character that means something in YAML.
    CharacterAtStart {
        /// The sign.
        sign: char,
        /// The line with quotes around the value.
        mended: String,
    },

    /// Text after a closing bracket: `[x] y`.
    TextAfterBracket {
        /// The bracket that the value begins with.
        open: char,
        /// The line with quotes around the value.
        mended: String,
    },
    /// A closing bracket without an open one.
    BracketNotOpen {
        /// The bracket.
        close: char,
        /// The line with quotes around the value.
        mended: String,
    },
    /// A list or map as a key.
    KeyNotText {
        /// What it is.
        found: Kind,
        /// The line with quotes around it.
        mended: String,
    },
    /// A key in `{ }` without a value, where no value before it can have been cut by a comma.
    KeyWithoutValue {
        /// The key.
        text: String,
    },

    /// A colon inside a value.
    ColonInValue {
        /// The line with quotes around the value.
        mended: String,
    },
    /// A colon inside a text of several lines.
    ColonInLines,

    /// A comma in `{ }` after which a new key would begin.
    CommaCutsValue {
        /// The key whose value is cut; empty where none is known.
        key: String,
        /// What is after the comma.
        text: String,
        /// The line with quotes around the whole value, where that is known.
        mended: Option<String>,
        /// The line with the value as a list, where its parts are short enough to be names.
        as_list: Option<String>,
    },
    /// `[5,75]`: one number, or two?
    CommaInNumber {
        /// What stands there.
        text: String,
        /// The line with quotes around the number.
        mended: String,
        /// The line with a space after the comma.
        as_two: String,
    },

    /// ` #` that cuts off text.
    Hash {
        /// What is cut off.
        text: String,
        /// The line with quotes around the value, where that is on one line.
        mended: Option<String>,
        /// Whether the file cannot be read because of it.
        stops: bool,
    },

    /// A list item that YAML joins to the line above.
    DashJoined {
        /// Whether the line above is an item of a list.
        in_list: bool,
    },
    /// A list that `>` joins into one line.
    ListFolded {
        /// The line with `|`.
        mended: String,
    },

    /// `&name`: an anchor.
    Anchor {
        /// What stands there.
        text: String,
        /// The line with quotes around the value.
        mended: String,
    },
    /// `*name`: an alias.
    Alias {
        /// What stands there.
        text: String,
        /// The line with quotes around the value.
        mended: String,
    },
    /// `!name`: a tag.
    Tag {
        /// What stands there.
        text: String,
        /// The line with quotes around the value; none for a tag of YAML itself (`!!str`), which has to go.
        mended: Option<String>,
    },
    /// `<<`: a merge key.
    MergeKey,
    /// A second document.
    MoreDocuments,
    /// Nested deeper than is read.
    TooDeep {
        /// How deep at most.
        at_most: usize,
    },
    /// More values than are read.
    TooLarge {
        /// How many at most.
        at_most: usize,
    },
    /// The same key twice; [`Problem::also`] is where it was first.
    DuplicateKey {
        /// The key.
        text: String,
    },
}

/// What a problem is about, for programs that have a code for each topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// The bytes of the file.
    Encoding,
    /// Two versions in one file.
    Versions,
    /// Lines, keys and indentation.
    Syntax,
    /// A tab.
    Tab,
    /// Quotation marks.
    Quote,
    /// A character that means something in YAML, at the start of a value.
    Character,
    /// Brackets.
    Brackets,
    /// A colon inside a value.
    Colon,
    /// A comma inside a value.
    Comma,
    /// Text after ` #`.
    Hash,
    /// Lines that are joined into one.
    Fold,
    /// Anchors and aliases.
    Anchor,
    /// Tags.
    Tag,
    /// Merge keys.
    Merge,
    /// More than one document.
    Documents,
    /// How deep values are nested.
    Depth,
    /// How many values there are.
    Size,
    /// A key that is there twice.
    DuplicateKey,
}

impl Problem {
    pub(crate) fn new(span: &Span, kind: ProblemKind) -> Self {
        Self { span: span.clone(), also: None, kind }
    }

    pub(crate) fn and(mut self, also: &Span) -> Self {
        self.also = Some(also.clone());
        self
    }

    /// What it is about.
    pub fn topic(&self) -> Topic {
        self.kind.topic()
    }

    /// Whether the file was read in spite of it, perhaps even as it was meant: `a: x #y`.
    pub fn is_doubt(&self) -> bool {
        matches!(self.kind, ProblemKind::Hash { stops: false, .. })
    }

    /// How to repair it, in English.
    pub fn hint(&self) -> String {
        self.kind.hint()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.span.line_column();
        write!(f, "{}:{line}:{column}: {}", self.span.path(), self.kind)
    }
}

impl ProblemKind {
    /// What it is about.
    pub fn topic(&self) -> Topic {
        match self {
            Self::NotUtf8(_) => Topic::Encoding,
            Self::VersionsMixed => Topic::Versions,
            Self::Unreadable { .. }
            | Self::QuoteUnclear
            | Self::BracketsDiffer { .. }
            | Self::BlockNotIndented
            | Self::StrayCharacter
            | Self::BracketNotClosed { .. }
            | Self::NoKey { .. }
            | Self::NoSpaceAfterColon { .. }
            | Self::Indentation { .. }
            | Self::KeyMissing => Topic::Syntax,
            Self::Tab { .. } => Topic::Tab,
            Self::Apostrophe { .. }
            | Self::TextAfterQuote { .. }
            | Self::QuoteNotClosed { .. }
            | Self::Backslash { .. } => Topic::Quote,
            Self::TextAfterBlockMarker { .. }
            | Self::LoneDash { .. }
            | Self::DashBeforeText { .. }
            | Self::ListOfStars { .. }
            | Self::PercentLine { .. }
            | Self::CharacterAtStart { .. } => Topic::Character,
            Self::TextAfterBracket { .. }
            | Self::BracketNotOpen { .. }
            | Self::KeyNotText { .. }
            | Self::KeyWithoutValue { .. } => Topic::Brackets,
            Self::ColonInValue { .. } | Self::ColonInLines => Topic::Colon,
            Self::CommaCutsValue { .. } | Self::CommaInNumber { .. } => Topic::Comma,
            Self::Hash { .. } => Topic::Hash,
            Self::DashJoined { .. } | Self::ListFolded { .. } => Topic::Fold,
            Self::Anchor { .. } | Self::Alias { .. } => Topic::Anchor,
            Self::Tag { .. } => Topic::Tag,
            Self::MergeKey => Topic::Merge,
            Self::MoreDocuments => Topic::Documents,
            Self::TooDeep { .. } => Topic::Depth,
            Self::TooLarge { .. } => Topic::Size,
            Self::DuplicateKey { .. } => Topic::DuplicateKey,
        }
    }
}
