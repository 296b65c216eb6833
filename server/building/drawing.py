"""What a plan does to funnels, as one picture. Drawn from its changes, so that an applied plan still can be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from funnels.account import Account, Entry
from funnels.assets import FAMILIES, Asset, Condition, Funnel, PageGroup
from funnels.errors import InputError, NotFoundError
from funnels.pictures import Part, sheet
from funnels.pictures.scene import Marks
from funnels.wire import Json

from ..errors import TrackerError
from ..plans import Change, Plan, clean, data, names_in
from ..plans.naming import texts
from ..tracker import Tracker, read_account, with_documents

MOST_FUNNELS = 20
"""Of a plan over more, the first: nobody reads a longer sheet [our ruling]."""

_MOST_WORDS = 14


@dataclass(frozen=True)
class _Touched:
    """A funnel before and after; None where it does not exist then."""

    before: Funnel | None
    after: Funnel | None
    said: str

    @property
    def funnel(self) -> Funnel:
        return self.after or self.before or Funnel(id="", name="", id_campaign="")


async def drawn_plan(tracker: Tracker, plan: Plan) -> str:
    """An SVG. InputError where the plan touches no funnel."""
    touched = _of_changes(plan)
    lookups = [id for id in _funnels_of_parts(plan) if id not in touched]
    for funnel in await _existing(tracker, lookups):
        touched[funnel.id] = _Touched(funnel, funnel, "")
    if not touched:
        raise InputError(
            f"The plan {plan.id} touches no funnel, so there is nothing to draw.",
            hint=f"funnelwright plans show {plan.id} tells its changes.",
        )
    shown = dict(list(touched.items())[:MOST_FUNNELS])
    account = await _account(tracker, plan, shown.values())
    parts = [_part(plan, id, one) for id, one in shown.items()]
    return sheet(clean(plan.title), _told(plan, len(touched), len(shown)), parts, account)


def _of_changes(plan: Plan) -> dict[str, _Touched]:
    """By id. A copy stands under the id of what it is copied from, marked as a copy: its own is made later."""
    found: dict[str, _Touched] = {}
    for change in plan.changes:
        if change.family != Funnel.family:
            continue
        before, after = _read(change.before), _read(change.after)
        if change.do == "duplicate" and before:
            copy = before.changed(name=change.new_name)
            found[f"{change.id} as {change.new_name}"] = _Touched(None, copy, "a copy")
            continue
        earlier = found.get(change.id)
        first = earlier.before if earlier else before
        last = None if change.do == "delete" else after or (earlier.after if earlier else before)
        found[change.id] = _Touched(first, last, _happens(plan, change, first, earlier))
    return found


def _happens(plan: Plan, change: Change, first: Funnel | None, earlier: _Touched | None) -> str:
    said = {"delete": "deleted", "archive": "archived", "unarchive": "brought back", "move": "moved"}.get(
        change.do, ""
    )
    if first is None and change.do != "delete":
        said = "brought back" if plan.undoes else "new funnel"
    return ", ".join(dict.fromkeys(filter(None, [earlier.said if earlier else "", said])))


def _funnels_of_parts(plan: Plan) -> Iterator[str]:
    """Funnels of which only a page group or condition changes."""
    for change in plan.changes:
        for document in (change.before, change.after):
            if change.kind in (PageGroup, Condition) and (id := (document or {}).get("restrictToFunnelId")):
                yield str(id)
    if plan.funnel:
        yield plan.funnel[0]


async def _existing(tracker: Tracker, ids: Iterable[str]) -> list[Funnel]:
    try:
        return await tracker.get_many(Funnel, ids)
    except TrackerError:  # what the plan itself says can be drawn without
        return []


async def _account(tracker: Tracker, plan: Plan, touched: Iterable[_Touched]) -> Account:
    """The names that the plan knows, and under them what the account tells of what the plan does not change."""
    funnels = [one for pair in touched for one in (pair.before, pair.after) if one]
    known = Account(_entries(plan), [one for one in _documents(plan) if not isinstance(one, Funnel)])
    try:
        account = await read_account(tracker)
        account = account.plus(funnels)
        account = await with_documents(tracker, account, [(Funnel, one.id) for one in funnels])
    except (TrackerError, NotFoundError):
        return known
    missing = (one for one in _entries(plan) if account.entry(one.family, one.id) is None)
    entries = [one for family in FAMILIES for one in account.entries(family)]
    documents = [one for family in FAMILIES.values() for one in account.all(family)]
    changed = [one for one in _documents(plan) if not isinstance(one, Funnel)]
    return Account([*entries, *missing], [*documents, *changed])


def _entries(plan: Plan) -> Iterator[Entry]:
    """Names without their family stand for any."""
    for id, name in names_in(plan.changes).items():
        yield from (Entry(family, id, name) for family in FAMILIES if family != Funnel.family)


def _documents(plan: Plan) -> Iterator[Asset]:
    """As the plan leaves them, or as they were where it takes them away."""
    for change in plan.changes:
        if document := change.after or change.before:
            yield change.kind.read(document)


def _part(plan: Plan, id: str, one: _Touched) -> Part:
    funnel = one.funnel
    empty = funnel.changed(nodes=(), connections=())
    after, before = one.after or empty, one.before or empty
    return Part(after, before, one.said, _marks(plan, after), _words(plan, id, one))


def _marks(plan: Plan, funnel: Funnel) -> Marks:
    """Nodes whose page group, condition or page the plan changes."""
    changed = {one.id for one in plan.changes if one.do == "update" and one.family != Funnel.family}
    return {node.id_node: "changed" for node in funnel.nodes if changed & set(texts(node.document()))}


def _words(plan: Plan, id: str, one: _Touched) -> list[str]:
    """What changes in what stood before; of a new funnel the picture says it all."""
    if one.before is None or one.after is None:
        return []
    names = names_in(plan.changes)
    shows = set(texts([one.before.document(), one.after.document()]))
    words = [
        f"{change.kind.title} {clean(change.name)}: {said}" if change.id != id else said
        for change in plan.changes
        if change.do == "update" and change.id in {id, *shows}
        for said in data(change, names)["said"]
    ]
    more = len(words) - _MOST_WORDS
    return [*words[:_MOST_WORDS], *([f"… and {more} more"] if more > 0 else [])]


def _told(plan: Plan, funnels: int, shown: int) -> str:
    changes = "1 change" if len(plan.changes) == 1 else f"{len(plan.changes)} changes"
    said = f"Plan {plan.id}: {changes}, {funnels} funnel{'' if funnels == 1 else 's'}, before and after in one"
    return said if shown == funnels else f"{said}; the first {shown} are drawn"


def _read(document: Json | None) -> Funnel | None:
    return Funnel.read(document) if document else None
