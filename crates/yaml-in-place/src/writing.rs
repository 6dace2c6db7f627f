//! How new values are written: plain where that certainly reads as the same text, else in quotes, and a text of several
//! lines below a `|`.

use super::edit::Edit;

/// How a file is laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct WriteStyle {
    /// What ends a line.
    pub(super) nl: &'static str,
    /// How much deeper than its key a list starts: 2, or 0.
    pub(super) list_indent: usize,
}

/// A value with everything in it, ready to be written.
#[derive(Debug)]
pub(super) enum FullValue {
    Empty,
    Text(String),
    /// One line as it is in the source.
    Raw(String),
    /// A list or group; `below` holds the comments below its last part.
    Row {
        list: bool,
        members: Vec<Member>,
        below: Vec<String>,
    },
}

/// An item, or a key with its value, and the comments above it.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) above: Vec<String>,
    /// None in a list.
    pub(super) key: Option<String>,
    pub(super) value: FullValue,
}

/// A value as it comes after a key or a dash.
#[derive(Debug)]
pub(super) enum NewValue {
    Empty,
    Inline(String),
    Block(BlockLines),
}

/// Lines below a key or a dash.
#[derive(Debug, Default)]
pub(super) struct BlockLines {
    /// Whether they are a text, with a `|` on the line above.
    pub(super) heading: bool,
    /// How far each line is indented, and what it says.
    pub(super) lines: Vec<(usize, String)>,
    /// How many lines at the end belong to one text. A comment below them must be indented less.
    tail: usize,
}

/// New YAML text of a value without an old one: lines in block style that start at column `indent`.
/// A list or group without parts is `[]` or `{}`; [`Edit::Keep`] and [`Edit::Empty`] write nothing.
pub fn write(edit: &Edit, indent: usize) -> String {
    let write_style = WriteStyle { nl: "\n", list_indent: 2 };
    let mut out = match write_style.new_value(&super::edit::without_old(edit), None, false) {
        NewValue::Empty => return String::new(),
        NewValue::Inline(text) => vec![(0, text)],
        NewValue::Block(block) => {
            let heading = block.heading.then(|| (0, "|".to_owned()));
            heading.into_iter().chain(block.lines).collect()
        }
    };
    for (depth, _) in &mut out {
        *depth += indent;
    }
    let mut out = write_style.with_lines(&out);
    out.remove(0);
    out.push('\n');
    out
}

impl WriteStyle {
    /// A value after a key or a dash (`in_list`) at a column; at the root without a column.
    pub(super) fn new_value(&self, full: &FullValue, column: Option<usize>, in_list: bool) -> NewValue {
        match full {
            FullValue::Empty => NewValue::Empty,
            FullValue::Raw(text) => NewValue::Inline(text.clone()),
            FullValue::Text(text) => match block_lines(text) {
                Some(lines) => {
                    let depth = column.unwrap_or(0) + 2;
                    let lines: Vec<_> = lines.into_iter().map(|line| (depth, line)).collect();
                    NewValue::Block(BlockLines { heading: true, tail: lines.len(), lines })
                }
                None => NewValue::Inline(scalar(text, false)),
            },
            FullValue::Row { list, members, .. } if members.is_empty() => NewValue::Inline(empty(*list).to_owned()),
            FullValue::Row { list: true, members, below } if below.is_empty() && is_word_list(members) => {
                in_brackets(full, in_list).map_or(NewValue::Empty, NewValue::Inline)
            }
            FullValue::Row { list, members, below } => {
                let column = match column {
                    None => 0,
                    Some(column) if *list && !in_list => column + self.list_indent,
                    Some(column) => column + 2,
                };
                let mut out = BlockLines::default();
                for member in members {
                    self.member(member, column, &mut out);
                }
                if !below.is_empty() {
                    out.lines.extend(below.iter().map(|line| (column, line.clone())));
                    out.tail = 0;
                }
                NewValue::Block(out)
            }
        }
    }

    /// The lines of an item, or of a key with its value.
    pub(super) fn member(&self, member: &Member, column: usize, out: &mut BlockLines) {
        out.lines.extend(member.above.iter().map(|line| (column, line.clone())));
        if let FullValue::Row { members, below, .. } = &member.value
            && members.is_empty()
        {
            out.lines.extend(below.iter().map(|line| (column, line.clone())));
        }
        let in_list = member.key.is_none();
        let heading = member.key.as_ref().map_or_else(|| "-".to_owned(), |key| format!("{}:", literal(key, false)));
        out.tail = 0;
        match self.new_value(&member.value, Some(column), in_list) {
            NewValue::Empty => out.lines.push((column, heading)),
            NewValue::Inline(text) => out.lines.push((column, format!("{heading} {text}"))),
            NewValue::Block(block) => {
                let mut lines = block.lines.into_iter().peekable();
                let behind = if block.heading {
                    Some("|".to_owned())
                } else {
                    // `- key: value` on one line, unless a comment comes first.
                    lines.next_if(|(_, text)| in_list && !text.starts_with('#')).map(|(_, text)| text)
                };
                out.lines
                    .push((column, behind.map_or_else(|| heading.clone(), |behind| format!("{heading} {behind}"))));
                out.lines.extend(lines);
                out.tail = block.tail;
            }
        }
    }

    /// Lines, each with a line end before it.
    pub(super) fn with_lines(&self, lines: &[(usize, String)]) -> String {
        let mut out = String::new();
        for (depth, text) in lines {
            out.push_str(self.nl);
            if !text.is_empty() {
                out.extend(std::iter::repeat_n(' ', *depth));
                out.push_str(text);
            }
        }
        out
    }
}

impl BlockLines {
    /// Keeps a comment below, at a column, from becoming a line of the text that ends here.
    pub(super) fn deeper_than(&mut self, column: Option<usize>) {
        let begin = self.lines.len() - self.tail.min(self.lines.len());
        let Some(tail) = self.lines.get_mut(begin..) else { return };
        if let (Some(column), Some((depth, _))) = (column, tail.first())
            && column >= *depth
        {
            let depth = column + 2 - (column % 2);
            tail.iter_mut().for_each(|line| line.0 = depth);
        }
    }

    /// Indents a text as far as the one it replaces.
    pub(super) fn at_depth(&mut self, depth: usize) {
        if self.heading {
            self.lines.iter_mut().for_each(|line| line.0 = depth);
        }
    }
}

/// The most characters of a list of words on one line.
const MAX_INLINE_LIST: usize = 60;

/// Whether a list is a few words, such as ids: those are written on one line.
fn is_word_list(members: &[Member]) -> bool {
    let word = |member: &Member| match &member.value {
        FullValue::Text(text)
            if member.above.is_empty() && !text.contains(char::is_whitespace) && is_bare(text, true) =>
        {
            Some(text.chars().count() + 2)
        }
        _ => None,
    };
    members.iter().map(word).sum::<Option<usize>>().is_some_and(|length| length <= MAX_INLINE_LIST)
}

/// A list or group without parts.
pub(super) fn empty(list: bool) -> &'static str {
    if list { "[]" } else { "{}" }
}

/// A value on one line in brackets; none when it has a text of several lines.
pub(super) fn in_brackets(full: &FullValue, in_list: bool) -> Option<String> {
    Some(match full {
        // A list in brackets cannot have empty items.
        FullValue::Empty => if in_list { "~" } else { "" }.to_owned(),
        FullValue::Raw(text) => text.clone(),
        FullValue::Text(text) if block_lines(text).is_some() => return None,
        FullValue::Text(text) => scalar(text, true),
        FullValue::Row { list, members, .. } => {
            let members: Option<Vec<String>> = members.iter().map(member_in_brackets).collect();
            let members = members?.join(", ");
            if *list { format!("[{members}]") } else { format!("{{{members}}}") }
        }
    })
}

/// An item, or a key with its value, in brackets.
pub(super) fn member_in_brackets(member: &Member) -> Option<String> {
    let value = in_brackets(&member.value, member.key.is_none())?;
    Some(match &member.key {
        Some(key) => format!("{}: {value}", literal(key, true)),
        None => value,
    })
}

/// A text as it is meant: every line end a `\n`, no spaces on blank lines, no blank lines around it.
pub(super) fn escape_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.contains('\n') {
        return text;
    }
    let lines: Vec<&str> = text.split('\n').map(|r| if r.trim().is_empty() { "" } else { r }).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// The lines of a text that can be written below a `|`; `None` when white space at the start of a line would become
/// indentation, or when it has characters that must be escaped.
fn block_lines(text: &str) -> Option<Vec<String>> {
    let text = escape_lines(text);
    if !text.contains('\n') || text.starts_with(' ') {
        return None;
    }
    let can_be_plain = |line: &str| {
        !line.trim_start_matches(' ').starts_with(char::is_whitespace) && !line.chars().any(|c| c != '\t' && is_odd(c))
    };
    let lines = text.split('\n');
    lines.clone().all(can_be_plain).then(|| lines.map(str::to_owned).collect())
}

/// A text on one line: plain, or in quotes; `flow`: in brackets.
fn scalar(text: &str, flow: bool) -> String {
    literal(&escape_lines(text), flow)
}

/// A text, or a key, on one line, line ends included.
fn literal(text: &str, flow: bool) -> String {
    if text.chars().any(is_odd) {
        let mut out = String::from("\"");
        for character in text.chars() {
            match character {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                _ if !is_odd(character) => out.push(character),
                _ => {
                    let code = u32::from(character);
                    out.push_str(&if code > 0xFFFF { format!("\\U{code:08X}") } else { format!("\\u{code:04X}") });
                }
            }
        }
        out.push('"');
        out
    } else if is_bare(text, flow) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// Whether a character must be escaped: YAML does not allow it or takes it for a line end, or the reader cleans it up.
pub(super) fn is_odd(character: char) -> bool {
    character.is_control()
        || crate::normal::is_unseen(character)
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E000}'..='\u{F8FF}')
}

/// Whether a text of one line reads as itself without quotes.
fn is_bare(text: &str, flow: bool) -> bool {
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return false };
    let begin = match first {
        '-' => characters.next().is_some_and(char::is_alphanumeric),
        '.' => !text.starts_with("..."),
        _ => !"?:,[]{}#&*!|>'\"%@`".contains(first),
    };
    let brackets = flow && text.contains([',', '[', ']', '{', '}']);
    begin
        && !brackets
        && text.trim() == text
        && !matches!(text, "~" | "<<")
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(" #")
        // After a colon a hard space is read as a space.
        && !text.contains(crate::normal::is_hard_space)
}
