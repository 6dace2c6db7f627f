//! Names of schools, towns, boards and streets; none of them exists.

const KLEUREN: [&str; 40] = [
    "Zilveren", "Blauwe", "Stille", "Gouden", "Verre", "Kleine", "Lichte", "Groene", "Brede", "Vrolijke", "Oude",
    "Nieuwe", "Hoge", "Open", "Warme", "Rode", "Zachte", "Ronde", "Witte", "Wijde", "Gele", "Dappere", "Slimme",
    "Bonte", "Rustige", "Heldere", "Vlugge", "Sterke", "Zonnige", "Koperen", "Houten", "Stenen", "Glazen", "Paarse",
    "Tedere", "Wakkere", "Fijne", "Lange", "Diepe", "Ruime",
];

const DINGEN: [&str; 40] = [
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
const EIND: [&str; 4] = ["meerveld", "broekdam", "horsterwoud", "zijlstede"];
const BESTUUR: [&str; 8] =
    ["Vuurpijl", "Dageraad", "Regenbui", "Zeewier", "Parelmoer", "Kraanvogel", "Vlaggenmast", "Lichtstraal"];
const STRAAT: [&str; 12] = [
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

pub(crate) const PLAATSEN: u64 = (BEGIN.len() * EIND.len()) as u64;
pub(crate) const BESTUREN: u64 = BESTUUR.len() as u64;
pub(crate) const STRATEN: u64 = STRAAT.len() as u64;

fn uit(woorden: &[&'static str], nummer: u64) -> &'static str {
    woorden[usize::try_from(nummer % woorden.len() as u64).unwrap_or(0)]
}

/// The name of a school; 1,600 differ. Neighbours differ in both words.
pub(crate) fn school(nummer: u64) -> String {
    let ronde = nummer / 40;
    format!("De {} {}", uit(&KLEUREN, nummer + ronde * 7), uit(&DINGEN, nummer * 3 + ronde * 22))
}

pub(crate) fn slug(naam: &str) -> String {
    naam.to_lowercase().replace(' ', "-")
}

pub(crate) fn plaats(nummer: u64) -> String {
    format!("{}{}", uit(&BEGIN, nummer), uit(&EIND, nummer / BEGIN.len() as u64))
}

pub(crate) fn bestuur(nummer: u64) -> String {
    format!("Scholengroep {}", uit(&BESTUUR, nummer))
}

pub(crate) fn straat(nummer: u64) -> &'static str {
    uit(&STRAAT, nummer)
}
