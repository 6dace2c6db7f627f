//! Names that are a list in disguise: `mentor, COPA`, `• mentor`, `1. mentor`, `mentor (op donderdag)`.
//!
//! Whoever fills in a form or pastes from Word writes names as they stand there. Where all parts are known, the value is
//! what it says: several names, or a name with a remark. Where only some are, or where the signs say that it is a list,
//! the author is told what to write; nothing is guessed.

/// A name in a value, with what stood between brackets behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) remark: Option<String>,
}

/// What a value that is no known name by itself turns out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// A name that nobody knows; nothing says that it is more.
    One,
    /// All of it is known.
    Known(Vec<Name>),
    /// It looks like a list or like a name with a sign before it: what to write.
    Suspect(String),
}

/// Signs that stand before an item of a list.
const BULLETS: [char; 12] = ['•', '▪', '·', '–', '—', '-', '*', '◦', '●', '○', '■', '➢'];

/// Reads a value; `known` says whether a name is known.
pub(super) fn read(value: &str, known: impl Fn(&str) -> bool) -> Names {
    let bullets = is_list(value);
    // The fewest signs first: "taal/lees" may be a name in "taal/lees, mentor".
    let mut best: Option<(usize, Vec<Name>)> = None;
    for signs in [
        &[][..],
        &[";", "\n", "•"],
        &[";", "\n", "•", ","],
        &[";", "\n", "•", ",", " en ", " & ", " + "],
        &[";", "\n", "•", ",", " en ", " & ", " + ", "/"],
    ] {
        let names: Vec<Name> = parts(value, signs).into_iter().filter_map(|part| name(part, &known)).collect();
        let of_them = names.iter().filter(|name| known(&name.text)).count();
        if !names.is_empty() && of_them == names.len() {
            return Names::Known(names);
        }
        let more = best
            .as_ref()
            .is_none_or(|(most, before)| of_them > *most || (*most == 0 && bullets && before.len() < names.len()));
        if more {
            best = Some((of_them, names));
        }
    }
    match best {
        Some((of_them, names)) if of_them > 0 || (bullets && !names.is_empty()) => Names::Suspect(written(&names)),
        _ => Names::One,
    }
}

/// Whether signs say that a value is a list, whoever is named: bullets, numbers, semicolons.
fn is_list(value: &str) -> bool {
    value.contains([';', '\n']) || without_sign(value) != value.trim()
}

/// A value cut at signs outside brackets; `•` stands for every bullet before a word.
fn parts<'a>(value: &'a str, signs: &[&str]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = value[at..].chars().next() {
        let rest = &value[at..];
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let sign = signs.iter().find(|sign| match **sign {
            "•" => at > start && begins_item(&value[start..at], rest),
            sign => rest.get(..sign.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(sign)),
        });
        let length = match sign {
            Some(&"•") => 0,
            Some(sign) => sign.len(),
            None => c.len_utf8(),
        };
        if sign.filter(|_| depth == 0).is_some() {
            parts.push(&value[start..at]);
            start = at + length;
            at = start + usize::from(length == 0) * c.len_utf8();
        } else {
            at += length.max(c.len_utf8());
        }
    }
    parts.push(&value[start..]);
    parts
}

/// Whether a bullet with a name behind it follows on something: ` -COPA`, ` • COPA`, but not `COPA-overleg`.
fn begins_item(before: &str, rest: &str) -> bool {
    let mut chars = rest.chars();
    before.ends_with(char::is_whitespace)
        && chars.next().is_some_and(|c| BULLETS.contains(&c))
        && chars.as_str().trim_start().starts_with(char::is_alphanumeric)
        // "mentor - decaan" is cut too; "mentor -" is not.
        && !before.trim().is_empty()
}

/// A part as a name; what stands between brackets behind it is a remark, unless the whole is known.
fn name(part: &str, known: &impl Fn(&str) -> bool) -> Option<Name> {
    let bare = without_sign(part).trim_end_matches(['.', ',', ';']).trim();
    if bare.is_empty() {
        return None;
    }
    let whole = || Name { text: bare.to_owned(), remark: None };
    if known(bare) {
        return Some(whole());
    }
    let inside = bare.ends_with(')').then(|| opening(bare)).flatten();
    let inside = inside.map(|at| (&bare[..at], &bare[at + 1..bare.len() - 1]));
    Some(match inside.map(|(text, remark)| (text.trim(), remark.trim())) {
        // The abbreviation of the name, or the name of the abbreviation, says nothing more.
        Some((text, remark)) if known(text) => {
            let remark = Some(remark).filter(|remark| !remark.is_empty() && !known(remark)).map(str::to_owned);
            Name { text: text.to_owned(), remark }
        }
        _ => whole(),
    })
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

/// A name without the bullet or the number before it.
fn without_sign(name: &str) -> &str {
    let name = name.trim();
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(rest) = name[digits..].strip_prefix(['.', ')'])
        && (1..=2).contains(&digits)
        && rest.starts_with(char::is_whitespace)
    {
        return rest.trim_start();
    }
    let rest = name.strip_prefix(BULLETS).or_else(|| name.strip_prefix("o "));
    rest.map_or(name, str::trim_start)
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
    let names: Vec<String> = names.iter().map(quoted).collect();
    match names.as_slice() {
        [one] if !one.contains(": ") => format!("schrijf `{one}`"),
        _ => format!("schrijf elke naam apart: `[{}]`", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str) -> bool {
        ["mentor", "COPA", "orthopedagoog", "taal/lees", "intern begeleider", "zorg en welzijn", "OPDC"].contains(&name)
    }

    fn names(value: &str) -> Vec<(String, Option<String>)> {
        match read(value, known) {
            Names::Known(names) => names.into_iter().map(|name| (name.text, name.remark)).collect(),
            other => vec![(format!("{other:?}"), None)],
        }
    }

    fn plain(of: &[&str]) -> Vec<(String, Option<String>)> {
        of.iter().map(|name| ((*name).to_owned(), None)).collect()
    }

    #[test]
    fn several_known_names_in_one_value_are_several_names() {
        for value in [
            "mentor, COPA",
            "mentor/COPA",
            "mentor / COPA",
            "mentor en COPA",
            "mentor & COPA",
            "mentor; COPA",
            "mentor\nCOPA",
            "• mentor • COPA",
            "– mentor – COPA",
            "-mentor -COPA",
            "- mentor - COPA",
            "1. mentor\n2. COPA",
            "* mentor\n* COPA",
            "mentor, COPA.",
        ] {
            assert_eq!(names(value), plain(&["mentor", "COPA"]), "{value}");
        }
        assert_eq!(names("mentor, COPA en orthopedagoog"), plain(&["mentor", "COPA", "orthopedagoog"]));
        assert_eq!(names("taal/lees, zorg en welzijn"), plain(&["taal/lees", "zorg en welzijn"]));
    }

    #[test]
    fn a_sign_before_one_known_name_goes() {
        for value in ["• mentor", "1. mentor", "2) mentor", "- mentor", "–mentor", "· mentor", "o mentor", "* mentor"]
        {
            assert_eq!(names(value), plain(&["mentor"]), "{value}");
        }
    }

    #[test]
    fn what_stands_in_brackets_behind_a_known_name_is_a_remark() {
        let remark = |name: &str, remark: &str| (name.to_owned(), Some(remark.to_owned()));
        assert_eq!(names("mentor (op donderdag)"), [remark("mentor", "op donderdag")]);
        assert_eq!(names("mentor (ma, di), COPA (extern)"), [remark("mentor", "ma, di"), remark("COPA", "extern")]);
        assert_eq!(names("• orthopedagoog (extern)"), [remark("orthopedagoog", "extern")]);
        assert_eq!(names("orthopedagoog (OPDC)"), plain(&["orthopedagoog"]));
    }

    #[test]
    fn what_is_known_in_part_or_looks_like_a_list_is_asked_about() {
        for (value, hint) in [
            ("mentor, juf Anna", "schrijf elke naam apart: `[mentor, juf Anna]`"),
            ("mentor/leraar", "schrijf elke naam apart: `[mentor, leraar]`"),
            ("• conciërge", "schrijf `conciërge`"),
            ("1. conciërge", "schrijf `conciërge`"),
            ("conciërge; kok", "schrijf elke naam apart: `[conciërge, kok]`"),
            ("mentor (op do), kok", "schrijf elke naam apart: `[mentor: \"op do\", kok]`"),
        ] {
            assert_eq!(read(value, known), Names::Suspect(hint.to_owned()), "{value}");
        }
    }

    #[test]
    fn a_free_name_stays_one_name() {
        for value in [
            "ouders en leerling",
            "team Jeugd, wijk Zuid",
            "vmbo-kader",
            "24/7 lijn",
            "School's Cool (stichting)",
            "1e leerjaar",
            "Halt",
            "2024",
        ] {
            assert_eq!(read(value, known), Names::One, "{value}");
        }
    }
}
