//! The words that are explained to parents where they first stand.

use crate::model::antwoord::{AnswerBody, Row};
use crate::model::formaat::Soort;
use crate::model::site::{Document, School, Site};
use crate::model::value::Content;
use crate::text::{Explanations, Word, sentences};

/// Longer explanations stand in the list of words only: between brackets they would tear a sentence apart.
const MAX_MEANING: usize = 90;

/// Those of a school: its own explanations first, then those of the site, then the built-in ones.
pub fn explanations(site: &Site, school: &School) -> Explanations {
    let documenten = school.profiel().into_iter().chain(school.current_documenten());
    let own: Vec<Word> = documenten.flat_map(own_words).collect();
    Explanations::new(own.into_iter().chain(site.catalogus.explained_words()))
}

/// Those on a page about all schools.
pub fn general(site: &Site) -> Explanations {
    Explanations::new(site.catalogus.explained_words())
}

/// What a document explains itself: its abbreviations, and the rows of its lists of words.
fn own_words(document: &Document) -> Vec<Word> {
    let own = |name: String, afkortingen: Vec<String>, meaning: String| Word {
        name,
        others: Vec::new(),
        afkortingen,
        meaning,
        general: false,
    };
    let mut out = Vec::new();
    for sectie in document.formaat.secties().filter(|s| s.soort == Soort::Begrippen) {
        let Some(AnswerBody::Rows(rows)) = document.antwoorden.get(&sectie.id).map(|a| &a.content) else { continue };
        for row in rows {
            let Row::Row { fields, .. } = row else { continue };
            let field = |index: usize| {
                let (_, filled) = fields.iter().find(|(i, _)| *i == index)?;
                let Content::Text(markdown) = &filled.content else { return None };
                Some(markdown.plain_line())
            };
            let (Some(term), Some(meaning)) = (field(0), field(1)) else { continue };
            let meaning = sentences::lower(meaning.trim().trim_end_matches('.'));
            if meaning.chars().count() <= MAX_MEANING && !meaning.contains(['(', ')', '.']) {
                out.push(own(term, Vec::new(), meaning));
            }
        }
    }
    let short = document.afkortingen.iter().filter(|a| !a.in_full.contains('('));
    out.extend(short.map(|a| own(a.in_full.clone(), vec![a.short.clone()], String::new())));
    out
}

#[cfg(test)]
mod tests {
    use crate::files::Files;
    use crate::melding::Meldingen;
    use crate::model::catalogus::Catalogus;
    use crate::text::sentences;

    /// An explanation stands in the middle of a sentence, between brackets.
    #[test]
    fn the_builtin_explanations_fit_into_a_sentence() {
        let catalogus = Catalogus::read(&Files::empty(), &mut Meldingen::new());
        let words = catalogus.explained_words();
        assert!(words.len() > 50, "{}", words.len());
        for word in words {
            let meaning = &word.meaning;
            assert!(meaning.chars().count() <= super::MAX_MEANING, "{meaning}");
            assert!(!meaning.contains(['(', ')', '.', ';']), "{meaning}");
            assert_eq!(*meaning, sentences::lower(meaning), "{meaning}");
            for form in std::iter::once(&word.name).chain(&word.others).chain(&word.afkortingen) {
                assert!(!meaning.to_lowercase().contains(&form.to_lowercase()), "{form}: {meaning}");
            }
        }
    }
}
