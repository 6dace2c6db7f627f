//! Numbers that look random and are the same for the same seed, everywhere (xorshift64*): all random tests throw with these.
//! The region that `benches/regio` makes has its own, with a source for each subject.

/// A source of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..4 {
            random.next();
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    /// A number below a limit; nought where the limit is nought.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next()).unwrap_or_default() % limit.max(1)
    }

    /// Whether something happens that happens so often in a hundred times.
    pub(crate) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// Whether something happens that happens once in so many times.
    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of some values.
    pub(crate) fn pick<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        &values[self.below(values.len())]
    }
}

#[test]
fn a_source_gives_the_same_for_the_same_seed_and_another_for_another() {
    let of = |seed: u64| {
        let mut random = Random::new(seed);
        [random.below(1000), random.below(1000), random.below(1000), random.below(0)]
    };
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
    assert_eq!(of(3)[3], 0);
}

#[test]
fn every_value_comes_about_as_often_as_asked() {
    let mut random = Random::new(5);
    let mut times = [0; 4];
    (0..4000).for_each(|_| times[*random.pick(&[0, 1, 2, 3])] += 1);
    assert!(times.iter().all(|count| (800..1200).contains(count)), "{times:?}");
    let often = (0..4000).filter(|_| random.percent(25)).count() + (0..4000).filter(|_| random.one_in(4)).count();
    assert!((1700..2300).contains(&often), "{often}");
}
