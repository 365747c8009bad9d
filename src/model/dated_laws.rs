//! The laws that one text names by their year: `Luật Đất đai năm 2013`.

use crate::base::date::PartialDate;
use crate::base::position::Position;
use crate::input::body::html_template::Speaker;
use crate::input::document::Document;
use crate::model::law_numbers::{is_abbreviated, is_law, split_year};
use crate::model::number_usage::used_on;

/// The mentions of a document that name a law by its year and may make it known.
pub(super) fn dated_laws(document: &Document, is_citing: impl Fn(Speaker) -> bool) -> Box<[Position]> {
    let own = used_on(document).map(PartialDate::year);
    let mentions = document.references.mentions.iter().enumerate();
    let named = mentions.filter(|(_, mention)| {
        let proper = mention.titled().and_then(|titled| titled.proper.as_ref());
        let Some(proper) = proper.filter(|proper| is_law(&proper.key)) else {
            return false;
        };
        let (name, year) = split_year(&proper.key);
        let is_past = year.is_some_and(|year| (FIRST_YEAR..=own.unwrap_or(i16::MAX)).contains(&year));
        let is_code = CODES.iter().any(|code| name == format!("luật {code}"));
        is_past && !is_code && !name.contains('(') && is_citing(mention.occurrence.speaker) && !is_abbreviated(mention)
    });
    named.map(|(at, _)| Position::new(at)).collect()
}

/// The first year of a law that may be cited.
const FIRST_YEAR: i16 = 1945;

/// What is a code (bộ luật) and is called a law now and then: its page would be a second one.
const CODES: [&str; 6] = [
    "hình sự",
    "dân sự",
    "lao động",
    "tố tụng hình sự",
    "tố tụng dân sự",
    "hàng hải việt nam",
];
