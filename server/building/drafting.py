"""From what a planner writes to a checked plan. Nothing here writes to the tracker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from funnels.account import Account
from funnels.assets import FAMILIES, Funnel
from funnels.blueprint import (
    Blueprint,
    Draft,
    Opened,
    Operation,
    Reading,
    changed_for_all,
    compile,
    compile_copy,
    edit,
    localised,
    mentioned,
    opened,
    parse,
    parse_operations,
    read,
    replaced_steps,
)
from funnels.checks import Finding, blocking, check
from funnels.errors import AmbiguousError, InputError, NotFoundError
from funnels.names import folded, resolve
from funnels.wire import Json

from ..tracker import with_documents
from ..workspace import Workspace
from .snapshots import account_of, funnel_of
from .users import affected


@dataclass(frozen=True)
class Checked:
    """A draft, what is wrong with it, and whether that stands in the way."""

    draft: Draft
    findings: Sequence[Finding]
    in_the_way: Sequence[Finding]
    title: str
    blueprint: Blueprint
    users: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of a shared page group or condition that it changes -> the names of the other funnels that use it."""


@dataclass(frozen=True)
class Edited:
    """The blueprint of a funnel after operations, not compiled yet."""

    funnel: Funnel
    own: Opened
    reading: Reading
    blueprint: Blueprint


async def draft_funnel(workspace: Workspace, raw: Mapping[str, Any], words: Mapping[str, str]) -> Checked:
    """A new funnel. Raises BlueprintError with every fault, and InputError where the name is taken."""
    blueprint = parse(raw)
    account = await account_of(workspace)
    _name_is_free(blueprint.funnel, account)
    return await _new(workspace, account, blueprint, words, f"Build {blueprint.funnel!r}")


async def draft_edit(
    workspace: Workspace, wanted: str, operations: Sequence[Json], *, alone: bool = False
) -> Checked:
    """Changes to an existing funnel; only faults that the edit brings in stand in its way.

    What the funnel shares with others is changed for them, too, or with `alone` in copies of its own.
    """
    funnel, account = await funnel_of(workspace, wanted)
    edited = edit_of(funnel, account, parse_operations(operations))
    draft = await draft_of(workspace, edited, alone=alone)
    before = check(funnel, account, keys=edited.reading.keys)
    after = check(draft.funnel, draft.account, keys=draft.keys)
    others = await affected(workspace, account, draft.changed, but=[funnel.id])
    return Checked(
        draft,
        [*others.in_the_way, *after],
        [*others.in_the_way, *blocking(after, before)],
        f"Change {funnel.name!r}",
        edited.blueprint,
        others.users,
    )


def edit_of(funnel: Funnel, account: Account, operations: Sequence[Operation]) -> Edited:
    """BlueprintError where the funnel has not what the operations name."""
    own = opened(funnel, account, closed=replaced_steps(operations))
    reading = read(funnel, own.account)
    meant = [_at_a_step(one, reading) for one in operations]
    return Edited(funnel, own, reading, edit(reading.blueprint, meant, spelled=reading.spelled))


def _at_a_step(operation: Operation, reading: Reading) -> Operation:
    """With the key of the step that it names in other letters, or as the funnel calls it; others stay as they are."""
    said = getattr(operation, "step", None)
    if not isinstance(said, str) or said in reading.keys:
        return operation
    names = {node.id_node: node.node_name for node in reading.funnel.nodes}
    called = [key for key, id in reading.keys.items() if folded(said) in (folded(key), folded(names.get(id, "")))]
    return operation.model_copy(update={"step": called[0]}) if len(called) == 1 else operation


async def draft_of(workspace: Workspace, edited: Edited, *, alone: bool) -> Draft:
    """BlueprintError and InputError where what it was edited to cannot be."""
    own, blueprint, new_id = edited.own, edited.blueprint, workspace.new_id
    if blueprint.funnel != edited.funnel.name:
        _name_is_free(blueprint.funnel, own.account, but=edited.funnel.id)
    account = await _completed(workspace, own.account, blueprint)
    draft = compile(blueprint, account, new_id=new_id, base=edited.reading)
    return localised(draft, own, new_id) if alone else changed_for_all(draft, own)


async def draft_clone(
    workspace: Workspace, wanted: str, operations: Sequence[Json], as_new: Mapping[str, Any]
) -> Checked:
    """A new funnel from the blueprint of another, with substitutions; what the language cannot say comes along.

    What is shared stays shared, but for what the operations change of it: the clone has copies of that.
    """
    name, others = as_new["funnel"], {key: as_new[key] for key in ("group", "sources") if as_new.get(key)}
    funnel, account = await funnel_of(workspace, wanted)
    _name_is_free(name, account)
    edited = edit_of(funnel, account, parse_operations(operations))
    as_it_was = replace(edited, blueprint=edited.blueprint.model_copy(update={"funnel": funnel.name}))
    original = await draft_of(workspace, as_it_was, alone=True)  # never written: what is cloned
    reading = read(original.funnel, original.account)
    blueprint = reading.blueprint.model_copy(update={"funnel": name, **others})
    account = await _completed(workspace, original.account, blueprint)
    draft = compile_copy(blueprint, account, new_id=workspace.new_id, of=reading)
    made = tuple(one for one in original.new if not getattr(one, "restrict_to_funnel_id", ""))
    draft = replace(draft, new=(*made, *draft.new))
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
