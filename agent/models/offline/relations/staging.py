"""Pages that stand side by side, and the share each of them gets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from funnels.names import folded

from ..drawing.sketch import Wish
from ..outcome import PuzzledError
from .items import Item, Kind
from .tree import Arm, Stage

_SHARES = (Kind.SHARE, Kind.RATIO, Kind.EACH_SHARE, Kind.EVEN)
_PAGES = (Kind.PAGE, Kind.OUTSIDE)
_WHOLE = Decimal(100)
_BOTH = {"lander", "offer"}


@dataclass(slots=True)
class Read:
    stage: Stage
    end: int
    only_shares: bool = False
    """Nothing new stands there: shares of pages that have their place already."""


@dataclass(slots=True)
class _Listed:
    """Pages and amounts in the order they stand."""

    parts: list[Item] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)
    favoured: Wish | None = None
    """Which page gets the larger part of a ratio."""

    @property
    def pages(self) -> list[Item]:
        return [part for part in self.parts if part.kind in _PAGES]

    @property
    def amounts(self) -> list[Item]:
        return [part for part in self.parts if part.kind in _SHARES]


def same_page(one: Wish, other: Wish | None) -> bool:
    """Whether the words may mean the same page: its name, or part of it."""
    if other is None:
        return False
    first, second = names_of(one), names_of(other)
    if first & second or is_exact(other):
        return bool(first & second)
    words = set(folded(other.said).split())
    return bool(words) and any(words <= set(name.split()) for name in first)


def is_exact(wish: Wish) -> bool:
    return wish.token is not None and any(one.exact for one in wish.token.of("page"))


def names_of(wish: Wish) -> set[str]:
    if wish.new or wish.token is None:
        return {folded(wish.said or wish.url)}
    pages = wish.token.of("page")
    exact = [one for one in pages if one.exact]
    return {folded(one.name) for one in exact or pages} or {folded(wish.said)}


def read_stage(items: Sequence[Item], start: int, role: str, stages: Sequence[Stage]) -> Read:
    """The pages from here on that share one place."""
    listed, end = _listed(items, start, role)
    pages = listed.pages
    if not pages:
        return _shares_alone(listed, end, stages)
    known = [arm for stage in stages for arm in stage.arms]
    placed = [_placed(page, known) for page in pages]
    if listed.amounts and all(arm is not None and arm.share is None for arm in placed):
        arms = [arm for arm in placed if arm is not None]
        _give(arms, listed, arms)
        return Read(Stage(), end, only_shares=True)
    arms = [_arm(page, listed.roles.get(id(page), "")) for page in pages]
    _give(arms, listed, arms)
    return Read(Stage(arms), end)


def _placed(page: Item, known: Sequence[Arm]) -> Arm | None:
    found = [arm for arm in known if same_page(arm.wish, page.wish)]
    return found[-1] if found else None


def _arm(page: Item, role: str) -> Arm:
    wish = page.wish
    assert wish is not None
    if role and not wish.role and page.kind is Kind.PAGE:
        wish.role = role
    return Arm(wish, page.kind is Kind.OUTSIDE)


def _listed(items: Sequence[Item], start: int, role: str) -> tuple[_Listed, int]:
    listed = _Listed()
    place = end = start
    while place < len(items):
        item = items[place]
        if item.kind in _PAGES:
            if not _fits(listed, item, items, place):
                break
            listed.roles[id(item)] = role
            listed.parts.append(item)
        elif item.kind in _SHARES:
            if _is_of_a_listed_page(listed, items, place):
                break
            listed.parts.append(item)
        elif item.kind is Kind.FAVOUR and place + 1 < len(items) and items[place + 1].kind is Kind.PAGE:
            listed.favoured = items[place + 1].wish
            place = end = place + 2
            continue
        elif (item.kind is Kind.ROLE and listed.pages) or not _is_between(listed, items, place):
            break
        place += 1
        if item.kind in (*_PAGES, *_SHARES):
            end = place
    return listed, end


def _is_of_a_listed_page(listed: _Listed, items: Sequence[Item], place: int) -> bool:
    """`A and B, 75% on A`: the shares are told of pages that have their place."""
    rest = (item for item in items[place + 1 :] if item.kind not in (Kind.WAY, Kind.ROLE))
    after = next(rest, None)
    if after is None or after.kind is not Kind.PAGE or listed.amounts:
        return False
    if listed.pages and items[place - 1].kind is Kind.JOIN and {_kind(after), _kind(listed.pages[0])} == _BOTH:
        return True
    return any(page.wish is after.wish for page in listed.pages)


def _is_between(listed: _Listed, items: Sequence[Item], place: int) -> bool:
    """Commas between pages; `to` and `sees` between a share and its page."""
    item, last = items[place], listed.parts[-1] if listed.parts else None
    after = items[place + 1].kind if place + 1 < len(items) else None
    if item.kind is Kind.JOIN:
        return True
    if item.kind is Kind.REST:
        return after in (Kind.SHARE, Kind.RATIO)
    if item.kind is Kind.ROLE:
        return True
    if item.kind is Kind.COLON:
        return last is not None and last.kind in _SHARES and not listed.pages
    if item.kind is Kind.THEN:
        shared = last is not None and last.kind is Kind.SHARE and not listed.pages
        return shared and _next(items, place, Kind.WAY) in _PAGES
    if item.kind is Kind.WAY:
        waits = (
            last is not None
            and last.kind in (Kind.SHARE, Kind.RATIO)
            and _next(items, place, Kind.WAY) in (*_PAGES, Kind.ROLE)
        )
        return waits or (
            after in _SHARES and last is not None and last.kind is Kind.PAGE and _only_share(items, place)
        )
    return False


def _next(items: Sequence[Item], place: int, *skipped: Kind) -> Kind | None:
    """What follows, past a comma."""
    rest = (item.kind for item in items[place + 1 :] if item.kind not in (Kind.JOIN, *skipped))
    return next(rest, None)


def _only_share(items: Sequence[Item], place: int) -> bool:
    """`Keto Story gets two thirds`: nobody goes on from there by that."""
    after = items[place + 2].kind if place + 2 < len(items) else Kind.STOP
    return after in (Kind.JOIN, Kind.STOP)


def _fits(listed: _Listed, item: Item, items: Sequence[Item], place: int) -> bool:
    """Whether a page shares the place of those before it."""
    if not listed.pages:
        return True
    if item.prep in ("from", "behind", "after") and any(
        same_page(one.wish, item.wish) for one in listed.pages if one.wish
    ):
        return False
    last = listed.parts[-1]
    if last.kind in (Kind.SHARE, Kind.RATIO) and listed.parts[0].kind in _SHARES:
        return True
    after = items[place + 1].kind if place + 1 < len(items) else None
    if items[place - 1].kind is not Kind.JOIN and listed.parts[-1].kind not in _SHARES:
        return False
    if _kind(item) == "outside" or _kind(listed.pages[0]) == "outside":
        return after in _SHARES or listed.pages[-1] is not last
    kinds = {_kind(page) for page in (*listed.pages, item)} - {""}
    return len(kinds) < 2


def _kind(item: Item) -> str:
    assert item.wish is not None
    return Arm(item.wish, item.kind is Kind.OUTSIDE).kind


def _shares_alone(listed: _Listed, end: int, stages: Sequence[Stage]) -> Read:
    """`fifty-fifty`, `40/40/20`, `half each` behind the pages they are for."""
    said = listed.parts[0]
    if said.kind is not Kind.EVEN:
        stage = next((one for one in reversed(stages) if _is_for(said, one)), None)
        if stage is None or len(listed.parts) > 1:
            raise PuzzledError(f"what the share {' '.join(part.text for part in listed.parts)!r} is for")
        if said.kind is Kind.RATIO:
            _give_ratio(stage.arms, said, listed.favoured)
        else:
            for arm in stage.arms:
                arm.share = _WHOLE / len(stage.arms)
    return Read(Stage(), end, only_shares=True)


def _is_for(said: Item, stage: Stage) -> bool:
    """Pages that have no shares yet, as many as there are amounts; or each of them has this one."""
    if len(stage.arms) < 2 or any(arm.share is not None for arm in stage.arms):
        return False
    if said.kind is Kind.RATIO:
        return len(said.amounts) == len(stage.arms)
    return abs(said.amounts[0] * len(stage.arms) - _WHOLE) < 1


def _give(arms: Sequence[Arm], listed: _Listed, known: Sequence[Arm]) -> None:
    """Each page its share, which stands in front of it or behind it; or all of them one ratio."""
    amounts = listed.amounts
    if not amounts or all(one.kind is Kind.EVEN for one in amounts):
        return
    plain = [one for one in amounts if one.kind is not Kind.EVEN]
    if plain[0].kind is Kind.EACH_SHARE:
        for arm in arms:
            arm.share = _WHOLE / len(arms) if len(plain[0].amounts) > 1 else plain[0].amounts[0]
        return
    if len(plain) == 1 and plain[0].kind is Kind.RATIO and len(plain[0].amounts) == len(arms) and len(arms) > 1:
        _give_ratio(arms, plain[0], listed.favoured)
        return
    shares = [_fraction(one) for one in plain]
    if len(shares) == len(arms):
        for arm, share in zip(arms, shares, strict=True):
            arm.share = share
    elif len(shares) == len(arms) - 1 and sum(shares) < _WHOLE:
        _give_rest(arms, listed, shares)
    else:
        raise PuzzledError(f"what the shares {', '.join(one.text for one in plain)} are for")


def _give_rest(arms: Sequence[Arm], listed: _Listed, shares: Sequence[Decimal]) -> None:
    """One page has no share of its own: what the others leave."""
    leads = listed.parts[0].kind in _SHARES
    given: dict[int, Decimal] = {}
    pages, waiting = listed.pages, iter(shares)
    share: Decimal | None = None
    last = -1
    for part in listed.parts:
        if part.kind in _SHARES:
            share = next(waiting)
            if not leads:
                given[last] = share
        else:
            last = pages.index(part)
            if leads and share is not None:
                given[last], share = share, None
    for place, arm in enumerate(arms):
        arm.share = given.get(place, _WHOLE - sum(given.values()))


def _give_ratio(arms: Sequence[Arm], ratio: Item, favoured: Wish | None) -> None:
    amounts = list(ratio.amounts)
    total = sum(amounts)
    best = [arm for arm in arms if favoured and same_page(arm.wish, favoured)]
    if not total or (favoured and (len(arms) != 2 or len(best) != 1)):
        raise PuzzledError(f"what the shares {ratio.text} are for")
    if best:
        amounts = sorted(amounts, reverse=best[0] is arms[0])
    for arm, amount in zip(arms, amounts, strict=True):
        arm.share = amount * _WHOLE / total


def _fraction(item: Item) -> Decimal:
    """`2/3` of one page is a fraction."""
    if item.kind is not Kind.RATIO:
        return item.amounts[0]
    if len(item.amounts) == 2 and 0 < item.amounts[0] < item.amounts[1] <= 12:
        return item.amounts[0] * _WHOLE / item.amounts[1]
    raise PuzzledError(f"what the shares {item.text} are for")
