"""Where a redirect may lead: not from a public address into this machine or the network that it stands in."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address


def is_inside(host: str) -> bool:
    """Whether a host is this machine or in a private network; a name that cannot be resolved here is not.

    >>> is_inside("127.0.0.1"), is_inside("169.254.169.254"), is_inside("::ffff:10.0.0.1"), is_inside("9.9.9.9")
    (True, True, True, False)
    """
    try:
        places = {info[4][0] for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return False
    return any(_is_private(ip_address(str(place).partition("%")[0])) for place in places)  # fe80::1%eth0


def _is_private(place: IPv4Address | IPv6Address) -> bool:
    if isinstance(place, IPv6Address):
        place = place.ipv4_mapped or place
    return not place.is_global
