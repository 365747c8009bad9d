//! Validates a request before it is answered: its method, host, origin and target; for the few addresses that take a
//! body also its token and length.
//!
//! Takes the method, target and header lines as the connection read them; nothing behind the head is read before.

use crate::base::percent;
use crate::host::preview::connection::ReadFailure;
use crate::host::preview::hosts::Hosts;

/// The first part of the preview's own addresses, without the leading slash; no page of a site can have it.
pub(super) const OWN_PREFIX: &str = "_congbo/";

/// The address of the stream of events, without the leading slash.
pub(super) const EVENTS_ADDRESS: &str = "_congbo/events";

/// The longest body that is taken, in bytes.
pub(super) const MAX_BODY: usize = 32 << 20;

/// The header that carries the token of the window.
const TOKEN_HEADER: &str = "X-Congbo-Token";

/// The addresses that take a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PostRoute {
    /// A document to be imported: its bytes.
    Import,
    /// A file as it would be with edits of its head.
    Trial,
    /// A file to be written.
    Save,
}

impl PostRoute {
    /// The route of a path without its leading slash.
    fn of(path: &str) -> Option<PostRoute> {
        match path.strip_prefix(OWN_PREFIX)? {
            "import" => Some(PostRoute::Import),
            "trial" => Some(PostRoute::Trial),
            "save" => Some(PostRoute::Save),
            _ => None,
        }
    }
}

/// Why a request gets no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rejection {
    /// Its target is no path of a site, or it names no host or several.
    Malformed,
    /// Its method is neither GET nor HEAD.
    Method,
    /// Nothing is at its address.
    NoRoute,
    /// It has a body, or one that is too long.
    Body,
    /// It does not say how long its body is.
    NoLength,
    /// It does not show the token of the window.
    Token,
    /// Its head is too long.
    LongHead,
    /// It does not come in time.
    Late,
    /// Too many bodies are under way.
    Busy,
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
            Rejection::NoRoute => (404, "404 Not Found\n"),
            Rejection::Body => (413, "413 Content Too Large\n"),
            Rejection::NoLength => (411, "411 Length Required\n"),
            Rejection::Token => (403, "403 Forbidden\n"),
            Rejection::LongHead => (431, "431 Request Header Fields Too Large\n"),
            Rejection::Late => (408, "408 Request Timeout\n"),
            Rejection::Busy => (503, "503 Service Unavailable\n"),
            Rejection::Host => (421, "421 Misdirected Request\n"),
            Rejection::CrossSite => (403, "403 Forbidden\n"),
        }
    }
}

impl From<ReadFailure> for Rejection {
    fn from(failure: ReadFailure) -> Self {
        match failure {
            ReadFailure::Closed | ReadFailure::Malformed => Rejection::Malformed,
            ReadFailure::TooLong => Rejection::LongHead,
            ReadFailure::Late => Rejection::Late,
        }
    }
}

/// What requests are judged by.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    /// The hosts under which the preview answers.
    pub(super) hosts: Hosts,
    /// The token of the window; `None` where other machines reach the preview, so that it takes no body at all.
    pub(super) token: Option<String>,
}

/// A valid request.
#[derive(Debug)]
pub(super) enum Judged {
    /// For a page or file.
    Page(RequestTarget),
    /// With a body that may be read.
    Post {
        /// Where it goes.
        route: PostRoute,
        /// Its length in bytes.
        length: usize,
    },
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
    /// Judges the request by its head alone.
    ///
    /// # Errors
    /// Why it is rejected.
    pub(super) fn validate(&self, gate: &Gate) -> Result<Judged, Rejection> {
        if self.method == "POST"
            && let Some(route) = parse_target(self.target).and_then(|target| PostRoute::of(&target.path))
        {
            let token = gate.token.as_deref().ok_or(Rejection::NoRoute)?;
            let length = self.validate_post(&gate.hosts, token)?;
            return Ok(Judged::Post { route, length });
        }
        if !matches!(self.method, "GET" | "HEAD") {
            return Err(Rejection::Method);
        }
        let host = self.own_host(&gate.hosts)?;
        if self.is_cross_site(host) {
            return Err(Rejection::CrossSite);
        }
        let has_body = self.values("Content-Length").any(|length| length != "0");
        if has_body || self.values("Transfer-Encoding").next().is_some() {
            return Err(Rejection::Body);
        }
        let target = parse_target(self.target).ok_or(Rejection::Malformed)?;
        match PostRoute::of(&target.path) {
            Some(_) => Err(Rejection::Method),
            None => Ok(Judged::Page(target)),
        }
    }

    /// Judges a request with a body: only the page that showed the token may send one. Gives the length of the body.
    fn validate_post(&self, hosts: &Hosts, token: &str) -> Result<usize, Rejection> {
        let host = self.own_host(hosts)?;
        let own = format!("http://{host}");
        let is_own_page = self.values("Origin").eq([own.as_str()]);
        if !is_own_page || self.values("Sec-Fetch-Site").any(|site| site != "same-origin") {
            return Err(Rejection::CrossSite);
        }
        let [shown] = self.values(TOKEN_HEADER).collect::<Vec<_>>()[..] else {
            return Err(Rejection::Token);
        };
        if shown != token {
            return Err(Rejection::Token);
        }
        if self.values("Transfer-Encoding").next().is_some() {
            return Err(Rejection::NoLength);
        }
        let length = match self.values("Content-Length").collect::<Vec<_>>()[..] {
            [] => return Err(Rejection::NoLength),
            [length] if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => length,
            _ => return Err(Rejection::Malformed),
        };
        // A number that no machine can hold is too long as well.
        let length = length.parse::<usize>().map_err(|_| Rejection::Body)?;
        (length <= MAX_BODY).then_some(length).ok_or(Rejection::Body)
    }

    /// The one host that the request names, where it is ours.
    fn own_host(&self, hosts: &Hosts) -> Result<&'r str, Rejection> {
        let [host] = self.values("Host").collect::<Vec<_>>()[..] else {
            return Err(Rejection::Malformed);
        };
        hosts.is_ours(host).then_some(host).ok_or(Rejection::Host)
    }

    /// What the request calls us.
    pub(super) fn host(&self) -> Option<&'r str> {
        self.values("Host").next()
    }

    /// Returns whether the client waits to be told that it may send its body.
    pub(super) fn expects_continue(&self) -> bool {
        self.values("Expect")
            .any(|value| value.eq_ignore_ascii_case("100-continue"))
    }

    /// The value of a header, percent-decoded: header lines hold ASCII only.
    pub(super) fn decoded(&self, name: &str) -> Option<String> {
        let value = self.values(name).next()?;
        percent::decoded(value).map(|value| value.into_owned())
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
