//! Charts: shares, dots on a scale, pyramids, series and matrices.
//!
//! Every chart comes above a table or text that says the same, with one sentence that is computed from the data.
//! Positions are in units of the drawing, or in percent where the drawing stretches with its page. No input gives a
//! number that cannot be drawn: shares are of counts, and amounts that are not finite remain words.

pub mod distribution;
pub mod matrix;
pub mod pyramid;
pub mod reeks;
pub mod schaal;
pub mod words;

/// Whole percents of counts that together make 100, by the method of the largest remainder; all
/// 0 when nothing was counted.
pub fn percents(counts: &[usize]) -> Vec<usize> {
    let total: usize = counts.iter().sum();
    if total == 0 {
        return vec![0; counts.len()];
    }
    let mut out: Vec<usize> = counts.iter().map(|a| a * 100 / total).collect();
    let mut remainders: Vec<usize> = (0..counts.len()).collect();
    // The first of equal remainders gets the percent, so that the outcome is always the same.
    remainders.sort_by_key(|&i| std::cmp::Reverse(counts[i] * 100 % total));
    let left_over = 100 - out.iter().sum::<usize>();
    for &i in remainders.iter().take(left_over) {
        out[i] += 1;
    }
    out
}

/// A number with at most two decimals: more is noise in a drawing.
pub(crate) fn round(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// A count as a number to calculate with.
pub(crate) fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// Width of a text in em; an upper estimate for any typeface.
pub(crate) fn text_width(text: &str) -> f64 {
    let letter = |c: char| match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '’' => 0.36,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.98,
        c if c.is_ascii_uppercase() => 0.76,
        c if c.is_ascii() => 0.62,
        _ => 1.05,
    };
    text.chars().map(letter).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_always_make_a_hundred() {
        assert_eq!(percents(&[0, 6, 8, 0]), [0, 43, 57, 0]);
        assert_eq!(percents(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(percents(&[1, 1, 1, 1, 1, 1]), [17, 17, 17, 17, 16, 16]);
        assert_eq!(percents(&[0, 0]), [0, 0]);
        assert_eq!(percents(&[]), [0; 0]);
        for a in 0..40 {
            for b in 0..7 {
                let parts = percents(&[a, b, 1, a * b]);
                assert_eq!(parts.iter().sum::<usize>(), 100, "{a} {b}");
            }
        }
    }

    #[test]
    fn a_share_that_is_there_is_rounded_by_at_most_one() {
        let counts = [997, 1, 1, 1];
        for (part, count) in percents(&counts).iter().zip(counts) {
            assert!((as_f64(*part) - as_f64(count) / 10.0).abs() < 1.0);
        }
    }
}
