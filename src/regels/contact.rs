//! Whom parents can turn to, and how.

use crate::melding::{Code, Melding, Meldingen};
use crate::model::site::School;

pub(super) fn controleer(school: &School, meldingen: &mut Meldingen) {
    // Who only has concepts is still at work.
    if !school.documenten.is_empty() && school.gepubliceerd().next().is_none() {
        return;
    }
    if school.contact.is_empty() {
        meldingen.meld(
            Melding::op(Code::ContactOntbreekt, &school.plek, format!("{} noemt geen contact", school.naam)).hint(
                "zeg in `school.yaml` bij `contact` bij welke functies ouders terechtkunnen, zoals \
                 `- {wie: mentor, zin: Begin bij de mentor van uw kind.}`",
            ),
        );
        return;
    }
    let bereikbaar = school.contact.iter().any(|contact| {
        let bereik = &contact.bereik;
        bereik.telefoon.is_some() || bereik.mail.is_some() || bereik.web.is_some()
    });
    if !bereikbaar && school.vestigingen.iter().all(|vestiging| vestiging.telefoon.is_none()) {
        let bericht = format!("ouders lezen niet hoe zij {} kunnen bereiken", school.naam);
        meldingen.meld(
            Melding::op(Code::ContactOntbreekt, &school.contact[0].wie.plek, bericht)
                .hint("zet bij een contact of een vestiging een `telefoon`, `mail` of `web` van de school"),
        );
    }
}
