//! Amounts as people write them: numbers, ranges, durations, frequencies. The words stay as
//! typed; what can be read is read, what is ambiguous stays text.

use std::cmp::Ordering;

/// The unit of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Eenheid {
    /// A bare number.
    Aantal,
    /// Percent.
    Procent,
    /// Minutes.
    Minuten,
    /// Hours.
    Uren,
    /// Half days (a Dutch school term).
    Dagdelen,
    /// Days.
    Dagen,
    /// Weeks.
    Weken,
    /// Months.
    Maanden,
    /// Full-time equivalents.
    Fte,
    /// Times a year.
    KeerPerJaar,
}

/// What was read from the words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Maat {
    /// The number, or the low end of a range.
    pub van: f64,
    /// The high end.
    pub tot: f64,
    /// The unit.
    pub eenheid: Eenheid,
}

/// An amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Hoeveel {
    /// As typed.
    pub tekst: String,
    /// As read; `None` where it is words only (`op indicatie`, `variabel`).
    pub maat: Option<Maat>,
}

/// Why a text is doubtful as an amount.
#[derive(Debug, PartialEq, Eq)]
pub struct Dubbelzinnig(pub String);

const BENADERING: [&str; 8] =
    ["minimaal", "maximaal", "minstens", "hoogstens", "circa", "ongeveer", "gemiddeld", "ca."];

impl Hoeveel {
    /// Reads an amount. The second part says what is ambiguous, with the advice.
    pub fn lees(tekst: &str) -> (Self, Option<Dubbelzinnig>) {
        let tekst = tekst.trim().to_owned();
        let klein = tekst.to_lowercase();
        let woorden: Vec<&str> =
            klein.split_whitespace().filter(|w| !BENADERING.contains(w)).flat_map(los_procent).collect();
        if let Some(twijfel) = dubbelzinnig(&woorden) {
            return (Self { tekst, maat: None }, Some(twijfel));
        }
        let maat = lees_maat(&woorden);
        (Self { tekst, maat }, None)
    }

    /// The order of amounts: those with a measure first, by unit and then by size, words after them.
    /// Units are never converted into one another; how long a day of help is, nobody said.
    pub fn volgorde(&self, ander: &Self) -> Ordering {
        match (self.maat, ander.maat) {
            (Some(a), Some(b)) => {
                a.eenheid.cmp(&b.eenheid).then_with(|| a.van.total_cmp(&b.van)).then_with(|| a.tot.total_cmp(&b.tot))
            }
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => self.tekst.to_lowercase().cmp(&ander.tekst.to_lowercase()),
        }
    }
}

/// "15%" as the two words that it is.
fn los_procent(woord: &str) -> impl Iterator<Item = &str> {
    let getal = woord.strip_suffix('%').filter(|getal| !getal.is_empty());
    let (een, twee) = getal.map_or((woord, None), |getal| (getal, Some("%")));
    std::iter::once(een).chain(twee)
}

/// `2.30 uur` may be two and a half hours or two hours and eighteen minutes.
fn dubbelzinnig(woorden: &[&str]) -> Option<Dubbelzinnig> {
    let [getal, eenheid, ..] = woorden else { return None };
    if !eenheid.starts_with("uur") && !eenheid.starts_with("uren") {
        return None;
    }
    let (uren, minuten) = getal.split_once('.')?;
    let cijfers = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    (cijfers(uren) && cijfers(minuten)).then(|| {
        Dubbelzinnig(format!("schrijf `{uren},{minuten} uur` of het aantal minuten, zodat ieder hetzelfde leest"))
    })
}

fn lees_maat(woorden: &[&str]) -> Option<Maat> {
    let (van, tot, rest) = lees_getallen(woorden)?;
    let eenheid = match rest {
        [] => Eenheid::Aantal,
        ["%"] | ["procent"] => Eenheid::Procent,
        ["minuut" | "minuten" | "min"] => Eenheid::Minuten,
        ["uur" | "uren"] => Eenheid::Uren,
        ["dagdeel" | "dagdelen"] => Eenheid::Dagdelen,
        ["dag" | "dagen"] => Eenheid::Dagen,
        ["week" | "weken"] => Eenheid::Weken,
        ["maand" | "maanden"] => Eenheid::Maanden,
        ["fte"] => Eenheid::Fte,
        ["keer" | "x" | "maal", "per", periode @ ..] => {
            let factor = keer_per_jaar(periode)?;
            // "1 keer per 3 tot 4 weken": the longest wait is the lowest frequency.
            return Some(Maat { van: van * factor.0, tot: tot * factor.1, eenheid: Eenheid::KeerPerJaar });
        }
        _ => return None,
    };
    Some(Maat { van, tot, eenheid })
}

/// A number or a range, and the words after it.
fn lees_getallen<'a>(woorden: &'a [&'a str]) -> Option<(f64, f64, &'a [&'a str])> {
    let (eerste, rest) = woorden.split_first()?;
    if let Some((van, tot)) = eerste.split_once(['-', '–'])
        && let (Some(van), Some(tot)) = (getal(van), getal(tot))
    {
        return (van <= tot).then_some((van, tot, rest));
    }
    let van = getal(eerste)?;
    match rest {
        ["tot" | "à" | "a", tot, rest @ ..] => {
            let tot = getal(tot)?;
            (van <= tot).then_some((van, tot, rest))
        }
        _ => Some((van, van, rest)),
    }
}

/// How often a year: for the long and for the short end of the period.
fn keer_per_jaar(periode: &[&str]) -> Option<(f64, f64)> {
    let per_jaar = |eenheid: &str| match eenheid {
        "dag" | "dagen" => Some(365.0),
        "week" | "weken" => Some(52.0),
        "maand" | "maanden" => Some(12.0),
        "jaar" | "schooljaar" => Some(1.0),
        _ => None,
    };
    match periode {
        [eenheid] => per_jaar(eenheid).map(|f| (f, f)),
        _ => {
            let (van, tot, rest) = lees_getallen(periode)?;
            let [eenheid] = rest else { return None };
            let f = per_jaar(eenheid)?;
            (van > 0.0).then_some((f / tot, f / van))
        }
    }
}

/// A Dutch number: `5`, `5,75`, `1.062`, `5½`.
fn getal(tekst: &str) -> Option<f64> {
    let (tekst, half) = match tekst.strip_suffix('½') {
        Some(rest) => (if rest.is_empty() { "0" } else { rest }, 0.5),
        None => (tekst, 0.0),
    };
    let (heel, deel) = tekst.split_once(',').unwrap_or((tekst, ""));
    let cijfers = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let groepen: Vec<&str> = heel.split('.').collect();
    let gegroepeerd =
        groepen.len() > 1 && (1..=3).contains(&groepen[0].len()) && groepen[1..].iter().all(|g| g.len() == 3);
    if groepen[0].is_empty() || !groepen.iter().all(|g| cijfers(g)) || !(groepen.len() == 1 || gegroepeerd) {
        return None;
    }
    if !cijfers(deel) || (tekst.contains(',') && deel.is_empty()) {
        return None;
    }
    let getal: f64 = format!("{}.{}", groepen.concat(), if deel.is_empty() { "0" } else { deel }).parse().ok()?;
    Some(getal + half)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn maat(tekst: &str) -> Option<(f64, f64, Eenheid)> {
        Hoeveel::lees(tekst).0.maat.map(|m| (m.van, m.tot, m.eenheid))
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        assert_eq!(maat("6 weken"), Some((6.0, 6.0, Eenheid::Weken)));
        assert_eq!(maat("minimaal 9 keer per jaar"), Some((9.0, 9.0, Eenheid::KeerPerJaar)));
        assert_eq!(maat("1 keer per 3 tot 4 weken"), Some((13.0, 52.0 / 3.0, Eenheid::KeerPerJaar)));
        assert_eq!(maat("circa 75%"), Some((75.0, 75.0, Eenheid::Procent)));
        assert_eq!(maat("10-15%"), Some((10.0, 15.0, Eenheid::Procent)));
        assert_eq!(maat("10 tot 15 %"), maat("10 tot 15%"));
        assert_eq!(maat("6-10"), Some((6.0, 10.0, Eenheid::Aantal)));
        assert_eq!(maat("1.062"), Some((1062.0, 1062.0, Eenheid::Aantal)));
        assert_eq!(maat("5½ uur"), Some((5.5, 5.5, Eenheid::Uren)));
    }

    #[test]
    fn amounts_sort_by_what_they_say() {
        let mut alle: Vec<Hoeveel> = ["variabel", "10 weken", "2 uur", "circa 6 weken", "6-8 weken", "op indicatie"]
            .map(|tekst| Hoeveel::lees(tekst).0)
            .into();
        alle.sort_by(Hoeveel::volgorde);
        let teksten: Vec<&str> = alle.iter().map(|h| h.tekst.as_str()).collect();
        assert_eq!(teksten, ["2 uur", "circa 6 weken", "6-8 weken", "10 weken", "op indicatie", "variabel"]);
    }

    #[test]
    fn words_stay_words() {
        for tekst in [
            "op indicatie",
            "variabel",
            "6 tot 10 leerlingen per jaar",
            "10 tot 6 weken",
            "%",
            "5%%",
            "5% uur",
            "-",
            "",
        ] {
            assert_eq!(maat(tekst), None, "{tekst}");
        }
    }

    #[test]
    fn two_point_thirty_hours_is_not_guessed() {
        let (gelezen, twijfel) = Hoeveel::lees("2.30 uur");
        assert_eq!((gelezen.tekst.as_str(), gelezen.maat), ("2.30 uur", None));
        assert!(twijfel.is_some_and(|t| t.0.contains("`2,30 uur`")));
    }
}
