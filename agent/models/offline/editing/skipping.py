"""Pages that some visitors do not see: `mobile goes right to X, no quiz`, `the British skip the quiz`."""

from .clause import Clause, use
from .cue import Cue
from .items import Item, Kind

_WITHOUT = ("no", "without", "not")


def passed_over(clause: Clause) -> list[Item]:
    known = [*clause.inside, *(item for item in clause.of(Kind.ROLE) if item.role == "lander" or not item.role)]
    return [item for item in known if not item.used and _skipped_by(clause, item) is not None]


def use_passed(clause: Clause, *items: Item) -> None:
    for item in items:
        use(item, _skipped_by(clause, item))


def _skipped_by(clause: Clause, item: Item) -> Item | None:
    cue = clause.cue_before(item)
    if cue is None or not (cue.has(Cue.SKIPS) or (cue.has(Cue.NEVER) and cue.text.lower() in _WITHOUT)):
        return None
    return cue
