//! The picture of a support route: a flow from top to bottom, a part for each phase.
//!
//! A route is a plain graph ([`schema`]); [`draw`] gives every box, line and line of text a place for
//! one width ([`sizes`]); a template draws the result ([`drawing`]).
//!
//! What always holds: no two boxes touch, no line runs through a box, every line of text is inside its box, every node
//! is there once, and where no line can be drawn a connector names the step.

mod block;
mod boxes;
pub mod drawing;
mod graaf;
mod lanes;
mod parts;
mod placing;
pub mod schema;
pub mod sentence;
pub mod sizes;

pub use drawing::Drawing;
pub use schema::{NodeKind, RouteFase, RouteNode, RouteTak, Schema};
pub use sizes::{NARROW, PAPER, Sizes, WIDE};

use super::letters::{Letters, Meter};

/// Lays out a route for one width.
pub fn draw(schema: &Schema, sizes: Sizes, letters: &Letters) -> Drawing {
    let meter = Meter::new(letters, sizes.letter, sizes.factor);
    let arrivals = schema.arrivals().into_iter().collect();
    let boxes = boxes::BoxBuilder { sizes, meter: &meter, arrivals };
    parts::RouteDivider::draw(&boxes, schema).rounded(sizes)
}
