"""A new funnel out of a request: slots, items, relations, steps."""

from ..blueprinting import Drawn
from ..outcome import PuzzledError
from ..peeking import in_words
from ..request import Request
from ..sketch import Sketch
from ..tokens import Sign, Token
from .conditions import conditions
from .drawing import draw
from .itemize import Itemizer
from .items import Item, Kind
from .reader import Reader
from .settled import settled
from .slots import take_network, take_slots


def read_funnel(request: Request) -> tuple[Sketch, Drawn]:
    """Name, group and sources, and the steps. Raises PuzzledError naming what has no place."""
    sketch = Sketch()
    spans = conditions(request)
    left = take_slots(request.tokens, sketch)
    left, network = take_network(left)
    items = settled(Itemizer(left, spans, request.answers).items(), network)
    _account_for(items)
    root = Reader(items).read()
    return sketch, draw(root, request.pages, request.answers)


def _account_for(items: list[Item]) -> None:
    loose = [
        Token(Sign.WORD, item.text, item.start, item.start + len(item.text))
        for item in items
        if item.kind is Kind.LOOSE
    ]
    if loose:
        raise PuzzledError(in_words(loose))
