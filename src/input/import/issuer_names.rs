//! The names of the body that issued a document, from the lines in capitals at its top.

use crate::input::body::pasted_lines::{is_place, issuer};

/// The names that the issuer may have, the likeliest first. `TỈNH ỦY THÁI NGUYÊN` above `BAN DÂN VẬN` is the commission
/// of that committee.
pub(super) fn issuer_names(lines: &[String]) -> Vec<String> {
    let lines = with_places(lines);
    let (Some(own), above) = (lines.last(), lines.iter().rev().nth(1)) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    if let Some(above) = above {
        let whole = format!("{own} {above}");
        names.push(match issuer(&whole) {
            Some((name, _)) => name,
            None => format!("{} {}", written(own), written(above)),
        });
        // A department of a province is named after the place alone.
        let place = ["TỈNH", "THÀNH PHỐ", "HUYỆN", "THỊ XÃ"].iter().find_map(|word| {
            let at = above.find(&format!("{word} "))?;
            Some(above[at..].to_owned())
        });
        names.extend(place.map(|place| written(&format!("{own} {place}"))));
    }
    names.push(written(own));
    names
}

/// Lines of which each is a body: the place of a body may be in a line of its own.
fn with_places(lines: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in lines {
        let is_continued = is_place(line) || out.last().is_some_and(|last| last.ends_with(['-', '–', ',']));
        match out.last_mut().filter(|_| is_continued) {
            Some(last) => *last = format!("{last} {line}"),
            None => out.push(line.clone()),
        }
    }
    out
}

/// Words before the name of a place.
const PLACE_WORDS: [&str; 7] = ["tỉnh", "huyện", "quận", "phường", "xã", "thị", "thành"];

/// A name in capitals as sentences write it.
fn written(line: &str) -> String {
    if let Some((name, _)) = issuer(line) {
        return name;
    }
    let mut words: Vec<String> = line.to_lowercase().split(' ').map(str::to_owned).collect();
    // A place is written with capitals, and so is the first word.
    let place = words.iter().rposition(|word| PLACE_WORDS.contains(&word.as_str()));
    let is_name = |at: usize| at == 0 || place.is_some_and(|place| at > place);
    for (at, word) in words.iter_mut().enumerate().filter(|(at, _)| is_name(*at)) {
        let is_place_word = at > 0 && matches!(word.as_str(), "phố" | "xã" | "trấn");
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        if !is_place_word {
            *word = format!("{first}{}", letters.as_str());
        }
    }
    words.join(" ")
}
