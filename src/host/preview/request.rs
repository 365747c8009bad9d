//! Judges a request before it is answered: whom it is for, who sends it, and what it asks for.
//!
//! Takes the method, target and header lines as the server read them. Sizes and framing are the server's business
//! (SECURITY.md says what that means).

use std::net::IpAddr;

use crate::base::percent;

/// The first part of the preview's own addresses, without the leading slash; no page of a site can have it.
pub(super) const OWN: &str = "_congbo/";

/// The address of the stream of events, without the leading slash.
pub(super) const EVENTS: &str = "_congbo/events";

/// Why a request gets no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rejection {
    /// Its target is no path of a site, or it names no host or several.
    Malformed,
    /// It is neither GET nor HEAD.
    Method,
    /// It brings a body.
    Body,
    /// It was meant for another host (DNS rebinding).
    Host,
    /// A page of another site sends it.
    CrossSite,
}

impl Rejection {
    /// The status code of the answer.
    pub(super) fn status(self) -> u16 {
        match self {
            Rejection::Malformed => 400,
            Rejection::Method => 405,
            Rejection::Body => 413,
            Rejection::Host => 421,
            Rejection::CrossSite => 403,
        }
    }

    /// The text of the answer.
    pub(super) fn text(self) -> &'static str {
        match self {
            Rejection::Malformed => "400 Bad Request\n",
            Rejection::Method => "405 Method Not Allowed\n",
            Rejection::Body => "413 Content Too Large\n",
            Rejection::Host => "421 Misdirected Request\n",
            Rejection::CrossSite => "403 Forbidden\n",
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

    /// Returns whether a `Host` names us, whatever its port.
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

/// A request as the server read it.
#[derive(Debug)]
pub(super) struct Request<'r> {
    /// The method.
    pub(super) method: &'r str,
    /// Path and query.
    pub(super) target: &'r str,
    /// Names and values of the header lines.
    pub(super) headers: Vec<(&'r str, &'r str)>,
}

/// What may be answered: a path of the site, decoded once, and the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The path without its leading slash.
    pub(super) path: String,
    /// The query as it was sent; empty where there is none.
    pub(super) query: String,
}

impl<'r> Request<'r> {
    /// Gives what the request asks for, or why it is rejected.
    pub(super) fn judge(&self, hosts: &Hosts) -> Result<Asked, Rejection> {
        if !matches!(self.method, "GET" | "HEAD") {
            return Err(Rejection::Method);
        }
        let [host] = self.values("Host").collect::<Vec<_>>()[..] else {
            return Err(Rejection::Malformed);
        };
        if !hosts.is_ours(host) {
            return Err(Rejection::Host);
        }
        if self.is_cross_site(host) {
            return Err(Rejection::CrossSite);
        }
        let has_body = self.values("Content-Length").any(|length| length != "0");
        if has_body || self.values("Transfer-Encoding").next().is_some() {
            return Err(Rejection::Body);
        }
        asked(self.target).ok_or(Rejection::Malformed)
    }

    /// The values of a header, in order.
    fn values(&self, name: &str) -> impl Iterator<Item = &'r str> {
        let named = self
            .headers
            .iter()
            .filter(move |(known, _)| known.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.trim())
    }

    /// Returns whether a page of another site sends it (Fetch Metadata). A link on such a page may still be followed:
    /// that page does not see what comes.
    fn is_cross_site(&self, host: &str) -> bool {
        let own = format!("http://{host}");
        if self.values("Origin").any(|origin| origin != own) {
            return true;
        }
        let is_followed_link = self.values("Sec-Fetch-Mode").eq(["navigate"])
            && self.values("Sec-Fetch-Dest").eq(["document"])
            && !asked(self.target).is_some_and(|asked| asked.path.starts_with(OWN));
        let is_foreign = self
            .values("Sec-Fetch-Site")
            .any(|site| !matches!(site, "same-origin" | "none"));
        is_foreign && !is_followed_link
    }
}

/// Decodes a target; `None` for what no address of a site can be, such as a way up, a backslash, a control character
/// or bytes that are no text.
pub(super) fn asked(target: &str) -> Option<Asked> {
    let target = target.split('#').next().unwrap_or("");
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = percent::decoded(path.strip_prefix('/')?)?.into_owned();
    let is_sound = !path.contains('\\')
        && !path.chars().any(char::is_control)
        && path.split('/').all(|part| !matches!(part, "." | ".."));
    is_sound.then(|| Asked {
        path,
        query: query.to_owned(),
    })
}

impl Asked {
    /// The value of a field of the query, decoded.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        let fields = self.query.split('&');
        let value = fields
            .filter_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
            .next()?;
        percent::decoded(value).map(|value| value.into_owned())
    }
}
