//! The address under which a phone in the same network finds this machine.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// Addresses whose way leads through the network that this machine is in: one that belongs to no machine (RFC 5737), then
/// the multicast address of mDNS, then the gateways of home networks, for a network without a way out.
const FAR: [Ipv4Addr; 5] = [
    Ipv4Addr::new(192, 0, 2, 1),
    Ipv4Addr::new(224, 0, 0, 251),
    Ipv4Addr::new(192, 168, 1, 1),
    Ipv4Addr::new(192, 168, 43, 1),
    Ipv4Addr::new(10, 0, 0, 1),
];

/// The same for IPv6 (RFC 3849).
const FAR_6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);

/// Returns the address of this machine in its network where it listens on `listening`; `None` without one.
pub(super) fn network_address(listening: IpAddr) -> Option<IpAddr> {
    if !listening.is_unspecified() {
        return (!listening.is_loopback()).then_some(listening);
    }
    let far = FAR.map(IpAddr::V4).into_iter();
    let far = far.chain(listening.is_ipv6().then_some(IpAddr::V6(FAR_6)));
    let mut own = far.filter_map(own_address_towards);
    own.find(|address| !address.is_loopback() && !address.is_unspecified())
}

/// The address from which the system would send to another one. Nothing is sent: connecting a UDP socket only makes the
/// system choose.
fn own_address_towards(far: IpAddr) -> Option<IpAddr> {
    let any = match far {
        IpAddr::V4(_) => IpAddr::from(Ipv4Addr::UNSPECIFIED),
        IpAddr::V6(_) => IpAddr::from(Ipv6Addr::UNSPECIFIED),
    };
    let socket = UdpSocket::bind(SocketAddr::new(any, 0)).ok()?;
    // The port of the discard protocol (RFC 863).
    socket.connect(SocketAddr::new(far, 9)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}
