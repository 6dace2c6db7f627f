//! Hostile texts, in both media: what an author types is never markup, script or code.
#![allow(clippy::panic)]

use crate::melding::Meldingen;
use crate::parsed_page::ParsedPage;
use crate::random::Random;
use crate::source::{Source, Span};

use super::tests::{TestLinks, read, to_html, to_typst};
use super::*;

/// Pieces that mean something in Markdown, HTML, Typst or Tera.
const PIECES: [&str; 84] = [
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
fn inspect_html(html: &str, source: &str) {
    const VOID_ELEMENTS: [&str; 3] = ["br", "hr", "img"];
    const ELEMENTS: &str = " p em strong del code a abbr span ul ol li blockquote pre table thead tbody tr th td div figure h2 h3 h4 h5 h6 ";
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(begin) = rest.find('<') {
        assert!(!rest[..begin].contains(['>', '"']), "los teken in {html:?} uit {source:?}");
        rest = &rest[begin + 1..];
        let name_end = rest.find(['>', ' ']).unwrap_or_else(|| panic!("open tag in {html:?} from {source:?}"));
        let name = &rest[..name_end];
        rest = &rest[name_end..];
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html:?} from {source:?}");
        } else {
            assert!(
                VOID_ELEMENTS.contains(&name) || ELEMENTS.contains(&format!(" {name} ")),
                "<{name}> from {source:?}"
            );
            if !VOID_ELEMENTS.contains(&name) {
                open.push(name);
            }
        }
        while let Some(attribute) = rest.strip_prefix(' ') {
            let parts: Vec<&str> = attribute.splitn(3, '"').collect();
            let [name, value, after] = parts.as_slice() else { panic!("attribute in {html:?} from {source:?}") };
            let known = ["href=", "rel=", "src=", "alt=", "width=", "height=", "loading=", "title=", "class=", "role="];
            let also = ["tabindex=", "aria-label=", "scope=", "start=", "id="];
            assert!(known.contains(name) || also.contains(name), "{name} from {source:?}");
            assert!(!value.contains(['<', '>']), "{value} from {source:?}");
            if *name == "href=" {
                let good = ["https://", "http://", "mailto:", "tel:", "../", "#"];
                assert!(good.iter().any(|g| value.starts_with(g)), "{value} from {source:?}");
            }
            rest = after;
        }
        rest = rest.strip_prefix('>').unwrap_or_else(|| panic!("end of tag in {html:?} from {source:?}"));
    }
    assert!(open.is_empty() && !html.contains(['\0', '\u{202e}', '\u{feff}']), "{html:?} from {source:?}");
}

/// Fails unless, outside string literals, the Typst holds nothing but our own calls.
fn inspect_typst(typst: &str, source: &str) {
    const WORDS: &str = " heading level list enum start tight false true quote block raw table columns align auto left \
        center right header strong emph strike link label sw image alt width height box linebreak line length ";
    let mut outside = String::new();
    let (mut in_text, mut escape) = (false, false);
    for c in typst.chars() {
        match (in_text, c) {
            _ if escape => escape = false,
            (true, '\\') => escape = true,
            (_, '"') => {
                in_text = !in_text;
                outside.push('"');
            }
            (true, c) => assert!(c >= ' ', "{typst:?} from {source:?}"),
            (false, c) => outside.push(c),
        }
    }
    assert!(!in_text && !escape, "{typst:?} from {source:?}");
    for word in outside.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        assert!(WORDS.contains(&format!(" {word} ")), "{word} in {typst:?} from {source:?}");
    }
    let left_over = outside.replace("/*@", "").replace("*/", "");
    let character = |c: char| c.is_ascii_alphanumeric() || "\"#();:,.[]-% \n".contains(c);
    assert!(left_over.chars().all(character), "{left_over:?} from {source:?}");
    for (open, closing) in [('(', ')'), ('[', ']')] {
        assert_eq!(left_over.matches(open).count(), left_over.matches(closing).count(), "{typst:?} from {source:?}");
    }
}

fn inspect(text: &str) {
    let mut markdown = read(text).0;
    let afkortingen = Afkortingen::new(vec![("COPA".into(), "\"><b>#panic() */".into())]);
    afkortingen.mark_up(&mut markdown, &mut std::collections::BTreeSet::new());
    let mut span_map = typst::SpanMap::new();
    inspect_html(&html::write(&markdown, &TestLinks, 2), text);
    inspect_html(&html::write_inline(&markdown, &TestLinks), text);
    inspect_typst(&typst::write(&markdown, &TestLinks, 2, &mut span_map), text);
    inspect_typst(&typst::write_inline(&markdown, &TestLinks, &mut span_map), text);
    inspect_html(&html::escape(text), text);
    inspect_typst(&typst::text(text), text);
    inspect_typst(&typst::code(text), text);
    let (n, plain) = (text.len() % 40, markdown.plain_text());
    assert!(sentences::truncate(&plain, n).chars().count() <= n.max(1));
    let _ =
        (sentences::sentences(&plain), sentences::with_full_stop(&plain), markdown.first_sentences(2), slug(&plain));
    let anchors_in_tree = markdown.blocks.iter().filter_map(|block| match block {
        Block::Heading { anchor, .. } => Some(anchor.clone()),
        _ => None,
    });
    let anchors_in_tree: Vec<String> = anchors_in_tree.collect();
    let headings = Headings::of(text);
    assert!(headings.anchors().eq(&anchors_in_tree), "{text:?}");
    assert!(anchors_in_tree.iter().all(|anchor| headings.part(anchor).is_some()), "{text:?}");
}

#[test]
fn every_piece_may_stand_anywhere() {
    for piece in PIECES {
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
            inspect(&vorm.replace('§', piece));
        }
    }
}

#[test]
fn odd_links_are_harmless() {
    for address in [
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
        let (markdown, meldingen) = read(&format!("[tekst](<{address}>)"));
        assert_eq!((markdown.links().len(), meldingen.len()), (0, 1), "{address} {meldingen:?}");
        assert_eq!(markdown.plain_text(), "tekst");
    }
    assert_eq!(read(&format!("[a](https://x.nl/{})", "a".repeat(9000))).0.links().len(), 0);
}

#[test]
fn text_stays_text() {
    assert_eq!(to_html("a <b onclick=\"x\">c</b>"), "<p>a <strong>c</strong></p>");
    assert_eq!(to_html("a <x onclick=\"x\">c</x>"), "<p>a &lt;x onclick=&quot;x&quot;&gt;c&lt;/x&gt;</p>");
    assert_eq!(to_html("<script>alert(1)</script>"), "");
    assert_eq!(to_typst("\"; #read(\"/etc/passwd\") */"), "#\"\\\"; #read(\\\"/etc/passwd\\\") *\\u{2f}\";");
    assert_eq!(to_typst("$x$ @ref \\<label> \\\\"), "#\"$x$ @ref <label> \\\\\";");
    assert_eq!(typst::code("a\r\n\"\\\u{0}"), "\"a\\n\\\"\\\\\"");
}

#[test]
fn deep_and_large_texts_are_read() {
    let begin = std::time::Instant::now();
    for text in [
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
        inspect(&text);
    }
    // Generous: this runs unoptimised, along with other tests.
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
    let (markdown, meldingen) = read(&("- ".repeat(3000) + "diep"));
    assert!(meldingen.len() == 1 && meldingen[0].contains("a.md:1:25 te-diep"), "{meldingen:?}");
    assert_eq!(markdown.plain_text(), "diep");
    let html = html::write(&markdown, &TestLinks, 2);
    assert_eq!(ParsedPage::of(&html).count("ul"), MAX_DEPTH);
    assert_eq!(read(&("> ".repeat(12) + "goed")).1.len(), 0);
}

#[test]
fn random_texts_are_harmless() {
    let mut random = Random::new(0x5737_3375);
    let mut dice = |n: usize| random.below(n);
    for _ in 0..4000 {
        let text: String = (0..dice(24)).map(|_| PIECES[dice(PIECES.len())]).collect();
        inspect(&text);
        // A place that does not fit the text must not matter.
        let source = Source::new("b.yaml", "kort: é");
        let mut meldingen = Meldingen::new();
        parse(&text, TextForm::Value, &Span::new(&source, 6, 99), true, &mut meldingen);
        assert!(meldingen.iter().all(|m| m.file() == "b.yaml"));
    }
}
