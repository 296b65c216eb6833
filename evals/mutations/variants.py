"""As many variants of cases as are wanted, the same for the same seed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random

from server.demo import demo_assets

from ..account_file import read_account_file
from ..case import Case, CaseTurn
from .manners import cased, mannered, spaced
from .orders import reordered
from .pieces import Piece, joined, pieces
from .synonyms import synonym
from .typos import typo

_OnPieces = Callable[[list[Piece], Random], list[Piece]]
_OnText = Callable[[str, Random], str]

_ON_PIECES: dict[str, _OnPieces] = {"synonym": synonym, "typo": typo, "case": cased}
_ON_TEXT: dict[str, _OnText] = {"order": reordered, "manners": mannered, "spaces": spaced}
_ORDER = ("order", "synonym", "typo", "case", "manners", "spaces")
_WAYS = ("typo", "typo", "typo", "synonym", "synonym", "order", "manners", "case", "spaces")

_MARK = "-variant-"

_MOST = 3
"""Alterations of one variant."""
_PATIENCE = 40
"""Fruitless tries in a row after which a case has no more to give."""


@dataclass(frozen=True, slots=True)
class Variant:
    case: Case
    of: str
    """The id of the case it is a variant of."""


def variants(cases: Sequence[Case], count: int, seed: int) -> list[Variant]:
    """Spread evenly over the cases; fewer only where the cases have no more to give."""
    random = Random(seed)  # noqa: S311  # sentences, not secrets
    makers = [_of_case(case, Random(random.random())) for case in cases]  # noqa: S311
    found: list[Variant] = []
    dry: set[int] = set()
    for number in cycle(range(len(makers))):
        if len(found) >= count or len(dry) == len(makers):
            break
        if number not in dry:
            one = next(makers[number], None)
            if one is None:
                dry.add(number)
            else:
                found.append(one)
    return found


def origin(id: str) -> str:
    """The id of the case of which that is a variant."""
    return id.rpartition(_MARK)[0]


def _of_case(case: Case, random: Random) -> Iterator[Variant]:
    known = _known_names(case.account)
    made_up = {name for turn in case.turns for name in _names(turn) if name.lower() not in known}
    seen = {tuple(turn.say for turn in case.turns)}
    fruitless = 0
    while fruitless < _PATIENCE:
        ways = tuple(dict.fromkeys(random.choices(_WAYS, k=random.randint(1, _MOST))))
        said = tuple(_altered(turn.say, ways, made_up, made_up | known, random) for turn in case.turns)
        if said in seen:
            fruitless += 1
            continue
        fruitless = 0
        seen.add(said)
        turns = tuple(turn.model_copy(update={"say": text}) for turn, text in zip(case.turns, said, strict=True))
        number = len(seen) - 1
        yield Variant(case.model_copy(update={"id": f"{case.id}{_MARK}{number}", "turns": turns}), case.id)


def _altered(text: str, ways: Sequence[str], made_up: set[str], names: set[str], random: Random) -> str:
    """A slip in a name that the person makes up is the name they gave, and no name has synonyms."""
    for way in sorted(ways, key=_ORDER.index):
        if way in _ON_PIECES:
            kept = names if way == "synonym" else made_up
            text = joined(_ON_PIECES[way](pieces(text, kept), random))
        else:
            text = _ON_TEXT[way](text, random)
    return text


def _names(turn: CaseTurn) -> Iterator[str]:
    expect = turn.expect
    yield from expect.funnels
    yield from (str(value) for made in expect.created for value in made.values())
    yield from (str(value) for fields in expect.changed.values() for value in fields.values())


def _known_names(account: str) -> set[str]:
    file = read_account_file(account)
    names: set[str] = {str(one["funnel"]) for one in file.funnels}
    names |= {*file.funnel_groups, *file.offer_sources, *file.traffic_sources, *file.landers, *file.offers}
    if file.extends != "nothing":
        names |= {str(getattr(one, "name", "")) for one in demo_assets()}
    return {name.lower() for name in names}
