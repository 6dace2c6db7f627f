//! What a school has beside the list, as templates see it; shared by the kinds that have items.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, Eigen, Plaats};
use crate::model::formaat::Sectie;
use crate::model::waarde::Stand;
use crate::tekst::zinnen;

use super::Schrijver;
use super::aanbod::says;

/// Something a school has beside the list.
#[derive(Serialize)]
pub(super) struct EigenZicht {
    /// Its place on the page.
    anker: String,
    naam: Value,
    zin: Option<Value>,
    /// What it is in general, where the school says nothing of its own.
    algemeen: Option<Value>,
    /// Names of the items that it is.
    is: Option<Value>,
    /// Names of the items that it belongs to.
    bij: Option<Value>,
    /// Labels of the places, with remarks.
    waar: Option<Value>,
    hoeveel: Option<Value>,
    /// Names of the parents' questions that it is an answer to.
    hulpvragen: Option<Value>,
    noot: Option<Value>,
    tekst: Option<Value>,
}

/// The views of what stands under `anders`. A row that stands in the table of its section, because
/// it says there what an item may, only has here what that table does not show.
pub(super) fn eigen(sectie: &Sectie, antwoord: &Antwoord, schrijver: &mut Schrijver<'_>) -> Vec<EigenZicht> {
    let mut uit = Vec::new();
    for (nummer, eigen) in antwoord.anders.iter().enumerate() {
        let in_table = eigen.antwoord.is_some();
        if in_table && !has_more(eigen) {
            continue;
        }
        let plek = &eigen.naam.plek;
        let anker = super::eigen_anker(&sectie.id, nummer);
        uit.push(EigenZicht {
            anker: if in_table { format!("{anker}_meer") } else { anker },
            naam: schrijver.woorden(&eigen.naam.tekst, plek),
            zin: eigen.zin.as_ref().map(|z| schrijver.woorden(z, plek)),
            algemeen: if eigen.zin.is_some() || eigen.tekst.is_some() {
                None
            } else {
                super::general_sentence(eigen, schrijver.catalogus).map(|z| schrijver.woorden(&z, plek))
            },
            is: (!eigen.is.is_empty()).then(|| schrijver.namen(&eigen.is)),
            bij: (!eigen.bij.is_empty()).then(|| schrijver.namen(&eigen.bij)),
            waar: places(sectie, &eigen.waar, schrijver),
            hoeveel: eigen.hoeveel.as_ref().map(|h| schrijver.woorden(&h.tekst, plek)),
            hulpvragen: (!eigen.hulpvragen.is_empty()).then(|| schrijver.namen(&eigen.hulpvragen)),
            noot: eigen.noot.as_ref().filter(|_| !in_table).map(|n| schrijver.regel(n)),
            tekst: eigen.tekst.as_ref().filter(|_| !in_table).map(|t| schrijver.bij_item(t)),
        });
    }
    uit
}

/// Whether a row says more than its name, its values, a remark and a text.
fn has_more(eigen: &Eigen) -> bool {
    let names = [&eigen.is, &eigen.bij, &eigen.hulpvragen].iter().any(|v| !v.is_empty());
    names || !eigen.waar.is_empty() || eigen.hoeveel.is_some() || eigen.zin.is_some()
}

/// "Op school (op aanvraag), niet via het bestuur".
fn places(sectie: &Sectie, waar: &[Plaats], schrijver: &mut Schrijver<'_>) -> Option<Value> {
    let mut uit: Vec<String> = Vec::new();
    for plaats in waar {
        let label = sectie.waar.iter().find(|(id, _)| *id == plaats.id).map(|(_, label)| label.as_str());
        let known = schrijver.catalogus.plaatsen().and_then(|l| l.op_id(&plaats.id)).map(|(_, i)| i.naam.as_str());
        let label = label.or(known).unwrap_or(&plaats.id);
        let woorden = match plaats.stand {
            Stand::Ja => label.to_owned(),
            Stand::Nee if plaats.woord.is_none() => format!("niet {}", zinnen::klein(label)),
            Stand::Nee | Stand::Genoemd | Stand::NietVermeld => {
                format!("{label}: {}", says(plaats.woord).unwrap_or("niet vermeld"))
            }
        };
        let woorden = if uit.is_empty() { zinnen::hoofdletter(&woorden) } else { woorden };
        let mut deel = schrijver.vast(&woorden);
        if let Some(noot) = &plaats.noot {
            let noot = schrijver.regel(noot);
            deel.push_str(&schrijver.vast(" ("));
            deel.push_str(noot.as_str().unwrap_or_default());
            deel.push_str(&schrijver.vast(")"));
        }
        uit.push(deel);
    }
    (!uit.is_empty()).then(|| Value::safe_string(&uit.join(&schrijver.vast(", "))))
}
