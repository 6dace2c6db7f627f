//! Who may ask, and for what: only this computer, at our own name, for a path inside the output.

use axum::http::{HeaderMap, Uri, header};

/// Names by which a browser on this computer may know us. Another name that leads here is a trick of
/// another website (DNS rebinding).
const NAMEN: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Whether a request is meant for us: at one of our names with our port, and not made by a page of
/// another website.
pub(super) fn is_voor_ons(kop: &HeaderMap, adres: &Uri, poort: u16) -> bool {
    let mut namen = kop.get_all(header::HOST).iter();
    let (Some(naam), None, None) = (namen.next(), namen.next(), adres.authority()) else { return false };
    let Ok(naam) = naam.to_str() else { return false };
    let past = |ons: &str| {
        naam.eq_ignore_ascii_case(&format!("{ons}:{poort}")) || (poort == 80 && naam.eq_ignore_ascii_case(ons))
    };
    let van = |naam: &str| kop.get(naam).and_then(|waarde| waarde.to_str().ok());
    let van_elders = van("sec-fetch-site") == Some("cross-site") && van("sec-fetch-mode") != Some("navigate");
    NAMEN.into_iter().any(past) && !van_elders
}

/// The path in the output that an address asks for, without a slash at its start; a folder keeps the
/// one at its end. `None`: it leads outside, or may lead there on some system.
pub(super) fn lees_pad(adres: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(adres.len());
    let mut rest = adres.strip_prefix('/')?.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut cijfer = || rest.next().and_then(|c| char::from(c).to_digit(16)).and_then(|c| u8::try_from(c).ok());
        let byte = cijfer()? * 16 + cijfer()?;
        if byte == b'/' {
            return None;
        }
        bytes.push(byte);
    }
    let pad = String::from_utf8(bytes).ok()?;
    let vreemd = |c: char| c.is_control() || matches!(c, '\\' | ':');
    let delen = pad.strip_suffix('/').unwrap_or(&pad);
    let mis = !pad.is_empty() && delen.split('/').any(|deel| matches!(deel, "" | "." | "..") || deel.contains(vreemd));
    (!mis).then_some(pad)
}

#[cfg(test)]
mod toetsen {
    use super::lees_pad;

    #[test]
    fn een_adres_leidt_nooit_naar_buiten() {
        for adres in [
            "/../a",
            "/a/../b",
            "/%2e%2e/a",
            "/a/%2E%2E/%2e%2e/b",
            "/..%2fa",
            "/a%2fb",
            "/a%5cb",
            "/a\\..\\b",
            "//a",
            "/a//b",
            "/.",
            "/a/./b",
            "/%00",
            "/a%0ab",
            "/c:/a",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
            "a",
            "",
        ] {
            assert_eq!(lees_pad(adres), None, "{adres}");
        }
    }

    #[test]
    fn een_adres_in_de_uitvoer_wordt_gelezen() {
        for (adres, pad) in [
            ("/", ""),
            ("/index.html", "index.html"),
            ("/scholen/", "scholen/"),
            ("/bestanden/de-linde/een%20plan.pdf", "bestanden/de-linde/een plan.pdf"),
            ("/bestanden/caf%C3%A9.png", "bestanden/café.png"),
            ("/%252e%252e/a", "%2e%2e/a"),
        ] {
            assert_eq!(lees_pad(adres).as_deref(), Some(pad), "{adres}");
        }
    }
}
