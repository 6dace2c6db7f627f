//! What is remembered of checks is what checking anew would say, whatever changes around a school.

use steunwijzer::laden::Lader;
use steunwijzer::melding::Meldingen;
use steunwijzer::regels::{self, Geheugen};

use crate::hulp::SiteTest;

fn regels_van(meldingen: Meldingen) -> Vec<String> {
    let regel = |m: &steunwijzer::melding::Melding| format!("{} {:?} {}", m.bestand(), m.ernst, m.bericht);
    meldingen.gesorteerd().iter().map(regel).collect()
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
        regels::controleer_weer(&gelezen, None, &mut geheugen, &mut weer);
        let (vers, mut opnieuw) = steunwijzer::laden::laad(&site.pad("content")).unwrap();
        regels::controleer(&vers.unwrap(), None, &mut opnieuw);
        let weer = regels_van(weer);
        assert_eq!(weer, regels_van(opnieuw), "stap {nummer}");
        anders += usize::from(weer != eerder);
        eerder = weer;
    }
    assert!(anders >= 7, "{anders}");
}
