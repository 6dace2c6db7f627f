//! Sizes, per medium.

/// Sizes of a picture, in its own units: CSS pixels on a page, points on paper.
#[derive(Debug, Clone, Copy)]
pub struct Maten {
    /// Width of the whole.
    pub breedte: f64,
    /// Size of the letters.
    pub letter: f64,
    /// From line to line.
    pub regel: f64,
    /// How much wider the reader's font may be than the font that is measured with.
    pub factor: f64,
    /// Room inside a part, left and right of what is drawn.
    pub rand: f64,
    /// Room inside a box, left and right of its text.
    pub marge: f64,
    /// Room inside a box, above and below its text.
    pub lucht: f64,
    /// Widest box.
    pub vak_breed: f64,
    /// Narrowest column.
    pub kolom_smal: f64,
    /// Width that a column would like.
    pub kolom: f64,
    /// Room between columns.
    pub spleet: f64,
    /// From box to box, down; an arrow fits in it.
    pub tussen: f64,
    /// Room for a line at the side of branches that stand below each other.
    pub rail: f64,
    /// Room for a line at the side of a part, for jumps.
    pub baan: f64,
    /// Length of an arrowhead.
    pub pijl: f64,
    /// Radius of the number on a box.
    pub plaatje: f64,
    /// A choice taller than this has its longer branches told apart.
    pub keuze_hoog: f64,
    /// A part may not be taller than this.
    pub deel_hoog: f64,
    /// Room between parts.
    pub naad: f64,
}

/// For a phone: 284 units is what a screen of 320 pixels leaves, so letters never get smaller than
/// they are here.
pub const SMAL: Maten = Maten {
    breedte: 284.0,
    letter: 15.0,
    regel: 19.5,
    factor: 1.3,
    rand: 9.0,
    marge: 10.0,
    lucht: 9.0,
    vak_breed: 268.0,
    kolom_smal: 150.0,
    kolom: 210.0,
    spleet: 14.0,
    tussen: 25.0,
    rail: 16.0,
    baan: 13.0,
    pijl: 10.0,
    plaatje: 11.0,
    keuze_hoog: 1150.0,
    deel_hoog: f64::INFINITY,
    naad: 30.0,
};

/// For a page next to its contents.
pub const BREED: Maten = Maten {
    breedte: 760.0,
    letter: 15.5,
    regel: 20.0,
    factor: 1.3,
    rand: 16.0,
    marge: 12.0,
    lucht: 10.0,
    vak_breed: 330.0,
    kolom_smal: 150.0,
    kolom: 172.0,
    spleet: 18.0,
    tussen: 28.0,
    rail: 22.0,
    baan: 16.0,
    pijl: 10.5,
    plaatje: 11.5,
    keuze_hoog: 2200.0,
    deel_hoog: f64::INFINITY,
    naad: 32.0,
};

/// For paper: A4 between the outer margin of the numbers and the right margin.
pub const PAPIER: Maten = Maten {
    breedte: 452.0,
    letter: 9.0,
    regel: 11.4,
    factor: 1.0,
    rand: 10.0,
    marge: 7.0,
    lucht: 5.5,
    vak_breed: 196.0,
    kolom_smal: 80.0,
    kolom: 100.0,
    spleet: 10.0,
    tussen: 16.0,
    rail: 13.0,
    baan: 10.0,
    pijl: 6.0,
    plaatje: 7.0,
    keuze_hoog: 575.0,
    deel_hoog: 630.0,
    naad: 18.0,
};
