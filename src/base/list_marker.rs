//! Reads the marker with which an item of a list begins in Markdown (CommonMark, section 5.2).

/// Maximum number of digits of a marker; more of them begin a paragraph.
const MAX_DIGITS: usize = 9;

/// The marker at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListMarker<'l> {
    /// As printed: `3.`, `1)`, `-`.
    pub(crate) printed: &'l str,
    /// Its number; `None` for a bullet.
    pub(crate) number: Option<u32>,
}

impl<'l> ListMarker<'l> {
    /// Reads the marker at the start of a line without its indentation.
    pub(crate) fn at_start(line: &'l str) -> Option<Self> {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let is_sign = |sign: &u8| match digits {
            0 => matches!(sign, b'-' | b'*' | b'+'),
            _ => matches!(sign, b'.' | b')'),
        };
        line.as_bytes().get(digits).filter(|sign| is_sign(sign))?;
        let (printed, rest) = line.split_at(digits + 1);
        let is_marker = digits <= MAX_DIGITS && (rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']));
        is_marker.then(|| ListMarker {
            printed,
            number: printed[..digits].parse().ok(),
        })
    }

    /// Reads the marker of a numbered item.
    pub(crate) fn numbered(line: &'l str) -> Option<Self> {
        ListMarker::at_start(line).filter(|marker| marker.number.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::ListMarker;

    #[test]
    fn a_marker_has_a_blank_behind_it() {
        for (line, read) in [
            ("3. Ba", Some(("3.", Some(3)))),
            ("1)\tMột", Some(("1)", Some(1)))),
            ("2.", Some(("2.", Some(2)))),
            ("- một", Some(("-", None))),
            ("3.Ba", None),
            ("1.1. Một", None),
            ("**Một**", None),
            ("1234567890. Một", None),
            ("", None),
        ] {
            let found = ListMarker::at_start(line).map(|marker| (marker.printed, marker.number));
            assert_eq!(found, read, "{line}");
        }
    }
}
