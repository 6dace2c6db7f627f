//! Divides a route into parts: one per phase, and more where a phase is too long for its page or a choice has no room
//! for its branches.

use crate::drawing::letters::Weight;

use super::block::Block;
use super::boxes::BoxBuilder;
use super::drawing::{Drawing, Line, LineKind, LineStyle, Onward, RoutePart, RoutePartKind, TextLine};
use super::lanes;
use super::placing::FlowEnd;
use super::schema::{NodeKind, RouteNode, Schema, tak_falls_through};

/// Most lines of the title of a part.
const MAX_TITLE_LINES: usize = 5;

/// A stretch of nodes to be drawn as one or more parts.
struct Stretch<'a> {
    stappen: &'a [RouteNode],
    /// What follows the stretch.
    after: Option<usize>,
    fase: usize,
    /// If it is a branch: its choice, its index and its words.
    tak: Option<(usize, usize, &'a str)>,
    /// What happens at its end.
    ending: FlowEnd,
}

/// A part in the making.
struct PartDraft {
    block: Block,
    open: Option<f64>,
    from: usize,
    until: usize,
}

pub(super) struct RouteDivider<'v, 's> {
    boxes: &'v BoxBuilder<'v>,
    schema: &'s Schema,
    parts: Vec<RoutePart>,
    /// Whether the last part leads on to the next.
    continues: bool,
}

impl<'v, 's> RouteDivider<'v, 's> {
    pub(super) fn draw(boxes: &'v BoxBuilder<'v>, schema: &'s Schema) -> Drawing {
        let mut divider = Self { boxes, schema, parts: Vec::new(), continues: false };
        for (fase, content) in schema.fasen.iter().enumerate().filter(|(_, f)| !f.stappen.is_empty()) {
            let after = schema.first_after(fase);
            let ending = FlowEnd::Open;
            divider.stretch(&Stretch { stappen: &content.stappen, after, fase, tak: None, ending });
        }
        divider.stack()
    }

    /// Stacks all parts.
    fn stack(mut self) -> Drawing {
        let m = self.boxes.sizes;
        let mut y = 0.0;
        for part in &mut self.parts {
            part.y = y;
            y += part.height + m.seam;
        }
        let height = (y - m.seam).max(0.0);
        Drawing { width: m.width, height, letter: m.letter, slant: self.boxes.slant(), seam: m.seam, parts: self.parts }
    }

    fn stretch(&mut self, stretch: &Stretch<'s>) {
        let boxes = self.boxes;
        let m = boxes.sizes;
        let width = m.width - 2.0 * m.border;
        let mut first = true;
        let mut begin = 0;
        while begin < stretch.stappen.len() {
            let (end, keuze_parts) = self.fits(stretch, begin, width, first);
            match keuze_parts {
                // A choice with more branches than a part can hold.
                Some(parts) => {
                    let node = &stretch.stappen[begin];
                    let after = stretch.stappen.get(begin + 1).map(|k| k.number).or(stretch.after);
                    let mut all = Vec::new();
                    for part in parts {
                        let block = boxes.keuze_short(node, after, width, part);
                        let separate = block.separate.clone();
                        let draft = PartDraft { block, open: None, from: node.number, until: node.number };
                        self.add(stretch, draft, first, None);
                        first = false;
                        self.draw_takken_apart(stretch, &separate);
                        all.extend(separate);
                    }
                    self.after_keuze(stretch, begin, &all);
                    begin += 1;
                }
                None => {
                    let draft = self.with_lanes(stretch, begin..end, width);
                    let separate = draft.block.separate.clone();
                    let open = draft.open.is_some();
                    let last = end == stretch.stappen.len();
                    let to = stretch.stappen.get(end).map(|k| k.number).or(if last { stretch.after } else { None });
                    let to = to.filter(|_| open);
                    self.add(stretch, draft, first, to);
                    first = false;
                    if !separate.is_empty() {
                        self.draw_takken_apart(stretch, &separate);
                        self.after_keuze(stretch, end - 1, &separate);
                    }
                    begin = end;
                }
            }
        }
    }

    /// From the last of the branches that were taken out, an arrow leads on to what follows the choice, if that comes
    /// right below it. On paper the connector at its end says enough.
    fn after_keuze(&mut self, stretch: &Stretch<'s>, index: usize, separate: &[(usize, usize)]) {
        let Some(node) = stretch.stappen.get(index) else { return };
        let next = stretch.stappen.get(index + 1).map(|k| k.number);
        let to = next.or(if stretch.tak.is_none() { stretch.after } else { None });
        let last = separate.last().filter(|(keuze, _)| *keuze == node.number).and_then(|(_, i)| node.takken.get(*i));
        let onward = last.is_some_and(tak_falls_through) && self.boxes.sizes.max_part_height.is_infinite();
        if let (Some(to), true, Some(height)) = (to, onward, self.parts.last().map(|part| part.height)) {
            let onward = self.onward(to, self.boxes.sizes.width / 2.0, height);
            self.parts.last_mut().map(|part| part.onward.get_or_insert(onward));
            self.continues = true;
        }
    }

    /// Draws the branches for which there was no room, each as a part.
    fn draw_takken_apart(&mut self, stretch: &Stretch<'s>, separate: &[(usize, usize)]) {
        for (keuze, index) in separate {
            let Some((node, after)) = locate(stretch.stappen, stretch.after, *keuze) else { continue };
            let Some(tak) = node.takken.get(*index) else { continue };
            let target = tak.to.or(after);
            let ending = target.map_or(FlowEnd::Closed, |to| FlowEnd::Reference(to, tak.to.is_some()));
            self.continues = false;
            self.stretch(&Stretch {
                stappen: &tak.stappen,
                after: target,
                fase: stretch.fase,
                tak: Some((*keuze, *index, &tak.when)),
                ending,
            });
            self.continues = false;
        }
    }

    /// The end of the nodes that fit in a part, from `begin`; and the pieces into which a choice has to be cut, if it
    /// does.
    fn fits(
        &self,
        stretch: &Stretch<'s>,
        begin: usize,
        width: f64,
        first: bool,
    ) -> (usize, Option<Vec<std::ops::Range<usize>>>) {
        let m = self.boxes.sizes;
        let (heading, ..) = self.heading(stretch, first);
        let room = m.max_part_height - heading - 2.0 * self.padding() - m.row_gap * 2.0 - m.line * 2.0;
        let mut height = 0.0;
        for (i, node) in stretch.stappen.iter().enumerate().skip(begin) {
            let after = stretch.stappen.get(i + 1).map(|k| k.number).or(stretch.after);
            let block = self.boxes.element(node, after, width);
            if i == begin && block.height > room && node.soort == NodeKind::Keuze {
                return (begin + 1, Some(self.cut(node, after, width, room, 0..node.takken.len())));
            }
            height += block.height + if i > begin { m.row_gap } else { 0.0 };
            if i > begin && height > room {
                return (i, None);
            }
            // What follows branches that were taken out, comes below those.
            if !block.separate.is_empty() {
                return (i + 1, None);
            }
        }
        (stretch.stappen.len(), None)
    }

    /// Cuts the branches of a choice into pieces that fit.
    fn cut(
        &self,
        node: &RouteNode,
        after: Option<usize>,
        width: f64,
        room: f64,
        part: std::ops::Range<usize>,
    ) -> Vec<std::ops::Range<usize>> {
        let block = self.boxes.keuze_short(node, after, width, part.clone());
        if block.height <= room || part.len() < 2 {
            return vec![part];
        }
        let half = part.start + part.len().div_ceil(2);
        let mut out = self.cut(node, after, width, room, part.start..half);
        out.extend(self.cut(node, after, width, room, half..part.end));
        out
    }

    /// Lays out nodes, with as many lanes at the sides as their jumps need.
    fn with_lanes(&self, stretch: &Stretch<'s>, part: std::ops::Range<usize>, width: f64) -> PartDraft {
        let m = self.boxes.sizes;
        let without_lanes = self.draft(stretch, part.clone(), width);
        let (left, right) = lanes::needed(&without_lanes.block);
        if left + right == 0 {
            return without_lanes;
        }
        let (left, right) = (left as f64 * m.lane, right as f64 * m.lane);
        let narrow = width - left - right;
        if narrow < m.min_column + 2.0 * m.rail {
            return without_lanes;
        }
        let mut draft = self.draft(stretch, part, narrow);
        // Less width may take more height than there is; then the words of the connectors have to do.
        if draft.block.separate != without_lanes.block.separate
            || draft.block.height
                > m.max_part_height
                    - self.heading(stretch, false).0.max(self.heading(stretch, true).0)
                    - 2.0 * self.padding()
        {
            return without_lanes;
        }
        let mut block = Block {
            height: draft.block.height,
            begin: draft.block.begin + left,
            end: draft.block.end.map(|x| x + left),
            ..Block::default()
        };
        draft.open = draft.open.map(|x| x + left);
        block.take(std::mem::take(&mut draft.block), left, 0.0);
        lanes::draw_jumps(&mut block, left, width - right, m.lane, m.arrow);
        draft.block = block;
        draft
    }

    fn draft(&self, stretch: &Stretch<'s>, part: std::ops::Range<usize>, width: f64) -> PartDraft {
        let middle = width / 2.0;
        let boxes = self.boxes;
        let last = part.end == stretch.stappen.len();
        let stappen = &stretch.stappen[part.clone()];
        let next = stretch.stappen.get(part.end).map(|k| k.number).or(stretch.after);
        let ending = if last { stretch.ending } else { FlowEnd::Open };
        let from = stappen.first().map_or(0, |k| k.number);
        let mut block = Block { begin: middle, ..Block::default() };
        let mut open = None;
        for (i, node) in stappen.iter().enumerate() {
            let after = stappen.get(i + 1).map(|k| k.number).or(next);
            let element = boxes.element(node, after, width);
            boxes.stack(&mut block, element, open, i > 0, middle);
            open = block.end;
        }
        let until = stappen.last().map_or(from, |k| k.number);
        // What comes next is below the branches that were taken out: a connector leads there.
        let ending = match (ending, next) {
            (FlowEnd::Open, Some(to)) if !block.separate.is_empty() => FlowEnd::Reference(to, false),
            _ => ending,
        };
        boxes.close(&mut block, open, (until, None), ending, width, false);
        let open = block.end;
        PartDraft { block, open, from, until: last_number(stappen).max(until) }
    }

    fn padding(&self) -> f64 {
        self.boxes.sizes.row_gap * 0.85
    }

    /// Adds a part to the picture. `to`: the step that its flow goes on to.
    fn add(&mut self, stretch: &Stretch<'s>, draft: PartDraft, first: bool, to: Option<usize>) {
        let m = self.boxes.sizes;
        let (heading_height, heading, band) = self.heading(stretch, first);
        let padding = self.padding();
        let above = heading_height + padding;
        let mut part = Block { height: above + draft.block.height + padding, ..Block::default() };
        let begin = m.border + draft.block.begin;
        let below = above + draft.block.height;
        if self.continues {
            part.stroke(&[(begin, heading_height), (begin, above)], Some(m.arrow));
        }
        let open = draft.open.map(|x| x + m.border);
        part.take(draft.block, m.border, above);
        let onward = match (to, open) {
            (Some(to), Some(x)) => {
                let middle = m.width / 2.0;
                let half = below + padding * 0.4;
                part.stroke(&[(x, below), (x, half), (middle, half), (middle, part.height)], None);
                Some(self.onward(to, middle, part.height))
            }
            _ => None,
        };
        self.continues = onward.is_some();
        self.parts.push(RoutePart {
            y: 0.0,
            height: part.height,
            soort: match (stretch.tak, first) {
                (_, false) => RoutePartKind::Continued,
                (Some(_), true) => RoutePartKind::Tak,
                (None, true) => RoutePartKind::Fase,
            },
            fase: stretch.fase,
            tak: stretch.tak.map(|(keuze, index, _)| (keuze, index)),
            heading_height,
            heading,
            band,
            boxes: part.boxes,
            lines: part.lines,
            onward,
            from: draft.from,
            until: draft.until,
        });
    }

    /// The arrow to the next part, with words next to it.
    fn onward(&self, to: usize, x: f64, below: f64) -> Onward {
        let m = self.boxes.sizes;
        let text = format!("naar stap {to}");
        let width = self.boxes.meter.width(&text, Weight::Plain);
        let y = below + m.seam * 0.5 + m.letter * 0.35;
        Onward {
            x,
            to,
            stroke: Line::new(vec![(x, below), (x, below + m.seam)], LineKind::Plain, Some(m.arrow)),
            line: TextLine { x: x + m.letter * 0.7, y, middle: false, text, style: LineStyle::Noot, width },
        }
    }

    /// The title of a part: height of its band, its lines, and the word at its right.
    fn heading(&self, stretch: &Stretch<'s>, first: bool) -> (f64, Vec<TextLine>, Option<TextLine>) {
        let m = self.boxes.sizes;
        let fase = self.schema.fasen.get(stretch.fase);
        let title = fase.and_then(|f| f.title.as_deref());
        let (above, title) = match (stretch.tak, title, first) {
            (Some((keuze, _, when)), ..) => {
                let word = if first { "Antwoord bij keuze" } else { "Vervolg van een antwoord bij keuze" };
                (Some(format!("{word} {keuze}")), Some(when.to_owned()))
            }
            (None, Some(title), true) => (None, Some(title.to_owned())),
            (None, Some(title), false) => (None, Some(format!("{title} (vervolg)"))),
            (None, None, true) => (None, None),
            (None, None, false) => (None, Some("Vervolg".to_owned())),
        };
        let Some(title) = title else { return (0.0, Vec::new(), None) };
        let left = m.border * 0.5 + m.margin;
        let mut room = m.width - 2.0 * left;
        let mut y = m.padding * 0.9;
        let baseline = |y: f64| y + m.line * 0.5 + m.letter * 0.35;
        let meter = self.boxes.meter;
        let band = fase.and_then(|f| f.band.clone()).filter(|_| stretch.tak.is_none()).map(|text| {
            let lines = meter.lines(&text, Weight::Plain, room * 0.35, 1);
            let text = lines.into_iter().next().unwrap_or_default();
            let width = meter.width(&text, Weight::Plain);
            room -= width + 2.0 * m.margin;
            TextLine { x: m.width - left - width, y: baseline(y), middle: false, text, style: LineStyle::Noot, width }
        });
        let mut lines = Vec::new();
        let texts = above.map(|t| (t, LineStyle::Noot, Weight::Plain)).into_iter().chain([(
            title,
            LineStyle::Title,
            Weight::Bold,
        )]);
        for (text, style, weight) in texts {
            for text in meter.lines(&text, weight, room, MAX_TITLE_LINES) {
                let width = meter.width(&text, weight);
                lines.push(TextLine { x: left, y: baseline(y), middle: false, text, style, width });
                y += m.line;
            }
        }
        if lines.is_empty() {
            return (0.0, Vec::new(), None);
        }
        (y + m.padding * 0.9, lines, band)
    }
}

/// A choice by its number, and what follows it.
fn locate(stappen: &[RouteNode], after: Option<usize>, number: usize) -> Option<(&RouteNode, Option<usize>)> {
    stappen.iter().enumerate().find_map(|(i, node)| {
        let next = stappen.get(i + 1).map(|k| k.number).or(after);
        if node.number == number {
            return Some((node, next));
        }
        node.takken.iter().find_map(|tak| locate(&tak.stappen, tak.to.or(next), number))
    })
}

/// The highest number among nodes.
fn last_number(stappen: &[RouteNode]) -> usize {
    let in_takken = |k: &RouteNode| k.takken.iter().map(|t| last_number(&t.stappen)).max().unwrap_or(0);
    stappen.iter().map(|k| k.number.max(in_takken(k))).max().unwrap_or(0)
}
