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
    context: Option<u64>,
    scholen: BTreeMap<String, (Arc<School>, Meldingen)>,
}

impl CheckCache {
    /// Remembers nothing; for callers that check once.
    pub fn none() -> Self {
        Self::default()
    }

    /// Sets the context of the schools (a hash). If it differs from the last, everything is forgotten.
    pub fn in_context(&mut self, context: u64) {
        if self.context.replace(context) != Some(context) {
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
