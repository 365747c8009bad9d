//! The content security policy: pages may load the site's own files and nothing else.

use std::io::{self, Write};

use crate::site::planned_site::Site;

/// The content security policy of pages, as a `meta` element (CSP Level 3). Connections are allowed to the site itself:
/// the search page reads the index, the page for unknown addresses the data files. Every page has a search field, so
/// forms may be sent to the site.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
                                 img-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'";

/// How long browsers cache the style sheet and the script: for one visit.
const SHORT_CACHE: &str = "public, max-age=600";

/// The header that keeps robots out of a site with drafts, which `robots.txt` does at the top of a host only.
const NO_ROBOTS: &str = "  X-Robots-Tag: noindex\n";

/// Writes `_headers`, as Netlify, Cloudflare Pages and others read it. `frame-ancestors` works in a header only.
/// All rules that match a file apply and their values are joined, so no header is in two rules that match one file, and
/// the policy allows what any page needs: the `meta` element of each page forbids the rest. File names do not change with
/// their contents; only fonts may be cached for long.
///
/// # Errors
/// The failure of the writer.
pub(crate) fn headers(site: &Site, out: &mut dyn Write) -> io::Result<()> {
    let robots = if site.with_drafts { NO_ROBOTS } else { "" };
    write!(
        out,
        "/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'self'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: browsing-topics=()\n{robots}\
         /giao-dien/congbo.css\n  Cache-Control: {SHORT_CACHE}\n/giao-dien/congbo.js\n  Cache-Control: {SHORT_CACHE}\n\
         /giao-dien/fonts/*\n  Cache-Control: public, max-age=2592000\n"
    )
}
