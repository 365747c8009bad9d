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

/// Writes `_headers`, as Netlify, Cloudflare Pages and others read it. `frame-ancestors` works in a header only. Rules for
/// single pages would be added to this one, and all of them hold: so it allows what any page may do, and the `meta`
/// element of a page forbids the rest.
///
/// # Errors
/// The failure of the sink.
pub fn headers(out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "/*\n  Content-Security-Policy: {POLICY_WITH_FORM}; frame-ancestors 'self'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: browsing-topics=()\n\
         /giao-dien/*\n  Cache-Control: public, max-age=3600\n"
    )
}
