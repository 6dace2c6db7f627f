//! What stands at the start of a line: a plain character, or markup? And which line ends stay.
//!
//! A text is read line by line, once. Characters that are not meant as markup are hidden from the parser; bullets as
//! word processors write them become those of Markdown, within the bytes that they have.

use std::collections::BTreeSet;

use super::characters;
use super::counters;
use super::links;
use super::signs::{DROPPED, Draft};
use super::text_form::{Doubt, TextForm};

/// A line of fewer characters was not broken off because it was full.
const SHORT: usize = 50;
/// The months as they are written: `1. september` is a date.
pub(crate) const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// What was found besides characters to hide.
#[derive(Default)]
pub(super) struct Found {
    pub(super) breaks: Vec<usize>,
    pub(super) doubts: Vec<Doubt>,
}

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Nothing at all.
    Blank,
    /// In a fence of code, or a fence itself.
    Code,
    /// `•`, or another bullet that Markdown does not know: its length in bytes, and which character it is if that may
    /// also be part of a sentence.
    Bullet { length: usize, weak: Option<char> },
    /// `- ` or `* `.
    Item,
    /// `1. ` or `1) `; at which byte of its words the character after the digits stands.
    Number { sign: usize },
    /// `a. ` or `a) `.
    Letter(char),
    /// `-word` or `*word`.
    Dash,
    /// `+ `.
    Plus,
    /// `> `; whether a number follows.
    Quote { number: bool },
    /// `# `; whether it is a single `#` with a number after it.
    Heading { number: bool },
    /// One or two dashes and nothing else.
    Dashes,
    /// `[words]: `.
    Definition,
    /// Something that stands alone: a rule, a row of a table.
    Alone,
    /// A mark by itself that is neither Markdown's nor a bullet: `✓ `, `-> `, `** `.
    Mark,
    /// Words.
    Words,
}

#[derive(Debug, Clone, Copy)]
struct Line {
    /// Offsets of its first byte, of its first byte that is no white space, and of its end.
    start: usize,
    words: usize,
    end: usize,
    begins: Start,
}

/// Hides whatever would be markup at the start of a text of one line.
pub(super) fn hide_start(text: &str, draft: &mut Draft<'_>) {
    let at = text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len();
    for (i, byte) in text.bytes().enumerate().take(at) {
        if matches!(byte, b' ' | b'\t') {
            draft.hide(i);
        }
    }
    let line = text[at..].trim_end();
    let only = |sign: u8| !line.is_empty() && line.bytes().all(|b| b == sign || b == b' ' || b == b'\t');
    if only(b'-') || only(b'*') || only(b'_') || only(b'=') || only(b'+') || only(b'#') || only(b'~') || only(b'`') {
        draft.hide_all(at..at + line.len());
        return;
    }
    match start_of(line) {
        Start::Item | Start::Plus | Start::Quote { .. } | Start::Heading { .. } | Start::Definition => draft.hide(at),
        Start::Number { sign } => draft.hide(at + sign),
        Start::Code => draft.hide_all(at..at + 3),
        _ => {}
    }
}

/// Reads a text of several lines.
pub(super) fn read(text: &str, form: TextForm, draft: &mut Draft<'_>, found: &mut Found) {
    let lines = lines_of(text);
    let mut reader = Reader { text, form, lines: &lines, draft, found, levels: Vec::new() };
    reader.read();
}

fn lines_of(text: &str) -> Vec<Line> {
    let mut fence: Option<(char, usize)> = None;
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let end = start + line.len();
        let bare = line.trim_start_matches([' ', '\t']);
        let words = end - bare.len();
        let bare = bare.trim_end();
        let begins = match fence {
            Some((sign, length)) => {
                let closes = bare.len() >= length && bare.chars().all(|c| c == sign);
                fence = fence.filter(|_| !closes);
                Start::Code
            }
            None => {
                let begins = if bare.is_empty() { Start::Blank } else { start_of(bare) };
                if begins == Start::Code {
                    let sign = bare.chars().next().unwrap_or('`');
                    fence = Some((sign, bare.chars().take_while(|&c| c == sign).count()));
                }
                begins
            }
        };
        lines.push(Line { start, words, end, begins });
        start = end + 1;
    }
    lines
}

/// What a line begins with, without the white space around it.
fn start_of(line: &str) -> Start {
    let bytes = line.as_bytes();
    let first = bytes.first().copied().unwrap_or(b' ');
    let run = bytes.iter().take_while(|&&b| b == first).count();
    // Where the first character is not ASCII, nothing below looks at the rest.
    let rest = line.get(run..).unwrap_or_default();
    let parted = rest.is_empty() || rest.starts_with([' ', '\t']);
    let begins_with_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '€' | '½'));
    match first {
        b'`' if run >= 3 && !rest.contains('`') => Start::Code,
        b'~' if run >= 3 => Start::Code,
        b'-' if run == line.len() && run <= 2 => Start::Dashes,
        b'-' | b'*' if run >= 3 && rest.bytes().all(|b| b == first || b == b' ' || b == b'\t') => Start::Alone,
        b'-' | b'*' if run == 1 && parted => Start::Item,
        b'-' | b'*' if run == 1 && rest.starts_with(char::is_alphanumeric) => Start::Dash,
        b'+' if run == 1 && parted => Start::Plus,
        b'>' => {
            let behind = rest.trim_start_matches([' ', '\t']);
            let number = begins_with_number(behind) || behind.starts_with(['=', '~']);
            Start::Quote { number: run == 1 && number }
        }
        b'#' if run <= 6 && parted => {
            Start::Heading { number: run == 1 && begins_with_number(rest.trim_start_matches([' ', '\t'])) }
        }
        b'|' => Start::Alone,
        b'[' if is_definition(line) => Start::Definition,
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            let parted = matches!(bytes.get(digits + 1), None | Some(b' ' | b'\t'));
            match bytes.get(digits) {
                Some(b'.' | b')') if digits <= 9 && parted => Start::Number { sign: digits },
                _ => Start::Words,
            }
        }
        b'o' if rest.starts_with([' ', '\t']) && run == 1 => Start::Bullet { length: 1, weak: Some('o') },
        b'a'..=b'z' | b'A'..=b'Z' if matches!(bytes.get(1), Some(b'.' | b')')) && bytes.get(2) == Some(&b' ') => {
            Start::Letter(char::from(first))
        }
        _ => bullet(line).unwrap_or(Start::Words),
    }
}

fn bullet(line: &str) -> Option<Start> {
    let first = line.chars().next()?;
    let parted = line[first.len_utf8()..].starts_with(|c: char| c.is_whitespace());
    match first {
        '•' | '▪' | '◦' | '‣' | '●' | '○' | '■' | '□' | '▫' | '►' | '➢' | '➤' => {
            Some(Start::Bullet { length: first.len_utf8(), weak: None })
        }
        // `§`, `¨` and `Ø` are what is left of Word's bullets when their font was lost in pasting.
        '·' | '–' | '—' | '−' | '⁃' | '∙' | '⚫' | '⚪' | '§' | '¨' | 'Ø' if parted => {
            Some(Start::Bullet { length: first.len_utf8(), weak: Some(first) })
        }
        _ => is_mark(line).then_some(Start::Mark),
    }
}

/// Whether a line begins with marks by themselves: a tick, an arrow, the star of a footnote.
fn is_mark(line: &str) -> bool {
    let signs = line.split_whitespace().next().unwrap_or_default();
    let quotes = |c: char| "„“”‘’\"'…€$£(".contains(c);
    signs.len() < line.len()
        && signs.chars().count() <= 4
        && !signs.contains(|c: char| c.is_alphanumeric() || quotes(c))
}

/// Whether a line begins as the definition of a link does: with `[words]:`.
fn is_definition(line: &str) -> bool {
    let Some((label, rest)) = line.strip_prefix('[').and_then(|line| line.split_once(']')) else { return false };
    rest.starts_with(':') && !label.trim().is_empty() && !label.contains('[')
}

struct Reader<'a, 'd, 't> {
    text: &'a str,
    form: TextForm,
    lines: &'a [Line],
    draft: &'d mut Draft<'t>,
    found: &'d mut Found,
    /// How far each open bullet is indented, in bytes.
    levels: Vec<usize>,
}

impl Reader<'_, '_, '_> {
    fn read(&mut self) {
        let used = self.labels_in_use();
        let mut at = 0;
        let mut in_list = false;
        while let Some(&line) = self.lines.get(at) {
            in_list = self.indented(at, in_list);
            match line.begins {
                Start::Bullet { length, weak } if self.is_list(at, weak) => self.bullet(at, length, weak),
                Start::Item if !in_list && self.is_indented(line) => self.bullet(at, 1, None),
                Start::Item => self.item(at),
                Start::Number { sign } if self.is_date(line, sign) => self.draft.hide(line.words + sign),
                Start::Plus => {
                    self.draft.hide(line.words);
                    if self.begins_with(at, 1, |s| s == Start::Plus)
                        || self.begins_with_before(at, |s| s == Start::Plus)
                    {
                        self.break_before(at);
                    }
                }
                Start::Quote { .. } => at = self.quotes(at),
                Start::Heading { number: true } => self.heading(at),
                Start::Dashes
                    if self.begins_with_before(at, |s| matches!(s, Start::Words | Start::Mark | Start::Letter(_))) =>
                {
                    self.draft.hide_all(line.words..line.end);
                    self.break_before(at);
                }
                Start::Definition if !self.is_link(line, &used) => {
                    self.draft.hide(line.words);
                    self.break_before(at);
                    if self.follows_words(at + 1) {
                        self.break_before(at + 1);
                    }
                }
                Start::Letter(letter) => {
                    let near = |s: Start, by: u32| matches!(s, Start::Letter(c) if u32::from(letter).wrapping_add(by) == u32::from(c));
                    if self.begins_with(at, 1, |s| near(s, 1)) || self.begins_with_before(at, |s| near(s, u32::MAX)) {
                        self.break_before(at);
                    }
                }
                Start::Dash
                    if self.begins_with(at, 1, |s| s == Start::Dash)
                        || self.begins_with_before(at, |s| s == Start::Dash) =>
                {
                    self.break_before(at);
                }
                Start::Mark
                    if self.begins_with(at, 1, |s| s == Start::Mark)
                        || self.begins_with_before(at, |s| s == Start::Mark) =>
                {
                    self.break_before(at);
                }
                Start::Alone => self.delimiters(at),
                _ => {}
            }
            if matches!(line.begins, Start::Words | Start::Letter(_)) && self.counts_on(at) {
                self.break_before(at);
            }
            self.rows(at);
            if !matches!(line.begins, Start::Bullet { .. } | Start::Blank) && line.words == line.start {
                self.levels.clear();
            }
            at += 1;
        }
        self.runs();
    }

    fn words(&self, line: Line) -> &str {
        self.text.get(line.words..line.end).unwrap_or_default().trim_end()
    }

    fn begins_with(&self, at: usize, further: usize, is: impl Fn(Start) -> bool) -> bool {
        self.lines.get(at + further).is_some_and(|line| is(line.begins))
    }

    fn begins_with_before(&self, at: usize, is: impl Fn(Start) -> bool) -> bool {
        at.checked_sub(1).and_then(|before| self.lines.get(before)).is_some_and(|line| is(line.begins))
    }

    /// Whether this line would be read as going on from words on the line before it.
    fn follows_words(&self, at: usize) -> bool {
        self.begins_with_before(at, |start| !matches!(start, Start::Blank | Start::Code | Start::Alone))
            && self.lines.get(at).is_some_and(|line| line.begins != Start::Blank)
    }

    /// Keeps the line end before this line.
    fn break_before(&mut self, at: usize) {
        if self.follows_words(at)
            && let Some(line) = self.lines.get(at)
        {
            self.found.breaks.push(line.start - 1);
        }
    }

    /// Whether a bullet stands in a list: a single dash or `o` may be part of a sentence.
    fn is_list(&self, at: usize, weak: Option<char>) -> bool {
        let Some(sign) = weak else { return true };
        let same = |start: Start| matches!(start, Start::Bullet { weak: Some(other), .. } if other == sign);
        let strong = |start: Start| matches!(start, Start::Bullet { weak: None, .. });
        let announced =
            at.checked_sub(1).and_then(|i| self.lines.get(i)).is_some_and(|l| self.words(*l).ends_with(':'));
        self.begins_with(at, 1, same)
            || self.begins_with_before(at, |s| same(s) || (sign == 'o' && strong(s)))
            || (announced && !matches!(sign, 'o' | '§' | '¨' | 'Ø'))
    }

    /// Writes a bullet as Markdown has it, within the bytes that the line has before its words.
    fn bullet(&mut self, at: usize, length: usize, weak: Option<char>) {
        let Some(&line) = self.lines.get(at) else { return };
        let indent = line.words - line.start;
        let behind = &self.text[line.words + length..line.end];
        let white = behind.len() - behind.trim_start().len();
        let words = line.words + length + white;
        if words >= line.end {
            return; // a bullet without words is a sign
        }
        while self.levels.last().is_some_and(|&open| open > indent) {
            self.levels.pop();
        }
        if self.levels.last() != Some(&indent) {
            self.levels.push(indent);
        }
        let deeper = usize::from(weak == Some('o') && self.levels.len() == 1 && self.after_strong_bullet(at));
        let room = words - line.start;
        let level = (self.levels.len() - 1 + deeper).min(room.saturating_sub(2) / 2);
        for (i, place) in (line.start..words).enumerate() {
            let byte = match i {
                _ if i < 2 * level => b' ',
                _ if i == 2 * level => b'-',
                _ if i == 2 * level + 1 => b' ',
                _ => DROPPED,
            };
            self.draft.put(place, byte);
        }
    }

    fn after_strong_bullet(&self, at: usize) -> bool {
        let before = self.lines[..at].iter().rev().take(100);
        let mut bullets = before.take_while(|line| matches!(line.begins, Start::Bullet { .. }));
        bullets.any(|line| matches!(line.begins, Start::Bullet { weak: None, .. }))
    }

    /// Whether a line counts on from the one above it, or the one below counts on from it: `(1) ` and `(2) `, `1e ` and
    /// `2e `, `stap 1` and `stap 2`, `i. ` and `ii. `.
    fn counts_on(&self, at: usize) -> bool {
        let words = |at: usize| self.lines.get(at).map(|line| self.words(*line));
        let follows = |above: Option<&str>, below: Option<&str>| match (above, below) {
            (Some(above), Some(below)) => counters::follows(above, below),
            _ => false,
        };
        follows(at.checked_sub(1).and_then(words), words(at)) || follows(words(at), words(at + 1))
    }

    /// Rows of a table that was pasted, or that has no dashes below its head: they stay separate lines, and the author
    /// is told.
    fn rows(&mut self, at: usize) {
        let parts = |at: usize| {
            let line = self.lines.get(at).filter(|line| matches!(line.begins, Start::Words | Start::Alone));
            let words = line.map(|line| self.words(*line)).unwrap_or_default();
            let bars = if words.starts_with('|') { cells(words) } else { words.matches(" | ").count() };
            Some((words.matches('\t').count(), bars)).filter(|parts| *parts != (0, 0))
        };
        if at.checked_sub(1).and_then(parts).is_some() || parts(at).is_none() {
            return;
        }
        let count = (at..).take_while(|&row| parts(row).is_some()).count();
        let rows = &self.lines[at..at + count];
        let is_delimiter = |line: &Line| {
            let words = self.words(*line);
            words.contains('-') && words.chars().all(|c| "|-: \t".contains(c))
        };
        let alike = parts(at) == parts(at + 1);
        if count < 2 || !alike || rows.iter().any(is_delimiter) {
            return;
        }
        if at > 0 {
            self.break_before(at);
        }
        self.found.breaks.extend(rows[1..].iter().map(|line| line.start - 1));
        let (first, last) = (rows[0], rows[count - 1]);
        self.found.doubts.push(Doubt {
            at: first.words..last.end,
            message: format!("deze {count} regels lijken een tabel, en komen er als gewone regels te staan"),
            hint: "schrijf een tabel als `| dag | vak |`, met een regel `| --- | --- |` onder de kop".to_owned(),
        });
    }

    /// Whether a line is so far from the margin that Markdown takes it for code.
    fn is_indented(&self, line: Line) -> bool {
        let white = &self.text[line.start..line.words];
        white.contains('\t') || white.len() >= 4
    }

    /// Takes away the white space before a line where Markdown would take the line for code: hardly anybody writes code
    /// here, and whoever does can put it between "```". Tells whether the line is in a list, where words are indented.
    fn indented(&mut self, at: usize, in_list: bool) -> bool {
        let Some(&line) = self.lines.get(at) else { return in_list };
        match line.begins {
            Start::Blank | Start::Code => in_list,
            _ if in_list && line.words > line.start => true,
            Start::Item | Start::Number { .. } if !self.is_indented(line) => true,
            Start::Bullet { .. } | Start::Item => false,
            _ if in_list => self.follows_words(at),
            _ => {
                let blank = at == 0 || self.begins_with_before(at, |s| s == Start::Blank);
                let after = self.begins_with_before(at, |_| true) && !blank;
                if self.is_indented(line) {
                    (line.start..line.words).for_each(|white| self.draft.put(white, DROPPED));
                    if after {
                        self.break_before(at);
                    }
                }
                false
            }
        }
    }

    /// `- 12 jaar` below "van 10" continues a sentence and is no list.
    fn item(&mut self, at: usize) {
        let Some(&line) = self.lines.get(at) else { return };
        let range = self.words(line).trim_start_matches(['-', '*', ' ']).starts_with(|c: char| c.is_ascii_digit());
        let alone =
            !self.begins_with(at, 1, |s| s == Start::Item) && !self.begins_with_before(at, |s| s == Start::Item);
        let before = at.checked_sub(1).and_then(|i| self.lines.get(i)).filter(|l| l.begins == Start::Words);
        let goes_on = before.is_some_and(|l| self.words(*l).ends_with(|c: char| c.is_ascii_digit() || c == '€'));
        if range && alone && goes_on {
            self.draft.hide(line.words);
        }
    }

    /// Whether a number is that of a date and not of a list: `1. september`, `2024. eerst`.
    fn is_date(&self, line: Line, sign: usize) -> bool {
        let words = self.words(line);
        let next = words.get(sign + 1..).unwrap_or_default().trim_start();
        let word = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        sign >= 4 || (sign <= 2 && MONTHS.contains(&word.as_str()))
    }

    /// Lines that begin with `>`: a quotation, or amounts. Returns the index of the last of them.
    fn quotes(&mut self, at: usize) -> usize {
        let run = self.lines[at..].iter().take_while(|line| matches!(line.begins, Start::Quote { .. })).count();
        let lines = &self.lines[at..at + run];
        if lines.iter().all(|line| line.begins == Start::Quote { number: true }) {
            for (i, line) in lines.iter().enumerate() {
                self.draft.hide(line.words);
                if run > 1 {
                    self.break_before(at + i);
                }
            }
        }
        at + run - 1
    }

    /// `# 3 docenten`: a heading with a number, or a number of something?
    fn heading(&mut self, at: usize) {
        let Some(&line) = self.lines.get(at) else { return };
        let goes_on = self.begins_with_before(at, |s| matches!(s, Start::Words | Start::Letter(_) | Start::Dash));
        if !goes_on && self.form == TextForm::File {
            return;
        }
        self.draft.hide(line.words);
        let before = at.checked_sub(1).and_then(|i| self.lines.get(i)).map_or("", |l| self.words(*l));
        if before.ends_with(['.', '!', '?', ':']) && goes_on {
            self.break_before(at);
            let words = super::sentences::truncate(self.words(line), 40);
            self.found.doubts.push(Doubt {
                at: line.words..line.end,
                message: format!("`{words}` kan een kop zijn, of een aantal; het staat er nu zoals het getypt is"),
                hint: "zet voor een kop een lege regel erboven; schrijf anders `aantal` in plaats van `#`".to_owned(),
            });
        }
    }

    /// Reports a row of dashes below a row with another number of cells: those make no table.
    fn delimiters(&mut self, at: usize) {
        let Some(&line) = self.lines.get(at) else { return };
        let row = self.words(line);
        let is_row = row.contains("-") && row.chars().all(|c| "|-: \t".contains(c));
        let Some(&head) = at.checked_sub(1).and_then(|i| self.lines.get(i)) else { return };
        if !is_row || !row.starts_with('|') || head.begins != Start::Alone {
            return;
        }
        let first = at < 2 || !self.begins_with(at - 2, 0, |s| s == Start::Alone);
        let (above, here) = (cells(self.words(head)), cells(row));
        if first && above != here {
            self.found.doubts.push(Doubt {
                at: line.words..line.end,
                message: format!("dit wordt geen tabel: de kop heeft {above} cellen, de regel met streepjes {here}"),
                hint: "maak er voor elke cel van de kop een streepje bij, zoals `| --- | --- |`".to_owned(),
            });
        }
    }

    /// The labels that links use: `[words][label]` and `[label]`.
    fn labels_in_use(&self) -> Labels {
        let mut labels = Labels::default();
        if !self.lines.iter().any(|line| line.begins == Start::Definition) {
            return labels;
        }
        let mut open = None;
        for (at, byte) in self.text.bytes().enumerate() {
            match byte {
                b'[' => open = Some(at),
                b']' => {
                    let Some(from) = open.take() else { continue };
                    let label = normal_label(&self.text[from + 1..at]);
                    let (before, behind) = (&self.text[..from], &self.text[at + 1..]);
                    if before.ends_with(']') {
                        labels.full.insert(label);
                    } else if !behind.starts_with([':', '(']) {
                        labels.short.insert(label);
                    }
                }
                _ => {}
            }
        }
        labels
    }

    /// Whether a definition is that of a link in the text.
    fn is_link(&self, line: Line, used: &Labels) -> bool {
        let Some((label, target)) = self.words(line).trim_start_matches('[').split_once("]:") else { return false };
        let label = normal_label(label);
        let target = target.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']);
        used.full.contains(&label) || (used.short.contains(&label) && links::read(target).is_ok())
    }

    /// Keeps line ends between lines of words that are clearly meant as lines.
    fn runs(&mut self) {
        let in_run = |line: &Line| {
            matches!(
                line.begins,
                Start::Words | Start::Mark | Start::Number { .. } | Start::Bullet { weak: Some(_), .. }
            )
        };
        let mut at = 0;
        while at < self.lines.len() {
            let run = self.lines[at..].iter().take_while(|line| in_run(line)).count();
            // The words of an item continue on the lines below it.
            let from = if at > 0 && self.begins_with(at - 1, 0, |s| matches!(s, Start::Item | Start::Bullet { .. })) {
                at - 1
            } else {
                at
            };
            if run > 0 {
                self.run(from, at + run);
            }
            at += run.max(1);
        }
    }

    fn run(&mut self, from: usize, to: usize) {
        // Lines are judged together up to one that announces the next.
        let announces = |line: &Line| self.form == TextForm::Value && self.words(*line).ends_with(':');
        let mut start = from;
        let mut breaks = Vec::new();
        for at in from..to {
            let last = at + 1 == to;
            if last || self.lines.get(at).is_some_and(announces) {
                self.part(start, at + 1, &mut breaks);
                breaks.extend((!last).then_some(at + 1));
                start = at + 1;
            }
        }
        breaks.into_iter().for_each(|at| self.break_before(at));
    }

    /// Adds which lines of a part begin after a line end that stays.
    fn part(&self, from: usize, to: usize, breaks: &mut Vec<usize>) {
        let lines = &self.lines[from..to];
        let labelled = |line: &Line| is_labelled(self.words(*line));
        let all_labelled = lines.len() > 1 && lines.iter().all(labelled);
        let length = |line: &Line| self.words(*line).chars().count();
        let first_word = |line: &Line| self.words(*line).split_whitespace().next().map_or(0, |w| w.chars().count());
        // If the next word had fitted on the line above, the author began a new line on purpose.
        let room = |above: &Line, below: &Line| length(above) + 1 + first_word(below) <= SHORT;
        let pairs = || lines.windows(2).filter_map(|pair| pair.first().zip(pair.last()));
        let all_short = pairs().all(|(above, below)| room(above, below));
        for (i, (above, below)) in pairs().enumerate() {
            let ends = self.words(*above).ends_with(['.', '!', '?', ';'])
                && !self.words(*below).starts_with(char::is_lowercase);
            let keeps = match self.form {
                _ if all_labelled => true,
                TextForm::Value => all_short || (room(above, below) && ends) || (labelled(above) && labelled(below)),
                TextForm::Line | TextForm::File => false,
            };
            breaks.extend(keeps.then_some(from + i + 1));
        }
    }
}

/// Whether a line is like `Maandag: rekenen`: at most three words, a colon, and a few words more.
fn is_labelled(line: &str) -> bool {
    let Some((label, rest)) = line.split_once(": ") else { return false };
    label.split_whitespace().count() <= 3
        && label.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && label.chars().count() <= 30
        && !rest.trim().is_empty()
        && line.chars().count() <= 2 * SHORT
}

/// How many cells a row of a table has, by its bars that are not escaped.
pub(super) fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut bars = 0;
    let mut escaped = false;
    let mut ends_in_bar = false;
    for byte in row.bytes() {
        ends_in_bar = byte == b'|' && !escaped;
        bars += usize::from(ends_in_bar);
        escaped = byte == b'\\' && !escaped;
    }
    bars + usize::from(!ends_in_bar)
}

#[derive(Default)]
struct Labels {
    full: BTreeSet<String>,
    short: BTreeSet<String>,
}

/// A label in the form in which Markdown compares labels.
fn normal_label(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    characters::clean(&words.join(" ")).to_lowercase()
}
