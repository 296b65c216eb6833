"""What visitors look at the web with. The user agents are real ones."""

from typing import NamedTuple

_MOZILLA = "Mozilla/5.0"
_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
_WINDOWS = f"{_MOZILLA} (Windows NT 10.0; Win64; x64)"
_MAC = f"{_MOZILLA} (Macintosh; Intel Mac OS X 10_15_7)"


class Device(NamedTuple):
    kind: str
    """`mobile`, `desktop` or `tablet`, as reports say it."""
    user_agent: str
    weight: float
    """Among devices of its kind."""


def _iphone(version: str, safari: str, rest: str = "Safari/604.1") -> str:
    system = version.replace(".", "_")
    return (
        f"{_MOZILLA} (iPhone; CPU iPhone OS {system} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        f"Version/{safari} Mobile/15E148 {rest}"
    )


def _android(version: int, model: str, chrome: int) -> str:
    return f"{_MOZILLA} (Linux; Android {version}; {model}) {_WEBKIT} Chrome/{chrome}.0.0.0 Mobile Safari/537.36"


DEVICES: tuple[Device, ...] = (
    Device("mobile", _iphone("17.6.1", "17.6"), 20),
    Device("mobile", _iphone("18.3", "18.3"), 16),
    Device("mobile", _iphone("16.7.10", "16.6"), 5),
    Device("mobile", _android(14, "SM-S911B", 131), 14),
    Device("mobile", _android(14, "SM-A546B", 130), 11),
    Device("mobile", _android(13, "SM-A136B", 128), 7),
    Device("mobile", _android(15, "Pixel 8", 131), 6),
    Device("mobile", _android(13, "Redmi Note 12", 129), 6),
    Device("mobile", _android(12, "moto g22", 124), 3),
    Device("desktop", f"{_WINDOWS} {_WEBKIT} Chrome/131.0.0.0 Safari/537.36", 42),
    Device("desktop", f"{_WINDOWS} {_WEBKIT} Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0", 18),
    Device("desktop", f"{_MOZILLA} (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0", 10),
    Device("desktop", f"{_MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15", 12),
    Device("desktop", f"{_MAC} {_WEBKIT} Chrome/131.0.0.0 Safari/537.36", 11),
    Device("desktop", f"{_MOZILLA} (X11; Linux x86_64) {_WEBKIT} Chrome/129.0.0.0 Safari/537.36", 3),
    Device(
        "tablet",
        f"{_MOZILLA} (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 "
        "Mobile/15E148 Safari/604.1",
        7,
    ),
    Device("tablet", f"{_MOZILLA} (Linux; Android 13; SM-X200) {_WEBKIT} Chrome/129.0.0.0 Safari/537.36", 3),
)

BOTS: tuple[Device, ...] = (
    Device("desktop", f"{_MOZILLA} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", 3),
    Device("desktop", f"{_MOZILLA} (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", 2),
    Device("desktop", "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", 2),
    Device("desktop", "python-requests/2.32.3", 1),
)
"""They look at a page, and never click."""

KINDS: dict[str, tuple[tuple[Device, float], ...]] = {
    kind: tuple((device, device.weight) for device in DEVICES if device.kind == kind)
    for kind in ("mobile", "desktop", "tablet")
}
