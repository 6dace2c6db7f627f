//! A QR code as an SVG image, so that it is one figure with one alternative text in the PDF.

use std::fmt::Write as _;

use qrcode::{Color, QrCode};

/// Light modules around the code, as its standard asks.
const RAND: usize = 4;

/// The QR code of an address, black on white with its margin; none for an address that is too long.
pub(super) fn svg(adres: &str) -> Option<String> {
    let code = QrCode::new(adres).ok()?;
    let breedte = code.width();
    let donker = |x: usize, y: usize| x < breedte && code[(x, y)] == Color::Dark;
    let mut pad = String::new();
    for y in 0..breedte {
        let mut x = 0;
        while x < breedte {
            // One shape per run of dark modules.
            let lengte = (x..breedte).take_while(|x| donker(*x, y)).count();
            if lengte > 0 {
                let _ = write!(pad, "M{} {}h{lengte}v1h-{lengte}z", x + RAND, y + RAND);
            }
            x += lengte + 1;
        }
    }
    let maat = breedte + 2 * RAND;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{maat}\" height=\"{maat}\" viewBox=\"0 0 {maat} {maat}\">\
         <path d=\"M0 0h{maat}v{maat}h-{maat}z\" fill=\"#ffffff\"/><path d=\"{pad}\" fill=\"#000000\"/></svg>"
    ))
}
