"""The plan that brings an asset back to a version of its history."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from funnels.account import Account
from funnels.assets import FAMILIES, Asset, Category, Funnel, IntegrationKey

from ..errors import PlanError
from ..tracker import Tracker, references
from .change import Change
from .clean import clean
from .moment import moment_of
from .naming import named
from .restoring import Restoring
from .standing import Key, alive, locals_of, standing
from .store import PlanStore
from .version import Version


@dataclass(frozen=True, slots=True)
class Restored:
    version: Version
    changes: tuple[Change, ...]
    """With their secrets; `with_secrets_apart` makes them fit to be kept."""
    before: Funnel | None
    """The funnel as it stands, where the version is of one."""
    after: tuple[Asset, ...]
    """What the plan makes or changes, as it leaves it."""


async def restored(store: PlanStore, tracker: Tracker, number: int, account: Account) -> Restored:
    """Changes that make an asset equal to a version of it; a funnel with what only it may use, as that was then.

    What others changed since is taken back with it, and the notes of the changes say so. What it refers to and is
    gone comes back too; PlanError with the names where that is not known.
    """
    version = store.versions.get(number)
    wanted = moment_of(store, version)
    found = await standing(tracker, wanted)
    needed = await _needed(store, tracker, number, wanted, found)
    work = Restoring(found, store.versions.newest(list(found)))
    for one in needed:
        work.bring_back(one)
    await _go_back(tracker, version, wanted, found, work)
    changes = tuple(named(work.changes, account))
    return Restored(version, changes, _standing_funnel(version, found), _left(changes))


async def _go_back(
    tracker: Tracker,
    version: Version,
    wanted: Mapping[Key, Version],
    found: Mapping[Key, Asset],
    work: Restoring,
) -> None:
    funnel = wanted.get((Funnel.family, version.funnel)) if version.funnel else None
    if funnel is None:
        work.restore(wanted[version.key])
        return
    work.restore_funnel(funnel, [one for key, one in wanted.items() if key != funnel.key])
    for asset in await _more_locals(tracker, _standing_funnel(version, found), wanted):
        work.leave_out(asset, with_its_funnel=funnel.document is None)


def _standing_funnel(version: Version, found: Mapping[Key, Asset]) -> Funnel | None:
    funnel = found.get((Funnel.family, version.funnel))
    return funnel if isinstance(funnel, Funnel) and alive(funnel) is not None else None


async def _needed(
    store: PlanStore, tracker: Tracker, number: int, wanted: Mapping[Key, Version], found: dict[Key, Asset]
) -> list[Version]:
    """What the versions refer to and is gone, each after what it refers to itself; `found` gets all that was read."""
    needed: dict[Key, Version] = {}
    waiting = list(wanted.values())
    missing: list[str] = []
    while waiting:
        asked = dict.fromkeys(key for one in waiting for key in _references(one) if key not in {**wanted, **needed})
        found |= await standing(tracker, [key for key in asked if key not in found])
        gone = [key for key in asked if alive(found.get(key)) is None]
        known = store.versions.last_there(gone, number)
        missing += [_called(key, found) for key in gone if key not in known and not _hangs_already(key, found)]
        needed |= known
        waiting = list(known.values())
    if missing:
        raise PlanError(
            f"What the version needs is gone and was never seen here: {', '.join(missing)}.",
            hint="Nothing was planned; make those first, or change the asset with a plan of its own.",
        )
    return list(_in_order(needed))


def _in_order(needed: Mapping[Key, Version]) -> Iterator[Version]:
    done: set[Key] = set()

    def visit(one: Version) -> Iterator[Version]:
        if one.key not in done:
            done.add(one.key)
            for key in _references(one):
                if key in needed:
                    yield from visit(needed[key])
            yield one

    for one in needed.values():
        yield from visit(one)


def _references(version: Version) -> Iterator[Key]:
    if version.document is None:
        return
    asset = version.kind.read(version.document)
    yield from ((kind.family, id) for kind, id in references(asset) if id)
    if category := version.document.get("idCategory"):
        yield Category.family, str(category)


def _hangs_already(key: Key, found: Mapping[Key, Asset]) -> bool:
    """Whether something that stands refers to it all the same, so that nothing gets worse."""
    standing_now = (asset for asset in found.values() if alive(asset) is not None)
    return any((kind.family, id) == key for asset in standing_now for kind, id in references(asset))


def _called(key: Key, found: Mapping[Key, Asset]) -> str:
    family, id = key
    name = repr(clean(found[key].name)) if key in found else id
    return f"{FAMILIES[family].title} {name}"


async def _more_locals(tracker: Tracker, funnel: Funnel | None, wanted: Mapping[Key, Version]) -> list[Asset]:
    """What the funnel has of its own today and had not then."""
    if funnel is None:
        return []
    return [one for one in await locals_of(tracker, funnel) if (one.family, one.id) not in wanted]


def _left(changes: Iterable[Change]) -> tuple[Asset, ...]:
    last: dict[Key, Asset] = {}
    for one in changes:
        if one.after is not None and one.kind is not IntegrationKey:
            last[one.key] = one.kind.read(one.after)
    return tuple(last.values())
