"""What a comparison of variants found, in sentences. Never a winner that the tool does not call one."""

from funnels.reports import figure

from ..outcome import Json

_VERDICTS = {
    "winner": "Yes, it is real: {leader} wins.",
    "leading": "{leader} leads, but that is not proven yet.",
    "no_difference": "There is no real difference.",
    "too_early": "It is too early to tell.",
    "no_data": "There is nothing to compare yet.",
}


def judged(data: Json) -> str:
    """The verdict, the numbers of each arm, and what to mind."""
    head = _VERDICTS[data["verdict"]].format(leader=data["leader"])
    return "\n".join([f"{head} {data['reading']}", *_arms(data), _read_as(data), *_caveats(data)])


def waited_for(data: Json) -> str:
    """When it will be known."""
    certainty, verdict = data["certainty"], data["verdict"]
    if verdict == "winner":
        head = f"It is significant already: {data['leader']} wins."
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
        best = f", best with {figure(one['best'], 'share')} probability" if one["best"] is not None else ""
        between = (
            f" (95 %: {figure(one['low'], unit)} to {figure(one['high'], unit)})" if one["low"] is not None else ""
        )
        counts = f"{one['successes']:,} of {one['trials']:,}"
        lines.append(f"- {one['name']}: {figure(one['value'], unit)}{between}, {counts}{best}")
    return lines


def _read_as(data: Json) -> str:
    period, step = data["period"], data["step"]
    partial = ", the last day not over" if period["partial"] else ""
    return (
        f"Read as: {data['metric']['label']} of the {data['by']}s at {step['name']} of {data['funnel']['name']}, "
        f"{period['start']} to {period['end']} ({period['zone']}{partial})."
    )


def _caveats(data: Json) -> list[str]:
    return [f"- {one}" for one in data["caveats"]]
