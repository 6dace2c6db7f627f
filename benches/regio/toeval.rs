//! Numbers that look random and are the same for the same seed (splitmix64).

/// A source of numbers. `voor` gives an own source per subject, so that a change in one part of the
/// generator leaves the rest as it was.
#[derive(Debug, Clone)]
pub(crate) struct Toeval(u64);

impl Toeval {
    pub(crate) fn nieuw(zaad: u64) -> Self {
        Self(zaad)
    }

    /// An own source for a subject.
    pub(crate) fn voor(&self, onderwerp: &str) -> Self {
        // FNV-1a, with the state of this source as its start.
        let som = onderwerp
            .bytes()
            .fold(self.0 ^ 0xcbf2_9ce4_8422_2325, |som, byte| (som ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(som)
    }

    /// An own source for a number.
    pub(crate) fn voor_nummer(&self, nummer: u64) -> Self {
        Self(Self(self.0 ^ nummer.wrapping_mul(0x9e37_79b9_7f4a_7c15)).volgende())
    }

    fn volgende(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a limit.
    pub(crate) fn onder(&mut self, grens: u64) -> u64 {
        self.volgende() % grens.max(1)
    }

    /// Whether something happens that happens so often in a hundred times.
    pub(crate) fn procent(&mut self, kans: u64) -> bool {
        self.onder(100) < kans
    }

    /// One of some values.
    pub(crate) fn kies<T: Copy>(&mut self, uit: &[T]) -> T {
        uit[usize::try_from(self.onder(uit.len() as u64)).unwrap_or(0)]
    }
}
