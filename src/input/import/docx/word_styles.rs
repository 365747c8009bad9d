//! Reads the styles of a .docx and how a run or paragraph looks by its own settings and by its styles
//! (ECMA-376, part 1, 17.7).

use std::collections::HashMap;

use crate::input::import::source_text::SourceScript;
use crate::input::office::xml_tree::{Element, XmlTree};

/// What settings say of letters; `None` where they say nothing.
#[derive(Clone, Copy, Default)]
pub(super) struct RunSettings<'t> {
    pub(super) is_bold: Option<bool>,
    pub(super) is_italic: Option<bool>,
    pub(super) is_upper: Option<bool>,
    pub(super) is_hidden: Option<bool>,
    pub(super) is_struck: Option<bool>,
    pub(super) script: Option<SourceScript>,
    pub(super) font: Option<&'t str>,
    /// The font of letters of ASCII, where another one is named for them.
    pub(super) ascii_font: Option<&'t str>,
}

/// What settings say of a paragraph.
#[derive(Clone, Copy, Default)]
pub(super) struct ParagraphSettings<'t> {
    /// The list that numbers it; `0` takes it out of a list.
    pub(super) list: Option<&'t str>,
    /// Its level in that list.
    pub(super) list_level: Option<usize>,
    /// Its level as a heading, from 0; 9 is text.
    pub(super) outline: Option<u8>,
    pub(super) is_centered: Option<bool>,
    pub(super) begins_page: Option<bool>,
}

/// A style with what it inherits.
#[derive(Clone, Copy, Default)]
pub(super) struct Style<'t> {
    /// Its name, which is English for Word's own styles in any language.
    pub(super) name: &'t str,
    pub(super) run: RunSettings<'t>,
    pub(super) paragraph: ParagraphSettings<'t>,
    /// Whether tables of this style have borders.
    pub(super) has_borders: bool,
}

/// The styles of a document, by id.
pub(super) struct Styles<'t> {
    by_id: HashMap<&'t str, Style<'t>>,
    default_paragraph: Style<'t>,
    default_run: RunSettings<'t>,
}

/// How many styles may inherit from each other: a file may have them in a circle.
const MAX_INHERITANCE: usize = 20;

impl<'t> Styles<'t> {
    /// Reads the part of styles; no styles if a document has none.
    pub(super) fn read(tree: Option<&'t XmlTree>) -> Self {
        let elements: Vec<Element<'t>> = tree.map(|tree| tree.root().children().collect()).unwrap_or_default();
        let styles = || elements.iter().filter(|element| element.name() == "style");
        let by_id: HashMap<&str, Element<'t>> = styles()
            .filter_map(|style| Some((style.attribute("styleId")?, *style)))
            .collect();
        let resolved = by_id
            .iter()
            .map(|(id, style)| (*id, with_inherited(*style, &by_id)))
            .collect();
        let is_default = |style: &&Element<'_>| {
            style.attribute("type") == Some("paragraph") && style.attribute("default").is_some_and(is_on)
        };
        let defaults = elements.iter().find(|element| element.name() == "docDefaults");
        let default_run = defaults.and_then(|defaults| defaults.child("rPrDefault")?.child("rPr"));
        Styles {
            by_id: resolved,
            default_paragraph: styles()
                .find(is_default)
                .map(|style| with_inherited(*style, &by_id))
                .unwrap_or_default(),
            default_run: default_run.map(RunSettings::read).unwrap_or_default(),
        }
    }

    /// The style of an id; the default style of paragraphs without one.
    pub(super) fn of_paragraph(&self, id: Option<&str>) -> Style<'t> {
        id.and_then(|id| self.by_id.get(id))
            .copied()
            .unwrap_or(self.default_paragraph)
    }

    /// The style of an id.
    pub(super) fn get(&self, id: &str) -> Option<&Style<'t>> {
        self.by_id.get(id)
    }

    /// All styles.
    pub(super) fn all(&self) -> impl Iterator<Item = &Style<'t>> {
        self.by_id.values()
    }

    /// The look of a run: its own settings, then those of its style, of its paragraph and of the document.
    pub(super) fn look(&self, own: RunSettings<'t>, style: Option<&str>, paragraph: &Style<'t>) -> RunSettings<'t> {
        let of_style = style
            .and_then(|id| self.by_id.get(id))
            .map(|style| style.run)
            .unwrap_or_default();
        let below = paragraph.run.or(self.default_run);
        // 17.7.3: a setting of two states that both styles have is taken back.
        let toggled = |style: Option<bool>, below: Option<bool>| match (style, below) {
            (Some(style), Some(below)) => Some(style != below),
            (style, below) => style.or(below),
        };
        RunSettings {
            is_bold: own.is_bold.or(toggled(of_style.is_bold, paragraph.run.is_bold)),
            is_italic: own.is_italic.or(toggled(of_style.is_italic, paragraph.run.is_italic)),
            is_upper: own.is_upper.or(toggled(of_style.is_upper, paragraph.run.is_upper)),
            ..own.or(of_style).or(below)
        }
    }
}

impl<'t> RunSettings<'t> {
    /// Reads an element `rPr`.
    pub(super) fn read(element: Element<'t>) -> Self {
        let mut settings = RunSettings::default();
        for child in element.children() {
            let switch = Some(child.value().is_none_or(is_on));
            match child.name() {
                "b" => settings.is_bold = switch,
                "i" => settings.is_italic = switch,
                "caps" => settings.is_upper = switch,
                "vanish" => settings.is_hidden = switch,
                "strike" | "dstrike" => {
                    settings.is_struck = Some(switch == Some(true) || settings.is_struck == Some(true))
                }
                "vertAlign" => {
                    settings.script = Some(match child.value() {
                        Some("superscript") => SourceScript::Superscript,
                        Some("subscript") => SourceScript::Subscript,
                        Some(_) | None => SourceScript::Normal,
                    });
                }
                "rFonts" => {
                    // The letters of old encodings are signs of Latin-1, which the second font shows.
                    settings.font = child.attribute("hAnsi").or(child.attribute("ascii"));
                    // A font of the theme takes the place of the one that is named (17.3.2.26).
                    settings.ascii_font = child.attribute("asciiTheme").or(child.attribute("ascii"));
                }
                _ => {}
            }
        }
        settings
    }

    /// These settings; where they say nothing, others.
    pub(super) fn or(self, others: RunSettings<'t>) -> Self {
        RunSettings {
            is_bold: self.is_bold.or(others.is_bold),
            is_italic: self.is_italic.or(others.is_italic),
            is_upper: self.is_upper.or(others.is_upper),
            is_hidden: self.is_hidden.or(others.is_hidden),
            is_struck: self.is_struck.or(others.is_struck),
            script: self.script.or(others.script),
            font: self.font.or(others.font),
            ascii_font: self.ascii_font.or(others.ascii_font),
        }
    }
}

impl<'t> ParagraphSettings<'t> {
    /// Reads an element `pPr`.
    pub(super) fn read(element: Element<'t>) -> Self {
        let mut settings = ParagraphSettings::default();
        for child in element.children() {
            match child.name() {
                "numPr" => {
                    settings.list = child.child("numId").and_then(Element::value);
                    let level = child.child("ilvl").and_then(Element::value);
                    settings.list_level = level.and_then(|level| level.parse().ok());
                }
                "outlineLvl" => settings.outline = child.value().and_then(|level| level.parse().ok()),
                "jc" => settings.is_centered = Some(child.value() == Some("center")),
                "pageBreakBefore" => settings.begins_page = Some(child.value().is_none_or(is_on)),
                _ => {}
            }
        }
        settings
    }

    /// These settings; where they say nothing, others.
    pub(super) fn or(self, others: ParagraphSettings<'t>) -> Self {
        ParagraphSettings {
            list: self.list.or(others.list),
            list_level: self.list_level.or(others.list_level),
            outline: self.outline.or(others.outline),
            is_centered: self.is_centered.or(others.is_centered),
            begins_page: self.begins_page.or(others.begins_page),
        }
    }
}

/// Returns whether a value switches a setting on.
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

fn with_inherited<'t>(style: Element<'t>, by_id: &HashMap<&str, Element<'t>>) -> Style<'t> {
    let mut resolved = Style {
        name: style.child("name").and_then(Element::value).unwrap_or_default(),
        ..Style::default()
    };
    let mut next = Some(style);
    for _ in 0..MAX_INHERITANCE {
        let Some(style) = next else { break };
        if let Some(run) = style.child("rPr") {
            resolved.run = resolved.run.or(RunSettings::read(run));
        }
        if let Some(paragraph) = style.child("pPr") {
            resolved.paragraph = resolved.paragraph.or(ParagraphSettings::read(paragraph));
        }
        resolved.has_borders |= style.child("tblPr").is_some_and(has_borders);
        next = style
            .child("basedOn")
            .and_then(|base| by_id.get(base.value()?).copied());
    }
    resolved
}

/// Returns whether settings of a table or cell draw a border.
pub(super) fn has_borders(settings: Element<'_>) -> bool {
    let borders = settings
        .children()
        .filter(|child| matches!(child.name(), "tblBorders" | "tcBorders"));
    let mut lines = borders.flat_map(Element::children);
    lines.any(|line| !matches!(line.value(), Some("nil" | "none") | None))
}
