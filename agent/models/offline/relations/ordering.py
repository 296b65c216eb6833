"""Pages in an order told by other words: `A before B`, `B with A in front`, `A up front`."""

from collections.abc import Sequence

from .items import Item, Kind

_PAGES = (Kind.PAGE, Kind.OUTSIDE)
_ENDS = (Kind.STOP, Kind.JOIN, Kind.COLON)
_BEFORE = ("before", "front", "ahead")
_AFTER = ("after", "afterwards", "after that", "after this", "thereafter", "behind", "next", "later")
_REACH = 4


def in_order(items: Sequence[Item]) -> list[Item]:
    left = list(items)
    for item in items:
        if item.kind not in (Kind.LOOSE, Kind.THEN):
            continue
        place = next(place for place, one in enumerate(left) if one is item)
        if item.text.lower() in _BEFORE:
            _put_first(left, place)
        elif item.text.lower() in _AFTER:
            _put_behind(left, place)
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
    if ends and any(one.kind is Kind.ALL for one in items[max(0, place - _REACH) : place]):
        del items[place]  # `all see A before`
        return
    if not ends or item.text.lower() != "front":
        return
    del items[place]
    if place > 1 and items[place - 2].kind in _PAGES:
        follows = Item(Kind.THEN, "then", item.start)
        items[place - 2 : place] = [items[place - 1], follows, items[place - 2]]


def _put_behind(items: list[Item], place: int) -> None:
    """`A, B comes after`: B after A, and not beside it."""
    ends = place + 1 == len(items) or items[place + 1].kind in (Kind.STOP, Kind.JOIN)
    if not ends or place < 2 or items[place - 1].kind not in _PAGES or items[place - 2].kind not in _ENDS:
        return
    follows = items.pop(place)
    follows.kind, follows.text = Kind.THEN, "then"
    items.insert(place - 1, follows)


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
