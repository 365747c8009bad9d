//! What browsers are told a page may do: load the site's own files and nothing else.

use std::io::{self, Write};

/// The content security policy of every page, as a `meta` element (CSP Level 3). Data files are read by the page
/// for addresses that do not exist.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
                          media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// Writes `_headers`, as Netlify, Cloudflare Pages and others read it. `frame-ancestors` works in a header only.
///
/// # Errors
/// The failure of the sink.
pub fn headers(out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'self'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: browsing-topics=()\n\
         /giao-dien/*\n  Cache-Control: public, max-age=3600\n"
    )
}
