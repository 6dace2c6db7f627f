//! What the checks of each school found, for callers that check again and again.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::melding::Meldingen;
use crate::model::site::{School, Site};

/// Remembers what was found in each school, for as long as the school is not read again and its context is the same:
/// what is found in a school follows from that school, the definitions, `site.yaml`, and the names and places of the
/// other schools, and from nothing else of theirs.
#[derive(Debug, Default)]
pub struct CheckCache {
    /// Hash of the definitions, if what was found is to be remembered.
    definitions: Option<u64>,
    /// Hash of what the schools were checked in.
    context: Option<(u64, u64)>,
    scholen: BTreeMap<String, (Arc<School>, Meldingen)>,
}

impl CheckCache {
    /// Remembers nothing; for callers that check once.
    pub fn none() -> Self {
        Self::default()
    }

    /// Says with which definitions schools are checked from now on (a hash): with this, it is remembered what is found.
    pub fn with_definitions(&mut self, definitions: u64) {
        self.definitions = Some(definitions);
    }

    /// Says what surrounds the schools that are checked now (a hash). If it or the definitions differ from the last time,
    /// everything is forgotten.
    pub(super) fn in_surroundings(&mut self, surroundings: u64) {
        let context = self.definitions.map(|definitions| (definitions, surroundings));
        if self.context != context {
            self.context = context;
            self.scholen.clear();
        }
    }

    /// What `check` finds in each school, in order; schools are checked in parallel. `remember` only what all checks
    /// together found.
    pub(super) fn per_school(
        &mut self,
        site: &Site,
        remember: bool,
        check: impl Fn(&School) -> Meldingen + Sync,
    ) -> Vec<Meldingen> {
        let earlier = |school: &Arc<School>| {
            let found = self.scholen.get(&school.slug).filter(|(same, _)| Arc::ptr_eq(same, school));
            found.map(|(_, meldingen)| meldingen.clone())
        };
        let out: Vec<Meldingen> =
            site.scholen.par_iter().map(|school| earlier(school).unwrap_or_else(|| check(school))).collect();
        if remember && self.context.is_some() {
            let now = site.scholen.iter().zip(&out);
            self.scholen = now.map(|(s, m)| (s.slug.clone(), (Arc::clone(s), m.clone()))).collect();
        }
        out
    }
}
