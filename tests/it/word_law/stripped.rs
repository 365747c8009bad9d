//! What a Markdown file says: its text without signs, read line by line, by other ways than the program's.

use std::collections::{BTreeMap, BTreeSet};

use super::shown::words;

/// The words of a file.
pub struct Said {
    /// Whether it begins with a head.
    pub has_head: bool,
    /// The words of its body, in order.
    pub words: Vec<String>,
    /// The words of its notes, in the order in which they are first referred to.
    pub notes: Vec<Vec<String>>,
}

/// Reads the words of a whole file.
pub fn stripped(file: &str) -> Said {
    let (has_head, body) = below_head(file);
    let (body, notes, links) = without_notes(&without_comments(body));
    let plain = |text: &str| plain(text, &links);
    let mut order = marks(&body, &notes);
    let mut at = 0;
    // A note may refer to another one.
    while at < order.len() {
        let inner = marks(&notes[&order[at]], &notes);
        let new: Vec<String> = inner.into_iter().filter(|label| !order.contains(label)).collect();
        order.extend(new);
        at += 1;
    }
    Said {
        has_head,
        words: words(&plain(&body)),
        notes: order.iter().map(|label| words(&plain(&notes[label]))).collect(),
    }
}

/// The text below the head, and whether there is one. A rule of any sign before `loại` opens a head as `---` does, and
/// ends it; `loại` on the first line begins one without. The last has no rule at all and ends at a blank line.
fn below_head(file: &str) -> (bool, &str) {
    let start = file.trim_start_matches([' ', '\t', '\n']);
    let is_kind = |line: Option<&str>| line.is_some_and(|line| line.trim_start_matches('*').starts_with("loại"));
    let is_rule =
        |line: &str| line.chars().all(|sign| "-—–_* ".contains(sign)) && line.contains(['-', '—', '–', '_', '*']);
    let mut lines = start.lines();
    let first = lines.next().unwrap_or("");
    let is_plain = first.trim_end() == "---";
    let is_odd_head = is_kind(Some(first)) || is_rule(first) && is_kind(lines.next());
    if !is_plain && !is_odd_head {
        return (false, file);
    }
    let is_odd = !is_plain || is_kind(start.lines().nth(1));
    let mut at = 0;
    let mut blank = None;
    for (number, line) in start.split_inclusive('\n').enumerate() {
        if line.trim().is_empty() {
            blank.get_or_insert(at);
        }
        at += line.len();
        let is_end = matches!(line.trim_end(), "---" | "...")
            || is_odd && blank.is_none() && !line.starts_with("  ") && is_rule(line.trim_end());
        if number > 0 && is_end {
            return (true, &start[at..]);
        }
    }
    (true, if is_plain { "" } else { &start[blank.unwrap_or(at)..] })
}

/// A line without the signs of quotations before it.
fn bare(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>'])
}

/// The sign and length of a line that opens or closes code.
fn fence(line: &str) -> Option<(char, usize)> {
    let line = bare(line).trim_start_matches(['-', '*', '+']).trim_start();
    let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = line.chars().take_while(|letter| *letter == sign).count();
    let is_code_in_line = sign == '`' && line[length..].contains('`');
    (length >= 3 && !is_code_in_line).then_some((sign, length))
}

/// The sign before each line of code, by which later steps leave it as it is.
const CODE: char = '\u{1}';

/// Drops closed comments and the lines around code; marks the lines of code.
fn without_comments(body: &str) -> String {
    let mut out = String::new();
    let mut code: Option<(char, usize)> = None;
    let mut rest = body;
    while !rest.is_empty() {
        let end = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let line = &rest[..end];
        match (code, fence(line)) {
            (Some((sign, length)), Some((own, own_length))) if sign == own && own_length >= length => code = None,
            (Some(_), _) => out.extend([CODE, ' ']),
            (None, Some(opening)) => code = Some(opening),
            (None, None) => match line
                .find("<!--")
                .and_then(|open| Some((open, rest[open..].find("-->")?)))
            {
                Some((open, close)) => {
                    out.push_str(&rest[..open]);
                    rest = &rest[open + close + "-->".len()..];
                    continue;
                }
                None => {
                    out.push_str(line);
                    rest = &rest[end..];
                    continue;
                }
            },
        }
        if code.is_some() && out.ends_with([' ']) {
            out.push_str(line);
        } else {
            out.push('\n');
        }
        rest = &rest[end..];
    }
    out
}

/// Takes the notes out of a text, by their labels, and the definitions of links; returns the labels of both, too.
fn without_notes(body: &str) -> (String, BTreeMap<String, String>, BTreeSet<String>) {
    let mut links = BTreeSet::new();
    let mut out = String::new();
    let mut notes: BTreeMap<String, String> = BTreeMap::new();
    let mut current: Option<String> = None;
    let mut after_blank = false;
    for line in body.split_inclusive('\n') {
        let definition = line
            .trim_start_matches(' ')
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]:"));
        let definition = definition.filter(|(label, _)| !label.is_empty() && !label.contains([']', '[']));
        match definition {
            Some((label, words)) if label.starts_with('^') => {
                links.insert(label.to_lowercase());
                let label = label[1..].to_lowercase();
                notes.entry(label.clone()).or_default().push_str(words);
                current = Some(label);
            }
            Some((label, _)) => {
                links.insert(label.to_lowercase());
            }
            None => {
                let is_inside = line.trim().is_empty() || line.starts_with("    ") || !after_blank;
                current = current.filter(|_| is_inside);
                match &current {
                    Some(label) => notes.entry(label.clone()).or_default().push_str(line),
                    None => out.push_str(line),
                }
            }
        }
        after_blank = line.trim().is_empty();
    }
    (out, notes, links)
}

/// The labels of the notes that a text refers to, each once, in order.
fn marks(text: &str, notes: &BTreeMap<String, String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in text.split("[^").skip(1) {
        let label = piece.split(']').next().unwrap_or("").to_lowercase();
        if notes.contains_key(&label) && !found.contains(&label) {
            found.push(label);
        }
    }
    found
}

/// The text of some Markdown without signs.
fn plain(text: &str, labels: &BTreeSet<String>) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(CODE) {
            Some(code) => out.push_str(code),
            None => line_of_words(line, labels, &mut out),
        }
    }
    out
}

fn line_of_words(line: &str, labels: &BTreeSet<String>, out: &mut String) {
    let line = without_address(line);
    let quoted = line.trim().strip_prefix("![[").and_then(|line| line.strip_suffix("]]"));
    if let Some(quoted) = quoted {
        // Without its file a table shows the name of the file alone.
        let path = quoted.split(['|', '#']).next().unwrap_or(quoted);
        let name = path.rsplit('/').next().unwrap_or(path);
        if name.ends_with(".csv") || name.ends_with(".xlsx") {
            out.push_str(name);
        }
        return out.push('\n');
    }
    let mut rest = line;
    let mut open = 0usize;
    while let Some(letter) = rest.chars().next() {
        let (words, length) = match letter {
            '\\' => (
                " ".to_owned(),
                1 + rest[1..]
                    .chars()
                    .next()
                    .filter(char::is_ascii_punctuation)
                    .map_or(0, |_| 1),
            ),
            '`' => code_span(rest),
            '&' => entity(rest),
            '[' if rest.starts_with("[[") => wiki(rest).unwrap_or_else(|| {
                open += 1;
                (" ".to_owned(), 1)
            }),
            '[' if mark(rest, labels) > 0 => (" ".to_owned(), mark(rest, labels)),
            '[' => {
                open += 1;
                (" ".to_owned(), 1)
            }
            ']' if open > 0 => {
                open -= 1;
                let (title, length) = destination(&rest[1..], labels);
                (format!(" {title} "), 1 + length)
            }
            letter => (letter.to_string(), letter.len_utf8()),
        };
        out.push_str(&words);
        rest = &rest[length..];
    }
}

/// The length of the mark of a note; 0 where none begins.
fn mark(rest: &str, labels: &BTreeSet<String>) -> usize {
    let label = rest.strip_prefix('[').and_then(|inside| inside.split_once(']'));
    let known = label.filter(|(label, _)| label.starts_with('^') && labels.contains(&label.to_lowercase()));
    known.map_or(0, |(label, _)| label.len() + 2)
}

/// A line without the address `{#…}` at its end.
fn without_address(line: &str) -> &str {
    let words = line.trim_end();
    let address = words.strip_suffix('}').and_then(|inside| inside.rsplit_once("{#"));
    let is_address = |id: &str| !id.is_empty() && !id.contains([' ', '{', '}']);
    match address.filter(|(_, id)| is_address(id)) {
        Some((before, _)) => before,
        None => line,
    }
}

fn code_span(rest: &str) -> (String, usize) {
    let length = rest.len() - rest.trim_start_matches('`').len();
    let mark = "`".repeat(length);
    let inside = &rest[length..];
    let mut from = 0;
    while let Some(at) = inside[from..].find(&mark).map(|at| from + at) {
        let run = inside[at..].len() - inside[at..].trim_start_matches('`').len();
        if run == length {
            return (format!(" {} ", &inside[..at]), length + at + length);
        }
        from = at + run;
    }
    (" ".to_owned(), length)
}

fn entity(rest: &str) -> (String, usize) {
    const NAMED: [(&str, &str); 5] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
    ];
    let named = NAMED.iter().find(|(name, _)| rest.starts_with(name));
    named.map_or_else(
        || (" ".to_owned(), 1),
        |(name, letter)| ((*letter).to_owned(), name.len()),
    )
}

/// The words that `[[…]]` prints: those behind `|`, or the document and its provision.
fn wiki(rest: &str) -> Option<(String, usize)> {
    let (inside, _) = rest[2..].split_once("]]")?;
    if inside.is_empty() || inside.contains(['[', ']', '\n']) {
        return None;
    }
    let length = inside.len() + 4;
    let (inside, own) = inside.split_once('|').unwrap_or((inside, ""));
    if !own.trim().is_empty() {
        return Some((format!(" {} ", own.replace('\\', "")), length));
    }
    let (document, place) = inside.split_once('#').unwrap_or((inside, ""));
    let place = match place {
        "" => String::new(),
        place => format!("mục {}", place.replace(".p", " đoạn ")),
    };
    Some((format!(" {document} {place} "), length))
}

/// The title behind a link's words, which an image shows as its caption, and the length of the whole address.
fn destination<'a>(rest: &'a str, labels: &BTreeSet<String>) -> (&'a str, usize) {
    if let Some((label, _)) = rest.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        let is_known = labels.contains(&label.to_lowercase());
        return ("", if is_known { label.len() + 2 } else { 0 });
    }
    let Some(inside) = rest.strip_prefix('(') else {
        return ("", 0);
    };
    if let Some(angled) = inside.strip_prefix('<') {
        return ("", angled.find(">)").map_or(0, |end| end + 4));
    }
    let mut depth = 0usize;
    for (at, letter) in inside.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => return ("", at + 2),
            ')' => depth -= 1,
            letter if letter.is_whitespace() => {
                let quoted = inside[at..]
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|title| title.split_once("\")"));
                let title = quoted.map_or("", |(title, _)| title);
                let end = inside.find("\")").map_or(0, |end| end + 3);
                return if quoted.is_some() { (title, end) } else { ("", 0) };
            }
            _ => {}
        }
    }
    ("", 0)
}
