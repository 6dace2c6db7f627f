//! YAML for authors: the crate `yaml-in-place`, whose problems become messages in Dutch here.
//!
//! What a file holds, where, and how it is changed in place is up to that crate, which knows nothing about schools.
//! [`to_source`] and [`read`] are its functions, which report what they find in [`Meldingen`].

use std::sync::Arc;

use yaml_in_place::{Encoding, Kind, Problem, ProblemKind as P, Topic};

use crate::melding::{Code, Melding, Meldingen, Severity};
use crate::source::Source;

pub use yaml_in_place::{
    Edit, Entry, MapEdit, Node, Scalar, TextStyle, Value, clean, diff, edit, patch, satisfies, windows_byte, write,
};

/// Makes a source of a file's bytes, or reports why it is not text in UTF-8; see [`yaml_in_place::to_source`].
pub fn to_source(path: &str, bytes: Vec<u8>, meldingen: &mut Meldingen) -> Option<Arc<Source>> {
    told(meldingen, |problems| yaml_in_place::to_source(path, bytes, problems))
}

/// Reads a source as a tree. `None` when it cannot be read as one; then there is a message. See
/// [`yaml_in_place::read`].
pub fn read(source: &Arc<Source>, meldingen: &mut Meldingen) -> Option<Node> {
    told(meldingen, |problems| yaml_in_place::read(source, problems))
}

fn told<T>(meldingen: &mut Meldingen, work: impl FnOnce(&mut Vec<Problem>) -> T) -> T {
    let mut problems = Vec::new();
    let outcome = work(&mut problems);
    problems.iter().map(melding).for_each(|melding| meldingen.push(melding));
    outcome
}

/// What a node is, for "verwacht wordt ..., hier staat ...".
pub fn kind_name(node: &Node) -> &'static str {
    name_of(node.kind())
}

fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Empty => "niets",
        Kind::Text => "een tekst",
        Kind::List => "een lijst",
        Kind::Map => "een groep met sleutels",
    }
}

/// The message for a problem of a file.
fn melding(problem: &Problem) -> Melding {
    let melding = Melding::at(code(problem.topic()), &problem.span, message(&problem.kind)).hint(hint(&problem.kind));
    let melding = match label(&problem.kind) {
        Some(label) => melding.label(label),
        None => melding,
    };
    let melding = match (&problem.kind, &problem.also) {
        (P::DuplicateKey { .. }, Some(first)) => melding.also(first, "hier staat hij voor het eerst"),
        (_, Some(other)) => melding.also(other, "deze opsomming"),
        (_, None) => melding,
    };
    match problem.kind {
        P::Hash { stops: true, .. } => Melding { severity: Severity::Error, ..melding },
        _ => melding,
    }
}

fn code(topic: Topic) -> Code {
    match topic {
        Topic::Encoding => Code::NotUtf8,
        Topic::Versions => Code::VersionsMixed,
        Topic::Syntax => Code::YamlSyntax,
        Topic::Tab => Code::YamlTab,
        Topic::Quote => Code::YamlQuote,
        Topic::Character => Code::YamlChar,
        Topic::Brackets => Code::YamlBrackets,
        Topic::Colon => Code::YamlColon,
        Topic::Comma => Code::YamlComma,
        Topic::Hash => Code::YamlHash,
        Topic::Fold => Code::YamlFold,
        Topic::Anchor => Code::YamlAnchor,
        Topic::Tag => Code::YamlTag,
        Topic::Merge => Code::YamlMerge,
        Topic::Documents => Code::YamlMultipleDocuments,
        Topic::Depth => Code::TooDeep,
        Topic::Size => Code::FileTooBig,
        Topic::DuplicateKey => Code::DuplicateKey,
    }
}

fn message(kind: &P) -> String {
    match kind {
        P::NotUtf8(Encoding::Utf16) => "dit bestand is opgeslagen als UTF-16, niet als UTF-8".to_owned(),
        P::NotUtf8(Encoding::Office) => {
            "dit is geen tekstbestand, maar een Word-document, een spreadsheet of een zip".to_owned()
        }
        P::NotUtf8(Encoding::Binary) => "dit is geen tekstbestand".to_owned(),
        P::NotUtf8(Encoding::SingleByte) => {
            "dit bestand is geen UTF-8, maar waarschijnlijk Windows-1252 (Latin-1 of ANSI)".to_owned()
        }
        P::VersionsMixed => "in dit bestand staan twee versies door elkaar".to_owned(),
        P::Unreadable { .. } => "YAML kan deze regel niet lezen".to_owned(),
        P::QuoteUnclear => "een aanhalingsteken op deze regel klopt niet".to_owned(),
        P::BracketsDiffer { open, close } => format!("dit haakje `{open}` wordt gesloten met `{close}`"),
        P::BlockNotIndented => "deze regel springt niet ver genoeg in".to_owned(),
        P::StrayCharacter => "dit teken kan hier niet staan".to_owned(),
        P::BracketNotClosed { open, .. } => format!("dit haakje `{open}` wordt niet gesloten"),
        P::NoKey { .. } => "op deze regel staat geen sleutel met een dubbele punt".to_owned(),
        P::NoSpaceAfterColon { .. } => "na deze dubbele punt ontbreekt een spatie".to_owned(),
        P::Indentation { .. } => "deze regel past niet onder de regels erboven: let op de inspringing".to_owned(),
        P::KeyMissing => "voor deze dubbele punt ontbreekt de sleutel".to_owned(),
        P::Tab { .. } => "hier staat een tab; YAML springt alleen in met spaties".to_owned(),
        P::Apostrophe { .. } => "de waarde begint met een apostrof, en die leest YAML als aanhalingsteken".to_owned(),
        P::TextAfterQuote { .. } => "er staat nog tekst achter het sluitende aanhalingsteken".to_owned(),
        P::QuoteNotClosed { .. } => "dit aanhalingsteken wordt niet gesloten".to_owned(),
        P::Backslash { .. } => "een `\\` tussen dubbele aanhalingstekens leest YAML als opdracht".to_owned(),
        P::TextAfterBlockMarker { sign, .. } => {
            format!("na `{sign}` aan het begin van een waarde kan op dezelfde regel geen tekst staan")
        }
        P::LoneDash { .. } => "een los streepje is geen waarde, maar het begin van een lijst".to_owned(),
        P::DashBeforeText { .. } => "een waarde kan niet beginnen met een los streepje".to_owned(),
        P::ListOfStars { .. } => "een lijst krijgt streepjes, geen sterretjes".to_owned(),
        P::PercentLine { .. } => "een regel kan niet beginnen met `%`".to_owned(),
        P::CharacterAtStart { sign, .. } => {
            format!("een waarde kan niet beginnen met `{sign}`: dat is een teken van YAML")
        }
        P::TextAfterBracket { open, .. } => {
            format!("de waarde begint met `{open}`, maar na het sluitende haakje staat nog tekst")
        }
        P::BracketNotOpen { close, .. } => format!("`{close}` sluit een haakje dat niet open staat"),
        P::KeyNotText { found, .. } => format!("een sleutel is een tekst; dit leest YAML als {}", name_of(*found)),
        P::KeyWithoutValue { text } => format!("`{text}` staat tussen `{{ }}` zonder waarde"),
        P::ColonInValue { .. } => "een dubbele punt midden in een waarde".to_owned(),
        P::ColonInLines => "een dubbele punt midden in een tekst van meer regels".to_owned(),
        P::CommaCutsValue { text, .. } => format!("na de komma leest YAML `{text}` als een nieuwe sleutel"),
        P::CommaInNumber { text, .. } => format!("`{text}` tussen haakjes leest YAML als twee waarden"),
        P::Hash { text, .. } => format!("`{text}` valt weg: na ` #` leest YAML een opmerking"),
        P::DashJoined { .. } => "dit streepje plakt YAML aan de tekst erboven vast".to_owned(),
        P::ListFolded { .. } => "`>` plakt de regels van deze opsomming aan elkaar".to_owned(),
        P::Anchor { text, .. } => {
            format!("YAML leest `{text}` niet als tekst: `&` aan het begin is een teken van YAML")
        }
        P::Alias { text, .. } => format!("YAML leest `{text}` niet als tekst, maar als een verwijzing"),
        P::Tag { text, .. } => format!("YAML leest `{text}` niet als tekst: `!` aan het begin is een teken van YAML"),
        P::MergeKey => "`<<` om groepen samen te voegen wordt niet gelezen".to_owned(),
        P::MoreDocuments => "hier begint een tweede document in hetzelfde bestand".to_owned(),
        P::TooDeep { at_most } => format!("lijsten en groepen zitten hier meer dan {at_most} diep in elkaar"),
        P::TooLarge { at_most } => format!("dit bestand heeft meer dan {at_most} waarden"),
        P::DuplicateKey { text } => format!("de sleutel `{text}` staat er twee keer"),
    }
}

/// A few words under the marked text.
fn label(kind: &P) -> Option<String> {
    match kind {
        P::NotUtf8(_) => Some("vanaf hier is het geen UTF-8".to_owned()),
        P::VersionsMixed => Some("hier begint de ene versie".to_owned()),
        P::ColonInValue { .. } | P::ColonInLines => Some("hier leest YAML een nieuwe sleutel".to_owned()),
        P::Unreadable { parser } => Some(format!("de lezer zegt: {parser}")),
        _ => None,
    }
}

/// Keys whose value is a text, never a list of names.
const TEXTS: [&str; 9] = ["noot", "tekst", "zin", "toelichting", "voor-ouders", "titel", "naam", "bron", "hoeveel"];

fn hint(kind: &P) -> String {
    match kind {
        P::NotUtf8(Encoding::Utf16 | Encoding::SingleByte) => {
            "kies in uw tekstverwerker bij `Opslaan als` de codering `UTF-8`".to_owned()
        }
        P::NotUtf8(Encoding::Office | Encoding::Binary) => "sla de inhoud op als gewone tekst (UTF-8)".to_owned(),
        P::VersionsMixed => {
            "kies per stuk de goede versie, en haal de regels met `<<<<<<<`, `=======` en `>>>>>>>` weg".to_owned()
        }
        P::Unreadable { .. } => {
            "kijk of dubbele punt, aanhalingstekens en inspringing kloppen, ook erboven".to_owned()
        }
        P::QuoteUnclear => "kijk of elk aanhalingsteken gesloten wordt".to_owned(),
        P::BracketsDiffer { .. } => "sluit `[` met `]` en `{` met `}`".to_owned(),
        P::BlockNotIndented => "laat alle regels onder `|` of `>` even ver inspringen".to_owned(),
        P::StrayCharacter => "haal het weg, of zet aanhalingstekens om de waarde".to_owned(),
        P::BracketNotClosed { mended, .. } => format!("sluit het: `{mended}`"),
        P::NoKey { below_block: true, .. } => {
            "laat de tekst onder `|` of `>` inspringen, verder dan de sleutel".to_owned()
        }
        P::NoKey { text, .. } => {
            format!("schrijf een sleutel als `{text}: ...`; spring verder in als het bij de tekst erboven hoort")
        }
        P::NoSpaceAfterColon { mended } => format!("schrijf `{mended}`"),
        P::Indentation { like: Some((column, above)) } => {
            format!("begin de regel in kolom {column}, recht onder `{above}`")
        }
        P::Indentation { like: None } => "laat regels die bij elkaar horen in dezelfde kolom beginnen".to_owned(),
        P::KeyMissing => "schrijf `sleutel: waarde`".to_owned(),
        P::Tab { lines: 0 | 1 } => "vervang de tab door spaties, twee per stap".to_owned(),
        P::Tab { lines } => {
            format!("vervang de tab door spaties; {lines} regels van dit bestand springen in met een tab")
        }
        P::TextAfterQuote { mended } => format!("zet aanhalingstekens om de hele waarde: `{mended}`"),
        P::QuoteNotClosed { mended } => format!("sluit het aan het eind van de waarde: `{mended}`"),
        P::Backslash { mended } => format!("gebruik enkele aanhalingstekens: `{mended}`"),
        P::LoneDash { mended } => format!("laat de waarde leeg, of zet er aanhalingstekens om: `{mended}`"),
        P::DashBeforeText { mended } => {
            format!("zet aanhalingstekens om de waarde: `{mended}`; een lijst begint op een nieuwe regel")
        }
        P::ListOfStars { mended } => format!("schrijf een streepje: `{mended}`"),
        P::PercentLine { mended: None } => "haal deze regel weg".to_owned(),
        P::PercentLine { mended: Some(mended) } => format!("zet aanhalingstekens om de tekst: `{mended}`"),
        P::Apostrophe { mended }
        | P::TextAfterBlockMarker { mended, .. }
        | P::CharacterAtStart { mended, .. }
        | P::TextAfterBracket { mended, .. }
        | P::BracketNotOpen { mended, .. }
        | P::ColonInValue { mended }
        | P::Anchor { mended, .. }
        | P::Tag { mended: Some(mended), .. } => format!("zet aanhalingstekens om de waarde: `{mended}`"),
        P::KeyNotText { mended, .. } => format!("zet er aanhalingstekens om: `{mended}`"),
        P::KeyWithoutValue { .. } => {
            "schrijf `{sleutel: waarde}`; gebruik `[ ]` voor een lijst, of zet aanhalingstekens om een tekst met haakjes"
                .to_owned()
        }
        P::ColonInLines => {
            "zet `|` achter de dubbele punt van de sleutel en begin de tekst op de regel eronder".to_owned()
        }
        P::DashJoined { in_list: false } => {
            "zet `|` achter de dubbele punt en begin de tekst op de regel eronder".to_owned()
        }
        P::DashJoined { in_list: true } => "zet de streepjes van een lijst recht onder elkaar".to_owned(),
        P::CommaCutsValue { key, mended: Some(mended), as_list: Some(as_list), .. }
            // Quotes around several names would make them one.
            if !TEXTS.contains(&key.as_str()) =>
        {
            format!("zijn het namen, maak er dan een lijst van: `{as_list}`; is het één tekst: `{mended}`")
        }
        P::CommaCutsValue { mended: Some(mended), .. } => {
            format!("zet aanhalingstekens om de hele waarde: `{mended}`")
        }
        P::CommaCutsValue { text, mended: None, .. } => format!("geef `{text}` een waarde, of haal de komma weg"),
        P::CommaInNumber { mended, as_two, .. } => format!(
            "een bedrag krijgt aanhalingstekens: `{mended}`; bij twee waarden hoort een spatie na de komma: `{as_two}`"
        ),
        P::Hash { mended: Some(line), .. } => {
            format!("zet aanhalingstekens om de waarde: `{line}`; of zet bij een opmerking een spatie achter `#`")
        }
        P::Hash { mended: None, .. } => {
            "zet aanhalingstekens om de hele waarde; of zet bij een opmerking een spatie achter `#`".to_owned()
        }
        P::ListFolded { mended } => format!("gebruik `|`: `{mended}`"),
        P::Alias { mended, .. } => {
            format!("zet aanhalingstekens om de waarde: `{mended}`; of schrijf uit wat er moet staan")
        }
        P::Tag { text, mended: None } => format!("haal `{text}` weg: wat u typt, blijft zoals u het typt"),
        P::MergeKey => "schrijf de sleutels hier voluit".to_owned(),
        P::MoreDocuments => "haal de regel `---` of `...` weg, of maak er twee bestanden van".to_owned(),
        P::TooDeep { .. } => "kijk of er haakjes te veel staan".to_owned(),
        P::TooLarge { .. } => "verdeel het over meer bestanden".to_owned(),
        P::DuplicateKey { .. } => "voeg de twee samen, of geef een van de twee een andere naam".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages for a text.
    fn told(text: &str) -> Vec<Melding> {
        let mut meldingen = Meldingen::new();
        read(&Source::new("a.yaml", text), &mut meldingen);
        meldingen.sorted()
    }

    #[test]
    fn no_message_is_the_english_of_the_crate() {
        for text in [
            "a: \u{1}",
            "a: [1, 2\nb: 3",
            "a:\n\tb: 1",
            "a: Let op: dit",
            "[a]: b",
            "a: {b, c}",
            "%YAML 1.2\n---\na: 1",
        ] {
            let mut problems = Vec::new();
            yaml_in_place::read(&Source::new("a.yaml", text), &mut problems);
            let meldingen = told(text);
            assert!(!meldingen.is_empty(), "{text}");
            for (melding, problem) in meldingen.iter().zip(&problems) {
                assert_ne!(melding.message, problem.kind.to_string(), "{text}");
                assert_ne!(melding.hint.as_deref(), Some(problem.hint().as_str()), "{text}");
            }
        }
    }

    #[test]
    fn names_behind_a_comma_may_be_a_list_and_a_remark_never_is() {
        let hint = |text: &str| told(text).remove(0).hint.unwrap_or_default();
        assert!(hint("a: {wie: Mentor, Coach}").contains("`a: {wie: [Mentor, Coach]}`"));
        for key in ["noot", "zin", "titel"] {
            assert_eq!(
                hint(&format!("a: {{{key}: Mentor, Coach}}")),
                format!("zet aanhalingstekens om de hele waarde: `a: {{{key}: \"Mentor, Coach\"}}`")
            );
        }
    }

    #[test]
    fn text_behind_a_hash_sign_is_an_error_only_where_reading_stops() {
        let severities = |text: &str| told(text).iter().map(|m| m.severity).collect::<Vec<_>>();
        assert_eq!(severities("a: x #y"), [Severity::Warning]);
        assert_eq!(severities("b: x #twee\n  vervolg"), [Severity::Error]);
        assert_eq!(severities("b: [x #twee\n"), [Severity::Error]);
    }
}
