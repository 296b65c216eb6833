"""What a simulation found, in sentences, with everything it assumes."""

from collections.abc import Sequence

from funnels.pictures.clean import harmless
from funnels.reports import figure

from ..outcome import Json

_MOST_ASSUMED = 12


def expected(data: Json) -> str:
    out = data["outcome"]
    head = (
        f"{_count(out['visitors'])} visitors on {harmless(str(data['funnel']['name']))} would bring about "
        f"{_count(out['conversions'])} conversions and a revenue of {_money(out['revenue'])} for a cost of "
        f"{_money(out['cost'])}: P/L {_money(out['profit'])}, ROI {figure(out['roi'], 'share')}, "
        f"EPC {_money(out['epc'])}."
    )
    return _framed(head, data)


def of_question(data: Json) -> str:
    """The answer to what was asked of the simulation, and of which funnel."""
    said = " ".join(str(one["answer"]) for one in data["what_if"])
    return _framed(f"{harmless(str(data['funnel']['name']))}: {said}", data)


def of_what_if(data: Json) -> str:
    lines = []
    for one in data["what_if"]:
        lines.append(str(one["answer"]))
        if one.get("outcome"):
            before, after = data["outcome"], one["outcome"]
            moves = [f"{name} {_shown(name, before[name])} → {_shown(name, after[name])}" for name in _MOVED]
            lines.append(f"Of {_count(before['visitors'])} visitors: {', '.join(moves)}.")
    return _framed("\n".join(lines), data)


_MOVED = ("conversions", "revenue", "profit")


def _framed(head: str, data: Json) -> str:
    assumed: Sequence[Json] = data["assumptions"]
    lines = [
        f"- {harmless(str(one['what']), most=100)}: {one['value']} ({one['origin']})"
        for one in assumed[:_MOST_ASSUMED]
    ]
    rest = len(assumed) - _MOST_ASSUMED + int(data.get("more") or 0)
    more = [f"- and {rest} more"] if rest > 0 else []
    caveats = [f"- {one}" for one in data["caveats"]]
    return "\n".join([head, "It assumes:", *lines, *more, *(["Mind:", *caveats] if caveats else [])])


def _shown(name: str, value: str) -> str:
    return _count(value) if name == "conversions" else _money(value)


def _count(value: str) -> str:
    return figure(value, "count")


def _money(value: str) -> str:
    return figure(value, "money")
