"""What traffic cost, told by the person, becomes a plan that books it."""

from ..outcome import Json, PuzzledError, QuestionError
from ..pages import choices_of
from ..request import Action, Request
from ..results import Filter
from ..results.booking import Booked, booking_of
from ..results.names import Named, filters_of

_SOURCE = "Third Parties: Traffic Source"
_FUNNEL = "Element: Funnel"
_COUNTRY = "Location: Country"
_PAID = "paid source"


def tells_cost(request: Request) -> bool:
    return _booked(request) is not None


def book_cost(request: Request) -> Action:
    booked = _booked(request)
    if booked is None:
        raise PuzzledError(repr(request.text), understood=False)
    if booked.left:
        raise PuzzledError(f"{' '.join(booked.left)!r} beside a cost of {booked.amount}")
    update, said = _update(request, booked)
    each = " for each visit" if booked.each else ""
    text = f"I book a cost of {booked.amount:f}{each} for {said}, {booked.period}:"
    return Action(text, "plan_updates", {"updates": [update], "request": request.text})


def _booked(request: Request) -> Booked | None:
    return booking_of(request.text, request.tokens)


def _update(request: Request, booked: Booked) -> tuple[Json, str]:
    named = [
        Named(one, _SOURCE if any(each.exact for each in one.of("traffic_source")) else "") for one in booked.names
    ]
    found = {one.attribute: one for one, _ in filters_of(named, (_SOURCE, _FUNNEL), request.answers)}
    strange = [one for one in found if one not in (_SOURCE, _FUNNEL, _COUNTRY)]
    if strange:
        raise PuzzledError(
            f"how to book a cost on {found[strange[0]].names!r}: say the traffic source, and the funnel"
        )
    if _SOURCE not in found:
        found[_SOURCE] = _paid(request)
    if len(found[_SOURCE].values) > 1:
        raise PuzzledError(f"which part is for which of {found[_SOURCE].names}: say the cost of each")
    if not booked.period:
        raise QuestionError("For which day, or days?", takes="period", joins=" {}")
    id, source = found[_SOURCE].values[0]
    update: Json = {"do": "cost", "source": id, "period": booked.period, "cost": f"{booked.amount:f}"}
    said = [source]
    if funnel := found.get(_FUNNEL):
        if len(funnel.values) > 1:
            raise PuzzledError(f"which part is for which of {funnel.names}: say the cost of each")
        update["funnel"] = funnel.values[0][0]
        said.append(f"on {funnel.names}")
    if countries := found.get(_COUNTRY):
        update["countries"] = [code for code, _ in countries.values]
        said.append(f"in {', '.join(update['countries'])}")
    if booked.each:
        update["per"] = "entrance"
    return update, " ".join(said)


def _paid(request: Request) -> Filter:
    """The source that is not named, once the person has said it."""
    if answer := request.answers.get(_PAID):
        return Filter(_SOURCE, ((str(answer["id"]), str(answer["name"])),))
    there = request.know.all_of("traffic_source")
    raise QuestionError("Which traffic source was paid?", _PAID, choices_of(there), takes="traffic_source")
