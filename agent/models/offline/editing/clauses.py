"""Where one change ends and the next begins."""

from collections.abc import Sequence

from .cue import Cue
from .items import Item, Kind

ACTIONS = (
    Cue.REPLACE, Cue.CHANGE, Cue.REMOVE, Cue.ADD, Cue.PUT, Cue.USE, Cue.TEST, Cue.GETS, Cue.GOES, Cue.MOVE,
    Cue.RENAME, Cue.KEEPS, Cue.TRADE, Cue.JOINS, Cue.REPLACES, Cue.YIELDS, Cue.BE, Cue.TURNED, Cue.WINS, Cue.ONLY,
    Cue.OTHER_JOB, Cue.OUT,
)  # fmt: skip
_HARD = frozenset(".;!?\n")
_SOFT = (Cue.AND, Cue.BUT, Cue.THEN)
_WEAK = (Cue.BE,)


def clauses(items: Sequence[Item]) -> list[list[Item]]:
    """Sentences, and within them what has a verb of its own."""
    found: list[list[Item]] = []
    for sentence in _sentences(items):
        found += _parted(sentence)
    return [clause for clause in found if any(item.kind is not Kind.MARK for item in clause)]


def is_action(item: Item) -> bool:
    return item.kind is Kind.CUE and item.has(*ACTIONS)


def _sentences(items: Sequence[Item]) -> list[list[Item]]:
    found: list[list[Item]] = [[]]
    for item in items:
        found[-1].append(item)
        if item.kind is Kind.MARK and item.text in _HARD:
            found.append([])
    return [one for one in found if one]


def _parted(sentence: Sequence[Item]) -> list[list[Item]]:
    found: list[list[Item]] = [[]]
    for place, item in enumerate(sentence):
        if (
            _parts(sentence, place)
            and (_has_action(found[-1]) or _is_way(found[-1]))
            and _has_action(_up_to_next(sentence, place))
        ):
            found.append([])
        if item.has(Cue.BECAUSE) and found[-1]:
            found.append([])
        found[-1].append(item)
    return found


def _is_way(items: Sequence[Item]) -> bool:
    """`Canadians to https://…`."""
    return any(item.kind is Kind.WHO for item in items) and any(item.kind in (Kind.URL, Kind.PAGE) for item in items)


def _parts(sentence: Sequence[Item], place: int) -> bool:
    item = sentence[place]
    if item.kind is Kind.MARK:
        return True
    return item.kind is Kind.CUE and item.has(*_SOFT) and not (place and sentence[place - 1].kind is Kind.MARK)


def _up_to_next(sentence: Sequence[Item], place: int) -> list[Item]:
    """What follows this boundary, up to the next one that is no mere list."""
    found: list[Item] = []
    for item in sentence[place + 1 :]:
        if found and item.kind is Kind.MARK and item.text in ",:()":
            break
        found.append(item)
    return found


def _leads(items: Sequence[Item]) -> bool:
    """`second button to https://…`."""
    return any(item.kind is Kind.BUTTON for item in items) and any(item.has(Cue.TO) for item in items)


def _has_action(items: Sequence[Item]) -> bool:
    """A verb, and something that it is about."""
    return (any(is_action(item) for item in items) or _leads(items)) and any(
        item.kind not in (Kind.CUE, Kind.MARK, Kind.WORD) or item.has(Cue.IT, Cue.REST, Cue.REMAINDER, Cue.OTHER)
        for item in items
    )
