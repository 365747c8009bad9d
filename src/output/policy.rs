//! What browsers are told a page may do: load the site's own files and nothing else.

use std::io::{self, Write};

macro_rules! policy {
    ($forms:literal) => {
        concat!(
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; ",
            "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action ",
            $forms
        )
    };
}

/// The content security policy of pages, as a `meta` element (CSP Level 3). Data files are read by the page for
/// addresses that do not exist, the index by the one that searches.
pub const POLICY: &str = policy!("'none'");

/// That of pages with a search box.
pub const POLICY_WITH_FORM: &str = policy!("'self'");

/// How long browsers keep the style and the script: through one reading.
const SHORT: &str = "public, max-age=600";

/// Writes `_headers`, as Netlify, Cloudflare Pages and others read it. `frame-ancestors` works in a header only.
/// Rules that match one file are all applied and their values joined, so no header stands in two such rules, and the
/// policy allows what any page may do: the `meta` element of a page forbids the rest.
/// Names of files stay when their contents change; fonts alone may be kept for long.
///
/// # Errors
/// The failure of the sink.
pub fn headers(out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "/*\n  Content-Security-Policy: {POLICY_WITH_FORM}; frame-ancestors 'self'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: browsing-topics=()\n\
         /giao-dien/congbo.css\n  Cache-Control: {SHORT}\n/giao-dien/congbo.js\n  Cache-Control: {SHORT}\n\
         /giao-dien/chu/*\n  Cache-Control: public, max-age=2592000\n"
    )
}
