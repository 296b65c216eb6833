"""One page for another in many funnels, in free words: which goes and which comes."""

from ..drawing.sketch import Wish
from ..request import Request
from ..talking.current import Current
from .clause import Clause
from .cue import Cue
from .grouping import grouped
from .items import Item, Kind
from .lexing import items_of
from .swaps import told_order

_NOTHING = Current("", "", {"steps": {}})
_REFUSED = (Kind.SHARES, Kind.WHO, Kind.URL, Kind.BUTTON, Kind.MONEY, Kind.FUNNEL)


def swapped_everywhere(request: Request) -> tuple[Wish, Wish] | None:
    """The page that goes and the one that comes; None where more, or something else, is said."""
    clause = Clause(grouped(items_of(request.text, request.tokens, _NOTHING), _NOTHING))
    pages = _once(clause.pages)
    if len(pages) != 2 or clause.of(*_REFUSED) or clause.has(Cue.OTHER_JOB, Cue.NARROWS, Cue.NOT):
        return None
    first, second = pages
    order = told_order(clause, first, second)
    if order is None and (clause.has(Cue.ITS_PLACE) or clause.between(first, second).has(Cue.BE)):
        order = (first, second)
    if order is None or order[0].wish is None or order[1].wish is None:
        return None
    return order[0].wish, order[1].wish


def _once(pages: list[Item]) -> list[Item]:
    found: dict[frozenset[str], Item] = {}
    for page in pages:
        names = frozenset(one.name for token in page.tokens for one in token.of("page") if one.exact)
        found.setdefault(names or frozenset([page.text]), page)
    return list(found.values())
