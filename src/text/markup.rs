//! HTML in Markdown: shown as meant where the tree has it, else reported with what to write instead. Tags are never
//! published as text, and what stands between `<!--` and `-->` is not published at all.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use crate::melding::{Code, Melding, Severity};
use crate::source::Span;

use super::frames::{Frame, InlineKind, MAX_DEPTH, Mark, Markup, TreeBuilder, first_line, options};
use super::prepare::prepare;
use super::text_form::TextForm;
use super::tree::{Inline, shows_something};
use super::{characters, links, plain};

/// A tag of more bytes is text.
const LONGEST_TAG: usize = 2000;

/// A tag as typed.
struct Tag<'a> {
    name: String,
    closes: bool,
    inside: &'a str,
}

/// A piece of HTML.
enum Piece<'a> {
    Text(&'a str),
    Tag(Tag<'a>),
    /// A comment, which is not published; whether it ends.
    Comment(bool),
}

impl TreeBuilder<'_> {
    /// One tag or comment in a paragraph.
    pub(super) fn html(&mut self, html: &str, at: &Range<usize>) {
        for piece in pieces(html) {
            match piece {
                Piece::Tag(tag) if is_known(&tag.name) => self.tag(&tag, at),
                Piece::Tag(_) => self.text(html),
                Piece::Text(text) => self.text(text),
                Piece::Comment(ends) => self.comment(ends, at),
            }
        }
    }

    /// A block of HTML: its words are one paragraph.
    pub(super) fn html_block(&mut self, html: &str, at: &Range<usize>) {
        let mut inside_code = None;
        for piece in pieces(html) {
            if let Some(name) = &inside_code {
                if matches!(&piece, Piece::Tag(tag) if tag.closes && tag.name == *name) {
                    inside_code = None;
                }
                continue;
            }
            match piece {
                Piece::Tag(tag) if is_known(&tag.name) => {
                    self.tag(&tag, at);
                    if !tag.closes && matches!(tag.name.as_str(), "script" | "style") {
                        inside_code = Some(tag.name);
                    }
                }
                Piece::Tag(tag) => {
                    self.words_in_html(&format!("<{}{}>", if tag.closes { "/" } else { "" }, tag.inside))
                }
                Piece::Text(text) => self.words_in_html(text),
                Piece::Comment(ends) => self.comment(ends, at),
            }
        }
        self.close_loose();
    }

    /// Words between tags: Markdown without blocks.
    fn words_in_html(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            if !characters::is_visible(line) {
                self.space();
                continue;
            }
            if line.starts_with(char::is_whitespace) {
                self.space();
            }
            for (event, at) in Parser::new_ext(&prepare(line, TextForm::Line).text, options()).into_offset_iter() {
                match event {
                    Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak => self.take(event, at),
                    Event::InlineHtml(text) | Event::Html(text) => self.text(&super::signs::shown(&text)),
                    _ => {}
                }
            }
            if line.ends_with(char::is_whitespace) {
                self.space();
            }
        }
    }

    /// A space between words, if there are words yet.
    fn space(&mut self) {
        if matches!(self.frames.last(), Some(Frame::Inlines(inside, _)) if !inside.is_empty()) {
            self.text(" ");
        }
    }

    fn line_break(&mut self) {
        if let Some(Frame::Inlines(inside, _)) = self.frames.last_mut()
            && let Some(Inline::Text(text)) = inside.last_mut()
        {
            text.truncate(text.trim_end_matches(' ').len());
        }
        match self.frames.last() {
            _ if self.in_heading => self.text(" "),
            Some(Frame::Inlines(inside, _)) if inside.is_empty() => {}
            Some(Frame::Inlines(inside, _)) if matches!(inside.last(), Some(Inline::LineBreak)) => {}
            Some(Frame::Inlines(..)) => self.inline(Inline::LineBreak),
            _ => {}
        }
    }

    fn tag(&mut self, tag: &Tag<'_>, at: &Range<usize>) {
        let name = tag.name.as_str();
        if let Some(mark) = mark(name) {
            return if tag.closes { self.close(&mark) } else { self.open_mark(mark, at) };
        }
        match name {
            "br" => return self.line_break(),
            "a" if tag.closes => return self.close_link(),
            "a" => {
                let target = attribute(tag.inside, "href").and_then(|address| links::read(&address).ok());
                let in_link = |frame: &Frame| match frame {
                    Frame::Inlines(_, InlineKind::Link(..)) => true,
                    Frame::Inlines(_, InlineKind::Markup(open)) => matches!(open.mark, Mark::Link(_)),
                    _ => false,
                };
                if let Some(target) = target.filter(|_| !self.frames.iter().any(in_link)) {
                    return self.open_mark(Mark::Link(target), at);
                }
            }
            "td" | "th" => self.space(),
            "li" if !tag.closes => {
                self.line_break();
                self.text("– ");
            }
            "p" | "div" | "tr" | "li" | "ul" | "ol" | "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
            | "blockquote" | "hr" => self.line_break(),
            _ => {}
        }
        self.report_tag(name, at);
    }

    fn open_mark(&mut self, mark: Mark, at: &Range<usize>) {
        if self.depth >= MAX_DEPTH {
            return self.report_too_deep(at.clone());
        }
        self.open_loose();
        if matches!(self.frames.last(), Some(Frame::Inlines(..))) {
            self.depth += 1;
            let span = self.span_of(at.clone());
            self.frames.push(Frame::Inlines(Vec::new(), InlineKind::Markup(Markup { mark, span })));
        }
    }

    /// Closes a mark, and the marks inside it that were left open; nothing happens if it is not open.
    fn close(&mut self, mark: &Mark) {
        self.close_where(|open| open == mark);
    }

    fn close_link(&mut self) {
        self.close_where(|open| matches!(open, Mark::Link(_)));
    }

    fn close_where(&mut self, is: impl Fn(&Mark) -> bool) {
        let open = self.frames.iter().rev().map_while(|frame| match frame {
            Frame::Inlines(_, InlineKind::Markup(markup)) => Some(&markup.mark),
            _ => None,
        });
        let Some(above) = open.into_iter().position(is) else { return };
        for _ in 0..=above {
            if let Some(Frame::Inlines(inside, InlineKind::Markup(markup))) = self.frames.pop() {
                self.markup(markup, inside, true);
            }
        }
    }

    /// Ends marks that were never closed: their words stay.
    pub(super) fn close_markup(&mut self) {
        while matches!(self.frames.last(), Some(Frame::Inlines(_, InlineKind::Markup(_)))) {
            if let Some(Frame::Inlines(inside, InlineKind::Markup(markup))) = self.frames.pop() {
                self.markup(markup, inside, false);
            }
        }
    }

    /// A mark that ends, with what stands in it.
    pub(super) fn markup(&mut self, markup: Markup, inside: Vec<Inline>, closed: bool) {
        self.depth = self.depth.saturating_sub(1);
        if !closed || !shows_something(&inside) {
            return inside.into_iter().for_each(|inline| self.add(inline));
        }
        let marked = match markup.mark {
            Mark::Strong => Inline::Strong(inside),
            Mark::Emphasis => Inline::Emphasis(inside),
            Mark::Struck => Inline::Strikethrough(inside),
            Mark::Link(target) => Inline::Link { target, content: inside, span: markup.span },
            Mark::Below | Mark::Above => {
                let words = plain::of_inlines(&inside);
                match small(&words, markup.mark == Mark::Below) {
                    Some(small) => return self.text(&small),
                    // `1<sup>e</sup>` is `1e`.
                    None if markup.mark == Mark::Above && words.chars().all(char::is_alphabetic) => {}
                    None => self.report_at("sub", &markup.span),
                }
                return inside.into_iter().for_each(|inline| self.add(inline));
            }
        };
        self.inline(marked);
    }

    /// Adds what stood in a mark; adjacent texts are joined.
    fn add(&mut self, inline: Inline) {
        match inline {
            Inline::Text(text) => self.text(&text),
            inline => self.inline(inline),
        }
    }

    fn comment(&mut self, ends: bool, at: &Range<usize>) {
        let span = first_line(&self.span_of(at.clone()));
        let (message, hint) = if ends {
            (
                "wat tussen `<!--` en `-->` staat, komt niet op de website en niet in de PDF",
                "haal het weg als niemand het nodig heeft",
            )
        } else {
            ("`<!--` begint een opmerking die nergens eindigt", "zet `-->` achter de opmerking, of haal `<!--` weg")
        };
        let melding = Melding::at(Code::HtmlInText, &span, message).hint(hint);
        // Only the author knows whether what follows was meant to be published, so this is an error.
        self.meldingen.push(if ends { melding } else { Melding { severity: Severity::Error, ..melding } });
    }

    fn report_tag(&mut self, name: &str, at: &Range<usize>) {
        let span = first_line(&self.span_of(at.clone()));
        self.report_at(name, &span);
    }

    fn report_at(&mut self, name: &str, span: &Span) {
        let hint = instead_of(name);
        // A table is one mistake, however many cells it has.
        if self.html_seen.insert(hint.to_owned()) {
            let message = format!("de HTML-code `<{name}>` doet hier niets");
            self.meldingen.push(Melding::at(Code::HtmlInText, span, message).hint(hint));
        }
    }
}

/// What a tag marks, where the tree has it.
fn mark(name: &str) -> Option<Mark> {
    Some(match name {
        "b" | "strong" => Mark::Strong,
        "i" | "em" => Mark::Emphasis,
        "s" | "del" | "strike" => Mark::Struck,
        "sub" => Mark::Below,
        "sup" => Mark::Above,
        _ => return None,
    })
}

/// What to write instead.
fn instead_of(name: &str) -> &'static str {
    match name {
        "u" | "mark" | "ins" => "onderstrepen of kleuren kan niet; schrijf `**woorden**` om ze vet te maken",
        "a" => "schrijf een link als `[woorden](https://adres)`",
        "img" => "schrijf een afbeelding als `![wat er te zien is](bestand.jpg)`",
        "ul" | "ol" | "li" => "begin elke regel van een lijst met `- `",
        "table" | "tr" | "td" | "th" | "thead" | "tbody" => "schrijf een tabel met `|` tussen de cellen",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "begin een kop met `## `",
        "hr" => "schrijf een lijn als `---`, met een lege regel erboven en eronder",
        "sub" | "sup" => "schrijf het op één hoogte, of in woorden",
        "blockquote" => "begin een citaat met `> `",
        "script" | "style" => "haal de code weg; wat tussen `<script>` en `</script>` staat, komt niet op de website",
        _ => "haal de code weg; een nieuwe alinea begint na een lege regel",
    }
}

/// Whether a name is one of HTML; other words between `<` and `>` are text.
fn is_known(name: &str) -> bool {
    const KNOWN: &str = " a abbr address article aside audio b big blockquote body br button caption center code col \
        colgroup dd del div dl dt em embed fieldset figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 head \
        header hr html i iframe img input ins kbd label legend li link main mark menu meta nav noscript object ol \
        option p param pre q s samp script section select small source span strike strong style sub summary sup svg \
        table tbody td textarea tfoot th thead title tr tt u ul var video ";
    KNOWN.contains(&format!(" {name} "))
}

/// Digits, `+`, `-`, `=` and brackets as small characters below or above the line; none if there is anything else.
fn small(words: &str, below: bool) -> Option<String> {
    const LINE: &str = "0123456789+-=()";
    const BELOW: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
    const ABOVE: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾";
    let signs = if below { BELOW } else { ABOVE };
    words.trim().chars().map(|c| LINE.chars().position(|l| l == c).and_then(|at| signs.chars().nth(at))).collect()
}

/// HTML taken apart into tags, comments and text.
fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut text = 0;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start..];
        let (piece, length) = if let Some(comment) = rest.strip_prefix("<!--") {
            // `<!-->` is one too.
            let end = comment.find("-->").map(|end| end + 7).or_else(|| comment.starts_with('>').then_some(5));
            (Piece::Comment(end.is_some()), end.unwrap_or(rest.len()))
        } else if let Some(tag) = tag(rest) {
            let length = 2 + usize::from(tag.closes) + tag.inside.len();
            (Piece::Tag(tag), length)
        } else {
            at = start + 1;
            continue;
        };
        if start > text {
            pieces.push(Piece::Text(&html[text..start]));
        }
        pieces.push(piece);
        at = start + length;
        text = at;
    }
    if text < html.len() {
        pieces.push(Piece::Text(&html[text..]));
    }
    pieces
}

/// The tag that a text starts with.
fn tag(text: &str) -> Option<Tag<'_>> {
    let inside = text.strip_prefix('<')?;
    let closes = inside.starts_with('/');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let length = inside.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = inside.get(..length).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate().skip(length).take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return Some(Tag { name: name.to_ascii_lowercase(), closes, inside: &inside[..at] }),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of an attribute.
fn attribute(inside: &str, name: &str) -> Option<String> {
    let lower = inside.to_ascii_lowercase();
    let at = lower.match_indices(name).map(|(at, _)| at).find(|&at| {
        lower[..at].ends_with(char::is_whitespace) && lower[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = inside[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split(char::is_whitespace).next()?,
    };
    Some(value.replace("&amp;", "&"))
}
