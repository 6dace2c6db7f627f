//! Reading maps: which keys are there, which are missing, which do not belong.
//!
//! Every definition file and every answer goes through [`KaartLezer`], so that an unknown key
//! always gets the same message with the near name.

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen, naaste};
use crate::normal::plain;
use crate::yaml::{Knoop, Paar, Waarde};

use super::filenames::is_device;

/// A text with its place.
#[derive(Debug, Clone)]
pub struct Woord {
    /// The text as typed, trimmed, in the form in which it is recognised: see [`crate::normal::plain`].
    pub tekst: String,
    /// Where it stands.
    pub plek: Plek,
}

/// Reads the keys of one map; [`klaar`](Self::klaar) reports the keys nobody asked for.
#[derive(Debug)]
pub struct KaartLezer<'a> {
    wat: String,
    plek: &'a Plek,
    paren: &'a [Paar],
    gevraagd: Vec<String>,
}

impl<'a> KaartLezer<'a> {
    /// Starts reading; `wat` names the thing in messages ("een sectie"). A node that is not a
    /// map is reported, an empty one is a map without keys.
    pub fn nieuw(knoop: &'a Knoop, wat: &str, meldingen: &mut Meldingen) -> Option<Self> {
        let paren: &[Paar] = match &knoop.waarde {
            Waarde::Kaart(paren) => paren,
            Waarde::Leeg => &[],
            Waarde::Tekst(_) | Waarde::Lijst(_) => {
                let bericht = format!("{wat} heeft sleutels met een waarde, maar hier staat {}", knoop.soort_naam());
                let hint = match knoop.waarde {
                    Waarde::Lijst(_) => "haal de streepjes of de haakjes `[ ]` weg: elke regel is `sleutel: waarde`",
                    _ => "schrijf hieronder, verder ingesprongen, regels als `sleutel: waarde`",
                };
                meldingen.meld(Melding::op(Code::VerkeerdType, &eerste_regel(&knoop.plek), bericht).hint(hint));
                return None;
            }
        };
        Some(Self { wat: wat.to_owned(), plek: &knoop.plek, paren, gevraagd: Vec::new() })
    }

    /// The place of the whole map.
    pub fn plek(&self) -> &'a Plek {
        self.plek
    }

    /// Whether the map has no keys.
    pub fn is_leeg(&self) -> bool {
        self.paren.is_empty()
    }

    /// The value of a key; an empty value counts as absent.
    pub fn neem(&mut self, sleutel: &str) -> Option<&'a Knoop> {
        self.gevraagd.push(sleutel.to_owned());
        self.paren.iter().find(|p| p.sleutel == sleutel).map(|p| &p.waarde).filter(|k| !k.is_leeg())
    }

    /// Whether a key has a value; looking is not asking for it.
    pub fn heeft(&self, sleutel: &str) -> bool {
        self.paren.iter().any(|p| p.sleutel == sleutel && !p.waarde.is_leeg())
    }

    /// A key with its value, empty or not.
    pub fn neem_paar(&mut self, sleutel: &str) -> Option<&'a Paar> {
        let paar = self.paren.iter().find(|p| p.sleutel == sleutel)?;
        self.gevraagd.push(sleutel.to_owned());
        Some(paar)
    }

    /// The value of a key that must be there; its absence is reported.
    pub fn moet(&mut self, sleutel: &str, meldingen: &mut Meldingen) -> Option<&'a Knoop> {
        let gevonden = self.neem(sleutel);
        if gevonden.is_none()
            && let Some(paar) = self.paren.iter().find(|p| p.sleutel == sleutel)
        {
            meldingen.meld(
                Melding::op(Code::OntbrekendeSleutel, &paar.sleutel_plek, format!("`{sleutel}` is niet ingevuld"))
                    .hint(format!("vul achter `{sleutel}:` iets in")),
            );
        } else if gevonden.is_none() {
            meldingen.meld(
                Melding::op(
                    Code::OntbrekendeSleutel,
                    &eerste_regel(self.plek),
                    format!("`{sleutel}` ontbreekt in {}", self.wat),
                )
                .hint(format!("voeg een regel `{sleutel}: ...` toe")),
            );
        }
        gevonden
    }

    /// A text under a key.
    pub fn tekst(&mut self, sleutel: &str, meldingen: &mut Meldingen) -> Option<Woord> {
        self.neem(sleutel).and_then(|k| als_woord(k, meldingen))
    }

    /// A text under a key that must be there.
    pub fn moet_tekst(&mut self, sleutel: &str, meldingen: &mut Meldingen) -> Option<Woord> {
        self.moet(sleutel, meldingen).and_then(|k| als_woord(k, meldingen))
    }

    /// `ja` or `nee` under a key.
    pub fn ja_nee(&mut self, sleutel: &str, meldingen: &mut Meldingen) -> Option<bool> {
        self.neem(sleutel).and_then(|k| als_ja_nee(k, meldingen))
    }

    /// A list of texts under a key; a single text is a list of one.
    pub fn teksten(&mut self, sleutel: &str, meldingen: &mut Meldingen) -> Vec<Woord> {
        self.neem(sleutel).map(|k| als_woorden(k, meldingen)).unwrap_or_default()
    }

    /// A map or list of nodes under a key, as list; a single node is a list of one.
    pub fn knopen(&mut self, sleutel: &str) -> &'a [Knoop] {
        self.neem(sleutel).map(als_knopen).unwrap_or_default()
    }

    /// All pairs that were not asked for; asking for them counts as using them.
    pub fn overige(&mut self) -> Vec<&'a Paar> {
        let rest: Vec<&Paar> = self.paren.iter().filter(|p| !self.gevraagd.contains(&p.sleutel)).collect();
        self.gevraagd.extend(rest.iter().map(|p| p.sleutel.clone()));
        rest
    }

    /// The pairs that were not asked for whose key is meant; asking for them counts as using them.
    pub fn take_where(&mut self, meant: impl Fn(&str) -> bool) -> Vec<&'a Paar> {
        let paren = self.paren;
        let rest = paren.iter().filter(|p| !self.gevraagd.contains(&p.sleutel) && meant(&p.sleutel));
        let rest: Vec<&Paar> = rest.collect();
        self.gevraagd.extend(rest.iter().map(|p| p.sleutel.clone()));
        rest
    }

    /// Reports the keys nobody asked for.
    pub fn klaar(mut self, meldingen: &mut Meldingen) {
        let bekend = self.gevraagd.clone();
        for paar in self.overige() {
            meldingen.meld(onbekende_sleutel(paar, &self.wat, bekend.iter().map(String::as_str)));
        }
    }
}

/// The message for a key that does not belong, with the near name or the possible ones.
pub fn onbekende_sleutel<'b>(paar: &Paar, wat: &str, bekend: impl Iterator<Item = &'b str> + Clone) -> Melding {
    Melding::op(
        Code::OnbekendeSleutel,
        &paar.sleutel_plek,
        format!("`{}` is hier geen bekende sleutel ({wat})", paar.sleutel),
    )
    .hint(bedoelde(&paar.sleutel, bekend))
}

/// "bedoelde u `x`?" where a name is near, else the names that are possible.
pub fn bedoelde<'b>(getypt: &str, bekend: impl Iterator<Item = &'b str> + Clone) -> String {
    if let Some(naam) = naaste(getypt, bekend.clone()) {
        return format!("bedoelde u `{naam}`?");
    }
    let mut gezien = std::collections::BTreeSet::new();
    let namen: Vec<&str> = bekend.filter(|naam| gezien.insert(*naam)).collect();
    let meer = namen.len().saturating_sub(12);
    let opgesomd: Vec<String> = namen.iter().take(12).map(|n| format!("`{n}`")).collect();
    match (opgesomd.is_empty(), meer) {
        (true, _) => "er is hier niets mogelijk".to_owned(),
        (false, 0) => format!("mogelijk: {}", opgesomd.join(", ")),
        (false, _) => format!("mogelijk: {} en nog {meer}", opgesomd.join(", ")),
    }
}

/// The message for a value of another type than expected.
pub fn verkeerd_type(knoop: &Knoop, verwacht: &str) -> Melding {
    Melding::op(
        Code::VerkeerdType,
        &eerste_regel(&knoop.plek),
        format!("hier staat {}, maar verwacht is {verwacht}", knoop.soort_naam()),
    )
    .misschien_hint(match knoop.waarde {
        Waarde::Lijst(_) => Some("schrijf één waarde, zonder streepjes of haakjes `[ ]`".to_owned()),
        Waarde::Kaart(_) => Some(
            "schrijf één waarde; staat er een dubbele punt in de tekst, zet dan aanhalingstekens om de hele tekst"
                .to_owned(),
        ),
        Waarde::Tekst(_) | Waarde::Leeg => None,
    })
}

/// A text node, trimmed; anything else is reported.
pub fn als_woord(knoop: &Knoop, meldingen: &mut Meldingen) -> Option<Woord> {
    match &knoop.waarde {
        Waarde::Tekst(scalar) => {
            Some(Woord { tekst: plain(&scalar.tekst).trim().to_owned(), plek: knoop.plek.clone() })
        }
        Waarde::Leeg => None,
        Waarde::Lijst(_) | Waarde::Kaart(_) => {
            meldingen.meld(verkeerd_type(knoop, "een tekst"));
            None
        }
    }
}

/// `ja` or `nee`; anything else is reported.
pub fn als_ja_nee(knoop: &Knoop, meldingen: &mut Meldingen) -> Option<bool> {
    let woord = als_woord(knoop, meldingen)?;
    match woord.tekst.to_lowercase().as_str() {
        "ja" => Some(true),
        "nee" => Some(false),
        _ => {
            let bericht = format!("`{}` is geen `ja` of `nee`", woord.tekst);
            meldingen.meld(Melding::op(Code::OnbekendeWaarde, &woord.plek, bericht).hint("schrijf `ja` of `nee`"));
            None
        }
    }
}

/// Texts of a list, or of a single text.
pub fn als_woorden(knoop: &Knoop, meldingen: &mut Meldingen) -> Vec<Woord> {
    als_knopen(knoop).iter().filter_map(|k| als_woord(k, meldingen)).collect()
}

/// The nodes of a list, or a single node as a list of one; empty gives none.
pub fn als_knopen(knoop: &Knoop) -> &[Knoop] {
    match &knoop.waarde {
        Waarde::Lijst(knopen) => knopen,
        Waarde::Leeg => &[],
        Waarde::Tekst(_) | Waarde::Kaart(_) => std::slice::from_ref(knoop),
    }
}

/// The first line of a place: what is marked when a whole map or list is meant.
pub fn eerste_regel(plek: &Plek) -> Plek {
    let lengte = plek.tekst().find('\n').unwrap_or(plek.tekst().len());
    plek.deel(0, lengte)
}

/// Whether a text is a proper id or slug: `[a-z0-9-]`, no dash at the ends. It becomes the name of a folder or a file, so
/// what no file can be called on Windows is none either.
pub fn is_id(tekst: &str) -> bool {
    !tekst.is_empty()
        && tekst.len() <= 80
        && tekst.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !tekst.starts_with('-')
        && !tekst.ends_with('-')
        && !is_device(tekst)
}

/// How an id should be written, for one that is not.
pub fn id_hint(tekst: &str) -> String {
    let goed = crate::tekst::slug(tekst);
    if is_device(&goed) {
        return format!("`{goed}` is op Windows gereserveerd; kies een ander woord");
    }
    format!("gebruik kleine letters, cijfers en streepjes, bijvoorbeeld `{goed}`")
}

/// Checks an id and reports it when it is not written as one.
pub fn controleer_id(woord: &Woord, wat: &str, meldingen: &mut Meldingen) -> bool {
    if is_id(&woord.tekst) {
        return true;
    }
    let bericht = format!("`{}` kan geen {wat} zijn", woord.tekst);
    meldingen.meld(Melding::op(Code::OngeldigeId, &woord.plek, bericht).hint(id_hint(&woord.tekst)));
    false
}
