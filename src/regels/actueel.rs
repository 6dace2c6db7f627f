//! Documents that have had their time, judged by the reference day.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::datum::Schooljaar;
use crate::model::site::{Document, School};

/// The law asks for a profile at least once in so many years.
const JAREN: i32 = 4;

/// The current documents of a school.
pub(super) fn controleer_school(school: &School, stand: Date, meldingen: &mut Meldingen) {
    for document in school.actuele_documenten() {
        controleer(document, stand, meldingen);
    }
    if let Some(profiel) = school.profiel() {
        voorbij(school, profiel, stand, meldingen);
        lang_geleden(profiel, stand, meldingen);
    }
}

/// What holds for any published document.
pub(super) fn controleer(document: &Document, stand: Date, meldingen: &mut Meldingen) {
    let plekken = &document.datumplekken;
    if let Some(tot) = document.geldig_tot.filter(|tot| tot.laatste() < stand) {
        let plek = plekken.geldig_tot.as_ref().unwrap_or(&document.plek);
        let bericht = format!("dit document was geldig tot {tot}, en dat is voorbij");
        meldingen.meld(
            Melding::op(Code::GeldigheidVoorbij, plek, bericht)
                .hint("maak een nieuw document, of verander de datum als het langer geldt"),
        );
    }
    let dagen = [
        ("vastgesteld", document.vastgesteld, &plekken.vastgesteld),
        ("peildatum", document.peildatum, &plekken.peildatum),
    ];
    for (naam, datum, plek) in dagen {
        let Some(datum) = datum.filter(|datum| datum.eerste() > stand) else { continue };
        let bericht = format!("`{naam}` is {datum}, en dat moet nog komen");
        meldingen.meld(
            Melding::op(Code::DatumToekomst, plek.as_ref().unwrap_or(&document.plek), bericht)
                .hint("kijk het jaar na, of geef het document `status: concept` tot het zover is"),
        );
    }
}

/// A profile for a school year or a period that has ended. A date until which it holds says more, and has its own message.
fn voorbij(school: &School, profiel: &Document, stand: Date, meldingen: &mut Meldingen) {
    if profiel.geldig_tot.is_some() {
        return;
    }
    let eind = match &profiel.periode {
        Some((_, tot)) => tot.map(|tot| tot.laatste()),
        None => profiel.schooljaar.map(Schooljaar::eind),
    };
    if eind.is_none_or(|eind| eind >= stand) {
        return;
    }
    let nu = Schooljaar::op(stand);
    let concept =
        school.documenten.iter().find(|d| d.concept && d.formaat.profiel && d.schooljaar > profiel.schooljaar);
    let hint = match concept {
        Some(concept) => format!("er is al een concept voor {}: maak dat af", concept.tijdvak()),
        None => format!(
            "begin een nieuw jaar met `steunwijzer new schooljaar {} {nu}`; geldt dit profiel langer, zet dan bij \
             `geldig-tot` tot wanneer",
            school.slug
        ),
    };
    let bericht = format!("het nieuwste profiel is voor {}, en dat is voorbij", profiel.tijdvak());
    let plek = profiel.datumplekken.schooljaar.as_ref().unwrap_or(&profiel.plek);
    meldingen.meld(Melding::op(Code::SchooljaarVoorbij, plek, bericht).hint(hint));
}

fn lang_geleden(profiel: &Document, stand: Date, meldingen: &mut Meldingen) {
    let Some(datum) = profiel.vastgesteld else { return };
    if !datum.laatste().checked_add(JAREN.years()).is_ok_and(|grens| grens < stand) {
        return;
    }
    let plek: &Plek = profiel.datumplekken.vastgesteld.as_ref().unwrap_or(&profiel.plek);
    let wanneer = if datum.eerste() == datum.laatste() { "op" } else { "in" };
    let bericht = format!("dit profiel is vastgesteld {wanneer} {datum}, meer dan vier jaar geleden");
    meldingen.meld(
        Melding::op(Code::VaststellingOud, plek, bericht)
            .hint("de wet vraagt minstens eens in de vier jaar een nieuw profiel; stel het opnieuw vast"),
    );
}
