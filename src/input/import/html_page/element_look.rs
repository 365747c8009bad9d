//! How an element looks: what its tag and its styles say, on top of what it inherits.

use crate::input::import::html_page::html_tree::Node;
use crate::input::import::html_page::page_styles::Declarations;
use crate::input::import::run_builder::RunLook;
use crate::input::import::source_text::SourceScript;
use crate::input::import::symbol_fonts::SymbolFont;
use crate::input::old_fonts::FontEncoding;

/// What an element hands down to its parts.
#[derive(Clone, Copy, Default)]
pub(super) struct Inherited<'t> {
    pub(super) look: RunLook,
    pub(super) link: Option<&'t str>,
    /// The font of signs that its letters have.
    pub(super) symbols: Option<SymbolFont>,
    pub(super) is_centered: bool,
    /// The level of the heading that it is in.
    pub(super) level: Option<u8>,
    /// Whether blanks and line breaks are shown as they are.
    pub(super) is_preformatted: bool,
    /// How many lists it is in.
    pub(super) lists: u8,
    /// How deep it is nested.
    pub(super) depth: u32,
}

impl<'t> Inherited<'t> {
    /// What an element hands down.
    pub(super) fn with(self, node: Node<'t>, styles: &Declarations<'_>) -> Self {
        let mut own = self;
        own.depth += 1;
        let level = node.name().strip_prefix('h').and_then(|level| level.parse().ok());
        own.level = level.filter(|level| (1..=6).contains(level)).or(self.level);
        match node.name() {
            "b" | "strong" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => own.look.is_bold = true,
            "i" | "em" => own.look.is_italic = true,
            "sup" => own.look.script = SourceScript::Superscript,
            "sub" => own.look.script = SourceScript::Subscript,
            "center" => own.is_centered = true,
            "pre" => own.is_preformatted = true,
            "a" => {
                own.link = node
                    .attribute("href")
                    .filter(|address| is_web_address(address))
                    .or(self.link)
            }
            _ => {}
        }
        // `align` of a table says where the table is.
        if let Some(align) = node.attribute("align").filter(|_| node.name() != "table") {
            own.is_centered = align.eq_ignore_ascii_case("center") || align.eq_ignore_ascii_case("middle");
        }
        if let Some(face) = node.attribute("face") {
            own.look.encoding = encoding_of(face);
            own.symbols = SymbolFont::of_font(first_font(face));
        }
        own.with_styles(styles)
    }

    fn with_styles(mut self, styles: &Declarations<'_>) -> Self {
        if let Some(weight) = styles.get("font-weight") {
            let is_heavy = weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
            self.look.is_bold = is_heavy || matches!(weight, "bold" | "bolder");
        }
        if let Some(style) = styles.get("font-style") {
            self.look.is_italic = matches!(style, "italic" | "oblique");
        }
        if let Some(place) = styles.get("vertical-align") {
            self.look.script = match place {
                "super" => SourceScript::Superscript,
                "sub" => SourceScript::Subscript,
                "baseline" => SourceScript::Normal,
                _ => self.look.script,
            };
        }
        if let Some(font) = styles.get("font-family") {
            self.look.encoding = encoding_of(font);
            self.symbols = SymbolFont::of_font(first_font(font));
        }
        if let Some(transform) = styles.get("text-transform") {
            self.look.is_upper = transform == "uppercase";
        }
        if let Some(align) = styles.get("text-align") {
            self.is_centered = align == "center";
        }
        if let Some(blanks) = styles.get("white-space") {
            // Google Docs writes `pre` and `pre-wrap` on every run, and breaks lines with tags.
            self.is_preformatted &= blanks.starts_with("pre");
        }
        self
    }
}

/// The encoding of the first font that is named.
fn encoding_of(fonts: &str) -> Option<FontEncoding> {
    FontEncoding::of_font(first_font(fonts))
}

fn first_font(fonts: &str) -> &str {
    fonts.split(',').next().unwrap_or_default()
}

fn is_web_address(address: &str) -> bool {
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
}

/// Returns whether an element is not shown.
pub(super) fn is_hidden(node: Node<'_>, styles: &Declarations<'_>) -> bool {
    let is_zero =
        |size: &str| size.starts_with('0') && size.trim_start_matches(['0', '.']).chars().all(char::is_alphabetic);
    node.attribute("hidden").is_some()
        || styles.get("display") == Some("none")
        || styles.get("visibility") == Some("hidden")
        || styles.get("mso-hide") == Some("all")
        || styles.get("font-size").is_some_and(is_zero)
}

/// Returns whether an element is struck through.
pub(super) fn is_struck(node: Node<'_>, styles: &Declarations<'_>) -> bool {
    let line = styles.get("text-decoration").or(styles.get("text-decoration-line"));
    matches!(node.name(), "s" | "strike") || line.is_some_and(|line| line.contains("line-through"))
}

/// Returns whether a new page begins before an element.
pub(super) fn begins_page(styles: &Declarations<'_>) -> bool {
    let before = styles.own("page-break-before").or(styles.own("break-before"));
    matches!(before, Some("always" | "page" | "left" | "right"))
}

/// Returns whether an element begins and ends a paragraph.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "pre"
            | "address"
            | "center"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "figure"
            | "figcaption"
            | "dl"
            | "dt"
            | "dd"
            | "li"
            | "form"
            | "fieldset"
            | "legend"
            | "details"
            | "summary"
            | "caption"
            | "body"
            | "html"
            | "tr"
            | "td"
            | "th"
    )
}
