"""Which metric a word means, and which ones a report shows where none is named."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from funnels.errors import InputError
from funnels.names import folded, nearest
from funnels.reports import METRIC, METRICS, Metric, Unit

from .slang import BY_ROW
from .slang import METRICS as SLANG

ROAS = Metric("returnOnAdSpend", "Return on ad spend", "ROAS", Unit.SHARE, "revenue", "cost")
"""Not one of the contract: one more than the return on investment."""

KNOWN: Mapping[str, Metric] = {**METRIC, ROAS.id: ROAS}

_USUAL = ("visits", "conversions", "conversionPerVisit", "revenue", "cost", "profitAndLoss", "returnOnInvestment")
_OF_ROWS = {
    "Element: Lander": (
        "landerViews",
        "landerClickthroughRate",
        "conversions",
        "revenue",
        "cost",
        "profitAndLoss",
        "returnOnInvestment",
    ),
    "Element: Offer": (
        "offerViews",
        "conversions",
        "conversionPerOfferView",
        "revenue",
        "revenuePerOfferView",
        "cost",
        "profitAndLoss",
    ),
}


@dataclass(frozen=True, slots=True)
class Meant:
    metric: Metric
    note: str = ""
    """How a word with several meanings was read."""


def metric(words: str, rows: Collection[str] = (), *, what: str = "metrics") -> Meant:
    """By its id, label or abbreviation, or in the field's slang; `rows` are the attributes of the rows.

    InputError, which names `what`, with the nearest for any other.
    """
    plain = folded(words)
    if words in KNOWN:
        return Meant(KNOWN[words])
    if plain in BY_ROW:
        ids = BY_ROW[plain]
        found = KNOWN[next((ids[one] for one in rows if one in ids), ids[""])]
        return Meant(found, f"{words} is read as {spoken(found)}.")
    for one in KNOWN.values():
        if plain in (folded(one.id), folded(one.label), folded(one.short)):
            return Meant(one)
    if plain in SLANG:
        found = KNOWN[SLANG[plain]]
        return Meant(found, f"{words} is read as {spoken(found)}." if found is not ROAS else "")
    raise _unknown(words, what)


def usual(rows: Sequence[str]) -> list[Metric]:
    return [KNOWN[id] for id in next((_OF_ROWS[one] for one in rows if one in _OF_ROWS), _USUAL)]


def asked_of_tracker(wanted: Sequence[Metric]) -> list[str]:
    """The ids to ask for, each once."""
    return list(dict.fromkeys("returnOnInvestment" if one is ROAS else one.id for one in wanted))


def formula(one: Metric) -> str:
    """`revenue / visits`; empty for what is counted."""
    if one.id == "profitAndLoss":
        return "revenue - cost"
    of = "" if one.of == "row" else f" of the {one.of}"
    return f"{one.over} / {one.under}{of}" if one.is_ratio else ""


def vocabulary() -> list[str]:
    """All words that mean a metric."""
    own = (word for one in METRICS for word in (one.id, one.label, one.short))
    return list(dict.fromkeys([*own, *SLANG, *BY_ROW]))


def spoken(one: Metric) -> str:
    """Its label within a sentence."""
    if one.id == "profitAndLoss":
        return "profit and loss (P/L)"
    first, _, rest = one.label.partition(" ")
    return one.label if first.isupper() else f"{first.casefold()} {rest}".strip()


def _unknown(words: str, what: str) -> InputError:
    near = nearest(words, vocabulary(), most=3)
    guess = f"Did you mean {' or '.join(map(repr, near))}?" if near else "report_fields lists them."
    return InputError(f"{what}: there is no metric {words!r}.", hint=guess)
