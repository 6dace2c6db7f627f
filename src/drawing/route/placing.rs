//! Places boxes and draws the lines between them.
//!
//! The order of a route is its flow, and its branches rejoin: that gives ranks and order, so nothing has to be searched
//! for. A sequence goes down the middle of a column. The branches of a choice are side by side in as many rows as the
//! width requires, each in a column of its own, and are laid out in the same way. Lines cannot cross boxes by
//! construction: lines between rows run in rails at the sides, where there are no boxes.

use super::block::Block;
use super::boxes::BoxBuilder;
use super::schema::{NodeKind, RouteNode, RouteTak, tak_falls_through};

/// What happens at the end of a sequence that flows on.
#[derive(Debug, Clone, Copy)]
pub(super) enum FlowEnd {
    /// The line goes on.
    Open,
    /// A connector to a step, and whether that is a jump by the author.
    Reference(usize, bool),
    /// Nothing follows.
    Closed,
}

impl BoxBuilder<'_> {
    /// A sequence in a column. `from`: the node before it, with the branch; `next`: what follows.
    pub(super) fn sequence(
        &self,
        stappen: &[RouteNode],
        from: (usize, Option<usize>),
        next: Option<usize>,
        ending: FlowEnd,
        width: f64,
    ) -> Block {
        let middle = width / 2.0;
        let mut block = Block { begin: middle, ..Block::default() };
        let mut open = Some(middle);
        let mut last = from;
        for (i, node) in stappen.iter().enumerate() {
            let after = stappen.get(i + 1).map(|k| k.number).or(next);
            let part = self.element(node, after, width);
            self.stack(&mut block, part, open.filter(|_| i > 0), i > 0, middle);
            open = block.end;
            last = (node.number, None);
        }
        self.close(&mut block, open, last, ending, width, stappen.is_empty());
        block
    }

    /// Puts a block below another, with an arrow between them if the flow goes on.
    pub(super) fn stack(&self, block: &mut Block, part: Block, open: Option<f64>, row_gap: bool, middle: f64) {
        let from = block.height;
        let y = if row_gap { from + self.sizes.row_gap } else { from };
        if let Some(x) = open {
            let half = from + self.sizes.row_gap * 0.4;
            block.stroke(&[(x, from), (x, half), (middle, half), (middle, y)], Some(self.sizes.arrow));
        }
        block.height = y + part.height;
        block.end = part.end;
        block.take(part, 0.0, y);
    }

    /// Ends a sequence.
    pub(super) fn close(
        &self,
        block: &mut Block,
        open: Option<f64>,
        from: (usize, Option<usize>),
        ending: FlowEnd,
        width: f64,
        empty: bool,
    ) {
        block.end = match (open, ending) {
            (Some(x), FlowEnd::Reference(to, jump)) => {
                // Directly below a label, or after a short line below a box.
                let begin = block.height;
                let y = if empty { begin } else { begin + self.sizes.row_gap * 0.5 };
                block.stroke(&[(x, begin), (x, y)], None);
                self.refer(block, from, to, jump, y, width);
                None
            }
            (open, FlowEnd::Open) => open,
            _ => None,
        };
    }

    fn refer(&self, block: &mut Block, from: (usize, Option<usize>), to: usize, jump: bool, y: f64, width: f64) {
        let mut node_box = self.connector(from.0, from.1, to, width);
        node_box.y += y;
        node_box.lines.iter_mut().for_each(|r| r.y += y);
        block.height = y + node_box.height;
        if jump {
            block.jumps.push(block.boxes.len());
        }
        block.push_box(node_box);
    }

    /// One node with its branches.
    pub(super) fn element(&self, node: &RouteNode, next: Option<usize>, width: f64) -> Block {
        if node.soort == NodeKind::Keuze && !node.takken.is_empty() {
            return self.keuze(node, next, width);
        }
        let middle = width / 2.0;
        let node_box = self.node(node, width, false);
        let mut block = Block { begin: middle, height: node_box.height, ..Block::default() };
        block.push_box(node_box);
        let open = (node.soort != NodeKind::End).then_some(middle);
        let ending = node.to.map_or(FlowEnd::Open, |to| FlowEnd::Reference(to, true));
        self.close(&mut block, open, (node.number, None), ending, width, false);
        block
    }

    fn keuze(&self, node: &RouteNode, next: Option<usize>, width: f64) -> Block {
        if self.narrowest(node) <= width {
            let block = self.takken(node, next, width, false, 0..node.takken.len());
            if block.height <= self.sizes.tall_keuze {
                return block;
            }
        }
        self.keuze_short(node, next, width, 0..node.takken.len())
    }

    /// A choice whose longer branches are taken out, with a connector to each. `part`: which of its branches, when not
    /// all fit in one part.
    pub(super) fn keuze_short(
        &self,
        node: &RouteNode,
        next: Option<usize>,
        width: f64,
        part: std::ops::Range<usize>,
    ) -> Block {
        self.takken(node, next, width, true, part)
    }

    /// The least width in which a choice fits together with its branches.
    fn narrowest(&self, node: &RouteNode) -> f64 {
        let rails = if node.takken.len() > 1 { 2.0 * self.sizes.rail } else { 0.0 };
        let tak = |tak: &RouteTak| {
            let keuze = tak.stappen.iter().any(|k| k.takken.len() > 1);
            self.sizes.min_column + if keuze { 2.0 * self.sizes.rail } else { 0.0 }
        };
        rails + node.takken.iter().map(tak).fold(0.0, f64::max)
    }

    /// The preferred width of a sequence.
    fn preferred_width(&self, stappen: &[RouteNode]) -> f64 {
        stappen.iter().map(|k| self.preferred_width_of_takken(&k.takken)).fold(self.sizes.column, f64::max)
    }

    fn preferred_width_of_takken(&self, takken: &[RouteTak]) -> f64 {
        let sum: f64 = takken.iter().map(|t| self.preferred_width(&t.stappen)).sum();
        sum + self.sizes.column_gap * (takken.len().max(1) - 1) as f64
    }

    /// Whether a branch is taken out when its choice is too tall.
    pub(super) fn is_long(tak: &RouteTak) -> bool {
        tak.stappen.len() > 1 || tak.stappen.iter().any(|k| !k.takken.is_empty())
    }

    /// A choice and its branches. `short`: longer branches are taken out.
    fn takken(
        &self,
        node: &RouteNode,
        next: Option<usize>,
        width: f64,
        short: bool,
        part: std::ops::Range<usize>,
    ) -> Block {
        let sizes = self.sizes;
        let middle = width / 2.0;
        let node_box = self.node(node, width, part.start > 0);
        let mut block = Block { begin: middle, height: node_box.height, ..Block::default() };
        let (box_left, max_box_width, below) =
            (node_box.x + self.slant(), node_box.width - 2.0 * self.slant(), node_box.height);
        block.push_box(node_box);

        let takken = &node.takken[part.clone()];
        let preferred_widths: Vec<f64> =
            takken.iter().map(|t| if short { sizes.column } else { self.preferred_width(&t.stappen) }).collect();
        let onward = |t: &RouteTak| !short && tak_falls_through(t);
        let mut rows = into_rows(&preferred_widths, width, sizes.column_gap);
        let mut left = 0.0;
        let mut right = 0.0;
        if rows.len() > 1 {
            left = sizes.rail;
            right = sizes.rail;
            rows = into_rows(&preferred_widths, width - left - right, sizes.column_gap);
            let last = rows.last().map_or(0, |r| r.start);
            if !takken[..last].iter().any(onward) {
                right = 0.0;
            }
        }
        let more_rows = rows.len() > 1;
        let rail_left = left * 0.55;
        let rail_right = width - right * 0.5;
        let fork_y = below + sizes.row_gap * 0.42;
        let mut y = below;
        // Ends in the last row that rejoin.
        let mut ends: Vec<(f64, f64)> = Vec::new();
        let mut rail_from: Option<f64> = None;
        for (number, row) in rows.iter().enumerate() {
            let only = more_rows && row.len() == 1;
            let widths = self.columns(&preferred_widths[row.clone()], width - left - right, only);
            let sum: f64 = widths.iter().sum::<f64>() + sizes.column_gap * (row.len() - 1) as f64;
            let mut x = left + (width - left - right - sum) / 2.0;
            // From the choice to a row: straight down, or along the rail.
            let fork_rail = if number == 0 { fork_y } else { y + sizes.row_gap * 0.85 };
            let top = if only {
                if number == 0 { below + sizes.row_gap * 0.7 } else { y + sizes.row_gap * 0.8 }
            } else {
                fork_rail + sizes.row_gap * 0.5
            };
            let mut lowest = top;
            let mut row_ends = Vec::new();
            for (i, wide) in row.clone().zip(&widths) {
                let tak = &takken[i];
                let index = part.start + i;
                let column = self.tak(node, index, next, *wide, short, only);
                let center = x + wide / 2.0;
                let label = column.boxes.first().map_or((x, 0.0), |v| (x + v.x, v.height / 2.0));
                if !more_rows {
                    block.fork(&[(middle, below), (middle, fork_rail), (center, fork_rail), (center, top)]);
                } else if only {
                    let until = (label.0, top + label.1);
                    if rail_left >= box_left && rail_left <= box_left + max_box_width {
                        block.fork(&[(rail_left, below), (rail_left, until.1), until]);
                    } else {
                        let points =
                            [(middle, below), (middle, fork_y), (rail_left, fork_y), (rail_left, until.1), until];
                        block.fork(&points);
                    }
                } else if number == 0 {
                    block.fork(&[(middle, below), (middle, fork_y), (center, fork_y), (center, top)]);
                } else {
                    let points = [
                        (middle, below),
                        (middle, fork_y),
                        (rail_left, fork_y),
                        (rail_left, fork_rail),
                        (center, fork_rail),
                        (center, top),
                    ];
                    block.fork(&points);
                }
                if let Some(end) = column.end.filter(|_| onward(tak)) {
                    row_ends.push((x + end, top + column.height));
                }
                lowest = lowest.max(top + column.height);
                block.take(column, x, top);
                x += wide + sizes.column_gap;
            }
            y = lowest;
            if number + 1 < rows.len() {
                if !row_ends.is_empty() {
                    y += sizes.row_gap * 0.5;
                    for (x, from) in row_ends {
                        block.stroke(&[(x, from), (x, y), (rail_right, y)], None);
                    }
                    rail_from.get_or_insert(y);
                }
            } else {
                ends = row_ends;
            }
        }
        if ends.is_empty() && rail_from.is_none() {
            block.height = y;
            return block;
        }
        // All that rejoins comes together below the last row.
        y += sizes.row_gap * 0.5;
        for (x, from) in ends {
            block.stroke(&[(x, from), (x, y), (middle, y)], None);
        }
        if let Some(from) = rail_from {
            block.stroke(&[(rail_right, from), (rail_right, y), (middle, y)], None);
        }
        block.height = y;
        block.end = Some(middle);
        block
    }

    /// One branch: its label, and its steps below it.
    fn tak(&self, node: &RouteNode, index: usize, next: Option<usize>, width: f64, short: bool, only: bool) -> Block {
        let Some(tak) = node.takken.get(index) else { return Block::default() };
        let middle = width / 2.0;
        let label = self.when(node.number, index, tak, width, only);
        let mut block = Block { begin: middle, height: label.height, ..Block::default() };
        block.push_box(label);
        let from = (node.number, Some(index));
        let first = tak.stappen.first().map(|k| k.number);
        if let (true, true, Some(first)) = (short, Self::is_long(tak), first) {
            self.close(&mut block, Some(middle), from, FlowEnd::Reference(first, false), width, false);
            block.separate.push((node.number, index));
            return block;
        }
        let ending = match (tak.to, next) {
            (Some(to), _) => FlowEnd::Reference(to, true),
            (None, Some(to)) if short => FlowEnd::Reference(to, false),
            (None, None) if short => FlowEnd::Closed,
            (None, _) => FlowEnd::Open,
        };
        if tak.stappen.is_empty() {
            self.close(&mut block, Some(middle), from, ending, width, false);
            return block;
        }
        let sequence = self.sequence(&tak.stappen, from, tak.to.or(next), ending, width);
        let end = sequence.end;
        let height = block.height;
        let to = height + self.sizes.row_gap * 0.9;
        block.stroke(&[(middle, height), (middle, to)], Some(self.sizes.arrow));
        block.height = to + sequence.height;
        block.take(sequence, 0.0, to);
        block.end = end;
        block
    }

    /// Widths of the columns of a row: as preferred, and somewhat wider where there is room.
    fn columns(&self, preferred_widths: &[f64], room: f64, only: bool) -> Vec<f64> {
        let gaps = self.sizes.column_gap * (preferred_widths.len().max(1) - 1) as f64;
        let sum: f64 = preferred_widths.iter().sum::<f64>() + gaps;
        if only || sum > room {
            let part = (room - gaps) / preferred_widths.len().max(1) as f64;
            return preferred_widths.iter().map(|_| part).collect();
        }
        let added = (room - sum) / preferred_widths.len().max(1) as f64;
        let roomy = |wish: f64| if wish > self.sizes.column { wish * 1.3 } else { self.sizes.column * 1.4 };
        preferred_widths.iter().map(|wish| (wish + added).min(roomy(*wish))).collect()
    }
}

/// Divides branches over as few rows as possible, as evenly as possible.
fn into_rows(preferred_widths: &[f64], room: f64, column_gap: f64) -> Vec<std::ops::Range<usize>> {
    let fill = |room: f64| {
        let mut rows: Vec<std::ops::Range<usize>> = Vec::new();
        let mut full = 0.0;
        for (i, wish) in preferred_widths.iter().enumerate() {
            match rows.last_mut() {
                Some(row) if full + column_gap + wish <= room => {
                    row.end = i + 1;
                    full += column_gap + wish;
                }
                _ => {
                    rows.push(i..i + 1);
                    full = *wish;
                }
            }
        }
        rows
    };
    let rows = fill(room);
    (1..20).map(|part| fill(room * f64::from(part) / 20.0)).find(|r| r.len() == rows.len()).unwrap_or(rows)
}
