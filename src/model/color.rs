//! Colours, their contrast, and lighter and darker ones of the same hue.

/// An opaque colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color([u8; 3]);

impl Color {
    /// Reads `#rrggbb`.
    pub fn read(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#')?;
        if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// As `#rrggbb`.
    pub fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// A part of this colour, from 0 to 1, mixed with another for the rest.
    pub fn mixed(self, other: Self, part: f64) -> Self {
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
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colours of the same hue and saturation, nearest lightness first, this one not among them.
    pub fn shades(self) -> impl Iterator<Item = Self> {
        let (hue, saturation, lightness) = self.hsl();
        let step = move |i: u16| f64::from(i) / 200.0;
        let at = move |lightness: f64| Self::from_hsl(hue, saturation, lightness);
        (1..=200)
            .flat_map(move |i| [lightness - step(i), lightness + step(i)])
            .filter(|l| (0.0..=1.0).contains(l))
            .map(at)
    }

    /// Hue from 0 to 6, saturation and lightness from 0 to 1.
    fn hsl(self) -> (f64, f64, f64) {
        let [r, g, b] = self.0.map(|channel| f64::from(channel) / 255.0);
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let (range, lightness) = (most - least, f64::midpoint(most, least));
        if range == 0.0 {
            return (0.0, 0.0, lightness);
        }
        let saturation = range / (1.0 - (2.0 * lightness - 1.0).abs());
        let hue = match most {
            m if m == r => ((g - b) / range).rem_euclid(6.0),
            m if m == g => (b - r) / range + 2.0,
            _ => (r - g) / range + 4.0,
        };
        (hue, saturation, lightness)
    }

    fn from_hsl(hue: f64, saturation: f64, lightness: f64) -> Self {
        let range = (1.0 - (2.0 * lightness - 1.0).abs()) * saturation;
        let second = range * (1.0 - (hue.rem_euclid(2.0) - 1.0).abs());
        let (r, g, b) = match hue {
            h if h < 1.0 => (range, second, 0.0),
            h if h < 2.0 => (second, range, 0.0),
            h if h < 3.0 => (0.0, range, second),
            h if h < 4.0 => (0.0, second, range),
            h if h < 5.0 => (second, 0.0, range),
            _ => (range, 0.0, second),
        };
        let least = lightness - range / 2.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
        let byte = |part: f64| ((part + least) * 255.0).round().clamp(0.0, 255.0) as u8;
        Self([byte(r), byte(g), byte(b)])
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

    #[test]
    fn shades_keep_the_hue_and_go_from_near_to_far_until_nearly_black_and_white() {
        for hex in ["#0b5a6f", "#e2001a", "#ffcc00", "#7f7f7f"] {
            let color = Color::read(hex).unwrap();
            let (hue, _, lightness) = color.hsl();
            let shades: Vec<Color> = color.shades().collect();
            assert!(
                shades.iter().any(|s| s.luminance() < 0.005) && shades.iter().any(|s| s.luminance() > 0.95),
                "{hex}"
            );
            let away = |shade: &Color| (shade.hsl().2 - lightness).abs();
            assert!(shades.windows(2).all(|two| away(&two[0]) <= away(&two[1]) + 0.01), "{hex}");
            // Of a shade that is nearly black or white a byte is too coarse to tell the hue.
            for shade in shades.iter().filter(|s| hex != "#7f7f7f" && (0.2..0.8).contains(&s.hsl().2)) {
                assert!((shade.hsl().0 - hue).abs() < 0.1, "{hex} gives {}", shade.hex());
            }
        }
    }
}
