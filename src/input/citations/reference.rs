//! Parses references as editors write them: `393-QĐ/TU#II.1`, `[[…|chữ]]`, a name.

/// A parsed reference, not resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Number, key or name of the document; `None` for a provision of the same document.
    pub document: Option<String>,
    /// Address of a provision.
    pub provision: Option<String>,
    /// The words to show, from `[[…|words]]`.
    pub words: Option<String>,
}

impl Reference {
    /// Parses a reference, with or without its double brackets.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let inner = text
            .strip_prefix("[[")
            .and_then(|rest| rest.strip_suffix("]]"))
            .unwrap_or(text);
        let (target, words) = match inner.split_once(['|', '\u{1f}']) {
            Some((target, words)) => (target.trim(), Some(words.trim().to_owned())),
            None => (inner.trim(), None),
        };
        let (document, provision) = match target.rsplit_once('#') {
            Some((document, provision)) => (document.trim(), Some(provision.trim())),
            None => (target, None),
        };
        let named = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        Reference {
            document: named(document),
            provision: provision.and_then(named),
            words: words.filter(|words| !words.is_empty()),
        }
    }

    /// The reference as an editor would write it without brackets.
    pub fn written(&self) -> String {
        let document = self.document.as_deref().unwrap_or("");
        match &self.provision {
            Some(provision) => format!("{document}#{provision}"),
            None => document.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reference;

    #[test]
    fn takes_references_apart() {
        let reference = Reference::parse("[[01-CTr/BDVTU#II.1.5|mục II.1.5]]");
        assert_eq!(reference.document.as_deref(), Some("01-CTr/BDVTU"));
        assert_eq!(reference.provision.as_deref(), Some("II.1.5"));
        assert_eq!(reference.words.as_deref(), Some("mục II.1.5"));
        assert_eq!(Reference::parse("#III.3").document, None);
        assert_eq!(
            Reference::parse("Nghị quyết Đại hội XI").written(),
            "Nghị quyết Đại hội XI"
        );
    }
}
