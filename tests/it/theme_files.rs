//! Files of a theme that cannot be used are reported, whatever they are for.

use crate::harness::SiteTest;

#[test]
fn a_file_of_a_theme_that_cannot_be_read_is_told_whatever_it_is_for() {
    for path in ["pdf/letter.ttf", "pdf/koppen.otf", "static/letter.woff2"] {
        let site = SiteTest::small();
        // Larger than any font or picture may be.
        site.write(&format!("content/thema/{path}"), vec![0; 10_000_001]);
        let outcome = site.run(&["check", "--report", "short"]);
        outcome.code(1).reports(&format!("thema/{path}: fout[bestand-te-groot]"));
    }
}

#[test]
fn a_theme_that_is_not_there_is_told_with_the_nearest_that_is() {
    let site = SiteTest::small();
    site.write("content/themas/zomer/thema.yaml", "thema: zomer\n").write("content/themas/winters", "geen map");
    for (typed, near) in [("zommer", "zomer"), ("zoemr", "zomer"), ("standard", "standaard")] {
        let outcome = site.run(&["check", "--theme", typed]);
        outcome.reports(&format!("er is geen thema `{typed}`")).reports(&format!("bedoelde u `{near}`?"));
    }
    // A file is no theme.
    assert!(!site.run(&["check", "--theme", "winterz"]).err.contains("winters"));
}

/// What `check` and `build` say of files beside a theme's own, without the rest.
fn said_of(files: &[(&str, &str)]) -> Vec<String> {
    let site = SiteTest::small();
    for (path, content) in files {
        site.write(&format!("content/thema/{path}"), content);
    }
    let said = |command: &str| {
        let outcome = site.run(&[command, "--no-pdf", "--report", "short"]);
        outcome.code(0);
        let lines = outcome.err.lines().filter(|line| line.contains("[bestand-niet-gelezen]"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(said("check"), said("build"));
    said("check")
}

#[test]
fn a_file_of_a_theme_that_nothing_reads_is_told_with_what_may_be_meant() {
    for (path, hint) in [
        ("web/base.html.bak", "noem het `web/base.html` als het mee moet"),
        ("web/base.html.txt", "noem het `web/base.html` als het mee moet"),
        ("web/bas.html", "bedoelde u `web/base.html`?"),
        ("web/Home.html", "bedoelde u `web/home.html`?"),
        ("web/tekst.html", "zet het op de plaats waar het thema het zoekt: `web/secties/tekst.html`"),
        ("web/home (1).html", "dit lijkt een kopie van `home.html`"),
        ("web/eigen-blok.html", "gebruik het met `{% include \"eigen-blok.html\" %}`"),
        ("base.html", "zet het op de plaats waar het thema het zoekt: `web/base.html`"),
        ("stijl.scss", "maak er css van, en zet dat in `static/`"),
        ("logo.svg", "stijl, scripts en beelden staan in `static/`"),
        ("aantekeningen.txt", "haal het weg uit de map van het thema"),
        ("pdf/eigen.typ", "gebruik het met `#import \"eigen.typ\"`"),
        ("pdf/letter.woff2", "letters van PDF's zijn `.ttf` of `.otf`"),
        ("pdf/document.typ.bak", "noem het `pdf/document.typ` als het mee moet"),
        ("static/.nojekyll", "zet het zelf in de map van de website"),
    ] {
        let said = said_of(&[(path, "x")]);
        assert_eq!(said.len(), 1, "{path}: {said:?}");
        let place = format!("thema/{path}: waarschuwing[bestand-niet-gelezen]: ");
        assert!(
            said[0].contains(&place) && said[0].contains("wordt niet gelezen") && said[0].contains(hint),
            "{said:?}"
        );
    }
}

#[test]
fn a_folder_that_no_theme_has_is_told_once() {
    let said = said_of(&[("css/a.css", "a{}"), ("css/diep/b.css", "b{}")]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("de map `css` wordt niet gelezen") && said[0].contains("in `static/`"), "{said:?}");
    let said = said_of(&[("statik/a.css", "a{}")]);
    assert!(said[0].contains("bedoelde u `static`?"), "{said:?}");
    // Hundreds of files are not hundreds of messages.
    let names: Vec<String> = (0..200).map(|number| format!("web/oud/{number}-oud.html")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
    let said = said_of(&many);
    assert_eq!(said.len(), 21, "{said:?}");
    assert!(said.iter().any(|line| line.contains("nog 180 bestanden van dit thema worden niet gelezen")), "{said:?}");
}

#[test]
fn a_static_file_that_looks_like_another_is_told_when_nothing_uses_it() {
    for path in
        ["static/stijl (1).css", "static/stijlen.css", "static/huis.scss", "static/zoek-kopie.js", "static/oud.bak"]
    {
        let said = said_of(&[(path, "a{}")]);
        assert_eq!(said.len(), 1, "{path}: {said:?}");
    }
    assert!(said_of(&[("static/stijlen.css", "a{}"), ("static/letters.css", "@import 'stijlen.css';")]).is_empty());
}

#[test]
fn what_a_theme_uses_is_silent() {
    let base = steunwijzer::theme::default_files();
    let base = |path: &str| String::from_utf8(base[path].to_vec()).unwrap();
    let block = "{% block content %}";
    let home = base("web/home.html").replace(block, &format!("{block}{{% include \"delen/voet.html\" %}}"));
    assert!(home.contains("voet.html"));
    let style = "#import \"huis.typ\": *\n".to_owned() + &base("pdf/style.typ");
    let said = said_of(&[
        ("web/home.html", &home),
        ("web/delen/voet.html", "{% include 'delen/adres.html' %}"),
        ("web/delen/adres.html", "{{ <huis_adres /> }}"),
        ("web/delen/huis.html", "{% component huis_adres() -%}<p>Kerkstraat</p>{%- endcomponent huis_adres %}"),
        ("pdf/style.typ", &style),
        ("pdf/huis.typ", "#let huis = 1\n"),
        ("static/css/nav.css", &base("static/css/nav.css")),
        ("static/css/agenda.css", "@layer pages { a{} }"),
        ("eigen.css", "a{}"),
        ("static/letters/huis.woff2", "x"),
        ("static/letters.css", "a{}"),
        ("static/CNAME", "steun.example"),
        ("README.md", "Ons thema."),
        ("static/OFL.txt", "Vrij."),
        (".gitignore", "x"),
        ("web/.home.html.swp", "x"),
    ]);
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn a_theme_that_was_chosen_is_looked_at_too_and_a_site_may_switch_it_off() {
    let site = SiteTest::small();
    site.write("content/themas/zomer/thema.yaml", "naam: Zomer\n").write("content/themas/zomer/stijl.css", "a{}");
    site.write("content/themas/winter/thema.yaml", "naam: Winter\n").write("content/themas/winter/stijl.css", "a{}");
    let check = || site.run(&["check", "--no-pdf", "--theme", "zomer", "--report", "short"]);
    check().code(0).reports("themas/zomer/stijl.css: waarschuwing[bestand-niet-gelezen]");
    assert!(!check().err.contains("winter"));
    let yaml = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{yaml}controles: {{bestand-niet-gelezen: uit}}\n"));
    assert!(!check().err.contains("bestand-niet-gelezen"), "{}", check().err);
    site.write("content/site.yaml", format!("{yaml}controles: {{bestand-niet-gelezen: fout}}\n"));
    check().code(1).reports("themas/zomer/stijl.css: fout[bestand-niet-gelezen]");
}

#[test]
fn a_site_says_single_sentences_in_its_own_words_and_all_others_stay() {
    let site = SiteTest::small();
    site.write(
        "content/thema/texts/nl.yaml",
        "not_found:\n  title: Hier is niets\nframe:\n  skip_link: Spring naar de tekst\n",
    );
    let outcome = site.build(&["--no-pdf"]);
    outcome.page("404.html").says("Hier is niets").says("Spring naar de tekst").says("U kunt wel hierheen");
    outcome.page("index.html").says("Spring naar de tekst").says("Kies een school");
}

#[test]
fn words_of_a_text_and_what_fills_it_are_never_markup() {
    let site = SiteTest::small();
    let page = "{% extends \"base.html\" %}{% block content %}<p>{{ t(key=\"own.bold\", name=\"<b>kind</b>\", link=\"x\\\"y\") }}</p>{% endblock %}";
    site.write("content/thema/web/404.html", page);
    site.write("content/thema/texts/nl.yaml", "own:\n  bold: '<i>Een</i> {link}{name}{/link}'\n");
    // What a reader sees, signs and all.
    site.build(&["--no-pdf"]).page("404.html").says("<i>Een</i> <b>kind</b>");
}
