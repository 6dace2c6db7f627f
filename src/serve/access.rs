//! Who may ask, and for what: only this computer, at our own name, for a path inside the output.

use axum::http::{HeaderMap, Uri, header};
use percent_encoding::percent_decode_str;

/// Names by which a browser on this computer may know us. Any other name that leads here is a trick of
/// another website (DNS rebinding).
const NAMES: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Whether a request is meant for us: at one of our names with our port, and not made by a page of
/// another website.
pub(super) fn is_for_us(headers: &HeaderMap, address: &Uri, port: u16) -> bool {
    let mut names = headers.get_all(header::HOST).iter();
    let (Some(name), None, None) = (names.next(), names.next(), address.authority()) else { return false };
    let Ok(name) = name.to_str() else { return false };
    let matches = |host: &str| {
        name.eq_ignore_ascii_case(&format!("{host}:{port}")) || (port == 80 && name.eq_ignore_ascii_case(host))
    };
    let from = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let from_elsewhere = from("sec-fetch-site") == Some("cross-site") && from("sec-fetch-mode") != Some("navigate");
    NAMES.into_iter().any(matches) && !from_elsewhere
}

/// The path in the output that an address asks for, without the slash at its start; a folder keeps the
/// one at its end. None for an address that leads outside, or might on some system.
pub(super) fn parse_path(address: &str) -> Option<String> {
    let typed = address.strip_prefix('/')?;
    // A percent sign begins two digits, and these are not those of a slash.
    let is_right = |part: &str| {
        let digits = part.as_bytes().get(..2);
        digits.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit) && !two.eq_ignore_ascii_case(b"2f"))
    };
    if !typed.split('%').skip(1).all(is_right) {
        return None;
    }
    let path = percent_decode_str(typed).decode_utf8().ok()?.into_owned();
    let strange = |c: char| c.is_control() || matches!(c, '\\' | ':');
    let parts = path.strip_suffix('/').unwrap_or(&path);
    let bad =
        !path.is_empty() && parts.split('/').any(|part| matches!(part, "" | "." | "..") || part.contains(strange));
    (!bad).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::parse_path;

    #[test]
    fn an_address_never_leads_outside() {
        for address in [
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
            assert_eq!(parse_path(address), None, "{address}");
        }
    }

    #[test]
    fn an_address_in_the_output_is_read() {
        for (address, path) in [
            ("/", ""),
            ("/index.html", "index.html"),
            ("/scholen/", "scholen/"),
            ("/bestanden/de-linde/een%20plan.pdf", "bestanden/de-linde/een plan.pdf"),
            ("/bestanden/caf%C3%A9.png", "bestanden/café.png"),
            ("/%252e%252e/a", "%2e%2e/a"),
        ] {
            assert_eq!(parse_path(address).as_deref(), Some(path), "{address}");
        }
    }
}
