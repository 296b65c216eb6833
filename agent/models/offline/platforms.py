"""Ad platforms by their usual names and short forms; what the account calls them, the account says."""

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


def is_platform(word: str) -> bool:
    return word.lower() in ALIASES or word.lower() in KNOWN
