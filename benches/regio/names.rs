//! Names of schools, towns, boards and streets; none of them exists.

const COLORS: [&str; 40] = [
    "Zilveren", "Blauwe", "Stille", "Gouden", "Verre", "Kleine", "Lichte", "Groene", "Brede", "Vrolijke", "Oude",
    "Nieuwe", "Hoge", "Open", "Warme", "Rode", "Zachte", "Ronde", "Witte", "Wijde", "Gele", "Dappere", "Slimme",
    "Bonte", "Rustige", "Heldere", "Vlugge", "Sterke", "Zonnige", "Koperen", "Houten", "Stenen", "Glazen", "Paarse",
    "Tedere", "Wakkere", "Fijne", "Lange", "Diepe", "Ruime",
];

const THINGS: [&str; 40] = [
    "Ladder",
    "Lantaarn",
    "Waterval",
    "Kruiwagen",
    "Vlieger",
    "Trommel",
    "Passer",
    "Sleutelbos",
    "Boomhut",
    "Zeilboot",
    "Windvaan",
    "Knikker",
    "Spiegel",
    "Wegwijzer",
    "Fluit",
    "Molensteen",
    "Hangmat",
    "Kastanje",
    "Vuurvlieg",
    "Zandloper",
    "Trapleer",
    "Ketting",
    "Draaimolen",
    "Sterrenkijker",
    "Ansichtkaart",
    "Paraplu",
    "Roeispaan",
    "Haven",
    "Notenboom",
    "Egel",
    "Bijenkorf",
    "Landkaart",
    "Torenklok",
    "Wolkenband",
    "Schatkist",
    "Kompasnaald",
    "Veerpont",
    "Dakgoot",
    "Tuinpoort",
    "Regenton",
];

const BEGIN: [&str; 6] = ["Zander", "Kwartel", "Varen", "Dolle", "Mispel", "Wieken"];
const END: [&str; 4] = ["meerveld", "broekdam", "horsterwoud", "zijlstede"];
const BESTUUR: [&str; 8] =
    ["Vuurpijl", "Dageraad", "Regenbui", "Zeewier", "Parelmoer", "Kraanvogel", "Vlaggenmast", "Lichtstraal"];
const STREET: [&str; 12] = [
    "Knikkerlaan",
    "Potloodweg",
    "Inktpotstraat",
    "Gumplein",
    "Schriftkade",
    "Krijtpad",
    "Bordstraat",
    "Lesbrug",
    "Rugzaklaan",
    "Bladzijdeweg",
    "Puntenslijperhof",
    "Liniaaldijk",
];

pub(crate) const TOWNS: u64 = (BEGIN.len() * END.len()) as u64;
pub(crate) const BESTUREN: u64 = BESTUUR.len() as u64;
pub(crate) const STREETS: u64 = STREET.len() as u64;

fn pick(words: &[&'static str], number: u64) -> &'static str {
    words[usize::try_from(number % words.len() as u64).unwrap_or(0)]
}

/// The name of a school: 1,600 different ones. Consecutive names differ in both words.
pub(crate) fn school(number: u64) -> String {
    let round = number / 40;
    format!("De {} {}", pick(&COLORS, number + round * 7), pick(&THINGS, number * 3 + round * 22))
}

pub(crate) fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

pub(crate) fn plaats(number: u64) -> String {
    format!("{}{}", pick(&BEGIN, number), pick(&END, number / BEGIN.len() as u64))
}

pub(crate) fn bestuur(number: u64) -> String {
    format!("Scholengroep {}", pick(&BESTUUR, number))
}

pub(crate) fn street(number: u64) -> &'static str {
    pick(&STREET, number)
}
