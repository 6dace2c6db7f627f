//! Signs written as `%XX`, as addresses have them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode_byte, utf8_percent_encode};

/// What may stand in an address as it is: the unreserved and the reserved signs of RFC 3986, without the square brackets.
const IN_WEB_ADDRESS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'#')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Writes everything that may not stand in an address as `%XX`; what was typed so already stays.
pub(super) fn encode(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, part) in address.split('%').enumerate() {
        let typed = part.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        out.push_str(match (at, typed) {
            (0, _) => "",
            (_, true) => "%",
            (_, false) => percent_encode_byte(b'%'),
        });
        out.extend(utf8_percent_encode(part, IN_WEB_ADDRESS));
    }
    out
}

/// Reads `%XX`; a text that is not UTF-8 then stays as it was.
pub(super) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}

/// Writes these signs, which are ASCII, as `%XX`, and leaves all others.
pub fn escape(text: &str, signs: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() && signs.contains(c) => out.push_str(percent_encode_byte(byte)),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{decode, encode, escape};

    #[test]
    fn what_is_typed_as_percent_and_digits_stays_and_a_percent_sign_alone_is_encoded() {
        for (typed, address) in [
            ("a%20b", "a%20b"),
            ("100%", "100%25"),
            ("5%%20", "5%25%20"),
            ("%zz%C3%A9", "%25zz%C3%A9"),
            ("%é", "%25%C3%A9"),
            ("a b[1]\"|\\^`{}<>", "a%20b%5B1%5D%22%7C%5C%5E%60%7B%7D%3C%3E"),
            ("-._~:/?#@!$&'()*+,;=", "-._~:/?#@!$&'()*+,;="),
        ] {
            assert_eq!(encode(typed), address);
        }
    }

    #[test]
    fn what_is_no_utf8_when_decoded_stays_as_it_was() {
        for (address, text) in [("a%20b", "a b"), ("caf%c3%A9", "café"), ("%ff", "%ff"), ("100%", "100%"), ("%2", "%2")]
        {
            assert_eq!(decode(address), text);
        }
    }

    #[test]
    fn only_the_named_signs_are_escaped() {
        assert_eq!(escape("50% (é)\n", "%\n"), "50%25 (é)%0A");
        assert_eq!(escape("a,b:c", ",:"), "a%2Cb%3Ac");
    }
}
