"""What was changed, by whom, and the way back to a version."""

from ..outcome import Json, PuzzledError
from ..request import Action, Request
from ..talking.current import meant_funnel
from ..undoing.past import Past, past_of

_DONE = {
    "create": "made",
    "update": "changed",
    "delete": "deleted",
    "archive": "archived",
    "unarchive": "brought back",
    "seen": "as it was before our first change",
}


def is_past(request: Request) -> bool:
    return past_of(request.text) is not None


def goes_back(request: Request) -> bool:
    """`roll it back to version 3`, which is no share and no edit."""
    told = past_of(request.text)
    return told is not None and told.wants == "back"


def past(request: Request) -> Action:
    asked = past_of(request.text)
    if asked is None:
        raise PuzzledError(repr(request.text), understood=False)
    if asked.wants == "others" and not asked.is_named:
        nothing = "Nobody else changed anything of what was written here."
        return Action(_drift(request.know.data("history")) or nothing)
    data = _history(request, asked)
    if asked.wants == "others":
        return Action(_drift(data) or f"Nobody else changed {data['asset']!r} since it was written here.")
    if asked.wants == "history":
        return Action(_told(data))
    number = _number(data, asked.number)
    return Action(f"This goes back to version {number} of {data['asset']!r}:", "undo", {"version": number})


def _number(data: Json, said: int | None) -> int:
    """The version that is meant; the one before the last where none is said."""
    numbers = [int(one["number"]) for one in data["versions"]]
    if said is None and len(numbers) > 1:
        return numbers[1]
    if said is None or (said not in numbers and not data["more"]):
        wanted = f"version {said}" if said is not None else "an earlier version"
        known = ", ".join(map(str, numbers)) or "none"
        raise PuzzledError(f"{wanted} of {data['asset']!r}: its versions are {known}")
    return said


def _history(request: Request, asked: Past) -> Json:
    """Of what is named, or of the funnel in talk."""
    name, family = asked.name, asked.family
    if not name:
        name, family = meant_funnel(request, None)[0], "funnel"
    return request.know.data("history", asset=name, **({"family": family} if family else {}))


def _told(data: Json) -> str:
    if not data["versions"]:
        return _drift(data) or f"Nothing of {data['asset']!r} was written here yet."
    lines = [f"The history of {data['asset']!r}, newest first:"]
    for one in data["versions"]:
        changes = "; ".join(map(_change, one["changes"]))
        more = f"; and {one['more_changes']} more" if one["more_changes"] else ""
        lines.append(f"- version {one['number']}, {_minute(one['at'])} UTC, by {one['by']}: {changes}{more}")
    lines += ["There are older versions."] if data["more"] else []
    return "\n".join([*lines, *filter(None, [_drift(data)])])


def _drift(data: Json) -> str:
    if not data["drift"]:
        return ""
    lines = [f"- {_change(one)}{_unfinished(one)}" for one in data["drift"]]
    return "\n".join(["Others changed since (the tracker does not say who):", *lines])


def _change(change: Json) -> str:
    head = f"{str(change['family']).replace('_', ' ')} {change['name']!r}"
    if change["do"] not in ("create", "update"):
        return f"{head} {_DONE[change['do']]}"
    said = ", ".join(change["said"])
    return f"{head}: {said}" if change["do"] == "update" else f"{head} made{f': {said}' if said else ''}"


def _unfinished(change: Json) -> str:
    return f" (the unfinished plan {change['plan_id']} did that)" if change.get("plan_id") else ""


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")
