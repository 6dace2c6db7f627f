//! The house style: the guide followed to the letter, and what `theme new` and `theme check` do.

use crate::harness::{SiteTest, font};

const GUIDE: &str = include_str!("../../docs/themes/README.md");

/// The blocks of one language in the guide, without the room before their lines.
fn blocks(language: &str) -> Vec<String> {
    let begin = format!("   ```{language}\n");
    GUIDE
        .split(begin.as_str())
        .skip(1)
        .filter_map(|rest| rest.split("   ```").next())
        .map(|block| block.lines().map(|line| format!("{}\n", line.strip_prefix("   ").unwrap_or(line))).collect())
        .collect()
}

/// The small site with the house style of the guide.
fn guided() -> SiteTest {
    let site = SiteTest::small();
    let style = blocks("yaml").remove(0);
    let own = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{own}{style}"));
    site.write("content/thema/logo.svg", blocks("svg").remove(0));
    assert!(style.contains("letters/Brug-Regular.ttf") && style.contains("letters/Brug-Bold.ttf"));
    site.write("content/thema/letters/Brug-Regular.ttf", font(false));
    site.write("content/thema/letters/Brug-Bold.ttf", font(true));
    site
}

#[test]
fn who_follows_the_guide_has_logo_letter_and_colours_in_pages() {
    let site = guided();
    for line in blocks("sh").remove(0).lines() {
        let words: Vec<&str> = line.split_whitespace().skip(1).collect();
        site.run(&words).code(0);
    }
    let file = |path: &str| std::fs::read_to_string(site.path(&format!("output/{path}"))).unwrap();
    let style = file("thema/stijl.css");
    for said in ["--accent:#8a1c4a;", "--second:#f2a900;", "--font-text:\"sw-text\",", "url(\"huisstijl/tekst-2.ttf\")"]
    {
        assert!(style.contains(said), "{said}");
    }
    assert!(site.path("output/thema/huisstijl/tekst-1.ttf").is_file());
    for page in ["index.html", "scholen/de-linde/index.html"] {
        let html = file(page);
        assert!(html.contains("thema/huisstijl/logo.svg") && !html.contains("brand-sign"), "{page}");
    }
}

#[test]
fn a_main_colour_brings_its_surface_and_its_colour_in_the_dark_and_a_higher_layer_wins() {
    let css = |site_style: &str, theme: &str| {
        let site = SiteTest::small();
        let own = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
        site.write("content/site.yaml", format!("{own}{site_style}"));
        site.write("content/thema/thema.yaml", format!("naam: Proef\n{theme}"));
        site.build(&["--no-pdf"]).code(0);
        std::fs::read_to_string(site.path("output/thema/stijl.css")).unwrap()
    };
    let accent = |color: &str| format!("kleuren: {{accent: \"{color}\"}}\n");
    for (color, hue) in [("#8a1c4a", "red"), ("#005a30", "green"), ("#5b2d8e", "blue")] {
        let css = css("", &accent(color));
        let (light, dark) = css.split_once("prefers-color-scheme:dark").unwrap();
        assert!(light.contains(&format!("--accent:{color};")) && !light.contains("--surface:#eff5f6"), "{color}");
        let dark = dark.split("--accent:#").nth(1).unwrap();
        let [r, g, b] = [0, 2, 4].map(|i| u8::from_str_radix(&dark[i..i + 2], 16).unwrap());
        let most = if r > g && r > b {
            "red"
        } else if g > b {
            "green"
        } else {
            "blue"
        };
        assert_eq!(most, hue, "{color} gives #{}", &dark[..6]);
    }
    let both = css("huisstijl: {hoeken: 12}\n", "hoeken: 2\nruimte: 1,2\n");
    assert!(both.contains("--radius:12px") && both.contains("--space:1.2"));
}

#[test]
fn the_colour_that_a_message_proposes_is_taken() {
    for color in ["#ff8800", "#ffcc00", "#33cc33"] {
        let site = SiteTest::small();
        let theme = |color: &str| format!("naam: Proef\nkleuren: {{accent: \"{color}\"}}\n");
        site.write("content/thema/thema.yaml", theme(color));
        let outcome = site.run(&["theme", "check"]);
        outcome.code(1);
        let proposed = outcome.err.split("is: `\"").nth(1).expect(&outcome.err)[..7].to_owned();
        site.write("content/thema/thema.yaml", theme(&proposed));
        site.run(&["theme", "check"]).code(0);
    }
}

#[test]
fn a_new_theme_explains_all_there_is_and_is_in_order() {
    let site = SiteTest::small();
    site.run(&["theme", "new", "de-brug"]).code(0);
    let text = std::fs::read_to_string(site.path("content/themas/de-brug/thema.yaml")).unwrap();
    for key in ["logo:", "lettertype:", "koppen:", "lettergrootte:", "hoeken:", "omslag:", "accent:", "tweede:"] {
        assert!(text.contains(key), "{key}");
    }
    site.run(&["theme", "check", "--theme", "de-brug"]).code(0);
    // With all of it said, it is the standard theme; only the letters are not there.
    let said = text
        .replace("# kleuren", "kleuren")
        .replace("#   ", "  ")
        .replace("  tekst: [", "# [")
        .replace("  koppen:", "# ");
    site.write("content/themas/de-brug/thema.yaml", &said);
    site.run(&["theme", "check", "--theme", "de-brug"]).code(0);
    site.run(&["theme", "new", "de-brug"]).code(2).reports("bestaat al");
    site.run(&["theme", "new", "De Brug!"]).code(2);
    site.run(&["theme", "new", "standaard"]).code(2);
}

#[test]
fn a_name_that_a_template_asks_for_in_vain_is_told_at_its_place() {
    let site = SiteTest::small();
    for (text, wrong) in
        [("{% if publicatiedatum %}x{% endif %}", "publicatiedatum"), ("{% if not schoolen %}x{% endif %}", "schoolen")]
    {
        let template = format!("{{% extends \"base.html\" %}}\n{{% block content %}}{text}{{% endblock %}}\n");
        site.write("content/thema/web/home.html", template);
        let outcome = site.run(&["theme", "check"]);
        outcome.code(1).reports(&format!("vraagt naar `{wrong}`")).reports("content/thema/web/home.html:2");
    }
}

#[test]
fn a_theme_that_could_not_be_tried_is_not_called_in_order() {
    let site = SiteTest::small();
    site.run(&["theme", "check"]).code(0).reports("Het thema is in orde.");
    let yaml = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    for wrong in ["huisstijl: {lettergrootte: 18px}\n", "huisstijl: {kleuren: [a, b]}\n", "onzin: 1\n"] {
        site.write("content/site.yaml", yaml.clone() + wrong);
        let outcome = site.run(&["theme", "check"]);
        outcome.code(1).reports("site.yaml");
        assert!(!outcome.err.contains("in orde"), "{}", outcome.err);
    }
    site.write("content/site.yaml", yaml);
    site.write("content/scholen/de-linde/school.yaml", "naam: [De Linde\n");
    site.run(&["theme", "check"]).code(1).reports("niet op bladzijden geprobeerd");
}
