//! Reads the styles of a page: declarations by tag and class, and what they say of letters and paragraphs.

use std::collections::HashMap;

use crate::input::import::html_page::html_tree::Node;

/// The most rules of a page that are read.
const MAX_RULES: usize = 5_000;

/// The most classes of an element that are looked up.
const MAX_CLASSES: usize = 20;

/// The declarations of a page by simple selector: `p`, `.c5`, `p.MsoNormal`.
#[derive(Default)]
pub(super) struct Stylesheet {
    by_selector: HashMap<String, Vec<(String, String)>>,
}

/// The declarations that apply to one element, the strongest last.
pub(super) struct Declarations<'s> {
    lists: Vec<&'s [(String, String)]>,
    own: Vec<(String, String)>,
}

impl Stylesheet {
    /// Reads the style elements of a page.
    pub(super) fn read(root: Node<'_>) -> Self {
        let mut sheet = Stylesheet::default();
        for style in root.with_descendants().filter(|node| node.name() == "style") {
            sheet.add(&style.all_text());
        }
        sheet
    }

    fn add(&mut self, text: &str) {
        let text = without_comments(text);
        for rule in text.split('}').take(MAX_RULES) {
            let Some((selectors, declarations)) = rule.split_once('{') else {
                continue;
            };
            let declarations = parsed(declarations);
            for selector in selectors.split(',') {
                let selector = selector.trim().to_ascii_lowercase();
                let is_simple = selector
                    .chars()
                    .all(|sign| sign.is_alphanumeric() || matches!(sign, '.' | '-' | '_'));
                if is_simple && !selector.is_empty() {
                    self.by_selector
                        .entry(selector)
                        .or_default()
                        .extend(declarations.iter().cloned());
                }
            }
        }
    }

    /// The declarations of an element.
    pub(super) fn of(&self, node: Node<'_>) -> Declarations<'_> {
        let mut lists = Vec::new();
        if !self.by_selector.is_empty() {
            let mut add = |selector: &str| lists.extend(self.by_selector.get(selector).map(Vec::as_slice));
            add(node.name());
            let classes = node.attribute("class").unwrap_or_default().to_ascii_lowercase();
            for class in classes.split_ascii_whitespace().take(MAX_CLASSES) {
                add(&format!(".{class}"));
            }
            for class in classes.split_ascii_whitespace().take(MAX_CLASSES) {
                add(&format!("{}.{class}", node.name()));
            }
        }
        Declarations {
            lists,
            own: node.attribute("style").map(parsed).unwrap_or_default(),
        }
    }
}

impl Declarations<'_> {
    /// The value of a property, in lower case.
    pub(super) fn get(&self, property: &str) -> Option<&str> {
        let all = self.lists.iter().copied().chain([self.own.as_slice()]);
        let mut values = all.flatten().filter(|(name, _)| name == property);
        values.next_back().map(|(_, value)| value.as_str())
    }

    /// The value of a property of the element itself.
    pub(super) fn own(&self, property: &str) -> Option<&str> {
        self.own
            .iter()
            .rfind(|(name, _)| name == property)
            .map(|(_, value)| value.as_str())
    }

    /// Returns whether one of its borders is drawn.
    pub(super) fn has_border(&self) -> bool {
        let all = self.lists.iter().copied().chain([self.own.as_slice()]);
        let mut borders = all.flatten().filter(|(name, _)| is_border(name));
        borders.any(|(_, value)| {
            ["solid", "double", "dotted", "dashed"]
                .iter()
                .any(|line| value.contains(line))
        })
    }
}

fn is_border(name: &str) -> bool {
    matches!(
        name,
        "border" | "border-top" | "border-bottom" | "border-left" | "border-right" | "border-style"
    )
}

fn parsed(declarations: &str) -> Vec<(String, String)> {
    let declarations = declarations
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'));
    declarations
        .map(|(name, value)| {
            let value = value.trim();
            let value = value.strip_suffix("!important").unwrap_or(value).trim();
            // The case of a font shows capitals: `.VnTimeH`.
            let is_font = name.trim().eq_ignore_ascii_case("font-family");
            let value = if is_font {
                value.to_owned()
            } else {
                value.to_ascii_lowercase()
            };
            (name.trim().to_ascii_lowercase(), value)
        })
        .collect()
}

/// The style sheets of Word are a comment for old browsers, and have comments inside.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("<!--", " ").replace("-->", " ")
}
