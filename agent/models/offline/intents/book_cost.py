"""What traffic cost, told by the person, becomes a plan that books it."""

from collections.abc import Sequence
from decimal import Decimal

from ..drawing.pages import choices_of
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..recognising.platforms import with_platforms
from ..recognising.recognise import recognise
from ..request import Action, Request
from ..results.booking import Booked, booking_of
from ..results.costs import Paid, Told, costs_told, is_rate, with_amount
from ..results.names import Named, filters_of
from ..tokens import Sign, Token

_SOURCE = "Third Parties: Traffic Source"
_FUNNEL = "Element: Funnel"
_COUNTRY = "Location: Country"
_PAID = "paid source"
_AMOUNT = "paid amount"
_NOT_BOOKED = (Sign.URL, Sign.NEW, Sign.PERCENT, Sign.RATIO, Sign.CLONE)


def tells_cost(request: Request) -> bool:
    return _told(request) is not None


def book_cost(request: Request) -> Action:
    told = _told(request)
    if told is None:
        raise PuzzledError(repr(request.text), understood=False)
    if is_rate(request.text):
        raise PuzzledError("a rate as the cost: say the whole cost, and for which days")
    if told.doubt:
        raise PuzzledError(told.doubt)
    if answer := request.answers.get(_AMOUNT):
        told = with_amount(told, Decimal(str(answer["amount"])))
    where, beside = _where(request, told)
    sources = [_source(request, one) for one in told.paid]
    _complete(told, sources)
    updates = [_update(told, paid, source, where) for paid, source in zip(told.paid, sources, strict=True)]
    each = " for each visit" if told.each else ""
    said = "; ".join(
        f"{paid.amount:f}{each} for {' '.join([name, *beside])}{f', {paid.period}' if paid.period else ''}"
        for paid, (_, name) in zip(told.paid, sources, strict=True)
    )
    text = f"I book a cost of {said}{'' if told.paid[0].period else f', {told.period}'}:"
    return Action(text, "plan_updates", {"updates": updates, "request": request.text})


def _told(request: Request) -> Told | None:
    """In the forms of before, else in any wording."""
    booked = booking_of(request.text, request.tokens)
    if booked and not booked.left and (told := _as_told(booked)):
        return told
    if any(token.sign in _NOT_BOOKED for token in request.tokens):
        return None
    text = with_platforms(request.text, request.tokens)
    tokens: Sequence[Token] = request.tokens
    told = costs_told(text, tokens) if text == request.text else None
    if text != request.text and costs_told(request.text, request.tokens):
        told = costs_told(text, recognise(text, request.know.mentions(text)))
    return _with_the_story(told, request)


def _with_the_story(told: Told | None, request: Request) -> Told | None:
    """The source may stand in a sentence that only tells why."""
    said = request.said
    if told is None or said in ("", request.text) or all(one.source for one in told.paid):
        return told
    whole = costs_told(said, recognise(said, request.know.mentions(said)))
    return whole if whole and not whole.doubt and whole.paid and all(one.source for one in whole.paid) else told


def _as_told(booked: Booked) -> Told | None:
    sources = [one for one in booked.names if one.of("traffic_source") and not _is_other(one)]
    if len(sources) > 1:
        names = " and ".join(one.text for one in sources)
        return Told((), booked.period, doubt=f"which part is for which of {names}: say the cost of each")
    others = tuple(one for one in booked.names if one not in sources)
    return Told((Paid(booked.amount, sources[0] if sources else None),), booked.period, others, booked.each)


def _is_other(token: Token) -> bool:
    exact = [one for one in token.candidates if one.exact]
    return bool(exact) and not any(one.family == "traffic_source" for one in exact)


def _where(request: Request, told: Told) -> tuple[Json, list[str]]:
    """The funnel and the countries it is narrowed to, and how they are told."""
    found = {one.attribute: one for one, _ in filters_of(list(map(Named, told.names)), (_FUNNEL,), request.answers)}
    strange = [one for one in found if one not in (_FUNNEL, _COUNTRY)]
    if strange:
        raise PuzzledError(
            f"how to book a cost on {found[strange[0]].names!r}: say the traffic source, and the funnel"
        )
    where: Json = {}
    beside: list[str] = []
    if funnel := found.get(_FUNNEL):
        if len(funnel.values) > 1:
            raise PuzzledError(f"which part is for which of {funnel.names}: say the cost of each")
        where["funnel"] = funnel.values[0][0]
        beside.append(f"on {funnel.names}")
    if countries := found.get(_COUNTRY):
        where["countries"] = [code for code, _ in countries.values]
        beside.append(f"in {', '.join(where['countries'])}")
    return where, beside


def _source(request: Request, paid: Paid) -> tuple[str, str]:
    """Id and name of what was paid; asked for where it is not named, or several are called so."""
    if paid.source is None:
        return _asked(
            request, _PAID, choices_of(request.know.all_of("traffic_source")), "Which traffic source was paid?"
        )
    known = paid.source.of("traffic_source")
    meant = [one for one in known if one.exact] or list(known)
    if len(meant) == 1:
        return meant[0].id, meant[0].name
    text = f"Which traffic source do you mean by {paid.source.text!r}?"
    return _asked(request, f"{_PAID}|{paid.source.text.lower()}", choices_of(meant), text)


def _asked(request: Request, key: str, choices: Sequence[Choice], text: str) -> tuple[str, str]:
    if answer := request.answers.get(key):
        return str(answer["id"]), str(answer["name"])
    raise QuestionError(text, key, choices, takes="traffic_source")


def _complete(told: Told, sources: Sequence[tuple[str, str]]) -> None:
    if not told.period:
        raise QuestionError("For which day, or days?", takes="period", joins=" {}")
    if any(one.amount is None for one in told.paid):
        names = " and ".join(name for _, name in sources)
        raise QuestionError(f"How much did {names} cost, {told.period}? Say the amount.", _AMOUNT, takes="amount")


def _update(told: Told, paid: Paid, source: tuple[str, str], where: Json) -> Json:
    update: Json = {"do": "cost", "source": source[0], "period": paid.period or told.period, **where}
    update["cost"] = f"{paid.amount:f}"
    return update | ({"per": "entrance"} if told.each else {})
