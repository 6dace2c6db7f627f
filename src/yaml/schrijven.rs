//! How new values are written: plain where that certainly reads as the same text, else in quotes, and a text of more
//! lines below a `|`.

use super::wens::Wens;

/// How a file is laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opmaak {
    /// What ends a line.
    pub(super) nl: &'static str,
    /// How much deeper than its key a list starts: 2, or 0.
    pub(super) lijststap: usize,
}

/// A value with everything in it, ready to be written.
#[derive(Debug)]
pub(super) enum Vol {
    Leeg,
    Tekst(String),
    /// One line as it stands in the source.
    Ruw(String),
    /// A list or a group; `onder` are the comments below its last part.
    Rij {
        lijst: bool,
        leden: Vec<Lid>,
        onder: Vec<String>,
    },
}

/// An item, or a key with its value, and the comments above it.
#[derive(Debug)]
pub(super) struct Lid {
    pub(super) boven: Vec<String>,
    /// None in a list.
    pub(super) sleutel: Option<String>,
    pub(super) waarde: Vol,
}

/// A value as it comes behind a key or a dash.
#[derive(Debug)]
pub(super) enum Nieuw {
    Leeg,
    Inregel(String),
    Blok(Regels),
}

/// Lines below a key or a dash.
#[derive(Debug, Default)]
pub(super) struct Regels {
    /// Whether they are a text, with a `|` on the line above.
    pub(super) kop: bool,
    /// How far each line is indented, and what it says.
    pub(super) regels: Vec<(usize, String)>,
    /// How many lines at the end are of one text. A comment below them may not be indented as far as they are.
    staart: usize,
}

/// New YAML text of a value without an old one: lines in block style that start at column `inspringen`.
/// A list or group without parts is `[]` or `{}`; [`Wens::Zelfde`] and [`Wens::Leeg`] write nothing.
pub fn schrijf(wens: &Wens, inspringen: usize) -> String {
    let opmaak = Opmaak { nl: "\n", lijststap: 2 };
    let mut uit = match opmaak.nieuw(&super::wens::zonder_oud(wens), None, false) {
        Nieuw::Leeg => return String::new(),
        Nieuw::Inregel(tekst) => vec![(0, tekst)],
        Nieuw::Blok(blok) => {
            let kop = blok.kop.then(|| (0, "|".to_owned()));
            kop.into_iter().chain(blok.regels).collect()
        }
    };
    for (diepte, _) in &mut uit {
        *diepte += inspringen;
    }
    let mut uit = opmaak.met_regels(&uit);
    uit.remove(0);
    uit.push('\n');
    uit
}

impl Opmaak {
    /// A value behind a key or a dash (`in_lijst`) at a column; at the root without a column.
    pub(super) fn nieuw(&self, vol: &Vol, kolom: Option<usize>, in_lijst: bool) -> Nieuw {
        match vol {
            Vol::Leeg => Nieuw::Leeg,
            Vol::Ruw(tekst) => Nieuw::Inregel(tekst.clone()),
            Vol::Tekst(tekst) => match blokregels(tekst) {
                Some(regels) => {
                    let diepte = kolom.unwrap_or(0) + 2;
                    let regels: Vec<_> = regels.into_iter().map(|regel| (diepte, regel)).collect();
                    Nieuw::Blok(Regels { kop: true, staart: regels.len(), regels })
                }
                None => Nieuw::Inregel(scalar(tekst, false)),
            },
            Vol::Rij { lijst, leden, .. } if leden.is_empty() => Nieuw::Inregel(leeg(*lijst).to_owned()),
            Vol::Rij { lijst: true, leden, onder } if onder.is_empty() && is_rij_woorden(leden) => {
                tussen_haken(vol, in_lijst).map_or(Nieuw::Leeg, Nieuw::Inregel)
            }
            Vol::Rij { lijst, leden, onder } => {
                let kolom = match kolom {
                    None => 0,
                    Some(kolom) if *lijst && !in_lijst => kolom + self.lijststap,
                    Some(kolom) => kolom + 2,
                };
                let mut uit = Regels::default();
                for lid in leden {
                    self.lid(lid, kolom, &mut uit);
                }
                if !onder.is_empty() {
                    uit.regels.extend(onder.iter().map(|regel| (kolom, regel.clone())));
                    uit.staart = 0;
                }
                Nieuw::Blok(uit)
            }
        }
    }

    /// The lines of an item, or of a key with its value.
    pub(super) fn lid(&self, lid: &Lid, kolom: usize, uit: &mut Regels) {
        uit.regels.extend(lid.boven.iter().map(|regel| (kolom, regel.clone())));
        if let Vol::Rij { leden, onder, .. } = &lid.waarde
            && leden.is_empty()
        {
            uit.regels.extend(onder.iter().map(|regel| (kolom, regel.clone())));
        }
        let in_lijst = lid.sleutel.is_none();
        let kop =
            lid.sleutel.as_ref().map_or_else(|| "-".to_owned(), |sleutel| format!("{}:", letterlijk(sleutel, false)));
        uit.staart = 0;
        match self.nieuw(&lid.waarde, Some(kolom), in_lijst) {
            Nieuw::Leeg => uit.regels.push((kolom, kop)),
            Nieuw::Inregel(tekst) => uit.regels.push((kolom, format!("{kop} {tekst}"))),
            Nieuw::Blok(blok) => {
                let mut regels = blok.regels.into_iter().peekable();
                let achter = if blok.kop {
                    Some("|".to_owned())
                } else {
                    // `- key: value` on one line, unless a comment comes first.
                    regels.next_if(|(_, tekst)| in_lijst && !tekst.starts_with('#')).map(|(_, tekst)| tekst)
                };
                uit.regels.push((kolom, achter.map_or_else(|| kop.clone(), |achter| format!("{kop} {achter}"))));
                uit.regels.extend(regels);
                uit.staart = blok.staart;
            }
        }
    }

    /// Lines, each with a line end before it.
    pub(super) fn met_regels(&self, regels: &[(usize, String)]) -> String {
        let mut uit = String::new();
        for (diepte, tekst) in regels {
            uit.push_str(self.nl);
            if !tekst.is_empty() {
                uit.extend(std::iter::repeat_n(' ', *diepte));
                uit.push_str(tekst);
            }
        }
        uit
    }
}

impl Regels {
    /// Keeps a comment below, at a column, from becoming a line of the text that ends here.
    pub(super) fn dieper_dan(&mut self, kolom: Option<usize>) {
        let begin = self.regels.len() - self.staart.min(self.regels.len());
        let Some(staart) = self.regels.get_mut(begin..) else { return };
        if let (Some(kolom), Some((diepte, _))) = (kolom, staart.first())
            && kolom >= *diepte
        {
            let diepte = kolom + 2 - (kolom % 2);
            staart.iter_mut().for_each(|regel| regel.0 = diepte);
        }
    }

    /// Indents a text as far as the one it comes instead of.
    pub(super) fn op_diepte(&mut self, diepte: usize) {
        if self.kop {
            self.regels.iter_mut().for_each(|regel| regel.0 = diepte);
        }
    }
}

/// The most signs of a list of words on one line.
const KORTE_RIJ: usize = 60;

/// Whether a list is a few words, such as ids: they stand on one line.
fn is_rij_woorden(leden: &[Lid]) -> bool {
    let woord = |lid: &Lid| match &lid.waarde {
        Vol::Tekst(tekst) if lid.boven.is_empty() && !tekst.contains(char::is_whitespace) && is_kaal(tekst, true) => {
            Some(tekst.chars().count() + 2)
        }
        _ => None,
    };
    leden.iter().map(woord).sum::<Option<usize>>().is_some_and(|lengte| lengte <= KORTE_RIJ)
}

/// A list or group without parts.
pub(super) fn leeg(lijst: bool) -> &'static str {
    if lijst { "[]" } else { "{}" }
}

/// A value on one line between brackets; none when it has a text of more lines.
pub(super) fn tussen_haken(vol: &Vol, in_lijst: bool) -> Option<String> {
    Some(match vol {
        // A list between brackets has no items of nothing.
        Vol::Leeg => if in_lijst { "~" } else { "" }.to_owned(),
        Vol::Ruw(tekst) => tekst.clone(),
        Vol::Tekst(tekst) if blokregels(tekst).is_some() => return None,
        Vol::Tekst(tekst) => scalar(tekst, true),
        Vol::Rij { lijst, leden, .. } => {
            let leden: Option<Vec<String>> = leden.iter().map(lid_tussen_haken).collect();
            let leden = leden?.join(", ");
            if *lijst { format!("[{leden}]") } else { format!("{{{leden}}}") }
        }
    })
}

/// An item, or a key with its value, between brackets.
pub(super) fn lid_tussen_haken(lid: &Lid) -> Option<String> {
    let waarde = tussen_haken(&lid.waarde, lid.sleutel.is_none())?;
    Some(match &lid.sleutel {
        Some(sleutel) => format!("{}: {waarde}", letterlijk(sleutel, true)),
        None => waarde,
    })
}

/// A text as it is meant: every line end a `\n`, nothing on lines of only spaces, no empty lines around it.
pub(super) fn regels_van(tekst: &str) -> String {
    let tekst = tekst.replace("\r\n", "\n").replace('\r', "\n");
    if !tekst.contains('\n') {
        return tekst;
    }
    let regels: Vec<&str> = tekst.split('\n').map(|r| if r.trim().is_empty() { "" } else { r }).collect();
    regels.join("\n").trim_matches('\n').to_owned()
}

/// The lines of a text that is written below a `|`. Not one of which a line starts with white space that would become
/// indentation, or with signs that are written as a code.
fn blokregels(tekst: &str) -> Option<Vec<String>> {
    let tekst = regels_van(tekst);
    if !tekst.contains('\n') || tekst.starts_with(' ') {
        return None;
    }
    let kan = |regel: &str| {
        !regel.trim_start_matches(' ').starts_with(char::is_whitespace)
            && !regel.chars().any(|c| c != '\t' && is_vreemd(c))
    };
    let regels = tekst.split('\n');
    regels.clone().all(kan).then(|| regels.map(str::to_owned).collect())
}

/// A text on one line: plain, or in quotes; `flow` between brackets.
fn scalar(tekst: &str, flow: bool) -> String {
    letterlijk(&regels_van(tekst), flow)
}

/// A text, or a key, on one line, line ends and all.
fn letterlijk(tekst: &str, flow: bool) -> String {
    if tekst.chars().any(is_vreemd) {
        let mut uit = String::from("\"");
        for teken in tekst.chars() {
            match teken {
                '"' => uit.push_str("\\\""),
                '\\' => uit.push_str("\\\\"),
                '\n' => uit.push_str("\\n"),
                '\t' => uit.push_str("\\t"),
                _ if !is_vreemd(teken) => uit.push(teken),
                _ => {
                    let code = u32::from(teken);
                    uit.push_str(&if code > 0xFFFF { format!("\\U{code:08X}") } else { format!("\\u{code:04X}") });
                }
            }
        }
        uit.push('"');
        uit
    } else if is_kaal(tekst, flow) {
        tekst.to_owned()
    } else {
        format!("'{}'", tekst.replace('\'', "''"))
    }
}

/// A character that is written as a code: YAML does not allow it, takes it for a line end, or the reader cleans it up.
pub(super) fn is_vreemd(teken: char) -> bool {
    teken.is_control()
        || crate::normal::is_unseen(teken)
        || matches!(teken, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E000}'..='\u{F8FF}')
}

/// Whether a text of one line reads as itself without quotes.
fn is_kaal(tekst: &str, flow: bool) -> bool {
    let mut tekens = tekst.chars();
    let Some(eerste) = tekens.next() else { return false };
    let begin = match eerste {
        '-' => tekens.next().is_some_and(char::is_alphanumeric),
        '.' => !tekst.starts_with("..."),
        _ => !"?:,[]{}#&*!|>'\"%@`".contains(eerste),
    };
    let haken = flow && tekst.contains([',', '[', ']', '{', '}']);
    begin
        && !haken
        && tekst.trim() == tekst
        && !matches!(tekst, "~" | "<<")
        && !tekst.contains(": ")
        && !tekst.ends_with(':')
        && !tekst.contains(" #")
        // Behind a colon a hard space is read as a space.
        && !tekst.contains(crate::normal::is_hard_space)
}
