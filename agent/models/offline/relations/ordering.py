"""Pages in an order told by other words: `A before B`, `B with A in front`, `A up front`."""

from collections.abc import Sequence

from .items import Item, Kind

_PAGES = (Kind.PAGE, Kind.OUTSIDE)
_ENDS = (Kind.STOP, Kind.JOIN, Kind.COLON)
_BEFORE = ("before", "front", "ahead")
_REACH = 4


def in_order(items: Sequence[Item]) -> list[Item]:
    left = list(items)
    for item in items:
        if item.kind is not Kind.LOOSE:
            continue
        place = next(place for place, one in enumerate(left) if one is item)
        if item.text.lower() in _BEFORE:
            _put_first(left, place)
        elif item.text.lower() == "back" and _is_last(left, place):
            del left[place]
    return left


def _put_first(items: list[Item], place: int) -> None:
    """What stands before the word comes first; where nothing follows it, so does the page just named."""
    item, before = items[place], items[place - 1] if place else None
    if before is None or before.kind not in _PAGES:
        return
    if _page_behind(items, place) is not None:
        item.kind, item.text = Kind.THEN, "then"
        return
    ends = place + 1 == len(items) or items[place + 1].kind in _ENDS
    if not ends or item.text.lower() != "front":
        return
    del items[place]
    if place > 1 and items[place - 2].kind in _PAGES:
        follows = Item(Kind.THEN, "then", item.start)
        items[place - 2 : place] = [items[place - 1], follows, items[place - 2]]


def _page_behind(items: Sequence[Item], place: int) -> Item | None:
    """`before they get to B`: past what leads there."""
    for item in items[place + 1 : place + _REACH]:
        if item.kind in _PAGES:
            return item
        if item.kind not in (Kind.WAY, Kind.ROLE):
            return None
    return None


def _is_last(items: Sequence[Item], place: int) -> bool:
    """`B at the back`."""
    after = items[place + 1 :]
    return place > 0 and items[place - 1].kind in _PAGES and not any(one.kind in _PAGES for one in after)
