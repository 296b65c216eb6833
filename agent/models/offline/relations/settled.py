"""Items as they stand in the end: corrections made, parts of names filled in, general words dropped."""

from collections.abc import Sequence

from ..sketch import Wish
from ..tokens import Token
from .crowd import together
from .items import Item, Kind
from .staging import names_of, same_page


def settled(items: Sequence[Item], network: Token | None = None) -> list[Item]:
    left = _without_forgotten(_with_parts(_without_topic(list(items))))
    left = _with_labels(_with_whole_crowds(_without_general(left)))
    _name_parts(left)
    _give_network(left, network)
    return left


def _without_topic(items: list[Item]) -> list[Item]:
    """`A plan for the drones on Facebook. …`: what it is about, before any page is named."""
    end = next((place for place, item in enumerate(items) if item.kind in (Kind.STOP, Kind.COLON)), len(items))
    first = [item for item in items[:end] if item.kind not in (Kind.JOIN, Kind.ROLE, Kind.EACH)]
    pages = [item for item in first if item.kind is Kind.PAGE]
    if len(pages) != len(first) or len(pages) != 1 or end + 1 >= len(items) or not pages[0].partial:
        return items
    token = pages[0].wish.token if pages[0].wish else None
    if items[end].kind is Kind.STOP or (token and len(token.of("page")) > 1):
        return items[end + 1 :]
    return items


def _with_parts(items: list[Item]) -> list[Item]:
    """`v2`, where one page of the request has that in its name, is that page."""
    pages = [item for item in items if item.kind is Kind.PAGE and item.wish and not item.partial]
    for item in items:
        if item.kind is not Kind.LOOSE:
            continue
        part = Wish(item.text)
        part.name = item.text
        meant = [page for page in pages if page.start < item.start and page.wish and same_page(page.wish, part)]
        if len({name for page in meant if page.wish for name in names_of(page.wish)}) == 1:
            item.kind, item.wish = Kind.PAGE, meant[0].wish
    return items


def _without_forgotten(items: list[Item]) -> list[Item]:
    """`A, B and C … no wait, forget C`."""
    left: list[Item] = []
    for item in items:
        before = left[-1] if left else None
        if before is not None and before.kind is Kind.FORGET and item.kind is Kind.PAGE:
            meant = [one for one in left if one.kind is Kind.PAGE and one.wish and same_page(one.wish, item.wish)]
            if not meant and before.text == "skip":
                left.pop()
                continue
            if meant:
                left = [one for one in left[:-1] if one is not meant[0]]
                continue
        left.append(item)
    return [item if item.kind is not Kind.FORGET else _loose(item) for item in left]


def _with_whole_crowds(items: list[Item]) -> list[Item]:
    """`US visitors on weekends`: what is said of the same people side by side."""
    left: list[Item] = []
    for item in items:
        before = left[-1] if left else None
        if before is not None and _are_one_crowd(before, item):
            before.crowd = together([one.crowd for one in (before, item) if one.crowd])
            before.text = before.crowd.words
        else:
            left.append(item)
    return left


def _are_one_crowd(before: Item, item: Item) -> bool:
    if not before.crowd or not item.crowd or before.kind is not Kind.WHO:
        return False
    return not (before.crowd.audience and item.crowd.audience)


def _with_labels(items: list[Item]) -> list[Item]:
    """`homeowners click the first button`: who clicks a button is no audience, but what its label says."""
    left: list[Item] = []
    for item in items:
        while item.kind is Kind.BUTTON and left and left[-1].kind is Kind.LOOSE:
            item.text = f"{left.pop().text} {item.text}"
        if item.kind is Kind.WAY and len(left) > 1 and _is_verb(left[-2], left[-1]):
            left.pop()
        left.append(item)
    return left


def _is_verb(before: Item, item: Item) -> bool:
    """`20 % forwarded to …`, `button 1 brings him to …`."""
    if item.kind is not Kind.LOOSE or not item.text.isalpha() or not item.text.islower():
        return False
    if before.kind in (Kind.SHARE, Kind.RATIO, Kind.WHO, Kind.REST, Kind.ALL):
        return item.text.endswith(("ed", "ing"))
    return before.kind is Kind.BUTTON and item.text.endswith(("s", "ed", "ing"))


def _loose(item: Item) -> Item:
    return Item(Kind.LOOSE, item.text, item.start)


def _without_general(items: list[Item]) -> list[Item]:
    """`every country gets its own new lander: …` speaks of the new landers that are told behind it."""
    told = {item.wish.role for item in items if item.wish and item.wish.new and (item.wish.name or item.wish.url)}
    return [item for item in items if not (_is_general(item) and item.wish and item.wish.role in told)]


def _is_general(item: Item) -> bool:
    wish = item.wish
    return item.kind is Kind.PAGE and wish is not None and wish.new and not wish.name and not wish.url


def _name_parts(items: Sequence[Item]) -> None:
    """`the quiz`, where one quiz is named in the request before, is that one."""
    known: list[Item] = []
    for item in items:
        if item.kind is not Kind.PAGE or item.wish is None:
            continue
        if item.partial:
            meant = [one for one in known if one.wish and same_page(one.wish, item.wish)]
            names = {name for one in meant if one.wish for name in names_of(one.wish)}
            if len(names) == 1:
                item.wish, item.partial = meant[0].wish, False
        else:
            known.append(item)


def _give_network(items: Sequence[Item], network: Token | None) -> None:
    for item in items:
        wish = item.wish
        if network is not None and wish is not None and wish.new and wish.role == "offer" and wish.network is None:
            wish.network = network
