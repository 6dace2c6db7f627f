//! What `CheckCache` and `Loader` remember equals a fresh run, whatever changes around a school.

use steunwijzer::checks::{self, CheckCache};
use steunwijzer::load::Loader;
use steunwijzer::melding::Meldingen;
use steunwijzer::model::controles::CONTROLES;

use crate::errors;
use crate::harness::SiteTest;

fn meldingen_lines(meldingen: Meldingen) -> Vec<String> {
    let line = |m: &steunwijzer::melding::Melding| format!("{} {:?} {}", m.file(), m.severity, m.message);
    meldingen.sorted().iter().map(line).collect()
}

#[test]
fn rereading_with_other_lists_gives_what_a_fresh_read_gives() {
    let example = ("voorbeeld".to_owned(), Vec::new(), SiteTest::example());
    let mut not_empty = 0;
    for (case, _, site) in errors::sites().chain([example]) {
        let content = site.path("content");
        let mut loader = Loader::new(&content);
        let Ok((Some(_), _)) = loader.load() else { continue };
        site.write(
            "content/lijsten/zz-nieuw.yaml",
            "breidt-uit: specialisten\nitems:\n  klusjesman: {naam: Klusjesman, betekenis: Maakt dingen heel.}\n",
        );
        let (again, once_more) = (loader.load().unwrap(), steunwijzer::load::load(&content).unwrap());
        assert_eq!(meldingen_lines(again.1), meldingen_lines(once_more.1), "{case}");
        // The whole model; a span is shown as path, line and column.
        assert_eq!(format!("{:?}", again.0), format!("{:?}", once_more.0), "{case}");
        not_empty += 1;
    }
    assert!(not_empty > 100, "{not_empty}");
}

#[test]
fn looking_for_errors_only_finds_them_all_and_nothing_else() {
    let example = ("voorbeeld".to_owned(), Vec::new(), SiteTest::example());
    let all_errors: String =
        CONTROLES.iter().filter(|c| !c.fixed).map(|c| format!("  {}: fout\n", c.code.text())).collect();
    let mut not_empty = 0;
    for (case, _, site) in errors::sites().chain([example]) {
        let gegevens = site.path("content/site.yaml");
        let itself = std::fs::read_to_string(&gegevens).unwrap_or_default();
        for switches in [String::new(), format!("controles:\n{all_errors}")] {
            if !switches.is_empty() && itself.contains("\ncontroles:") {
                continue;
            }
            std::fs::write(&gegevens, format!("{}\n{switches}", itself.trim_end())).unwrap();
            let Ok((Some(loaded), meldingen)) = steunwijzer::load::load(&site.path("content")) else { continue };
            let stand = Some(jiff::civil::date(2026, 1, 1));
            let (mut errors_only, mut everything) = (meldingen.clone(), meldingen);
            checks::errors(&loaded, stand, &mut CheckCache::none(), &mut errors_only);
            checks::check(&loaded, stand, &mut everything);
            let expected = meldingen_lines(everything.errors_only());
            not_empty += usize::from(!expected.is_empty());
            assert_eq!(meldingen_lines(errors_only), expected, "{case} with {switches:?}");
        }
    }
    assert!(not_empty > 150, "{not_empty}");
}

#[test]
fn remembered_checks_equal_fresh_ones() {
    let site = SiteTest::small();
    let profiel = "content/scholen/de-linde/2025-2026/profiel.yaml";
    let vision = "content/scholen/de-linde/2025-2026/visie.md";
    site.write(vision, "Wij werken met het ZOMP. Vragen? Bel mevrouw Bakker. Zie [de Eik](school:de-eik).\n");
    site.write("content/scholen/de-eik/school.yaml", "naam: De Eik\n");
    let mut loader = Loader::new(&site.path("content"));
    let mut memory = CheckCache::none();
    let mut earlier: Vec<String> = Vec::new();
    let mut changed = 0;
    let stappen: &[&dyn Fn()] = &[
        &|| {},
        // What checks of schools look at.
        &|| _ = site.replace("content/site.yaml", "titel:", "bekende-afkortingen: [ZOMP]\ntitel:"),
        &|| _ = site.replace("content/site.yaml", "titel:", "controles: {persoonsnaam: fout}\ntitel:"),
        &|| _ = site.replace("content/site.yaml", "persoonsnaam: fout", "persoonsnaam: uit"),
        &|| _ = site.replace("content/site.yaml", "controles: {persoonsnaam: uit}\n", ""),
        &|| _ = site.replace("content/site.yaml", "SWV Proef", "Stichting Bakker"),
        // What they do not.
        &|| _ = site.replace("content/site.yaml", "Steun in de Proef", "Steun voor u"),
        &|| {
            _ = site.replace(
                "content/scholen/de-eik/school.yaml",
                "naam: De Eik\n",
                "naam: De Eik\nbeschrijving: Mooi.\n",
            )
        },
        // Others, their names, and the school itself.
        &|| _ = site.replace("content/scholen/de-eik/school.yaml", "naam: De Eik", "naam: De Bakker"),
        &|| std::fs::remove_dir_all(site.path("content/scholen/de-eik")).unwrap(),
        &|| _ = site.replace(profiel, "tijd: 2 uur", "tijd: 2.30 uur"),
    ];
    for (number, stap) in stappen.iter().enumerate() {
        stap();
        let (loaded, mut again) = loader.load().unwrap();
        let loaded = loaded.unwrap();
        memory.with_definitions(loader.definitions());
        let mut errors_only = again.clone();
        checks::errors(&loaded, None, &mut memory, &mut errors_only);
        checks::recheck(&loaded, None, &mut memory, &mut again);
        let (fresh, mut once_more) = steunwijzer::load::load(&site.path("content")).unwrap();
        checks::check(&fresh.unwrap(), None, &mut once_more);
        let errors = meldingen_lines(once_more.clone().errors_only());
        assert_eq!(meldingen_lines(errors_only), errors, "stap {number}");
        let again = meldingen_lines(again);
        assert_eq!(again, meldingen_lines(once_more), "stap {number}");
        changed += usize::from(again != earlier);
        earlier = again;
    }
    assert!(changed >= 7, "{changed}");
}
