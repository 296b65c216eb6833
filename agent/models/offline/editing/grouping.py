"""Items that say one thing together: `the second lander`, `button 2`, `iPhone users from Germany`, `30 percent`."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..outcome import Json
from ..recognising.numbers import FRACTIONS
from ..talking.current import Current
from .cue import Cue
from .grouping_again import labelled_button, named_again
from .grouping_crowds import narrowed_rest, some_not_from
from .grouping_offers import offers_behind
from .grouping_sources import of_source
from .grouping_steps import clicking, named_place
from .items import Item, Kind
from .leaving import leaves, the_same
from .lexing import with_role
from .listing import list_number
from .relative import from_to, points

_BETWEEN_WHO = (Cue.AND, Cue.OR, Cue.FROM, Cue.IN, Cue.OF, Cue.PEOPLE, Cue.FOR, Cue.VERSUS, Cue.LIGHT)
_BEFORE_SHARE = (
    Cue.GETS, Cue.TO, Cue.BE, Cue.LIGHT, Cue.ONLY, Cue.KEEPS, Cue.REMAINDER, Cue.WITH, Cue.IN, Cue.FAVOUR, Cue.BY,
    Cue.AND, Cue.VERSUS, Cue.FOR, Cue.WEIGHTS, Cue.TEST, Cue.CHANGE, Cue.MORE, Cue.IT,
)  # fmt: skip
_COUNTED = (Kind.ROLE, Kind.WORD, Kind.BUTTON, Kind.PAGE, Kind.WHO)
_MOST = 100

Rule = Callable[[Sequence[Item], int, Current], tuple[Item, int] | None]
"""From a place to the item that stands there in truth and the place behind it; None where it does not apply."""


def grouped(items: Sequence[Item], now: Current) -> list[Item]:
    for rule in _RULES:
        items = _applied(rule, items, now)
    return list(items)


def _applied(rule: Rule, items: Sequence[Item], now: Current) -> list[Item]:
    found: list[Item] = []
    place = 0
    while place < len(items):
        one = rule(items, place, now)
        item, place = one or (items[place], place + 1)
        found.append(item)
    return found


def _spanning(first: Item, last: Item, **more: object) -> Item:
    return replace(first, text=f"{first.text} {last.text}", end=last.end, **more)  # type: ignore[arg-type]


def _behind_light(items: Sequence[Item], place: int, *cues: Cue) -> int:
    while place < len(items) and items[place].kind is Kind.CUE and items[place].has(*cues):
        place += 1
    return place


def _one_page(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`V2 ADVERTORIAL`: words that are all in one name."""
    item, end = items[place], place + 1
    if item.kind is not Kind.PAGE or item.has(Cue.NEW) or _is_whole(item):
        return None
    while end < len(items) and items[end].kind is Kind.PAGE and items[end].start - item.end <= 1:
        other = items[end]
        both = tuple(seat for seat in item.seats if seat in other.seats)
        if not both or other.has(Cue.NEW) or _is_whole(other):
            break
        item, end = _spanning(item, other, seats=both, wish=None), end + 1
    return (item, end) if end > place + 1 else None


def _is_whole(item: Item) -> bool:
    token = item.wish.token if item.wish else None
    return token is not None and any(one.exact for one in token.of("page"))


def _page_of_role(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`the lander Keto Story`, `Loan Calculator page`, `the VPN offers`."""
    if place + 1 >= len(items) or items[place + 1].start - items[place].end > 1:
        return None
    first, second = items[place], items[place + 1]
    if first.age or second.age:
        return None
    if first.kind is Kind.PAGE and second.kind is Kind.ROLE and not first.has(Cue.NEW):
        many = second.text.lower().endswith("s")
        item = with_role(first, second.role) if second.role else first
        return _spanning(item, second, number=-1 if many else 0), place + 2
    if first.kind is Kind.ROLE and second.kind is Kind.PAGE and first.role and not second.has(Cue.NEW):
        item = with_role(second, first.role)
        return replace(item, text=f"{first.text} {item.text}", start=first.start), place + 2
    return None


def _counted_role(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`the second lander`, `second and third offer` not; `the two offers` are all."""
    if items[place].kind is not Kind.NUMBER:
        return None
    end = _behind_light(items, place + 1, Cue.LIGHT)
    if end >= len(items):
        return None
    which = items[place].number
    other = items[end]
    if other.kind is Kind.ROLE and not other.age and (which or items[place].amounts):
        return replace(
            other, text=f"{items[place].text} {other.text}", start=items[place].start, number=which
        ), end + 1
    if other.kind is Kind.BUTTON and end == place + 1:
        return replace(
            other, text=f"{items[place].text} {other.text}", start=items[place].start, number=which
        ), end + 1
    return None


def _numbered_button(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`button 2`, `CTA number two`."""
    if items[place].kind is not Kind.BUTTON or items[place].number:
        return None
    end = place + 1
    if end < len(items) and items[end].text.lower() in ("number", "no", "nr", "#"):
        end += 1
    if end < len(items) and items[end].kind is Kind.NUMBER and items[end].amounts:
        return _spanning(items[place], items[end], number=int(items[end].amounts[0])), end + 1
    return None


def _route(items: Sequence[Item], place: int, now: Current) -> tuple[Item, int] | None:
    """`the English route`, `the German branch`, `the wheel people`: a way of the funnel by its name."""
    end = place + 1
    spoken = any(one.has(Cue.ROUTE) for one in items[:place])
    if end >= len(items) or not (items[end].has(Cue.ROUTE, Cue.PEOPLE) or (spoken and items[end].text == "one")):
        return None
    item = items[place]
    if item.kind is Kind.WHO and not items[end].has(Cue.PEOPLE):
        codes = {code for token in item.tokens for code in token.values}
        fits = [name for name, when in _routes(now) if _takes(when, codes) or name.casefold() == item.text.casefold()]
        if len(fits) == 1:
            return _spanning(item, items[end], kind=Kind.STEP, step=f"route:{fits[0]}", cues=(Cue.ROUTE,)), end + 1
    if item.kind is Kind.WHO and (name := _route_named(item, now)):
        return _spanning(item, items[end], kind=Kind.STEP, step=f"route:{name}", cues=(Cue.ROUTE,)), end + 1
    if item.kind is Kind.STEP and item.step.startswith("route:"):
        return _spanning(item, items[end], cues=(Cue.ROUTE,)), end + 1
    if item.kind is Kind.PAGE and item.seats and items[end].has(Cue.ROUTE):
        fits = [name for name, to in _targets(now) if to in {seat.step for seat in item.seats}]
        if len(fits) == 1:
            return _spanning(item, items[end], kind=Kind.STEP, step=f"route:{fits[0]}", cues=(Cue.ROUTE,)), end + 1
    return None


def _route_named(item: Item, now: Current) -> str:
    """`the English ones`, where a route is called so that takes no visitors from England."""
    codes = {code for token in item.tokens for code in token.values}
    known = _routes(now)
    if any(codes & {value for rule in _rules(when) for value in rule.get("any in", ())} for _, when in known):
        return ""
    return next((name for name, _ in known if name.casefold() == item.text.casefold()), "")


def _rules(when: object) -> list[Json]:
    return [rule for rule in when if isinstance(rule, dict)] if isinstance(when, list) else []


def _routes(now: Current) -> list[tuple[str, object]]:
    return [(one["name"], one["when"]) for step in now.steps.values()
            for one in step.get("condition", {}).get("routes", ())]  # fmt: skip


def _targets(now: Current) -> list[tuple[str, str]]:
    return [(one["name"], one["to"]) for step in now.steps.values()
            for one in step.get("condition", {}).get("routes", ())]  # fmt: skip


def _takes(when: object, codes: set[str]) -> bool:
    rules = when if isinstance(when, list) else []
    return bool(codes) and any(codes <= set(rule.get("any in", ())) for rule in rules)


def _who(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`iPhone users from Germany`, `Germany, Austria and Switzerland`, `not from DACH`."""
    start = place
    if items[place].has(Cue.NOT):
        place = _behind_light(items, place + 1, Cue.FROM, Cue.IN, Cue.LIGHT, Cue.PEOPLE)
    if place >= len(items) or items[place].kind is not Kind.WHO:
        return None
    end, last = place + 1, items[place]
    parts = [*items[start:place], items[place]]
    while (following := _next_who(items, end)) is not None:
        parts += items[end : following + 1]
        last, end = items[following], following + 1
    if end == place + 1 and start == place:
        return None
    negated = (Cue.NOT,) if start != place else ()
    whole = tuple(token for part in parts for token in part.tokens)
    return replace(items[place], text=" ".join(part.text for part in parts), start=items[start].start, end=last.end,
                   tokens=whole, cues=negated), end  # fmt: skip


def _next_who(items: Sequence[Item], place: int) -> int | None:
    end = place
    while end < len(items) and (
        items[end].text in (",", "/") or (items[end].kind is Kind.CUE and items[end].has(*_BETWEEN_WHO))
    ):
        end += 1
    return end if end < len(items) and items[end].kind is Kind.WHO and end - place <= 3 else None


def _share(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """A bare number is a share beside a page, where it counts nothing."""
    item = items[place]
    if item.kind is not Kind.NUMBER or item.number or not item.amounts or not 0 < item.amounts[0] <= _MOST:
        return None
    after = place + 1
    if after < len(items) and items[after].has(Cue.EACH):
        return replace(item, kind=Kind.SHARES), place + 1
    if after < len(items) and (
        items[after].has(Cue.TIMES) or (items[after].kind in _COUNTED and not _opens(items, place))
    ):
        return None
    before = place - 1
    while before >= 0 and items[before].kind is Kind.CUE and items[before].has(*_BEFORE_SHARE):
        before -= 1
    beside = before >= 0 and items[before].kind in (Kind.PAGE, Kind.ROLE, Kind.SHARES, Kind.STEP, Kind.NUMBER)
    marked = before >= 0 and items[before].text in (":", ",")
    if beside or marked or _opens(items, place):
        return replace(item, kind=Kind.SHARES), place + 1
    return None


def _opens(items: Sequence[Item], place: int) -> bool:
    """`30 Drone Advertorial, 70 …`, `80 for the offer`."""
    after = _behind_light(items, place + 1, Cue.FOR, Cue.TO, Cue.LIGHT)
    if after >= len(items) or items[place].text.isalpha():
        return False
    return items[after].kind is Kind.PAGE or (after > place + 1 and items[after].kind is Kind.ROLE)


def _proportion(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`three to one`, `3 against 1`."""
    if place + 2 >= len(items) or not items[place + 1].has(Cue.TO, Cue.VERSUS):
        return None
    first, last = items[place], items[place + 2]
    if first.kind is last.kind is Kind.NUMBER and first.amounts and last.amounts and not first.number:
        return _spanning(first, last, kind=Kind.SHARES, amounts=first.amounts + last.amounts), place + 3
    return None


def _fraction(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`half`, `a third`, `a quarter`."""
    item = items[place]
    low = item.text.lower()
    if item.kind not in (Kind.WORD, Kind.NUMBER, Kind.CUE) or low not in FRACTIONS or low in ("thirds", "quarters"):
        return None
    if low == "third" and place + 1 < len(items) and items[place + 1].kind in (Kind.ROLE, Kind.BUTTON, Kind.PAGE):
        return None
    if low == "third" and place + 1 < len(items) and items[place + 1].text.lower() == "one":
        return None
    if low == "third" and (not place or items[place - 1].text.lower() not in ("a", "one")):
        return None
    return replace(item, kind=Kind.SHARES, amounts=(FRACTIONS[low],), cues=(), number=0), place + 1


def _named_button(items: Sequence[Item], place: int, now: Current) -> tuple[Item, int] | None:
    """`the exit button`, `the exit link`: the one that leads to the place of that name."""
    if items[place].kind is not Kind.STEP or place + 1 >= len(items) or not _is_button(items[place + 1]):
        return None
    numbers = [
        int(number)
        for step in now.steps.values()
        for number, way in step.get("on", {}).items()
        if (way if isinstance(way, str) else way["to"]) == items[place].step
    ]
    if len(numbers) != 1 or items[place + 1].number:
        return None
    return _spanning(items[place], items[place + 1], kind=Kind.BUTTON, step="", number=numbers[0]), place + 2


def _is_button(item: Item) -> bool:
    return item.kind is Kind.BUTTON or item.text.lower() == "link"


def _fractions(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`A 3/4, B 1/4`: parts of the whole, where several are said."""
    item = items[place]
    ratios = [one for one in items if one.kind is Kind.SHARES and len(one.amounts) == 2 and "/" in one.text]
    if item not in ratios or len(ratios) < 2 or any(one.amounts[0] >= one.amounts[1] for one in ratios):
        return None
    return replace(item, amounts=(item.amounts[0] / item.amounts[1] * 100,)), place + 1


def _where_it_is(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`put B where A is`."""
    if items[place].text.lower() != "where" or place + 2 >= len(items):
        return None
    stands = items[place + 2].text.lower().split()[0] in ("is", "are", "was", "stands")
    if items[place + 1].kind is Kind.PAGE and stands:
        return replace(items[place], cues=(Cue.INSTEAD_OF,)), place + 1
    return None


def _comes_in(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`A out, B in`, `A off, B on`."""
    if items[place].text.lower() not in ("in", "on") or not place or items[place - 1].kind is not Kind.PAGE:
        return None
    ends = place + 1 == len(items) or items[place + 1].kind is Kind.MARK
    takes_place = place > 2 and items[place - 2].kind is Kind.MARK and items[place - 3].has(Cue.OUT)
    cue = Cue.ITS_PLACE if takes_place else Cue.ADD
    return (replace(items[place], cues=(cue,)), place + 1) if ends else None


def _not_that(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`the desktop visitors get A, not B`."""
    if items[place].text.lower() != "not" or place < 2 or items[place - 1].text != ",":
        return None
    after = _behind_light(items, place + 1, Cue.LIGHT)
    if after >= len(items) or not items[after].is_inside or not any(one.kind is Kind.PAGE for one in items[:place]):
        return None
    return replace(items[place], cues=(Cue.INSTEAD_OF,)), place + 1


def _funnels_of_group(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`the E-com funnels`, where each is named besides."""
    if items[place].kind is not Kind.GROUP or place + 1 >= len(items) or not items[place + 1].has(Cue.FUNNEL):
        return None
    return _spanning(items[place], items[place + 1], kind=Kind.FUNNEL), place + 2


_RULES: tuple[Rule, ...] = (
    of_source, list_number, labelled_button, named_again,
    _comes_in, _not_that, _where_it_is, named_place, _named_button, _fractions, _funnels_of_group,
    _one_page, from_to, points, _proportion, _fraction, _counted_role, _numbered_button, offers_behind,
    _page_of_role, _route, _who,
    leaves, the_same, clicking, some_not_from, narrowed_rest, _share,
)  # fmt: skip
