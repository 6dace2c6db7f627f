//! An error in a format, a list or a scale is told where it was made, and not again in every document.

use rayon::prelude::*;

use super::harness::SiteTest;

const FORMAAT: &str = "content/formaten/klein.yaml";
const LIJST: &str = "content/lijsten/hgw-vo.yaml";
const SCHAAL: &str = "content/schalen/ontwikkeling.yaml";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

const OWN_LIJST: &str = "lijst: hgw-vo\ntitel: HGW\nitems:\n  planmatig: {naam: Planmatig}\n  smart: {naam: SMART}\n";
const OWN_SCHAAL: &str = "schaal: ontwikkeling\nwaarden:\n  - {id: o, naam: Ontwikkeld, kort: O}\n  \
                          - {id: io, naam: In ontwikkeling}\n";

/// A slip in a definition: what stands there, and what is typed instead.
type Slip = (&'static str, &'static str);

/// A file of the small site.
fn small(file: &str) -> String {
    std::fs::read_to_string(SiteTest::small().path(file)).unwrap()
}

/// The errors of a site, one per line.
fn errors(site: &SiteTest) -> Vec<String> {
    let out = site.run(&["check", "--report", "short", "--no-pdf"]);
    out.err.lines().filter(|line| line.contains(": fout[")).map(str::to_owned).collect()
}

/// A small site in which a definition has a slip.
fn with_slip(file: &str, good: &str, (from, to): Slip) -> SiteTest {
    assert!(good.contains(from), "{from}");
    let site = SiteTest::small();
    site.write(file, good.replacen(from, to, 1));
    site
}

fn is_told_in_the_definition_alone(file: &str, good: &str, slips: &[Slip]) {
    slips.par_iter().for_each(|&slip| {
        let errors = errors(&with_slip(file, good, slip));
        assert!(!errors.is_empty(), "{slip:?} is no error");
        let elsewhere: Vec<_> = errors.iter().filter(|line| !line.starts_with(&format!("{file}:"))).collect();
        assert!(elsewhere.is_empty(), "{slip:?}: {elsewhere:#?}");
    });
}

#[test]
fn a_slip_in_a_field_is_not_told_in_documents() {
    let good = small(FORMAAT);
    is_told_in_the_definition_alone(
        FORMAAT,
        &good,
        &[
            ("{id: ingevuld, titel", "{titel"),
            ("{id: ingevuld, titel", "{naam: ingevuld, titel"),
            ("{id: leerlingen, titel", "{id: bron, titel"),
            ("{id: leerlingen, titel", "{id: Aantal leerlingen, titel"),
            ("{id: leerlingen, titel", "{id: ingevuld, titel"),
            ("{id: leden, titel: Leden, type: items,", "{id: leden, titel: Leden, type: itemms,"),
            ("{id: leden, titel: Leden, type: items,", "{id: leden, titel: Leden,"),
            ("waarden: {laag: Laag, hoog: Hoog}", "waarden: [laag, hoog]"),
            ("type: keuze, waarden: {laag", "type: keuze, warden: {laag"),
            ("titel: Wie, type: items, lijst: specialisten", "titel: Wie, type: items, lijst: specialist"),
            ("velden: [{id: punt, titel: Punt, type: tekst}]", "velden: {punt: tekst}"),
            ("velden: [{id: signalen,", "velden: [{id: wie,"),
        ],
    );
}

#[test]
fn a_slip_in_a_section_is_not_told_in_documents() {
    let good = small(FORMAAT);
    is_told_in_the_definition_alone(
        FORMAAT,
        &good,
        &[
            ("- id: overleg\n", "- idd: overleg\n"),
            ("- id: overleg\n", "- id: Overleg\n"),
            ("- id: overleg\n", "- id: grenzen\n"),
            ("soort: tabel\n        velden:", "soort: tabl\n        velden:"),
            ("soort: tabel\n        velden:", "velden:"),
            ("soort: aanbod\n        lijst: specialisten", "soort: aanbod\n        lijst: specialiste"),
            ("soort: aanbod\n        lijst: specialisten", "soort: aanbod"),
            ("schaal: ontwikkeling", "schaal: ontwikeling"),
            ("schaal: ontwikkeling, ", ""),
            ("opties: {regulier: Regulier, jenaplan: Jenaplan}", "opties: [regulier, jenaplan]"),
            ("opties: {regulier", "optie: {regulier"),
            ("opties: {regulier: Regulier", "opties: {bron: Regulier"),
            ("waar: {school: Op school,", "waar: {schol: Op school,"),
        ],
    );
}

#[test]
fn a_slip_in_a_chapter_or_a_whole_format_is_not_told_in_documents() {
    let good = small(FORMAAT);
    is_told_in_the_definition_alone(
        FORMAAT,
        &good,
        &[
            ("- id: twee\n", "- idd: twee\n"),
            ("titel: Tweede hoofdstuk\n    secties:", "titel: Tweede hoofdstuk\n    sectie:"),
            ("hoofdstukken:", "hoofdstuk:"),
            ("formaat: klein", "format: klein"),
            ("formaat: klein", "formaat: Klein profiel"),
            ("titel: Klein profiel", "titel: Klein: profiel"),
            ("profiel: ja", "profiel: ja\nbasis: groot"),
            ("profiel: ja", "profiel: !x ja"),
        ],
    );
}

#[test]
fn a_slip_in_a_list_or_a_scale_is_not_told_in_documents() {
    is_told_in_the_definition_alone(
        LIJST,
        OWN_LIJST,
        &[
            ("smart:", "Smart punten:"),
            ("smart:", "bron:"),
            ("smart:", "planmatig:"),
            ("  planmatig: {naam: Planmatig}\n  smart: {naam: SMART}", "  - planmatig\n  - smart"),
            ("items:", "item:"),
            ("titel: HGW", "titel: HGW: ja"),
            ("lijst: hgw-vo", "lijs: hgw-vo"),
            ("lijst: hgw-vo", "lijst: HGW"),
            ("{naam: SMART}", "!x {naam: SMART}"),
        ],
    );
    is_told_in_the_definition_alone(
        SCHAAL,
        OWN_SCHAAL,
        &[
            ("id: o,", "naem: o,"),
            ("id: io", "id: In ontwikkeling"),
            ("{id: io, naam: In ontwikkeling}", "in ontwikkeling"),
            ("waarden:", "waarde:"),
            ("schaal: ontwikkeling", "schaal: Ontwikkeling"),
            ("waarden:", "waarden: x: y"),
        ],
    );
    // A list that cannot be read adds nothing to the list that it extends, under whatever name of a file.
    is_told_in_the_definition_alone(
        "content/lijsten/eigen.yaml",
        "breidt-uit: hgw-vo\nitems:\n  smart: {naam: SMART}\n  eigen: {naam: Eigen}\n",
        &[("naam: Eigen", "naam: Eigen: zelf"), ("eigen: {naam: Eigen}", "Eigen punt: {naam: Eigen}")],
    );
}

#[test]
fn what_is_good_stays_good() {
    for (file, text) in [(LIJST, OWN_LIJST), (SCHAAL, OWN_SCHAAL)] {
        let site = SiteTest::small();
        site.write(file, text);
        assert_eq!(errors(&site), [""; 0], "{file}");
    }
}

#[test]
fn what_does_not_follow_from_the_slip_is_told_in_the_same_run() {
    let good = small(PROFIEL);
    let slips: [(Slip, &[(Slip, &str)]); 5] = [
        // A field that is gone: the other fields of the section, its own keys, and the other sections.
        (
            ("{id: leerlingen, titel", "{id: bron, titel"),
            &[
                (("ingevuld: 2025-10", "ingevuld: 2025-13"), "de datum `2025-13` bestaat niet"),
                (("open: ja", "open: soms"), "`soms` is geen `ja` of `nee`"),
                (("  gegevens:\n", "  gegevens:\n    peildatum: 2025-02-30\n"), "de datum `2025-02-30` bestaat niet"),
                (("orthopedagoog:", "toverdokter:"), "heeft geen item `toverdokter`"),
                (("voor-ouders: Wij helpen", "voor-ouder: Wij helpen"), "`voor-ouder` is hier geen bekende sleutel"),
            ],
        ),
        // A type that is unknown: the fields beside it.
        (
            ("{id: niveau, titel: Niveau, type: keuze,", "{id: niveau, titel: Niveau, type: keuzes,"),
            &[
                (("leerlingen: 312", "leerlingen: veel"), "`veel` is geen getal"),
                (("web: https", "wep: https"), "`wep` is hier geen bekende sleutel"),
                (("leden: [mentor", "leden: [mentro"), "`mentro` is bijna een bekende naam"),
            ],
        ),
        // A section that cannot be read: its YAML, and names of sections that are in no format.
        (
            ("soort: tabel\n        velden:", "soort: tabl\n        velden:"),
            &[
                (("naam: Klein overleg,", "naam: Klein: overleg,"), "een dubbele punt midden in een waarde"),
                (("  woorden:\n", "  worden:\n"), "heeft geen sectie `worden`"),
            ],
        ),
        // A key that nothing reads: it costs no section.
        (
            ("profiel: ja", "profiel: ja\nkleur: rood"),
            &[
                (("  woorden:\n", "  worden:\n"), "heeft geen sectie `worden`"),
                (("leerlingen: 312", "leerling: 312"), "`leerling` is hier geen bekende sleutel"),
            ],
        ),
        // An option that is refused: files that the answer names.
        (
            ("opties: {regulier", "opties: {bron: Bron, regulier"),
            &[
                (("concept: regulier", "concept: {regulier: weg.md}"), "bestand `weg.md` is er niet"),
                (("planmatig: O", "planmatig: X"), "`X` is geen waarde van schaal `ontwikkeling`"),
            ],
        ),
    ];
    for (slip, others) in slips {
        for ((from, to), message) in others {
            let site = with_slip(FORMAAT, &small(FORMAAT), slip);
            assert!(good.contains(from), "{from}");
            site.write(PROFIEL, good.replacen(from, to, 1));
            let errors = errors(&site);
            let told = |file: &str| errors.iter().filter(|line| line.starts_with(file)).count();
            assert!(told(FORMAAT) > 0, "{slip:?}: {errors:#?}");
            let of_document: Vec<_> = errors.iter().filter(|line| line.starts_with(PROFIEL)).collect();
            assert!(of_document.iter().any(|line| line.contains(message)), "{slip:?} {to}: {errors:#?}");
            assert_eq!(of_document.len(), 1, "{slip:?} {to}: {errors:#?}");
        }
    }
}

#[test]
fn a_section_of_a_document_with_a_slip_does_not_judge_its_own_answer() {
    let site = SiteTest::small();
    let own_section = "eigen:\n  - id: extra\n    titel: Extra\n    soort: tabel\n    velden: [{id: wat, type: tekst}, \
                 {id: rijen, type: tekst}]\n    antwoord: [{wat: Iets, regels: Twee}]\n";
    site.write(PROFIEL, small(PROFIEL) + own_section);
    let errors = errors(&site);
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert!(errors[0].contains("`rijen` kan geen id van een veld zijn"), "{errors:#?}");
}
