"""Postbacks that came and were refused, by what was wrong with them."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from ..tracker.reporting_answers import Postback
from .diagnosis import Rejection

_MACRO = re.compile(r"[{}\[\]<>%#$]|__\w+__|macro", re.IGNORECASE)
"""What is left in a value when a network did not put the real one in its place."""

MOST_EXAMPLE = 200
_MOST_WORD = 40


def rejections(entries: Iterable[Postback]) -> list[Rejection]:
    """Most frequent first; of each reason the oldest one as the example."""
    grouped: dict[str, list[Postback]] = {}
    for one in entries:
        if one.result == "rejected":
            grouped.setdefault(_why(one), []).append(one)
    found = [_rejection(why, some) for why, some in grouped.items()]
    return sorted(found, key=lambda one: (-one.count, one.why))


def _rejection(why: str, some: list[Postback]) -> Rejection:
    first = min(some, key=lambda one: one.time)
    return Rejection(why, len(some), first.time, first.url[:MOST_EXAMPLE])


def _why(one: Postback) -> str:
    """By the address, for what the log says of each names its hit."""
    asked = parse_qs(urlsplit(one.url).query, keep_blank_values=True)
    hit, revenue = _first(asked, "hit"), _first(asked, "rev")
    if not hit and not _first(asked, "vid"):
        return "they carry no hit"
    if _MACRO.search(hit):
        return f"their hit is {_word(hit)!r}: the network did not put the click id in place of its macro"
    if revenue and (_MACRO.search(revenue) or not re.fullmatch(r"-?\d+([.,]\d+)?", revenue)):
        return f"their revenue is {_word(revenue)!r}, which is no number"
    return "their hit is none of this tracker's"


def _word(sent: str) -> str:
    """A stranger's value as a single word, which can be no sentence."""
    return re.sub(r"[^\w{}\[\]<>%#$.:-]", "", sent)[:_MOST_WORD]


def _first(asked: dict[str, list[str]], name: str) -> str:
    return asked.get(name, [""])[0].strip()
