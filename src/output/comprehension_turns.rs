//! Finds where a list comprehension of a template can count its turns: `[a for a in b if c]` has a condition, and one
//! without can be given one. A function that is always true takes no element away.

/// The name of the function that each turn calls.
pub(super) const TURN: &str = "congbo_turn";

const IN_CONDITION: &str = " congbo_turn() and";
const AS_CONDITION: &str = " if congbo_turn()";

/// What was met of a pair of brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    /// A list, so far.
    Square,
    /// A comprehension without a condition, so far.
    Comprehension,
    /// A comprehension that has its call.
    Counted,
    /// Brackets of another sort.
    Other,
}

/// Finds where calls have to be inserted into a piece of code, with each call.
pub(super) fn find(code: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    // A piece without the word cannot hold one; most pieces are short.
    if !code.contains('[') || !code.contains("for") {
        return found;
    }
    let mut open: Vec<Bracket> = Vec::new();
    let mut at = 0;
    while let Some(letter) = code[at..].chars().next() {
        let end = match letter {
            '"' | '\'' | '`' => text_end(code, at, letter),
            _ if is_of_word(letter) => word_end(code, at),
            _ => at + letter.len_utf8(),
        };
        match (&code[at..end], open.last_mut()) {
            ("[", _) => open.push(Bracket::Square),
            ("(" | "{", _) => open.push(Bracket::Other),
            ("]" | ")" | "}", _) => {
                if letter == ']' && open.last() == Some(&Bracket::Comprehension) {
                    found.push((at, AS_CONDITION));
                }
                open.pop();
            }
            ("for", Some(bracket @ Bracket::Square)) => *bracket = Bracket::Comprehension,
            ("if", Some(bracket @ Bracket::Comprehension)) => {
                *bracket = Bracket::Counted;
                found.push((end, IN_CONDITION));
            }
            _ => {}
        }
        at = end;
    }
    found
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The end of a word; `a.if` is one, since the word behind a point is a name.
fn word_end(code: &str, at: usize) -> usize {
    let rest = &code[at..];
    let end = rest.find(|letter: char| !is_of_word(letter) && letter != '.');
    at + end.unwrap_or(rest.len())
}

fn text_end(code: &str, at: usize, quote: char) -> usize {
    let close = code[at + 1..].find(quote);
    close.map_or(code.len(), |close| at + 1 + close + 1)
}

#[cfg(test)]
mod tests {
    use super::{TURN, find};

    fn counted(code: &str) -> String {
        let (mut out, mut copied) = (String::new(), 0);
        for (at, call) in find(code) {
            out.push_str(&code[copied..at]);
            out.push_str(call);
            copied = at;
        }
        out + &code[copied..]
    }

    #[test]
    fn each_comprehension_has_a_call() {
        let cases = [
            ("{{ [a for a in b] }}", "{{ [a for a in b if congbo_turn()] }}"),
            (
                "{{ [a for a in b if a or c] }}",
                "{{ [a for a in b if congbo_turn() and a or c] }}",
            ),
            (
                "{{ [[1 for a in b] for k, a in (c if d else e)] }}",
                "{{ [[1 for a in b if congbo_turn()] for k, a in (c if d else e) if congbo_turn()] }}",
            ),
            (
                "{{ [a if b else c for a in b] }}",
                "{{ [a if b else c for a in b if congbo_turn()] }}",
            ),
            (
                "{{ [a for a in b[1] | get(key=\"if ]\")] }}",
                "{{ [a for a in b[1] | get(key=\"if ]\") if congbo_turn()] }}",
            ),
        ];
        for (written, expected) in cases {
            assert_eq!(counted(written), expected, "{written}");
        }
        assert!(counted(cases[0].0).contains(TURN));
    }

    #[test]
    fn nothing_else_has_one() {
        for code in [
            "{% for a in [1, 2] %}",
            "{{ [\"a for b in c\"] }}",
            "{{ [a.for, b.if] }}",
            "{{ [1, 2][0] if a else for_b }}",
            "{{ [a for",
        ] {
            assert_eq!(counted(code), code);
        }
    }
}
