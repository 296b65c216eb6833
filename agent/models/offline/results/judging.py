"""What a comparison of variants found, in sentences. Never a winner that the tool does not call one."""

from decimal import Decimal

from funnels.pictures.clean import harmless
from funnels.reports import figure

from ..outcome import Json
from .telling import span

_VERDICTS = {"winner": "Yes, that is real. ", "no_difference": "No. "}
_SURE = Decimal("0.995")
"""From here on a probability is told as over 99 %: nothing is ever certain."""


def judged(data: Json, about: str = "") -> str:
    """The verdict, the numbers of each arm, and what to mind. `about`: the one variant that was asked about."""
    head = _VERDICTS.get(data["verdict"], "")
    if about and data["leader"] and about != data["leader"]:
        sure = data["verdict"] == "winner"
        head = f"No, {harmless(about)} is behind. " if sure else f"No, {harmless(about)} is not ahead, if anything. "
    elif about and data["verdict"] == "leading":
        head = "Perhaps. "
    return "\n".join([f"{head}{data['reading']}", *_arms(data), _read_as(data), *_caveats(data)])


def waited_for(data: Json) -> str:
    """When it will be known."""
    certainty, verdict = data["certainty"], data["verdict"]
    if verdict == "winner":
        head = f"It is significant already: {harmless(str(data['leader']))} wins."
    elif verdict == "no_difference":
        head = "Waiting will not help: no difference worth having is there."
    elif certainty["days"] is None:
        head = "That cannot be said: at the present numbers it is not told apart."
    else:
        days = int(certainty["days"])
        needed = (
            f", with about {figure(str(certainty['needed']), 'count')} trials for each" if certainty["needed"] else ""
        )
        head = f"In about {days:,} more {'day' if days == 1 else 'days'}, if it goes on like this{needed}."
    return "\n".join([f"{head} {data['reading']}", *_arms(data), _read_as(data), *_caveats(data)])


def _arms(data: Json) -> list[str]:
    unit = data["metric"]["unit"]
    lines = []
    for one in data["arms"]:
        best = f", best with {_chance(one['best'])} probability" if one["best"] is not None else ""
        between = (
            f" (95 %: {figure(one['low'], unit)} to {figure(one['high'], unit)})" if one["low"] is not None else ""
        )
        counts = f"{one['successes']:,} of {one['trials']:,}"
        lines.append(f"- {harmless(str(one['name']))}: {figure(one['value'], unit)}{between}, {counts}{best}")
    return lines


def _chance(best: str) -> str:
    sure, never = Decimal(best) >= _SURE, Decimal(best) <= 1 - _SURE
    return "over 99 %" if sure else "below 1 %" if never else figure(best, "share")


def _read_as(data: Json) -> str:
    what = f"{data['metric']['label']} of the {data['by']}s at {_named(data['step'])} of {_named(data['funnel'])}"
    return f"Read as: {what}; {span(data)}."


def _named(asset: Json) -> str:
    return harmless(str(asset["name"]))


def _caveats(data: Json) -> list[str]:
    return [f"- {one}" for one in data["caveats"]]
