"""A report in one paragraph: how it went, who made most and least, against what, and where to look."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from funnels.reports import Metric, Unit, figure

from ..tracker.reporting_answers import Row, Values
from .caveats import FEW_VISITS
from .counts import Counts
from .inquiry import Inquiry
from .metrics import KNOWN, spoken
from .strangers import said

_PROFIT = KNOWN["profitAndLoss"]
_MOST_NAMED = 3
_CENT = Decimal("0.01")
_MONEY = ("cost", "profitAndLoss", "returnOnInvestment", "returnOnAdSpend", "costPerConversion")
_TOLD_AGAINST = ("visits", "conversions", "revenue", "cost")


def reading(inquiry: Inquiry, found: Counts) -> str:
    if not found.totals.get("visits"):
        where = f" for {', '.join(one.words for one in inquiry.filters)}" if inquiry.filters else ""
        return f"No visits {_when(inquiry)}{where}."
    return " ".join(
        [_whole(inquiry, found), *_ranks(inquiry, found), *_against(inquiry, found), *_advice(inquiry, found)]
    )


def _whole(inquiry: Inquiry, found: Counts) -> str:
    totals = found.totals
    visits, conversions = (int(totals.get(id) or 0) for id in ("visits", "conversions"))
    sentence = (
        f"{_many(visits, 'visit')} {_when(inquiry)} brought {_many(conversions, 'conversion')} "
        f"({_share(totals, 'conversions', 'visits')}) and {_of(totals, 'revenue')} of revenue"
    )
    if not totals.get("cost"):
        return f"{sentence}."
    profit = totals.get("profitAndLoss") or Decimal(0)
    word = "a profit" if profit >= 0 else "a loss"
    roi = _share(totals, "profitAndLoss", "cost")
    return f"{sentence} at a cost of {_of(totals, 'cost')}: {word} of {figure(abs(profit), Unit.MONEY)} (ROI {roi})."


def _ranks(inquiry: Inquiry, found: Counts) -> Iterator[str]:
    """The first and the last of the rows by what counts here."""
    lead = _lead(inquiry, found)
    rows = [row for row in found.rows if row.values.get(lead.id) is not None and None not in row.ids]
    if inquiry.having:
        what = " and ".join(said(one.words) for one in inquiry.having)
        yield f"{_many(found.total, 'row')} {'is' if found.total == 1 else 'are'} left where {what}."
    if len(rows) < 2:
        return
    if lead.unit == Unit.SHARE or lead.is_ratio:
        rows = [row for row in rows if (row.values.get("visits") or 0) >= FEW_VISITS] or rows
    ranked = sorted(rows, key=lambda row: row.values[lead.id] or Decimal(0), reverse=True)
    top, bottom = ranked[0], ranked[-1]
    label = "P/L" if lead is _PROFIT else spoken(lead)
    yield f"Highest {label}: {_name(top)} with {_value(top, lead)}{_part(top, lead, found, inquiry)}."
    if top.values[lead.id] != bottom.values[lead.id]:
        yield f"Lowest: {_name(bottom)} with {_value(bottom, lead)}."


def _lead(inquiry: Inquiry, found: Counts) -> Metric:
    if inquiry.sort and inquiry.ranked:
        return inquiry.sort
    if inquiry.named:
        return inquiry.shown[0]
    if found.totals.get("cost") or found.totals.get("revenue"):
        return _PROFIT
    return KNOWN["visits"]


def _part(row: Row, lead: Metric, found: Counts, inquiry: Inquiry) -> str:
    """`, 42 % of all`; where a share of the whole makes sense."""
    whole, own = found.totals.get(lead.id), row.values[lead.id]
    negative = any((one.values.get(lead.id) or 0) < 0 for one in found.rows)
    if lead.is_ratio or lead.unit == Unit.SHARE or negative or inquiry.overlaps or not whole or own is None:
        return ""
    return f", {figure(own / whole, Unit.SHARE)} of all"


def _against(inquiry: Inquiry, found: Counts) -> Iterator[str]:
    """What changed since the period compared with."""
    before = found.totals_before
    if inquiry.before is None:
        return
    if not before.get("visits"):
        yield f"There were no visits in the period compared with ({said(inquiry.before.words)})."
        return
    changes = [f"{spoken(KNOWN[id])} {_change(found.totals.get(id), before.get(id))}" for id in _TOLD_AGAINST]
    profit, was = found.totals.get("profitAndLoss"), before.get("profitAndLoss")
    if profit is not None and was is not None:
        sign = "+" if profit >= was else "-"
        changes.append(f"P/L {sign}{figure(abs(profit - was), Unit.MONEY)}")
    yield f"Against {said(inquiry.before.words)}: {', '.join(changes)}."


def _change(number: Decimal | None, before: Decimal | None) -> str:
    if not before or number is None:
        return "from nothing" if number else "none as then"
    share = (number - before) / before
    return f"{'+' if share >= 0 else '-'}{figure(abs(share), Unit.SHARE)}"


def _advice(inquiry: Inquiry, found: Counts) -> Iterator[str]:
    """Money that went where nothing came back."""
    asks_money = not inquiry.named or any(one.id in _MONEY for one in inquiry.shown)
    if not asks_money or not found.totals.get("cost") or len(found.rows) < 2 or inquiry.is_by_time:
        return
    rows = [row for row in found.rows if None not in row.ids]
    dead = [row for row in rows if (row.values.get("cost") or 0) >= _patience(found) and _is_barren(row)]
    if dead:
        dead.sort(key=lambda row: row.values.get("cost") or Decimal(0), reverse=True)
        yield f"{_barren(inquiry, found, rows, dead)}: look at {_names(dead)} first."
        return
    losing = [row for row in rows if (row.values.get("profitAndLoss") or 0) < 0]
    if losing:
        losing.sort(key=lambda row: row.values.get("profitAndLoss") or Decimal(0))
        yield f"{_many(len(losing), 'row')} in the red: look at {_names(losing)} first."


def _barren(inquiry: Inquiry, found: Counts, rows: Sequence[Row], dead: Sequence[Row]) -> str:
    """Of how many; what a single one may cost without a conversion is said where some have cost less."""
    spent = sum((row.values.get("cost") or Decimal(0) for row in dead), Decimal(0))
    cost = "" if inquiry.overlaps else f"{figure(spent, Unit.MONEY)}"
    barren = sum(map(_is_barren, rows))
    if barren == len(dead):
        return f"{_many(barren, 'row')} brought no conversion{f' and cost {cost}' if cost else ''}"
    limit = figure(_patience(found), Unit.MONEY)
    each = f"{len(dead)} of them cost more than a conversion brings ({limit})"
    return f"{_many(barren, 'row')} brought no conversion; {each}{f', {cost} in all' if cost else ''}"


def _patience(found: Counts) -> Decimal:
    """What a row may cost without a conversion before it is worth a word: what one brings on average [our ruling]."""
    revenue, conversions = found.totals.get("revenue"), found.totals.get("conversions")
    return revenue / conversions if revenue and conversions else _CENT


def _is_barren(row: Row) -> bool:
    return row.values.get("conversions") == 0


def _when(inquiry: Inquiry) -> str:
    period = inquiry.period
    first, last = f"{period.start:%Y-%m-%d}", f"{period.last:%Y-%m-%d}"
    days = first if first == last else f"{first} to {last}"
    return f"on {days}" if first == last else f"from {days}"


def _of(values: Values, id: str) -> str:
    return figure(values.get(id), KNOWN[id].unit)


def _share(values: Values, over: str, under: str) -> str:
    part, whole = values.get(over), values.get(under)
    return figure(part / whole if part is not None and whole else None, Unit.SHARE)


def _value(row: Row, metric: Metric) -> str:
    return figure(row.values[metric.id], metric.unit)


def _name(row: Row) -> str:
    return " · ".join(f"“{said(key.name, 60)}”" for key in row.keys)


def _names(rows: Sequence[Row]) -> str:
    return ", ".join(map(_name, rows[:_MOST_NAMED]))


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
