//! The head of a request, checked before anything else sees it. The only user of `httparse`.
//!
//! tiny_http takes heads of any length, bodies of two lengths and any host; what passes here is a plain GET or
//! HEAD of a path, without a body, from a page of our own (RFC 9112; tiny-http issue 287).

use std::net::IpAddr;

/// The longest head, in bytes.
pub(super) const LONGEST_HEAD: usize = 16 * 1024;

/// The longest path and query, in bytes.
const LONGEST_TARGET: usize = 4 * 1024;

/// The most lines of a head.
const MOST_LINES: usize = 64;

/// The first part of the preview's own addresses; no page of a site can have it.
pub(super) const OWN: &str = "/_congbo/";

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is no HTTP, or says two things at once.
    Malformed,
    /// Its path is too long.
    LongTarget,
    /// Its head is too long.
    LongHead,
    /// It is neither GET nor HEAD.
    Method,
    /// It brings a body.
    Body,
    /// It was meant for another host (DNS rebinding).
    Host,
    /// A page of another site asks.
    Origin,
    /// It was not complete in time.
    Late,
    /// Too many are being answered.
    Busy,
}

impl Refusal {
    /// Status line and text of the answer.
    pub(super) fn status(self) -> &'static str {
        match self {
            Refusal::Malformed => "400 Bad Request",
            Refusal::LongTarget => "414 URI Too Long",
            Refusal::LongHead => "431 Request Header Fields Too Large",
            Refusal::Method => "405 Method Not Allowed",
            Refusal::Body => "413 Content Too Large",
            Refusal::Host => "421 Misdirected Request",
            Refusal::Origin => "403 Forbidden",
            Refusal::Late => "408 Request Timeout",
            Refusal::Busy => "503 Service Unavailable",
        }
    }
}

/// The hosts under which the preview answers.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    names: Vec<String>,
    /// Whether every address of the machine is ours.
    any_address: bool,
}

impl Hosts {
    /// The machine itself, and what it was told to listen to: by name and as address.
    pub(super) fn new(listening: &[&str]) -> Self {
        let addresses: Vec<Option<IpAddr>> = listening.iter().map(|text| text.parse().ok()).collect();
        let named = listening.iter().zip(&addresses).map(|(text, address)| match address {
            Some(IpAddr::V6(address)) => format!("[{address}]"),
            Some(IpAddr::V4(_)) | None => text.to_ascii_lowercase(),
        });
        let own = ["127.0.0.1", "localhost", "[::1]"].map(str::to_owned);
        Hosts {
            names: own.into_iter().chain(named).collect(),
            any_address: addresses.iter().flatten().any(IpAddr::is_unspecified),
        }
    }

    /// Says whether a `Host` names us, whatever its port.
    fn is_ours(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            Some(_) | None => host,
        };
        let name = name.to_ascii_lowercase();
        let plain = name.trim_start_matches('[').trim_end_matches(']');
        self.names.contains(&name) || self.any_address && plain.parse::<IpAddr>().is_ok()
    }
}

/// A request that may be answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The head that is handed on: nothing of the client's but method and path.
    pub(super) head: String,
    /// Whether the answer is a stream of events.
    pub(super) is_stream: bool,
}

/// The address of the stream of events.
pub(super) const EVENTS: &str = "/_congbo/events";

/// Checks a head; `None` where it is not complete yet.
pub(super) fn check(bytes: &[u8], hosts: &Hosts) -> Result<Option<Asked>, Refusal> {
    let mut lines = [httparse::EMPTY_HEADER; MOST_LINES];
    let mut request = httparse::Request::new(&mut lines);
    match request.parse(bytes) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => {
            let first_line = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
            return match (first_line > LONGEST_TARGET + 32, bytes.len() >= LONGEST_HEAD) {
                (true, _) => Err(Refusal::LongTarget),
                (false, true) => Err(Refusal::LongHead),
                (false, false) => Ok(None),
            };
        }
        Err(httparse::Error::TooManyHeaders) => return Err(Refusal::LongHead),
        Err(_) => return Err(Refusal::Malformed),
    }
    let method = request.method.filter(|method| matches!(*method, "GET" | "HEAD"));
    let target = request.path.unwrap_or("");
    if target.len() > LONGEST_TARGET {
        return Err(Refusal::LongTarget);
    }
    let method = method.ok_or(Refusal::Method)?;
    check_body(request.headers)?;
    check_host(request.headers, hosts, target)?;
    if !target.starts_with('/') || !target.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Refusal::Malformed);
    }
    let head = format!("{method} {target} HTTP/1.1\r\nHost: congbo\r\nConnection: close\r\n\r\n");
    let is_stream = target.split('?').next() == Some(EVENTS) && method == "GET";
    Ok(Some(Asked { head, is_stream }))
}

/// The values of a header line, in order.
fn values<'h>(lines: &'h [httparse::Header<'_>], name: &str) -> impl Iterator<Item = &'h str> {
    let named = lines.iter().filter(move |line| line.name.eq_ignore_ascii_case(name));
    // A value that is no text is none that we know.
    named.map(|line| std::str::from_utf8(line.value).map_or("\u{fffd}", str::trim))
}

/// No body of any kind: what is not read cannot be taken for another request.
fn check_body(lines: &[httparse::Header<'_>]) -> Result<(), Refusal> {
    if values(lines, "Transfer-Encoding").next().is_some() {
        return Err(Refusal::Malformed);
    }
    let lengths: Vec<&str> = values(lines, "Content-Length").collect();
    match lengths.as_slice() {
        [] => Ok(()),
        [length] if !length.is_empty() && length.bytes().all(|byte| byte == b'0') => Ok(()),
        [length] if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => Err(Refusal::Body),
        _ => Err(Refusal::Malformed),
    }
}

fn check_host(lines: &[httparse::Header<'_>], hosts: &Hosts, target: &str) -> Result<(), Refusal> {
    let named: Vec<&str> = values(lines, "Host").collect();
    let [host] = named.as_slice() else {
        return Err(Refusal::Malformed);
    };
    if !hosts.is_ours(host) {
        return Err(Refusal::Host);
    }
    if target.starts_with(OWN) {
        let own = format!("http://{host}");
        let is_foreign = values(lines, "Origin").any(|origin| origin != own)
            || values(lines, "Sec-Fetch-Site").any(|site| !matches!(site, "same-origin" | "none"));
        if is_foreign {
            return Err(Refusal::Origin);
        }
    }
    Ok(())
}
