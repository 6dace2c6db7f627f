//! Leaving out schools with errors, so that the others can be published.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use crate::checks;
use crate::load::{scholen_dir, school_of};
use crate::melding::{Code, Melding, Meldingen, Severity};
use crate::model::site::Site;

/// Checks a site and removes the schools with errors in their files. Those errors become warnings, and each school that
/// is left out is reported. Errors elsewhere remain errors; so do all of them when no school would be left.
///
/// Links to a school that is left out are not reported: they become plain text.
pub(super) fn check(site: &mut Site, content: &Path, today: Date, meldingen: &mut Meldingen) {
    let dir = scholen_dir(content);
    let mut broken_scholen = broken(meldingen, &dir);
    loop {
        site.scholen.retain(|school| !broken_scholen.contains(&school.slug));
        site.broken_scholen.extend(broken_scholen.iter().cloned());
        let mut found = Meldingen::new();
        checks::check(site, Some(today), &mut found);
        let more: BTreeSet<String> = broken(&found, &dir).difference(&broken_scholen).cloned().collect();
        if more.is_empty() {
            *meldingen = site.gegevens.controles.applied(std::mem::take(meldingen));
            meldingen.extend(found);
            break;
        }
        // The site without these schools is checked again; from this round only the messages about them are kept.
        for melding in found.iter().filter(|m| school_of(m, &dir).is_some_and(|slug| more.contains(slug))) {
            meldingen.push(melding.clone());
        }
        broken_scholen.extend(more);
    }
    if site.scholen.is_empty() {
        return;
    }
    for slug in &broken_scholen {
        let errors =
            meldingen.iter().filter(|m| m.severity == Severity::Error && school_of(m, &dir) == Some(slug)).count();
        let count = if errors == 1 { "er is een fout".to_owned() } else { format!("er zijn {errors} fouten") };
        let message = format!("school `{slug}` is overgeslagen, want {count} in haar bestanden");
        meldingen.push(
            Melding::at_path(Code::SchoolSkipped, format!("{dir}{slug}"), message)
                .hint("verbeter de fouten; zonder --skip-broken wordt er niets gebouwd zolang die er zijn"),
        );
    }
    *meldingen = std::mem::take(meldingen).filter_map(|melding| {
        let left_out = school_of(&melding, &dir).is_some_and(|slug| broken_scholen.contains(slug));
        let severity = if left_out { Severity::Warning } else { melding.severity };
        Some(Melding { severity, ..melding })
    });
}

/// The slugs of schools with an error in their files.
fn broken(meldingen: &Meldingen, dir: &str) -> BTreeSet<String> {
    let errors = meldingen.iter().filter(|m| m.severity == Severity::Error);
    errors.filter_map(|m| school_of(m, dir)).map(str::to_owned).collect()
}
