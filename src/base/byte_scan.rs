//! Searches whole texts for bytes, many bytes at a time, so that the compiler uses vector instructions.

/// Number of bytes compared before the position within them is looked for.
const CHUNK_LEN: usize = 64;

/// Returns the position of the first byte that is sought.
pub(crate) fn position(bytes: &[u8], is_sought: impl Fn(u8) -> bool) -> Option<usize> {
    let (rows, _) = bytes.as_chunks::<CHUNK_LEN>();
    let holds = |row: &[u8; CHUNK_LEN]| row.iter().fold(false, |found, byte| found | is_sought(*byte));
    let row = rows.iter().position(holds).unwrap_or(rows.len());
    let from = row * CHUNK_LEN;
    let inside = bytes[from..].iter().position(|byte| is_sought(*byte))?;
    Some(from + inside)
}

/// Returns whether any byte, with the two after it, is sought. After the end come zeros, which are never sought.
pub(crate) fn holds(bytes: &[u8], is_sought: impl Fn(u8, u8, u8) -> bool) -> bool {
    rows(bytes).any(|row| row_holds(&row, &is_sought))
}

/// Does the same where two bytes show of nearly all rows that nothing in them is sought.
pub(crate) fn holds_rare(
    bytes: &[u8],
    may_begin: impl Fn(u8, u8) -> bool,
    is_sought: impl Fn(u8, u8, u8) -> bool,
) -> bool {
    rows(bytes).any(|row| row_holds(&row, &|first, second, _| may_begin(first, second)) && row_holds(&row, &is_sought))
}

/// A row, with the two bytes after it.
type Row = [u8; CHUNK_LEN + 2];

fn rows(bytes: &[u8]) -> impl Iterator<Item = Row> {
    (0..bytes.len()).step_by(CHUNK_LEN).map(|from| {
        let mut row = [0; CHUNK_LEN + 2];
        let part = &bytes[from..bytes.len().min(from + row.len())];
        row[..part.len()].copy_from_slice(part);
        row
    })
}

fn row_holds(row: &Row, is_sought: &impl Fn(u8, u8, u8) -> bool) -> bool {
    (0..CHUNK_LEN).fold(false, |found, at| found | is_sought(row[at], row[at + 1], row[at + 2]))
}

#[cfg(test)]
mod tests {
    use super::{holds, holds_rare, position};

    #[test]
    fn finds_a_byte_at_any_position() {
        for at in [0, 1, 61, 62, 63, 64, 65, 127, 128, 197, 198, 199] {
            let mut bytes = [b' '; 200];
            bytes[at] = b'<';
            assert_eq!(position(&bytes, |byte| byte == b'<'), Some(at));
            for (before, after) in [(b'<', b' '), (b' ', b'<')] {
                let mut pairs = bytes.windows(2);
                let is_there = pairs.any(|pair| pair == [before, after]);
                let is_found = holds(&bytes, |left, right, _| (left, right) == (before, after));
                assert_eq!(is_found, is_there);
            }
            let is_last = holds(&bytes, |first, second, _| (first, second) == (b'<', 0));
            assert_eq!(is_last, at == 199);
            let is_third = |first, _, third| (first, third) == (b' ', b'<');
            assert_eq!(holds(&bytes, is_third), at > 1);
            assert_eq!(holds_rare(&bytes, |first, _| first == b' ', is_third), at > 1);
            assert!(!holds_rare(&bytes, |first, _| first == b'x', is_third));
        }
        assert_eq!(position(b"", |_| true), None);
        assert!(!holds(b"", |first, _, _| first != 0));
        assert!(holds(b"a", |first, second, third| [first, second, third] == [b'a', 0, 0]));
    }
}
