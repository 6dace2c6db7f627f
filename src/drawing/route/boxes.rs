//! Boxes: their text, broken into lines, gives their height.

use std::collections::BTreeMap;

use crate::drawing::letters::{Meter, Weight};

use super::drawing::{BoxKind, LineStyle, RouteBox, TextLine};
use super::schema::{NodeKind, RouteNode, RouteTak};
use super::sizes::Sizes;

/// Most lines of a title, of who does it, of a branch: the list of steps has the whole text.
const MAX_TITLE_LINES: usize = 12;
const MAX_WHO_LINES: usize = 4;
const MAX_WHEN_LINES: usize = 8;

/// Makes boxes.
pub(super) struct BoxBuilder<'a> {
    pub(super) sizes: Sizes,
    pub(super) meter: &'a Meter<'a>,
    /// Per step, the steps that jump to it.
    pub(super) arrivals: BTreeMap<usize, Vec<usize>>,
}

/// Text to set: style and words.
type StyledText = (LineStyle, String);

impl BoxBuilder<'_> {
    /// How far the sides of a choice slant.
    pub(super) fn slant(&self) -> f64 {
        self.sizes.margin * 0.8
    }

    /// The box of a node, centred at the top of a column.
    pub(super) fn node(&self, node: &RouteNode, column: f64, repeated: bool) -> RouteBox {
        let soort = match node.soort {
            NodeKind::Stap => BoxKind::Stap,
            NodeKind::Keuze => BoxKind::Keuze,
            NodeKind::End => BoxKind::End,
        };
        let mut parts: Vec<StyledText> = Vec::new();
        let title = match soort {
            BoxKind::End => format!("Einde: {}", node.title),
            _ if repeated => format!("{} (vervolg)", node.title),
            _ => node.title.clone(),
        };
        parts.push((LineStyle::Title, title));
        if !node.who.is_empty() {
            parts.push((LineStyle::Who, node.who.clone()));
        }
        if node.more && node.takken.len() > 1 {
            parts.push((LineStyle::Noot, "Er kan meer dan één antwoord gelden.".to_owned()));
        }
        if let Some(from) = self.arrivals.get(&node.number).filter(|_| !repeated) {
            parts.push((LineStyle::Noot, format!("Ook vanaf stap {}", numbers(from))));
        }
        let mut node_box = self.node_box(soort, column, &parts, soort == BoxKind::Keuze);
        node_box.number = node.number;
        node_box.repeated = repeated;
        let radius = self.sizes.picture;
        let digits_width = self.meter.width(&node.number.to_string(), Weight::Bold);
        let badge_width = (digits_width + radius * 0.8).max(2.0 * radius);
        let left = node_box.x + self.sizes.margin * 0.6 + if soort == BoxKind::Keuze { self.slant() } else { 0.0 };
        node_box.picture = Some((left, node_box.y - radius, badge_width, 2.0 * radius));
        node_box
    }

    /// The label of a branch. `left`: its text is aligned left, because its line comes from there.
    pub(super) fn when(&self, keuze: usize, index: usize, tak: &RouteTak, column: f64, left: bool) -> RouteBox {
        let mut node_box = self.node_box(BoxKind::When, column, &[(LineStyle::When, tak.when.clone())], !left);
        node_box.number = keuze;
        node_box.at = Some((keuze, Some(index)));
        node_box
    }

    /// A connector to another step.
    pub(super) fn connector(&self, from: usize, tak: Option<usize>, to: usize, column: f64) -> RouteBox {
        let (soort, words) = if to <= from {
            (BoxKind::Back, format!("↑ Terug naar stap {to}"))
        } else {
            (BoxKind::Onwards, format!("→ Verder bij stap {to}"))
        };
        let needed = self.meter.width(&words, Weight::Plain) + 2.0 * self.sizes.margin + 1.0;
        let mut node_box = self.node_box(soort, column.min(needed), &[(LineStyle::Reference, words)], true);
        let shift = (column - node_box.width) / 2.0 - node_box.x;
        node_box.x += shift;
        node_box.lines.iter_mut().for_each(|r| r.x += shift);
        node_box.number = to;
        node_box.at = Some((from, tak));
        node_box
    }

    /// A box around texts, centred in a column.
    fn node_box(&self, soort: BoxKind, column: f64, parts: &[StyledText], middle: bool) -> RouteBox {
        let sizes = &self.sizes;
        let width = column.min(sizes.max_box_width);
        let x = (column - width) / 2.0;
        let margin = match soort {
            BoxKind::Keuze => sizes.margin + self.slant(),
            BoxKind::End => sizes.margin * 1.3,
            BoxKind::When | BoxKind::Onwards | BoxKind::Back => sizes.margin * 0.8,
            BoxKind::Stap => sizes.margin,
        };
        let room = width - 2.0 * margin;
        let has_badge = matches!(soort, BoxKind::Stap | BoxKind::Keuze | BoxKind::End);
        let padding = match soort {
            BoxKind::When | BoxKind::Onwards | BoxKind::Back => sizes.padding * 0.55,
            _ => sizes.padding,
        };
        let above = if has_badge { padding.max(sizes.picture + sizes.letter * 0.15) } else { padding };
        let mut y = above;
        let mut lines = Vec::new();
        for (number, (style, text)) in parts.iter().enumerate() {
            let (weight, at_most, indent) = match style {
                LineStyle::Title => (Weight::Bold, MAX_TITLE_LINES, 0.0),
                LineStyle::Who | LineStyle::First => (Weight::Plain, MAX_WHO_LINES, sizes.letter * 1.15),
                LineStyle::When => (Weight::Bold, MAX_WHEN_LINES, 0.0),
                LineStyle::Noot | LineStyle::Reference => (Weight::Plain, MAX_WHO_LINES, 0.0),
            };
            if number > 0 {
                y += sizes.line * 0.12;
            }
            for (i, text) in self.meter.lines(text, weight, room - indent, at_most).into_iter().enumerate() {
                let line_width = self.meter.width(&text, weight);
                let left = match (middle, *style) {
                    (true, LineStyle::Who) => x + (width - line_width + indent) / 2.0,
                    (true, _) => x + width / 2.0,
                    (false, _) => x + margin + indent,
                };
                lines.push(TextLine {
                    x: left,
                    // The baseline: letters take about three quarters of a line.
                    y: y + sizes.line * 0.5 + sizes.letter * 0.35,
                    middle: middle && *style != LineStyle::Who,
                    text,
                    style: if *style == LineStyle::Who && i == 0 { LineStyle::First } else { *style },
                    width: line_width,
                });
                y += sizes.line;
            }
        }
        RouteBox {
            soort,
            x,
            y: 0.0,
            width,
            height: y + padding,
            number: 0,
            at: None,
            picture: None,
            lines,
            repeated: false,
        }
    }
}

/// "14, 24 en 56"; a long list is cut off.
fn numbers(from: &[usize]) -> String {
    let mut words: Vec<String> = from.iter().take(4).map(ToString::to_string).collect();
    if from.len() > 4 {
        words.push(format!("{} andere", from.len() - 4));
    }
    crate::text::sentences::join_and(&words)
}
