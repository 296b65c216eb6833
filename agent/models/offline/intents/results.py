"""Questions about what happened and what would happen: understood as a whole, answered from one or two reports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ..outcome import PuzzledError
from ..recognising.platforms import with_platforms
from ..recognising.recognise import recognise
from ..request import Action, Request
from ..results import Filter, Inquiry, inquiries_of
from ..results.attributes import in_words
from ..results.following import carried_on
from ..results.names import filters_of
from ..results.proven import shifts_if_proven
from ..results.reaching import AT_THE_NETWORK, asks_to_pause
from ..results.rewording import reworded
from ..results.slots import Understood
from ..results.spans import SAME
from ..tokens import Token
from .advice import cut, daily, scale
from .edit import make_edits
from .events import NETWORK, events, fields, hit, missing, visitor
from .field_meant import told_apart
from .forecast import highest_cost, simulate, what_if
from .ranked import by_rank
from .reporting import change, results
from .split_meant import funnel_meant
from .variants import reweight, variants, when_sure

Answering = Callable[[Request, Inquiry], Action]

_FUNNEL = "Element: Funnel"
_OF_ONE_FUNNEL = ("variants", "when sure", "what if", "highest cost", "simulate", "reweight")

_ANSWERS: Mapping[str, Answering] = {
    "results": results,
    "change": change,
    "variants": variants,
    "when sure": when_sure,
    "what if": what_if,
    "highest cost": highest_cost,
    "simulate": simulate,
    "missing": missing,
    "cut": cut,
    "scale": scale,
    "daily": daily,
    "reweight": reweight,
    "events": events,
    "visitor": visitor,
    "hit": hit,
    "fields": fields,
}


def asks_results(request: Request) -> bool:
    return by_rank(request) is not None or bool(_understood(request))


def asks_of_the_past(request: Request) -> bool:
    """Every word asks for figures of a span of time: no change of a funnel is told by one."""
    found = _understood(request)
    return bool(found) and all(
        one.inquiry.kind == "results"
        and not one.left
        and one.inquiry.period
        and (one.inquiry.by or one.inquiry.metrics)
        for one in found
    )


def tells_apart(request: Request) -> bool:
    """`what we spent last week, per source`: a table of figures is wanted, though trouble is spoken of as well."""
    found = _understood(request)
    return bool(found) and all(one.inquiry.by and one.inquiry.metrics and not one.left for one in found)


def decides_by_results(request: Request) -> bool:
    """`Move traffic to the winner, only if there is one`, or shares for the winner of what was just told."""
    return by_rank(request) is not None or shifts_if_proven(request.text, request.tokens) is not None


def tell_results(request: Request) -> Action:
    if ranked := by_rank(request):
        return make_edits(ranked)
    found = _understood(request)
    if not found:
        raise PuzzledError(repr(request.text), understood=False)
    actions: list[Action] = []
    last = request.state.inquiry
    for one in found:
        action = _told(request, one, last)
        if action.tool:
            return action
        last = action.inquiry
        actions.append(action)
    texts = list(dict.fromkeys(action.text for action in actions))
    if asks_to_pause(request.text):
        texts.append(AT_THE_NETWORK)
    return replace(actions[-1], text="\n\n".join(texts))


def _told(request: Request, found: Understood, last: Inquiry | None) -> Action:
    """The answer to one question, for each span it is asked about."""
    if found.left:
        raise PuzzledError(f"{' '.join(found.left)!r} in this question")
    asked = told_apart(request, _of_same_span(_narrowed(request, found, last), last))
    actions = [_answered(request, replace(asked, period=period)) for period in (asked.period, *found.more)]
    return replace(actions[0], text="\n\n".join(action.text for action in actions))


def _of_same_span(asked: Inquiry, last: Inquiry | None) -> Inquiry:
    """`the same period`, which the answer before was about."""
    if asked.period != SAME:
        return asked
    if last is None or not last.period:
        raise PuzzledError("which period is meant: none was spoken of yet")
    return replace(asked, period=last.period)


def _answered(request: Request, asked: Inquiry) -> Action:
    action = _ANSWERS[asked.kind](request, asked)
    if asked.kind in ("cut", "scale") and asked.subject:
        other = _ANSWERS[asked.subject](request, asked)
        action = replace(action, text=f"{action.text}\n\n{other.text}")
    return action if action.inquiry or action.tool else replace(action, inquiry=asked)


def _understood(request: Request) -> list[Understood]:
    """As it was said; in plain words where that asks nothing."""
    said = request.said or request.text
    own = request.tokens if said == request.text else recognise(said, request.know.mentions(said))
    return _asked(request, said, own) or (
        _asked(request, request.text, request.tokens) if said != request.text else []
    )


def _asked(request: Request, text: str, tokens: Sequence[Token]) -> list[Understood]:
    goes_on = request.state.inquiry is not None
    if (put := reworded(text)) != text:
        text, tokens = put, recognise(put, request.know.mentions(put))
    found = inquiries_of(text, tokens, goes_on=goes_on)
    spelled = with_platforms(text, tokens)
    if not found or spelled == text:
        return found
    return inquiries_of(spelled, recognise(spelled, request.know.mentions(spelled)), goes_on=goes_on)


def _narrowed(request: Request, found: Understood, last: Inquiry | None) -> Inquiry:
    """With the question before it, and what its names mean."""
    asked = carried_on(found, last) if found.follows and last else found.inquiry
    by: Sequence[str] = asked.by
    if asked.kind == "what if":
        return asked
    if asked.kind in (*_OF_ONE_FUNNEL, "missing"):
        by = (*asked.by, _FUNNEL)
    for one, read in filters_of(found.names, by, request.answers):
        asked = asked.only(one).noting(read)
    _only_what_counts(asked)
    return _about_it(request, asked)


def _only_what_counts(asked: Inquiry) -> None:
    """What a question cannot be narrowed or told apart by is said, not dropped."""
    if asked.kind not in (*_OF_ONE_FUNNEL, "missing"):
        return
    known = [_FUNNEL, "Element: Lander", "Element: Offer", "Third Parties: Traffic Source"]
    known += [NETWORK] if asked.kind == "missing" else []
    strange = [f"by {in_words(one)}" for one in asked.by if one not in known]
    strange += [one.names for one in asked.filters if one.attribute not in known]
    if strange:
        raise PuzzledError(f"how to tell that {' and '.join(strange)}: it is about a funnel as a whole")


def _about_it(request: Request, asked: Inquiry) -> Inquiry:
    if not asked.about_it or asked.is_narrowed or asked.kind not in ("results", "change", "cut", "scale", "events"):
        return asked
    funnel = request.state.funnel or funnel_meant(request, asked)
    return asked.only(Filter(_FUNNEL, (funnel,)))
