from collections.abc import Iterable

from funnels.assets import Funnel

from .sightings import locals_in
from .standing import Key
from .store import PlanStore
from .version import Version


def moment_of(store: PlanStore, version: Version) -> dict[Key, Version]:
    """The version, or all of its funnel at that time: what was noted together belongs together."""
    if not version.funnel:
        return {version.key: version}
    known = store.versions.of((Funnel.family, version.funnel))
    last = _last_of_moment(version, known)
    wanted: dict[Key, Version] = {}
    for one in known:
        if one.number <= last or (one.key not in wanted and not one.plan):
            wanted[one.key] = one
    funnel = wanted.get((Funnel.family, version.funnel))
    used = set(locals_in((funnel.document if funnel else None) or {}))
    return {key: one for key, one in wanted.items() if one.number <= last or key in used or key[0] == Funnel.family}


def _last_of_moment(version: Version, known: Iterable[Version]) -> int:
    last = version.number
    for one in known:
        if one.number > last:
            if (one.plan, one.at) != (version.plan, version.at):
                break
            last = one.number
    return last
