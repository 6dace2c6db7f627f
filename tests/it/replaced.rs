//! Two current documents of one school: what the newer one answers replaces what the older one said about the same
//! item, in all data.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::data::csv;
use crate::harness::SiteTest;

const MONITOR: &str = "formaat: monitor
titel: Monitor
hoofdstukken:
  - id: een
    titel: Hulp nu
    secties:
      - {id: hulp-nu, titel: Hulp nu, soort: aanbod, lijst: specialisten, onderwerp: aanbod, waar: {school: Op school, extern: Van buiten}}
      - {id: hgw-nu, titel: HGW nu, soort: beoordeling, lijst: hgw-vo, schaal: ontwikkeling}
      - {id: route-nu, titel: Route nu, soort: stroomschema, onderwerp: route}
";

const PROFILE: &str = "  hulp:
    buddy: {waar: [school], hoeveel: 2 uur}
    psycholoog: {waar: [extern], noot: op dinsdag}
    orthopedagoog: nee
    decaan: [school]
    logopedist: onbekend
  hgw: {planmatig: V, smart: V}
  route:
    stappen: [{stap: Praten, wie: [mentor]}]
";

const NEWER: &str = "  hulp-nu: {buddy: [extern], psycholoog: [extern], orthopedagoog: [school], mentor: [school]}
  hgw-nu: {planmatig: O}
  route-nu:
    stappen: [{stap: Kiezen, wie: [decaan, docent]}]
";

/// The small site with a profile, and a monitor of this date.
fn with_monitor(profile: &str, monitor: &str, day: &str) -> SiteTest {
    let site = SiteTest::small();
    site.write("content/formaten/monitor.yaml", MONITOR);
    let folder = "content/scholen/de-linde/2025-2026";
    let head =
        |formaat: &str, day: &str| format!("formaat: {formaat}\nschooljaar: 2025-2026\npeildatum: {day}\nsecties:\n");
    site.write(&format!("{folder}/profiel.yaml"), head("klein", "2025-10-01") + profile);
    site.write(&format!("{folder}/monitor.yaml"), head("monitor", day) + monitor);
    site
}

/// The facts of an item in `profiel.json`: the stand or the score, the places and the section.
fn facts(site: &SiteTest, item: &str) -> Vec<String> {
    let json = std::fs::read_to_string(site.path("output/scholen/de-linde/profiel.json")).unwrap();
    let json: Value = serde_json::from_str(&json).unwrap();
    let facts = json["profiel"]["feiten"].as_array().unwrap().iter().filter(|fact| fact["item"] == item);
    let words = |fact: &Value| {
        let said = fact["waarde"].as_str().or(fact["stand"].as_str()).unwrap();
        format!("{said} {} {}", fact["waar"], fact["sectie"].as_str().unwrap())
    };
    facts.map(words).collect()
}

/// The rows of an item in a table that hold now: the stand or the score, the place and the section.
fn current(site: &SiteTest, table: &str, item: &str) -> BTreeSet<String> {
    let (head, rows) = csv(site, table);
    let cell = |row: &[String], column: &str| row[head.iter().position(|name| name == column).unwrap()].clone();
    let columns: &[&str] = if table == "aanbod" { &["stand", "plaats", "sectie"] } else { &["waarde", "sectie"] };
    let here = rows.iter().filter(|row| cell(row, "item") == item && cell(row, "actueel") == "ja");
    here.map(|row| columns.iter().map(|c| cell(row, c)).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn what_a_newer_document_answers_replaces_all_that_the_profile_says_of_the_item() {
    let site = with_monitor(PROFILE, NEWER, "2026-02-01");
    site.build(&["--no-pdf"]);
    for (item, fact, row) in [
        ("buddy", r#"ja ["extern"] hulp-nu"#, "ja extern hulp-nu"),
        ("psycholoog", r#"ja ["extern"] hulp-nu"#, "ja extern hulp-nu"),
        ("orthopedagoog", r#"ja ["school"] hulp-nu"#, "ja school hulp-nu"),
        // Named in a step of the profile alone, answered by the newer one.
        ("mentor", r#"ja ["school"] hulp-nu"#, "ja school hulp-nu"),
        // Answered by the profile only; that a newer document names it changes nothing.
        ("decaan", r#"ja ["school"] hulp"#, "ja school hulp"),
    ] {
        assert_eq!(facts(&site, item), [fact], "{item}");
        assert_eq!(current(&site, "aanbod", item), BTreeSet::from([row.to_owned()]), "{item}");
    }
    assert_eq!(facts(&site, "planmatig"), ["ontwikkeld [] hgw-nu"]);
    assert_eq!(current(&site, "beoordelingen", "planmatig"), BTreeSet::from(["ontwikkeld hgw-nu".to_owned()]));
    assert_eq!(facts(&site, "smart"), ["ver-ontwikkeld [] hgw"]);
    // What is left open is given as open, and as named; what was replaced remains in the tables as no longer current.
    assert_eq!(facts(&site, "logopedist"), ["niet vermeld [] hulp", "genoemd [] hulp"]);
    let (head, rows) = csv(&site, "aanbod");
    let noot = head.iter().position(|name| name == "noot").unwrap();
    assert!(rows.iter().any(|row| row[noot] == "op dinsdag"));
}

#[test]
fn an_older_document_beside_the_profile_adds_what_the_profile_does_not_answer() {
    let site = with_monitor(PROFILE, NEWER, "2025-02-01");
    site.build(&["--no-pdf"]);
    for (item, fact, row) in [
        ("buddy", r#"ja ["school"] hulp"#, "ja school hulp"),
        ("orthopedagoog", "nee [] hulp", "nee  hulp"),
        ("mentor", r#"ja ["school"] hulp-nu"#, "ja school hulp-nu"),
    ] {
        assert_eq!(facts(&site, item), [fact], "{item}");
        assert_eq!(current(&site, "aanbod", item), BTreeSet::from([row.to_owned()]), "{item}");
    }
    assert_eq!(facts(&site, "planmatig"), ["ver-ontwikkeld [] hgw"]);
}

#[test]
fn a_document_of_an_earlier_year_is_replaced_as_a_whole() {
    let site = with_monitor(PROFILE, NEWER, "2026-02-01");
    let folder = "content/scholen/de-linde";
    let old = std::fs::read_to_string(site.path(&format!("{folder}/2025-2026/monitor.yaml"))).unwrap();
    let old = old
        .replace("2025-2026", "2024-2025")
        .replace("2026-02-01", "2025-02-01")
        .replace("buddy: [extern]", "buddy: nee");
    site.write(&format!("{folder}/2024-2025/monitor.yaml"), old);
    site.build(&["--no-pdf"]);
    assert_eq!(current(&site, "aanbod", "buddy"), BTreeSet::from(["ja extern hulp-nu".to_owned()]));
    assert_eq!(facts(&site, "buddy"), [r#"ja ["extern"] hulp-nu"#]);
}
