//! What search engines and other websites are told about a school: schema.org data as JSON-LD,
//! and the image that goes with a shared link.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::model::filenames::in_address;
use crate::model::site::{Contact, School, Vestiging};
use crate::tekst::{html, tekens};

/// The image of a shared link.
#[derive(Serialize)]
pub(super) struct Deelbeeld<'a> {
    adres: String,
    alt: &'a str,
    breedte: u32,
    hoogte: u32,
}

/// The photo of a school, where the site has an address; a shared link needs a whole address.
pub(super) fn deelbeeld<'a>(school: &'a School, basis: Option<&str>) -> Option<Deelbeeld<'a>> {
    let (foto, basis) = (school.foto.as_ref()?, basis?);
    Some(Deelbeeld {
        adres: bestand(basis, school, &foto.afbeelding.pad),
        alt: &foto.alt,
        breedte: foto.afbeelding.breedte,
        hoogte: foto.afbeelding.hoogte,
    })
}

/// A school as schema.org data, ready to stand inside `<script type="application/ld+json">`.
///
/// Without the address of the site it has no addresses of pages. A school with one building has
/// that building's address and BRIN number; one with several has them as departments.
pub(super) fn json_ld(school: &School, basis: Option<&str>) -> String {
    let mut uit = Map::new();
    let mut zet = |sleutel: &str, waarde: Value| drop(uit.insert(sleutel.to_owned(), waarde));
    let soort = soort(&school.onderwijstypen);
    zet("@context", json!("https://schema.org"));
    zet("@type", json!(soort));
    zet("name", tekst(&school.naam));
    if let Some(beschrijving) = &school.beschrijving {
        zet("description", tekst(&beschrijving.eerste_zinnen(2)));
    }
    if let Some(basis) = basis {
        zet("url", json!(format!("{basis}/scholen/{}/", school.slug)));
        if let Some(logo) = &school.logo {
            zet("logo", json!(bestand(basis, school, &logo.afbeelding.pad)));
        }
        if let Some(foto) = &school.foto {
            zet("image", json!(bestand(basis, school, &foto.afbeelding.pad)));
        }
    }
    if let [vestiging] = &school.vestigingen[..] {
        for (sleutel, waarde) in plek(vestiging, school.plaats.as_deref()) {
            zet(&sleutel, waarde);
        }
    } else {
        if let Some(plaats) = &school.plaats {
            zet("address", adres(None, None, Some(plaats)));
        }
        let delen: Vec<Value> = school.vestigingen.iter().map(|v| deel(v, soort, &school.naam)).collect();
        if !delen.is_empty() {
            zet("department", Value::Array(delen));
        }
    }
    let contact: Vec<Value> = school.contact.iter().filter_map(contactpunt).collect();
    if !contact.is_empty() {
        zet("contactPoint", Value::Array(contact));
    }
    if let Some(bestuur) = &school.bestuur {
        zet("parentOrganization", json!({"@type": "Organization", "name": tekst(bestuur)}));
    }
    if !school.samenwerkingsverbanden.is_empty() {
        let swv = school.samenwerkingsverbanden.iter().map(|n| json!({"@type": "Organization", "name": tekst(n)}));
        zet("memberOf", Value::Array(swv.collect()));
    }
    html::json_in_script(&Value::Object(uit).to_string())
}

/// The type that schema.org has for a kind of education; where it has none, or the school has
/// several kinds, a school is a `School`.
fn soort(onderwijstypen: &[String]) -> &'static str {
    const VOORTGEZET: [&str; 8] =
        ["voortgezet", "praktijkonderwijs", "vmbo", "mavo", "havo", "vwo", "atheneum", "gymnasium"];
    const BASIS: [&str; 3] = ["basisonderwijs", "basisschool", "primair"];
    let alle = |typen: &[&str]| {
        onderwijstypen.iter().map(|naam| naam.to_lowercase()).all(|naam| typen.iter().any(|t| naam.contains(t)))
    };
    if onderwijstypen.is_empty() {
        "School"
    } else if alle(&VOORTGEZET) {
        "HighSchool"
    } else if alle(&BASIS) {
        "ElementarySchool"
    } else {
        "School"
    }
}

fn deel(vestiging: &Vestiging, soort: &str, school: &str) -> Value {
    let mut uit = Map::new();
    uit.insert("@type".to_owned(), json!(soort));
    uit.insert("name".to_owned(), tekst(vestiging.naam.as_deref().unwrap_or(school)));
    uit.extend(plek(vestiging, None));
    Value::Object(uit)
}

/// Address, telephone and BRIN number of a building.
fn plek(vestiging: &Vestiging, plaats: Option<&str>) -> Map<String, Value> {
    let mut uit = Map::new();
    let plaats = vestiging.plaats.as_deref().or(plaats);
    if vestiging.adres.is_some() || vestiging.postcode.is_some() || plaats.is_some() {
        let waarde = adres(vestiging.adres.as_deref(), vestiging.postcode.as_deref(), plaats);
        uit.insert("address".to_owned(), waarde);
    }
    if let Some(telefoon) = &vestiging.telefoon {
        uit.insert("telephone".to_owned(), tekst(telefoon));
    }
    if let Some(brin) = &vestiging.brin {
        let waarde = json!({"@type": "PropertyValue", "propertyID": "BRIN", "value": tekst(brin)});
        uit.insert("identifier".to_owned(), waarde);
    }
    uit
}

fn adres(straat: Option<&str>, postcode: Option<&str>, plaats: Option<&str>) -> Value {
    let mut uit = Map::new();
    uit.insert("@type".to_owned(), json!("PostalAddress"));
    for (sleutel, waarde) in [("streetAddress", straat), ("postalCode", postcode), ("addressLocality", plaats)] {
        if let Some(waarde) = waarde {
            uit.insert(sleutel.to_owned(), tekst(waarde));
        }
    }
    uit.insert("addressCountry".to_owned(), json!("NL"));
    Value::Object(uit)
}

/// A role that can be called or written to; a role alone is no contact for a machine.
fn contactpunt(contact: &Contact) -> Option<Value> {
    let bereik = &contact.bereik;
    if bereik.telefoon.is_none() && bereik.mail.is_none() {
        return None;
    }
    let mut uit = Map::new();
    uit.insert("@type".to_owned(), json!("ContactPoint"));
    uit.insert("contactType".to_owned(), tekst(&contact.wie.naam));
    for (sleutel, waarde) in [("telephone", &bereik.telefoon), ("email", &bereik.mail)] {
        if let Some(waarde) = waarde {
            uit.insert(sleutel.to_owned(), tekst(waarde));
        }
    }
    Some(Value::Object(uit))
}

/// Text of content, without characters that are left out everywhere.
fn tekst(tekst: &str) -> Value {
    Value::String(tekens::schoon(tekst).into_owned())
}

/// The whole address of a file of a school; names of files may hold spaces and accents.
fn bestand(basis: &str, school: &School, pad: &str) -> String {
    format!("{basis}/bestanden/{}/{}", school.slug, in_address(pad))
}

#[cfg(test)]
mod tests {
    use super::soort;

    #[test]
    fn kinds_of_education_have_types() {
        let van = |typen: &[&str]| soort(&typen.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>());
        assert_eq!(van(&["Voortgezet onderwijs"]), "HighSchool");
        assert_eq!(van(&["Havo", "VWO"]), "HighSchool");
        assert_eq!(van(&["Speciaal basisonderwijs"]), "ElementarySchool");
        assert_eq!(van(&["Basisonderwijs", "Voortgezet onderwijs"]), "School");
        assert_eq!(van(&["Kinderopvang"]), "School");
        assert_eq!(van(&[]), "School");
    }
}
