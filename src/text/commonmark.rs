//! Writes the tree as Markdown again, for pasting elsewhere: CommonMark, with tables and strikethrough as GitHub has
//! them. No HTML is written except `<br>` in a cell, and text stays text: whatever would be read as markup is escaped.

use std::borrow::Cow;

use super::tree::{Block, Inline, LinkResolver, LinkTarget, Markdown, Niveaus, item_marker, shows_something};
use super::{characters, percent};

/// The escape for a run of text. Control characters are left out, and line breaks become spaces.
///
/// What is markup only at the start of a line is left to [`escape_line_start`].
pub fn escape(text: &str) -> String {
    let clean = characters::clean(text);
    let mut out = String::with_capacity(clean.len() + clean.len() / 16);
    let mut previous = ' ';
    let mut characters = clean.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let special = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' => true,
            // The start of an entity, such as `&amp;`.
            '&' => next.is_some_and(|c| c == '#' || c.is_ascii_alphanumeric()),
            // Closing marks of a heading.
            '#' => previous.is_whitespace() || previous == '#',
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(if character.is_whitespace() && character != '\u{a0}' { ' ' } else { character });
        previous = character;
    }
    out
}

/// A run as the first thing on a line: what would make it a heading, a quote, an item of a list or a rule is escaped.
pub fn escape_line_start(run: &str) -> Cow<'_, str> {
    let run = run.trim_start_matches([' ', '\t']);
    let digits = run.bytes().take_while(u8::is_ascii_digit).count();
    let at = match run.as_bytes().get(digits) {
        Some(b'.' | b')') if (1..=9).contains(&digits) => digits,
        Some(b'#' | b'>' | b'+' | b'-' | b'=') if digits == 0 => 0,
        _ => return Cow::Borrowed(run),
    };
    let (before, after) = run.split_at(at);
    Cow::Owned(format!("{before}\\{after}"))
}

/// A text as blocks. `heading_level` is the level of its top headings; no level is skipped.
pub fn write(markdown: &Markdown, link_resolver: &dyn LinkResolver, heading_level: u8) -> String {
    let mut writer = Writer { link_resolver, niveaus: Niveaus::starting_at(heading_level) };
    writer.blocks(&markdown.blocks)
}

/// A text as one run, without blocks; what stood in several blocks is separated by line breaks.
pub fn write_inline(markdown: &Markdown, link_resolver: &dyn LinkResolver) -> String {
    let writer = Writer { link_resolver, niveaus: Niveaus::starting_at(1) };
    let mut lines = Vec::new();
    writer.flat(&markdown.blocks, "", &mut lines);
    lines.join("\\\n")
}

/// Blocks one below the other, with a blank line between.
pub fn stacked(blocks: &[String]) -> String {
    blocks.iter().filter(|b| !b.trim().is_empty()).map(|b| b.trim_end()).collect::<Vec<_>>().join("\n\n")
}

/// An item of a list: its blocks after a marker such as `- ` or `12. `.
pub fn item(character: &str, blocks: &str) -> String {
    let blank = " ".repeat(character.chars().count());
    let mut out = String::from(character);
    for (number, line) in blocks.trim_end().lines().enumerate() {
        if number > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(&blank);
            }
        }
        out.push_str(line);
    }
    out
}

/// A table; every row has as many cells as the head. A line break in a cell is `<br>`: Markdown has no other.
pub fn table(heading: &[String], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| escape_pipes(&cell.replace("\\\n", "<br>"))).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule_line = format!("|{}", " --- |".repeat(heading.len()));
    let mut out = vec![line(heading), rule_line];
    out.extend(rows.iter().map(|row| line(row)));
    out.join("\n")
}

/// Escapes bars that would begin another cell, such as those inside code.
fn escape_pipes(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut escaped = false;
    for character in cell.trim().chars() {
        if character == '|' && !escaped {
            out.push('\\');
        }
        escaped = character == '\\' && !escaped;
        out.push(if character == '\n' { ' ' } else { character });
    }
    out
}

struct Writer<'a> {
    link_resolver: &'a dyn LinkResolver,
    niveaus: Niveaus,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> String {
        let mut out = Vec::new();
        // Lists that follow each other have different markers, else they would be one list.
        let mut escaped = false;
        for (number, block) in blocks.iter().enumerate() {
            escaped = match (block, number.checked_sub(1).and_then(|previous| blocks.get(previous))) {
                (Block::Lijst { start: a, .. }, Some(Block::Lijst { start: b, .. })) => {
                    a.is_some() == b.is_some() && !escaped
                }
                _ => false,
            };
            out.push(self.block(block, escaped));
        }
        stacked(&out)
    }

    fn block(&mut self, block: &Block, escaped: bool) -> String {
        match block {
            Block::Heading { niveau, content, .. } if shows_something(content) => {
                let niveau = self.niveaus.next(*niveau);
                format!("{} {}", "#".repeat(niveau), self.inlines(content).replace("\\\n", " "))
            }
            Block::Heading { .. } => String::new(),
            Block::Paragraph(content) => self.paragraph(content),
            Block::Lijst { start, items } => self.lijst(*start, items, escaped),
            Block::Quote(blocks) => {
                let lines = self.blocks(blocks);
                lines.lines().map(|r| format!("> {r}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
            }
            Block::Code(code) => {
                let code = characters::clean_lines(code);
                let fence = "`".repeat(longest_run(&code).max(2) + 1);
                format!("{fence}\n{}\n{fence}", code.trim_end_matches('\n'))
            }
            Block::Table { heading, rows, .. } => {
                let cells = |row: &[Vec<Inline>]| row.iter().map(|cell| self.inlines(cell)).collect::<Vec<_>>();
                table(&cells(heading), &rows.iter().map(|row| cells(row)).collect::<Vec<_>>())
            }
            Block::Rule => "---".to_owned(),
            Block::Figure { file, alt, .. } => self.picture(file, alt),
        }
    }

    fn paragraph(&self, content: &[Inline]) -> String {
        let text = self.inlines(content);
        let lines: Vec<Cow<'_, str>> = text.trim().lines().map(escape_line_start).collect();
        lines.join("\n")
    }

    fn lijst(&mut self, start: Option<u64>, items: &[Vec<Block>], escaped: bool) -> String {
        let tight = items.iter().all(|item| {
            matches!(item.as_slice(), [Block::Paragraph(_), rest @ ..] if rest.iter().all(|b| matches!(b, Block::Lijst { .. })))
        });
        let mut out = Vec::new();
        for (number, blocks) in (start.unwrap_or_default()..).zip(items) {
            let character = match (start, escaped) {
                (Some(_), false) => format!("{number}. "),
                (Some(_), true) => format!("{number}) "),
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
            };
            let mut within = self.blocks(blocks);
            if tight {
                within = within.replacen("\n\n", "\n", 1);
            }
            out.push(item(&character, &within));
        }
        out.join(if tight { "\n" } else { "\n\n" })
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(text) => out.push_str(&escape(text)),
                Inline::Emphasis(content) => out.push_str(&wrapped(&self.inlines(content), "*")),
                Inline::Strong(content) => out.push_str(&wrapped(&self.inlines(content), "**")),
                Inline::Strikethrough(content) => out.push_str(&wrapped(&self.inlines(content), "~~")),
                Inline::Code(code) => out.push_str(&code_run(code)),
                Inline::Link { target, content, .. } => out.push_str(&self.link(target, content)),
                Inline::Picture { file, alt, .. } => out.push_str(&self.picture(file, alt)),
                Inline::LineBreak => out.push_str("\\\n"),
                Inline::Afkorting { short, in_full, first } => {
                    out.push_str(&escape(short));
                    if *first {
                        out.push_str(&format!(" ({})", escape(in_full)));
                    }
                }
            }
        }
        out
    }

    fn link(&self, target: &LinkTarget, content: &[Inline]) -> String {
        let words = self.inlines(content);
        match self.link_resolver.link(target) {
            Some(address) => format!("[{}]({})", words.trim(), bracketed_address(&address)),
            None => words,
        }
    }

    fn picture(&self, file: &str, alt: &str) -> String {
        match self.link_resolver.picture(file) {
            Some(picture) => format!("![{}]({})", escape(alt), bracketed_address(&picture.address)),
            None => escape_line_start(&escape(alt)).into_owned(),
        }
    }

    /// Blocks as runs of text.
    fn flat(&self, blocks: &[Block], before: &str, lines: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } => {
                    lines.push(format!("{before}{}", wrapped(&self.inlines(content), "**")))
                }
                Block::Paragraph(content) => lines.push(format!("{before}{}", self.inlines(content))),
                Block::Lijst { start, items } => {
                    for (number, item) in items.iter().enumerate() {
                        // Not a list: the run begins with the number as plain text.
                        let before = escape(&item_marker(*start, number));
                        self.flat(item, &escape_line_start(&before), lines);
                    }
                }
                Block::Quote(blocks) => self.flat(blocks, before, lines),
                Block::Code(code) => lines.push(format!("{before}{}", code_run(code))),
                Block::Table { heading, rows, .. } => {
                    for row in std::iter::once(heading).chain(rows) {
                        let cells: Vec<String> =
                            row.iter().filter(|cell| shows_something(cell)).map(|cell| self.inlines(cell)).collect();
                        lines.push(format!("{before}{}", cells.join(", ")));
                    }
                }
                Block::Rule => {}
                Block::Figure { file, alt, .. } => lines.push(format!("{before}{}", self.picture(file, alt))),
            }
        }
    }
}

/// Puts marks around a run; they must touch its words.
fn wrapped(run: &str, character: &str) -> String {
    let core = run.trim();
    if core.is_empty() {
        return run.to_owned();
    }
    let (before, after) = (&run[..run.len() - run.trim_start().len()], &run[run.trim_end().len()..]);
    format!("{before}{character}{core}{character}{after}")
}

/// Code in a run, between as many backticks as it needs.
fn code_run(code: &str) -> String {
    let code = characters::clean(code).replace('\n', " ");
    let fence = "`".repeat(longest_run(&code) + 1);
    let blank = if code.starts_with('`') || code.ends_with('`') || code.trim() != code { " " } else { "" };
    if code.trim().is_empty() { code } else { format!("{fence}{blank}{code}{blank}{fence}") }
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// An address as the target of a link.
fn bracketed_address(address: &str) -> String {
    percent::escape(&address.replace(char::is_control, ""), " <>()\\|")
}
