"""Ad platforms by their usual names and short forms; what the account calls them, the account says."""

import re
from collections.abc import Sequence

from ..tokens import Token

ALIASES: dict[str, str] = {
    "fb": "Facebook",
    "meta": "Facebook",
    "ig": "Instagram",
    "insta": "Instagram",
    "tt": "TikTok",
    "adwords": "Google",
    "gads": "Google",
    "ob": "Outbrain",
    "tab": "Taboola",
    "yt": "YouTube",
    "propeller": "PropellerAds",
    "msn": "Microsoft",
    "bing": "Bing",
}
"""Short form -> what to look for."""

KNOWN = frozenset(
    (
        "facebook", "instagram", "google", "youtube", "tiktok", "taboola", "outbrain", "mgid", "revcontent",
        "propellerads", "zeropark",
        "microsoft", "snapchat", "pinterest", "twitter", "reddit", "quora", "linkedin", "adsterra", "exoclick",
        "trafficjunky", "newsbreak",
    )
)  # fmt: skip


_SHORT = re.compile(rf"(?<![\w/.-])(?:{'|'.join(ALIASES)})(?![\w/-])", re.IGNORECASE)


def with_platforms(text: str, tokens: Sequence[Token]) -> str:
    """With short forms spelled out, where they are no names of their own."""
    named = {token.start for token in tokens if any(one.exact for one in token.candidates)}
    return _SHORT.sub(lambda found: found[0] if found.start() in named else ALIASES[found[0].lower()], text)


def is_platform(word: str) -> bool:
    return word.lower() in ALIASES or word.lower() in KNOWN
