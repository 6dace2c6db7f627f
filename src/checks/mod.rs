//! Checks over the whole model, after everything was read: what a careful adviser would say about a profile.
//!
//! Each file is one thought. `model::controles` says why each check matters and how a site may change its severity;
//! `docs/controles.md` explains them to authors.
//!
//! Words are checked where they are published. What identifies people is checked in every document, old ones too,
//! since those stay on the site; how a text reads matters where it is read: in current documents and in concepts.

mod afkortingen;
mod attachments;
mod bereik;
mod contact;
mod contradiction;
mod current;
mod duplicate;
mod first_names;
mod garbled;
mod grenzen;
mod identifiable;
mod left_overs;
mod links;
mod memory;
mod nouns;
mod numbers;
mod persons;
mod reading_level;
mod surroundings;
mod taken_over;
mod vocabulary;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::melding::{Code, Melding, Meldingen, Severity};
use crate::model::formaat::BelongsTo;
use crate::model::site::{Document, School, Site};
use crate::soorten;
use crate::source::Span;
use crate::text::LinkTarget;

use crate::facts::texts::{self as texts, Text};
pub use memory::CheckCache;
use surroundings::Surroundings;

/// Checks a site. What the site switched off is left out, also from what was reported before. `today` is the date by
/// which "out of date" is judged; without it that is not checked.
pub fn check(site: &Site, today: Option<Date>, meldingen: &mut Meldingen) {
    recheck(site, today, &mut CheckCache::none(), meldingen);
}

/// Checks a site as [`check`] does, but a school only if it changed since the last time.
pub fn recheck(site: &Site, today: Option<Date>, memory: &mut CheckCache, meldingen: &mut Meldingen) {
    run_checks(site, today, Depth::All, memory, meldingen);
}

/// Only the errors that [`recheck`] would find, including those already reported: for callers that must be quick.
/// Most checks can only warn, and those take nearly all the time.
pub fn errors(site: &Site, today: Option<Date>, memory: &mut CheckCache, meldingen: &mut Meldingen) {
    run_checks(site, today, Depth::ErrorsOnly, memory, meldingen);
    *meldingen = std::mem::take(meldingen).errors_only();
}

/// How much is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// All checks that the site did not switch off.
    All,
    /// Only checks that find errors.
    ErrorsOnly,
}

fn run_checks(site: &Site, today: Option<Date>, depth: Depth, memory: &mut CheckCache, meldingen: &mut Meldingen) {
    let round = Round { surroundings: Surroundings::of(site, today), depth };
    memory.in_surroundings(round.surroundings.hash());
    round.of_site(site, meldingen);
    for document in &site.praktijk {
        round.document(None, document, true, meldingen);
        check_formaat_kind(document, BelongsTo::Praktijk, meldingen);
        if let Some(today) = today.filter(|_| !document.concept) {
            current::check(document, today, meldingen);
        }
    }
    for own in memory.per_school(site, depth == Depth::All, |school| round.school(school)) {
        meldingen.extend(own);
    }
    *meldingen = site.gegevens.controles.applied(std::mem::take(meldingen));
}

/// One run over a site.
struct Round<'a> {
    surroundings: Surroundings<'a>,
    depth: Depth,
}

impl Round<'_> {
    fn of_site(&self, site: &Site, meldingen: &mut Meldingen) {
        let gegevens = &site.gegevens;
        self.links(None, None, &gegevens.links, meldingen);
        if !self.enabled_in_words() {
            return;
        }
        let mut all: Vec<Text<'_>> = Vec::new();
        for instantie in [&gegevens.publisher, &gegevens.contact, &gegevens.steunpunt].into_iter().flatten() {
            all.extend(texts::of_organization(instantie));
        }
        all.extend(gegevens.introduction.as_ref().map(|text| texts::of_markdown(text, true)));
        all.extend(site.praktijk_intro.as_ref().map(|text| texts::of_markdown(text, false)));
        all.extend(texts::of_own_items(&site.catalogus));
        self.words(&all, true, meldingen);
    }

    fn school(&self, school: &School) -> Meldingen {
        let mut meldingen = Meldingen::new();
        self.links(Some(school), None, &school.links, &mut meldingen);
        if self.enabled_in_words() {
            self.words(&texts::of_school(school), true, &mut meldingen);
        }
        contact::check(school, &mut meldingen);
        profielen(school, &mut meldingen);
        if let Some(today) = self.surroundings.today {
            current::check_school(school, today, &mut meldingen);
        }
        let current = school.current_documenten();
        for document in &school.documenten {
            let counts = document.concept || current.iter().any(|d| std::ptr::eq(*d, document));
            self.document(Some(school), document, counts, &mut meldingen);
            if counts && self.enabled(&[Code::PhoneDiffers]) {
                numbers::check(school, document, &mut meldingen);
            }
            check_formaat_kind(document, BelongsTo::School, &mut meldingen);
        }
        meldingen
    }

    /// `now`: whether it holds now, or will once it is published.
    fn document(&self, school: Option<&School>, document: &Document, now: bool, meldingen: &mut Meldingen) {
        self.links(school, Some(document), &document.links, meldingen);
        secties(document, meldingen);
        taken_over::check(document, meldingen);
        if self.enabled(&[Code::YesAndNo, Code::Contradiction, Code::BijlageMissing]) {
            let feiten = soorten::feiten(document, self.surroundings.catalogus);
            contradiction::check(document, &feiten, self.surroundings.catalogus, meldingen);
        }
        if self.enabled(&[Code::Identifiable]) {
            identifiable::check_figures(document, meldingen);
        }
        if self.enabled(&[Code::AttachmentProperties]) {
            attachments::check(document, school, &self.surroundings.organizations, meldingen);
        }
        if now && self.enabled(&[Code::DuplicateItem, Code::IsInList]) {
            duplicate::check(document, meldingen);
        }
        if now && self.enabled(&[Code::GrensWithoutQuestion, Code::GrensPointsElsewhere]) {
            grenzen::check(document, self.surroundings.catalogus, &self.surroundings.matcher, meldingen);
        }
        let afkortingen = now && self.enabled(&[Code::UnknownAfkorting]);
        if afkortingen || self.enabled_in_words() {
            let all = texts::of_document(document);
            self.words(&all, now, meldingen);
            if afkortingen {
                afkortingen::check(document, &all, &self.surroundings.vocabulary, meldingen);
            }
        }
    }

    fn links(
        &self,
        school: Option<&School>,
        document: Option<&Document>,
        links: &[(LinkTarget, Span)],
        meldingen: &mut Meldingen,
    ) {
        links::check(&self.surroundings, school, document, links, meldingen);
        if self.enabled(&[Code::PrivateData]) {
            bereik::check_links(links, &self.surroundings.vocabulary, meldingen);
        }
    }

    fn words(&self, texts: &[Text<'_>], now: bool, meldingen: &mut Meldingen) {
        if self.enabled(&[Code::PersonName]) {
            persons::check(texts, &self.surroundings.vocabulary, meldingen);
        }
        if self.enabled(&[Code::PrivateData]) {
            bereik::check(texts, &self.surroundings.vocabulary, meldingen);
        }
        if self.enabled(&[Code::Identifiable]) {
            identifiable::check(texts, meldingen);
        }
        if self.enabled(&[Code::GarbledLetters]) {
            garbled::check(texts, meldingen);
        }
        if self.enabled(&[Code::PlaceholderText, Code::HtmlInText, Code::MarkupDoubt]) {
            left_overs::check(texts, meldingen);
        }
        if now && self.enabled(&[Code::ReadingLevel]) {
            reading_level::check(texts, &self.surroundings.vocabulary, meldingen);
        }
    }

    /// Whether [`Self::words`] would check anything: gathering the words takes time too.
    fn enabled_in_words(&self) -> bool {
        let in_words = [Code::PersonName, Code::PrivateData, Code::Identifiable, Code::ReadingLevel];
        let in_any = [Code::PlaceholderText, Code::HtmlInText, Code::MarkupDoubt, Code::GarbledLetters];
        self.enabled(&in_words) || self.enabled(&in_any)
    }

    /// Whether any of these is checked. What is switched off is dropped at the end anyway; this saves the time to find
    /// it.
    fn enabled(&self, codes: &[Code]) -> bool {
        codes.iter().any(|code| match self.surroundings.controles.severity(*code) {
            None => false,
            Some(severity) => self.depth == Depth::All || severity == Severity::Error,
        })
    }
}

/// A format for practice examples is not for schools, and the other way round.
fn check_formaat_kind(document: &Document, from: BelongsTo, meldingen: &mut Meldingen) {
    if document.formaat.from != from {
        let (id, good) = (&document.formaat.id, document.formaat.from.word());
        meldingen.push(
            Melding::at(Code::UnknownValue, &document.span, format!("formaat `{id}` kan hier niet gebruikt worden"))
                .hint(format!("dit formaat is voor documenten van soort `{good}` (`van: {good}` in het formaat)")),
        );
    }
}

/// The checks that each kind has for its sections, and mandatory sections.
fn secties(document: &Document, meldingen: &mut Meldingen) {
    for sectie in document.formaat.secties() {
        match document.antwoorden.get(&sectie.id) {
            Some(antwoord) => soorten::renderer(sectie.soort).check(sectie, antwoord, meldingen),
            None if sectie.mandatory && !document.concept => meldingen.push(
                Melding::at(Code::SectieEmpty, &document.span, format!("sectie `{}` is niet ingevuld", sectie.id))
                    .hint(format!("elk document in formaat `{}` hoort deze te hebben", document.formaat.id)),
            ),
            None => {}
        }
    }
}

/// Two published profiles for one school year: which one holds?
fn profielen(school: &School, meldingen: &mut Meldingen) {
    let profielen = school.documenten.iter().filter(|d| !d.concept && d.formaat.profiel);
    let mut seen: BTreeMap<_, &Document> = BTreeMap::new();
    for document in profielen {
        if let Some(other) = seen.insert(document.schooljaar, document) {
            meldingen.push(
                Melding::at(
                    Code::DuplicateId,
                    &document.span,
                    format!("schooljaar {} heeft al een profiel", document.period_label()),
                )
                .also(&other.span, "dit is ook een gepubliceerd profiel")
                .hint("geef een van de twee `status: concept`"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::texts::{Text, locate};
    use super::vocabulary::test_support::vocabulary;
    use super::{afkortingen, bereik, identifiable, persons};
    use crate::melding::Meldingen;
    use crate::source::{Source, Span};
    use crate::text::reading_level;

    /// Pieces that look like what is searched for, and characters that break careless counting of bytes.
    const FRAGMENTS: [&str; 62] = [
        "mevrouw",
        "Mevr.",
        "de heer",
        "J.",
        "A.B.",
        "Th.",
        "van",
        "der",
        "'t",
        "Bakker",
        "Karin",
        "juf",
        "Jan",
        "School",
        "mentor",
        "is",
        ":",
        ",",
        ".",
        "(",
        ")",
        "/",
        "-",
        "\u{2013}",
        "'",
        "\u{2019}s",
        "06",
        "06-12345678",
        "+31 6",
        "0031",
        "123456",
        "@",
        "info@school.nl",
        "a@b",
        "x.y@gmail.com",
        "2",
        "één",
        "leerlingen",
        "met",
        "autisme",
        "ASS",
        "dove",
        "ZAT",
        "GGZ's",
        "OPP-",
        "(OPDC)",
        "betekent",
        "=",
        "Indien",
        "ten",
        "behoeve van",
        "İ",
        "ß",
        "e\u{301}",
        "\u{feff}",
        "\u{202e}",
        "😀",
        "\u{a0}",
        "\n",
        "\u{85}",
        "",
        "ĳ",
    ];

    #[test]
    fn whatever_is_there_nothing_panics() {
        let vocab = vocabulary(&["Orthopedagoog"], &["De Linde"]);
        let mut random = crate::random::Random::new(0x2545_F491);
        let mut found = 0;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..random.below(24) {
                text.push_str(FRAGMENTS[random.below(FRAGMENTS.len())]);
                if random.below(4) > 0 {
                    text.push(' ');
                }
            }
            let source = Source::new("a.md", text.clone());
            let span = Span::new(&source, 0, text.len());
            let piece = [Text {
                words: text.as_str().into(),
                span: std::borrow::Cow::Borrowed(&span),
                for_ouders: true,
                markdown: None,
            }];
            let mut meldingen = Meldingen::new();
            persons::check(&piece, &vocab, &mut meldingen);
            bereik::check(&piece, &vocab, &mut meldingen);
            identifiable::check(&piece, &mut meldingen);
            super::reading_level::check(&piece, &vocab, &mut meldingen);
            for short in afkortingen::locate(&text) {
                assert!(text.contains(short), "{text:?}");
            }
            for (from, word) in crate::text::words(&text) {
                assert_eq!(text.get(from..from + word.len()), Some(word), "{text:?}");
            }
            let _ = reading_level::assess(&text, &|_| false);
            for melding in meldingen.iter() {
                let span = melding.span.as_ref();
                assert!(span.is_some_and(|p| p.end() <= text.len()), "{text:?}");
                assert!(!melding.message.contains('\n'), "{:?}", melding.message);
                found += 1;
            }
        }
        // If hardly anything is found the pieces are too strange to test anything.
        assert!(found > 10_000, "{found}");
    }

    #[test]
    fn a_span_is_at_the_words_also_across_lines() {
        let source = Source::new("a.yaml", "visie: |\n  Bel mevrouw\n  Bakker.\n");
        let span = Span::new(&source, 7, source.text().len());
        assert_eq!(locate(&span, "mevrouw Bakker").text(), "mevrouw");
        assert_eq!(locate(&span, "staat er niet").line_column(), (1, 8));
        assert_eq!(locate(&span, "").line_column(), (1, 8));
    }
}
