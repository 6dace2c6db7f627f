//! Words for charts: sentences that are right for one, for two, for all and for none.

use crate::tekst::zinnen;

/// A name between quotes, as it stands inside a sentence.
pub fn genoemd(naam: &str) -> String {
    format!("“{}”", zinnen::klein(naam))
}

/// "1 van de 14", or "alle 14", "beide", "het ene": a part of a whole, as the start of a sentence.
/// `een` and `meer` are the noun in the singular and in the plural.
pub fn deel_van(aantal: usize, totaal: usize, een: &str, meer: &str) -> String {
    match (aantal, totaal) {
        (_, 0 | 1) if aantal == totaal => format!("{aantal} {}", if aantal == 1 { een } else { meer }),
        (2, 2) => format!("Beide {meer}"),
        (a, t) if a == t => format!("Alle {t} {meer}"),
        (0, _) => format!("Geen van de {totaal} {meer}"),
        _ => format!("{aantal} van de {totaal} {meer}"),
    }
}

/// Joins parts of a sentence and closes it.
pub fn zin(delen: &[String]) -> String {
    zinnen::met_punt(&zinnen::opsomming(delen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_whole_are_said_as_people_say_them() {
        let deel = |a, t| deel_van(a, t, "onderdeel", "onderdelen");
        assert_eq!(deel(8, 14), "8 van de 14 onderdelen");
        assert_eq!(deel(1, 14), "1 van de 14 onderdelen");
        assert_eq!(deel(14, 14), "Alle 14 onderdelen");
        assert_eq!(deel(2, 2), "Beide onderdelen");
        assert_eq!(deel(1, 1), "1 onderdeel");
        assert_eq!(deel(0, 3), "Geen van de 3 onderdelen");
        assert_eq!(deel(0, 0), "0 onderdelen");
    }

    #[test]
    fn names_lose_their_capital_but_abbreviations_do_not() {
        assert_eq!(genoemd("Nog niet ontwikkeld"), "“nog niet ontwikkeld”");
        assert_eq!(genoemd("VMBO"), "“VMBO”");
        assert_eq!(genoemd("A"), "“A”");
    }
}
