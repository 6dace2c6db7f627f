//! Names that are a list in disguise: `mentor, COPA`, `• mentor`, `1. mentor`, `mentor (op donderdag)`.
//!
//! Whoever fills in a form or pastes from Word writes names as they stand there: below or behind each other, with bullets,
//! numbers, commas, strokes, "en". Where all parts are known, a value is what it says: several names, or a name with a
//! remark. Where only some are, or where the signs say that it is a list, the author is told; nothing is guessed, for a
//! name of one's own may hold a comma or a stroke itself.
//!
//! [`read`] is for a value in YAML, [`read_cell`] for a cell of a form, in which a name has a line.

/// A name in a value, with what stood between brackets behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) remark: Option<String>,
}

/// What a value that is no known name by itself turns out to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// A name that nobody knows; nothing says that it is more.
    One,
    /// All of it is known.
    Known(Vec<Name>),
    /// It looks like a list or like a name with a sign before it: what to write.
    Suspect(String),
}

/// What a cell with names holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The names, each with its remark: `mentor`, `mentor: op donderdag`.
    pub(crate) lines: Vec<String>,
    /// Lines in which known names stand among other words.
    pub(crate) mixed: Vec<String>,
    /// Lines that count as one name of one's own, though commas stand in them.
    pub(crate) lumped: Vec<String>,
}

/// Signs that stand before an item of a list, whatever follows on them.
pub(crate) const BULLETS: &str = "•·●○◦▪■□►➢➤✓✔‣⁃–—";

/// More parts in one line than anybody has names for.
const MOST_PARTS: usize = 60;
/// The most parts that one name is made of: "plusklas, verrijking en versnelling".
const LONGEST: usize = 6;
/// The most names that a hint writes out.
const MOST_SHOWN: usize = 12;

/// Reads a value; `known` says whether a name is known.
pub(crate) fn read(value: &str, known: impl Fn(&str) -> bool) -> Names {
    let known: &dyn Fn(&str) -> bool = &known;
    let lines: Vec<&str> = value.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty()).collect();
    // Whether signs say that it is a list, whoever is named.
    let mut listed = value.trim().contains(['\n', ';']);
    let mut names = Vec::new();
    let mut all = true;
    for line in lines {
        let bare = without_bullet(line);
        let bare = without_number(bare).filter(|_| bare.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(bare);
        listed |= bare != line;
        all &= names_of(bare, known, &mut names);
    }
    if names.is_empty() {
        Names::One
    } else if all {
        Names::Known(names)
    } else if listed || names.iter().any(|name| known(&name.text)) {
        Names::Suspect(written(&names))
    } else {
        Names::One
    }
}

/// Reads a cell; `known` says whether a name is known.
pub(crate) fn read_cell(text: &str, known: impl Fn(&str) -> bool) -> Cell {
    let known: &dyn Fn(&str) -> bool = &known;
    let mut cell = Cell::default();
    let folded = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = text.lines().map(folded).filter(|line| !line.is_empty()).collect();
    let numbered = lines.iter().filter(|line| without_number(line).is_some()).count() > 1;
    for line in &lines {
        if known(line) {
            cell.lines.push(line.clone());
            continue;
        }
        let bare = without_bullet(line);
        // "1. klas" alone is no list.
        let begins = |rest: &str| numbered || names_of(rest, known, &mut Vec::new());
        let bare = without_number(bare).filter(|rest| begins(rest)).unwrap_or(bare);
        if bare.is_empty() {
            continue;
        }
        if known(bare) || bare.contains(": ") {
            cell.lines.push(bare.to_owned());
        } else {
            for piece in bare.split(';').map(|piece| without_bullet(piece.trim())).filter(|piece| !piece.is_empty()) {
                cell.piece(piece, known);
            }
        }
    }
    cell
}

impl Cell {
    /// A piece between semicolons.
    fn piece(&mut self, piece: &str, known: &dyn Fn(&str) -> bool) {
        let mut names = Vec::new();
        if names_of(piece, known, &mut names) {
            self.lines.extend(names.into_iter().map(|name| match name.remark {
                Some(remark) => format!("{}: {remark}", name.text),
                None => name.text,
            }));
            return;
        }
        if names.iter().any(|name| known(&name.text)) {
            self.mixed.push(piece.to_owned());
        } else if piece.contains(", ") {
            self.lumped.push(piece.to_owned());
        }
        self.lines.push(piece.to_owned());
    }
}

/// Adds the names of a line, and says whether all of them are known. Names may hold separators themselves, so the longest
/// one that is known counts; what is not known is cut at commas and bullets alone.
fn names_of(line: &str, known: &dyn Fn(&str) -> bool, names: &mut Vec<Name>) -> bool {
    let pieces = pieces(line);
    let mut all = pieces.len() <= MOST_PARTS;
    let mut at = 0;
    // Where the words begin that are not known yet.
    let mut open: Option<usize> = None;
    let text = |from: usize, to: usize| {
        let (first, last) = (pieces.get(from)?, pieces.get(to.checked_sub(1)?)?);
        line.get(first.start..last.end)
    };
    let close = |open: &mut Option<usize>, to: usize, names: &mut Vec<Name>| {
        let unknown = open.take().and_then(|from| text(from, to));
        names.extend(unknown.and_then(|text| name(text, known)));
    };
    // A line with more parts than this is looked at only so far as to know whether anything in it is known.
    while at < pieces.len() && at <= MOST_PARTS {
        let most = (pieces.len() - at).min(LONGEST);
        let found = (1..=most).rev().find_map(|count| {
            let name = name(text(at, at + count)?, known)?;
            known(&name.text).then_some((count, name))
        });
        if let Some((count, name)) = found {
            close(&mut open, at, names);
            names.push(name);
            at += count;
        } else {
            all = false;
            if pieces.get(at).is_some_and(|piece| piece.separate) {
                close(&mut open, at, names);
            }
            open.get_or_insert(at);
            at += 1;
        }
    }
    close(&mut open, at, names);
    all
}

/// A piece of a line.
struct Piece {
    start: usize,
    end: usize,
    /// Whether the sign before it parts names more than words: a comma or a bullet, where "en" may stand in a name.
    separate: bool,
}

/// The pieces of a line between commas, strokes, plus signs, "&", "en", tabs and bullets. What stands between brackets
/// stays whole.
fn pieces(line: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let (mut begin, mut depth, mut separate) = (0, 0_usize, true);
    let mut push = |from: usize, to: usize, separate: bool| {
        let Some(raw) = line.get(from..to) else { return };
        let piece = without_bullet(raw);
        if !piece.is_empty() {
            let end = from + raw.trim_end().len();
            out.push(Piece { start: end - piece.len(), end, separate });
        }
    };
    let mut at = 0;
    while let Some(sign) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = line.get(at..).unwrap_or_default();
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let (length, parts) = match sign {
            _ if depth > 0 => (0, false),
            ',' | '|' | '\t' | '•' => (sign.len_utf8(), true),
            '/' | '·' => (sign.len_utf8(), false),
            c if c.is_whitespace() => {
                let joins = [" en ", " + ", " & ", " of "]
                    .into_iter()
                    .find(|word| rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word)));
                match joins {
                    Some(word) => (word.len() - 1, false),
                    None if without_bullet(rest).len() != rest.trim().len() => (sign.len_utf8(), true),
                    None => (0, false),
                }
            }
            _ => (0, false),
        };
        if length > 0 {
            push(begin, at, separate);
            at += length;
            (begin, separate) = (at, parts);
        } else {
            at += sign.len_utf8();
        }
    }
    push(begin, line.len(), separate);
    out
}

/// A part as a name; what stands between brackets behind it is a remark, unless the whole is known.
fn name(part: &str, known: &dyn Fn(&str) -> bool) -> Option<Name> {
    let whole = |text: &str| Some(Name { text: text.to_owned(), remark: None });
    let full = without_bullet(part);
    if known(full) {
        return whole(full);
    }
    let bare = full.trim_end_matches(['.', ',', ';']).trim();
    let bare = without_number(bare).filter(|rest| known(rest)).unwrap_or(bare);
    if bare.is_empty() {
        return None;
    }
    if known(bare) {
        return whole(bare);
    }
    let inside = bare.ends_with(')').then(|| opening(bare)).flatten();
    let inside = inside.and_then(|at| Some((bare.get(..at)?, bare.get(at + 1..bare.len() - 1)?)));
    match inside.map(|(text, remark)| (text.trim(), remark.trim())) {
        // The abbreviation of the name, or the name of the abbreviation, says nothing more.
        Some((text, remark)) if known(text) => {
            let remark = Some(remark).filter(|remark| !remark.is_empty() && !known(remark)).map(str::to_owned);
            Some(Name { text: text.to_owned(), remark })
        }
        _ => whole(bare),
    }
}

/// Where the bracket stands that the last one closes.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().rev().find_map(|(at, c)| {
        match c {
            ')' => depth += 1,
            '(' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

/// A line without the bullet before it.
fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix(|c: char| BULLETS.contains(c)).or_else(|| line.strip_prefix("o ")) {
        return rest.trim_start();
    }
    // `-mentor` and `*mentor` are bullets too, `-1` is none.
    match line.strip_prefix(['-', '*']) {
        Some(rest) if rest.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()) => rest.trim_start(),
        _ => line,
    }
}

/// The rest of a line that begins with `1.`, `1)`, `a.` or `a)`.
fn without_number(line: &str) -> Option<&str> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let letter = usize::from(digits == 0 && line.starts_with(|c: char| c.is_ascii_lowercase()));
    let length = digits + letter;
    if length == 0 || length > 3 {
        return None;
    }
    let rest = line.get(length..)?.strip_prefix(['.', ')'])?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
}

/// Names as they are to be written.
fn written(names: &[Name]) -> String {
    let quoted = |name: &Name| {
        let text = if name.text.contains([',', ':', '[', ']', '{', '}', '#']) {
            format!("\"{}\"", name.text.replace('"', "'"))
        } else {
            name.text.clone()
        };
        match &name.remark {
            Some(remark) => format!("{text}: \"{}\"", remark.replace('"', "'")),
            None => text,
        }
    };
    if names.len() > MOST_SHOWN {
        return "schrijf elke naam apart, op een eigen regel met `- ` ervoor".to_owned();
    }
    let names: Vec<String> = names.iter().map(quoted).collect();
    match names.as_slice() {
        [one] if !one.contains(": ") => format!("schrijf `{one}`"),
        _ => format!("schrijf elke naam apart: `[{}]`", names.join(", ")),
    }
}
