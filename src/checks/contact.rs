//! Whom parents can turn to, and how.

use crate::melding::{Code, Melding, Meldingen};
use crate::model::site::School;

pub(super) fn check(school: &School, meldingen: &mut Meldingen) {
    // A school with nothing but concepts is still working on it.
    if !school.documenten.is_empty() && school.published().next().is_none() {
        return;
    }
    if school.contact.is_empty() {
        meldingen.push(
            Melding::at(Code::ContactMissing, &school.span, format!("{} noemt geen contact", school.name)).hint(
                "zeg in `school.yaml` bij `contact` bij welke functies ouders terechtkunnen, zoals \
                 `- {wie: mentor, zin: Begin bij de mentor van uw kind.}`",
            ),
        );
        return;
    }
    let reachable = school.contact.iter().any(|contact| {
        let bereik = &contact.bereik;
        bereik.phone.is_some() || bereik.mail.is_some() || bereik.web.is_some()
    });
    if !reachable && school.vestigingen.iter().all(|vestiging| vestiging.phone.is_none()) {
        let message = format!("ouders lezen niet hoe zij {} kunnen bereiken", school.name);
        meldingen.push(
            Melding::at(Code::ContactMissing, &school.contact[0].who.span, message)
                .hint("zet bij een contact of een vestiging een `telefoon`, `mail` of `web` van de school"),
        );
    }
}
