//! What every page hands to its template about itself: title, addresses, path, feed, structured data.

use serde::Serialize;

use crate::output::page_context::{Link, PageContext};
use crate::output::policy::POLICY;
use crate::output::ui_strings::UiStrings;
use crate::site::address::SiteAddress;
use crate::site::plan::Site;
use crate::site::route::{FeedOf, Route};

/// A `meta` element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// `DC.title`
    pub name: &'static str,
    /// Its value.
    pub content: String,
}

/// What machines read of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StructuredData {
    /// Dublin Core and citation tags.
    pub meta: Vec<Meta>,
    /// JSON-LD, safe inside a `script` element.
    pub json_ld: Option<String>,
}

/// What a page says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageView {
    /// Name of the template without its ending.
    pub template: &'static str,
    /// For `<title>`.
    pub title: String,
    /// For `<h1>`.
    pub heading: String,
    /// For search engines.
    pub description: Option<String>,
    /// How to get to the top of the site.
    pub root: String,
    /// Where the theme's static files stand.
    pub assets: String,
    /// The page's whole address, where the site's is known.
    pub canonical: Option<String>,
    /// The page's feed, where it has one.
    pub feed: Option<Link>,
    /// What browsers may load for it.
    pub policy: &'static str,
    /// What machines read.
    pub machine: StructuredData,
    /// The way down to this page.
    pub breadcrumbs: Vec<Link>,
}

/// The name of the site; without configuration, the word for the home page.
pub fn site_name(site: &Site, texts: &UiStrings) -> String {
    site.register
        .vocabulary
        .site
        .name
        .clone()
        .unwrap_or_else(|| texts.view("home", &[]))
}

/// The language of the interface.
pub fn language(site: &Site) -> &str {
    site.register
        .vocabulary
        .site
        .language
        .as_deref()
        .filter(|language| *language == "en")
        .unwrap_or("vi")
}

/// Makes what a page says of itself.
pub fn page(context: PageContext<'_>, template: &'static str, address: &SiteAddress, title: String) -> PageView {
    let base = context.site.register.vocabulary.site.base_url.as_deref();
    PageView {
        template,
        heading: title.clone(),
        title,
        description: None,
        root: context.root.to_owned(),
        assets: format!("{}giao-dien/", context.root),
        canonical: base.map(|base| format!("{}{address}", base.trim_end_matches('/'))),
        feed: feed(context, FeedOf::Site),
        policy: POLICY,
        machine: StructuredData::default(),
        breadcrumbs: Vec::new(),
    }
}

/// The link to a feed, where there is one.
pub fn feed(context: PageContext<'_>, of: FeedOf) -> Option<Link> {
    context.route_link(context.texts.view("feed", &[]), Route::Feed(of))
}
