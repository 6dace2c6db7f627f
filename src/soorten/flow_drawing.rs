//! The picture of a route, as templates see it.

use serde::Serialize;
use tera::Value;

use crate::drawing::letters::Letters;
use crate::drawing::route::drawing::{BoxKind, RoutePart};
use crate::drawing::route::{self, Drawing, NARROW, PAPER, Schema, WIDE, sentence};
use crate::model::antwoord::{Graaf, Stap, StapSoort};
use crate::source::Span;

use super::{Medium, Writer};

/// The picture, in each width of a medium.
#[derive(Serialize)]
pub(super) struct PictureView {
    /// What it shows, in a sentence.
    sentence: String,
    /// For a page: each width, with its name.
    drawings: Vec<DrawingView>,
    /// For paper: the parts, one below the other.
    parts: Vec<PartView>,
    slant: f64,
    letter: f64,
    seam: f64,
}

#[derive(Serialize)]
struct DrawingView {
    name: &'static str,
    drawing: Drawing,
}

#[derive(Serialize)]
struct PartView {
    /// What it shows, in words.
    alt: String,
    width: f64,
    part: RoutePart,
    /// The comment that leads an error of Typst back to its place: of each box, and of the title.
    spans: Vec<Value>,
    heading_span: Value,
}

/// The picture of a route; none when it has no steps, or the medium has no pictures.
pub(super) fn drawing(graaf: &Graaf, writer: &mut Writer<'_>) -> Option<PictureView> {
    let schema = Schema::of(graaf);
    if schema.nodes().is_empty() || writer.medium == Medium::Markdown {
        return None;
    }
    let letters = Letters::builtin();
    let sentence = sentence::overall(&schema);
    if writer.medium == Medium::Web {
        let drawing = |name, sizes| DrawingView { name, drawing: route::draw(&schema, sizes, &letters) };
        let drawings = vec![drawing("narrow", NARROW), drawing("wide", WIDE)];
        return Some(PictureView { sentence, drawings, parts: Vec::new(), slant: 0.0, letter: 0.0, seam: 0.0 });
    }
    let drawing = route::draw(&schema, PAPER, &letters);
    let (slant, letter, seam, width) = (drawing.slant, drawing.letter, drawing.seam, drawing.width);
    let all = graaf.all();
    let parts = drawing.parts.into_iter().map(|part| {
        let mut comment =
            |span: Option<&Span>| Value::safe_string(&span.map(|p| writer.span_map.comment(p)).unwrap_or_default());
        let heading_span = comment(match part.tak {
            Some((keuze, tak)) => span(&all, keuze, Some(tak)),
            None => fase_span(graaf, part.from),
        });
        let spans = part.boxes.iter().map(|node_box| {
            comment(match (node_box.soort, node_box.at) {
                (BoxKind::When, Some((keuze, tak))) => span(&all, keuze, tak),
                _ => span(&all, node_box.number, None),
            })
        });
        let spans = spans.collect();
        PartView { alt: sentence::part(&schema, &part), width, part, spans, heading_span }
    });
    Some(PictureView { sentence, drawings: Vec::new(), parts: parts.collect(), slant, letter, seam })
}

/// Where a step, or a branch of a choice, stands in the source.
fn span<'a>(all: &[&'a Stap], number: usize, tak: Option<usize>) -> Option<&'a Span> {
    let stap = all.iter().find(|s| s.number == number)?;
    match (&stap.soort, tak) {
        (StapSoort::Keuze { takken, .. }, Some(tak)) => takken.get(tak).map(|t| &t.span),
        _ => Some(&stap.span),
    }
}

/// Where the phase of a step stands in the source.
fn fase_span(graaf: &Graaf, number: usize) -> Option<&Span> {
    graaf.stappen.iter().rev().find(|s| first_number(s).is_some_and(|b| b <= number)).map(|s| &s.span)
}

/// The number of the first step of an element.
fn first_number(stap: &Stap) -> Option<usize> {
    match &stap.soort {
        StapSoort::Fase { stappen, .. } => stappen.iter().find_map(first_number),
        _ => Some(stap.number),
    }
}
