//! What YAML has but content does not: anchors, tags, merge keys, several documents, and values
//! that start with a sign of YAML.

use super::boom::{Knoop, Scalar, Stijl, Waarde};
use super::lezer::MAX_DIEPTE;
use super::regel::{herstel, kort, met_aanhaling, regel_begin, waarde_eind};
use crate::bron::Plek;
use crate::melding::{Code, Melding};

/// `!woord`: a tag.
pub(super) fn tag(plek: &Plek, flow: bool) -> Melding {
    let (bron, van) = (plek.bron(), plek.van());
    let eind = waarde_eind(bron, van, flow).max(plek.tot());
    let bericht =
        format!("YAML leest `{}` niet als tekst: `!` aan het begin is een teken van YAML", kort(plek.tekst()));
    Melding::op(Code::YamlTag, plek, bericht).hint(if plek.tekst().starts_with("!!") {
        format!("haal `{}` weg: wat u typt, blijft zoals u het typt", plek.tekst())
    } else {
        format!("zet aanhalingstekens om de waarde: `{}`", met_aanhaling(bron, van, eind))
    })
}

/// `&woord`: an anchor.
pub(super) fn anker(plek: &Plek, flow: bool) -> Melding {
    let (bron, van) = (plek.bron(), plek.van());
    let eind = waarde_eind(bron, van, flow).max(plek.tot());
    let bericht =
        format!("YAML leest `{}` niet als tekst: `&` aan het begin is een teken van YAML", kort(plek.tekst()));
    Melding::op(Code::YamlAnker, plek, bericht)
        .hint(format!("zet aanhalingstekens om de waarde: `{}`", met_aanhaling(bron, van, eind)))
}

/// `*woord`: an alias; or a text that starts with `*`.
pub(super) fn alias(plek: &Plek, flow: bool) -> Melding {
    let (bron, van) = (plek.bron(), plek.van());
    let eind = waarde_eind(bron, van, flow);
    if eind > plek.tot() || plek.tekst().matches('*').count() > 1 {
        return teken(&Plek::nieuw(bron, van, eind));
    }
    let bericht = format!("YAML leest `{}` niet als tekst, maar als een verwijzing", kort(plek.tekst()));
    Melding::op(Code::YamlAnker, plek, bericht).hint(format!(
        "zet aanhalingstekens om de waarde: `{}`; of schrijf uit wat er moet staan",
        met_aanhaling(bron, van, plek.tot())
    ))
}

/// A value that starts with a sign of YAML; `waarde` is the whole value.
pub(super) fn teken(waarde: &Plek) -> Melding {
    let (bron, van) = (waarde.bron(), waarde.van());
    let citaat = met_aanhaling(bron, van, waarde.tot());
    let eerste = waarde.tekst().chars().next().unwrap_or(' ');
    let voor = bron.tekst()[regel_begin(bron, van)..van].trim();
    let (bericht, hint) = match eerste {
        '>' | '|' => (
            format!("na `{eerste}` aan het begin van een waarde kan op dezelfde regel geen tekst staan"),
            format!("zet aanhalingstekens om de waarde: `{citaat}`"),
        ),
        '-' if waarde.tekst() == "-" => (
            "een los streepje is geen waarde, maar het begin van een lijst".to_owned(),
            format!("laat de waarde leeg, of zet er aanhalingstekens om: `{citaat}`"),
        ),
        '-' => (
            "een waarde kan niet beginnen met een los streepje".to_owned(),
            format!("zet aanhalingstekens om de waarde: `{citaat}`; een lijst begint op een nieuwe regel"),
        ),
        '*' if voor.is_empty() && waarde.tekst().starts_with("* ") => (
            "een lijst krijgt streepjes, geen sterretjes".to_owned(),
            format!("schrijf een streepje: `{}`", herstel(bron, van, van + 1, "-")),
        ),
        '%' if voor.is_empty() => (
            "een regel kan niet beginnen met `%`".to_owned(),
            if waarde.tekst().starts_with("%YAML") {
                "haal deze regel weg".to_owned()
            } else {
                format!("zet aanhalingstekens om de tekst: `{citaat}`")
            },
        ),
        _ => (
            format!("een waarde kan niet beginnen met `{eerste}`: dat is een teken van YAML"),
            format!("zet aanhalingstekens om de waarde: `{citaat}`"),
        ),
    };
    Melding::op(Code::YamlTeken, waarde, bericht).hint(hint)
}

/// A second document.
pub(super) fn meer_documenten(plek: &Plek) -> Melding {
    Melding::op(Code::YamlMeerDocumenten, plek, "hier begint een tweede document in hetzelfde bestand")
        .hint("haal de regel `---` of `...` weg, of maak er twee bestanden van")
}

/// Nested too deep.
pub(super) fn te_diep(plek: &Plek) -> Melding {
    let bericht = format!("lijsten en groepen zitten hier meer dan {MAX_DIEPTE} diep in elkaar");
    Melding::op(Code::TeDiep, plek, bericht).hint("kijk of er haakjes te veel staan")
}

/// Too many values.
pub(super) fn te_groot(plek: &Plek, hoogstens: usize) -> Melding {
    let bericht = format!("dit bestand heeft meer dan {hoogstens} waarden");
    Melding::op(Code::BestandTeGroot, plek, bericht).hint("verdeel het over meer bestanden")
}

/// A key as it is recognised.
pub(super) fn recognised(key: &str) -> String {
    crate::normal::plain(key).trim().to_owned()
}

/// The text of a key, as it is recognised.
pub(super) fn sleutel_tekst(knoop: &Knoop) -> String {
    match &knoop.waarde {
        Waarde::Tekst(scalar) => recognised(&scalar.tekst),
        Waarde::Leeg | Waarde::Lijst(_) | Waarde::Kaart(_) => knoop.plek.tekst().to_owned(),
    }
}

/// What is wrong with a key: `? key`, `<<`, nothing at all, or a list or group.
pub(super) fn sleutel(knoop: &Knoop, flow: bool) -> Option<Melding> {
    let (plek, bron) = (&knoop.plek, knoop.plek.bron());
    let tekst = bron.tekst();
    let voor = tekst[..plek.van()].trim_end_matches(' ');
    if let Some(voor) = voor.strip_suffix('?')
        && (voor.is_empty() || voor.trim_end_matches(' ').ends_with(['\n', '-', '[', '{', ',', ':']))
    {
        return Some(teken(&Plek::nieuw(bron, voor.len(), waarde_eind(bron, voor.len(), flow))));
    }
    match &knoop.waarde {
        Waarde::Tekst(Scalar { tekst, stijl: Stijl::Kaal }) if tekst == "<<" => Some(
            Melding::op(Code::YamlSamenvoegen, plek, "`<<` om groepen samen te voegen wordt niet gelezen")
                .hint("schrijf de sleutels hier voluit"),
        ),
        Waarde::Tekst(_) => None,
        Waarde::Leeg if plek.van() < plek.tot() => None,
        Waarde::Leeg => Some(
            Melding::op(Code::YamlSyntaxis, plek, "voor deze dubbele punt ontbreekt de sleutel")
                .hint("schrijf `sleutel: waarde`"),
        ),
        Waarde::Lijst(_) | Waarde::Kaart(_) => {
            let bericht = format!("een sleutel is een tekst; dit leest YAML als {}", knoop.soort_naam());
            let dubbel = tekst[..plek.van()].ends_with('{') && tekst[plek.tot()..].starts_with('}');
            let plek = if dubbel { Plek::nieuw(bron, plek.van() - 1, plek.tot() + 1) } else { plek.clone() };
            let citaat = met_aanhaling(bron, plek.van(), plek.tot());
            Some(Melding::op(Code::YamlHaken, &plek, bericht).hint(format!("zet er aanhalingstekens om: `{citaat}`")))
        }
    }
}
