//! What a document is called and where it stands, as keys. They come from its file alone, so they are worked out where
//! the file is parsed, and not at each linking.

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
    /// Of every name that leads to it.
    pub names: Vec<Arc<str>>,
    /// Of the names that it declares (`tên gọi khác`), so that they are more than a title.
    pub declared: usize,
    /// Of its proper names, which have many spellings; of a law with the year of its date too.
    pub proper: Vec<Arc<str>>,
    /// Kind and title.
    pub whole: Option<Arc<str>>,
    /// The beginnings of its names, and of kind and title.
    pub beginnings: Vec<Fingerprint>,
    /// Its number as printed, where its page's address follows from kind, date and number.
    pub printed: Option<Fingerprint>,
    /// The last part of its address: `địa chỉ trang`, its number, or its file name.
    pub slug: Arc<str>,
    /// `kind/slug`; of a page its slug alone before it.
    pub paths: Vec<Arc<str>>,
}

impl LookupKeys {
    /// The keys of the names that it declares.
    pub fn declared_names(&self) -> &[Arc<str>] {
        &self.names[..self.declared]
    }
}

/// Works out the keys of a document's names.
pub(crate) fn called(head: &Metadata, file_slug: &str, kind: &Kind) -> LookupKeys {
    let title = head.title.as_ref().map(|title| title.value.as_str());
    let mut names: Vec<Arc<str>> = head
        .other_names
        .iter()
        .map(|name| name_key(&name.value).into())
        .collect();
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
    let mut keys: Vec<String> = head
        .other_names
        .iter()
        .filter_map(|name| proper_key(&name.value))
        .collect();
    if let (Some(title), Some(date)) = (title, &head.date) {
        let name = format!("{} {title}", kind.name);
        keys.extend(proper_key(&name));
        keys.extend(proper_key(&format!("{name} {}", date.value.year())));
    }
    keys.sort();
    keys.dedup();
    keys.into_iter().map(Arc::from).collect()
}
