//! The finished picture: positions and sizes, in units from the top left corner.

use serde::Serialize;

use super::sizes::Sizes;

/// A picture for one width.
#[derive(Debug, Clone, Serialize)]
pub struct Drawing {
    /// Width of the whole.
    pub width: f64,
    /// Height of the whole, with the parts one below the other.
    pub height: f64,
    /// Size of the letters.
    pub letter: f64,
    /// How far the sides of a choice slant.
    pub slant: f64,
    /// The gap between a part and the next.
    pub seam: f64,
    /// Its parts, from top to bottom.
    pub parts: Vec<RoutePart>,
}

/// A part that can be drawn by itself: a phase, a stretch of one, or a branch taken out of its choice.
#[derive(Debug, Clone, Serialize)]
pub struct RoutePart {
    /// Top, in the whole picture. Positions inside the part are relative to it.
    pub y: f64,
    /// Height.
    pub height: f64,
    /// What it shows.
    pub soort: RoutePartKind,
    /// Index of its phase.
    pub fase: usize,
    /// The choice and branch that it continues.
    pub tak: Option<(usize, usize)>,
    /// Height of the band with its title; 0 without one.
    pub heading_height: f64,
    /// Lines of the title.
    pub heading: Vec<TextLine>,
    /// A word at the right of the title, such as `basis`.
    pub band: Option<TextLine>,
    /// Boxes, in reading order.
    pub boxes: Vec<RouteBox>,
    /// Edges, or pieces that several edges share.
    pub lines: Vec<Line>,
    /// The arrow to the next part.
    pub onward: Option<Onward>,
    /// Number of its first node.
    pub from: usize,
    /// Number of its last node.
    pub until: usize,
}

/// What a part shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RoutePartKind {
    /// A phase, from its beginning.
    Fase,
    /// A phase or branch, continued.
    Continued,
    /// A branch for which its choice had no room.
    Tak,
}

/// A box with text.
#[derive(Debug, Clone, Serialize)]
pub struct RouteBox {
    /// What it is.
    pub soort: BoxKind,
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// The node it is or belongs to; for a connector, the step it leads to.
    pub number: usize,
    /// The node that a label or a connector comes from, and the branch.
    pub at: Option<(usize, Option<usize>)>,
    /// The badge with its number: left, top, width, height.
    pub picture: Option<(f64, f64, f64, f64)>,
    /// Its text.
    pub lines: Vec<TextLine>,
    /// Whether it is a choice that is repeated, because its branches continue here.
    pub repeated: bool,
}

/// What a box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BoxKind {
    /// A step.
    Stap,
    /// A choice.
    Keuze,
    /// An ending.
    End,
    /// When a branch applies.
    When,
    /// A connector to a step further on.
    Onwards,
    /// A connector to an earlier step.
    Back,
}

/// One line of text.
#[derive(Debug, Clone, Serialize)]
pub struct TextLine {
    /// Left end, or the middle if `middle` is set.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// Whether `x` is the middle.
    pub middle: bool,
    /// The text.
    pub text: String,
    /// What it says.
    pub style: LineStyle,
    /// Measured width.
    pub width: f64,
}

/// What a line of text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LineStyle {
    /// What happens, or the title of a part.
    Title,
    /// Who does it.
    Who,
    /// The same, with the icon of a person before it.
    First,
    /// When a branch applies.
    When,
    /// Which other steps lead here, and other remarks.
    Noot,
    /// The words of a connector.
    Reference,
}

/// A line through points, with only horizontal and vertical stretches.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Its points, in the direction of the flow.
    pub points: Vec<(f64, f64)>,
    /// The corners of the arrowhead at its end: the tip first.
    pub arrow: Option<[(f64, f64); 3]>,
    /// What kind of edge.
    pub soort: LineKind,
}

/// What kind of edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    /// The order of the steps.
    Plain,
    /// From a choice to its branches.
    Fork,
    /// A jump ahead.
    Jump,
    /// A loop back.
    Back,
}

/// The arrow from the bottom of a part to the next.
#[derive(Debug, Clone, Serialize)]
pub struct Onward {
    /// Its `x`.
    pub x: f64,
    /// The arrow, from the bottom of the part to the top of the next.
    pub stroke: Line,
    /// Number of the step that it leads to.
    pub to: usize,
    /// Its words, for when the next part is on another page.
    pub line: TextLine,
}

impl Line {
    /// A line; with `arrow` it ends in an arrowhead of that length, at its last point.
    pub(super) fn new(points: Vec<(f64, f64)>, soort: LineKind, arrow: Option<f64>) -> Self {
        let [.., from, until] = points[..] else { return Self { points, arrow: None, soort } };
        let Some(long) = arrow else { return Self { points, arrow: None, soort } };
        let (direction_x, direction_y) = ((until.0 - from.0).signum(), (until.1 - from.1).signum());
        // Horizontal or vertical: the smaller difference is taken as 0.
        let (direction_x, direction_y) =
            if (until.0 - from.0).abs() > (until.1 - from.1).abs() { (direction_x, 0.0) } else { (0.0, direction_y) };
        let half = long * 0.52;
        let foot = (until.0 - direction_x * long, until.1 - direction_y * long);
        let corners = [
            until,
            (foot.0 + direction_y * half, foot.1 + direction_x * half),
            (foot.0 - direction_y * half, foot.1 - direction_x * half),
        ];
        Self { points, arrow: Some(corners), soort }
    }
}

impl Drawing {
    /// Rounds to tenths, and ends lines inside their arrowheads.
    pub(super) fn rounded(mut self, sizes: Sizes) -> Self {
        self.height = round(self.height);
        self.slant = round(self.slant);
        for part in &mut self.parts {
            for number in [&mut part.y, &mut part.height, &mut part.heading_height] {
                *number = round(*number);
            }
            let boxes = part.boxes.iter_mut();
            for node_box in boxes {
                for number in [&mut node_box.x, &mut node_box.y, &mut node_box.width, &mut node_box.height] {
                    *number = round(*number);
                }
                node_box.picture = node_box.picture.map(|p| (round(p.0), round(p.1), round(p.2), round(p.3)));
                node_box.lines.iter_mut().for_each(TextLine::round_all);
            }
            part.heading.iter_mut().chain(&mut part.band).for_each(TextLine::round_all);
            part.lines.iter_mut().for_each(|l| l.round_all(sizes.arrow));
            if let Some(onward) = &mut part.onward {
                onward.x = round(onward.x);
                onward.line.round_all();
                onward.stroke.round_all(sizes.arrow);
            }
        }
        self
    }
}

impl TextLine {
    fn round_all(&mut self) {
        for number in [&mut self.x, &mut self.y, &mut self.width] {
            *number = round(*number);
        }
    }
}

impl Line {
    fn round_all(&mut self, arrow: f64) {
        if self.arrow.is_some()
            && let [.., from, until] = &mut self.points[..]
        {
            let (dx, dy) = (until.0 - from.0, until.1 - from.1);
            let part = (arrow * 0.6 / dx.abs().max(dy.abs()).max(0.1)).min(1.0);
            *until = (until.0 - dx * part, until.1 - dy * part);
        }
        for point in self.points.iter_mut().chain(self.arrow.iter_mut().flatten()) {
            *point = (round(point.0), round(point.1));
        }
    }
}

/// Rounded to tenths.
fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

impl RouteBox {
    /// Whether the inside of the box overlaps this rectangle.
    pub fn touches(&self, x: f64, y: f64, width: f64, height: f64) -> bool {
        self.x < x + width && x < self.x + self.width && self.y < y + height && y < self.y + self.height
    }
}
