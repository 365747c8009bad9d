//! SVG pictures drawn at build time: with text that can be selected, links, a title and a description
//! (SVG 2; WCAG 1.1.1, 2.4.4). Knows nothing of documents.

use crate::base::html::push_escaped;

/// A picture being drawn.
#[derive(Debug)]
pub(super) struct SvgPicture {
    body: String,
    left: usize,
    width: usize,
}

impl SvgPicture {
    /// Begins a picture that shows the area between two horizontal positions.
    pub(super) fn between(left: usize, right: usize) -> Self {
        SvgPicture {
            body: String::with_capacity(4096),
            left,
            width: right - left,
        }
    }

    /// Draws a box with round corners.
    pub(super) fn rect(&mut self, class: &str, (x, y): (usize, usize), (width, height): (usize, usize)) {
        self.body.push_str(&format!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\"></rect>"
        ));
    }

    /// Draws a straight line.
    pub(super) fn line(&mut self, class: &str, (x1, y1): (usize, usize), (x2, y2): (usize, usize)) {
        self.body
            .push_str(&format!("<path class=\"{class}\" d=\"M{x1} {y1}L{x2} {y2}\"></path>"));
    }

    /// Draws a curve that is horizontal at both ends.
    pub(super) fn curve(&mut self, class: &str, (x1, y1): (usize, usize), (x2, y2): (usize, usize)) {
        let middle = usize::midpoint(x1, x2);
        self.body.push_str(&format!(
            "<path class=\"{class}\" d=\"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}\"></path>"
        ));
    }

    /// Draws text that begins at a position.
    pub(super) fn text(&mut self, class: &str, (x, y): (usize, usize), words: &str) {
        if class.is_empty() {
            self.body.push_str(&format!("<text x=\"{x}\" y=\"{y}\">"));
        } else {
            self.body
                .push_str(&format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">"));
        }
        push_escaped(&mut self.body, words);
        self.body.push_str("</text>");
    }

    /// Begins a link; everything drawn until [`SvgPicture::end_link`] is part of it.
    pub(super) fn link(&mut self, url: &str) {
        self.body.push_str("<a href=\"");
        push_escaped(&mut self.body, url);
        self.body.push_str("\">");
    }

    /// Ends a link.
    pub(super) fn end_link(&mut self) {
        self.body.push_str("</a>\n");
    }

    /// Returns the picture with a height, a title and a description. `id` is the prefix of their ids.
    pub(super) fn finish(self, height: usize, id: &str, title: &str, description: &str) -> String {
        let (left, width) = (self.left, self.width);
        let mut out = format!(
            "<svg viewBox=\"{left} 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"group\" aria-labelledby=\"{id}-ten\" aria-describedby=\"{id}-ta\">\n<title id=\"{id}-ten\">"
        );
        push_escaped(&mut out, title);
        out.push_str(&format!("</title>\n<desc id=\"{id}-ta\">"));
        push_escaped(&mut out, description);
        out.push_str("</desc>\n");
        out.push_str(&self.body);
        out.push_str("</svg>");
        out
    }
}

/// Breaks text into at most `max_lines` lines of at most `max_characters`; the last line ends in `…` if text is left over.
pub(super) fn lines(words: &str, max_characters: usize, max_lines: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = String::new();
    let mut rest = words.split_whitespace().peekable();
    while let Some(word) = rest.next() {
        if !open.is_empty() && open.chars().count() + word.chars().count() >= max_characters {
            found.push(std::mem::take(&mut open));
        }
        if !open.is_empty() {
            open.push(' ');
        }
        open.push_str(word);
        let next = rest.peek().map_or(0, |next| next.chars().count() + 1);
        if found.len() + 1 == max_lines && next > 0 && open.chars().count() + next >= max_characters {
            open.push_str(" …");
            break;
        }
    }
    if !open.is_empty() {
        found.push(open);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn breaks_at_blanks_and_marks_what_is_cut_off() {
        assert_eq!(
            lines("Chương trình hành động 01-CTr/BDVTU", 24, 2),
            ["Chương trình hành động", "01-CTr/BDVTU"]
        );
        assert_eq!(lines("một hai ba bốn năm", 8, 1), ["một hai …"]);
        assert_eq!(lines("một hai ba bốn", 8, 2), ["một hai", "ba bốn"]);
        assert!(lines("", 8, 2).is_empty());
    }
}
