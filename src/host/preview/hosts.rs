//! The hosts under which the preview answers: a page of another site that has its own name lead to this machine gets
//! nothing (DNS rebinding).

use std::net::IpAddr;

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
    pub(super) fn is_ours(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        let plain = name.trim_start_matches('[').trim_end_matches(']');
        self.names.contains(&name) || self.any_address && plain.parse::<IpAddr>().is_ok()
    }
}

/// The name or address in a `Host`, without its port.
pub(super) fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        Some(_) | None => host,
    }
}
