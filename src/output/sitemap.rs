//! `sitemap.xml` (sitemaps.org 0.9) and `robots.txt` (RFC 9309).

use std::io::{self, Write};

use crate::base::percent;
use crate::output::feeds::last_changed;
use crate::output::page_context::relative_url;
use crate::output::xml::XmlWriter;
use crate::site::address::SiteAddress;
use crate::site::pagination::MAX_SITEMAP_PAGES;
use crate::site::planned_site::Site;
use crate::site::route::Route;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// Writes the sitemap, or a part of it if it is too long for one file.
///
/// # Errors
/// The failure of the writer.
pub(crate) fn write(site: &Site, part: usize, out: &mut dyn Write) -> io::Result<()> {
    let parts = site
        .routes
        .iter()
        .filter(|(_, route)| matches!(route, Route::Sitemap(_)));
    let xml = match (part, parts.count()) {
        (0, 1) => urls(site, 0, usize::MAX),
        (0, _) => index(site),
        (part, _) => urls(site, (part - 1) * MAX_SITEMAP_PAGES, MAX_SITEMAP_PAGES),
    };
    out.write_all(xml.as_bytes())
}

fn urls(site: &Site, skip: usize, take: usize) -> String {
    let mut xml = XmlWriter::new("urlset", &[NAMESPACE]);
    let pages = site.routes.iter().filter(|(_, route)| route.traits().is_indexed);
    for (address, route) in pages.skip(skip).take(take) {
        xml.begin("url", &[]);
        xml.text("loc", &[], &absolute_url(site, address));
        if let Some(date) = last_changed(site, *route) {
            xml.text("lastmod", &[], &date.iso());
        }
        xml.end();
    }
    xml.finish()
}

fn index(site: &Site) -> String {
    let mut xml = XmlWriter::new("sitemapindex", &[NAMESPACE]);
    let parts = site.routes.iter();
    for (address, _) in parts.filter(|(_, route)| matches!(route, Route::Sitemap(part) if *part > 0)) {
        xml.begin("sitemap", &[]);
        xml.text("loc", &[], &absolute_url(site, address));
        xml.end();
    }
    xml.finish()
}

/// Returns the absolute address of a page, in ASCII (RFC 3986).
fn absolute_url(site: &Site, address: &SiteAddress) -> String {
    let base = site.documents.vocabulary.site.base_url.as_deref().unwrap_or("");
    let path = relative_url("", address);
    let url = format!("{}/{}", base.trim_end_matches('/'), path.trim_start_matches("./"));
    percent::ascii(&url).into_owned()
}

/// Writes `robots.txt`: robots may read everything; it names the sitemap. They may read nothing where drafts are among
/// the pages.
///
/// # Errors
/// The failure of the writer.
pub(crate) fn robots(site: &Site, out: &mut dyn Write) -> io::Result<()> {
    if site.with_drafts {
        return out.write_all(b"User-agent: *\nDisallow: /\n");
    }
    out.write_all(b"User-agent: *\nAllow: /\n")?;
    if let Some(address) = site.address(Route::Sitemap(0)) {
        writeln!(out, "\nSitemap: {}", absolute_url(site, address))?;
    }
    Ok(())
}
