//! Where the parts of a tree are in the text: colons and dashes, commas, comments, the ends of lines. The reader's tree
//! only has the places of values.

use crate::tree::{Node, TextStyle, Value};

/// A value with the places of its parts.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub(super) node: &'a Node,
    /// Where it starts: at its `|`, dash, bracket, first key or first letter.
    pub(super) from: usize,
    /// Where its last byte ends.
    pub(super) until: usize,
    /// The end of the line on which it ends; for parts below each other, with the comments of the last one.
    pub(super) end: usize,
    pub(super) shape: Shape<'a>,
}

/// How a value is written.
#[derive(Debug)]
pub(super) enum Shape<'a> {
    /// Nothing was typed.
    Nothing,
    /// A text, or `~`, or a `|` with nothing below.
    Word,
    /// A text below a `|` or `>`, which ends at `header_to`.
    Block { header_to: usize },
    /// Parts below each other.
    Row(Vec<LayoutPart<'a>>),
    /// Parts in brackets; `loose` is one entry in a list, without brackets of its own.
    Brackets { parts: Vec<LayoutPart<'a>>, loose: bool },
}

/// An item, or a key with its value.
#[derive(Debug)]
pub(super) struct LayoutPart<'a> {
    /// Where its key or dash starts; in brackets its key or value.
    pub(super) from: usize,
    /// Where its colon or dash ends.
    pub(super) mark_end: usize,
    pub(super) value: Layout<'a>,
    /// The end of its last line, and of the comments below it that are indented deeper than it is; in brackets the end
    /// of its value.
    pub(super) end: usize,
    /// In brackets: where the comma after it is.
    pub(super) comma: Option<usize>,
}

/// The places of a whole tree, and where its first value may start: after a byte order mark or `---`. None when the
/// tree is not what the text says, as after errors.
pub(super) fn of_root<'a>(text: &str, root: &'a Node) -> Option<(usize, Layout<'a>)> {
    let mut begin = text.len() - text.trim_start_matches('\u{FEFF}').len();
    // Where nothing was typed, a `...` comes after it.
    let typed = root.span.start() < root.span.end();
    loop {
        let at = after_blank(text, begin);
        let rest = rest(text, at);
        let loose = rest.get(3..).is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t', '\n', '\r']));
        let before = rest.starts_with("---") || (typed && rest.starts_with("..."));
        if !loose || !before || (typed && at >= root.span.start()) {
            break;
        }
        begin = at + 3;
    }
    Some((begin, lay_out(text, root, begin, false)?))
}

/// The places of a value that comes after an offset.
fn lay_out<'a>(text: &str, node: &'a Node, after: usize, flow: bool) -> Option<Layout<'a>> {
    let at = after_blank(text, after);
    let (from, until) = (node.span.start(), node.span.end());
    let loose = |until, shape| {
        let end = if flow { until } else { line_end(text, until) };
        Layout { node, from: at, until, end, shape }
    };
    match &node.value {
        Value::Empty if from == until => {
            let end = if flow { after } else { line_end(text, after) };
            Some(Layout { node, from: after, until: after, end, shape: Shape::Nothing })
        }
        Value::Text(scalar) if scalar.style == TextStyle::Block => {
            let heading = rest(text, at);
            let header_to = at + heading.find(char::is_whitespace).unwrap_or(heading.len());
            (heading.starts_with(['|', '>']) && from >= header_to)
                .then(|| loose(until.max(header_to), Shape::Block { header_to }))
        }
        Value::Empty | Value::Text(_) => (at == from).then(|| loose(until, Shape::Word)),
        Value::List(items) if rest(text, at).starts_with('[') => {
            let (parts, until) = brackets(text, at + 1, ']', items.iter().map(|item| (None, item)))?;
            Some(loose(until, Shape::Brackets { parts, loose: false }))
        }
        Value::Map(entries) => {
            let entries = entries.iter().map(|p| (Some((p.key_span.start(), p.key_span.end())), &p.value));
            if rest(text, at).starts_with('{') {
                let (parts, until) = brackets(text, at + 1, '}', entries)?;
                Some(loose(until, Shape::Brackets { parts, loose: false }))
            } else if flow {
                let (key, value) = entries.into_iter().next()?;
                let part = part(text, key, value, at, true)?;
                Some(loose(part.end, Shape::Brackets { parts: vec![part], loose: true }))
            } else {
                row(text, node, at, entries)
            }
        }
        Value::List(items) => row(text, node, at, items.iter().map(|item| (None, item))),
    }
}

type KeySpan = Option<(usize, usize)>;

/// Parts below each other.
fn row<'a>(
    text: &str,
    node: &'a Node,
    from: usize,
    parts: impl Iterator<Item = (KeySpan, &'a Node)>,
) -> Option<Layout<'a>> {
    let mut out: Vec<LayoutPart<'a>> = Vec::new();
    let mut after = from;
    for (key, value) in parts {
        let part = part(text, key, value, after_blank(text, after), false)?;
        after = part.value.until;
        out.push(part);
    }
    let end = out.last()?.end;
    Some(Layout { node, from, until: after, end, shape: Shape::Row(out) })
}

/// Parts in brackets, and where the closing bracket ends.
fn brackets<'a>(
    text: &str,
    from: usize,
    close: char,
    parts: impl Iterator<Item = (KeySpan, &'a Node)>,
) -> Option<(Vec<LayoutPart<'a>>, usize)> {
    let mut out: Vec<LayoutPart<'a>> = Vec::new();
    let mut after = from;
    for (key, value) in parts {
        if out.last().is_some_and(|previous| previous.comma.is_none()) {
            return None;
        }
        let mut part = part(text, key, value, after_blank(text, after), true)?;
        let comma = after_blank(text, part.end);
        part.comma = rest(text, comma).starts_with(',').then_some(comma);
        after = if part.comma.is_some() { comma + 1 } else { part.end };
        out.push(part);
    }
    let end = after_blank(text, after);
    rest(text, end).starts_with(close).then_some((out, end + 1))
}

fn part<'a>(text: &str, key: KeySpan, value: &'a Node, from: usize, flow: bool) -> Option<LayoutPart<'a>> {
    let mark_end = match key {
        Some((begin, end)) => {
            let mark_end = after_blank(text, end);
            (begin == from && rest(text, mark_end).starts_with(':')).then_some(mark_end + 1)?
        }
        None if flow => from,
        None => rest(text, from).starts_with('-').then_some(from + 1)?,
    };
    let value = lay_out(text, value, mark_end, flow)?;
    let end = if flow { value.until } else { run_out(text, value.end, column(text, from)) };
    Some(LayoutPart { from, mark_end, value, end, comma: None })
}

/// The end of the comment lines below a line end that are indented deeper than a column.
fn run_out(text: &str, mut end: usize, depth: usize) -> usize {
    for (column, until) in comments_below(text, end) {
        if column <= depth {
            break;
        }
        end = until;
    }
    end
}

/// The comment lines right below a line end, perhaps with blank lines between: the column and the end of each.
fn comments_below(text: &str, end: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut at = end;
    std::iter::from_fn(move || {
        loop {
            let begin = at + line_break(text, at);
            if begin == at {
                return None;
            }
            let line = text.get(begin..line_end(text, begin))?;
            at = begin + line.len();
            let bare = line.trim_start_matches([' ', '\t']);
            if bare.starts_with('#') {
                return Some((line.len() - bare.len(), at));
            }
            if !bare.is_empty() {
                return None;
            }
        }
    })
}

/// The column of the comment below a line end, if a comment is what comes next.
pub(super) fn depth_below(text: &str, end: usize) -> Option<usize> {
    comments_below(text, end).next().map(|(column, _)| column)
}

/// The first offset from here on that is not white space or a comment.
pub(super) fn after_blank(text: &str, mut at: usize) -> usize {
    loop {
        let bare = rest(text, at).trim_start_matches([' ', '\t', '\n', '\r']);
        at = text.len() - bare.len();
        let loose = text
            .get(..at)
            .is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t', '\n', '\r', '\u{FEFF}']));
        if !bare.starts_with('#') || !loose {
            return at;
        }
        at = line_end(text, at);
    }
}

/// The text from an offset.
pub(super) fn rest(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

/// Where the line of an offset ends, before its line end.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    rest(text, at).find(['\n', '\r']).map_or(text.len(), |i| at + i)
}

/// How long the line end at an offset is; 0 where there is none.
pub(super) fn line_break(text: &str, at: usize) -> usize {
    let rest = rest(text, at);
    if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) }
}

/// Where the last line end in a stretch starts.
pub(super) fn last_line_break(text: &str, from: usize, until: usize) -> Option<usize> {
    let piece = text.get(from..until)?;
    let i = piece.rfind(['\n', '\r'])?;
    Some(from + if piece.get(..=i).is_some_and(|piece| piece.ends_with("\r\n")) { i - 1 } else { i })
}

/// The column of an offset, in characters from 0.
pub(super) fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let begin = before.rfind(['\n', '\r']).map_or(0, |i| i + 1);
    rest(before, begin).chars().filter(|&c| c != '\u{FEFF}').count()
}
