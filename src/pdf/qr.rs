//! A QR code as an SVG image, so that it is one figure with one alternative text in the PDF.

use std::fmt::Write as _;

use qrcode::{Color, QrCode};

/// Light modules around the code, as its standard asks.
const MARGIN: usize = 4;

/// The QR code of an address, black on white with its margin; none for an address that is too long.
pub(super) fn svg(address: &str) -> Option<String> {
    let code = QrCode::new(address).ok()?;
    let width = code.width();
    let dark = |x: usize, y: usize| x < width && code[(x, y)] == Color::Dark;
    let mut path = String::new();
    for y in 0..width {
        let mut x = 0;
        while x < width {
            // One shape per run of dark modules.
            let length = (x..width).take_while(|x| dark(*x, y)).count();
            if length > 0 {
                let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + MARGIN, y + MARGIN);
            }
            x += length + 1;
        }
    }
    let size = width + 2 * MARGIN;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"{size}\" viewBox=\"0 0 {size} {size}\">\
         <path d=\"M0 0h{size}v{size}h-{size}z\" fill=\"#ffffff\"/><path d=\"{path}\" fill=\"#000000\"/></svg>"
    ))
}
