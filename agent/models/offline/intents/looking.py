"""Which question about a funnel as it stands is asked: links, where visitors come to, or what is broken."""

from collections.abc import Callable

from ..guarding.leftover import refuse_second
from ..request import Action, Request
from .give_links import asks_links, give_links
from .tell_trouble import asks_trouble, tell_trouble
from .tell_way import asks_way, tell_way

_QUESTIONS = ((asks_links, give_links), (asks_way, tell_way), (asks_trouble, tell_trouble))


def looks(request: Request) -> Callable[[Request], Action] | None:
    chosen = next((tell for asks, tell in _QUESTIONS if asks(request)), None)
    if chosen:
        refuse_second(request)
    return chosen
