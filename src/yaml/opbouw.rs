//! Errors in how lines, keys and brackets hang together: indentation, colons, `[ ]` and `{ }`.

use granit_parser::ErrorKind as K;

use super::fouten::Geval;
use super::regel::{
    aanhaling_lengte, herstel, inspringing, kort, laatste_stuk, met_aanhaling, regel_begin, regel_eind, waarde_eind,
    zelfde_regel,
};
use crate::melding::{Code, Melding};

impl Geval<'_> {
    /// Errors in how lines, keys and brackets hang together.
    pub(super) fn bouw(&self, soort: &K) -> Melding {
        match soort {
            K::MappingValueNotAllowed | K::InvalidColonPlacement if self.stand.haakje.is_none() => self.dubbele_punt(),
            K::InvalidColonPlacement
            | K::MappingValueNotAllowed
            | K::ExpectedFlowMappingSeparator
            | K::ExpectedFlowSequenceSeparator
            | K::UnclosedFlowCollection { .. }
            | K::InvalidFlowScalarIndent
            | K::InvalidSimpleKey
            | K::UnexpectedEofFlowSequence
            | K::UnexpectedEofFlowMapping
            | K::UnexpectedEofImplicitFlowMapping => self.haakje_open(),
            K::MismatchedFlowCollectionEnd { open, close } => self
                .syntaxis(self.hier, self.hier + 1, format!("dit haakje `{open}` wordt gesloten met `{close}`"))
                .hint("sluit `[` met `]` en `{` met `}`"),
            K::SimpleKeyExpected => self.sleutel_zonder_punt(),
            K::ExpectedBlockMappingKey
            | K::ExpectedBlockSequenceEntry
            | K::ExpectedDocumentStart
            | K::InvalidIndentation
            | K::BlockSequenceEntryNotAllowed
            | K::MappingKeyNotAllowed => self.inspringing(),
            K::InvalidBlockScalarIndent => self
                .syntaxis(self.hier, regel_eind(self.bron, self.hier), "deze regel springt niet ver genoeg in")
                .hint("laat alle regels onder `|` of `>` even ver inspringen"),
            K::UnexpectedCharacter { character } => self
                .syntaxis(self.hier, self.hier + character.len_utf8(), "dit teken kan hier niet staan")
                .hint("haal het weg, of zet aanhalingstekens om de waarde"),
            _ => self
                .syntaxis(self.hier, regel_eind(self.bron, self.hier), "YAML kan deze regel niet lezen")
                .label(format!("de lezer zegt: {soort}"))
                .hint("kijk of dubbele punt, aanhalingstekens en inspringing kloppen, ook erboven"),
        }
    }

    /// A colon where no key can be.
    fn dubbele_punt(&self) -> Melding {
        let (bron, hier) = (self.bron, self.hier);
        let (van, eind) = match self.stand.vorig.tekst {
            Some((van, tot, _)) if bron.tekst()[tot..hier.max(tot)].trim().is_empty() => (van, tot),
            _ => self.stuk.map_or((hier, hier), |stuk| (stuk.van, hier)),
        };
        let begin = regel_begin(bron, hier);
        if van >= begin {
            let waarde_eind = waarde_eind(bron, van, false).max(hier + 1);
            return Melding::op(
                Code::YamlDubbelePunt,
                &self.plek(hier, hier + 1),
                "een dubbele punt midden in een waarde",
            )
            .label("hier leest YAML een nieuwe sleutel")
            .hint(format!("zet aanhalingstekens om de waarde: `{}`", met_aanhaling(bron, van, waarde_eind)));
        }
        // The text started on an earlier line: is this line meant as a key, or as more text?
        let vorige = &bron.tekst()[regel_begin(bron, van)..regel_eind(bron, van)];
        if let Some(melding) = self.zonder_spatie(regel_begin(bron, van), vorige) {
            return melding;
        }
        let sleutel = bron.tekst()[begin..eind.max(begin)].trim();
        if is_sleutel(sleutel.trim_start_matches("- ")) {
            return self.inspringing();
        }
        Melding::op(
            Code::YamlDubbelePunt,
            &self.plek(hier, hier + 1),
            "een dubbele punt midden in een tekst van meer regels",
        )
        .label("hier leest YAML een nieuwe sleutel")
        .hint("zet `|` achter de dubbele punt van de sleutel en begin de tekst op de regel eronder")
    }

    /// A bracket that is not closed, or a colon too many inside brackets.
    fn haakje_open(&self) -> Melding {
        let (bron, tekst) = (self.bron, self.bron.tekst());
        let van = self.stand.haakje.or_else(|| tekst[..self.hier].rfind(['[', '{'])).unwrap_or(self.hier);
        let van = if tekst[self.hier..].starts_with(['[', '{']) { self.hier } else { van };
        let eind = regel_eind(bron, van);
        if let Some(i) = tekst[van..eind].find(" #").map(|i| van + i) {
            let binnen_aanhaling = laatste_stuk(tekst, van, i, 0).is_some_and(|stuk| {
                let rest = &tekst[stuk.van..eind];
                rest.starts_with(['"', '\'']) && aanhaling_lengte(rest).is_some_and(|n| stuk.van + n > i)
            });
            if !binnen_aanhaling {
                return self.hekje(i + 1);
            }
        }
        if tekst[self.hier..].starts_with(':')
            && zelfde_regel(bron, van, self.hier)
            && let Some((waarde, ..)) = self.stand.vorig.tekst
            && waarde > van
        {
            let tot = waarde_eind(bron, waarde, true).max(self.hier + 1);
            return Melding::op(
                Code::YamlDubbelePunt,
                &self.plek(self.hier, self.hier + 1),
                "een dubbele punt midden in een waarde",
            )
            .label("hier leest YAML een nieuwe sleutel")
            .hint(format!("zet aanhalingstekens om de waarde: `{}`", met_aanhaling(bron, waarde, tot)));
        }
        let open = if tekst[van..].starts_with('{') { "{" } else { "[" };
        let dicht = if open == "{" { "}" } else { "]" };
        self.syntaxis(van, van + 1, format!("dit haakje `{open}` wordt niet gesloten"))
            .hint(format!("sluit het: `{}`", herstel(bron, eind, eind, dicht)))
    }

    /// A line that is no key and no item.
    fn sleutel_zonder_punt(&self) -> Melding {
        let begin = regel_begin(self.bron, self.hier);
        let regel = &self.bron.tekst()[begin..regel_eind(self.bron, self.hier)];
        if let Some(melding) = self.zonder_spatie(begin, regel) {
            return melding;
        }
        let boven = self.bron.tekst()[..begin].trim_end();
        let hint = if boven.ends_with(['|', '>']) || boven.ends_with("|-") || boven.ends_with(">-") {
            "laat de tekst onder `|` of `>` inspringen, verder dan de sleutel".to_owned()
        } else {
            let woord = regel.trim();
            format!(
                "schrijf een sleutel als `{}: ...`; spring verder in als het bij de tekst erboven hoort",
                kort(woord)
            )
        };
        self.syntaxis(
            begin + inspringing(regel).len(),
            begin + regel.len(),
            "op deze regel staat geen sleutel met een dubbele punt",
        )
        .hint(hint)
    }

    /// `sleutel:waarde`, without the space.
    fn zonder_spatie(&self, begin: usize, regel: &str) -> Option<Melding> {
        let (sleutel, waarde) = regel.split_once(':')?;
        let kaal = sleutel.trim_start().trim_start_matches("- ");
        if !is_sleutel(kaal) || waarde.is_empty() || waarde.starts_with([' ', '/']) {
            return None;
        }
        let punt = begin + sleutel.len();
        let melding = self.syntaxis(punt, punt + 1, "na deze dubbele punt ontbreekt een spatie");
        Some(melding.hint(format!("schrijf `{}`", herstel(self.bron, punt, punt + 1, ": "))))
    }

    /// A line that starts in the wrong column.
    fn inspringing(&self) -> Melding {
        let begin = regel_begin(self.bron, self.hier);
        let regel = &self.bron.tekst()[begin..regel_eind(self.bron, self.hier)];
        let kaal = regel.trim_start();
        let streepje = |regel: &str| regel.starts_with("- ") || regel == "-";
        let voorbeeld = self.bron.tekst()[..begin].lines().rev().take(200).find(|boven| {
            let boven = boven.trim();
            !boven.is_empty() && !boven.starts_with('#') && streepje(boven) == streepje(kaal)
        });
        let melding = self.syntaxis(
            begin + inspringing(regel).len(),
            begin + regel.len(),
            "deze regel past niet onder de regels erboven: let op de inspringing",
        );
        match voorbeeld {
            Some(boven) if inspringing(boven) != inspringing(regel) => {
                let kolom = inspringing(boven).chars().count() + 1;
                melding.hint(format!("begin de regel in kolom {kolom}, recht onder `{}`", kort(boven)))
            }
            _ => melding.hint("laat regels die bij elkaar horen in dezelfde kolom beginnen"),
        }
    }
}

/// Whether a word looks like a key rather than like prose.
fn is_sleutel(woord: &str) -> bool {
    !woord.is_empty() && woord.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}
