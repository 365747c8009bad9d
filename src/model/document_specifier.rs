//! How an editor specifies a document in a link or relation: by its number or by a name.
//!
//! Reads the text alone; which document it means is decided by [`resolve`](super::resolve).

use crate::base::date::PartialDate;
use crate::base::fold::fold;
use crate::base::number::DocNumber;
use crate::input::citations::lexicon::Lexicon;
use crate::input::citations::mention::NumberedMention;
use crate::input::citations::recognizer::numbered;

/// The document part of a reference, before anything is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DocumentSpecifier {
    /// A number, perhaps with kind and date.
    Number(Box<NumberedMention>),
    /// Anything else: a key with slashes, a name.
    Name(String),
}

impl DocumentSpecifier {
    /// Parses the document part of a reference: `13/QĐ-UBND@2012 của Ủy ban nhân dân xã Đông`.
    pub(super) fn parse(text: &str, lexicon: &Lexicon) -> Self {
        let text = text.trim();
        if let Some((number, issuer)) = text.split_once(" của ")
            && let DocumentSpecifier::Number(cited) = DocumentSpecifier::parse(number, lexicon)
        {
            let issuer = Some(issuer.trim().to_owned().into());
            return DocumentSpecifier::Number(Box::new(NumberedMention { issuer, ..*cited }));
        }
        if let Some((number, date)) = text.rsplit_once('@')
            && let (Some(cited), Ok(date)) = (number_alone(number.trim(), lexicon), PartialDate::parse(date))
        {
            let date = Some(date);
            return DocumentSpecifier::Number(Box::new(NumberedMention { date, ..cited }));
        }
        match number_alone(text, lexicon) {
            Some(cited) => DocumentSpecifier::Number(Box::new(cited)),
            None => DocumentSpecifier::Name(text.to_owned()),
        }
    }
}

/// The number that makes up a whole text, perhaps with its kind before it.
fn number_alone(text: &str, lexicon: &Lexicon) -> Option<NumberedMention> {
    if let Some(number) = DocNumber::parse(text) {
        return Some(plain_number(number, lexicon));
    }
    match numbered(text, lexicon).as_slice() {
        [only] if only.surface == (0..text.len()) => Some(only.clone()),
        _ => None,
    }
}

fn plain_number(number: DocNumber, lexicon: &Lexicon) -> NumberedMention {
    // `ĐA` and `DA` are the symbols of two kinds, though both fold alike.
    let symbol = number.symbols().next().unwrap_or("");
    let is_shared = lexicon.kinds_of_abbreviation(&fold(symbol)).nth(1).is_some();
    let kind = is_shared.then(|| lexicon.kind_of_symbol(symbol).cloned()).flatten();
    NumberedMention {
        surface: 0..0,
        number_at: 0..0,
        number,
        kind,
        date: None,
        doubt: None,
        issuer: None,
        title: None,
    }
}
