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
            Self::VersionsMixed => f.write_str("two versions of a text stand in one file"),
            Self::Unreadable { parser } => write!(f, "this line cannot be read: {parser}"),
            Self::QuoteUnclear => f.write_str("a quotation mark on this line goes with no other"),
            Self::BracketsDiffer { open, close } => write!(f, "the bracket `{open}` is closed with `{close}`"),
            Self::BlockNotIndented => f.write_str("this line is not indented enough"),
            Self::StrayCharacter => f.write_str("this character cannot stand here"),
            Self::BracketNotClosed { open, .. } => write!(f, "the bracket `{open}` is not closed"),
            Self::NoKey { .. } => f.write_str("no key with a colon stands on this line"),
            Self::NoSpaceBehindColon { .. } => f.write_str("a space is missing behind this colon"),
            Self::Indentation { .. } => f.write_str("the indentation of this line fits none of the lines above"),
            Self::KeyMissing => f.write_str("a key is missing before this colon"),
            Self::Tab { .. } => f.write_str("a tab; YAML is indented with spaces alone"),
            Self::Apostrophe { .. } => {
                f.write_str("the value begins with an apostrophe, and YAML reads that as a quotation mark")
            }
            Self::TextBehindQuote { .. } => f.write_str("there is text behind the closing quotation mark"),
            Self::QuoteNotClosed { .. } => f.write_str("this quotation mark is not closed"),
            Self::Backslash { .. } => f.write_str("a `\\` in double quotes is an escape"),
            Self::TextBehindBlockSign { sign, .. } => {
                write!(f, "no text can stand behind a `{sign}` at the start of a value")
            }
            Self::LoneDash { .. } => f.write_str("a dash is no value, but the start of a list"),
            Self::DashBeforeText { .. } => f.write_str("a value cannot begin with a dash and a space"),
            Self::ListOfStars { .. } => f.write_str("a list has dashes, not asterisks"),
            Self::PercentLine { .. } => f.write_str("a line cannot begin with `%`"),
            Self::SignAtStart { sign, .. } => {
                write!(f, "a value cannot begin with `{sign}`, which has a meaning in YAML")
            }
            Self::TextBehindBracket { open, .. } => {
                write!(f, "the value begins with `{open}`, and there is text behind the closing bracket")
            }
            Self::BracketNotOpen { close, .. } => write!(f, "`{close}` closes a bracket that is not open"),
            Self::KeyNotText { found, .. } => write!(f, "a key is a text; YAML reads this one as {found}"),
            Self::KeyWithoutValue { text } => write!(f, "`{text}` stands in `{{ }}` without a value"),
            Self::ColonInValue { .. } => f.write_str("a colon inside a value, where YAML reads a new key"),
            Self::ColonInLines => f.write_str("a colon inside a text of more lines, where YAML reads a new key"),
            Self::CommaCutsValue { text, .. } => write!(f, "behind the comma YAML reads `{text}` as a new key"),
            Self::CommaInNumber { text, .. } => write!(f, "YAML reads `{text}` in brackets as two values"),
            Self::Hash { text, .. } => write!(f, "`{text}` is dropped: behind ` #` YAML reads a comment"),
            Self::DashJoined { .. } => f.write_str("YAML joins this dash to the text above"),
            Self::ListFolded { .. } => f.write_str("`>` joins the lines of this list to one"),
            Self::Anchor { text, .. } => write!(f, "YAML does not read `{text}` as text: `&` begins an anchor"),
            Self::Alias { text, .. } => write!(f, "YAML does not read `{text}` as text, but as an alias"),
            Self::Tag { text, .. } => write!(f, "YAML does not read `{text}` as text: `!` begins a tag"),
            Self::MergeKey => f.write_str("`<<` does not merge maps here"),
            Self::MoreDocuments => f.write_str("a second document begins here, in the same file"),
            Self::TooDeep { at_most } => write!(f, "lists and maps are nested more than {at_most} deep"),
            Self::TooLarge { at_most } => write!(f, "the file has more than {at_most} values"),
            Self::DuplicateKey { text } => write!(f, "the key `{text}` is there twice"),
        }
    }
}

impl ProblemKind {
    /// How to repair it, in English.
    pub fn hint(&self) -> String {
        match self {
            Self::NotUtf8(Encoding::Utf16 | Encoding::SingleByte) => "save the file as UTF-8".to_owned(),
            Self::NotUtf8(Encoding::Office | Encoding::Binary) => "save what is in it as plain text".to_owned(),
            Self::VersionsMixed => {
                "choose the good version of each part, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
                    .to_owned()
            }
            Self::Unreadable { .. } => "look at colons, quotes and indentation, also above this line".to_owned(),
            Self::QuoteUnclear => "see that each quotation mark is closed".to_owned(),
            Self::BracketsDiffer { .. } => "close `[` with `]`, and `{` with `}`".to_owned(),
            Self::BlockNotIndented => "indent all lines below `|` or `>` by the same".to_owned(),
            Self::StrayCharacter => "remove it, or put quotes around the value".to_owned(),
            Self::BracketNotClosed { mended, .. } | Self::QuoteNotClosed { mended } => format!("close it: `{mended}`"),
            Self::NoKey { below_block: true, .. } => "indent the text below `|` or `>` further than its key".to_owned(),
            Self::NoKey { text, .. } => {
                format!("write a key as `{text}: ...`; indent the line if it belongs to the text above")
            }
            Self::NoSpaceBehindColon { mended } => format!("write `{mended}`"),
            Self::Indentation { like: Some((column, text)) } => {
                format!("begin the line in column {column}, right below `{text}`")
            }
            Self::Indentation { like: None } => "begin lines that belong together in the same column".to_owned(),
            Self::KeyMissing => "write `key: value`".to_owned(),
            Self::Tab { lines: 0 | 1 } => "put spaces instead of the tab, two for each step".to_owned(),
            Self::Tab { lines } => {
                format!("put spaces instead of the tab; {lines} lines of this file are indented with one")
            }
            Self::Backslash { mended } => format!("use single quotes: `{mended}`"),
            Self::LoneDash { mended } => format!("leave the value empty, or put quotes around it: `{mended}`"),
            Self::DashBeforeText { mended } => {
                format!("put quotes around the value: `{mended}`; a list begins on a new line")
            }
            Self::ListOfStars { mended } => format!("write a dash: `{mended}`"),
            Self::PercentLine { mended: None } => "remove this line".to_owned(),
            Self::Apostrophe { mended }
            | Self::TextBehindQuote { mended }
            | Self::TextBehindBlockSign { mended, .. }
            | Self::PercentLine { mended: Some(mended) }
            | Self::SignAtStart { mended, .. }
            | Self::TextBehindBracket { mended, .. }
            | Self::BracketNotOpen { mended, .. }
            | Self::KeyNotText { mended, .. }
            | Self::ColonInValue { mended }
            | Self::CommaCutsValue { mended: Some(mended), as_list: None, .. }
            | Self::Anchor { mended, .. }
            | Self::Tag { mended: Some(mended), .. } => format!("put quotes around the value: `{mended}`"),
            Self::KeyWithoutValue { .. } => {
                "write `{key: value}`; use `[ ]` for a list, or put quotes around a text with brackets".to_owned()
            }
            Self::ColonInLines => "put `|` behind the colon of the key and begin the text on the next line".to_owned(),
            Self::CommaCutsValue { mended: Some(mended), as_list: Some(as_list), .. } => {
                format!("if these are names, make a list of them: `{as_list}`; if it is one text: `{mended}`")
            }
            Self::CommaCutsValue { text, mended: None, .. } => {
                format!("give `{text}` a value, or remove the comma")
            }
            Self::CommaInNumber { mended, as_two, .. } => {
                format!("put quotes around one number: `{mended}`; two have a space behind the comma: `{as_two}`")
            }
            Self::Hash { mended: Some(mended), .. } => {
                format!("put quotes around the value: `{mended}`; or a space behind the `#` of a comment")
            }
            Self::Hash { mended: None, .. } => {
                "put quotes around the whole value, or a space behind the `#` of a comment".to_owned()
            }
            Self::DashJoined { in_list: true } => "begin the dashes of a list in the same column".to_owned(),
            Self::DashJoined { in_list: false } => {
                "put `|` behind the colon of the key and begin the text on the next line".to_owned()
            }
            Self::ListFolded { mended } => format!("use `|`: `{mended}`"),
            Self::Alias { mended, .. } => {
                format!("put quotes around the value: `{mended}`; or write out what it stands for")
            }
            Self::Tag { text, mended: None } => format!("remove `{text}`: what is typed stays as it is"),
            Self::MergeKey => "write the keys out here".to_owned(),
            Self::MoreDocuments => "remove the line `---` or `...`, or make two files".to_owned(),
            Self::TooDeep { .. } => "see whether there are brackets too many".to_owned(),
            Self::TooLarge { .. } => "divide it over more files".to_owned(),
            Self::DuplicateKey { .. } => "put the two together, or give one of them another name".to_owned(),
        }
    }
}
