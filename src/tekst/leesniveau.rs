//! How hard a Dutch text is to read, for texts that must be B1.
//!
//! The measure is that of Flesch, in the form that Douma gave it for Dutch (1960):
//! `206,835 - 0,93 x words per sentence - 77 x syllables per word`. Of 100 the easiest, about 60 to 80 is what most
//! adults read without effort; below 50 is the language of offices. Syllables are counted with the Dutch patterns of
//! `hypher`. A formula knows no meaning, so two plain rules stand beside it: a sentence of more than
//! [`MEESTE_WOORDEN`] words is long, and some words have a plain one.
//!
//! Words that the reader gets explained (names of items, abbreviations, names) would make every sentence about an
//! ondersteuningscoördinator hard, while no writer can do without them. They count as two syllables.

use super::{moeilijk::MOEILIJK, zinnen};

/// Most words of a sentence in B1.
pub const MEESTE_WOORDEN: usize = 20;
/// Lowest score of a text in B1, and of one sentence by itself: a single sentence varies more.
const LAAGSTE: (f64, f64) = (50.0, 25.0);
/// Fewest words of which a score says something: of a text, and of one sentence.
const MINSTE: (usize, usize) = (20, 10);
/// Letters from which a word is called long.
const LANG: usize = 13;
/// Syllables of a word that is explained elsewhere.
const BEKEND: usize = 2;
/// Longest word whose syllables are counted; nobody writes a longer one, but a text may hold anything.
const LANGSTE: usize = 60;

/// Why a text is above B1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moeilijk<'a> {
    /// The sentence, as it stands in the text.
    pub zin: &'a str,
    /// What makes it hard, with the way out.
    pub oorzaak: Oorzaak<'a>,
    /// How many sentences of the text are hard besides.
    pub meer: usize,
}

/// What makes a sentence hard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Oorzaak<'a> {
    /// It is long.
    Lang {
        /// Number of its words.
        woorden: usize,
        /// The words before which it can be split, if there is such a place.
        splits: Option<&'a str>,
    },
    /// A word has a plain one.
    Woord {
        /// The word, as in the text.
        woord: &'a str,
        /// What to write instead.
        beter: &'static str,
    },
    /// Its words are long.
    LangeWoorden(Vec<&'a str>),
}

/// What is hard in a text; `None` when it is B1. `bekend` says of a word in small letters whether the reader gets it
/// explained.
pub fn beoordeel<'a>(tekst: &'a str, bekend: &dyn Fn(&str) -> bool) -> Option<Moeilijk<'a>> {
    let alle = zinnen::zinnen(tekst);
    if is_ruim_goed(&alle) {
        return None;
    }
    let alle: Vec<Zin<'a>> = alle.into_iter().map(|zin| Zin::nieuw(zin, bekend)).collect();
    let alle: Vec<Zin<'a>> = alle.into_iter().filter(|zin| !zin.woorden.is_empty()).collect();
    let mut hard: Vec<(&'a str, Oorzaak<'a>)> =
        alle.iter().filter_map(|zin| zin.oorzaak(bekend).map(|o| (zin.tekst, o))).collect();
    if hard.is_empty() {
        let (woorden, lettergrepen) =
            alle.iter().fold((0, 0), |(w, l), zin| (w + zin.woorden.len(), l + zin.lettergrepen));
        if woorden < MINSTE.0 || score(woorden, lettergrepen, alle.len()) >= LAAGSTE.0 {
            return None;
        }
        // No sentence is hard by itself: the hardest one is where to begin.
        let laagste = |zin: &&Zin<'_>| {
            // Scores are finite: a sentence has words.
            let waarde = score(zin.woorden.len(), zin.lettergrepen, 1).clamp(-1e6, 1e6);
            #[expect(clippy::cast_possible_truncation, reason = "clamped above")]
            let heel = (waarde * 100.0) as i64;
            heel
        };
        let zin = alle.iter().min_by_key(laagste)?;
        hard.push((zin.tekst, Oorzaak::LangeWoorden(zin.lange_woorden(bekend))));
    }
    let meer = hard.len() - 1;
    let (zin, oorzaak) = hard.into_iter().next()?;
    Some(Moeilijk { zin, oorzaak, meer })
}

/// A quick look before the careful one: groups of vowels are nearly as many as syllables, and most texts are far from
/// the limits.
fn is_ruim_goed(alle: &[&str]) -> bool {
    const RUIM: f64 = 15.0;
    let (mut woorden_samen, mut groepen_samen) = (0, 0);
    let goed = alle.iter().all(|zin| {
        let (mut aantal, mut groepen) = (0, 0);
        for woord in zin.split_whitespace() {
            let mut klinker = false;
            for byte in woord.bytes() {
                let nu = !byte.is_ascii() || matches!(byte | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
                groepen += usize::from(nu && !klinker);
                klinker = nu;
            }
            aantal += 1;
        }
        woorden_samen += aantal;
        groepen_samen += groepen;
        let makkelijk = aantal < MINSTE.1 || score(aantal, groepen, 1) >= LAAGSTE.1 + RUIM;
        aantal <= MEESTE_WOORDEN && makkelijk && moeilijk_woord(zin).is_none()
    });
    goed && (woorden_samen < MINSTE.0 || score(woorden_samen, groepen_samen, alle.len()) >= LAAGSTE.0 + RUIM)
}

/// The score of Flesch and Douma.
#[expect(clippy::cast_precision_loss, reason = "numbers of words are small")]
fn score(woorden: usize, lettergrepen: usize, zinnen: usize) -> f64 {
    let (woorden, lettergrepen, zinnen) = (woorden as f64, lettergrepen as f64, zinnen as f64);
    206.835 - 0.93 * woorden / zinnen.max(1.0) - 77.0 * lettergrepen / woorden.max(1.0)
}

struct Zin<'a> {
    tekst: &'a str,
    woorden: Vec<&'a str>,
    lettergrepen: usize,
}

impl<'a> Zin<'a> {
    fn nieuw(tekst: &'a str, bekend: &dyn Fn(&str) -> bool) -> Self {
        let woorden: Vec<&str> = woorden(tekst).collect();
        let tel = |(i, woord): (usize, &&str)| {
            // A capital inside a sentence is a name.
            let naam = i > 0 && woord.starts_with(char::is_uppercase);
            let aantal = lettergrepen(woord);
            if aantal > BEKEND && (naam || is_bekend(woord, bekend)) { BEKEND } else { aantal }
        };
        let lettergrepen = woorden.iter().enumerate().map(tel).sum();
        Self { tekst, woorden, lettergrepen }
    }

    fn oorzaak(&self, bekend: &dyn Fn(&str) -> bool) -> Option<Oorzaak<'a>> {
        if let Some((woord, beter)) = moeilijk_woord(self.tekst) {
            return Some(Oorzaak::Woord { woord, beter });
        }
        let aantal = self.woorden.len();
        if aantal > MEESTE_WOORDEN {
            return Some(Oorzaak::Lang { woorden: aantal, splits: splits(self.tekst) });
        }
        let te_zwaar = aantal >= MINSTE.1 && score(aantal, self.lettergrepen, 1) < LAAGSTE.1;
        te_zwaar.then(|| Oorzaak::LangeWoorden(self.lange_woorden(bekend)))
    }

    /// Its longest words, at most three, that are not explained elsewhere.
    fn lange_woorden(&self, bekend: &dyn Fn(&str) -> bool) -> Vec<&'a str> {
        let mut lang: Vec<(usize, &str)> = Vec::new();
        for (i, woord) in self.woorden.iter().enumerate() {
            let naam = i > 0 && woord.starts_with(char::is_uppercase);
            let (aantal, letters) = (lettergrepen(woord), woord.chars().count());
            if (aantal > 3 || letters >= LANG)
                && !naam
                && !is_bekend(woord, bekend)
                && !lang.iter().any(|l| l.1 == *woord)
            {
                lang.push((aantal, woord));
            }
        }
        lang.sort_by_key(|(aantal, _)| std::cmp::Reverse(*aantal));
        lang.into_iter().take(3).map(|(_, woord)| woord).collect()
    }
}

/// Also a plural, or part of a compound with a dash.
fn is_bekend(woord: &str, bekend: &dyn Fn(&str) -> bool) -> bool {
    let klein = woord.to_lowercase();
    let zonder = ["en", "s", "'s", "’s", "n", "e"].iter().filter_map(|einde| klein.strip_suffix(einde));
    bekend(&klein) || zonder.into_iter().any(bekend) || klein.split('-').any(|deel| deel.len() > 3 && bekend(deel))
}

fn woorden(tekst: &str) -> impl Iterator<Item = &str> {
    let in_woord = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | '@' | '/');
    tekst
        .split(move |c: char| !in_woord(c))
        .map(|woord| woord.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|woord| woord.chars().any(char::is_alphabetic) && !woord.contains(['@', '/']))
}

/// The number of syllables of a word, at least one. An abbreviation in capitals is one word to a reader.
fn lettergrepen(woord: &str) -> usize {
    let kort = woord.chars().count() <= 6 && woord.chars().all(|c| c.is_uppercase() || c.is_numeric());
    if kort || woord.chars().count() > LANGSTE {
        return if kort { 1 } else { LANG };
    }
    woord
        .split(|c: char| !c.is_alphabetic())
        .filter(|deel| !deel.is_empty())
        .map(|deel| hypher::hyphenate(&deel.to_lowercase(), hypher::Lang::Dutch).count())
        .sum::<usize>()
        .max(1)
}

/// The first difficult word, as it stands in the text.
fn moeilijk_woord(tekst: &str) -> Option<(&str, &'static str)> {
    let klein = tekst.to_lowercase();
    // Places are those of the text itself only where both are as long.
    if klein.len() != tekst.len() {
        return None;
    }
    let mut van = 0;
    for stuk in klein.split_inclusive(|c: char| !(c.is_alphanumeric() || c == '-')) {
        let begin = van;
        van += stuk.len();
        let woord = stuk.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '-'));
        if woord.is_empty() {
            continue;
        }
        let eerste = MOEILIJK.partition_point(|(moeilijk, _)| *moeilijk < woord);
        let kandidaten = MOEILIJK[eerste..].iter().take_while(|(moeilijk, _)| moeilijk.starts_with(woord));
        for (moeilijk, beter) in kandidaten {
            let na = klein[begin..].strip_prefix(moeilijk);
            if na.is_some_and(|na| !na.starts_with(|c: char| c.is_alphanumeric() || c == '-')) {
                return tekst.get(begin..begin + moeilijk.len()).map(|woord| (woord, *beter));
            }
        }
    }
    None
}

/// The words before which a sentence splits best: a joint near its middle, best after a comma.
fn splits(tekst: &str) -> Option<&str> {
    const VOEGEN: [&str; 20] = [
        "maar",
        "want",
        "dus",
        "waarbij",
        "waardoor",
        "waarin",
        "waarna",
        "waarmee",
        "zodat",
        "omdat",
        "doordat",
        "terwijl",
        "hoewel",
        "zoals",
        "bijvoorbeeld",
        "die",
        "dat",
        "als",
        "wanneer",
        "dan",
    ];
    let midden = tekst.len() / 2;
    let mut beste: Option<(usize, usize)> = None;
    for (i, _) in tekst.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let na = tekst[i..].trim_start();
        let woord = na.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let straf = match woord {
            _ if tekst[..i].ends_with([',', ';', ':', '–']) => 0,
            woord if VOEGEN.contains(&woord) => tekst.len() / 6,
            "en" | "of" => tekst.len() / 3,
            _ => continue,
        };
        // A part of a word or two is no sentence.
        let kort = tekst[..i].split_whitespace().count() < 4 || na.split_whitespace().count() < 4;
        let afstand = i.abs_diff(midden) + straf;
        if !kort && beste.is_none_or(|(eerder, _)| afstand < eerder) {
            beste = Some((afstand, i));
        }
    }
    let (_, i) = beste?;
    let na = tekst[i..].trim_start();
    let einde = na.char_indices().filter(|(_, c)| c.is_whitespace()).nth(2).map_or(na.len(), |(i, _)| i);
    Some(na[..einde].trim_end_matches([',', '.', ';', ':']))
}

#[cfg(test)]
mod proeven {
    use super::super::moeilijk::MOEILIJK;
    use super::{Oorzaak, beoordeel, lettergrepen, score};

    fn bekend(woord: &str) -> bool {
        ["ondersteuningscoördinator", "orthopedagoog", "schoolmaatschappelijk", "samenwerkingsverband"].contains(&woord)
    }

    #[test]
    fn teksten_voor_ouders_op_b1() {
        for tekst in [
            "Wij helpen elk kind.",
            "De ondersteuningscoördinator hoort bij het zorgteam van de school.",
            "Heeft uw kind hulp nodig? Dan maken wij samen met u een plan. Na zes weken kijken wij of het werkt.",
            "U kunt altijd bellen met de mentor. De mentor kent uw kind en bespreekt met u wat er nodig is.",
            "1. De mentor praat eerst met uw kind.\n2. Daarna praat de mentor met u.\n3. Samen maken wij een plan.",
            "Op onze school zitten kinderen uit verschillende wijken, en ook van buiten de regio.",
            "Een orthopedagoog kijkt mee als leren of gedrag moeilijk gaat.",
            "",
            "...",
        ] {
            assert_eq!(beoordeel(tekst, &bekend), None, "{tekst}");
        }
    }

    #[test]
    fn een_lange_zin_met_waar_hij_te_knippen_is() {
        let tekst = "Wij zien elk kind. Als uw kind extra hulp nodig heeft omdat leren lastig is, dan kijken wij samen met \
                     u en de mentor welke hulp er op school is.";
        let gevonden = beoordeel(tekst, &bekend).unwrap();
        assert!(gevonden.zin.starts_with("Als uw kind"), "{gevonden:?}");
        assert_eq!(gevonden.oorzaak, Oorzaak::Lang { woorden: 26, splits: Some("dan kijken wij") });
        assert_eq!(gevonden.meer, 0);
    }

    #[test]
    fn een_moeilijk_woord_heeft_een_gewoon_woord() {
        for (tekst, woord, beter) in [
            ("Indien nodig volgt een gesprek.", "Indien", "als"),
            ("Dit doen wij middels een plan.", "middels", "met"),
            ("Wij zorgen ten behoeve van uw kind voor rust.", "ten behoeve van", "voor"),
            ("De school monitort de voortgang.", "monitort", "volgt"),
        ] {
            let gevonden = beoordeel(tekst, &bekend).map(|m| m.oorzaak);
            assert_eq!(gevonden, Some(Oorzaak::Woord { woord, beter }), "{tekst}");
        }
        // Part of another word, or of a compound, is another word.
        for tekst in ["Een mentor praat met u.", "Dat is een transitie-team van vroeger.", "Hij komt hierheen."] {
            assert_eq!(beoordeel(tekst, &bekend), None, "{tekst}");
        }
    }

    #[test]
    fn lange_woorden_worden_genoemd() {
        let tekst = "De leerling ontwikkelt zelfstandigheid, verantwoordelijkheidsgevoel en maatschappelijke betrokkenheid \
                     binnen een uitdagende leeromgeving.";
        let Some(Oorzaak::LangeWoorden(woorden)) = beoordeel(tekst, &bekend).map(|m| m.oorzaak) else {
            panic!("{:?}", beoordeel(tekst, &bekend));
        };
        assert_eq!(woorden[0], "verantwoordelijkheidsgevoel");
        assert_eq!(woorden.len(), 3);
    }

    #[test]
    fn de_maat_is_die_van_flesch_en_douma() {
        // 10 words in one sentence, 15 syllables.
        assert!((score(10, 15, 1) - 82.035).abs() < 1e-9);
        for (woord, aantal) in [
            ("school", 1),
            ("mentor", 2),
            ("leerling", 2),
            ("begeleiding", 4),
            ("ondersteuning", 4),
            ("GGZ", 1),
            ("RT'er", 2),
            ("thuis", 1),
            ("moeilijk", 2),
            ("kinderen", 3),
        ] {
            assert_eq!(lettergrepen(woord), aantal, "{woord}");
        }
    }

    #[test]
    fn de_moeilijke_woorden_staan_op_volgorde() {
        assert!(MOEILIJK.is_sorted_by(|a, b| a.0 < b.0));
    }
}
