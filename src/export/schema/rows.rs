//! Rows, levels and the steps of a route.

use serde_json::{Value, json};

use crate::model::formaat::{Sectie, Soort};

use super::parts::{
    described, hoeveel, list_of, map, noot, nothing, nullable, object, one_of, one_or_more, or_otherwise, ref_to,
    reference, running_text, text, with_error, word,
};
use super::words::join_and;
use super::{SchemaMaker, sectie_map};

impl SchemaMaker<'_> {
    /// A section of rows; in short notation a bare list, or its only row.
    pub(super) fn table(&mut self, sectie: &Sectie) -> Value {
        let row = self.row(sectie);
        let key = match sectie.soort {
            Soort::Begrippen => "begrippen",
            Soort::Bijlagen => "bestanden",
            _ => "rijen",
        };
        let rows = described(one_or_more(row.clone()), &sectie.title, "De rijen, onder elkaar, elk met een streepje.");
        let short = list_of(row);
        let mut properties = self.about(sectie);
        properties.insert(key.to_owned(), rows);
        let map = or_otherwise(sectie_map(Value::Object(properties)), "een lijst van rijen");
        one_of(vec![map, short, self.first_field(sectie)])
    }

    /// A row, or a group of rows.
    fn row(&mut self, sectie: &Sectie) -> Value {
        let name = format!("sectie-{}-rij", sectie.id);
        let row = ref_to(&name);
        let mut properties = object(json!({
            "id": described(ref_to("id"), "Id", "Een korte naam, waarmee het document naar deze rij verwijst."),
        }));
        properties.extend(self.fields(sectie));
        properties.extend(self.about(sectie));
        let field = properties.contains_key("groep");
        let groups = sectie.soort != Soort::Begrippen;
        let of_groups = if groups { "; een groep van rijen heeft groep en rijen" } else { "" };
        let keys = join_and(properties.keys().map(String::as_str));
        let err = format!("Dit past hier niet. Een rij heeft {keys}{of_groups}.");
        let mut group = self.about(sectie);
        group.extend(object(json!({
            "groep": described(word(), "Groep", "De naam van een groep van rijen."),
            "rijen": described(one_or_more(row.clone()), "Rijen", "De rijen van deze groep."),
        })));
        let required: &[&str] = if groups { &[] } else { &["term"] };
        let mut possible = vec![with_error(map(Value::Object(properties), required), &err)];
        if groups {
            // Where `groep` is also a field, only something with rows is a group.
            let required: &[&str] = if field { &["groep", "rijen"] } else { &["groep"] };
            possible.push(with_error(map(Value::Object(group), required), &err));
        }
        possible.extend([self.first_field(sectie), nothing()]);
        let schema = one_of(possible);
        self.defs.insert(name, described(schema, "", "Een rij, of een groep van rijen."));
        row
    }

    pub(super) fn niveaus(&mut self, sectie: &Sectie) -> Value {
        let row = self.row(sectie);
        let who = self.of_lijst("specialisten");
        let mut properties = self.about(sectie);
        properties.extend(object(json!({
            "aandeel": described(word(), "Aandeel", "Deel van de leerlingen, zoals 80%."),
            "wie": described(who, "Wie", "Wie hier helpen."),
            "tekst": running_text(),
            "noot": noot(),
            "rijen": described(one_or_more(row), "Rijen", "Wat er op dit niveau is."),
        })));
        let niveau = map(Value::Object(properties), &[]);
        let name = format!("sectie-{}-niveau", sectie.id);
        self.defs.insert(name.clone(), nullable(vec![niveau]));
        let mut niveaus = self.about(sectie);
        niveaus.extend(sectie.niveaus.iter().map(|n| (n.id.clone(), described(ref_to(&name), &n.name, &n.name))));
        nullable(vec![sectie_map(Value::Object(niveaus))])
    }

    /// A route: its steps in order.
    pub(super) fn route(&mut self, sectie: &Sectie) -> Value {
        let stap = self.stap(sectie);
        let stappen =
            described(one_or_more(stap.clone()), &sectie.title, "De stappen in volgorde, elk met een streepje.");
        let short = list_of(stap);
        let mut properties = self.about(sectie);
        properties.insert("stappen".to_owned(), stappen);
        nullable(vec![or_otherwise(sectie_map(Value::Object(properties)), "een lijst van stappen"), short])
    }

    /// A step, choice, phase or ending of a route.
    fn stap(&mut self, sectie: &Sectie) -> Value {
        let name = format!("sectie-{}-stap", sectie.id);
        let stap = ref_to(&name);
        let stappen = one_or_more(stap.clone());
        let to = described(word(), "Naar", "De id van de stap waar de route verdergaat.");
        let is = described(one_or_more(reference()), "Is", "Het item waar dit hetzelfde als is.");
        let mut plain = self.fields(sectie);
        plain.extend(object(json!({
            "id": described(ref_to("id"), "Id", "Alleen nodig als een andere stap hierheen springt."),
            "wie": described(self.of_lijst("specialisten"), "Wie", "Wie dit doen."),
            "in": described(one_or_more(reference()), "In", "Het overleg waarin dit gebeurt."),
            "is": is,
            "voorwaarde": described(text(), "Voorwaarde", "Wat eerst moet, zoals toestemming van ouders."),
            "hoeveel": hoeveel(),
            "noot": noot(),
            "tekst": running_text(),
        })));
        let tak = map(
            json!({
                "als": described(word(), "Als", "Het antwoord waarbij deze tak hoort."),
                "is": is, "noot": noot(),
                "stappen": described(stappen.clone(), "Stappen", "Wat er dan gebeurt, in volgorde."), "naar": to,
            }),
            &["als"],
        );
        let part = |(heading, title): (&str, &str), help: &str, extra: Value, required: &[&str], err: &str| {
            let mut properties = plain.clone();
            properties.insert(heading.to_owned(), described(word(), title, help));
            properties.extend(object(extra));
            with_error(map(Value::Object(properties), required), err)
        };
        let begin = "Dit past hier niet. Een deel van een route begint met stap, keuze, fase of einde; \
             verder kan het hebben: wie, in, is, voorwaarde, hoeveel, noot, tekst of id, en een stap ook naar.";
        let more = described(ref_to("ja-nee"), "Meer", "Of meer dan een tak kan gelden.");
        let takken = described(one_or_more(tak), "Takken", "De antwoorden, elk met wat er dan gebeurt.");
        let schema = one_of(vec![
            part(("stap", "Stap"), "Wat er gebeurt.", json!({"naar": to}), &["stap"], begin),
            part(
                ("keuze", "Keuze"),
                "De vraag die beslist hoe het verdergaat.",
                json!({"meer": more, "takken": takken}),
                &["keuze", "takken"],
                "Dit past hier niet. Een keuze heeft takken, elk met als en stappen, naar of is.",
            ),
            part(
                ("fase", "Fase"),
                "De naam van een deel van de route.",
                json!({"band": word(), "stappen": stappen}),
                &["fase"],
                "Dit past hier niet. Een fase heeft stappen.",
            ),
            part(
                ("einde", "Einde"),
                "Hoe de route hier eindigt.",
                json!({}),
                &["einde"],
                "Dit past hier niet. Na een einde komt niets.",
            ),
            word(),
        ]);
        self.defs.insert(name, described(schema, "", "Een deel van de route."));
        stap
    }
}
