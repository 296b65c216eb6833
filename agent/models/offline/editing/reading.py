"""From clauses to what is wanted. Each reader takes what it understands; what nobody took is asked about."""

from collections.abc import Callable, Sequence

from .accounting import all_spoken_of, is_background, refuse_leftovers
from .buttons_read import read_lead, read_step, refuse_unled, with_buttons
from .clause import Clause, use
from .clauses import clauses
from .cue import Cue
from .items import Item, Kind
from .listing import goes_on
from .merging import merged
from .pages_read import read_add, read_direct, read_insert, read_only, read_remove, without
from .relative import read_shift
from .restricting import refuse_half, restricts, with_others
from .swaps import read_change_to, read_swap
from .talk import Talk
from .wanted import Keep, Only, Regroup, Remove, Stick, Swap, Wanted, Weights
from .ways_read import read_way
from .weighing import read_weights

_STRONG = (
    Cue.REPLACE, Cue.CHANGE, Cue.REMOVE, Cue.ADD, Cue.PUT, Cue.TEST, Cue.MOVE, Cue.TRADE, Cue.JOINS,
    Cue.REPLACES, Cue.YIELDS, Cue.TURNED, Cue.INSTEAD_OF, Cue.INSTEAD,
)  # fmt: skip
_HARD = frozenset(".;!?\n")


def read(items: Sequence[Item], *, also: Sequence["Reader"] = ()) -> list[Wanted]:
    """All changes that are wanted; `also` reads what none of the usual readers takes.

    Raises PuzzledError for what carries a meaning and has no place in them.
    """
    talk = Talk()
    wanted: list[Wanted] = []
    aside: list[Clause] = []
    parts = clauses(items)
    for part, following in zip(parts, [*parts[1:], []], strict=True):
        clause = Clause(part)
        _open_scope(clause, talk)
        found = _read(clause, talk, also)
        without(found, talk)
        if found:
            with_others(found, talk)
            with_buttons(found, talk)
            _scoped(found, clause, talk)
            refuse_leftovers(clause, found)
            wanted += found
        elif not (talk.only_for in clause.items or is_background(clause) or _ends_test(clause)):
            aside.append(clause)
        _remember(clause, talk)
        _end_sentence(part, following, talk)
    found = merged(wanted)
    for clause in aside:
        if not all_spoken_of(clause, found):
            refuse_leftovers(clause, found, aside=True)
    refuse_half(talk)
    refuse_unled(talk)
    return found


def _end_sentence(part: Sequence[Item], following: Sequence[Item], talk: Talk) -> None:
    """A heading holds for the lines of the list below it, anything else for its own sentence."""
    if part[-1].kind is not Kind.MARK or part[-1].text not in _HARD:
        return
    if talk.scope is not None and [item.text for item in part[-2:]] == [":", "\n"]:
        talk.heading = talk.scope
    if not goes_on(part, following):
        talk.heading = None
    talk.scope = talk.heading


def _read(clause: Clause, talk: Talk, also: Sequence["Reader"]) -> list[Wanted]:
    if clause.has(Cue.NOW) and not clause.has(*_STRONG):
        return []
    if restricts(clause, talk):
        return []
    if found := _read_scope(clause):
        return found
    for reader in (*_READERS, *also):
        if found := reader(clause, talk):
            return found
    return []


Reader = Callable[[Clause, Talk], list[Wanted]]


def _alone(reader: Callable[[Clause], list[Wanted]]) -> Callable[[Clause, Talk], list[Wanted]]:
    return lambda clause, _talk: reader(clause)


def _read_keep(clause: Clause, talk: Talk) -> list[Wanted]:
    """`offers stay`, `Germany and Austria as they are`, `don't touch the other funnel`."""
    shares = clause.of(Kind.SHARES) if clause.of(Kind.WHO) and not clause.of(Kind.PAGE, Kind.ROLE) else []
    if not clause.has(Cue.KEEPS) or len(clause.of(Kind.SHARES)) > len(shares) or clause.of(Kind.URL):
        return []
    if clause.has(Cue.EVENLY):
        return []
    if clause.has(Cue.ONLY) and clause.pages:
        return []
    if talk.ends_test and len(clause.inside) == len(clause.pages) == 1 and len(clause.inside[0].seats) == 1:
        use(*clause.pages)
        return [Only(clause.words, clause.inside[0])]
    if clause.newcomers or clause.has(Cue.REPLACE, Cue.ADD, Cue.TRADE, Cue.YIELDS, Cue.INSTEAD_OF, Cue.PUT):
        return []
    if clause.has(Cue.REMOVE, Cue.OUT) and not clause.has(Cue.NEVER):
        return []
    use(*clause.items)
    said = [] if clause.of(Kind.WHO) and (clause.pages or clause.roles) else list(clause.items)
    return [Keep(clause.words, items=said, shares=[amount for item in shares for amount in item.amounts])]


def _read_sticky(clause: Clause, _talk: Talk) -> list[Wanted]:
    """`make the landers sticky`, `not sticky any more`."""
    if (
        not clause.has(Cue.STICKY)
        or clause.has(Cue.REMOVE)
        or clause.newcomers
        or clause.of(Kind.SHARES, Kind.WHO, Kind.URL)
    ):
        return []
    place = next(iter((*clause.inside, *clause.roles)), None)
    use(*clause.inside, *clause.roles)
    off = clause.has(Cue.NOT, Cue.NEVER, Cue.REMOVE)
    for item in clause.items:
        item.used = item.used or item.has(Cue.NOT, Cue.NEVER)
    return [Stick(clause.words, place, off=off)]


def _read_scope(clause: Clause) -> list[Wanted]:
    """`For the mobile visitors only: …`, `Germany and Austria`: nothing but who."""
    who = clause.of(Kind.WHO)
    coming = [item for item in clause.items if item.text.lower() in ("come to", "comes to", "come into", "who")]
    others = [item for item in clause.items if item not in who and item.kind not in (Kind.MARK, Kind.FUNNEL)]
    others = [item for item in others if item not in coming]
    light = (Cue.FOR, Cue.ONLY, Cue.FROM, Cue.IN, Cue.OF, Cue.PEOPLE, Cue.LIGHT, Cue.AND, Cue.BUT)
    if not who or any(item.kind is not Kind.CUE or not item.has(*light) for item in others):
        return []
    use(*who)
    opens = clause.has(Cue.FOR, Cue.ONLY) or bool(coming)
    return [Keep(clause.words, items=[] if opens else list(who))]


def _read_group(clause: Clause, _talk: Talk) -> list[Wanted]:
    groups = clause.of(Kind.GROUP)
    if len(groups) != 1 or not clause.has(Cue.MOVE, Cue.PUT, Cue.GROUP, Cue.CHANGE, Cue.BE, Cue.GOES) or clause.pages:
        return []
    use(groups[0])
    return [Regroup(clause.words, groups[0])]


_READERS: tuple[Callable[[Clause, Talk], list[Wanted]], ...] = (
    read_direct, read_shift, _read_sticky, _read_keep, _read_group, read_lead, read_way, _alone(read_swap),
    _alone(read_insert),
    read_weights, _alone(read_only), read_step, _alone(read_change_to), _alone(read_remove),
    _alone(read_add),
)  # fmt: skip


def _open_scope(clause: Clause, talk: Talk) -> None:
    """`For the mobile visitors only: …` and `Swiss visitors should keep A but then …` hold for the sentence."""
    who = clause.of(Kind.WHO)
    if len(who) == 1 and not clause.has(Cue.REMOVE, Cue.JOINS, Cue.LIKE):
        talk.scope = who[0]


def _scoped(found: Sequence[Wanted], clause: Clause, talk: Talk) -> None:
    who = [item for item in clause.of(Kind.WHO) if not item.used]
    for one in found:
        if isinstance(one, Swap | Remove | Weights) and one.behind is None:
            use(clause.behind)
            one.behind = clause.behind
        if isinstance(one, Keep):
            continue
        if one.scope is None and len(who) == 1:
            use(who[0])
            one.scope = who[0]
        elif one.scope is None and not clause.of(Kind.WHO):
            one.scope = talk.scope


def _ends_test(clause: Clause) -> bool:
    """`the test is over`, `stop the lander test`; which page stays is said besides."""
    return (
        clause.has(Cue.TEST) and clause.has(Cue.REMOVE, Cue.ENDS) and not clause.of(Kind.PAGE, Kind.SHARES, Kind.WHO)
    )


def _remember(clause: Clause, talk: Talk) -> None:
    button = next((item for item in clause.of(Kind.BUTTON) if item.number), None)
    talk.ends_test |= _ends_test(clause)
    if clause.pages:
        talk.page = clause.pages[0]
    if steps := [item for item in clause.of(Kind.STEP) if not item.step.startswith("route:")]:
        talk.step = steps[0]
    if who := clause.of(Kind.WHO):
        talk.who = who[0]
    if who or clause.of(Kind.PAGE, Kind.ROLE):
        talk.subject = who[0] if who and not clause.has(Cue.REST) else None
    if button is not None:
        talk.button, talk.of_button = button.number, talk.of_button or talk.page
