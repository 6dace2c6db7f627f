//! Names of people. A profile speaks of roles: people change, and a name on the internet stays.
//!
//! A name is known by what stands around it: a title ("mevrouw Bakker"), initials ("J. de Vries"), a role ("mentor
//! Karin", "de rector, Piet van Dam"), or a first name with a surname. Schools, streets and programmes are often named
//! after people; words that say so ("school", "stichting", "laan"), names that the site has, and those after whom schools and
//! ways of teaching are named keep a run of capitals from being a person.

use crate::melding::{Code, Melding, Meldingen};

use super::naamwoorden::{BEKENDEN, FUNCTIEWOORDEN, GEEN_NAAM, GEEN_PERSOON, GEEN_PERSOON_EINDE, ROLLEN, VOOR_LETTER};
use super::teksten::Tekst;
use super::voornamen::is_voornaam;
use super::woordenschat::Woordenschat;

pub(super) fn controleer(teksten: &[Tekst<'_>], woordenschat: &Woordenschat, meldingen: &mut Meldingen) {
    for tekst in teksten {
        for naam in namen(&tekst.woorden, woordenschat) {
            let bericht = format!("`{naam}` lijkt de naam van een persoon");
            meldingen.meld(
                Melding::op(Code::Persoonsnaam, &tekst.plek_van(naam), bericht)
                    .hint("noem alleen de functie, zoals `de mentor` of `de ondersteuningscoördinator`"),
            );
        }
    }
}

/// A word with its place.
#[derive(Debug, Clone, Copy)]
struct Stuk<'a> {
    van: usize,
    tot: usize,
    /// Without what stands around it, but with the full stop of an initial.
    woord: &'a str,
    /// Whether the text goes on after it without a comma, a full stop, a bracket.
    loopt_door: bool,
}

/// The names of people in a text.
fn namen<'a>(tekst: &'a str, woordenschat: &Woordenschat) -> Vec<&'a str> {
    tekst.lines().filter(|regel| kan_naam_hebben(regel)).flat_map(|regel| namen_in_regel(regel, woordenschat)).collect()
}

/// A quick look before the careful one: every name has a capital that does not begin a sentence, or one after a short
/// word with a full stop ("dhr.", "J.").
fn kan_naam_hebben(regel: &str) -> bool {
    let bytes = regel.as_bytes();
    (1..bytes.len()).any(|i| {
        if !(bytes[i].is_ascii_uppercase() || bytes[i] >= 0xC3) || bytes[i - 1].is_ascii_alphanumeric() {
            return false;
        }
        let voor = bytes[..i].trim_ascii_end();
        match voor.last() {
            None | Some(b'!' | b'?') => false,
            Some(b'.') => {
                let kort = voor[..voor.len() - 1].iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
                (1..=4).contains(&kort)
            }
            Some(_) => true,
        }
    })
}

fn namen_in_regel<'a>(regel: &'a str, woordenschat: &Woordenschat) -> Vec<&'a str> {
    let stukken = stukken(regel);
    let mut uit = Vec::new();
    let mut i = 0;
    while i < stukken.len() {
        // A name has a capital here or in one of the next words.
        let hoofdletter = |s: &Stuk<'_>| s.woord.trim_start_matches(['\'', '’']).starts_with(char::is_uppercase);
        if !stukken[i + 1..].iter().take(4).any(hoofdletter) {
            i += 1;
            continue;
        }
        let gevonden = aanspreking(&stukken, i, woordenschat)
            .or_else(|| voorletters(&stukken, i, woordenschat))
            .or_else(|| rol(&stukken, i, woordenschat))
            .or_else(|| voornaam(&stukken, i, woordenschat));
        match gevonden {
            Some((begin, einde)) => {
                uit.push(regel[stukken[begin].van..stukken[einde - 1].tot].trim_end_matches(['.', ',', ':']));
                i = einde.max(i + 1);
            }
            None => i += 1,
        }
    }
    uit
}

fn stukken(regel: &str) -> Vec<Stuk<'_>> {
    let mut van = 0;
    let mut uit: Vec<Stuk<'_>> = Vec::new();
    for deel in regel.split_inclusive(|c: char| c.is_whitespace() || c == '/') {
        let begin = van;
        van += deel.len();
        let kaal = deel.trim_end().trim_end_matches('/');
        let voor = kaal.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        if voor.len() < kaal.len()
            && let Some(vorig) = uit.last_mut()
        {
            // A bracket or a quote opens here.
            vorig.loopt_door = false;
        }
        let begin = begin + kaal.len() - voor.len();
        let woord = voor.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let woord = if is_voorletters(woord) { woord } else { woord.trim_end_matches('.') };
        if woord.is_empty() {
            // A dash or a sign alone parts what stands around it.
            if let Some(vorig) = uit.last_mut() {
                vorig.loopt_door = false;
            }
            continue;
        }
        let loopt_door = voor.len() == woord.len() && !deel.ends_with('/');
        uit.push(Stuk { van: begin, tot: begin + woord.len(), woord, loopt_door });
    }
    uit
}

/// `J.`, `A.B.`, `Th.`
fn is_voorletters(woord: &str) -> bool {
    woord.ends_with('.')
        && woord.split_terminator('.').all(|deel| {
            let mut letters = deel.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_none_or(|c| c == 'h' && letters.next().is_none())
        })
}

/// A capital and then small letters: a word that may be a name.
fn is_naamwoord(woord: &str) -> bool {
    let kaal = woord.trim_start_matches(['\'', '’']);
    let mut letters = kaal.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && !kaal.contains(|c: char| c.is_ascii_digit() || c == '@' || c == '.')
}

fn is_tussenvoegsel(woord: &str) -> bool {
    matches!(
        woord.to_lowercase().as_str(),
        "van"
            | "de"
            | "den"
            | "der"
            | "ten"
            | "ter"
            | "te"
            | "'t"
            | "’t"
            | "von"
            | "el"
            | "al"
            | "ben"
            | "bin"
            | "la"
            | "le"
            | "op"
            | "in"
    )
}

/// The end of a name that begins at `i`: initials, small words and capitalised words, as long as the text goes on.
/// The name ends with a capitalised word; `None` when there is none.
fn einde_van_naam(stukken: &[Stuk<'_>], i: usize) -> Option<usize> {
    let mut einde = None;
    for (nummer, stuk) in stukken.iter().enumerate().skip(i).take(7) {
        if is_naamwoord(stuk.woord) {
            einde = Some(nummer + 1);
        } else if !(is_voorletters(stuk.woord) || is_tussenvoegsel(stuk.woord)) {
            break;
        }
        if !(stuk.loopt_door || is_voorletters(stuk.woord)) {
            break;
        }
    }
    einde
}

/// Whether what stands at `begin..einde`, or right beside it, says that this is no person.
fn geen_persoon(stukken: &[Stuk<'_>], begin: usize, einde: usize, woordenschat: &Woordenschat) -> bool {
    let klein: Vec<String> = stukken[begin..einde].iter().map(|s| s.woord.to_lowercase()).collect();
    let instelling = |woord: &str| {
        let woord = woord.to_lowercase();
        GEEN_PERSOON.contains(&woord.as_str())
            || GEEN_PERSOON_EINDE.iter().any(|e| woord.len() > e.len() + 2 && woord.ends_with(e))
    };
    let naast = [begin.checked_sub(1), stukken[einde - 1].loopt_door.then_some(einde)];
    let ernaast = naast.into_iter().flatten().filter_map(|i| stukken.get(i));
    if stukken[begin..einde].iter().chain(ernaast).any(|s| instelling(s.woord)) {
        return true;
    }
    let heel = klein.join(" ");
    if BEKENDEN.iter().any(|naam| heel.contains(naam)) {
        return true;
    }
    // A surname that the site knows as part of a school's or a town's name, or as a word of the field.
    let laatste = klein.last().map(String::as_str).unwrap_or_default();
    let na_klein = einde - begin >= 2 && is_tussenvoegsel(&klein[einde - begin - 2]);
    woordenschat.is_naam(laatste) || woordenschat.kent(laatste) || !na_klein && FUNCTIEWOORDEN.contains(&laatste)
}

/// "mevrouw Bakker", "dhr. J. de Vries", "juf Anke".
fn aanspreking(stukken: &[Stuk<'_>], i: usize, woordenschat: &Woordenschat) -> Option<(usize, usize)> {
    let woord = stukken[i].woord.to_lowercase();
    let heer = woord == "heer"
        && i.checked_sub(1).is_some_and(|v| matches!(stukken[v].woord.to_lowercase().as_str(), "de" | "meneer"));
    let titel = matches!(
        woord.as_str(),
        "mevrouw"
            | "mevr"
            | "mw"
            | "meneer"
            | "mijnheer"
            | "dhr"
            | "juf"
            | "juffrouw"
            | "meester"
            | "drs"
            | "dr"
            | "ir"
            | "ing"
            | "mr"
            | "prof"
    );
    if !(heer || titel) {
        return None;
    }
    // "dhr." ends with a full stop, which is no end.
    let kort = woord.len() <= 4 && woord != "heer" && woord != "juf";
    if !(stukken[i].loopt_door || kort) {
        return None;
    }
    let begin = if heer { i - 1 } else { i };
    let einde = einde_van_naam(stukken, i + 1)?;
    // "mevrouw Van Dam" begins with a name or a small word, never with a word of sentences.
    let eerste = stukken[i + 1].woord.to_lowercase();
    let geen_naam = FUNCTIEWOORDEN.contains(&eerste.as_str()) && !is_tussenvoegsel(&eerste);
    (!geen_naam && !geen_persoon(stukken, begin, einde, woordenschat)).then_some((begin, einde))
}

/// "J. de Vries", "A.B. Jansen"; not "A. Vertrouwenspersoon" in a list, "klas B. Daarna" or "R.K. basisschool".
fn voorletters(stukken: &[Stuk<'_>], i: usize, woordenschat: &Woordenschat) -> Option<(usize, usize)> {
    let woord = stukken[i].woord;
    if !is_voorletters(woord) || GEEN_NAAM.contains(&woord) {
        return None;
    }
    let einde = einde_van_naam(stukken, i + 1)?;
    let een = woord.chars().filter(|c| *c == '.').count() == 1;
    let vorige = i.checked_sub(1).map(|v| stukken[v].woord.to_lowercase());
    if een {
        // A list that is numbered with letters begins with the first of them.
        let nummer = vorige.is_none() && woord.starts_with(|c: char| c <= 'H');
        if nummer || vorige.is_some_and(|v| VOOR_LETTER.contains(&v.as_str())) {
            return None;
        }
    }
    // What follows a letter at the end of a sentence is a word of sentences, or of the field.
    let eerste = stukken[i + 1..einde].iter().find(|s| is_naamwoord(s.woord))?.woord.to_lowercase();
    if FUNCTIEWOORDEN.contains(&eerste.as_str()) && !is_tussenvoegsel(&eerste) || woordenschat.kent(&eerste) {
        return None;
    }
    (!geen_persoon(stukken, i, einde, woordenschat)).then_some((i, einde))
}

/// "mentor Karin", "de rector is Piet van Dam", "zorgcoördinator: Jan Visser".
fn rol(stukken: &[Stuk<'_>], i: usize, woordenschat: &Woordenschat) -> Option<(usize, usize)> {
    let woord = stukken[i].woord.to_lowercase();
    if !ROLLEN.iter().any(|rol| woord.ends_with(rol)) {
        return None;
    }
    let na = match stukken.get(i + 1)?.woord {
        "is" | "heet" => i + 2,
        _ => i + 1,
    };
    let eerste = stukken.get(na).filter(|s| is_naamwoord(s.woord))?;
    let einde = einde_van_naam(stukken, na)?;
    // An unknown first name is only taken for one when a small word follows: "Gjalt van Dam", not "Passend Onderwijs".
    let met_tussenvoegsel = einde - na >= 3 && is_tussenvoegsel(stukken[na + 1].woord) && eerste.loopt_door;
    let bekend = FUNCTIEWOORDEN.contains(&eerste.woord.to_lowercase().as_str())
        || woordenschat.kent(&eerste.woord.to_lowercase())
        || woordenschat.is_naam(&eerste.woord.to_lowercase());
    if !is_voornaam(eerste.woord) && (!met_tussenvoegsel || bekend) {
        return None;
    }
    // "mentor Karin. De school" ends with the name; "leraar Jan Ligthart School" is a school.
    (!geen_persoon(stukken, na, einde, woordenschat)).then_some((na, einde))
}

/// "Karin Bakker", "Fatima el Amrani".
fn voornaam(stukken: &[Stuk<'_>], i: usize, woordenschat: &Woordenschat) -> Option<(usize, usize)> {
    if !is_naamwoord(stukken[i].woord) || !stukken[i].loopt_door || !is_voornaam(stukken[i].woord) {
        return None;
    }
    let einde = einde_van_naam(stukken, i).filter(|einde| *einde > i + 1)?;
    // Part of a longer name that began before: "Stichting Jan Jansen" was seen as such, "De Jan Ligthart" is a school.
    let voor = i.checked_sub(1).map(|v| &stukken[v]);
    if voor.is_some_and(|v| v.loopt_door && (is_naamwoord(v.woord) && v.woord != "En" && i > 1 || v.woord == "De")) {
        return None;
    }
    (!geen_persoon(stukken, i, einde, woordenschat)).then_some((i, einde))
}

#[cfg(test)]
mod proeven {
    use super::super::woordenschat::proef::woordenschat;
    use super::namen;

    fn gevonden(tekst: &str) -> Vec<&str> {
        let items =
            ["Vertrouwenspersoon", "Orthopedagoog", "Passend onderwijs", "Veilig Thuis", "Centrum Jeugd en Gezin"];
        namen(tekst, &woordenschat(&items, &["Pro Grotius College", "Den Haag", "SWV Zuid Holland West", "De Linde"]))
    }

    #[test]
    fn namen_van_mensen() {
        for (tekst, naam) in [
            ("U kunt bellen met mevrouw Bakker.", "mevrouw Bakker"),
            ("Vraag het aan Mevr. J. de Vries, zij weet het.", "Mevr. J. de Vries"),
            ("dhr. Yilmaz", "dhr. Yilmaz"),
            ("Mw. Van den Berg is er op maandag.", "Mw. Van den Berg"),
            ("De heer Jansen is vertrouwenspersoon.", "De heer Jansen"),
            ("Praat met de heer P. van der Meer over verzuim.", "de heer P. van der Meer"),
            ("Juf Anke en meester Kees staan voor de klas.", "Juf Anke"),
            ("In groep 3 is juf Roos de leerkracht.", "juf Roos"),
            ("drs. M.A. Visser, orthopedagoog", "drs. M.A. Visser"),
            ("Contact: J. Jansen (mentor)", "J. Jansen"),
            ("Dit is vastgesteld door A.B. de Groot.", "A.B. de Groot"),
            ("J. Jansen", "J. Jansen"),
            ("Onze vertrouwenspersoon Karin is er op dinsdag.", "Karin"),
            ("De rector is Piet Smit.", "Piet Smit"),
            ("Zorgcoördinator: Jan Visser", "Jan Visser"),
            ("zorgcoördinator Gjalt van Dam", "Gjalt van Dam"),
            ("Aanspreekpunt is Fatima El Amrani.", "Fatima El Amrani"),
            ("Bel Anne-Marie Bakker of de mentor.", "Anne-Marie Bakker"),
            ("De schoolarts, Mohammed Ahmadi, komt elke week.", "Mohammed Ahmadi"),
            ("Mail naar Willem de Boer.", "Willem de Boer"),
            ("Lia van Grinsven (lector)", "Lia van Grinsven"),
        ] {
            assert_eq!(gevonden(tekst).first(), Some(&naam), "{tekst}");
        }
    }

    #[test]
    fn scholen_plaatsen_en_programma_s_zijn_geen_mensen() {
        for tekst in [
            "Het Anti-pestprotocol staat op de website.",
            "Groep 3 juf",
            "De juf of meester merkt het op tijd.",
            "De Jan Ligthart School werkt samen met ons.",
            "Wij zijn de Jan Ligthartschool in Den Haag.",
            "Het Pro Grotius College is een praktijkschool.",
            "Kentalis en Cedin helpen bij TOS.",
            "Begeleiding komt van Koninklijke Auris Groep.",
            "Voor een IQ onder de 80 vragen wij praktijkonderwijs aan.",
            "De heer of mevrouw die belt, krijgt antwoord.",
            "de heer/mevrouw",
            "Mevrouw, mijnheer,",
            "Ons onderwijs volgt de ideeën van Maria Montessori en Célestin Freinet.",
            "Het Dr. Leo Kannerhuis geeft advies.",
            "Dr. Nassau College",
            "De prof. Waterink School is voor speciaal onderwijs.",
            "A. Vertrouwenspersoon leerling. Deze persoon doet wat de wet voorschrijft.",
            "B. Vertrouwenspersoon personeel.",
            "Leerlingen uit klas B. Daarna volgt de toets.",
            "R.K. Basisschool De Ark en O.B.S. De Linde",
            "N.B. Deze regel geldt niet.",
            "coördinator Passend Onderwijs",
            "De mentor Havo bespreekt dit.",
            "contactpersoon Centrum Jeugd en Gezin",
            "De adviseur van SWV Zuid Holland West kijkt mee.",
            "De docent Nederlands en de docent Engels overleggen.",
            "De wijkagent Den Haag Centrum komt langs.",
            "De leerling gaat naar het Willem de Zwijger College.",
            "Stichting Jan Peters betaalt mee.",
            "Het adres is Burgemeester de Vlugtlaan 12.",
            "De training Rots en Water en de cursus Plezier op School.",
            "Ouders en leerlingen kiezen samen. Een Buddy helpt.",
            "Mentor Is er iets? Vraag het.",
            "Remedial Teaching en Pre-teaching",
            "Marietje is een verzonnen voorbeeld.",
            "Meester zijn over je eigen leren.",
            "Johan de Witt-scholengroep",
            "o.a. Veilig Thuis, Halt en Jeugdzorg",
            "Wat doet de Orthopedagoog?",
            "Training Minder Boos en Opstandig",
            "M@ZL, JES-overleg en Flex-Zats",
            "De decaan helpt. Marianne's keuze",
            "St. Jozefmavo",
            "",
        ] {
            assert_eq!(gevonden(tekst), Vec::<&str>::new(), "{tekst}");
        }
    }

    #[test]
    fn een_naam_staat_er_een_keer_in_per_plek() {
        assert_eq!(gevonden("Bel mevrouw Bakker of meneer De Wit."), ["mevrouw Bakker", "meneer De Wit"]);
    }
}
