//! Limits for which nobody said which hulpvragen they are about, and what stands among limits and is none.

use crate::facts::grenzen::{Basis, Grens, Grenzen, Matcher};
use crate::grammar::about::{HULPVRAGEN, NONE};
use crate::melding::{Code, Melding, Meldingen};
use crate::model::catalogus::Catalogus;
use crate::model::site::Document;
use crate::text::sentences;

/// The most limits that a message names.
const NAMED: usize = 3;
/// How much of each it quotes, in characters.
const CHARS: usize = 60;

/// One message per section: the limits that were matched by their words, and the hulpvragen they are shown with.
pub(super) fn check(document: &Document, catalogus: &Catalogus, matcher: &Matcher, meldingen: &mut Meldingen) {
    let grenzen = Grenzen::of(&[document], catalogus, matcher);
    let guessed = |g: &&Grens<'_>| g.hulpvragen.values().any(|basis| matches!(basis, Basis::Matched(_)));
    for (_, sectie) in &grenzen.secties {
        // Only sections about limits: the limit of a single offer belongs to the questions of that offer, and its row
        // has no key to name others.
        let all: Vec<&Grens<'_>> = grenzen.all.iter().filter(|g| g.sectie.id == sectie.id).filter(guessed).collect();
        let Some(first) = all.first() else { continue };
        let named = all.iter().take(NAMED).map(|g| {
            let hulpvragen: Vec<String> = g.hulpvragen.keys().map(|v| format!("`{v}`")).collect();
            format!(
                "“{}” bij {}",
                sentences::truncate(g.sentence.trim_end_matches('.'), CHARS),
                sentences::join_and(&hulpvragen)
            )
        });
        let more = if all.len() > NAMED { format!(", en nog {}", all.len() - NAMED) } else { String::new() };
        let message = format!(
            "de website leest zelf bij welke hulpvraag een grens van `{}` hoort: {}{more}",
            sectie.id,
            named.collect::<Vec<_>>().join(", ")
        );
        let hulpvragen: Vec<&str> = first.hulpvragen.keys().map(String::as_str).collect();
        let hint = format!(
            "klopt het, schrijf dan bij de grens of bij de hele sectie `{HULPVRAGEN}: [{}]`; hoort er een andere vraag \
             bij, noem dan die, en hoort er geen bij, schrijf dan `{HULPVRAGEN}: {NONE}`",
            hulpvragen.join(", ")
        );
        meldingen
            .push(Melding::at(Code::GrensWithoutQuestion, &crate::vormen::heading_of(&first.span), message).hint(hint));
    }
    for pointer in &grenzen.pointers {
        let message = format!(
            "dit zegt niet wat de school niet kan bieden, en staat dus nergens als grens: “{}”",
            sentences::truncate(pointer.text.trim_end_matches('.'), CHARS)
        );
        let hint = "schrijf hier de grens zelf; een verwijzing past in de `toelichting`. Is het toch een grens, zet er dan \
                    `hulpvragen` of `items` bij";
        meldingen.push(
            Melding::at(Code::GrensPointsElsewhere, &crate::vormen::heading_of(&pointer.span), message).hint(hint),
        );
    }
}
