"""What can be told of an address without asking for it."""

import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

TOKEN = re.compile(r"\{+([^{}]+)\}+|%7[bB]([^{}%]+)%7[dD]")
"""A token of the tracker, such as `{hit}`; some write it percent-encoded."""

_LOCAL = frozenset({"localhost", "metadata", "metadata.google.internal"})
_LOCAL_ENDS = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


@lru_cache(maxsize=4096)
def tokens(text: str) -> frozenset[str]:
    """The names in `{…}`; those in double braces belong to other systems."""
    return (
        frozenset(one[1] or one[2] for one in TOKEN.finditer(text) if not one[0].startswith("{{"))
        if "{" in text or "%7" in text
        else frozenset()
    )


def scheme(url: str) -> str:
    """In lower case; empty where there is none."""
    found = _SCHEME.match(url)
    return found[1].lower() if found else ""


@lru_cache(maxsize=4096)
def host(url: str) -> str | None:
    """None where the text is no address with a host; a token may stand for part of it."""
    try:
        return (urlsplit(url.strip()).hostname or "").rstrip(".") or None
    except ValueError:
        return None


def is_private(url: str) -> bool:
    """Whether only the machine or the network itself can get there."""
    name = host(url)
    if name is None:
        return False
    if name in _LOCAL or name.endswith(_LOCAL_ENDS):
        return True
    if not name[-1].isdigit() and ":" not in name:
        return False
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return not address.is_global or address.is_multicast
