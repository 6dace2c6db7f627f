//! Where links and images may lead. What is not known to be harmless is refused, with a way out.

use crate::melding::{Code, naaste};

use super::boom::Doel;
use super::{tekens, zinnen};

/// The longest address that is taken over; Typst refuses those over 8,000 bytes.
const LANGST: usize = 2000;

/// What a link may start with, as shown in hints.
const SOORTEN: [&str; 9] = ["https:", "http:", "mailto:", "tel:", "item:", "sectie:", "school:", "hulp:", "bijlage:"];

/// Why an address is refused, ready for a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weigering {
    /// [`Code::LinkGeweigerd`], or [`Code::PadBuitenMap`] for a path that leaves its folder.
    pub code: Code,
    /// The message.
    pub bericht: String,
    /// The way out.
    pub hint: String,
}

fn weiger(bericht: impl Into<String>, hint: impl Into<String>) -> Weigering {
    Weigering { code: Code::LinkGeweigerd, bericht: bericht.into(), hint: hint.into() }
}

/// An address as it may stand in a message, between backticks.
fn toon(adres: &str) -> String {
    let schoon: String = tekens::schoon(adres).replace('`', "'").chars().take(60).collect();
    if schoon.len() < adres.len() { format!("{}…", schoon.trim_end()) } else { schoon }
}

/// Reads the target of a link.
///
/// # Errors
/// The target is none of those in [`Doel`], or is not written as it should be.
pub fn lees(adres: &str) -> Result<Doel, Weigering> {
    let adres = adres.trim();
    if adres.is_empty() {
        return Err(weiger("de link heeft geen adres", "schrijf het adres tussen de haakjes achter de tekst"));
    }
    if adres.len() > LANGST {
        return Err(weiger("het adres van de link is te lang", format!("ten hoogste {LANGST} tekens")));
    }
    let Some((soort, rest)) = soort(adres) else { return Err(zonder_soort(adres)) };
    match soort.as_str() {
        "http" | "https" => web(&soort, rest),
        "mailto" => mail(rest),
        "tel" => telefoon(rest),
        "item" => match rest.split_once('/') {
            Some((lijst, id)) if is_id(lijst) && is_id(id) => {
                Ok(Doel::Item { lijst: lijst.to_owned(), id: id.to_owned() })
            }
            _ => Err(geen_id(adres, "item:lijst/id")),
        },
        "sectie" if is_id(rest) => Ok(Doel::Sectie(rest.to_owned())),
        "school" if is_id(rest) => Ok(Doel::School(rest.to_owned())),
        "hulp" if is_id(rest) => Ok(Doel::Hulp(rest.to_owned())),
        "sectie" => Err(geen_id(adres, "sectie:id")),
        "school" => Err(geen_id(adres, "school:naam-van-de-school")),
        "hulp" => Err(geen_id(adres, "hulp:id")),
        "bijlage" => lees_pad(rest).map(Doel::Bijlage),
        _ => Err(onbekende_soort(adres, &soort, rest)),
    }
}

/// Reads the path of an image or attachment: relative, with `/`, inside its folder.
///
/// # Errors
/// The path is empty, is an address elsewhere, or leaves the folder.
pub fn lees_pad(adres: &str) -> Result<String, Weigering> {
    let ontcijferd = ontcijfer(adres.trim());
    let getoond = toon(adres);
    let buiten = |hint: &str| Weigering {
        code: Code::PadBuitenMap,
        bericht: format!("`{getoond}` ligt buiten de map van de school"),
        hint: hint.to_owned(),
    };
    let pad = ontcijferd.as_str();
    if pad.is_empty() {
        return Err(weiger("de bestandsnaam ontbreekt", "schrijf het pad, bijvoorbeeld `beelden/plein.jpg`"));
    }
    if pad.len() > LANGST || pad.chars().any(|c| c.is_control()) {
        return Err(weiger(format!("`{getoond}` is geen bestandsnaam"), "geef het bestand een gewone naam"));
    }
    if pad.contains('\\') {
        return Err(weiger(
            format!("`{getoond}` bevat een schuine streep naar links"),
            format!("schrijf `{}`", toon(&pad.replace('\\', "/"))),
        ));
    }
    let schijf = pad.as_bytes().get(1) == Some(&b':') && pad.as_bytes()[0].is_ascii_alphabetic();
    if pad.starts_with('/') || schijf {
        return Err(buiten("zet het bestand naast de tekst en schrijf het pad vanaf daar"));
    }
    if soort(pad).is_some() {
        return Err(weiger(
            format!("`{getoond}` is geen bestand in de map van de school"),
            "zet het bestand naast de tekst en schrijf het pad vanaf daar",
        ));
    }
    if pad.split('/').any(|deel| deel == "..") {
        return Err(buiten("zet het bestand in de map van de school; `..` kan niet"));
    }
    let delen: Vec<&str> = pad.split('/').filter(|deel| !deel.is_empty() && *deel != ".").collect();
    if delen.is_empty() || pad.ends_with('/') {
        return Err(weiger(format!("`{getoond}` is een map"), "schrijf de naam van het bestand erbij"));
    }
    Ok(delen.join("/"))
}

/// The part before the colon in lower case, if it has the form of a scheme, and the rest.
fn soort(adres: &str) -> Option<(String, &str)> {
    let (soort, rest) = adres.split_once(':')?;
    let vorm = soort.starts_with(|c: char| c.is_ascii_alphabetic())
        && soort.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    vorm.then(|| (soort.to_ascii_lowercase(), rest))
}

fn is_id(tekst: &str) -> bool {
    tekst.starts_with(|c: char| c.is_ascii_alphanumeric())
        && tekst.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn geen_id(adres: &str, vorm: &str) -> Weigering {
    weiger(format!("`{}` is niet compleet of niet goed geschreven", toon(adres)), format!("schrijf `{vorm}`"))
}

fn web(soort: &str, rest: &str) -> Result<Doel, Weigering> {
    let fout = |hint: &str| weiger(format!("`{}` is geen webadres", toon(&format!("{soort}:{rest}"))), hint);
    let Some(rest) = rest.strip_prefix("//") else {
        return Err(fout("schrijf het hele adres, bijvoorbeeld `https://www.voorbeeld.nl`"));
    };
    let einde = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (gastheer, staart) = rest.split_at(einde);
    if gastheer.contains('@') {
        return Err(fout("laat de naam en het apenstaartje voor het adres weg"));
    }
    let goed = gastheer.starts_with(|c: char| c.is_alphanumeric())
        && gastheer.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | ':' | '_'));
    if !goed || staart.chars().any(char::is_control) {
        return Err(fout("schrijf het hele adres, bijvoorbeeld `https://www.voorbeeld.nl`"));
    }
    Ok(Doel::Web(format!("{soort}://{}{}", vercijfer(gastheer), vercijfer(staart))))
}

fn mail(rest: &str) -> Result<Doel, Weigering> {
    let fout = || {
        weiger(
            format!("`{}` is geen mailadres", toon(rest)),
            "schrijf `mailto:naam@school.nl`, eventueel met `?subject=onderwerp`",
        )
    };
    let (adres, vraag) = rest.split_once('?').map_or((rest, None), |(a, v)| (a, Some(v)));
    if !is_mailadres(adres) {
        return Err(fout());
    }
    let Some(vraag) = vraag else { return Ok(Doel::Mail(adres.to_owned())) };
    let onderwerp = vraag.strip_prefix("subject=").filter(|o| !o.contains('&') && !o.chars().any(char::is_control));
    onderwerp.map(|o| Doel::Mail(format!("{adres}?subject={}", vercijfer(o)))).ok_or_else(fout)
}

/// Whether a text has the form of one plain mail address.
pub fn is_mailadres(tekst: &str) -> bool {
    let deel = |t: &str, extra: &str| {
        !t.is_empty()
            && !t.starts_with('.')
            && !t.ends_with('.')
            && t.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(c))
    };
    tekst
        .split_once('@')
        .is_some_and(|(naam, gastheer)| deel(naam, ".-_+'") && deel(gastheer, ".-") && gastheer.contains('.'))
}

fn telefoon(rest: &str) -> Result<Doel, Weigering> {
    let scheiding = |c: char| matches!(c, ' ' | '-' | '(' | ')' | '.' | '/' | '\u{a0}');
    let nummer: String = ontcijfer(rest).chars().filter(|&c| !scheiding(c)).collect();
    let cijfers = nummer.strip_prefix('+').unwrap_or(&nummer);
    if (3..=15).contains(&cijfers.len()) && cijfers.bytes().all(|b| b.is_ascii_digit()) {
        return match super::telefoon::problem(&nummer) {
            None => Ok(Doel::Tel(nummer)),
            Some((bericht, hint)) => Err(weiger(bericht, hint)),
        };
    }
    Err(weiger(format!("`{}` is geen telefoonnummer", toon(rest)), "schrijf bijvoorbeeld `tel:0182616055`"))
}

fn zonder_soort(adres: &str) -> Weigering {
    let getoond = toon(adres);
    let hint = if is_mailadres(adres) {
        format!("schrijf `mailto:{getoond}`")
    } else if adres.starts_with("www.") || adres.split('/').next().is_some_and(|g| g.ends_with(".nl")) {
        format!("schrijf `https://{getoond}`")
    } else if let Some(kop) = adres.strip_prefix('#') {
        format!("schrijf `sectie:{}` voor een deel van het document", toon(kop))
    } else if telefoon(adres).is_ok() {
        format!("schrijf `tel:{getoond}`")
    } else if lees_pad(adres).is_ok() {
        format!("schrijf `bijlage:{getoond}` voor een bestand, of een heel adres met `https://`")
    } else {
        format!("een link begint met {}", toegestaan())
    };
    weiger(format!("`{getoond}` is geen adres waar een link naar kan wijzen"), hint)
}

fn onbekende_soort(adres: &str, soort: &str, rest: &str) -> Weigering {
    let hint = match naaste(&format!("{soort}:"), SOORTEN) {
        Some(bijna) => format!("misschien is `{bijna}{}` bedoeld", toon(rest)),
        None => format!("een link begint met {}", toegestaan()),
    };
    weiger(format!("een link naar `{}` is niet toegestaan", toon(adres)), hint)
}

fn toegestaan() -> String {
    let namen: Vec<String> = SOORTEN.iter().map(|s| format!("`{s}`")).collect();
    zinnen::opsomming(&namen).replace(" en ", " of ")
}

/// Writes everything that may not stand in an address as `%xx`.
fn vercijfer(tekst: &str) -> String {
    let bytes = tekst.as_bytes();
    let hex = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_hexdigit);
    let mut uit = String::with_capacity(tekst.len());
    for (i, &b) in bytes.iter().enumerate() {
        let gewoon = b.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(&b);
        if gewoon || (b == b'%' && hex(i + 1) && hex(i + 2)) {
            uit.push(char::from(b));
        } else {
            uit.push_str(&format!("%{b:02X}"));
        }
    }
    uit
}

/// Reads `%xx`; what is not UTF-8 then stays as it was.
fn ontcijfer(tekst: &str) -> String {
    let bytes = tekst.as_bytes();
    let mut uit = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        let getal = tekst.get(i + 1..i + 3).filter(|h| h.bytes().all(|b| b.is_ascii_hexdigit()));
        match getal.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(getal) if b == b'%' => {
                uit.push(getal);
                i += 3;
            }
            _ => {
                uit.push(b);
                i += 1;
            }
        }
    }
    String::from_utf8(uit).unwrap_or_else(|_| tekst.to_owned())
}
