//! What search engines and other websites are told about a school: schema.org data as JSON-LD,
//! and the image that goes with a shared link.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::model::site::{Contact, School, Vestiging};
use crate::pages::{self, Page};
use crate::text::{characters, html, word_pairs};

/// The image of a shared link.
#[derive(Serialize)]
pub(super) struct ShareImage<'a> {
    address: String,
    alt: &'a str,
    width: u32,
    height: u32,
}

/// The photo of a school, if it is known where the site is: a shared link needs whole addresses.
pub(super) fn share_image<'a>(school: &'a School, map: &pages::Map<'_>) -> Option<ShareImage<'a>> {
    let photo = school.photo.as_ref()?;
    Some(ShareImage {
        address: file(map, school, &photo.picture.path)?,
        alt: &photo.alt,
        width: photo.picture.width,
        height: photo.picture.height,
    })
}

/// A school as schema.org data, ready to stand inside `<script type="application/ld+json">`.
///
/// Without the address of the site it has no addresses of pages. A school with one building has
/// that building's address and BRIN number; one with several has them as departments.
pub(super) fn json_ld(school: &School, map: &pages::Map<'_>) -> String {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| drop(out.insert(key.to_owned(), value));
    let schema_type = schema_type(&school.onderwijstypen);
    put("@context", json!("https://schema.org"));
    put("@type", json!(schema_type));
    put("name", text(&school.name));
    if let Some(description) = &school.description {
        put("description", text(&description.first_sentences(2)));
    }
    if let Some(url) = map.page(Page::School(&school.slug)).and_then(|address| map.whole(&address)) {
        put("url", json!(url));
    }
    for (key, picture) in [("logo", &school.logo), ("image", &school.photo)] {
        if let Some(address) = picture.as_ref().and_then(|picture| file(map, school, &picture.picture.path)) {
            put(key, json!(address));
        }
    }
    if let [vestiging] = &school.vestigingen[..] {
        for (key, value) in address_of(vestiging, school.plaats.as_deref()) {
            put(&key, value);
        }
    } else {
        if let Some(plaats) = &school.plaats {
            put("address", address(None, None, Some(plaats)));
        }
        let parts: Vec<Value> = school.vestigingen.iter().map(|v| part(v, schema_type, &school.name)).collect();
        if !parts.is_empty() {
            put("department", Value::Array(parts));
        }
    }
    let contact: Vec<Value> = school.contact.iter().filter_map(contact_point).collect();
    if !contact.is_empty() {
        put("contactPoint", Value::Array(contact));
    }
    if let Some(bestuur) = &school.bestuur {
        put("parentOrganization", json!({"@type": "Organization", "name": text(bestuur)}));
    }
    if !school.samenwerkingsverbanden.is_empty() {
        let swv = school.samenwerkingsverbanden.iter().map(|n| json!({"@type": "Organization", "name": text(n)}));
        put("memberOf", Value::Array(swv.collect()));
    }
    html::json_in_script(&Value::Object(out).to_string())
}

/// The type that schema.org has for the kinds of education of a school: `School` where it has none,
/// or where they are of several types.
fn schema_type(onderwijstypen: &[String]) -> &'static str {
    const TYPES: &[(&str, &str)] = word_pairs!("onderwijs-voor-zoekmachines.txt");
    let all = |schema_type: &str| {
        let is_one = |name: &String| {
            let name = name.to_lowercase();
            TYPES.iter().any(|(word, of)| *of == schema_type && name.contains(word))
        };
        !onderwijstypen.is_empty() && onderwijstypen.iter().all(is_one)
    };
    ["HighSchool", "ElementarySchool"].into_iter().find(|schema_type| all(schema_type)).unwrap_or("School")
}

fn part(vestiging: &Vestiging, schema_type: &str, school: &str) -> Value {
    let mut out = Map::new();
    out.insert("@type".to_owned(), json!(schema_type));
    out.insert("name".to_owned(), text(vestiging.name.as_deref().unwrap_or(school)));
    out.extend(address_of(vestiging, None));
    Value::Object(out)
}

/// Address, telephone and BRIN number of a building.
fn address_of(vestiging: &Vestiging, plaats: Option<&str>) -> Map<String, Value> {
    let mut out = Map::new();
    let plaats = vestiging.plaats.as_deref().or(plaats);
    if vestiging.address.is_some() || vestiging.postcode.is_some() || plaats.is_some() {
        let value = address(vestiging.address.as_deref(), vestiging.postcode.as_deref(), plaats);
        out.insert("address".to_owned(), value);
    }
    if let Some(phone) = &vestiging.phone {
        out.insert("telephone".to_owned(), text(phone));
    }
    if let Some(brin) = &vestiging.brin {
        let value = json!({"@type": "PropertyValue", "propertyID": "BRIN", "value": text(brin)});
        out.insert("identifier".to_owned(), value);
    }
    out
}

fn address(street: Option<&str>, postcode: Option<&str>, plaats: Option<&str>) -> Value {
    let mut out = Map::new();
    out.insert("@type".to_owned(), json!("PostalAddress"));
    for (key, value) in [("streetAddress", street), ("postalCode", postcode), ("addressLocality", plaats)] {
        if let Some(value) = value {
            out.insert(key.to_owned(), text(value));
        }
    }
    out.insert("addressCountry".to_owned(), json!("NL"));
    Value::Object(out)
}

/// A contact who can be called or mailed; a role alone is no contact to a machine.
fn contact_point(contact: &Contact) -> Option<Value> {
    let bereik = &contact.bereik;
    if bereik.phone.is_none() && bereik.mail.is_none() {
        return None;
    }
    let mut out = Map::new();
    out.insert("@type".to_owned(), json!("ContactPoint"));
    out.insert("contactType".to_owned(), text(&contact.who.name));
    for (key, value) in [("telephone", &bereik.phone), ("email", &bereik.mail)] {
        if let Some(value) = value {
            out.insert(key.to_owned(), text(value));
        }
    }
    Some(Value::Object(out))
}

/// A text from content, without the characters that are left out everywhere.
fn text(text: &str) -> Value {
    Value::String(characters::clean(text).into_owned())
}

/// The whole address of a file of a school.
fn file(map: &pages::Map<'_>, school: &School, path: &str) -> Option<String> {
    map.whole(&map.own_file(&school.slug, path)?)
}

#[cfg(test)]
mod tests {
    use super::schema_type;

    #[test]
    fn kinds_of_education_have_types() {
        let from = |types: &[&str]| schema_type(&types.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>());
        assert_eq!(from(&["Voortgezet onderwijs"]), "HighSchool");
        assert_eq!(from(&["Havo", "VWO"]), "HighSchool");
        assert_eq!(from(&["Speciaal basisonderwijs"]), "ElementarySchool");
        assert_eq!(from(&["Basisonderwijs", "Voortgezet onderwijs"]), "School");
        assert_eq!(from(&["Kinderopvang"]), "School");
        assert_eq!(from(&[]), "School");
    }
}
