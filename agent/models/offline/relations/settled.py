"""Items as they stand in the end: corrections made, parts of names filled in, general words dropped."""

from collections.abc import Sequence

from ..drawing.sketch import Wish
from ..recognising.ordinary import is_ordinary
from ..tokens import Token
from .crowd import is_part_of, together
from .items import Item, Kind
from .ordering import in_order
from .staging import names_of, same_page


def settled(items: Sequence[Item], network: Token | None = None) -> list[Item]:
    left = _without_forgotten(_with_parts(_without_topic(list(items))))
    left = _with_labels(_with_whole_crowds(_without_general(left)))
    left = in_order(_put_behind(_with_verbs(_with_former(left))))
    _name_parts(left)
    _give_network(left, network)
    return left


def _without_topic(items: list[Item]) -> list[Item]:
    """`A plan for the drones on Facebook. …`: what it is about, before any page is named."""
    end = next((place for place, item in enumerate(items) if item.kind in (Kind.STOP, Kind.COLON)), len(items) - 1)
    first = [item for item in items[:end] if item.kind not in (Kind.JOIN, Kind.ROLE, Kind.EACH)]
    pages = [item for item in first if item.kind is Kind.PAGE]
    if len(pages) != len(first) or len(pages) != 1 or end + 1 >= len(items) or not pages[0].partial:
        return items
    if not (pages[0].wish and pages[0].wish.token and pages[0].wish.token.of("page")):
        return items  # what is in quotes and no page is a name
    return items[end + 1 :] if items[end].kind is Kind.STOP else items


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
        if before is not None and _is_of_the_rest(before, item):
            item.late, item.text = True, f"{before.text} {item.text}"
            left[-1] = item
        elif before is not None and _is_rest_of(before, item, left):
            before.text = f"{before.text} {item.text}"
        elif before is not None and _are_one_crowd(before, item):
            before.crowd = together([one.crowd for one in (before, item) if one.crowd])
            before.text = before.crowd.words
        else:
            left.append(item)
    return left


def _with_former(items: list[Item]) -> list[Item]:
    """`A for the former and B for the latter`: of the two who were told."""
    for place, item in enumerate(items):
        if item.kind is Kind.SOME and item.prep == "for":
            told = [one for one in items[:place] if one.kind is Kind.WHO and one.crowd][:2]
            if len(told) == 2:
                item.kind, item.crowd = Kind.WHO, told[0 if int(item.amounts[0]) == 0 else 1].crowd
    return items


def _is_of_the_rest(before: Item, item: Item) -> bool:
    """`everyone else on mobile`."""
    if before.kind is not Kind.REST or item.kind is not Kind.WHO or item.crowd is None:
        return False
    return "country" not in item.crowd.attributes and item.excepted is None


def _is_rest_of(before: Item, item: Item, told: Sequence[Item]) -> bool:
    """`US on any other device`, where US on mobile was told before."""
    if before.kind is not Kind.WHO or item.kind is not Kind.REST or "device" not in item.text or before.crowd is None:
        return False
    whole = before.crowd.audience
    others = [one.crowd.audience for one in told[:-1] if one.crowd and one.crowd.audience]
    return whole is not None and any(is_part_of(one, whole) for one in others)


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


_PAGES = (Kind.PAGE, Kind.OUTSIDE)
_ENDS = (Kind.STOP, Kind.JOIN, Kind.THEN)


def _with_verbs(items: list[Item]) -> list[Item]:
    """`Germans enjoy A`, `both pages praise B`: an everyday word from somebody to a page is a verb of leading."""
    for place, item in enumerate(items[1:-1], 1):
        before, after = items[place - 1], items[place + 1]
        begins = place < 2 or items[place - 2].kind in _ENDS or before.kind is not Kind.PAGE
        if after.kind in _PAGES and item.kind is Kind.LOOSE and begins and _may_lead(before, item):
            item.kind = Kind.WAY
    return items


def _may_lead(before: Item, item: Item) -> bool:
    if item.telling or not is_ordinary(item.text):
        return False
    singular = item.text.endswith("s")
    if before.kind is Kind.WHO:
        return not singular and not item.text.endswith(("ed", "ing"))
    if before.kind is Kind.ALL:
        return not item.text.endswith("ed")
    return singular and before.kind in (Kind.REST, Kind.PAGE, Kind.BUTTON)


def _put_behind(items: list[Item]) -> list[Item]:
    """`A new offer A (…). Put it behind B.`: where nothing else leads to A, it comes after B."""
    pages = [item for item in items if item.kind in _PAGES]
    if len(pages) != 2 or pages[1].prep != "behind" or not _is_described(pages[0]):
        return items
    first, second = map(items.index, pages)
    between, after = items[first + 1 : second], items[second + 1 :]
    if any(item.kind not in (Kind.STOP, Kind.JOIN, Kind.LOOSE) for item in (*items[:first], *between)):
        return items
    pages[1].prep = ""
    lead = Item(Kind.WAY, "behind", pages[1].start)
    loose = [item for item in between if item.kind is Kind.LOOSE]
    return [*items[:first], *loose, pages[1], lead, pages[0], *after]


def _is_described(item: Item) -> bool:
    return item.wish is not None and item.wish.new and bool(item.wish.name and item.wish.url)


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
