"""Spans of time that are misspelt, said twice, or said by pointing at the one before."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..recognising.numbers import WORDS
from .dates import DATE, MONTH, WEEKDAY
from .line import Line

SAME = "same"
"""The span of the question before."""

IN_TOTAL = "in total"
"""All time, unless a span is said somewhere."""

_COUNT = rf"(?:\d+|{'|'.join(WORDS)}|few|couple of|couple)"
_UNITS = ("day", "days", "week", "weeks", "month", "months", "hour", "hours")
_COUNTED = re.compile(rf"(?<!\S)(?P<lead>(?:last|past|previous|latest) {_COUNT}) (?P<unit>[a-z]{{2,8}})(?!\S)")
_STRETCH = r"(?:period|time(?: ?(?:frame|span|range|period|window))?|span|date range|range|window"
_SAME = (
    r"(?:for |over |in |on |during |from |of |within |at )?(?:the |that |this )?(?:very |exact )?same "
    rf"{_STRETCH}|days?|weeks?|months?|dates?)"
    rf"|(?:for|over|in|on|during|from|of|within) that {_STRETCH}|day|week|month|date)(?: too| as well)?"
    r"|(?:on|during) (?:these|those|the same) (?:days|dates|weeks|months)"
)
_SO = r",? ?(?:so |that is |i\.e |meaning |which was |which is |from |on |aka )*"
_TWICE = (
    (rf"(?P<first>(?:last|this) week) {_SO}mon(?:day)? (?:to|-|through|until) sun(?:day)?", "first"),
    (rf"(?P<first>(?:last|this|the last|the previous|previous) month) ,? ?{_SO}{MONTH}(?: \d{{4}})?(?! \d)", "first"),
    (rf"(?P<first>yesterday|today) {_SO}(?:{WEEKDAY}|{DATE})", "first"),
    (rf"{WEEKDAY} ,? ?(?:the )?(?P<second>{DATE})", "second"),
)
"""One span said in two ways, and which of them counts."""

_TWO_DAYS = re.compile(
    rf"(?<!between )(?<!\S)(?:on |from )?(?:the )?(?P<x>\d{{1,2}})(?:st|nd|rd|th)? ?(?:and|\+|&) ?(?:the )?"
    rf"(?P<y>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTH})(?!\S)"
)


def made_plain(line: Line) -> None:
    _spelled(line)
    _said_once(line)
    line.text = _TWO_DAYS.sub(_two_days, line.text)


def take_same(line: Line) -> str:
    return SAME if line.take(_SAME) else ""


def untimed(line: Line) -> tuple[str, ...]:
    """What begins like a span and is none that is known: `last moon`, `since the relaunch`."""
    pattern = (
        r"(?<!\S)(?P<lead>last|past|previous|prior|preceding|since|until|till|after|during|before) "
        r"(?P<what>(?:(?:the|my|our|a|an) )*(?!(?:i|we|you|he|she|they|it|there|that|this|but|all|not)(?!\S))"
        r"[a-z]\S*)"
    )
    return tuple(f"{found['lead']} {found['what']}" for found in re.finditer(pattern, line.text))


def _spelled(line: Line) -> None:
    """`last 14 dys`: whatever is counted behind `last` is a unit of time, if it is near to one."""

    def mended(found: re.Match[str]) -> str:
        near = process.extract(found["unit"], _UNITS, scorer=OSA.distance, score_cutoff=1, limit=2)
        units = {name.rstrip("s") for name, _, _ in near}
        return f"{found['lead']} {units.pop()}s" if len(units) == 1 else found[0]

    line.text = _COUNTED.sub(mended, line.text)


def _said_once(line: Line) -> None:
    for pattern, counts in _TWICE:
        if found := re.search(rf"(?<!\S)(?:{pattern})(?!\S)", line.text):
            line.text = f"{line.text[: found.start()]}{found[counts]}{line.text[found.end() :]}"


def _two_days(found: re.Match[str]) -> str:
    """`14th + 15th nov` is a span, `14th and 17th nov` are two days."""
    first, last, month = int(found["x"]), int(found["y"]), found["month"]
    between = "to" if last - first == 1 else "and"
    return f"{first} {month} {between} {last} {month}"
