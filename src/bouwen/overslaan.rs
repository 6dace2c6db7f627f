//! Leaving out schools with errors, so that the others can be published.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use crate::laden::{map_van_scholen, school_van};
use crate::melding::{Code, Ernst, Melding, Meldingen};
use crate::model::site::Site;
use crate::regels;

/// Checks a site and takes out the schools in whose files an error is. What is wrong there becomes a warning, and each
/// school that is left out is named. Errors elsewhere stay what they are; so do all when no school would be left.
///
/// Links to a school that is left out are not reported: they become plain text.
pub(super) fn controleer(site: &mut Site, content: &Path, stand: Date, meldingen: &mut Meldingen) {
    let map = map_van_scholen(content);
    let mut weg = kapot(meldingen, &map);
    loop {
        site.scholen.retain(|school| !weg.contains(&school.slug));
        site.kapotte_scholen.extend(weg.iter().cloned());
        let mut gevonden = Meldingen::nieuw();
        regels::controleer(site, Some(stand), &mut gevonden);
        let meer: BTreeSet<String> = kapot(&gevonden, &map).difference(&weg).cloned().collect();
        if meer.is_empty() {
            *meldingen = site.gegevens.controles.toegepast(std::mem::take(meldingen));
            meldingen.neem_over(gevonden);
            break;
        }
        // The site without these schools is checked anew; of this run only what is said of them is kept.
        for melding in gevonden.iter().filter(|m| school_van(m, &map).is_some_and(|slug| meer.contains(slug))) {
            meldingen.meld(melding.clone());
        }
        weg.extend(meer);
    }
    if site.scholen.is_empty() {
        return;
    }
    for slug in &weg {
        let fouten = meldingen.iter().filter(|m| m.ernst == Ernst::Fout && school_van(m, &map) == Some(slug)).count();
        let aantal = if fouten == 1 { "er is een fout".to_owned() } else { format!("er zijn {fouten} fouten") };
        let bericht = format!("school `{slug}` is overgeslagen, want {aantal} in haar bestanden");
        meldingen.meld(
            Melding::bij_pad(Code::SchoolOvergeslagen, format!("{map}{slug}"), bericht)
                .hint("verbeter de fouten; zonder --skip-broken wordt er niets gebouwd zolang die er zijn"),
        );
    }
    *meldingen = std::mem::take(meldingen).gewijzigd(|melding| {
        let weggelaten = school_van(&melding, &map).is_some_and(|slug| weg.contains(slug));
        let ernst = if weggelaten { Ernst::Waarschuwing } else { melding.ernst };
        Some(Melding { ernst, ..melding })
    });
}

/// The folders of schools in which an error is.
fn kapot(meldingen: &Meldingen, map: &str) -> BTreeSet<String> {
    let fouten = meldingen.iter().filter(|m| m.ernst == Ernst::Fout);
    fouten.filter_map(|m| school_van(m, map)).map(str::to_owned).collect()
}
