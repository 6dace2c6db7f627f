//! Where links and images may lead. What is not known to be harmless is refused, with a way out.

use crate::melding::{Code, nearest_name};

use super::tree::LinkTarget;
use super::{characters, percent, sentences};

/// The longest address that is allowed, in bytes; Typst refuses those over 8,000.
const MAX_ADDRESS: usize = 2000;

/// What a link may start with, as shown in hints.
const SCHEMES: [&str; 9] = ["https:", "http:", "mailto:", "tel:", "item:", "sectie:", "school:", "hulp:", "bijlage:"];

/// Why an address is refused, ready for a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRefusal {
    /// [`Code::LinkRefused`], or [`Code::PathOutsideDir`] for a path that leaves its folder.
    pub code: Code,
    /// The message.
    pub message: String,
    /// How to put it right.
    pub hint: String,
}

fn refuse(message: impl Into<String>, hint: impl Into<String>) -> LinkRefusal {
    LinkRefusal { code: Code::LinkRefused, message: message.into(), hint: hint.into() }
}

/// An address as it may stand in a message, between backticks.
fn show(address: &str) -> String {
    let clean: String = characters::clean(address).replace('`', "'").chars().take(60).collect();
    if clean.len() < address.len() { format!("{}…", clean.trim_end()) } else { clean }
}

/// Reads the target of a link.
///
/// # Errors
/// The target is none of those in [`LinkTarget`], or is not written as it should be.
pub fn read(address: &str) -> Result<LinkTarget, LinkRefusal> {
    let address = address.trim();
    if address.is_empty() {
        return Err(refuse("de link heeft geen adres", "schrijf het adres tussen de haakjes achter de tekst"));
    }
    if address.len() > MAX_ADDRESS {
        return Err(refuse("het adres van de link is te lang", format!("ten hoogste {MAX_ADDRESS} tekens")));
    }
    let Some((scheme, rest)) = scheme(address) else { return Err(without_kind(address)) };
    match scheme.as_str() {
        "http" | "https" => web(&scheme, rest),
        "mailto" => mail(rest),
        "tel" => phone(rest),
        "item" => match rest.split_once('/') {
            Some((lijst, id)) if is_id(lijst) && is_id(id) => {
                Ok(LinkTarget::Item { lijst: lijst.to_owned(), id: id.to_owned() })
            }
            _ => Err(no_id(address, "item:lijst/id")),
        },
        "sectie" if is_id(rest) => Ok(LinkTarget::Sectie(rest.to_owned())),
        "school" if is_id(rest) => Ok(LinkTarget::School(rest.to_owned())),
        "hulp" if is_id(rest) => Ok(LinkTarget::Hulp(rest.to_owned())),
        "sectie" => Err(no_id(address, "sectie:id")),
        "school" => Err(no_id(address, "school:naam-van-de-school")),
        "hulp" => Err(no_id(address, "hulp:id")),
        "bijlage" => parse_path(rest).map(LinkTarget::Bijlage),
        _ => Err(unknown_kind(address, &scheme, rest)),
    }
}

/// Reads the path of an image or attachment: relative, with `/`, inside its folder.
///
/// # Errors
/// The path is empty, is an address elsewhere, or leaves the folder.
pub fn parse_path(address: &str) -> Result<String, LinkRefusal> {
    let decoded = percent::decode(address.trim());
    let shown = show(address);
    let outside = |hint: &str| LinkRefusal {
        code: Code::PathOutsideDir,
        message: format!("`{shown}` ligt buiten de map van deze tekst"),
        hint: hint.to_owned(),
    };
    let path = decoded.as_str();
    if path.is_empty() {
        return Err(refuse("de bestandsnaam ontbreekt", "schrijf het pad, bijvoorbeeld `beelden/plein.jpg`"));
    }
    if path.len() > MAX_ADDRESS || path.chars().any(|c| c.is_control()) {
        return Err(refuse(format!("`{shown}` is geen bestandsnaam"), "geef het bestand een gewone naam"));
    }
    if path.contains('\\') {
        return Err(refuse(
            format!("`{shown}` bevat een schuine streep naar links"),
            format!("schrijf `{}`", show(&path.replace('\\', "/"))),
        ));
    }
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    if path.starts_with('/') || drive {
        return Err(outside("zet het bestand naast de tekst en schrijf het pad vanaf daar"));
    }
    if scheme(path).is_some() {
        return Err(refuse(
            format!("`{shown}` is geen bestand naast deze tekst"),
            "zet het bestand naast de tekst en schrijf het pad vanaf daar",
        ));
    }
    if path.split('/').any(|part| part == "..") {
        return Err(outside("zet het bestand naast de tekst; `..` kan niet"));
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.is_empty() || path.ends_with('/') {
        return Err(refuse(format!("`{shown}` is een map"), "schrijf de naam van het bestand erbij"));
    }
    Ok(parts.join("/"))
}

/// The part before the colon in lower case, if it has the form of a scheme, and the rest.
fn scheme(address: &str) -> Option<(String, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    fits.then(|| (scheme.to_ascii_lowercase(), rest))
}

fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn no_id(address: &str, vorm: &str) -> LinkRefusal {
    refuse(format!("`{}` is niet compleet of niet goed geschreven", show(address)), format!("schrijf `{vorm}`"))
}

fn web(scheme: &str, rest: &str) -> Result<LinkTarget, LinkRefusal> {
    let err = |hint: &str| refuse(format!("`{}` is geen webadres", show(&format!("{scheme}:{rest}"))), hint);
    let Some(rest) = rest.strip_prefix("//") else {
        return Err(err("schrijf het hele adres, bijvoorbeeld `https://www.voorbeeld.nl`"));
    };
    let ending = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (host, tail) = rest.split_at(ending);
    if host.contains('@') {
        return Err(err("laat de naam en het apenstaartje voor het adres weg"));
    }
    let good = host.starts_with(|c: char| c.is_alphanumeric())
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | ':' | '_'));
    if !good || tail.chars().any(char::is_control) {
        return Err(err("schrijf het hele adres, bijvoorbeeld `https://www.voorbeeld.nl`"));
    }
    Ok(LinkTarget::Web(format!("{scheme}://{}{}", percent::encode(host), percent::encode(tail))))
}

fn mail(rest: &str) -> Result<LinkTarget, LinkRefusal> {
    let err = || {
        refuse(
            format!("`{}` is geen mailadres", show(rest)),
            "schrijf `mailto:naam@school.nl`, eventueel met `?subject=onderwerp`",
        )
    };
    let (address, query) = rest.split_once('?').map_or((rest, None), |(a, v)| (a, Some(v)));
    if !is_mail_address(address) {
        return Err(err());
    }
    let Some(query) = query else { return Ok(LinkTarget::Mail(address.to_owned())) };
    let subject = query.strip_prefix("subject=").filter(|o| !o.contains('&') && !o.chars().any(char::is_control));
    subject.map(|o| LinkTarget::Mail(format!("{address}?subject={}", percent::encode(o)))).ok_or_else(err)
}

/// Whether a text has the form of one plain mail address.
pub fn is_mail_address(text: &str) -> bool {
    let part = |t: &str, extra: &str| {
        !t.is_empty()
            && !t.starts_with('.')
            && !t.ends_with('.')
            && t.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(c))
    };
    text.split_once('@').is_some_and(|(name, host)| part(name, ".-_+'") && part(host, ".-") && host.contains('.'))
}

fn phone(rest: &str) -> Result<LinkTarget, LinkRefusal> {
    let separator = |c: char| matches!(c, ' ' | '-' | '(' | ')' | '.' | '/' | '\u{a0}');
    let number: String = percent::decode(rest).chars().filter(|&c| !separator(c)).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    if (3..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
        return match super::phone::problem(&number) {
            None => Ok(LinkTarget::Tel(number)),
            Some((message, hint)) => Err(refuse(message, hint)),
        };
    }
    Err(refuse(format!("`{}` is geen telefoonnummer", show(rest)), "schrijf bijvoorbeeld `tel:0182616055`"))
}

fn without_kind(address: &str) -> LinkRefusal {
    let shown = show(address);
    let hint = if is_mail_address(address) {
        format!("schrijf `mailto:{shown}`")
    } else if address.starts_with("www.") || address.split('/').next().is_some_and(|g| g.ends_with(".nl")) {
        format!("schrijf `https://{shown}`")
    } else if let Some(heading) = address.strip_prefix('#') {
        format!("schrijf `sectie:{}` voor een deel van het document", show(heading))
    } else if phone(address).is_ok() {
        format!("schrijf `tel:{shown}`")
    } else if parse_path(address).is_ok() {
        format!("schrijf `bijlage:{shown}` voor een bestand, of een heel adres met `https://`")
    } else {
        format!("een link begint met {}", allowed())
    };
    refuse(format!("`{shown}` is geen adres waar een link naar kan wijzen"), hint)
}

fn unknown_kind(address: &str, scheme: &str, rest: &str) -> LinkRefusal {
    let hint = match nearest_name(&format!("{scheme}:"), SCHEMES) {
        Some(near_miss) => format!("misschien is `{near_miss}{}` bedoeld", show(rest)),
        None => format!("een link begint met {}", allowed()),
    };
    refuse(format!("een link naar `{}` is niet toegestaan", show(address)), hint)
}

fn allowed() -> String {
    let names: Vec<String> = SCHEMES.iter().map(|s| format!("`{s}`")).collect();
    sentences::join_and(&names).replace(" en ", " of ")
}
