//! What the parser says is wrong, in Dutch, with the likely cause and the mended line.

use std::sync::Arc;

use granit_parser::{ErrorKind as K, Marker, ScanError};

use super::lezer::Vorig;
use super::regel::{
    Stuk, aanhaling_lengte, herstel, inspringing, laatste_stuk, met_aanhaling, regel_begin, regel_eind, waarde_eind,
};
use super::{geweigerd, vallen};
use crate::bron::{Bron, Plek};
use crate::melding::{Code, Ernst, Melding};

/// Where reading was when the parser gave up.
pub(super) struct Stand<'a> {
    pub(super) bron: &'a Arc<Bron>,
    pub(super) vorig: Vorig,
    /// How many brackets are open, and where the innermost one stands.
    pub(super) flow: usize,
    pub(super) haakje: Option<usize>,
}

/// The byte offset of a marker.
pub(super) fn offset(bron: &Bron, marker: &Marker) -> usize {
    let offset = marker.byte_offset().unwrap_or_else(|| bron.offset(marker.line(), marker.col() + 1));
    bron.tekst().floor_char_boundary(offset)
}

/// The message for a syntax error.
pub(super) fn verklaar(stand: &Stand<'_>, fout: &ScanError) -> Melding {
    let hier = offset(stand.bron, fout.marker());
    let geval = Geval { stand, bron: stand.bron, hier, stuk: stand.stuk(hier) };
    geval.verklaar(fout.kind())
}

impl Stand<'_> {
    /// The last text that starts before the place of an error.
    fn stuk(&self, hier: usize) -> Option<Stuk> {
        laatste_stuk(self.bron.tekst(), self.vorig.tot, hier, self.flow)
    }
}

/// One syntax error.
pub(super) struct Geval<'a> {
    pub(super) stand: &'a Stand<'a>,
    pub(super) bron: &'a Arc<Bron>,
    /// Where the parser stopped.
    pub(super) hier: usize,
    /// The text it was reading.
    pub(super) stuk: Option<Stuk>,
}

impl Geval<'_> {
    fn verklaar(&self, soort: &K) -> Melding {
        if let Some(melding) = self.tab(soort) {
            return melding;
        }
        match soort {
            K::RecursionLimitExceeded => geweigerd::te_diep(&self.plek(self.hier, self.hier + 1)),
            K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent | K::DocumentIndicatorInQuotedScalar => {
                self.aanhaling(false)
            }
            K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => self.aanhaling(true),
            K::UnknownQuotedScalarEscape
            | K::InvalidQuotedScalarHexEscape
            | K::InvalidLowSurrogateHexEscape
            | K::InvalidLowSurrogate
            | K::MissingLowSurrogate
            | K::UnpairedLowSurrogate
            | K::InvalidUnicodeEscape => self.schuine_streep(),
            K::CommentInterceptedScalar => self.hekje(self.hier),
            _ => self.haken().or_else(|| self.teken(soort)).unwrap_or_else(|| self.bouw(soort)),
        }
    }

    /// A tab in front of a line.
    fn tab(&self, soort: &K) -> Option<Melding> {
        let (bron, tekst) = (self.bron, self.bron.tekst());
        let begin = regel_begin(bron, self.hier);
        let tab_fout = matches!(
            soort,
            K::TabNotAllowed
                | K::TabInBlockIndentation
                | K::TabInIndentation
                | K::TabAtBlockScalarStart
                | K::TabInPlainScalar
        );
        // The parser may point at the start of a text of more lines.
        let eind = if tab_fout { tekst.len() } else { regel_eind(bron, self.hier) };
        let mut regel_van = begin;
        let tab = tekst[begin..eind].split('\n').find_map(|regel| {
            let tab = inspringing(regel).find('\t').map(|i| regel_van + i);
            regel_van += regel.len() + 1;
            tab
        });
        let tab = match tab {
            None if tab_fout => self.hier + tekst[self.hier..].find('\t')?,
            _ => tab?,
        };
        let aantal = tekst.split('\n').filter(|r| inspringing(r).contains('\t')).count();
        let melding = Melding::op(
            Code::YamlTab,
            &self.plek(tab, tab + 1),
            "hier staat een tab; YAML springt alleen in met spaties",
        );
        Some(melding.hint(match aantal {
            0 | 1 => "vervang de tab door spaties, twee per stap".to_owned(),
            _ => format!("vervang de tab door spaties; {aantal} regels van dit bestand springen in met een tab"),
        }))
    }

    /// Quotes that do not close, or close too early (`achter`: there is text behind them).
    fn aanhaling(&self, achter: bool) -> Melding {
        let tekst = self.bron.tekst();
        // Text behind a closing quote is where the parser stops, not what it was reading.
        let voor = self.hier - usize::from(achter && self.hier > 0);
        let stuk = laatste_stuk(tekst, self.stand.vorig.tot, voor, self.stand.flow);
        let met_aanhalingsteken = |stuk: &Stuk| tekst[stuk.van..].starts_with(['"', '\'']);
        let Some(stuk) = stuk.filter(met_aanhalingsteken) else {
            return self
                .syntaxis(self.hier, regel_eind(self.bron, self.hier), "een aanhalingsteken op deze regel klopt niet")
                .hint("kijk of elk aanhalingsteken gesloten wordt");
        };
        let (van, flow) = (stuk.van, stuk.diepte > 0);
        let rest = &self.bron.tekst()[van..regel_eind(self.bron, van)];
        let eind = waarde_eind(self.bron, van, flow);
        let plek = self.plek(van, eind);
        let dubbel = rest.starts_with('"');
        let (bericht, hint) = if !dubbel && is_apostrof(rest) {
            (
                "de waarde begint met een apostrof, en die leest YAML als aanhalingsteken",
                format!("zet aanhalingstekens om de waarde: `{}`", met_aanhaling(self.bron, van, eind)),
            )
        } else if aanhaling_lengte(rest).is_some() {
            (
                "er staat nog tekst achter het sluitende aanhalingsteken",
                format!("zet aanhalingstekens om de hele waarde: `{}`", met_aanhaling(self.bron, van, eind)),
            )
        } else {
            let teken = if dubbel { "\"" } else { "'" };
            (
                "dit aanhalingsteken wordt niet gesloten",
                format!("sluit het aan het eind van de waarde: `{}`", herstel(self.bron, eind, eind, teken)),
            )
        };
        Melding::op(Code::YamlAanhaling, &plek, bericht).hint(hint)
    }

    /// A `\` in double quotes.
    fn schuine_streep(&self) -> Melding {
        let van = self.stuk.map_or(self.hier, |stuk| stuk.van);
        let rest = &self.bron.tekst()[van..regel_eind(self.bron, van)];
        let eind = van + aanhaling_lengte(rest).unwrap_or(rest.len());
        let binnen = rest[..eind - van].trim_matches('"').replace('\'', "''");
        Melding::op(
            Code::YamlAanhaling,
            &self.plek(van, eind),
            "een `\\` tussen dubbele aanhalingstekens leest YAML als opdracht",
        )
        .hint(format!("gebruik enkele aanhalingstekens: `{}`", herstel(self.bron, van, eind, &format!("'{binnen}'"))))
    }

    /// ` #` that cuts off the rest of a text or a bracket.
    pub(super) fn hekje(&self, hier: usize) -> Melding {
        let plek = self.plek(hier, regel_eind(self.bron, hier));
        let begin = regel_begin(self.bron, hier);
        let begin = begin + inspringing(&self.bron.tekst()[begin..hier]).len();
        let stuk = laatste_stuk(self.bron.tekst(), begin, hier.saturating_sub(1), 0);
        let regel = stuk.map(|stuk| {
            let eind = waarde_eind(self.bron, stuk.van, stuk.diepte > 0).max(hier);
            met_aanhaling(self.bron, stuk.van, eind)
        });
        Melding { ernst: Ernst::Fout, ..vallen::hekje_melding(&plek, regel) }
    }

    /// Text after a closing bracket: `[x] y`.
    fn haken(&self) -> Option<Melding> {
        let voor = self.bron.tekst()[..self.hier].trim_end_matches([' ', '\t']);
        let na = self.bron.tekst()[self.hier..].chars().next()?;
        if !voor.ends_with([']', '}'])
            || matches!(na, '\n' | '\r' | ']' | '}' | '#')
            || (na == ',' && self.stand.flow > 0)
        {
            return None;
        }
        let van = haakje_begin(voor)?;
        let flow = self.stand.flow > 0;
        let eind = waarde_eind(self.bron, van, flow).max(self.hier);
        let soort = &self.bron.tekst()[van..=van];
        let bericht = format!("de waarde begint met `{soort}`, maar na het sluitende haakje staat nog tekst");
        Some(
            Melding::op(Code::YamlHaken, &self.plek(van, eind), bericht)
                .hint(format!("zet aanhalingstekens om de waarde: `{}`", met_aanhaling(self.bron, van, eind))),
        )
    }

    /// A value that starts with a sign of YAML.
    fn teken(&self, soort: &K) -> Option<Melding> {
        let tekst = self.bron.tekst();
        let van = match soort {
            K::UnexpectedCharacter { .. }
            | K::MissingAnchorOrAliasName
            | K::InvalidBlockScalarHeader
            | K::ZeroBlockScalarIndent
            | K::DirectiveDisallowed
            | K::MissingDocumentEndBeforeDirective
            | K::MappingKeyNotAllowed
            | K::BlockSequenceEntryNotAllowed
            | K::PlainScalarStartsWithDashFlowIndicator
            | K::BlockEntryInFlowCollection
            | K::MisplacedFlowCollectionEnd => self.hier,
            _ => self.stuk?.van,
        };
        let begin = tekst[van..].chars().next()?;
        let na = tekst[van + begin.len_utf8()..].chars().next();
        let flow = self.stuk.map_or(self.stand.flow, |stuk| stuk.diepte) > 0;
        let eind = waarde_eind(self.bron, van, flow).max(van + begin.len_utf8());
        let plek = self.plek(van, eind);
        let op_regel = !tekst[regel_begin(self.bron, van)..van].trim().is_empty();
        match begin {
            '%' | '@' | '`' | '*' | '&' | ',' => Some(geweigerd::teken(&plek)),
            '!' => Some(geweigerd::tag(&plek, flow)),
            '|' | '>' if !kop_klopt(plek.tekst()) => Some(geweigerd::teken(&plek)),
            '-' if op_regel && na.is_none_or(|c| c.is_whitespace() || ",[]{}".contains(c)) => {
                Some(geweigerd::teken(&plek))
            }
            '?' if na.is_none_or(char::is_whitespace) => Some(geweigerd::teken(&plek)),
            ']' | '}' if matches!(soort, K::MisplacedFlowCollectionEnd) => Some(
                Melding::op(Code::YamlHaken, &plek, format!("`{begin}` sluit een haakje dat niet open staat"))
                    .hint(format!("zet aanhalingstekens om de waarde: `{}`", met_aanhaling(self.bron, van, eind))),
            ),
            _ => None,
        }
    }

    pub(super) fn syntaxis(&self, van: usize, tot: usize, bericht: impl Into<String>) -> Melding {
        Melding::op(Code::YamlSyntaxis, &self.plek(van, tot), bericht)
    }

    pub(super) fn plek(&self, van: usize, tot: usize) -> Plek {
        Plek::nieuw(self.bron, van, tot)
    }
}

/// Whether a `'` starts a Dutch word: `'t`, `'s`, `'n`, `'k`, `'ns`, `'s-Hertogenbosch`, `'80`.
fn is_apostrof(rest: &str) -> bool {
    let woord: String = rest.chars().skip(1).take_while(|c| c.is_alphanumeric()).collect();
    let jaren = woord.len() == 2 && woord.chars().all(|c| c.is_ascii_digit());
    jaren || matches!(woord.as_str(), "t" | "T" | "s" | "S" | "n" | "N" | "k" | "K" | "m" | "r" | "ns" | "er")
}

/// Whether `>-`, `|2` and the like stand alone.
fn kop_klopt(kop: &str) -> bool {
    kop[1..].chars().all(|c| matches!(c, '+' | '-' | '1'..='9'))
        && kop[1..].chars().filter(char::is_ascii_digit).count() < 2
}

/// Where the bracket opens that closes at the end of a text, on the same line.
fn haakje_begin(voor: &str) -> Option<usize> {
    let mut diepte = 0usize;
    for (i, teken) in voor.char_indices().rev() {
        match teken {
            ']' | '}' => diepte += 1,
            '[' | '{' => diepte = diepte.checked_sub(1)?,
            '\n' => return None,
            _ => {}
        }
        if diepte == 0 {
            return Some(i);
        }
    }
    None
}
