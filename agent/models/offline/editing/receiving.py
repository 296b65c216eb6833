"""`it` that has a share of its own: `give it 20 percent and the first one 80`, `75 for A and 25 for it`."""

from collections.abc import Sequence
from dataclasses import replace

from .clause import Clause
from .cue import Cue
from .items import Age, Item, Kind

_ROLES = ("lander", "offer")
_SEVERAL = ("them", "they", "these", "those", "their")
_WHOLES = ("the funnel", "this funnel", "that funnel")
_BETWEEN = (Cue.LIGHT, Cue.ONLY, Cue.GETS, Cue.BE, Cue.KEEPS, Cue.WITH, Cue.WEIGHTS, Cue.TO, Cue.IN, Cue.BY)
_FOR_NEXT = (Cue.FOR, Cue.FAVOUR)


def with_receivers(clause: Clause) -> None:
    """Puts pages that are not named in the place of pronouns beside an amount, where others are named."""
    clause.items[:] = _with_counted(clause.items)
    if not any(_is_numbered(item) or item.kind is Kind.PAGE for item in clause.items):
        return
    for place, item in enumerate(clause.items):
        if _is_pronoun(item) and (_before_amount(clause.items, place) or _behind_amount(clause.items, place)):
            low = item.text.lower()
            role = next((one for one in _ROLES if low.endswith(one)), "")
            clause.items[place] = replace(
                item, kind=Kind.ROLE, cues=(), age=Age.OTHER, role=role, many=low in _SEVERAL
            )
    _with_roles(clause)


def _with_counted(items: Sequence[Item]) -> list[Item]:
    """`the first one 80`, `75 for the second`: a page, of whatever kind."""
    found: list[Item] = []
    for place, item in enumerate(items):
        behind = 2 if place + 1 < len(items) and items[place + 1].text.lower() == "one" else 1
        counts = item.kind is Kind.NUMBER and item.number != 0
        if counts and (_before_amount(items, place + behind - 1) or _behind_amount(items, place)):
            found.append(replace(item, kind=Kind.ROLE))
        else:
            found.append(item)
    return found


def _with_roles(clause: Clause) -> None:
    """`the second offer 20 and the first one 80`: both are offers."""
    said = {item.role for item in clause.items if _is_numbered(item) and item.role}
    if len(said) == 1 and not clause.pages:
        role = said.pop()
        clause.items[:] = [
            replace(item, role=role) if _is_numbered(item) and not item.role else item for item in clause.items
        ]


def _is_numbered(item: Item) -> bool:
    return item.kind is Kind.ROLE and (item.number != 0 or item.age is not None)


def _is_pronoun(item: Item) -> bool:
    return item.kind is Kind.CUE and item.has(Cue.IT) and item.text.lower() not in _WHOLES


def _before_amount(items: Sequence[Item], place: int) -> bool:
    """`it gets 20`; not `make it 20 for A`, nor `make it 20/80`."""
    after = place + 1
    while after < len(items) and items[after].kind is Kind.CUE and items[after].has(*_BETWEEN):
        after += 1
    if after == len(items) or not _is_amount(items[after]):
        return False
    return not (after + 1 < len(items) and items[after + 1].has(*_FOR_NEXT))


def _behind_amount(items: Sequence[Item], place: int) -> bool:
    """`25 for it`."""
    before = place - 1
    while before >= 0 and items[before].kind is Kind.CUE and items[before].has(Cue.FOR, Cue.TO, Cue.LIGHT):
        before -= 1
    return before < place - 1 and before >= 0 and _is_amount(items[before])


def _is_amount(item: Item) -> bool:
    return (item.kind is Kind.SHARES and len(item.amounts) == 1) or (
        item.kind is Kind.CUE and item.has(Cue.REMAINDER)
    )
