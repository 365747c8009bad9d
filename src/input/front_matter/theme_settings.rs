//! Reads `giao diện` of site.yaml: the folder of a theme, and what most sites change without a template of their own.

use crate::base::colour::{Colour, LEAST_CONTRAST};
use crate::base::did_you_mean::nearest;
use crate::base::slug::field_key;
use crate::input::front_matter::field_value::{EntryParts, FieldValue};
use crate::input::front_matter::fields::Field;
use crate::input::front_matter::node::{Located, NodePath, YamlNode};
use crate::input::front_matter::part_names::{LINK_PARTS, THEME_PARTS};
use crate::input::front_matter::vocabulary_file::entry;
use crate::messages::code::Code;
use crate::messages::phrase::{Phrase, ValueShape};

/// What site.yaml says of how the site looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeSettings {
    /// The colours.
    pub colours: ThemeColours,
    /// thực đơn: the entries of the menu; `None` for those of the program
    pub menu: Option<Vec<MenuEntry>>,
    /// chân trang: lines at the foot of each page
    pub footer: Vec<NamedLink>,
    /// trang chủ: the blocks of the home page, in their order; `None` for those of the program
    pub home: Option<Vec<HomeBlock>>,
}

/// The colours that site.yaml sets; the theme's own where it sets none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThemeColours {
    /// màu chính: of links and buttons
    pub accent: Option<Colour>,
    /// màu thể thức: of the official head
    pub seal: Option<Colour>,
}

/// An entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuEntry {
    /// A part of the site, if the site has it.
    Section(MenuSection),
    /// A link of the site's own.
    Link(NamedLink),
}

/// Words, and where they lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLink {
    /// The words.
    pub title: String,
    /// A web address, or a document of the site.
    pub target: Option<Located<LinkTarget>>,
}

/// Where a link of site.yaml leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// To another site, or to a mail.
    Web(String),
    /// To the page of a document: its number, name or file.
    Document(String),
}

/// A part of the site that the menu may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuSection {
    /// The programme.
    Programme,
    /// Official documents.
    Documents,
    /// Write-ups.
    WriteUps,
    /// Topics.
    Topics,
    /// The timeline.
    Timeline,
    /// The page about the site.
    About,
}

/// A block of the home page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeBlock {
    /// The contents of the programme, or of all programmes.
    Programme,
    /// The newest documents, on a site without a programme.
    Newest,
    /// Years.
    Years,
    /// What the programme cites.
    Cited,
    /// Kinds, on a site without a programme.
    Kinds,
    /// Topics.
    Topics,
    /// Write-ups that are set apart.
    Featured,
    /// Documents after the programme.
    Later,
    /// What is new on the site.
    Recent,
}

/// The names of the parts of a site, in Vietnamese and English.
const SECTIONS: [(&str, &str, MenuSection); 6] = [
    ("chương trình", "programme", MenuSection::Programme),
    ("văn bản", "documents", MenuSection::Documents),
    ("bài viết", "write-ups", MenuSection::WriteUps),
    ("chủ đề", "topics", MenuSection::Topics),
    ("dòng thời gian", "timeline", MenuSection::Timeline),
    ("giới thiệu", "about", MenuSection::About),
];

/// The names of the blocks of a home page, in Vietnamese and English, in the order of the program.
const BLOCKS: [(&str, &str, HomeBlock); 9] = [
    ("chương trình", "programme", HomeBlock::Programme),
    ("văn bản mới nhất", "newest", HomeBlock::Newest),
    ("theo năm", "years", HomeBlock::Years),
    ("văn bản được nêu", "cited", HomeBlock::Cited),
    ("loại", "kinds", HomeBlock::Kinds),
    ("chủ đề", "topics", HomeBlock::Topics),
    ("tiêu biểu", "featured", HomeBlock::Featured),
    ("về sau", "later", HomeBlock::Later),
    ("mới cập nhật", "recent", HomeBlock::Recent),
];

const THEME: Field = entry("giao diện", "giao diện: {màu chính: \"#1b6142\"}");
const LINK: Field = entry("giao diện", "- {tên: Bản đồ, liên kết: https://ban-do.example.vn/}");

impl ThemeSettings {
    /// Every link of the menu and of the foot.
    pub(crate) fn links(&self) -> impl Iterator<Item = &NamedLink> {
        let menu = self.menu.iter().flatten().filter_map(|entry| match entry {
            MenuEntry::Link(link) => Some(link),
            MenuEntry::Section(_) => None,
        });
        menu.chain(&self.footer)
    }

    /// The blocks of the home page, in their order.
    pub(crate) fn home_blocks(&self) -> Vec<HomeBlock> {
        let all = || BLOCKS.map(|(_, _, block)| block).to_vec();
        self.home.clone().unwrap_or_else(all)
    }
}

impl HomeBlock {
    /// The name by which templates know it.
    pub(crate) fn name(self) -> &'static str {
        let known = BLOCKS.iter().find(|(_, _, block)| *block == self);
        known.map_or("", |(_, name, _)| name)
    }
}

/// Reads the folder of the theme and the settings: a text is the folder alone.
pub(super) fn read(site: &mut EntryParts<'_, '_>) -> (Option<Located<String>>, ThemeSettings) {
    let Some((node, at)) = site.get("giao diện") else {
        return (None, ThemeSettings::default());
    };
    if !matches!(node, YamlNode::Map(_)) {
        return (site.text("giao diện"), ThemeSettings::default());
    }
    let mut value = FieldValue {
        reader: &mut *site.reader,
        field: &THEME,
        node,
        at: &at,
    };
    let Some(mut parts) = value.parts(THEME_PARTS) else {
        return (None, ThemeSettings::default());
    };
    let settings = ThemeSettings {
        colours: ThemeColours {
            accent: colour(&mut parts, "màu chính"),
            seal: colour(&mut parts, "màu thể thức"),
        },
        menu: list(&mut parts, "thực đơn", menu_entry),
        footer: parts.each("chân trang", |mut value| named_link(&mut value)),
        home: list(&mut parts, "trang chủ", |value| named(value, &BLOCKS)),
    };
    (parts.text("thư mục"), settings)
}

/// Reads a list without what is there twice; `None` where it is not written.
fn list<T: PartialEq>(
    parts: &mut EntryParts<'_, '_>,
    term: &str,
    mut read: impl FnMut(&mut FieldValue<'_, '_>) -> Option<T>,
) -> Option<Vec<T>> {
    match parts.get(term)? {
        (YamlNode::Null, _) => None,
        (YamlNode::Text(_) | YamlNode::List(_) | YamlNode::Map(_), _) => {
            let mut entries: Vec<T> = Vec::new();
            for entry in parts.each(term, |mut value| read(&mut value)) {
                if !entries.contains(&entry) {
                    entries.push(entry);
                }
            }
            Some(entries)
        }
    }
}

/// Reads a colour that can be read as text on the page.
fn colour(parts: &mut EntryParts<'_, '_>, term: &str) -> Option<Colour> {
    let (node, at) = parts.get(term)?;
    // Without quotation marks YAML takes the hash for the begin of a comment.
    if *node == YamlNode::Null {
        let name = format!("{} › {term}", THEME.term);
        parts.reader.wrong_type((&THEME, &name), ValueShape::Text, node, &at);
        return None;
    }
    let written = parts.text(term)?;
    let Some(colour) = Colour::parse(&written.value) else {
        let help = Phrase::OneOf("\"#1b6142\", \"#a51d1d\" …".to_owned());
        parts.reader.unknown_value_help(&THEME, &written, help);
        return None;
    };
    let contrast = colour.contrast(Colour::PAPER);
    if contrast < LEAST_CONTRAST {
        let proposal = colour.readable(Colour::BLACK, Colour::PAPER, LEAST_CONTRAST);
        let values = vec![
            ("value", colour.to_string().into()),
            // Cut, never rounded up: 4.49 is too little.
            ("ratio", format!("{:.2}", (contrast * 100.0).floor() / 100.0).into()),
            ("proposal", proposal.to_string().into()),
        ];
        parts.reader.report(Code::LowContrast, &written.at, values);
    }
    Some(colour)
}

fn menu_entry(value: &mut FieldValue<'_, '_>) -> Option<MenuEntry> {
    match value.node {
        YamlNode::Map(_) => named_link(value).map(MenuEntry::Link),
        YamlNode::Null | YamlNode::Text(_) | YamlNode::List(_) => named(value, &SECTIONS).map(MenuEntry::Section),
    }
}

/// Reads a name of a table.
fn named<T: Copy>(value: &mut FieldValue<'_, '_>, known: &[(&'static str, &'static str, T)]) -> Option<T> {
    let written = value.text()?;
    let key = field_key(&written.value);
    let is_it = |(name, english, _): &&(&str, &str, T)| field_key(name) == key || field_key(english) == key;
    if let Some((_, _, found)) = known.iter().find(is_it) {
        return Some(*found);
    }
    let names = || known.iter().map(|(name, _, _)| *name);
    let help = match nearest(&written.value, names()) {
        Some(near) => Phrase::DidYouMean(near.to_owned()),
        None => Phrase::OneOf(names().collect::<Vec<_>>().join(", ")),
    };
    value.reader.unknown_value_help(&THEME, &written, help);
    None
}

/// Reads words with or without a link.
fn named_link(value: &mut FieldValue<'_, '_>) -> Option<NamedLink> {
    let mut value = FieldValue {
        reader: &mut *value.reader,
        field: &LINK,
        node: value.node,
        at: value.at,
    };
    let Some(mut parts) = value.parts(LINK_PARTS) else {
        let title = value.words()?;
        return Some(NamedLink { title, target: None });
    };
    let title = parts.required("tên")?.value;
    let target = parts.required("liên kết")?;
    let at = NodePath::clone(&target.at);
    let target = match is_web_link(&target.value) {
        true => LinkTarget::Web(target.value),
        false => LinkTarget::Document(target.value),
    };
    Some(NamedLink {
        title,
        target: Some(Located::new(target, at)),
    })
}

/// Returns whether a text is an address that leads out of the site: of the web, or of a mail.
fn is_web_link(text: &str) -> bool {
    let is_refused = |letter: char| letter.is_whitespace() || letter.is_control() || "<>\"\\^`{|}".contains(letter);
    let schemes = ["https://", "http://", "mailto:"];
    let rest = schemes.iter().find_map(|scheme| text.strip_prefix(scheme));
    rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric) && !rest.contains(is_refused))
}
