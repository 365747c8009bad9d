//! Writes XML piece by piece: the only place where its text is escaped.

use std::borrow::Cow;

use crate::base::html::push_escaped;

/// An XML document that is being written.
pub(super) struct XmlWriter {
    out: String,
    open: Vec<&'static str>,
}

/// The first line of an XML document.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

impl XmlWriter {
    /// Begins a document with its root element.
    pub(super) fn new(root: &'static str, attributes: &[(&str, &str)]) -> Self {
        XmlWriter::begun(String::from(DECLARATION), root, attributes)
    }

    /// The same, with a style sheet that browsers show the document in
    /// (<https://www.w3.org/TR/xml-stylesheet/>).
    pub(super) fn with_style(style: &str, root: &'static str, attributes: &[(&str, &str)]) -> Self {
        let mut out = String::from(DECLARATION);
        out.push_str("<?xml-stylesheet type=\"text/css\" href=\"");
        push_escaped(&mut out, style);
        out.push_str("\"?>\n");
        XmlWriter::begun(out, root, attributes)
    }

    fn begun(out: String, root: &'static str, attributes: &[(&str, &str)]) -> Self {
        let open = Vec::new();
        let mut xml = XmlWriter { out, open };
        xml.begin(root, attributes);
        xml
    }

    /// Opens an element.
    pub(super) fn begin(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
    }

    /// Closes the innermost element.
    pub(super) fn end(&mut self) {
        let name = self.open.pop().expect("as many ends as beginnings");
        self.indent();
        self.out.extend(["</", name, ">\n"]);
    }

    /// Writes an element with text.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes);
        self.out.push('>');
        push_escaped(&mut self.out, &allowed(text));
        self.out.extend(["</", name, ">\n"]);
    }

    /// Writes an element with text and elements in it.
    pub(super) fn mixed(&mut self, name: &str, attributes: &[(&str, &str)], pieces: &[Inline<'_>]) {
        self.tag(name, attributes);
        self.out.push('>');
        for piece in pieces {
            let Some((tag, attributes)) = &piece.tag else {
                push_escaped(&mut self.out, &allowed(piece.text));
                continue;
            };
            self.out.push('<');
            self.out.push_str(tag);
            self.attributes(attributes);
            self.out.push('>');
            push_escaped(&mut self.out, &allowed(piece.text));
            self.out.extend(["</", tag, ">"]);
        }
        self.out.extend(["</", name, ">\n"]);
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>\n");
    }

    /// Closes all open elements and returns the document.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n("  ", self.open.len()));
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        self.attributes(attributes);
    }

    fn attributes(&mut self, attributes: &[(&str, impl AsRef<str>)]) {
        for (name, value) in attributes {
            self.out.extend([" ", name, "=\""]);
            push_escaped(&mut self.out, &allowed(value.as_ref()));
            self.out.push('"');
        }
    }
}

/// A piece of mixed content: text, or an element with text.
#[derive(Clone, Debug)]
pub(super) struct Inline<'a> {
    text: &'a str,
    tag: Option<(&'static str, Vec<(&'static str, String)>)>,
}

impl<'a> Inline<'a> {
    /// Text alone.
    pub(super) fn text(text: &'a str) -> Self {
        Inline { text, tag: None }
    }

    /// Text in an element.
    pub(super) fn tagged(name: &'static str, attributes: &[(&'static str, &str)], text: &'a str) -> Self {
        let attributes = attributes.iter().map(|(name, value)| (*name, (*value).to_owned()));
        let tag = Some((name, attributes.collect()));
        Inline { text, tag }
    }
}

/// Drops the characters that XML 1.0 does not allow (section 2.2).
fn allowed(text: &str) -> Cow<'_, str> {
    let is_refused = |letter: char| match letter {
        '\t' | '\n' | '\r' => false,
        '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => true,
        _ => false,
    };
    match text.contains(is_refused) {
        true => Cow::Owned(text.replace(is_refused, "")),
        false => Cow::Borrowed(text),
    }
}
