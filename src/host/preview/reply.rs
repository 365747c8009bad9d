//! An answer of the preview, and how it is sent.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};

use serde::Serialize;

/// The content security policy of pages: a page loads only files of its own site, and no other site embeds it. Inline
/// styles are allowed, because themes may use them; inline scripts are not.
const PAGE_POLICY: &str = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; \
                           object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// The policy of the window: its own script, style and trial pages, and nothing else; nothing embeds it.
pub(super) const WINDOW_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                                        frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// An answer.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) media_type: Cow<'static, str>,
    pub(super) body: ReplyBody,
    /// Where to go instead.
    pub(super) location: Option<String>,
    /// Its content security policy.
    pub(super) policy: &'static str,
}

/// The bytes of an answer.
#[derive(Debug)]
pub(super) enum ReplyBody {
    /// Bytes in memory.
    Bytes(Vec<u8>),
    /// A file to copy, and its length in bytes.
    File(File, u64),
}

/// The media type of plain text.
pub(super) const TEXT: &str = "text/plain; charset=utf-8";

impl Reply {
    /// An answer from memory.
    pub(super) fn bytes(status: u16, media_type: impl Into<Cow<'static, str>>, bytes: impl Into<Vec<u8>>) -> Self {
        Reply {
            status,
            media_type: media_type.into(),
            body: ReplyBody::Bytes(bytes.into()),
            location: None,
            policy: PAGE_POLICY,
        }
    }

    /// Values for a script.
    pub(super) fn json(status: u16, value: &impl Serialize) -> Self {
        let text = serde_json::to_vec(value).expect("texts and numbers always serialize");
        Reply::bytes(status, "application/json", text)
    }

    /// That there is nothing.
    pub(super) fn not_found() -> Self {
        Reply::bytes(404, TEXT, "404 Not Found\n")
    }

    /// Sends the answer; its head alone where the body is not asked for.
    ///
    /// # Errors
    /// The client left.
    pub(super) fn send(self, out: &mut dyn Write, with_body: bool) -> io::Result<()> {
        let mut out = BufWriter::new(out);
        let length = match &self.body {
            ReplyBody::Bytes(bytes) => bytes.len() as u64,
            ReplyBody::File(_, length) => *length,
        };
        let location = self.location.map(|location| format!("Location: {location}\r\n"));
        write!(
            out,
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {length}\r\n{}Cache-Control: no-store\r\n\
             X-Content-Type-Options: nosniff\r\nContent-Security-Policy: {}\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
            self.status,
            reason(self.status),
            self.media_type,
            location.unwrap_or_default(),
            self.policy,
        )?;
        match self.body {
            _ if !with_body => {}
            ReplyBody::Bytes(bytes) => out.write_all(&bytes)?,
            ReplyBody::File(file, length) => {
                io::copy(&mut file.take(length), &mut out)?;
            }
        }
        out.flush()
    }
}

/// The words of a status (RFC 9110, section 15); browsers ignore them.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        411 => "Length Required",
        413 => "Content Too Large",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Answer",
    }
}
