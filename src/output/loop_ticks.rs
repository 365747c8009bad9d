//! Puts a call at the beginning of each loop of a template, and into the condition of each list comprehension, so that
//! their rounds can be counted: the template engine has no limit of its own. Places in the changed template lead back to
//! the template as it is written.

use crate::output::comprehension_turns;

/// The name of the function that each loop calls.
pub(super) const TICK: &str = "congbo_tick";

/// A template with its calls.
#[derive(Clone, Debug, Default)]
pub(super) struct TickedTemplate {
    pub(super) text: String,
    calls: Vec<InsertedCall>,
}

/// A call in the changed text.
#[derive(Clone, Copy, Debug)]
struct InsertedCall {
    start: usize,
    length: usize,
}

/// The call of a loop. Behind `-%}` it swallows the blanks that follow, as the tag itself would.
fn call(is_trimmed: bool) -> String {
    format!("{{{{ {TICK}() {}}}}}", if is_trimmed { '-' } else { ' ' })
}

impl TickedTemplate {
    /// Puts a call into each loop.
    pub(super) fn new(template: &str) -> Self {
        let mut ticked = TickedTemplate::default();
        let mut copied = 0;
        let mut at = 0;
        while let Some(found) = template[at..].find('{') {
            let start = at + found;
            let rest = &template[start..];
            let end = match &rest.as_bytes()[..rest.len().min(2)] {
                b"{#" => end_of(template, start + 2, "#}"),
                b"{{" => end_of_code(template, start + 2, "}}"),
                b"{%" => end_of_code(template, start + 2, "%}"),
                _ => start + 1,
            };
            at = end;
            let code = &template[start..end];
            if code.starts_with("{{") || code.starts_with("{%") {
                for (offset, turn) in comprehension_turns::find(code) {
                    ticked.text.push_str(&template[copied..start + offset]);
                    ticked.insert(turn);
                    copied = start + offset;
                }
            }
            if !code.starts_with("{%") {
                continue;
            }
            match tag_name(code) {
                "raw" => at = end_of_raw(template, end),
                "for" => {
                    ticked.text.push_str(&template[copied..end]);
                    ticked.insert(&call(code.ends_with("-%}")));
                    copied = end;
                }
                _ => {}
            }
        }
        ticked.text.push_str(&template[copied..]);
        ticked
    }

    fn insert(&mut self, call: &str) {
        let (start, length) = (self.text.len(), call.len());
        self.calls.push(InsertedCall { start, length });
        self.text.push_str(call);
    }

    /// The place in the template as it is written.
    pub(super) fn written_at(&self, offset: usize) -> usize {
        let before = self.calls.iter().take_while(|call| call.start < offset);
        before.fold(offset, |written, call| written - call.length.min(offset - call.start))
    }
}

/// The first word of a tag: `for` of `{%- for x in y %}`.
fn tag_name(tag: &str) -> &str {
    let inner = tag.trim_start_matches("{%").trim_start_matches('-').trim_start();
    let end = inner.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    &inner[..end.unwrap_or(inner.len())]
}

fn end_of(template: &str, from: usize, sign: &str) -> usize {
    template[from..]
        .find(sign)
        .map_or(template.len(), |at| from + at + sign.len())
}

/// The end of an expression or tag, whatever its texts hold.
fn end_of_code(template: &str, from: usize, sign: &str) -> usize {
    let mut quote = None;
    for (at, letter) in template[from..].char_indices() {
        match quote {
            Some(open) if open == letter => quote = None,
            Some(_) => {}
            None if matches!(letter, '"' | '\'' | '`') => quote = Some(letter),
            None if template[from + at..].starts_with(sign) => return from + at + sign.len(),
            None => {}
        }
    }
    template.len()
}

fn end_of_raw(template: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(found) = template[at..].find("{%") {
        let start = at + found;
        at = end_of(template, start + 2, "%}");
        if tag_name(&template[start..at]) == "endraw" {
            return at;
        }
    }
    template.len()
}

#[cfg(test)]
mod tests {
    use super::TickedTemplate;

    const CALL: &str = "{{ congbo_tick()  }}";
    const TRIMMED: &str = "{{ congbo_tick() -}}";

    #[test]
    fn each_loop_is_counted_and_nothing_else() {
        let cases = [
            (
                "{% for a in b %}x{% endfor %}",
                format!("{{% for a in b %}}{CALL}x{{% endfor %}}"),
            ),
            ("{%- for a in b -%} x", format!("{{%- for a in b -%}}{TRIMMED} x")),
            ("{% for a in \"%}\" %}x", format!("{{% for a in \"%}}\" %}}{CALL}x")),
            (
                "{# {% for a in b %} #}x{ {% if for %}",
                "{# {% for a in b %} #}x{ {% if for %}".to_owned(),
            ),
            (
                "{% raw %}{% for a in b %}{%- endraw %}",
                "{% raw %}{% for a in b %}{%- endraw %}".to_owned(),
            ),
            ("{{ \"{% for a in b %}\" }}", "{{ \"{% for a in b %}\" }}".to_owned()),
            ("{% for", "{% for".to_owned() + CALL),
            (
                "{% for a in [b for b in c] %}x",
                format!("{{% for a in [b for b in c if congbo_turn()] %}}{CALL}x"),
            ),
            ("{# [b for b in c] #}", "{# [b for b in c] #}".to_owned()),
        ];
        for (written, expected) in cases {
            assert_eq!(TickedTemplate::new(written).text, expected, "{written}");
        }
    }

    #[test]
    fn places_lead_back_to_what_is_written() {
        let written = "ấ{% for a in b %}{% for c in d -%} {{ lỗi }}";
        let ticked = TickedTemplate::new(written);
        for word in ["ấ", "b %}", "d -", " {{ l"] {
            let found = ticked.text.find(word).expect("kept");
            let found = if word == " {{ l" {
                ticked.text.rfind(word).expect("kept")
            } else {
                found
            };
            assert_eq!(Some(ticked.written_at(found)), written.find(word), "{word}");
        }
        let inside = ticked.text.find("congbo_tick").expect("a call");
        assert_eq!(ticked.written_at(inside), written.find("{% for c").expect("behind it"));
    }
}
