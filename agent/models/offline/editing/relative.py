"""Shares told by how they grow or shrink: `10 points more`, `take 10 % from A and give it to B`, `from 20 to 35`."""

from collections.abc import Sequence
from dataclasses import replace

from ..outcome import PuzzledError
from ..talking.current import Current
from .clause import Clause, use
from .cue import Cue
from .items import Item, Kind
from .talk import Talk
from .wanted import Shift, Wanted

_AMOUNTS = (Kind.NUMBER, Kind.SHARES)
_POINTS = ("point", "points", "pp")
_TAKES = (
    "take", "taken", "taking", "takes", "move", "moved", "moving", "shift", "shifted", "shifting", "transfer", "cut",
    "deduct", "subtract", "remove", "borrow", "steal", "pull",
)  # fmt: skip
_GROWS = ("raise", "raised", "increase", "increased", "bump", "boost", "grow")
_SHRINKS = ("lower", "lowered", "decrease", "decreased", "reduce", "reduced", "cut")
_MORE = ("more", "extra", "additional", "on top", "plus")
_LESS = ("less", "fewer", "minus")


def from_to(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`from 20 to 35 percent`, `its 40 percent to 30`: the share that comes, and the one that was."""
    start = place + 1 if items[place].has(Cue.FROM) else place
    if start + 2 >= len(items) or not items[start + 1].has(Cue.TO):
        return None
    old, new = items[start], items[start + 2]
    is_told = start > place or old.kind is Kind.SHARES
    if not is_told or not _is_amount(old) or not _is_amount(new):
        return None
    text = " ".join(item.text for item in items[place : start + 3])
    share = replace(new, kind=Kind.SHARES, text=text, start=items[place].start, was=old.amounts[0])
    return share, start + 3


def points(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`ten points`, which are never a share by themselves."""
    if not _is_amount(items[place]) or place + 1 >= len(items) or items[place + 1].text.lower() not in _POINTS:
        return None
    text = f"{items[place].text} {items[place + 1].text}"
    return replace(items[place], kind=Kind.SHARES, text=text, end=items[place + 1].end, cues=(Cue.POINTS,)), place + 2


def _is_amount(item: Item) -> bool:
    return item.kind in _AMOUNTS and len(item.amounts) == 1 and not item.number


def read_shift(clause: Clause, talk: Talk) -> list[Wanted]:
    """Raises PuzzledError where a share grows or shrinks and it is not clear whose."""
    shares = clause.of(Kind.SHARES)
    if clause.newcomers or len(shares) > 1:
        return []
    if not shares:
        return _other_side(clause, talk)
    gives, takes = _sides(clause, shares[0], talk)
    if gives is None and takes is None:
        if shares[0].has(Cue.POINTS):
            raise PuzzledError(f"which page {shares[0].text!r} is about")
        return []
    route = next((item for item in clause.of(Kind.STEP) if item.step.startswith("route:")), None)
    use(shares[0], gives, takes, route, *clause.of(Kind.NUMBER))
    talk.shifts = True
    return [Shift(clause.words, shares[0].amounts[0], gives, takes, route=route)]


def _other_side(clause: Clause, talk: Talk) -> list[Wanted]:
    """`…, taken from A`, `… and give it to B`."""
    if len(clause.inside) != 1 or clause.of(Kind.URL, Kind.WHO):
        return []
    page = clause.inside[0]
    from_it = clause.cue_before(page)
    if from_it is not None and from_it.has(Cue.FROM) and _says(clause, ("taken", "taking", "coming", "minus")):
        use(page)
        return [Shift(clause.words, None, gives=page)]
    if talk.shifts and clause.has(Cue.GETS, Cue.ADD, Cue.PUT) and clause.has(Cue.IT, Cue.TO):
        use(page)
        return [Shift(clause.words, None, takes=page)]
    return []


def _sides(clause: Clause, share: Item, talk: Talk) -> tuple[Item | None, Item | None]:
    """Who has less by it, and who has more."""
    pages = clause.inside
    behind = [page for page in pages if (cue := clause.cue_before(page)) is not None and cue.has(Cue.FROM)]
    if len(behind) == 1 and _says(clause, _TAKES) and len(pages) <= 2:
        return behind[0], next((page for page in pages if page is not behind[0]), None)
    page = pages[0] if len(pages) == 1 else talk.page if not pages and clause.has(Cue.IT) else None
    way = _way(clause, share)
    if not way and not _is_by(clause, share):
        return None, None
    if not way or page is None or share.was is not None:
        raise PuzzledError(f"which share grows or shrinks by {share.text!r}")
    return (None, page) if way > 0 else (page, None)


def _way(clause: Clause, share: Item) -> int:
    """1 for more, -1 for less, 0 where the share is told as it should be."""
    after = clause.items[clause.place(share) + 1 :][:1]
    before = clause.cue_before(share)
    beside = [item.text.lower() for item in (*after, *([before] if before is not None else []))]
    if any(word in beside for word in _MORE):
        return 1
    if any(word in beside for word in _LESS):
        return -1
    if _is_by(clause, share):
        return 1 if _says(clause, _GROWS) else -1 if _says(clause, _SHRINKS) else 0
    return 0


def _is_by(clause: Clause, share: Item) -> bool:
    before = clause.cue_before(share)
    return before is not None and before.text.lower() == "by" and len(clause.inside) == 1


def _says(clause: Clause, words: Sequence[str]) -> bool:
    return any(item.text.lower() in words for item in clause.items if item.kind in (Kind.CUE, Kind.WORD))
