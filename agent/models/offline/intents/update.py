"""Orders that delete hits, or change conversions of hits, become a plan that waits for a yes."""

from ..drawing.pages import choices_of
from ..outcome import Json, PuzzledError, QuestionError
from ..request import Action, Request
from ..results.names import Named, filters_of
from ..results.updating import (
    Converted,
    Wiped,
    conversion_of_unknown_hit,
    conversion_told,
    wipe_told,
    without_why,
)

_KEYS = {
    "Third Parties: Traffic Source": "source",
    "Element: Funnel": "funnel",
    "Element: Funnel Group": "group",
    "Location: Country": "countries",
}
_HIT = "hit"
_RESTRICTION = "reset source"


def tells_update(request: Request) -> bool:
    return (
        conversion_told(request.text) is not None
        or _wipe(request) is not None
        or conversion_of_unknown_hit(request.text)
    )


def _wipe(request: Request) -> Wiped | None:
    text = without_why(request.text)
    return wipe_told(text, [token for token in request.tokens if token.end <= len(text)])


def update(request: Request) -> Action:
    if told := conversion_told(request.text):
        return _converted(told, request)
    if wiped := _wipe(request):
        return _wiped(wiped, request)
    if answer := request.answers.get(_HIT):
        raise PuzzledError(f"{answer['name']!r}: say 'mark hit <its id> as converted for <amount>'")
    raise QuestionError(
        "Which hit converted? I need its click id, 26 letters and digits: 'show the last 10 clicks' lists them, and "
        "the network may have it. Say 'mark hit <id> as converted for <amount>'.",
        _HIT,
        takes="hit",
    )


def _converted(told: Converted, request: Request) -> Action:
    hit: Json = {"hit": told.hit} | ({"payout": told.amount} if told.amount else {})
    what = "remove the conversion of" if told.amount == "-1" else "book a conversion of"
    text = f"I {what} hit {told.hit}{f', {told.amount}' if told.amount not in ('', '-1') else ''}:"
    updates = [{"do": "conversions", "hits": [hit]}]
    return Action(text, "plan_updates", {"updates": updates, "request": request.text})


def _wiped(told: Wiped, request: Request) -> Action:
    """Never without a restriction: what is deleted does not come back."""
    if told.left:
        raise PuzzledError(f"{' '.join(told.left)!r} where hits are to be deleted")
    given, said = _restrictions(told, request)
    if not told.period:
        raise QuestionError("Of which day, or days?", takes="period", joins=" {}")
    wanted: Json = {"do": "reset", "period": told.period, **given}
    text = f"I plan to delete all hits of {said}, {told.period}, for good:"
    return Action(text, "plan_updates", {"updates": [wanted], "request": request.text})


def _restrictions(told: Wiped, request: Request) -> tuple[Json, str]:
    named = [Named(one, "Third Parties: Traffic Source" if one.of("traffic_source") else "") for one in told.names]
    given: Json = {}
    said = []
    for one, _ in filters_of(named, tuple(_KEYS), request.answers):
        if one.attribute not in _KEYS or one.without:
            raise PuzzledError(f"how to delete hits by {one.names!r}: say a traffic source, a funnel or a country")
        ids = [id for id, _ in one.values]
        if one.attribute != "Location: Country" and len(ids) > 1:
            raise PuzzledError(f"which of {one.names} is meant: delete the hits of one after the other")
        given[_KEYS[one.attribute]] = ids if one.attribute == "Location: Country" else ids[0]
        said.append(one.names)
    if not given:
        given["source"], name = _asked_source(request)
        said.append(name)
    return given, " and ".join(said)


def _asked_source(request: Request) -> tuple[str, str]:
    if answer := request.answers.get(_RESTRICTION):
        return str(answer["id"]), str(answer["name"])
    there = request.know.all_of("traffic_source")
    raise QuestionError(
        "Hits of which traffic source? Or say it anew with the name of a funnel.",
        _RESTRICTION,
        choices_of(there),
        takes="traffic_source",
    )
