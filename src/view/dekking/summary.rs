//! What is said of the coverage in a few sentences, at the top of its page.

use crate::regio::norm::{NormOutcome, NormResult};
use crate::text::sentences;
use crate::view::reading::count;

use super::DekkingView;

/// The sentences, each with what it is about.
pub(super) fn summary(dekking: &DekkingView, outcomes: &[NormOutcome<'_>]) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    if !outcomes.is_empty() {
        let count_of = |what| outcomes.iter().filter(|u| u.result == what).count();
        let (present, unmet, open) =
            (count_of(NormResult::Met), count_of(NormResult::NotMet), count_of(NormResult::CannotSay));
        let mut parts = Vec::new();
        if present > 0 {
            parts.push(rules_are(present, "gehaald"));
        }
        if unmet > 0 {
            parts.push(rules_are(unmet, "niet gehaald"));
        }
        if open > 0 {
            let number = if open == 1 { "één".to_owned() } else { open.to_string() };
            parts.push(format!("bij {number} is het niet te zeggen, omdat scholen er te weinig over vermelden"));
        }
        let lines = count(outcomes.len(), "regel", "regels");
        out.push(("Norm", format!("De norm heeft {lines}: {}.", sentences::join_and(&parts))));
    }
    let (now, older, lacking) = dekking.profiel_counts;
    let total = now + older + lacking;
    if total > 0 {
        let mut sentence = format!(
            "Van de {} {} een profiel voor schooljaar {}.",
            count(total, "school", "scholen").replace("één ", ""),
            match now {
                0 => "heeft geen enkele school".to_owned(),
                1 => "heeft één school".to_owned(),
                n => format!("hebben {n} scholen"),
            },
            dekking.schooljaar
        );
        let mut rest = Vec::new();
        if older > 0 {
            rest.push(format!("{} een ouder profiel", have(older)));
        }
        if lacking > 0 {
            rest.push(format!("{} geen profiel", have(lacking)));
        }
        if !rest.is_empty() {
            sentence.push_str(&format!(" {}.", sentences::capitalize(&sentences::join_and(&rest))));
        }
        out.push(("Profielen", sentence));
    }
    let gaps = dekking.gaps.iter().filter(|l| !l.assessed).map(|l| (&l.title, l.lacking.len() + l.unmentioned.len()));
    let gaps: Vec<_> = gaps.filter(|(_, n)| *n > 0).collect();
    let lacking: usize = gaps.iter().map(|(_, n)| n).sum();
    if lacking > 0 {
        // Which lists they are of says what they are: people, rooms, kinds of help.
        let of_lists: Vec<String> = gaps.iter().map(|(title, n)| format!("{n} uit “{title}”")).collect();
        let sentence = match &gaps[..] {
            [(title, 1)] => {
                format!("Er is één onderdeel van de lijst “{title}” dat geen enkele school heeft of noemt.")
            }
            [(title, n)] => {
                format!("Er zijn {n} onderdelen van de lijst “{title}” die geen enkele school heeft of noemt.")
            }
            _ => format!(
                "Er zijn {lacking} onderdelen van de lijsten die geen enkele school heeft of noemt: {}.",
                sentences::join_and(&of_lists)
            ),
        };
        out.push(("Witte vlekken", sentence));
    }
    let free = dekking.names.free.len() + dekking.names.own.len();
    if free > 0 {
        let verb = if free == 1 { "staat" } else { "staan" };
        let sentence = format!("Scholen gebruiken {} die in geen lijst {verb}.", count(free, "naam", "namen"));
        out.push(("Namen", sentence));
    }
    out
}

/// "één is gehaald", "3 zijn gehaald".
fn rules_are(n: usize, what: &str) -> String {
    if n == 1 { format!("één is {what}") } else { format!("{n} zijn {what}") }
}

/// "één school heeft", "3 scholen hebben".
fn have(n: usize) -> String {
    format!("{} {}", count(n, "school", "scholen"), if n == 1 { "heeft" } else { "hebben" })
}
