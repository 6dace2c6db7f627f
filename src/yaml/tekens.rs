//! From bytes to text: UTF-8, and the characters that word processors leave behind.

use std::borrow::Cow;
use std::sync::Arc;

use crate::bron::{Bron, Plek};
use crate::melding::{Code, Melding, Meldingen};
use crate::normal;

use super::versions;

/// What the bytes 80 to 9F mean in Windows-1252; `\0` where it has no meaning.
const WINDOWS: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/// Makes a source of a file's bytes, or reports why it is not text in UTF-8.
///
/// Every line end becomes `\n`. A byte order mark, soft hyphens, zero-width marks and control characters go; a letter
/// and its accents become one sign; the bullets that Word writes in a private font become real ones. Hard spaces in front
/// of a line, and behind what begins one (`- `, `naam: `), become spaces: that is how they look.
///
/// A file in which two versions stand is reported as one problem, and not read.
pub fn naar_bron(pad: &str, bytes: Vec<u8>, meldingen: &mut Meldingen) -> Option<Arc<Bron>> {
    match String::from_utf8(bytes) {
        Ok(tekst) => {
            let bron = Bron::nieuw(pad, if pad.ends_with(".md") { clean(&tekst, "  \n") } else { clean(&tekst, " ") });
            match versions::mixed(&bron) {
                Some(melding) => {
                    meldingen.meld(melding);
                    None
                }
                None => Some(bron),
            }
        }
        Err(fout) => {
            meldingen.meld(geen_utf8(pad, fout.as_bytes(), fout.utf8_error().valid_up_to()));
            None
        }
    }
}

/// The message for a file that is not UTF-8, at the first byte that is wrong. Its source shows
/// the text as Windows-1252, so that the author sees the letter that was meant.
fn geen_utf8(pad: &str, bytes: &[u8], goed: usize) -> Melding {
    let (bericht, hint) = if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        ("dit bestand is opgeslagen als UTF-16, niet als UTF-8", OPSLAAN)
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        ("dit is geen tekstbestand, maar een Word- of Excel-bestand of een zip", TEKST)
    } else if bytes.contains(&0) {
        ("dit is geen tekstbestand", TEKST)
    } else {
        ("dit bestand is geen UTF-8, maar waarschijnlijk Windows-1252 (Latin-1 of ANSI)", OPSLAAN)
    };
    let begin = if bytes.starts_with("\u{FEFF}".as_bytes()) { 3 } else { 0 };
    let mut tekst = String::from_utf8_lossy(&bytes[begin..goed]).into_owned();
    let van = tekst.len();
    let rest = bytes[goed..].iter().take_while(|&&b| b != b'\n').take(80);
    tekst.extend(rest.map(|&b| windows(char::from(b)).unwrap_or('\u{FFFD}')));
    let tot = van + tekst[van..].chars().next().map_or(0, char::len_utf8);
    let bron = Bron::nieuw(pad, tekst);
    Melding::op(Code::GeenUtf8, &Plek::nieuw(&bron, van, tot), bericht).label("vanaf hier is het geen UTF-8").hint(hint)
}

const OPSLAAN: &str = "kies in uw tekstverwerker bij `Opslaan als` de codering `UTF-8`";
const TEKST: &str = "sla de inhoud op als gewone tekst (UTF-8)";

/// The character for a byte of Windows-1252 that was taken for Latin-1.
fn windows(teken: char) -> Option<char> {
    match teken {
        '\u{80}'..='\u{9F}' => WINDOWS.chars().nth(teken as usize - 0x80).filter(|&gemeend| gemeend != '\0'),
        _ => Some(teken).filter(|c| !c.is_control() || matches!(c, '\n' | '\t')),
    }
}

/// The byte that a character is in Windows-1252, where a wrong reading of bytes comes from.
pub(crate) fn windows_byte(c: char) -> Option<u8> {
    let high = WINDOWS.chars().position(|w| w == c && w != '\0').and_then(|at| u8::try_from(at + 0x80).ok());
    high.or_else(|| u8::try_from(u32::from(c)).ok())
}

/// The text with clean line ends and characters.
pub(crate) fn schoon(tekst: &str) -> String {
    clean(tekst, "\n")
}

/// As [`schoon`]. What ends a line or a page in a word processor, but no line of a file, becomes `line_end`; in Markdown two
/// spaces before a line end keep it.
fn clean(tekst: &str, line_end: &str) -> String {
    let tekst = normal::composed(tekst);
    let mut uit = String::with_capacity(tekst.len());
    let mut voor_de_regel = true;
    let mut harde_spatie = false;
    let mut tekens = tekst.chars().peekable();
    while let Some(teken) = tekens.next() {
        let teken = match teken {
            '\r' => {
                tekens.next_if_eq(&'\n');
                '\n'
            }
            '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => {
                uit.push_str(line_end);
                voor_de_regel = line_end.ends_with('\n');
                continue;
            }
            // Joins the parts of a picture (an emoji), and of nothing else that is written here.
            teken if normal::joins_pictures(&uit, teken) => teken,
            // These turn the direction of text that needs it.
            '\u{200e}' | '\u{200f}' | '\u{61c}' => teken,
            teken if normal::is_unseen(teken) => continue,
            '\u{A0}' | '\u{202F}' | '\u{2007}' if voor_de_regel => ' ',
            '\u{F0B7}' | '\u{F0A7}' | '\u{F0A8}' | '\u{F0D8}' | '\u{F076}' | '\u{F06E}' => '•',
            '\u{F0FC}' => '✓',
            '\u{F0FB}' => '✗',
            '\u{F0E0}' | '\u{F0E8}' => '→',
            _ => match windows(teken) {
                Some(teken) => teken,
                None => continue,
            },
        };
        voor_de_regel = teken == '\n' || (voor_de_regel && matches!(teken, ' ' | '\t'));
        harde_spatie |= normal::is_hard_space(teken);
        uit.push(teken);
    }
    if harde_spatie { uit.split_inclusive('\n').map(zacht_begin).collect() } else { uit }
}

/// A line with plain spaces behind what it begins with: a dash, a number, a `#`, a key with its colon.
fn zacht_begin(regel: &str) -> Cow<'_, str> {
    if !regel.contains(normal::is_hard_space) {
        return Cow::Borrowed(regel);
    }
    let mut zacht: Vec<usize> = Vec::new();
    // Signs that begin a line, perhaps several: `- - `, `> - `.
    let mut hier = regel.len() - regel.trim_start().len();
    loop {
        let rest = &regel[hier..];
        let cijfers = rest.bytes().take_while(u8::is_ascii_digit).count();
        let eerste = rest.chars().next().unwrap_or(' ');
        let lengte = match eerste {
            '#' => rest.bytes().take_while(|&b| b == b'#').count(),
            '-' | '*' | '+' | '>' | '•' | '–' | '·' | '▪' | 'o' => eerste.len_utf8(),
            '0'..='9' if rest[cijfers..].starts_with(['.', ')']) => cijfers + 1,
            _ => break,
        };
        let behind = &rest[lengte..];
        let wit = behind.len() - behind.trim_start().len();
        if wit == 0 {
            break;
        }
        zacht.extend(hier + lengte..hier + lengte + wit);
        hier += lengte + wit;
    }
    // The first colon ends a key; in brackets every key has one.
    let haken = regel[hier..].starts_with(['{', '[']) || regel.contains(": {") || regel.contains(": [");
    for (i, _) in regel[hier..].match_indices(':').take(if haken { usize::MAX } else { 1 }) {
        let behind = &regel[hier + i + 1..];
        let wit = behind.len() - behind.trim_start_matches(|c| normal::is_hard_space(c) || c == ' ').len();
        zacht.extend(hier + i + 1..hier + i + 1 + wit);
    }
    let naar_zacht = |(i, c): (usize, char)| {
        if normal::is_hard_space(c) && zacht.binary_search(&i).is_ok() { ' ' } else { c }
    };
    Cow::Owned(regel.char_indices().map(naar_zacht).collect())
}
