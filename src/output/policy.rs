//! What browsers are told a page may do: load the site's own files and nothing else.

use std::io::{self, Write};

/// The content security policy of every page, as a `meta` element (CSP Level 3). Data files are read by the page
/// for addresses that do not exist.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
                          media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// How long browsers keep the style and the script: through one reading.
const SHORT: &str = "public, max-age=600";

/// Writes `_headers`, as Netlify, Cloudflare Pages and others read it. `frame-ancestors` works in a header only.
/// Rules that match one file are all applied and their values joined, so no header stands in two such rules.
/// Names of files stay when their contents change; fonts alone may be kept for long.
///
/// # Errors
/// The failure of the sink.
pub fn headers(out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'self'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  Permissions-Policy: browsing-topics=()\n\
         /giao-dien/congbo.css\n  Cache-Control: {SHORT}\n/giao-dien/congbo.js\n  Cache-Control: {SHORT}\n\
         /giao-dien/chu/*\n  Cache-Control: public, max-age=2592000\n"
    )
}
