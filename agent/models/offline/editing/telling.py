"""Whether words want a change of a funnel that exists."""

import itertools
import re
from collections.abc import Sequence

from ..request import Request
from ..talking.current import Current
from ..tokens import Sign
from .cue import Cue
from .grouping import grouped
from .items import Item, Kind
from .lexing import items_of
from .target import half_named, named_funnels

_CHANGING = (
    Cue.REPLACE, Cue.REMOVE, Cue.ADD, Cue.TRADE, Cue.TURNED, Cue.JOINS, Cue.YIELDS, Cue.REPLACES, Cue.INSTEAD_OF,
    Cue.INSTEAD, Cue.ITS_PLACE, Cue.KEEPS, Cue.CHANGE, Cue.PUT, Cue.USE, Cue.TEST, Cue.EVENLY, Cue.BEFORE, Cue.WINS,
    Cue.ONLY, Cue.GETS, Cue.GOES, Cue.MOVE, Cue.OUT, Cue.FAVOUR, Cue.LIKE, Cue.BETWEEN, Cue.BEHIND, Cue.SKIPS,
)  # fmt: skip
_WHO = (Cue.PEOPLE, Cue.REST, Cue.ONLY, Cue.IT)
_SWAPPING = (Cue.REPLACE, Cue.YIELDS, Cue.REPLACES, Cue.INSTEAD_OF, Cue.ITS_PLACE)
_OF_A_FUNNEL = re.compile(r"\b(?:in|of|within) (?:the|my|our) (?:[\w-]+ ){1,3}funnel\b", re.IGNORECASE)
"""`the DACH funnel`: one that is there, though its name may be taken for something else."""

_CONDITION = re.compile(
    r"\b(?:if (?!possible|you |that's |it's possible|need|not\b|so\b)|unless|as long as|provided|in case|assuming)\b",
    re.IGNORECASE,
)
_NOTHING = Current("", "", {"steps": {}})


def means_edit(request: Request) -> bool:
    """Told from verbs, shares and a funnel that is named or talked of, wherever they stand in the sentence."""
    items = grouped(items_of(request.text, request.tokens, _NOTHING), _NOTHING)
    if _is_something_else(items, request):
        return False
    wants = any(item.has(*_CHANGING) for item in items) or any(item.kind is Kind.SHARES for item in items)
    if not wants or not _names_matter(items):
        return False
    if named_funnels(request):
        return True
    if any(item.kind is Kind.SOURCE and _is_source(item) for item in items):
        return False
    if half_named(request):
        return _is_clear(items)
    if request.state.funnel or request.state.draft:
        return _is_clear(items)
    if any(item.kind is Kind.SHARES for item in items) and _OF_A_FUNNEL.search(request.text):
        return any(item.kind is Kind.PAGE for item in items)
    return any(item.has(*_SWAPPING) for item in items) and len([one for one in items if one.kind is Kind.PAGE]) > 1


def is_plain_edit(request: Request) -> bool:
    """Surely a change: the funnel is named in full, verbs want something, and no figures are asked for."""
    items = grouped(items_of(request.text, request.tokens, _NOTHING), _NOTHING)
    if not named_funnels(request) or request.text.rstrip().endswith("?") or not means_edit(request):
        return False
    if any(item.has(Cue.FIGURES) for item in items) or _asks(items):
        return False
    return _is_clear(items) or not any(item.kind is Kind.SOURCE and _is_source(item) for item in items)


def _is_something_else(items: Sequence[Item], request: Request) -> bool:
    """A question, another job, a new funnel."""
    first = next((item for item in items if item.kind is not Kind.MARK and not _is_light(item)), None)
    if first is None or first.has(Cue.ASKS, Cue.OTHER_JOB) or first.has(Cue.RENAME):
        return True
    if any(item.kind is Kind.MONEY for item in items):
        return True
    makes_new = any(item.has(Cue.NEW) and following.has(Cue.FUNNEL) for item, following in itertools.pairwise(items))
    return makes_new or request.has(Sign.CLONE) or (request.text.rstrip().endswith("?") and _asks(items))


def _asks(items: Sequence[Item]) -> bool:
    """`people who come from X` ask nothing."""
    first = items[:4]
    return any(
        item.has(Cue.ASKS) and not (place and item.has(Cue.LIGHT) and first[place - 1].has(*_WHO))
        for place, item in enumerate(first)
    )


def _is_light(item: Item) -> bool:
    return item.kind is Kind.CUE and item.has(Cue.LIGHT)


def _names_matter(items: Sequence[Item]) -> bool:
    kinds = (Kind.PAGE, Kind.ROLE, Kind.SHARES, Kind.WHO, Kind.URL, Kind.BUTTON, Kind.GROUP, Kind.STEP)
    return any(item.kind in kinds or item.has(Cue.EVENLY, Cue.TRADE, Cue.TURNED, Cue.REST) for item in items)


def _is_clear(items: Sequence[Item]) -> bool:
    """With a funnel that is only talked of: words that can be about nothing but a change."""
    weak = (Cue.GETS, Cue.GOES, Cue.USE, Cue.MOVE, Cue.TEST, Cue.LIKE, Cue.OUT)
    strong = [cue for cue in _CHANGING if cue not in weak]
    if any(item.has(Cue.OUT) for item in items) and any(item.kind is Kind.PAGE for item in items):
        return True
    return any(item.has(*strong) for item in items) or any(item.kind is Kind.SHARES for item in items)


def _is_source(item: Item) -> bool:
    return any(token.of("traffic_source") for token in item.tokens)


def is_conditional(text: str) -> bool:
    """Orders read by their signs pass over what a change waits for."""
    return _CONDITION.search(text) is not None


def tells_swap(request: Request) -> bool:
    """Somebody is shown one page in place of another: orders read by their signs take both for wanted."""
    items = grouped(items_of(request.text, request.tokens, _NOTHING), _NOTHING)
    pages = [item for item in items if item.kind is Kind.PAGE]
    told = any(item.has(Cue.INSTEAD_OF) and item.text.lower() != "over" for item in items)
    return told and len(pages) > 1 and any(item.kind is Kind.WHO for item in items)
