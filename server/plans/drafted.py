"""From a compiled draft to changes, in the order in which nothing refers to what does not exist yet.

New things by kind, then the funnel with its root alone, then what belongs to it alone, then the whole funnel
[documentation: the safest order]. On an edit: new things, then changed ones, then the funnel, and last what no node
uses any more, which is archived so that an undo can bring it back.
"""

from collections.abc import Iterator, Sequence

from funnels.assets import Asset, Condition, Funnel, PageGroup
from funnels.blueprint import Draft
from funnels.funnel import NodeKind

from ..tracker.shapes import id_of
from .change import UNKNOWN_BASE, Change, Do
from .naming import named
from .revision import revision
from .secrecy import Drafted, with_secrets_apart


def changes_of(draft: Draft) -> Drafted:
    """Nothing where the draft changes nothing."""
    return with_secrets_apart(named(_changes(draft), draft.account))


def changes_of_many(drafts: Sequence[Draft]) -> Drafted:
    """Those of updates that were drafted one on the other: first all that is new, last all that is not used any more.

    What several of them change is changed once, from what it was to what it is to be in the end.
    """
    return with_secrets_apart(named(_together(drafts), drafts[-1].account))


def created(asset: Asset) -> Change:
    return Change(do="create", family=asset.family, id=asset.id, name=asset.name, after=asset.document(reveal=True))


def updated(before: Asset, after: Asset, *, base: str | None = None) -> Change:
    return _of("update", before, base=base).model_copy(update={"after": after.document(reveal=True)})


def archived(asset: Asset) -> Change:
    return _of("archive", asset)


def deleted(asset: Asset, *, base: str | None = None) -> Change:
    return _of("delete", asset, base=base)


def built(funnel: Funnel, local: Sequence[Change]) -> Iterator[Change]:
    """A new funnel and what only it may use, in the safe order."""
    if not local:
        yield created(funnel)
        return
    root = tuple(node for node in funnel.nodes if node.node_type is NodeKind.ROOT)
    bare = funnel.changed(nodes=root, connections=())
    yield created(bare)
    yield from local
    yield updated(bare, funnel, base=UNKNOWN_BASE)


def is_local(asset: Asset) -> bool:
    """Only one funnel may use it."""
    return isinstance(asset, PageGroup | Condition) and bool(asset.restrict_to_funnel_id)


def _of(do: Do, asset: Asset, *, base: str | None = None) -> Change:
    kind, document = type(asset), asset.document(reveal=True)
    return Change(
        do=do,
        family=kind.family,
        id=public_id(asset),
        name=asset.name,
        before=document,
        base=revision(kind, document) if base is None else base,
    )


def public_id(asset: Asset) -> str:
    """The id as lists give it; an integration key's own id is a secret."""
    kind = type(asset)
    return id_of(kind, {kind.wire_name("id"): asset.id})


def _together(drafts: Sequence[Draft]) -> Iterator[Change]:
    first: dict[str, Asset] = {}
    last: dict[str, Asset] = {}
    for before, after in (pair for draft in drafts for pair in draft.changed):
        first.setdefault(before.id, before)
        last[after.id] = after
    yield from (created(one) for draft in drafts for one in draft.new)
    yield from (updated(first[id], after) for id, after in last.items() if first[id] != after)
    yield from (updated(one.before, one.funnel) for one in drafts if one.before and one.before != one.funnel)
    yield from (archived(one) for draft in drafts for one in draft.dropped)


def _changes(draft: Draft) -> Iterator[Change]:
    if draft.changes_nothing:
        return
    if draft.before is None:
        yield from map(created, (one for one in draft.new if not is_local(one)))
        yield from built(draft.funnel, [created(one) for one in draft.new if is_local(one)])
        return
    yield from map(created, draft.new)
    yield from (updated(before, after) for before, after in draft.changed)
    if draft.funnel != draft.before:
        yield updated(draft.before, draft.funnel)
    yield from map(archived, draft.dropped)
