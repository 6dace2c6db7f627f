//! How judgements are spread over a scale: one bar whose parts are shares.
//!
//! A scale between two poles is drawn from the middle: what leans towards the first pole is left of it, what leans
//! towards the second right of it, and a value in the middle of the scale straddles it.

use serde::Serialize;

use super::words::{part_of, quoted_name};
use super::{as_f64, percents, round, text_width};
use crate::text::sentences;

/// One value of a scale.
#[derive(Debug, Clone)]
pub struct ScaleStep {
    /// Its name.
    pub name: String,
    /// Its short form; may be empty.
    pub short: String,
    /// The range it covers, such as "76% tot 100%".
    pub band: Option<String>,
}

/// A judgement: index of a value, and of the next one when it lies between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judgement {
    /// The value, or the lower of the two.
    pub value: usize,
    /// The higher of the two.
    pub to: Option<usize>,
}

/// A bar of shares.
#[derive(Debug, Clone, Serialize)]
pub struct Distribution {
    /// Its parts from left to right; values without judgements are there too, with width 0.
    pub parts: Vec<BarPart>,
    /// How many judgements there are.
    pub total: usize,
    /// The middle of the scale, in percent of the drawing, when it runs between two poles.
    pub middle: Option<f64>,
    /// What the bar shows, in one sentence.
    pub sentence: String,
}

/// One part of the bar.
#[derive(Debug, Clone, Serialize)]
pub struct BarPart {
    /// Name of the value, or of the two it lies between.
    pub name: String,
    /// Short label of the value: see [`character`].
    pub character: String,
    /// The range it covers.
    pub band: Option<String>,
    /// Name of its filling: see [`filling`]; `between` for a place between two values.
    pub filling: &'static str,
    /// How many judgements it stands for.
    pub count: usize,
    /// Share in whole percents; together they make 100.
    pub percent: usize,
    /// Its left edge, in percent of the drawing.
    pub x: f64,
    /// Its width, in percent of the drawing.
    pub width: f64,
    /// Its middle, in percent of the drawing.
    pub middle: f64,
    /// Whether its label fits in it on the narrowest screen.
    pub fits: bool,
}

/// Width of the bar on the narrowest screen, in em of its labels.
const NARROWEST: f64 = 15.0;

/// The filling of value `index` on a scale of `count`, from empty to full, so that neighbours differ without colour.
/// With poles: `dense` and `stripes` in the first half, `empty` in the middle, `half` and `full` in the second half.
pub fn filling(index: usize, count: usize, poles: bool) -> &'static str {
    let last = count.saturating_sub(1).max(1);
    if poles {
        return match (index * 2).cmp(&last) {
            std::cmp::Ordering::Less if index * 4 < last => "dense",
            std::cmp::Ordering::Less => "stripes",
            std::cmp::Ordering::Equal => "empty",
            std::cmp::Ordering::Greater if index * 4 > last * 3 => "full",
            std::cmp::Ordering::Greater => "half",
        };
    }
    match (index, last) {
        (0, _) => "empty",
        (i, l) if i >= l => "full",
        (1, 2) => "half",
        (i, 3) => ["empty", "stripes", "half"][i.min(2)],
        (i, l) => ["stripes", "half", "dense"][((i - 1) * 3 / (l - 1)).min(2)],
    }
}

/// The short label of a value: its short form, else its number.
pub fn character(scale_steps: &[ScaleStep], index: usize) -> String {
    match scale_steps.get(index) {
        Some(step) if !step.short.is_empty() => step.short.clone(),
        _ => (index + 1).to_string(),
    }
}

/// The bar; `unjudged` is how many were not judged. Judgements that the scale does not have are left out. `None` without
/// judgements.
pub fn distribution(
    scale_steps: &[ScaleStep],
    judgements: &[Judgement],
    unjudged: usize,
    poles: bool,
) -> Option<Distribution> {
    let count = |verdict: Judgement| judgements.iter().filter(|o| **o == verdict).count();
    let mut places: Vec<(Judgement, usize)> = Vec::new();
    for value in 0..scale_steps.len() {
        let whole = Judgement { value, to: None };
        places.push((whole, count(whole)));
        // Between two values there is a place of its own, but only if a judgement is there.
        let between = Judgement { value, to: Some(value + 1) };
        let hoeveel = count(between);
        if hoeveel > 0 && value + 1 < scale_steps.len() {
            places.push((between, hoeveel));
        }
    }
    let counts: Vec<usize> = places.iter().map(|(_, a)| *a).collect();
    let total: usize = counts.iter().sum();
    if total == 0 {
        return None;
    }
    let (begin, per_piece) =
        if poles { from_the_middle(&places, scale_steps.len()) } else { (0.0, 100.0 / as_f64(total)) };
    let mut before = 0;
    let part = |((verdict, count), percent): (&(Judgement, usize), usize)| {
        let (x, width) = (begin + as_f64(before) * per_piece, as_f64(*count) * per_piece);
        before += count;
        let character = sign_of(scale_steps, *verdict);
        let fits = width / 100.0 * NARROWEST > text_width(&character) + 0.3;
        BarPart {
            name: name(scale_steps, *verdict),
            character,
            band: scale_steps.get(verdict.value).and_then(|t| t.band.clone()).filter(|_| verdict.to.is_none()),
            filling: if verdict.to.is_some() { "between" } else { filling(verdict.value, scale_steps.len(), poles) },
            count: *count,
            percent,
            x: round(x),
            width: round(width),
            middle: round(x + width / 2.0),
            fits,
        }
    };
    let parts: Vec<BarPart> = places.iter().zip(percents(&counts)).map(part).collect();
    let sentence = sentence(scale_steps, &places, total, unjudged);
    Some(Distribution { parts, total, middle: poles.then_some(50.0), sentence })
}

/// Where the bar begins and how wide one judgement is, so that the middle of the scale is in the middle of the drawing
/// and the longer side reaches its edge.
fn from_the_middle(places: &[(Judgement, usize)], scale_steps: usize) -> (f64, f64) {
    // Twice the position on the scale, so that positions between two values are whole numbers too.
    let plaats = |o: Judgement| o.value * 2 + usize::from(o.to.is_some());
    let middle = scale_steps.saturating_sub(1);
    let (mut left, mut right) = (0.0, 0.0);
    for (verdict, count) in places {
        match plaats(*verdict).cmp(&middle) {
            std::cmp::Ordering::Less => left += as_f64(*count),
            std::cmp::Ordering::Greater => right += as_f64(*count),
            std::cmp::Ordering::Equal => {
                left += as_f64(*count) / 2.0;
                right += as_f64(*count) / 2.0;
            }
        }
    }
    let per_piece = 50.0 / f64::max(left, right);
    (50.0 - left * per_piece, per_piece)
}

/// The name of a judgement: of its value, or of the two it lies between.
pub fn name(scale_steps: &[ScaleStep], verdict: Judgement) -> String {
    let from = |i: usize| scale_steps.get(i).map(|t| t.name.as_str()).unwrap_or_default();
    match verdict.to {
        Some(to) => format!("Tussen {} en {}", sentences::lower(from(verdict.value)), sentences::lower(from(to))),
        None => from(verdict.value).to_owned(),
    }
}

fn sign_of(scale_steps: &[ScaleStep], verdict: Judgement) -> String {
    let from = character(scale_steps, verdict.value);
    verdict.to.map_or_else(|| from.clone(), |to| format!("{from}–{}", character(scale_steps, to)))
}

/// "8 van de 14 onderdelen staan op “ontwikkeld” en 6 op “in ontwikkeling”."
fn sentence(scale_steps: &[ScaleStep], places: &[(Judgement, usize)], total: usize, unjudged: usize) -> String {
    let mut filled: Vec<&(Judgement, usize)> = places.iter().filter(|(_, a)| *a > 0).collect();
    filled.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let waar = |verdict: &Judgement| {
        let from = |i: usize| quoted_name(scale_steps.get(i).map(|t| t.name.as_str()).unwrap_or_default());
        match verdict.to {
            Some(to) => format!("tussen {} en {}", from(verdict.value), from(to)),
            None => format!("op {}", from(verdict.value)),
        }
    };
    let part = |(i, (verdict, count)): (usize, &&(Judgement, usize))| match i {
        0 => {
            let stand_verb = if *count == 1 { "staat" } else { "staan" };
            format!("{} {stand_verb} {}", part_of(*count, total, "onderdeel", "onderdelen"), waar(verdict))
        }
        _ => format!("{count} {}", waar(verdict)),
    };
    let parts: Vec<String> = filled.iter().enumerate().map(part).collect();
    let parts = sentences::join_and(&parts);
    match unjudged {
        0 => format!("{parts}."),
        1 => format!("{parts}; 1 ander onderdeel heeft geen oordeel."),
        _ => format!("{parts}; {unjudged} andere onderdelen hebben geen oordeel."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schaal(names: &[&str]) -> Vec<ScaleStep> {
        names.iter().map(|n| ScaleStep { name: (*n).to_owned(), short: String::new(), band: None }).collect()
    }

    fn at(values: &[usize]) -> Vec<Judgement> {
        values.iter().map(|w| Judgement { value: *w, to: None }).collect()
    }

    const FOUR: [&str; 4] = ["Nog niet ontwikkeld", "In ontwikkeling", "Ontwikkeld", "Ver ontwikkeld"];

    #[test]
    fn shares_fill_the_whole_width_in_order() {
        let judgements = at(&[2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 2, 1, 2]);
        let bar = distribution(&schaal(&FOUR), &judgements, 0, false).unwrap();
        let percents: Vec<usize> = bar.parts.iter().map(|d| d.percent).collect();
        assert_eq!(percents, [0, 43, 57, 0]);
        let mut x = 0.0;
        for part in &bar.parts {
            assert!((part.x - x).abs() < 0.02, "{part:?}");
            x = part.x + part.width;
        }
        assert!((x - 100.0).abs() < 0.02);
        assert_eq!(bar.sentence, "8 van de 14 onderdelen staan op “ontwikkeld” en 6 op “in ontwikkeling”.");
    }

    #[test]
    fn sentences_are_right_for_one_all_and_those_without_a_judgement() {
        let sentence =
            |values: &[usize], unjudged| distribution(&schaal(&FOUR), &at(values), unjudged, false).unwrap().sentence;
        assert_eq!(sentence(&[2], 0), "1 onderdeel staat op “ontwikkeld”.");
        assert_eq!(sentence(&[2, 2], 0), "Beide onderdelen staan op “ontwikkeld”.");
        assert_eq!(
            sentence(&[2, 2, 2], 1),
            "Alle 3 onderdelen staan op “ontwikkeld”; 1 ander onderdeel heeft geen oordeel."
        );
        assert_eq!(
            sentence(&[0, 1, 3], 2),
            "1 van de 3 onderdelen staat op “nog niet ontwikkeld”, 1 op “in ontwikkeling” en 1 op “ver ontwikkeld”; \
             2 andere onderdelen hebben geen oordeel."
        );
    }

    #[test]
    fn between_two_values_is_a_place_of_its_own() {
        let mut judgements = at(&[1, 1, 2]);
        judgements.push(Judgement { value: 1, to: Some(2) });
        let bar = distribution(&schaal(&FOUR), &judgements, 0, false).unwrap();
        let between = &bar.parts[2];
        assert_eq!(
            (between.name.as_str(), between.character.as_str()),
            ("Tussen in ontwikkeling en ontwikkeld", "2–3")
        );
        assert_eq!((between.count, between.percent, between.filling), (1, 25, "between"));
        assert!(bar.sentence.contains("1 tussen “in ontwikkeling” en “ontwikkeld”"), "{}", bar.sentence);
    }

    #[test]
    fn between_poles_the_middle_stays_in_the_middle() {
        let five = schaal(&["Alleen aanbod", "Meer aanbod", "Evenveel", "Meer leerling", "Alleen leerling"]);
        for (values, end) in [(&[0, 1, 1, 2, 4][..], 71.43), (&[4, 4], 100.0), (&[0], 50.0), (&[2], 100.0)] {
            let bar = distribution(&five, &at(values), 0, true).unwrap();
            assert_eq!(bar.middle, Some(50.0));
            let filled: Vec<&BarPart> = bar.parts.iter().filter(|d| d.count > 0).collect();
            let (first, last) = (filled[0], filled[filled.len() - 1]);
            assert!(first.x >= -0.01, "{values:?}");
            assert!((last.x + last.width - end).abs() < 1.0, "{values:?}: {last:?}");
            // Nothing of the first half of the scale is right of the middle, and vice versa.
            for (i, part) in bar.parts.iter().enumerate().filter(|(_, d)| d.count > 0) {
                match i {
                    0 | 1 => assert!(part.x + part.width <= 50.02),
                    3 | 4 => assert!(part.x >= 49.98),
                    _ => assert!(part.x <= 50.0 && part.x + part.width >= 50.0),
                }
            }
        }
    }

    #[test]
    fn neighbours_on_a_scale_differ_without_colour() {
        for n in 2..=5 {
            for poles in [false, true] {
                let fillings: Vec<&str> = (0..n).map(|i| filling(i, n, poles)).collect();
                for entry in fillings.windows(2) {
                    assert_ne!(entry[0], entry[1], "{n} {poles}: {fillings:?}");
                }
            }
        }
        assert_eq!([0, 1, 2, 3].map(|i| filling(i, 4, false)), ["empty", "stripes", "half", "full"]);
        // On longer scales labels tell the values apart; fillings still run from empty to full.
        assert_eq!((filling(0, 60, false), filling(59, 60, false)), ("empty", "full"));
        assert_eq!((filling(0, 1, false), filling(0, 1, true)), ("empty", "dense"));
    }

    #[test]
    fn odd_input_gives_a_bar_or_none() {
        assert!(distribution(&[], &[], 3, false).is_none());
        assert!(distribution(&schaal(&FOUR), &[], 3, true).is_none());
        assert!(distribution(&schaal(&FOUR), &at(&[9]), 0, false).is_none());
        let long = "Ä".repeat(300);
        let bar = distribution(&schaal(&[&long, "b"]), &at(&vec![0; 60]), 0, true).unwrap();
        assert!(bar.parts.iter().all(|d| d.x.is_finite() && d.width.is_finite()));
        // A label that does not fit is left to the legend.
        let scale_steps = vec![ScaleStep { name: "x".into(), short: long.clone(), band: None }];
        assert!(!distribution(&scale_steps, &at(&[0]), 0, false).unwrap().parts[0].fits);
    }
}
