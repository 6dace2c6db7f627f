//! Texts for parents above B1.

use crate::melding::{Code, Melding, Meldingen};
use crate::tekst::leesniveau::{MEESTE_WOORDEN, Oorzaak, beoordeel};
use crate::tekst::zinnen;

use super::teksten::Tekst;
use super::woordenschat::Woordenschat;

/// One message per text: its first hard sentence, and how many there are besides.
pub(super) fn controleer(teksten: &[Tekst<'_>], woordenschat: &Woordenschat, meldingen: &mut Meldingen) {
    for tekst in teksten.iter().filter(|tekst| tekst.voor_ouders) {
        let Some(gevonden) = beoordeel(&tekst.woorden, &|woord| woordenschat.kent(woord)) else { continue };
        let zin = zinnen::afkappen(gevonden.zin, 90);
        let meer = match gevonden.meer {
            0 => String::new(),
            1 => "; in deze tekst is nog 1 zin te moeilijk".to_owned(),
            n => format!("; in deze tekst zijn nog {n} zinnen te moeilijk"),
        };
        let (wat, hint) = match &gevonden.oorzaak {
            Oorzaak::Lang { woorden, splits } => {
                let waar = splits.map_or_else(
                    || "maak er twee zinnen van".to_owned(),
                    |splits| format!("maak er twee zinnen van, bijvoorbeeld voor `{splits}`"),
                );
                (format!("deze zin heeft {woorden} woorden"), format!("{waar}; {MEESTE_WOORDEN} woorden is genoeg"))
            }
            Oorzaak::Woord { woord, beter } => {
                (format!("`{woord}` is geen gewoon woord"), format!("schrijf liever `{beter}`"))
            }
            Oorzaak::LangeWoorden(lang) if lang.is_empty() => {
                ("deze zin heeft veel lange woorden".to_owned(), "gebruik kortere woorden".to_owned())
            }
            Oorzaak::LangeWoorden(lang) => {
                let lang: Vec<String> = lang.iter().map(|woord| format!("`{woord}`")).collect();
                let zegt = format!("zoek een gewoner woord voor {}", zinnen::opsomming(&lang));
                ("deze zin heeft veel lange woorden".to_owned(), format!("{zegt}, of zeg het in twee zinnen"))
            }
        };
        let plek = match &gevonden.oorzaak {
            // The sentence is in the message; the mark shows the word in it.
            Oorzaak::Woord { woord, .. } => super::teksten::vind(&tekst.plek_van(gevonden.zin), woord),
            _ => tekst.plek_van(gevonden.zin),
        };
        let bericht = format!("te moeilijk voor ouders, want {wat}: “{zin}”");
        meldingen.meld(Melding::op(Code::Leesniveau, &plek, bericht).hint(format!("{hint}{meer}")));
    }
}

#[cfg(test)]
mod proeven {
    use crate::melding::Meldingen;
    use crate::model::bestanden::Bestanden;
    use crate::model::catalogus::Catalogus;
    use crate::tekst::leesniveau::beoordeel;

    /// What the program itself tells parents.
    #[test]
    fn de_ingebouwde_zinnen_zijn_b1() {
        let catalogus = Catalogus::lees(&Bestanden::leeg(), &mut Meldingen::nieuw());
        let mut gekeken = 0;
        for item in catalogus.lijsten.values().flat_map(|lijst| &lijst.items) {
            let Some(zin) = &item.zin else { continue };
            let kent = |woord: &str| catalogus.lijsten.values().any(|lijst| lijst.zoek(woord).is_some());
            assert_eq!(beoordeel(zin, &kent), None, "{}", item.id);
            gekeken += 1;
        }
        assert!(gekeken > 150, "{gekeken}");
    }
}
