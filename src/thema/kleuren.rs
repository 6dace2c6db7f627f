//! Colours and their contrast.

/// An opaque colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kleur([u8; 3]);

impl Kleur {
    /// Reads `#rrggbb`.
    pub(super) fn lees(tekst: &str) -> Option<Self> {
        let hex = tekst.strip_prefix('#')?;
        if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let deel = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16).ok();
        Some(Self([deel(0)?, deel(2)?, deel(4)?]))
    }

    pub(super) fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// So much of this colour, from 0 to 1, with another for the rest.
    pub(super) fn gemengd(self, ander: Self, deel: f64) -> Self {
        let meng = |i: usize| {
            let som = f64::from(self.0[i]) * deel + f64::from(ander.0[i]) * (1.0 - deel);
            // Between two bytes, so it is one.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
            let byte = som.round().clamp(0.0, 255.0) as u8;
            byte
        };
        Self([meng(0), meng(1), meng(2)])
    }

    /// Contrast ratio as WCAG 2.2 defines it: 1 to 21.
    pub(super) fn contrast(self, ander: Self) -> f64 {
        let (a, b) = (self.luminantie(), ander.luminantie());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance as WCAG 2.2 defines it.
    fn luminantie(self) -> f64 {
        let [r, g, b] = self.0.map(|kanaal| {
            let deel = f64::from(kanaal) / 255.0;
            if deel <= 0.04045 { deel / 12.92 } else { ((deel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let [zwart, wit, grijs] = ["#000000", "#ffffff", "#767676"].map(|k| Kleur::lees(k).unwrap());
        assert!((zwart.contrast(wit) - 21.0).abs() < 1e-9);
        assert!((grijs.contrast(wit) - 4.54).abs() < 0.01);
        assert_eq!(zwart.gemengd(wit, 0.25).hex(), "#bfbfbf");
        assert_eq!((zwart.gemengd(wit, 1.0), zwart.gemengd(wit, 0.0)), (zwart, wit));
        assert_eq!(Kleur::lees("#12345"), None);
        assert_eq!(Kleur::lees("#é1234"), None);
    }
}
