//! Documents that are out of date, judged by the reference date.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::melding::{Code, Melding, Meldingen};
use crate::model::date::Schooljaar;
use crate::model::site::{Document, School};
use crate::source::Span;

/// The law asks for a new profile at least once every so many years.
const YEARS: i32 = 4;

/// The current documents of a school.
pub(super) fn check_school(school: &School, today: Date, meldingen: &mut Meldingen) {
    for document in school.current_documenten() {
        check(document, today, meldingen);
    }
    if let Some(profiel) = school.profiel() {
        expired(school, profiel, today, meldingen);
        long_ago(profiel, today, meldingen);
    }
}

/// The checks for any published document.
pub(super) fn check(document: &Document, today: Date, meldingen: &mut Meldingen) {
    let date_spans = &document.date_spans;
    if let Some(to) = document.valid_until.filter(|to| to.last() < today) {
        let span = date_spans.valid_until.as_ref().unwrap_or(&document.span);
        let message = format!("dit document was geldig tot {to}, en dat is voorbij");
        meldingen.push(
            Melding::at(Code::ValidityOver, span, message)
                .hint("maak een nieuw document, of verander de datum als het langer geldt"),
        );
    }
    let dates = [
        ("vastgesteld", document.adopted, &date_spans.adopted),
        ("peildatum", document.peildatum, &date_spans.peildatum),
    ];
    for (name, date, span) in dates {
        let Some(date) = date.filter(|date| date.first() > today) else { continue };
        let message = format!("`{name}` is {date}, en dat moet nog komen");
        meldingen.push(
            Melding::at(Code::DateInFuture, span.as_ref().unwrap_or(&document.span), message)
                .hint("kijk het jaar na, of geef het document `status: concept` tot het zover is"),
        );
    }
}

/// A profile for a school year or a period that has ended. `geldig-tot` says more, and has its own message.
fn expired(school: &School, profiel: &Document, today: Date, meldingen: &mut Meldingen) {
    if profiel.valid_until.is_some() {
        return;
    }
    let end = match &profiel.period {
        Some((_, to)) => to.map(|to| to.last()),
        None => profiel.schooljaar.map(Schooljaar::end),
    };
    if end.is_none_or(|end| end >= today) {
        return;
    }
    let now = Schooljaar::at(today);
    let concept =
        school.documenten.iter().find(|d| d.concept && d.formaat.profiel && d.schooljaar > profiel.schooljaar);
    let hint = match concept {
        Some(concept) => format!("er is al een concept voor {}: maak dat af", concept.period_label()),
        None => format!(
            "begin een nieuw jaar met `steunwijzer new schooljaar {} {now}`; geldt dit profiel langer, zet dan bij \
             `geldig-tot` tot wanneer",
            school.slug
        ),
    };
    let message = format!("het nieuwste profiel is voor {}, en dat is voorbij", profiel.period_label());
    let span = profiel.date_spans.schooljaar.as_ref().unwrap_or(&profiel.span);
    meldingen.push(Melding::at(Code::SchooljaarOver, span, message).hint(hint));
}

fn long_ago(profiel: &Document, today: Date, meldingen: &mut Meldingen) {
    let Some(date) = profiel.adopted else { return };
    if !date.last().checked_add(YEARS.years()).is_ok_and(|limit| limit < today) {
        return;
    }
    let span: &Span = profiel.date_spans.adopted.as_ref().unwrap_or(&profiel.span);
    let when = if date.first() == date.last() { "op" } else { "in" };
    let message = format!("dit profiel is vastgesteld {when} {date}, meer dan vier jaar geleden");
    meldingen.push(
        Melding::at(Code::AdoptionOld, span, message)
            .hint("de wet vraagt minstens eens in de vier jaar een nieuw profiel; stel het opnieuw vast"),
    );
}
