//! A block: boxes and lines that are placed together, with one way in and at most one way out.

use super::drawing::{Line, LineKind, RouteBox};

/// Boxes and lines in a rectangle. The way in is at the top.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub(super) boxes: Vec<RouteBox>,
    pub(super) lines: Vec<Line>,
    pub(super) height: f64,
    /// `x` at the top, where a line comes in.
    pub(super) begin: f64,
    /// `x` at the bottom, where the flow goes on.
    pub(super) end: Option<f64>,
    /// Jumps: index of the connector in `boxes`.
    pub(super) jumps: Vec<usize>,
    /// Branches for which there was no room: number of the choice, and index of the branch.
    pub(super) separate: Vec<(usize, usize)>,
}

impl Block {
    /// Moves a block into this one, at an offset.
    pub(super) fn take(&mut self, other: Self, dx: f64, dy: f64) {
        let first = self.boxes.len();
        self.jumps.extend(other.jumps.iter().map(|i| i + first));
        self.separate.extend(other.separate);
        self.boxes.extend(other.boxes.into_iter().map(|node_box| shift(node_box, dx, dy)));
        self.lines.extend(other.lines.into_iter().map(|mut stroke| {
            for point in stroke.points.iter_mut().chain(stroke.arrow.iter_mut().flatten()) {
                *point = (point.0 + dx, point.1 + dy);
            }
            stroke
        }));
    }

    /// Draws an edge, or a piece of one, with an arrowhead of this length if any.
    pub(super) fn stroke(&mut self, points: &[(f64, f64)], arrow: Option<f64>) {
        self.line_of(LineKind::Plain, points, arrow);
    }

    /// Draws a line from a choice towards a branch.
    pub(super) fn fork(&mut self, points: &[(f64, f64)]) {
        self.line_of(LineKind::Fork, points, None);
    }

    /// Draws a line; consecutive points that coincide are left out.
    fn line_of(&mut self, soort: LineKind, points: &[(f64, f64)], arrow: Option<f64>) {
        let mut clean: Vec<(f64, f64)> = Vec::with_capacity(points.len());
        for &(x, y) in points {
            if clean.last().is_none_or(|l| (l.0 - x).abs() > 0.01 || (l.1 - y).abs() > 0.01) {
                clean.push((x, y));
            }
        }
        if clean.len() > 1 {
            self.lines.push(Line::new(clean, soort, arrow));
        }
    }

    /// Adds a box.
    pub(super) fn push_box(&mut self, node_box: RouteBox) {
        self.boxes.push(node_box);
    }
}

fn shift(mut node_box: RouteBox, dx: f64, dy: f64) -> RouteBox {
    node_box.x += dx;
    node_box.y += dy;
    if let Some(picture) = &mut node_box.picture {
        picture.0 += dx;
        picture.1 += dy;
    }
    for line in &mut node_box.lines {
        line.x += dx;
        line.y += dy;
    }
    node_box
}
