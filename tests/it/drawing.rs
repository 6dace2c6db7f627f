//! The picture of a route: what always holds for its geometry, on random routes, on all routes of the example region,
//! and on odd ones.

use std::path::Path;

use steunwijzer::drawing::letters::{Letters, Meter, Weight};
use steunwijzer::drawing::route::drawing::{BoxKind, Line, LineKind, LineStyle, RouteBox, RoutePart, RoutePartKind};
use steunwijzer::drawing::route::schema::Edge;
use steunwijzer::drawing::route::{
    self, Drawing, NARROW, NodeKind, PAPER, RouteFase, RouteNode, RouteTak, Schema, Sizes, WIDE,
};

use super::harness::SiteTest;
use super::random::Random;

const MEDIA: [(&str, Sizes); 3] = [("smal", NARROW), ("breed", WIDE), ("papier", PAPER)];
/// Positions are rounded to tenths.
const SLACK: f64 = 0.25;

/// Words such as titles of steps have.
fn text(random: &mut Random, most: usize) -> String {
    const WORDS: [&str; 14] = [
        "de",
        "leerling",
        "aanmelden",
        "bij",
        "ondersteuningscoördinator",
        "zorg",
        "met",
        "ouders",
        "handelingsgericht",
        "evalueren",
        "toelaatbaarheidsverklaring",
        "OPP",
        "(eventueel)",
        "plan",
    ];
    let count = 1 + random.below(most);
    (0..count).map(|_| WORDS[random.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
}

/// A random route of at most `most` nodes, with jumps ahead and back.
fn random(seed: u64, most: usize) -> Schema {
    struct Maker {
        random: Random,
        counter: usize,
        most: usize,
    }
    impl Maker {
        fn sequence(&mut self, length: usize, depth: usize) -> Vec<RouteNode> {
            let mut out = Vec::new();
            for i in 0..length {
                if self.counter >= self.most {
                    break;
                }
                self.counter += 1;
                let number = self.counter;
                let keuze = depth < 6 && self.random.percent(if depth == 0 { 30 } else { 22 });
                let ending = !keuze && i + 1 == length && self.random.percent(30);
                let most = if self.random.one_in(9) { 40 } else { 7 };
                let title = text(&mut self.random, most);
                let who = if self.random.percent(60) { text(&mut self.random, 5) } else { String::new() };
                let mut takken = Vec::new();
                if keuze {
                    for _ in 0..1 + self.random.below(6) {
                        let length = self.random.below(5);
                        let when = text(&mut self.random, 8);
                        let stappen = self.sequence(length, depth + 1);
                        let to = self.random.percent(20).then(|| 1 + self.random.below(self.most));
                        takken.push(RouteTak { when, stappen, to });
                    }
                }
                let jump = !keuze && !ending && self.random.percent(8);
                let to = jump.then(|| 1 + self.random.below(self.most));
                let soort = match (keuze, ending) {
                    (true, _) => NodeKind::Keuze,
                    (_, true) => NodeKind::End,
                    _ => NodeKind::Stap,
                };
                let more = self.random.percent(30);
                out.push(RouteNode { number, soort, title, who, more, takken, to });
            }
            out
        }
    }
    let mut maker = Maker { random: Random::new(seed), counter: 0, most };
    let mut fasen = Vec::new();
    while maker.counter < most {
        let length = 1 + maker.random.below(8);
        let stappen = maker.sequence(length, 0);
        let title = maker.random.percent(80).then(|| text(&mut maker.random, 6));
        let band = maker.random.percent(30).then(|| "basis".to_owned());
        fasen.push(RouteFase { title, band, stappen });
    }
    // Jumps to numbers that were not given out lead nowhere.
    let mut schema = Schema { fasen };
    let highest = schema.nodes().len();
    fn prune(stappen: &mut [RouteNode], highest: usize) {
        for node in stappen {
            node.to = node.to.filter(|n| *n <= highest);
            for tak in &mut node.takken {
                tak.to = tak.to.filter(|n| *n <= highest);
                prune(&mut tak.stappen, highest);
            }
        }
    }
    schema.fasen.iter_mut().for_each(|f| prune(&mut f.stappen, highest));
    schema
}

fn stap(number: usize, title: &str) -> RouteNode {
    RouteNode {
        number,
        soort: NodeKind::Stap,
        title: title.to_owned(),
        who: String::new(),
        more: false,
        takken: Vec::new(),
        to: None,
    }
}

fn one_fase(stappen: Vec<RouteNode>) -> Schema {
    Schema { fasen: vec![RouteFase { title: Some("Fase".to_owned()), band: None, stappen }] }
}

/// Rectangle: left, top, right, bottom.
type Rectangle = (f64, f64, f64, f64);

fn rectangle_of(node_box: &RouteBox) -> Rectangle {
    (node_box.x, node_box.y, node_box.x + node_box.width, node_box.y + node_box.height)
}

fn overlaps(a: Rectangle, b: Rectangle) -> bool {
    a.0 < b.2 - SLACK && b.0 < a.2 - SLACK && a.1 < b.3 - SLACK && b.1 < a.3 - SLACK
}

/// Straight pieces of a line, each as a rectangle without thickness.
fn pieces(stroke: &Line) -> Vec<Rectangle> {
    let corner = |p: &[(f64, f64)]| (p[0].0.min(p[1].0), p[0].1.min(p[1].1), p[0].0.max(p[1].0), p[0].1.max(p[1].1));
    stroke.points.windows(2).map(corner).collect()
}

/// Whether a straight piece runs through the inside of a rectangle.
fn cuts_through(piece: Rectangle, node_box: Rectangle) -> bool {
    piece.0 < node_box.2 - SLACK
        && node_box.0 + SLACK < piece.2.max(piece.0 + 0.001)
        && piece.1 < node_box.3 - SLACK
        && node_box.1 + SLACK < piece.3.max(piece.1 + 0.001)
}

/// All that must hold for a part.
fn assert_sound_part(part: &RoutePart, drawing: &Drawing, sizes: Sizes, meter: &Meter<'_>, what: &str) {
    let what = format!("{what}, deel {} tot {}", part.from, part.until);
    let within =
        |h: Rectangle| h.0 >= -SLACK && h.1 >= -SLACK && h.2 <= drawing.width + SLACK && h.3 <= part.height + SLACK;
    assert!(part.height <= sizes.max_part_height + SLACK, "{what}: {} hoog", part.height);
    for (i, node_box) in part.boxes.iter().enumerate() {
        assert!(within(rectangle_of(node_box)), "{what}: {node_box:?} is off the sheet");
        assert!(node_box.y >= part.heading_height, "{what}: {node_box:?} stands in the heading");
        for other in &part.boxes[i + 1..] {
            assert!(!overlaps(rectangle_of(node_box), rectangle_of(other)), "{what}: {node_box:?} raakt {other:?}");
            for picture in [node_box.picture, other.picture].into_iter().flatten() {
                let p = (picture.0, picture.1, picture.0 + picture.2, picture.1 + picture.3);
                let own = node_box.picture == Some(picture);
                assert!(
                    !overlaps(p, rectangle_of(if own { other } else { node_box })),
                    "{what}: the number of {node_box:?} touches {other:?}"
                );
            }
        }
        let mut below: f64 = node_box.y;
        for line in &node_box.lines {
            let width = meter.width(
                &line.text,
                if matches!(line.style, LineStyle::Title | LineStyle::When) { Weight::Bold } else { Weight::Plain },
            );
            let left = if line.middle { line.x - width / 2.0 } else { line.x };
            assert!(
                left >= node_box.x - SLACK && left + width <= node_box.x + node_box.width + SLACK,
                "{what}: `{}` does not fit in {node_box:?}",
                line.text
            );
            // Letters reach about three quarters of their size above the baseline, and a quarter below.
            assert!(
                line.y - sizes.letter * 0.75 >= node_box.y
                    && line.y + sizes.letter * 0.25 <= node_box.y + node_box.height
            );
            assert!(line.y > below, "{what}: lines of {node_box:?} overlap");
            below = line.y;
        }
    }
    for stroke in &part.lines {
        for piece in pieces(stroke) {
            assert!(piece.0 == piece.2 || piece.1 == piece.3, "{what}: a slanting line {stroke:?}");
            assert!(within(piece), "{what}: {stroke:?} is off the sheet");
            for node_box in &part.boxes {
                assert!(!cuts_through(piece, rectangle_of(node_box)), "{what}: {stroke:?} gaat door {node_box:?}");
                let picture = node_box.picture.map(|p| (p.0, p.1, p.0 + p.2, p.1 + p.3));
                assert!(
                    picture.is_none_or(|p| !cuts_through(piece, p)),
                    "{what}: {stroke:?} crosses the number of {node_box:?}"
                );
            }
        }
    }
    for line in part.heading.iter().chain(&part.band) {
        assert!(line.x >= 0.0 && line.x + line.width <= drawing.width && line.y < part.heading_height);
    }
}

/// All that must hold for a picture.
fn assert_sound(schema: &Schema, what: &str) {
    let letters = Letters::builtin();
    for (medium, sizes) in MEDIA {
        let what = format!("{what}, {medium}");
        let meter = Meter::new(&letters, sizes.letter, sizes.factor);
        let drawing = route::draw(schema, sizes, &letters);
        assert_eq!(drawing.width, sizes.width);
        let mut y = 0.0;
        for part in &drawing.parts {
            assert!(part.y >= y, "{what}: delen over elkaar");
            y = part.y + part.height;
            assert!(y <= drawing.height + SLACK);
            assert_sound_part(part, &drawing, sizes, &meter, &what);
        }
        // Every node once.
        let mut numbers: Vec<usize> = all_nodes(&drawing).filter(|v| !v.repeated).map(|v| v.number).collect();
        numbers.sort_unstable();
        let expected: Vec<usize> = schema.nodes().iter().map(|k| k.number).collect();
        assert_eq!(numbers, expected, "{what}: stappen weg of dubbel");
        for edge in schema.edges() {
            assert!(shown(&drawing, &edge), "{what}: {edge:?} cannot be seen");
        }
    }
}

fn is_node(node_box: &RouteBox) -> bool {
    matches!(node_box.soort, BoxKind::Stap | BoxKind::Keuze | BoxKind::End)
}

fn all_nodes(drawing: &Drawing) -> impl Iterator<Item = &RouteBox> {
    drawing.parts.iter().flat_map(|d| &d.boxes).filter(|v| is_node(v))
}

/// Whether following lines from one box leads to the other, or to a connector that names it.
fn shown(drawing: &Drawing, edge: &Edge) -> bool {
    let mut parts = drawing.parts.iter().enumerate();
    parts.any(|(i, part)| {
        let starts = |v: &&RouteBox| match edge.tak {
            Some(_) => v.soort == BoxKind::When && v.at == Some((edge.from, edge.tak)),
            None => is_node(v) && v.number == edge.from,
        };
        part.boxes.iter().filter(starts).any(|node_box| {
            let reached = follow(part, node_box);
            let in_part = reached.iter().any(|b| match b.soort {
                BoxKind::Onwards | BoxKind::Back => b.number == edge.to,
                BoxKind::When => false,
                _ => b.number == edge.to,
            });
            // Across the edge of the part, to the first box of the next.
            let further = || {
                let next = drawing.parts.get(i + 1).and_then(|d| d.boxes.first());
                part.onward.as_ref().is_some_and(|d| d.to == edge.to)
                    && touches_bottom(part, node_box)
                    && next.is_some_and(|v| v.number == edge.to)
            };
            in_part || further()
        })
    })
}

/// Points that lines lead to from the bottom or side of a box, without going through another box.
fn points(part: &RoutePart, node_box: &RouteBox) -> Vec<(f64, f64)> {
    let near = |a: f64, b: f64| (a - b).abs() < 1.0;
    let edge = |p: &(f64, f64)| {
        (near(p.1, node_box.y + node_box.height) && p.0 >= node_box.x - 0.5 && p.0 <= node_box.x + node_box.width + 0.5)
            || ((near(p.0, node_box.x) || near(p.0, node_box.x + node_box.width))
                && p.1 > node_box.y
                && p.1 < node_box.y + node_box.height)
    };
    let end = |l: &Line| l.arrow.map_or_else(|| *l.points.last().unwrap(), |p| p[0]);
    let mut reached: Vec<(f64, f64)> = Vec::new();
    let mut open: Vec<(f64, f64)> = part.lines.iter().filter(|l| edge(&l.points[0])).map(end).collect();
    while let Some(point) = open.pop() {
        if reached.contains(&point) {
            continue;
        }
        reached.push(point);
        // A line that begins where this one ends, or on which this one ends.
        for stroke in part.lines.iter().filter(|l| l.soort == LineKind::Plain) {
            let onto = pieces(stroke)
                .into_iter()
                .any(|s| point.0 >= s.0 - 0.5 && point.0 <= s.2 + 0.5 && point.1 >= s.1 - 0.5 && point.1 <= s.3 + 0.5);
            if onto {
                open.push(end(stroke));
            }
        }
    }
    reached
}

/// The boxes that lines from a box end at.
fn follow<'a>(part: &'a RoutePart, node_box: &RouteBox) -> Vec<&'a RouteBox> {
    let points = points(part, node_box);
    let touches = |v: &&RouteBox| {
        points
            .iter()
            .any(|p| p.0 >= v.x - 1.0 && p.0 <= v.x + v.width + 1.0 && p.1 >= v.y - 1.0 && p.1 <= v.y + v.height + 1.0)
    };
    part.boxes.iter().filter(touches).collect()
}

fn touches_bottom(part: &RoutePart, node_box: &RouteBox) -> bool {
    points(part, node_box).iter().any(|p| (p.1 - part.height).abs() < 1.0)
}

/// The routes of the example region, as the program reads them.
fn real_routes() -> Vec<(String, Schema)> {
    use steunwijzer::model::antwoord::AnswerBody;
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let site = steunwijzer::load::load(&content).ok().unwrap().0.unwrap();
    let mut out = Vec::new();
    for school in &site.scholen {
        for document in &school.documenten {
            for (id, antwoord) in &document.antwoorden {
                if let AnswerBody::Graaf(graaf) = &antwoord.content {
                    out.push((format!("{} {id}", school.slug), Schema::of(graaf)));
                }
            }
        }
    }
    out
}

#[test]
fn in_random_routes_nothing_touches_and_every_step_and_way_is_seen() {
    for seed in 0..20 {
        let schema = random(seed, 10 + usize::try_from(seed).unwrap() * 70 / 19);
        assert_sound(&schema, &format!("seed {seed}"));
    }
}

#[test]
fn in_all_real_routes_nothing_touches_and_every_step_and_way_is_seen() {
    let routes = real_routes();
    assert!(routes.len() >= 4, "{} routes", routes.len());
    for (name, schema) in routes {
        assert_sound(&schema, &name);
    }
}

#[test]
fn a_route_without_steps_is_an_empty_sheet_and_one_with_one_step_a_box() {
    let letters = Letters::builtin();
    for (_, sizes) in MEDIA {
        let empty = route::draw(&Schema::default(), sizes, &letters);
        assert!(empty.parts.is_empty() && empty.height == 0.0);
        let one = route::draw(&one_fase(vec![stap(1, "Praten")]), sizes, &letters);
        assert_eq!(one.parts.len(), 1);
        assert_eq!(one.parts[0].boxes.len(), 1);
        assert!(one.parts[0].lines.is_empty());
    }
    assert_sound(&one_fase(vec![stap(1, "Praten")]), "een stap");
}

#[test]
fn strange_texts_fit_in_their_box() {
    let long = "De leerling en de ouders bespreken met de mentor wat er nodig is. ".repeat(5);
    let word = "ondersteuningsplan".repeat(17);
    for title in [
        &long[..300],
        &word[..300],
        "🎒🧑‍🏫👩🏽‍⚕️ Gesprek",
        "",
        " ",
        "مرحبا",
        "支援計画を作成する",
        "a/b/c-d",
        "\u{ad}\u{200b}",
    ] {
        let mut first = stap(1, title);
        first.who = title.to_owned();
        let mut keuze = stap(2, title);
        keuze.soort = NodeKind::Keuze;
        keuze.takken =
            (0..5).map(|i| RouteTak { when: title.to_owned(), stappen: vec![stap(3 + i, title)], to: None }).collect();
        let mut schema = one_fase(vec![first, keuze]);
        schema.fasen[0].title = Some(title.to_owned());
        schema.fasen[0].band = Some(title.to_owned());
        assert_sound(&schema, title);
    }
}

#[test]
fn two_hundred_steps_and_two_hundred_branches_are_spread_over_parts() {
    let row = one_fase((1..=200).map(|n| stap(n, "Formulier invullen en opsturen")).collect());
    assert_sound(&row, "200 stappen");
    let on_paper = route::draw(&row, PAPER, &Letters::builtin());
    assert!(on_paper.parts.len() > 10);
    assert!(on_paper.parts[1..].iter().all(|d| d.soort == RoutePartKind::Continued));
    // Every part but the last says where it continues.
    let targets: Vec<usize> = on_paper.parts.iter().filter_map(|d| d.onward.as_ref().map(|d| d.to)).collect();
    assert_eq!(targets, on_paper.parts[1..].iter().map(|d| d.from).collect::<Vec<_>>());

    let mut keuze = stap(1, "Welke hulp past?");
    keuze.soort = NodeKind::Keuze;
    keuze.takken = (0..200)
        .map(|i| RouteTak { when: format!("Hulp {i}"), stappen: vec![stap(2 + i, "Hulp geven")], to: None })
        .collect();
    assert_sound(&one_fase(vec![keuze, stap(202, "Evalueren")]), "200 takken");
}

#[test]
fn deeply_nested_choices_and_jumps_to_themselves_are_drawn_readably() {
    fn nest(number: usize, deep: usize) -> RouteNode {
        let mut keuze = stap(number, "Is het genoeg?");
        keuze.soort = NodeKind::Keuze;
        let further = if deep == 0 { vec![stap(number + 1, "Klaar")] } else { vec![nest(number + 1, deep - 1)] };
        keuze.takken = vec![
            RouteTak { when: "Nee".to_owned(), stappen: further, to: None },
            RouteTak { when: "Ja".to_owned(), stappen: Vec::new(), to: Some(number) },
        ];
        keuze
    }
    assert_sound(&one_fase(vec![nest(1, 40)]), "41 keuzes diep");
    let itself = RouteNode { to: Some(1), ..stap(1, "Wachten") };
    assert_sound(&one_fase(vec![itself, stap(2, "Verder")]), "naar zichzelf");
    let mut bare = stap(1, "Wat nu?");
    bare.soort = NodeKind::Keuze;
    assert_sound(&one_fase(vec![bare, stap(2, "Verder")]), "keuze zonder takken");
}

#[test]
fn a_loop_back_has_a_lane_and_words_of_its_own() {
    let keuze = RouteNode {
        soort: NodeKind::Keuze,
        takken: vec![
            RouteTak { when: "Nee".to_owned(), stappen: Vec::new(), to: Some(1) },
            RouteTak { when: "Ja".to_owned(), stappen: vec![stap(3, "Afbouwen")], to: None },
        ],
        ..stap(2, "Werkt het?")
    };
    for (medium, sizes) in MEDIA {
        let drawing = route::draw(&one_fase(vec![stap(1, "Helpen"), keuze.clone()]), sizes, &Letters::builtin());
        let part = &drawing.parts[0];
        let cycle: Vec<&Line> = part.lines.iter().filter(|l| l.soort == LineKind::Back).collect();
        assert_eq!(cycle.len(), 1, "{medium}");
        let words: Vec<&str> = part
            .boxes
            .iter()
            .filter(|v| v.soort == BoxKind::Back)
            .flat_map(|v| &v.lines)
            .map(|r| r.text.as_str())
            .collect();
        assert_eq!(words, ["↑ Terug naar stap 1"], "{medium}");
        assert!(part.boxes[0].lines.iter().any(|r| r.text == "Ook vanaf stap 2"), "{medium}");
    }
}

#[test]
fn the_same_route_is_drawn_the_same_twice() {
    let schema = random(7, 60);
    let make = || format!("{:?}", route::draw(&schema, WIDE, &Letters::builtin()));
    assert_eq!(make(), make());
}

/// A site with one odd route, as YAML below `stappen:`.
fn site_with(stappen: &str) -> SiteTest {
    let site = SiteTest::small();
    let profiel = format!("formaat: klein\nschooljaar: 2025-2026\nsecties:\n  route:\n    stappen:\n{stappen}");
    site.write("content/scholen/de-linde/2025-2026/profiel.yaml", profiel);
    site
}

#[test]
fn strange_routes_give_a_page_and_a_pdf() {
    let long = "woord ".repeat(50);
    let many: String = (0..200).map(|i| format!("      - {{stap: Stap nummer {i}}}\n")).collect();
    for (what, stappen) in [
        ("emoji", "      - {stap: 🎒 inpakken, wie: [👩🏽‍⚕️]}\n      - {einde: 🏁}\n".to_owned()),
        ("lang", format!("      - {{stap: {long}}}\n      - {{stap: {}}}\n", "x".repeat(300))),
        ("veel", many),
        ("een", "      - {stap: Praten}\n".to_owned()),
    ] {
        let site = site_with(&stappen);
        let outcome = site.build(&[]);
        assert_eq!(outcome.page("scholen/de-linde/profiel/index.html").count("figure.route-drawing"), 1, "{what}");
        assert!(site.path("output/scholen/de-linde/sop.pdf").exists(), "{what}");
    }
}

#[test]
fn a_route_without_steps_has_no_drawing() {
    let site = site_with("");
    let outcome = site.build(&[]);
    assert!(!outcome.page("scholen/de-linde/profiel/index.html").has(".route-drawing"));
}

#[test]
fn every_step_in_the_drawing_leads_to_its_text_and_is_not_in_the_way_of_the_tab_key() {
    let site = SiteTest::small();
    let outcome = site.build(&["--no-pdf"]);
    let page = outcome.page("scholen/de-linde/profiel/index.html");
    let targets = page.attributes("svg a[href^='#route-stap-'][tabindex='-1']", "href");
    assert!(targets.len() >= 10, "{targets:?}");
    for target in targets {
        assert!(page.has(&target), "{target}");
    }
}
