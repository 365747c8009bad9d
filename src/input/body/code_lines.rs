//! Tells the lines of code and comments from those of the text, before Markdown is parsed.

/// The fenced block or comment that the lines read so far leave open.
#[derive(Debug, Default)]
pub(crate) struct CodeLines {
    /// The sign of a fenced block that is open.
    fence: Option<char>,
    in_comment: bool,
}

impl CodeLines {
    /// Reads the next line, without the blanks before it; returns whether it belongs to code or a comment.
    pub(crate) fn contains(&mut self, line: &str) -> bool {
        if self.in_comment {
            self.in_comment = !line.contains("-->");
            return true;
        }
        let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'));
        let is_fence = sign.is_some_and(|sign| line.starts_with(&[sign; 3].iter().collect::<String>()));
        match self.fence {
            Some(open) => {
                self.fence = self.fence.filter(|_| !(is_fence && sign == Some(open)));
                true
            }
            None if is_fence => {
                self.fence = sign;
                true
            }
            None => {
                self.in_comment = line.starts_with("<!--") && !line.contains("-->");
                line.starts_with("<!--")
            }
        }
    }
}
