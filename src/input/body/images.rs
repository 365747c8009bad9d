//! Images of a text: their descriptions are checked, their captions printed under them.

use crate::base::path::RelPath;
use crate::base::position::Position;
use crate::input::body::blocks::Image;
use crate::input::body::html_template::{HtmlTemplate, Placeholder};
use crate::input::body::link_targets;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};

/// Reports an image of another site, and one without a description.
pub(crate) fn check(file: (&RelPath, &str), image: &Image, diagnostics: &mut Vec<Diagnostic>) {
    link_targets::check_image(file, &image.address, image.span, diagnostics);
    if image.words.trim().is_empty() {
        let diagnostic = Diagnostic::new(Code::ImageWithoutWords, Place::at(file.0, image.span));
        diagnostics.push(diagnostic.with("value", &image.address));
    }
}

/// Writes an image with the place for its size: a page that knows it does not move when the image comes.
pub(crate) fn write(out: &mut HtmlTemplate, link: Position, image: &Image) {
    out.html.push_str("<img src=\"");
    out.placeholder(Placeholder::Source(link));
    out.html.push('"');
    out.placeholder(Placeholder::ImageSize(link));
    out.html.push_str(" alt=\"");
    out.text(&image.words);
    out.html.push_str("\">");
    if !image.caption.is_empty() {
        out.html.push_str("<span class=\"caption\">");
        out.text(&image.caption);
        out.html.push_str("</span>");
    }
}
