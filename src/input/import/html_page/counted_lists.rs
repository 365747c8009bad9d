//! The numbers of lists in pages that Google Docs downloads: style sheets print them by counters.
//!
//! `.lst-kix_x-1>li:before{content:"Điều " counter(lst-ctn-kix_x-0,decimal) "." counter(lst-ctn-kix_x-1,lower-latin) ". "}`

use std::collections::HashMap;

use crate::input::import::html_page::html_tree::Node;
use crate::input::import::html_page::list_marks::{ListMark, format_of};
use crate::input::import::number_format::{NumberFormat, formatted};

/// The most parts of a mark.
const MAX_PARTS: usize = 20;

/// A part of the mark of an item.
#[derive(Clone, Debug)]
enum MarkPart {
    /// Letters.
    Text(String),
    /// The number of the open item of a level.
    Counter(String, NumberFormat),
}

/// The marks of a page by the names of their levels: `kix_x-1`.
#[derive(Default)]
pub(super) struct CountedLists {
    marks: HashMap<String, Vec<MarkPart>>,
    /// The number of the open item of each level.
    numbers: HashMap<String, i64>,
}

impl CountedLists {
    /// Reads the style elements of a page.
    pub(super) fn read(root: Node<'_>) -> Self {
        let mut lists = CountedLists::default();
        for style in root.with_descendants().filter(|node| node.name() == "style") {
            let text = style.all_text();
            for rule in text.split('}').filter(|rule| rule.contains("lst-kix")) {
                if let Some((name, parts)) = rule.split_once('{').and_then(|(selector, own)| mark(selector, own)) {
                    lists.marks.insert(name, parts);
                }
            }
        }
        lists
    }

    /// The mark of an item of a list that has a counter; that of its list else.
    pub(super) fn mark(&mut self, list: Node<'_>, (own, number): (ListMark, i64)) -> ListMark {
        let classes = list.attribute("class").unwrap_or_default();
        let Some(name) = classes
            .split_ascii_whitespace()
            .find_map(|class| class.strip_prefix("lst-"))
        else {
            return own;
        };
        let Some(parts) = self.marks.get(name) else { return own };
        self.numbers.insert(name.to_owned(), number);
        let printed = |part: &MarkPart| match part {
            MarkPart::Text(text) => text.clone(),
            MarkPart::Counter(level, format) => {
                let number = self.numbers.get(level).copied().unwrap_or(1);
                u32::try_from(number).map_or(number.to_string(), |number| formatted(*format, number))
            }
        };
        let is_number = parts.iter().any(|part| matches!(part, MarkPart::Counter(..)));
        let text: String = parts.iter().map(printed).collect();
        ListMark {
            number: is_number.then(|| text.trim().to_owned()),
            is_bullet: !is_number,
            depth: level_of(name).unwrap_or(own.depth),
        }
    }
}

/// The level in the name of a list: `kix_x-1`.
fn level_of(name: &str) -> Option<u8> {
    name.rsplit_once('-')?.1.parse().ok()
}

/// The level and the mark of a rule, if it is that of an item.
fn mark(selector: &str, declarations: &str) -> Option<(String, Vec<MarkPart>)> {
    let selector: String = selector.split_whitespace().collect();
    let name = selector.strip_prefix(".lst-")?.strip_suffix(">li:before")?;
    let content = declarations.split_once("content:")?.1;
    let mut parts = Vec::new();
    let mut rest = content.trim_start();
    while parts.len() < MAX_PARTS {
        if let Some(text) = rest.strip_prefix('"') {
            let (text, behind) = text.split_once('"')?;
            parts.push(MarkPart::Text(text.to_owned()));
            rest = behind.trim_start();
        } else if let Some(counter) = rest.strip_prefix("counter(") {
            let (counter, behind) = counter.split_once(')')?;
            let (level, style) = counter.split_once(',').unwrap_or((counter, "decimal"));
            let level = level.trim().strip_prefix("lst-ctn-")?;
            parts.push(MarkPart::Counter(level.to_owned(), format_of(None, Some(style.trim()))));
            rest = behind.trim_start();
        } else {
            break;
        }
    }
    (!parts.is_empty()).then(|| (name.to_owned(), parts))
}
