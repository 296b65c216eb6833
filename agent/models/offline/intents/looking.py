"""Which question about a funnel as it stands is asked: links, pages, where visitors come to, or what is broken."""

from collections.abc import Callable
from dataclasses import replace

from ..guarding.leftover import refuse_second
from ..looking.halves import halves
from ..request import Action, Request
from .give_links import asks_links, give_links
from .tell_standing import asks_standing, tell_standing
from .tell_trouble import asks_trouble, tell_trouble
from .tell_way import asks_way, tell_way

Telling = Callable[[Request], Action]

_QUESTIONS = (
    (asks_standing, tell_standing),
    (asks_links, give_links),
    (asks_way, tell_way),
    (asks_trouble, tell_trouble),
)


def looks(request: Request) -> Telling | None:
    chosen = _told_in_halves(request) or _chosen(request)
    if chosen:
        refuse_second(request)
    return chosen


def _chosen(request: Request) -> Telling | None:
    return next((tell for asks, tell in _QUESTIONS if asks(request)), None)


def _told_in_halves(request: Request) -> Telling | None:
    """Where each half asks something of its own kind."""
    parts = halves(request)
    chosen = [_chosen(part) for part in parts]
    if len(parts) < 2 or None in chosen or len({*chosen}) < 2:
        return None
    pairs = [(tell, part) for tell, part in zip(chosen, parts, strict=True) if tell]

    def tell_all(_request: Request) -> Action:
        told = [tell(part) for tell, part in pairs]
        return replace(told[-1], text="\n\n".join(one.text for one in told))

    return tell_all
