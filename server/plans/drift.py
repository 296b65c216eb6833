"""What others changed since an asset was last written or seen here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from funnels.wire import Json

from ..tracker import Tracker
from .change import Change
from .naming import Names
from .progress import made_of
from .revision import revision
from .sighting import Sighting, sighting
from .standing import Key, alive, standing
from .steps import known_names, step
from .store import PlanStore
from .version import Version
from .writing import looks_made

_UNFINISHED = ("applying", "failed")


@dataclass(frozen=True, slots=True)
class Drift:
    """An asset that is not as it was noted last."""

    version: Version
    now: Json | None
    """Secrets and all; None where it is gone."""
    plan: str = ""
    """A plan of ours that was cut short and looks as if it did this."""

    @property
    def seen(self) -> Sighting:
        one = self.version
        return sighting(one.family, one.id, one.name, self.now)


async def drift(store: PlanStore, tracker: Tracker, keys: Sequence[Key] | None = None) -> list[Drift]:
    """Of these assets, or of all that were ever noted; one request for many of a family.

    The tracker keeps no record of who changed what: only our own plans are known [contract: no such field].
    """
    noted = store.versions.newest(keys)
    found = await standing(tracker, noted)
    unfinished = _unfinished(store)
    return [
        Drift(version, now, _by(unfinished.get(version.key), now))
        for version, now in ((one, alive(found.get(one.key))) for one in noted.values())
        if revision(version.kind, now) != version.revision
    ]


def told(drifted: Sequence[Drift], names: Names) -> Iterator[Json]:
    """As tools answer it."""
    documents = [document for one in drifted for document in (one.version.document, one.now)]
    known = known_names(names.items(), documents)
    for one in drifted:
        last = one.version
        change = step(last.family, last.id, last.name, last.document, one.seen.document, known)
        since = {"since": last.at.isoformat(timespec="seconds"), "version": last.number}
        yield {**change, **since, "plan_id": one.plan}


def _unfinished(store: PlanStore) -> Mapping[Key, tuple[str, Change]]:
    made: dict[Key, tuple[str, Change]] = {}
    for kept in store.latest(_UNFINISHED, limit=100):
        so_far = made_of(store, kept.plan.id)
        for at in sorted({*so_far.done, *so_far.begun}):
            change = kept.plan.changes[at]
            made[change.family, so_far.done.get(at, change.id)] = (kept.plan.id, change)
    return made


def _by(author: tuple[str, Change] | None, now: Json | None) -> str:
    return author[0] if author and looks_made(author[1], now) else ""
