"""What a user agent says, in the words the tracker's conditions use.

The library names what it recognises; what sort of device that is, it does not say. That is told here from a few marks
[our ruling], and families of one browser or system are put together: `Chrome Mobile iOS` is Chrome, Ubuntu is Linux.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

MOST_KEPT = 8192
"""User agents that are not read twice: traffic has few, and reading one takes as long as ten redirects."""

_BROWSERS = {
    "Chrome Mobile": "Chrome",
    "Chrome Mobile iOS": "Chrome",
    "Chrome Mobile WebView": "Chrome",
    "HeadlessChrome": "Chrome",
    "Mobile Safari": "Safari",
    "Mobile Safari UI/WKWebView": "Safari",
    "Firefox Mobile": "Firefox",
    "Firefox iOS": "Firefox",
    "Edge Mobile": "Edge",
    "Opera Mobile": "Opera",
}
_SYSTEMS = {
    "Mac OS X": "macOS",
    **dict.fromkeys(
        ("Ubuntu", "Debian", "Fedora", "Red Hat", "SUSE", "CentOS", "Mint", "Arch Linux", "Gentoo"), "Linux"
    ),
}
_BOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|headless|facebookexternalhit|^(curl|wget|python|java|go-http)", re.IGNORECASE
)
_TV = re.compile(
    r"smart-?tv|hbbtv|bravia|roku|crkey|googletv|appletv|apple tv|tizen.+tv|web0s|\baft[a-z]", re.IGNORECASE
)
_CONSOLE = re.compile(r"playstation|xbox|nintendo", re.IGNORECASE)
_WEARABLE = re.compile(r"\bwatch ?os|apple watch|wear ?os", re.IGNORECASE)
_TABLET = re.compile(r"ipad|tablet|kindle|silk(?!.*mobile)|playbook|android(?!.*mobile)", re.IGNORECASE)
_MOBILE = re.compile(r"mobi|iphone|ipod|android|phone|blackberry|opera mini", re.IGNORECASE)

_SORTS = (
    ("bot", _BOT),
    ("tv", _TV),
    ("console", _CONSOLE),
    ("wearable", _WEARABLE),
    ("tablet", _TABLET),
    ("mobile", _MOBILE),
)


@lru_cache(maxsize=MOST_KEPT)
def device(user_agent: str) -> Mapping[str, str]:
    """The columns of events that a user agent fills; those it says nothing of are left out."""
    if not user_agent:
        return {}
    from ua_parser import parse  # start-up time: its tables, which only redirects need

    found = parse(user_agent)
    browser, system, model = found.user_agent, found.os, found.device
    columns = {
        "device_type": _sort(user_agent),
        "browser": _BROWSERS.get(browser.family, browser.family) if browser else "",
        "browser_version": _version(browser.major, browser.minor) if browser else "",
        "device_os": _SYSTEMS.get(system.family, system.family) if system else "",
        "device_os_version": _version(system.major, system.minor) if system else "",
        "device_brand": _brand(model.brand) if model else "",
        "device_model": (model.model or "") if model else "",
        "device_model_name": model.family if model else "",
        "user_agent": user_agent,
    }
    return {name: value for name, value in columns.items() if value}


@lru_cache(maxsize=1024)
def language(accepted: str) -> str:
    """The language a browser asks for first, without its region: `de` of `de-AT,de;q=0.9`."""
    best, weight = "", -1.0
    for part in accepted.split(",", 20)[:20]:
        name, _, rest = part.partition(";")
        name = name.strip().lower().partition("-")[0]
        given = _quality(rest)
        if name.isascii() and name.isalpha() and len(name) in (2, 3) and given > weight:
            best, weight = name, given
    return best


def _sort(user_agent: str) -> str:
    return next((sort for sort, marks in _SORTS if marks.search(user_agent)), "desktop")


def _version(*parts: str | None) -> str:
    return ".".join(part for part in parts if part)


def _brand(brand: str | None) -> str:
    return "" if brand is None or brand.startswith("Generic") else brand


def _quality(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
