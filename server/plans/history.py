"""Every known version of an asset, and what each changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from funnels.errors import NotFoundError
from funnels.wire import Json

from .clean import clean
from .naming import Names
from .standing import Key
from .steps import known_names, step
from .store import PlanStore
from .version import Version

MOST_STEPS = 12
"""Of one version, told."""

OTHERS = "others"


@dataclass(frozen=True, slots=True)
class _Moment:
    """What one plan left, or others, of an asset and of what only it may use."""

    versions: tuple[Version, ...]
    before: Mapping[Key, Version]

    @property
    def last(self) -> Version:
        return self.versions[-1]


def history(store: PlanStore, key: Key, names: Names, *, limit: int) -> list[Json]:
    """Newest first; of a funnel with its own page groups and conditions in one line of time."""
    versions = store.versions.of(key)
    moments = list(_moments(versions))[::-1][:limit]
    plans = list({one.last.plan for one in moments if one.last.plan})
    persons = store.approvals.used_by(plans)
    known = known_names(
        [*names.items(), *((one.id, one.name) for one in versions)], [one.document for one in versions]
    )
    return [_told(store, one, persons, known) for one in moments]


def _moments(versions: Sequence[Version]) -> Iterator[_Moment]:
    before: dict[Key, Version] = {}
    waiting: list[Version] = []
    for one in versions:
        if waiting and (one.plan, one.at) != (waiting[0].plan, waiting[0].at):
            yield _Moment(tuple(waiting), dict(before))
            before |= {done.key: done for done in waiting}
            waiting = []
        waiting.append(one)
    if waiting:
        yield _Moment(tuple(waiting), before)


def _told(store: PlanStore, moment: _Moment, persons: Mapping[str, Sequence[str]], names: Names) -> Json:
    last = moment.last
    by = ", ".join(clean(one) for one in persons.get(last.plan, ())) if last.plan else OTHERS
    steps = [one for one in (_step(one, moment.before.get(one.key), names) for one in moment.versions) if one]
    return {
        "number": last.number,
        "at": last.at.isoformat(timespec="seconds"),
        "by": by or "somebody",
        **_origin(store, last.plan),
        "changes": steps[:MOST_STEPS],
        "more_changes": max(0, len(steps) - MOST_STEPS),
    }


def _origin(store: PlanStore, plan_id: str) -> Json:
    try:
        plan = store.get(plan_id).plan if plan_id else None
    except NotFoundError:
        plan = None
    if plan is None:
        return {"plan_id": plan_id, "title": "", "surface": "", "model": ""}
    origin = plan.origin
    return {"plan_id": plan.id, "title": clean(plan.title), "surface": origin.surface, "model": origin.model}


def _step(version: Version, before: Version | None, names: Names) -> dict[str, Any] | None:
    """None where the version differs in nothing that counts."""
    old = before.document if before else None
    if before is None and not version.plan:
        told = step(version.family, version.id, version.name, None, version.document, names)
        return {**told, "do": "seen", "fields": [], "said": ["as it was before our first change"]}
    if old is None and version.document is None:
        return None
    told = step(version.family, version.id, version.name, old, version.document, names)
    return told if told["said"] or told["fields"] else None
