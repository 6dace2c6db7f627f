//! What is remembered of checks is what checking anew would say, whatever changes around a school.

use steunwijzer::laden::Lader;
use steunwijzer::melding::Meldingen;
use steunwijzer::model::controles::CONTROLES;
use steunwijzer::regels::{self, Geheugen};

use crate::fouten;
use crate::hulp::SiteTest;

fn regels_van(meldingen: Meldingen) -> Vec<String> {
    let regel = |m: &steunwijzer::melding::Melding| format!("{} {:?} {}", m.bestand(), m.ernst, m.bericht);
    meldingen.gesorteerd().iter().map(regel).collect()
}

#[test]
fn documents_read_again_against_other_lists_are_those_of_a_first_look() {
    let voorbeeld = ("voorbeeld".to_owned(), Vec::new(), SiteTest::voorbeeld());
    let mut met = 0;
    for (geval, _, site) in fouten::sites().chain([voorbeeld]) {
        let content = site.pad("content");
        let mut lader = Lader::nieuw(&content);
        let Ok((Some(_), _)) = lader.laad() else { continue };
        site.schrijf(
            "content/lijsten/zz-nieuw.yaml",
            "breidt-uit: specialisten\nitems:\n  klusjesman: {naam: Klusjesman, betekenis: Maakt dingen heel.}\n",
        );
        let (weer, opnieuw) = (lader.laad().unwrap(), steunwijzer::laden::laad(&content).unwrap());
        assert_eq!(regels_van(weer.1), regels_van(opnieuw.1), "{geval}");
        // All of the model: a place shows as path, line and column.
        assert_eq!(format!("{:?}", weer.0), format!("{:?}", opnieuw.0), "{geval}");
        met += 1;
    }
    assert!(met > 100, "{met}");
}

#[test]
fn looking_for_errors_only_finds_them_all_and_nothing_else() {
    let voorbeeld = ("voorbeeld".to_owned(), Vec::new(), SiteTest::voorbeeld());
    let alle_fout: String =
        CONTROLES.iter().filter(|c| !c.vast).map(|c| format!("  {}: fout\n", c.code.tekst())).collect();
    let mut met = 0;
    for (geval, _, site) in fouten::sites().chain([voorbeeld]) {
        let gegevens = site.pad("content/site.yaml");
        let zelf = std::fs::read_to_string(&gegevens).unwrap_or_default();
        for schakelaars in [String::new(), format!("controles:\n{alle_fout}")] {
            if !schakelaars.is_empty() && zelf.contains("\ncontroles:") {
                continue;
            }
            std::fs::write(&gegevens, format!("{}\n{schakelaars}", zelf.trim_end())).unwrap();
            let Ok((Some(gelezen), meldingen)) = steunwijzer::laden::laad(&site.pad("content")) else { continue };
            let stand = Some(jiff::civil::date(2026, 1, 1));
            let (mut alleen_fouten, mut alles) = (meldingen.clone(), meldingen);
            regels::fouten(&gelezen, stand, &mut Geheugen::geen(), &mut alleen_fouten);
            regels::controleer(&gelezen, stand, &mut alles);
            let verwacht = regels_van(alles.alleen_fouten());
            met += usize::from(!verwacht.is_empty());
            assert_eq!(regels_van(alleen_fouten), verwacht, "{geval} met {schakelaars:?}");
        }
    }
    assert!(met > 150, "{met}");
}

#[test]
fn remembered_checks_are_those_of_a_first_look() {
    let site = SiteTest::klein();
    let profiel = "content/scholen/de-linde/2025-2026/profiel.yaml";
    let visie = "content/scholen/de-linde/2025-2026/visie.md";
    site.schrijf(visie, "Wij werken met het ZOMP. Vragen? Bel mevrouw Bakker. Zie [de Eik](school:de-eik).\n");
    site.schrijf("content/scholen/de-eik/school.yaml", "naam: De Eik\n");
    let mut lader = Lader::nieuw(&site.pad("content"));
    let mut geheugen = Geheugen::geen();
    let mut eerder: Vec<String> = Vec::new();
    let mut anders = 0;
    let stappen: &[&dyn Fn()] = &[
        &|| {},
        // What checks of schools look at.
        &|| _ = site.vervang("content/site.yaml", "titel:", "bekende-afkortingen: [ZOMP]\ntitel:"),
        &|| _ = site.vervang("content/site.yaml", "titel:", "controles: {persoonsnaam: fout}\ntitel:"),
        &|| _ = site.vervang("content/site.yaml", "persoonsnaam: fout", "persoonsnaam: uit"),
        &|| _ = site.vervang("content/site.yaml", "controles: {persoonsnaam: uit}\n", ""),
        &|| _ = site.vervang("content/site.yaml", "SWV Proef", "Stichting Bakker"),
        // What they do not.
        &|| _ = site.vervang("content/site.yaml", "Steun in de Proef", "Steun voor u"),
        &|| {
            _ = site.vervang(
                "content/scholen/de-eik/school.yaml",
                "naam: De Eik\n",
                "naam: De Eik\nbeschrijving: Mooi.\n",
            )
        },
        // Others, their names, and the school itself.
        &|| _ = site.vervang("content/scholen/de-eik/school.yaml", "naam: De Eik", "naam: De Bakker"),
        &|| std::fs::remove_dir_all(site.pad("content/scholen/de-eik")).unwrap(),
        &|| _ = site.vervang(profiel, "tijd: 2 uur", "tijd: 2.30 uur"),
    ];
    for (nummer, stap) in stappen.iter().enumerate() {
        stap();
        let (gelezen, mut weer) = lader.laad().unwrap();
        let gelezen = gelezen.unwrap();
        geheugen.in_omgeving(lader.omgeving(&gelezen));
        let mut alleen_fouten = weer.clone();
        regels::fouten(&gelezen, None, &mut geheugen, &mut alleen_fouten);
        regels::controleer_weer(&gelezen, None, &mut geheugen, &mut weer);
        let (vers, mut opnieuw) = steunwijzer::laden::laad(&site.pad("content")).unwrap();
        regels::controleer(&vers.unwrap(), None, &mut opnieuw);
        let fouten = regels_van(opnieuw.clone().alleen_fouten());
        assert_eq!(regels_van(alleen_fouten), fouten, "stap {nummer}");
        let weer = regels_van(weer);
        assert_eq!(weer, regels_van(opnieuw), "stap {nummer}");
        anders += usize::from(weer != eerder);
        eerder = weer;
    }
    assert!(anders >= 7, "{anders}");
}
