//! One truth on paper and in search: PDFs, the text for the schoolgids and search results say about every school and
//! item what its outcome says, and none of them offers the opposite of a limit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use steunwijzer::facts::grenzen::{Grens, GrensTold};
use steunwijzer::load;
use steunwijzer::model::catalogus::Catalogus;
use steunwijzer::model::norm::NormTarget;
use steunwijzer::model::site::Site;
use steunwijzer::model::value::Stand;
use steunwijzer::pages::Page;
use steunwijzer::regio::norm::{self, Verdict};
use steunwijzer::regio::{Regio, SchoolFacts};
use steunwijzer::search::RecordKind;

use crate::harness::{Outcome, SiteTest, paths, records, without_breaks};
use crate::parsed_page::ParsedPage;
use crate::pdf::{all_text, tags};
use crate::random_sites::test_site;

fn model(site: &SiteTest) -> Site {
    load::load(&site.path("content")).unwrap().0.unwrap()
}

fn same_words(a: &str, b: &str) -> bool {
    without_breaks(a).to_lowercase() == without_breaks(b).to_lowercase()
}

/// The outcomes of the items that a name may mean, which is one for parents or one of the list.
fn standen(facts: &SchoolFacts<'_>, catalogus: &Catalogus, name: &str) -> BTreeSet<Stand> {
    let named = |key: &steunwijzer::model::value::ItemKey| {
        let item = catalogus.item(key).unwrap();
        same_words(&item.name, name) || same_words(item.for_ouders(), name)
    };
    facts.outcomes().filter(|(key, _)| named(key)).map(|(_, outcome)| outcome.stand).collect()
}

/// Whether a name is that of something under `anders` or of a row, which may be called like an item that it is not.
fn is_own(facts: &SchoolFacts<'_>, name: &str) -> bool {
    facts.own_aanbod().any(|own| same_words(&own.own.name.text, name))
}

/// The things that the summary for parents says are there: the heads of its rows.
fn check_summary(site: &SiteTest, facts: &SchoolFacts<'_>, catalogus: &Catalogus) -> usize {
    let pdf = site.path(&format!("output/scholen/{}/ouders.pdf", facts.school.slug));
    let mut checked = 0;
    for (_, _, name) in tags(&pdf).iter().filter(|(_, tag, _)| tag == "TH") {
        let standen = standen(facts, catalogus, name);
        if !standen.is_empty() && !is_own(facts, name) {
            assert!(standen.contains(&Stand::Yes), "ouders.pdf of {}: {name} is {standen:?}", facts.school.slug);
            checked += 1;
        }
    }
    checked
}

/// The rows of a profile: a thing with a "ja" is there, one with only "nee" is not.
fn check_profile(pdf: &Path, facts: &SchoolFacts<'_>, catalogus: &Catalogus) -> usize {
    let all = tags(pdf);
    let mut checked = 0;
    for row in all.split(|(_, tag, _)| tag == "TR").skip(1) {
        let Some(head) = row.iter().position(|(_, tag, _)| tag == "TH") else { continue };
        let name = row[head..].iter().find(|(_, tag, _)| tag == "P").map_or("", |(_, _, text)| text);
        let cells: Vec<&str> = row.iter().filter(|(_, tag, _)| tag == "TD").map(|(_, _, text)| text.trim()).collect();
        let answers: Vec<&str> = cells.into_iter().filter(|c| !c.is_empty()).collect();
        let standen = standen(facts, catalogus, name);
        if standen.is_empty() || is_own(facts, name) {
            continue;
        }
        if answers.contains(&"ja") {
            assert!(standen.contains(&Stand::Yes), "{}: {name} is {standen:?}", pdf.display());
            checked += 1;
        } else if !answers.is_empty() && answers.iter().all(|a| *a == "nee") {
            let answered = standen.iter().any(|s| matches!(s, Stand::Yes | Stand::No));
            assert!(answered, "{}: {name} is {standen:?}", pdf.display());
            checked += 1;
        }
    }
    checked
}

/// The paragraph for the schoolgids: names after each label are there, those after "Dit is er niet" are not.
fn check_schoolgids(out: &Outcome, site: &SiteTest, facts: &SchoolFacts<'_>, catalogus: &Catalogus) -> usize {
    let slug = &facts.school.slug;
    if facts.school.profiel().is_none() {
        return 0;
    }
    let article = out.page(&format!("scholen/{slug}/schoolgids.html")).one("article");
    let paper = without_breaks(&all_text(&site.path(&format!("output/scholen/{slug}/schoolgids.pdf"))));
    let mut checked = 0;
    let mut wanted = None;
    for line in article.lines() {
        wanted = match line.as_str() {
            "Wat wij bieden" => Some(Stand::Yes),
            "Dit is er niet, of nog niet" => Some(Stand::No),
            "Wat wij niet kunnen bieden" | "Zo regelen wij hulp" | "Bij wie u terechtkunt" => None,
            _ => wanted,
        };
        let (names, wanted) = match (line.strip_prefix("Dit is er niet, of nog niet: "), wanted) {
            (Some(names), _) => (names, Stand::No),
            (None, Some(wanted)) => (line.split_once(": ").map_or(line.as_str(), |(_, names)| names), wanted),
            (None, None) => continue,
        };
        for name in names.trim_end_matches('.').split(", ").flat_map(|part| part.split(" en ")) {
            let standen = standen(facts, catalogus, name);
            if !standen.is_empty() && !is_own(facts, name) {
                assert!(standen.contains(&wanted), "the schoolgids of {slug}: {name} is {standen:?}");
                assert!(paper.contains(&without_breaks(name)), "schoolgids.pdf of {slug}: {name}");
                checked += 1;
            }
        }
    }
    checked
}

/// A school is found by what it has or names, and not by what it says it lacks.
fn check_search(model: &Site, regio: &Regio<'_>) -> usize {
    let mut checked = 0;
    for record in records(model).into_iter().filter(|r| r.soort == RecordKind::School) {
        let slug = record.address.split('/').nth(1).unwrap();
        let facts = regio.school(slug).unwrap();
        let Some(names) = record.content.split("Deze school noemt: ").nth(1) else { continue };
        let elements: Vec<&str> = names.split(", ").map(|n| n.trim_end_matches('.')).collect();
        for name in &elements {
            let standen = standen(facts, &model.catalogus, name);
            let found = standen.is_empty() || standen.iter().any(|s| matches!(s, Stand::Yes | Stand::Mentioned));
            assert!(found, "{slug} is found by {name}: {standen:?}");
            checked += 1;
        }
        for (key, outcome) in facts.outcomes().filter(|(_, o)| o.stand == Stand::No) {
            let name = model.catalogus.name(key);
            let other = standen(facts, &model.catalogus, name).len() > 1;
            assert!(other || !elements.contains(&name), "{slug} is found by {name}, which is {:?}", outcome.stand);
        }
    }
    checked
}

/// The text of a PDF or page without breaks, and without the explanations of abbreviations.
fn bare(text: &str, facts: &SchoolFacts<'_>) -> String {
    let mut out = without_breaks(text);
    for afkorting in facts.documenten.iter().flat_map(|d| &d.afkortingen) {
        let long = without_breaks(&afkorting.in_full);
        out = out.replace(&format!("({long})"), "").replace(&format!(",{long})"), ")");
    }
    out.to_lowercase()
}

/// The beginning of a limit, in a form that can be looked for.
fn needle(grens: &Grens<'_>, facts: &SchoolFacts<'_>) -> String {
    bare(grens.text.trim_end_matches('.'), facts).chars().take(60).collect()
}

/// Whether a school has a limit in the row of a table that leads to a page.
fn has_limit_in_table(page: &ParsedPage, row: &str, school: &str) -> bool {
    let is_row = |r: &ParsedPage| r.text().starts_with(row) || r.links().iter().any(|link| link.contains(row));
    let row = page.all("tr").into_iter().find(is_row).unwrap_or_else(|| panic!("{row} is no row"));
    let of_school = |cell: &ParsedPage| cell.attribute("data-label").is_some_and(|label| label == school);
    row.all("td").iter().filter(|cell| of_school(cell)).any(|cell| cell.texts("b").contains(&"grens".to_owned()))
}

/// Every limit can be read where its opposite might be: in the profile at its own place, on paper, at its item, in the
/// tables of questions, and in search results.
fn check_limits(site: &SiteTest, out: &Outcome, model: &Site, regio: &Regio<'_>) -> usize {
    let mut checked = 0;
    let records: Vec<steunwijzer::search::Record> =
        records(model).into_iter().filter(|r| r.soort == RecordKind::Grens).collect();
    // Large regions have schools as rows; there only the pages of questions are held against limits.
    let small = regio.scholen.len() > 1 && regio.scholen.len() < 8;
    for facts in &regio.scholen {
        let school = facts.school;
        let limits = regio.grenzen(school);
        let summary = all_text(&site.path(&format!("output/scholen/{}/ouders.pdf", school.slug)));
        let left_out = summary.split("De school noemt nog ").nth(1).and_then(|t| t.split(' ').next()?.parse().ok());
        let (summary, mut missing) = (bare(&summary, facts), BTreeSet::new());
        let mut papers: BTreeMap<String, String> = BTreeMap::new();
        let guide = school.profiel().map(|_| {
            let page = out.page(&format!("scholen/{}/schoolgids.html", school.slug));
            let pdf = all_text(&site.path(&format!("output/scholen/{}/schoolgids.pdf", school.slug)));
            [bare(&page.text(), facts), bare(&pdf, facts)]
        });
        for grens in &limits.all {
            let (needle, what) = (needle(grens, facts), format!("{}: {}", school.slug, grens.sentence));
            let (page, pdf) = paths(school, grens.document);
            let place = out.page(&page).one(&format!("[id='{}']", grens.anchor));
            let place = if place.is("h1, h2, h3, h4, h5, h6") { place.parent() } else { place };
            assert!(bare(&place.text(), facts).contains(&needle), "{what} does not stand at its place");
            let paper =
                papers.entry(pdf).or_insert_with_key(|pdf| bare(&all_text(&site.path("output").join(pdf)), facts));
            assert!(paper.contains(&needle), "{what}: PDF");
            if school.profiel().is_some() {
                if !summary.contains(&needle) && grens.told != GrensTold::Alike {
                    missing.insert((&grens.heading, &grens.sentence));
                }
                for text in guide.iter().flatten() {
                    assert!(text.contains(&needle), "{what}: schoolgids");
                }
            }
            // The page for parents tells it, or says that there are limits and leads to where they stand.
            let parents = out.page(&format!("scholen/{}/index.html", school.slug));
            let told = bare(&parents.text(), facts).contains(&needle);
            let address = Page::Document(school, grens.document).address();
            let folder = address.from_root();
            let folder = folder.strip_prefix(&format!("scholen/{}/", school.slug)).unwrap_or(&folder);
            let target = format!("{folder}#{}", grens.sectie.id);
            let leads = parents.links().iter().any(|link| link.ends_with(&target));
            let about = limits.secties.iter().any(|(_, s)| s.id == grens.sectie.id);
            assert!(told || leads || !about, "{what}: the page for parents neither tells it nor leads to it");
            for item in &grens.items {
                let path = format!("ondersteuning/{}/{}/index.html", item.lijst, item.item);
                if site.path("output").join(&path).exists() {
                    assert!(bare(&out.page(&path).text(), facts).contains(&needle), "{what}: {path}");
                }
            }
            for question in grens.hulpvragen.keys().filter(|_| small) {
                let row = format!("vergelijken/hulp/{question}/index.html");
                let table = out.page("vergelijken/hulp/index.html");
                if site.path("output").join(&row).exists() {
                    assert!(
                        has_limit_in_table(&table, &format!("hulp/{question}/"), &school.name),
                        "{what}: {question}"
                    );
                    assert!(has_limit_in_table(&out.page(&row), "Hoeveel er is", &school.name), "{what}: {row}");
                }
            }
            let of_section = records.iter().filter(|r| r.address.starts_with(&page));
            let found = of_section.clone().any(|r| bare(&r.content, facts).contains(&needle));
            let about = limits.secties.iter().any(|(_, s)| s.id == grens.sectie.id);
            assert!(found || !about || of_section.clone().any(|r| r.content.ends_with('…')), "{what}: search");
            checked += 1;
        }
        assert!(missing.len() <= left_out.unwrap_or(0), "ouders.pdf of {} leaves out {missing:?}", school.slug);
    }
    checked
}

/// Coverage never counts help that a school limits as help that it has: with a rule for each question and each item that a
/// limit is about, no such school meets it, and the page names the limit.
fn check_coverage(site: &SiteTest) -> usize {
    let before = model(site);
    let regio = Regio::new(&before);
    let mut rules = BTreeSet::new();
    for grens in regio.scholen.iter().flat_map(|facts| &regio.grenzen(facts.school).all) {
        rules.extend(grens.hulpvragen.keys().map(|id| format!("{{hulpvraag: {id}, scholen: alle}}")));
        rules.extend(grens.items.iter().map(|i| format!("{{item: {}/{}, scholen: alle}}", i.lijst, i.item)));
    }
    let path = "content/site.yaml";
    let text = std::fs::read_to_string(site.path(path)).unwrap();
    if rules.is_empty() || regio.scholen.len() < 2 {
        return 0;
    }
    // A norm of the site's own makes room.
    let text_without = text.split("\nnorm:").next().unwrap().trim_end();
    let norm: String = rules.iter().map(|rule| format!("  - {rule}\n")).collect();
    site.write(path, format!("{text_without}\nnorm:\n{norm}"));
    let out = site.build(&["--no-pdf"]);
    let after = model(site);
    let regio = Regio::new(&after);
    let page = out.page("dekking/index.html").text();
    let mut checked = 0;
    for outcome in norm::verdict(&regio) {
        for (school, verdict) in &outcome.scholen {
            let limits = regio.grenzen(school);
            let limited = match &outcome.line.what {
                NormTarget::Hulpvraag(question) => limits.for_hulpvraag(question).next().is_some(),
                NormTarget::Item(item) => limits.for_item(item).next().is_some(),
            };
            if limited {
                assert_ne!(*verdict, Verdict::Satisfies, "coverage of {}: {:?}", school.slug, outcome.line.what);
                let told = page.contains("er is hulp, en ook een grens") || page.contains("noemt ook een grens");
                assert!(told || *verdict != Verdict::WithGrens, "coverage does not name the limit of {}", school.slug);
                checked += 1;
            }
        }
    }
    site.write(path, text);
    checked
}

/// Builds a site with its PDFs and compares; returns how many answers and limits were compared.
fn check(site: &SiteTest) -> (usize, usize) {
    let out = site.build(&[]);
    let model = model(site);
    let regio = Regio::new(&model);
    let mut checked = check_search(&model, &regio);
    for facts in &regio.scholen {
        checked += check_summary(site, facts, &model.catalogus);
        checked += check_schoolgids(&out, site, facts, &model.catalogus);
        // If there are other current documents, the profile alone may say less than the school.
        if let [document] = facts.documenten[..] {
            let pdf = site.path("output").join(paths(facts.school, document).1);
            checked += check_profile(&pdf, facts, &model.catalogus);
        }
    }
    let limits = check_limits(site, &out, &model, &regio);
    checked += check_coverage(site);
    (checked, limits)
}

#[test]
fn paper_and_search_of_the_example_region_say_what_its_schools_say() {
    let (answers, limits) = check(&SiteTest::example());
    assert!(answers > 200 && limits > 25, "{answers} {limits}");
}

#[test]
fn paper_and_search_of_the_test_regions_say_what_their_schools_say() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let (answers, limits) = check(&SiteTest::small());
    assert!(answers > 5 && limits > 0, "{answers} {limits}");
    let (answers, _) = check(&SiteTest::of(&tests.join("regio")));
    assert!(answers > 10, "{answers}");
}

#[test]
fn paper_and_search_of_random_sites_say_what_their_schools_say() {
    let compared: usize = (20..22).map(|seed| check(&test_site(seed, 2).0).0).sum();
    assert!(compared > 10, "{compared}");
}

const MONITOR: &str = "formaat: monitor
titel: Monitor
hoofdstukken:
  - id: een
    titel: Hulp nu
    secties:
      - id: hulp-nu
        titel: Hulp nu
        soort: aanbod
        lijst: specialisten
        onderwerp: aanbod
        waar: {school: Op school, extern: Van buiten}
      - id: grenzen-nu
        titel: Grenzen nu
        soort: tabel
        weergave: lijst
        onderwerp: grenzen
        velden: [{id: punt, titel: Punt, type: tekst}]
";

/// A school with a profile and another document, of a later or an earlier day.
fn with_monitor(profile: &str, monitor: &str, day: &str) -> SiteTest {
    let site = SiteTest::small();
    site.write("content/formaten/monitor.yaml", MONITOR);
    site.write(PROFILE, format!("formaat: klein\nschooljaar: 2025-2026\npeildatum: 2025-10-01\nsecties:\n{profile}"));
    let monitor = format!("formaat: monitor\nschooljaar: 2025-2026\npeildatum: {day}\nsecties:\n{monitor}");
    site.write("content/scholen/de-linde/2025-2026/monitor.yaml", monitor);
    site
}

/// What each output says is there, and what it says is not.
fn told(site: &SiteTest) -> BTreeMap<&'static str, [BTreeSet<String>; 2]> {
    let out = site.build(&[]);
    let names = |json: &serde_json::Value| {
        let things = json.as_array().unwrap().iter();
        things.map(|thing| thing["naam"].as_str().unwrap().to_lowercase()).collect::<BTreeSet<_>>()
    };
    let json: serde_json::Value = serde_json::from_str(&out.file("scholen/de-linde/profiel.json")).unwrap();
    let groups = json["profiel"]["aanbod"].as_array().unwrap().iter();
    let data = [groups.flat_map(|group| names(&group["dingen"])).collect(), names(&json["profiel"]["niet"])];
    let facts = |stand: &str| {
        let facts = json["profiel"]["feiten"].as_array().unwrap().iter().filter(|f| f["stand"] == stand);
        facts.map(|f| f["naam"].as_str().unwrap().to_lowercase()).collect::<BTreeSet<_>>()
    };
    let sentence = |text: &str| {
        let names = text.split("Dit is er niet, of nog niet: ").nth(1).map_or("", |t| t.split('.').next().unwrap());
        names.split(", ").flat_map(|part| part.split(" en ")).filter(|n| !n.is_empty()).map(str::to_lowercase).collect()
    };
    let pdf = site.path("output/scholen/de-linde/ouders.pdf");
    let there =
        tags(&pdf).iter().filter(|(_, tag, _)| tag == "TH").map(|(_, _, name)| name.trim().to_lowercase()).collect();
    let summary = all_text(&pdf).split_whitespace().collect::<Vec<_>>().join(" ");
    // Without what words mean in general.
    let guide = out.page("scholen/de-linde/schoolgids.html").one("article").without("i").text();
    let of_guide = guide.split("Wat wij bieden").nth(1).unwrap().split("Wat wij niet").next().unwrap();
    let of_guide = of_guide.split([':', ',', '.']).flat_map(|part| part.split(" en "));
    let of_guide: BTreeSet<String> = of_guide.map(|name| name.trim().to_lowercase()).collect();
    let model = model(site);
    let record = records(&model).into_iter().find(|r| r.soort == RecordKind::School).unwrap();
    let found = record.content.split("Deze school noemt: ").nth(1).unwrap().split('.').next().unwrap().split(", ");
    BTreeMap::from([
        ("aanbod in profiel.json", data),
        ("feiten in profiel.json", [facts("ja"), facts("nee")]),
        ("ouders.pdf", [there, sentence(&summary)]),
        ("schoolgids", [of_guide, sentence(&guide)]),
        ("search", [found.map(str::to_lowercase).collect(), BTreeSet::new()]),
    ])
}

#[track_caller]
fn all_say(told: &BTreeMap<&'static str, [BTreeSet<String>; 2]>, there: &[&str], not: &[&str]) {
    for (what, [yes, no]) in told {
        for name in there {
            assert!(yes.contains(*name) && !no.contains(*name), "{what}: {name} is there: {yes:?} {no:?}");
        }
        for name in not {
            assert!(!yes.contains(*name), "{what}: {name} is not there: {yes:?}");
            assert!(*what == "search" || no.contains(*name), "{what}: {name} is not there: {no:?}");
        }
    }
}

#[test]
fn paper_and_search_say_what_the_newest_of_two_current_documents_answers() {
    let profile = "  hulp: {buddy: [school], orthopedagoog: nee, vertrouwenspersoon: [school], psycholoog: [school]}\n";
    let monitor = "  hulp-nu: {buddy: nee, orthopedagoog: [school], vertrouwenspersoon: [extern]}\n";
    let newer = with_monitor(profile, monitor, "2026-02-01");
    all_say(&told(&newer), &["orthopedagoog", "vertrouwenspersoon", "psycholoog"], &["buddy"]);
    let place = |site: &SiteTest| {
        let json = std::fs::read_to_string(site.path("output/scholen/de-linde/profiel.json")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let groups = json["profiel"]["aanbod"].as_array().unwrap().iter();
        let mut all = groups.flat_map(|group| group["dingen"].as_array().unwrap().clone());
        all.find(|thing| thing["item"] == "vertrouwenspersoon").unwrap()["waar"].to_string()
    };
    assert_eq!(place(&newer), r#"["extern"]"#);
    // The other way round, an older document changes nothing of what the profile answers.
    let older = with_monitor(profile, monitor, "2025-02-01");
    all_say(&told(&older), &["buddy", "vertrouwenspersoon", "psycholoog"], &["orthopedagoog"]);
    assert_eq!(place(&older), r#"["school"]"#);
}

#[test]
fn what_only_another_document_answers_is_told_too_and_its_no_to_an_own_row_counts() {
    let profile = "  hulp:\n    psycholoog: [school]\n    anders:\n      - {naam: Maatje in de klas, is: specialisten/buddy, zin: Een leerling helpt uw kind., waar: [school]}\n";
    let site = with_monitor(profile, "  hulp-nu: {buddy: nee, vertrouwenspersoon: [school]}\n", "2026-02-01");
    all_say(&told(&site), &["psycholoog", "vertrouwenspersoon"], &["buddy"]);
    let summary = all_text(&site.path("output/scholen/de-linde/ouders.pdf"));
    for text in [summary, site.page("scholen/de-linde/index.html").text()] {
        assert!(!without_breaks(&text).contains(&without_breaks("Maatje in de klas")), "{text}");
    }
    // If the other document does not deny it, the row stands there in the words of the school.
    let site = with_monitor(profile, "  hulp-nu: {vertrouwenspersoon: [school]}\n", "2026-02-01");
    let told = told(&site);
    all_say(&told, &["psycholoog", "vertrouwenspersoon"], &[]);
    assert!(told["ouders.pdf"][0].contains("maatje in de klas"), "{told:?}");
}

#[test]
fn a_limit_in_another_document_stands_on_paper_and_in_the_data_of_the_profile() {
    let limit = "leerlingen die een rolstoel nodig hebben";
    let monitor = format!("  grenzen-nu: {{rijen: [{limit}]}}\n");
    for day in ["2026-02-01", "2025-02-01"] {
        let site = with_monitor("  hulp: {buddy: [school]}\n", &monitor, day);
        site.build(&[]);
        for file in ["ouders.pdf", "schoolgids.pdf"] {
            let text = without_breaks(&all_text(&site.path(&format!("output/scholen/de-linde/{file}"))));
            assert!(text.to_lowercase().contains(&without_breaks(limit)), "{file}: {text}");
        }
        let json = std::fs::read_to_string(site.path("output/scholen/de-linde/profiel.json")).unwrap();
        assert!(json.contains(&format!("\"tekst\": \"{limit}\"")), "{json}");
    }
}

const PROFILE: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const ROWS: &str = "      - {groep: Gedrag, hulpvragen: [gedrag], rijen: [geen grenzen aanvaarden]}";

#[test]
fn limits_beside_a_short_text_for_parents_stand_in_the_summary_and_what_has_no_room_is_counted() {
    let site = SiteTest::small();
    let rows: String =
        (1..=3).map(|n| format!("      - {{punt: dove leerlingen {n}, hulpvragen: [zintuigen]}}\n")).collect();
    site.replace(PROFILE, ROWS, rows.trim_end());
    let summary = |site: &SiteTest| {
        site.build(&[]);
        without_breaks(&all_text(&site.path("output/scholen/de-linde/ouders.pdf")))
    };
    let text = summary(&site);
    for part in ["Wij hebben geen plek voor kinderen", "dove leerlingen 1", "dove leerlingen 3"] {
        assert!(text.to_lowercase().contains(&without_breaks(part).to_lowercase()), "{part}: {text}");
    }
    assert!(!text.contains(&without_breaks("De school noemt nog")), "{text}");
    let many: String =
        (1..400).map(|n| format!("      - {{punt: dove leerlingen {n}, hulpvragen: [zintuigen]}}\n")).collect();
    site.replace(PROFILE, rows.trim_end(), many.trim_end());
    let text = summary(&site);
    assert!(text.contains("Deschoolnoemtnog") && text.contains("grenzen.Vraagernaar"), "{text}");
}

#[test]
fn a_row_of_limits_without_an_id_is_linked_to_as_well_as_one_with_an_id() {
    let site = SiteTest::small();
    let rows = "      - {groep: Gedrag, hulpvragen: [gedrag], rijen: [geen grenzen aanvaarden, anderen slaan]}\n      \
                - {punt: dove leerlingen, hulpvragen: [zintuigen]}\n      - {id: blind, punt: blinde leerlingen, hulpvragen: [zintuigen]}";
    site.replace(PROFILE, ROWS, rows);
    let out = site.build(&["--no-pdf"]);
    let profile = out.page("scholen/de-linde/profiel/index.html");
    for (question, anchor, words) in [
        ("gedrag", "grenzen_rij_1", "geen grenzen aanvaarden"),
        ("gedrag", "grenzen_rij_2", "anderen slaan"),
        ("zintuigen", "grenzen_rij_3", "dove leerlingen"),
        ("zintuigen", "grenzen-blind", "blinde leerlingen"),
    ] {
        let page = out.page(&format!("hulp/{question}/index.html"));
        assert!(page.has(&format!("a[href$='profiel/index.html#{anchor}']")), "{question}: {anchor}");
        profile.one(&format!("#{anchor}")).says(words);
    }
}
