//! The values of a page that every template receives: title, addresses, breadcrumbs, feed, structured data.

use serde::Serialize;

use crate::model::target::DocumentRef;
use crate::output::document_names;
use crate::output::page_context::{Link, PageContext};
use crate::output::policy::POLICY;
use crate::output::ui_strings::UiStrings;
use crate::site::address::SiteAddress;
use crate::site::planned_site::Site;
use crate::site::route::{FeedOf, Route};

/// A `meta` element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct MetaTag {
    /// `citation_author`
    pub name: &'static str,
    /// Its value.
    pub content: String,
}

/// The machine-readable description of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct StructuredData {
    /// Citation tags.
    pub meta: Vec<MetaTag>,
    /// JSON-LD, safe inside a `script` element.
    pub json_ld: Option<String>,
}

/// A link to a feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct FeedLink {
    /// The words of the link.
    pub title: String,
    /// The name of the feed, as feed readers list it.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// The values of a page that every template receives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct PageView {
    /// The name of the template without `.html`.
    pub template: &'static str,
    /// For `<title>`.
    pub title: String,
    /// For `<h1>`.
    pub heading: String,
    /// For search engines.
    pub description: Option<String>,
    /// The relative address of the top of the site.
    pub root: String,
    /// The relative address of the theme's static files.
    pub assets: String,
    /// The page's absolute address, if the site's is known.
    pub canonical: Option<String>,
    /// The page's feed, if it has one.
    pub feed: Option<FeedLink>,
    /// Its content security policy.
    pub policy: &'static str,
    /// The machine-readable description.
    pub machine: StructuredData,
    /// The links from the home page down to this page.
    pub breadcrumbs: Vec<Link>,
}

/// Returns the name of the site; without configuration, the word for the home page.
pub(crate) fn site_name(site: &Site, texts: &UiStrings) -> String {
    site.documents
        .vocabulary
        .site
        .name
        .clone()
        .unwrap_or_else(|| texts.view("home", &[]))
}

/// Returns the language of the interface.
pub(crate) fn language(site: &Site) -> &str {
    site.documents
        .vocabulary
        .site
        .language
        .as_deref()
        .filter(|language| *language == "en")
        .unwrap_or("vi")
}

/// Makes the values of a page that every template receives.
pub(crate) fn page_view(
    context: PageContext<'_>,
    template: &'static str,
    address: &SiteAddress,
    title: String,
) -> PageView {
    let base = context.site.documents.vocabulary.site.base_url.as_deref();
    PageView {
        template,
        heading: title.clone(),
        title,
        description: None,
        root: context.root.to_owned(),
        assets: format!("{}giao-dien/", context.root),
        canonical: base.map(|base| format!("{}{address}", base.trim_end_matches('/'))),
        feed: feed_link(context, FeedOf::Site),
        policy: POLICY,
        machine: StructuredData::default(),
        breadcrumbs: Vec::new(),
    }
}

/// Returns the link to a feed, if there is one.
pub(crate) fn feed_link(context: PageContext<'_>, of: FeedOf) -> Option<FeedLink> {
    Some(FeedLink {
        title: context.texts.view("feed", &[]),
        name: feed_name(context, of),
        url: context.route_url(Route::Feed(of))?,
    })
}

/// Returns the name of a feed: of the site, or of the part of the site that it follows.
pub(crate) fn feed_name(context: PageContext<'_>, of: FeedOf) -> String {
    let name = site_name(context.site, context.texts);
    match of {
        FeedOf::Site => name,
        FeedOf::Topic(topic) => format!("{} – {name}", context.topic(topic).name),
        FeedOf::Body(body) => format!("{} – {name}", context.body(body).name),
        FeedOf::Provision(index, position) => {
            let address = &context.document(index).provisions[position].address;
            let provision = context.texts.view("provision", &[("address", address.as_str())]);
            let document = document_names::short(context, DocumentRef::Held(index));
            format!("{provision}, {document}")
        }
    }
}
