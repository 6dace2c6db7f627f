//! Colours and their contrast.

/// An opaque colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Color([u8; 3]);

impl Color {
    /// Reads `#rrggbb`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#')?;
        if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    pub(super) fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// A part of this colour, from 0 to 1, mixed with another for the rest.
    pub(super) fn mixed(self, other: Self, part: f64) -> Self {
        let mix = |i: usize| {
            let sum = f64::from(self.0[i]) * part + f64::from(other.0[i]) * (1.0 - part);
            // A weighted mean of two bytes, so it fits in one.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
            let byte = sum.round().clamp(0.0, 255.0) as u8;
            byte
        };
        Self([mix(0), mix(1), mix(2)])
    }

    /// Contrast ratio as WCAG 2.2 defines it: 1 to 21.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|channel| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let [black, white, gray] = ["#000000", "#ffffff", "#767676"].map(|k| Color::read(k).unwrap());
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((gray.contrast(white) - 4.54).abs() < 0.01);
        assert_eq!(black.mixed(white, 0.25).hex(), "#bfbfbf");
        assert_eq!((black.mixed(white, 1.0), black.mixed(white, 0.0)), (black, white));
        assert_eq!(Color::read("#12345"), None);
        assert_eq!(Color::read("#é1234"), None);
    }
}
