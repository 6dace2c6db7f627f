//! What the checks of each school found, for who checks again and again.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::melding::Meldingen;
use crate::model::site::{School, Site};

/// Remembers what was found in each school. It holds for as long as the school was not read again and
/// its surroundings are the same: what is found in a school follows from that school, the definitions, what is
/// said of the site, and what the others are called and where they are, never from more of them.
#[derive(Debug, Default)]
pub struct Geheugen {
    omgeving: Option<u64>,
    scholen: BTreeMap<String, (Arc<School>, Meldingen)>,
}

impl Geheugen {
    /// Remembers nothing: for who checks once.
    pub fn geen() -> Self {
        Self::default()
    }

    /// Says what the surroundings of the schools are now. Other ones than before make it forget.
    pub fn in_omgeving(&mut self, omgeving: u64) {
        if self.omgeving.replace(omgeving) != Some(omgeving) {
            self.scholen.clear();
        }
    }

    /// What `controleer` finds in each school, in order; schools are checked in parallel. Only what is found by all checks
    /// may be remembered.
    pub(super) fn per_school(
        &mut self,
        site: &Site,
        onthoud: bool,
        controleer: impl Fn(&School) -> Meldingen + Sync,
    ) -> Vec<Meldingen> {
        let eerder = |school: &Arc<School>| {
            let gevonden = self.scholen.get(&school.slug).filter(|(zelfde, _)| Arc::ptr_eq(zelfde, school));
            gevonden.map(|(_, meldingen)| meldingen.clone())
        };
        let uit: Vec<Meldingen> =
            site.scholen.par_iter().map(|school| eerder(school).unwrap_or_else(|| controleer(school))).collect();
        if onthoud && self.omgeving.is_some() {
            let nu = site.scholen.iter().zip(&uit);
            self.scholen = nu.map(|(s, m)| (s.slug.clone(), (Arc::clone(s), m.clone()))).collect();
        }
        uit
    }
}
