"""How many of the changes made are to be taken back: `both`, `the last three`, `everything`."""

import re
from collections.abc import Sequence

from ..planned import Planned
from ..state import State

_NUMBERS = {"both": 2, "two": 2, "2": 2, "twice": 2, "three": 3, "3": 3, "thrice": 3, "four": 4, "4": 4}
_WHAT = r"(?:changes?|edits?|steps?|things?|of (?:them|these|those|it)|times|plans?|modifications?)"
_COUNT = re.compile(
    rf"\b(?:(?P<both>both|twice|thrice)|(?P<number>two|2|three|3|four|4) (?:\w+ )?{_WHAT}"
    r"|(?:last|latest) (?P<last>two|2|three|3|four|4))\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:everything|all (?:the |my |our |of the |of my |of our |these |those )?(?:changes|edits|steps"
    r"|of (?:them|it))"
    r"|them all|(?:the )?(?:whole|entire) (?:session|talk|conversation|thing))\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\b(?:except|but(?! not)|apart from|other than|without|leave|keep)\b", re.IGNORECASE)


def counted(said: str) -> int | None:
    """How many; 0 for all, None where no number is told, or not clearly."""
    if found := _COUNT.search(said):
        return _NUMBERS[next(filter(None, found.groups())).lower()]
    return 0 if _ALL.search(said) and not _BUT.search(said) else None


def next_of(
    about: Sequence[Planned], done: Sequence[Planned], count: int | None, already: int, *, last: bool
) -> Planned | None:
    """The newest of what is meant; None where it is not clear which changes were counted.

    `about` are those of what is named, `already` how many are taken back; `last` where only the newest are meant.
    """
    if not about or count is None or (not count and len(about) < len(done)):
        return None
    left = count - already
    if count and (len(about) < left or (len(about) > left and not last)):
        return None
    return about[-1]


def takes_back_more(state: State) -> bool:
    """Whether of several that are to be taken back some are left, after one was."""
    undone = bool(state.calls) and any(
        call.tool == "undo" and "version" not in call.arguments for call in state.calls
    )
    count = counted(state.said) if undone and state.written_now else None
    if count is None or not state.applied:
        return False
    return not count or state.written_now < count
