//! Writes the tree as Markdown again, for pasting elsewhere: CommonMark, with tables and strikethrough as GitHub has
//! them. No HTML is written but `<br>` in a cell, and text stays text: what would mean something in Markdown is escaped.

use std::borrow::Cow;

use super::boom::{Blok, Doel, Inline, Markdown, Niveaus, Oplosser, toont_iets, voor_item};
use super::tekens;

/// The escape for a run of text. Control characters are left out, and line breaks become spaces.
///
/// What means something at the start of a line only, [`regelbegin`] escapes.
pub fn ontsnap(tekst: &str) -> String {
    let schoon = tekens::schoon(tekst);
    let mut uit = String::with_capacity(schoon.len() + schoon.len() / 16);
    let mut vorige = ' ';
    let mut tekens = schoon.chars().peekable();
    while let Some(teken) = tekens.next() {
        let volgende = tekens.peek().copied();
        let bijzonder = match teken {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' => true,
            // The start of an entity, such as `&amp;`.
            '&' => volgende.is_some_and(|c| c == '#' || c.is_ascii_alphanumeric()),
            // Closing marks of a heading.
            '#' => vorige.is_whitespace() || vorige == '#',
            _ => false,
        };
        if bijzonder {
            uit.push('\\');
        }
        uit.push(if teken.is_whitespace() && teken != '\u{a0}' { ' ' } else { teken });
        vorige = teken;
    }
    uit
}

/// A run as the first thing on a line: what would make it a heading, a quote, an item of a list or a rule is escaped.
pub fn regelbegin(run: &str) -> Cow<'_, str> {
    let run = run.trim_start_matches([' ', '\t']);
    let cijfers = run.bytes().take_while(u8::is_ascii_digit).count();
    let plek = match run.as_bytes().get(cijfers) {
        Some(b'.' | b')') if (1..=9).contains(&cijfers) => cijfers,
        Some(b'#' | b'>' | b'+' | b'-' | b'=') if cijfers == 0 => 0,
        _ => return Cow::Borrowed(run),
    };
    let (voor, na) = run.split_at(plek);
    Cow::Owned(format!("{voor}\\{na}"))
}

/// A text as blocks. `kopniveau` is the level of its top headings; no level is skipped.
pub fn schrijf(markdown: &Markdown, oplosser: &dyn Oplosser, kopniveau: u8) -> String {
    let mut schrijver = Schrijver { oplosser, niveaus: Niveaus::vanaf(kopniveau) };
    schrijver.blokken(&markdown.blokken)
}

/// A text as one run, without blocks; what stood in several blocks is parted by line breaks.
pub fn schrijf_inline(markdown: &Markdown, oplosser: &dyn Oplosser) -> String {
    let schrijver = Schrijver { oplosser, niveaus: Niveaus::vanaf(1) };
    let mut regels = Vec::new();
    schrijver.vlak(&markdown.blokken, "", &mut regels);
    regels.join("\\\n")
}

/// Blocks below each other.
pub fn onder_elkaar(blokken: &[String]) -> String {
    blokken.iter().filter(|b| !b.trim().is_empty()).map(|b| b.trim_end()).collect::<Vec<_>>().join("\n\n")
}

/// An item of a list: its blocks behind a marker such as `- ` or `12. `.
pub fn item(teken: &str, blokken: &str) -> String {
    let wit = " ".repeat(teken.chars().count());
    let mut uit = String::from(teken);
    for (nummer, regel) in blokken.trim_end().lines().enumerate() {
        if nummer > 0 {
            uit.push('\n');
            if !regel.is_empty() {
                uit.push_str(&wit);
            }
        }
        uit.push_str(regel);
    }
    uit
}

/// A table; every row has as many cells as the head. A line break in a cell is `<br>`: Markdown has no other.
pub fn tabel(kop: &[String], rijen: &[Vec<String>]) -> String {
    let regel = |cellen: &[String]| {
        let cellen: Vec<String> = cellen.iter().map(|cel| streep_ontsnapt(&cel.replace("\\\n", "<br>"))).collect();
        format!("| {} |", cellen.join(" | "))
    };
    let lijn = format!("|{}", " --- |".repeat(kop.len()));
    let mut uit = vec![regel(kop), lijn];
    uit.extend(rijen.iter().map(|rij| regel(rij)));
    uit.join("\n")
}

/// Bars that would begin another cell, such as those inside code, are escaped.
fn streep_ontsnapt(cel: &str) -> String {
    let mut uit = String::with_capacity(cel.len());
    let mut ontsnapt = false;
    for teken in cel.trim().chars() {
        if teken == '|' && !ontsnapt {
            uit.push('\\');
        }
        ontsnapt = teken == '\\' && !ontsnapt;
        uit.push(if teken == '\n' { ' ' } else { teken });
    }
    uit
}

struct Schrijver<'a> {
    oplosser: &'a dyn Oplosser,
    niveaus: Niveaus,
}

impl Schrijver<'_> {
    fn blokken(&mut self, blokken: &[Blok]) -> String {
        let mut uit = Vec::new();
        // Lists that follow each other have different markers, or they would be one list.
        let mut anders = false;
        for (nummer, blok) in blokken.iter().enumerate() {
            anders = match (blok, nummer.checked_sub(1).and_then(|vorige| blokken.get(vorige))) {
                (Blok::Lijst { start: a, .. }, Some(Blok::Lijst { start: b, .. })) => {
                    a.is_some() == b.is_some() && !anders
                }
                _ => false,
            };
            uit.push(self.blok(blok, anders));
        }
        onder_elkaar(&uit)
    }

    fn blok(&mut self, blok: &Blok, anders: bool) -> String {
        match blok {
            Blok::Kop { niveau, inhoud, .. } if toont_iets(inhoud) => {
                let niveau = self.niveaus.volgende(*niveau);
                format!("{} {}", "#".repeat(niveau), self.inlines(inhoud).replace("\\\n", " "))
            }
            Blok::Kop { .. } => String::new(),
            Blok::Alinea(inhoud) => self.alinea(inhoud),
            Blok::Lijst { start, items } => self.lijst(*start, items, anders),
            Blok::Citaat(blokken) => {
                let regels = self.blokken(blokken);
                regels.lines().map(|r| format!("> {r}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
            }
            Blok::Code(code) => {
                let code = tekens::schone_regels(code);
                let hek = "`".repeat(langste_rij(&code).max(2) + 1);
                format!("{hek}\n{}\n{hek}", code.trim_end_matches('\n'))
            }
            Blok::Tabel { kop, rijen, .. } => {
                let cellen = |rij: &[Vec<Inline>]| rij.iter().map(|cel| self.inlines(cel)).collect::<Vec<_>>();
                tabel(&cellen(kop), &rijen.iter().map(|rij| cellen(rij)).collect::<Vec<_>>())
            }
            Blok::Lijn => "---".to_owned(),
            Blok::Figuur { bestand, alt, .. } => self.afbeelding(bestand, alt),
        }
    }

    fn alinea(&self, inhoud: &[Inline]) -> String {
        let tekst = self.inlines(inhoud);
        let regels: Vec<Cow<'_, str>> = tekst.trim().lines().map(regelbegin).collect();
        regels.join("\n")
    }

    fn lijst(&mut self, start: Option<u64>, items: &[Vec<Blok>], anders: bool) -> String {
        let dicht = items.iter().all(|item| {
            matches!(item.as_slice(), [Blok::Alinea(_), rest @ ..] if rest.iter().all(|b| matches!(b, Blok::Lijst { .. })))
        });
        let mut uit = Vec::new();
        for (nummer, blokken) in (start.unwrap_or_default()..).zip(items) {
            let teken = match (start, anders) {
                (Some(_), false) => format!("{nummer}. "),
                (Some(_), true) => format!("{nummer}) "),
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
            };
            let mut binnen = self.blokken(blokken);
            if dicht {
                binnen = binnen.replacen("\n\n", "\n", 1);
            }
            uit.push(item(&teken, &binnen));
        }
        uit.join(if dicht { "\n" } else { "\n\n" })
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        let mut uit = String::new();
        for inline in inlines {
            match inline {
                Inline::Tekst(tekst) => uit.push_str(&ontsnap(tekst)),
                Inline::Nadruk(inhoud) => uit.push_str(&om(&self.inlines(inhoud), "*")),
                Inline::Sterk(inhoud) => uit.push_str(&om(&self.inlines(inhoud), "**")),
                Inline::Door(inhoud) => uit.push_str(&om(&self.inlines(inhoud), "~~")),
                Inline::Code(code) => uit.push_str(&code_run(code)),
                Inline::Link { doel, inhoud, .. } => uit.push_str(&self.link(doel, inhoud)),
                Inline::Afbeelding { bestand, alt, .. } => uit.push_str(&self.afbeelding(bestand, alt)),
                Inline::Regeleinde => uit.push_str("\\\n"),
                Inline::Afkorting { kort, voluit, eerste } => {
                    uit.push_str(&ontsnap(kort));
                    if *eerste {
                        uit.push_str(&format!(" ({})", ontsnap(voluit)));
                    }
                }
            }
        }
        uit
    }

    fn link(&self, doel: &Doel, inhoud: &[Inline]) -> String {
        let woorden = self.inlines(inhoud);
        match self.oplosser.link(doel) {
            Some(adres) => format!("[{}]({})", woorden.trim(), adres_in(&adres)),
            None => woorden,
        }
    }

    fn afbeelding(&self, bestand: &str, alt: &str) -> String {
        match self.oplosser.afbeelding(bestand) {
            Some(beeld) => format!("![{}]({})", ontsnap(alt), adres_in(&beeld.adres)),
            None => regelbegin(&ontsnap(alt)).into_owned(),
        }
    }

    /// Blocks as runs of text.
    fn vlak(&self, blokken: &[Blok], voor: &str, regels: &mut Vec<String>) {
        for blok in blokken {
            match blok {
                Blok::Kop { inhoud, .. } => regels.push(format!("{voor}{}", om(&self.inlines(inhoud), "**"))),
                Blok::Alinea(inhoud) => regels.push(format!("{voor}{}", self.inlines(inhoud))),
                Blok::Lijst { start, items } => {
                    for (nummer, item) in items.iter().enumerate() {
                        // Not a list: a run that begins with the number.
                        let voor = ontsnap(&voor_item(*start, nummer));
                        self.vlak(item, &regelbegin(&voor), regels);
                    }
                }
                Blok::Citaat(blokken) => self.vlak(blokken, voor, regels),
                Blok::Code(code) => regels.push(format!("{voor}{}", code_run(code))),
                Blok::Tabel { kop, rijen, .. } => {
                    for rij in std::iter::once(kop).chain(rijen) {
                        let cellen: Vec<String> =
                            rij.iter().filter(|cel| toont_iets(cel)).map(|cel| self.inlines(cel)).collect();
                        regels.push(format!("{voor}{}", cellen.join(", ")));
                    }
                }
                Blok::Lijn => {}
                Blok::Figuur { bestand, alt, .. } => regels.push(format!("{voor}{}", self.afbeelding(bestand, alt))),
            }
        }
    }
}

/// Marks around a run; they must touch its words.
fn om(run: &str, teken: &str) -> String {
    let kern = run.trim();
    if kern.is_empty() {
        return run.to_owned();
    }
    let (voor, na) = (&run[..run.len() - run.trim_start().len()], &run[run.trim_end().len()..]);
    format!("{voor}{teken}{kern}{teken}{na}")
}

/// Code in a run, between as many marks as it needs.
fn code_run(code: &str) -> String {
    let code = tekens::schoon(code).replace('\n', " ");
    let hek = "`".repeat(langste_rij(&code) + 1);
    let wit = if code.starts_with('`') || code.ends_with('`') || code.trim() != code { " " } else { "" };
    if code.trim().is_empty() { code } else { format!("{hek}{wit}{code}{wit}{hek}") }
}

/// How many backticks stand next to each other at most.
fn langste_rij(tekst: &str) -> usize {
    tekst.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// An address as the target of a link.
fn adres_in(adres: &str) -> String {
    let mut uit = String::with_capacity(adres.len());
    for teken in adres.chars() {
        match teken {
            ' ' => uit.push_str("%20"),
            '<' => uit.push_str("%3C"),
            '>' => uit.push_str("%3E"),
            '(' => uit.push_str("%28"),
            ')' => uit.push_str("%29"),
            '\\' => uit.push_str("%5C"),
            '|' => uit.push_str("%7C"),
            teken if teken.is_control() => {}
            teken => uit.push(teken),
        }
    }
    uit
}
