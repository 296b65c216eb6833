"""An edit of many funnels in words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from funnels.account import Account
from funnels.assets import Funnel, Page
from funnels.blueprint import Operation
from funnels.checks import Finding
from funnels.wire import Json

from ..plans import clean, listed
from .sweep import Sweep

MOST_NAMED = 8
"""Funnels that are told by name where several are left as they are."""

_MOST_REASONS = 3


def title(operations: Sequence[Operation], sweep: Sweep) -> str:
    """`Swap offer 'A' for 'B' in 12 funnels`."""
    touched = [*(draft.funnel for draft in sweep.drafts), *sweep.through_what_they_share()] or sweep.funnels
    where = repr(clean(touched[0].name)) if len(touched) == 1 else _count(touched)
    return f"{_what(operations, sweep.account)} in {where}"


def remarks(sweep: Sweep) -> Iterator[Json]:
    """The funnels that get no change of their own, told like findings."""
    through = sweep.through_what_they_share()
    if through:
        yield _remark(f"{_count(through)} more", "Changed through what is shared with others", through)
    for reason, funnels in sweep.left.items():
        left = [one for one in funnels if one not in through]
        if left:
            yield _remark(f"{_count(left)} left out", reason, left)


def grouped(found: Sequence[Finding]) -> list[Finding]:
    """The same of several funnels is said once, with their places."""
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for one in found:
        alike.setdefault((one.rule, one.why, one.fix), []).append(one)
    return [replace(many[0], place=listed([one.place for one in many], most=3)) for many in alike.values()]


def in_none(sweep: Sweep) -> str:
    reasons = [f"{reason} ({_count(funnels)})" for reason, funnels in sweep.left.items()]
    near = f" Nearest: {listed(sweep.near, most=3)}." if sweep.near else ""
    return f"None of {_count(sweep.funnels)} can be changed so. {'; '.join(reasons[:_MOST_REASONS])}.{near}"


def _what(operations: Sequence[Operation], account: Account) -> str:
    said = [one.model_dump(mode="json") for one in operations]
    match [(one.op, fields) for one, fields in zip(operations, said, strict=True)]:
        case [("replace_page", {"page": page, "by": by})]:
            other = by["name"] if isinstance(by, dict) else by
            return f"Swap {_kind(page, account)} {clean(page)!r} for {clean(other)!r}"
        case [("stop_countries", {"countries": countries})]:
            return f"Stop {listed(countries, most=MOST_NAMED)}"
    names = dict.fromkeys(one.op.replace("_", " ") for one in operations)
    return listed(list(names), most=3).capitalize()


def _kind(name: str, account: Account) -> str:
    kinds = {one.page_type for one in account.entries(Page.family) if name in (one.id, one.name)}
    return kinds.pop() if len(kinds) == 1 else Page.title


def _remark(place: str, why: str, funnels: Sequence[Funnel]) -> Json:
    names = listed([one.name for one in funnels], most=MOST_NAMED)
    said = {"place": place, "why": f"{clean(why)}:", "fix": f"{names}."}
    return {"rule": "left-out", "severity": "warning", **said, "operations": []}


def _count(many: Sequence[Funnel]) -> str:
    return f"{len(many)} funnel{'' if len(many) == 1 else 's'}"
