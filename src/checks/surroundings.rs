//! What the checks of a school know besides that school.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use jiff::civil::Date;

use crate::facts::grenzen::Matcher;
use crate::model::catalogus::Catalogus;
use crate::model::controles::Switches;
use crate::model::site::Site;

use super::vocabulary::Vocabulary;

/// All that the checks of a school or a document may look at besides it. They get this and no [`Site`]: so what they found
/// holds for as long as this stays the same, and the compiler sees to it that it is all.
pub(super) struct Surroundings<'a> {
    pub(super) catalogus: &'a Catalogus,
    /// Which checks the site switches off, or calls an error.
    pub(super) controles: &'a Switches,
    /// The slugs of all schools.
    pub(super) slugs: BTreeSet<&'a str>,
    /// The slugs of schools that were left out because of their errors.
    pub(super) broken: &'a BTreeSet<String>,
    pub(super) vocabulary: Vocabulary,
    /// Names of the organisations that the site is of.
    pub(super) organizations: Vec<String>,
    pub(super) matcher: Matcher,
    /// The day by which "out of date" is judged; without it that is not checked.
    pub(super) today: Option<Date>,
}

impl<'a> Surroundings<'a> {
    pub(super) fn of(site: &'a Site, today: Option<Date>) -> Self {
        Self {
            catalogus: &site.catalogus,
            controles: &site.gegevens.controles,
            slugs: site.scholen.iter().map(|school| school.slug.as_str()).collect(),
            broken: &site.broken_scholen,
            vocabulary: Vocabulary::of(site),
            organizations: super::attachments::organizations(site),
            matcher: Matcher::new(&site.catalogus),
            today,
        }
    }

    /// A number that differs when these differ, but for the definitions: whoever read those knows whether they changed.
    pub(super) fn hash(&self) -> u64 {
        // Each by its name: one that comes along is thought of here, or does not compile.
        let Self { catalogus: _, matcher: _, controles, slugs, broken, vocabulary, organizations, today } = self;
        let mut hasher = DefaultHasher::new();
        (controles, slugs, broken, organizations, today).hash(&mut hasher);
        vocabulary.hash(&mut hasher);
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use jiff::civil::date;

    use super::Surroundings;
    use crate::load;
    use crate::model::site::{School, Site};

    fn small() -> Site {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small/content");
        load::load(&content).unwrap().0.unwrap()
    }

    fn hash(site: &Site) -> u64 {
        Surroundings::of(site, Some(date(2026, 1, 1))).hash()
    }

    #[test]
    fn what_checks_know_of_others_differs_when_it_does() {
        let first = hash(&small());
        assert_eq!(first, hash(&small()));
        assert_ne!(first, Surroundings::of(&small(), Some(date(2026, 1, 2))).hash());
        let school = |change: fn(&mut School)| {
            let mut site = small();
            change(Arc::get_mut(&mut site.scholen[0]).unwrap());
            site
        };
        let mut left_out = small();
        left_out.broken_scholen.insert("de-es".to_owned());
        let mut abbreviation = small();
        abbreviation.gegevens.known_afkortingen.push("XYZ".to_owned());
        for (what, site) in [
            ("a school that was left out", left_out),
            ("an abbreviation that is known", abbreviation),
            ("the name of a school", school(|s| s.name = "De Oude Vlierboom".to_owned())),
            ("the address of a school", school(|s| s.slug = "vlierboom".to_owned())),
            ("the town of a school", school(|s| s.plaats = Some("Vlierdorp".to_owned()))),
            ("the board of a school", school(|s| s.bestuur = Some("Stichting Vlier".to_owned()))),
        ] {
            assert_ne!(hash(&site), first, "{what}");
        }
    }

    #[test]
    fn what_checks_of_others_do_not_know_changes_nothing() {
        let first = hash(&small());
        let mut site = small();
        let school = Arc::get_mut(&mut site.scholen[0]).unwrap();
        school.documenten.clear();
        school.contact.clear();
        assert_eq!(hash(&site), first);
    }
}
