//! Tests of what the text module does with ordinary texts.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::bron::{Bron, Plek};
use crate::melding::Meldingen;

use super::*;

pub(super) struct Proef;

impl Oplosser for Proef {
    fn link(&self, doel: &Doel) -> Option<String> {
        match doel {
            Doel::Hulp(id) => Some(format!("../hulp/{id}/index.html")),
            Doel::Sectie(id) => Some(format!("#{id}")),
            Doel::School(_) => None,
            doel => doel.adres(),
        }
    }
    fn afbeelding(&self, bestand: &str) -> Option<Afbeelding> {
        let adres = format!("/beeld/{bestand}");
        (bestand != "weg.png").then_some(Afbeelding { adres, breedte: 40, hoogte: 30 })
    }
}

pub(super) fn lees(tekst: &str) -> (Markdown, Vec<String>) {
    let bron = Bron::nieuw("a.md", tekst);
    let mut meldingen = Meldingen::nieuw();
    let markdown = ontleed(tekst, TextForm::File, &Plek::nieuw(&bron, 0, tekst.len()), true, &mut meldingen);
    let meldingen = meldingen.gesorteerd();
    let regel = |m: &crate::melding::Melding| {
        format!("{:?} {} {}", m.plek.as_ref().unwrap(), m.code.tekst(), m.hint.as_deref().unwrap_or(""))
    };
    (markdown, meldingen.iter().map(regel).collect())
}

pub(super) fn naar_html(tekst: &str) -> String {
    html::schrijf(&lees(tekst).0, &Proef, 2).trim_end().replace('\n', "")
}

pub(super) fn naar_typst(tekst: &str) -> String {
    typst::schrijf(&lees(tekst).0, &Proef, 2, &mut typst::Plekken::nieuw()).replace("/*@0*/", "")
}

fn meldt(tekst: &str) -> String {
    lees(tekst).1.join("; ")
}

#[test]
fn alinea_en_opmaak() {
    assert_eq!(
        naar_html("Een *n* **s** ~~d~~ `c`\nzacht  \nhard"),
        "<p>Een <em>n</em> <strong>s</strong> \
         <del>d</del> <code>c</code> zacht<br>hard</p>"
    );
    assert_eq!(naar_typst("Een *n* **s**\n\ntwee"), "#\"Een \";#emph[#\"n\";];#\" \";#strong[#\"s\";];\n\n#\"twee\";");
}

#[test]
fn koppen_sluiten_gaten() {
    assert_eq!(naar_html("# A\n#### B\n#\n## C\n###### D\n# &#8203;\n"), "<h2>A</h2><h3>B</h3><h3>C</h3><h4>D</h4>");
    assert_eq!(naar_html("### A\n# B\n## C"), "<h2>A</h2><h2>B</h2><h3>C</h3>");
    let diep = html::schrijf(&lees("# 1\n## 2\n### 3\n#### 4").0, &Proef, 5);
    assert_eq!(diep, "<h5>1</h5>\n<h6>2</h6>\n<h6>3</h6>\n<h6>4</h6>\n");
    assert_eq!(naar_html("- # Kop\n"), "<ul><li><strong>Kop</strong></li></ul>");
    assert_eq!(naar_typst("# A ![b](c.png)"), "#heading(level: 2)[#\"A b\";];");
    assert_eq!(naar_html("A\\\nB\n==="), "<h2>A B</h2>");
}

#[test]
fn lijsten() {
    assert_eq!(naar_html("3. a\n4. b\n   - c"), "<ol start=\"3\"><li>a</li><li>b<ul><li>c</li></ul></li></ol>");
    assert_eq!(naar_html("- a\n\n  b"), "<ul><li><p>a</p><p>b</p></li></ul>");
    assert_eq!(naar_typst("3. a\n4. b"), "#enum(start: 3, [#\"a\";], [#\"b\";], );");
    assert_eq!(naar_html("-\n-"), "");
}

#[test]
fn tabel() {
    let tekst = "| a | b |\n|:-:|---|\n| 1 |\n| 2 | 3 | 4 |\n";
    assert_eq!(
        naar_html(tekst),
        "<div class=\"tabel-rol\" role=\"group\" tabindex=\"0\" aria-label=\"Tabel\"><table><thead><tr>\
         <th scope=\"col\" class=\"midden\">a</th><th scope=\"col\">b</th></tr></thead><tbody><tr>\
         <td class=\"midden\">1</td><td></td></tr><tr><td class=\"midden\">2</td><td>3</td></tr></tbody></table></div>"
    );
    assert_eq!(
        naar_typst(tekst),
        "#table(columns: 2, align: (center, auto, ), table.header([#\"a\";], [#\"b\";], ),\n[#\"1\";], [], \n\
         [#\"2\";], [#\"3\";], \n);"
    );
    let (_, breed) = lees(&format!("|{}\n|{}\n", "a|".repeat(40), "-|".repeat(40)));
    assert!(breed[0].starts_with("a.md:1:1"), "{breed:?}");
}

#[test]
fn links_met_plek() {
    assert_eq!(naar_html("[a](hulp:dyslexie)"), "<p><a href=\"../hulp/dyslexie/index.html\">a</a></p>");
    assert_eq!(naar_html("[a](school:x)"), "<p>a</p>");
    assert_eq!(
        naar_html("<https://x.nl/a?b=1&c=2> <i@x.nl>"),
        "<p><a href=\"https://x.nl/a?b=1&amp;c=2\" rel=\"noopener\">https://x.nl/a?b=1&amp;c=2</a> \
         <a href=\"mailto:i@x.nl\">i@x.nl</a></p>"
    );
    assert_eq!(naar_html("[](tel:0182-616055)"), "<p><a href=\"tel:0182616055\">tel:0182-616055</a></p>");
    assert_eq!(naar_typst("[a](sectie:b) "), "/*@1*/#link(label(\"b\"))[#\"a\";];");
    let (md, meldingen) = lees("x\n\n- é [*a*](pagina.html) b [c](item:l/i)\n");
    assert_eq!(meldingen.len(), 1);
    assert!(meldingen[0].starts_with("a.md:3:5 link-geweigerd schrijf `bijlage:pagina.html`"), "{meldingen:?}");
    assert_eq!(format!("{:?}", md.links()), "[(Item { lijst: \"l\", id: \"i\" }, a.md:3:26)]");
    assert_eq!(md.platte_tekst(), "x\né a b c");
}

#[test]
fn hints() {
    for (adres, hint) in [
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
        let melding = meldt(&format!("[a](<{adres}>)"));
        assert!(melding.contains("link-geweigerd") && melding.contains(hint), "{adres}: {melding}");
    }
}

#[test]
fn adressen() {
    for (adres, doel) in [
        ("HTTPS://X.nl/é f", Doel::Web("https://X.nl/%C3%A9%20f".into())),
        ("http://x.nl/100%", Doel::Web("http://x.nl/100%25".into())),
        ("mailto:a@x.nl?subject=Hoi daar", Doel::Mail("a@x.nl?subject=Hoi%20daar".into())),
        ("tel:+31 182 616 055", Doel::Tel("+31182616055".into())),
        ("bijlage:./a//mijn%20b.pdf", Doel::Bijlage("a/mijn b.pdf".into())),
        ("school:x-1", Doel::School("x-1".into())),
    ] {
        assert_eq!(links::lees(adres).as_ref(), Ok(&doel));
    }
}

#[test]
fn afbeeldingen() {
    let figuur = "<figure><img src=\"/beeld/b/a.png\" alt=\"Een *plein\" width=\"40\" height=\"30\" \
                  loading=\"lazy\"></figure>";
    assert_eq!(naar_html("![Een \\*plein](b/a.png \"titel\")"), figuur);
    assert_eq!(
        naar_typst("![A](a.png)"),
        "/*@0*/#sw-afbeelding(\"/beeld/a.png\", alt: \"A\", breedte: 40, hoogte: 30);".trim_start_matches("/*@0*/")
    );
    assert!(naar_typst("x ![A](a.png)").contains("/*@1*/#box(sw-afbeelding(\"/beeld/a.png\""));
    assert_eq!(naar_html("![A](weg.png)"), "<p>A</p>");
    assert_eq!(naar_html("![A](a.png)\n![B](b.png)").matches("<figure>").count(), 2);
    for (tekst, code) in [
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
        assert!(meldt(tekst).contains(code), "{tekst}: {}", meldt(tekst));
        assert_eq!(lees(tekst).0.afbeeldingen().len(), 0, "{tekst}");
    }
    let (md, _) = lees("- ![A](a.png)\n- b ![B](b.png)\n");
    assert_eq!(md.afbeeldingen().iter().map(|a| a.0).collect::<Vec<_>>(), ["a.png", "b.png"]);
}

#[test]
fn kop_kiezen() {
    let tekst = "# Eén\na\n```\n# Twee\n```\n## Onder\nb\n\nTwee!\n====\nc\n- # Niet\n# Twee\nd";
    let deel = |anker| Koppen::van(tekst).deel(anker).map(|bereik| &tekst[bereik]);
    assert_eq!(deel("een"), Some("a\n```\n# Twee\n```\n## Onder\nb\n\n"));
    assert_eq!(deel("onder"), Some("b\n\n"));
    assert_eq!(deel("twee"), Some("c\n- # Niet\n"));
    assert_eq!(deel("twee-2"), Some("d"));
    assert_eq!((deel("niet"), deel("drie")), (None, None));
    assert!(Koppen::van(tekst).ankers().eq(["een", "onder", "twee", "twee-2"]));
    assert!(Koppen::van("# a\n# a-2\n# a\n# a\n# a-2").ankers().eq(["a", "a-2", "a-3", "a-4", "a-2-2"]));
    let (markdown, _) = lees(tekst);
    let ankers = markdown.blokken.iter().filter_map(|b| match b {
        Blok::Kop { anker, .. } => Some(anker.clone()),
        _ => None,
    });
    assert_eq!(ankers.collect::<Vec<_>>(), ["een", "onder", "twee", "twee-2"]);
}
