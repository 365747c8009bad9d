//! Validates a request before it is answered: its method, host, origin and target.
//!
//! Takes the method, target and header lines as the server read them. Limits of size and framing are left to the
//! server (see SECURITY.md).

use std::net::IpAddr;

use crate::base::percent;

/// The first part of the preview's own addresses, without the leading slash; no page of a site can have it.
pub(super) const OWN_PREFIX: &str = "_congbo/";

/// The address of the stream of events, without the leading slash.
pub(super) const EVENTS_ADDRESS: &str = "_congbo/events";

/// Why a request gets no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rejection {
    /// Its target is no path of a site, or it names no host or several.
    Malformed,
    /// Its method is neither GET nor HEAD.
    Method,
    /// It has a body.
    Body,
    /// It names another host (DNS rebinding).
    Host,
    /// A page of another site sends it.
    CrossSite,
}

impl Rejection {
    /// The status code and the text of the answer.
    pub(super) fn answer(self) -> (u16, &'static str) {
        match self {
            Rejection::Malformed => (400, "400 Bad Request\n"),
            Rejection::Method => (405, "405 Method Not Allowed\n"),
            Rejection::Body => (413, "413 Content Too Large\n"),
            Rejection::Host => (421, "421 Misdirected Request\n"),
            Rejection::CrossSite => (403, "403 Forbidden\n"),
        }
    }
}

/// The hosts under which the preview answers.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    names: Vec<String>,
    /// Whether it answers under every IP address.
    any_address: bool,
}

impl Hosts {
    /// The names of this machine, and the names and addresses that the preview listens on.
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

/// The target of a valid request: a path of the site, decoded once, and the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RequestTarget {
    /// The path without its leading slash.
    pub(super) path: String,
    /// The query as it was sent; empty where there is none.
    pub(super) query: String,
}

impl<'r> Request<'r> {
    /// Gives the target of a valid request.
    ///
    /// # Errors
    /// Why it is rejected.
    pub(super) fn validate(&self, hosts: &Hosts) -> Result<RequestTarget, Rejection> {
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
        parse_target(self.target).ok_or(Rejection::Malformed)
    }

    /// The values of a header, in order.
    fn values(&self, name: &str) -> impl Iterator<Item = &'r str> {
        let is_named = move |(known, _): &&(&str, &str)| known.eq_ignore_ascii_case(name);
        self.headers.iter().filter(is_named).map(|(_, value)| value.trim())
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
            && !parse_target(self.target).is_some_and(|target| target.path.starts_with(OWN_PREFIX));
        let mut sites = self.values("Sec-Fetch-Site");
        sites.any(|site| !matches!(site, "same-origin" | "none")) && !is_followed_link
    }
}

/// Decodes a target; `None` for one that no page of a site can have: with `..`, a backslash, a control character or
/// invalid UTF-8.
pub(super) fn parse_target(target: &str) -> Option<RequestTarget> {
    let target = target.split('#').next().unwrap_or("");
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = percent::decoded(path.strip_prefix('/')?)?.into_owned();
    let is_sound = !path.contains('\\')
        && !path.chars().any(char::is_control)
        && path.split('/').all(|part| !matches!(part, "." | ".."));
    is_sound.then(|| RequestTarget {
        path,
        query: query.to_owned(),
    })
}

impl RequestTarget {
    /// The value of a field of the query, decoded.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        let mut fields = self.query.split('&');
        let value = fields.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
        percent::decoded(value).map(|value| value.into_owned())
    }
}
