//! Telephone numbers: whether somebody who dials one as it stands gets through.
//!
//! The plan is the Dutch one (Nummerplan telefoon- en ISDN-diensten): ten digits that begin with 0, service numbers
//! (0800, 0900 and their like), municipalities (14 and an area code), European services (116 and three digits), and
//! emergency numbers. A number with a foreign country code is taken as it is, if its length is possible.

/// An example of a number, for hints.
const EXAMPLE: &str = "070 123 45 67";

/// Whether a text is a telephone number that can be dialled.
pub(crate) fn is_complete(text: &str) -> bool {
    let Some(digits) = digits(text) else { return false };
    let text = text.trim();
    let abroad = if text.starts_with('+') { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    if let Some(number) = abroad {
        return match number.strip_prefix("31") {
            Some(rest) => rest.len() == 9 && !rest.starts_with('0'),
            None => (8..=15).contains(&number.len()) && !number.starts_with('0'),
        };
    }
    let service = ["0800", "0900", "0906", "0909"].iter().any(|begin| digits.starts_with(begin));
    match digits.len() {
        3 => matches!(digits.as_str(), "112" | "113" | "144"),
        5 => digits.starts_with("140"),
        6 => digits.starts_with("140") || digits.starts_with("116"),
        8 | 11 => service,
        10 => digits.starts_with('0'),
        _ => false,
    }
}

/// Whether a text has nothing but digits and the usual characters between them.
pub(crate) fn is_number(text: &str) -> bool {
    digits(text).is_some()
}

/// The digits of a text that has nothing else but the usual characters between them; `(0)` after a country code is not
/// dialled.
fn digits(text: &str) -> Option<String> {
    let whole = text.trim();
    let whole =
        if whole.starts_with('+') || whole.starts_with("00") { whole.replace("(0)", "") } else { whole.to_owned() };
    let known = |c: char| c.is_ascii_digit() || " -+()".contains(c);
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let plus = whole.rfind('+').is_none_or(|i| i == 0);
    (whole.chars().all(known) && plus && !digits.is_empty()).then_some(digits)
}

/// A number as it is dialled in the Netherlands: two ways of writing the same number give the same.
pub(crate) fn dialled(text: &str) -> String {
    let digits = digits(text).unwrap_or_default();
    let abroad = if text.trim().starts_with('+') { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    match abroad.map(|number| (number, number.strip_prefix("31"))) {
        Some((_, Some(rest))) => format!("0{rest}"),
        Some((number, None)) => format!("00{number}"),
        None => digits,
    }
}

/// The number that this may have been before a spreadsheet dropped the zero, or the plus, at its start.
pub(crate) fn with_zero(text: &str) -> Option<String> {
    let digits = digits(text)?;
    let before = match digits.len() {
        9 if !digits.starts_with('0') => "0",
        11 if digits.starts_with("31") => "+",
        _ => return None,
    };
    Some(format!("{before}{digits}")).filter(|number| is_complete(number))
}

/// What is wrong with a number, and how to put it right, in Dutch; none when it can be dialled.
pub(crate) fn problem(text: &str) -> Option<(String, String)> {
    if is_complete(text) {
        return None;
    }
    if digits(text).is_none() {
        let hint = format!("schrijf alleen het nummer, zoals `{EXAMPLE}`");
        return Some((format!("`{text}` is geen telefoonnummer"), hint));
    }
    let hint = match with_zero(text) {
        Some(number) => format!("is het `{number}`? Schrijf het dan zo, met alle cijfers"),
        None => format!(
            "een nummer heeft tien cijfers, zoals `{EXAMPLE}`; ook `+31 70 123 45 67`, `0800 1234` en `14 0182` kunnen"
        ),
    };
    Some((format!("`{text}` is geen heel telefoonnummer"), hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_can_be_dialled_are_complete() {
        for number in [
            "070 123 45 67",
            "0701234567",
            "070-1234567",
            "(070) 123 45 67",
            "06 12345678",
            "088 0000000",
            "+31 70 123 45 67",
            "+31 (0)70 123 45 67",
            "0031701234567",
            "+32 2 123 45 67",
            "0800 1234",
            "0900-1234567",
            "0800 0113",
            "14 070",
            "14 0182",
            "112",
            "113",
            "116 111",
        ] {
            assert!(is_complete(number), "{number}");
            assert_eq!(problem(number), None);
        }
    }

    #[test]
    fn a_number_that_lost_digits_is_not() {
        for number in [
            "701234567",
            "0616 055",
            "0181616",
            "7012",
            "31701234567",
            "070 123 45 6",
            "070 123 45 678",
            "+31 070 123 45 67",
            "12",
            "0",
            "1234567890",
            "0031 70 123",
            "14 182",
            "",
            "bel 070 123 45 67",
            "070 123 45 67 of 06 12345678",
            "07+01234567",
        ] {
            assert!(!is_complete(number), "{number}");
            assert!(problem(number).is_some());
        }
    }

    #[test]
    fn one_number_may_be_written_in_many_ways() {
        for number in ["070 123 45 67", "(070) 123-4567", "+31 70 123 45 67", "+31 (0)70 1234567", "0031701234567"] {
            assert_eq!(dialled(number), "0701234567", "{number}");
        }
        assert_eq!(dialled("+32 2 123 45 67"), dialled("0032 2 1234567"));
        assert_ne!(dialled("070 123 45 67"), dialled("070 123 45 68"));
    }

    #[test]
    fn the_zero_that_is_missing_is_asked_for() {
        assert_eq!(with_zero("701234567").as_deref(), Some("0701234567"));
        assert_eq!(with_zero("6 12345678").as_deref(), Some("0612345678"));
        assert_eq!(with_zero("31701234567").as_deref(), Some("+31701234567"));
        assert_eq!(with_zero("616055"), None);
        assert_eq!(with_zero("0701234567"), None);
    }
}
