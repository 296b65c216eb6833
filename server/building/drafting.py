"""From what a planner writes to a checked plan. Nothing here writes to the tracker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from funnels.account import Account
from funnels.assets import FAMILIES, Funnel
from funnels.blueprint import (
    Blueprint,
    Draft,
    Reading,
    compile,
    compile_copy,
    edit,
    mentioned,
    parse,
    parse_operations,
    read,
)
from funnels.checks import Finding, blocking, check
from funnels.errors import AmbiguousError, InputError, NotFoundError
from funnels.names import folded, resolve
from funnels.wire import Json

from ..tracker import with_documents
from ..workspace import Workspace
from .snapshots import account_of, funnel_of


@dataclass(frozen=True)
class Checked:
    """A draft, what is wrong with it, and whether that stands in the way."""

    draft: Draft
    findings: Sequence[Finding]
    in_the_way: Sequence[Finding]
    title: str
    blueprint: Blueprint


async def draft_funnel(workspace: Workspace, raw: Mapping[str, Any], words: Mapping[str, str]) -> Checked:
    """A new funnel. Raises BlueprintError with every fault, and InputError where the name is taken."""
    blueprint = parse(raw)
    account = await account_of(workspace)
    _name_is_free(blueprint.funnel, account)
    return await _new(workspace, account, blueprint, words, f"Build {blueprint.funnel!r}")


async def draft_edit(workspace: Workspace, wanted: str, operations: Sequence[Json]) -> Checked:
    """Changes to an existing funnel; only faults that the edit brings in stand in its way."""
    funnel, account = await funnel_of(workspace, wanted)
    reading = read(funnel, account)
    blueprint = edit(reading.blueprint, parse_operations(operations), spelled=reading.spelled)
    if blueprint.funnel != funnel.name:
        _name_is_free(blueprint.funnel, account, but=funnel.id)
    account = await _completed(workspace, account, blueprint)
    draft = compile(blueprint, account, new_id=workspace.new_id, base=reading)
    before = check(funnel, account, keys=reading.keys)
    after = check(draft.funnel, draft.account, keys=draft.keys)
    return Checked(draft, after, blocking(after, before), f"Change {funnel.name!r}", blueprint)


async def draft_clone(
    workspace: Workspace, wanted: str, operations: Sequence[Json], name: str, group: str
) -> Checked:
    """A new funnel from the blueprint of another, with substitutions; what the language cannot say comes along."""
    funnel, account = await funnel_of(workspace, wanted)
    _name_is_free(name, account)
    reading = read(funnel, account)
    edited = edit(reading.blueprint, parse_operations(operations), spelled=reading.spelled)
    blueprint = edited.model_copy(update={"funnel": name, **({"group": group} if group else {})})
    account = await _completed(workspace, account, blueprint)
    draft = compile_copy(blueprint, account, new_id=workspace.new_id, of=reading)
    return _checked(draft, f"Clone {funnel.name!r} as {name!r}", blueprint)


async def draft_check(workspace: Workspace, wanted: str, raw: Mapping[str, Any] | None) -> list[Finding]:
    """What is wrong with an existing funnel, or with a blueprint."""
    if raw is not None and wanted:
        raise InputError("Both a funnel and a blueprint are given.", hint="Give the one that is to be checked.")
    if raw is not None:
        return list((await _new(workspace, await account_of(workspace), parse(raw), {}, "Check")).findings)
    if not wanted:
        raise InputError("Neither a funnel nor a blueprint is given.", hint="Give the name of a funnel.")
    funnel, account = await funnel_of(workspace, wanted)
    return check(funnel, account, keys=read(funnel, account).keys)


async def reading_of(workspace: Workspace, wanted: str) -> tuple[Reading, Account]:
    funnel, account = await funnel_of(workspace, wanted)
    return read(funnel, account), account


async def _new(
    workspace: Workspace, account: Account, blueprint: Blueprint, words: Mapping[str, str], title: str
) -> Checked:
    account = await _completed(workspace, account, blueprint)
    return _checked(compile(blueprint, account, new_id=workspace.new_id, words=words), title, blueprint)


def _checked(draft: Draft, title: str, blueprint: Blueprint) -> Checked:
    """Every error of a new funnel stands in its way."""
    findings = check(draft.funnel, draft.account, keys=draft.keys)
    return Checked(draft, findings, blocking(findings, []), title, blueprint)


async def _completed(workspace: Workspace, account: Account, blueprint: Blueprint) -> Account:
    """The account with the documents of all that the blueprint names; what it names wrongly the compiler refuses."""
    wanted = []
    for one in mentioned(blueprint):
        kind = FAMILIES[one.family]
        try:
            entry = resolve(one.name, account.entries(one.family, page_type=one.page_type), what=kind.title)
        except (NotFoundError, AmbiguousError):
            continue
        if account.get(kind, entry.id) is None:
            wanted.append((kind, entry.id))
    return await with_documents(workspace.tracker, account, wanted)


def _name_is_free(name: str, account: Account, *, but: str = "") -> None:
    """Our ruling: two funnels of one name cannot be told apart in talk, so the second is refused.

    In talk, case and spacing do not count. Names of archived funnels are free.
    """
    named = [one for one in account.entries(Funnel.family) if folded(one.name) == folded(name)]
    taken = [one for one in named if one.is_active and one.id != but]
    if taken:
        raise InputError(
            f"funnel: there is a funnel called {taken[0].name!r} already ({taken[0].id}).",
            hint="Give it another name, or change that one with plan_edit.",
        )
