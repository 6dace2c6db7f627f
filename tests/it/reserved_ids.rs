//! Words that mean something where an answer is written, used as an id: of a field, an option, a level, a column, an item,
//! a place, a group, a value or a section. Either the definition is refused, or what is filled in is on the page.

use rayon::prelude::*;

use super::harness::SiteTest;

const FORMAAT: &str = "content/formaten/proef.yaml";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// Every key that an answer may have beside those of its format, and a word that is none.
const WORDS: [&str; 48] = [
    "groep",
    "rijen",
    "noot",
    "toelichting",
    "bron",
    "voor-ouders",
    "waarde",
    "per",
    "stand",
    "waar",
    "hoeveel",
    "anders",
    "id",
    "is",
    "tekst",
    "nvt",
    "peildatum",
    "gecontroleerd",
    "stappen",
    "begrippen",
    "bestanden",
    "bestand",
    "bij",
    "term",
    "betekenis",
    "titel",
    "naam",
    "zin",
    "hulpvragen",
    "items",
    "opties",
    "stap",
    "keuze",
    "fase",
    "einde",
    "wie",
    "in",
    "voorwaarde",
    "naar",
    "band",
    "takken",
    "als",
    "meer",
    "aandeel",
    "antwoord",
    "na",
    "eigen",
    "viool",
];

/// What is filled in for a word, and beside it.
fn mark(n: usize) -> String {
    format!("Merk{n:02}x")
}

fn beside(n: usize) -> String {
    format!("Naast{n:02}x")
}

/// Where an id is used: the files of a site that defines it for each of these words and answers to it. `definitions` is
/// the line of one word in the format, `answer` that in the document.
struct Use {
    name: &'static str,
    definition: fn(&str, usize) -> String,
    answer: fn(&str, usize) -> String,
    /// Whether something stands beside it that must be on the page too.
    with_neighbour: bool,
}

const TWO_FIELDS: fn(&str) -> String =
    |word| format!("velden: [{{id: {word}, titel: Veld, type: tekst}}, {{id: gewoon, titel: Gewoon, type: tekst}}]");
const SECOND_FIELD: fn(&str) -> String =
    |word| format!("velden: [{{id: gewoon, titel: Gewoon, type: tekst}}, {{id: {word}, titel: Veld, type: tekst}}]");

const USES: &[Use] = &[
    Use {
        name: "a field of gegevens",
        definition: |word, _| format!("soort: gegevens, {}", TWO_FIELDS(word)),
        answer: |word, n| format!("{{{word}: {}, gewoon: {}}}", mark(n), beside(n)),
        with_neighbour: true,
    },
    Use {
        name: "the first field of a tabel",
        definition: |word, _| format!("soort: tabel, {}", TWO_FIELDS(word)),
        answer: |word, n| format!("{{rijen: [{{{word}: {}, gewoon: {}}}]}}", mark(n), beside(n)),
        with_neighbour: true,
    },
    Use {
        name: "the only key of a row of a tabel",
        definition: |word, _| format!("soort: tabel, {}", TWO_FIELDS(word)),
        answer: |word, n| format!("[{{{word}: {}}}, {{gewoon: {}}}]", mark(n), beside(n)),
        with_neighbour: true,
    },
    Use {
        name: "a field of a row in a group of a tabel about limits",
        definition: |word, _| format!("soort: tabel, onderwerp: grenzen, {}", SECOND_FIELD(word)),
        answer: |word, n| {
            format!("{{rijen: [{{groep: Kop, rijen: [{{gewoon: {}, {word}: {}}}]}}]}}", beside(n), mark(n))
        },
        with_neighbour: true,
    },
    Use {
        name: "a field of niveaus",
        definition: |word, _| format!("soort: niveaus, niveaus: {{een: {{naam: Een}}}}, {}", SECOND_FIELD(word)),
        answer: |word, n| format!("{{een: {{rijen: [{{gewoon: {}, {word}: {}}}]}}}}", beside(n), mark(n)),
        with_neighbour: true,
    },
    Use {
        name: "a level",
        definition: |word, _| {
            let field = "velden: [{id: gewoon, titel: Gewoon, type: tekst}]";
            format!("soort: niveaus, niveaus: {{{word}: {{naam: Een}}, twee: {{naam: Twee}}}}, {field}")
        },
        answer: |word, n| format!("{{{word}: {{tekst: {}}}, twee: {{tekst: {}}}}}", mark(n), beside(n)),
        with_neighbour: true,
    },
    Use {
        name: "a field of a beoordeling on a scale",
        definition: |word, _| format!("soort: beoordeling, lijst: ruimten, schaal: ontwikkeling, {}", TWO_FIELDS(word)),
        answer: |word, n| format!("{{lift: {{waarde: O, {word}: {}, gewoon: {}}}}}", mark(n), beside(n)),
        with_neighbour: true,
    },
    Use {
        name: "a field of a beoordeling without a scale",
        definition: |word, _| format!("soort: beoordeling, lijst: ruimten, {}", TWO_FIELDS(word)),
        answer: |word, n| format!("{{lift: {{{word}: {}, gewoon: {}}}}}", mark(n), beside(n)),
        with_neighbour: true,
    },
    Use {
        name: "a field of a beoordeling, per group",
        definition: |word, _| format!("soort: beoordeling, lijst: ruimten, {}", TWO_FIELDS(word)),
        answer: |word, n| format!("{{lift: {{per: {{ob: {{{word}: {}, gewoon: {}}}}}}}}}", mark(n), beside(n)),
        with_neighbour: true,
    },
    Use {
        name: "a field of a beoordeling, at a row of the school's own",
        definition: |word, _| format!("soort: beoordeling, lijst: ruimten, {}", TWO_FIELDS(word)),
        answer: |word, n| {
            format!("{{anders: [{{naam: Iets nummer {n}, {word}: {}, gewoon: {}}}]}}", mark(n), beside(n))
        },
        with_neighbour: true,
    },
    Use {
        name: "a field of a step",
        definition: |word, _| format!("soort: stroomschema, {}", TWO_FIELDS(word)),
        answer: |word, n| format!("{{stappen: [{{stap: Praten, {word}: {}, gewoon: {}}}]}}", mark(n), beside(n)),
        with_neighbour: true,
    },
    Use {
        name: "an option",
        definition: |word, n| format!("soort: keuze, meer: ja, opties: {{{word}: {}, gewoon: {}}}", mark(n), beside(n)),
        answer: |word, _| format!("[{word}, gewoon]"),
        with_neighbour: true,
    },
    Use {
        name: "an option with words",
        definition: |word, _| format!("soort: keuze, meer: ja, opties: {{{word}: Eerste, gewoon: Tweede}}"),
        answer: |word, n| format!("{{{word}: {}, gewoon: {}}}", mark(n), beside(n)),
        with_neighbour: true,
    },
    Use {
        name: "an option below an option",
        definition: |word, n| format!("soort: keuze, opties: {{een: {{naam: Een, opties: {{{word}: {}}}}}}}", mark(n)),
        answer: |word, _| format!("{{een: {{opties: [{word}]}}}}"),
        with_neighbour: false,
    },
    Use {
        name: "a column of a series",
        definition: |word, _| format!("soort: reeks, lijst: ruimten, as: groep, kolommen: [{word}, gewoon]"),
        answer: |word, n| format!("{{lift: {{{word}: {}, gewoon: {}}}}}", mark(n), beside(n)),
        with_neighbour: true,
    },
    Use {
        name: "a column of a series, at a row of the school's own",
        definition: |word, _| format!("soort: reeks, lijst: ruimten, as: groep, kolommen: [{word}, gewoon]"),
        answer: |word, n| {
            format!("{{anders: [{{naam: Iets nummer {n}, {word}: {}, gewoon: {}}}]}}", mark(n), beside(n))
        },
        with_neighbour: true,
    },
    Use {
        name: "a value of a field",
        definition: |word, n| {
            format!("soort: gegevens, velden: [{{id: veld, type: keuze, waarden: {{{word}: {}}}}}]", mark(n))
        },
        answer: |word, _| format!("{{veld: {word}}}"),
        with_neighbour: false,
    },
];

/// The site of a use, for some of the words.
fn site(used: &Use, words: &[(usize, &str)]) -> SiteTest {
    let lines = |line: &dyn Fn(usize, &str) -> String| words.iter().map(|(n, word)| line(*n, word)).collect::<String>();
    let secties = lines(&|n, word| format!("      - {{id: s{n}, titel: Proef, {}}}\n", (used.definition)(word, n)));
    let antwoorden = lines(&|n, word| format!("  s{n}: {}\n", (used.answer)(word, n)));
    of(&secties, &antwoorden, "ob: Onderbouw")
}

fn of(secties: &str, antwoorden: &str, groepen: &str) -> SiteTest {
    let site = SiteTest::small();
    std::fs::remove_file(site.path("content/scholen/de-linde/2025-2026/visie.md")).unwrap();
    let heading =
        "formaat: proef\ntitel: Proef\nprofiel: ja\nhoofdstukken:\n  - id: een\n    titel: Een\n    secties:\n";
    site.write(FORMAAT, format!("{heading}{secties}"));
    let heading = format!("formaat: proef\nschooljaar: 2025-2026\ngroepen: {{{groepen}}}\nsecties:\n");
    site.write(PROFIEL, format!("{heading}{antwoorden}"));
    site
}

/// The words, numbered, that a site refuses as an id.
fn refused(site: &SiteTest, words: &[(usize, &'static str)]) -> Vec<&'static str> {
    let out = site.run(&["check", "--no-pdf", "--report", "short"]);
    let errors: Vec<&str> = out.err.lines().filter(|line| line.contains(": fout[gereserveerd-id]: ")).collect();
    let is_refused = |word: &str| errors.iter().any(|line| line.contains(&format!(": `{word}` kan geen ")));
    words.iter().map(|(_, word)| *word).filter(|word| is_refused(word)).collect()
}

fn numbered() -> Vec<(usize, &'static str)> {
    WORDS.into_iter().enumerate().collect()
}

/// The marks that are on the page of the profile, or what the build says.
fn page(site: &SiteTest, what: &str) -> String {
    let out = site.run(&["build", "--no-pdf", "--report", "short"]);
    let errors: Vec<&str> = out.err.lines().filter(|line| line.contains(": fout[")).collect();
    assert!(out.code == 0, "{what}: {errors:#?}");
    out.page("scholen/de-linde/profiel/index.html").text().to_owned()
}

#[test]
fn a_reserved_id_is_refused_or_what_is_filled_in_is_on_the_page() {
    let failures: Vec<String> = USES
        .par_iter()
        .flat_map(|used| {
            let words = numbered();
            let refused = refused(&site(used, &words), &words);
            assert!(!refused.contains(&"viool"), "{}: {refused:?}", used.name);
            let kept: Vec<_> = words.into_iter().filter(|(_, word)| !refused.contains(word)).collect();
            let page = page(&site(used, &kept), used.name);
            let lost = kept
                .into_iter()
                .filter(|(n, _)| !page.contains(&mark(*n)) || used.with_neighbour && !page.contains(&beside(*n)));
            lost.map(|(_, word)| format!("{}: `{word}` is lost", used.name)).collect::<Vec<_>>()
        })
        .collect();
    assert!(failures.is_empty(), "{failures:#?}");
}

/// Writes an answer about an item: its id, and the number of its mark.
type Answer = fn(&str, usize) -> String;

/// Makes a site that uses words as ids, each with the number of its mark.
type Make<'a> = dyn Fn(&[(usize, &str)]) -> SiteTest + Sync + 'a;

#[test]
fn an_item_with_a_reserved_id_is_refused_or_what_is_said_of_it_is_on_the_page() {
    let kinds: [(&str, Answer); 4] = [
        ("soort: aanbod, lijst: proef", |word, n| format!("{word}: {{stand: ja, noot: {}}}", mark(n))),
        ("soort: aanbod, onderwerp: grenzen, lijst: proef", |word, n| {
            format!("{word}: {{stand: ja, noot: {}}}", mark(n))
        }),
        ("soort: beoordeling, lijst: proef, schaal: ontwikkeling", |word, n| {
            format!("{word}: {{waarde: O, noot: {}}}", mark(n))
        }),
        ("soort: reeks, lijst: proef, as: jaar", |word, n| format!("{word}: {{2024: 3, noot: {}}}", mark(n))),
    ];
    kinds.par_iter().for_each(|(definition, answer)| {
        let make = |words: &[(usize, &str)]| {
            let answers: Vec<String> = words.iter().map(|(n, word)| answer(word, *n)).collect();
            let sectie = format!("      - {{id: s, titel: Proef, {definition}}}\n");
            let site = of(&sectie, &format!("  s:\n    {}\n", answers.join("\n    ")), "ob: Onderbouw");
            let items: String =
                words.iter().map(|(n, word)| format!("  {word}: {{naam: Item nummer {n}}}\n")).collect();
            site.write("content/lijsten/proef.yaml", format!("lijst: proef\nitems:\n{items}"));
            site
        };
        let words = numbered();
        let refused = refused(&make(&words), &words);
        assert!(!refused.contains(&"viool"), "{refused:?}");
        let kept: Vec<_> = words.into_iter().filter(|(_, word)| !refused.contains(word)).collect();
        let page = page(&make(&kept), definition);
        let lost: Vec<_> = kept.iter().filter(|(n, _)| !page.contains(&mark(*n))).collect();
        assert!(lost.is_empty(), "{definition}: {lost:?}");
    });
}

#[test]
fn a_place_a_group_and_a_section_with_a_reserved_id_are_refused_or_harmless() {
    let words = numbered();
    // A place: each of the words is where the lift is, with a remark.
    let place = |words: &[(usize, &str)]| {
        let ids: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
        let cells: Vec<String> =
            words.iter().map(|(n, word)| format!("{word}: {{stand: ja, noot: {}}}", mark(*n))).collect();
        let sectie = format!(
            "      - {{id: s, titel: Proef, soort: aanbod, lijst: ruimten, waar: [school, {}]}}\n",
            ids.join(", ")
        );
        let site = of(&sectie, &format!("  s: {{lift: {{{}}}}}\n", cells.join(", ")), "ob: Onderbouw");
        let items: String = words.iter().map(|(n, word)| format!("  {word}: {{naam: Plek nummer {n}}}\n")).collect();
        site.write("content/lijsten/plaatsen.yaml", format!("breidt-uit: plaatsen\nitems:\n{items}"));
        site
    };
    // A group, with a score.
    let group = |words: &[(usize, &str)]| {
        let groups: Vec<String> = words.iter().map(|(n, word)| format!("{word}: {}", mark(*n))).collect();
        let scores: Vec<String> = words.iter().map(|(_, word)| format!("{word}: O")).collect();
        let sectie = "      - {id: s, titel: Proef, soort: beoordeling, lijst: ruimten, schaal: ontwikkeling}\n";
        of(sectie, &format!("  s: {{lift: {{per: {{{}}}}}}}\n", scores.join(", ")), &groups.join(", "))
    };
    // A section.
    let sectie = |words: &[(usize, &str)]| {
        let line = |(_, word): &(usize, &str)| format!("      - {{id: {word}, titel: Proef, soort: tekst}}\n");
        let answer = |(n, word): &(usize, &str)| format!("  {word}: {}\n", mark(*n));
        let (secties, answers) =
            (words.iter().map(line).collect::<String>(), words.iter().map(answer).collect::<String>());
        of(&secties, &answers, "ob: Onderbouw")
    };
    let uses: [(&str, &Make<'_>); 3] = [("a place", &place), ("a group", &group), ("a section", &sectie)];
    uses.par_iter().for_each(|(name, make)| {
        let refused = refused(&make(&words), &words);
        assert!(!refused.contains(&"viool"), "{name}: {refused:?}");
        let kept: Vec<_> = words.iter().copied().filter(|(_, word)| !refused.contains(word)).collect();
        let page = page(&make(&kept), name);
        let lost: Vec<_> = kept.iter().filter(|(n, _)| !page.contains(&mark(*n))).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
    });
}
