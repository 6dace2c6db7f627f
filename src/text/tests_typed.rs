//! Tests of texts as people type and paste them: what they mean is what is shown, in every form of output.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::melding::Meldingen;
use crate::parsed_page::ParsedPage;
use crate::source::{Source, Span};

use super::*;

/// A text that was read: as HTML, as data, and what was reported of it.
struct Read {
    html: String,
    run: String,
    data: String,
    words: String,
    typst: String,
    said: Vec<String>,
}

impl Read {
    fn page(&self) -> ParsedPage {
        ParsedPage::of(&self.html)
    }
}

fn read(text: &str, form: TextForm) -> Read {
    let source = Source::new("a.md", text);
    let mut meldingen = Meldingen::new();
    let markdown = parse(text, form, &Span::new(&source, 0, text.len()), true, &mut meldingen);
    let mut places = typst::SpanMap::new();
    Read {
        html: html::write(&markdown, &WithoutLinks, 2).trim_end().replace('\n', ""),
        run: html::write_inline(&markdown, &WithoutLinks),
        data: markdown.data_text(),
        words: markdown.plain_text(),
        typst: typst::write(&markdown, &WithoutLinks, 2, &mut places),
        said: meldingen
            .sorted()
            .iter()
            .map(|m| format!("{:?} {}: {}", m.span.as_ref().unwrap(), m.code.text(), m.message))
            .collect(),
    }
}

fn line(text: &str) -> Read {
    read(text, TextForm::Line)
}

fn value(text: &str) -> Read {
    read(text, TextForm::Value)
}

fn file(text: &str) -> Read {
    read(text, TextForm::File)
}

/// In all outputs the text is what was typed, and nothing is reported of it.
#[track_caller]
fn as_typed(text: &str, form: TextForm) {
    let read = read(text, form);
    let escaped = html::escape(text);
    assert_eq!(read.html, format!("<p>{escaped}</p>"));
    assert_eq!(read.run, escaped);
    assert_eq!(read.data, text);
    assert!(read.typst.contains(&typst::text(text)), "{}", read.typst);
    assert!(read.said.is_empty(), "{:?}", read.said);
}

#[test]
fn a_sign_between_letters_or_digits_is_a_sign_in_every_text() {
    for form in [TextForm::Line, TextForm::Value, TextForm::File] {
        for text in [
            "Wij geven 2*45 minuten steunles en 1*60 minuten RT.",
            "2**45 minuten en 1**60 minuten",
            "a*b en c*d",
            "de leerling*e en de docent*en",
            "~20 leerlingen~ per klas",
            "ongeveer ~20, soms ~25",
            "x*y*z",
            "2_45 en 1_60",
            "a_b_c",
            "(2)*(3) en (4)*(5)",
            "2 * 45 en 1 * 60",
            "mentor* en decaan*",
            "klas 1~~2 en 3~~4",
            "foto`s en auto`s",
            "`s ochtends en `s middags",
        ] {
            as_typed(text, form);
        }
    }
    // In a cell of a table, in an item and in a heading too.
    let table = file("| wat |\n|---|\n| Overleg 2*45 en 1*60 |");
    assert!(table.page().texts("td").contains(&"Overleg 2*45 en 1*60".to_owned()), "{}", table.html);
    assert_eq!(file("- 2*45 en 1*60").html, "<ul><li>2*45 en 1*60</li></ul>");
    assert_eq!(file("## Van 2*45 en 1*60").html, "<h2>Van 2*45 en 1*60</h2>");
}

#[test]
fn markup_around_words_stays_markup() {
    assert_eq!(file("Een *kort* en **lang** ~~oud~~ `woord`").html, {
        "<p>Een <em>kort</em> en <strong>lang</strong> <del>oud</del> <code>woord</code></p>"
    });
    assert_eq!(line("**Let op:** (*soms*)").html, "<p><strong>Let op:</strong> (<em>soms</em>)</p>");
    assert_eq!(line("2\\*45").html, "<p>2*45</p>");
    assert_eq!(line("`2*45 en 1*60`").html, "<p><code>2*45 en 1*60</code></p>");
    assert_eq!(file("```\n> 2*45\n+ 1\n```").html, "<pre tabindex=\"0\"><code>&gt; 2*45+ 1</code></pre>");
}

#[test]
fn what_is_struck_out_never_counts_in_data() {
    let struck = line("op ~~dinsdag~~ donderdag");
    assert_eq!(struck.html, "<p>op <del>dinsdag</del> donderdag</p>");
    assert_eq!(struck.data, "op ~~dinsdag~~ donderdag");
    assert_eq!(line("~~Er is een *plusklas*.~~").data, "~~Er is een plusklas.~~");
    assert_eq!(file("- ~~maandag~~ dinsdag").data, "~~maandag~~ dinsdag");
    let source = Source::new("a.md", "");
    let text = "Kom op ~~dinsdag~~ donderdag. Bel ons.";
    let markdown = parse(text, TextForm::Line, &Span::begin(&source), false, &mut Meldingen::new());
    assert_eq!(markdown.first_sentences(1), "Kom op donderdag.");
}

#[test]
fn no_sign_at_the_start_of_one_line_means_anything() {
    for text in [
        "> 12 leerlingen per klas",
        "# 3 per week",
        "1. september starten wij",
        "2024. eerst bijles",
        "+ begeleiding thuis",
        "- alleen op dinsdag",
        "* alleen op dinsdag",
        "---",
        "***",
        "===",
        "[Let-op]: donderdag",
        "#3 bijles < 12",
        ">= 12 punten",
        "3) eerst bijles",
        "~~~ ongeveer",
        "> # 3 per week",
        "-",
        "+",
    ] {
        as_typed(text, TextForm::Line);
    }
}

#[test]
fn a_line_that_goes_on_with_a_sign_is_no_quotation_list_or_heading() {
    for form in [TextForm::Value, TextForm::File] {
        for (text, shown) in [
            (
                "In de regel hebben wij in een klas\n> 12 leerlingen",
                "In de regel hebben wij in een klas &gt; 12 leerlingen",
            ),
            (
                "Wij geven elke week in alle klassen\n+ 3 uur bijles",
                "Wij geven elke week in alle klassen + 3 uur bijles",
            ),
            ("Op onze school zijn er in het geheel\n# 3 docenten", "Op onze school zijn er in het geheel # 3 docenten"),
            ("Voor leerlingen in de leeftijd van 10\n- 12 jaar", "Voor leerlingen in de leeftijd van 10 - 12 jaar"),
            ("Wij beginnen met de lessen altijd op\n1. september", "Wij beginnen met de lessen altijd op 1. september"),
        ] {
            let read = read(text, form);
            assert_eq!(read.html.replace("<br>", " "), format!("<p>{shown}</p>"));
            assert!(read.said.is_empty(), "{:?}", read.said);
        }
    }
    // What is markup by its form stays so.
    assert_eq!(file("> Rust\n> en regels").html, "<blockquote><p>Rust en regels</p></blockquote>");
    assert_eq!(file("# 1 Visie\n\nTekst").html, "<h2>1 Visie</h2><p>Tekst</p>");
    assert_eq!(file("Wij doen:\n- rust\n- regels").html, "<p>Wij doen:</p><ul><li>rust</li><li>regels</li></ul>");
}

#[test]
fn limits_below_each_other_are_lines() {
    let limits = file("> 12 leerlingen\n> 15 leerlingen in klas 2");
    assert_eq!(limits.html, "<p>&gt; 12 leerlingen<br>&gt; 15 leerlingen in klas 2</p>");
    assert_eq!(value("+ begeleiding\n+ bijles").html, "<p>+ begeleiding<br>+ bijles</p>");
    assert_eq!(value("1. september\n2. oktober").html, "<p>1. september<br>2. oktober</p>");
}

#[test]
fn dashes_below_a_text_are_a_line_and_a_title_is_asked_about() {
    let sentence = file("Ons plan in 2024 is klaar.\n---\nHet staat hier.");
    assert_eq!(sentence.html, "<p>Ons plan in 2024 is klaar.</p><hr><p>Het staat hier.</p>");
    assert!(sentence.said.is_empty());
    let title = file("Tekst.\n\nOns plan in 2024\n---");
    assert_eq!(title.html, "<p>Tekst.</p><p>Ons plan in 2024</p><hr>");
    assert_eq!(title.said, ["a.md:3:1 opmaak-twijfel: de streepjes onder `Ons plan in 2024` zijn een lijn, geen kop"]);
    assert_eq!(file("Ons plan\n===").html, "<h2>Ons plan</h2>");
}

#[test]
fn a_heading_that_may_be_an_amount_is_asked_about() {
    let read = file("Wij hebben docenten.\n# 3 docenten zijn er nu");
    assert_eq!(read.html, "<p>Wij hebben docenten.<br># 3 docenten zijn er nu</p>");
    assert!(
        read.said[0].starts_with("a.md:2:1 opmaak-twijfel: `# 3 docenten zijn er nu` kan een kop zijn"),
        "{:?}",
        read.said
    );
    assert_eq!(value("# 3 per week").html, "<p># 3 per week</p>");
}

#[test]
fn a_line_in_brackets_is_text_unless_a_link_leads_through_it() {
    let text = "[telefoon]: 070-1234567\n[Mentor]: donderdag";
    assert_eq!(file(text).html, "<p>[telefoon]: 070-1234567<br>[Mentor]: donderdag</p>");
    assert_eq!(value("Vragen?\n\n[Mentor]: donderdag").html, "<p>Vragen?</p><p>[Mentor]: donderdag</p>");
    // Named elsewhere, and still no address.
    assert_eq!(
        file("Bel de [mentor].\n\n[mentor]: donderdag").html,
        "<p>Bel de [mentor].</p><p>[mentor]: donderdag</p>"
    );
    let link =
        file("Kijk op [onze site][s] of op [de andere].\n\n[s]: https://a.example\n[de andere]: https://b.example");
    assert_eq!(link.page().links().len(), 2, "{}", link.html);
    assert!(!link.html.contains("[s]"), "{}", link.html);
}

#[test]
fn a_list_keeps_the_numbers_that_were_typed() {
    assert_eq!(
        file("3. eerst\n5. dan dat").html,
        "<ol start=\"3\"><li>eerst</li></ol><ol start=\"5\"><li>dan dat</li></ol>"
    );
    assert_eq!(
        file("1. a\n2. b\n4. c\n5. d").html,
        "<ol><li>a</li><li>b</li></ol><ol start=\"4\"><li>c</li><li>d</li></ol>"
    );
    assert_eq!(file("1. a\n1. b\n1. c").html, "<ol><li>a</li><li>b</li><li>c</li></ol>");
    assert_eq!(file("3. Ouders\n\nTekst").html, "<p>3. Ouders</p><p>Tekst</p>");
    // In runs and in data a number is a word of the text.
    let list = file("2. eerst\n3. dan");
    assert_eq!(list.run, "2. eerst<br>3. dan");
    assert_eq!(list.data, "2. eerst\n3. dan");
    // Checks look at words: "2. leerlingen" is no number of pupils.
    assert_eq!(list.words, "eerst\ndan");
}

#[test]
fn a_cell_too_many_is_an_error_where_it_stands() {
    let rows = file("| dag | vak |\n|---|---|\n| ma | rekenen | alleen klas 1 |\n| di | 2|3 |\n| wo | 2\\|3 |\n| do |");
    let said =
        |line: usize| format!("a.md:{line}:1 tabel-cellen: deze rij heeft 3 cellen, en de tabel heeft 2 kolommen");
    assert_eq!(rows.said, [said(3), said(4)]);
    assert!(rows.page().texts("td").contains(&"2|3".to_owned()), "{}", rows.html);
    let head = file("| dag | vak |\n|---|\n| ma | rekenen |");
    assert!(head.said[0].starts_with("a.md:2:1 opmaak-twijfel: dit wordt geen tabel"), "{:?}", head.said);
}

#[test]
fn pasted_bullets_are_a_list() {
    let list = "<ul><li>rust</li><li>ritme</li><li>regels</li></ul>";
    for form in [TextForm::Value, TextForm::File] {
        for bullet in ["• ", "•", "– ", "· ", "▪ ", "▪\t", "o ", "•     ", "   • ", "     ● ", "- ", "* ", "◦\u{a0}"]
        {
            let text = ["rust", "ritme", "regels"].map(|word| format!("{bullet}{word}")).join("\n");
            assert_eq!(read(&text, form).html, list, "{text:?}");
        }
    }
    assert_eq!(
        file("Wij bieden:\n• rust\n• ritme\n• regels\n\nVerder.").html,
        format!("<p>Wij bieden:</p>{list}<p>Verder.</p>")
    );
    assert_eq!(
        file("• rust\n    ◦ diep\n• regels").html,
        "<ul><li>rust<ul><li>diep</li></ul></li><li>regels</li></ul>"
    );
    assert_eq!(file("• rust\no ritme\no regels").html, list);
    assert_eq!(value("• rust\n• ritme\n• regels").run, "– rust<br>– ritme<br>– regels");
}

#[test]
fn lines_that_begin_with_a_sign_or_a_number_stay_lines() {
    let before = "Wij doen op onze school dit, en wij doen dat samen met alle ouders:";
    for [first, second] in [
        ["✓", "✓"],
        ["✔", "✗"],
        ["☐", "☑"],
        ["→", "→"],
        ["->", "->"],
        ["=>", "=>"],
        ["**", "***"],
        ["»", "»"],
        ["1e", "2e"],
        ["1:", "2:"],
        ["1.1", "1.2"],
        ["(1)", "(2)"],
        ["(a)", "(b)"],
        ["i.", "ii."],
        ["①", "②"],
        ["¹", "²"],
        ["stap 1", "stap 2"],
        ["v", "v"],
    ] {
        for form in [TextForm::Value, TextForm::File] {
            let read = read(&format!("{before}\n{first} rust\n{second} regels"), form);
            let lines = [before.to_owned(), format!("{first} rust"), format!("{second} regels")];
            let shown = lines.map(|line| html::escape(&line)).join("<br>");
            assert_eq!(read.html, format!("<p>{shown}</p>"));
            assert!(read.said.is_empty(), "{:?}", read.said);
        }
    }
    // A single such line continues the sentence.
    for text in ["Wij helpen met\n→ als dat kan → lezen", "Wij geven elk jaar in\n2 klassen les"] {
        assert_eq!(file(text).html, format!("<p>{}</p>", text.replace('\n', " ")));
    }
}

#[test]
fn bullets_whose_font_did_not_come_along_are_a_list() {
    for bullet in ["⁃", "∙", "⚫", "§", "¨", "Ø"] {
        let text = format!("Wij bieden:\n{bullet} rust\n{bullet}\tregels");
        assert_eq!(file(&text).html, "<p>Wij bieden:</p><ul><li>rust</li><li>regels</li></ul>", "{bullet}");
    }
    as_typed("Ø 5 cm", TextForm::File);
    as_typed("§ 3 van de wet", TextForm::File);
}

#[test]
fn rows_of_a_table_without_dashes_stay_rows_and_are_asked_about() {
    for (rows, shown) in [
        ("ma\trekenen\ndi\ttaal", "ma rekenen<br>di taal"),
        ("ma | rekenen\ndi | taal\nwo | gym", "ma | rekenen<br>di | taal<br>wo | gym"),
        ("| ma | rekenen |\n| di | taal |", "| ma | rekenen |<br>| di | taal |"),
    ] {
        let read = file(&format!("Ons rooster voor alle klassen in dit nieuwe schooljaar:\n{rows}"));
        assert_eq!(
            read.html,
            format!("<p>Ons rooster voor alle klassen in dit nieuwe schooljaar:<br>{shown}</p>"),
            "{rows}"
        );
        assert!(read.said[0].starts_with("a.md:2:1 opmaak-twijfel: deze "), "{:?}", read.said);
        assert!(read.said[0].ends_with("regels lijken een tabel, en komen er als gewone regels te staan"));
    }
    for table in ["a | b\n--- | ---\nc | d", "| a | b |\n|---|---|\n| c | d |"] {
        let read = file(table);
        assert!(read.page().texts("td").contains(&"d".to_owned()) && read.said.is_empty(), "{:?}", read.said);
    }
    as_typed("leerjaar 1 | 2", TextForm::File);
}

#[test]
fn a_text_further_from_the_margin_is_text_and_no_code() {
    for (text, shown) in [
        ("    Wij zien *elk* kind.", "<p>Wij zien <em>elk</em> kind.</p>"),
        ("Wij helpen.\n\n\tOok thuis.\n\tEn elders.", "<p>Wij helpen.</p><p>Ook thuis.<br>En elders.</p>"),
        ("    - rust\n    - regels", "<ul><li>rust</li><li>regels</li></ul>"),
        ("\t• rust\n\t• regels", "<ul><li>rust</li><li>regels</li></ul>"),
    ] {
        assert_eq!(file(text).html, shown, "{text:?}");
    }
    // Under an item it belongs to the item.
    assert_eq!(
        file("- rust\n    - heel veel\n- regels").html,
        "<ul><li>rust<ul><li>heel veel</li></ul></li><li>regels</li></ul>"
    );
    assert_eq!(file("- rust\n\n    veel rust\n- regels").page().count("p"), 2);
}

#[test]
fn a_dash_or_a_letter_in_a_sentence_is_no_bullet() {
    let dash = "Wij helpen onze leerlingen in alle klassen van de school\n– als dat kan – met lezen.";
    assert_eq!(file(dash).html, format!("<p>{}</p>", dash.replace('\n', " ")));
    as_typed("o wat een mooie school", TextForm::File);
    as_typed("– zonder lijst", TextForm::File);
    as_typed("•", TextForm::File);
}

#[test]
fn lines_that_are_clearly_lines_stay_lines() {
    for text in
        ["Maandag: rekenen\nDinsdag: taal", "a. rust\nb. ritme\nc. regels", "-rust\n-ritme", "Bel: 070\nMail: ons"]
    {
        assert_eq!(file(text).html, format!("<p>{}</p>", text.replace('\n', "<br>")), "{text}");
        assert_eq!(value(text).data, text);
    }
    for text in [
        "Kerkweg 12\n2500 AA Den Haag\n070 123 45 67",
        "maandag rekenen\ndinsdag taal",
        "Wij helpen.\nOuders doen mee.",
    ] {
        assert_eq!(value(text).html, format!("<p>{}</p>", text.replace('\n', "<br>")), "{text}");
        assert_eq!(file(text).html, format!("<p>{}</p>", text.replace('\n', " ")), "{text}");
    }
    let announced =
        value("Zo ziet het rooster van alle klassen in ons nieuwe gebouw eruit:\nmaandag rekenen\ndinsdag taal");
    assert_eq!(announced.page().count("br"), 2, "{}", announced.html);
}

#[test]
fn wrapped_prose_stays_prose() {
    let prose = "Wij kijken eerst met de leerling en de ouders wat er nodig is. Daarna maken\n\
        wij samen een plan, dat wij twee keer per jaar bespreken met de leraar en de\nintern begeleider.";
    for form in [TextForm::Value, TextForm::File] {
        assert_eq!(read(prose, form).html, format!("<p>{}</p>", prose.replace('\n', " ")));
    }
}

#[test]
fn html_that_the_tree_knows_is_shown_as_meant() {
    assert_eq!(line("ma<br>di<BR/>wo").html, "<p>ma<br>di<br>wo</p>");
    assert_eq!(line("ma<br>di").data, "ma\ndi");
    assert!(line("ma<br>di").typst.contains("#linebreak();"));
    let table = file("| dag |\n|---|\n| ma<br>di |");
    assert_eq!(table.page().one("td").lines(), ["ma", "di"], "{}", table.html);
    assert_eq!(table.data, "dag\nma di");
    assert_eq!(line("<b>vet</b> <i>schuin</i> <strong>v</strong> <em>s</em> <s>weg</s>").html, {
        "<p><strong>vet</strong> <em>schuin</em> <strong>v</strong> <em>s</em> <del>weg</del></p>"
    });
    assert_eq!(line("H<sub>2</sub>O, 10 m<sup>2</sup>, de 1<sup>e</sup> klas").html, "<p>H₂O, 10 m², de 1e klas</p>");
    assert_eq!(line("<a href=\"https://x.example/a?b=1\">hier</a>").html, {
        "<p><a href=\"https://x.example/a?b=1\" rel=\"noopener\">hier</a></p>"
    });
    assert_eq!(line("een <b>open eind").html, "<p>een open eind</p>");
    assert_eq!(line("<b>een <i>kruis</b> hier</i>").html, "<p><strong>een <em>kruis</em></strong> hier</p>");
    for known in ["ma<br>di", "<b>vet</b>", "m<sup>2</sup>"] {
        assert!(line(known).said.is_empty(), "{known}");
    }
}

#[test]
fn other_html_is_never_letters_and_is_reported_where_it_stands() {
    let under = line("een <u>lijn</u> en nog <u>een</u>");
    assert_eq!(under.html, "<p>een lijn en nog een</p>");
    assert_eq!(under.said, ["a.md:1:5 html-in-tekst: de HTML-code `<u>` doet hier niets"]);
    assert_eq!(file("<div>Een <b>vet</b> woord</div>").html, "<p>Een <strong>vet</strong> woord</p>");
    let table = file("Tekst\n\n<table><tr><td>ma</td><td>rekenen</td></tr>\n<tr><td>di</td><td>taal</td></tr></table>");
    assert_eq!(table.html, "<p>Tekst</p><p>ma rekenen<br>di taal</p>");
    assert!(table.said[0].starts_with("a.md:3:1 html-in-tekst"), "{:?}", table.said);
    assert_eq!(file("<ul><li>rust</li><li>ritme</li></ul>").html, "<p>– rust<br>– ritme</p>");
    assert_eq!(file("<script>alert(1)</script>\n\nTekst").html, "<p>Tekst</p>");
    for (html, hint) in [("<h2>Kop</h2>", "h2"), ("<font color=red>x</font>", "font"), ("<img src=\"a.png\">", "img")] {
        assert!(line(html).said[0].contains(&format!("`<{hint}>`")), "{html}");
        line(html).page().does_not_say("<");
    }
    // Words in such brackets that are no HTML are words.
    as_typed("groepen van <12 en de <naam>", TextForm::Line);
}

#[test]
fn a_comment_is_not_published_and_is_reported() {
    for text in ["Wel <!-- intern: bel moeder van Piet --> dit", "Wel\n\n<!-- intern\nbel Piet -->\n\ndit"] {
        let read = file(text);
        assert!(!format!("{}{}{}{}", read.html, read.run, read.data, read.typst).contains("Piet"), "{text}");
        assert!(read.html.contains("Wel") && read.html.contains("dit"), "{}", read.html);
        assert_eq!(read.said.len(), 1, "{:?}", read.said);
        assert!(read.said[0].contains("html-in-tekst"));
    }
    let open = file("Wel\n\n<!-- intern\n\nHier gaat het verder.");
    let (at, message) = open.said[0].split_once(": ").unwrap();
    assert_eq!(at, "a.md:3:1 html-in-tekst");
    assert!(message.contains(" begint een opmerking die nergens eindigt"), "{message}");
}

#[test]
fn bare_addresses_are_links_but_not_in_code() {
    let text = "Kijk op https://www.school.example/a_b, www.school.example of mail info@school.example.";
    let read = line(text);
    for (address, shown, rel) in [
        ("https://www.school.example/a_b", "https://www.school.example/a_b", Some("noopener")),
        ("https://www.school.example", "www.school.example", Some("noopener")),
        ("mailto:info@school.example", "info@school.example", None),
    ] {
        let link = read.page().one(&format!("a[href='{address}']"));
        assert_eq!((link.text(), link.attribute("rel").as_deref()), (shown.to_owned(), rel), "{}", read.html);
    }
    read.page().says(text);
    assert_eq!(read.typst.matches("#link(").count(), 3, "{}", read.typst);
    assert_eq!(read.data, text);
    for text in ["`https://x.example`", "~~~\nwww.x.example\n~~~", "```\ninfo@x.example\n```"] {
        assert!(!file(&format!("a\n\n{text}")).page().has("a"), "{text}");
    }
    // A link that is there already stays the only one.
    assert_eq!(line("[https://a.example](https://b.example)").page().count("a"), 1);
    assert_eq!(line("<https://a.example>").page().count("a"), 1);
    let table = file("| mail |\n|---|\n| info@school.example |");
    assert_eq!(table.page().links(), ["mailto:info@school.example"]);
}

#[test]
fn the_place_of_an_address_is_where_it_stands() {
    let text = "Eerst 2*45.\n\n• bel ons\n• mail info@school.example of [hier](x.html)";
    let source = Source::new("a.md", text);
    let mut meldingen = Meldingen::new();
    let markdown = parse(text, TextForm::File, &Span::new(&source, 0, text.len()), true, &mut meldingen);
    let links: Vec<String> = markdown.links().iter().map(|(target, span)| format!("{target} {span:?}")).collect();
    assert_eq!(links, ["mailto:info@school.example a.md:4:8"]);
    assert_eq!(meldingen.sorted()[0].line_column(), Some((4, 31)));
}

#[test]
fn reading_takes_no_longer_than_the_text_is_long() {
    let begin = std::time::Instant::now();
    for piece in [
        "`a",
        "[a]: b\n",
        "> 1\n",
        "• a\n",
        "a@b.nl ",
        "www.a.nl/",
        "<b>",
        "<!-- a -->",
        "+ a\n",
        "a: b\n",
        "1. a\n3. b\n",
        "|a|\n",
    ] {
        for form in [TextForm::Value, TextForm::File] {
            read(&piece.repeat(10_000), form);
        }
    }
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

#[test]
fn letters_and_numbers_in_a_sentence_stay_where_they_were_typed() {
    for form in [TextForm::Line, TextForm::Value, TextForm::File] {
        for text in [
            "Wij geven rust (b) in de klas.",
            "Wij doen (a) rust (b) ritme (c) regels.",
            "Wij doen a) rust, b) ritme en c) regels.",
            "(a) rust (b) ritme",
            "b) ritme c) regels",
            "1) rust 2) ritme",
            "(i) rust, (ii) ritme",
            "Kies (c), (r) of (tm).",
        ] {
            as_typed(text, form);
        }
    }
}

#[test]
fn a_list_with_letters_that_was_pasted_is_lines_also_where_a_sentence_leads_to_it() {
    for (text, html) in [
        ("(a) rust\n(b) ritme\n(c) regels", "<p>(a) rust<br>(b) ritme<br>(c) regels</p>"),
        ("a) rust\nb) ritme\nc) regels", "<p>a) rust<br>b) ritme<br>c) regels</p>"),
        ("A. rust\nB. ritme", "<p>A. rust<br>B. ritme</p>"),
        ("Wij doen (a) rust,\n(b) ritme en\n(c) regels.", "<p>Wij doen (a) rust,<br>(b) ritme en<br>(c) regels.</p>"),
        ("Wij doen a) rust,\nb) ritme en\nc) regels.", "<p>Wij doen a) rust,<br>b) ritme en<br>c) regels.</p>"),
    ] {
        for read in [value(text), file(text)] {
            assert_eq!(read.html, html);
            assert!(read.said.is_empty(), "{:?}", read.said);
        }
    }
}
