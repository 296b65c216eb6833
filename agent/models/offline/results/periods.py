"""Words for a span of time, in the spelling that reports take."""

import re

from ..recognising.numbers import WORDS
from .dates import DATE, MONTH, SPANS, WEEKDAY, full_weekday, plain_date, with_year_of
from .line import Line
from .spans import made_plain

_COUNT = rf"\d+|{'|'.join(WORDS)}|few|couple of|couple"
_UNITS = r"days?|weeks?|months?|hours?"
_WHOLE = r"(?:(?:full|whole) )?"
_BEFORE = r"(?:(?:on|in|for|over|during|within|from|of|since|at) )?(?:the )?"

_SPANS: tuple[tuple[str, str], ...] = (
    *SPANS,
    (
        rf"{_BEFORE}(?:this )?(?:last|past|previous|latest) {_WHOLE}(?P<n>{_COUNT}) {_WHOLE}(?P<unit>{_UNITS})",
        "last {n} {unit}",
    ),
    (rf"{_BEFORE}(?:last |past |previous )?fortnight", "last 14 days"),
    (rf"{_BEFORE}day before yesterday|(?:2|two) days ago", "day before yesterday"),
    (rf"(?:1|one|a) day ago|{_BEFORE}(?:last night|previous day)", "yesterday"),
    (rf"{_BEFORE}(?:last |this |past )?weekend", "last weekend"),
    (rf"{_BEFORE}(?:past|rolling) week", "last 7 days"),
    (rf"{_BEFORE}past month", "last 30 days"),
    (rf"{_BEFORE}(?:last|previous) (?P<unit>week|month|year)", "last {unit}"),
    (
        rf"(?:so far )?{_BEFORE}(?:this|current) (?P<unit>week|month|year)(?: (?:so far|until now|up to now))?",
        "this {unit}",
    ),
    (rf"{_BEFORE}(?P<unit>week|month|year) (?:to date|so far)", "this {unit}"),
    (rf"{_BEFORE}today(?: so far)?|so far today", "today"),
    (rf"{_BEFORE}yesterday", "yesterday"),
    (rf"{_BEFORE}last (?P<day>{WEEKDAY})", "last {day}"),
    (rf"{_BEFORE}(?:this |past )?(?P<day>{WEEKDAY})", "{day}"),
    (rf"(?:in |for |of |during ){MONTH}(?: \d{{4}})?", "whole"),
    (r"all time|ever|since the beginning|since the start|of all time|lifetime", "all time"),
    (
        rf"(?:for |over |during |of )?(?:the )?(?P<n>\d+|{'|'.join(WORDS)}) (?P<unit>{_UNITS})(?! ago)",
        "last {n} {unit}",
    ),
)
_SMALL = {"few": "3", "couple of": "2", "couple": "2"}
_VERSUS = r"(?:,? ?and |,? )?(?:vs|versus|against|compared (?:to|with)|compare (?:to|with)|than|rather than)"
_A_SPAN = rf"(?:the )?(?:last|this|previous|past|yesterday|today|{WEEKDAY}|{DATE})(?!\S)"
_PREVIOUS = (
    r"(?:the )?(?:(?:\d+ )?(?:period|days?|weeks?|months?|one|time))? ?before(?: that)?"
    r"|(?:the )?previous (?:period|one|days|span)"
)


def take_periods(line: Line) -> tuple[str, str]:
    """The span that is asked about and the one it is compared with; empty where none is said."""
    made_plain(line)
    if line.take(rf"compare(?= (?:\S+ )*?{_A_SPAN})"):
        line.mend(rf"(?:with|and|to)(?= {_A_SPAN}| (?:{_PREVIOUS})(?!\S))", "vs")
    if line.take(rf"{_VERSUS} (?:{_PREVIOUS})|period over period"):
        return _take_one(line), "previous"
    marked = line.take(rf"{_VERSUS}(?= {_A_SPAN})")
    if marked is None:
        return _take_one(line), ""
    first, second = _in_order(line)
    return (first, second) if second else ("", first)


def take_more(line: Line) -> tuple[str, ...]:
    """Other spans that are asked about beside the first."""
    found = []
    while span := _take_one(line):
        found.append(span)
    return tuple(dict.fromkeys(found))


def since_as_comparison(line: Line) -> tuple[str, str]:
    """`what got worse since last week`: a whole span against the one before."""
    for pattern, now, before in (
        (r"since (?:the )?last week|week over week|week on week|wow", "last 7 days", "previous"),
        (r"since yesterday|day over day", "today", "yesterday"),
        (r"since (?:the )?last month|month over month|mom", "last 30 days", "previous"),
    ):
        if line.take(pattern):
            return now, before
    return take_periods(line)


def _take_one(line: Line) -> str:
    first = min(_places(line), default=None)
    return _spelled(line, first[1]) if first else ""


def _in_order(line: Line) -> tuple[str, str]:
    return _take_one(line), _take_one(line)


def _places(line: Line) -> list[tuple[int, int]]:
    """Where each kind of span stands, and which it is; of two in one place the first in the list counts."""
    found = []
    for number, (pattern, _) in enumerate(_SPANS):
        match = re.search(rf"(?<!\S)(?:{pattern})(?!\S)", line.text)
        if match and _may_follow(line.text[: match.start()]):
            found.append((match.start(), number))
    return found


def _may_follow(before: str) -> bool:
    """`until Monday` has no beginning, and is not Monday."""
    return not re.search(r"(?<!\S)(?:until|till|before|up to|through|by)(?: the)? $", before)


def _spelled(line: Line, number: int) -> str:
    pattern, template = _SPANS[number]
    taken = line.take(pattern)
    if taken is None:
        return ""
    if template == "whole":
        return re.sub(r"^(?:in|for|of|during|from) ", "", taken.text)
    said = {name: value for name, value in taken.groups.items() if value}
    if "n" in said:
        said["n"] = _SMALL.get(said["n"]) or str(int(WORDS[said["n"]]) if said["n"] in WORDS else int(said["n"]))
    if "unit" in said and "n" in said:
        said["unit"] = said["unit"].rstrip("s") + "s"
    if "day" in said:
        said["day"] = full_weekday(said["day"])
    said |= {name: plain_date(said[name]) for name in ("a", "b", "z") if name in said}
    if "a" in said and "b" in said:
        said["a"] = with_year_of(said["a"], said["b"])
    said.setdefault("z", "")
    return template.format(**said)
