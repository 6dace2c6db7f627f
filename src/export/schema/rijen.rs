//! Rows, levels and the steps of a route.

use serde_json::{Value, json};

use crate::model::formaat::{Sectie, Soort};

use super::delen::{
    beschreven, een_of_meer, een_van, hoeveel, kaart, leeg_mag, lijst_van, lopende_tekst, met_fout, niets, noot,
    object, of_anders, tekst, verwijs, verwijzing, woord,
};
use super::woorden::opsomming;
use super::{Maker, sectie_kaart};

impl Maker<'_> {
    /// A section of rows, also as a bare list or as its only row.
    pub(super) fn tabel(&mut self, sectie: &Sectie) -> Value {
        let rij = self.rij(sectie);
        let sleutel = match sectie.soort {
            Soort::Begrippen => "begrippen",
            Soort::Bijlagen => "bestanden",
            _ => "rijen",
        };
        let rijen =
            beschreven(een_of_meer(rij.clone()), &sectie.titel, "De rijen, onder elkaar, elk met een streepje.");
        let kort = lijst_van(rij);
        let mut sleutels = self.about(sectie);
        sleutels.insert(sleutel.to_owned(), rijen);
        let kaart = of_anders(sectie_kaart(Value::Object(sleutels)), "een lijst van rijen");
        een_van(vec![kaart, kort, self.eerste_veld(sectie)])
    }

    /// A row, or a group of rows.
    fn rij(&mut self, sectie: &Sectie) -> Value {
        let naam = format!("sectie-{}-rij", sectie.id);
        let rij = verwijs(&naam);
        let mut sleutels = object(json!({
            "id": beschreven(verwijs("id"), "Id", "Een korte naam, waarmee het document naar deze rij verwijst."),
        }));
        sleutels.extend(self.velden(sectie));
        sleutels.extend(self.about(sectie));
        let field = sleutels.contains_key("groep");
        let groups = sectie.soort != Soort::Begrippen;
        let of_groups = if groups { "; een groep van rijen heeft groep en rijen" } else { "" };
        let keys = opsomming(sleutels.keys().map(String::as_str));
        let fout = format!("Dit past hier niet. Een rij heeft {keys}{of_groups}.");
        let mut groep = self.about(sectie);
        groep.extend(object(json!({
            "groep": beschreven(woord(), "Groep", "De naam van een groep van rijen."),
            "rijen": beschreven(een_of_meer(rij.clone()), "Rijen", "De rijen van deze groep."),
        })));
        let moet: &[&str] = if groups { &[] } else { &["term"] };
        let mut mogelijk = vec![met_fout(kaart(Value::Object(sleutels), moet), &fout)];
        if groups {
            // Where `groep` is a field too, only what has rows is a group.
            let moet: &[&str] = if field { &["groep", "rijen"] } else { &["groep"] };
            mogelijk.push(met_fout(kaart(Value::Object(groep), moet), &fout));
        }
        mogelijk.extend([self.eerste_veld(sectie), niets()]);
        let schema = een_van(mogelijk);
        self.defs.insert(naam, beschreven(schema, "", "Een rij, of een groep van rijen."));
        rij
    }

    pub(super) fn niveaus(&mut self, sectie: &Sectie) -> Value {
        let rij = self.rij(sectie);
        let wie = self.uit_lijst("specialisten");
        let mut sleutels = self.about(sectie);
        sleutels.extend(object(json!({
            "aandeel": beschreven(woord(), "Aandeel", "Deel van de leerlingen, zoals 80%."),
            "wie": beschreven(wie, "Wie", "Wie hier helpen."),
            "tekst": lopende_tekst(),
            "noot": noot(),
            "rijen": beschreven(een_of_meer(rij), "Rijen", "Wat er op dit niveau is."),
        })));
        let niveau = kaart(Value::Object(sleutels), &[]);
        let naam = format!("sectie-{}-niveau", sectie.id);
        self.defs.insert(naam.clone(), leeg_mag(vec![niveau]));
        let mut niveaus = self.about(sectie);
        niveaus.extend(sectie.niveaus.iter().map(|n| (n.id.clone(), beschreven(verwijs(&naam), &n.naam, &n.naam))));
        leeg_mag(vec![sectie_kaart(Value::Object(niveaus))])
    }

    /// A route: its steps in order.
    pub(super) fn route(&mut self, sectie: &Sectie) -> Value {
        let stap = self.stap(sectie);
        let stappen =
            beschreven(een_of_meer(stap.clone()), &sectie.titel, "De stappen in volgorde, elk met een streepje.");
        let kort = lijst_van(stap);
        let mut sleutels = self.about(sectie);
        sleutels.insert("stappen".to_owned(), stappen);
        leeg_mag(vec![of_anders(sectie_kaart(Value::Object(sleutels)), "een lijst van stappen"), kort])
    }

    /// A step, choice, phase or ending of a route.
    fn stap(&mut self, sectie: &Sectie) -> Value {
        let naam = format!("sectie-{}-stap", sectie.id);
        let stap = verwijs(&naam);
        let stappen = een_of_meer(stap.clone());
        let naar = beschreven(woord(), "Naar", "De id van de stap waar de route verdergaat.");
        let is = beschreven(een_of_meer(verwijzing()), "Is", "Het item waar dit hetzelfde als is.");
        let mut gewoon = self.velden(sectie);
        gewoon.extend(object(json!({
            "id": beschreven(verwijs("id"), "Id", "Alleen nodig als een andere stap hierheen springt."),
            "wie": beschreven(self.uit_lijst("specialisten"), "Wie", "Wie dit doen."),
            "in": beschreven(een_of_meer(verwijzing()), "In", "Het overleg waarin dit gebeurt."),
            "is": is,
            "voorwaarde": beschreven(tekst(), "Voorwaarde", "Wat eerst moet, zoals toestemming van ouders."),
            "hoeveel": hoeveel(),
            "noot": noot(),
            "tekst": lopende_tekst(),
        })));
        let tak = kaart(
            json!({
                "als": beschreven(woord(), "Als", "Het antwoord waarbij deze tak hoort."),
                "is": is, "noot": noot(),
                "stappen": beschreven(stappen.clone(), "Stappen", "Wat er dan gebeurt, in volgorde."), "naar": naar,
            }),
            &["als"],
        );
        let deel = |(kop, titel): (&str, &str), uitleg: &str, extra: Value, moet: &[&str], fout: &str| {
            let mut sleutels = gewoon.clone();
            sleutels.insert(kop.to_owned(), beschreven(woord(), titel, uitleg));
            sleutels.extend(object(extra));
            met_fout(kaart(Value::Object(sleutels), moet), fout)
        };
        let begin = "Dit past hier niet. Een deel van een route begint met stap, keuze, fase of einde; \
             verder kan het hebben: wie, in, is, voorwaarde, hoeveel, noot, tekst of id, en een stap ook naar.";
        let meer = beschreven(verwijs("ja-nee"), "Meer", "Of meer dan een tak kan gelden.");
        let takken = beschreven(een_of_meer(tak), "Takken", "De antwoorden, elk met wat er dan gebeurt.");
        let schema = een_van(vec![
            deel(("stap", "Stap"), "Wat er gebeurt.", json!({"naar": naar}), &["stap"], begin),
            deel(
                ("keuze", "Keuze"),
                "De vraag die beslist hoe het verdergaat.",
                json!({"meer": meer, "takken": takken}),
                &["keuze", "takken"],
                "Dit past hier niet. Een keuze heeft takken, elk met als en stappen, naar of is.",
            ),
            deel(
                ("fase", "Fase"),
                "De naam van een deel van de route.",
                json!({"band": woord(), "stappen": stappen}),
                &["fase"],
                "Dit past hier niet. Een fase heeft stappen.",
            ),
            deel(
                ("einde", "Einde"),
                "Hoe de route hier eindigt.",
                json!({}),
                &["einde"],
                "Dit past hier niet. Na een einde komt niets.",
            ),
            woord(),
        ]);
        self.defs.insert(naam, beschreven(schema, "", "Een deel van de route."));
        stap
    }
}
