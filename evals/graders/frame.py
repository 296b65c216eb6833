"""Nothing else changed: what a case does not name is as it was."""

from collections.abc import Iterator

from funnels.assets import Condition, Funnel, PageGroup

from ..grade import Grade, grade
from ..snapshot import Json, Key, Snapshot
from .assets import differing, explained_by_assets
from .naming import described
from .scene import Scene

_BELONGING = (Condition.family, PageGroup.family)
_OWN = frozenset({"nodes", "connections", "canvasWidth", "canvasHeight"})
"""What of a funnel is graded by its ways."""

_GROUP = frozenset({"idCampaign", "idFunnelGroup"})
_MOST_TOLD = 6


def grades(scene: Scene) -> Iterator[Grade]:
    wrong = [*_others(scene), *_settings(scene)]
    if not scene.expect.booked and scene.after.recorded.differs(scene.before.recorded):
        wrong.append("costs, conversions or visits of the account were changed")
    if len(wrong) > _MOST_TOLD:
        wrong = [*wrong[:_MOST_TOLD], f"and {len(wrong) - _MOST_TOLD} more"]
    yield grade("nothing else changed", wrong, of_account=True)


def _others(scene: Scene) -> Iterator[str]:
    """Assets that nobody named."""
    explained = explained_by_assets(scene) | {(Funnel.family, id) for id in scene.funnels.values()}
    for key in sorted(scene.touched - explained):
        if key[0] in _BELONGING and _belongs(scene, key):
            continue
        yield f"{described(key, scene.before, scene.after)} was {_fate(scene, key)}"


def _fate(scene: Scene, key: Key) -> str:
    before, after = scene.before.documents.get(key), scene.after.documents.get(key)
    if before is None:
        return "made"
    if after is None:
        return "deleted"
    return f"changed ({', '.join(differing(before, after)) or 'its secrets'})"


def _belongs(scene: Scene, key: Key) -> bool:
    """Whether a condition or page group comes and goes with a funnel that the case names."""
    funnels = scene.touchable_funnels
    before, after = scene.before.documents.get(key), scene.after.documents.get(key)
    scopes = {document.get("restrictToFunnelId") or "" for document in (before, after) if document}
    if scopes - {""}:
        return scopes <= funnels | {""}
    if before is None:
        return _users(scene.after, key) <= funnels and bool(_users(scene.after, key))
    return after is None and _users(scene.before, key) <= funnels - scene.after.ids(Funnel.family)


def _users(snapshot: Snapshot, key: Key) -> frozenset[str]:
    """Funnels with a node that uses it."""
    return frozenset(
        id
        for (family, id), document in snapshot.documents.items()
        if family == Funnel.family and _uses(document, key[1])
    )


def _uses(funnel: Json, id: str) -> bool:
    for node in funnel.get("nodes", []):
        condition, group = node.get("nodeConditionParams") or {}, node.get("nodePageGroupParams") or {}
        if id in (condition.get("idCondition"), group.get("idPageGroup")):
            return True
    return False


def _settings(scene: Scene) -> Iterator[str]:
    """Of funnels that were there and are expected, what is neither a way nor named."""
    renamed = {key[1] for words in scene.expect.changed if (key := scene.named(words))}
    for name, id in scene.funnels.items():
        before = scene.before.documents.get((Funnel.family, id))
        if before is None or id in renamed:
            continue
        allowed = _OWN | (_GROUP if scene.expect.funnels[name].group else frozenset())
        changed = [
            field for field in differing(before, scene.after.documents[Funnel.family, id]) if field not in allowed
        ]
        if changed:
            yield f"funnel {name!r}: {', '.join(changed)} changed"
