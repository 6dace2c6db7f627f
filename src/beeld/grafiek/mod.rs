//! Charts: shares, dots on a scale, pyramids, series and matrices.
//!
//! Every chart stands above a table or text that says the same, and comes with one sentence that
//! is computed from the data. Positions are in units of the drawing, or in percent where the
//! drawing stretches with its page. No input makes a number that cannot be drawn: shares are of
//! counts, and amounts that are not finite stay words.

pub mod matrix;
pub mod piramide;
pub mod reeks;
pub mod schaal;
pub mod verdeling;
pub mod woorden;

/// Whole percents of counts that together make 100, by the method of the largest remainder; all
/// 0 when nothing was counted.
pub fn procenten(aantallen: &[usize]) -> Vec<usize> {
    let totaal: usize = aantallen.iter().sum();
    if totaal == 0 {
        return vec![0; aantallen.len()];
    }
    let mut uit: Vec<usize> = aantallen.iter().map(|a| a * 100 / totaal).collect();
    let mut resten: Vec<usize> = (0..aantallen.len()).collect();
    // The first of equal remainders gets the percent, so that the outcome is always the same.
    resten.sort_by_key(|&i| std::cmp::Reverse(aantallen[i] * 100 % totaal));
    let over = 100 - uit.iter().sum::<usize>();
    for &i in resten.iter().take(over) {
        uit[i] += 1;
    }
    uit
}

/// A number with at most two decimals: more is noise in a drawing.
pub(crate) fn rond(getal: f64) -> f64 {
    (getal * 100.0).round() / 100.0
}

/// A count as a measure.
pub(crate) fn maat(aantal: usize) -> f64 {
    u32::try_from(aantal).map_or(f64::from(u32::MAX), f64::from)
}

/// Width of a text in parts of its size; rather too wide than too narrow, whatever the typeface.
pub(crate) fn tekstbreedte(tekst: &str) -> f64 {
    let letter = |c: char| match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '’' => 0.36,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.98,
        c if c.is_ascii_uppercase() => 0.76,
        c if c.is_ascii() => 0.62,
        _ => 1.05,
    };
    tekst.chars().map(letter).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_always_make_a_hundred() {
        assert_eq!(procenten(&[0, 6, 8, 0]), [0, 43, 57, 0]);
        assert_eq!(procenten(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(procenten(&[1, 1, 1, 1, 1, 1]), [17, 17, 17, 17, 16, 16]);
        assert_eq!(procenten(&[0, 0]), [0, 0]);
        assert_eq!(procenten(&[]), [0; 0]);
        for a in 0..40 {
            for b in 0..7 {
                let delen = procenten(&[a, b, 1, a * b]);
                assert_eq!(delen.iter().sum::<usize>(), 100, "{a} {b}");
            }
        }
    }

    #[test]
    fn a_share_that_is_there_is_rounded_by_at_most_one() {
        let aantallen = [997, 1, 1, 1];
        for (deel, aantal) in procenten(&aantallen).iter().zip(aantallen) {
            assert!((maat(*deel) - maat(aantal) / 10.0).abs() < 1.0);
        }
    }
}
