//! Writes the tree as HTML.
//!
//! Runs of text always stand in `p`, `li`, `td`, `th`, `pre` or a heading, never directly in a
//! block such as `blockquote`.

use super::characters;
use super::tree::{
    Alignment, Block, Inline, LinkResolver, LinkTarget, Markdown, Niveaus, item_marker, shows_something,
};

/// The escape for HTML: safe as text and in a quoted attribute. Control characters are left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape_into(&mut out, &characters::clean(text));
    out
}

/// The escape for JSON inside a `script` element: no text in it can end the element or open a
/// comment, and it stays the same JSON, because these characters stand only inside strings.
pub fn json_in_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            _ => out.push(c),
        }
    }
    out
}

fn escape_into(out: &mut String, text: &str) {
    let mut copied_to = 0;
    for (i, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[copied_to..i]);
        out.push_str(entity);
        copied_to = i + 1;
    }
    out.push_str(&text[copied_to..]);
}

/// A text as blocks. `heading_level` is the level of its top headings; no level is skipped.
pub fn write(markdown: &Markdown, link_resolver: &dyn LinkResolver, heading_level: u8) -> String {
    let mut writer = Writer { out: String::new(), link_resolver, niveaus: Niveaus::starting_at(heading_level) };
    writer.blocks(&markdown.blocks);
    writer.out
}

/// A text as one run, without blocks, for inside `p`, `li` or `td`: paragraphs, items and rows
/// are separated by line breaks.
pub fn write_inline(markdown: &Markdown, link_resolver: &dyn LinkResolver) -> String {
    let mut writer = Writer { out: String::new(), link_resolver, niveaus: Niveaus::starting_at(1) };
    writer.flat(&markdown.blocks, "");
    writer.out
}

/// Inlines that stand alone, such as those of [`super::Afkortingen::mark_up_text`].
pub fn inlines(inlines: &[Inline], link_resolver: &dyn LinkResolver) -> String {
    let mut writer = Writer { out: String::new(), link_resolver, niveaus: Niveaus::starting_at(1) };
    writer.inlines(inlines);
    writer.out
}

struct Writer<'a> {
    out: String,
    link_resolver: &'a dyn LinkResolver,
    niveaus: Niveaus,
}

impl Writer<'_> {
    fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn text(&mut self, text: &str) {
        escape_into(&mut self.out, &characters::clean(text));
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.text(value);
        self.raw("\"");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.raw("\n");
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { niveau, anchor, content } => self.heading(*niveau, anchor, content),
            Block::Paragraph(content) => self.element("p", content),
            Block::Lijst { start, items } => self.lijst(*start, items),
            Block::Quote(blocks) => {
                self.raw("<blockquote>\n");
                self.blocks(blocks);
                self.raw("</blockquote>");
            }
            Block::Code(code) => {
                self.raw("<pre tabindex=\"0\"><code>");
                escape_into(&mut self.out, &characters::clean_lines(code));
                self.raw("</code></pre>");
            }
            Block::Table { heading, alignment, rows } => self.table(heading, alignment, rows),
            Block::Rule => self.raw("<hr>"),
            Block::Figure { file, alt, .. } => {
                if self.link_resolver.picture(file).is_some() {
                    self.raw("<figure>");
                    self.picture(file, alt);
                    self.raw("</figure>");
                } else {
                    self.raw("<p>");
                    self.text(alt);
                    self.raw("</p>");
                }
            }
        }
    }

    fn element(&mut self, name: &str, content: &[Inline]) {
        self.raw(&format!("<{name}>"));
        self.inlines(content);
        self.raw(&format!("</{name}>"));
    }

    fn heading(&mut self, niveau: u8, anchor: &str, content: &[Inline]) {
        if !shows_something(content) {
            return;
        }
        let niveau = self.niveaus.next(niveau);
        self.raw(&format!("<h{niveau}"));
        if let Some(id) = self.link_resolver.heading_id(anchor).filter(|id| !id.is_empty()) {
            self.attribute("id", &id);
        }
        self.raw(">");
        self.inlines(content);
        self.raw(&format!("</h{niveau}>"));
    }

    fn lijst(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        self.raw(&match start {
            None => "<ul>\n".to_owned(),
            Some(1) => "<ol>\n".to_owned(),
            Some(start) => format!("<ol start=\"{start}\">\n"),
        });
        for item in items {
            self.raw("<li>");
            match item.as_slice() {
                // Text, perhaps with a list under it: no paragraph needed.
                [Block::Paragraph(content), rest @ ..] if rest.iter().all(|b| matches!(b, Block::Lijst { .. })) => {
                    self.inlines(content);
                    if !rest.is_empty() {
                        self.raw("\n");
                    }
                    self.blocks(rest);
                }
                blocks => self.blocks(blocks),
            }
            self.raw("</li>\n");
        }
        self.raw(if start.is_some() { "</ol>" } else { "</ul>" });
    }

    fn table(&mut self, heading: &[Vec<Inline>], alignment: &[Alignment], rows: &[Vec<Vec<Inline>>]) {
        self.raw("<div class=\"tabel-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Tabel\">\n<table>\n");
        let class = |column: usize| match alignment.get(column) {
            None | Some(Alignment::Unset) => "",
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"middle\"",
            Some(Alignment::Right) => " class=\"right\"",
        };
        if heading.iter().any(|cell| shows_something(cell)) {
            self.raw("<thead><tr>");
            for (column, cell) in heading.iter().enumerate() {
                if shows_something(cell) {
                    self.raw(&format!("<th scope=\"col\"{}>", class(column)));
                    self.inlines(cell);
                    self.raw("</th>");
                } else {
                    self.raw("<td></td>");
                }
            }
            self.raw("</tr></thead>\n");
        }
        self.raw("<tbody>\n");
        for row in rows {
            self.raw("<tr>");
            for (column, cell) in row.iter().enumerate() {
                self.raw(&format!("<td{}>", class(column)));
                self.inlines(cell);
                self.raw("</td>");
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>\n</div>");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(text),
                Inline::Emphasis(content) => self.element("em", content),
                Inline::Strong(content) => self.element("strong", content),
                Inline::Strikethrough(content) => self.element("del", content),
                Inline::Code(code) => {
                    self.raw("<code>");
                    self.text(code);
                    self.raw("</code>");
                }
                Inline::Link { target, content, .. } => self.link(target, content),
                Inline::Picture { file, alt, .. } => self.picture(file, alt),
                Inline::LineBreak => self.raw("<br>"),
                Inline::Afkorting { short, in_full, first } => {
                    self.raw("<abbr");
                    self.attribute("title", in_full);
                    self.raw(">");
                    self.text(short);
                    self.raw("</abbr>");
                    if *first {
                        self.raw(" <span class=\"in-full\">(");
                        self.text(in_full);
                        self.raw(")</span>");
                    }
                }
            }
        }
    }

    fn link(&mut self, target: &LinkTarget, content: &[Inline]) {
        let Some(address) = self.link_resolver.link(target) else { return self.inlines(content) };
        self.raw("<a");
        self.attribute("href", &address);
        if matches!(target, LinkTarget::Web(_)) {
            self.raw(" rel=\"noopener\"");
        }
        self.raw(">");
        self.inlines(content);
        self.raw("</a>");
    }

    fn picture(&mut self, file: &str, alt: &str) {
        let Some(picture) = self.link_resolver.picture(file) else { return self.text(alt) };
        self.raw("<img");
        self.attribute("src", &picture.address);
        self.attribute("alt", alt);
        if picture.width > 0 && picture.height > 0 {
            self.raw(&format!(" width=\"{}\" height=\"{}\"", picture.width, picture.height));
        }
        self.raw(" loading=\"lazy\">");
    }

    /// Blocks as runs of text, separated by line breaks.
    fn flat(&mut self, blocks: &[Block], before: &str) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } => {
                    self.start_line(before);
                    self.element("strong", content);
                }
                Block::Paragraph(content) => {
                    self.start_line(before);
                    self.inlines(content);
                }
                Block::Lijst { start, items } => {
                    for (number, item) in items.iter().enumerate() {
                        self.flat(item, &item_marker(*start, number));
                    }
                }
                Block::Quote(blocks) => self.flat(blocks, before),
                Block::Code(code) => {
                    self.start_line(before);
                    self.raw("<code>");
                    self.text(code.trim());
                    self.raw("</code>");
                }
                Block::Table { heading, rows, .. } => {
                    for row in std::iter::once(heading).chain(rows) {
                        self.start_line(before);
                        for (number, cell) in row.iter().filter(|cell| shows_something(cell)).enumerate() {
                            self.raw(if number > 0 { ", " } else { "" });
                            self.inlines(cell);
                        }
                    }
                }
                Block::Rule => {}
                Block::Figure { file, alt, .. } => {
                    self.start_line(before);
                    self.picture(file, alt);
                }
            }
        }
    }

    fn start_line(&mut self, before: &str) {
        if !self.out.is_empty() {
            self.raw("<br>");
        }
        self.raw(before);
    }
}
