"""Why conversions are missing, in sentences: what is broken first."""

from collections.abc import Sequence

from funnels.pictures.clean import clean

from ..outcome import Json
from .telling import span

_LONGEST = 300
_SIGNS = {"fault": "✗", "fine": "✓", "unknown": "?"}


def diagnosed(data: Json, offers: Sequence[str]) -> str:
    """Of the offers that were named; else of all with a fault. Steps stand in the order in which things break."""
    entries: list[Json] = [one for one in data["entries"] if not offers or one["offer"] in offers]
    broken = list(dict.fromkeys(str(one["offer"]) for one in entries if one["state"] == "fault"))
    shown = [one for one in entries if offers or one["offer"] in broken]
    head = str(data["reading"]) if not offers else _head(offers, entries)
    return "\n".join([head, *map(_step, shown), f"Read as: {span(data)}."])


def _head(offers: Sequence[str], entries: Sequence[Json]) -> str:
    faults = [one for one in entries if one["state"] == "fault"]
    if not entries:
        return f"Nobody came to {' or '.join(offers)} in that time, so nothing could convert."
    if not faults:
        return f"Nothing is broken on {' and '.join(offers)}, as far as links, tokens and the log of postbacks tell."
    first = faults[-1]
    return f"{first['offer']}: {_said(first['said'])}."


def _step(one: Json) -> str:
    example = f" Such as: {_said(one['example'])}" if one.get("example") else ""
    return (
        f"{_SIGNS.get(str(one['state']), '-')} {_said(one['offer'])}, {one['step']}: {_said(one['said'])}.{example}"
    )


def _said(value: object) -> str:
    return clean(str(value), most=_LONGEST)
