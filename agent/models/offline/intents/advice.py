"""What to cut, what to scale, and the daily round: a short, honest list with numbers."""

from collections.abc import Mapping
from dataclasses import replace

from ..outcome import Json
from ..request import Action, Request
from ..results import Inquiry
from ..results.metrics import STANDARD
from ..results.telling import moved, name_of, numbers, read_as
from .field_meant import fields_of
from .reporting import report

_FUNNEL = "Element: Funnel"
_SOURCE = "Third Parties: Traffic Source"
_PLACES = (_SOURCE, "c1")
"""Of each source its first field, in which it says where the advertisement stood, or to whom it was shown."""

_LONG = "last 30 days"
_MOST = 10
_SHOWN = ("cost", "conversions", "revenue", "profitAndLoss", "returnOnInvestment")
_ENOUGH = "conversions >= 3"
"""Fewer may be luck."""


def cut(request: Request, asked: Inquiry) -> Action:
    asked = _asked(asked, ("cost > payout", "profitAndLoss < 0"), "-profitAndLoss")
    data = report(request, asked)
    rows = data["rows"]
    if not rows:
        head = "Nothing to cut: nowhere was more than a payout spent at a loss."
        return Action("\n".join([head, read_as(data, asked), *_caveats(data)]), inquiry=asked)
    called = _called(request, data)
    dead = [row for row in rows if row["values"].get("conversions") == "0"]
    others = [row for row in rows if row not in dead]
    lines = [
        *_group("To cut, for more than a payout was spent there without a conversion:", dead, data, called),
        *_group("In the red: cut them, or lower the bid.", others, data, called),
        f"Those are {_of(rows, data)}, the greatest loss first.",
    ]
    tail = (
        "The tracker cannot pause them at the ad network: block them there, or send them elsewhere with a condition."
    )
    return Action("\n".join([*lines, read_as(data, asked), *_caveats(data), tail]), inquiry=asked)


def scale(request: Request, asked: Inquiry) -> Action:
    asked = _asked(asked, (_ENOUGH, "profitAndLoss > 0", "cost > 0"), "returnOnInvestment")
    data = report(request, asked)
    rows = data["rows"]
    if not rows:
        head = "Nothing to scale yet: nothing made money with three conversions or more."
        return Action("\n".join([head, read_as(data, asked), *_caveats(data)]), inquiry=asked)
    called = _called(request, data)
    lines = [f"- {name_of(row, data, called)}: {numbers(row['values'], ('visits', *_SHOWN))}" for row in rows]
    head = f"To scale, {_of(rows, data)} found, the best return first (each has three conversions or more):"
    tail = "Raise budgets in steps: what is bought on top is rarely as good as what is there."
    return Action("\n".join([head, *lines, read_as(data, asked), *_caveats(data), tail]), inquiry=asked)


def daily(request: Request, asked: Inquiry) -> Action:
    """Yesterday against the day before by funnel, and the worst places of the last 30 days."""
    day = replace(
        asked, by=(_FUNNEL,), period=asked.period or "yesterday", compare_to="previous", sort="cost", metrics=STANDARD
    )
    data = report(request, day)
    worst = replace(
        _asked(replace(asked, period=_LONG), ("cost > payout", "profitAndLoss < 0"), "-profitAndLoss"), limit=3
    )
    places = report(request, worst)
    called = _called(request, places)
    totals, before = data["totals"], data["totals_before"] or {}
    lines = [f"In all: {'; '.join(moved(totals, before, id) for id in STANDARD)}."]
    lines += [f"- {name_of(row, data)}: {_against(row)}" for row in data["rows"]]
    lines += [read_as(data, day), *_caveats(data)]
    if places["rows"]:
        lines += [
            "The greatest losses of the last 30 days:",
            *(f"- {name_of(row, places, called)}: {numbers(row['values'], _SHOWN)}" for row in places["rows"]),
        ]
    return Action("\n".join([*lines, 'Ask "what should I cut" or "what can I scale" for more.']), inquiry=day)


def _against(row: Json) -> str:
    """A funnel on the day before."""
    ids = ("visits", "conversions", "cost", "profitAndLoss")
    return "; ".join(moved(row["values"], row["before"] or {}, id) for id in ids)


def _called(request: Request, data: Json) -> dict[str, dict[str, str]]:
    """What the sources in the rows call their fields."""
    keys = [row["keys"][0] for row in data["rows"]] if len(data["by"]) > 1 else []
    return fields_of(request, tuple(dict.fromkeys((key["id"], key["name"]) for key in keys if key["id"])))


def _asked(asked: Inquiry, having: tuple[str, ...], sort: str) -> Inquiry:
    return replace(
        asked,
        by=asked.by or _PLACES,
        having=(*having, *asked.having),
        sort=sort,
        metrics=(*STANDARD, *asked.metrics),
        limit=asked.limit or _MOST,
        period=asked.period or _LONG,
    )


def _group(head: str, rows: list[Json], data: Json, called: Mapping[str, Mapping[str, str]]) -> list[str]:
    lines = [f"- {name_of(row, data, called)}: {numbers(row['values'], _SHOWN)}" for row in rows]
    return [head, *lines] if rows else []


def _of(rows: list[Json], data: Json) -> str:
    total = data["rows_total"]
    return f"all {total}" if total == len(rows) else f"the first {len(rows)} of {total}"


def _caveats(data: Json) -> list[str]:
    return [f"- {one}" for one in data["caveats"]]
