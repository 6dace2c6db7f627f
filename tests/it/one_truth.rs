//! One truth per school: whichever page or file you ask whether a school has something, the answer is the same.
//!
//! The open data is the reference: per school and item it says `ja`, `nee` or `genoemd`, and nothing if the school does
//! not mention the item. Every other output is compared with it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::harness::{Outcome, SiteTest, files};
use crate::parsed_page::ParsedPage;
use crate::random_sites::test_site;

/// School and `list/item`.
type Key = (String, String);

/// What the open data says about each school and item. Items that are scored on a scale are kept separate: there `ja`
/// and `nee` follow from the scale.
struct Reference {
    stands: BTreeMap<Key, String>,
    scored: BTreeSet<Key>,
    /// Names of items by `list/item`, and of schools by slug.
    names: BTreeMap<String, String>,
    schools: BTreeMap<String, String>,
}

fn csv_rows(site: &SiteTest, table: &str) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(site.path(&format!("output/data/{table}.csv"))).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| head.iter().zip(&record).map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
    reader.records().map(|r| row(r.unwrap())).collect()
}

impl Reference {
    fn of(site: &SiteTest) -> Self {
        let mut found = Self {
            stands: BTreeMap::new(),
            scored: BTreeSet::new(),
            names: BTreeMap::new(),
            schools: csv_rows(site, "scholen")
                .into_iter()
                .map(|r| (r["school"].clone(), r["schoolnaam"].clone()))
                .collect(),
        };
        for row in csv_rows(site, "beoordelingen").into_iter().filter(|r| r["actueel"] == "ja") {
            found.scored.insert((row["school"].clone(), format!("{}/{}", row["lijst"], row["item"])));
        }
        for row in csv_rows(site, "aanbod").into_iter().filter(|r| r["actueel"] == "ja" && !r["item"].is_empty()) {
            let item = format!("{}/{}", row["lijst"], row["item"]);
            found.names.insert(item.clone(), row["naam"].clone());
            let rank = |stand: &str| ["ja", "nee", "genoemd"].iter().position(|s| *s == stand).unwrap();
            // "Not at this place" is no "no" as a whole.
            let stand = row["stand"].clone();
            let known = found.stands.entry((row["school"].clone(), item)).or_insert_with(|| stand.clone());
            if rank(&stand) < rank(known) {
                *known = stand;
            }
        }
        found
    }

    fn stand(&self, school: &str, item: &str) -> &str {
        self.stands.get(&(school.to_owned(), item.to_owned())).map_or("niets", String::as_str)
    }

    fn is_scored(&self, school: &str, item: &str) -> bool {
        self.scored.contains(&(school.to_owned(), item.to_owned()))
    }
}

/// Slugs of the schools that links in a part of a page lead to.
fn linked_schools(part: &ParsedPage) -> BTreeSet<String> {
    let slug = |link: &String| Some(link.split_once("scholen/")?.1.split('/').next()?.to_owned());
    part.links().iter().filter_map(slug).collect()
}

/// The items whose pages links in a part of a page lead to, as `list/item`.
fn linked_items(part: &ParsedPage) -> Vec<String> {
    let item = |link: &String| Some(link.split_once("ondersteuning/")?.1.strip_suffix("/index.html")?.to_owned());
    part.links().iter().filter_map(item).collect()
}

/// What a heading on an item page says about the schools below it.
fn stand_of_heading(heading: &str) -> Option<&'static str> {
    Some(match heading {
        "Dit is er niet of nog niet" => "nee",
        "De school noemt dit, maar zegt niet of het er is" => "genoemd",
        // A limit about the item comes in addition to what the school says about it.
        "De school zegt niet of dit er is" | "Let op: deze school noemt een grens" => return None,
        "Geen school zegt hier iets over"
        | "School die hier niets over zegt"
        | "Scholen die hier niets over zeggen" => "niets",
        _ => "ja",
    })
}

fn check_item_pages(site: &SiteTest, out: &Outcome, reference: &Reference) -> usize {
    let mut checked = 0;
    if !site.path("output/ondersteuning").exists() {
        return 0;
    }
    for path in files(&site.path("output/ondersteuning")).into_keys() {
        let Some(item) = path.strip_suffix("/index.html").filter(|p| p.matches('/').count() == 1) else { continue };
        let page = out.page(&format!("ondersteuning/{path}"));
        for (heading, parts) in page.all("section:has(> #scholen)").iter().flat_map(|part| part.under("h3")) {
            let Some(stand) = stand_of_heading(&heading) else { continue };
            for school in parts.iter().flat_map(linked_schools) {
                if !reference.is_scored(&school, item) {
                    assert_eq!(stand, reference.stand(&school, item), "{school} on the page of {item}: {heading}");
                    checked += 1;
                }
            }
        }
    }
    checked
}

/// The page on which a visitor puts schools side by side holds a reading per school and item.
fn check_side_by_side(site: &SiteTest, out: &Outcome, reference: &Reference) -> usize {
    if !site.path("output/vergelijken/scholen/index.html").exists() {
        return 0;
    }
    let json = out.page("vergelijken/scholen/index.html").one("script#gegevens").text();
    let data: Value = serde_json::from_str(&json).unwrap();
    let by_name: BTreeMap<(&str, &str), &str> = reference
        .names
        .iter()
        .map(|(item, name)| ((item.split('/').next().unwrap(), name.as_str()), item.as_str()))
        .collect();
    let mut checked = 0;
    for school in data["s"].as_array().unwrap() {
        let slug = school["g"][0].as_str().unwrap();
        for (list, cells) in data["l"].as_array().unwrap().iter().zip(school["c"].as_array().unwrap()) {
            for (name, cell) in list[1].as_array().unwrap().iter().zip(cells.as_array().unwrap()) {
                let reading = &data["w"][usize::try_from(cell.as_u64().unwrap()).unwrap()];
                // Lists may share names of items; then the name alone does not say which is meant.
                let items: Vec<&str> =
                    by_name.iter().filter(|((_, n), _)| *n == name.as_str().unwrap()).map(|(_, i)| *i).collect();
                let [item] = items[..] else { continue };
                if reference.is_scored(slug, item) {
                    continue;
                }
                let stand = match reading[0].as_str().unwrap() {
                    "absent" => "nee",
                    "named" => "genoemd",
                    "unstated" => "niets",
                    _ => "ja",
                };
                assert_eq!(stand, reference.stand(slug, item), "{slug} side by side: {item}");
                checked += 1;
            }
        }
    }
    checked
}

/// `profiel.json` is about the profile; what other documents say is not in it.
fn check_profile_json(site: &SiteTest, out: &Outcome, reference: &Reference) -> usize {
    let mut checked = 0;
    for slug in reference.schools.keys() {
        let json: Value = serde_json::from_str(&out.file(&format!("scholen/{slug}/profiel.json"))).unwrap();
        let Some(facts) = json["profiel"]["feiten"].as_array() else { continue };
        let mut stands: BTreeMap<String, &str> = BTreeMap::new();
        let rank = |stand: &str| ["ja", "nee", "genoemd", "niet vermeld"].iter().position(|s| *s == stand).unwrap();
        for fact in facts.iter().filter(|f| f["schaal"].is_null()) {
            let item = format!("{}/{}", fact["lijst"].as_str().unwrap(), fact["item"].as_str().unwrap());
            let stand = fact["stand"].as_str().unwrap();
            let known = stands.entry(item).or_insert(stand);
            if rank(stand) < rank(known) {
                *known = stand;
            }
        }
        let single =
            csv_rows(site, "aanbod").iter().filter(|r| r["school"] == *slug && r["actueel"] == "ja").all(|r| {
                let document = &r["document"];
                document.is_empty() || json["profiel"]["formaat"] == r["formaat"].as_str()
            });
        for (item, stand) in stands.iter().filter(|(_, stand)| **stand != "niet vermeld") {
            // If there are other current documents, the profile alone may say less than the school.
            if single && !reference.is_scored(slug, item) {
                assert_eq!(*stand, reference.stand(slug, item), "profiel.json of {slug}: {item}");
                checked += 1;
            }
        }
        for (part, wanted) in [("aanbod", "ja"), ("niet", "nee")] {
            let things: Vec<&Value> = match part {
                "aanbod" => json["profiel"][part]
                    .as_array()
                    .unwrap()
                    .iter()
                    .flat_map(|g| g["dingen"].as_array().unwrap().iter().map(move |d| (g, d)))
                    .map(|(_, d)| d)
                    .collect(),
                _ => json["profiel"][part].as_array().unwrap().iter().collect(),
            };
            for item in things.iter().filter_map(|d| d["item"].as_str()) {
                let keys = stands.iter().filter(|(key, _)| key.split('/').nth(1) == Some(item));
                let any: Vec<&&str> = keys.map(|(_, s)| s).collect();
                assert!(any.is_empty() || any.iter().any(|s| **s == wanted), "{part} of {slug}: {item} is {any:?}");
                checked += 1;
            }
        }
    }
    checked
}

/// A profile never claims that it does not name something that it does name.
fn check_unmentioned(site: &SiteTest, out: &Outcome, reference: &Reference) -> usize {
    let mut checked = 0;
    let rows = csv_rows(site, "aanbod");
    for slug in reference.schools.keys() {
        let path = format!("scholen/{slug}/profiel/index.html");
        if !site.path("output").join(&path).exists() {
            continue;
        }
        for part in out.page(&path).all("details") {
            // "Niet aanwezig" is what silence means in that section.
            if !part.text().starts_with("Niet genoemd") {
                continue;
            }
            for name in part.texts("li") {
                let items: Vec<&String> =
                    reference.names.iter().filter(|(_, n)| **n == name).map(|(item, _)| item).collect();
                // What only another document of the school says is not in its profile.
                let elsewhere = |item: &str| {
                    rows.iter().any(|r| {
                        r["school"] == *slug
                            && format!("{}/{}", r["lijst"], r["item"]) == item
                            && !r["document"].is_empty()
                            && r["document"] != "profiel"
                    })
                };
                if let [item] = items[..]
                    && !elsewhere(item)
                {
                    let stand = reference.stand(slug, item);
                    assert_eq!(stand, "niets", "the profile of {slug} says that it does not name {name}");
                    checked += 1;
                }
            }
        }
    }
    checked
}

/// The page for parents lists what is there, what is not, and what is only named.
fn check_parents_page(out: &Outcome, reference: &Reference) -> usize {
    let mut checked = 0;
    for slug in reference.schools.keys() {
        let page = out.page(&format!("scholen/{slug}/index.html"));
        let also = page.all("details").into_iter().filter(|part| part.text().starts_with("De school noemt ook"));
        for item in also.flat_map(|part| linked_items(&part)) {
            assert_eq!(reference.stand(slug, &item), "genoemd", "{slug} for parents: {item}");
            checked += 1;
        }
        let absent = page.under("p.label").into_iter().filter(|(text, _)| text == "Dit is er niet of nog niet");
        for item in absent.flat_map(|(_, parts)| parts.into_iter().take(1)).flat_map(|part| linked_items(&part)) {
            if !reference.is_scored(slug, &item) {
                assert_eq!(reference.stand(slug, &item), "nee", "{slug} for parents: {item}");
                checked += 1;
            }
        }
    }
    checked
}

/// Coverage counts the schools that have an item.
fn check_coverage(site: &SiteTest, out: &Outcome, reference: &Reference) -> usize {
    if !site.path("output/dekking/index.html").exists() {
        return 0;
    }
    let page = out.page("dekking/index.html");
    let mut checked = 0;
    for heading in page.attributes("h3[id^=vlek-]", "id") {
        let id = heading.strip_prefix("vlek-").unwrap();
        for row in page.first(&format!("[aria-labelledby='{heading}'] table")).all("tr:has(th[scope=row])") {
            let name = row.one("th").text();
            let of_list = reference.names.iter().filter(|(item, n)| item.split('/').next() == Some(id) && **n == name);
            let items: Vec<&String> = of_list.map(|(item, _)| item).collect();
            let [item] = items[..] else { continue };
            if reference.schools.keys().any(|s| reference.is_scored(s, item)) {
                continue;
            }
            let count = row.first("td").text();
            let count: usize = count.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap();
            let have = reference.schools.keys().filter(|s| reference.stand(s, item) == "ja").count();
            assert_eq!(count, have, "coverage of {item}");
            checked += 1;
        }
    }
    checked
}

/// Builds a site and compares everything with the open data; returns the number of answers compared.
fn check(site: &SiteTest) -> usize {
    let out = site.build(&["--no-pdf"]);
    let reference = Reference::of(site);
    check_item_pages(site, &out, &reference)
        + check_side_by_side(site, &out, &reference)
        + check_profile_json(site, &out, &reference)
        + check_unmentioned(site, &out, &reference)
        + check_parents_page(&out, &reference)
        + check_coverage(site, &out, &reference)
}

#[test]
fn every_output_of_the_example_region_gives_the_same_answer() {
    assert!(check(&SiteTest::example()) > 1000);
}

#[test]
fn every_output_of_the_test_regions_gives_the_same_answer() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    assert!(check(&SiteTest::small()) > 10);
    assert!(check(&SiteTest::of(&tests.join("regio"))) > 20);
}

#[test]
fn every_output_of_random_sites_gives_the_same_answer() {
    let mut compared = 0;
    for seed in 0..6 {
        compared += check(&test_site(seed, 3).0);
    }
    assert!(compared > 50, "{compared}");
}

const PROFILE: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// What the open data says about one item of the small school, and where the school says so.
fn rows_of_item(change: impl Fn(&SiteTest), item: &str) -> Vec<(String, String)> {
    let site = SiteTest::small();
    change(&site);
    site.build(&["--no-pdf"]);
    let rows = csv_rows(&site, "aanbod").into_iter().filter(|r| r["item"] == item);
    rows.map(|r| (r["stand"].clone(), r["vindplaats"].clone())).collect()
}

#[test]
fn a_contact_is_someone_who_is_there() {
    let contact = |site: &SiteTest| {
        let path = "content/scholen/de-linde/school.yaml";
        let text = std::fs::read_to_string(site.path(path)).unwrap();
        let text: String = text.split("contact:").next().unwrap().to_owned();
        site.write(path, format!("{text}contact:\n  - wie: logopedist\n    zin: De logopedist helpt.\n"));
    };
    assert_eq!(rows_of_item(contact, "logopedist"), [("ja".to_owned(), "Contact".to_owned())]);
}

#[test]
fn what_a_text_names_is_named_and_no_offer() {
    for (text, named) in [
        ("Onze logopedist luistert mee.\n", true),
        ("Wij werken met logopedisten.\n", true),
        ("Zie [hulp bij praten](item:specialisten/logopedist).\n", true),
        ("Wij letten op de spraak.\n", false),
        ("Een spraaklogopedistengroep.\n", false),
    ] {
        let rows =
            rows_of_item(|site| _ = site.write("content/scholen/de-linde/2025-2026/visie.md", text), "logopedist");
        let stands: Vec<&str> = rows.iter().map(|(stand, _)| stand.as_str()).collect();
        assert_eq!(stands, if named { vec!["genoemd"] } else { Vec::new() }, "{text}");
    }
}

#[test]
fn an_abbreviation_that_is_an_item_names_it() {
    let change = |site: &SiteTest| {
        let text = std::fs::read_to_string(site.path(PROFILE)).unwrap();
        assert!(!text.contains("LOGO"));
        let text = if text.contains("\nafkortingen:\n") {
            text.replace(
                "\nafkortingen:\n",
                "\nafkortingen:\n  LOGO: {voluit: spraakhulp, is: specialisten/logopedist}\n",
            )
        } else {
            format!("{text}\nafkortingen:\n  LOGO: {{voluit: spraakhulp, is: specialisten/logopedist}}\n")
        };
        site.write(PROFILE, text);
    };
    assert_eq!(rows_of_item(change, "logopedist"), [("genoemd".to_owned(), "Afkortingen, LOGO".to_owned())]);
}

#[test]
fn an_answer_weighs_more_than_places_that_only_name() {
    // The small profile answers `nee` for psycholoog; a text that names one changes nothing.
    let text = "Een psycholoog komt hier niet.\n";
    let rows = rows_of_item(|site| _ = site.write("content/scholen/de-linde/2025-2026/visie.md", text), "psycholoog");
    assert_eq!(rows.iter().map(|(stand, _)| stand.as_str()).collect::<Vec<_>>(), ["nee"]);
}

#[test]
fn silence_is_no_answer_about_what_is_named_in_a_limit() {
    const FORMAAT: &str = "content/formaten/klein.yaml";
    const HULP: &str = "        onderwerp: aanbod\n        waar: {school: Op school, extern: Van buiten}\n";
    let appendix = "- {id: afspraken, titel: Afspraken, soort: bijlagen, onderwerp: grenzen}\n      ";
    let own = "- {id: nooit, titel: Nooit, soort: keuze, opties: {wapens: Wapens}, onderwerp: grenzen}\n      ";
    let rows = "rijen: [geen grenzen aanvaarden]";
    let answers = "\nsecties:\n";
    for (section, from, to, expected) in [
        ("", "", "", vec!["nee"]),
        ("", rows, "rijen: [agressief zijn tegen de jeugdarts]", vec![]),
        ("", "  grenzen:\n", "  grenzen:\n    toelichting: Ook de jeugdarts moet veilig zijn.\n", vec![]),
        (
            appendix,
            answers,
            "\nsecties:\n  afspraken: {toelichting: Niet zonder de jeugdarts., bestanden: [{titel: Afspraken}]}\n",
            vec![],
        ),
        (own, answers, "\nsecties:\n  nooit: {wapens: ja, toelichting: Dat mag ook de jeugdarts niet.}\n", vec![]),
        (
            own,
            answers,
            "\nsecties:\n  nooit: {anders: [{naam: Dreigen, bij: specialisten/jeugdarts}]}\n",
            vec!["genoemd"],
        ),
    ] {
        let change = |site: &SiteTest| {
            site.replace(FORMAAT, HULP, &format!("        niet-genoemd: nee\n{HULP}"));
            site.replace(FORMAAT, "- {id: woorden,", &format!("{section}- {{id: woorden,"));
            site.replace(PROFILE, from, to);
        };
        let rows = rows_of_item(change, "jeugdarts");
        assert_eq!(rows.iter().map(|(stand, _)| stand.as_str()).collect::<Vec<_>>(), expected, "{to}");
    }
}
