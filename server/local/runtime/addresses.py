"""Where a request comes from, and what of that address may be kept."""

from collections.abc import Mapping
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

EUROPEAN_UNION = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)

_OURS = tuple(
    ip_network(network)
    for network in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"),
        *("::1", "fc00::/7", "fe80::/10"),
    )
)
"""This machine and private networks."""

_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        *("192.88.99.0/24", "64:ff9b:1::/48", "100:0:0:1::/64", "2001::/23", "2002::/16"),
        *("3fff::/20", "5f00::/16", "fec0::/10"),
    )
)
"""What some versions of Python call global and is not: relays, local translation, documentation, routing, sites.

Of 2001::/23 and 2002::/16 the IPv4 address inside counts, where there is one.
"""


def client(scope_client: tuple[str, int] | None, forwarded: bytes | None) -> tuple[str, bool]:
    """The visitor's address, and whether whoever handed the request on may speak of them in headers.

    Our ruling: a peer on this machine or in its private network is a proxy of ours, and a public one is the visitor.
    Of `X-Forwarded-For` the last address that is no such proxy counts, for what stands before it anybody can write.
    """
    peer = scope_client[0] if scope_client else ""
    if not _is_ours(peer):
        return _plain(peer), False
    if not forwarded:
        return _plain(peer), True
    hops = [hop.strip() for hop in forwarded[-1000:].decode("latin-1").split(",")]
    return next((_plain(hop) for hop in reversed(hops) if _plain(hop) and not _is_ours(hop)), _plain(hops[0])), True


@lru_cache(maxsize=4096)
def anonymous(address: str) -> str:
    """The network alone: the last of four numbers is 0, of IPv6 the first 48 bits stay."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    bits = 24 if isinstance(found, IPv4Address) else 48
    return str(ip_network(f"{found}/{bits}", strict=False).network_address)


def is_hidden(anonymizer: str, country: str) -> bool:
    """Whether the setting of a funnel or an account covers the address. Where the country is unknown, it does."""
    return anonymizer == "All IPs" or (anonymizer == "EU IPs" and (not country or country in EUROPEAN_UNION))


def is_public(address: str) -> bool:
    """Whether the whole internet can get there; only such addresses are asked on somebody's behalf."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _inner(found)
    if any(inner in network for network in _NOT_PUBLIC):
        return False
    return inner.is_global and not inner.is_multicast and not inner.is_reserved and not inner.is_unspecified


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for, where it does."""
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1] or _nat64(address)
    return address


def _nat64(address: IPv6Address) -> IPv4Address | IPv6Address:
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in ip_network("64:ff9b::/96") else address


@lru_cache(maxsize=4096)
def _is_ours(address: str) -> bool:
    if not address:
        return True  # a socket in the file system
    try:
        found = ip_address(address)
    except ValueError:
        return address in ("testclient", "localhost")
    return any(found in network for network in _OURS)


@lru_cache(maxsize=4096)
def _plain(address: str) -> str:
    """Without port and brackets, in one spelling; empty where it is no address."""
    text = address.strip().removeprefix("[").partition("]")[0]
    if text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return ""
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return str(mapped or found)


Headers = Mapping[bytes, bytes]
"""By lower-case name; the last of several."""
