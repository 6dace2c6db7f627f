//! How much of a text is kept, and its beginning, which keeps its form: a list stays a list, and a link a link.

use crate::text::{Block, Inline, Markdown, cut, sentences};

/// Characters on a line of the summary, about.
const LINE: usize = 92;

/// How much of a text is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Sentences.
    pub sentences: usize,
    /// Characters.
    pub characters: usize,
}

impl Limit {
    /// All of it.
    pub const WHOLE: Self = Self { sentences: usize::MAX, characters: usize::MAX };

    /// The beginning of a plain text (see [`cut::beginning`]).
    pub fn short(self, text: &str) -> String {
        cut::cut(text, self.sentences, self.characters)
    }

    /// The most characters of a name or an address.
    pub fn name(self) -> usize {
        if self == Self::WHOLE { usize::MAX } else { self.characters.min(90) }
    }

    /// Whether a plain text fits, so that it may stand as it is, with its lists.
    pub fn fits(self, text: &str) -> bool {
        self == Self::WHOLE
            || text.chars().count() <= self.characters
                && text.lines().count() <= self.lines()
                && sentences::sentences(text).len() <= self.sentences
    }

    /// How many lines of a text are kept, about.
    fn lines(self) -> usize {
        self.characters / 80
    }

    /// What is kept of a text, in its own form, and whether that is all of it.
    pub fn kept(self, markdown: &Markdown) -> (Markdown, bool) {
        if self.fits(&markdown.plain_text()) {
            return (markdown.clone(), true);
        }
        beginning(markdown, self.sentences, self.characters, self.lines().max(1))
    }
}

/// What is left of the room for a text.
#[derive(Clone, Copy)]
struct Room {
    sentences: usize,
    characters: usize,
    lines: usize,
    /// Whether something stands there already.
    begun: bool,
}

/// The beginning of a text, of at most so many sentences, characters and lines, and whether that is all of it.
fn beginning(markdown: &Markdown, sentences: usize, characters: usize, lines: usize) -> (Markdown, bool) {
    let mut room = Room { sentences, characters, lines, begun: false };
    let mut out = Vec::new();
    let whole = room.blocks(&markdown.blocks, &mut out);
    // A heading without what it is about says nothing.
    while matches!(out.last(), Some(Block::Heading { .. } | Block::Rule)) {
        out.pop();
    }
    (Markdown { blocks: out.into(), span: markdown.span.clone() }, whole)
}

impl Room {
    /// Takes blocks for as long as they fit; tells whether all did.
    fn blocks(&mut self, blocks: &[Block], out: &mut Vec<Block>) -> bool {
        for block in blocks {
            let whole = match block {
                Block::Heading { content, .. } => {
                    let fits = self.takes(&words(content), 1);
                    out.extend(fits.then(|| block.clone()));
                    fits
                }
                Block::Paragraph(content) => self.paragraph(content, out),
                Block::Lijst { start, items } => self.items(*start, items, out),
                Block::Quote(inside) => {
                    let mut taken = Vec::new();
                    let whole = self.blocks(inside, &mut taken);
                    out.extend((!taken.is_empty()).then_some(Block::Quote(taken)));
                    whole
                }
                Block::Code(code) => {
                    let fits = self.takes(code, code.lines().count());
                    out.extend(fits.then(|| block.clone()));
                    fits
                }
                Block::Table { heading, rows, .. } => {
                    let cells = rows.iter().flatten().chain(heading);
                    let all: Vec<String> = cells.map(|cell| words(cell)).collect();
                    let fits = self.takes(&all.join(" "), rows.len() + 1);
                    out.extend(fits.then(|| block.clone()));
                    fits
                }
                Block::Rule => {
                    out.push(block.clone());
                    true
                }
                // The summary has no room for pictures.
                Block::Figure { .. } => true,
            };
            if !whole {
                return false;
            }
        }
        true
    }

    /// As many sentences of a paragraph as fit; where nothing stands yet, the first with more room, or its first words.
    fn paragraph(&mut self, content: &[Inline], out: &mut Vec<Block>) -> bool {
        let words = words(content);
        if self.takes(&words, 1) {
            out.push(Block::Paragraph(content.to_vec()));
            return true;
        }
        // Where nothing stands yet, the first sentence may take more than there is room for.
        let room = if self.begun { self.characters.min(self.lines * LINE) } else { self.characters };
        let begin = cut::beginning(&words, self.sentences, room);
        let mut length = words[..begin.end].chars().count();
        if length > 0 && !(self.begun && (begin.inside || length > room)) {
            let mut taken = first(content, &mut length);
            taken.extend(begin.inside.then(|| Inline::Text("…".to_owned())));
            out.push(Block::Paragraph(taken));
        }
        false
    }

    /// The items of a list that fit as a whole.
    fn items(&mut self, start: Option<u64>, items: &[Vec<Block>], out: &mut Vec<Block>) -> bool {
        let mut taken = Vec::new();
        for item in items {
            let (before, mut inside) = (*self, Vec::new());
            let whole = self.blocks(item, &mut inside);
            if whole || !before.begun && !inside.is_empty() {
                taken.push(inside);
            }
            if !whole {
                break;
            }
        }
        let whole = taken.len() == items.len();
        out.extend((!taken.is_empty()).then_some(Block::Lijst { start, items: taken }));
        whole
    }

    /// Takes words that stand on at least some lines, if all of them fit.
    fn takes(&mut self, words: &str, at_least: usize) -> bool {
        let characters = words.chars().count();
        let (sentences, lines) = (sentences::sentences(words).len(), characters.div_ceil(LINE).max(at_least));
        if sentences > self.sentences || characters > self.characters || lines > self.lines {
            return false;
        }
        self.sentences -= sentences;
        self.characters -= characters;
        self.lines -= lines;
        self.begun = true;
        true
    }
}

/// The plain words of inline content, whose characters [`first`] counts.
fn words(content: &[Inline]) -> String {
    let parts = content.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Strikethrough(content)
        | Inline::Link { content, .. } => words(content),
        Inline::Afkorting { short, .. } => short.clone(),
        Inline::LineBreak => " ".to_owned(),
        Inline::Picture { .. } => String::new(),
    });
    parts.collect()
}

/// The first characters of inline content; takes off the number what it used.
fn first(content: &[Inline], characters: &mut usize) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in content {
        if *characters == 0 {
            break;
        }
        let mut text = |text: &str| {
            let begin: String = text.chars().take(*characters).collect();
            *characters -= begin.chars().count();
            begin
        };
        out.push(match inline {
            Inline::Text(words) => Inline::Text(text(words)),
            Inline::Code(code) => Inline::Code(text(code)),
            Inline::Afkorting { short, .. } => {
                text(short);
                inline.clone()
            }
            Inline::LineBreak => {
                text(" ");
                Inline::LineBreak
            }
            Inline::Emphasis(content) => Inline::Emphasis(first(content, characters)),
            Inline::Strong(content) => Inline::Strong(first(content, characters)),
            Inline::Strikethrough(content) => Inline::Strikethrough(first(content, characters)),
            Inline::Link { target, content, span } => {
                Inline::Link { target: target.clone(), content: first(content, characters), span: span.clone() }
            }
            Inline::Picture { .. } => continue,
        });
    }
    out
}
