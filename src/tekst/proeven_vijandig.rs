//! Hostile texts, in both media: what an author types is never markup, script or code.
#![allow(clippy::panic)]

use crate::bron::{Bron, Plek};
use crate::melding::Meldingen;

use super::proeven::{Proef, lees, naar_html, naar_typst};
use super::*;

/// Pieces that mean something in Markdown, HTML, Typst or Tera.
const STUKKEN: [&str; 84] = [
    "<script>alert(1)</script>",
    "</style>",
    "<!--",
    "-->",
    "<img src=x onerror=alert(1)>",
    "<![CDATA[",
    "]]>",
    "]]",
    "#panic()",
    "\"; #read(\"/etc/passwd\")",
    "\\",
    "\\\\\"",
    "*/",
    "/*@0*/",
    "//",
    "$x$",
    "@ref",
    "<label>",
    "\u{2028}",
    "\u{2029}",
    "\u{0}",
    "\u{1b}",
    "\u{feff}",
    "\u{202e}",
    "\u{fffe}",
    "\u{85}",
    "\t",
    "\r\n",
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n    ",
    "\n# ",
    "\n###### ",
    "\n===\n",
    "\n---\n",
    "\n```\n",
    "```",
    "~~~",
    "`",
    "``",
    "*",
    "**",
    "***",
    "_",
    "~~",
    "[",
    "](",
    ")",
    "![",
    "[a](javascript:alert(1))",
    "[a]( JaVa\u{a0}Script:x )",
    "[a](java&#10;script&colon;x)",
    "[a](data:text/html,<script>)",
    "[b](https://x.nl/\"onclick=\"x)",
    "<https://x.nl>",
    "[c](hulp:x)",
    "[d](sectie:y)",
    "![x](a.png)",
    "![](a.png)",
    "![\"><script>](b.png 'c')",
    "[x]: /u 'v'",
    "[x]",
    "&lt;",
    "&#0;",
    "&#x202e;",
    "&quot;",
    "|",
    "\n|a|b|\n|-|:-:|\n",
    "\n| x | y |",
    ":-",
    "{{ x }}",
    "{% raw %}",
    "é",
    "😀",
    "\u{200d}\u{fe0f}",
    "COPA",
    "COPA's",
    "a",
    " ",
    "  \n",
    "#\"x\"; ",
];

/// Fails unless the HTML holds nothing but our own elements and attributes, closed in order.
fn keur_html(html: &str, bron: &str) {
    const LEEG: [&str; 3] = ["br", "hr", "img"];
    const ELEMENTEN: &str = " p em strong del code a abbr span ul ol li blockquote pre table thead tbody tr th td div figure h2 h3 h4 h5 h6 ";
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(begin) = rest.find('<') {
        assert!(!rest[..begin].contains(['>', '"']), "los teken in {html:?} uit {bron:?}");
        rest = &rest[begin + 1..];
        let naam_einde = rest.find(['>', ' ']).unwrap_or_else(|| panic!("open tag in {html:?} uit {bron:?}"));
        let naam = &rest[..naam_einde];
        rest = &rest[naam_einde..];
        if let Some(naam) = naam.strip_prefix('/') {
            assert_eq!(open.pop(), Some(naam), "{html:?} uit {bron:?}");
        } else {
            assert!(LEEG.contains(&naam) || ELEMENTEN.contains(&format!(" {naam} ")), "<{naam}> uit {bron:?}");
            if !LEEG.contains(&naam) {
                open.push(naam);
            }
        }
        while let Some(attribuut) = rest.strip_prefix(' ') {
            let delen: Vec<&str> = attribuut.splitn(3, '"').collect();
            let [naam, waarde, na] = delen.as_slice() else { panic!("attribuut in {html:?} uit {bron:?}") };
            let bekend =
                ["href=", "rel=", "src=", "alt=", "width=", "height=", "loading=", "title=", "class=", "role="];
            let ook = ["tabindex=", "aria-label=", "scope=", "start=", "id="];
            assert!(bekend.contains(naam) || ook.contains(naam), "{naam} uit {bron:?}");
            assert!(!waarde.contains(['<', '>']), "{waarde} uit {bron:?}");
            if *naam == "href=" {
                let goed = ["https://", "http://", "mailto:", "tel:", "../", "#"];
                assert!(goed.iter().any(|g| waarde.starts_with(g)), "{waarde} uit {bron:?}");
            }
            rest = na;
        }
        rest = rest.strip_prefix('>').unwrap_or_else(|| panic!("einde van tag in {html:?} uit {bron:?}"));
    }
    assert!(open.is_empty() && !html.contains(['\0', '\u{202e}', '\u{feff}']), "{html:?} uit {bron:?}");
}

/// Fails unless, outside string literals, the Typst holds nothing but our own calls.
fn keur_typst(typst: &str, bron: &str) {
    const WOORDEN: &str = " heading level list enum start tight false true quote block raw table columns align auto left \
        center right header strong emph strike link label sw afbeelding alt breedte hoogte box linebreak line length ";
    let mut buiten = String::new();
    let (mut in_tekst, mut escape) = (false, false);
    for c in typst.chars() {
        match (in_tekst, c) {
            _ if escape => escape = false,
            (true, '\\') => escape = true,
            (_, '"') => {
                in_tekst = !in_tekst;
                buiten.push('"');
            }
            (true, c) => assert!(c >= ' ', "{typst:?} uit {bron:?}"),
            (false, c) => buiten.push(c),
        }
    }
    assert!(!in_tekst && !escape, "{typst:?} uit {bron:?}");
    for woord in buiten.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        assert!(WOORDEN.contains(&format!(" {woord} ")), "{woord} in {typst:?} uit {bron:?}");
    }
    let over = buiten.replace("/*@", "").replace("*/", "");
    let teken = |c: char| c.is_ascii_alphanumeric() || "\"#();:,.[]-% \n".contains(c);
    assert!(over.chars().all(teken), "{over:?} uit {bron:?}");
    for (open, dicht) in [('(', ')'), ('[', ']')] {
        assert_eq!(over.matches(open).count(), over.matches(dicht).count(), "{typst:?} uit {bron:?}");
    }
}

fn keur(tekst: &str) {
    let mut markdown = lees(tekst).0;
    let afkortingen = Afkortingen::nieuw(vec![("COPA".into(), "\"><b>#panic() */".into())]);
    afkortingen.markeer(&mut markdown, &mut std::collections::BTreeSet::new());
    let mut plekken = typst::Plekken::nieuw();
    keur_html(&html::schrijf(&markdown, &Proef, 2), tekst);
    keur_html(&html::schrijf_inline(&markdown, &Proef), tekst);
    keur_typst(&typst::schrijf(&markdown, &Proef, 2, &mut plekken), tekst);
    keur_typst(&typst::schrijf_inline(&markdown, &Proef, &mut plekken), tekst);
    keur_html(&html::ontsnap(tekst), tekst);
    keur_typst(&typst::tekst(tekst), tekst);
    keur_typst(&typst::code(tekst), tekst);
    let (n, platte) = (tekst.len() % 40, markdown.platte_tekst());
    assert!(zinnen::afkappen(&platte, n).chars().count() <= n.max(1));
    let _ = (zinnen::zinnen(&platte), zinnen::met_punt(&platte), markdown.eerste_zinnen(2), slug(&platte));
    let in_boom = markdown.blokken.iter().filter_map(|blok| match blok {
        Blok::Kop { anker, .. } => Some(anker.clone()),
        _ => None,
    });
    let in_boom: Vec<String> = in_boom.collect();
    let koppen = Koppen::van(tekst);
    assert!(koppen.ankers().eq(&in_boom), "{tekst:?}");
    assert!(in_boom.iter().all(|anker| koppen.deel(anker).is_some()), "{tekst:?}");
}

#[test]
fn elk_stuk_op_elke_plek() {
    for stuk in STUKKEN {
        for vorm in [
            "§",
            "a §b",
            "*§*",
            "**a§**",
            "# §",
            "- §",
            "> §",
            "`§`",
            "```\n§\n```",
            "    §",
            "[§](https://x.nl)",
            "[a](§)",
            "[a](<§>)",
            "[a](https://x.nl/§)",
            "[a](mailto:§)",
            "[a](hulp:§)",
            "![§](a.png)",
            "![a](§)",
            "![a](<§>)",
            "<§>",
            "|§|\n|-|\n|§|",
            "~~§~~",
            "[a]: §\n[a]",
        ] {
            keur(&vorm.replace('§', stuk));
        }
    }
}

#[test]
fn gekke_links() {
    for adres in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:x",
        "java\tscript:x",
        "java&#x0A;script:x",
        "&#106;avascript:x",
        "javascript&colon;x",
        "vbscript:x",
        "data:text/html;base64,AA",
        "file:///etc/passwd",
        "//x.nl/a",
        "\\\\x.nl",
        "https:x",
        "https:///x",
        "https://a@b.nl",
        "https://x.nl\\@b.nl",
        "http://",
        "https://\"",
        "mailto:a@b",
        "mailto:a@b.nl?bcc=x@y.nl",
        "mailto:a@b.nl,c@d.nl",
        "tel:javascript",
        "blob:x",
        "hulp:../x",
        "item:a/b/c",
        "sectie:#x",
        "school:",
        "bijlage:",
        "bijlage:/x",
        "bijlage:a/../../b",
        "bijlage:javascript:x",
    ] {
        let (markdown, meldingen) = lees(&format!("[tekst](<{adres}>)"));
        assert_eq!((markdown.links().len(), meldingen.len()), (0, 1), "{adres} {meldingen:?}");
        assert_eq!(markdown.platte_tekst(), "tekst");
    }
    assert_eq!(lees(&format!("[a](https://x.nl/{})", "a".repeat(9000))).0.links().len(), 0);
}

#[test]
fn tekst_blijft_tekst() {
    assert_eq!(naar_html("a <b onclick=\"x\">c</b>"), "<p>a <strong>c</strong></p>");
    assert_eq!(naar_html("a <x onclick=\"x\">c</x>"), "<p>a &lt;x onclick=&quot;x&quot;&gt;c&lt;/x&gt;</p>");
    assert_eq!(naar_html("<script>alert(1)</script>"), "");
    assert_eq!(naar_typst("\"; #read(\"/etc/passwd\") */"), "#\"\\\"; #read(\\\"/etc/passwd\\\") *\\u{2f}\";");
    assert_eq!(naar_typst("$x$ @ref \\<label> \\\\"), "#\"$x$ @ref <label> \\\\\";");
    assert_eq!(typst::code("a\r\n\"\\\u{0}"), "\"a\\n\\\"\\\\\"");
}

#[test]
fn diep_en_groot() {
    let begin = std::time::Instant::now();
    for tekst in [
        "> ".repeat(20) + "diep",
        "> ".repeat(3000) + "diep",
        "- ".repeat(3000) + "diep",
        "1. ".repeat(3000) + "diep",
        (0..400).map(|i| format!("{}- x\n", "  ".repeat(i))).collect(),
        (0..3000).map(|i| ["*", "_"][i % 2]).collect::<String>() + "diep" + &"*_".repeat(1500),
        "**a ".repeat(3000) + &" b**".repeat(3000),
        "![".repeat(3000) + "diep" + &"](a.png)".repeat(3000),
        "[".repeat(3000) + "diep" + &"](https://x.nl)".repeat(3000),
        "> ".repeat(13) + "|a|b|\n" + &"> ".repeat(13) + "|-|-|\n" + &"> ".repeat(13) + "|c|d|\n",
        format!("|{}\n|{}\n{}", "a|".repeat(2000), "-|".repeat(2000), "|x|\n".repeat(2000)),
        format!("|a|b|\n|-|-|\n{}", "|x|*y*|\n".repeat(20_000)),
        "<".repeat(20_000),
        "`".repeat(20_001) + "a",
        "[a](".repeat(10_000),
        "COPA ".repeat(20_000),
        "COPA-overleg ".repeat(8000),
        "# a\n".repeat(5000),
    ] {
        keur(&tekst);
    }
    // Generous: this runs unoptimised, beside other tests.
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
    let (markdown, meldingen) = lees(&("- ".repeat(3000) + "diep"));
    assert!(meldingen.len() == 1 && meldingen[0].contains("a.md:1:25 te-diep"), "{meldingen:?}");
    assert_eq!(markdown.platte_tekst(), "diep");
    let html = html::schrijf(&markdown, &Proef, 2);
    assert_eq!(html.matches("<ul>").count(), DIEPTE);
    assert_eq!(lees(&("> ".repeat(12) + "goed")).1.len(), 0);
}

#[test]
fn willekeurig() {
    let mut staat: u64 = 0x5737_3375;
    let mut dobbel = |n: usize| {
        staat = staat.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(staat >> 33).unwrap_or_default() % n
    };
    for _ in 0..4000 {
        let tekst: String = (0..dobbel(24)).map(|_| STUKKEN[dobbel(STUKKEN.len())]).collect();
        keur(&tekst);
        // A place that does not fit the text must not matter.
        let bron = Bron::nieuw("b.yaml", "kort: é");
        let mut meldingen = Meldingen::nieuw();
        ontleed(&tekst, TextForm::Value, &Plek::nieuw(&bron, 6, 99), true, &mut meldingen);
        assert!(meldingen.iter().all(|m| m.bestand() == "b.yaml"));
    }
}
