//! The keys under which the document index finds a document: its names and addresses. They follow from its file alone,
//! so they are computed at parse time, not on every link.

use std::sync::Arc;

use crate::base::fingerprint::Fingerprint;
use crate::base::fold::name_key;
use crate::base::kind::Form;
use crate::input::citations::lexicon::Kind;
use crate::input::citations::proper_names::proper_key;
use crate::input::citations::title_candidates::beginning_key;
use crate::input::front_matter::metadata::Metadata;

/// The keys of a document's names and addresses.
#[derive(Clone, Debug, Default)]
pub struct LookupKeys {
    /// The keys of its names, the declared ones first.
    pub names: Vec<Arc<str>>,
    /// The number of declared names (`tên gọi khác`) among `names`, which count for more than a title.
    pub declared: usize,
    /// The keys of its proper names, which all their spellings share; for a law, also with the year of its date.
    pub proper: Vec<Arc<str>>,
    /// The key of kind and title together.
    pub whole: Option<Arc<str>>,
    /// The keys of the first words of each name.
    pub beginnings: Vec<Fingerprint>,
    /// The key of its number as printed, if its page's address follows from kind, date and number.
    pub printed: Option<Fingerprint>,
    /// The last part of its address: `địa chỉ trang`, its number, or its file name.
    pub slug: Arc<str>,
    /// Its paths: `kind/slug`; for a page the slug alone before it.
    pub paths: Vec<Arc<str>>,
}

impl LookupKeys {
    /// Computes the keys of a document.
    pub(crate) fn of(head: &Metadata, file_slug: &str, kind: &Kind) -> Self {
        let title = head.title.as_ref().map(|title| title.value.as_str());
        let others = head.other_names.iter();
        let mut names: Vec<Arc<str>> = others.map(|name| name_key(&name.value).into()).collect();
        let declared = names.len();
        let mut whole = None;
        if let Some(title) = title {
            let title = name_key(title);
            let named: Arc<str> = format!("{} {title}", name_key(&kind.name)).into();
            whole = Some(Arc::clone(&named));
            names.extend([named, title.into()]);
        }
        let slug = slug(head, file_slug);
        LookupKeys {
            declared,
            proper: proper(head, title, kind),
            whole,
            beginnings: names.iter().map(|name| beginning_key(name)).collect(),
            printed: printed(head, kind),
            paths: paths(kind, &slug),
            slug,
            names,
        }
    }

    /// The keys of the declared names.
    pub fn declared_names(&self) -> &[Arc<str>] {
        &self.names[..self.declared]
    }
}

fn slug(head: &Metadata, file_slug: &str) -> Arc<str> {
    match (&head.slug, &head.number) {
        (Some(slug), _) => slug.value.as_str().into(),
        (None, Some(number)) => number.value.slug().into(),
        (None, None) => file_slug.into(),
    }
}

fn printed(head: &Metadata, kind: &Kind) -> Option<Fingerprint> {
    let is_plain = head.slug.is_none() && kind.form != Form::Page;
    let number = head.number.as_ref().filter(|_| is_plain)?;
    Some(number.value.printed_key())
}

fn paths(kind: &Kind, slug: &Arc<str>) -> Vec<Arc<str>> {
    let whole = format!("{}/{slug}", kind.slug).into();
    match kind.form {
        Form::Page => vec![Arc::clone(slug), whole],
        Form::Official | Form::Writeup => vec![whole],
    }
}

fn proper(head: &Metadata, title: Option<&str>, kind: &Kind) -> Vec<Arc<str>> {
    let others = head.other_names.iter();
    let mut keys: Vec<String> = others.filter_map(|name| proper_key(&name.value)).collect();
    if let (Some(title), Some(date)) = (title, &head.date) {
        let name = format!("{} {title}", kind.name);
        keys.extend(proper_key(&name));
        keys.extend(proper_key(&format!("{name} {}", date.value.year())));
    }
    keys.sort();
    keys.dedup();
    keys.into_iter().map(Arc::from).collect()
}
