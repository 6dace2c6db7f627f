//! Dots on a scale: where one judgement is among all values, in a drawing as small as a word.
//!
//! One below the other in a table, such drawings show a profile. A bar leads to the dot from the start of the scale, or
//! from its middle when it runs between two poles.

use serde::Serialize;

use super::distribution::Judgement;
use super::{as_f64, round};

/// The scale itself, the same for all items.
#[derive(Debug, Clone, Serialize)]
pub struct Track {
    /// Width of the drawing.
    pub width: f64,
    /// Height of the drawing.
    pub height: f64,
    /// `x` of each value.
    pub points: Vec<f64>,
    /// Radius of the small ring of a value.
    pub ring: f64,
    /// Radius of the dot.
    pub dot: f64,
    /// `x` where bars begin.
    pub origin: f64,
    /// Whether the scale runs between two poles.
    pub poles: bool,
}

/// One judgement on it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Dot {
    /// Middle of the dot, or of its left end between two values.
    pub from: f64,
    /// Middle of its right end.
    pub to: f64,
    /// Left end of the bar.
    pub bar_from: f64,
    /// Right end of the bar.
    pub bar_to: f64,
}

const DOT_RADIUS: f64 = 7.0;
const STAP: f64 = 24.0;
/// The greatest distance between the first and the last value, however many there are.
const WIDEST: f64 = 120.0;

/// The drawing of a scale of `count` values; `None` for a scale without values.
pub fn track(count: usize, poles: bool) -> Option<Track> {
    let last = count.checked_sub(1)?;
    let stap = if last == 0 { 0.0 } else { f64::min(STAP, WIDEST / as_f64(last)) };
    let edge = DOT_RADIUS + 1.0;
    let points: Vec<f64> = (0..count).map(|i| round(edge + as_f64(i) * stap)).collect();
    let end = edge + as_f64(last) * stap;
    Some(Track {
        width: round(end + edge),
        height: edge * 2.0,
        ring: round((stap / 4.0).clamp(0.5, 4.0)),
        dot: DOT_RADIUS,
        origin: round(if poles { f64::midpoint(edge, end) } else { edge }),
        points,
        poles,
    })
}

impl Track {
    /// Where a judgement is; `None` for a value that the scale does not have.
    pub fn dot(&self, verdict: Judgement) -> Option<Dot> {
        let from = *self.points.get(verdict.value)?;
        let to = match verdict.to {
            Some(to) => *self.points.get(to)?,
            None => from,
        };
        let middle = f64::midpoint(from, to);
        Some(Dot { from, to, bar_from: f64::min(self.origin, middle), bar_to: f64::max(self.origin, middle) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_stay_in_their_drawing_in_order() {
        for count in 1..=60 {
            for poles in [false, true] {
                let track = track(count, poles).unwrap();
                assert_eq!(track.points.len(), count);
                for entry in track.points.windows(2) {
                    assert!(entry[0] < entry[1], "{track:?}");
                }
                for value in 0..count {
                    let to = (value + 1 < count).then_some(value + 1);
                    let dot = track.dot(Judgement { value, to }).unwrap();
                    assert!(dot.from - track.dot >= 0.0 && dot.to + track.dot <= track.width, "{dot:?}");
                    assert!(dot.bar_from <= dot.bar_to);
                }
                assert_eq!(track.dot(Judgement { value: count, to: None }), None);
            }
        }
        assert!(track(0, true).is_none());
    }

    #[test]
    fn rings_of_neighbours_do_not_touch() {
        for count in [2, 4, 7, 25] {
            let track = track(count, false).unwrap();
            assert!(track.points[1] - track.points[0] >= track.ring * 2.0, "{count}");
        }
    }

    #[test]
    fn a_bar_leads_from_the_start_or_from_the_middle() {
        let plain = track(5, false).unwrap();
        let poles = track(5, true).unwrap();
        let dot = Judgement { value: 1, to: None };
        assert_eq!(plain.dot(dot).unwrap().bar_from, plain.points[0]);
        let dot = poles.dot(dot).unwrap();
        assert_eq!((dot.bar_from, dot.bar_to), (poles.points[1], poles.points[2]));
    }
}
