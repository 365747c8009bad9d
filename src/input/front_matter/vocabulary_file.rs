//! Helpers of the readers of site.yaml, topics.yaml, bodies.yaml and places.yaml: the tree of a file, its pseudo-field.

use crate::base::span::Span;
use crate::input::front_matter::fields::{Field, FieldId, FieldScope, ValueType};
use crate::input::front_matter::head_text::{HeadText, read_head, read_list};
use crate::input::front_matter::node::YamlNode;
use crate::input::source::SourceFile;
use crate::messages::diagnostic::Diagnostic;

/// The pseudo-field that messages name for a file or a key of it.
pub(crate) const fn entry(term: &'static str, example: &'static str) -> Field {
    Field {
        id: FieldId::Kind,
        name: term,
        term,
        aliases: &[],
        value: ValueType::Text,
        holders: FieldScope::All,
        help: "",
        example,
    }
}

/// Parses a YAML file into its tree, and its text for diagnostic places; the tree is `None` if the file is unreadable.
pub(crate) fn tree(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> (Option<YamlNode>, HeadText) {
    diagnostics.extend(file.diagnostics.iter().cloned());
    if !file.is_readable() {
        return (None, HeadText::whole(""));
    }
    let span = Span::new(0, file.text.len());
    if file.text.trim_start().starts_with('-') || first_key_is_dash(&file.text) {
        return match read_list(&file.path, &file.text) {
            Ok((node, head)) => (Some(node), head),
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                (None, HeadText::whole(&file.text))
            }
        };
    }
    let (entries, head) = read_head(&file.path, &file.text, span, diagnostics);
    (entries.map(YamlNode::Map), head)
}

fn first_key_is_dash(text: &str) -> bool {
    text.lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .is_some_and(|line| line.starts_with('-'))
}
