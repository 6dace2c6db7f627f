//! Hostile text in every field that takes text: it is shown as it was typed, and does nothing.

use std::fmt::Write as _;
use std::path::Path;

use crate::harness::{Outcome, SiteTest, files, png, without_breaks};
use crate::parsed_page::ParsedPage;
use crate::pdf::{all_text, pdftotext};

/// What authors might type, how Markdown reads it, and what must never come of it.
const TEXTS: &[(&str, &str)] = &[
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("\"><img src=x onerror=alert(1)>", "\"><img src=x onerror=alert(1)>"),
    ("' onmouseover='alert(1)", "' onmouseover='alert(1)"),
    ("</title></style><svg onload=alert(1)>", "</title></style><svg onload=alert(1)>"),
    ("--><!-- ]]> <![CDATA[", "--><!-- ]]> <![CDATA["),
    ("{{ 7777*7777 }}", "{{ 7777*7777 }}"),
    ("{% raw %} {# x #} {% include \"basis.html\" %}", "{% raw %} {# x #} {% include \"basis.html\" %}"),
    ("#panic()", "#panic()"),
    ("]#read(\"/etc/passwd\")[", "]#read(\"/etc/passwd\")["),
    ("\"; #x", "\"; #x"),
    ("*/ /*", "/ /"),
    ("/*@0*/ // https:// \\*/", "/@0/ // https:// */"),
    ("$x$ @ref <label> #link", "$x$ @ref <label> #link"),
    ("\\\\ \\u{41} \\", "\\ \\u{41} \\"),
    ("&lt;b&gt; &amp;amp; &#60;", "<b> &amp; <"),
    ("a\u{202e}gnol\u{202c} b\u{2066}c\u{2069}", "agnol bc"),
];

/// Where a text must be seen.
#[derive(Clone, Copy, PartialEq)]
enum Position {
    Web,
    Both,
}
use Position::{Both, Web};

/// The field takes plain text or Markdown.
#[derive(Clone, Copy, PartialEq)]
enum TextNature {
    Bare,
    Mark,
}
use TextNature::{Bare, Mark};

/// Texts that were put in fields, each between marks of its own.
struct Fields<'a> {
    bare: &'a str,
    mark: &'a str,
    compiled: Vec<(String, TextNature, Position)>,
}

impl Fields<'_> {
    /// The text for the next field, quoted for YAML.
    fn set(&mut self, nature: TextNature, waar: Position) -> String {
        format!("'{}'", self.raw(nature, waar).replace('\'', "''"))
    }

    /// The text for the next field, as it is.
    fn raw(&mut self, nature: TextNature, waar: Position) -> String {
        // Doubled, so that no mark is nearly another: a name that is nearly another is refused.
        let mark: String = format!("{:03}", self.compiled.len()).chars().flat_map(|c| [c, c]).collect();
        let mark = format!("zq{mark}");
        self.compiled.push((mark.clone(), nature, waar));
        let text = if nature == Bare { self.bare } else { self.mark };
        format!("{mark} {text} {mark}")
    }
}

/// A site with the text in every field that takes text.
fn hostile_site(bare: &str, mark: &str) -> (SiteTest, Vec<(String, TextNature, Position)>) {
    let mut v = Fields { bare, mark, compiled: Vec::new() };
    let site = SiteTest::empty();
    site.write("content/site.yaml", site_yaml(&mut v));
    site.write("content/lijsten/dingen.yaml", lijst_yaml(&mut v));
    site.write("content/schalen/graad.yaml", schaal_yaml(&mut v));
    site.write("content/formaten/vijand.yaml", formaat_yaml(&mut v));
    site.write("content/scholen/school/school.yaml", school_yaml(&mut v));
    for picture in ["logo", "foto"] {
        site.write(&format!("content/scholen/school/{picture}.png"), png(40, 20));
    }
    site.write("content/scholen/school/2025-2026/profiel.yaml", profiel_yaml(&mut v));
    let vision = format!(
        "{}\n\n# {}\n\n- {}\n\n> {}\n\n| {} | b |\n|---|---|\n| {} | d |\n\n**{}** [{}](https://veilig.example/)\n",
        v.raw(Mark, Both),
        v.raw(Mark, Both),
        v.raw(Mark, Both),
        v.raw(Mark, Both),
        v.raw(Mark, Both).replace('|', "\\|"),
        v.raw(Mark, Both).replace('|', "\\|"),
        v.raw(Mark, Both),
        v.raw(Mark, Both).replace(']', "\\]").replace('[', "\\["),
    );
    site.write("content/scholen/school/2025-2026/visie.md", vision);
    (site, v.compiled)
}

fn site_yaml(v: &mut Fields<'_>) -> String {
    let mut out = String::from("basis-url: https://proef.example/sub\n");
    for key in ["titel", "ondertitel", "licentie"] {
        let _ = writeln!(out, "{key}: {}", v.set(Bare, Web));
    }
    for key in ["contact", "steunpunt"] {
        let (name, sentence) = (v.set(Bare, Web), v.set(Bare, Web));
        let _ = writeln!(out, "{key}: {{naam: {name}, zin: {sentence}, web: 'https://x.example/\"><script>a'}}");
    }
    let _ = writeln!(out, "samenwerkingsverband: {{naam: {}}}", v.set(Bare, Both));
    let _ = writeln!(out, "inleiding: {}", v.set(Mark, Web));
    out
}

fn lijst_yaml(v: &mut Fields<'_>) -> String {
    let mut out = format!("lijst: dingen\ntitel: {}\nitems:\n", v.set(Bare, Both).replace("zq", "yq"));
    v.compiled.pop();
    for item in ["een", "twee"] {
        let _ = writeln!(out, "  {item}:");
        let _ = writeln!(out, "    naam: {}", v.set(Bare, Both));
        let _ = writeln!(out, "    betekenis: {}", v.set(Bare, Web));
        let _ = writeln!(out, "    zin: {}", v.set(Bare, Both));
        let _ = writeln!(out, "    synoniemen: [{}]", v.set(Bare, Web));
    }
    out
}

fn schaal_yaml(v: &mut Fields<'_>) -> String {
    let mut out = String::from("schaal: graad\nwaarden:\n");
    for id in ["laag", "hoog"] {
        let _ = writeln!(out, "  - {{id: {id}, naam: {}}}", v.set(Bare, Both));
    }
    out
}

fn formaat_yaml(v: &mut Fields<'_>) -> String {
    let mut out = format!("formaat: vijand\ntitel: {}\nprofiel: ja\nhoofdstukken:\n", v.set(Bare, Both));
    let _ = writeln!(
        out,
        "  - id: een\n    titel: {}\n    inleiding: {}\n    secties:",
        v.set(Bare, Both),
        v.set(Mark, Both)
    );
    let mut sectie = |id: &str, soort: &str, v: &mut Fields<'_>, rest: &str| {
        let _ = writeln!(out, "      - id: {id}\n        titel: {}", v.set(Bare, Both));
        let _ = writeln!(out, "        inleiding: {}\n        soort: {soort}", v.set(Mark, Both));
        for line in rest.lines() {
            let _ = writeln!(out, "        {line}");
        }
    };
    let fixed = format!("vast: {}", v.set(Mark, Both));
    sectie("vast", "tekst", v, &fixed);
    sectie("visie", "tekst", v, "onderwerp: visie");
    let fields = format!(
        "velden:\n  - {{id: tekst, titel: {}, type: tekst}}\n  - {{id: naam, titel: {}, type: tekst, uit-school: naam}}\n  \
         - {{id: keuze, titel: {}, type: keuze, waarden: {{a: {}}}}}\n  \
         - {{id: wie, titel: {}, type: items, lijst: dingen}}\n  - {{id: tijd, titel: {}, type: hoeveel}}\n  \
         - {{id: web, titel: {}, type: web}}",
        v.set(Bare, Both),
        v.set(Bare, Both),
        v.set(Bare, Both),
        v.set(Bare, Both),
        v.set(Bare, Both),
        v.set(Bare, Both),
        v.set(Bare, Both),
    );
    sectie("gegevens", "gegevens", v, &fields);
    let options = format!("meer: ja\nopties: {{a: {}, b: {}}}", v.set(Bare, Both), v.set(Bare, Both));
    sectie("keuze", "keuze", v, &options);
    let waar = format!(
        "lijst: dingen\nonderwerp: aanbod\nwaar: {{school: {}, extern: {}}}",
        v.set(Bare, Both),
        v.set(Bare, Both)
    );
    sectie("aanbod", "aanbod", v, &waar);
    sectie("oordeel", "beoordeling", v, "lijst: dingen\nschaal: graad\nbeeld: verdeling");
    let fields = format!(
        "velden:\n  - {{id: naam, titel: {}, type: tekst}}\n  - {{id: wie, titel: {}, type: items, lijst: dingen}}",
        v.set(Bare, Both),
        v.set(Bare, Both)
    );
    sectie("tabel", "tabel", v, &fields);
    sectie("lijst", "tabel", v, "weergave: lijst\nonderwerp: grenzen\nvelden: [{id: punt, titel: Punt, type: tekst}]");
    let fields = format!("onderwerp: route\nvelden: [{{id: signaal, titel: {}, type: tekst}}]", v.set(Bare, Both));
    sectie("route", "stroomschema", v, &fields);
    sectie("woorden", "begrippen", v, "");
    out
}

fn school_yaml(v: &mut Fields<'_>) -> String {
    let mut out = String::new();
    for (key, waar) in [("naam", Both), ("plaats", Both), ("bestuur", Web)] {
        let _ = writeln!(out, "{key}: {}", v.set(Bare, waar));
    }
    for key in ["onderwijstypen", "samenwerkingsverbanden"] {
        let _ = writeln!(out, "{key}: [{}]", v.set(Bare, Web));
    }
    let _ = writeln!(out, "beschrijving: {}", v.set(Mark, Web));
    for picture in ["logo", "foto"] {
        let _ = writeln!(out, "{picture}: {{bestand: {picture}.png, alt: {}}}", v.set(Bare, Web));
    }
    let _ = writeln!(
        out,
        "vestigingen:\n  - {{naam: {}, adres: {}, postcode: {}, plaats: {}, brin: {}}}",
        v.set(Bare, Web),
        v.set(Bare, Web),
        v.set(Bare, Web),
        v.set(Bare, Web),
        v.set(Bare, Web)
    );
    // In the PDF the sentence takes the place of the role.
    let _ = writeln!(out, "contact:\n  - {{wie: {}, zin: {}}}", v.set(Bare, Web), v.set(Bare, Both));
    out
}

fn profiel_yaml(v: &mut Fields<'_>) -> String {
    let short = v.set(Bare, Both);
    let mut out = String::from("formaat: vijand\npeildatum: 2025-10-01\nafkortingen:\n");
    let _ = writeln!(out, "  {short}: {}\n  AFK: {}", v.set(Bare, Web), v.set(Bare, Both));
    out.push_str("secties:\n");
    let mut sectie = |id: &str, lines: &str, v: &mut Fields<'_>| {
        let _ = writeln!(out, "  {id}:");
        for key in ["voor-ouders", "toelichting", "bron"] {
            let _ = writeln!(out, "    {key}: {}", v.set(Mark, Both));
        }
        for line in lines.lines() {
            let _ = writeln!(out, "    {line}");
        }
    };
    sectie("visie", "tekst: visie.md", v);
    let gegevens = format!(
        "tekst: {{waarde: {}, noot: {}}}\nkeuze: a\nwie: [{short}, AFK, {}, {{{}: {}}}, {{een: {}}}]\ntijd: {}\n\
         web: 'https://x.example/\"><script>alert(1)</script>#]#panic()['",
        v.set(Mark, Both),
        v.set(Mark, Both),
        v.set(Bare, Both),
        v.set(Bare, Both),
        v.set(Mark, Both),
        v.set(Mark, Both),
        v.set(Bare, Both)
    );
    sectie("gegevens", &gegevens, v);
    let own = |v: &mut Fields<'_>| {
        format!(
            "anders:\n  - naam: {}\n    zin: {}\n    noot: {}\n    tekst: {}\n    hoeveel: {}",
            v.set(Bare, Both),
            v.set(Bare, Both),
            v.set(Mark, Both),
            v.set(Mark, Both),
            v.set(Bare, Both)
        )
    };
    let keuze = format!("a: {}\nb: ja\n{}", v.set(Mark, Both), own(v));
    sectie("keuze", &keuze, v);
    let aanbod = format!(
        "een: {{waar: [school], hoeveel: {}, tekst: {}, noot: {}}}\ntwee: {{school: nee, extern: {{stand: ja, noot: {}}}}}\n{}",
        v.set(Bare, Both),
        v.set(Mark, Both),
        v.set(Mark, Both),
        v.set(Mark, Both),
        own(v)
    );
    sectie("aanbod", &aanbod, v);
    let verdict = format!("een: {{waarde: hoog, noot: {}, tekst: {}}}", v.set(Mark, Both), v.set(Mark, Both));
    sectie("oordeel", &verdict, v);
    let table = format!(
        "rijen:\n  - groep: {}\n    rijen:\n      - {{naam: {}, wie: [{}]}}",
        v.set(Bare, Both),
        v.set(Mark, Both),
        v.set(Bare, Both)
    );
    sectie("tabel", &table, v);
    let lijst = format!(
        "rijen:\n  - groep: {}\n    rijen: [{}]\n  - {{punt: {{waarde: {}, noot: {}}}}}",
        v.set(Bare, Both),
        v.set(Mark, Both),
        v.set(Mark, Both),
        v.set(Mark, Both)
    );
    sectie("lijst", &lijst, v);
    let stap = |v: &mut Fields<'_>, ending: &str| {
        format!(
            "{{stap: {}, wie: [{}], voorwaarde: {}, noot: {}, tekst: {}, signaal: {}{ending}}}",
            v.set(Bare, Both),
            v.set(Bare, Both),
            v.set(Mark, Both),
            v.set(Mark, Both),
            v.set(Mark, Both),
            v.set(Mark, Both)
        )
    };
    let first = stap(v, ", id: begin");
    let keuze = v.set(Bare, Both);
    let when = v.set(Bare, Both);
    let tak = stap(v, "");
    let other = v.set(Bare, Both);
    let ending = v.set(Bare, Both);
    let fase = v.set(Bare, Both);
    let route = format!(
        "stappen:\n  - fase: {fase}\n    stappen:\n      - {first}\n      - keuze: {keuze}\n        takken:\n          \
         - {{als: {when}, stappen: [{tak}]}}\n          - {{als: {other}, naar: begin}}\n      - {{einde: {ending}}}"
    );
    sectie("route", &route, v);
    let words = format!("begrippen:\n  - {{term: {}, betekenis: {}}}", v.set(Mark, Both), v.set(Mark, Both));
    sectie("woorden", &words, v);
    out
}

// ------------------------------------------------------ what browsers make of it

/// Whether a script is a file of the theme.
fn of_the_theme(attributes: &[(String, String)]) -> bool {
    let source = attributes.iter().find(|(key, _)| key == "src").map(|(_, value)| value.as_str());
    source.is_some_and(|source| {
        let name = source.trim_start_matches("../").strip_prefix("thema/").and_then(|rest| rest.strip_suffix(".js"));
        name.is_some_and(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
    })
}

/// Expects that nothing of a page, as a browser reads it, can do anything; adds its text and attributes.
#[track_caller]
fn harmless_part(path: &str, page: &ParsedPage, everything: &mut String) {
    // A script is a file of the theme, or data: JSON in which no text can end it.
    for script in page.texts("script").iter().filter(|script| !script.is_empty()) {
        assert!(!script.contains(['<', '>', '&']), "{path}: {script}");
        serde_json::from_str::<serde_json::Value>(script).unwrap_or_else(|err| panic!("{path}: {err}: {script}"));
    }
    for (tag, attributes) in page.all("*").iter().map(ParsedPage::tag) {
        let context = || format!("{path}: <{tag} {attributes:?}>");
        assert!(!["iframe", "object", "embed", "base"].contains(&tag.as_str()), "{}", context());
        // The only form is that of our own search, which leads to our own page.
        let own = |part: &(String, String)| part.0 == "action" && part.1.ends_with("zoek/index.html");
        assert!(tag != "form" || attributes.iter().any(own), "{}", context());
        let gegevens = attributes[..] == [("type".to_owned(), "application/ld+json".to_owned())];
        assert!(tag != "script" || gegevens || of_the_theme(&attributes), "{}", context());
        for (key, value) in &attributes {
            assert!(!key.starts_with("on") && key != "srcdoc", "{}", context());
            assert!(!key.contains(['<', '"', '\'', '{']), "{}", context());
            if ["href", "src", "action", "formaction", "data", "content"].contains(&key.as_str()) {
                let bare: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                let bare = bare.to_ascii_lowercase();
                assert!(!bare.starts_with("javascript:") && !bare.starts_with("vbscript:"), "{}", context());
                assert!(!bare.starts_with("data:text") && !bare.contains("url=javascript"), "{}", context());
                assert!(key == "content" || !bare.starts_with("//"), "{}", context());
            }
            everything.push_str(value);
            everything.push('\n');
        }
    }
    for text in [page.texts("title").concat(), page.text()] {
        everything.push_str(&text);
        everything.push('\n');
    }
}

/// Expects that nothing on the pages can do anything; returns all their text and attributes.
#[track_caller]
fn harmless(output: &Path) -> String {
    let mut everything = String::new();
    let pages = files(output);
    for (path, bytes) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        for character in ['\0', '\u{202e}', '\u{2066}'] {
            assert!(!html.contains(character), "{path}: {character:?}");
        }
        let page = ParsedPage::of(html);
        for part in page.without_scripts().into_iter().chain([page]) {
            harmless_part(path, &part, &mut everything);
        }
    }
    everything
}

/// Expects every text, whole, where it must be seen.
#[track_caller]
fn all_shown(site: &SiteTest, compiled: &[(String, TextNature, Position)], bare: &str, as_mark: &str) {
    let web = without_breaks(&harmless(&site.path("output")));
    let pdf = without_breaks(&all_text(&site.path("output/scholen/school/sop.pdf")));
    let clean = |text: &str| text.replace(['\u{202e}', '\u{202c}', '\u{2066}', '\u{2069}'], "");
    let mut missed = Vec::new();
    for (mark, nature, waar) in compiled {
        let expected =
            without_breaks(&format!("{mark} {} {mark}", clean(if *nature == Bare { bare } else { as_mark })));
        // HTML in Markdown is not published as text: it is left out and reported; what stands around it stays.
        let expected = if *nature == Mark && bare.contains('<') { without_breaks(mark) } else { expected };
        // A name or sentence may start with a capital.
        let large = expected.replacen('z', "Z", 1);
        let is_there = |text: &str| text.contains(&expected) || text.contains(&large);
        let context =
            |text: &str| text.find(&format!("q{}", &mark[2..])).map(|i| text[i..].chars().take(60).collect::<String>());
        if !is_there(&web) {
            missed.push(format!("web: {expected} (wel: {:?})", context(&web)));
        }
        if *waar == Both && !is_there(&pdf) {
            missed.push(format!("pdf: {expected} (wel: {:?})", context(&pdf)));
        }
    }
    assert!(missed.is_empty(), "{} of {} cannot be seen:\n{}", missed.len(), compiled.len(), missed.join("\n"));
    for text in [&web, &pdf] {
        assert!(!text.contains(&(7777 * 7777).to_string()) && !text.contains("root:x:0"));
    }
}

fn trial(number: usize) {
    let (bare, mark) = TEXTS[number];
    let (site, compiled) = hostile_site(bare, bare);
    let outcome = site.run(&["build", "--report", "short"]);
    outcome.code(0);
    assert!(compiled.len() > 150, "{}", compiled.len());
    all_shown(&site, &compiled, bare, mark);
}

/// One test for each text, so that they run in parallel and a failure tells which text it is.
macro_rules! tests {
    ($($name:ident $number:literal,)*) => {
        $(#[test] fn $name() { trial($number); })*

        #[test]
        fn every_text_has_a_test() {
            assert_eq!([$($number),*].to_vec(), (0..TEXTS.len()).collect::<Vec<_>>());
        }
    };
}

tests! {
    a_script_stays_text 0, a_picture_with_script_does_not_run 1, an_attribute_with_script_stays_text 2, the_end_of_a_title_stays_text 3, a_comment_of_html_stays_text 4, a_sum_of_tera_stays_text 5, a_command_of_tera_stays_text 6,
    a_command_of_typst_stays_text 7, a_file_of_typst_stays_text 8, the_end_of_a_text_of_typst_stays_text 9, a_comment_of_typst_stays_text 10, a_label_of_typst_stays_text 11, markup_of_typst_stays_text 12,
    slashes_stay_text 13, typed_entities_stay_text 14, the_direction_of_text_stays 15,
}

// --------------------------------------------------------- what is too much

#[test]
fn an_endless_word_stays_on_the_page() {
    // Keys of YAML end at 1,024.
    let word = "a".repeat(800);
    let (site, compiled) = hostile_site(&word, &word);
    site.run(&["build"]).code(0);
    let web = without_breaks(&harmless(&site.path("output")));
    assert!(web.matches(&word).count() >= compiled.len());
    // In the PDF the word runs over several pages, with their headers and footers in between.
    let pdf = pdftotext(&site.path("output/scholen/school/sop.pdf"));
    let in_pdf = compiled.iter().filter(|(_, _, waar)| *waar == Both).count();
    assert!(pdf.matches('a').count() >= in_pdf * word.len());
    // Far longer than what PDF/A allows in one piece.
    let site = SiteTest::small();
    let word = "b".repeat(40_000);
    site.write("content/scholen/de-linde/2025-2026/visie.md", &word).build(&[]);
    let pdf = pdftotext(&site.path("output/scholen/de-linde/sop.pdf"));
    assert_eq!(pdf.matches('b').count() / word.len(), 1);
}

#[test]
fn zero_and_control_characters_are_dropped() {
    for path in ["site.yaml", "scholen/de-linde/school.yaml", "scholen/de-linde/2025-2026/profiel.yaml"] {
        for character in ["\0", "\u{1}", "\u{1b}[31m", "\u{7f}"] {
            let site = SiteTest::small();
            let path = format!("content/{path}");
            let text = std::fs::read_to_string(site.path(&path)).unwrap();
            site.write(&path, text.replacen(": ", &format!(": a{character}"), 1));
            dutch(&site.run(&["build"]), &site);
        }
    }
    // In Markdown, and as an escape of YAML: left out.
    let site = SiteTest::small();
    site.write("content/scholen/de-linde/2025-2026/visie.md", "Hier\0staat\u{1}niets\u{1b}[31m.");
    site.replace("content/site.yaml", "Steun in de Proef", "\"St\\0eu\\x1bn \\u202e\"");
    site.run(&["build"]).code(0);
    let web = harmless(&site.path("output"));
    assert!(web.contains("Hierstaatniets[31m."), "{web}");
    assert!(web.contains("Steun"), "{web}");
    assert!(pdftotext(&site.path("output/scholen/de-linde/sop.pdf")).contains("Hierstaatniets[31m."));
}

/// Built without harm, or refused with a Dutch message and nothing written.
#[track_caller]
fn dutch(outcome: &Outcome, site: &SiteTest) {
    match outcome.code {
        0 => drop(harmless(&site.path("output"))),
        _ => {
            outcome.code(1).reports("fout[").reports("Er is niets geschreven");
            assert!(!site.path("output").exists());
        }
    }
    // What was typed must not reach the terminal as a command.
    assert!(!outcome.err.contains(['\u{1b}', '\0', '\u{202e}']), "{:?}", outcome.err);
}

#[test]
fn dangerous_links_are_refused_in_every_field() {
    let (site, compiled) = hostile_site("[x](javascript:alert(1))", "[x](javascript:alert(1))");
    let outcome = site.run(&["build", "--report", "short"]);
    let expected = compiled.iter().filter(|(_, nature, _)| *nature == Mark).count();
    let found = outcome.code(1).err.matches("link-geweigerd").count();
    // Two on one line (in one flow map) may be reported as one, so we expect most of them, not all.
    assert!(found >= expected * 9 / 10, "{found} of {expected}:\n{}", outcome.err);
    // As plain text it is only text.
    let (site, compiled) = hostile_site("[x](javascript:alert(1))", "gewoon");
    site.run(&["build"]).code(0);
    all_shown(&site, &compiled, "[x](javascript:alert(1))", "gewoon");
}

/// Markdown files with blocks of HTML, which parsers treat otherwise than HTML in a line.
#[test]
fn blocks_of_html_are_text() {
    let site = SiteTest::small();
    let text = "<script>\nalert(1)\n</script>\n\n<img src=x onerror=alert(1)>\n\n<!-- stil -->\n\n<style>body{}</style>\n\n\
                 <?php echo 1 ?>\n\n<![CDATA[x]]>\n\n<div onclick=alert(2)>\n\n**vet**\n\n</div>\n\n```\n<script>c</script>\n```\n";
    site.write("content/scholen/de-linde/2025-2026/visie.md", text).build(&[]);
    let web = without_breaks(&harmless(&site.path("output")));
    let pdf = without_breaks(&pdftotext(&site.path("output/scholen/de-linde/sop.pdf")));
    // Code that is shown as code stays; HTML is left out and what stands between it stays.
    for part in ["<script>c</script>", "vet"] {
        assert!(web.contains(part), "web: {part}\n{web}");
        assert!(pdf.contains(part), "pdf: {part}\n{pdf}");
    }
    for part in ["<imgsrc=xonerror=alert(1)>", "<divonclick=alert(2)>", "<!--"] {
        assert!(!web.contains(part), "web: {part}\n{web}");
        assert!(!pdf.contains(part), "pdf: {part}\n{pdf}");
    }
}
