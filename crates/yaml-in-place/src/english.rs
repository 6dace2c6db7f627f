//! The problems of a file in English.

use std::fmt;

use crate::problem::{Encoding, ProblemKind};

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8(Encoding::Utf16) => f.write_str("the file is UTF-16, not UTF-8"),
            Self::NotUtf8(Encoding::Office) => f.write_str("the file is an office document or a zip, not text"),
            Self::NotUtf8(Encoding::Binary) => f.write_str("the file is not text"),
            Self::NotUtf8(Encoding::SingleByte) => f.write_str("the file is not UTF-8, but most likely Windows-1252"),
            Self::VersionsMixed => f.write_str("the file holds two versions of a text, as a merge left them"),
            Self::Unreadable { parser } => write!(f, "this line cannot be read: {parser}"),
            Self::QuoteUnclear => f.write_str("a quotation mark on this line has no partner"),
            Self::BracketsDiffer { open, close } => write!(f, "the bracket `{open}` is closed with `{close}`"),
            Self::BlockNotIndented => f.write_str("this line is not indented enough"),
            Self::StrayCharacter => f.write_str("this character is not allowed here"),
            Self::BracketNotClosed { open, .. } => write!(f, "the bracket `{open}` is not closed"),
            Self::NoKey { .. } => f.write_str("there is no key with a colon on this line"),
            Self::NoSpaceAfterColon { .. } => f.write_str("a space is missing after this colon"),
            Self::Indentation { .. } => f.write_str("the indentation of this line matches none of the lines above"),
            Self::KeyMissing => f.write_str("a key is missing before this colon"),
            Self::Tab { .. } => f.write_str("a tab; YAML is indented with spaces only"),
            Self::Apostrophe { .. } => {
                f.write_str("the value begins with an apostrophe, and YAML reads that as a quotation mark")
            }
            Self::TextAfterQuote { .. } => f.write_str("there is text after the closing quotation mark"),
            Self::QuoteNotClosed { .. } => f.write_str("this quotation mark is not closed"),
            Self::Backslash { .. } => f.write_str("a `\\` in double quotes is an escape"),
            Self::TextAfterBlockMarker { sign, .. } => {
                write!(f, "there can be no text after a `{sign}` at the start of a value")
            }
            Self::LoneDash { .. } => f.write_str("a dash is no value, but the start of a list"),
            Self::DashBeforeText { .. } => f.write_str("a value cannot begin with a dash and a space"),
            Self::ListOfStars { .. } => f.write_str("a list has dashes, not asterisks"),
            Self::PercentLine { .. } => f.write_str("a line cannot begin with `%`"),
            Self::CharacterAtStart { sign, .. } => {
                write!(f, "a value cannot begin with `{sign}`, which has a meaning in YAML")
            }
            Self::TextAfterBracket { open, .. } => {
                write!(f, "the value begins with `{open}`, and there is text after the closing bracket")
            }
            Self::BracketNotOpen { close, .. } => write!(f, "`{close}` closes a bracket that is not open"),
            Self::KeyNotText { found, .. } => write!(f, "a key is a text; YAML reads this one as {found}"),
            Self::KeyWithoutValue { text } => write!(f, "`{text}` is in `{{ }}` without a value"),
            Self::ColonInValue { .. } => f.write_str("a colon inside a value, where YAML reads a new key"),
            Self::ColonInLines => f.write_str("a colon inside a text of several lines, where YAML reads a new key"),
            Self::CommaCutsValue { text, .. } => write!(f, "after the comma YAML reads `{text}` as a new key"),
            Self::CommaInNumber { text, .. } => write!(f, "YAML reads `{text}` in brackets as two values"),
            Self::Hash { text, .. } => write!(f, "`{text}` is dropped: after ` #` YAML reads a comment"),
            Self::DashJoined { .. } => f.write_str("YAML joins this dash to the text above it"),
            Self::ListFolded { .. } => f.write_str("`>` joins the lines of this list into one"),
            Self::Anchor { text, .. } => write!(f, "YAML does not read `{text}` as text: `&` begins an anchor"),
            Self::Alias { text, .. } => write!(f, "YAML does not read `{text}` as text, but as an alias"),
            Self::Tag { text, .. } => write!(f, "YAML does not read `{text}` as text: `!` begins a tag"),
            Self::MergeKey => f.write_str("`<<` does not merge maps here"),
            Self::MoreDocuments => f.write_str("a second document begins here, in the same file"),
            Self::TooDeep { at_most } => write!(f, "lists and maps are nested more than {at_most} deep"),
            Self::TooLarge { at_most } => write!(f, "the file has more than {at_most} values"),
            Self::DuplicateKey { text } => write!(f, "the key `{text}` occurs twice"),
        }
    }
}

impl ProblemKind {
    /// How to repair it, in English.
    pub fn hint(&self) -> String {
        match self {
            Self::NotUtf8(Encoding::Utf16 | Encoding::SingleByte) => "save the file as UTF-8".to_owned(),
            Self::NotUtf8(Encoding::Office | Encoding::Binary) => "save its content as plain text".to_owned(),
            Self::VersionsMixed => {
                "choose the good version of each part, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
                    .to_owned()
            }
            Self::Unreadable { .. } => "look at colons, quotes and indentation, also above this line".to_owned(),
            Self::QuoteUnclear => "close every quotation mark".to_owned(),
            Self::BracketsDiffer { .. } => "close `[` with `]`, and `{` with `}`".to_owned(),
            Self::BlockNotIndented => "indent all lines below `|` or `>` equally".to_owned(),
            Self::StrayCharacter => "remove it, or put quotes around the value".to_owned(),
            Self::BracketNotClosed { mended, .. } | Self::QuoteNotClosed { mended } => format!("close it: `{mended}`"),
            Self::NoKey { below_block: true, .. } => "indent the text below `|` or `>` further than its key".to_owned(),
            Self::NoKey { text, .. } => {
                format!("write a key as `{text}: ...`; indent the line if it belongs to the text above")
            }
            Self::NoSpaceAfterColon { mended } => format!("write `{mended}`"),
            Self::Indentation { like: Some((column, text)) } => {
                format!("start the line in column {column}, right below `{text}`")
            }
            Self::Indentation { like: None } => "start lines that belong together in the same column".to_owned(),
            Self::KeyMissing => "write `key: value`".to_owned(),
            Self::Tab { lines: 0 | 1 } => "replace the tab with spaces, two for each level".to_owned(),
            Self::Tab { lines } => {
                format!("replace the tab with spaces; {lines} lines of this file are indented with tabs")
            }
            Self::Backslash { mended } => format!("use single quotes: `{mended}`"),
            Self::LoneDash { mended } => format!("leave the value empty, or put quotes around it: `{mended}`"),
            Self::DashBeforeText { mended } => {
                format!("put quotes around the value: `{mended}`; a list begins on a new line")
            }
            Self::ListOfStars { mended } => format!("write a dash: `{mended}`"),
            Self::PercentLine { mended: None } => "remove this line".to_owned(),
            Self::Apostrophe { mended }
            | Self::TextAfterQuote { mended }
            | Self::TextAfterBlockMarker { mended, .. }
            | Self::PercentLine { mended: Some(mended) }
            | Self::CharacterAtStart { mended, .. }
            | Self::TextAfterBracket { mended, .. }
            | Self::BracketNotOpen { mended, .. }
            | Self::KeyNotText { mended, .. }
            | Self::ColonInValue { mended }
            | Self::CommaCutsValue { mended: Some(mended), as_list: None, .. }
            | Self::Anchor { mended, .. }
            | Self::Tag { mended: Some(mended), .. } => format!("put quotes around the value: `{mended}`"),
            Self::KeyWithoutValue { .. } => {
                "write `{key: value}`; use `[ ]` for a list, or put quotes around a text with brackets".to_owned()
            }
            Self::ColonInLines => "put `|` after the colon of the key and start the text on the next line".to_owned(),
            Self::CommaCutsValue { mended: Some(mended), as_list: Some(as_list), .. } => {
                format!("if these are names, make a list of them: `{as_list}`; if it is one text: `{mended}`")
            }
            Self::CommaCutsValue { text, mended: None, .. } => {
                format!("give `{text}` a value, or remove the comma")
            }
            Self::CommaInNumber { mended, as_two, .. } => {
                format!(
                    "put quotes around one number: `{mended}`; two numbers have a space after the comma: `{as_two}`"
                )
            }
            Self::Hash { mended: Some(mended), .. } => {
                format!("put quotes around the value: `{mended}`; or put a space after the `#` of a comment")
            }
            Self::Hash { mended: None, .. } => {
                "put quotes around the whole value, or put a space after the `#` of a comment".to_owned()
            }
            Self::DashJoined { in_list: true } => "start the dashes of a list in the same column".to_owned(),
            Self::DashJoined { in_list: false } => {
                "put `|` after the colon of the key and start the text on the next line".to_owned()
            }
            Self::ListFolded { mended } => format!("use `|`: `{mended}`"),
            Self::Alias { mended, .. } => {
                format!("put quotes around the value: `{mended}`; or write out what it stands for")
            }
            Self::Tag { text, mended: None } => format!("remove `{text}`: what is typed stays as it is"),
            Self::MergeKey => "write the keys out here".to_owned(),
            Self::MoreDocuments => "remove the line `---` or `...`, or make two files".to_owned(),
            Self::TooDeep { .. } => "check for superfluous brackets".to_owned(),
            Self::TooLarge { .. } => "split it into several files".to_owned(),
            Self::DuplicateKey { .. } => "merge the two, or rename one of them".to_owned(),
        }
    }
}
