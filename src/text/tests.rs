//! Tests of what the text module does with ordinary texts.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::melding::Meldingen;
use crate::parsed_page::ParsedPage;
use crate::source::{Source, Span};

use super::*;

pub(super) struct TestLinks;

impl LinkResolver for TestLinks {
    fn link(&self, target: &LinkTarget) -> Option<String> {
        match target {
            LinkTarget::Hulp(id) => Some(format!("../hulp/{id}/index.html")),
            LinkTarget::Sectie(id) => Some(format!("#{id}")),
            LinkTarget::School(_) => None,
            target => target.address(),
        }
    }
    fn picture(&self, file: &str) -> Option<Picture> {
        let address = format!("/beeld/{file}");
        (file != "weg.png").then_some(Picture { address, width: 40, height: 30 })
    }
}

pub(super) fn read(text: &str) -> (Markdown, Vec<String>) {
    let source = Source::new("a.md", text);
    let mut meldingen = Meldingen::new();
    let markdown = parse(text, TextForm::File, &Span::new(&source, 0, text.len()), true, &mut meldingen);
    let meldingen = meldingen.sorted();
    let line = |m: &crate::melding::Melding| {
        format!("{:?} {} {}", m.span.as_ref().unwrap(), m.code.text(), m.hint.as_deref().unwrap_or(""))
    };
    (markdown, meldingen.iter().map(line).collect())
}

pub(super) fn to_html(text: &str) -> String {
    html::write(&read(text).0, &TestLinks, 2).trim_end().replace('\n', "")
}

pub(super) fn to_typst(text: &str) -> String {
    typst::write(&read(text).0, &TestLinks, 2, &mut typst::SpanMap::new()).replace("/*@0*/", "")
}

fn reports(text: &str) -> String {
    read(text).1.join("; ")
}

#[test]
fn paragraphs_and_layout_are_read() {
    assert_eq!(
        to_html("Een *n* **s** ~~d~~ `c`\nzacht  \nhard"),
        "<p>Een <em>n</em> <strong>s</strong> \
         <del>d</del> <code>c</code> zacht<br>hard</p>"
    );
    assert_eq!(to_typst("Een *n* **s**\n\ntwee"), "#\"Een \";#emph[#\"n\";];#\" \";#strong[#\"s\";];\n\n#\"twee\";");
}

#[test]
fn headings_close_gaps() {
    assert_eq!(to_html("# A\n#### B\n#\n## C\n###### D\n# &#8203;\n"), "<h2>A</h2><h3>B</h3><h3>C</h3><h4>D</h4>");
    assert_eq!(to_html("### A\n# B\n## C"), "<h2>A</h2><h2>B</h2><h3>C</h3>");
    let deep = html::write(&read("# 1\n## 2\n### 3\n#### 4").0, &TestLinks, 5);
    assert_eq!(deep, "<h5>1</h5>\n<h6>2</h6>\n<h6>3</h6>\n<h6>4</h6>\n");
    assert_eq!(to_html("- # Kop\n"), "<ul><li><strong>Kop</strong></li></ul>");
    assert_eq!(to_typst("# A ![b](c.png)"), "#heading(level: 2)[#\"A b\";];");
    assert_eq!(to_html("A\\\nB\n==="), "<h2>A B</h2>");
}

#[test]
fn lists_keep_their_numbers_their_depth_and_their_paragraphs() {
    assert_eq!(to_html("3. a\n4. b\n   - c"), "<ol start=\"3\"><li>a</li><li>b<ul><li>c</li></ul></li></ol>");
    assert_eq!(to_html("- a\n\n  b"), "<ul><li><p>a</p><p>b</p></li></ul>");
    assert_eq!(to_typst("3. a\n4. b"), "#enum(start: 3, [#\"a\";], [#\"b\";], );");
    assert_eq!(to_html("-\n-"), "");
}

#[test]
fn a_table_keeps_its_columns_and_their_alignment() {
    let text = "| a | b |\n|:-:|---|\n| 1 |\n| 2 | 3 | 4 |\n";
    assert_eq!(
        to_html(text),
        "<div class=\"tabel-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Tabel\"><table><thead><tr>\
         <th scope=\"col\" class=\"middle\">a</th><th scope=\"col\">b</th></tr></thead><tbody><tr>\
         <td class=\"middle\">1</td><td></td></tr><tr><td class=\"middle\">2</td><td>3</td></tr></tbody></table></div>"
    );
    assert_eq!(
        to_typst(text),
        "#table(columns: 2, align: (center, auto, ), table.header([#\"a\";], [#\"b\";], ),\n[#\"1\";], [], \n\
         [#\"2\";], [#\"3\";], \n);"
    );
    let (_, wide) = read(&format!("|{}\n|{}\n", "a|".repeat(40), "-|".repeat(40)));
    assert!(wide[0].starts_with("a.md:1:1"), "{wide:?}");
}

#[test]
fn links_have_a_span() {
    assert_eq!(to_html("[a](hulp:dyslexie)"), "<p><a href=\"../hulp/dyslexie/index.html\">a</a></p>");
    assert_eq!(to_html("[a](school:x)"), "<p>a</p>");
    assert_eq!(
        to_html("<https://x.nl/a?b=1&c=2> <i@x.nl>"),
        "<p><a href=\"https://x.nl/a?b=1&amp;c=2\" rel=\"noopener\">https://x.nl/a?b=1&amp;c=2</a> \
         <a href=\"mailto:i@x.nl\">i@x.nl</a></p>"
    );
    assert_eq!(to_html("[](tel:0182-616055)"), "<p><a href=\"tel:0182616055\">tel:0182-616055</a></p>");
    assert_eq!(to_typst("[a](sectie:b) "), "/*@1*/#link(label(\"b\"))[#\"a\";];");
    let (md, meldingen) = read("x\n\n- é [*a*](pagina.html) b [c](item:l/i)\n");
    assert_eq!(meldingen.len(), 1);
    assert!(meldingen[0].starts_with("a.md:3:5 link-geweigerd schrijf `bijlage:pagina.html`"), "{meldingen:?}");
    assert_eq!(format!("{:?}", md.links()), "[(Item { lijst: \"l\", id: \"i\" }, a.md:3:26)]");
    assert_eq!(md.plain_text(), "x\né a b c");
}

#[test]
fn a_refused_address_comes_with_the_one_that_was_meant() {
    for (address, hint) in [
        ("www.x.nl", "`https://www.x.nl`"),
        ("x.nl/a", "`https://x.nl/a`"),
        ("a@x.nl", "`mailto:a@x.nl`"),
        ("#kop", "`sectie:kop`"),
        ("setcie:x", "`sectie:x`"),
        ("htps://x.nl", "`https://x.nl`"),
        ("0182616055", "`tel:0182616055`"),
        ("item:x", "`item:lijst/id`"),
        ("", "tussen de haakjes"),
    ] {
        let melding = reports(&format!("[a](<{address}>)"));
        assert!(melding.contains("link-geweigerd") && melding.contains(hint), "{address}: {melding}");
    }
}

#[test]
fn an_allowed_address_is_read_as_its_kind() {
    for (address, target) in [
        ("HTTPS://X.nl/é f", LinkTarget::Web("https://X.nl/%C3%A9%20f".into())),
        ("http://x.nl/100%", LinkTarget::Web("http://x.nl/100%25".into())),
        ("mailto:a@x.nl?subject=Hoi daar", LinkTarget::Mail("a@x.nl?subject=Hoi%20daar".into())),
        ("tel:+31 182 616 055", LinkTarget::Tel("+31182616055".into())),
        ("bijlage:./a//mijn%20b.pdf", LinkTarget::Bijlage("a/mijn b.pdf".into())),
        ("school:x-1", LinkTarget::School("x-1".into())),
    ] {
        assert_eq!(links::read(address).as_ref(), Ok(&target));
    }
}

#[test]
fn a_picture_alone_is_a_figure_and_one_without_a_file_is_its_description() {
    let figure = "<figure><img src=\"/beeld/b/a.png\" alt=\"Een *plein\" width=\"40\" height=\"30\" \
                  loading=\"lazy\"></figure>";
    assert_eq!(to_html("![Een \\*plein](b/a.png \"titel\")"), figure);
    assert_eq!(
        to_typst("![A](a.png)"),
        "/*@0*/#sw-image(\"/beeld/a.png\", alt: \"A\", width: 40, height: 30);".trim_start_matches("/*@0*/")
    );
    assert!(to_typst("x ![A](a.png)").contains("/*@1*/#box(sw-image(\"/beeld/a.png\""));
    assert_eq!(to_html("![A](weg.png)"), "<p>A</p>");
    assert_eq!(ParsedPage::of(&to_html("![A](a.png)\n![B](b.png)")).count("figure"), 2);
    for (text, code) in [
        ("x ![](a.png)", "a.md:1:3 alt-ontbreekt"),
        ("![ ](a.png)", "alt-ontbreekt"),
        ("![A](../a.png)", "pad-buiten-map"),
        ("![A](b/%2e%2e/a.png)", "pad-buiten-map"),
        ("![A](/etc/passwd)", "pad-buiten-map"),
        ("![A](C:/a.png)", "pad-buiten-map"),
        ("![A](//x.nl/a.png)", "pad-buiten-map"),
        ("![A](https://x.nl/a.png)", "link-geweigerd"),
        ("![A](data:image/png;base64,AA)", "link-geweigerd"),
        ("![A](b\\a.png)", "link-geweigerd"),
        ("![A]()", "link-geweigerd"),
        ("[a](bijlage:../../x)", "pad-buiten-map"),
    ] {
        assert!(reports(text).contains(code), "{text}: {}", reports(text));
        assert_eq!(read(text).0.pictures().len(), 0, "{text}");
    }
    let (md, _) = read("- ![A](a.png)\n- b ![B](b.png)\n");
    assert_eq!(md.pictures().iter().map(|a| a.0).collect::<Vec<_>>(), ["a.png", "b.png"]);
}

#[test]
fn a_heading_can_be_picked() {
    let text = "# Eén\na\n```\n# Twee\n```\n## Onder\nb\n\nTwee!\n====\nc\n- # Niet\n# Twee\nd";
    let part = |anchor| Headings::of(text).part(anchor).map(|range| &text[range]);
    assert_eq!(part("een"), Some("a\n```\n# Twee\n```\n## Onder\nb\n\n"));
    assert_eq!(part("onder"), Some("b\n\n"));
    assert_eq!(part("twee"), Some("c\n- # Niet\n"));
    assert_eq!(part("twee-2"), Some("d"));
    assert_eq!((part("niet"), part("drie")), (None, None));
    assert!(Headings::of(text).anchors().eq(["een", "onder", "twee", "twee-2"]));
    assert!(Headings::of("# a\n# a-2\n# a\n# a\n# a-2").anchors().eq(["a", "a-2", "a-3", "a-4", "a-2-2"]));
    let (markdown, _) = read(text);
    let anchors = markdown.blocks.iter().filter_map(|b| match b {
        Block::Heading { anchor, .. } => Some(anchor.clone()),
        _ => None,
    });
    assert_eq!(anchors.collect::<Vec<_>>(), ["een", "onder", "twee", "twee-2"]);
}
