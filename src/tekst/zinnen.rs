//! Small helpers for Dutch sentences.

/// Abbreviations after which a full stop does not end a sentence.
const AFKORTINGEN: [&str; 44] = [
    "a.d.h.v.", "a.u.b.", "art.", "bijv.", "bv.", "blz.", "ca.", "d.d.", "d.m.v.", "d.w.z.", "dhr.", "dr.", "drs.",
    "e.d.", "evt.", "excl.", "i.c.m.", "i.h.k.v.", "i.o.m.", "i.p.v.", "i.s.m.", "i.v.m.", "incl.", "ing.", "ir.",
    "jl.", "m.b.t.", "m.b.v.", "m.i.v.", "m.n.", "m.u.v.", "max.", "mevr.", "min.", "mr.", "n.a.v.", "nr.", "o.a.",
    "o.b.v.", "resp.", "st.", "t.a.v.", "tel.", "zgn.",
];

/// `a, b en c`.
pub fn opsomming<S: AsRef<str>>(delen: &[S]) -> String {
    match delen {
        [] => String::new(),
        [een] => een.as_ref().to_owned(),
        [eerste @ .., laatste] => {
            let eerste: Vec<&str> = eerste.iter().map(AsRef::as_ref).collect();
            format!("{} en {}", eerste.join(", "), laatste.as_ref())
        }
    }
}

/// The text with a capital at its start; `ij` becomes `IJ`.
pub fn hoofdletter(tekst: &str) -> String {
    if let Some(rest) = tekst.strip_prefix("ij") {
        return format!("IJ{rest}");
    }
    let mut letters = tekst.chars();
    letters.next().map_or_else(String::new, |eerste| eerste.to_uppercase().chain(letters).collect())
}

/// A name as it stands inside a sentence: "Mentor" becomes "mentor", "GGZ" and "COPA" stay, and so does a proper
/// name, which shows by a capital in a later word: "Marietje Kessels Project", "Bureau Jeugdzorg".
pub fn klein(naam: &str) -> String {
    let proper = |word: &str| {
        let mut letters = word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    if naam.split_whitespace().skip(1).any(proper) {
        return naam.to_owned();
    }
    let mut letters = naam.chars();
    match (letters.next(), letters.next()) {
        (Some(eerste), Some(tweede)) if eerste.is_uppercase() && tweede.is_lowercase() => {
            eerste.to_lowercase().chain(std::iter::once(tweede)).chain(letters).collect()
        }
        _ => naam.to_owned(),
    }
}

/// The text with a full stop at its end, unless it ends a sentence already. White space around
/// it, and a comma or semicolon at its end, are dropped; an empty text stays empty.
pub fn met_punt(tekst: &str) -> String {
    let tekst = tekst.trim().trim_end_matches([',', ';']);
    let kaal = tekst.trim_end_matches(['"', '\'', '”', '’', '»', ')']);
    if tekst.is_empty() || kaal.ends_with(['.', '!', '?', '…']) || tekst.ends_with(':') {
        // A bracket after the stop still needs one: "(zie ook a.)" stands inside a sentence.
        let haakje = tekst.ends_with(')') && !tekst.starts_with('(');
        return if haakje { format!("{tekst}.") } else { tekst.to_owned() };
    }
    format!("{tekst}.")
}

/// At most `n` characters, cut between words, with `…` where something is left out.
pub fn afkappen(tekst: &str, n: usize) -> String {
    let tekst = tekst.trim();
    if tekst.chars().count() <= n {
        return tekst.to_owned();
    }
    let ruimte = n.saturating_sub(1);
    let einde = tekst.char_indices().nth(ruimte).map_or(tekst.len(), |(i, _)| i);
    let (voor, na) = tekst.split_at(einde);
    let heel = if na.starts_with(char::is_whitespace) {
        voor
    } else {
        voor.rsplit_once(char::is_whitespace).map_or(voor, |(heel, _)| heel)
    };
    let einde_van_woord = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '-' | '–' | '(');
    // What stands between brackets is left out as a whole: a bracket that opens also closes.
    let heel = match heel.rfind('(') {
        Some(open) if !heel[open..].contains(')') => &heel[..open],
        _ => heel,
    };
    format!("{}…", heel.trim_end_matches(einde_van_woord))
}

/// A heading of at most `n` characters: what stands between brackets goes first, and only then words.
pub fn short_heading(heading: &str, n: usize) -> String {
    let heading = heading.trim();
    if heading.chars().count() <= n {
        return heading.to_owned();
    }
    let (mut bare, mut depth) = (String::new(), 0_usize);
    for c in heading.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    // Nothing but brackets, or one that never closes.
    afkappen(if bare.is_empty() || depth > 0 { heading } else { &bare }, n)
}

/// The sentences of several places: "Dat is op school zelf. Dat is ook hulp van het schoolbestuur."
pub fn one_after_another(sentences: impl IntoIterator<Item = String>) -> Vec<String> {
    let also = |(index, sentence): (usize, String)| match sentence.strip_prefix("Dat is ") {
        Some(rest) if index > 0 && !rest.starts_with("ook ") => format!("Dat is ook {rest}"),
        _ => sentence,
    };
    sentences.into_iter().enumerate().map(also).collect()
}

/// The sentences of a text. A line end ends a sentence too; white space around them is dropped.
pub fn zinnen(tekst: &str) -> Vec<&str> {
    tekst.lines().flat_map(zinnen_van_regel).collect()
}

fn zinnen_van_regel(regel: &str) -> Vec<&str> {
    let mut uit = Vec::new();
    let mut begin = 0;
    for (i, _) in regel.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let (voor, na) = (regel[begin..i].trim(), regel[i..].trim_start());
        if eindigt_zin(voor) && begint_zin(na) {
            uit.push(voor);
            begin = i;
        }
    }
    uit.push(regel[begin..].trim());
    uit.retain(|zin| !zin.is_empty());
    uit
}

fn eindigt_zin(tekst: &str) -> bool {
    let kaal = tekst.trim_end_matches(['"', '\'', '”', '’', '»', ')']);
    if !kaal.ends_with(['.', '!', '?', '…']) {
        return false;
    }
    // The number of an item: "1. Wij ..." is one sentence.
    if tekst.trim_end_matches(['.', ')']).bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let woord = kaal.rsplit(char::is_whitespace).next().unwrap_or_default();
    let woord = woord.trim_start_matches(['(', '"', '\'', '“', '‘']).to_lowercase();
    let voorletter = woord.chars().count() == 2 && woord.starts_with(char::is_alphabetic) && woord.ends_with('.');
    // "Wij bespreken dat met u." ends a sentence; parents read that all the time.
    (!voorletter || woord == "u.") && !AFKORTINGEN.contains(&woord.as_str())
}

fn begint_zin(tekst: &str) -> bool {
    let mut letters = tekst.trim_start_matches(['"', '\'', '“', '‘', '’', '«', '(', '-']).chars();
    letters.next().is_some_and(|c| !c.is_lowercase())
        // 's Ochtends, 't Is: the apostrophe word is small, the next has the capital.
        || (tekst.starts_with(['\'', '’'])
            && tekst.split_whitespace().nth(1).is_some_and(|w| w.starts_with(char::is_uppercase)))
}
