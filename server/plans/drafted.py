"""From a compiled draft to changes, in the order in which nothing refers to what does not exist yet.

New things by kind, then the funnel with its root alone, then what belongs to it alone, then the whole funnel
[documentation: the safest order]. On an edit: new things, then changed ones, then the funnel, and last what no node
uses any more, which is archived so that an undo can bring it back.
"""

from collections.abc import Iterator

from funnels.assets import Asset, Condition, PageGroup
from funnels.blueprint import Draft
from funnels.funnel import NodeKind
from funnels.secrets import taken_out

from .change import UNKNOWN_BASE, Change
from .revision import revision

Drafted = tuple[tuple[Change, ...], dict[str, str]]
"""Changes, and the secrets in them by place."""


def changes_of(draft: Draft) -> Drafted:
    """Nothing where the draft changes nothing."""
    return with_secrets_apart(_changes(draft))


def with_secrets_apart(changes: Iterator[Change]) -> Drafted:
    """The changes with their secrets covered, and those secrets by place, such as `2:destination.hmacSecret`."""
    kept: list[Change] = []
    secrets: dict[str, str] = {}
    for position, change in enumerate(changes):
        after, found = taken_out(change.after or {})
        before, _ = taken_out(change.before or {})
        covered = {"after": after if change.after is not None else None, "secrets": tuple(found)}
        covered |= {"before": before if change.before is not None else None}
        kept.append(change.model_copy(update=covered))
        secrets |= {f"{position}:{path}": value for path, value in found.items()}
    return tuple(kept), secrets


def created(asset: Asset) -> Change:
    return Change(
        do="create", family=type(asset).family, id=asset.id, name=asset.name, after=asset.document(reveal=True)
    )


def updated(before: Asset, after: Asset) -> Change:
    old = before.document(reveal=True)
    return Change(
        do="update",
        family=type(after).family,
        id=after.id,
        name=before.name,
        before=old,
        after=after.document(reveal=True),
        base=revision(old),
    )


def _changes(draft: Draft) -> Iterator[Change]:
    if draft.changes_nothing:
        return
    if draft.before is None:
        yield from map(created, (one for one in draft.new if not _is_local(one)))
        yield from _new_funnel(draft)
        return
    yield from map(created, draft.new)
    yield from (updated(before, after) for before, after in draft.changed)
    if draft.funnel != draft.before:
        yield updated(draft.before, draft.funnel)
    yield from map(_archived, draft.dropped)


def _new_funnel(draft: Draft) -> Iterator[Change]:
    local = [one for one in draft.new if _is_local(one)]
    if not local:
        yield created(draft.funnel)
        return
    root = tuple(node for node in draft.funnel.nodes if node.node_type is NodeKind.ROOT)
    bare = draft.funnel.changed(nodes=root, connections=())
    yield created(bare)
    yield from map(created, local)
    yield updated(bare, draft.funnel).model_copy(update={"base": UNKNOWN_BASE})


def _is_local(asset: Asset) -> bool:
    return isinstance(asset, PageGroup | Condition) and bool(asset.restrict_to_funnel_id)


def _archived(asset: Asset) -> Change:
    document = asset.document(reveal=True)
    return Change(
        do="archive",
        family=type(asset).family,
        id=asset.id,
        name=asset.name,
        before=document,
        base=revision(document),
    )
