//! Sizes, per medium.

/// Sizes of a picture, in its own units: CSS pixels on a page, points on paper.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// Width of the whole.
    pub width: f64,
    /// Size of the letters.
    pub letter: f64,
    /// From line to line.
    pub line: f64,
    /// How many times as wide the reader's font may be as the font that text is measured with.
    pub factor: f64,
    /// Room inside a part, left and right of what is drawn.
    pub border: f64,
    /// Room inside a box, left and right of its text.
    pub margin: f64,
    /// Room inside a box, above and below its text.
    pub padding: f64,
    /// Widest box.
    pub max_box_width: f64,
    /// Narrowest column.
    pub min_column: f64,
    /// Preferred width of a column.
    pub column: f64,
    /// Room between columns.
    pub column_gap: f64,
    /// Vertical gap between boxes; an arrow fits in it.
    pub row_gap: f64,
    /// Room for a line at the side of branches in several rows.
    pub rail: f64,
    /// Room for a line at the side of a part, for jumps.
    pub lane: f64,
    /// Length of an arrowhead.
    pub arrow: f64,
    /// Radius of the badge with the number of a box.
    pub picture: f64,
    /// The greatest height of a choice; if it is taller, its longer branches are taken out.
    pub tall_keuze: f64,
    /// The greatest height of a part.
    pub max_part_height: f64,
    /// Room between parts.
    pub seam: f64,
}

/// For a phone: a screen of 320 pixels leaves 284 units, so letters are never smaller than here.
pub const NARROW: Sizes = Sizes {
    width: 284.0,
    letter: 15.0,
    line: 19.5,
    factor: 1.3,
    border: 9.0,
    margin: 10.0,
    padding: 9.0,
    max_box_width: 268.0,
    min_column: 150.0,
    column: 210.0,
    column_gap: 14.0,
    row_gap: 25.0,
    rail: 16.0,
    lane: 13.0,
    arrow: 10.0,
    picture: 11.0,
    tall_keuze: 1150.0,
    max_part_height: f64::INFINITY,
    seam: 30.0,
};

/// For a page with its table of contents next to it.
pub const WIDE: Sizes = Sizes {
    width: 760.0,
    letter: 15.5,
    line: 20.0,
    factor: 1.3,
    border: 16.0,
    margin: 12.0,
    padding: 10.0,
    max_box_width: 330.0,
    min_column: 150.0,
    column: 172.0,
    column_gap: 18.0,
    row_gap: 28.0,
    rail: 22.0,
    lane: 16.0,
    arrow: 10.5,
    picture: 11.5,
    tall_keuze: 2200.0,
    max_part_height: f64::INFINITY,
    seam: 32.0,
};

/// For paper: A4 between the outer margin of the numbers and the right margin.
pub const PAPER: Sizes = Sizes {
    width: 452.0,
    letter: 9.0,
    line: 11.4,
    factor: 1.0,
    border: 10.0,
    margin: 7.0,
    padding: 5.5,
    max_box_width: 196.0,
    min_column: 80.0,
    column: 100.0,
    column_gap: 10.0,
    row_gap: 16.0,
    rail: 13.0,
    lane: 10.0,
    arrow: 6.0,
    picture: 7.0,
    tall_keuze: 575.0,
    max_part_height: 630.0,
    seam: 18.0,
};
