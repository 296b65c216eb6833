"""A new funnel out of a request: slots, items, relations, steps."""

from ..drawing.blueprinting import Drawn
from ..drawing.peeking import in_words
from ..drawing.sketch import Sketch
from ..outcome import PuzzledError
from ..recognising.ordinary import is_ordinary
from ..request import Request
from ..tokens import Sign, Token
from .conditions import conditions
from .drawing import draw
from .itemize import Itemizer
from .items import Item, Kind
from .reader import Reader
from .settled import settled
from .slots import take_network, take_slots, told_name
from .span import Span


def read_funnel(request: Request) -> tuple[Sketch, Drawn]:
    """Name, group and sources, and the steps. Raises PuzzledError naming what has no place."""
    sketch = Sketch()
    spans = conditions(request)
    if named := told_name(request.text):
        sketch.name = named["name"].strip()
        spans.append(Span(named.start(), named.end(), named[0]))
    told = [token for token in request.tokens if not named or not named.start() <= token.start < named.end()]
    left = take_slots(told, sketch)
    left, network = take_network(left)
    items = settled(Itemizer(left, spans, request.answers).items(), network)
    _account_for(items)
    passed_over = [item.text for item in items if item.kind is Kind.LOOSE]
    root = Reader([item for item in items if item.kind is not Kind.LOOSE]).read()
    drawn = draw(root, request.pages, request.answers)
    if passed_over:
        drawn.remarks.append(f"I passed over {', '.join(map(repr, passed_over))}: nothing hangs on it as I read it.")
    return sketch, drawn


def _account_for(items: list[Item]) -> None:
    loose = [
        Token(Sign.WORD, item.text, item.start, item.start + len(item.text))
        for place, item in enumerate(items)
        if item.kind is Kind.LOOSE and _may_matter(items, place)
    ]
    if loose:
        raise PuzzledError(in_words(loose))


def _is_of_a_name(items: list[Item], place: int) -> bool:
    """`Keto Story deluxe`: right behind a name, it may be a part of another one."""
    before = items[place - 1] if place else None
    after = items[place + 1].kind if place + 1 < len(items) else Kind.STOP
    if before is None or before.kind is not Kind.PAGE or before.start + len(before.text) + 1 != items[place].start:
        return False
    return after in (Kind.JOIN, Kind.STOP, Kind.THEN, Kind.COLON, Kind.WAY)


_TOLD_OF = (Kind.WAY, Kind.WHO, Kind.REST, Kind.SHARE, Kind.RATIO, Kind.BUTTON, Kind.EACH, Kind.SOME)


def _may_matter(items: list[Item], place: int) -> bool:
    """Whether a word without a place could say who comes: `carpenters to Keto Story`, `Germans abroad`."""
    item = items[place]
    begins = place == 0 or items[place - 1].kind is Kind.STOP
    said = item.text.lower() if begins and item.text.istitle() else item.text
    if item.telling or not is_ordinary(said) or _is_of_a_name(items, place):
        return True
    after = next((item.kind for item in items[place + 1 :] if item.kind is not Kind.LOOSE), None)
    before = next((item.kind for item in reversed(items[:place]) if item.kind is not Kind.LOOSE), None)
    return after in _TOLD_OF or before in (Kind.WHO, Kind.REST)
