//! An answer of the preview, and how it is sent. The only user of `tiny_http`, which writes answers; what requests say
//! is read before by `connection`, since tiny_http would read and reserve before a request is judged.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Cursor, Read, Write};

use serde::Serialize;
use tiny_http::{HTTPVersion, Header, Response, StatusCode};

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
        let (body, length): (Box<dyn Read>, u64) = match self.body {
            ReplyBody::Bytes(bytes) => {
                let length = bytes.len() as u64;
                (Box::new(Cursor::new(bytes)), length)
            }
            ReplyBody::File(file, length) => (Box::new(file.take(length)), length),
        };
        let fixed = [
            ("Content-Type", &*self.media_type),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", self.policy),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
        ];
        let location = self.location.as_deref().map(|location| ("Location", location));
        let headers = fixed.into_iter().chain(location).map(header);
        let length = usize::try_from(length).map_err(io::Error::other)?;
        let status = StatusCode(self.status);
        let answer = Response::new(status, headers.collect::<io::Result<_>>()?, body, Some(length), None);
        // In HTTP/1.0 an answer ends its connection, which carries one request.
        answer.raw_print(&mut out, HTTPVersion(1, 0), &[], !with_body, None)?;
        out.flush()
    }
}

/// A header line.
fn header((name, value): (&str, &str)) -> io::Result<Header> {
    Header::from_bytes(name, value).map_err(|()| io::Error::other("a header line that is not ASCII"))
}
