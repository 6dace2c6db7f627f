//! What YAML reads without complaint, but not as the author meant.

use super::boom::{Knoop, Paar, Stijl, Waarde};
use super::geweigerd::teken;
use super::lezer::Vorig;
use super::regel::{citeer, herstel, inspringing, kort, met_aanhaling, regel_begin, waarde_eind, zelfde_regel};
use crate::bron::Plek;
use crate::melding::{Code, Melding};

/// ` #woord` right after a text without quotes, or where a value should be: text that YAML drops.
/// A space after the `#` makes it a comment.
pub(super) fn hekje(plek: &Plek, vorig: &Vorig, flow: bool) -> Option<Melding> {
    let (bron, van) = (plek.bron(), plek.van());
    plek.tekst().chars().nth(1).filter(|c| c.is_alphanumeric())?;
    let begin = regel_begin(bron, van);
    let voor = bron.tekst()[begin..van].trim_end();
    let waarde = match vorig.tekst {
        Some((tekst_van, tot, true)) if tot == begin + voor.len() => tekst_van,
        _ if voor.ends_with(':') || voor.trim_start() == "-" || voor.ends_with(" -") => van,
        _ => return None,
    };
    if !zelfde_regel(bron, waarde, van) {
        return Some(hekje_melding(plek, None));
    }
    let eind = if flow { waarde_eind(bron, waarde, true).max(van) } else { plek.tot() };
    Some(hekje_melding(plek, Some(met_aanhaling(bron, waarde, eind))))
}

/// The message for a `#` that cuts off text.
pub(super) fn hekje_melding(plek: &Plek, regel: Option<String>) -> Melding {
    let hint = match regel {
        Some(regel) => {
            format!("zet aanhalingstekens om de waarde: `{regel}`; of zet bij een opmerking een spatie achter `#`")
        }
        None => "zet aanhalingstekens om de hele waarde; of zet bij een opmerking een spatie achter `#`".to_owned(),
    };
    Melding::op(Code::YamlHekje, plek, format!("`{}` valt weg: na ` #` leest YAML een opmerking", kort(plek.tekst())))
        .hint(hint)
}

/// What can be wrong inside a text without quotes: a list that folds, `>8` that is empty.
/// `kop` is the `>` or `|` line of a block.
pub(super) fn in_tekst(plek: &Plek, kop: Option<(usize, &str)>, leeg: bool) -> Option<Melding> {
    let bron = plek.bron();
    let Some((kop, kop_tekst)) = kop else {
        if !plek.tekst().contains('\n') {
            return None; // also keeps a long line from being searched for each of its texts
        }
        let in_lijst = bron.tekst()[regel_begin(bron, plek.van())..plek.van()].trim_end().ends_with('-');
        let opsomming = plek.deel(gevouwen_lijst(plek.tekst(), None, in_lijst)?, plek.tekst().len());
        let melding = Melding::op(Code::YamlVouw, &opsomming, "dit streepje plakt YAML aan de tekst erboven vast");
        return Some(melding.hint(if in_lijst {
            "zet de streepjes van een lijst recht onder elkaar"
        } else {
            "zet `|` achter de dubbele punt en begin de tekst op de regel eronder"
        }));
    };
    if leeg {
        return kop_tekst
            .contains(|c: char| c.is_ascii_digit())
            .then(|| teken(&Plek::nieuw(bron, kop, kop + kop_tekst.len())));
    }
    if !kop_tekst.starts_with('>') {
        return None;
    }
    let diepte = inspringing(&bron.tekst()[regel_begin(bron, plek.van())..]).len();
    let opsomming = gevouwen_lijst(plek.tekst(), Some(diepte), false)?;
    let regel = herstel(bron, kop, kop + 1, "|");
    Some(
        Melding::op(
            Code::YamlVouw,
            &Plek::nieuw(bron, kop, kop + 1),
            "`>` plakt de regels van deze opsomming aan elkaar",
        )
        .ook(&plek.deel(opsomming, plek.tekst().len()), "deze opsomming")
        .hint(format!("gebruik `|`: `{regel}`")),
    )
}

/// The `>-` or `|` between what stands before a block and its text, and where it starts.
pub(super) fn blok_kop(tekst: &str, van: usize, tot: usize) -> Option<(usize, &str)> {
    let mut begin = van;
    for regel in tekst.get(van..tot)?.split('\n') {
        let voor = if regel.trim_start().starts_with('#') { "" } else { regel };
        let voor = [" #", "\t#"].iter().fold(voor, |voor, teken| voor.split_once(teken).map_or(voor, |(voor, _)| voor));
        let voor = voor.trim_end();
        let zonder = voor.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '+');
        if zonder.ends_with(['|', '>']) {
            let kop = zonder.len() - 1;
            return Some((begin + kop, &voor[kop..]));
        }
        begin += regel.len() + 1;
    }
    None
}

/// Where in a text the first item of a list starts that folding would join to the line before it.
/// In a block only lines at its own indentation (`diepte`) fold. One item is enough after a line
/// that announces a list, or in an item (`in_lijst`).
fn gevouwen_lijst(tekst: &str, diepte: Option<usize>, in_lijst: bool) -> Option<usize> {
    let mut eerste = None;
    let mut items = 0;
    let mut gevouwen = false;
    let mut vorige = "";
    let mut begin = 0;
    for regel in tekst.split('\n') {
        let kaal = regel.trim();
        let vouwt = begin == 0 || diepte.is_none_or(|diepte| inspringing(regel).len() == diepte);
        if is_item(kaal) && vouwt && (begin > 0 || diepte.is_some()) {
            eerste = eerste.or(Some(begin + inspringing(regel).len()));
            items += 1;
            gevouwen |= !vorige.is_empty() && (in_lijst || items > 1 || vorige.ends_with(':'));
        }
        vorige = if vouwt { kaal } else { "" };
        begin += regel.len() + 1;
    }
    eerste.filter(|_| gevouwen)
}

fn is_item(regel: &str) -> bool {
    let zonder_cijfers = regel.trim_start_matches(|c: char| c.is_ascii_digit());
    match regel.len() - zonder_cijfers.len() {
        0 => ["- ", "* ", "• "].iter().any(|teken| regel.starts_with(teken)),
        1 | 2 => zonder_cijfers.starts_with(". ") || zonder_cijfers.starts_with(") "),
        _ => false,
    }
}

/// Whether a key in `{ }` stands there without a colon.
pub(super) fn zonder_dubbele_punt(sleutel: &Plek, waarde: &Knoop) -> bool {
    if !matches!(waarde.waarde, Waarde::Leeg) || waarde.plek.van() < waarde.plek.tot() {
        return false;
    }
    let rest = sleutel.bron().tekst()[sleutel.tot()..].trim_start();
    rest.starts_with([',', '}'])
}

/// Keys in `{ }` without a colon: the tail of the value before them, that a comma cut off. Each
/// run is reported once and joined to that value again, so that nothing else stumbles over it.
pub(super) fn losse_sleutels(paren: &mut Vec<Paar>, los: &[usize], hoogstens: usize) -> Vec<Melding> {
    let mut meldingen = Vec::new();
    let mut weg = Vec::new();
    for reeks in los.chunk_by(|a, b| a + 1 == *b) {
        let (Some(&eerste), Some(&laatste)) = (reeks.first(), reeks.last()) else { continue };
        let plek = paren[eerste].sleutel_plek.clone();
        if plek.tekst().starts_with(['{', '[']) {
            continue; // reported as a key that is no text
        }
        let heel_tot = paren[laatste].sleutel_plek.tot();
        let voor = eerste.checked_sub(1).and_then(|i| paren.get_mut(i)).map(|paar| &mut paar.waarde);
        let heel = voor.as_ref().map(|waarde| Plek::nieuw(plek.bron(), waarde.plek.van(), heel_tot));
        let mut gevoegd = None;
        if let (Some(Knoop { waarde: Waarde::Tekst(scalar), plek }), Some(heel)) = (voor, &heel)
            && scalar.stijl == Stijl::Kaal
        {
            heel.tekst().clone_into(&mut scalar.tekst);
            *plek = heel.clone();
            weg.extend(eerste..=laatste);
            gevoegd = Some(heel);
        }
        if meldingen.len() < hoogstens {
            let sleutel = eerste.checked_sub(1).and_then(|i| paren.get(i)).map_or("", |paar| paar.sleutel.as_str());
            meldingen.push(losse_sleutel(sleutel, &plek, heel.is_some(), gevoegd));
        }
    }
    let mut index = 0;
    paren.retain(|_| {
        index += 1;
        weg.binary_search(&(index - 1)).is_err()
    });
    meldingen
}

/// Keys whose value is a text, and never a list of names.
const TEKSTEN: [&str; 9] = ["noot", "tekst", "zin", "toelichting", "voor-ouders", "titel", "naam", "bron", "hoeveel"];

/// The message for a key without a colon: `gevoegd` is the whole value that it is the tail of, and `sleutel` its key.
fn losse_sleutel(sleutel: &str, plek: &Plek, na_komma: bool, gevoegd: Option<&Plek>) -> Melding {
    let naam = kort(plek.tekst());
    if !na_komma {
        let bericht = format!("`{naam}` staat tussen `{{ }}` zonder waarde");
        return Melding::op(Code::YamlHaken, plek, bericht).hint(
            "schrijf `{sleutel: waarde}`; gebruik `[ ]` voor een lijst, of zet aanhalingstekens om een tekst met haakjes",
        );
    }
    let bericht = format!("na de komma leest YAML `{naam}` als een nieuwe sleutel");
    Melding::op(Code::YamlKomma, plek, bericht).hint(match gevoegd {
        Some(heel) => {
            let citaat = met_aanhaling(heel.bron(), heel.van(), heel.tot());
            // Quotes around several names would make them one.
            let kort = |deel: &str| {
                let deel = deel.trim();
                deel.starts_with(char::is_alphabetic) && deel.split_whitespace().count() <= 3 && !deel.ends_with('.')
            };
            if !TEKSTEN.contains(&sleutel) && heel.tekst().split(',').all(kort) {
                let lijst = herstel(heel.bron(), heel.van(), heel.tot(), &format!("[{}]", heel.tekst()));
                format!("zijn het namen, maak er dan een lijst van: `{lijst}`; is het één tekst: `{citaat}`")
            } else {
                format!("zet aanhalingstekens om de hele waarde: `{citaat}`")
            }
        }
        None => format!("geef `{naam}` een waarde, of haal de komma weg"),
    })
}

/// `[5,75]`: two numbers without a space after the comma. Three or more are a list.
pub(super) fn gesplitste_getallen(items: &[Knoop], hoogstens: usize) -> Vec<Melding> {
    let twee = items.chunk_by(aaneen).filter_map(|reeks| match reeks {
        [a, b] => Some(gesplitst_getal(a, b)),
        _ => None,
    });
    twee.take(hoogstens).collect()
}

/// Whether two items are digits, a comma, and at most three digits.
fn aaneen(a: &Knoop, b: &Knoop) -> bool {
    let cijfers = |woord: &str| !woord.is_empty() && woord.chars().all(|c| c.is_ascii_digit());
    let links = laatste_woord(a.plek.tekst()).trim_start_matches('€');
    let rechts = b.plek.tekst().split_whitespace().next().unwrap_or("").trim_end_matches(['%', '€']);
    a.plek.tot() + 1 == b.plek.van() && cijfers(links) && cijfers(rechts) && rechts.len() <= 3
}

fn laatste_woord(tekst: &str) -> &str {
    tekst.rsplit(char::is_whitespace).next().unwrap_or(tekst)
}

fn gesplitst_getal(a: &Knoop, b: &Knoop) -> Melding {
    let bron = a.plek.bron();
    let van = match &a.waarde {
        Waarde::Kaart(paren) => paren.last().map_or(a.plek.van(), |paar| paar.waarde.plek.van()),
        _ => a.plek.van(),
    };
    let plek = Plek::nieuw(bron, van, b.plek.tot());
    let twee = format!("{}, {}", &bron.tekst()[van..a.plek.tot()], b.plek.tekst());
    let bericht = format!("`{}` tussen haakjes leest YAML als twee waarden", kort(plek.tekst()));
    Melding::op(Code::YamlKomma, &plek, bericht).hint(format!(
        "een bedrag krijgt aanhalingstekens: `{}`; bij twee waarden hoort een spatie na de komma: `{}`",
        herstel(bron, van, plek.tot(), &citeer(plek.tekst())),
        herstel(bron, van, plek.tot(), &twee)
    ))
}
