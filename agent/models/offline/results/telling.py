"""What a report found, said in sentences: the finding first, with its numbers, then how the question was read."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from funnels.pictures.clean import harmless
from funnels.reports import METRIC, figure

from ..outcome import Json
from .attributes import in_words as attribute_in_words
from .inquiry import Inquiry
from .metrics import STANDARD, in_words, is_better_low

_MOST_NAMED = 5
_MOST_LISTED = 20
_LONGEST = 60
_CONDITIONS = {
    "conversions = 0": "brought no conversion",
    "profitAndLoss < 0": "lost money",
    "profitAndLoss > 0": "made money",
    "cost > payout": "cost more than the payout",
}

Row = Mapping[str, object]


def told(data: Json, asked: Inquiry) -> str:
    """The whole answer to a question about results."""
    if not data["by"]:
        finding = _overall(data, asked)
    elif not data["rows"]:
        finding = _nothing(data, asked)
    elif asked.having and not _are_floors(asked.having):
        finding = _fitting(data, asked)
    else:
        finding = _ranked(data, asked)
    return framed(finding, data, asked)


def framed(finding: str, data: Json, asked: Inquiry) -> str:
    """With the reading and what to mind."""
    return "\n".join([finding, read_as(data, asked), *(f"- {one}" for one in data.get("caveats") or ())])


def read_as(data: Json, asked: Inquiry) -> str:
    clauses = [*asked.read, span(data)]
    compared = data.get("compared_to")
    clauses += [f"compared with {_span(compared)}"] if compared else []
    return f"Read as: {'; '.join(clauses)}."


def span(data: Json) -> str:
    return _span(data["period"])


def name_of(row: Json, data: Json, called: Mapping[str, Mapping[str, str]] = {}) -> str:
    """The head of a row; what visitors sent is quoted. `called`: names of fields by source and slot."""
    parts: list[str] = []
    for key, label in zip(row["keys"], data["by"], strict=False):
        said = harmless(str(key["name"]), most=_LONGEST) or "N/A"
        field = called.get(parts[0], {}).get(label) if parts else None
        parts.append(f"{field or label.split(' (')[0]} {said!r}" if _is_sent(key) else said)
    return ", ".join(parts)


def numbers(values: Mapping[str, str | None], ids: Sequence[str]) -> str:
    """`120 visits, cost 80.00, ROI 75 %`."""
    return ", ".join(number(values, id) for id in ids if id in values)


def number(values: Mapping[str, str | None], id: str) -> str:
    shown = figure(values.get(id), METRIC[id].unit)
    if METRIC[id].unit == "count":
        return f"{shown} {_counted(id, shown)}"
    return f"{_short(id)} {shown}"


def _counted(id: str, shown: str) -> str:
    words = in_words(id)
    return words.removesuffix("s") if shown == "1" else words


def _short(id: str) -> str:
    return {"profitAndLoss": "P/L", "returnOnInvestment": "ROI", "cost": "cost"}.get(id) or in_words(id)


def _span(period: Json) -> str:
    first, last = str(period["from"])[:10], str(period["to"])[:10]
    days = first if period.get("words") in ("today", "yesterday") or _is_day(period) else f"{first} to before {last}"
    partial = ", not over yet" if period.get("partial") else ""
    return f"{period['words']} = {days} ({period['zone']}{partial})"


def _is_day(period: Json) -> bool:
    try:
        start, end = (datetime.fromisoformat(str(period[name])) for name in ("from", "to"))
    except ValueError:
        return False
    return end - start <= timedelta(hours=25)


def _is_sent(key: Json) -> bool:
    """Whether it is a value of visits, not the name of an asset."""
    return bool(key["name"] == key["id"])


def _overall(data: Json, asked: Inquiry) -> str:
    totals, before = data["totals"], data.get("totals_before")
    about = (
        " and ".join(one.names if not one.without else f"all but {one.names}" for one in asked.filters) or "In all"
    )
    ids = _ids(asked, totals)
    if not any(Decimal(value or 0) for value in totals.values()):
        return _all_zero(data, asked, about)
    if before is not None:
        return f"{about}: {'; '.join(moved(totals, before, id) for id in ids)}."
    return f"{about}: {numbers(totals, ids)}."


def _all_zero(data: Json, asked: Inquiry, about: str) -> str:
    """Nobody came; or somebody did, and what was asked for is zero, or was never booked."""
    if str(data.get("reading", "")).startswith("No visits"):
        return f"{about}: nothing happened in that time, nobody came."
    unbooked = any(str(one).startswith("No cost is booked") for one in data.get("caveats") or ())
    if unbooked and set(asked.metrics) <= {"cost", *_OF_COST} and asked.metrics:
        return f"{about}: no cost is booked for that time, so it is not known. {data['reading']}"
    return f"{about}: {numbers(data['totals'], _ids(asked, data['totals']))}. {data['reading']}".rstrip()


_OF_COST = ("returnOnInvestment", "costPerVisit", "costPerConversion")


def _ids(asked: Inquiry, values: Mapping[str, object]) -> list[str]:
    return [id for id in dict.fromkeys([*asked.metrics, *STANDARD]) if id in values]


def _nothing(data: Json, asked: Inquiry) -> str:
    rows = _rows_in_words(data, asked)
    if asked.having:
        return f"No {rows} fits: there is none that {conditions(asked.having)}."
    return f"There is no {rows} with traffic in that time."


def _fitting(data: Json, asked: Inquiry) -> str:
    rows, total = data["rows"], data["rows_total"]
    many = "1 fits" if total == 1 else f"{total} fit"
    named = "; ".join(f"{name_of(row, data)} ({_beside(row, asked)})" for row in rows[:_MOST_NAMED])
    rest = f"; and {total - _MOST_NAMED} more" if total > _MOST_NAMED else ""
    return f"By {_rows_in_words(data, asked)}, {many}: {conditions(asked.having)}. {named}{rest}."


def _beside(row: Json, asked: Inquiry) -> str:
    first = [one.split()[0] for one in asked.having]
    ids = [
        id for id in dict.fromkeys(["cost", "conversions", *asked.metrics, *first, "profitAndLoss"]) if id in METRIC
    ]
    return numbers(row["values"], [id for id in ids if id in row["values"]])


def _ranked(data: Json, asked: Inquiry) -> str:
    rows = data["rows"]
    sort = asked.sort.removeprefix("-")
    id = sort if sort in METRIC else (asked.metrics or ("visits",))[0]
    if asked.by[0].startswith("Time: ") and not asked.sort:
        rows = sorted(rows, key=lambda row: Decimal(row["values"].get(id) or 0), reverse=True)
    if asked.compare_to:
        return _compared(data, asked, id)
    first, others = rows[0], rows[1 : max(_MOST_NAMED, min(asked.limit, _MOST_LISTED))]
    low, counted = asked.sort.startswith("-"), METRIC[id].unit == "count"
    way = ("fewest" if low else "most") if counted else ("lowest" if low else "highest")
    value = figure(first["values"].get(id), METRIC[id].unit)
    beside = numbers(first["values"], [one for one in _ids(asked, first["values"]) if one != id])
    floors = f"Of those with {' and '.join(map(_amount, asked.having))}, " if asked.having else ""
    head = f"{floors}{name_of(first, data)} has the {way} {_short(id)}: {value} ({beside})."
    then = ", ".join(f"{name_of(row, data)} {_figures(row, asked, id)}" for row in others)
    count = data["rows_total"]
    all_of = f" {count} rows in all, together {number(data['totals'], id)}." if count > 1 else ""
    return f"{head}{f' Then {then}.' if then else ''}{all_of}{_missing(data, asked)}"


def _compared_names(asked: Inquiry) -> tuple[str, ...]:
    """`A versus B`: who is compared by name."""
    named = asked.filter(asked.by[0]) if asked.by else None
    return tuple(name for _, name in named.values) if named is not None and len(named.values) > 1 else ()


def _missing(data: Json, asked: Inquiry) -> str:
    told = {str(row["keys"][0]["name"]) for row in data["rows"]}
    names = [name for name in _compared_names(asked) if name not in told]
    if not names or data["rows_total"] > len(data["rows"]):
        return ""
    return f" {' and '.join(map(harmless, names))}: nobody came in that time."


def _figures(row: Json, asked: Inquiry, id: str) -> str:
    """What it is ranked by, and what else was asked for."""
    told = _ids(asked, row["values"]) if _compared_names(asked) else asked.metrics
    others = [one for one in told if one != id and one in row["values"]]
    beside = f" ({numbers(row['values'], others)})" if others else ""
    return f"{figure(row['values'].get(id), METRIC[id].unit)}{beside}"


def _compared(data: Json, asked: Inquiry, id: str) -> str:
    """Both periods in all, and the rows that moved most."""
    ids = list(dict.fromkeys([id, "revenue", "cost", "profitAndLoss"]))
    total = "; ".join(moved(data["totals"], data["totals_before"] or {}, one) for one in ids if one in data["totals"])
    rows = "; ".join(
        f"{name_of(row, data)}: {moved(row['values'], row['before'] or {}, id)}" for row in data["rows"][:_MOST_NAMED]
    )
    return f"In all: {total}. {rows}."


def moved(values: Mapping[str, str | None], before: Mapping[str, str | None], id: str) -> str:
    """`visits 120, before 100 (+20 %)`."""
    unit = METRIC[id].unit
    now, was = figure(values.get(id), unit), figure(before.get(id), unit)
    return f"{_short(id)} {now}, before {was}{_by_how_much(values.get(id), before.get(id), unit)}"


def _by_how_much(now: str | None, was: str | None, unit: str) -> str:
    if now is None or was is None or unit == "share" or Decimal(was) <= 0 or Decimal(now) < 0:
        return ""
    part = ((Decimal(now) - Decimal(was)) / Decimal(was) * 100).quantize(Decimal(1))
    return f" ({part:+f} %)" if part else ""


def told_change(data: Json, asked: Inquiry) -> str:
    """Rows by how their profit moved; conversion rates beside it, for volume moves profit as well."""
    id = next((one for one in asked.metrics if one not in STANDARD), "profitAndLoss")
    sign = 1 if asked.subject == "better" else -1
    if is_better_low(id):
        sign = -sign
    moves = [(row, _difference(row, id) * sign) for row in data["rows"]]
    found = sorted((one for one in moves if one[1] > 0), key=lambda one: -one[1])
    if not found:
        return framed(f"Nothing got {asked.subject} by {_short(id)}.", data, asked)
    lines = []
    for row, _ in found[:_MOST_NAMED]:
        parts = "; ".join(
            moved(row["values"], row["before"] or {}, one)
            for one in dict.fromkeys([id, "visits", "conversions", "cost"])
        )
        lines.append(f"- {name_of(row, data)}: {parts}")
    most = name_of(found[0][0], data)
    head = f"{len(found)} of {data['rows_total']} got {asked.subject} by {_short(id)}, {most} most:"
    return framed("\n".join([head, *lines]), data, asked)


def _difference(row: Json, id: str) -> Decimal:
    return Decimal(row["values"].get(id) or 0) - Decimal((row["before"] or {}).get(id) or 0)


def conditions(having: Sequence[str]) -> str:
    """`cost more than 3 times the payout and brought no conversion`."""
    return " and ".join(map(_condition, having))


def _condition(said: str) -> str:
    if said in _CONDITIONS:
        return _CONDITIONS[said]
    rest = said.split()[2:]
    if rest[-1:] == ["payout"]:
        return f"cost more than {rest[0]} times the payout"
    return f"had {_amount(said)}"


def _amount(said: str) -> str:
    """`at least 100 visits`, `cost above 50.00`."""
    id, sign, value = said.split()
    words = {">": "above", "<": "below", ">=": "at least", "<=": "at most", "=": ""}[sign]
    shown = figure(value, METRIC[id].unit)
    if METRIC[id].unit == "count":
        words = {"above": "more than", "below": "fewer than"}.get(words, words)
        return f"{words} {shown} {_counted(id, shown)}".strip()
    return f"{_short(id)} {words} {shown}".replace("  ", " ")


def _are_floors(having: Sequence[str]) -> bool:
    """Only small rows are left out: `with at least 100 clicks`."""
    return all(
        one.split()[0] in ("visits", "conversions", "visitors") and one.split()[1] in (">", ">=") for one in having
    )


def _rows_in_words(data: Json, asked: Inquiry) -> str:
    labels = [str(one) for one in data["by"]] or [attribute_in_words(one) for one in asked.by]
    return " and ".join(labels)
