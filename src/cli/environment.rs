//! What the environment says of languages and colours.

use std::env;
use std::io::{self, IsTerminal};

use crate::messages::catalogue::Language;

/// Returns the language of the machine's locale; English where it is another one or none.
pub(super) fn locale() -> Language {
    let language = named_locale().as_deref().and_then(Language::from_code);
    language.unwrap_or(Language::English)
}

/// Returns the language of a double click: Vietnamese where no locale is named, as nearly always on Windows.
pub(super) fn start_language() -> Language {
    named_locale().map_or(Language::Vietnamese, |_| locale())
}

/// Returns the locale that the environment names.
fn named_locale() -> Option<String> {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter();
    let mut named = names.filter_map(|name| env::var(name).ok());
    named.find(|value| !value.is_empty())
}

/// Returns whether to print colours: `NO_COLOR` refuses them (no-color.org), else `CLICOLOR_FORCE` asks for them
/// (bixense.com/clicolors); else a terminal shows them, unless it can do nothing but print (`TERM=dumb`) or `CLICOLOR=0`.
pub(super) fn colours() -> bool {
    let value = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let is_terminal = io::stderr().is_terminal();
    wants_colours(is_terminal, &|name| {
        value(name).map(|value| value.to_string_lossy().into_owned())
    })
}

/// Decides on colours by the variables of the environment.
fn wants_colours(is_terminal: bool, variable: &dyn Fn(&str) -> Option<String>) -> bool {
    let is_zero = |name: &str| variable(name).as_deref() == Some("0");
    if variable("NO_COLOR").is_some() {
        return false;
    }
    if variable("CLICOLOR_FORCE").is_some() && !is_zero("CLICOLOR_FORCE") {
        return true;
    }
    is_terminal && variable("TERM").as_deref() != Some("dumb") && !is_zero("CLICOLOR")
}

#[cfg(test)]
mod tests {
    use super::wants_colours;

    #[test]
    fn variables_decide_on_colours_in_their_order() {
        for (is_terminal, variables, wanted) in [
            (true, "", true),
            (false, "", false),
            (true, "TERM=dumb", false),
            (true, "TERM=xterm", true),
            (true, "CLICOLOR=0", false),
            (false, "CLICOLOR=1", false),
            (false, "CLICOLOR_FORCE=1", true),
            (true, "CLICOLOR_FORCE=0", true),
            (false, "CLICOLOR_FORCE=0", false),
            (false, "TERM=dumb CLICOLOR_FORCE=1", true),
            (true, "NO_COLOR=1 CLICOLOR_FORCE=1", false),
        ] {
            let variable = |name: &str| {
                let mut pairs = variables.split(' ').filter_map(|pair| pair.split_once('='));
                pairs
                    .find(|(known, _)| *known == name)
                    .map(|(_, value)| value.to_owned())
            };
            assert_eq!(
                wants_colours(is_terminal, &variable),
                wanted,
                "{is_terminal} {variables}"
            );
        }
    }
}
