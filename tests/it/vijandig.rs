//! Hostile text in every field that takes text: it is shown as it was typed, and does nothing.

use std::fmt::Write as _;
use std::path::Path;

use crate::hulp::{SiteTest, Uitkomst, bestanden};
use crate::pdf::{alle_tekst, pdftotext, png, zonder_breuk};

/// What authors could type, how Markdown reads it, and what must never come of it.
const TEKSTEN: &[(&str, &str)] = &[
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

/// Where a text is to be seen.
#[derive(Clone, Copy, PartialEq)]
enum Waar {
    Web,
    Beide,
}
use Waar::{Beide, Web};

/// The field takes plain text or Markdown.
#[derive(Clone, Copy, PartialEq)]
enum Aard {
    Kaal,
    Mark,
}
use Aard::{Kaal, Mark};

/// Texts that were put in fields, each between marks of its own.
struct Velden<'a> {
    kaal: &'a str,
    mark: &'a str,
    gezet: Vec<(String, Aard, Waar)>,
}

impl Velden<'_> {
    /// The text for the next field, quoted for YAML.
    fn zet(&mut self, aard: Aard, waar: Waar) -> String {
        format!("'{}'", self.ruw(aard, waar).replace('\'', "''"))
    }

    /// The text for the next field, as it is.
    fn ruw(&mut self, aard: Aard, waar: Waar) -> String {
        // Doubled, so that no mark is nearly another: a near name is refused.
        let merk: String = format!("{:03}", self.gezet.len()).chars().flat_map(|c| [c, c]).collect();
        let merk = format!("zq{merk}");
        self.gezet.push((merk.clone(), aard, waar));
        let tekst = if aard == Kaal { self.kaal } else { self.mark };
        format!("{merk} {tekst} {merk}")
    }
}

/// A site with the text in every field that takes text.
fn vijandige_site(kaal: &str, mark: &str) -> (SiteTest, Vec<(String, Aard, Waar)>) {
    let mut v = Velden { kaal, mark, gezet: Vec::new() };
    let site = SiteTest::leeg();
    site.schrijf("content/site.yaml", site_yaml(&mut v));
    site.schrijf("content/lijsten/dingen.yaml", lijst_yaml(&mut v));
    site.schrijf("content/schalen/graad.yaml", schaal_yaml(&mut v));
    site.schrijf("content/formaten/vijand.yaml", formaat_yaml(&mut v));
    site.schrijf("content/scholen/school/school.yaml", school_yaml(&mut v));
    for beeld in ["logo", "foto"] {
        site.schrijf(&format!("content/scholen/school/{beeld}.png"), png(40, 20));
    }
    site.schrijf("content/scholen/school/2025-2026/profiel.yaml", profiel_yaml(&mut v));
    let visie = format!(
        "{}\n\n# {}\n\n- {}\n\n> {}\n\n| {} | b |\n|---|---|\n| {} | d |\n\n**{}** [{}](https://veilig.example/)\n",
        v.ruw(Mark, Beide),
        v.ruw(Mark, Beide),
        v.ruw(Mark, Beide),
        v.ruw(Mark, Beide),
        v.ruw(Mark, Beide).replace('|', "\\|"),
        v.ruw(Mark, Beide).replace('|', "\\|"),
        v.ruw(Mark, Beide),
        v.ruw(Mark, Beide).replace(']', "\\]").replace('[', "\\["),
    );
    site.schrijf("content/scholen/school/2025-2026/visie.md", visie);
    (site, v.gezet)
}

fn site_yaml(v: &mut Velden<'_>) -> String {
    let mut uit = String::from("basis-url: https://proef.example/sub\n");
    for sleutel in ["titel", "ondertitel", "licentie"] {
        let _ = writeln!(uit, "{sleutel}: {}", v.zet(Kaal, Web));
    }
    for sleutel in ["contact", "steunpunt"] {
        let (naam, zin) = (v.zet(Kaal, Web), v.zet(Kaal, Web));
        let _ = writeln!(uit, "{sleutel}: {{naam: {naam}, zin: {zin}, web: 'https://x.example/\"><script>'}}");
    }
    let _ = writeln!(uit, "samenwerkingsverband: {{naam: {}}}", v.zet(Kaal, Beide));
    let _ = writeln!(uit, "inleiding: {}", v.zet(Mark, Web));
    uit
}

fn lijst_yaml(v: &mut Velden<'_>) -> String {
    let mut uit = format!("lijst: dingen\ntitel: {}\nitems:\n", v.zet(Kaal, Beide).replace("zq", "yq"));
    v.gezet.pop();
    for item in ["een", "twee"] {
        let _ = writeln!(uit, "  {item}:");
        let _ = writeln!(uit, "    naam: {}", v.zet(Kaal, Beide));
        let _ = writeln!(uit, "    betekenis: {}", v.zet(Kaal, Web));
        let _ = writeln!(uit, "    zin: {}", v.zet(Kaal, Beide));
        let _ = writeln!(uit, "    synoniemen: [{}]", v.zet(Kaal, Web));
    }
    uit
}

fn schaal_yaml(v: &mut Velden<'_>) -> String {
    let mut uit = String::from("schaal: graad\nwaarden:\n");
    for id in ["laag", "hoog"] {
        let _ = writeln!(uit, "  - {{id: {id}, naam: {}}}", v.zet(Kaal, Beide));
    }
    uit
}

fn formaat_yaml(v: &mut Velden<'_>) -> String {
    let mut uit = format!("formaat: vijand\ntitel: {}\nprofiel: ja\nhoofdstukken:\n", v.zet(Kaal, Beide));
    let _ = writeln!(
        uit,
        "  - id: een\n    titel: {}\n    inleiding: {}\n    secties:",
        v.zet(Kaal, Beide),
        v.zet(Mark, Beide)
    );
    let mut sectie = |id: &str, soort: &str, v: &mut Velden<'_>, rest: &str| {
        let _ = writeln!(uit, "      - id: {id}\n        titel: {}", v.zet(Kaal, Beide));
        let _ = writeln!(uit, "        inleiding: {}\n        soort: {soort}", v.zet(Mark, Beide));
        for regel in rest.lines() {
            let _ = writeln!(uit, "        {regel}");
        }
    };
    let vast = format!("vast: {}", v.zet(Mark, Beide));
    sectie("vast", "tekst", v, &vast);
    sectie("visie", "tekst", v, "onderwerp: visie");
    let velden = format!(
        "velden:\n  - {{id: tekst, titel: {}, type: tekst}}\n  - {{id: naam, titel: {}, type: tekst, uit-school: naam}}\n  \
         - {{id: keuze, titel: {}, type: keuze, waarden: {{a: {}}}}}\n  \
         - {{id: wie, titel: {}, type: items, lijst: dingen}}\n  - {{id: tijd, titel: {}, type: hoeveel}}\n  \
         - {{id: web, titel: {}, type: web}}",
        v.zet(Kaal, Beide),
        v.zet(Kaal, Beide),
        v.zet(Kaal, Beide),
        v.zet(Kaal, Beide),
        v.zet(Kaal, Beide),
        v.zet(Kaal, Beide),
        v.zet(Kaal, Beide),
    );
    sectie("gegevens", "gegevens", v, &velden);
    let opties = format!("meer: ja\nopties: {{a: {}, b: {}}}", v.zet(Kaal, Beide), v.zet(Kaal, Beide));
    sectie("keuze", "keuze", v, &opties);
    let waar = format!(
        "lijst: dingen\nonderwerp: aanbod\nwaar: {{school: {}, extern: {}}}",
        v.zet(Kaal, Beide),
        v.zet(Kaal, Beide)
    );
    sectie("aanbod", "aanbod", v, &waar);
    sectie("oordeel", "beoordeling", v, "lijst: dingen\nschaal: graad\nbeeld: verdeling");
    let velden = format!(
        "velden:\n  - {{id: naam, titel: {}, type: tekst}}\n  - {{id: wie, titel: {}, type: items, lijst: dingen}}",
        v.zet(Kaal, Beide),
        v.zet(Kaal, Beide)
    );
    sectie("tabel", "tabel", v, &velden);
    sectie("lijst", "tabel", v, "weergave: lijst\nonderwerp: grenzen\nvelden: [{id: punt, titel: Punt, type: tekst}]");
    let velden = format!("onderwerp: route\nvelden: [{{id: signaal, titel: {}, type: tekst}}]", v.zet(Kaal, Beide));
    sectie("route", "stroomschema", v, &velden);
    sectie("woorden", "begrippen", v, "");
    uit
}

fn school_yaml(v: &mut Velden<'_>) -> String {
    let mut uit = String::new();
    for (sleutel, waar) in [("naam", Beide), ("plaats", Beide), ("bestuur", Web)] {
        let _ = writeln!(uit, "{sleutel}: {}", v.zet(Kaal, waar));
    }
    for sleutel in ["onderwijstypen", "samenwerkingsverbanden"] {
        let _ = writeln!(uit, "{sleutel}: [{}]", v.zet(Kaal, Web));
    }
    let _ = writeln!(uit, "beschrijving: {}", v.zet(Mark, Web));
    for beeld in ["logo", "foto"] {
        let _ = writeln!(uit, "{beeld}: {{bestand: {beeld}.png, alt: {}}}", v.zet(Kaal, Web));
    }
    let _ = writeln!(
        uit,
        "vestigingen:\n  - {{naam: {}, adres: {}, postcode: {}, plaats: {}, brin: {}}}",
        v.zet(Kaal, Web),
        v.zet(Kaal, Web),
        v.zet(Kaal, Web),
        v.zet(Kaal, Web),
        v.zet(Kaal, Web)
    );
    // In the PDF the sentence stands for the role.
    let _ = writeln!(uit, "contact:\n  - {{wie: {}, zin: {}}}", v.zet(Kaal, Web), v.zet(Kaal, Beide));
    uit
}

fn profiel_yaml(v: &mut Velden<'_>) -> String {
    let kort = v.zet(Kaal, Beide);
    let mut uit = String::from("formaat: vijand\npeildatum: 2025-10-01\nafkortingen:\n");
    let _ = writeln!(uit, "  {kort}: {}\n  AFK: {}", v.zet(Kaal, Web), v.zet(Kaal, Beide));
    uit.push_str("secties:\n");
    let mut sectie = |id: &str, regels: &str, v: &mut Velden<'_>| {
        let _ = writeln!(uit, "  {id}:");
        for sleutel in ["voor-ouders", "toelichting", "bron"] {
            let _ = writeln!(uit, "    {sleutel}: {}", v.zet(Mark, Beide));
        }
        for regel in regels.lines() {
            let _ = writeln!(uit, "    {regel}");
        }
    };
    sectie("visie", "tekst: visie.md", v);
    let gegevens = format!(
        "tekst: {{waarde: {}, noot: {}}}\nkeuze: a\nwie: [{kort}, AFK, {}, {{{}: {}}}, {{een: {}}}]\ntijd: {}\n\
         web: 'https://x.example/\"><script>alert(1)</script>#]#panic()['",
        v.zet(Mark, Beide),
        v.zet(Mark, Beide),
        v.zet(Kaal, Beide),
        v.zet(Kaal, Beide),
        v.zet(Mark, Beide),
        v.zet(Mark, Beide),
        v.zet(Kaal, Beide)
    );
    sectie("gegevens", &gegevens, v);
    let eigen = |v: &mut Velden<'_>| {
        format!(
            "anders:\n  - naam: {}\n    zin: {}\n    noot: {}\n    tekst: {}\n    hoeveel: {}",
            v.zet(Kaal, Beide),
            v.zet(Kaal, Beide),
            v.zet(Mark, Beide),
            v.zet(Mark, Beide),
            v.zet(Kaal, Beide)
        )
    };
    let keuze = format!("a: {}\nb: ja\n{}", v.zet(Mark, Beide), eigen(v));
    sectie("keuze", &keuze, v);
    let aanbod = format!(
        "een: {{waar: [school], hoeveel: {}, tekst: {}, noot: {}}}\ntwee: {{school: nee, extern: {{stand: ja, noot: {}}}}}\n{}",
        v.zet(Kaal, Beide),
        v.zet(Mark, Beide),
        v.zet(Mark, Beide),
        v.zet(Mark, Beide),
        eigen(v)
    );
    sectie("aanbod", &aanbod, v);
    let oordeel = format!("een: {{waarde: hoog, noot: {}, tekst: {}}}", v.zet(Mark, Beide), v.zet(Mark, Beide));
    sectie("oordeel", &oordeel, v);
    let tabel = format!(
        "rijen:\n  - groep: {}\n    rijen:\n      - {{naam: {}, wie: [{}]}}",
        v.zet(Kaal, Beide),
        v.zet(Mark, Beide),
        v.zet(Kaal, Beide)
    );
    sectie("tabel", &tabel, v);
    let lijst = format!(
        "rijen:\n  - groep: {}\n    rijen: [{}]\n  - {{punt: {{waarde: {}, noot: {}}}}}",
        v.zet(Kaal, Beide),
        v.zet(Mark, Beide),
        v.zet(Mark, Beide),
        v.zet(Mark, Beide)
    );
    sectie("lijst", &lijst, v);
    let stap = |v: &mut Velden<'_>, einde: &str| {
        format!(
            "{{stap: {}, wie: [{}], voorwaarde: {}, noot: {}, tekst: {}, signaal: {}{einde}}}",
            v.zet(Kaal, Beide),
            v.zet(Kaal, Beide),
            v.zet(Mark, Beide),
            v.zet(Mark, Beide),
            v.zet(Mark, Beide),
            v.zet(Mark, Beide)
        )
    };
    let eerste = stap(v, ", id: begin");
    let keuze = v.zet(Kaal, Beide);
    let als = v.zet(Kaal, Beide);
    let tak = stap(v, "");
    let ander = v.zet(Kaal, Beide);
    let einde = v.zet(Kaal, Beide);
    let fase = v.zet(Kaal, Beide);
    let route = format!(
        "stappen:\n  - fase: {fase}\n    stappen:\n      - {eerste}\n      - keuze: {keuze}\n        takken:\n          \
         - {{als: {als}, stappen: [{tak}]}}\n          - {{als: {ander}, naar: begin}}\n      - {{einde: {einde}}}"
    );
    sectie("route", &route, v);
    let woorden = format!("begrippen:\n  - {{term: {}, betekenis: {}}}", v.zet(Mark, Beide), v.zet(Mark, Beide));
    sectie("woorden", &woorden, v);
    uit
}

// ------------------------------------------------------------ reading HTML

/// What a browser makes of a page: its tags with their attributes, and its text.
#[derive(Default)]
struct Gelezen {
    tags: Vec<(String, Vec<(String, String)>)>,
    tekst: String,
    /// What stands in scripts, as a browser gives it to whoever runs or reads it.
    scripts: Vec<String>,
}

/// A small tokenizer after the HTML standard: tags, attributes with or without quotes, comments,
/// and elements whose content is raw text.
fn lees_html(html: &str) -> Gelezen {
    let mut uit = Gelezen::default();
    let mut rest = html;
    while let Some(begin) = rest.find('<') {
        uit.tekst.push_str(&entiteiten(&rest[..begin]));
        rest = &rest[begin..];
        let na = rest[1..].chars().next().unwrap_or(' ');
        if rest.starts_with("<!--") {
            let eind = rest[4..].find("-->").map_or(rest.len(), |i| i + 7);
            rest = &rest[eind..];
        } else if na.is_ascii_alphabetic() || na == '/' || na == '!' || na == '?' {
            let (naam, kenmerken, eind) = lees_tag(rest);
            rest = &rest[eind..];
            // Raw text ends only at its own end tag.
            if ["script", "style", "title", "textarea", "noscript"].contains(&naam.as_str()) {
                let slot = rest.to_ascii_lowercase().find(&format!("</{naam}")).unwrap_or(rest.len());
                if naam == "script" {
                    uit.scripts.push(rest[..slot].to_owned());
                } else {
                    uit.tekst.push_str(&entiteiten(&rest[..slot]));
                }
                rest = &rest[slot..];
            }
            uit.tags.push((naam, kenmerken));
        } else {
            uit.tekst.push('<');
            rest = &rest[1..];
        }
    }
    uit.tekst.push_str(&entiteiten(rest));
    uit
}

/// Name, attributes and length of the tag that a text starts with.
fn lees_tag(html: &str) -> (String, Vec<(String, String)>, usize) {
    let wit = |c: char| c.is_ascii_whitespace() || c == '/';
    let naam: String = html[1..].chars().take_while(|c| !c.is_ascii_whitespace() && *c != '>').collect();
    let mut i = 1 + naam.len();
    let mut kenmerken = Vec::new();
    loop {
        let rest = &html[i..];
        i += rest.len() - rest.trim_start_matches(wit).len();
        let rest = &html[i..];
        if rest.is_empty() || rest.starts_with('>') {
            break;
        }
        let lengte = rest[1..].find(|c: char| wit(c) || c == '>' || c == '=').map_or(rest.len(), |e| e + 1);
        let sleutel = rest[..lengte].to_ascii_lowercase();
        i += lengte;
        let mut waarde = String::new();
        if let Some(na) = html[i..].strip_prefix('=') {
            i += 1;
            let (inhoud, verder) = match na.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let eind = na[1..].find(quote).map_or(na.len() - 1, |e| e);
                    (&na[1..=eind], eind + 2)
                }
                _ => {
                    let eind = na.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(na.len());
                    (&na[..eind], eind)
                }
            };
            waarde = entiteiten(inhoud);
            i += verder;
        }
        kenmerken.push((sleutel, waarde));
    }
    (naam.to_ascii_lowercase(), kenmerken, (i + 1).min(html.len()))
}

/// Text with its entities resolved, also those without a semicolon, as browsers do.
fn entiteiten(tekst: &str) -> String {
    let mut uit = String::new();
    let mut rest = tekst;
    while let Some(i) = rest.find('&') {
        uit.push_str(&rest[..i]);
        rest = &rest[i + 1..];
        let los = |teken: char, lengte: usize, rest: &mut &str, uit: &mut String| {
            uit.push(teken);
            *rest = rest[lengte..].strip_prefix(';').unwrap_or(&rest[lengte..]);
        };
        let bekend = [
            ("lt", '<'),
            ("LT", '<'),
            ("gt", '>'),
            ("GT", '>'),
            ("amp", '&'),
            ("AMP", '&'),
            ("quot", '"'),
            ("QUOT", '"'),
            ("apos;", '\''),
            ("nbsp", '\u{a0}'),
            ("shy", '\u{ad}'),
        ];
        if let Some((naam, teken)) = bekend.iter().find(|(naam, _)| rest.starts_with(naam)) {
            los(*teken, naam.trim_end_matches(';').len(), &mut rest, &mut uit);
        } else if let Some(getal) = rest.strip_prefix('#') {
            let (basis, cijfers) = match getal.strip_prefix(['x', 'X']) {
                Some(cijfers) => (16, cijfers),
                None => (10, getal),
            };
            let aantal = cijfers.find(|c: char| !c.is_digit(basis)).unwrap_or(cijfers.len());
            match u32::from_str_radix(&cijfers[..aantal], basis).ok().and_then(char::from_u32) {
                Some(teken) => los(teken, rest.len() - cijfers.len() + aantal, &mut rest, &mut uit),
                None => uit.push('&'),
            }
        } else {
            uit.push('&');
        }
    }
    uit + rest
}

#[test]
fn eigen_lezer_ziet_wat_een_browser_ziet() {
    let gelezen = lees_html(
        "<p class=a b='c>d' e=\"&quotf\" onclick=x>a&LTscript>b&lt;i&gt;&amp;lt; < 3<!-- <script> --><IMG SRC=x/y>\
         <title><b></title></p>",
    );
    assert_eq!(gelezen.tekst, "a<script>b<i>&lt; < 3<b>");
    let namen: Vec<&str> = gelezen.tags.iter().map(|(naam, _)| naam.as_str()).collect();
    assert_eq!(namen, ["p", "img", "title", "/title", "/p"]);
    let p: Vec<(&str, &str)> = gelezen.tags[0].1.iter().map(|(k, w)| (k.as_str(), w.as_str())).collect();
    assert_eq!(p, [("class", "a"), ("b", "c>d"), ("e", "\"f"), ("onclick", "x")]);
    assert_eq!(gelezen.tags[1].1, [("src".to_owned(), "x/y".to_owned())]);
}

/// Whether a script is a file of the theme.
fn van_het_thema(kenmerken: &[(String, String)]) -> bool {
    let bron = kenmerken.iter().find(|(sleutel, _)| sleutel == "src").map(|(_, waarde)| waarde.as_str());
    bron.is_some_and(|bron| {
        let naam = bron.trim_start_matches("../").strip_prefix("thema/").and_then(|rest| rest.strip_suffix(".js"));
        naam.is_some_and(|naam| naam.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
    })
}

/// Expects that nothing on the pages can do anything; gives all their text and attributes.
#[track_caller]
fn ongevaarlijk(uitvoer: &Path) -> String {
    let mut alles = String::new();
    let paginas = bestanden(uitvoer);
    for (pad, bytes) in paginas.iter().filter(|(pad, _)| pad.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        let gelezen = lees_html(html);
        // A script is a file of the theme, or data: JSON in which no text can end it.
        for script in gelezen.scripts.iter().filter(|s| !s.is_empty()) {
            assert!(!script.contains(['<', '>', '&']), "{pad}: {script}");
            serde_json::from_str::<serde_json::Value>(script).unwrap_or_else(|fout| panic!("{pad}: {fout}: {script}"));
        }
        for (tag, kenmerken) in &gelezen.tags {
            let bij = || format!("{pad}: <{tag} {kenmerken:?}>");
            assert!(!["iframe", "object", "embed", "base"].contains(&tag.as_str()), "{}", bij());
            // The only form is that of our own search, which leads to our own page.
            let eigen = |deel: &(String, String)| deel.0 == "action" && deel.1.ends_with("zoek/index.html");
            assert!(tag != "form" || kenmerken.iter().any(eigen), "{}", bij());
            let gegevens = kenmerken[..] == [("type".to_owned(), "application/ld+json".to_owned())];
            assert!(tag != "script" || gegevens || van_het_thema(kenmerken), "{}", bij());
            for (sleutel, waarde) in kenmerken {
                assert!(!sleutel.starts_with("on") && sleutel != "srcdoc", "{}", bij());
                assert!(!sleutel.contains(['<', '"', '\'', '{']), "{}", bij());
                if ["href", "src", "action", "formaction", "data", "content"].contains(&sleutel.as_str()) {
                    let kaal: String = waarde.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                    let kaal = kaal.to_ascii_lowercase();
                    assert!(!kaal.starts_with("javascript:") && !kaal.starts_with("vbscript:"), "{}", bij());
                    assert!(!kaal.starts_with("data:text") && !kaal.contains("url=javascript"), "{}", bij());
                    assert!(sleutel == "content" || !kaal.starts_with("//"), "{}", bij());
                }
                alles.push_str(waarde);
                alles.push('\n');
            }
        }
        for teken in ['\0', '\u{202e}', '\u{2066}'] {
            assert!(!html.contains(teken), "{pad}: {teken:?}");
        }
        alles.push_str(&gelezen.tekst);
        alles.push('\n');
    }
    alles
}

/// Expects every text, whole, where it is to be seen.
#[track_caller]
fn alles_te_zien(site: &SiteTest, gezet: &[(String, Aard, Waar)], kaal: &str, mark: &str) {
    let web = zonder_breuk(&ongevaarlijk(&site.pad("output")));
    let pdf = zonder_breuk(&alle_tekst(&site.pad("output/scholen/school/sop.pdf")));
    let schoon = |tekst: &str| tekst.replace(['\u{202e}', '\u{202c}', '\u{2066}', '\u{2069}'], "");
    let mut gemist = Vec::new();
    for (merk, aard, waar) in gezet {
        let verwacht = zonder_breuk(&format!("{merk} {} {merk}", schoon(if *aard == Kaal { kaal } else { mark })));
        // HTML in Markdown is not published as letters: it is left out and reported; what stands around it stays.
        let verwacht = if *aard == Mark && kaal.contains('<') { zonder_breuk(merk) } else { verwacht };
        // A name or sentence may start with a capital.
        let groot = verwacht.replacen('z', "Z", 1);
        let staat = |tekst: &str| tekst.contains(&verwacht) || tekst.contains(&groot);
        let bij = |tekst: &str| {
            tekst.find(&format!("q{}", &merk[2..])).map(|i| tekst[i..].chars().take(60).collect::<String>())
        };
        if !staat(&web) {
            gemist.push(format!("web: {verwacht} (wel: {:?})", bij(&web)));
        }
        if *waar == Beide && !staat(&pdf) {
            gemist.push(format!("pdf: {verwacht} (wel: {:?})", bij(&pdf)));
        }
    }
    assert!(gemist.is_empty(), "{} van {} niet te zien:\n{}", gemist.len(), gezet.len(), gemist.join("\n"));
    for tekst in [&web, &pdf] {
        assert!(!tekst.contains(&(7777 * 7777).to_string()) && !tekst.contains("root:x:0"));
    }
}

fn proef(nummer: usize) {
    let (kaal, mark) = TEKSTEN[nummer];
    let (site, gezet) = vijandige_site(kaal, kaal);
    let uitkomst = site.draai(&["build", "--report", "short"]);
    uitkomst.code(0);
    assert!(gezet.len() > 150, "{}", gezet.len());
    alles_te_zien(&site, &gezet, kaal, mark);
}

/// One test for each text, so that they run side by side and a failure says which it is.
macro_rules! proeven {
    ($($naam:ident $nummer:literal,)*) => {
        $(#[test] fn $naam() { proef($nummer); })*

        #[test]
        fn elke_tekst_heeft_een_proef() {
            assert_eq!([$($nummer),*].to_vec(), (0..TEKSTEN.len()).collect::<Vec<_>>());
        }
    };
}

proeven! {
    script 0, afbeelding_met_script 1, kenmerk_met_script 2, einde_van_titel 3, opmerking 4, tera_som 5, tera_opdracht 6,
    typst_opdracht 7, typst_bestand 8, typst_einde_van_tekst 9, typst_opmerking 10, typst_plek 11, typst_opmaak 12,
    schuine_strepen 13, entiteiten_getypt 14, richting_van_tekst 15,
}

// --------------------------------------------------------- what is too much

#[test]
fn eindeloos_woord() {
    // Keys of YAML end at 1,024.
    let woord = "a".repeat(800);
    let (site, gezet) = vijandige_site(&woord, &woord);
    site.draai(&["build"]).code(0);
    let web = zonder_breuk(&ongevaarlijk(&site.pad("output")));
    assert!(web.matches(&woord).count() >= gezet.len());
    // In the PDF the word runs over pages, with their heads and feet in between.
    let pdf = pdftotext(&site.pad("output/scholen/school/sop.pdf"));
    let in_pdf = gezet.iter().filter(|(_, _, waar)| *waar == Beide).count();
    assert!(pdf.matches('a').count() >= in_pdf * woord.len());
    // Far longer than PDF/A allows in one piece.
    let site = SiteTest::klein();
    let woord = "b".repeat(40_000);
    site.schrijf("content/scholen/de-linde/2025-2026/visie.md", &woord).bouw(&[]);
    let pdf = pdftotext(&site.pad("output/scholen/de-linde/sop.pdf"));
    assert_eq!(pdf.matches('b').count() / woord.len(), 1);
}

#[test]
fn diep_genest() {
    let site = SiteTest::klein();
    let visie = "content/scholen/de-linde/2025-2026/visie.md";
    for tekst in ["> ".repeat(3000) + "diep", "*".repeat(4000) + "diep", "- ".repeat(3000) + "diep", "[".repeat(9000)] {
        site.schrijf(visie, tekst);
        let uitkomst = site.draai(&["build", "--report", "short"]);
        if uitkomst.code != 0 {
            uitkomst.code(1).meldt("te-diep");
        }
    }
    let yaml = format!("titel: {}x{}\n", "[".repeat(5000), "]".repeat(5000));
    site.schrijf("content/site.yaml", yaml).draai(&["build", "--report", "short"]).code(1).meldt("te-diep");
}

#[test]
fn nul_en_besturingstekens() {
    for pad in ["site.yaml", "scholen/de-linde/school.yaml", "scholen/de-linde/2025-2026/profiel.yaml"] {
        for teken in ["\0", "\u{1}", "\u{1b}[31m", "\u{7f}"] {
            let site = SiteTest::klein();
            let pad = format!("content/{pad}");
            let tekst = std::fs::read_to_string(site.pad(&pad)).unwrap();
            site.schrijf(&pad, tekst.replacen(": ", &format!(": a{teken}"), 1));
            nederlands(&site.draai(&["build"]), &site);
        }
    }
    // In Markdown, and as an escape of YAML: left out.
    let site = SiteTest::klein();
    site.schrijf("content/scholen/de-linde/2025-2026/visie.md", "Hier\0staat\u{1}niets\u{1b}[31m.");
    site.vervang("content/site.yaml", "Steun in de Proef", "\"St\\0eu\\x1bn \\u202e\"");
    site.draai(&["build"]).code(0);
    let web = ongevaarlijk(&site.pad("output"));
    assert!(web.contains("Hierstaatniets[31m."), "{web}");
    assert!(web.contains("Steun"), "{web}");
    assert!(pdftotext(&site.pad("output/scholen/de-linde/sop.pdf")).contains("Hierstaatniets[31m."));
}

/// Built without harm, or refused with a Dutch message and nothing written.
#[track_caller]
fn nederlands(uitkomst: &Uitkomst, site: &SiteTest) {
    match uitkomst.code {
        0 => drop(ongevaarlijk(&site.pad("output"))),
        _ => {
            uitkomst.code(1).meldt("fout[").meldt("Er is niets geschreven");
            assert!(!site.pad("output").exists());
        }
    }
    // What was typed must not reach the terminal as a command.
    assert!(!uitkomst.fout.contains(['\u{1b}', '\0', '\u{202e}']), "{:?}", uitkomst.fout);
}

// ------------------------------------------------------------------ links

const GEVAARLIJK: &[&str] = &[
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](  javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&#9;script:alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//kwaad.example/x)",
    "[x](\\\\kwaad.example\\x)",
    "[x](../../../geheim.html)",
    "[x](bijlage:../../site.yaml)",
    "[x](bijlage:/etc/passwd)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](/etc/passwd.png)",
    "![x](../../../../etc/passwd.png)",
    "![x](https://kwaad.example/volg.png)",
    "[x][y]\n\n[y]: javascript:alert(1)",
];

#[test]
fn gevaarlijke_links_worden_geweigerd() {
    let site = SiteTest::klein();
    let mut tekst = String::new();
    for link in GEVAARLIJK {
        let _ = writeln!(tekst, "{link}\n");
    }
    // Only `[y]` may be defined once, so all can stand in one text.
    site.schrijf("content/scholen/de-linde/2025-2026/visie.md", &tekst);
    let uitkomst = site.draai(&["build", "--report", "short"]);
    uitkomst.code(1);
    for link in GEVAARLIJK {
        let regel = tekst[..tekst.find(link).unwrap()].matches('\n').count() + 1;
        let plek = format!("visie.md:{regel}:");
        let melding = uitkomst.fout.lines().find(|r| r.contains(&plek));
        let melding = melding.unwrap_or_else(|| panic!("{link} ({plek}) staat niet in:\n{}", uitkomst.fout));
        assert!(
            ["link-geweigerd", "pad-buiten-map", "bestandssoort"].iter().any(|code| melding.contains(code)),
            "{link}: {melding}"
        );
    }
    assert!(!site.pad("output").exists());
}

#[test]
fn gevaarlijke_links_worden_in_elk_veld_geweigerd() {
    let (site, gezet) = vijandige_site("[x](javascript:alert(1))", "[x](javascript:alert(1))");
    let uitkomst = site.draai(&["build", "--report", "short"]);
    let verwacht = gezet.iter().filter(|(_, aard, _)| *aard == Mark).count();
    let gevonden = uitkomst.code(1).fout.matches("link-geweigerd").count();
    // Twice on one line (in one flow map) counts once for the reader; so not fewer than most.
    assert!(gevonden >= verwacht * 9 / 10, "{gevonden} van {verwacht}:\n{}", uitkomst.fout);
    // As plain text it is only text.
    let (site, gezet) = vijandige_site("[x](javascript:alert(1))", "gewoon");
    site.draai(&["build"]).code(0);
    alles_te_zien(&site, &gezet, "[x](javascript:alert(1))", "gewoon");
}

#[test]
fn adressen_die_geen_adres_zijn() {
    for (veld, waarde) in [
        ("web", "javascript:alert(1)"),
        ("web", "https://x.example/ onclick=alert(1)"),
        ("web", "data:text/html,x"),
        ("mail", "a@b.nl?bcc=x@y.nl"),
        ("mail", "a@b.nl\"><script>"),
        ("mail", "javascript:alert(1)"),
        ("telefoon", "112;ext=javascript:alert(1)"),
    ] {
        let site = SiteTest::klein();
        let regel = format!("\ncontact: {{naam: Iemand, {veld}: '{waarde}'}}\n");
        let tekst = std::fs::read_to_string(site.pad("content/site.yaml")).unwrap();
        site.schrijf("content/site.yaml", tekst.trim_end().to_owned() + &regel);
        let uitkomst = site.draai(&["build", "--report", "short"]);
        uitkomst.code(1).meldt("content/site.yaml:4:").meldt("verkeerd-type");
    }
    let site = SiteTest::klein();
    for basis in ["javascript:alert(1)", "https://x.example/\"><script>", "//x.example", "https://"] {
        let tekst = format!("titel: T\nbasis-url: '{basis}'\n");
        site.schrijf("content/site.yaml", tekst).draai(&["build", "--report", "short"]).code(1).meldt("site.yaml:2:");
    }
}

// ------------------------------------------------------------------- files

#[test]
fn bestanden_buiten_de_eigen_map_worden_niet_gelezen() {
    let geheim = "GEHEIM-Q7";
    for pad in ["../../../geheim.md", "/etc/hostname.md", "../../de-els/visie.md", "koppeling.md", "map/geheim.md"] {
        let site = SiteTest::klein();
        site.schrijf("geheim.md", geheim).schrijf("content/geheim.md", geheim);
        site.schrijf("content/scholen/de-els/visie.md", geheim);
        site.schrijf("content/scholen/de-els/school.yaml", "naam: De Els\n");
        let jaar = site.pad("content/scholen/de-linde/2025-2026");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(site.pad("geheim.md"), jaar.join("koppeling.md")).unwrap();
            std::os::unix::fs::symlink(site.wortel(), jaar.join("map")).unwrap();
        }
        let profiel = "content/scholen/de-linde/2025-2026/profiel.yaml";
        site.vervang(profiel, "tekst: visie.md", &format!("tekst: {pad}"));
        let uitkomst = site.draai(&["build", "--report", "short"]);
        uitkomst.code(1).meldt(profiel);
        assert!(uitkomst.fout.contains("pad-buiten-map") || !cfg!(unix), "{pad}: {}", uitkomst.fout);
        assert!(!uitkomst.fout.contains(geheim) && !uitkomst.uit.contains(geheim));
        assert!(!site.pad("output").exists());
    }
}

#[cfg(unix)]
#[test]
fn school_die_een_koppeling_is_wordt_geweigerd() {
    let site = SiteTest::klein();
    site.schrijf("elders/school.yaml", "naam: Elders\n");
    std::os::unix::fs::symlink(site.pad("elders"), site.pad("content/scholen/elders")).unwrap();
    site.draai(&["build", "--report", "short"]).code(1).meldt("pad-buiten-map");
}

/// Markdown files that hold HTML as blocks, which parsers treat unlike HTML in a line.
#[test]
fn blokken_html_zijn_tekst() {
    let site = SiteTest::klein();
    let tekst = "<script>\nalert(1)\n</script>\n\n<img src=x onerror=alert(1)>\n\n<!-- stil -->\n\n<style>body{}</style>\n\n\
                 <?php echo 1 ?>\n\n<![CDATA[x]]>\n\n<div onclick=alert(2)>\n\n**vet**\n\n</div>\n\n```\n<script>c</script>\n```\n";
    site.schrijf("content/scholen/de-linde/2025-2026/visie.md", tekst).bouw(&[]);
    let web = zonder_breuk(&ongevaarlijk(&site.pad("output")));
    let pdf = zonder_breuk(&pdftotext(&site.pad("output/scholen/de-linde/sop.pdf")));
    // Code that is shown as code stays; HTML is left out and what stands between it stays.
    for deel in ["<script>c</script>", "vet"] {
        assert!(web.contains(deel), "web: {deel}\n{web}");
        assert!(pdf.contains(deel), "pdf: {deel}\n{pdf}");
    }
    for deel in ["<imgsrc=xonerror=alert(1)>", "<divonclick=alert(2)>", "<!--"] {
        assert!(!web.contains(deel), "web: {deel}\n{web}");
        assert!(!pdf.contains(deel), "pdf: {deel}\n{pdf}");
    }
}
