//! Words for charts: sentences that are right for one, for two, for all and for none.

use crate::text::sentences;

/// A name in quotes, as used inside a sentence.
pub fn quoted_name(name: &str) -> String {
    format!("“{}”", sentences::lower(name))
}

/// A part of a whole, as the start of a sentence: "1 van de 14 …", or "Alle 14 …", "Beide …", "Geen van de 3 …".
/// `singular` and `plural` are the noun.
pub fn part_of(count: usize, total: usize, singular: &str, plural: &str) -> String {
    match (count, total) {
        (_, 0 | 1) if count == total => format!("{count} {}", if count == 1 { singular } else { plural }),
        (2, 2) => format!("Beide {plural}"),
        (a, t) if a == t => format!("Alle {t} {plural}"),
        (0, _) => format!("Geen van de {total} {plural}"),
        _ => format!("{count} van de {total} {plural}"),
    }
}

/// Joins parts of a sentence and closes it.
pub fn sentence(parts: &[String]) -> String {
    sentences::with_full_stop(&sentences::join_and(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_whole_are_said_as_people_say_them() {
        let part = |a, t| part_of(a, t, "onderdeel", "onderdelen");
        assert_eq!(part(8, 14), "8 van de 14 onderdelen");
        assert_eq!(part(1, 14), "1 van de 14 onderdelen");
        assert_eq!(part(14, 14), "Alle 14 onderdelen");
        assert_eq!(part(2, 2), "Beide onderdelen");
        assert_eq!(part(1, 1), "1 onderdeel");
        assert_eq!(part(0, 3), "Geen van de 3 onderdelen");
        assert_eq!(part(0, 0), "0 onderdelen");
    }

    #[test]
    fn names_lose_their_capital_but_abbreviations_do_not() {
        assert_eq!(quoted_name("Nog niet ontwikkeld"), "“nog niet ontwikkeld”");
        assert_eq!(quoted_name("VMBO"), "“VMBO”");
        assert_eq!(quoted_name("A"), "“A”");
    }
}
