//! Where the parts of a tree stand in the text: colons and dashes, commas, comments, the ends of lines. The reader's
//! tree has the places of values only.

use crate::yaml::boom::{Knoop, Stijl, Waarde};

/// A value with the places of its parts.
#[derive(Debug)]
pub(super) struct Ligging<'a> {
    pub(super) knoop: &'a Knoop,
    /// Where it starts: at its `|`, dash, bracket, first key or first letter.
    pub(super) van: usize,
    /// Where its last byte ends.
    pub(super) tot: usize,
    /// The end of the line on which it ends; of a list or group below each other with the comments of its last part.
    pub(super) eind: usize,
    pub(super) vorm: Vorm<'a>,
}

/// How a value is written.
#[derive(Debug)]
pub(super) enum Vorm<'a> {
    /// Nothing was typed.
    Niets,
    /// A text, or `~`, or a `|` with nothing below.
    Woord,
    /// A text below a `|` or `>`, which ends at `kop_tot`.
    Blok { kop_tot: usize },
    /// Parts below each other.
    Rij(Vec<Deel<'a>>),
    /// Parts in brackets; `los` is one pair in a list, without brackets of its own.
    Haken { delen: Vec<Deel<'a>>, los: bool },
}

/// An item, or a key with its value.
#[derive(Debug)]
pub(super) struct Deel<'a> {
    /// Where its key or dash starts; in brackets its key or value.
    pub(super) van: usize,
    /// Where its colon or dash ends.
    pub(super) punt: usize,
    pub(super) waarde: Ligging<'a>,
    /// The end of its last line, and of the comments below it that are indented deeper than it is; in brackets the end of
    /// its value.
    pub(super) eind: usize,
    /// In brackets: where the comma after it stands.
    pub(super) komma: Option<usize>,
}

/// The places of a whole tree, and where its first value may start: after a byte order mark or `---`. None when the tree
/// is not what the text says, as after errors.
pub(super) fn van_wortel<'a>(tekst: &str, wortel: &'a Knoop) -> Option<(usize, Ligging<'a>)> {
    let mut begin = tekst.len() - tekst.trim_start_matches('\u{FEFF}').len();
    // Where nothing was typed, a `...` comes after it.
    let getypt = wortel.plek.van() < wortel.plek.tot();
    loop {
        let hier = na_wit(tekst, begin);
        let rest = rest(tekst, hier);
        let los = rest.get(3..).is_some_and(|na| na.is_empty() || na.starts_with([' ', '\t', '\n', '\r']));
        let voor = rest.starts_with("---") || (getypt && rest.starts_with("..."));
        if !los || !voor || (getypt && hier >= wortel.plek.van()) {
            break;
        }
        begin = hier + 3;
    }
    Some((begin, leg(tekst, wortel, begin, false)?))
}

/// The places of a value that comes after an offset.
fn leg<'a>(tekst: &str, knoop: &'a Knoop, na: usize, flow: bool) -> Option<Ligging<'a>> {
    let hier = na_wit(tekst, na);
    let (van, tot) = (knoop.plek.van(), knoop.plek.tot());
    let los = |tot, vorm| {
        let eind = if flow { tot } else { regel_eind(tekst, tot) };
        Ligging { knoop, van: hier, tot, eind, vorm }
    };
    match &knoop.waarde {
        Waarde::Leeg if van == tot => {
            let eind = if flow { na } else { regel_eind(tekst, na) };
            Some(Ligging { knoop, van: na, tot: na, eind, vorm: Vorm::Niets })
        }
        Waarde::Tekst(scalar) if scalar.stijl == Stijl::Blok => {
            let kop = rest(tekst, hier);
            let kop_tot = hier + kop.find(char::is_whitespace).unwrap_or(kop.len());
            (kop.starts_with(['|', '>']) && van >= kop_tot).then(|| los(tot.max(kop_tot), Vorm::Blok { kop_tot }))
        }
        Waarde::Leeg | Waarde::Tekst(_) => (hier == van).then(|| los(tot, Vorm::Woord)),
        Waarde::Lijst(items) if rest(tekst, hier).starts_with('[') => {
            let (delen, tot) = haken(tekst, hier + 1, ']', items.iter().map(|item| (None, item)))?;
            Some(los(tot, Vorm::Haken { delen, los: false }))
        }
        Waarde::Kaart(paren) => {
            let paren = paren.iter().map(|p| (Some((p.sleutel_plek.van(), p.sleutel_plek.tot())), &p.waarde));
            if rest(tekst, hier).starts_with('{') {
                let (delen, tot) = haken(tekst, hier + 1, '}', paren)?;
                Some(los(tot, Vorm::Haken { delen, los: false }))
            } else if flow {
                let (sleutel, waarde) = paren.into_iter().next()?;
                let deel = deel(tekst, sleutel, waarde, hier, true)?;
                Some(los(deel.eind, Vorm::Haken { delen: vec![deel], los: true }))
            } else {
                rij(tekst, knoop, hier, paren)
            }
        }
        Waarde::Lijst(items) => rij(tekst, knoop, hier, items.iter().map(|item| (None, item))),
    }
}

type Sleutel = Option<(usize, usize)>;

/// Parts below each other.
fn rij<'a>(
    tekst: &str,
    knoop: &'a Knoop,
    van: usize,
    delen: impl Iterator<Item = (Sleutel, &'a Knoop)>,
) -> Option<Ligging<'a>> {
    let mut uit: Vec<Deel<'a>> = Vec::new();
    let mut na = van;
    for (sleutel, waarde) in delen {
        let deel = deel(tekst, sleutel, waarde, na_wit(tekst, na), false)?;
        na = deel.waarde.tot;
        uit.push(deel);
    }
    let eind = uit.last()?.eind;
    Some(Ligging { knoop, van, tot: na, eind, vorm: Vorm::Rij(uit) })
}

/// Parts in brackets, and where the closing bracket ends.
fn haken<'a>(
    tekst: &str,
    van: usize,
    sluit: char,
    delen: impl Iterator<Item = (Sleutel, &'a Knoop)>,
) -> Option<(Vec<Deel<'a>>, usize)> {
    let mut uit: Vec<Deel<'a>> = Vec::new();
    let mut na = van;
    for (sleutel, waarde) in delen {
        if uit.last().is_some_and(|vorig| vorig.komma.is_none()) {
            return None;
        }
        let mut deel = deel(tekst, sleutel, waarde, na_wit(tekst, na), true)?;
        let komma = na_wit(tekst, deel.eind);
        deel.komma = rest(tekst, komma).starts_with(',').then_some(komma);
        na = if deel.komma.is_some() { komma + 1 } else { deel.eind };
        uit.push(deel);
    }
    let eind = na_wit(tekst, na);
    rest(tekst, eind).starts_with(sluit).then_some((uit, eind + 1))
}

fn deel<'a>(tekst: &str, sleutel: Sleutel, waarde: &'a Knoop, van: usize, flow: bool) -> Option<Deel<'a>> {
    let punt = match sleutel {
        Some((begin, eind)) => {
            let punt = na_wit(tekst, eind);
            (begin == van && rest(tekst, punt).starts_with(':')).then_some(punt + 1)?
        }
        None if flow => van,
        None => rest(tekst, van).starts_with('-').then_some(van + 1)?,
    };
    let waarde = leg(tekst, waarde, punt, flow)?;
    let eind = if flow { waarde.tot } else { uitloop(tekst, waarde.eind, kolom(tekst, van)) };
    Some(Deel { van, punt, waarde, eind, komma: None })
}

/// The end of the comment lines below a line end that are indented deeper than a column.
fn uitloop(tekst: &str, mut eind: usize, diepte: usize) -> usize {
    for (kolom, tot) in commentaar_onder(tekst, eind) {
        if kolom <= diepte {
            break;
        }
        eind = tot;
    }
    eind
}

/// The comment lines right below a line end, but for empty lines: the column and the end of each.
fn commentaar_onder(tekst: &str, eind: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut hier = eind;
    std::iter::from_fn(move || {
        loop {
            let begin = hier + breuk(tekst, hier);
            if begin == hier {
                return None;
            }
            let regel = tekst.get(begin..regel_eind(tekst, begin))?;
            hier = begin + regel.len();
            let kaal = regel.trim_start_matches([' ', '\t']);
            if kaal.starts_with('#') {
                return Some((regel.len() - kaal.len(), hier));
            }
            if !kaal.is_empty() {
                return None;
            }
        }
    })
}

/// The column of the comment below a line end, if a comment is what comes next.
pub(super) fn diepte_onder(tekst: &str, eind: usize) -> Option<usize> {
    commentaar_onder(tekst, eind).next().map(|(kolom, _)| kolom)
}

/// The first offset from here that is not white space or comment.
pub(super) fn na_wit(tekst: &str, mut hier: usize) -> usize {
    loop {
        let kaal = rest(tekst, hier).trim_start_matches([' ', '\t', '\n', '\r']);
        hier = tekst.len() - kaal.len();
        let los = tekst
            .get(..hier)
            .is_some_and(|voor| voor.is_empty() || voor.ends_with([' ', '\t', '\n', '\r', '\u{FEFF}']));
        if !kaal.starts_with('#') || !los {
            return hier;
        }
        hier = regel_eind(tekst, hier);
    }
}

/// The text from an offset.
pub(super) fn rest(tekst: &str, van: usize) -> &str {
    tekst.get(van..).unwrap_or_default()
}

/// Where the line of an offset ends, before its line end.
pub(super) fn regel_eind(tekst: &str, bij: usize) -> usize {
    rest(tekst, bij).find(['\n', '\r']).map_or(tekst.len(), |i| bij + i)
}

/// How long the line end at an offset is; 0 where there is none.
pub(super) fn breuk(tekst: &str, bij: usize) -> usize {
    let rest = rest(tekst, bij);
    if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) }
}

/// Where the last line end in a stretch starts.
pub(super) fn laatste_breuk(tekst: &str, van: usize, tot: usize) -> Option<usize> {
    let stuk = tekst.get(van..tot)?;
    let i = stuk.rfind(['\n', '\r'])?;
    Some(van + if stuk.get(..=i).is_some_and(|stuk| stuk.ends_with("\r\n")) { i - 1 } else { i })
}

/// The column of an offset, in characters from 0.
pub(super) fn kolom(tekst: &str, bij: usize) -> usize {
    let voor = tekst.get(..bij).unwrap_or_default();
    let begin = voor.rfind(['\n', '\r']).map_or(0, |i| i + 1);
    rest(voor, begin).chars().filter(|&c| c != '\u{FEFF}').count()
}
