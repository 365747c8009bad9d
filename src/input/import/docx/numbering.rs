//! Works out the automatic numbers of a .docx as Word prints them (ECMA-376, part 1, 17.9).

use std::collections::{HashMap, HashSet};

use crate::input::import::docx::word_styles::{ParagraphSettings, RunSettings, is_on};
use crate::input::import::number_format::{NumberFormat, formatted};
use crate::input::office::xml_tree::{Element, XmlTree};

/// The levels of a list.
const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
pub(super) struct Numbering<'t> {
    lists: HashMap<&'t str, List<'t>>,
    /// The counters of each definition, which all its lists share.
    counters: HashMap<&'t str, [Option<u32>; LEVELS]>,
    /// The lists and levels whose own first number was used.
    restarted: HashSet<(&'t str, usize)>,
}

/// A list: levels of a definition, some of them replaced.
struct List<'t> {
    definition: &'t str,
    levels: [Level<'t>; LEVELS],
    /// The numbers at which this list begins anew, although its definition has counted on.
    restarts: [Option<u32>; LEVELS],
}

#[derive(Clone, Copy)]
struct Level<'t> {
    start: u32,
    format: NumberFormat,
    text: &'t str,
    /// Whether numbers of higher levels are printed as digits, whatever their own format.
    is_legal: bool,
    /// The level, from 1, behind which this one begins anew; 0 for never.
    restart: Option<usize>,
    style: Option<&'t str>,
    font: Option<&'t str>,
}

/// The number or bullet of a paragraph.
pub(super) struct PrintedNumber<'t> {
    /// The level in its list.
    pub(super) level: usize,
    /// The text that Word prints.
    pub(super) text: String,
    /// Whether it is a bullet.
    pub(super) is_bullet: bool,
    /// The font that prints it, if the list names one.
    pub(super) font: Option<&'t str>,
    /// Whether a part of it follows from no paragraph.
    pub(super) is_doubtful: bool,
}

impl<'t> Numbering<'t> {
    /// Reads the part of numbering; no lists if a document has none.
    pub(super) fn read(tree: Option<&'t XmlTree>) -> Self {
        let elements: Vec<Element<'t>> = tree.map(|tree| tree.root().children().collect()).unwrap_or_default();
        let named = |name: &'static str| elements.iter().copied().filter(move |element| element.name() == name);
        let definitions: HashMap<&str, Element<'t>> = named("abstractNum")
            .filter_map(|definition| Some((definition.attribute("abstractNumId")?, definition)))
            .collect();
        let by_style: HashMap<&str, Element<'t>> = named("abstractNum")
            .filter_map(|definition| Some((definition.child("styleLink")?.value()?, definition)))
            .collect();
        let read = |list: Element<'t>| {
            let definition = *definitions.get(list.child("abstractNumId")?.value()?)?;
            // A definition may only name the style of another one, which has the levels.
            let link = definition.child("numStyleLink").and_then(Element::value);
            let definition = link
                .and_then(|style| by_style.get(style).copied())
                .unwrap_or(definition);
            Some((list.attribute("numId")?, List::read(list, definition)?))
        };
        Numbering {
            lists: named("num").filter_map(read).collect(),
            counters: HashMap::new(),
            restarted: HashSet::new(),
        }
    }

    /// Counts a paragraph, and gives its number; `None` if it is in no list.
    pub(super) fn next(&mut self, settings: &ParagraphSettings<'t>, style: Option<&str>) -> Option<PrintedNumber<'t>> {
        let id = settings.list.filter(|id| *id != "0")?;
        let (id, list) = self.lists.get_key_value(id)?;
        let of_style = || {
            list.levels
                .iter()
                .position(|level| style.is_some() && level.style == style)
        };
        let level = settings.list_level.or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        let counters = self.counters.entry(list.definition).or_default();
        // A list that begins anew does so once, at its first paragraph of that level or of one below.
        for (at, restart) in list.restarts.iter().enumerate().take(level + 1) {
            if restart.is_some() && self.restarted.insert((id, at)) {
                counters[at] = None;
            }
        }
        let start = |at: usize| list.restarts[at].unwrap_or(list.levels[at].start);
        let counted = counters[level].map_or(start(level), |number| number.saturating_add(1));
        counters[level] = Some(counted);
        for (below, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let after = list.levels[below].restart.unwrap_or(below);
            if after > level {
                *counter = None;
            }
        }
        let mut is_doubtful = false;
        let numbers: Vec<u32> = (0..LEVELS)
            .map(|at| counters[at].unwrap_or_else(|| start(at)))
            .collect();
        let own = list.levels[level];
        let text = filled(own.text, |at| {
            is_doubtful |= at > level || counters[at].is_none();
            let format = if own.is_legal {
                NumberFormat::Digits
            } else {
                list.levels[at].format
            };
            formatted(format, numbers[at])
        });
        Some(PrintedNumber {
            level,
            is_bullet: own.format == NumberFormat::Bullet,
            text: text.trim().to_owned(),
            font: own.font,
            is_doubtful,
        })
    }
}

/// Fills the numbers of levels into a text such as `%1.%2.`.
fn filled(text: &str, mut number: impl FnMut(usize) -> String) -> String {
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let level = letters
            .peek()
            .and_then(|next| next.to_digit(10))
            .filter(|level| *level > 0);
        match level {
            Some(level) if letter == '%' => {
                letters.next();
                out.push_str(&number(level as usize - 1));
            }
            Some(_) | None => out.push(letter),
        }
    }
    out
}

impl<'t> List<'t> {
    fn read(list: Element<'t>, definition: Element<'t>) -> Option<Self> {
        let mut levels = [Level::default(); LEVELS];
        let mut restarts = [None; LEVELS];
        for element in definition.children().filter(|child| child.name() == "lvl") {
            if let Some(at) = level_of(element) {
                levels[at] = Level::read(element);
            }
        }
        for element in list.children().filter(|child| child.name() == "lvlOverride") {
            let Some(at) = level_of(element) else { continue };
            if let Some(level) = element.child("lvl") {
                levels[at] = Level::read(level);
            }
            let start = element.child("startOverride").and_then(Element::value);
            restarts[at] = start.and_then(|start| start.parse().ok());
        }
        let definition = definition.attribute("abstractNumId")?;
        Some(List {
            definition,
            levels,
            restarts,
        })
    }
}

fn level_of(element: Element<'_>) -> Option<usize> {
    let level = element.attribute("ilvl")?.parse().ok()?;
    (level < LEVELS).then_some(level)
}

impl Default for Level<'_> {
    fn default() -> Self {
        Level {
            start: 1,
            format: NumberFormat::None,
            text: "",
            is_legal: false,
            restart: None,
            style: None,
            font: None,
        }
    }
}

impl<'t> Level<'t> {
    fn read(element: Element<'t>) -> Self {
        let value = |name: &str| element.child(name).and_then(Element::value);
        // Formats of later versions are a choice beside one of the first.
        let choice = element
            .child("AlternateContent")
            .and_then(|choice| choice.child("Choice")?.child("numFmt"));
        Level {
            start: value("start").and_then(|start| start.parse().ok()).unwrap_or(0),
            format: choice
                .or(element.child("numFmt"))
                .map_or(NumberFormat::Digits, format_of),
            text: value("lvlText").unwrap_or_default(),
            is_legal: element
                .child("isLgl")
                .is_some_and(|legal| legal.value().is_none_or(is_on)),
            restart: value("lvlRestart").and_then(|level| level.parse().ok()),
            style: value("pStyle"),
            font: element.child("rPr").and_then(|look| RunSettings::read(look).font),
        }
    }
}

fn format_of(element: Element<'_>) -> NumberFormat {
    NumberFormat::of_word(element.value().unwrap_or("decimal"), element.attribute("format"))
}
