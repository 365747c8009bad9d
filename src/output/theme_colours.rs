//! The colours of site.yaml in the style sheet and the icon: one colour gives the shades that a page needs, light and
//! dark.

use std::sync::Arc;

use crate::base::colour::{Colour, LEAST_CONTRAST};
use crate::input::front_matter::theme_settings::ThemeColours;

/// The background of sheets of the default theme in the dark, where text is harder to read than on the pages.
const DARK_SHEET: Colour = Colour::new(0x1c, 0x21, 0x1d);

/// The contrast of colours in the dark: that of the default theme.
const DARK_CONTRAST: f64 = 7.0;

/// The accent that the icon of the default theme is drawn with.
const ICON_ACCENT: &str = "#1b6142";

/// Returns a static file with the colours of the site: the style sheet with its variables set anew, the icon in the
/// accent. Other files stay as they are.
pub(super) fn coloured(name: &str, bytes: &Arc<[u8]>, colours: ThemeColours) -> Arc<[u8]> {
    match (name, colours.accent) {
        ("congbo.css", _) if colours != ThemeColours::default() => {
            let mut sheet = bytes.to_vec();
            sheet.extend_from_slice(variables(colours).as_bytes());
            Arc::from(sheet)
        }
        ("icon.svg", Some(accent)) => match std::str::from_utf8(bytes) {
            Ok(icon) => Arc::from(icon.replace(ICON_ACCENT, &accent.to_string()).into_bytes()),
            Err(_) => Arc::clone(bytes),
        },
        _ => Arc::clone(bytes),
    }
}

/// The rules that set the variables of `congbo.css` on screens; on paper everything stays black.
fn variables(colours: ThemeColours) -> String {
    let (mut light, mut dark) = (String::new(), String::new());
    if let Some(accent) = colours.accent {
        let strong = accent.mixed(Colour::BLACK, 35);
        let soft = (2..=10).rev().map(|share| Colour::PAPER.mixed(accent, share));
        let soft = soft.into_iter().find(|soft| accent.contrast(*soft) >= LEAST_CONTRAST);
        let soft = soft.unwrap_or(Colour::WHITE);
        light.push_str(&format!(
            "--accent:{accent};--accent-strong:{strong};--accent-soft:{soft};"
        ));
        let accent = accent.readable(Colour::WHITE, DARK_SHEET, DARK_CONTRAST);
        let strong = accent.mixed(Colour::WHITE, 35);
        let soft = DARK_SHEET.mixed(accent, 10);
        dark.push_str(&format!(
            "--accent:{accent};--accent-strong:{strong};--accent-soft:{soft};"
        ));
    }
    if let Some(seal) = colours.seal {
        light.push_str(&format!("--seal:{seal};"));
        let seal = seal.readable(Colour::WHITE, DARK_SHEET, DARK_CONTRAST);
        dark.push_str(&format!("--seal:{seal};"));
    }
    format!("\n@media screen{{:root{{{light}}}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n")
}
