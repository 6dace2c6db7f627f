//! What the name of a file says: whether a program left it behind, whether it looks like a copy of another, whether it
//! is valid on every system, and how it is written in an address.
//!
//! Schools keep their content in folders that OneDrive, Nextcloud, Dropbox and the like sync, and they edit it with
//! office programs. The names that those make are known; nothing here looks at what is in a file.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Longest name, in bytes, that common file systems accept.
const LONGEST_NAME: usize = 255;

/// What stays as it is in the path of an address: the unreserved characters of RFC 3986 (2.3), and the slash between
/// names.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path as it is written in an address: on a page, in a PDF, in Markdown. What means something else there (`#`, `%`,
/// `?`), spaces and letters with accents are written as `%XX`.
pub fn in_address(path: &str) -> String {
    utf8_percent_encode(path, IN_PATH).to_string()
}

/// Whether a file was left behind by a program, and is nobody's work: whatever [`is_of_a_system`], backups of editors, and
/// other files with a dot before their name.
pub fn is_by_product(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.') || is_of_a_system(name) || [".bak", ".orig"].iter().any(|end| lower.ends_with(end))
}

/// Whether a system or a tool keeps the file for itself: settings of file managers and of git, locks of office programs,
/// and what editors and browsers write while they are busy.
pub fn is_of_a_system(name: &str) -> bool {
    let lower = name.to_lowercase();
    // Locks of Word and Excel, and of LibreOffice.
    name.starts_with("~$")
        || lower.starts_with(".~lock.")
        || lower.starts_with("~wrl")
        || lower.starts_with("._")
        || OF_A_SYSTEM.contains(&lower.as_str())
        || name.ends_with('~')
        || name.starts_with('#') && name.ends_with('#')
        || [".swp", ".swo", ".tmp", ".part", ".crdownload"].iter().any(|end| lower.ends_with(end))
}

/// What file managers, git and editors keep in a folder, in small letters.
const OF_A_SYSTEM: [&str; 11] = [
    ".ds_store",
    ".directory",
    ".gitkeep",
    ".gitignore",
    ".gitattributes",
    ".editorconfig",
    "thumbs.db",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "icon\r",
];

/// Whether a file is content whose name hides it: `.profiel.yaml`, or `.profiel.yaml.icloud`, which stands for a file
/// that a Mac has moved to iCloud. Other names that start with a dot belong to programs.
pub fn is_hidden_work(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.strip_prefix('.').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_alphanumeric())
            && [".yaml", ".yml", ".md", ".icloud"].iter().any(|end| rest.ends_with(end))
    })
}

/// The name among `names` that this one looks like a copy of: made by hand, by a file manager, or by a program that
/// syncs folders. Without that other name beside it, nothing is a copy: a school may be called De Kopie.
pub fn copied_from<'a>(name: &str, names: impl IntoIterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let beside = |wanted: &str| {
        let wanted = wanted.to_lowercase();
        names.clone().into_iter().find(|other| *other != name && other.to_lowercase() == wanted)
    };
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) => (stem, format!(".{ending}")),
        None => (name, String::new()),
    };
    // The mark comes before the ending, but some programs put it after: `profiel.yaml (1)`.
    [(stem, ending.as_str()), (name, "")].into_iter().find_map(|(stem, ending)| {
        let mut rest = stem;
        // "profiel - kopie (2)" has two marks.
        for _ in 0..3 {
            rest = without_mark(rest)?;
            if let Some(other) = beside(&format!("{rest}{ending}")) {
                return Some(other);
            }
        }
        None
    })
}

/// The part of a name before its ending, without the mark of a copy; `None` when it has no mark.
pub fn original_stem(stem: &str) -> Option<&str> {
    let mut rest = without_mark(stem)?;
    while let Some(shorter) = without_mark(rest) {
        rest = shorter;
    }
    Some(rest)
}

/// Words that mark a name as a copy.
const COPY: [&str; 5] = ["kopie", "copy", "copie", "duplicaat", "duplicate"];

/// What programs write in brackets after the name of a copy, besides a number and the words of [`COPY`].
const IN_BRACKETS: [&str; 3] = ["exemplaar", "conflict", "case clash"];

/// The names that Windows and macOS give a computer; OneDrive adds that name to a copy that comes from it.
const COMPUTERS: [&str; 6] = ["DESKTOP-", "LAPTOP-", "WIN-", "PC-", "MacBook", "iMac"];

const SEPARATORS: [char; 5] = [' ', '-', '_', '–', '—'];

/// Takes the last mark off. Only that one, so that the name before it can be looked for.
fn without_mark(stem: &str) -> Option<&str> {
    let cut = |rest: &str| {
        let length = rest.trim_end_matches(|c| c == '.' || SEPARATORS.contains(&c)).len();
        stem.get(..length).filter(|rest| !rest.is_empty())
    };
    // Lower case may have another length; then the name counts as lower case, and a mark in capitals can be missed.
    let lower = Some(stem.to_lowercase()).filter(|lower| lower.len() == stem.len()).unwrap_or_else(|| stem.to_owned());
    for begin in ["kopie van ", "kopie-van-", "kopie_van_", "copy of ", "copy-of-", "copy_of_"] {
        if lower.starts_with(begin) && lower.len() > begin.len() {
            return stem.get(begin.len()..);
        }
    }
    for part in [".sync-conflict-", "_conflict-", "-conflict-", " conflict-"] {
        if let Some(at) = lower.find(part).filter(|at| digit_at(&lower, at + part.len())) {
            return cut(&stem[..at]);
        }
    }
    // Synology: `profiel_NAS_Oct-01-101112-2025_Conflict`.
    if let Some(rest) = lower.strip_suffix("_conflict") {
        let from_computer = |rest: &str| {
            let (before, moment) = rest.rsplit_once('_')?;
            let dated = moment.contains('-') && moment.ends_with(|c: char| c.is_ascii_digit());
            before.rfind('_').filter(|_| dated)
        };
        return cut(&stem[..from_computer(rest).unwrap_or(rest.len())]);
    }
    if let Some(at) = lower.rfind(['(', '[']).filter(|_| lower.ends_with([')', ']'])) {
        let inside = &lower[at + 1..lower.len() - 1];
        let number = !inside.is_empty() && inside.len() < 3 && inside.bytes().all(|b| b.is_ascii_digit());
        if number || COPY.iter().chain(&IN_BRACKETS).any(|word| inside.contains(word)) {
            return cut(&stem[..at]);
        }
        return None;
    }
    // What git's merge tools leave: `profiel_LOCAL_1234`.
    for part in ["_LOCAL_", "_REMOTE_", "_BASE_", "_BACKUP_"] {
        if let Some(at) = stem.find(part).filter(|at| digit_at(stem, at + part.len())) {
            return cut(&stem[..at]);
        }
    }
    let computer = |at: &usize| COMPUTERS.iter().any(|name| stem[at + 1..].starts_with(name));
    if let Some(at) = stem.match_indices(['-', ' ']).map(|(at, _)| at).find(computer) {
        return cut(&stem[..at]);
    }
    // A word, perhaps with a number after it: "profiel-kopie-2".
    let before_number = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let words = before_number.trim_end_matches(SEPARATORS);
    for word in COPY {
        let before = words.strip_suffix(word).filter(|before| before.ends_with(SEPARATORS));
        if let Some(before) = before.and_then(|before| cut(&stem[..before.len()])) {
            return Some(before);
        }
    }
    // As macOS counts: "profiel 2".
    let number = lower.len() - before_number.len();
    ((1..3).contains(&number) && before_number.ends_with(' ')).then(|| cut(&stem[..before_number.len()])).flatten()
}

fn digit_at(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

/// Why a path cannot stand in the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathReason {
    /// Nothing, or nothing between two slashes, or a slash at the start or the end.
    EmptySegment,
    /// A segment `.` or `..`, or another that starts with a dot.
    Dot,
    /// A character that does not work everywhere.
    Char(char),
    /// A segment that ends in a dot or a space.
    End,
    /// A name that is reserved on Windows.
    Reserved,
    /// A segment that is too long.
    TooLong,
    /// Written before.
    Duplicate,
    /// Another path differs from it only in case.
    DiffersInCase(String),
    /// Both a file and a folder.
    FileAndDir,
}

impl fmt::Display for PathReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptySegment => write!(f, "er staat niets voor, na of tussen de schuine strepen"),
            Self::Dot => write!(f, "een naam begint met een punt"),
            Self::Char(character) if character.is_control() => {
                write!(f, "er staat een onzichtbaar stuurteken in (U+{:04X})", u32::from(*character))
            }
            Self::Char(character) => write!(f, "het teken `{character}` kan niet overal in een naam staan"),
            Self::End => write!(f, "een naam eindigt op een punt of een spatie"),
            Self::Reserved => write!(f, "deze naam is op Windows gereserveerd"),
            Self::TooLong => write!(f, "een naam is langer dan {LONGEST_NAME} bytes"),
            Self::Duplicate => write!(f, "dit pad is al geschreven"),
            Self::DiffersInCase(other) => write!(f, "het verschilt alleen in hoofdletters van `{other}`"),
            Self::FileAndDir => write!(f, "het is een bestand en ook een map"),
        }
    }
}

/// What is wrong with a path inside the output: it leaves the output, or does not work on every system.
pub fn objection(path: &str) -> Option<PathReason> {
    path.split('/').find_map(to_segment)
}

fn to_segment(segment: &str) -> Option<PathReason> {
    if segment.is_empty() {
        return Some(PathReason::EmptySegment);
    }
    if segment.starts_with('.') {
        return Some(PathReason::Dot);
    }
    if let Some(sign) = segment.chars().find(|&c| wrong(c)) {
        return Some(PathReason::Char(sign));
    }
    if segment.ends_with(['.', ' ']) {
        return Some(PathReason::End);
    }
    if is_device(segment) {
        return Some(PathReason::Reserved);
    }
    (segment.len() > LONGEST_NAME).then_some(PathReason::TooLong)
}

/// A path like this one that can stand in the output.
pub fn allowed(path: &str) -> String {
    let segment = |segment: &str| {
        let kept: String = segment.chars().filter(|&c| !wrong(c)).collect();
        let kept = kept.trim_start_matches('.').trim_end_matches(['.', ' ']);
        let short: String = kept.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        match to_segment(&short) {
            None => short,
            // Without a name only an ending would be left; a reserved name gets another in front of it.
            Some(_) => format!("bestand-{short}"),
        }
    };
    path.split('/').filter(|part| !part.is_empty()).map(segment).collect::<Vec<_>>().join("/")
}

fn wrong(c: char) -> bool {
    c.is_control() || matches!(c, '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

/// Whether Windows reserves a name for a device, also with an extension, or with spaces before that.
pub fn is_device(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or(segment).trim_end().to_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")).is_some_and(|rest| {
        let mut signs = rest.chars();
        let port = matches!(signs.next(), Some('0'..='9' | '¹' | '²' | '³'));
        port && signs.next().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_leave_behind_is_no_work_of_anybody() {
        for name in ["~$profiel.docx", ".DS_Store", "Thumbs.db", "desktop.ini", "visie.md~", ".visie.md.swp"] {
            assert!(is_by_product(name), "{name}");
        }
        for name in [".~lock.a.xlsx#", "#visie.md#", "profiel.yaml.orig", "profiel.yaml.bak", "._foto.png", "a.TMP"] {
            assert!(is_by_product(name), "{name}");
        }
        for name in ["profiel.yaml", "~profiel.yaml", "thumbs.png", "swp.md", "profiel.yaml.txt", "tmp"] {
            assert!(!is_by_product(name), "{name}");
        }
    }

    #[test]
    fn what_somebody_may_have_meant_is_of_no_system() {
        for name in
            [".DS_Store", "._a.html", ".gitignore", "Thumbs.db", "~$a.docx", "a.html~", ".a.html.swp", "#a.html#"]
        {
            assert!(is_of_a_system(name) && is_by_product(name), "{name}");
        }
        for name in [".htaccess", "a.html.bak", "a.html.orig"] {
            assert!(!is_of_a_system(name) && is_by_product(name), "{name}");
        }
    }

    #[test]
    fn content_behind_a_dot_is_work_of_somebody() {
        for name in [".profiel.yaml", ".visie.md", ".Profiel.YML", ".foto.jpg.icloud", ".profiel.yaml.icloud"] {
            assert!(is_hidden_work(name), "{name}");
        }
        for name in
            [".DS_Store", "._visie.md", ".#profiel.yaml", ".profiel.yaml.swp", ".gitignore", "profiel.yaml", ".md"]
        {
            assert!(!is_hidden_work(name), "{name}");
        }
    }

    #[test]
    fn a_copy_is_known_beside_what_it_was_copied_from() {
        let copies = [
            "profiel (1).yaml",
            "profiel(12).yaml",
            "profiel-kopie.yaml",
            "profiel_kopie2.yaml",
            "profiel-kopie-3.yaml",
            "profiel - kopie.yaml",
            "profiel - Kopie (2).yaml",
            "profiel - Copy.yaml",
            "profiel kopie 2.yaml",
            "profiel 2.yaml",
            "profiel (kopie).yaml",
            "profiel (nog een kopie).yaml",
            "kopie van profiel.yaml",
            "Kopie van profiel.yaml",
            "Copy of profiel.yaml",
            "profiel-DESKTOP-AB12CD3.yaml",
            "profiel-LAPTOP-X.yaml",
            "profiel-MacBook Pro van Jan.yaml",
            "profiel_conflict-20251001-101112.yaml",
            "profiel_Conflict.yaml",
            "profiel_DiskStation_Oct-01-101112-2025_Conflict.yaml",
            "profiel – kopie.yaml",
            "profiel — Kopie (2).yaml",
            "profiel.sync-conflict-20251001-101112-ABCDEFG.yaml",
            "profiel (conflicted copy 2025-10-01 101112).yaml",
            "profiel (conflicterend exemplaar van Jan 2025-10-01).yaml",
            "profiel (case conflict).yaml",
            "profiel (Case Clash from jan).yaml",
            "profiel (SFConflict jan@x.nl 2025-10-01-10-11-12).yaml",
            "profiel_BACKUP_1234.yaml",
            "profiel.yaml (1)",
            "PROFIEL-KOPIE.yaml",
        ];
        for copy in copies {
            assert_eq!(copied_from(copy, ["school.yaml", "profiel.yaml", copy]), Some("profiel.yaml"), "{copy}");
        }
        assert_eq!(copied_from("2025-2026 (1)", ["2025-2026"]), Some("2025-2026"));
        assert_eq!(copied_from("de-linde-kopie", ["de-eik", "de-linde"]), Some("de-linde"));
        // A copy that was left alone was copied again.
        assert_eq!(copied_from("plan-kopie (1).yaml", ["plan-kopie.yaml"]), Some("plan-kopie.yaml"));
    }

    #[test]
    fn honest_names_are_no_copies() {
        let names = ["profiel.yaml", "kop.yaml", "de.yaml", "toets.yaml", "de", "school"];
        for name in [
            "kopklas.yaml",
            "profiel-2.yaml",
            "kopkopie.yaml",
            "de-kopieerkamer.yaml",
            "profiel-nieuw.yaml",
            "profiel-laptop-gebruik.yaml",
            "profiel (vmbo).yaml",
            "toets-conflicthantering.yaml",
            "toets-conflict.yaml",
            "profiel-2025.yaml",
            "kopie.yaml",
            "de.yaml",
        ] {
            assert_eq!(copied_from(name, names), None, "{name}");
        }
        assert_eq!(copied_from("de-kopie", ["de-linde", "de-kopie"]), None);
        assert_eq!(copied_from("profiel-kopie.yaml", ["monitor.yaml"]), None);
    }

    #[test]
    fn the_name_of_a_copy_tells_how_the_original_was_called() {
        assert_eq!(original_stem("profiel - kopie (2)"), Some("profiel"));
        assert_eq!(original_stem("Kopie van de-linde"), Some("de-linde"));
        assert_eq!(original_stem("profiel"), None);
        assert_eq!(original_stem("kopie"), None);
        assert_eq!(original_stem("İ (1)"), Some("İ"));
    }

    #[test]
    fn a_name_that_cannot_be_has_one_like_it_that_can() {
        for (name, like) in [
            ("foto?.png", "foto.png"),
            ("a/con.png", "a/bestand-con.png"),
            (".plan.pdf", "plan.pdf"),
            ("a//b.png", "a/b.png"),
            ("?*", "bestand-"),
            ("plan .", "plan"),
        ] {
            assert_eq!(allowed(name), like);
            assert_eq!(objection(&allowed(name)), None, "{name}");
            assert!(objection(name).is_some(), "{name}");
        }
    }

    #[test]
    fn an_address_holds_no_sign_that_means_something_else() {
        assert_eq!(in_address("2025-2026/plan #1.pdf"), "2025-2026/plan%20%231.pdf");
        assert_eq!(in_address("50%.pdf"), "50%25.pdf");
        assert_eq!(in_address("café&thee.png"), "caf%C3%A9%26thee.png");
        assert_eq!(in_address("a_b-c.d~e/f.png"), "a_b-c.d~e/f.png");
    }
}
