"""Made-up visitors, from the words a case has for them: `DE mobile from Taboola`, `US c1=sports on Monday at 22`."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from funnels.account import Account
from funnels.assets import TrafficSource, VisitorTag
from funnels.checks.visitors import Visitor
from funnels.countries import COUNTRIES

from ..errors import CaseError
from .naming import id_called

_DEVICES = {"mobile", "desktop", "tablet", "tv", "console", "wearable", "bot"}
_SYSTEMS = {
    "ios": ("iOS", "mobile"),
    "iphone": ("iOS", "mobile"),
    "ipad": ("iOS", "tablet"),
    "android": ("Android", "mobile"),
    "windows": ("Windows", "desktop"),
    "macos": ("macOS", "desktop"),
    "linux": ("Linux", "desktop"),
}
"""What a visitor's system is called, and the device it stands for where none is named."""

_BROWSERS = {"chrome": "Chrome", "safari": "Safari", "firefox": "Firefox", "edge": "Edge", "opera": "Opera"}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLAUSES = ("from", "tagged", "on", "at")
_PLAIN = {"country": "US", "device": "desktop"}


def visitor(words: str, account: Account, source: str, now: datetime) -> Visitor:
    """`source`: id of the traffic source that is meant where none is named; empty for an unknown one."""
    attributes, fields, tags, moment = dict[str, str](), dict[str, str](), set[str](), now
    for clause, text in _clauses(words):
        if clause == "from":
            source = _known(account, TrafficSource.family, text, words)
        elif clause == "tagged":
            tags.add(_known(account, VisitorTag.family, text, words))
        elif clause == "on":
            moment = _on(moment, text, words)
        elif clause == "at":
            moment = moment.replace(hour=int(text.partition(":")[0]), minute=int(text.partition(":")[2] or 0))
        elif clause:
            fields[clause] = text
        else:
            attributes |= _told(text, words)
    if source:
        attributes["traffic source"] = source
    return Visitor({**_PLAIN, **attributes}, _by_every_name(fields, account, source), frozenset(tags), moment)


def _clauses(words: str) -> Iterator[tuple[str, str]]:
    """Pairs of `from`, `tagged`, `on`, `at`, the name of a field, or nothing, and what is said with it."""
    clause, said = "", list[str]()
    for word in words.split():
        name, is_field, value = word.partition("=")
        if word in _CLAUSES or is_field:
            yield from _told_so_far(clause, said)
            clause, said = (name, [value]) if is_field else (word, [])
        elif clause and clause not in _CLAUSES and _is_attribute(word):
            yield from _told_so_far(clause, said)
            clause, said = "", [word]
        else:
            said.append(word)
    yield from _told_so_far(clause, said)


def _told_so_far(clause: str, said: list[str]) -> Iterator[tuple[str, str]]:
    if clause:
        yield clause, " ".join(said)
    else:
        yield from (("", word) for word in said)


def _is_attribute(word: str) -> bool:
    return word in COUNTRIES or word.lower() in {*_DEVICES, *_SYSTEMS, *_BROWSERS}


def _told(word: str, words: str) -> Mapping[str, str]:
    code, lower = {"UK": "GB"}.get(word, word), word.lower()
    if re.fullmatch("[A-Z]{2}", code) and code in COUNTRIES:
        return {"country": code}
    if lower in _DEVICES:
        return {"device": lower}
    if lower in _SYSTEMS:
        system, device = _SYSTEMS[lower]
        named = next((one.lower() for one in words.split() if one.lower() in _DEVICES), device)
        return {"os": system, "device": named, **({"brand": "Apple"} if system in ("iOS", "macOS") else {})}
    if lower in _BROWSERS:
        return {"browser": _BROWSERS[lower]}
    raise CaseError(f"The visitor {words!r} is not understood at {word!r}.", hint="evals/CASES.md: 'A visitor'.")


def _on(moment: datetime, day: str, words: str) -> datetime:
    if day.lower() not in _DAYS:
        raise CaseError(f"The visitor {words!r} comes on {day!r}, which is no day of the week.")
    return moment + timedelta(days=(_DAYS.index(day.lower()) - moment.weekday()) % 7)


def _known(account: Account, family: str, name: str, words: str) -> str:
    id = id_called(account, family, name)
    if id is None:
        raise CaseError(f"The visitor {words!r} names {name!r}, which the account does not have.")
    return id


def _by_every_name(fields: Mapping[str, str], account: Account, source: str) -> Mapping[str, str]:
    """A field goes by its slot and by what the source calls it; by what any source does, where it is not known."""
    sources = [one for one in account.all(TrafficSource) if not source or one.id == source]
    found = dict(fields)
    for name, value in fields.items():
        for one in sources:
            for slot, field in one.tracking_field_slots.items():
                if name in (slot, field.name):
                    found |= {slot: value, field.name: value}
    return found
