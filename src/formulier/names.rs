//! Names in one cell, as people write them below or behind each other: with bullets, numbers, commas, strokes, "en".
//!
//! A cell with names has one name a line. What is typed another way is taken apart where that leaves only names that are
//! known; a name of one's own may hold a comma or a stroke itself.

/// What a cell with names holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// The names, each with its remark: `mentor`, `mentor: op donderdag`.
    pub(super) lines: Vec<String>,
    /// Lines in which known names stand among other words.
    pub(super) mixed: Vec<String>,
    /// Lines that count as one name of one's own, though commas stand in them.
    pub(super) lumped: Vec<String>,
}

/// More parts in one line than anybody has names for.
const MOST_PARTS: usize = 60;
/// The most parts that one name is made of: "plusklas, verrijking en versnelling".
const LONGEST: usize = 6;

/// The names in a cell.
pub(super) fn read(text: &str, known: &dyn Fn(&str) -> bool) -> Names {
    let mut out = Names::default();
    let lines: Vec<String> = text.lines().map(super::een_regel).filter(|line| !line.is_empty()).collect();
    let numbered = lines.iter().filter(|line| without_number(line).is_some()).count() > 1;
    for line in &lines {
        if known(line) {
            out.lines.push(line.clone());
            continue;
        }
        let bare = without_bullet(line);
        let bare = match without_number(bare) {
            Some(rest) if numbered || is_known(rest, known) || parts(rest, known).is_some() => rest,
            _ => bare,
        };
        if bare.is_empty() {
            continue;
        }
        if known(bare) || bare.contains(": ") {
            out.lines.push(bare.to_owned());
        } else {
            for piece in bare.split(';').map(|piece| without_bullet(piece.trim())).filter(|piece| !piece.is_empty()) {
                one(piece, known, &mut out);
            }
        }
    }
    out
}

/// A piece between semicolons.
fn one(piece: &str, known: &dyn Fn(&str) -> bool, out: &mut Names) {
    if let Some(line) = with_remark(piece, known) {
        out.lines.push(line);
    } else if let Some(parts) = parts(piece, known) {
        out.lines.extend(parts);
    } else {
        let separate = pieces(piece);
        if separate.len() > 1 && separate.iter().any(|(part, _)| is_known(part, known)) {
            out.mixed.push(piece.to_owned());
        } else if piece.contains(", ") {
            out.lumped.push(piece.to_owned());
        }
        out.lines.push(piece.to_owned());
    }
}

fn is_known(text: &str, known: &dyn Fn(&str) -> bool) -> bool {
    with_remark(text, known).is_some()
}

/// A known name, or one with a remark between brackets: `mentor (op donderdag)` is `mentor: op donderdag`.
fn with_remark(text: &str, known: &dyn Fn(&str) -> bool) -> Option<String> {
    if known(text) {
        return Some(text.to_owned());
    }
    let (name, remark) = text.strip_suffix(')')?.split_once('(')?;
    let (name, remark) = (name.trim(), remark.trim());
    (!remark.is_empty() && !remark.contains(['(', ')']) && known(name)).then(|| format!("{name}: {remark}"))
}

/// A line taken apart into known names only; `None` when that does not come out. Names may hold separators themselves, so
/// the longest one that is known counts.
fn parts(line: &str, known: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let pieces = pieces(line);
    if pieces.len() < 2 || pieces.len() > MOST_PARTS {
        return None;
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let most = (pieces.len() - at).min(LONGEST);
        let (taken, name) = (1..=most).rev().find_map(|count| {
            let (first, last) = (pieces.get(at)?, pieces.get(at + count - 1)?);
            let whole = line.get(first.1..last.1 + last.0.len())?;
            // The whole line is no part of itself.
            (count < pieces.len()).then(|| with_remark(whole, known)).flatten().map(|name| (count, name))
        })?;
        out.push(name);
        at += taken;
    }
    Some(out)
}

/// The pieces of a line between commas, strokes, plus signs, "&", "en" and tabs, and where each begins. What stands
/// between brackets stays whole.
fn pieces(line: &str) -> Vec<(&str, usize)> {
    let mut out = Vec::new();
    let (mut begin, mut depth) = (0, 0_usize);
    let mut push = |from: usize, to: usize| {
        let Some(raw) = line.get(from..to) else { return };
        let piece = without_bullet(raw.trim());
        if !piece.is_empty() {
            let end = from + raw.trim_end().len();
            out.push((piece, end - piece.len()));
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
        let length = match sign {
            _ if depth > 0 => 0,
            ',' | '/' | '|' | '\t' | '•' | '·' => sign.len_utf8(),
            ' ' => [" en ", " + ", " & ", " - ", " – ", " of "]
                .into_iter()
                .find(|word| rest.starts_with(word))
                .map_or(0, |word| word.len() - 1),
            _ => 0,
        };
        if length > 0 {
            push(begin, at);
            at += length;
            begin = at;
        } else {
            at += sign.len_utf8();
        }
    }
    push(begin, line.len());
    out
}

/// Signs that begin a line of a list.
pub(super) const BULLETS: &str = "•·●○◦▪■□►➢➤✓✔‣⁃–—";

fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix(|c: char| BULLETS.contains(c)) {
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
    rest.starts_with(' ').then(|| rest.trim_start())
}

#[cfg(test)]
mod proeven {
    use super::*;

    fn known(name: &str) -> bool {
        ["mentor", "orthopedagoog", "copa", "zorg- en adviesteam", "taal, lezen en spelling", "rt", "i", "o"]
            .contains(&name.to_lowercase().as_str())
    }

    fn lines(text: &str) -> Vec<String> {
        let names = read(text, &known);
        assert_eq!((&names.mixed, &names.lumped), (&vec![], &vec![]), "{text}");
        names.lines
    }

    #[test]
    fn names_are_known_whatever_stands_around_them() {
        for text in [
            "mentor\northopedagoog",
            "• mentor\n• orthopedagoog",
            "- mentor\n- orthopedagoog",
            "* mentor\n* orthopedagoog",
            "-mentor\n-orthopedagoog",
            "– mentor\n– orthopedagoog",
            "· mentor\n\n· orthopedagoog",
            "1. mentor\n2. orthopedagoog",
            "a) mentor\nb) orthopedagoog",
            "mentor, orthopedagoog",
            "mentor,orthopedagoog",
            "mentor; orthopedagoog",
            "mentor / orthopedagoog",
            "mentor/orthopedagoog",
            "mentor en orthopedagoog",
            "mentor & orthopedagoog",
            "• mentor • orthopedagoog",
            "mentor + orthopedagoog",
        ] {
            assert_eq!(lines(text), ["mentor", "orthopedagoog"], "{text}");
        }
        assert_eq!(lines("mentor, RT en COPA"), ["mentor", "RT", "COPA"]);
        assert_eq!(lines("1. mentor"), ["mentor"]);
        assert_eq!(lines("I/O"), ["I", "O"]);
    }

    #[test]
    fn a_name_with_a_separator_of_its_own_stays_whole() {
        assert_eq!(lines("zorg- en adviesteam"), ["zorg- en adviesteam"]);
        assert_eq!(lines("zorg- en adviesteam, mentor"), ["zorg- en adviesteam", "mentor"]);
        assert_eq!(lines("mentor en taal, lezen en spelling"), ["mentor", "taal, lezen en spelling"]);
        assert_eq!(lines("wijkteam en gemeente"), ["wijkteam en gemeente"]);
        assert_eq!(lines("CJG/wijkteam"), ["CJG/wijkteam"]);
    }

    #[test]
    fn a_remark_stays_with_its_name() {
        assert_eq!(lines("mentor: op maandag, dinsdag en woensdag"), ["mentor: op maandag, dinsdag en woensdag"]);
        assert_eq!(lines("mentor (op donderdag)"), ["mentor: op donderdag"]);
        assert_eq!(lines("• orthopedagoog (extern), mentor"), ["orthopedagoog: extern", "mentor"]);
        assert_eq!(lines("• mentor: soms"), ["mentor: soms"]);
    }

    #[test]
    fn known_names_among_other_words_are_told_apart() {
        for text in ["mentor, juf", "de conrector en mentor", "mentor / iemand anders"] {
            assert_eq!(read(text, &known).mixed, [text], "{text}");
        }
        assert_eq!(read("rust, ritme, regelmaat", &known).lumped, ["rust, ritme, regelmaat"]);
    }

    #[test]
    fn numbers_before_names_of_ones_own_go_when_there_are_more() {
        assert_eq!(lines("1. Praatgroep\n2. Leesclub"), ["Praatgroep", "Leesclub"]);
        assert_eq!(lines("1. klas"), ["1. klas"]);
        assert_eq!(lines("-1"), ["-1"]);
    }

    #[test]
    fn long_lines_take_no_longer_than_they_are() {
        let text = "mentor, ".repeat(20_000);
        assert_eq!(read(&text, &known).mixed.len(), 1);
    }
}
