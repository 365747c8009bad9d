//! The order of Vietnamese text: a ă â b c d đ e ê …, tones after letters, numbers by value.

use std::cmp::Ordering;

use crate::base::vietnamese_collation::{VietnameseCollator, vietnamese_collation};

/// Compares texts as a Vietnamese dictionary does (CLDR collation `vi`, digits by their value).
#[derive(Debug)]
pub(crate) struct VietnameseOrder(VietnameseCollator);

impl VietnameseOrder {
    /// Loads the collation, which is compiled into the program.
    pub(crate) fn new() -> Self {
        VietnameseOrder(vietnamese_collation())
    }

    /// Compares two texts; texts that are equal in the collation are ordered by code points.
    pub(crate) fn compare(&self, left: &str, right: &str) -> Ordering {
        self.0.compare(left, right).then_with(|| left.cmp(right))
    }
}

impl Default for VietnameseOrder {
    fn default() -> Self {
        VietnameseOrder::new()
    }
}

#[cfg(test)]
mod tests {
    use super::VietnameseOrder;

    #[test]
    fn sorts_letters_tones_and_numbers() {
        let order = VietnameseOrder::new();
        let expected =
            "10-QĐ/TU, 290-QĐ/TU, an ninh, ăn, ấm, dân tộc, dân vận, đất đai, êm, hòa, ô tô, ơn, tôn giáo, tư, ưu";
        let expected: Vec<&str> = expected.split(", ").collect();
        let mut sorted = expected.clone();
        sorted.reverse();
        sorted.sort_by(|a, b| order.compare(a, b));
        assert_eq!(sorted, expected);
    }
}
