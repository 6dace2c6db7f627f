//! Lines of the source: where a value starts and ends in them, and what they look like mended.

use crate::bron::Bron;

/// The longest mended line or quoted word that a message shows, in characters.
const LANGSTE_REGEL: usize = 160;
const LANGSTE_WOORD: usize = 40;

/// A text in the quotes that need least change.
pub(super) fn citeer(tekst: &str) -> String {
    if tekst.contains(['"', '\\']) { format!("'{}'", tekst.replace('\'', "''")) } else { format!("\"{tekst}\"") }
}

/// The line (or lines, as one) around a stretch, with that stretch replaced.
pub(super) fn herstel(bron: &Bron, van: usize, tot: usize, nieuw: &str) -> String {
    let tekst = bron.tekst();
    let regel = format!("{}{nieuw}{}", &tekst[regel_begin(bron, van)..van], &tekst[tot..regel_eind(bron, tot)]);
    kort_af(regel.trim(), LANGSTE_REGEL)
}

/// The line around a stretch, with quotes around that stretch.
pub(super) fn met_aanhaling(bron: &Bron, van: usize, tot: usize) -> String {
    let waarde: Vec<&str> = bron.tekst()[van..tot].split_whitespace().collect();
    herstel(bron, van, tot, &citeer(&waarde.join(" ")))
}

/// A word of the author for in a message: one line, not too long.
pub(super) fn kort(tekst: &str) -> String {
    let woorden: Vec<&str> = tekst.split_whitespace().collect();
    kort_af(&woorden.join(" "), LANGSTE_WOORD)
}

fn kort_af(tekst: &str, lengte: usize) -> String {
    let aantal = tekst.chars().count();
    if aantal <= lengte {
        return tekst.to_owned();
    }
    let eind = lengte / 4;
    let begin: String = tekst.chars().take(lengte - eind - 3).collect();
    let rest: String = tekst.chars().skip(aantal - eind).collect();
    format!("{begin}...{rest}")
}

/// Where the line of an offset starts.
pub(super) fn regel_begin(bron: &Bron, bij: usize) -> usize {
    bron.tekst()[..bij].rfind('\n').map_or(0, |i| i + 1)
}

/// Where the line of an offset ends, before its line end.
pub(super) fn regel_eind(bron: &Bron, bij: usize) -> usize {
    let rest = &bron.tekst()[bij..];
    bij + rest[..rest.find('\n').unwrap_or(rest.len())].trim_end_matches('\r').len()
}

/// Whether two offsets lie on one line.
pub(super) fn zelfde_regel(bron: &Bron, a: usize, b: usize) -> bool {
    let (a, b) = (a.min(b), a.max(b));
    !bron.tekst()[a..b].contains('\n')
}

/// The white space that a line starts with.
pub(super) fn inspringing(regel: &str) -> &str {
    &regel[..regel.len() - regel.trim_start().len()]
}

/// Where the value that starts at an offset ends on its line, as the author saw it: at a comment
/// or the end of the line, and between brackets (`flow`) at a comma or closing bracket.
pub(super) fn waarde_eind(bron: &Bron, van: usize, flow: bool) -> usize {
    let regel = &bron.tekst()[van..regel_eind(bron, van)];
    let mut eind = regel.len();
    if let Some(i) = regel.find(" # ") {
        eind = i;
    }
    if flow {
        let mut diepte = 0usize;
        let begin = regel.strip_prefix('"').and_then(|rest| rest.find('"')).map_or(0, |i| i + 2);
        for (i, teken) in regel.char_indices().skip_while(|(i, _)| *i < begin) {
            match teken {
                '[' | '{' => diepte += 1,
                ']' | '}' if diepte > 0 => diepte -= 1,
                ',' if diepte > 0 => {}
                ',' | ']' | '}' if i > 0 => {
                    eind = eind.min(i);
                    break;
                }
                _ => {}
            }
        }
    }
    van + regel[..eind].trim_end().len()
}

/// A piece of source that stands for one value: where it starts, and how many brackets are open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stuk {
    pub(super) van: usize,
    pub(super) diepte: usize,
}

/// The last text that starts in `van..=tot`, where `diepte` brackets are open at `van`. A rough
/// reading of the source, for after the parser has given up.
pub(super) fn laatste_stuk(tekst: &str, van: usize, tot: usize, mut diepte: usize) -> Option<Stuk> {
    let mut stuk = None;
    let mut hier = van;
    while hier <= tot {
        let rest = &tekst[hier..];
        let mut tekens = rest.chars();
        let Some(teken) = tekens.next() else { break };
        let los = tekens.next().is_none_or(char::is_whitespace);
        let na_wit = tekst[..hier].chars().next_back().is_none_or(char::is_whitespace);
        let lengte = match teken {
            '#' if na_wit => rest.find('\n').unwrap_or(rest.len()),
            _ if teken.is_whitespace() || (teken == ',' && diepte > 0) => teken.len_utf8(),
            ':' | '-' | '?' if los && hier < tot => 1,
            '[' | '{' => {
                diepte += 1;
                1
            }
            ']' | '}' => {
                diepte = diepte.saturating_sub(1);
                1
            }
            '"' | '\'' => {
                stuk = Some(Stuk { van: hier, diepte });
                aanhaling_lengte(rest).unwrap_or(rest.len())
            }
            _ => {
                stuk = Some(Stuk { van: hier, diepte });
                kale_lengte(rest, diepte > 0)
            }
        };
        hier += lengte;
    }
    stuk
}

/// How long the quoted text is that a source starts with, quotes included; none if it is not closed.
pub(super) fn aanhaling_lengte(rest: &str) -> Option<usize> {
    let mut tekens = rest.char_indices().peekable();
    let (_, soort) = tekens.next().filter(|(_, teken)| matches!(teken, '"' | '\''))?;
    while let Some((i, teken)) = tekens.next() {
        match teken {
            '\\' if soort == '"' => {
                tekens.next();
            }
            _ if teken == soort => {
                let dubbel = soort == '\'' && tekens.next_if(|(_, volgend)| *volgend == soort).is_some();
                if !dubbel {
                    return Some(i + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// How long the unquoted text on this line is that a source starts with.
fn kale_lengte(rest: &str, flow: bool) -> usize {
    let mut vorig = 'x';
    for (i, teken) in rest.char_indices() {
        let los = || rest[i + 1..].chars().next().is_none_or(char::is_whitespace);
        let eind = match teken {
            '\n' => true,
            '#' => vorig == ' ' || vorig == '\t',
            ':' => los(),
            ',' | '[' | ']' | '{' | '}' => flow,
            _ => false,
        };
        if eind && i > 0 {
            return i;
        }
        vorig = teken;
    }
    rest.len()
}
