//! A set of names of runs of letters.

use super::Tally;

/// A set of numbers other than 0, laid out so that asking it costs next to nothing: a table at most half
/// full, in which a number stands where its own bits put it or right behind.
#[derive(Debug, Clone, Default)]
pub(super) struct Grams {
    slots: Vec<u32>,
}

impl Grams {
    /// The set of these numbers, of which there are at most `count`. 0 is left out.
    pub(super) fn of(count: usize, names: impl Iterator<Item = u32>) -> Self {
        if count == 0 {
            return Self::default();
        }
        let mut grams = Self { slots: vec![0; (count * 2).next_power_of_two()] };
        for name in names.filter(|&name| name != 0) {
            let slot = grams.slot(name);
            grams.slots[slot] = name;
        }
        grams
    }

    /// Whether the number is in the set; 0 never is.
    pub(super) fn has(&self, name: u32) -> bool {
        self.count(&[name]).common == 1
    }

    /// How many of these numbers are in the set; 0 is none. One loop without calls: this runs over a whole
    /// report at every keystroke.
    pub(super) fn count(&self, names: &[u32]) -> Tally {
        let mut tally = Tally::default();
        let mask = self.slots.len().wrapping_sub(1);
        for &name in names {
            if name == 0 {
                continue;
            }
            tally.all += 1;
            let mut slot = name as usize & mask;
            while let Some(&found) = self.slots.get(slot) {
                if found == name {
                    tally.common += 1;
                }
                if found == name || found == 0 {
                    break;
                }
                slot = (slot + 1) & mask;
            }
        }
        tally
    }

    /// Where the number stands, or where it would.
    fn slot(&self, name: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = name as usize & mask;
        while self.slots[slot] != 0 && self.slots[slot] != name {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_what_was_put_in_and_no_more() {
        let names: Vec<u32> = (1..2000).map(|index| index * 4096).collect();
        let grams = Grams::of(names.len(), names.iter().copied());
        assert!(names.iter().all(|&name| grams.has(name)));
        assert!(!grams.has(4097) && !grams.has(0));
        assert!(!Grams::default().has(1) && !Grams::of(1, [0].into_iter()).has(0));
    }
}
