//! A colour of the screen, and whether text in it can be read.

use std::fmt;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The least contrast of text and background (WCAG 2.2, criterion 1.4.3).
pub(crate) const LEAST_CONTRAST: f64 = 4.5;

impl Colour {
    /// `#ffffff`
    pub const WHITE: Colour = Colour([255; 3]);
    /// `#000000`
    pub const BLACK: Colour = Colour([0; 3]);
    /// The background of pages in the default theme, on which links stand.
    pub const PAPER: Colour = Colour([0xfb, 0xfa, 0xf6]);

    /// A colour by its three parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Colour([red, green, blue])
    }

    /// Reads `#1b6142` or `#163`, with or without the hash.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches('#');
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |range: std::ops::Range<usize>| u8::from_str_radix(digits.get(range)?, 16).ok();
        match digits.len() {
            3 => Some(Colour([part(0..1)? * 17, part(1..2)? * 17, part(2..3)? * 17])),
            6 => Some(Colour([part(0..2)?, part(2..4)?, part(4..6)?])),
            _ => None,
        }
    }

    /// The contrast of two colours, from 1 to 21 (WCAG 2.2, “contrast ratio”).
    pub fn contrast(self, other: Colour) -> f64 {
        let (own, other) = (self.luminance(), other.luminance());
        (own.max(other) + 0.05) / (own.min(other) + 0.05)
    }

    /// The colour with a share of another one, in hundredths.
    pub fn mixed(self, other: Colour, share: u16) -> Colour {
        let share = share.min(100);
        let mut parts = self.0;
        for (part, further) in parts.iter_mut().zip(other.0) {
            let sum = u16::from(*part) * (100 - share) + u16::from(further) * share;
            *part = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
        }
        Colour(parts)
    }

    /// The nearest colour towards another one that can be read on a background: itself, if it can be.
    pub fn readable(self, towards: Colour, background: Colour, contrast: f64) -> Colour {
        let steps = (0..=100).map(|share| self.mixed(towards, share));
        let mut readable = steps.filter(|colour| colour.contrast(background) >= contrast);
        readable.next().unwrap_or(towards)
    }

    /// The relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            match part <= 0.04045 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(out, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    #[test]
    fn colours_are_read_and_compared_as_wcag_says() {
        let read = |text| Colour::parse(text).expect("a colour");
        for (text, contrast) in [
            ("#767676", 4.54),
            ("777", 4.48),
            ("#000", 21.0),
            ("#FFFFFF", 1.0),
            ("#1b6142", 7.41),
        ] {
            let found = read(text).contrast(Colour::WHITE);
            assert!((found - contrast).abs() < 0.01, "{text}: {found}");
        }
        for wrong in [
            "",
            "#",
            "#12",
            "#12345",
            "green",
            "#12345g",
            "rgb(1,2,3)",
            "#1234567",
            "é23",
        ] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
        assert_eq!(read("#abc").to_string(), "#aabbcc");
        assert_eq!(read("#808080").mixed(Colour::WHITE, 0).to_string(), "#808080");
        let pale = read("#8ecfa5");
        let dark = pale.readable(Colour::BLACK, Colour::WHITE, 4.5);
        assert!(
            dark.contrast(Colour::WHITE) >= 4.5 && pale.contrast(Colour::WHITE) < 4.5,
            "{dark}"
        );
    }
}
