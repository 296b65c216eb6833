"""Single events, one visitor, one hit, why conversions are missing, and what reports can be made of."""

from dataclasses import replace
from typing import Any

from funnels.pictures.clean import clean

from ..outcome import Json
from ..request import Action, Request
from ..results import Inquiry
from ..results.diagnosing import diagnosed
from ..results.telling import span
from .split_meant import funnel_meant

_FUNNEL = "Element: Funnel"
_SOURCE = "Third Parties: Traffic Source"
NETWORK = "Third Parties: Offer Source"
_USUAL_COUNT = 10


def events(request: Request, asked: Inquiry) -> Action:
    given: dict[str, Any] = {
        "period": asked.period or "last 7 days",
        "types": [asked.subject] if asked.subject else [],
        "filters": [one.argument() for one in asked.filters],
        "limit": asked.limit or _USUAL_COUNT,
    }
    data = request.know.data("raw_events", **{name: value for name, value in given.items() if value})
    what = f"{asked.subject or 'event'}s"
    if not data["events"]:
        return Action(f"There are no {what} in {given['period']}.", inquiry=asked)
    lines = [f"The last {len(data['events'])} {what}, newest first:", *map(_event, data["events"])]
    more = ["There are more in that time."] if data["more"] else []
    caveats = [f"- {one}" for one in data["caveats"]]
    return Action(
        "\n".join([*lines, *more, f"Read as: {span(data)}.", *caveats]),
        inquiry=replace(asked, period=given["period"]),
    )


def visitor(request: Request, asked: Inquiry) -> Action:
    return _explored(request, asked, "visitor")


def hit(request: Request, asked: Inquiry) -> Action:
    return _explored(request, asked, "hit")


def missing(request: Request, asked: Inquiry) -> Action:
    """The tool walks links, tokens and the log of postbacks; of a named offer only what is said of it comes first."""
    given: dict[str, Any] = {"kind": "diagnosis"}
    pages = [
        name
        for one in asked.filters
        if one.attribute in ("Element: Lander", "Element: Offer")
        for _, name in one.values
    ]
    if pages or asked.filter(_FUNNEL):
        given["funnel"] = funnel_meant(request, asked)[0]
    if source := asked.filter(_SOURCE):
        given["source"] = source.values[0][0]
    given |= {"period": asked.period} if asked.period else {}
    data = request.know.data("delivery_logs", **given)
    network = asked.filter(NETWORK)
    head = f"Of all networks, not of {network.names} alone, for it is told by offer:\n" if network else ""
    return Action(f"{head}{diagnosed(data, pages)}", inquiry=asked)


def fields(request: Request, asked: Inquiry) -> Action:
    data = request.know.data("report_fields")
    groups: dict[str, list[str]] = {}
    for one in data["attributes"]:
        groups.setdefault(one["group"], []).append(one["label"].lower())
    lines = [
        "You can tell results apart by:",
        *(f"- {group}: {', '.join(labels)}" for group, labels in groups.items()),
    ]
    lines += [
        f"- fields of {source}: {', '.join(slots.values())}" for source, slots in data["fields"].items() if slots
    ]
    return Action(
        "\n".join(
            [*lines, f"There are {len(data['metrics'])} numbers, such as visits, revenue, EPC, CVR, CPA and ROI."]
        )
    )


def _explored(request: Request, asked: Inquiry, what: str) -> Action:
    given = {what: asked.subject} | ({"period": asked.period} if asked.period else {})
    data = request.know.data("explore", **given)
    if not data["events"]:
        return Action(
            f"The tracker knows no {what} {asked.subject!r} in {asked.period or 'the last 30 days'}.", inquiry=asked
        )
    who = ", ".join(f"{name.replace('_', ' ')} {_said(value)!r}" for name, value in data["visitor"].items())
    lines = [
        f"{what.capitalize()} {asked.subject}{f' ({who})' if who else ''}, oldest first:",
        *map(_event, data["events"]),
    ]
    return Action("\n".join([*lines, *(["There is more."] if data["more"] else [])]), inquiry=asked)


def _event(one: Json) -> str:
    time = str(one["time"])[:19].replace("T", " ")
    money = f", revenue {one['revenue']}" if one["revenue"] else f", cost {one['cost']}" if one["cost"] else ""
    where = ", ".join(_said(part) for part in (one["funnel"], one["page"] or one["node"], one["source"]) if part)
    return f"- {time} {one['type']}: {where}{money}, hit {one['hit_id']}"


def _said(value: object) -> str:
    return clean(str(value), most=300)
