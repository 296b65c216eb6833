"""New pages that are told in clauses of their own, put as one phrase that every reader knows.

`a new offer. It is called N, AdNet pays 12 bucks for it, link https://…` becomes `a new offer "N" at https://… paying
$12 from network AdNet`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..rewriting import QUOTED, Edit, Plain
from .properties import RUN, Properties, Reading, name_at

_ROLE = r"(?P<role>(?:landing page|pre-?lander|lander|offer|lp)(?!s)(?!\w))"
_HEAD = re.compile(
    r"(?<![\w-])(?P<which>(?:(?:a|an|the|this|our|their|its|another|one more|one|second|third|further|additional) )*"
    rf"(?P<new>(?:brand[- ]?)?new )?){_ROLE}(?P<place> (?:to|in|into|for) (?=(?:the |my |our )?[A-Z]))?",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r" (?:(?:just|finally|has|have|had|also) )*"
    r"(?:gave|given|sent|gives|sends|offers|launched|released|has|got|added|brought)(?: out| over)?"
    r"(?: us| me| our team)? (?:a|an|their|its|this|the|one) (?:brand[- ]?)?new offer(?!\w)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?<![\w\"'])(?P<name>{RUN})(?= at (?:https?:|\w+\.\w)| \((?:https?:|\w+\.\w))")
_MOST = 20
"""Pages of one request."""


def introduced(plain: Plain) -> Plain:
    start = 0
    for _ in range(_MOST):
        found = next(_found(plain, start), None)
        if found is None:
            break
        edits, phrase, told = found
        start = min(edit.start for edit in edits)
        plain = plain.edited(edits)
        place = plain.text.index(phrase, start)
        plain, start = _with_network(plain, phrase, place, told), place + len(phrase)
    return _with_quotes(plain)


_Found = tuple[list[Edit], str, Properties]


def _found(plain: Plain, start: int) -> Iterator[_Found]:
    """The descriptions from here, those that need other words."""
    for head in _HEAD.finditer(plain.text, start):
        if not plain.is_free(head.start("role"), head.end("role")):
            continue
        if (given := _given(plain, head)) or (given := _inline(plain, head)):
            yield given


def _given(plain: Plain, head: re.Match[str]) -> _Found | None:
    """`AdNet gave us a new offer: …`."""
    for one in plain.mentions:
        place = int(one["end"])
        said = _GIVEN.match(plain.text, place)
        is_network = any(each["family"] == "offer_source" and each.get("exact") for each in one["candidates"])
        if said is None or said.end() != head.end("role") or not is_network:
            continue
        reading = Reading(plain, head.end("role"))
        told = reading.found
        if told.network is not None or told.new_network or not (told.name and told.url) or reading.exists:
            return None
        told.network = one
        phrase = _phrase("new offer", told)
        return [Edit(int(one["start"]), _closed(plain, int(one["start"]), told.end), phrase)], phrase, told
    return None


def _inline(plain: Plain, head: re.Match[str]) -> _Found | None:
    start, gap = head.end(), None
    if head["place"]:
        gap = _funnel_behind(plain, head.end())
        if gap is None:
            return None
        start = gap
    reading = Reading(plain, start)
    told = reading.found
    if not (told.name and told.url) or reading.exists:
        return None
    new = "new " if head["new"] or gap else ""
    phrase = _phrase(f"{head['which'] if not gap else new}{head['role']}", told)
    end = _closed(plain, start, told.end)
    if gap is None:
        return [Edit(head.start(), end, phrase)], phrase, told
    return [Edit(head.start(), head.end("role"), phrase), Edit(gap - 1, end, "")], phrase, told


def _funnel_behind(plain: Plain, place: int) -> int | None:
    """Behind the colon of `a new offer for Massager Facebook: …`."""
    for one in plain.mentions:
        named = any(each["family"] == "funnel" and each.get("exact") for each in one["candidates"])
        between = plain.text[place : int(one["start"])].strip().lower()
        if named and place <= int(one["start"]) and between in ("", "the", "my", "our", "the funnel", "funnel"):
            colon = re.match(r"\s*:", plain.text[int(one["end"]) :])
            return int(one["end"]) + colon.end() if colon else None
    return None


def _closed(plain: Plain, start: int, end: int) -> int:
    """With the bracket that closes what was opened."""
    told = plain.text[start:end]
    bracket = re.match(r"\s*[)\]]", plain.text[end:])
    opened = told.count("(") + told.count("[") > told.count(")") + told.count("]")
    return end + bracket.end() if opened and bracket else end


def _phrase(head: str, told: Properties) -> str:
    parts = [head, f'"{told.name}"', f"at {told.url}"]
    parts += [f"paying ${told.payout}"] if told.payout else ["no payout"] if told.unpaid else []
    if told.network is not None:
        parts.append(f"from network {told.network['text']}")
    elif told.new_network:
        parts.append(f'from the new network "{told.new_network}"')
    return " ".join(parts)


def _with_network(plain: Plain, phrase: str, place: int, told: Properties) -> Plain:
    """The network is known to be one at its new place."""
    if told.network is None:
        return plain
    end = place + len(phrase)
    moved = {**told.network, "start": end - len(str(told.network["text"])), "end": end}
    return replace(plain, mentions=(*plain.mentions, moved))


def _with_quotes(plain: Plain) -> Plain:
    """`Scan Story (https://…)`: an address makes the name before it that of a new page, whatever its words are."""
    edits = []
    for found in _ALONE.finditer(plain.text):
        exact = [one for one in plain.mentions if found.start() <= int(one["start"]) < found.end()]
        known = any(each.get("exact") for one in exact for each in one["candidates"])
        named = name_at(plain, found.start())
        quoted = any(one.start() < found.end() and found.start() < one.end() for one in QUOTED.finditer(plain.text))
        if not known and not quoted and named and named[0] == found["name"]:
            edits.append(Edit(*found.span(), f'"{found["name"]}"'))
    return plain.edited(edits)
