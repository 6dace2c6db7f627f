//! Builds the tree from the parser's events. A stack of open collections, no recursion: depth
//! and number of nodes are bounded, whatever the file holds.

use std::collections::HashMap;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle, options};

use super::boom::{Knoop, Paar, Scalar, Stijl, Waarde};
use super::{fouten, geweigerd, vallen};
use crate::bron::{Bron, Plek};
use crate::melding::{Code, Melding, Meldingen};

/// How deep lists and groups may be nested.
pub const MAX_DIEPTE: usize = 40;
/// How many values a file may hold.
pub const MAX_KNOPEN: usize = 1_000_000;
/// How many problems of one file are reported at most.
const MAX_MELDINGEN: usize = 1_000;

/// Reads a source as a tree. `None` when it cannot be read as one; then there is a message.
/// A source without content is [`Waarde::Leeg`].
pub fn lees(bron: &Arc<Bron>, meldingen: &mut Meldingen) -> Option<Knoop> {
    lees_tot(bron, meldingen, MAX_KNOPEN)
}

/// [`lees`], with a bound of its own on the number of values.
pub(super) fn lees_tot(bron: &Arc<Bron>, meldingen: &mut Meldingen, max_knopen: usize) -> Option<Knoop> {
    let mut lezer = Lezer {
        bron,
        open: Vec::new(),
        wortel: None,
        knopen: 0,
        max_knopen,
        documenten: 0,
        vorig: Vorig::default(),
        gevonden: Vec::new(),
    };
    let uitkomst = lezer.lees();
    for melding in lezer.gevonden {
        meldingen.meld(melding);
    }
    uitkomst
}

/// A list or group that is not closed yet.
struct Open {
    van: usize,
    flow: bool,
    inhoud: Inhoud,
}

enum Inhoud {
    Lijst(Vec<Knoop>),
    Kaart(Groep),
}

/// The keys so far of an open group.
#[derive(Default)]
struct Groep {
    paren: Vec<Paar>,
    /// The key that waits for its value.
    sleutel: Option<(String, Plek)>,
    /// Where each key stood first.
    gezien: HashMap<String, Plek>,
    /// Indices of pairs in `{ }` without a colon.
    los: Vec<usize>,
}

/// The last thing read before what is read now.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Vorig {
    /// Where it ends.
    pub(super) tot: usize,
    /// The last text: where it starts and ends, and whether it has no quotes.
    pub(super) tekst: Option<(usize, usize, bool)>,
}

/// Signals that reading stops; the message was given.
struct Gestopt;

struct Lezer<'a> {
    bron: &'a Arc<Bron>,
    open: Vec<Open>,
    wortel: Option<Knoop>,
    knopen: usize,
    max_knopen: usize,
    documenten: usize,
    vorig: Vorig,
    gevonden: Vec<Melding>,
}

impl<'a> Lezer<'a> {
    fn lees(&mut self) -> Option<Knoop> {
        let opties = options! {
            disallow_directives: true,
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            max_buffered_comment_events: 1_000_000,
            flow_nesting_limit: MAX_DIEPTE + 20,
            block_nesting_limit: MAX_DIEPTE + 20,
        };
        let bron = self.bron;
        for gebeurtenis in Parser::new_from_str_with_options(bron.tekst(), opties) {
            match gebeurtenis {
                Ok((gebeurtenis, span)) => {
                    if self.neem(gebeurtenis, &span).is_err() {
                        return None;
                    }
                }
                Err(fout) => {
                    let flow = self.open.iter().filter(|o| o.flow).count();
                    let haakje = self.open.iter().rev().find(|o| o.flow).map(|o| o.van);
                    let stand = fouten::Stand { bron, vorig: self.vorig, flow, haakje };
                    // What was found before may well come from the same slip of the pen.
                    self.gevonden = vec![fouten::verklaar(&stand, &fout)];
                    return None;
                }
            }
        }
        Some(self.wortel.take().unwrap_or_else(|| Knoop { plek: Plek::begin(bron), waarde: Waarde::Leeg }))
    }

    /// Takes one event.
    fn neem(&mut self, gebeurtenis: Event<'_>, span: &Span) -> Result<(), Gestopt> {
        let (van, tot) = (self.offset(span, false), self.offset(span, true));
        if let (Some(_), Some(tag), false) = (gebeurtenis.tag(), span.tag_span(), self.vol()) {
            let tag = self.plek(self.offset(&tag, false), self.offset(&tag, true));
            self.meld(geweigerd::tag(&tag, self.in_flow()));
        }
        match gebeurtenis {
            Event::DocumentStart(..) => {
                self.documenten += 1;
                if self.documenten > 1 {
                    return self.stop(geweigerd::meer_documenten(&self.plek(van, tot)));
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                if self.is_samenvoegen() {
                    return Err(Gestopt);
                }
                return self.stop(geweigerd::alias(&self.plek(van, tot), self.in_flow()));
            }
            Event::Anchor(..) if self.vol() => {}
            Event::Anchor(..) => self.meld(geweigerd::anker(&self.plek(van, tot), self.in_flow())),
            Event::Comment(..) if self.vol() => {}
            Event::Comment(..) => {
                if let Some(melding) = vallen::hekje(&self.plek(van, tot), &self.vorig, self.in_flow()) {
                    self.meld(melding);
                }
            }
            Event::Scalar(tekst, stijl, ..) => {
                let knoop = self.tekst(&tekst, stijl, van, tot);
                // Where nothing was typed the place is a guess, sometimes past a comment.
                if van < tot {
                    self.vorig = Vorig { tot, tekst: Some((van, tot, stijl == ScalarStyle::Plain)) };
                }
                self.plaats(knoop)?;
            }
            Event::SequenceStart(stijl, ..) => {
                self.begin(van, tot, stijl, Inhoud::Lijst(Vec::new()))?;
            }
            Event::MappingStart(stijl, ..) => {
                self.begin(van, tot, stijl, Inhoud::Kaart(Groep::default()))?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.sluit(tot)?,
            _ => {}
        }
        Ok(())
    }

    /// A text, or nothing.
    fn tekst(&mut self, tekst: &str, stijl: ScalarStyle, van: usize, tot: usize) -> Knoop {
        let (stijl, leeg) = match stijl {
            ScalarStyle::Plain => (Stijl::Kaal, van == tot || tekst == "~"),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (Stijl::Aanhaling, false),
            ScalarStyle::Literal | ScalarStyle::Folded => (Stijl::Blok, tekst.trim().is_empty()),
        };
        let bron = self.bron;
        let kop = match stijl {
            Stijl::Blok => vallen::blok_kop(bron.tekst(), self.vorig.tot, van),
            Stijl::Kaal | Stijl::Aanhaling => None,
        };
        let raw = &bron.tekst()[van..tot];
        let plek = match kop {
            Some((kop, kop_tekst)) if leeg => self.plek(kop, kop + kop_tekst.len()),
            _ => self.plek(van, van + raw.trim_end_matches(['\n', '\r', ' ']).len()),
        };
        if stijl != Stijl::Aanhaling
            && let Some(melding) = vallen::in_tekst(&plek, kop, leeg)
        {
            self.meld(melding);
        }
        let waarde = if leeg { Waarde::Leeg } else { Waarde::Tekst(Scalar { tekst: tekst.to_owned(), stijl }) };
        Knoop { plek, waarde }
    }

    /// Opens a list or group.
    fn begin(&mut self, van: usize, tot: usize, stijl: StructureStyle, inhoud: Inhoud) -> Result<(), Gestopt> {
        if self.open.len() >= MAX_DIEPTE {
            return self.stop(geweigerd::te_diep(&self.plek(van, tot)));
        }
        let flow = stijl == StructureStyle::Flow;
        if flow {
            self.vorig.tot = tot;
        }
        self.open.push(Open { van, flow, inhoud });
        Ok(())
    }

    /// Closes the innermost list or group.
    fn sluit(&mut self, tot: usize) -> Result<(), Gestopt> {
        let Some(Open { van, flow, inhoud }) = self.open.pop() else { return Ok(()) };
        // A block ends where the next thing starts; its last value says where its text ends.
        let laatste = match &inhoud {
            Inhoud::Lijst(items) => items.last().map(|knoop| knoop.plek.tot()),
            Inhoud::Kaart(groep) => groep.paren.last().map(|paar| paar.waarde.plek.tot()),
        };
        let met_haakje = flow && self.bron.tekst()[..tot].ends_with([']', '}']);
        if met_haakje {
            self.vorig.tot = tot;
        }
        let ruimte = MAX_MELDINGEN.saturating_sub(self.gevonden.len());
        let waarde = match inhoud {
            Inhoud::Lijst(items) => {
                if flow {
                    for melding in vallen::gesplitste_getallen(&items, ruimte) {
                        self.meld(melding);
                    }
                }
                Waarde::Lijst(items)
            }
            Inhoud::Kaart(mut groep) => {
                for melding in vallen::losse_sleutels(&mut groep.paren, &groep.los, ruimte) {
                    self.meld(melding);
                }
                Waarde::Kaart(groep.paren)
            }
        };
        let tot = if met_haakje { tot } else { laatste.unwrap_or(tot) };
        self.plaats(Knoop { plek: self.plek(van, tot), waarde })
    }

    /// Gives a finished value its place: the root, an item, a key, or the value of a key.
    fn plaats(&mut self, knoop: Knoop) -> Result<(), Gestopt> {
        self.knopen += 1;
        if self.knopen > self.max_knopen {
            return self.stop(geweigerd::te_groot(&knoop.plek, self.max_knopen));
        }
        let vol = self.vol();
        let Some(open) = self.open.last_mut() else {
            self.wortel = Some(knoop);
            return Ok(());
        };
        let flow = open.flow;
        let melding = match &mut open.inhoud {
            Inhoud::Lijst(items) => {
                items.push(knoop);
                None
            }
            Inhoud::Kaart(groep) => match groep.sleutel.take() {
                Some(sleutel) => groep.paar(sleutel, knoop, flow),
                None => {
                    let melding = if vol { None } else { geweigerd::sleutel(&knoop, flow) };
                    if melding.is_some() && knoop.als_tekst().is_none() {
                        // One slip: what was found inside the key is part of it.
                        let begin = knoop.plek.van();
                        self.gevonden.retain(|m| m.plek.as_ref().is_none_or(|plek| plek.van() < begin));
                    }
                    groep.sleutel = Some((geweigerd::sleutel_tekst(&knoop), knoop.plek));
                    melding
                }
            },
        };
        if let Some(melding) = melding {
            self.meld(melding);
        }
        Ok(())
    }

    /// Whether the key that waits for its value is `<<`.
    fn is_samenvoegen(&self) -> bool {
        let Some(Open { inhoud: Inhoud::Kaart(groep), .. }) = self.open.last() else { return false };
        groep.sleutel.as_ref().is_some_and(|(_, plek)| plek.tekst() == "<<")
    }

    fn in_flow(&self) -> bool {
        self.open.iter().any(|open| open.flow)
    }

    /// Whether so much is wrong that more messages help nobody.
    fn vol(&self) -> bool {
        self.gevonden.len() >= MAX_MELDINGEN
    }

    fn meld(&mut self, melding: Melding) {
        if !self.vol() {
            self.gevonden.push(melding);
        }
    }

    /// Reports the problem because of which reading stops; it is never one too many.
    fn stop(&mut self, melding: Melding) -> Result<(), Gestopt> {
        self.gevonden.push(melding);
        Err(Gestopt)
    }

    fn plek(&self, van: usize, tot: usize) -> Plek {
        Plek::nieuw(self.bron, van, tot)
    }

    fn offset(&self, span: &Span, eind: bool) -> usize {
        fouten::offset(self.bron, if eind { &span.end } else { &span.start })
    }
}

impl Groep {
    /// Adds a pair; a key that is there already is reported and left out.
    fn paar(&mut self, (sleutel, plek): (String, Plek), waarde: Knoop, flow: bool) -> Option<Melding> {
        if flow && vallen::zonder_dubbele_punt(&plek, &waarde) {
            self.los.push(self.paren.len());
        } else if sleutel == "<<" && plek.tekst() == "<<" {
            return None; // refused, and reported
        } else if let Some(eerst) = self.gezien.get(&sleutel) {
            let bericht = format!("de sleutel `{}` staat er twee keer", super::regel::kort(&sleutel));
            return Some(
                Melding::op(Code::DubbeleSleutel, &plek, bericht)
                    .ook(eerst, "hier staat hij voor het eerst")
                    .hint("voeg de twee samen, of geef een van de twee een andere naam"),
            );
        } else {
            self.gezien.insert(sleutel.clone(), plek.clone());
        }
        self.paren.push(Paar { sleutel, sleutel_plek: plek, waarde });
        None
    }
}
