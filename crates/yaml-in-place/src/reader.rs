//! Builds the tree from the parser's events, with a stack of open collections instead of recursion: depth and number of
//! nodes are bounded, whatever the file holds.

use std::collections::HashMap;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, Span as RawSpan, StructureStyle, options};

use super::line::Previous;
use super::tree::{Entry, MAX_DEPTH, Node, Scalar, TextStyle, Value};
use super::{errors, refused, traps};
use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, Span};

/// How many values a file may hold.
pub const MAX_NODES: usize = 1_000_000;
/// How many problems of one file are reported at most.
const MAX_PROBLEMS: usize = 1_000;

/// Reads a source as a tree. `None` when it cannot be read as one; then there is a problem that says why.
/// Problems may also be found in a file that is read; the caller decides whether to go on with it.
/// A source without content is [`Value::Empty`].
pub fn read(source: &Arc<Source>, problems: &mut Vec<Problem>) -> Option<Node> {
    read_limited(source, problems, MAX_NODES)
}

/// [`read`], with another bound on the number of values.
pub(super) fn read_limited(source: &Arc<Source>, problems: &mut Vec<Problem>, max_nodes: usize) -> Option<Node> {
    let mut reader = Reader {
        source,
        open: Vec::new(),
        root: None,
        nodes: 0,
        max_nodes,
        documents: 0,
        previous: Previous::default(),
        found: Vec::new(),
    };
    let outcome = reader.read();
    problems.append(&mut reader.found);
    outcome
}

/// A list or group that is not closed yet.
struct Open {
    from: usize,
    flow: bool,
    content: OpenContent,
}

enum OpenContent {
    List(Vec<Node>),
    Map(Group),
}

/// The keys of an open group so far.
#[derive(Default)]
struct Group {
    entries: Vec<Entry>,
    /// The key that waits for its value.
    key: Option<(String, Span)>,
    /// Where each key was first.
    seen: HashMap<String, Span>,
    /// Indices of entries in `{ }` without a colon.
    loose: Vec<usize>,
}

/// Signals that reading stops; the problem was reported.
struct Stopped;

struct Reader<'a> {
    source: &'a Arc<Source>,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    max_nodes: usize,
    documents: usize,
    previous: Previous,
    found: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) -> Option<Node> {
        let options = options! {
            disallow_directives: true,
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            max_buffered_comment_events: 1_000_000,
            flow_nesting_limit: MAX_DEPTH + 20,
            block_nesting_limit: MAX_DEPTH + 20,
        };
        let source = self.source;
        for event in Parser::new_from_str_with_options(source.text(), options) {
            match event {
                Ok((event, span)) => {
                    if self.take(event, &span).is_err() {
                        return None;
                    }
                }
                Err(err) => {
                    let flow = self.open.iter().filter(|o| o.flow).count();
                    let bracket = self.open.iter().rev().find(|o| o.flow).map(|o| o.from);
                    let state = errors::ParserState { source, previous: self.previous, flow, bracket };
                    // What was found before may well come from the same mistake.
                    self.found = vec![errors::explain(&state, &err)];
                    return None;
                }
            }
        }
        Some(self.root.take().unwrap_or_else(|| Node { span: Span::begin(source), value: Value::Empty }))
    }

    /// Takes one event.
    fn take(&mut self, event: Event<'_>, span: &RawSpan) -> Result<(), Stopped> {
        let (from, to) = (self.offset(span, false), self.offset(span, true));
        if let (Some(_), Some(tag), false) = (event.tag(), span.tag_span(), self.full()) {
            let tag = self.span(self.offset(&tag, false), self.offset(&tag, true));
            self.push(refused::tag(&tag, self.in_flow()));
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return self.stop(refused::more_documents(&self.span(from, to)));
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                if self.is_merge() {
                    return Err(Stopped);
                }
                return self.stop(refused::alias(&self.span(from, to), self.in_flow()));
            }
            Event::Anchor(..) if self.full() => {}
            Event::Anchor(..) => self.push(refused::anchor(&self.span(from, to), self.in_flow())),
            Event::Comment(..) if self.full() => {}
            Event::Comment(..) => {
                if let Some(problem) = traps::hash_sign(&self.span(from, to), &self.previous, self.in_flow()) {
                    self.push(problem);
                }
            }
            Event::Scalar(text, style, ..) => {
                let node = self.text(&text, style, from, to);
                // Where nothing was typed the place is a guess, sometimes past a comment.
                if from < to {
                    self.previous = Previous { to, text: Some((from, to, style == ScalarStyle::Plain)) };
                }
                self.put(node)?;
            }
            Event::SequenceStart(style, ..) => {
                self.begin(from, to, style, OpenContent::List(Vec::new()))?;
            }
            Event::MappingStart(style, ..) => {
                self.begin(from, to, style, OpenContent::Map(Group::default()))?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(to)?,
            _ => {}
        }
        Ok(())
    }

    /// A text, or nothing.
    fn text(&mut self, text: &str, style: ScalarStyle, from: usize, to: usize) -> Node {
        let (style, empty) = match style {
            ScalarStyle::Plain => (TextStyle::Bare, from == to || text == "~"),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (TextStyle::Quoted, false),
            ScalarStyle::Literal | ScalarStyle::Folded => (TextStyle::Block, text.trim().is_empty()),
        };
        let source = self.source;
        let heading = match style {
            TextStyle::Block => traps::block_header(source.text(), self.previous.to, from),
            TextStyle::Bare | TextStyle::Quoted => None,
        };
        let raw = &source.text()[from..to];
        let span = match heading {
            Some((heading, header_text)) if empty => self.span(heading, heading + header_text.len()),
            _ => self.span(from, from + raw.trim_end_matches(['\n', '\r', ' ']).len()),
        };
        if style != TextStyle::Quoted
            && let Some(problem) = traps::in_text(&span, heading, empty)
        {
            self.push(problem);
        }
        let value = if empty { Value::Empty } else { Value::Text(Scalar { text: text.to_owned(), style }) };
        Node { span, value }
    }

    /// Opens a list or group.
    fn begin(&mut self, from: usize, to: usize, style: StructureStyle, content: OpenContent) -> Result<(), Stopped> {
        if self.open.len() >= MAX_DEPTH {
            return self.stop(refused::too_deep(&self.span(from, to)));
        }
        let flow = style == StructureStyle::Flow;
        if flow {
            self.previous.to = to;
        }
        self.open.push(Open { from, flow, content });
        Ok(())
    }

    /// Closes the innermost list or group.
    fn close(&mut self, to: usize) -> Result<(), Stopped> {
        let Some(Open { from, flow, content }) = self.open.pop() else { return Ok(()) };
        // For the parser a block ends where the next thing starts; its text ends with its last value.
        let last = match &content {
            OpenContent::List(items) => items.last().map(|node| node.span.end()),
            OpenContent::Map(group) => group.entries.last().map(|entry| entry.value.span.end()),
        };
        let with_bracket = flow && self.source.text()[..to].ends_with([']', '}']);
        if with_bracket {
            self.previous.to = to;
        }
        let room = MAX_PROBLEMS.saturating_sub(self.found.len());
        let value = match content {
            OpenContent::List(items) => {
                if flow {
                    for problem in traps::split_numbers(&items, room) {
                        self.push(problem);
                    }
                }
                Value::List(items)
            }
            OpenContent::Map(mut group) => {
                for problem in traps::loose_keys(&mut group.entries, &group.loose, room) {
                    self.push(problem);
                }
                Value::Map(group.entries)
            }
        };
        let to = if with_bracket { to } else { last.unwrap_or(to) };
        self.put(Node { span: self.span(from, to), value })
    }

    /// Gives a finished value its place: the root, an item, a key, or the value of a key.
    fn put(&mut self, node: Node) -> Result<(), Stopped> {
        self.nodes += 1;
        if self.nodes > self.max_nodes {
            return self.stop(refused::too_large(&node.span, self.max_nodes));
        }
        let full = self.full();
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        let flow = open.flow;
        let problem = match &mut open.content {
            OpenContent::List(items) => {
                items.push(node);
                None
            }
            OpenContent::Map(group) => match group.key.take() {
                Some(key) => group.entry(key, node, flow),
                None => {
                    let problem = if full { None } else { refused::key(&node, flow) };
                    if problem.is_some() && node.as_text().is_none() {
                        // One mistake: what was found inside the key is part of it.
                        let begin = node.span.start();
                        self.found.retain(|problem| problem.span.start() < begin);
                    }
                    group.key = Some((refused::key_text(&node), node.span));
                    problem
                }
            },
        };
        if let Some(problem) = problem {
            self.push(problem);
        }
        Ok(())
    }

    /// Whether the key that waits for its value is `<<`.
    fn is_merge(&self) -> bool {
        let Some(Open { content: OpenContent::Map(group), .. }) = self.open.last() else { return false };
        group.key.as_ref().is_some_and(|(_, span)| span.text() == "<<")
    }

    fn in_flow(&self) -> bool {
        self.open.iter().any(|open| open.flow)
    }

    /// Whether so much is wrong that more problems would help nobody.
    fn full(&self) -> bool {
        self.found.len() >= MAX_PROBLEMS
    }

    fn push(&mut self, problem: Problem) {
        if !self.full() {
            self.found.push(problem);
        }
    }

    /// Reports the problem that makes reading stop; this one is reported however many there are.
    fn stop(&mut self, problem: Problem) -> Result<(), Stopped> {
        self.found.push(problem);
        Err(Stopped)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.source, from, to)
    }

    fn offset(&self, span: &RawSpan, end: bool) -> usize {
        errors::offset(self.source, if end { &span.end } else { &span.start })
    }
}

impl Group {
    /// Adds an entry; a key that is there already is reported and left out.
    fn entry(&mut self, (key, span): (String, Span), value: Node, flow: bool) -> Option<Problem> {
        if flow && traps::without_colon(&span, &value) {
            self.loose.push(self.entries.len());
        } else if key == "<<" && span.text() == "<<" {
            return None; // refused, and reported
        } else if let Some(first_of_all) = self.seen.get(&key) {
            let kind = ProblemKind::DuplicateKey { text: super::line::short(&key) };
            return Some(Problem::new(&span, kind).and(first_of_all));
        } else {
            self.seen.insert(key.clone(), span.clone());
        }
        self.entries.push(Entry { key, key_span: span, value });
        None
    }
}
