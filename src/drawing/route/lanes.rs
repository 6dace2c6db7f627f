//! Lines for jumps within a part, in lanes of their own at its sides.
//!
//! Every jump has a connector that names its step; a line is drawn as well if it can run without touching a box.

use super::block::Block;
use super::drawing::{BoxKind, Line, LineKind, RouteBox};

/// Most lanes at one side.
const MAX_PER_SIDE: usize = 3;

/// A jump within a block: the connector, the box it leads to, and the side of its lane.
struct Jump {
    from: usize,
    to: usize,
    right: bool,
}

/// How many lanes the jumps of a block need, left and right.
pub(super) fn needed(block: &Block) -> (usize, usize) {
    let jumps = jumps(block);
    let right = jumps.iter().filter(|s| s.right).count();
    (jumps.len() - right, right)
}

/// Draws the jumps of a block; boxes are between `left` and `right`, lanes outside them.
pub(super) fn draw_jumps(block: &mut Block, left: f64, right: f64, lane: f64, arrow: f64) {
    let mut jumps = jumps(block);
    // Short jumps take the lanes nearest to the boxes, so that lines do not cross.
    let height = |s: &Jump| (block.boxes[s.from].y - block.boxes[s.to].y).abs();
    jumps.sort_by(|a, b| height(a).total_cmp(&height(b)));
    let (mut on_left, mut on_right) = (0.0, 0.0);
    let lanes_left = (left / lane).round();
    for jump in jumps {
        let (from, to) = (&block.boxes[jump.from], &block.boxes[jump.to]);
        let counter = if jump.right { &mut on_right } else { &mut on_left };
        // The lanes were counted for another layout; there may be too few now.
        if !jump.right && *counter >= lanes_left {
            continue;
        }
        *counter += 1.0;
        let x = if jump.right { right + lane * (*counter - 0.35) } else { left - lane * (*counter - 0.35) };
        let (y, target) = (from.y + from.height / 2.0, to.y + to.height / 2.0);
        let (begin, end) = if jump.right { (from.x + from.width, to.x + to.width) } else { (from.x, to.x) };
        let soort = if from.soort == BoxKind::Back { LineKind::Back } else { LineKind::Jump };
        let points = vec![(begin, y), (x, y), (x, target), (end, target)];
        block.lines.push(Line::new(points, soort, Some(arrow)));
    }
}

/// The jumps that can be drawn, at most a few at each side.
fn jumps(block: &Block) -> Vec<Jump> {
    let mut out: Vec<Jump> = Vec::new();
    for &from in &block.jumps {
        let Some(connector) = block.boxes.get(from) else { continue };
        let is_target = |v: &RouteBox| {
            v.number == connector.number
                && !v.repeated
                && matches!(v.soort, BoxKind::Stap | BoxKind::Keuze | BoxKind::End)
        };
        let Some(to) = block.boxes.iter().position(is_target) else { continue };
        let free = |right: bool| free(block, from, right) && free(block, to, right);
        let full = |right: bool| out.iter().filter(|s| s.right == right).count() >= MAX_PER_SIDE;
        let side = [true, false].into_iter().find(|right| free(*right) && !full(*right));
        out.extend(side.map(|right| Jump { from, to, right }));
    }
    out
}

/// Whether a horizontal line from the middle of a box to that side meets no other box.
fn free(block: &Block, index: usize, right: bool) -> bool {
    let node_box = &block.boxes[index];
    let y = node_box.y + node_box.height / 2.0;
    block.boxes.iter().enumerate().all(|(i, other)| {
        let beside = if right {
            other.x >= node_box.x + node_box.width - 0.1
        } else {
            other.x + other.width <= node_box.x + 0.1
        };
        let above = other.picture.map_or(other.y, |p| p.1);
        i == index || !beside || y < above - 2.0 || y > other.y + other.height + 2.0
    })
}
