"""Figures that the answer must tell, each recounted from the raw events."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..case import Number
from ..grade import Grade, grade
from .counting import Counting, Figure, Row
from .figures import Unit, name_stands_in, stands_in
from .periods import period
from .scene import Scene
from .tables import shows

_UNITS: dict[str, Unit] = {
    "visits": "count",
    "views": "count",
    "clicks": "count",
    "conversions": "count",
    "roi": "share",
    "cvr": "share",
}
"""Others are money."""


_WORDS = {
    "visits": r"visit|traffic|click|nobody",
    "views": "view|seen",
    "clicks": "click",
    "conversions": r"conv|sale|lead|order",
    "revenue": r"revenue|rev\b|income|earn|money|made",
    "cost": r"cost|spen[dt]|paid",
    "profit": r"profit|p/l|gain|money",
    "roi": r"roi|return|cost|spen[dt]",
    "cvr": r"cvr|rate|conv|visit",
    "epv": r"ep[vc]|visit|traffic|revenue",
}
"""What stands beside a nothing that is the figure."""


def grades(scene: Scene) -> Iterator[Grade]:
    if not scene.expect.numbers:
        return
    counting = Counting(scene.after.recorded.events, scene.after.account)
    for place, wanted in enumerate(scene.expect.numbers):
        yield grade(f"numbers[{place}]", list(_complaints(scene, counting, wanted)))


def _complaints(scene: Scene, counting: Counting, wanted: Number) -> Iterator[str]:
    rows = counting.rows(period(wanted.period, scene.happened.now), wanted.where, wanted.by)
    if wanted.by is None:
        row = rows.get("", Row())
        names = [name for word, value in wanted.where.items() for name in counting.spellings(word, value)]
        if not shows(scene.happened.results, wanted.metric, row.figures(wanted.metric), names):
            yield from _untold(scene, _about(wanted), row, wanted.metric)
        return
    ranked = _ranked(rows, wanted)
    if not ranked:
        yield f"no {wanted.by} has any {wanted.metric} ({_about(wanted)})"
        return
    yield from _unnamed(scene, counting, wanted, ranked)
    first = counting.names(wanted.by, ranked[0][0])[0]
    yield from _untold(scene, f"{first!r}, {_about(wanted)}", rows[ranked[0][0]], wanted.metric)


def _ranked(rows: Mapping[str, Row], wanted: Number) -> list[tuple[str, Decimal]]:
    """First what is best, or worst; events without a value are in no row that has a name."""
    figures = {key: row.figures(wanted.metric)[0] for key, row in rows.items() if key}
    known = [(key, Decimal(figure)) for key, figure in figures.items() if figure is not None]
    return sorted(known, key=lambda pair: pair[1], reverse=wanted.worst is None)


def _unnamed(scene: Scene, counting: Counting, wanted: Number, ranked: list[tuple[str, Decimal]]) -> Iterator[str]:
    """Of rows that are equal, any may be the last."""
    first = ranked[: wanted.best or wanted.worst or len(ranked)]
    last = first[-1][1]
    by = wanted.by or ""
    named = {key for key, _ in ranked if any(name_stands_in(one, scene.said) for one in counting.names(by, key))}
    for key, figure in first:
        if figure != last and key not in named:
            yield f"{counting.names(by, key)[0]!r} ({_plain(figure, wanted.metric)}) is not named"
    tied = [key for key, figure in ranked if figure == last]
    if len(named.intersection(tied)) < sum(figure == last for _, figure in first):
        names = ", ".join(repr(counting.names(by, key)[0]) for key in tied)
        yield f"{names} ({_plain(last, wanted.metric)}) not named"


def _untold(scene: Scene, what: str, row: Row, metric: str) -> Iterator[str]:
    figures = row.figures(metric)
    unit = _UNITS.get(metric, "money")
    if not any(stands_in(figure, scene.said, unit, _WORDS[metric]) for figure in figures):
        yield f"expected {metric} {_plain(figures[0], metric)} ({what}), which is not told"


def _plain(figure: Figure, metric: str) -> str:
    if figure is None:
        return "n/a"
    if _UNITS.get(metric) == "share":
        return f"{figure:.2%}"
    return str(figure) if _UNITS.get(metric) == "count" else f"{figure:.4f}"


def _about(wanted: Number) -> str:
    return ", ".join([wanted.period, *(f"{word} {value}" for word, value in wanted.where.items())])
