"""From a term to somebody it describes."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from .literals import OPAQUE
from .matching import folded
from .moments import TIME_ATTRIBUTES
from .ordered import Number
from .terms import Cell, Dimension, Term
from .values import Span, Spans
from .visitors import Visitor

Spelling = Mapping[tuple[Dimension, str], str]
"""How a text was written, by what it stands for and its lower case."""

_USUAL = {
    "country": ("US", "DE", "BR", "JP", "ZA", "AU", "IN", "FR"),
    "continent": ("EU", "NA", "AS", "SA", "AF", "OC"),
    "device": ("desktop", "mobile", "tablet"),
    "os": ("Windows", "Android", "iOS", "macOS", "Linux"),
    "browser": ("Chrome", "Safari", "Firefox", "Edge", "Opera"),
    "browser language": ("en", "de", "fr", "es", "pt"),
}
_ANYTHING = ("other", "another", "something else")
_FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_MOST_DAYS = 1500
"""More than four years: every day of the week, of the month and of the year comes up."""


def visitor(term: Term, spelling: Spelling) -> Visitor | None:
    """Somebody in the term; None where none was found, which proves nothing."""
    attributes: dict[str, str] = {}
    fields: dict[str, str] = {}
    tags: set[str] = set()
    times: dict[Dimension, Spans] = {}
    for on, cell in term.items():
        if on[0] in TIME_ATTRIBUTES and cell.spans:
            times[on] = cell.spans
        elif on[0] == "tag" and cell.spans:
            tags |= {on[1]} if 1 in cell.spans else set()
        elif on[0] != OPAQUE:
            text = _text(on, cell, spelling)
            if text is None:
                return None
            (fields if on[0] == "field" else attributes)[on[-1]] = text
    time = _time(times) if times else None
    return Visitor(attributes, fields, frozenset(tags), time) if time or not times else None


def _text(on: Dimension, cell: Cell, spelling: Spelling) -> str | None:
    found = next((text for text in _candidates(on, cell, spelling) if folded(text) in cell), None)
    return found.upper() if found and on == ("country",) and len(found) == 2 else found


def _candidates(on: Dimension, cell: Cell, spelling: Spelling) -> Iterator[str]:
    if not cell.texts.all_but:
        yield from (spelling.get((on, name), name) for name in sorted(cell.texts.names))
        return
    if cell.patterns:
        yield " ".join(min(pattern.parts) for pattern in sorted(cell.patterns, key=str) if pattern.found)
    for span in cell.spans.spans if cell.spans else ():
        yield from _numbers(span)
    yield from _USUAL.get(on[0], ())
    yield from _ANYTHING


def _numbers(span: Span) -> Iterator[str]:
    if span.low is None and span.high is None:
        yield "1"
    if span.low is not None:
        yield _written(span.low[0], 0)
        yield _written(span.low[0], 1)
    if span.high is not None:
        yield _written(span.high[0], 0)
        yield _written(span.high[0], -1)
    if span.low is not None and len(span.low[0]) > 1:
        yield _written((*span.low[0], 1), 0)


def _written(number: Number, step: int) -> str:
    return ".".join(map(str, (*number[:-1], number[-1] + step)))


def _time(times: Mapping[Dimension, Spans]) -> datetime | None:
    """A moment within all of them, read in the zone of the first; others are left to the proof by matching."""
    zone = _zone(next(iter(times))[1])
    by_attribute = {on[0]: spans for on, spans in times.items() if _zone(on[1]) == zone}
    start = _at_its_time(_first_day(by_attribute, zone), by_attribute)
    return next((day for day in _days(start) if _is_in(day, by_attribute)), None)


def _zone(offset: str) -> tzinfo:
    return timezone(timedelta(minutes=int(offset))) if offset else UTC


def _first_day(times: Mapping[str, Spans], zone: tzinfo) -> datetime:
    first = _FIRST_DAY.replace(tzinfo=zone)
    dates = times.get("Time: Date")
    if dates is None or first.toordinal() in dates:
        return first
    nearest = min(
        (edge[0] for span in dates.spans for edge in (span.low, span.high) if edge),
        key=lambda day: abs(day - first.toordinal()),
    )
    return datetime.fromordinal(nearest).replace(tzinfo=zone)


def _at_its_time(day: datetime, times: Mapping[str, Spans]) -> datetime:
    of_day = times.get("Time: Time of Day")
    noon = 12 * 60
    low = of_day.spans[0].low if of_day and noon not in of_day else None
    minutes = low[0] if low else noon
    return day.replace(hour=minutes // 60, minute=minutes % 60)


def _days(start: datetime) -> Iterator[datetime]:
    yield start
    for days in range(1, _MOST_DAYS):
        yield start + timedelta(days=days)


def _is_in(moment: datetime, times: Mapping[str, Spans]) -> bool:
    return all(TIME_ATTRIBUTES[attribute].of_moment(moment) in spans for attribute, spans in times.items())
