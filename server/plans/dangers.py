"""What makes a plan dangerous, as sentences a person reads before the name is typed back."""

from collections.abc import Iterator, Mapping, Sequence

from funnels.assets import Funnel

from .change import Change
from .clean import clean

MOST_TOLD = 8
"""Sentences of one sort."""

MOST_NAMED = 5
"""Names in one sentence."""

Visits = Mapping[str, int]
"""Of funnels lately, by id."""


def dangers(
    changes: Sequence[Change], *, bulk: int, days: int, visits: Visits | None, undoes: bool = False
) -> tuple[str, ...]:
    """Empty for a plan that is not dangerous. `visits` are None where they could not be read.

    What an undo takes away was made by the plan it takes back, which is no danger by itself.
    """
    standing = [change for change in changes if change.is_on_what_stood]
    taken = () if undoes else [f"deletes {_named(one)}" for one in standing if one.takes_away]
    counted = [one for one in standing if not (undoes and one.takes_away)]
    many = [f"{len(counted)} changes to what stood before"] if len(counted) > bulk else []
    shared = dict.fromkeys(
        f"{_named(one)} is used by {_others(one.shared_with)}" for one in standing if one.shared_with
    )
    return (*_some(taken), *many, *_some(_of_traffic(standing, days, visits)), *_some(list(shared)))


def live_funnels(changes: Sequence[Change]) -> dict[str, str]:
    """Id -> name of the active funnels that changes touch: themselves, or what only they may use."""
    found: dict[str, str] = {}
    for one in changes:
        if not one.is_on_what_stood:
            continue
        if one.kind is Funnel and (one.before or {}).get("status", "active") == "active":
            found[one.id] = one.name
        for owner in one.owners:
            found.setdefault(owner, one.names.get(owner, owner))
    return found


def _of_traffic(standing: Sequence[Change], days: int, visits: Visits | None) -> list[str]:
    live = live_funnels(standing) if days else {}
    lately = "the last day" if days == 1 else f"the last {days} days"
    if visits is None:
        return [
            f"whether the funnel {clean(name)!r} had visits in {lately} could not be read" for name in live.values()
        ]
    return [
        f"the funnel {clean(name)!r} had {visits[id]:,} {'visit' if visits[id] == 1 else 'visits'} in {lately}"
        for id, name in live.items()
        if visits.get(id)
    ]


def _named(change: Change) -> str:
    return f"the {change.kind.title} {clean(change.name)!r}"


def _others(names: Sequence[str]) -> str:
    shown = ", ".join(repr(clean(one)) for one in names[:MOST_NAMED])
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"{len(names)} other {'funnel' if len(names) == 1 else 'funnels'}: {shown}{more}"


def _some(sentences: Sequence[str]) -> Iterator[str]:
    yield from sentences[:MOST_TOLD]
    if len(sentences) > MOST_TOLD:
        yield f"and {len(sentences) - MOST_TOLD} more of the kind"
